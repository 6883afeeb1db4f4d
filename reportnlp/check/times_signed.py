"""When a report was signed, as the time rules read it, and the calendar that they share."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportnlp.check.context import Context
from reportnlp.datamodel import Span
from reportnlp.numerals import read_chinese

_FOOT = 1500
_ALONE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年 {0,2}(\d{1,2}|[一二三四五六七八九十]{1,3})月 {0,2}"
    r"(\d{1,2}|[一二三四五六七八九十廿]{1,3})日(?=[ \u3000]{0,8}[）)]?[ \u3000]{0,8}(?:\n|\Z))"
)
_LONGEST: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Signed:
    """成文日期: the day, and where the foot of the report prints it (None: only a page's stamp says so)."""

    day: date
    span: Span | None = None


def signed(context: Context) -> Signed | None:
    """The day that the report gives for itself, if it gives year, month and day."""
    try:
        day = date.fromisoformat(context.report.meta.date)
    except ValueError:
        return None
    start = max(0, len(context.clean) - _FOOT)
    for found in reversed(tuple(_ALONE.finditer(context.clean, start))):
        if (int(found[1]), number(found[2]), number(found[3])) == (day.year, day.month, day.day):
            return Signed(day, context.match(found))
    return Signed(day)


def signed_year(context: Context) -> int | None:
    """The year of the date that the report gives for itself."""
    printed = context.report.meta.date[:4]
    return int(printed) if printed.isdecimal() else None


def number(printed: str) -> int:
    """A day or a month: 12, 十二, 廿三."""
    return int(printed) if printed.isascii() else int(read_chinese(printed.replace("廿", "二十")))


def last_day(month: int, year: int | None = None) -> int:
    """The number of days of a month; of a February of an unknown year 29, of no month 0."""
    if not 1 <= month <= 12:
        return 0
    return monthrange(year, month)[1] if year else _LONGEST[month]
