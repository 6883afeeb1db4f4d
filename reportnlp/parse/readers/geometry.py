"""Maps of the plane, turns, and what counts as a ruling line: shared by the PDF and the OFD page."""

from __future__ import annotations

from itertools import pairwise
from math import pi
from typing import NamedTuple

from reportnlp.parse.readers.glyph import Point, Ruling

MAX_SEGMENTS = 60_000
"""Most line segments looked at on one page; more is a drawing, and what comes later is left out."""

THICK = 4.0
"""A filled stripe up to so many points wide is a ruling line."""

SHORT = 3.0
"""Lines shorter than this, in points, are no ruling lines."""


class Matrix(NamedTuple):
    """An affine map of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def over(self, outer: Matrix) -> Matrix:
        """This map, then `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c, self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c, self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e, self.e * outer.b + self.f * outer.d + outer.f,
        )  # fmt: skip

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def quarter_turns(angle: float) -> int:
    """Quarter turns clockwise of text at `angle` radians clockwise; -1 where it slants."""
    turns = angle / (pi / 2)
    near = round(turns)
    return near % 4 if abs(turns - near) < 0.06 else -1


def ruling_around(points: list[Point]) -> Ruling | None:
    """The box around `points` if it is thin and long enough for a ruling line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) > THICK or max(width, height) < SHORT:
        return None
    return Ruling(min(xs), max(xs), min(ys), max(ys))


def rulings_of(points: list[Point], stroked: bool) -> list[Ruling]:
    """The ruling lines of one straight part of a path: each side if stroked, the whole if only filled."""
    parts = [list(pair) for pair in pairwise(points)] if stroked else [points]
    return [ruling for part in parts if (ruling := ruling_around(part)) is not None]
