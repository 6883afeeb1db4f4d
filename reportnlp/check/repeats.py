"""One indicator printed twice with different values: ARI-09, and with another magnitude: ARI-13."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence, Quantity
from reportnlp.figures.slips import slips_of, swaps_of
from reportnlp.figures.stated import Stated

_KINDS: Final = frozenset({"count", "money", "measure"})
_NAMED: Final = 5  # characters of a subject from which it tells one indicator from another
_DIGITS: Final = 4  # digits from which a single other digit is no chance
_SWAPPED: Final = 3  # digits from which two digits changed round are no chance
_VALUES: Final = 2
_STRAYS: Final = 4  # pairs that may differ in any report: other places, other scopes
_MAGNITUDES: Final = frozenset(Fraction(10) ** k for k in (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))


@dataclass(frozen=True)
class _Pair:
    """Two printings of one indicator."""

    first: Stated
    second: Stated


class OneIndicatorTwoValues(Rule):
    """同一个指标前后两个数。

    说明：同一主体、同一时期、同一单位的指标在文中出现两次，两个数只差相邻两位颠倒，或只差一位
    数字，多半是抄录有误。
    例外：两个数差别很大的，可能口径、范围不同，不判断；取舍位数不同的（3.2亿元和32100万元）不标。
    """

    id = "ARI-09"
    name = "前后不一致"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example(
            "一年来，全县受理人民调解案件3925件。\n充分发挥调解作用，全年受理人民调解案件3952件。",
            marked="3952件",
        ),
    )
    good = (
        Example("一年来，全县受理人民调解案件3925件。\n全年受理人民调解案件3925件。"),
        Example("一年来，全县受理人民调解案件3925件。\n上半年受理人民调解案件1952件。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every two printings of one indicator in different sentences."""
        for pair in _pairs(context):
            if _same(pair) or not _is_shifted(pair):
                yield _judged(pair)


class MagnitudeSlip(Rule):
    """同一个指标前后两处差了数量级。

    说明：同一主体、同一时期的指标两处数字相同而单位或小数点不同（3.2亿元和3.2万元）。
    例外：换算后相等的（3.2亿元和32000万元）不标。
    """

    id = "ARI-13"
    name = "数量级"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (Example("全年兑现惠企资金3.26亿元。\n落实惠企政策，兑现惠企资金3.26万元。", marked="3.26万元"),)
    good = (
        Example("全年兑现惠企资金3.26亿元。\n落实惠企政策，兑现惠企资金32600万元。"),
        Example("全年兑现惠企资金3.26亿元。\n发放贷款3.26万元。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every two printings of one indicator whose digits are the same."""
        for pair in _pairs(context):
            if _is_shifted(pair) and not _same(pair):
                yield _fails(pair, "两处差了数量级")
            elif _same(pair):
                yield passes(pair.second.span, pair.first.span, evidence=_evidence(pair))


def _pairs(context: Context) -> Sequence[_Pair]:
    """Neighbouring printings of one indicator, each in a sentence of its own."""
    printed: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for stretch in context.stretches:
        for figure in stretch:
            if (key := _key(figure)) is not None:
                printed[key].append(figure)
    repeated = [figures for figures in printed.values() if len(figures) > 1]
    pairs = [pair for figures in repeated for pair in _neighbours(figures)]
    differing = sum(1 for pair in pairs if not _same(pair))
    # A text that tells of several places or years says everything of each of them.
    return pairs if differing <= max(_STRAYS, len(pairs) // 4) else []


def _neighbours(figures: Sequence[Stated]) -> Iterator[_Pair]:
    """Each printing with the one before; more than two values are those of a list's rows."""
    if len({f.number for f in figures}) > _VALUES:
        return
    for first, second in pairwise(figures):
        if first.indicator.sentence != second.indicator.sentence:
            yield _Pair(first, second)


def _key(figure: Stated) -> tuple[str, ...] | None:
    indicator = figure.indicator
    subject = "".join(figure.subject.split())
    is_amount = figure.is_plain and indicator.kind in _KINDS and indicator.status == "actual"
    if not is_amount or len(subject) < _NAMED or not indicator.period:
        return None
    return subject, figure.unit, indicator.kind, indicator.period.edtf


def _same(pair: _Pair) -> bool:
    return pair.first.bounds.hard.meets(pair.second.bounds.hard)


def _is_shifted(pair: _Pair) -> bool:
    """Whether the two are the same digits in another magnitude."""
    a, b = pair.first.number, pair.second.number
    return len(_significant(pair.first.indicator.quantity)) > 1 and a != 0 and b / a in _MAGNITUDES


def _significant(quantity: Quantity) -> str:
    """The digits without the noughts at both ends."""
    return "".join(map(str, quantity.number.as_tuple().digits)).strip("0")


def _judged(pair: _Pair) -> Judgement:
    first, second = pair.first, pair.second
    if _same(pair):
        return passes(second.span, first.span, evidence=_evidence(pair))
    quantity = first.indicator.quantity
    digits = len(_significant(quantity))
    if digits >= _SWAPPED and second.number in swaps_of(quantity):
        return _fails(pair, "疑似数字颠倒")
    if digits >= _DIGITS and second.number in slips_of(quantity):
        return _fails(pair, "只差一位数字", warning=True)
    return passes(second.span, first.span, evidence=_evidence(pair))


def _fails(pair: _Pair, why: str, warning: bool = False) -> Judgement:
    first, second = pair.first, pair.second
    message = f"“{first.subject}”前面写 {first.text}，这里写 {second.text}，{why}"
    return fails(
        message,
        second.span,
        first.span,
        suggestion="请核对哪一处是对的",
        evidence=_evidence(pair),
        level="warning" if warning else None,
    )


def _evidence(pair: _Pair) -> Evidence:
    return Evidence(
        "前后应当一致",
        (pair.first.member("前一处"), pair.second.member("后一处")),
        pair.second.bounds.core,
        pair.first.bounds.core,
    )


RULES: Final = (OneIndicatorTwoValues, MagnitudeSlip)
