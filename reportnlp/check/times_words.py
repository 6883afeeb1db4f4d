"""Words of time that a reader of the next year takes otherwise (TIM-02), and 截止 for 截至 (TIM-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.times_signed import signed_year
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import near_cues

_RELATIVE = re.compile("今年|去年|明年")
# What the year of the signature is called 今年 for, rightly: what is still to come, and its first months.
_TO_COME = re.compile(r"今年(?:[^，。；\n]{0,8}?(?:将|要|拟|计划|打算|力争|继续)|[1-6一二三四五六]月)")
_PLANS = frozenset({"plan", "targets", "tasks"})


class AmbiguousYear(Rule):
    """“今年”“去年”所指不明。

    说明：年度报告多在次年印发，读者会把“今年”理解为印发的那一年；报告年度应写作“2023年”或“本年度”。
    同一报告里的各处合为一条。没有成文日期时只作提示。
    例外：报告在当年之内成文的不判；下一步安排里说次年的“今年”不判；政府工作报告是讲话，不判。
    """

    id = "TIM-02"
    name = "今年所指不明"
    level = "warning"
    sources = (Law(instrument="公文用语惯例（时间表述应当具体）", certainty="recalled"),)
    kinds = frozenset({"fazhi", "xxgk"})
    bad = (
        Example(
            "一、主要工作\n今年以来共受理复议案件81件。\n临江县人民政府\n2024年2月20日",
            year=2023,
            marked="今年",
        ),
        Example("一、主要工作\n今年以来共受理复议案件81件。", year=2023, marked="今年", reason="scope"),
    )
    good = (
        Example("一、主要工作\n今年以来共受理复议案件81件。\n临江县人民政府\n2023年12月20日", year=2023),
        Example("一、主要工作\n2023年共受理复议案件81件。\n临江县人民政府\n2024年2月20日", year=2023),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All 今年 of the review together; 去年 and 明年 join them, as they then shift too."""
        year, signed = context.year, signed_year(context)
        spans = tuple(_reviewing(context))
        if year is None or not any(context.report.quote(s).startswith("今") for s in spans):
            return
        first = min(spans, key=lambda s: (not context.report.quote(s).startswith("今"), s.start))
        ordered = (first, *(s for s in spans if s != first))
        advice = f"说的是报告年度，请写作“{year}年”或“本年度”"
        if signed is None:
            text = f"报告没有成文日期；如在{year + 1}年印发，文中“今年”等{len(spans)}处会被理解为{year + 1}年"
            yield unsure("scope", text, *ordered, suggestion=advice, level="info")
        elif signed > year:
            text = f"报告写的是{year}年、成文于{signed}年，“今年”等{len(spans)}处会被理解为{signed}年"
            yield fails(text, *ordered, suggestion=advice)
        else:
            yield passes(*ordered)


def _reviewing(context: Context) -> Iterator[Span]:
    plans = tuple(s.span for s in context.report.sections if s.role in _PLANS)
    for found in _RELATIVE.finditer(context.plain):
        span = context.match(found)
        planned = any(p.start <= span.start < p.end for p in plans)
        if not planned and not _TO_COME.match(context.plain, found.start()):
            yield span


# As a preposition it opens the clause; in 报名截止到5月1日 it is the verb, and right.
_UNTIL = re.compile(
    r"(?:(?<=[，。；：、（(\s“])|\A)截止"
    r"(?=(目前|当前|现在|到|至|今|去年|上年|本年|年底|年末|上月|本月|报告期|(?:19|20)\d\d年|\d{1,2}月))"
)


_UNTIL_CUE = re.compile("截止")


class UntilNow(Rule):
    """“截止”误作“截至”。

    说明：“截止”是动词，意思是到期停止（报名截止）；后面带时间表示统计到何时，应当用“截至”，如“截至目前”“截至12月底”。
    同一报告里的各处合为一条。
    例外：“报名于5月1日截止”“截止日期”“截止时间”不判。
    """

    id = "TIM-07"
    name = "截止与截至"
    level = "info"
    sources = (Law(instrument="现代汉语词典（“截止”“截至”条）", certainty="recalled"),)
    bad = (
        Example("截止目前，全县未发生重大事故。", marked="截止"),
        Example("三是严格执法，截止2023年底共办案12件。", marked="截止"),
    )
    good = (
        Example("截至目前，全县未发生重大事故。"),
        Example("报名截止到5月1日，申报截止时间为6月底。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All such 截止 together."""
        found = tuple(near_cues(_UNTIL, context.plain, _UNTIL_CUE, 0, 12))
        if found:
            words = "、".join(dict.fromkeys(f"“截止{m[1]}”" for m in found[:3]))
            spans = (context.match(m) for m in found)
            yield fails(f"{words}中的“截止”应为“截至”", *spans, suggestion="请改为“截至”")


RULES: Final = (AmbiguousYear, UntilNow)
