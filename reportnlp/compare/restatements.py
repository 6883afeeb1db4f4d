"""Last year's values as this year's report prints them again."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportnlp.compare.circumstances import Circumstances
from reportnlp.compare.moved import based, is_rate
from reportnlp.compare.subjects import subject_of
from reportnlp.datamodel import Comparison, Indicator, Reason, Report, Verdict
from reportnlp.figures.surroundings import around
from reportnlp.intervals import Bounds, Interval

_OTHER_SCOPE = re.compile(r"口径|区划|合并|剔除|不含|调整|累计|五年|年均|“十[一二三四五]五”|修订|普查")
_SLACK: Final = Fraction(1, 10)  # how far a value may have been revised since, as a share of it
_SLACK_OF_COUNTS: Final = Fraction(1, 50)
_POINTS: Final = Fraction(1, 2)  # percentage points, for rates
_AROUND: Final = 60  # characters on both sides that may speak of another scope


def restated_as(
    comparison: Comparison, then: Indicator, now: Indicator
) -> tuple[Verdict, Reason | None, str]:
    """Whether the value that is quoted now is the one printed then; if not, why that may yet be right."""
    before, after = based(then), based(now)
    if before.core.meets(after.core):
        return "pass", None, ""
    if before.hard.meets(after.hard):
        return "open", "hedge", "在“约、左右、以上”等说法允许的边缘"
    if not _names_last_year(comparison.new, now):
        return "open", "scope", "没有写明是上年的数"
    if _speaks_of_scope(comparison.old, then) or _speaks_of_scope(comparison.new, now):
        return "open", "scope", "口径或时段可能不同"
    if not are_one(then, now):
        return "open", "linking", "不能确定是不是同一项"
    if _revised(before, then).hard.meets(after.hard):
        return "open", "price-base", "可能是快报数改成了决算数，或普查后作了调整"
    return "fail", None, ""


def are_one(old: Indicator, new: Indicator) -> bool:
    """Whether two figures have the same name or concept: beyond doubt, where a contradiction hangs on it."""
    if old.concept and old.concept == new.concept:
        return True
    return subject_of(old.subject).bare == subject_of(new.subject).bare


def revised(bounds: Bounds, slack: Fraction, *, of_rate: bool) -> Bounds:
    """A value as it may have been revised since: by a share of it, a rate by half a percentage point."""
    if of_rate:
        around = Interval(-_POINTS, _POINTS)
        return Bounds(bounds.core + around, bounds.hard + around)
    return Bounds(_stretched(bounds.core, slack), _stretched(bounds.hard, slack))


def _revised(bounds: Bounds, then: Indicator) -> Bounds:
    slack = _SLACK_OF_COUNTS if then.kind == "count" else _SLACK
    return revised(bounds, slack, of_rate=is_rate(then))


def _stretched(interval: Interval, slack: Fraction) -> Interval:
    low, high = interval.scaled(1 - slack).low, interval.scaled(1 + slack).high
    return Interval(low, high, interval.low_open, interval.high_open)


def _names_last_year(report: Report, now: Indicator) -> bool:
    """Whether the sentence says that the value is last year's: 由A增加到B may count from any year."""
    return Circumstances(report, now).names_year


def _speaks_of_scope(report: Report, indicator: Indicator) -> bool:
    return _OTHER_SCOPE.search(around(report, indicator, _AROUND, _AROUND)) is not None
