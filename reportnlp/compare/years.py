"""The years that reports and figures are of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from reportnlp.datamodel import Period, Report

_REVIEW = re.compile(
    r"(?:过去|这|本届政府|前)的?五年|五年来|五年工作|“十[一二三四五]五”(?:时期|期间|以来|规划圆满|收官)|本届政府"
)
_OPENING = 3000  # characters in which a report says what it looks back on
_DATE = re.compile(r"(\d{4})(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a period, both included; `whole` is False where it is some months only."""

    first: int
    last: int
    whole: bool

    @property
    def length(self) -> int:
        """How many years it spans."""
        return self.last - self.first + 1


def years_of(period: Period) -> Years | None:
    """The years of a period; None for none and for one with an open end."""
    first, _, last = period.edtf.partition("/")
    begin, end = _DATE.match(first), _DATE.match(last or first)
    if begin is None or end is None:
        return None
    return Years(int(begin[1]), int(end[1]), not (begin[2] or end[2]))


def reported_year(report: Report) -> int | None:
    """The year reported on; a 政府工作报告 reviews the year before the one it was given in.

    Without a year of its own: the one that most figures of what was reached are of.
    """
    year = report.meta.year
    if year is not None:
        return year - 1 if report.meta.kind == "gwr" else year
    found = Counter(
        years.last
        for indicator in report.indicators
        if indicator.status == "actual" and (years := years_of(indicator.period)) is not None
    )
    return found.most_common(1)[0][0] if found else None


def reviews_years(report: Report) -> bool:
    """Whether a report looks back on a term of office or a plan, not on one year only."""
    return _REVIEW.search(report.text, 0, _OPENING) is not None
