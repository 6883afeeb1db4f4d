"""Tables in plain text: lines whose cells are parted by tabs or by wide gaps.

Conservative: at least three lines in a row with the same number of cells, among them a column
of numbers.  Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.datamodel import Cell, Span, Table
from reportnlp.parse.table_grid import read_number

MIN_LINES = 3
MAX_COLUMNS = 60
MAX_LINE = 400
"""A longer line is prose with a stray gap."""

MAX_CELL = 60
"""A longer cell makes the line prose."""

_GAP = re.compile(r"\t|[ \u3000\u2002\u00a0]{2}")
_CELL = re.compile(r"[^\s]+(?:[ \u00a0\u3000\u2002][^\s]+)*")
_SENTENCE = re.compile(r"[。；！？]$")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    tabbed: bool
    cells: tuple[Span, ...]


def find_text_tables(text: str) -> tuple[Table, ...]:
    """The tables that stand in `text` as aligned or tab-parted lines, in order."""
    if not _GAP.search(text):
        return ()
    return tuple(table for group in _groups(text) if (table := _table(text, group)))


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of following lines with equally many cells, parted in the same way."""
    group: list[_Line] = []
    for line in _lines(text):
        last = group[-1] if group else None
        if last and (
            line.number != last.number + 1
            or len(line.cells) != len(last.cells)
            or line.tabbed != last.tabbed
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _lines(text: str) -> Iterator[_Line]:
    """The lines with at least two cells."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if len(line) <= MAX_LINE and _GAP.search(line.strip()):
            cells = _tab_cells(line, start) if "\t" in line else _gap_cells(line, start)
            if 1 < len(cells) <= MAX_COLUMNS:
                yield _Line(number, "\t" in line, cells)
        start += len(line) + 1


def _tab_cells(line: str, start: int) -> tuple[Span, ...]:
    cells, position = [], start
    for part in line.split("\t"):
        left = len(part) - len(part.lstrip())
        cells.append(Span(position + left, position + max(left, len(part.rstrip()))))
        position += len(part) + 1
    return tuple(cells)


def _gap_cells(line: str, start: int) -> tuple[Span, ...]:
    return tuple(Span(start + m.start(), start + m.end()) for m in _CELL.finditer(line))


def _table(text: str, lines: list[_Line]) -> Table | None:
    if len(lines) < MIN_LINES or not _is_tabular(text, lines):
        return None
    cells = tuple(
        Cell(row, column, text[span.start : span.end], span)
        for row, line in enumerate(lines)
        for column, span in enumerate(line.cells)
    )
    span = Span(cells[0].span.start, cells[-1].span.end)
    return Table(span, cells, len(lines), len(lines[0].cells))


def _is_tabular(text: str, lines: list[_Line]) -> bool:
    """Whether some column holds mostly numbers and no cell is prose."""
    spans = [span for line in lines for span in line.cells]
    if any(len(s) > MAX_CELL or _SENTENCE.search(text[s.start : s.end]) for s in spans):
        return False
    columns = zip(*(line.cells for line in lines), strict=True)
    return any(
        2 * sum(read_number(text, span) is not None for span in column) >= len(lines) for column in columns
    )
