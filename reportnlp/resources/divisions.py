"""Administrative divisions of China (GB/T 2260), province to county, with former names.

The tables are `divisions.tsv` (today) and `divisions_patches.tsv` (renamed, merged or
abolished since 2002, each with the first and last list that has it and its successor).

Source: the statistical code lists of the National Bureau of Statistics as packed in npm
china-division (2015-09-30 to 2023-06-30; MIT by its package.json, WTFPL by its LICENSE) and
PyPI GB2260 0.4.1 (2002 to 2014, BSD), without the zones that only statistics knows, plus
changes up to 2026-04 by hand.  Codes and names are facts of the national standard.
`scripts/make_divisions.py` makes both tables from the unpacked lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from reportnlp.datamodel import Level
from reportnlp.resources import read_text

_ETHNIC = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|普米|各"
)
_AUTONOMOUS = re.compile(rf"(.{{2,8}}?)(?:(?:{_ETHNIC})族?){{1,5}}自治([州县旗区])")
_ETHNIC_DISTRICT = re.compile(rf"(.{{2,8}}?)(?:{_ETHNIC})族(区)")
_LONGEST_PATH = 60
_SUFFIX = re.compile(r"(?:自治县|自治旗|自治州|自治区|特别行政区|地区|林区|特区|新区|[省市县区旗州盟])$")


@dataclass(frozen=True, slots=True)
class Division:
    """One division: six-digit code, full name, level and the code one level up ("" for a province)."""

    code: str
    name: str
    level: Level
    parent: str


@dataclass(frozen=True, slots=True)
class Former:
    """A division or name that no longer stands.

    `valid_from` and `valid_to` are the first and last day of a list that has it
    ("" is before the first list); `successor` is the code of today ("" where none is known).
    """

    division: Division
    valid_from: str
    valid_to: str
    successor: str


def short_names(name: str) -> tuple[str, ...]:
    """The short forms of a full name: 濮阳 for 濮阳市; 黔东南 and 黔东南州 for its full name.

    A form of one character (唐 for 唐县) is no name and left out.
    """
    ethnic = _AUTONOMOUS.fullmatch(name) or _ETHNIC_DISTRICT.fullmatch(name)
    if ethnic:
        stem, kind = ethnic[1].removesuffix("族"), ethnic[2]
        return (stem, stem + kind) if kind in "州县旗" else (stem,)
    stem = _SUFFIX.sub("", name).removesuffix("族")
    return (stem,) if len(stem) > 1 and stem != name else ()


class Divisions:
    """All divisions of today and formerly, with look-up by code, by name and by short name."""

    def __init__(self, current: Sequence[Division], former: Sequence[Former]) -> None:
        self.current = tuple(current)
        self.former = tuple(former)
        self._by_name: dict[str, tuple[Division, ...]] = {}
        for division in self:
            self._by_name[division.name] = (*self._by_name.get(division.name, ()), division)

    def __iter__(self) -> Iterator[Division]:
        """Divisions of today first, then the former ones."""
        yield from self.current
        yield from (entry.division for entry in self.former)

    @cached_property
    def _by_code(self) -> dict[str, Division]:
        found = {entry.division.code: entry.division for entry in self.former}
        return found | {division.code: division for division in self.current}

    @cached_property
    def _by_short(self) -> dict[str, tuple[Division, ...]]:
        found: dict[str, tuple[Division, ...]] = {}
        for division in self:
            for short in short_names(division.name):
                found[short] = (*found.get(short, ()), division)
        return found

    @cached_property
    def longest(self) -> int:
        """Characters of the longest full name."""
        return max(map(len, self._by_name))

    def names(self) -> tuple[str, ...]:
        """Every full name once, of today and formerly (a gazetteer)."""
        return tuple(self._by_name)

    def shorts(self) -> tuple[str, ...]:
        """Every short name once."""
        return tuple(self._by_short)

    def by_code(self, code: str) -> Division | None:
        """The division of a code (the one of today where a code has had several)."""
        return self._by_code.get(code)

    def candidates(self, name: str) -> tuple[Division, ...]:
        """All divisions of that full name, or, if there is none, of that short name."""
        return self._by_name.get(name) or self._by_short.get(name, ())

    def named(self, name: str) -> bool:
        """Whether `name` is a full name."""
        return name in self._by_name

    def ancestors(self, division: Division) -> Iterator[Division]:
        """The divisions above, nearest first."""
        code = division.parent
        while code and (above := self._by_code.get(code)):
            yield above
            code = above.parent

    def successor(self, division: Division) -> Division | None:
        """What a former division is today; None for one that still stands or left no trace."""
        for entry in self.former:
            if entry.division == division:
                return self._by_code.get(entry.successor)
        return None

    def find(self, name: str, within: Sequence[str] = ()) -> Division | None:
        """The one division that `name` means.

        Args:
            name: a full name, a short name, or one with its parents before it (深圳市龙华区).
            within: full or short names of places that should contain it; they decide
                between divisions of the same name.

        Returns:
            The division, or None where the name is unknown or stays ambiguous.
        """
        found = self.candidates(name)
        if len(name) > _LONGEST_PATH:
            return None
        if not found:
            head = self.leading(name)
            return self.find(name[len(head) :], (*within, head)) if head and head != name else None
        if len(found) > 1:
            inside = [self._inside(division, within) for division in found]
            most = max(inside)
            found = tuple(d for d, count in zip(found, inside, strict=True) if count == most > 0)
        return found[0] if len(found) == 1 else None

    def leading(self, text: str) -> str:
        """The longest full name that `text` begins with, "" if none."""
        for end in range(min(self.longest, len(text)), 1, -1):
            if text[:end] in self._by_name:
                return text[:end]
        return ""

    def _inside(self, division: Division, within: Sequence[str]) -> int:
        """How many of the divisions above are named in `within`."""
        return sum(
            above.name in within or any(short in within for short in short_names(above.name))
            for above in self.ancestors(division)
        )


def _rows(file: str) -> Iterator[list[str]]:
    for line in read_text(file).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def load() -> Divisions:
    """The tables of the package (read once, under 30 ms).

    Raises:
        ResourceError: the tables are missing.
    """
    current = [_division(*row) for row in _rows("divisions.tsv")]
    former = [Former(_division(*row[:4]), *row[4:]) for row in _rows("divisions_patches.tsv")]
    return Divisions(current, former)


def _division(code: str, name: str, level: str, parent: str) -> Division:
    return Division(code, name, cast(Level, level), parent)


def find(name: str, within: Sequence[str] = ()) -> Division | None:
    """`load().find(name, within)`."""
    return load().find(name, within)


def candidates(name: str) -> tuple[Division, ...]:
    """`load().candidates(name)`."""
    return load().candidates(name)
