"""Linking a figure's subject to an indicator concept: precise rather than greedy.

An alias counts only where what it leaves over of the subject says nothing (全县, 累计, 共 …): a
subject with any further qualification (开发区税收收入, 新增高新技术企业) is another indicator.
A wrong link costs a false finding, a missing one only a missed relation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from reportnlp.datamodel import IndicatorKind, Kind, Region
from reportnlp.resources import units as unit_table
from reportnlp.resources.concepts import Concept, concepts

MAX_SUBJECT = 60
"""Longer subjects are clauses, not names of indicators; the bound keeps linking constant in cost."""

_CACHED = 8192

_BRACKET = re.compile(r"（[^（）]{0,40}）")
_DROPPED = str.maketrans("()", "（）", " \t\r\n\u3000\u00a0\"'“”‘’《》〈〉「」")

# Words that leave an indicator what it is: where, when, how far, and verbs of doing.
# (Atomic, so that overlapping words cannot make a hostile subject expensive; a possessive group
# would say the same, but Python before 3.11.5 matches it wrongly.)
_FILLER = (
    r"(?>(?:20\d\d年?度?|去年|今年|本年度?|全年|当年|年末|年底|年内|年度|期末|末|上半年|一年来|五年来|截至|截止|目前|现有?|已"
    r"|[全我本]{places}|我局|本局|全域|全社会|[省市县区]、[市县区乡镇]"
    r"|累计|总共|共计|合计|共有?|总计|先后|均|各类|各级|各项|各种|所有|全部|有关|相关|等|的|了|和|、|，|约|近|超|其中"
    r"|组织|开展|举办|实施|进行|推进|落实|完成|实现|达到?|为|有|预计|预期|力争|确保|目标|办理|处理|承办|发生"
    r"|总?数量?|件数|起数|人数|次数|个数|场次|份数|户数|条数|总量|金额|情况|指标|任务|期间|以上)*)"
)
_PLACES = "省市县区州盟旗镇乡国"
_CHANGE = re.compile(
    r"同比|比上年|较上年|年均|年平均|可比价|名义|实际|增长|增速|增幅|涨幅|降幅|上涨|下降|上升|提高|降低|减少|增加|回落|变化|率"
)
_CHANGE_KINDS = frozenset({"growth", "change", "points"})
_LEVEL_OF_POINTS = frozenset({"percent", "growth"})
_COUNTED = frozenset({"count", "measure", "duration"})

# Counters that count the same thing.
_SAME_COUNTER = {
    "起": "件", "宗": "件", "例": "件", "案": "件", "名": "人", "位": "人", "员": "人", "口人": "人",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]  # longest first
    concept: Concept
    chars: int


@dataclass(frozen=True, slots=True)
class _Index:
    automaton: Any
    by_word: dict[str, tuple[_Alias, ...]]  # under the longest word of each alias


def link(
    subject: str, unit: str, kind: IndicatorKind, report_kind: Kind, region: Region | None = None
) -> str:
    """The id of the concept that a figure with this subject states; "" where none is certain.

    Args:
        subject: what the figure counts, as found in the text.
        unit: its unit without scale word ("" where none is printed).
        kind: kind of the figure; a growth or change links to the concept of its level.
        report_kind: kind of the report, which decides the concepts to choose from.
        region: the region of the report.  With it a figure of another one (全省 in a report of a
            county) does not link, and the region's own name in the subject does no harm.
    """
    if not subject or kind == "rank" or len(subject) > MAX_SUBJECT:
        return ""
    return _link(subject, unit, kind, report_kind, region.name if region else "")


@lru_cache(maxsize=_CACHED)
def _link(subject: str, unit: str, kind: IndicatorKind, report_kind: Kind, place: str) -> str:
    core = _without_place(normalise(subject), place)
    best: set[str] = set()
    chars = 0
    for alias in _candidates(core, _index(report_kind)):
        if alias.chars < chars or not _fits(alias, core, subject, unit, kind, place):
            continue
        best = {alias.concept.id} if alias.chars > chars else best | {alias.concept.id}
        chars = alias.chars
    return best.pop() if len(best) == 1 else ""


def _without_place(core: str, place: str) -> str:
    """The subject without the report's region (青岚县, 青岚) in front or within."""
    if not place:
        return core
    if place in core:
        return core.replace(place, "\0", 1)
    short = place[:-1]
    return "\0" + core[len(short) :] if len(short) > 1 and core.startswith(short) else core


@cache
def _filler(place: str) -> re.Pattern[str]:
    """What may be left over in a report of this place: 全县 for a county, not 全省 or 全市."""
    own = place[-1] if place and place[-1] in _PLACES else f"[{_PLACES}]"
    return re.compile(_FILLER.replace("{places}", own))


def normalise(subject: str) -> str:
    """The subject without spaces, quotation marks and bracketed remarks, Latin letters in capitals."""
    plain = subject.translate(_DROPPED)
    return (_BRACKET.sub("", plain) if "（" in plain else plain).upper()


def _candidates(core: str, index: _Index) -> list[_Alias]:
    """Aliases all of whose words stand in the subject."""
    found = {word for _, word in index.automaton.iter(core)}
    return [
        alias
        for word in found
        for alias in index.by_word.get(word, ())
        if len(alias.words) == 1 or found.issuperset(alias.words)
    ]


def _fits(alias: _Alias, core: str, subject: str, unit: str, kind: IndicatorKind, place: str) -> bool:
    if not agrees(alias.concept, unit, kind) or any(word in subject for word in alias.concept.exclude):
        return False
    rest = core
    for word in alias.words:
        before, found, after = rest.partition(word)
        if not found:
            return False  # the words overlap
        rest = f"{before}\0{after}"
    if kind in _CHANGE_KINDS or alias.concept.kind == "growth":
        rest = _CHANGE.sub("\0", rest)
    filler = _filler(place)
    return all(filler.fullmatch(piece) for piece in rest.split("\0"))


def agrees(concept: Concept, unit: str, kind: IndicatorKind) -> bool:
    """Whether a figure of this unit and kind can state the level or a change of the concept."""
    level = concept.kind
    if kind == "growth":
        return level != "rank"
    if kind == "points":
        return level in _LEVEL_OF_POINTS
    if level in ("percent", "growth"):
        return (kind == "percent" or level == "growth") and _shared_unit(concept, unit)
    if kind != "change" and kind != level and not {kind, level} <= _COUNTED:
        return False
    return _shared_unit(concept, unit)


def _shared_unit(concept: Concept, unit: str) -> bool:
    return not unit or any(same_unit(unit, other) for other in concept.units)


def same_unit(one: str, other: str) -> bool:
    """Whether two units (without scale words) may stand for each other or convert into each other."""
    if one == other or _SAME_COUNTER.get(one, one) == _SAME_COUNTER.get(other, other):
        return True
    dimension_of = unit_table.load().dimension_of
    dimension = dimension_of.get(one)
    return dimension not in (None, "count", "money", "percent") and dimension == dimension_of.get(other)


@cache
def _index(report_kind: Kind) -> _Index:
    import ahocorasick

    by_word: dict[str, list[_Alias]] = {}
    automaton = ahocorasick.Automaton()
    for concept in concepts(report_kind):
        for wording in concept.wordings():
            words = tuple(sorted(map(normalise, wording), key=len, reverse=True))
            by_word.setdefault(words[0], []).append(_Alias(words, concept, sum(map(len, words))))
            for word in words:
                automaton.add_word(word, word)
    automaton.make_automaton()
    return _Index(automaton, {word: tuple(aliases) for word, aliases in by_word.items()})
