"""Refusals: what only looks like a quantity (dates, hotlines, names, ordinals, set phrases)."""

from __future__ import annotations

import re

from reportnlp.numerals import DIGITS
from reportnlp.parse.bounds import bound_in_front
from reportnlp.resources import grammar, units

# Stretches whose numbers are names: titles, quoted slogans, document numbers, references, addresses.
_NAMED = re.compile(
    r"《[^《》\n]{1,80}》|“[^“”\n]{1,30}”|‘[^‘’\n]{1,30}’|「[^」\n]{1,30}」"
    r'|"[^"\n，。；：]{1,16}"'
    r"|〔[^〕\n]{1,8}〕\d{0,6}号?|\[\d{1,3}\]|［\d{1,3}］|\[\d{4}\]\d{1,5}号"
    r"|(?:https?://|www\.)[^\s，。；）]{1,200}|[\w.]{1,40}@[\w.]{1,40}"
)
_BLANK = "□"

_YEARS_SPAN = re.compile(
    r"(?:连续|提前|利用|历时|为期|[^作使效]用|长达|达|需|缩短|延长|超过|不少于|不低于|满|每|期限|期|寿命|耗时|推迟"
    r"|逾|刑|免费|仅|只|至少|最长)[为到至了约近超]?\Z"
)
_YEARS_GO_ON = ("时间", "刑期", "有期")
_HOTLINE = re.compile(r"1(?:10|19|20|22|2\d{3})\Z|9\d{4}\Z")
_ORDERED = ("期", "届", "次", "层", "代")
_OCCASIONS = ("次", "期", "轮", "场")
_EACH = re.compile(r"(?:至少|不少于|每(?:年|半?月|季度?|半年|两?周)[^，。；\n]{0,5})\Z")
_WITHIN = re.compile(r"[以之]?内，")
_GROWN = re.compile(r"(?:增长|增加|提高|扩大|上升|超过|近|约|了)\Z")
_HELD = re.compile(r"举办|开办|开展|组织|培训|轮训|办班|编印|印发|分\Z")
_GOES_ON_WITHOUT_UNIT = re.compile(r"大关|[，。；、的]")


_TITLED = re.compile(r"《[^《》\n]{1,80}》")


def mask_titles(text: str) -> str:
    """`text` with the inside of 《》 blanked: a year in a law's name is no period."""
    return _TITLED.sub(_blanked, text)


def mask_names(text: str) -> str:
    """`text` with the inside of titles, quotes and references blanked, length kept."""
    return _NAMED.sub(_blanked, text)


def _blanked(m: re.Match[str]) -> str:
    name = m[0]
    return name[0] + _BLANK * (len(name) - 2) + name[-1]


def refuses_unit(text: str, end: int, unit: str) -> bool:
    """Whether the text behind a unit makes a longer word of it (3人|大, 5周|年)."""
    refused = units.load().not_before.get(unit)
    return refused is not None and refused.match(text, end) is not None


def is_arabic_quantity(
    text: str, start: int, printed: str, unit: str, end: int, bounded: bool, more: bool
) -> bool:
    """Whether an Arabic number with a unit states a quantity.

    Args:
        text: the masked text; `printed` stands at `start`, its unit ends at `end`.
        bounded: a modifier such as 以上 follows the unit; `more`: 余 or 多 stands at the number.
    """
    if unit == "日":
        return bounded  # 3日内; a bare 日 is a date
    if unit == "年":
        return _lasts_years(text, start, printed, end, bounded, more)
    if unit in ("市", "市民") and _HOTLINE.match(printed):
        return False  # 12345市民热线
    if unit in _ORDERED and text[start - 1 : start] in ("第", "、"):
        return False
    if not bounded and refuses_unit(text, end, unit):
        return False
    # 4A级, 5G基站, 3D打印: a Latin letter glued to the unit makes a name of it.
    behind = text[end : end + 1]
    return unit.isascii() or not (behind.isascii() and behind.isalpha())


def is_bare_scale(text: str, end: int, scale: int) -> bool:
    """Whether a number with a scale word but no unit states a quantity (7亿大关, 1240万，)."""
    behind = text[end : end + 1]
    return (scale >= 10**4 and not behind.isalnum()) or (
        scale >= 10**8 and _GOES_ON_WITHOUT_UNIT.match(text, end) is not None
    )


def _lasts_years(text: str, start: int, printed: str, end: int, bounded: bool, more: bool) -> bool:
    """连续13年, 8年多 last; 2021年 and 20年 in a list of years are dates."""
    if more:
        return True
    if len(printed) >= 4 or (len(printed) == 2 and text[start - 1 : start] in ("、", "-", "—", "至")):
        return False
    if refuses_unit(text, end, "年") or _WITHIN.search(text, max(0, end - 2), end + 1):
        return False
    return bounded or _spans_years(text, start) or text.startswith(_YEARS_GO_ON, end)


def _spans_years(text: str, start: int) -> bool:
    return _YEARS_SPAN.search(text, max(0, start - 6), start) is not None


def is_chinese_quantity(
    text: str, start: int, numeral: str, unit: str, end: int, bounded: bool, more: bool
) -> bool:
    """Whether a Chinese numeral with a counter states a quantity (arguments as for Arabic ones).

    Chinese digits stand in set phrases (八项规定), structure (三个方面) and lexicalised words (一个):
    these are refused, so that a count left over is one.
    """
    words = grammar.load()
    if words.set_phrase.match(text, start):
        return False
    if len(numeral) == 1 and words.not_counting_before.search(text, max(0, start - 4), start):
        return False
    if numeral == "一" or unit == "年":
        return _one_or_years(text, start, unit, end, bounded)
    if not more and "十" not in numeral and not any(c in DIGITS for c in numeral):
        return _is_round(text, start, unit, end)
    if unit == "期" and not _HELD.search(text, max(0, start - 12), start):
        return False  # 二期工程
    if unit == "届":
        return text[max(0, start - 2) : start] == "连续"
    if not bounded and refuses_unit(text, end, unit):
        return False
    return not words.structure_after.match(text, end)


def _is_round(text: str, start: int, unit: str, end: int) -> bool:
    """近百件, 突破万亿元大关 state a figure; 百万吨乙烯项目 and 投资超亿元的项目 do not."""
    bound = bound_in_front(text, start)
    if bound == "near":
        return unit != "元"
    return (
        bound == "gt" and _GOES_ON_WITHOUT_UNIT.match(text, end) is not None and text[end : end + 1] != "的"
    )


def _one_or_years(text: str, start: int, unit: str, end: int, bounded: bool) -> bool:
    """提前一年, 每月至少一次; 一 and years are else parts of words and of dates."""
    if unit == "年":
        if _WITHIN.match(text, end):
            return False  # 五年内，… is a period
        return _spans_years(text, start) or bounded or text.startswith("时间", end)
    if unit in ("个月", "天", "个工作日"):
        return _spans_years(text, start)
    if unit == "倍":
        return _GROWN.search(text, max(0, start - 4), start) is not None  # 增长一倍
    return unit in _OCCASIONS and _EACH.search(text, max(0, start - 10), start) is not None
