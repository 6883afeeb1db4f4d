"""What this year's report says of last year's values: YOY-01 (the base), YOY-02 (the growth)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import ARITHMETIC, PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.years import earlier_member, member_of, text_of
from reportnlp.compare.restatements import restated_as
from reportnlp.compare.years import reviews_years
from reportnlp.datamodel import Claim, Comparison, Evidence, Reason
from reportnlp.figures.printing import shown

_ADVICE: Final = "请核对这几个数，并翻看上年的报告；口径有调整的应当说明"
_SHOWN: Final[frozenset[Reason | None]] = frozenset({"linking", "rounding", "hedge"})


class BaseAsPrinted(Rule):
    """上年的数与上年报告里写的不一样。

    说明：与上年的报告对照（检查时用 --previous 给出）：今年的报告里引用上年的数（由A增加到B、上年为A）的，
    与上年报告里同一项的数核对，考虑各数写出的位数。
    例外：相差不多的可能是快报数改成了决算数，或者普查以后作了调整，只列为存疑；写明口径变化的也只列为存疑。
    """

    id = "YOY-01"
    name = "上年数前后不一"
    level = "error"
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n办理行政复议案件由2022年的86件增加到120件。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n办理行政复议案件68件。",
            marked="86件",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n办理行政复议案件由2022年的68件增加到120件。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n办理行政复议案件68件。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every value of last year that this year's report prints again."""
        comparison = context.comparison
        for change in comparison.changes if comparison else ():
            if comparison is not None and change.relation == "restated" and not change.again:
                yield from _of_base(comparison, change.old, change.new)


def _of_base(comparison: Comparison, old: int, new: int) -> Iterator[Judgement]:
    then, now = comparison.old.indicators[old], comparison.new.indicators[new]
    verdict, reason, why = restated_as(comparison, then, now)
    if reason == "scope" and reviews_years(comparison.new):
        return  # 由A增加到B counts from the beginning of the term or the plan
    members = (member_of(now, "今年所引的上年数"), earlier_member(comparison, old, "上年报告所写"))
    evidence = Evidence("今年所引 = 上年所写", members, members[0].values, members[1].values)
    message = f"{now.subject}上年的数，这里写 {text_of(now)}，上年的报告写 {text_of(then)}"
    if verdict == "pass":
        yield passes(now.span, evidence=evidence)
    elif reason is not None:
        said = f"{message}；{why}"
        yield unsure(reason, said, now.span, suggestion=_ADVICE, evidence=evidence, level="info")
    else:
        yield fails(message, now.span, suggestion=_ADVICE, evidence=evidence)


class GrowthOnLastYear(Rule):
    """增幅与两年报告里的数对不上。

    说明：与上年的报告对照（检查时用 --previous 给出）：今年写的增长、下降、提高、翻番、几倍，按今年的数和上年
    报告里同一项的数重算，考虑各数写出的位数。
    例外：地区生产总值、增加值等按可比价格计算的，以及上年的数后来略有调整就能对上的，不判；不能确定两个数是
    不是同一项的，只列为存疑。
    """

    id = "YOY-02"
    name = "增幅与上年报告"
    level = "warning"
    sources = (ARITHMETIC,)
    bad = (
        Example(
            "一、2023年工作回顾\n全年接待信访群众1260人次，比上年下降15%。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n全年接待信访群众1300人次。",
            marked="15%",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n全年接待信访群众1105人次，比上年下降15%。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n全年接待信访群众1300人次。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every change of which both levels are stated."""
        comparison = context.comparison
        for claim in comparison.claims if comparison else ():
            if comparison is not None and claim.level is not None and claim.base is not None:
                yield from _of_growth(comparison, claim)


def _of_growth(comparison: Comparison, claim: Claim) -> Iterator[Judgement]:
    figure, level = comparison.new.indicators[claim.figure], comparison.new.indicators[claim.level or 0]
    members = (
        earlier_member(comparison, claim.base or 0, "上年的数"),
        member_of(level, "今年的数"),
        member_of(figure, "增减"),
    )
    evidence = Evidence(claim.formula, members, claim.stated, claim.implied)
    spans = (figure.span, level.span)
    if claim.verdict == "consistent":
        yield passes(*spans, evidence=evidence)
        return
    if claim.implied is None:
        return
    message = f"{claim.formula} = {shown(claim.implied, figure.quantity)}，文中写 {text_of(figure)}"
    if claim.verdict == "inconsistent":
        said = f"{message}，与上年报告的数对不上"
        clue = f"{_ADVICE}；{claim.why}" if claim.why else _ADVICE
        yield fails(said, *spans, suggestion=clue, evidence=evidence)
    elif claim.reason in _SHOWN and claim.reason is not None:
        why = f"{message}；{claim.why}"
        yield unsure(claim.reason, why, *spans, suggestion=_ADVICE, evidence=evidence, level="info")


RULES: Final = (BaseAsPrinted, GrowthOnLastYear)
