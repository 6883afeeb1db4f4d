"""How computed values are printed: in the scale and unit of the figure that they stand beside."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from reportnlp.datamodel import Quantity
from reportnlp.intervals import Interval

_SCALES: Final = {1: "", 10**4: "万", 10**8: "亿"}
_NARROW: Final = 6  # steps of the claim's last digit within which one number says it


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
