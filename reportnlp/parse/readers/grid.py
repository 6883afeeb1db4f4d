"""Ruling lines → the cells of tables.

Lines that cross each other belong to one table.  Its area is cut by all their
positions; neighbouring slots without a line between them are one cell.  Sides that
are left open, as in many statistical tables, count as closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportnlp.parse.readers.glyph import Ruling

SNAP = 2.5
"""Lines closer than this, in points, are one line drawn twice."""

REACH = 3.0
"""How far, in points, a line may end before the line that it meets."""

MAX_CROSSINGS = 250_000
"""Most pairs of lines looked at on one page; a drawing with more is no table."""

MAX_SLOTS = 20_000
"""Most slots of one table on one page."""


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a lattice: first row and column, extent, and area."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """The drawn frame of one table; `xs` and `ys` are the positions of its lines, edges included."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the frame."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


@dataclass(slots=True)
class Stroke:
    """A line at position `at` (x of a vertical, y of a horizontal one), from `start` to `end`."""

    at: float
    start: float
    end: float


def strokes(rulings: Iterable[Ruling]) -> tuple[list[Stroke], list[Stroke]]:
    """Horizontal and vertical lines, those drawn in parts or twice joined."""
    flat: list[Stroke] = []
    upright: list[Stroke] = []
    for line in rulings:
        if line.x1 - line.x0 >= line.bottom - line.top:
            flat.append(Stroke((line.top + line.bottom) / 2, line.x0, line.x1))
        else:
            upright.append(Stroke((line.x0 + line.x1) / 2, line.top, line.bottom))
    return _joined(flat), _joined(upright)


def _joined(lines: list[Stroke]) -> list[Stroke]:
    positions = _clusters(line.at for line in lines)
    out: list[Stroke] = []
    lines.sort(key=lambda line: (positions[line.at], line.start))
    for line in lines:
        at = positions[line.at]
        if out and out[-1].at == at and line.start <= out[-1].end + REACH:
            out[-1].end = max(out[-1].end, line.end)
        else:
            out.append(Stroke(at, line.start, line.end))
    return out


def _clusters(values: Iterable[float]) -> dict[float, float]:
    """Each value and the mean of the values that lie with it, step by step, within `SNAP`."""
    out: dict[float, float] = {}
    group: list[float] = []
    for value in [*sorted(set(values)), float("inf")]:
        if group and value - group[-1] > SNAP:
            out |= dict.fromkeys(group, sum(group) / len(group))
            group = []
        group.append(value)
    return out


def lattices(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Lattice]:
    """The frames that the lines draw, from top to bottom."""
    if len(flat) * len(upright) > MAX_CROSSINGS:
        return []
    found = (_lattice(*group) for group in _groups(flat, upright))
    tables = [lattice for lattice in found if lattice is not None]
    # A frame inside another one (a nested table) is read as part of the outer one.
    outer = [a for a in tables if not any(a is not b and _inside(a, b) for b in tables if len(b.xs) > 2)]
    return sorted(outer, key=lambda lattice: lattice.ys[0])


def _inside(inner: Lattice, outer: Lattice) -> bool:
    return outer.holds(inner.xs[0], inner.ys[0]) and outer.holds(inner.xs[-1], inner.ys[-1])


def _groups(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines joined by crossings, as pairs of horizontal and vertical ones."""
    parent = list(range(len(flat) + len(upright)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, across in enumerate(flat):
        for j, down in enumerate(upright, len(flat)):
            if _meets(across, down):
                parent[find(j)] = find(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, line in enumerate((*flat, *upright)):
        groups.setdefault(find(i), ([], []))[int(i >= len(flat))].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _meets(across: Stroke, down: Stroke) -> bool:
    return (
        across.start - REACH <= down.at <= across.end + REACH
        and down.start - REACH <= across.at <= down.end + REACH
    )


def _lattice(flat: list[Stroke], upright: list[Stroke]) -> Lattice | None:
    xs = _edges([line.at for line in upright], [x for line in flat for x in (line.start, line.end)])
    ys = _edges([line.at for line in flat], [y for line in upright for y in (line.start, line.end)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > MAX_SLOTS:
        return None
    walls = _walls(upright, xs, ys)
    floors = _walls(flat, ys, xs)
    boxes = [
        _box(area, xs, ys) for slots in _cells(rows, columns, walls, floors) for area in _rectangles(slots)
    ]
    boxes.sort(key=lambda box: (box.row, box.column))
    return Lattice(tuple(xs), tuple(ys), tuple(boxes))


def _edges(inner: list[float], ends: list[float]) -> list[float]:
    """Positions of the lines, with the outermost ends of the crossing ones where no line closes them."""
    out = sorted(set(inner))
    if min(ends) < out[0] - 2 * REACH:
        out.insert(0, min(ends))
    if max(ends) > out[-1] + 2 * REACH:
        out.append(max(ends))
    return out


def _walls(lines: list[Stroke], positions: list[float], crossing: list[float]) -> set[tuple[int, int]]:
    """(i, k): a line runs at `positions[i]` along the middle of the k-th stretch of `crossing`."""
    index = {position: i for i, position in enumerate(positions)}
    out: set[tuple[int, int]] = set()
    for line in lines:
        for k in range(len(crossing) - 1):
            quarter = (crossing[k + 1] - crossing[k]) / 4
            if line.start <= crossing[k] + quarter and line.end >= crossing[k + 1] - quarter:
                out.add((index[line.at], k))
    return out


Slot = tuple[int, int]
"""(row, column) of the finest grid of a table."""


def _cells(rows: int, columns: int, walls: set[Slot], floors: set[Slot]) -> list[list[Slot]]:
    """Groups of slots that no line parts."""
    seen: set[Slot] = set()
    out: list[list[Slot]] = []
    for start in ((row, column) for row in range(rows) for column in range(columns)):
        if start in seen:
            continue
        seen.add(start)
        group, todo = [], [start]
        while todo:
            group.append(todo.pop())
            fresh = _open(group[-1], rows, columns, walls, floors) - seen
            seen |= fresh
            todo += fresh
        out.append(group)
    return out


def _open(slot: Slot, rows: int, columns: int, walls: set[Slot], floors: set[Slot]) -> set[Slot]:
    """The neighbours of a slot that no line parts from it."""
    row, column = slot
    beside = (
        ((row, column + 1), column + 1 < columns and (column + 1, row) not in walls),
        ((row, column - 1), column > 0 and (column, row) not in walls),
        ((row + 1, column), row + 1 < rows and (row + 1, column) not in floors),
        ((row - 1, column), row > 0 and (row, column) not in floors),
    )
    return {neighbour for neighbour, is_open in beside if is_open}


def _rectangles(slots: list[Slot]) -> list[tuple[int, int, int, int]]:
    """(row, column, row span, column span); slots that form no rectangle are cut into rows."""
    rows = [row for row, _ in slots]
    columns = [column for _, column in slots]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width == len(slots):
        return [(min(rows), min(columns), height, width)]
    out: list[tuple[int, int, int, int]] = []
    for row, column in sorted(slots):
        if out and out[-1][0] == row and out[-1][1] + out[-1][3] == column:
            out[-1] = (*out[-1][:3], out[-1][3] + 1)
        else:
            out.append((row, column, 1, 1))
    return out


def _box(area: tuple[int, int, int, int], xs: list[float], ys: list[float]) -> Box:
    row, column, height, width = area
    return Box(row, column, height, width, xs[column], xs[column + width], ys[row], ys[row + height])
