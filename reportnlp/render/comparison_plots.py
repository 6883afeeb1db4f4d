"""Values over years as drawings: where lines, points and labels of sparklines and plots stand.

Geometry only, in pixels of a drawing: the template of the page makes SVG of it.  Neighbouring years
are joined by a solid line, a gap by a dashed one; what a later report prints instead is a hollow point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from reportnlp.render.comparison_words import MARKS

SPARK_WIDTH: Final = 112
SPARK_HEIGHT: Final = 26
_EDGE: Final = 4  # room for a point at the edge of a sparkline

_NARROW, _WIDE, _FEW = 420, 760, 10  # the wider drawing for more columns than `_FEW`
_LEFT, _RIGHT, _TOP, _HEIGHT = 58, 30, 30, 140
_LINE: Final = 17  # from line to line of the figures below the axis
_FULL, _HALF = 11.0, 6.3  # widths of a Chinese character and of a digit in the labels
_TICKS: Final = 4
_FLAT: Final = 1e-6  # a difference that no drawing shows


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in a column.

    Args:
        x: the year, or the number of the column where years are not known.
        text: the value as printed.
        other, other_text: what a later report prints instead.
        doubtful: implausible among its neighbours.
    """

    x: int
    value: float
    text: str
    other: float | None = None
    other_text: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a drawing: its place in the order of years and its name."""

    x: int
    name: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a drawing; hollow: what a later report prints; doubtful: to be looked at."""

    x: str
    y: str
    text: str
    hollow: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Some words of a drawing."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A line the size of a word: paths of its solid and dashed strokes, and its points."""

    solid: str
    dashed: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with axes, and below them the figures as printed.

    Args:
        base, left, right: the axis of the years; `zero` where the values change sign.
        levels: the lines across, with their numbers; `names`: of the columns.
        rows: lines of figures below the columns, each with its heading; `turned`: set upright.
    """

    width: int
    height: int
    unit: str
    left: int
    right: int
    top: int
    base: int
    zero: str
    levels: tuple[Label, ...]
    names: tuple[Label, ...]
    rows: tuple[tuple[Label, tuple[Label, ...]], ...]
    turned: bool
    solid: str
    dashed: str
    dots: tuple[Dot, ...]


def spark(readings: Sequence[Reading], first: int, last: int) -> Spark:
    """The readings in a small drawing whose edges are the columns `first` and `last`."""
    low, high = _reach(readings)
    across = _Scale(first, last, _EDGE, SPARK_WIDTH - _EDGE)
    up = _Scale(low, high, SPARK_HEIGHT - _EDGE, _EDGE)
    dots = [dot for r in readings for dot in _dots(r, across, up) if dot.hollow or dot.doubtful]
    end = readings[-1:]
    dots += [Dot(across.at(r.x), up.at(r.value), r.text) for r in end if not r.doubtful]
    return Spark(*_strokes(readings, across, up), tuple(dots))


def plot(readings: Sequence[Reading], columns: Sequence[Column], unit: str) -> Plot:
    """The readings in a drawing with axes; the columns are those from the first reading to the last."""
    shown = [c for c in columns if readings[0].x <= c.x <= readings[-1].x]
    width = _NARROW if len(shown) <= _FEW else _WIDE
    across = _Scale(readings[0].x, readings[-1].x, _LEFT + 26, width - _RIGHT)
    levels, up = _levels(readings)
    rows, turned, height = _rows(readings, shown, across)
    solid, dashed = _strokes(readings, across, up)
    names = [Label(across.at(c.x), number_text(_base() + _LINE - 2), c.name) for c in _spaced(shown, across)]
    return Plot(
        width=width,
        height=_base() + _LINE + height + 6,
        unit=unit,
        left=_LEFT,
        right=width - 8,
        top=_TOP,
        base=_base(),
        zero=up.at(0) if min(up.first, up.last) < 0 < max(up.first, up.last) else "",
        levels=levels,
        names=tuple(names),
        rows=rows,
        turned=turned,
        solid=solid,
        dashed=dashed,
        dots=tuple(dot for r in readings for dot in _dots(r, across, up)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values from `first` to `last` on the pixels from `begin` to `end`."""

    first: float
    last: float
    begin: float
    end: float

    def pixel(self, value: float) -> float:
        """Where a value stands; the middle where there is but one."""
        if self.first == self.last:
            return (self.begin + self.end) / 2
        return self.begin + (value - self.first) / (self.last - self.first) * (self.end - self.begin)

    def at(self, value: float) -> str:
        """The pixel as text."""
        return number_text(self.pixel(value))


def number_text(value: float) -> str:
    """A number with one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def _base() -> int:
    return _TOP + _HEIGHT


def _reach(readings: Iterable[Reading]) -> tuple[float, float]:
    values = [v for r in readings for v in (r.value, r.other) if v is not None]
    return min(values), max(values)


def _strokes(readings: Sequence[Reading], across: _Scale, up: _Scale) -> tuple[str, str]:
    """The path through neighbouring years, and the one over gaps."""
    solid, dashed = "", ""
    for one, next_one in pairwise(readings):
        start = f"{across.at(one.x)} {up.at(one.value)}"
        line = f"L{across.at(next_one.x)} {up.at(next_one.value)}"
        if next_one.x - one.x > 1:
            dashed += f"M{start}{line}"
        else:
            solid += line if solid.endswith(f"{start}") else f"M{start}{line}"
    return solid, dashed


def _dots(reading: Reading, across: _Scale, up: _Scale) -> Iterator[Dot]:
    yield Dot(across.at(reading.x), up.at(reading.value), reading.text, doubtful=reading.doubtful)
    if reading.other is not None:
        yield Dot(across.at(reading.x), up.at(reading.other), reading.other_text, hollow=True)


def _levels(readings: Sequence[Reading]) -> tuple[tuple[Label, ...], _Scale]:
    """Lines at round numbers that hold all values, from nought unless that would press them flat."""
    low, high = _reach(readings)
    if high - low < abs(high) * _FLAT:
        low = high
    if 0 < low < high / 2 or low == high > 0:
        low = 0.0
    step = _round_step(high - low or abs(high) or 1.0)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    up = _Scale(first * step, last * step, _base(), _TOP)
    places = max(-floor(log10(step)), 0)
    numbers = [(n * step, str(_LEFT - 6)) for n in range(first, last + 1)]
    return tuple(Label(x, up.at(value), f"{value:.{places}f}") for value, x in numbers), up


def _round_step(reach: float) -> float:
    """1, 2 or 5 times a power of ten, so that about `_TICKS` of them cover the reach."""
    rough = reach / _TICKS
    power = 10.0 ** floor(log10(rough))
    return next((n * power for n in (1, 2, 5) if n * power >= rough * 0.999), 10 * power)


def _spaced(columns: Sequence[Column], across: _Scale) -> list[Column]:
    """The columns whose names have room."""
    kept: list[Column] = []
    edge = 0.0
    for column in columns:
        half = _text_width(column.name) / 2
        if not kept or across.pixel(column.x) - half >= edge:
            kept.append(column)
            edge = across.pixel(column.x) + half + 2
    return kept


def _rows(
    readings: Sequence[Reading], columns: Sequence[Column], across: _Scale
) -> tuple[tuple[tuple[Label, tuple[Label, ...]], ...], bool, int]:
    """The figures below the axis, whether they are set upright, and how high they are."""
    printed = {r.x: r.text for r in readings}
    lines = [("原报告", {c.x: printed.get(c.x, "—") for c in columns})]
    others = {r.x: r.other_text for r in readings if r.other_text}
    if others:
        lines.append((MARKS["restated"], others))
    room = min((across.pixel(b.x) - across.pixel(a.x) for a, b in pairwise(columns)), default=999.0)
    widths = [max(map(_text_width, texts.values())) for _, texts in lines]
    turned = max(widths) > room - 4
    rows: list[tuple[Label, tuple[Label, ...]]] = []
    top = _base() + _LINE
    for (heading, texts), width in zip(lines, widths, strict=True):
        height = round(width) + 8 if turned else _LINE
        at = number_text(top + (4 if turned else _LINE - 4))
        heading_at = number_text(top + (14 if turned else _LINE - 4))
        labels = tuple(Label(across.at(x), at, text) for x, text in texts.items())
        rows.append((Label(str(_LEFT), heading_at, heading), labels))
        top += height
    return tuple(rows), turned, top - _base() - _LINE


def _text_width(text: str) -> float:
    return sum(_HALF if c.isascii() else _FULL for c in text)
