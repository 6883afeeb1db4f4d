"""Whether a printed place can be the report's own: itself, above it, below it, or formerly called so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportnlp.datamodel import Region
from reportnlp.resources.divisions import Division, load, short_names

_PREFIX = re.compile(r"^(?:中共|中国共产党)")
_UNLISTED = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治[州县旗]|[省市县旗]|(?<!社|园|校|片|地|新|辖|城)区)")
_ZONES = ("新区", "开发区", "管理区", "示范区", "实验区", "园区", "街道", "镇", "乡", "城区", "州")


def places_of(organ: str) -> tuple[str, ...]:
    """The places that an organ is named after, the innermost last: 深圳市, 龙华区."""
    rest = _PREFIX.sub("", organ)
    names: list[str] = []
    while rest and len(names) < 4:
        unlisted = None if names else _UNLISTED.match(rest)
        name = load().leading(rest) or (unlisted[0] if unlisted else "")
        if not name:
            break
        names.append(name)
        rest = rest[len(name) :]
    return tuple(names)


@dataclass(frozen=True)
class Home:
    """The place that a report is of."""

    region: Region

    @cached_property
    def name(self) -> str:
        """The place's own name; of a department that of its place."""
        names = places_of(self.region.name)
        return names[-1] if self.region.level == "department" and names else self.region.name

    @cached_property
    def _division(self) -> Division | None:
        table = load()
        found = table.by_code(self.region.code) if self.region.code else table.find(self.name)
        return found if found and found.name == self.name else None

    @cached_property
    def _above(self) -> frozenset[str]:
        return frozenset(d.name for d in load().ancestors(self._division)) if self._division else frozenset()

    def is_foreign(self, place: str) -> bool:
        """Whether `place` is certainly neither the report's own place nor above, below or before it."""
        if place in self.name or self.name in place or place in self._above:
            return False
        if set(short_names(place)) & {self.name, *short_names(self.name)}:
            return False
        if place.endswith(_ZONES) or self.name.endswith(_ZONES):
            return False
        known = load().candidates(place) if load().named(place) else ()
        if not known:
            return place[-1] == self.name[-1] and place[-1] in "省县旗市"
        if self._division is None:
            return place[-1] == self.name[-1] and not any(d.level == "city" for d in known)
        return not any(self._related(d) for d in known)

    def _related(self, division: Division) -> bool:
        """Whether a division lies in the own one or became it (or a part of what lies above)."""
        own = self._division
        assert own is not None
        now = load().successor(division) or division
        if now.code == own.code or any(above.code == own.code for above in load().ancestors(now)):
            return True
        return any(above.code == now.code for above in load().ancestors(own))


def one_off(word: str, own: str) -> bool:
    """Whether two names of one length differ in exactly one character."""
    return len(word) == len(own) and sum(a != b for a, b in zip(word, own, strict=True)) == 1


def near_misses(text: str, own: str) -> Iterator[int]:
    """Where `text` has a name that ends like `own` and is one character off, and is no division's."""
    at, unit, length = text.find(own[-1]), own[-1], len(own)
    while at >= 0:
        start = at + 1 - length
        word = text[max(start, 0) : at + 1]
        if one_off(word, own) and word[-1] == unit and not load().named(word):
            yield start
        at = text.find(unit, at + 1)
