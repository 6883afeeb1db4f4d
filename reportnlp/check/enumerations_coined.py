"""Coined words that begin with a number, and their lists: ENU-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.enumerations_behind import lists_behind
from reportnlp.check.enumerations_counts import Count, Counted
from reportnlp.check.lists import Items, items
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence, Member, Span
from reportnlp.intervals import Interval
from reportnlp.numerals import read_chinese
from reportnlp.resources.listing import load
from reportnlp.resources.profiles import Law

_NUMERAL: Final = "一二两三四五六七八九十百千万"
# One number only: 两不愁三保障 and 四区一线 name several lists.
_COINED = re.compile(
    rf"“(?P<number>[二两三四五六七八九]|十[一二三四五六]?)(?P<word>[^{_NUMERAL}\d“”、，。；：\n]{{1,6}})”"
)
_BREAK = re.compile(r"[，。；：！？\n,;:]")
_CLAUSE: Final = 120
_NEAR: Final = 1


class CoinedNumeral(Rule):
    """数字简称与所列的内容不符。

    说明：“三调联动”“五链融合”“七有”这类加引号的数字简称，紧挨着列出各项时（“三调联动”，即A、B、C；
    A、B、C“三调联动”），项数应与简称里的数字相同。
    例外：没有列出各项的，各项里没有简称所取的那个字的（三调：人民调解……），以及简称里不止一个数字的
    （两不愁三保障），不作判断。
    """

    id = "ENU-02"
    name = "数字简称与列举不符"
    level = "warning"
    sources = (Law(instrument="报告自身前后一致", certainty="seen"),)
    bad = (
        Example("健全人民调解、行政调解“三调联动”机制。", marked="“三调联动”"),
        Example("推进“五链融合”，即产业链、创新链、资金链、人才链。", marked="“五链融合”"),
    )
    good = (
        Example("健全人民调解、行政调解、司法调解“三调联动”机制。"),
        Example("推进“五链融合”，打造“三促一评”，聚焦“五大领域”。"),
        Example("落实“两不愁三保障”：吃穿、教育、医疗、住房。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every coined word with its list beside it."""
        text, view = context.clean, context.shaded
        measured = load().count
        coined = [m for m in _COINED.finditer(text) if not measured.match(text, m.start("number"))]
        shared = {m.start("number"): m["word"][0] for m in coined}
        before = (found for match in coined if (found := _before(view, match)) is not None)
        for found in (*before, *lists_behind(text, view, map(_count, coined))):
            taken = shared[found.count.span.start]
            if _is_of(text, found.items, taken):
                yield from _judged(context, found, taken)


def _count(match: re.Match[str]) -> Count:
    return Count(Span(match.start("number"), match.end("word")), _number(match), "coined", True)


def _number(match: re.Match[str]) -> int:
    return int(read_chinese(match["number"]))


def _before(view: str, match: re.Match[str]) -> Counted | None:
    """The list that ends where the coined word begins."""
    start = max(0, match.start() - _CLAUSE)
    for mark in _BREAK.finditer(view, start, match.start()):
        start = mark.end()
    if match.start() - start < 3 or view[match.start() - 1] in "、和及与的是”":
        return None
    found = items(view, start, match.start(), prefixed=True)
    if found is None or found.least < 2:
        return None
    number = _number(match)
    return Counted(_count(match), found, 0 < number - found.most <= _NEAR, False)


def _is_of(text: str, listed: Items, shared: str) -> bool:
    """Whether each item holds the character that the coined word took from it (三调: 人民调解, …)."""
    return not listed.clauses and all(shared in text[s.start : s.end] for s in listed.spans)


def _judged(context: Context, found: Counted, shared: str) -> Iterator[Judgement]:
    number, listed = found.count.number, found.items
    exact = listed.least > 1 and all(shared in part for part in listed.parted)
    least, most = (len(listed.parted),) * 2 if exact else (listed.least, listed.most)
    start, end = found.count.span.start, found.count.span.end
    spans = context.span(start - 1, end + 1), context.span(listed.span.start, listed.span.end)
    if least <= number <= most:
        yield passes(*spans)
        return
    if not (found.whole if number > most else found.apart) or found.items.least == 1:
        return
    members = tuple(Member(s, context.quote(s)) for s in spans)
    evidence = Evidence("列举的项数 = 简称里的数字", members, Interval.point(number))
    size = most if number > most else least
    message = (
        f"{context.quote(spans[0])}说的是 {number} 项，旁边列出了 {size} 项：{context.quote(spans[1], 60)}"
    )
    yield fails(message, *spans, suggestion="请核对是漏列，还是简称有误", evidence=evidence)


RULES: Final = (CoinedNumeral,)
