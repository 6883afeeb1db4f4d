"""A year that is not the report's, where only the report's own can stand: TIM-01."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.times_anchors import PLANS, YEAR, Anchor, agreed, anchors
from reportnlp.datamodel import Severity, Span
from reportnlp.resources.profiles import Law


class ForeignYear(Rule):
    """报告年度以外的年份写在了只能写报告年度的地方。

    说明：沿用上年文稿时常漏改年份。看这样几处：标题、会议日期或成文日期、部分标题、“现将……如下”、统计期限、正文开头、
    “做好某年工作”等套语；其余各处一致而有一处不合的，判错。年度报告中孤零零的上一年数据，只作存疑。
    例外：比较（比2020年）、沿革（2020年被评为）、规划和远景年份、书名号内的年份不判；各处本身看不出报告年度的不判。
    """

    id = "TIM-01"
    name = "年份未更新"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="报告标题与正文应当一致（校对惯例）", certainty="recalled"),
    )
    bad = (
        Example(
            "一、2022年法治政府建设基本情况\n坚持依法行政，共办案12件。\n二、2024年工作安排\n继续努力。",
            marked="2022年",
        ),
        Example(
            "现将2022年度法治政府建设情况报告如下：\n一、主要成效\n共办案12件。\n临江县人民政府\n2024年2月20日",
            marked="2022年",
        ),
        Example(
            "现将2023年情况报告如下：\n一、主要成效\n成立领导小组。2022年累计办理复议案件12件，均按期办结。",
            marked="2022年",
            reason="scope",
        ),
    )
    good = (
        Example("一、2023年法治政府建设基本情况\n比2022年增加12件，2022年被评为先进。"),
        Example("一、主要成效\n2023年办理复议案件12件，2022年同期为10件。\n二、2024年工作安排\n继续努力。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All anchors against the year that they agree on; then lone results of the year before it."""
        found = anchors(context)
        year = agreed(found)
        if year is None:
            yield from _at_odds(context, found)
            return
        for anchor in found:
            yield _judged(context, anchor, year, found)
        if context.report.meta.kind in ("fazhi", "xxgk"):
            yield from _results(context, year, frozenset(a.span for a in found))


def _judged(context: Context, anchor: Anchor, year: int, found: tuple[Anchor, ...]) -> Judgement:
    if year in anchor.years:
        return passes(anchor.span)
    printed = context.quote(anchor.span)
    if str(year) not in printed:
        text = f"其他各处都表明报告的是{year}年的工作，{anchor.what}却写“{printed}”"
        return fails(text, anchor.span, suggestion="请核对年份，是否沿用旧稿而未改")
    # A heading of a speech that seems to plan (2023年重点工作) may be the one that looks back.
    reviewed = any(a.what == anchor.what and year in a.years for a in found)
    if context.report.meta.kind == "gwr" and not reviewed:
        return passes(anchor.span)
    text = f"报告的是{year}年的工作，安排下一步的{anchor.what}也写“{printed}”"
    return fails(text, anchor.span, suggestion="请核对年份，是否沿用旧稿而未改")


def _at_odds(context: Context, found: tuple[Anchor, ...]) -> Iterator[Judgement]:
    """Two places that exclude each other, and no majority to say which is right."""
    exact = [a for a in found if a.is_exact]
    one = exact[0] if exact else None
    other = next((a for a in exact[1:] if one and not a.years & one.years), None)
    if one and other and len(frozenset().union(*(a.years for a in exact))) == 2:
        text = (
            f"{one.what}写“{context.quote(one.span)}”，{other.what}写“{context.quote(other.span)}”，"
            "表明的报告年度不一致"
        )
        yield fails(text, one.span, other.span, suggestion="请核对这两处的年份", level="warning")


# --- results of the year before, in annual reports --------------------------------------------

_START = r"(?:(?<=[。；，\n\u3000 ])|(?<=[一二三四五六七八九十]是))"
_RESULT = re.compile(
    rf"{_START}(?:((?:19|20)\d\d)年(?:度|全年)?(?:以来)?(?=[，,]|我[省市县区局街镇乡]|全[省市县区局街镇乡]|为|共|累计|已|成功|先后"
    r"|各|主动|组织|积极)|截[至止]((?:19|20)\d\d)年(?:底|末|12月(?:底|31日)))"
)
# Somewhere in the sentence: a comparison, or a rank that was won.
_OLD = re.compile(
    r"[比较](?:20|上|去|同)|与(?:20|上|去)|同期|同比|增[长加]|下降|减少|上升|荣获|评为|获评|授予|命名|上年|去年|连续|首次|结转"
    r"|逐年|近[一二两三四五几]年|开始"
)
# In the clause itself: a deed that later work rests on.
_FOUNDED = re.compile(r"起|成立|建成|启动|印发|出台|制定|修订|颁布|实施")
_CLAUSE = re.compile(r"[，,]?[^，。；\n]{0,60}")


def _results(context: Context, year: int, known: frozenset[Span]) -> Iterator[Judgement]:
    """A result told of the year before alone: no comparison, no history, no other year beside it."""
    text, last = context.plain, str(year - 1)
    if f"{last}年" not in text:
        return
    for found in _RESULT.finditer(text):
        printed = found.lastindex or 1
        if found[printed] != last:
            continue
        span = context.span(found.start(printed), found.end(printed) + 1)
        if span not in known and _is_lone(context, found) and not _is_elsewhere(context, span):
            said = f"这是{year}年的报告，这里写的是{last}年的情况"
            level: Severity = "info" if "以来" in found[0] else "warning"  # a count over several years
            yield unsure("scope", said, span, suggestion=f"请核对是否应为{year}年", level=level)


def _is_lone(context: Context, found: re.Match[str]) -> bool:
    sentence = context.sentence(found.start(found.lastindex or 1))
    around = context.plain[sentence.start : sentence.end]
    clause = _CLAUSE.match(context.plain, found.end())
    founded = clause and _FOUNDED.search(clause[0])
    return not founded and not _OLD.search(around) and len(set(YEAR.findall(around))) == 1


def _is_elsewhere(context: Context, span: Span) -> bool:
    """In a table, in notes or in the part that plans."""
    held = (s for s in context.report.sections if s.span.start <= span.start < s.span.end)
    return context.in_table(span.start) or any(s.role in PLANS or s.role == "notes" for s in held)


RULES: Final = (ForeignYear,)
