"""Quantities: numerals with scale, unit and bounds, found on characters.

`find_mentions` refuses what only looks like a quantity: years and dates, document numbers,
ordinals, slogans in quotes, names of laws and plans, list numbers, phone numbers.  What a
number *counts* is decided elsewhere (`indicators`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportnlp.datamodel import Comparator, Quantity
from reportnlp.parse.numerals import CHINESE_CHARS, DIGITS, read_arabic, read_chinese
from reportnlp.resources import grammar, units


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity where it stands: [start, end) with modifiers behind, [start, number_end) the numeral."""

    start: int
    end: int
    number_end: int
    quantity: Quantity
    rank: bool = False


class _Tail(NamedTuple):
    """What follows a numeral: scale, 余, unit and a modifier behind."""

    scale: int
    more: bool
    unit: str
    comparator: Comparator | None
    number_end: int
    end: int


# Stretches whose numbers are names: titles, quoted slogans, document numbers, references, addresses.
_NAMED = re.compile(
    r"《[^《》\n]{1,80}》|“[^“”\n]{1,30}”|‘[^‘’\n]{1,30}’|「[^」\n]{1,30}」"
    r'|"[^"\n，。；：]{1,16}"'
    r"|〔[^〕\n]{1,8}〕\d{0,6}号?|\[\d{1,3}\]|［\d{1,3}］|\[\d{4}\]\d{1,5}号"
    r"|(?:https?://|www\.)[^\s，。；）]{1,200}|[\w.]{1,40}@[\w.]{1,40}"
)
_NUMBER = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?+"
_ARABIC = re.compile(rf"(?<![\dA-Za-zα-ωμ.]){_NUMBER}")
_RATIO = re.compile(rf"(?:[:：∶]{_NUMBER}){{1,5}}+")
_FRACTION = re.compile(r"/(\d{1,3})(?![\d/年])")
_RANGE = re.compile(rf"(?:[-—–~～]{{1,2}}|至|到)(?P<upper>{_NUMBER})")
_CLOCK = re.compile(r"[:：]\d\d(?![\d.:：])")

_AFTER: dict[str, Comparator] = {
    "及以上": "ge", "以上": "ge", "以内": "le", "之内": "le", "及以内": "le", "及以下": "le", "以下": "le",
    "左右": "approx", "上下": "approx", "内": "le",
}  # fmt: skip
_NOT_INSIDE = "(?![部外容地资需生涵设在河陆控审蒙参])"

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("ge", r"不低于|不少于|至少|不小于|最低|最少"),
    ("le", r"不超过|不高于|不大于|不多于|至多|最多|最高|最长"),
    ("lt", r"不足|不到|不满|低于|少于|小于"),
    ("gt", r"超过|突破|高于|大于|多于|首破|逾|(?<![赶反])超|(?<=[首已])破"),
    ("approx", r"大约|大概|(?<![节签履预集制条大公违合契隐])约"),
    ("near", r"接近|将近|(?<![附最邻接将临亲靠])近"),
)
_COMPARATORS = tuple(c for c, _ in _BEFORE)
_BEFORE_NUMBER = re.compile(
    "(?:" + "|".join(f"({words})" for _, words in _BEFORE) + r")(?:了|为|到|达|达到|有)?\Z"
)
_AT_LEAST = re.compile(
    r"至少[^，。；\n至]{1,24}\Z"
)  # 至少安排4次学习、举办2期培训: it governs the whole clause
_REACH = 10  # characters in front of a number in which a modifier may stand

_CHINESE_FRACTION = re.compile(
    r"(?P<base>百|千|万|[二两三四五六七八九十]{1,3})分之(?P<part>[零一二三四五六七八九十百点]{1,8})"
)
_TENTHS = re.compile(
    r"(?<![一二三四五六七八九十])(?P<part>[一二两三四五六七八九])成(?P<half>半)?"
    r"(?P<after>以上|左右|多)?(?![立员为功果效本交长人熟绩都就分品批套型因片份])"
)
_DOUBLING = re.compile(r"(?<=翻)(?:了)?(?P<n>[一两二三四五六]|\d)番")
_NO_GROWTH = re.compile(r"零增长")


@cache
def _tail_pattern() -> re.Pattern[str]:
    unit = units.load().pattern
    scales = "|".join(sorted(units.SCALES, key=len, reverse=True))
    return re.compile(
        r"(?P<more>余|多)?"
        rf"(?:(?!千[米瓦克伏卡帕焦]|百分)(?P<scale>{scales}))?"
        r"(?P<more2>余|多|来)?"
        rf"(?P<number_end>)(?P<unit>{unit}(?:/(?:{unit}|日|月))?|分(?=[，。；、）\n])|(?:天|个月|年|小时)(?=多))?"
        rf"(?:(?P<after>及?以[上下内]|左右|上下|之内)|(?P<inside>内){_NOT_INSIDE}|(?P<many>多)(?=[，。；、的]))?"
    )


@cache
def _chinese_pattern() -> re.Pattern[str]:
    # Two heads: a numeral with a scale word may count anything, a bare digit only some counters.
    table = units.load()
    big = rf"(?P<big>[一二两三四五六七八九十百千万亿零]{{0,14}}[十百千万亿](?:[一二三四五六七八九])?)(?P<more>余|多|来)?(?!分(?!钟))(?P<unit>{table.pattern})"
    small = rf"(?P<small>[一二两三四五六七八九])(?P<unit2>{table.chinese_pattern})"
    return re.compile(
        rf"(?<![{CHINESE_CHARS}\d第点])(?:{big}|{small})(?P<after>及?以[上下内]|左右|上下|之内|内{_NOT_INSIDE})?"
    )


def mask_names(text: str) -> str:
    """`text` with the inside of titles, quotes and references blanked, length kept."""
    return _NAMED.sub(
        lambda m: "〇" * len(m[0]) if len(m[0]) < 3 else m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], text
    )


def find_mentions(text: str) -> list[Mention]:
    """All quantities of `text` in order, without overlaps.

    Args:
        text: clean text (full-width digits already normalised).
    """
    masked = mask_names(text)
    found = list(_arabic_mentions(masked))
    taken = sorted((m.start, m.end) for m in found)
    extra = [*_chinese_mentions(masked), *_worded_mentions(masked)]
    extra.sort(key=lambda m: (m.start, -m.end))
    return _merge(found, taken, extra)


def _merge(found: list[Mention], taken: list[tuple[int, int]], extra: list[Mention]) -> list[Mention]:
    if not extra:
        return found
    merged: list[Mention] = []
    end = 0
    for mention in sorted([*found, *extra], key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            merged.append(mention)
            end = mention.end
    return merged


# --- Arabic numerals ---------------------------------------------------------------------------


def _arabic_mentions(text: str) -> Iterator[Mention]:
    position = 0
    for m in _ARABIC.finditer(text):
        if m.start() < position:
            continue
        mention = _read_arabic_mention(text, m)
        if mention is not None:
            position = mention.end
            yield mention


def _read_arabic_mention(text: str, m: re.Match[str]) -> Mention | None:
    start, end = m.span()
    if end - start > 20:
        return None
    before = text[start - 1 : start]
    if before == "第":
        return _rank(text, start, end, read_arabic(m[0]))
    if before and before in "+[#№/_" or (before in ":：∶" and text[start - 2 : start - 1].isdigit()):
        return None
    ratio = _RATIO.match(text, end)
    if ratio is not None:
        return None if _CLOCK.match(text, end) and not _is_ratio(text, start) else _ratio(text, m, ratio)
    number = read_arabic(m[0])
    if before == "-" or before in "—–":
        if not _is_minus(text, start):
            return None
        number = -number
    fraction = _FRACTION.match(text, end)
    if fraction is not None and "." not in m[0]:
        return _fraction(text, m, fraction)
    return _with_tail(text, start, end, number)


def _with_tail(text: str, start: int, end: int, number: Decimal) -> Mention | None:
    tail = _tail(text, end)
    upper: Decimal | None = None
    second = _RANGE.match(text, tail.end if tail.unit or tail.scale > 1 else end)
    if second is not None and (not tail.unit or tail.unit == _tail(text, second.end()).unit):
        low, tail = tail, _tail(text, second.end())
        upper = read_arabic(second["upper"])
        if low.scale > 1 and tail.scale == 1 or upper < number:
            return None
    if not _is_quantity(text, start, end if second is None else second.end(), tail, upper):
        return None
    comparator: Comparator = "range" if upper is not None else comparator_of(text, start, tail)
    quantity = Quantity(number, tail.scale, _plain_unit(tail.unit), comparator, upper)
    return Mention(start, tail.end, _number_end(tail), quantity)


def _number_end(tail: _Tail) -> int:
    return tail.number_end + (1 if tail.unit in ("%", "‰") else 0)


def _plain_unit(unit: str) -> str:
    """个百分点 and 百分点 are one unit; so are the ways of writing 度电."""
    return unit.removeprefix("个") if unit in ("个百分点", "个千分点", "个小时") else unit


def _tail(text: str, position: int) -> _Tail:
    m = _tail_pattern().match(text, position)
    assert m is not None  # every part is optional
    unit = m["unit"] or ""
    after = m["after"]
    comparator = _AFTER[after] if after else "le" if m["inside"] and unit else None
    more = bool(m["more"] or m["more2"] or m["many"])
    end = m.end()
    if m["inside"] and not unit or (m["after"] and not unit and not m["scale"]):
        end = m.end("unit") if unit else m.end("number_end")
    return _Tail(units.SCALES.get(m["scale"] or "", 1), more, unit, comparator, m.end("number_end"), end)


def comparator_of(text: str, start: int, tail: _Tail) -> Comparator:
    """How the words around a number bound it; a modifier behind wins over one in front."""
    if tail.comparator is not None:
        return tail.comparator
    if tail.more:
        return "more"
    return _before(text, start)


def _is_minus(text: str, start: int) -> bool:
    """A dash in front of a number is a sign only after a word that states a value."""
    return re.search(r"(?:为|达|率|长|是|到|：)\Z", text[max(0, start - 3) : start - 1]) is not None


def _is_ratio(text: str, start: int) -> bool:
    return re.search(r"比|结构|例|配", text[max(0, start - 14) : start]) is not None


def _ratio(text: str, m: re.Match[str], rest: re.Match[str]) -> Mention:
    parts = tuple(read_arabic(p) for p in re.split("[:：∶]", rest[0])[1:])
    return Mention(
        m.start(),
        rest.end(),
        rest.end(),
        Quantity(read_arabic(m[0]), comparator=_before(text, m.start()), parts=parts),
    )


def _fraction(text: str, m: re.Match[str], fraction: re.Match[str]) -> Mention | None:
    below = int(fraction[1])
    above = int(m[0].replace(",", ""))
    if below < 2 or above >= below or not re.match(r"以上|左右|的|，|。|、|强", text[fraction.end() :][:2]):
        return None
    value = (Decimal(above) / below).quantize(Decimal("0.0001"))
    quantity = Quantity(value, comparator=_before(text, m.start()))
    return Mention(m.start(), fraction.end(), fraction.end(), quantity)


# --- refusals ----------------------------------------------------------------------------------

_YEARS_SPAN = re.compile(
    r"(?:连续|提前|利用|历时|为期|[^作使效]用|长达|达|需|缩短|延长|超过|不少于|不低于|满|每|期限|期|寿命|耗时|推迟|逾|刑|免费|仅|只|至少|最长)[为到至了约近超]?\Z"
)
_YEARS_AFTER = re.compile(
    r"时间|期(?!间)|刑|工期|未(?:发生|出现)|保持|实现|获|被|荣获|位居|稳居|无|全国|增长|丰收|超|蝉联"
)
_OCCASIONS = ("次", "期", "轮", "场")
_EACH = re.compile(r"(?:至少|不少于|每(?:年|半?月|季度?|半年|两?周)[^，。；\n]{0,5})\Z")
_HELD = re.compile(r"举办|开办|开展|组织|培训|轮训|办班|编印|印发|分\Z")
_HOTLINE = re.compile(r"(?:1(?:10|19|20|22|2\d{3})|9\d{4}|\d{7,})\Z")
_NOT_UNIT_AFTER: dict[str, re.Pattern[str]] = {
    "倍": re.compile("子|感"),
    "周": re.compile("[年岁边末期]"),
    "年": re.compile("[级代度底初中来间前后]|月|以来|期间"),
    "期": re.compile("工程|项目|建设|改造|扩建|扩容|配套|厂房|间"),
    "届": re.compile("[一二三四五六七八九]中|人大|全会|政协|党代"),
    "次": re.compile("会议|全会|全体|党代|党组|常委|人大|、[一二三四五六七八九十]次"),
    "人": re.compile("大[代常会]"),
    "市": re.compile("民热线|长热线|场"),
    "国": re.compile("道|债"),
    "省": re.compile("道"),
    "县": re.compile("道"),
    "乡": re.compile("道"),
    "分": re.compile("[别之析布类部局校散解配享院期钟]"),
    "口": re.compile("[岸径袋腔]"),
    "代": re.compile("表"),
    "路": re.compile("[线公]"),
    "天": re.compile("[然津河下文]"),
    "大": re.compile("."),
    "方": re.compile("[面向案针式]"),
    "秒": re.compile("[批杀]"),
    "度": re.compile("[假过]"),
    "里": re.compile("[面程]"),
    "面": re.compile("[积向临]"),
    "门": re.compile("店?$"),
    "车": re.compile("[间道辆]"),
    "包": re.compile("[括含装]"),
    "对": re.compile("[一口标接外比]"),
    "组": re.compile("[织建长成]"),
    "部": re.compile("[分署委]"),
    "点": re.compile("."),
    "元": re.compile("[旦素件]"),
    "斤": re.compile("$^"),
    "站": re.compile("[位稳]"),
    "员": re.compile("工"),
    "班": re.compile("[子组]"),
}


def _is_quantity(text: str, start: int, end: int, tail: _Tail, upper: Decimal | None) -> bool:
    unit = tail.unit
    printed = text[start:end]
    if not unit:
        return (
            tail.scale >= 10**4
            and upper is None
            and not text[tail.end : tail.end + 1].isalnum()
            or _bare_scale(text, tail)
        )
    if unit == "日":
        return tail.comparator == "le"  # 3日内; a bare 日 is a date
    if unit == "年":
        return _is_duration_of_years(text, start, printed, tail)
    if (
        _HOTLINE.match(printed)
        and tail.scale == 1
        and unit in ("市", "市民", "人", "条", "个", "家", "户", "企业")
    ):
        return (
            not unit.startswith("市")
            and len(printed) < 12
            and not _HOTLINE.fullmatch(printed[:5] if printed.startswith("123") else "x")
        )
    if unit in ("期", "届", "次", "层", "代") and printed.isdigit() and text[start - 1 : start] in "第、":
        return False
    refused = _NOT_UNIT_AFTER.get(unit)
    if refused is not None and tail.comparator is None and refused.match(text, tail.end):
        return False
    # 4A级, 5G基站, 3D打印: a Latin letter glued to the unit makes a name of it.
    return not ("A" <= text[tail.end : tail.end + 1] <= "z" and not unit.isascii())


def _bare_scale(text: str, tail: _Tail) -> bool:
    """A scale word without a unit counts where the sentence goes on with 大关, 的 or a noun (7亿大关)."""
    return tail.scale >= 10**8 and re.match(r"大关|[，。；、的]", text[tail.end : tail.end + 2]) is not None


def _is_duration_of_years(text: str, start: int, printed: str, tail: _Tail) -> bool:
    if tail.more:
        return True  # 8年多
    if len(printed) >= 4 or (len(printed) == 2 and text[start - 1 : start] in "、-—至"):
        return False
    if _NOT_UNIT_AFTER["年"].match(text, tail.end):
        return False
    return (
        tail.comparator is not None
        or _YEARS_SPAN.search(text, max(0, start - 6), start) is not None
        or text.startswith(("时间", "刑期", "有期"), tail.end)
    )


# --- ranks, Chinese numerals, worded quantities --------------------------------------------------

_RANK_UNIT = re.compile(r"(?P<unit>[位名])(?![置词称列])")
_RANK_BEFORE = re.compile(
    r"(?:居|列|排名?|位次?|前进|晋升|升至|跃升至|上升至|名次|全国|全省|全市|全区|豫北五市|等次|获|第?一|总分|综合|进入)(?:为|到|至|在)?(?:全国|全省|全市|全区|[一-龥]{0,6})\Z"
)


def _rank(text: str, start: int, end: int, number: Decimal) -> Mention | None:
    m = _RANK_UNIT.match(text, end)
    if m is None or number == 0:
        return None
    return Mention(start, m.end(), end, Quantity(number, unit=m["unit"]), rank=True)


def _chinese_mentions(text: str) -> Iterator[Mention]:
    for m in _chinese_pattern().finditer(text):
        numeral = m["big"] or m["small"]
        unit = m["unit"] or m["unit2"]
        if not _is_chinese_quantity(text, m, numeral, unit):
            continue
        try:
            quantity = _chinese_quantity(text, m, numeral, unit)
        except ValueError:
            continue  # 概数 such as 三四十 have no single value
        number_end = m.start() + len(numeral) + len(m["more"] or "")
        yield Mention(m.start(), m.end(), number_end, quantity)


def _chinese_quantity(text: str, m: re.Match[str], numeral: str, unit: str) -> Quantity:
    scale = 1
    if numeral[-1] in "万亿" and len(numeral) > 1:
        scale = 10**8 if numeral[-1] == "亿" else 10**4
        numeral = numeral[:-1]
    after = m["after"]
    comparator: Comparator = _AFTER[after] if after else "more" if m["more"] else _before(text, m.start())
    if unit in ("万元",):
        scale, unit = scale * 10**4, "元"
    return Quantity(read_chinese(numeral), scale, _plain_unit(unit), comparator)


def _before(text: str, start: int) -> Comparator:
    """The bound that the words in front of a number set."""
    m = _BEFORE_NUMBER.search(text, max(0, start - _REACH), start)
    if m is not None and m.lastindex:
        return _COMPARATORS[m.lastindex - 1]
    return "ge" if _AT_LEAST.search(text, max(0, start - 28), start) else "eq"


def _is_chinese_quantity(text: str, m: re.Match[str], numeral: str, unit: str) -> bool:
    start, end = m.span()
    words = grammar.load()
    if words.set_phrase.match(text, start) or words.not_counting_before.search(
        text, max(0, start - 4), start
    ):
        return False
    if numeral == "一" or (unit == "年" and numeral != "一"):
        lasting = _YEARS_SPAN.search(text, max(0, start - 6), start) is not None
        if unit in ("年", "个月", "天", "个工作日"):
            return lasting or (unit == "年" and (m["after"] is not None or text.startswith("时间", end)))
        return unit in _OCCASIONS and _EACH.search(text, max(0, start - 10), start) is not None
    if not any(c in DIGITS for c in numeral) and "十" not in numeral and not m["more"]:
        return _before(text, start) == "near" and unit != "元"  # 近百件, but not 百万吨乙烯项目
    if unit == "期" and not _HELD.search(text, max(0, start - 12), start):
        return False  # 二期工程
    if unit == "届":
        return text[max(0, start - 2) : start] == "连续"
    refused = _NOT_UNIT_AFTER.get(unit)
    if refused is not None and not m["after"] and refused.match(text, end):
        return False
    return not words.structure_after.match(text, end)


def _worded_mentions(text: str) -> Iterator[Mention]:
    """百分之三十, 三分之二, 三成以上, 翻一番, 零增长."""
    for m in _CHINESE_FRACTION.finditer(text):
        try:
            yield _chinese_fraction(text, m)
        except ValueError:
            continue
    for m in _TENTHS.finditer(text):
        value = Decimal(DIGITS[m["part"][-1]] * 10 + (5 if m["half"] else 0))
        comparator: Comparator = {"以上": "ge", "左右": "approx", "多": "more"}.get(
            m["after"] or "", _before(text, m.start())
        )  # type: ignore[assignment]
        end = m.end("half") if m["half"] else m.end("part") + 1
        yield Mention(m.start(), m.end(), end, Quantity(value, unit="%", comparator=comparator))
    for m in _DOUBLING.finditer(text):
        n = int(m["n"]) if m["n"].isdigit() else DIGITS[m["n"]]
        yield Mention(m.start("n"), m.end(), m.end("n"), Quantity(Decimal(n), unit="番"))
    for m in _NO_GROWTH.finditer(text):
        yield Mention(m.start(), m.start() + 1, m.start() + 1, Quantity(Decimal(0), unit="%"))


def _chinese_fraction(text: str, m: re.Match[str]) -> Mention:
    part = read_chinese(m["part"])
    after = re.compile(r"以上|以内|以下|左右").match(text, m.end())
    comparator = _AFTER[after[0]] if after else _before(text, m.start())
    end = after.end() if after else m.end()
    if m["base"] in ("百", "千"):
        unit = "%" if m["base"] == "百" else "‰"
        return Mention(m.start(), end, m.end(), Quantity(part, unit=unit, comparator=comparator))
    base = Decimal(10000) if m["base"] == "万" else read_chinese(m["base"])
    if base < 2:
        raise ValueError(m[0])
    value = (part / base).quantize(Decimal("0.0001"))
    return Mention(m.start(), end, m.end(), Quantity(value, comparator=comparator))
