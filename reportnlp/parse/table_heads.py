"""What the heads of a table say of its numbers: unit, growth, period, target, and the subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportnlp.datamodel import Status
from reportnlp.parse.table_grid import split_unit
from reportnlp.resources import units as unit_table

MAX_HEAD = 120
"""Longer heads are prose; only their beginning is read."""

PERCENT_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "个千分点", "千分点"})

_WIDE = str.maketrans("０１２３４５６７８９％()：", "0123456789%（）：")
_BRACKET = re.compile(r"（([^（）]{1,20})）")
_UNIT_NOTE = re.compile(r"(?:计量|数量)?单位[:：]([^（）。；\s]{1,20})")
_BARE_UNIT = re.compile(r"±?([%‰]|个?百分点)$")
_SEPARATOR = re.compile(r"[、，,/或及和]")
_CHANGE = re.compile(
    r"[（]?(?>(?:(?:比|较)?(?:上年|去年|前一?年|年初)(?:同期|同比|末)?|同比|比同期|环比|可比价|按可比价格?计?算?)*)(?:名义|实际|累计|年均)?"
    r"(?:(?:增长|增减|增速|增幅|涨幅|涨跌|升降|下降|上涨|上升|提高|减少)|增加(?!值)|(?<=[比年期])变[动化])"
    r"(?:[速幅]?[率度]|[±+-]|数|量|额|情况|百分比)?[）]?"
)
_RATE_OF_CHANGE = re.compile(r"增长|增速|增幅|涨幅|涨跌|上涨|下降|升降|增减[率幅]")
_SHARE = re.compile(r"占比|比重|构成|率[）]?$|份额")
_RANK = re.compile(r"位次|排名|名次|排位")
_TARGET = re.compile(r"目标|计划数?|预期|任务")
_DONE = re.compile(r"完成|占|比")
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度)?")
_MONTHS = re.compile(r"(\d{1,2})[-—–~～至]+(\d{1,2})月")
_LAST = re.compile(r"(?:上年|去年|上年度)(?:同期)?(?:末)?(?:数|完成数|实绩|实际)?")
_THIS = re.compile(r"(?:本年|今年|本年度|当年|本期|报告期|全年)(?:末)?(?:数|完成数|实绩|累计)?")
# Heads that only say "here is the number".
_NEUTRAL = re.compile(
    r"(?>(?:绝对[数值额量]|数值|数据|指标值|指标|数量|实绩|实际|完成数|完成值|完成情况|完成|情况|累计|总量|合计数|单位|计量|名称|项目|内容"
    r"|目标|计划|预期|\d{1,2}[-—–~～至]\d{1,2}月|年末|全年|年度|[年数值]|[、：:/])*)"
)
_NUMBERING = re.compile(
    r"^(?:其中[：:]?|[#＃*·•—-]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}[、．.](?!\d)|[①-⑳])+"
)
_QUOTED_VALUE = re.compile(r"\d[\d.,]*(?:[%‰]|[万亿千]{0,2}(?:美?元|人|户|吨|亩))$")
_FOOTNOTE = re.compile(r"[\[［〔]\d{1,2}[\]］〕]$")
# A head that names what is measured stands behind the row's name; any other one before it.
_MEASURED = re.compile(
    r"(?:[量额数率值重例入出款润积]|投资|资金|长度|里程|占比|构成|水平|人次|位次|排名|出栏|存栏|合计|小计)$"
)
# What stands around the measure in a caption: number, year and unit of the table, how it is divided.
_CAPTION_FRAME = re.compile(
    r"\s+|表\s?\d{0,2}?(?=\s*(?:19|20)\d\d年)|表\s?\d{0,3}(?:[-.]\d{1,3})?|[（(]?(?:计量|数量)?单位[:：][^（）()\s]{1,12}[）)]?|[（(]±?[%‰][）)]"
    r"|(?:19|20)\d\d年(?:度|末|底|\d{1,2}[-—–~～至]\d{1,2}月份?)?|^全[国省市州县区盟旗镇乡]"
)
_CAPTION_GROWTH = re.compile(
    r"(?:及其?|和|与|的)?(?:(?:比|较)(?:上年|去年)(?:同期)?|同比)?(?:实际|名义|累计)?"
    r"(?:增长|增减|增速|增幅|涨幅|涨跌|升降|变动|变化)(?:速度|幅度?|率)?(?:情况)?(?:一览|统计)?表?$"
)
_CAPTION_DIVISION = re.compile(
    r"^(?:分(?:行业|地区|县市?区?|产业|类别|类型|领域|品种|商品|登记注册类型|经济类型)|按[^，。分]{1,12}分(?:类|组)?的?"
    r"|各(?:县（?[市、区]{1,5}）?|市州|地区?|市|区县?|行业|类))的?|(?:主要|部分)(?:行业|产品|商品|品种|类别)?"
)
_PRICES = ("价格", "指数")
# Heads that say no more than a measured row name says itself.
_PLAIN_MEASURE = frozenset({"产量", "金额", "完成额", "数额", "总额", "规模", "投资额"})


@dataclass(frozen=True, slots=True)
class Head:
    """A head taken apart.

    `name` is what is left for the subject ("" where it says nothing); `unit` None where no unit
    is named; `growth` marks heads such as 比上年增长; `period` is EDTF or "last"/"this".
    """

    name: str = ""
    scale: int = 1
    unit: str | None = None
    growth: bool = False
    rate: bool = False
    share: bool = False
    rank: bool = False
    period: str = ""
    status: Status = "actual"


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head:
    """Take apart the head `text` (without white space)."""
    plain = text[:MAX_HEAD].translate(_WIDE)
    name, scale, unit = _without_unit(plain)
    period, name = _without_period(name)
    bare = _CHANGE.sub("", name)
    growth = bare != name and not _SHARE.search(name)
    status: Status = "target" if is_target(name) else "actual"
    kept = "" if _NEUTRAL.fullmatch(bare if growth else name) else strip_number(bare if growth else name)
    return Head(
        name=kept,
        scale=scale,
        unit=unit,
        growth=growth,
        rate=growth and bool(_RATE_OF_CHANGE.search(name)),
        share=bool(_SHARE.search(name)),
        rank=bool(_RANK.search(name)),
        period=period,
        status=status,
    )


def strip_number(text: str) -> str:
    """A row's name without its number, 其中：, # and footnote mark."""
    return _QUOTED_VALUE.sub("", _FOOTNOTE.sub("", _NUMBERING.sub("", text[:MAX_HEAD]))).strip("：:")


def is_measured(text: str) -> bool:
    """Whether a name says by itself what is measured (…产量, …总额, …率)."""
    return bool(_MEASURED.search(text))


def caption_measure(caption: str) -> str:
    """What a table of growth rates measures: "表3 2023年分行业固定资产投资增速" → "固定资产投资".

    "" where the caption speaks of no growth, or of several measures (主要指标).
    """
    plain = _CAPTION_FRAME.sub("", caption[:MAX_HEAD].translate(_WIDE))
    measure = _CAPTION_GROWTH.sub("", plain)
    if measure == plain:
        return ""
    measure = _CAPTION_DIVISION.sub("", measure)
    return measure if is_measured(measure) or measure.endswith(_PRICES) else ""


def is_target(text: str) -> bool:
    """Whether a head or caption speaks of what is planned (and not of how far it was done)."""
    return bool(_TARGET.search(text)) and not _DONE.search(text)


def unit_note(text: str) -> tuple[int, str] | None:
    """Scale and unit of a note such as "单位：万元"; None where there is none."""
    m = _UNIT_NOTE.search(text[: 2 * MAX_HEAD].translate(_WIDE))
    return _first_unit(m[1]) if m else None


def joined(row: str, column: str) -> str:
    """The subject of a row's and a column's name: "粮食 产量", "自然人 予以公开"."""
    if not row or not column or row.endswith(column):
        return row or column
    if column in _PLAIN_MEASURE and _MEASURED.search(row):
        return row
    return f"{row} {column}" if _MEASURED.search(column) else f"{column} {row}"


def _without_unit(text: str) -> tuple[str, int, str | None]:
    for m in _BRACKET.finditer(text):
        found = unit_note(m[1]) or _known_unit(m[1].removeprefix("单位"))
        if found:
            return text[: m.start()] + text[m.end() :], *found
    note = _UNIT_NOTE.search(text)
    found = _first_unit(note[1]) if note else None
    if note and found:
        return text[: note.start()] + text[note.end() :], *found
    bare = _BARE_UNIT.search(text)
    if bare:
        return text[: bare.start()], 1, bare[1]
    return text, 1, None


def _known_unit(text: str) -> tuple[int, str] | None:
    """Scale and unit of `text` if it is a unit of the table, a list of them, or one with ±."""
    for part in _SEPARATOR.split(text.lstrip("±+-")):
        scale, unit = split_unit(part)
        if unit in unit_table.load().dimension_of:
            return scale, unit
    scale, unit = split_unit(text)
    return (scale, unit) if unit in unit_table.load().dimension_of else None


def _first_unit(text: str) -> tuple[int, str] | None:
    """The first unit named that is no per cent: a note "万元、%" means 万元 for the plain columns."""
    parts = [p for p in _SEPARATOR.split(text) if p] if text not in unit_table.load().dimension_of else [text]
    plain = [p for p in parts if p not in PERCENT_UNITS] or parts
    return split_unit(plain[0]) if plain else None


def _without_period(name: str) -> tuple[str, str]:
    if _CHANGE.fullmatch(name):
        return "", name
    year, months = _YEAR.search(name), _MONTHS.search(name)
    if year:
        rest = name[: year.start()] + name[year.end() :]
        if months:
            span = f"{year[1]}-{int(months[1]):02}/{year[1]}-{int(months[2]):02}"
            return span, _MONTHS.sub("", rest)
        return year[1], rest
    for pattern, period in ((_LAST, "last"), (_THIS, "this")):
        m = pattern.fullmatch(name)
        if m:
            return period, ""
    return "", name
