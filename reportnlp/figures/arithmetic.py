"""Sums and quotients of what printed figures admit."""

from __future__ import annotations

from collections.abc import Sequence

from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval


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
