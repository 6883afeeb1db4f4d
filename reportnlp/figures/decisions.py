"""The decision table: what a printed figure and the value recomputed from others make a verdict.

pass: some value is admitted by both as commonly read.  open: only under another rule of
rounding, or at the edge of what a hedge (约、以下) admits.  fail: under no reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportnlp.datamodel import Quantity, Reason, Verdict
from reportnlp.figures.slips import swaps_of
from reportnlp.intervals import Bounds, Interval, bounds_of

ENOUGH_POWER: Final = 0.5
"""A pass with less power than this says little and is counted apart."""

_RANGE = (Fraction(1, 2), Fraction(3, 2))  # of the recomputed value: where alternatives are looked for


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, why it is open, and how much a pass is worth (see `Evidence.power`)."""

    verdict: Verdict
    reason: Reason | None = None
    power: float = 1.0


def decide(claim: Quantity, computed: Bounds, claimed: Bounds | None = None) -> Decision:
    """Whether `claim` and what was recomputed can both be right.

    Args:
        claim: the printed result.
        computed: the recomputed values: `core` from the cores of the operands, `hard` from their
            hard bounds.
        claimed: the values of `claim` where they are not simply `bounds_of(claim)`.
    """
    stated = claimed or bounds_of(claim)
    if stated.core.meets(computed.core):
        return Decision("pass", power=power(claim, stated.core, computed.core))
    if stated.hard.meets(computed.hard):
        return Decision("open", "rounding" if claim.comparator == "eq" else "hedge")
    return Decision("fail")


def power(claim: Quantity, stated: Interval, computed: Interval) -> float:
    """The share of other printings of the same form, half to one and a half of x, that would fail.

    x is the middle of the recomputed values; the idea is the GRIM ratio of statistics.
    """
    middle = computed.middle
    if middle is None or middle <= 0:
        return 0.0
    v = Fraction(claim.number) * claim.scale
    below = None if stated.low is None else v - stated.low
    above = None if stated.high is None else stated.high - v
    # A printing w passes where w - below ≤ computed.high and w + above ≥ computed.low.
    least, most = (middle * end for end in _RANGE)
    if claim.unit == "%" and middle <= 100:
        most = min(most, Fraction(100))
    first = least if above is None or computed.low is None else max(least, computed.low - above)
    last = most if below is None or computed.high is None else min(most, computed.high + below)
    if most <= least:
        return 0.0
    return float(1 - max(last - first, Fraction(0)) / (most - least))


def hint(claim: Quantity, computed: Interval) -> str:
    """What may have gone wrong: a slip of magnitude, or two digits that changed places; "" if neither."""
    value = Fraction(claim.number) * claim.scale
    for exponent in (1, 2, 3, 4, 8):
        factor = 10**exponent
        if value and (value * factor in computed or value / factor in computed):
            return "差了整数个数量级，请核对单位或小数点"
    if any(swapped in computed for swapped in swaps_of(claim)):
        return "疑似数字颠倒"
    return ""
