"""Rates and shares that cannot be what they say: ARI-10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Indicator
from reportnlp.intervals import bounds_of

# A rate of a part in its whole; 完成率, 增长率, 偿付率 and their kin may exceed it.
_PART_OF_WHOLE = re.compile(
    r"(?<!毛)(?:满意|合格|达标|办结|化解|调解成功|成功|覆盖|普及|入学|就业|参保|参与|到位|出庭应诉|持证|"
    r"审查|优良天数|绿化|城镇化|失业|处理|处置|公开|答复|按时)(?:率|比例|占比)\Z"
)


class ShareOutOfRange(Rule):
    """比率超出 0% 至 100%。

    说明：满意率、办结率、覆盖率等是部分占全体的比例，不会大于 100%，也不会小于 0。
    例外：完成计划的百分比、增长率、偿付率等可以大于 100%，不在此列。
    """

    id = "ARI-10"
    name = "比率超出范围"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (Example("全年群众满意率达102.5%。", marked="102.5%"),)
    good = (
        Example("全年群众满意率达98.6%。"),
        Example("全年完成年度计划的102.5%，同比增长130%。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every rate of a part in its whole."""
        for indicator in context.report.indicators:
            if indicator.kind == "percent" and _PART_OF_WHOLE.search(indicator.subject):
                yield _judgement(indicator)


def _judgement(indicator: Indicator) -> Judgement:
    low = bounds_of(indicator.quantity).hard.low
    if low is not None and low > 100:
        message = f"{indicator.subject}写成 {indicator.text}，超过了 100%"
        return fails(message, indicator.span, suggestion="请核对数字和小数点")
    return passes(indicator.span)


RULES: Final = (ShareOutOfRange,)
