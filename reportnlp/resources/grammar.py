"""The word lists of the figure grammar (`grammar.yaml`), as compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml
from reportnlp.resources.units import alternation


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")
    up: list[str]
    down: list[str]
    level_marks: list[str]
    between: list[str]
    compared: list[str]
    trailing: list[str]
    leading: list[str]
    actions: list[str]
    measures: list[str]
    attributes: list[str]
    heads_generic: list[str]
    predicates: list[str]
    set_phrases: list[str]
    not_counting_before: list[str]
    structure_after: list[str]
    bare_rates: list[str]
    elliptic: list[str]


# One-character predicates, with the words in which the character is none.
_SHORT_PREDICATES = (
    r"(?<!存)在(?![线校建册编园外岗职读研])|将|正(?![规式版职处科面])|已|(?<![人户年平])均|(?<![植覆])被|获|未(?!成年|来)"
    r"|不(?!动产|锈钢|良|孕)|无(?!人|线|缝|公害|害|障碍|纺|烟|废|菌|偿|梭|抗)|(?<!人)为(?!民|农)|(?<!自)由|向(?![阳日])"
    r"|对(?![外口接虾])|(?<!参)与(?!其)|占(?!地)|(?<![高中初平优])等"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns; each says at which end of a text it is to be tried."""

    change: re.Pattern[str]
    """At the end of the text before a number: a change word; groups up, down, level, fill."""
    change_start: re.Pattern[str]
    """At the beginning of the text behind a number: a change word (降至, 提高到)."""
    compared_end: re.Pattern[str]
    """At the end: 同比, 比上年 … (once or several times)."""
    trailing_end: re.Pattern[str]
    """At the end: fillers that do not belong to a subject."""
    leading_start: re.Pattern[str]
    """At the beginning: adverbials and periods that do not belong to a subject."""
    action_start: re.Pattern[str]
    action_end: re.Pattern[str]
    action_in: re.Pattern[str]
    actions_only: re.Pattern[str]
    measure_end: re.Pattern[str]
    measure_in: re.Pattern[str]
    attribute_end: re.Pattern[str]
    generic_head: re.Pattern[str]
    predicate: re.Pattern[str]
    set_phrase: re.Pattern[str]
    not_counting_before: re.Pattern[str]
    structure_after: re.Pattern[str]
    bare_rate: re.Pattern[str]
    elliptic_end: re.Pattern[str]


def _patterns(fragments: list[str]) -> str:
    """An alternation of entries that may carry look-arounds, the longest word first."""
    plain = {f: re.sub(r"\(\?<?[!=][^)]*\)", "", f) for f in fragments}
    return "(?:" + "|".join(sorted(plain, key=lambda f: (-len(plain[f]), f))) + ")"


@cache
def load() -> Grammar:
    """The grammar of the package (cached).

    Raises:
        ResourceError: `grammar.yaml` does not follow its schema.
    """
    try:
        words = _Schema.model_validate(read_yaml("grammar.yaml"))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", "grammar.yaml") from error
    return _compile(words)


def _compile(w: _Schema) -> Grammar:
    up, down = alternation(w.up), alternation(w.down)
    trailing, leading = _patterns(w.trailing), _patterns(w.leading)
    between, marks = alternation(w.between), alternation(w.level_marks)
    action = alternation(w.actions)
    # A period or an adverb in front of a verb: 2021年累计, 今年以来共.
    period = (
        r"(?:[到至自从在]?(?:19|20)\d\d年(?:度|以来|末|底|初|期间)?|\d{1,2}月(?:份|底|末|中旬)?|\d{1,2}日"
        r"|截[至止](?:20\d\d年)?(?:年?底|年?末|\d{1,2}月(?:底|末)?|目前|当前)?)"
    )
    return Grammar(
        change=re.compile(
            rf"(?:(?P<up>{up})|(?P<down>{down}))(?P<level>{marks})?(?P<fill>(?:{between}){{0,3}})\Z"
        ),
        change_start=re.compile(rf"(?:{up}|{down})(?:{marks}|了|\d|约|近)|(?:同比|比上年|较上年)"),
        compared_end=re.compile(
            rf"(?:，?(?:{alternation(w.compared)}|(?<!占)比|(?<!比)较|[比较与]20\d\d年度?(?:末|底)?(?:相比|同期)?)){{1,4}}，?\Z"
        ),
        trailing_end=re.compile(rf"(?:{trailing}|(?<![平人户年月日村])均){{1,5}}\Z"),
        leading_start=re.compile(rf"(?:[\s，、：]{{0,4}}(?:{period}|{leading})){{1,6}}[，、]?"),
        action_start=re.compile(
            rf"(?:新|已|共|均|全部|依法)?(?:{action})(?:了|完成|并)?(?:{action})?(?:了)?"
        ),
        action_in=re.compile(action),
        action_end=re.compile(rf"(?:新|成功)?{action}\Z"),
        actions_only=re.compile(
            rf"(?:{action}|已|均|共|全部|成功|依法|并|了|直接|按期|按时|新|[的、]){{1,4}}\Z"
        ),
        measure_end=re.compile(rf"{alternation(w.measures)}\Z"),
        measure_in=re.compile(alternation(w.measures)),
        attribute_end=re.compile(rf"(?:{alternation(w.attributes)})\Z"),
        generic_head=re.compile(alternation(w.heads_generic)),
        predicate=re.compile(f"{alternation(w.predicates)}|{_SHORT_PREDICATES}"),
        set_phrase=re.compile(alternation(w.set_phrases)),
        not_counting_before=re.compile(rf"{alternation(w.not_counting_before)}\Z"),
        structure_after=re.compile(alternation(w.structure_after)),
        elliptic_end=re.compile(rf"{alternation(w.elliptic)}\Z"),
        bare_rate=re.compile(alternation(w.bare_rates)),
    )
