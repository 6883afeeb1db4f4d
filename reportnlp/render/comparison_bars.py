"""Small bars beside the figures of a comparison: how far one moved, how an outcome stands to its target.

Geometry only, in pixels of a drawing; the template of the page makes SVG of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportnlp.datamodel import Change, Indicator
from reportnlp.render.comparison_plots import number_text
from reportnlp.resources.alignment import load

WIDTH: Final = 96
_HALF: Final = WIDTH // 2
_FULL_PERCENT, _FULL_POINTS = 40, 4  # changes that fill half of the drawing
_TARGET_AT: Final = 70  # where a bar ends whose outcome is just the target
_LABELLED: Final = Fraction(1, 12)  # a part of a stacked bar that has room for its share
_LEAST: Final = 1.5  # a bar that can be seen
_POINTED: Final = frozenset({"growth", "points", "percent"})


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it begins and how long it is; `beyond`: it would reach out of the drawing."""

    x: str
    width: str
    falls: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stacked bar; `wide`: there is room for a label at its middle."""

    state: str
    x: str
    width: str
    middle: str
    per_cent: str
    wide: bool


def moved_bar(change: Change) -> Bar | None:
    """To the right of the middle for a rise, to the left for a fall; None where nothing is known."""
    moved = change.moved
    if moved is None or not change.moved_unit:
        return None
    known = moved.middle if moved.middle is not None else (moved.low if moved.low is not None else moved.high)
    full = _FULL_POINTS if change.moved_unit == "百分点" else _FULL_PERCENT
    return None if known is None else _centred(known / full)


def target_bar(target: Indicator, outcome: Indicator) -> tuple[Bar | None, str]:
    """The outcome beside its target, and the difference in words; nothing where units differ."""
    wanted, reached = _value(target), _value(outcome)
    same = target.kind == outcome.kind and load().alike(target.quantity.unit, outcome.quantity.unit)
    if wanted is None or reached is None or not same or target.kind == "rank":
        return None, ""
    if target.kind in _POINTED:
        return _centred((reached - wanted) / _FULL_POINTS), _points(reached - wanted)
    if wanted <= 0 or reached < 0:
        return None, ""
    length = reached / wanted * _TARGET_AT
    kept = min(float(length), WIDTH - 6.0)
    bar = Bar("0", number_text(max(kept, _LEAST)), beyond=length > WIDTH - 6)
    return bar, f"为目标的{_per_cent(reached / wanted)}"


def is_centred(target: Indicator) -> bool:
    """Whether its bar shows a difference, from the middle, and not a share."""
    return target.kind in _POINTED


def shares(sizes: Mapping[str, int], order: Iterable[str], width: int) -> list[Share]:
    """The parts of a stacked bar, those left out that are nothing."""
    total, done, found = sum(sizes.values()), 0, []
    for state in order:
        size = sizes.get(state, 0)
        if size:
            part, start = Fraction(size, total), Fraction(done, total)
            x, long = number_text(float(start * width)), number_text(float(part * width))
            middle = number_text(float((start + part / 2) * width))
            found.append(Share(state, x, long, middle, _per_cent(part), part >= _LABELLED))
        done += size
    return found


def printed_value(indicator: Indicator) -> Fraction:
    """The printed number in the base unit of its unit (亩 in 平方米); the middle of a range."""
    value = indicator.quantity.value
    ends = value if isinstance(value, tuple) else (value,)
    factor = load().base(indicator.quantity.unit)[1]
    return sum((Fraction(end) for end in ends), Fraction(0)) / len(ends) * factor


def _centred(part: Fraction) -> Bar:
    length = max(min(abs(float(part)), 1.0) * (_HALF - 6), _LEAST if part else 0.0)
    start = _HALF - length if part < 0 else _HALF
    return Bar(number_text(start), number_text(length), part < 0, abs(part) > 1)


def _value(indicator: Indicator) -> Fraction | None:
    return None if indicator.quantity.parts else printed_value(indicator)


def _points(difference: Fraction) -> str:
    if not difference:
        return "与目标持平"
    size = f"{float(abs(difference)):.2f}".rstrip("0").rstrip(".")
    return f"比目标{'高' if difference > 0 else '低'}{size}个百分点"


def _per_cent(part: Fraction) -> str:
    """A share in per cent, with a decimal where the whole number would hide what matters."""
    value = float(part) * 100
    return f"{value:.1f}%" if (99 < value < 101 and value != 100) or 0 < value < 1 else f"{value:.0f}%"
