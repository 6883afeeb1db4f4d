"""Arabic quantities: 3,925件, 12万余份, 3—5件, -0.57‰, 3.9:39.0:57.1, 第3位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportnlp.datamodel import Comparator, Quantity
from reportnlp.numerals import read_arabic
from reportnlp.parse.bounds import AFTER_PATTERN, INSIDE_PATTERN, bound_behind, bound_in_front
from reportnlp.parse.mention import Mention
from reportnlp.parse.refusals import is_arabic_quantity, is_bare_scale
from reportnlp.resources import units

_MAX_DIGITS = 20
# Atomic: linear on any run of digits.  (Possessive groups are broken in Python before 3.11.5.)
_NUMBER = r"(?>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)"
_ARABIC = re.compile(rf"(?<![\dA-Za-zα-ωμ.]){_NUMBER}")
_RATIO = re.compile(rf"(?>(?:[:：∶]{_NUMBER}){{1,5}})")
_CLOCK = re.compile(r"[:：]\d\d(?![\d.:：])")
_RATIO_WORD = re.compile(r"比|结构|例|配")
_FRACTION = re.compile(r"/(\d{1,3})(?![\d/年])(?=以上|左右|[的，。、强])")
_RANGE = re.compile(rf"(?:[-—–~～]{{1,2}}|至|到)(?P<upper>{_NUMBER})")
_SIGNED = re.compile(r"(?:为|达|率|长|是|到|：)\Z")  # a dash behind one of these is a minus
_POINTS_BEHIND = re.compile(r"(?:[、和及与][\d.]{1,6}个?){1,4}百分点")  # 高于全国2.2个和3.7个百分点
_RANK_UNIT = re.compile(r"(?P<unit>[位名])(?![置词称列])")
_PEOPLE_BEHIND = re.compile(
    r"[一-龥、]{0,8}?(?:(?P<house>农户|家庭|困难户)|人员|人口|学生|职工|老人|群众|农民|居民|儿童|旅客|游客|困难群体|贫困户)"
)
_PEOPLE_BEFORE = re.compile(r"(?:(?P<visits>人次)|人数|人口|人才(?:资源)?总量|从业人员)[^，。；\n\d]{0,6}\Z")
_RANKED = re.compile(r"(?:[居列]|排名?|位[居列]|全[国省市县区州])[^，。；\n\d]{0,8}第\Z")
_DASHES = ("-", "—", "–")


class _Tail(NamedTuple):
    """What follows a numeral: scale, 余, unit and a modifier behind."""

    scale: int
    more: bool
    unit: str
    comparator: Comparator | None
    number_end: int
    end: int


@cache
def _tail_pattern() -> re.Pattern[str]:
    unit = units.load().pattern
    scales = "|".join(sorted(units.SCALES, key=len, reverse=True))
    return re.compile(
        r"(?P<more>余|多)?"
        rf"(?:(?!千[米瓦克伏卡帕焦]|百分)(?P<scale>{scales}))?"
        r"(?P<more2>余|多|来)?"
        rf"(?P<number_end>)(?P<unit>{unit}(?:/[百千万]?(?:{unit}|日|月))?|分(?=[，。；、）\n]))?"
        rf"(?:(?P<after>{AFTER_PATTERN})|(?P<inside>{INSIDE_PATTERN})|(?P<many>多)(?=[，。；、的]))?"
    )


def arabic_mentions(text: str) -> Iterator[Mention]:
    """All quantities written in Arabic numerals.

    Args:
        text: clean text with names masked.
    """
    position = 0
    for m in _ARABIC.finditer(text):
        if m.start() < position or m.end() - m.start() > _MAX_DIGITS:
            continue
        mention = _read(text, m)
        if mention is not None:
            position = mention.end
            yield mention


def _read(text: str, m: re.Match[str]) -> Mention | None:
    start, end = m.span()
    before = text[start - 1 : start]
    if before == "第":
        return _rank(text, m)
    if before in ("+", "[", "#", "№", "/", "_") or (
        before in (":", "：", "∶") and text[start - 2 : start - 1].isdigit()
    ):
        return None
    ratio = _RATIO.match(text, end)
    if ratio is not None:
        return _ratio(text, m, ratio)
    fraction = _FRACTION.match(text, end)
    if fraction is not None and m[0].isdigit():
        return _fraction(text, m, fraction)
    number = read_arabic(m[0])
    if before in _DASHES:
        if not _SIGNED.search(text, max(0, start - 3), start - 1):
            return None
        number = -number
    return _with_tail(text, start, end, number)


def _with_tail(text: str, start: int, end: int, number: Decimal) -> Mention | None:
    tail = _tail(text, end)
    second = _RANGE.match(text, tail.end if tail.unit or tail.scale > 1 else end)
    if second is not None:
        high = _tail(text, second.end())
        upper = read_arabic(second["upper"])
        if high.unit and tail.unit in ("", high.unit) and tail.scale in (1, high.scale) and upper >= number:
            return _range(text, start, number, upper, high)
    implied = "" if tail.unit else _implied_unit(text, start, tail)
    if not tail.unit and not implied:
        if not is_bare_scale(text, tail.end, tail.scale):
            return None
    elif tail.unit and not is_arabic_quantity(
        text, start, text[start:end], tail.unit, tail.end, tail.comparator is not None, tail.more
    ):
        return None
    comparator = tail.comparator or ("more" if tail.more else bound_in_front(text, start))
    unit = units.plain(tail.unit) or implied
    if unit == "个" and _POINTS_BEHIND.match(text, tail.end):
        unit = "百分点"
    quantity = Quantity(number, tail.scale, unit, comparator)
    return Mention(start, tail.end, _number_end(tail), quantity)


def _implied_unit(text: str, start: int, tail: _Tail) -> str:
    """人 or 户 where a scaled number counts people without a counter (200万中小学生, 参观人次6217万)."""
    if tail.scale < 10**4:
        return ""
    behind = _PEOPLE_BEHIND.match(text, tail.end)
    if behind is not None:
        return "户" if behind["house"] else "人"
    before = _PEOPLE_BEFORE.search(text, max(0, start - 14), start)
    if before is None or text[tail.end : tail.end + 1].isalnum():
        return ""
    return "人次" if before["visits"] else "人"


def _range(text: str, start: int, number: Decimal, upper: Decimal, tail: _Tail) -> Mention | None:
    """3—5件, 3—5年; 2021—2025年 is no quantity."""
    if tail.unit == "日" or (tail.unit == "年" and upper >= 100):
        return None
    quantity = Quantity(number, tail.scale, units.plain(tail.unit), "range", upper)
    return Mention(start, tail.end, _number_end(tail), quantity)


def _number_end(tail: _Tail) -> int:
    return tail.number_end + (1 if tail.unit in ("%", "‰") else 0)


def _tail(text: str, position: int) -> _Tail:
    m = _tail_pattern().match(text, position)
    assert m is not None  # every part is optional
    unit, after = m["unit"] or "", m["after"]
    scale = units.SCALES.get(m["scale"] or "", 1)
    stated = bool(unit) or (bool(after) and scale > 1)  # 以上 bounds a figure, not a bare number
    comparator = bound_behind(after or "内") if stated and (after or m["inside"]) else None
    more = bool(m["more"] or m["more2"] or m["many"])
    end = m.end() if stated else m.end("number_end")
    return _Tail(scale, more, unit, comparator, m.end("number_end"), end)


def _ratio(text: str, m: re.Match[str], rest: re.Match[str]) -> Mention | None:
    """3.9:39.0:57.1; 8:30 is a time unless the words in front speak of a ratio."""
    is_clock = _CLOCK.match(text, m.end()) is not None
    if is_clock and not _RATIO_WORD.search(text, max(0, m.start() - 14), m.start()):
        return None
    parts = tuple(read_arabic(p) for p in re.split("[:：∶]", rest[0])[1:])
    quantity = Quantity(read_arabic(m[0]), comparator=bound_in_front(text, m.start()), parts=parts)
    return Mention(m.start(), rest.end(), rest.end(), quantity)


def _fraction(text: str, m: re.Match[str], fraction: re.Match[str]) -> Mention | None:
    above, below = int(m[0]), int(fraction[1])
    if below < 2 or above >= below:
        return None
    value = (Decimal(above) / below).quantize(Decimal("0.0001"))
    quantity = Quantity(value, comparator=bound_in_front(text, m.start()))
    return Mention(m.start(), fraction.end(), fraction.end(), quantity)


def _rank(text: str, m: re.Match[str]) -> Mention | None:
    unit = _RANK_UNIT.match(text, m.end())
    number = read_arabic(m[0])
    if number == 0:
        return None
    if unit is None:  # 增速居全市第1
        ranked = _RANKED.search(text, max(0, m.start() - 14), m.start())
        ends = text[m.end() : m.end() + 1] in ("", "，", "。", "；", "、", "\n")
        return Mention(m.start(), m.end(), m.end(), Quantity(number), rank=True) if ranked and ends else None
    return Mention(m.start(), unit.end(), m.end(), Quantity(number, unit=unit["unit"]), rank=True)
