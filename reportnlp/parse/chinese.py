"""Chinese quantities: 四个工作组, 三百二十人, 百分之三十, 三分之二, 三成以上, 翻一番, 零增长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from reportnlp.datamodel import Comparator, Quantity
from reportnlp.numerals import CHINESE_CHARS, DIGITS, read_chinese
from reportnlp.parse.bounds import AFTER_PATTERN, INSIDE_PATTERN, bound_behind, bound_in_front
from reportnlp.parse.mention import Mention
from reportnlp.parse.refusals import is_chinese_quantity
from reportnlp.resources import units

_DIGIT = "一二两三四五六七八九"
_FRACTION = re.compile(
    rf"(?P<base>百|千|万|[{_DIGIT}十]{{1,3}})分之(?P<part>[零{_DIGIT}十百点]{{1,8}})(?P<after>以上|以内|以下|左右)?"
)
_TENTHS = re.compile(
    rf"(?<![{_DIGIT}十])(?P<part>[{_DIGIT}])(?P<number_end>成半?)(?P<after>以上|左右|多)?"
    r"(?![立员为功果效本交长人熟绩都就分品批套型因片份])"
)
_DOUBLING = re.compile(r"(?<=翻)(?:了)?(?P<n>[一两二三四五六]|\d)番(?P<more>多|余)?")
_NO_GROWTH = re.compile(r"零增长")
_KILO = frozenset({"瓦", "瓦时", "克", "米"})  # 千瓦, 千瓦时, 千克, 千米 are units of their own
_ONE_SCALE = re.compile("[^万亿]+[万亿]")  # 三百万 keeps its scale word; 三亿五千万 is read whole


@cache
def _pattern() -> re.Pattern[str]:
    # Two heads: a numeral with a scale word may count anything, a bare digit only some counters.
    table = units.load()
    big = (
        rf"(?P<big>[{_DIGIT}十百千万亿零]{{0,14}}[十百千万亿](?:零?[一二三四五六七八九])?"
        rf"|[{_DIGIT}十百]{{1,5}}点[零{_DIGIT}]{{1,4}})(?P<more>余|多|来)?(?P<scale>万|亿)?"
        rf"(?!分(?!钟))(?P<unit>{table.pattern})"
    )
    small = rf"(?P<small>[{_DIGIT}])(?P<unit2>{table.chinese_pattern})"
    return re.compile(
        rf"(?<![{CHINESE_CHARS}\d第点])(?<![二三四五六七八九]、)(?:{big}|{small})(?P<after>{AFTER_PATTERN}|{INSIDE_PATTERN}|多(?=[，。；、的]))?"
    )


def chinese_mentions(text: str) -> Iterator[Mention]:
    """All quantities written in Chinese numerals and words, in no order.

    Args:
        text: clean text with names masked.
    """
    yield from _counted(text)
    yield from _fractions(text)
    for m in _TENTHS.finditer(text):
        value = Decimal(DIGITS[m["part"]] * 10 + (5 if m["number_end"] == "成半" else 0))
        yield Mention(
            m.start(), m.end(), m.end("number_end"), Quantity(value, unit="%", comparator=_bound(text, m))
        )
    for m in _DOUBLING.finditer(text):
        n = int(m["n"]) if m["n"].isdigit() else DIGITS[m["n"]]
        comparator: Comparator = "more" if m["more"] else bound_in_front(text, m.start("n"))
        yield Mention(
            m.start("n"), m.end(), m.end("n"), Quantity(Decimal(n), unit="番", comparator=comparator)
        )
    for m in _NO_GROWTH.finditer(text):
        yield Mention(m.start(), m.start() + 1, m.start() + 1, Quantity(Decimal(0), unit="%"))


def _bound(text: str, m: re.Match[str]) -> Comparator:
    return bound_behind(m["after"]) if m["after"] else bound_in_front(text, m.start())


def _counted(text: str) -> Iterator[Mention]:
    for m in _pattern().finditer(text):
        numeral, unit = _parted(m["big"] or m["small"], m["unit"] or m["unit2"])
        bounded, more = m["after"] is not None, m["more"] is not None
        end = m.start("after") if bounded else m.end()
        if not is_chinese_quantity(text, m.start(), numeral, unit, end, bounded, more):
            continue
        comparator = "more" if more and not bounded else _bound(text, m)
        try:
            quantity = _quantity(numeral, m["scale"] or "", unit, comparator)
        except ValueError:
            continue  # 概数 such as 三四十 have no single value
        number_end = m.start() + len(numeral) + len(m["more"] or "") + len(m["scale"] or "")
        yield Mention(m.start(), m.end(), number_end, quantity)


def _parted(numeral: str, unit: str) -> tuple[str, str]:
    """三万千瓦 is 三万 of 千瓦, not 三万千 of 瓦: the 千 belongs to the unit that begins with it."""
    if len(numeral) > 1 and numeral[-1] == "千" and unit in _KILO:
        return numeral[:-1], f"千{unit}"
    return numeral, unit


def _quantity(numeral: str, scale_word: str, unit: str, comparator: Comparator) -> Quantity:
    scale = units.SCALES.get(scale_word, 1)
    if unit == "万元":
        scale, unit = scale * 10**4, "元"
    if _ONE_SCALE.fullmatch(numeral):
        scale *= 10**8 if numeral[-1] == "亿" else 10**4
        numeral = numeral[:-1]
    return Quantity(read_chinese(numeral), scale, units.plain(unit), comparator)


def _fractions(text: str) -> Iterator[Mention]:
    for m in _FRACTION.finditer(text):
        try:
            quantity = _fraction(m["base"], m["part"], _bound(text, m))
        except ValueError:
            continue  # 一分之…, or a part that is no numeral
        yield Mention(m.start(), m.end(), m.end("part"), quantity)


def _fraction(base: str, part: str, comparator: Comparator) -> Quantity:
    value = read_chinese(part)
    if base in ("百", "千"):
        return Quantity(value, unit="%" if base == "百" else "‰", comparator=comparator)
    below = Decimal(10000) if base == "万" else read_chinese(base)
    if below < 2:
        raise ValueError(base)
    return Quantity((value / below).quantize(Decimal("0.0001")), comparator=comparator)
