"""From a relation between figures to a judgement, with its evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from reportnlp.check.decisions import decide, hint
from reportnlp.check.rule import Judgement, fails, passes, unsure
from reportnlp.check.stated import Stated
from reportnlp.datamodel import Evidence, Member, Quantity, Reason, Severity
from reportnlp.intervals import Bounds, Interval

_SCALES: Final = {1: "", 10**4: "万", 10**8: "亿"}
_NARROW: Final = 6  # steps of the claim's last digit within which one number says it
_ADVICE: Final = "请核对这几个数"
_WHY: Final = {
    "rounding": "换一种取舍（如去尾）才对得上",
    "hedge": "在“约、左右、以上”等说法允许的边缘",
}


def related(
    claim: Stated,
    computed: Bounds,
    members: Sequence[Member],
    formula: str,
    *,
    claimed: Bounds | None = None,
    doubt: Reason | None = None,
    level: Severity | None = None,
) -> Judgement:
    """Holds `claim` against what the other members give.

    Args:
        computed: see `decisions.decide`.
        members: all figures of the relation, `claim` among them.
        formula: the relation in words.
        claimed: the values of `claim` where they are not those of its printing.
        doubt: a failure is open for this reason (None: it is a failure).
        level: of a failure, where it is not the rule's.
    """
    quantity = claim.indicator.quantity
    stated = claimed or claim.bounds
    decision = decide(quantity, computed, stated)
    evidence = Evidence(formula, tuple(members), stated.core, computed.core, round(decision.power, 3))
    spans = (claim.span, *(m.span for m in members if m.span != claim.span))
    if decision.verdict == "pass":
        return passes(*spans, evidence=evidence)
    said = f"{formula} = {shown(computed.core, quantity)}，文中写 {claim.text}"
    if decision.verdict == "open" and decision.reason is not None:
        why = _WHY.get(decision.reason, "")
        message = f"{said}，{why}" if why else said
        return unsure(decision.reason, message, *spans, suggestion=_ADVICE, evidence=evidence, level="info")
    clue = hint(quantity, computed.core)
    advice = f"{_ADVICE}；{clue}" if clue else _ADVICE
    if doubt is not None:
        return unsure(doubt, said, *spans, suggestion=advice, evidence=evidence, level=level)
    return fails(f"{said}，对不上", *spans, suggestion=advice, evidence=evidence, level=level)


def shown(values: Interval, like: Quantity) -> str:
    """Values in the scale and unit of a printed number, one more digit than it has."""
    places = max(-_exponent(like.number), 0) + 1
    if values.is_point:
        return f"{_number(values.low, like, places)}{_tail(like)}"
    if values.low is None or values.high is None:
        edge, word = (values.high, "以下") if values.low is None else (values.low, "以上")
        return f"{_number(edge, like, places)}{_tail(like)}{word}"
    low, high = _number(values.low, like, places), _number(values.high, like, places)
    narrow = values.high - values.low <= like.step * _NARROW
    if low == high or narrow:
        return f"约 {_number(values.middle, like, places)}{_tail(like)}"
    return f"{low}—{high}{_tail(like)}"


def _tail(like: Quantity) -> str:
    return f"{_SCALES.get(like.scale, '')}{like.unit}"


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _number(value: Fraction | None, like: Quantity, places: int) -> str:
    if value is None:
        return ""
    scaled = value / (like.scale if like.scale in _SCALES else 1)
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    text = format(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def added(figures: Sequence[Stated]) -> Bounds:
    """The sum of several figures: cores and hard bounds added end by end."""
    core = hard = Interval.point(0)
    for figure in figures:
        core += figure.bounds.core
        hard += figure.bounds.hard
    return Bounds(core, hard)


def quotient(part: Bounds, whole: Bounds, factor: int = 100) -> Bounds:
    """part ÷ whole × factor."""
    return Bounds(part.core.over(whole.core).scaled(factor), part.hard.over(whole.hard).scaled(factor))
