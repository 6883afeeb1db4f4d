"""Institutions under names of the past (NAM-06), and terms that belong to another body (NAM-07)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.resources.registry import (
    Owned,
    Renamed,
    between_words,
    bodies,
    history_words,
    institutions,
    place_words,
)
from reportnlp.resources.units import alternation
from reportnlp.scanning import at_each, places_of

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_TERM_OF_OFFICE = 5  # years that a 政府工作报告 may look back on


@cache
def _any_old_name() -> re.Pattern[str]:
    """A pattern that finds fast whether there is a former name at all."""
    return re.compile(alternation(name for row in institutions() for name in row.old))


@cache
def _old_names() -> tuple[re.Pattern[str], Mapping[str, Renamed]]:
    """A pattern of all former names, the longest first, and the row of each."""
    rows = {name: row for row in institutions() for name in row.old}
    names = "|".join(sorted(rows, key=len, reverse=True))
    behind = "|".join((*place_words(), "门", "队", "分局", "[〇》]"))
    return re.compile(rf"(?<!原)(?<!前)(?:{names})(?!{behind})"), rows


@cache
def _history() -> re.Pattern[str]:
    return re.compile("|".join(history_words()))


class FormerName(Rule):
    """机构改名或撤并之后仍用旧名。

    说明：工商局、国土局、环保局等在2018至2019年的机构改革中改名或合并，报告此后的工作应当用新名称。
    报告期在改革完成之后才判；改革日期多凭记忆登记，只作警告。
    例外：“原工商局”、改名经过、写明改革前年份的历史叙述、“工商局家属院”一类地名、书名号内的不判；
    政府工作报告回顾本届政府五年的，只作存疑。
    """

    id = "NAM-06"
    name = "机构旧称"
    level = "warning"
    sources = (
        Law(instrument="国务院机构改革方案（2018年）", certainty="seen"),
        Law(instrument="地方机构改革（2019年完成）", certainty="recalled"),
    )
    bad = (Example("县工商局开展专项执法检查12次。", marked="工商局"),)
    good = (
        Example("原县工商局职责划入县市场监管局；改造工商局家属院1处。"),
        Example("县工商局开展专项执法检查12次。", year=2016),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All uses of one former name together."""
        year = context.year
        if year is None or not _any_old_name().search(context.plain):
            return
        pattern, rows = _old_names()
        spans: dict[str, list[Span]] = defaultdict(list)
        for found in at_each(pattern, context.plain, places_of(context.plain, rows)):
            row = rows[found[0]]
            if date(year, 1, 1) < row.past:
                yield passes(context.match(found))
            elif not _is_history(context, found, row):
                spans[found[0]].append(context.match(found))
        for name, places in spans.items():
            yield _former(context, name, rows[name], places)


def _is_history(context: Context, found: re.Match[str], row: Renamed) -> bool:
    sentence = context.sentence(found.start())
    around = context.plain[sentence.start : sentence.end]
    told = any(int(y) <= row.past.year for y in _YEAR.findall(around))
    if told or _history().search(around):
        return True
    # The notes of a 统计公报 name today's sources of data.
    return context.report.meta.kind != "tjgb" and context.is_apart(context.match(found).start)


def _former(context: Context, name: str, row: Renamed, places: list[Span]) -> Judgement:
    text = f"“{name}”是旧称，{row.past.year}年起其职责归{row.new}"
    advice = f"请核对，写改革以后的工作用“{row.new}”"
    year = context.year or 0
    if context.report.meta.kind == "gwr" and year - row.past.year < _TERM_OF_OFFICE:
        return unsure("scope", text, *places, suggestion=advice, level="info")
    return fails(text, *places, suggestion=advice)


@cache
def _misused() -> tuple[tuple[re.Pattern[str], Owned], ...]:
    """For every term a pattern of it behind the body that it is not of, with nothing else between."""
    words = "|".join(map(re.escape, sorted(between_words(), key=len, reverse=True)))
    found = []
    for row in bodies():
        wrong, owner = "|".join(row.wrong), "|".join(row.owner)
        between = rf"(?:(?!{owner}|{row.term}){words}|代表(?!团)|\d{{1,4}}){{0,7}}"
        found.append((re.compile(rf"(?:{wrong})(?:{between}){row.term}(?!权|人)"), row))
    return tuple(found)


class AnotherBodysTerm(Rule):
    """把别的机关的专用语用错了对象。

    说明：提案属于政协，人大代表提出的是议案和建议；检察建议由检察院发出，司法建议由法院发出。
    例外：“人大代表建议和政协提案”“人大、政协议案提案”并列使用的不判；政协的“建议案”是对的。
    """

    id = "NAM-07"
    name = "用语张冠李戴"
    level = "warning"
    sources = (
        Law(instrument="全国人民代表大会组织法、地方组织法（议案、建议）", certainty="recalled"),
        Law(instrument="中国人民政治协商会议章程（提案）", certainty="recalled"),
    )
    bad = (
        Example("办理市、县人大议案提案235件。", marked="人大议案提案"),
        Example("收到法院检察建议2件。", marked="法院检察建议"),
    )
    good = (
        Example("办理人大代表建议235件、政协提案211件，人大、政协议案提案办结率100%。"),
        Example("政协提案和建议案全部办结，收到法院、检察院司法建议和检察建议5件。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every such term right behind the name of a body that it is not of."""
        text = context.plain
        for pattern, row in _misused():
            if row.term not in text:
                continue
            for found in pattern.finditer(text):
                if not _is_shared(text, found, row):
                    span = context.match(found)
                    message = (
                        f"“{context.quote(span)}”：{row.term}是{row.owner[0]}的，{row.wrong[0]}用{row.right}"
                    )
                    yield fails(message, span, suggestion="请核对用语，或补上漏写的机关")


def _is_shared(text: str, found: re.Match[str], row: Owned) -> bool:
    """Whether the owner stands beside the other body, so that the terms are meant respectively."""
    before = text[max(0, found.start() - 10) : found.start()]
    return any(owner in before for owner in row.owner if owner not in ("代表", "委员"))


RULES: Final = (FormerName, AnotherBodysTerm)
