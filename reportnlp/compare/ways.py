"""How a claimed change follows from two levels: by growth, difference, multiple or doubling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from reportnlp.compare.moved import is_rate
from reportnlp.datamodel import Indicator, Quantity
from reportnlp.intervals import Bounds, Interval, bounds_of
from reportnlp.resources.alignment import load

_HUNDRED: Final = Interval.point(100)
_ONE: Final = Interval.point(1)
_IS_TIMES = re.compile(r"(?:是|为|相当于|达到?)[^，。；]{0,14}的?\Z")

Name = Literal["difference", "growth", "times", "more times", "doublings"]
"""times: 是上年的N倍; more times: 增长N倍, which is N+1 times."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways, `name`."""

    name: Name

    def implied(self, old: Bounds, new: Bounds) -> Bounds:
        """What the levels give for the claim; both are in the unit of the new one."""
        return Bounds(self._of(old.core, new.core), self._of(old.hard, new.hard))

    def _of(self, old: Interval, new: Interval) -> Interval:
        match self.name:
            case "difference":
                return new - old
            case "growth":
                return new.over(old).scaled(100) - _HUNDRED
            case "more times":
                return new.over(old) - _ONE
            case _:
                return new.over(old)

    def stated(self, claim: Quantity) -> Bounds:
        """What the claim admits, as a number that `implied` can be held against."""
        if self.name != "doublings":
            return bounds_of(claim)
        times = Fraction(2) ** min(int(claim.number), 10)  # said of round numbers: a tenth on both sides
        about = Interval(
            times * Fraction(9, 10), None if claim.comparator != "eq" else times * Fraction(11, 10)
        )
        return Bounds(about, about)

    def formula(self, old: str, new: str) -> str:
        """The computation in words."""
        if self.name == "difference":
            return f"{new} − {old}"
        return f"{new} ÷ {old} − 1" if self.name in ("growth", "more times") else f"{new} ÷ {old}"


def way_of(claim: Indicator, level: Indicator, before: str) -> Way | None:
    """The way from the levels to the claim; None where their units do not go together.

    Args:
        before: the words in front of the claim.
    """
    unit = claim.quantity.unit
    if claim.kind == "points":
        return Way("difference") if is_rate(level) else None
    if is_rate(level):
        return None  # of a rate, 提高2% may be meant as points
    if unit == "%":
        return Way("growth")
    if unit == "番":
        return Way("doublings")
    if unit == "倍":
        return Way("times" if _IS_TIMES.search(before) else "more times")
    return Way("difference") if unit == level.quantity.unit else None


def printed_in(old: Indicator, new: Indicator) -> Bounds:
    """What the printing of an old level admits, in the unit of the new one."""
    (_, mine), (_, its) = load().base(old.quantity.unit), load().base(new.quantity.unit)
    bounds = bounds_of(old.quantity)
    return Bounds(bounds.core.scaled(mine / its), bounds.hard.scaled(mine / its))
