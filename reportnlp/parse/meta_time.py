"""Dates and years as reports print them, Arabic or Chinese (2023年1月5日, 二〇二三年一月五日)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}
_CHINESE_YEAR = "(?:一九|二[〇○零ＯO])[〇○零ＯO一二三四五六七八九]{2}"
YEAR = rf"((?:19[4-9]|20[0-4])\d|{_CHINESE_YEAR})"
_DAY = re.compile(
    rf"{YEAR}年[ \u3000]?(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    r"(?:[ \u3000]?(\d{1,2}|[一二三四五六七八九十廿]{1,3})日)?"
    r"|(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
)
_YEARS = re.compile(rf"{YEAR}(?=年)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A printed date: year, month, day (0 where only the month is printed), and where it ends."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def iso(self) -> str:
        day = f"-{self.day:02}" if self.day else ""
        return f"{self.year}-{self.month:02}{day}"


def year_of(printed: str) -> int:
    """2023 for "2023" and for "二〇二三"."""
    return int("".join(_DIGITS.get(c, c) for c in printed))


def number_of(printed: str) -> int:
    """A day or month: "12", "十二", "三十一", "廿三" (0 where it is none)."""
    if printed.isascii():
        return int(printed or "0")
    tens, ten, ones = printed.replace("廿", "二十").rpartition("十")
    value = 10 * int(_DIGITS.get(tens, "1")) if ten else 0
    return value + int(_DIGITS.get(ones, "0"))


def dates(text: str) -> Iterator[Dated]:
    """Every valid date in `text`, in order.  Costs a scan: hand over short stretches."""
    for m in _DAY.finditer(text):
        if m[1]:
            year, month, day = year_of(m[1]), number_of(m[2]), number_of(m[3] or "")
        else:
            year, month, day = int(m[4]), int(m[5]), int(m[6])
        if 1 <= month <= 12 and day <= monthrange(year, month)[1]:
            yield Dated(year, month, day, m.start(), m.end())


def first_date(text: str) -> Dated | None:
    """The first date in `text`."""
    return next(dates(text), None)


def years(text: str) -> list[int]:
    """The years that `text` names with 年 behind, in order."""
    return [year_of(y) for y in _YEARS.findall(text)]


def commonest_year(text: str) -> int | None:
    """The year that `text` names most often, the later one of equals."""
    counts = Counter(years(text))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
