"""Figures and periods as one reads them aloud: "12万余份", "降近40%", "翻一番", "2023年一季度"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from reportnlp.datamodel import Indicator, Period, Quantity
from reportnlp.serialise.reports import number_text, printed_number

_BEFORE: Final = {"gt": "超", "lt": "不足", "approx": "约", "near": "近"}
_BEHIND: Final = {"ge": "以上", "le": "以内"}
_BOUNDED: Final = ("以上", "以下", "以内", "左右", "上下", "多", "余")  # how a printed figure may end

# Up and down in words: a sign in front of a bound ("约-10天") would read as a range or a dash.
_DIRECTIONS: Final = {"growth": ("增", "降"), "change": ("增加", "减少"), "points": ("高", "低")}

_UNITS: Final = {"百分点": "个百分点", "千分点": "个千分点"}
_DOUBLING: Final = "番"

_SCALES: Final = {
    1: "",
    10: "十",
    100: "百",
    1000: "千",
    10**4: "万",
    10**6: "百万",
    10**7: "千万",
    10**8: "亿",
    10**12: "万亿",
}
_MORE_INSIDE: Final = re.compile("[余多][十百千万亿]")

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# Parts of a year in EDTF level 2 (ISO 8601-2): 33 to 36 are quarters, 40 and 41 halves.
_QUARTERS: Final = {33: "一", 34: "二", 35: "三", 36: "四"}
_HALVES: Final = {40: "上半年", 41: "下半年"}


def figure_text(indicator: Indicator) -> str:
    """A figure as one reads it aloud: "12万余份", "超3.2亿元", "+8.5%", "减少约10天", "第3位"."""
    quantity = indicator.quantity
    if indicator.kind == "rank" and not quantity.parts:
        return f"第{_number(indicator)}{quantity.unit or '位'}"
    if quantity.unit == _DOUBLING or _is_fraction(indicator):
        return _as_printed(indicator)
    before = _BEFORE.get(quantity.comparator, "")
    behind = "以下" if "以下" in indicator.text else _BEHIND.get(quantity.comparator, "")
    direction = _direction(indicator)
    amount = _amount(indicator)
    if direction and direction != "+":
        amount = amount.replace("-", "")  # the word says it
    return f"{direction}{before}{amount}{behind}"


def _is_fraction(indicator: Indicator) -> bool:
    return indicator.kind == "ratio" and ("分之" in indicator.text or "/" in indicator.text)


def _as_printed(indicator: Indicator) -> str:
    """翻一番, 近三分之一: the words of the report, for 1番 and 0.3333 are not what was meant."""
    quantity, text = indicator.quantity, "".join(indicator.text.split())
    if quantity.unit == _DOUBLING and "翻" not in text:
        text = f"翻{text}"
    if text.endswith(_BOUNDED):
        return text
    return _BEFORE.get(quantity.comparator, "") + text + _BEHIND.get(quantity.comparator, "")


def _direction(indicator: Indicator) -> str:
    """A plus before an exact rise, a word before one with bounds; "" for what is no change."""
    quantity, words = indicator.quantity, _DIRECTIONS.get(indicator.kind)
    low, high = quantity.number, quantity.number if quantity.upper is None else quantity.upper
    if words is None or low == 0 or (low > 0) != (high > 0):
        return ""
    if quantity.comparator == "eq":
        return "+" if low > 0 else ""
    return words[0] if low > 0 else words[1]


def _amount(indicator: Indicator) -> str:
    """Number, scale and unit, with 余 or 多 where it was printed: 1300余亿元, 12万余份, 2年多."""
    quantity, text = indicator.quantity, indicator.text.rstrip()
    number, unit = _number(indicator), _UNITS.get(indicator.quantity.unit, indicator.quantity.unit)
    if quantity.comparator != "more":
        return number + unit
    if unit and text.endswith("多"):
        return f"{number}{unit}多"
    scale = _SCALES.get(quantity.scale, "")
    if scale and _MORE_INSIDE.search(text):
        return f"{number.removesuffix(scale)}余{scale}{unit}"
    return f"{number}余{unit}"


def _number(indicator: Indicator) -> str:
    """The printed digits with the scale word."""
    quantity = indicator.quantity
    if quantity.scale in _SCALES or quantity.parts:
        return printed_number(indicator) + _SCALES.get(quantity.scale, "")
    return _multiplied(quantity)


def _multiplied(quantity: Quantity) -> str:
    """For a scale that has no word of its own: the number multiplied out."""
    bounds = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    return "—".join(number_text(Decimal(v).normalize() + 0) for v in bounds)


def period_text(period: Period) -> str:
    """An EDTF period in Chinese: "2021年", "2021—2025年", "2021年1—6月", "2021年6月起"."""
    start, slash, end = period.edtf.partition("/")
    if not slash:
        return date_text(start)
    if end in ("..", ""):
        return f"{date_text(start)}起"
    if start in ("..", ""):
        return f"至{date_text(end)}"
    return _interval_text(start, end)


def _interval_text(start: str, end: str) -> str:
    a, b = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if not a or not b:
        return f"{date_text(start)}—{date_text(end)}"
    if not a[2] and not b[2]:
        return f"{a[1]}—{b[1]}年"
    if a[1] != b[1] or not a[2] or not b[2]:
        return f"{date_text(start)}—{date_text(end)}"
    return f"{a[1]}年" + _within_year(a, b)


def _within_year(a: re.Match[str], b: re.Match[str]) -> str:
    """Both ends lie in one year, which is not said twice: "一至三季度", "1—6月", "3月5日—4月6日"."""
    first, last = int(a[2]), int(b[2])
    if first in _QUARTERS and last in _QUARTERS:
        return f"{_QUARTERS[first]}至{_QUARTERS[last]}季度"
    if not a[3] and not b[3] and max(first, last) <= 12:
        return f"{first}—{last}月"
    return f"{_part_text(first, a[3])}—{_part_text(last, b[3])}"


def date_text(date: str) -> str:
    """A date, month, quarter or year in EDTF, in Chinese; anything else as it stands."""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    return f"{year}年" + (_part_text(int(month), day) if month else "")


def _part_text(month: int, day: str | None) -> str:
    if not day and month in _QUARTERS:
        return f"{_QUARTERS[month]}季度"
    if not day and month in _HALVES:
        return _HALVES[month]
    return f"{month}月" + (f"{int(day)}日" if day else "")
