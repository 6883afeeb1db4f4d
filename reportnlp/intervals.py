"""Intervals on exact rationals: which true values a printed figure admits, and how they add up.

Nothing here is a float and nothing is compared with a tolerance: what a printing leaves open is
the width of its interval.  Sources: XBRL Calculations 1.1 (interval of a reported fact, sums of
intervals), 民法典 article 1259 (以上、以下、以内 include the number; 超过、不满 do not).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportnlp.datamodel import Quantity

_WHOLE = Fraction(100)
_ABOUT = Fraction(1, 10)
"""How far 约、左右 and 近 reach: a tenth of the number.  A policy, not a rule of any standard."""

_ROUND = Fraction(500)
"""Half of 1000: from such a step on, a bare count (83000人) may be a rounding that does not say so."""

_CONTINUOUS = frozenset(
    (
        *("%", "‰", "百分点", "个百分点", "千分点", "倍", "元", "美元", "亩", "公顷", "平方公里", "平方千米"),
        *("平方米", "立方米", "公里", "千米", "里", "米", "毫米", "吨", "公斤", "千克", "克", "斤", "毫克"),
        *("微克", "微克/立方米", "吨标准煤", "千瓦", "千瓦时", "度", "小时", "分钟", "天", "分", "岁"),
    )
)
"""Units of what is measured, not counted: an integer in them is a rounding too."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two ends; None is no bound on that side, an open end is not reached.

    Whether an end is reached travels with that end through every operation.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction | Decimal | int) -> Interval:
        """The one value `value`."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low is not None and self.low == self.high

    @property
    def is_empty(self) -> bool:
        """Whether it holds no value at all."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def middle(self) -> Fraction | None:
        """The value half way between the ends; None where an end is missing."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def __contains__(self, value: Fraction | Decimal | int) -> bool:
        return self.meets(Interval.point(value))

    def meet(self, other: Interval) -> Interval:
        """The values in both; may be empty."""
        low, low_open = _upper_of(self.low, self.low_open, other.low, other.low_open)
        high, high_open = _lower_of(self.high, self.high_open, other.high, other.high_open)
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Whether some value is in both."""
        return not self.meet(other).is_empty

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, low_open = _outer(self.low, self.low_open, other.low, other.low_open, least=True)
        high, high_open = _outer(self.high, self.high_open, other.high, other.high_open, least=False)
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every value times `factor`, which is positive."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def times(self, other: Interval) -> Interval:
        """Every product; both hold no value below nought (counts, sums of money, factors)."""
        ends = _not_negative(self), _not_negative(other)
        return Interval(
            ends[0][0] * ends[1][0],
            None if self.high is None or other.high is None else self.high * other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def over(self, other: Interval) -> Interval:
        """Every quotient; both hold no value below nought, and nought as a divisor is left out."""
        low, divisor_low = _not_negative(self)[0], _not_negative(other)[0]
        return Interval(
            Fraction(0) if other.high is None or other.high == 0 else low / other.high,
            None if self.high is None or divisor_low == 0 else self.high / divisor_low,
            self.low_open or other.high_open or other.high is None,
            self.high_open or other.low_open or divisor_low == 0,
        )


def _upper_of(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if a > b else (b, b_open)


def _lower_of(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if a < b else (b, b_open)


def _outer(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, least: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a < b) == least else (b, b_open)


def _not_negative(interval: Interval) -> tuple[Fraction, Fraction | None]:
    return max(interval.low or Fraction(0), Fraction(0)), interval.high


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a printing admits.

    Args:
        core: the values that it stands for as commonly read.
        hard: the values beyond which it is wrong under every reading; holds `core`.
    """

    core: Interval
    hard: Interval


def bounds_of(quantity: Quantity) -> Bounds:
    """Core interval and hard bound of one printed number (not of a ratio a:b:c)."""
    if quantity.number < 0:  # a fall: 下降40%以上 reaches away from nought too
        fall = bounds_of(replace(quantity, number=-quantity.number))
        return Bounds(-fall.core, -fall.hard)
    v = Fraction(quantity.number) * quantity.scale
    step = quantity.step
    half = Fraction(0) if is_exact(quantity) else step / 2
    nearest = Interval(v - half, v + half)
    match quantity.comparator:
        case "eq":
            return Bounds(nearest, nearest.hull(_otherwise_rounded(quantity, v)))
        case "more":
            reach = significant_step(quantity)
            return Bounds(Interval(v, v + reach, True, True), Interval(v, v + reach, False, True))
        case "ge":
            reached = Interval(v, None)
            return Bounds(reached, reached)
        case "gt":
            return Bounds(Interval(v, None, True), Interval(v, None))
        case "le":
            kept = Interval(None, v)
            return Bounds(kept, kept)
        case "lt":
            return Bounds(Interval(None, v, False, True), Interval(None, v))
        case "approx":
            wide = max(abs(v) * _ABOUT, step / 2)
            return Bounds(Interval(v - step / 2, v + step / 2), Interval(v - wide, v + wide))
        case "near":
            core = Interval(v - abs(v) * _ABOUT, v, False, True)
            return Bounds(core, core.hull(Interval(v - step, v, False, True)))
        case "range":
            upper = Fraction(quantity.upper if quantity.upper is not None else quantity.number)
            both = Interval(v - half, upper * quantity.scale + half)
            return Bounds(both, both)


def _otherwise_rounded(quantity: Quantity, v: Fraction) -> Interval:
    """What the number stands for if it was cut off, or rounded to its last digit that is not nought."""
    if is_exact(quantity):
        half = significant_step(quantity) / 2
        return Interval(v - half, v + half) if half >= _ROUND else Interval.point(v)
    step = quantity.step
    # Cut off instead of rounded: what was cut lies above.
    return Interval(v, v + step, False, True)


def is_exact(quantity: Quantity) -> bool:
    """Whether the number is printed in full: a bare integer that counts something (3925件)."""
    return quantity.scale == 1 and quantity.step == 1 and quantity.unit not in _CONTINUOUS


def significant_step(quantity: Quantity) -> Fraction:
    """The place of the last digit that is not nought: 10 for 240, 100 for 300, 1万 for 12万, 0.1 for 3.0."""
    digits = "".join(map(str, quantity.number.as_tuple().digits))
    noughts = len(digits) - len(digits.rstrip("0")) if quantity.step >= quantity.scale else 0
    return quantity.step * Fraction(10) ** min(noughts, len(digits) - 1)


def significant_digits(quantity: Quantity) -> int:
    """How many digits a number has without the noughts at its ends: 3 for 1.05, 2 for 5600."""
    return len("".join(map(str, quantity.number.as_tuple().digits)).strip("0"))


def as_share(bounds: Bounds) -> Bounds:
    """The bounds of a rate that cannot exceed 100 % nor fall below nought."""
    share = Interval(Fraction(0), _WHOLE)
    return Bounds(bounds.core.meet(share), bounds.hard.meet(share))
