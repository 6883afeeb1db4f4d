"""Rates and shares that cannot be what they say: ARI-04 and ARI-10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.parts import lists_of_parts
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Evidence, Indicator, Quantity
from reportnlp.figures.arithmetic import quotient
from reportnlp.figures.stated import Stated, Stretch
from reportnlp.intervals import Interval, bounds_of
from reportnlp.resources.partitions import is_division

_STRUCTURE = re.compile(r"三次产业|产业|结构|比重|占比|构成")
_WHOLE: Final = 100
_NAMED: Final = 2  # characters from which the name of a whole tells
_SHARE_WORDS = re.compile(r"比重|占比|占")
# A rate of a part in its whole; 完成率, 增长率, 偿付率, 毛入学率 and their kin may exceed it.
_PART_OF_WHOLE = re.compile(
    r"(?<!毛)(?:满意|合格|达标|办结|化解|调解成功|成功|普及|入学|就业|参保|参与|到位|出庭应诉|持证|"
    r"审查|优良天数|绿化|城镇化|失业|处理|处置|公开|答复|按时)(?:率|比例|占比)\Z"
)
_OF_TARGET = re.compile(r"目标|计划|任务|预期|进度|增长|是[^，。]{0,8}的")


class SharesOfWhole(Rule):
    """各部分的比重相加不等于 100%，或与各部分的数对不上。

    说明：三次产业结构等写成“a:b:c”的，各部分相加应为 100，允许每项半个末位的取舍差；同一段写了
    各部分的数的，还按这些数重新计算比重。
    例外：城乡收入比等不是结构的比，不计算；相差不超过取舍差的不标。
    """

    id = "ARI-04"
    name = "比重之和"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("三次产业结构调整为2.7:56.0:41.8。", kind="tjgb", marked="2.7:56.0:41.8"),
        Example("第一产业占比12.4%，第二产业占比40.6%，第三产业占比49.0%。", kind="tjgb"),
    )
    good = (
        Example("三次产业结构调整为2.7:56.0:41.3。", kind="tjgb"),
        Example("三类案件占比为33.3:33.3:33.3。", kind="tjgb"),
        Example("城乡居民收入比为2.1:1。", kind="tjgb"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every structure a:b:c, and every set of shares whose names divide a whole."""
        for stretch in context.stretches:
            for index, figure in enumerate(stretch):
                if len(figure.indicator.quantity.parts) > 1 and _is_structure(figure):
                    yield _summed(figure)
                    yield from _recomputed(figure, stretch[:index])
            yield from _named_shares(stretch)


def _is_structure(figure: Stated) -> bool:
    quantity = figure.indicator.quantity
    total = sum((Fraction(p) for p in quantity.parts), Fraction(quantity.number))
    return _STRUCTURE.search(figure.subject + figure.before) is not None and total > _WHOLE / 2


def _numbers(quantity: Quantity) -> list[Quantity]:
    """The shares of a:b:c, each as a percentage of its own precision."""
    return [Quantity(Decimal(p), unit="%") for p in (quantity.number, *quantity.parts)]


def _summed(figure: Stated) -> Judgement:
    shares = _numbers(figure.indicator.quantity)
    total, wide = _total([bounds_of(s).core for s in shares]), _total([bounds_of(s).hard for s in shares])
    exact = Interval.point(_WHOLE)
    printed = sum((Fraction(s.number) for s in shares), Fraction(0))
    evidence = Evidence(f"各部分比重之和 = {_WHOLE}", (figure.member(values=total),), exact, total)
    if total.meets(exact):
        return passes(figure.span, evidence=evidence)
    message = f"{figure.text} 相加为 {float(printed):g}，不是 100"
    if wide.meets(exact):
        return unsure("rounding", f"{message}（去尾才说得通）", figure.span, evidence=evidence, level="info")
    return fails(message, figure.span, suggestion="请核对各部分的比重", evidence=evidence)


def _total(values: Sequence[Interval]) -> Interval:
    total = Interval.point(0)
    for value in values:
        total += value
    return total


def _recomputed(figure: Stated, before: Stretch) -> Iterator[Judgement]:
    """Each share of a:b:c against the amounts of the parts, where the stretch lists them."""
    shares = _numbers(figure.indicator.quantity)
    for found in lists_of_parts(before):
        if len(found.parts) != len(shares) or not is_division([p.name for p in found.parts]):
            continue
        for part, share in zip(found.parts, shares, strict=True):
            value = quotient(part.bounds, found.whole.bounds)
            stated = bounds_of(share)
            evidence = Evidence(
                f"{part.name}{part.text} ÷ {found.whole.text}",
                (part.member(part.name), found.whole.member(), figure.member("结构", stated.core)),
                stated.core,
                value.core,
            )
            if stated.hard.meets(value.hard):
                yield passes(figure.span, part.span, found.whole.span, evidence=evidence)
                continue
            message = f"{part.name}的比重写成 {share.number}%，按文中的数是 {_middle(value.core)}%"
            yield fails(
                message, figure.span, part.span, suggestion="请核对结构和各部分的数", evidence=evidence
            )


def _middle(values: Interval) -> str:
    middle = values.middle
    return f"{float(middle):.2f}" if middle is not None else "?"


def _named_shares(stretch: Stretch) -> Iterator[Judgement]:
    """第一产业占比…%，第二产业占比…%，第三产业占比…%; 中央收入…元，占预算的…%；地方收入…元，占预算的…%."""
    shares = [s for s in stretch if _is_share(s)]
    for count in (2, 3):
        for at in range(len(shares) - count + 1):
            group = tuple(shares[at : at + count])
            if len({_whole_of(s) for s in group} - {""}) < 2 and is_division([s.subject for s in group]):
                yield _judged(group, sure=all(len(_whole_of(s)) > _NAMED for s in group))


def _is_share(figure: Stated) -> bool:
    words = figure.subject + figure.before
    return figure.is_plain and figure.indicator.kind == "percent" and _SHARE_WORDS.search(words) is not None


def _whole_of(figure: Stated) -> str:
    """What the share is a share in, as far as it is said beside it."""
    return figure.before.rpartition("占")[2].strip("的比重例为达到约近超过") if "占" in figure.before else ""


def _judged(group: Stretch, sure: bool) -> Judgement:
    """`sure`: all are said to be shares in the same whole; else they must nearly add up."""
    total, wide = _total([s.bounds.core for s in group]), _total([s.bounds.hard for s in group])
    exact = Interval.point(_WHOLE)
    formula = " + ".join(s.text for s in group) + " = 100%"
    evidence = Evidence(formula, tuple(s.member() for s in group), exact, total)
    spans = [s.span for s in group]
    near = total.meets(Interval(Fraction(90), Fraction(110)))
    if wide.meets(exact) or not (near or sure):
        return passes(*spans, evidence=evidence)
    message = f"{'、'.join(s.text for s in group)} 相加不是 100%"
    return fails(message, *spans, suggestion="请核对各部分的比重", evidence=evidence)


class ShareOutOfRange(Rule):
    """比率超出 0% 至 100%。

    说明：满意率、办结率、合格率等是部分占全体的比例，不会大于 100%，也不会小于 0。
    例外：完成计划的百分比、增长率、偿付率、毛入学率、疫苗覆盖率等可以大于 100%，不在此列。
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
        for stretch in context.stretches:
            for index, figure in enumerate(stretch):
                indicator = figure.indicator
                if indicator.kind != "percent" or not _PART_OF_WHOLE.search(indicator.subject):
                    continue
                if not any(_OF_TARGET.search(s.before) for s in stretch[: index + 1]):
                    yield _ranged(indicator)


def _ranged(indicator: Indicator) -> Judgement:
    low = bounds_of(indicator.quantity).hard.low
    if low is not None and low > _WHOLE:
        message = f"{indicator.subject}写成 {indicator.text}，超过了 100%"
        return fails(message, indicator.span, suggestion="请核对数字和小数点")
    return passes(indicator.span)


RULES: Final = (SharesOfWhole, ShareOutOfRange)
