"""Tables whose totals do not add up: ARI-15."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.relations import related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.suspects import pointing, suspect
from reportnlp.check.tables_among import Part, marked_parts
from reportnlp.check.tables_columns import column_schemes
from reportnlp.check.tables_rows import row_schemes
from reportnlp.check.tables_shares import share_schemes, share_sums
from reportnlp.check.tables_sheet import Sheet, sheets
from reportnlp.check.tables_sums import Scheme, Sum
from reportnlp.datamodel import Evidence
from reportnlp.figures.arithmetic import added
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Interval

_MANY: Final = 3  # a table with more slips was rather misread, unless far more of it holds
_OVER: Final = 110  # per cents that add up to more are not shares of one whole
_NOTE = re.compile(r"四舍五入|修约|单位取舍|机械调整")


class TableTotals(Rule):
    """表格的合计与分项对不上。

    说明：按表头和行名找出“合计、总计、小计”等行和列，与所属的各行、各列之和比较；有编码
    （类、款、项）或序号层次的，逐级核对；按各数写出的位数考虑四舍五入。
    例外：“其中”各行不要求加满；注明“因四舍五入，合计与分项之和可能不等”的，允许相应的
    尾差；整张表都对不上的，多半是没有读全，只提示一次。
    """

    id = "ARI-15"
    name = "表格合计"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example(
            "案件办理情况表（单位：件）\n类别\t数量\n一审\t100\n二审\t22\n再审\t14\n合计\t135", marked="135"
        ),
    )
    good = (
        Example("案件办理情况表（单位：件）\n类别\t数量\n一审\t100\n二审\t22\n再审\t13\n合计\t135"),
        Example("收入情况表（单位：亿元）\n项目\t金额\n总收入\t12.6\n其中：税收\t8.1\n非税\t3.2"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every total of every table that no rule prescribes."""
        slack = _NOTE.search(context.text) is not None
        for sheet in sheets(context.report):
            schemes = [*row_schemes(sheet, slack), *column_schemes(sheet, slack), *share_schemes(sheet)]
            yield from _judged(sheet, schemes)
            yield from (_compared(part) for part in marked_parts(sheet))
            yield from (j for shares in share_sums(sheet) if (j := _hundred(shares)) is not None)


def _judged(sheet: Sheet, schemes: Sequence[Scheme]) -> Iterator[Judgement]:
    fitting = [s for scheme in schemes for s in scheme.fitting]
    rounded = [s for scheme in schemes for s in scheme.rounded]
    explained = {s.claim.span for s in fitting}
    slipped = [
        s for scheme in schemes for s in scheme.slipped if scheme.needed > 1 or s.claim.span not in explained
    ]
    if len(slipped) > _MANY and 2 * len(slipped) > len(fitting):
        yield from _relations(fitting)
        yield _misread(sheet, slipped)
        return
    yield from _relations([*fitting, *rounded])
    culprit = suspect((s.claim, *s.parts) for s in slipped)
    yield from (pointing(j, culprit) for j in _relations(slipped))
    doubtful = [s for scheme in schemes for s in scheme.doubtful]
    if doubtful and not slipped:
        yield _misread(sheet, doubtful)


def _relations(found: Sequence[Sum]) -> Iterator[Judgement]:
    """Each relation once, however many readings of the heads lead to it."""
    once = {(s.claim.span, *(p.span for p in s.parts)): s for s in found}
    yield from map(_relation, once.values())


def _relation(found: Sum) -> Judgement:
    members = [found.claim.member(), *(p.member() for p in found.parts)]
    return related(found.claim, found.computed, members, found.what, claimed=found.claimed)


def _compared(part: Part) -> Judgement:
    names = f"其中的“{part.name}”", f"“{part.whole_name}”"
    members = (part.figure.member(part.name), part.whole.member(part.whole_name))
    evidence = Evidence(
        "其中 ≤ 总数", members, part.figure.bounds.core, Interval(None, part.whole.bounds.core.high)
    )
    spans = (part.figure.span, part.whole.span)
    if not part.is_larger:
        return passes(*spans, evidence=evidence)
    message = f"{names[0]} {part.figure.text} 比{names[1]} {part.whole.text} 还多"
    return fails(message, *spans, suggestion="请核对这两个数", evidence=evidence)


def _hundred(shares: Sequence[Stated]) -> Judgement | None:
    """Shares that make more than 100; those that make less may leave something out."""
    total = added(shares).core
    members = tuple(s.member() for s in shares)
    evidence = Evidence("各行占比之和 = 100%", members, Interval.point(100), total)
    spans = [s.span for s in shares]
    if 100 in total:
        return passes(*spans, evidence=evidence)
    if total.low is None or not 100 < total.low <= _OVER:
        return None
    message = f"各行占比加起来是 {sum(s.indicator.quantity.number for s in shares)}%，超过了 100%"
    return fails(message, *spans, suggestion="请核对各行占比", evidence=evidence, level="warning")


def _misread(sheet: Sheet, sums: Sequence[Sum]) -> Judgement:
    caption = sheet.table.caption
    where = f"“{caption[:30]}”" if caption else "这张表"
    message = f"{where}有 {len(sums)} 处合计与分项之和对不上，表格可能没有读全，或者合计另有所指"
    spans = [s.claim.span for s in sums]
    return unsure("linking", message, *spans, suggestion="请对照原表核对合计", level="info")


RULES: Final = (TableTotals,)
