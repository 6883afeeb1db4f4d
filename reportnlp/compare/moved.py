"""By how much a figure moved from one year to the other."""

from __future__ import annotations

from dataclasses import replace

from reportnlp.datamodel import Indicator, MovedUnit, Relation
from reportnlp.intervals import Bounds, Interval, bounds_of, significant_step
from reportnlp.resources.alignment import load

_HUNDRED = Interval.point(100)
_RATES = frozenset({"%", "‰"})
_UPWARDS = frozenset({"ge", "gt", "more"})
_DOWNWARDS = frozenset({"le", "lt", "near"})
_LEVELS = frozenset({"count", "money", "measure", "duration"})


def based(indicator: Indicator) -> Bounds:
    """What the printing of a figure admits, in the base unit of its unit (亩 in 平方米)."""
    bounds, factor = bounds_of(indicator.quantity), load().base(indicator.quantity.unit)[1]
    return bounds if factor == 1 else Bounds(bounds.core.scaled(factor), bounds.hard.scaled(factor))


def is_rate(indicator: Indicator) -> bool:
    """Whether it is a share of something, which moves by points."""
    return indicator.quantity.unit in _RATES


def _printed(indicator: Indicator) -> Interval:
    """What the number as printed stands for: with 突破 from it on to the next step, with 近 below it."""
    quantity = replace(indicator.quantity, comparator="eq", upper=None)
    core = based(replace(indicator, quantity=quantity)).core
    if core.middle is None or indicator.quantity.comparator == "eq":
        return core
    step = significant_step(quantity) * load().base(quantity.unit)[1]
    if indicator.quantity.comparator in _UPWARDS:
        return Interval(core.middle, core.middle + step)
    if indicator.quantity.comparator in _DOWNWARDS:
        return Interval(core.middle - step, core.middle)
    return Interval(core.middle - step / 2, core.middle + step / 2)


def moved(relation: Relation, old: Indicator, new: Indicator) -> tuple[Interval | None, MovedUnit]:
    """The growth of a level in per cent, the difference of two rates in percentage points.

    Of the numbers as printed: it is shown beside them, hedges (以上, 余) and all.
    """
    if relation == "same_project" or old.quantity.parts or new.quantity.parts:
        return None, ""
    before, after = _printed(old), _printed(new)
    if is_rate(old) and old.quantity.unit == new.quantity.unit:
        return after - before, "百分点" if old.quantity.unit == "%" else ""
    if old.kind not in _LEVELS or not before.low or before.low <= 0:
        return None, ""
    return after.over(before).scaled(100) - _HUNDRED, "%"
