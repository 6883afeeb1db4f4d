"""Slips of the pen: the values that a printed number has with one digit changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from reportnlp.datamodel import Quantity

_Change = Callable[[tuple[int, ...]], Iterator[tuple[int, ...]]]


def swaps_of(quantity: Quantity) -> frozenset[Fraction]:
    """The values with two neighbouring digits changed round."""
    return _values(quantity, _swapped)


def slips_of(quantity: Quantity) -> frozenset[Fraction]:
    """The values with one digit replaced or two neighbouring digits changed round."""
    return swaps_of(quantity) | _values(quantity, _replaced)


def _values(quantity: Quantity, change: _Change) -> frozenset[Fraction]:
    sign, digits, exponent = quantity.number.as_tuple()
    assert isinstance(exponent, int)
    changed = (Fraction(Decimal((sign, other, exponent))) for other in change(digits))
    return frozenset(number * quantity.scale for number in changed)


def _swapped(digits: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield (*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :])


def _replaced(digits: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for at, digit in enumerate(digits):
        for other in range(10):
            if other != digit:
                yield (*digits[:at], other, *digits[at + 1 :])
