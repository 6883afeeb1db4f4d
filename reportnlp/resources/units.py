"""Units and counters: the table `units.yaml`, its schema, and the regexes made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from reportnlp.datamodel import IndicatorKind
from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

SCALES: dict[str, int] = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100,
}  # fmt: skip

_KIND_OF_DIMENSION: dict[str, IndicatorKind] = {
    "money": "money", "percent": "percent", "points": "points", "ratio": "ratio", "duration": "duration",
    "count": "count", "change": "change",
}  # fmt: skip


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")
    dimensions: dict[str, list[str]]
    chinese_counters: list[str]
    not_before: dict[str, str]


@dataclass(frozen=True, slots=True)
class Units:
    """The table of units.

    `dimension_of` maps a unit as printed to its dimension ("money", "area", "count" …);
    `pattern` is an alternation of all units, longest first; `chinese_pattern` one of the
    counters that a single Chinese digit may count; `not_before` maps a unit to what makes a
    longer word of it.
    """

    dimension_of: dict[str, str]
    pattern: str
    chinese_pattern: str
    not_before: dict[str, re.Pattern[str]]

    def kind_of(self, unit: str) -> IndicatorKind:
        """The kind of a figure with this unit where no change word decides otherwise."""
        dimension = self.dimension_of.get(unit)
        if dimension is None:
            dimension = "rate" if "/" in unit else "count"
        return _KIND_OF_DIMENSION.get(dimension, "measure")


def alternation(words: Iterable[str]) -> str:
    """A regex that matches any of the words, the longest first, factored by first character.

    Factoring lets the engine reject most positions on one character.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    parts = []
    for first, rests in by_first.items():
        tail = "" if rests == [""] else f"(?:{'|'.join(rests)})"
        parts.append(re.escape(first) + tail)
    return f"(?:{'|'.join(parts)})"


@cache
def load() -> Units:
    """The unit table of the package (cached).

    Raises:
        ResourceError: `units.yaml` does not follow its schema.
    """
    try:
        schema = _Schema.model_validate(read_yaml("units.yaml"))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", "units.yaml") from error
    dimension_of: dict[str, str] = {}
    for dimension, units in schema.dimensions.items():
        for unit in units:
            if unit in dimension_of:
                raise ResourceError(f"单位“{unit}”重复", f"units.yaml: {dimension}")
            dimension_of[unit] = dimension
    not_before = {unit: re.compile(words) for unit, words in schema.not_before.items()}
    return Units(dimension_of, alternation(dimension_of), alternation(schema.chinese_counters), not_before)


def plain(unit: str) -> str:
    """The unit without 个 where both forms mean one unit (个百分点, 个小时)."""
    return unit.removeprefix("个") if unit in ("个百分点", "个千分点", "个小时") else unit
