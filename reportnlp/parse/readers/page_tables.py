"""Lattices and glyphs → tables with text in their cells, on one page.

Where a table has no lines between its rows (one cell of each column holds the whole
body), the rows are told by the heights of their numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportnlp.parse.readers.glyph import Glyph, Page, is_latin
from reportnlp.parse.readers.grid import Box, Lattice, lattices, strokes
from reportnlp.parse.readers.lines import Row, cell_rows, is_figure
from reportnlp.parse.readers.three_line import rule_lattices

STRIP = 120.0
"""A frame of one column higher than this, in points, is no row that a page break cut off."""

ROOM = 2.6
"""A line of a cell with less than so many character widths behind it (margin included) may go on below."""

THIN = 5.0
"""A row lower than this, in points, lies between the two strokes of a double line."""

MIN_NAMES = 3
"""Fewest row names that show how a column is set."""

MAX_INDENT = 24
"""A name further to the right, in halves of a character, is not indented but centred."""

_FIGURE_GAP = re.compile(r"(?<=[0-9.,]) (?=[0-9.,])")
_WHITE = re.compile(r"(?<![\u0021-\u024f]) | (?![\u0021-\u024f])")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its text; `parts` has more than one stretch if it runs over a page break.

    Args:
        parts: (page, text), without the empty ones.
        full: whether the last line of the text leaves no room for a word.
        room: the white to the left and right of its first line, in widths of a character.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    parts: tuple[tuple[int, str], ...] = ()
    full: bool = False
    room: tuple[float, float] = (0.0, 0.0)

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with the positions of its column edges, which tell whether the next page continues it.

    Args:
        held: for a frame of one column, its text as rows: it is a table only as the end or
            the beginning of one on the neighbouring page, and otherwise a box around text.
    """

    xs: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    page: int
    top: float
    bottom: float
    held: tuple[Row, ...] = ()

    @property
    def columns(self) -> int:
        return len(self.xs) - 1


@dataclass(frozen=True, slots=True)
class _Filled:
    box: Box
    rows: Sequence[Row]


def tables_of(page: Page) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page, and the glyphs that stand in none of them."""
    glyphs = list(page.glyphs)
    out: list[PageTable] = []
    if not page.rulings or not glyphs:
        return out, glyphs
    flat, upright = strokes(page.rulings)
    frames = lattices(flat, upright)
    frames += rule_lattices(flat, frames, glyphs, page.number)
    for lattice in frames:
        held = [glyph for glyph in glyphs if _inside(lattice, glyph)]
        table = _table(lattice, held, page.number)
        if table is not None:
            out.append(table)
            taken = set(map(id, held))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return sorted(out, key=lambda table: table.top), glyphs


def _inside(lattice: Lattice, glyph: Glyph) -> bool:
    return lattice.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)


def _table(lattice: Lattice, glyphs: Sequence[Glyph], page: int) -> PageTable | None:
    filled = _fill(lattice, glyphs, page)
    with_text = [cell for cell in filled if cell.rows]
    boxed = len(lattice.xs) == 2
    columns = {cell.box.column for cell in with_text}
    # A chart is a lattice too, but hardly anything stands inside it.
    if not boxed and (len(columns) < 2 or len(with_text) < 0.1 * len(filled)):
        return None
    if boxed and (not with_text or lattice.ys[-1] - lattice.ys[0] > STRIP):
        return None
    cells, rows = _split_rows(lattice, filled, page)
    held = tuple(row for cell in filled for row in cell.rows) if boxed else ()
    return PageTable(lattice.xs, rows, tuple(cells), page, lattice.ys[0], lattice.ys[-1], held)


def _fill(lattice: Lattice, glyphs: Sequence[Glyph], page: int) -> list[_Filled]:
    slots: dict[tuple[int, int], list[Glyph]] = {}
    owner = {
        (row, column): box
        for box in lattice.boxes
        for row in range(box.row, box.row + box.row_span)
        for column in range(box.column, box.column + box.column_span)
    }
    for glyph in glyphs:
        row = _stretch(lattice.ys, (glyph.top + glyph.bottom) / 2)
        box = owner[row, _stretch(lattice.xs, (glyph.x0 + glyph.x1) / 2)]
        slots.setdefault((box.row, box.column), []).append(glyph)
    return [_Filled(box, cell_rows(slots.get((box.row, box.column), ()), page)) for box in lattice.boxes]


def _stretch(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _split_rows(lattice: Lattice, filled: list[_Filled], page: int) -> tuple[list[TableCell], int]:
    """The cells with row numbers in which unruled rows count singly and thin ones not at all."""
    first, cuts = [0], []
    for row in range(len(lattice.ys) - 1):
        here = [cell for cell in filled if cell.box.row == row]
        thin = lattice.ys[row + 1] - lattice.ys[row] < THIN and not any(cell.rows for cell in here)
        cuts.append(_cuts([cell for cell in here if cell.box.row_span == 1]))
        first.append(first[-1] + (0 if thin else len(cuts[-1]) + 1))
    cells: list[TableCell] = []
    for cell in filled:
        box = cell.box
        start, end = first[box.row], first[box.row + box.row_span]
        if box.row_span > 1 or not cuts[box.row]:
            cells += [_cell(cell, start, end - start, page)] if end > start else []
            continue
        for k, (low, high) in enumerate(pairwise((0.0, *cuts[box.row], lattice.ys[-1]))):
            inside = [row for row in cell.rows if low <= (row.top + row.bottom) / 2 < high]
            cells.append(_cell(_Filled(box, inside), start + k, 1, page))
    return sorted(cells, key=lambda cell: (cell.row, cell.column)), first[-1]


def _cuts(cells: Sequence[_Filled]) -> list[float]:
    """Heights that part the unruled rows of one drawn row; none if its cells only wrap their text."""
    if not _is_unruled(cells):
        return []
    heights = sorted((row.base, row.top + row.bottom, row.em) for cell in cells for row in cell.rows)
    cuts: list[float] = []
    for above, below in pairwise(heights):
        if below[0] - above[0] > 0.6 * max(above[2], below[2]):
            cuts.append((above[1] + below[1]) / 4)
    return cuts


def _is_unruled(cells: Sequence[_Filled]) -> bool:
    """Whether cells hold several rows of a table: a column of names, and mostly columns of figures."""
    several = [cell for cell in cells if len(cell.rows) > 1]
    figures = [cell for cell in cells if cell.rows and all(is_figure(row.text) for row in cell.rows)]
    columns = [cell for cell in figures if len(cell.rows) > 1]
    return len(several) > len(columns) > 0 and 2 * len(columns) >= len(figures)


def _cell(cell: _Filled, row: int, row_span: int, page: int) -> TableCell:
    text = cell_text(cell.rows)
    full = bool(cell.rows) and cell.rows[-1].x1 > cell.box.x1 - ROOM * cell.rows[-1].em
    if not text:
        return TableCell(row, cell.box.column, row_span, cell.box.column_span)
    first = cell.rows[0]
    room = ((first.x0 - cell.box.x0) / first.em, (cell.box.x1 - first.x1) / first.em)
    return TableCell(row, cell.box.column, row_span, cell.box.column_span, ((page, text),), full, room)


def cell_text(rows: Sequence[Row]) -> str:
    """The text of a cell without the breaks and blanks that only its narrowness put there."""
    text = ""
    for row in rows:
        line = " ".join(_FIGURE_GAP.sub("", segment.text) for segment in row.segments)
        word = text and text[-1].isalpha() and is_latin(text[-1]) and line[0].isalpha() and is_latin(line[0])
        text += f" {line}" if word else line
    return _WHITE.sub("", text)


def indents(table: PageTable) -> dict[int, int]:
    """How far the names of the rows stand to the right of the leftmost, in halves of a character, by row.

    Only where the first column below its head is set flush left: what is centred or flush right
    has no indents.
    """
    names = [c for c in table.cells if c.column == 0 < c.row and c.parts and c.row_span == c.column_span == 1]
    flush = [cell for cell in names if abs(cell.room[0] - cell.room[1]) >= 1]
    right = [cell.room[1] for cell in flush]
    if len(flush) < MIN_NAMES or 2 * len(flush) < len(names) or max(right) - min(right) < 1:
        return {}
    left = min(cell.room[0] for cell in flush)
    steps = {cell.row: round(2 * (cell.room[0] - left)) for cell in flush}
    # A single name in the middle (合计) is centred, unless others begin where it does.
    for cell in names:
        step = round(2 * (cell.room[0] - left))
        if step in steps.values():
            steps[cell.row] = step
    return {row: step for row, step in steps.items() if 2 <= step <= MAX_INDENT}


def without_empty_sides(table: PageTable) -> PageTable:
    """Drop outer columns without any text: there the rules only reach beyond the table."""
    with_text = [cell for cell in table.cells if cell.parts]
    first = min(cell.column for cell in with_text)
    last = max(cell.column + cell.column_span for cell in with_text)
    kept = []
    for cell in table.cells:
        start, end = max(cell.column, first), min(cell.column + cell.column_span, last)
        if start < end:
            kept.append(replace(cell, column=start - first, column_span=end - start))
    return replace(table, xs=table.xs[first : last + 1], cells=tuple(kept))
