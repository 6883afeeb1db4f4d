"""Rules for places: roads, waters, zones, squares …."""

from __future__ import annotations

import re
from functools import cache

from reportnlp.parse.entity_bodies import body_start
from reportnlp.parse.entity_context import (
    Context,
    after_leads,
    after_measure,
    common,
    counted,
    word_set,
    words,
)
from reportnlp.parse.entity_scan import Head, Name
from reportnlp.resources import divisions

_LONGEST_STEM, _LONGEST_SHORT_STEM = 14, 4
# How many characters may stand before the place in the name of a zone.
_LONGEST_LEAD = 3
# Words of one character go on as others: 线|索, 乡|村, 山|水.
_GOES_ON = re.compile(
    r"线[索上下路条性程缆位损]|沟通|路[径网线程由面障灯况]|乡[村镇亲土愁贤风情产建用创居]"
    r"|村[民级镇庄集务企落规歌超]|镇[级域痛帮街]|街[区镇头面坊心角巷舞]|街道(?!路)|渠[道涵]|巷道|岛[屿国]|湾区"
    r"|山[泉水区林体地东西河顶脚川里上口海坡廊岭色歌行清青脉]|河[道流湖床岸北南海长套堤]|湖[北南泊区州光景长湘]"
    r"|江[苏西河南北山门阴津淮堤边尾岸]|港[口澳人资股企货惠湾城]"
)
# With one character in front these are verbs and common nouns: 指路, 上街.
_NEED_TWO = frozenset("路街线巷渠")
# With one character in front these are names only behind a surname: 何村.
_NEED_SURNAME = frozenset("村乡镇")

# With these behind it a zone is a part of the name of a plan.
_PROJECTS = ("项目", "工程")
# 中老|铁路: two countries by one character each.
_ABROAD = re.compile(r"中[老越缅泰俄蒙哈尼巴吉乌欧日韩印马新德法意白以]{1,2}")
# While a park is planned and built it is a project.
_BEING_BUILT = re.compile(r"(?:元的|签约|落地|开工|启动|谋划|引进|引入|投产|竣工|筹建|新建|在建|入驻)\Z")
_TO_BE_BUILT = re.compile(
    r"(?:[一二三四]期)?(?:等?项目|签约|落地|开工|投产|竣工|动工|启动建设|加快建设|加快推进|主体)"
)


def read_place(context: Context, head: Head) -> Name | None:
    """A road, river, zone …: read back like an organisation, but shorter."""
    text = context.text
    if counted(text, head.end):
        return None
    if head.end - head.start == 1:
        return _short(context, head)
    start = body_start(context, head)
    if start == head.start:
        alone = text[head.start : head.end] in word_set("places", "alone")
        return Name(start, head.end, "LOC") if alone else None
    if head.start - start > _LONGEST_STEM or head.end in context.places or _no_place(context, head, start):
        return None
    return Name(start, head.end, "PLAN" if _is_project(text, head, start) else "LOC")


def read_zone(context: Context, head: Head) -> Name | None:
    """What is a name only with a place in front: 青岚都市圈, 新青岚物流枢纽, but not 综合枢纽."""
    text, start = context.text, body_start(context, head)
    if text.startswith(_PROJECTS, head.end) or text.startswith("宅", head.start - 1):
        return None
    placed = any(at in context.place_starts for at in range(start, start + _LONGEST_LEAD))
    if not placed or not 1 < head.start - start <= _LONGEST_STEM:
        return None
    return Name(start, head.end, "PLAN" if _is_project(text, head, start) else "LOC")


def _is_project(text: str, head: Head, start: int) -> bool:
    if text[head.start : head.end] not in word_set("places", "parks"):
        return False
    return (
        _TO_BE_BUILT.match(text, head.end) is not None
        or _BEING_BUILT.search(text, max(0, start - 2), start) is not None
    )


def _no_place(context: Context, head: Head, start: int) -> bool:
    text = context.text
    word, stem = text[head.start : head.end], text[start : head.start]
    if stem.isascii() or _cut(text, head.end):
        return True
    if word == "片区" and head.start in context.places:
        return True
    if _is_road_name(word, stem) or _ABROAD.fullmatch(stem):
        return False
    return common("places").fullmatch(stem) is not None


def _cut(text: str, end: int) -> bool:
    """Whether the last word goes on as another: 文化街|区, 产业园|区, 广东路|径, 兴隆街道|路."""
    if text[end - 1] in "路街":
        return _GOES_ON.match(text, end - 1) is not None
    return text.startswith("园区", end - 1) or text.startswith("街道路", end - 2)


def _is_road_name(word: str, stem: str) -> bool:
    return word in word_set("places", "roads") and stem in word_set("places", "road_names")


def _short(context: Context, head: Head) -> Name | None:
    """A name whose last word is one character: 青云路, 青岚河."""
    text = context.text
    start = after_leads(text, after_measure(text, head.loose), head.start)
    stem, word = text[start : head.start], text[head.start]
    if not 0 < len(stem) <= _LONGEST_SHORT_STEM or stem.isascii() or head.end in context.places:
        return None
    if _GOES_ON.match(text, head.start) or head.start in context.place_starts:
        return None
    if not _fits(word, stem) or _in_other_words(text, head, start):
        return None
    if not _is_road_name(word, stem) and common("places").fullmatch(stem):
        return None
    return Name(start, head.end, "LOC")


def _fits(word: str, stem: str) -> bool:
    """Whether a stem may stand before a word of one character."""
    if len(stem) == 1:
        surname = word not in _NEED_SURNAME or stem in word_set("persons", "surnames")
        return surname and word not in _NEED_TWO
    return word in "路街" or stem not in _provinces()


def _in_other_words(text: str, head: Head, start: int) -> bool:
    """A phrase in quotes, or a person: 林春江院士."""
    quoted = text[start - 1 : start] == "“" and text[head.end : head.end + 1] == "”"
    return quoted or text.startswith(words("persons", "titles"), head.end)


@cache
def _provinces() -> frozenset[str]:
    table = divisions.load()
    return frozenset(short for d in table if d.level == "province" for short in divisions.short_names(d.name))
