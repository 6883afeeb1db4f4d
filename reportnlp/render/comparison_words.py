"""The Chinese words in which a comparison is shown, the same on the terminal, in pages and in files."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import Final, Literal, TypeAlias

from reportnlp.datamodel import (
    Change,
    Claim,
    ClaimVerdict,
    Fulfilment,
    PassageState,
    Quantity,
    Relation,
    Report,
    SectionState,
    SeriesMark,
    Target,
)
from reportnlp.figures.printing import shown
from reportnlp.intervals import Interval
from reportnlp.render.finding_words import REASONS
from reportnlp.render.plain import one_line
from reportnlp.render.words import source_text

RELATIONS: Final[dict[Relation, str]] = {
    "yoy": "两年对比",
    "target_outcome": "目标与结果",
    "restated": "重提上年数",
    "same_project": "同一事项",
}

RELATION_MEANINGS: Final[dict[Relation, str]] = {
    "yoy": "同一指标，上年报告和今年报告各报各年的数",
    "target_outcome": "上年报告定的目标，和今年报告里的结果",
    "restated": "上年报告里的数，今年报告又提到一次",
    "same_project": "同一件事的同一个数，不随年份变",
}

VERDICTS: Final[dict[ClaimVerdict, str]] = {
    "consistent": "对得上",
    "inconsistent": "对不上",
    "cannot_tell": "存疑",
}

VERDICT_MEANINGS: Final[dict[ClaimVerdict, str]] = {
    "consistent": "今年报告说的增减，和两年的数算出来的一致",
    "inconsistent": "今年报告说的增减，和两年的数算出来的不一致，请核对",
    "cannot_tell": "仅凭两份报告判断不了，请人工核对",
}

FULFILMENTS: Final[dict[Fulfilment, str]] = {
    "met": "完成",
    "missed": "未完成",
    "cannot_tell": "存疑",
    "no_outcome": "未见数字",
}

FULFILMENT_MEANINGS: Final[dict[Fulfilment, str]] = {
    "met": "今年报告的数达到了上年定的目标",
    "missed": "今年报告的数没有达到上年定的目标",
    "cannot_tell": "今年报告有数，但不一定是同一件事的数，请人工核对",
    "no_outcome": "今年报告里没有找到它的数字",
}

SECTION_STATES: Final[dict[SectionState, str]] = {
    "kept": "保留",
    "moved": "移位",
    "new": "新增",
    "gone": "删去",
}

PASSAGE_STATES: Final[dict[PassageState, str]] = {
    "same": "一字未改",
    "year": "只改年份",
    "figures": "只改数字",
    "reworded": "改写",
    "new": "新写",
    "gone": "删去",
}

PASSAGE_MEANINGS: Final[dict[PassageState, str]] = {
    "same": "和上年报告一字不差",
    "year": "除了年份，和上年报告一字不差",
    "figures": "除了数字，和上年报告一字不差",
    "reworded": "和上年报告大体相同，文字有改动",
    "new": "上年报告里没有",
    "gone": "今年报告里没有了",
}

REUSED: Final[tuple[PassageState, ...]] = ("same", "year", "figures")
"""The states of a paragraph that was taken over as it was, but for years and numbers."""

MARKS: Final[dict[SeriesMark, str]] = {
    "restated": "次年改报",
    "jump": "突变",
}

MARK_MEANINGS: Final[dict[SeriesMark, str]] = {
    "restated": "下一年的报告再提这一年时，写的是另一个数",
    "jump": "是上一年的十倍以上或十分之一以下，可能写错，也可能口径变了",
}

NO_YEAR: Final = "年份不明"

_LEVEL: Final = "基本持平"
_SHIFT_UNITS: Final = {"百分点": "个百分点"}

Direction: TypeAlias = Literal["up", "down", "level", ""]


def reason_text(value: Claim | Target) -> str:
    """Why it cannot be told: "价格或基数：增速可能按可比价格计算"; "" where it can."""
    kind = REASONS[value.reason] if value.reason else ""
    return "：".join(part for part in (kind, one_line(value.why)) if part)


def report_label(report: Report) -> str:
    """A report in a few characters: "2024年报告", or the name of its file.

    Not the bare year: a 政府工作报告 of 2024 tells what was reached in 2023.
    """
    if report.meta.year:
        return f"{report.meta.year}年报告"
    name = PurePath(source_text(report.meta.source)).name  # no folders: a page may be passed on
    return one_line(name) or NO_YEAR


def interval_text(interval: Interval | None, like: Quantity) -> str:
    """Values in the scale and unit of a printed number: "约 6.1%", "3.15—3.25亿元"; "" for none."""
    if interval is None or (interval.low is None and interval.high is None):
        return ""
    text = shown(interval, like)
    if "-" in text:
        text = text.replace("—", "至")  # a dash in front of a minus is hard to read
    return text.replace(like.unit, _SHIFT_UNITS[like.unit]) if like.unit in _SHIFT_UNITS else text


def direction(change: Change) -> Direction:
    """Which way the figure went; "" where that cannot be told."""
    moved = change.moved
    if moved is None or (moved.low is None and moved.high is None):
        return ""
    if (moved.is_point and moved.low == 0) or _is_level(moved):
        return "level"
    middle = moved.middle
    if middle is None:
        middle = moved.low if moved.low is not None else moved.high
    return "up" if middle is not None and middle > 0 else "down"


def moved_text(change: Change) -> str:
    """By how much a figure moved: "+8.2%", "约 +9%", "-0.3个百分点", "+5%至+12%", "持平"; "" for unknown."""
    moved, unit = change.moved, _SHIFT_UNITS.get(change.moved_unit, change.moved_unit)
    if moved is None or not change.moved_unit:
        return ""
    if moved.is_point and moved.low == 0:
        return "持平"
    if moved.low is None or moved.high is None:
        end, word = (moved.high, "以下") if moved.low is None else (moved.low, "以上")
        return "" if end is None else f"{_signed(end, 1)}{unit}{word}"
    if _is_level(moved):
        return _LEVEL
    return _between(moved.low, moved.high, unit)


def _is_level(moved: Interval) -> bool:
    """Whether it may have gone either way, and no way is much likelier."""
    if moved.low is None or moved.high is None or moved.low > 0 or moved.high < 0:
        return False
    return abs(moved.low + moved.high) * 4 <= moved.high - moved.low


def _between(low: Fraction, high: Fraction, unit: str) -> str:
    """One number where the ends are near one another, with as many places as they support."""
    middle, width = (low + high) / 2, high - low
    if width > max(Fraction(4), abs(middle) * Fraction(2, 5)):
        return f"{_signed(low, 0)}{unit}至{_signed(high, 0)}{unit}"
    if unit == _SHIFT_UNITS["百分点"]:  # two rounded rates: their difference is printed like them
        places = next((p for p in (2, 1) if width <= 2 * Fraction(1, 10**p)), 0)
        return ("约 " if width > 2 else "") + _signed(middle, places) + unit
    places = 1 if width <= Fraction(1, 2) else 0
    exact = _signed(low, places) == _signed(high, places)
    return ("" if exact else "约 ") + _signed(middle, places) + unit


def _signed(value: Fraction, places: int) -> str:
    """A number with its sign, rounded; one that would round to nought keeps the places it needs."""
    while value and places < 6 and abs(value) < Fraction(1, 2 * 10**places):
        places += 1
    size = abs(value)
    exact = Decimal(size.numerator) / Decimal(size.denominator)
    text = format(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'-' if value < 0 else '+' if value > 0 else ''}{text}"
