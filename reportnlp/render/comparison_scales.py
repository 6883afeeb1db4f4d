"""Printed figures as numbers of one scale and unit, so that a spreadsheet can sort and draw them.

What a number cannot say (超, 余, 约) is put into its number format: the cell shows "超3.2" and holds 3.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportnlp.datamodel import Comparator, Indicator
from reportnlp.resources.alignment import load

_SCALES: Final = {1: "", 10**4: "万", 10**8: "亿"}
_MOST_PLACES: Final = 4
_BEFORE: Final[dict[Comparator, str]] = {"gt": "超", "lt": "不足", "approx": "约", "near": "近"}
_BEHIND: Final[dict[Comparator, str]] = {"ge": "以上", "le": "以内", "more": "余"}
_MOVING: Final = frozenset({"growth", "change", "points"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a cell, the spreadsheet's format for it, and the colour behind it ("" : none)."""

    value: int | float
    shape: str = "General"
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """What figures are counted in.

    Args:
        unit: its name ("亿元").
        size: how many base units it is.
    """

    unit: str
    size: Fraction

    def number(self, indicator: Indicator) -> Number | None:
        """The figure in this scale; None for what is no single number (3—5, 3.9:39.0:57.1)."""
        quantity = indicator.quantity
        if quantity.parts or quantity.upper is not None:
            return None
        factor = load().base(quantity.unit)[1] / self.size
        value = Fraction(quantity.number) * quantity.scale * factor
        return Number(_plain(value), _shape(indicator, _places(quantity.step * factor)))


def common_scale(indicators: Sequence[Indicator]) -> Scale:
    """The scale and unit that most of the figures are printed in, of two as frequent that of the last."""
    printed = [(i.quantity.scale if i.quantity.scale in _SCALES else 1, i.quantity.unit) for i in indicators]
    scale, unit = Counter(reversed(printed)).most_common(1)[0][0]
    return Scale(_SCALES[scale] + unit, load().base(unit)[1] * scale)


def _places(step: Fraction) -> int:
    """Decimals that show a step of this size."""
    return next((p for p in range(_MOST_PLACES) if Fraction(1, 10**p) <= step), _MOST_PLACES)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), 10)


def _shape(indicator: Indicator, places: int) -> str:
    """A number format such as `"超"#,##0.0` or `+0.0;-0.0;0.0`."""
    comparator = indicator.quantity.comparator
    digits = "#,##0" + (f".{'0' * places}" if places else "")
    before, behind = _BEFORE.get(comparator, ""), _BEHIND.get(comparator, "")
    if indicator.kind == "rank":
        return f'"第"{digits}'
    if indicator.kind in _MOVING:
        return ";".join(_worded(before, sign + digits, behind) for sign in ("+", "-", ""))
    return _worded(before, digits, behind)


def _worded(before: str, digits: str, behind: str) -> str:
    return (f'"{before}"' if before else "") + digits + (f'"{behind}"' if behind else "")
