"""A list and its count: ENU-01."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.enumerations_before import lists_before
from reportnlp.check.enumerations_behind import lists_behind
from reportnlp.check.enumerations_counts import Counted
from reportnlp.check.enumerations_levels import levels_before
from reportnlp.check.enumerations_quoted import lists_before_quoted, quoted_lists
from reportnlp.check.lists import Items
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Evidence, Member
from reportnlp.intervals import Interval


class CountOfList(Rule):
    """写明的项数与列举的项数不一致。

    说明：列举之后合计（“A、B、C三个工作组”“市县乡三级”），或者先写项数再列举（“四个方面：A、B、C、D”
    “三大工程，即A、B、C”“两个中心（A、B）”），项数应与列举的内容相同。“和、及、与”既可能连接两项，
    也可能在一项之内，两种读法有一种相符就不标出，但“和”前后字数或结尾相同的“A、B和C”只按三项算。
    引号、括号、书名号里的顿号不算分隔，除非整个列举加了引号再合计（“A、B、C”三大战略）。
    例外：列举用“等”收尾的，只在列出的比写明的多时标出；专有的数字简称（两个维护、三大攻坚战）、
    各项另带数字的统计（新建A2个、B3个）、以及列举与数量不是一回事的，不在此列。
    """

    id = "ENU-01"
    name = "项数与列举不符"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("成立综合协调、宣传报道、后勤保障四个工作组。", marked="四个"),
        Example("重点抓好“四个方面”：制度建设、队伍建设、阵地建设、作风建设、廉政建设。", marked="四个"),
        Example("建设两大园区（城南工业园区、临港物流园区、空港产业园区）。", marked="两大"),
        Example("省市县乡三级联动推进。", marked="三级"),
    )
    good = (
        Example("成立综合协调、宣传报道、督导检查、后勤保障四个工作组。"),
        Example("突出服务改革发展和民生导向这两个重心。"),
        Example("完成教育、卫生、交通等12项工程，做到“两个维护”。"),
        Example("新建学校、幼儿园5所，县、乡、村三级书记一起抓。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every list that surely belongs to a count."""
        view = context.shaded
        before = lists_before(view, context.shaded_counts)
        behind = lists_behind(context.clean, view, context.counts)
        levels = levels_before(view, context.shaded_counts)
        named = lists_before_quoted(context.clean, view, context.counts)
        quoted = quoted_lists(context.clean, view, context.shaded_counts)
        for found in chain(before, behind, levels, named, quoted):
            judgement = _judged(context, found)
            if judgement is not None:
                yield judgement


def _judged(context: Context, found: Counted) -> Judgement | None:
    listed, number = found.items, found.count.number
    spans = context.span(*_ends(found)), context.span(listed.span.start, listed.span.end)
    evidence = _evidence(context, found)
    fewest = listed.fewest if found.apart else listed.least
    if fewest <= number <= listed.most:
        return passes(*spans, evidence=evidence)
    if not (found.whole if number > listed.most else found.apart):
        return None
    count = context.quote(spans[0])
    message = f"写的是“{count}”，列出的却是{_size(listed)}项：{context.quote(spans[1], 60)}"
    advice = "请核对是漏列、重复，还是数字有误"
    if listed.most < number <= listed.utmost:
        return unsure("linking", message, *spans, suggestion=advice, evidence=evidence)
    return fails(message, *spans, suggestion=advice, evidence=evidence)


def _ends(found: Counted) -> tuple[int, int]:
    return found.count.span.start, found.count.span.end


def _size(listed: Items) -> str:
    return f" {listed.fewest} " if listed.fewest == listed.most else f" {listed.fewest} 至 {listed.most} "


def _evidence(context: Context, found: Counted) -> Evidence:
    """The count and the items; the number of items may have two ends."""
    spans = [context.span(*_ends(found)), *(context.span(s.start, s.end) for s in found.items.spans)]
    names = ["项数", *(f"第{i}项" for i in range(1, len(spans)))]
    members = tuple(Member(s, context.quote(s), n) for s, n in zip(spans, names, strict=True))
    return Evidence(
        formula="列举的项数 = 写明的项数",
        members=members,
        claimed=Interval.point(found.count.number),
        computed=Interval(Fraction(found.items.fewest), Fraction(found.items.most)),
    )


RULES: Final = (CountOfList,)
