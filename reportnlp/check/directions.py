"""What the words say against what the numbers say: ARI-11 (direction) and ARI-12 (% or 百分点)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence
from reportnlp.figures.movements import Movement
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Interval
from reportnlp.resources.profiles import Law

_SIGN_TWICE = re.compile(
    r"(?:下降|减少|降低|回落|负增长|缩减)(?:了|约|近)?\s?[-－−](?P<number>\d{1,9}(?:\.\d{1,4})?%?)"
)
_RANKS: Final = frozenset({"位", "名", "级", "类"})
_NUMBERS = Law(instrument="GB/T 15835—2011《出版物上数字用法》", certainty="recalled")


class DirectionAndNumbers(Rule):
    """升降的说法与前后两个数不符。

    说明：“由9件下降到12件”“提高到”后面的数反而小，或者“下降-3.2%”这样正负相抵的写法。
    例外：名次、等级由大到小是前移，不在此列；“增长-3.2%”是统计上通行的写法，不标。
    """

    id = "ARI-11"
    name = "升降方向"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("行政败诉案件由9件下降到12件。", marked="12件"),
        Example("全年刑事案件立案数下降-3.2%。", marked="-3.2%"),
    )
    good = (
        Example("行政败诉案件由12件下降到9件。"),
        Example("排名由第12位上升到第9位。"),
        Example("进出口总额增长-3.2%。", kind="tjgb"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every way from an old to a new level with a word that says up or down; every doubled sign."""
        for movement in context.movements:
            if movement.old is not None and movement.verb and not _is_rank(movement.new):
                yield _directed(movement, movement.old)
        for found in _SIGN_TWICE.finditer(context.plain):
            span = context.span(found.start("number") - 1, found.end("number"))
            message = f"“{found[0]}”既说下降又带负号，意思成了上升"
            yield fails(message, span, suggestion="请去掉负号，或改用“增长”")


def _is_rank(figure: Stated) -> bool:
    return figure.indicator.kind == "rank" or figure.indicator.quantity.unit in _RANKS


def _directed(movement: Movement, old: Stated) -> Judgement:
    new, verb = movement.new, movement.verb
    low, high = (old.bounds, new.bounds) if verb == "rise" else (new.bounds, old.bounds)
    evidence = Evidence(
        f"{old.text} → {new.text}",
        (old.member("原来"), new.member("现在")),
        new.bounds.core,
        Interval(old.bounds.core.low, None) if verb == "rise" else Interval(None, old.bounds.core.high),
    )
    apart = low.hard.low is not None and high.hard.high is not None and low.hard.low > high.hard.high
    if not apart and not _contradict(old, new, verb):
        return passes(new.span, old.span, evidence=evidence)
    word = "升" if verb == "rise" else "降"
    message = f"说的是{word}，数却由 {old.text} 到 {new.text}"
    return fails(message, new.span, old.span, suggestion="请核对两个数的先后和大小", evidence=evidence)


def _contradict(old: Stated, new: Stated, verb: str) -> bool:
    """Whether two numbers printed alike are in the wrong order: rounding keeps the order."""
    a, b = old.indicator.quantity, new.indicator.quantity
    alike = a.step == b.step and a.comparator == b.comparator == "eq"
    return alike and (new.number < old.number if verb == "rise" else new.number > old.number)


class PointsNotPercent(Rule):
    """两个比率的差写成了百分之几，应为百分点。

    说明：由8%提高到10%，是提高2个百分点，或提高25%；写“提高2%”会被误解。
    例外：写的数确是相对变化（提高25%）的不标；没有写出两个比率的，不判断。
    """

    id = "ARI-12"
    name = "百分点与百分比"
    level = "warning"
    sources = (_NUMBERS,)
    bad = (Example("出庭应诉率由71.4%上升到84.8%，上升13.4%。", marked="13.4%"),)
    good = (
        Example("出庭应诉率由71.4%上升到84.8%，上升13.4个百分点。"),
        Example("渗透率由8%提高到10%，提高25%。", kind="gwr"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every change in per cent said of two rates."""
        for movement in context.movements:
            if movement.old is None or movement.new.indicator.quantity.unit != "%":
                continue
            for change in movement.changes:
                if change.indicator.quantity.unit == "%":
                    yield _of_rates(movement.old, movement.new, change)


def _of_rates(old: Stated, new: Stated, change: Stated) -> Judgement:
    moved = new.bounds.core - old.bounds.core
    claimed = Interval.point(max(change.number, -change.number))
    evidence = Evidence(
        f"{new.text} − {old.text}",
        (old.member("原来"), new.member("现在"), change.member("变化")),
        claimed,
        moved,
    )
    spans = (change.span, old.span, new.span)
    if claimed.meets(moved) or claimed.meets(-moved):
        message = f"由 {old.text} 到 {new.text}，相差的 {change.text} 应写成百分点"
        return fails(message, *spans, suggestion="比率之差用“个百分点”", evidence=evidence)
    return passes(*spans, evidence=evidence)


RULES: Final = (DirectionAndNumbers, PointsNotPercent)
