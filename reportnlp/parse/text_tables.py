"""Tables in plain text: lines whose cells are parted by tabs or by wide gaps.

Conservative: at least three lines in a row with the same number of cells, among them a column
of numbers.  Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportnlp.datamodel import Cell, Span, Table
from reportnlp.parse.table_grid import read_number

MIN_LINES = 3
MAX_BREAK = 2
"""So many wrapped lines may stand inside a table or below its heads."""

MAX_PAGE = 16
"""A page number with its dashes and spaces is shorter."""

MAX_COLUMNS = 60
MAX_LINE = 400
"""A longer line is prose with a stray gap."""

MAX_CELL = 60
"""A longer cell makes the line prose."""

_GAP = re.compile(r"\t|[ \u3000\u2002\u00a0]{2}")
_CELL = re.compile(r"[^\s]+(?:[ \u00a0\u3000\u2002][^\s]+)*")
_PAGE = re.compile(r"[-—–·]{1,2}\s*\d{1,3}\s*[-—–·]{1,2}")
_PROSE = re.compile(r"[。；！？：:，]|表\s?\d|单位")
_SENTENCE = re.compile(r"[。；！？]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its cells; `number` counts lines without blank ones and page numbers."""

    number: int
    tabbed: bool
    cells: tuple[Span, ...]
    apart: bool = False  # a blank line or a page number stands above


def find_text_tables(text: str) -> tuple[Table, ...]:
    """The tables that stand in `text` as aligned or tab-parted lines, in order."""
    if not _GAP.search(text):
        return ()
    blocks = [_Block(text, group) for group in _groups(text)]
    merged: list[_Block] = []
    for block in blocks:
        if merged and merged[-1].goes_on(block):
            merged[-1] = _Block(text, [*merged[-1].lines, *block.lines])
        else:
            merged.append(block)
    tables = (block.table(above) for above, block in zip([None, *merged], merged, strict=False))
    return tuple(table for table in tables if table)


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of following lines with equally many cells, parted in the same way."""
    group: list[_Line] = []
    for line in _lines(text):
        last = group[-1] if group else None
        if last and (line.number != last.number + 1 or _shape(line) != _shape(last) or _is_head(text, line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_head(text: str, line: _Line) -> bool:
    """Whether a line begins another table: it stands apart and holds no number."""
    return line.apart and not any(read_number(text, span) for span in line.cells)


def _shape(line: _Line) -> tuple[bool, int]:
    return line.tabbed, len(line.cells)


@dataclass(frozen=True)
class _Block:
    """Lines that may be a table, or its heads, or a part of it."""

    text: str
    lines: list[_Line]

    @cached_property
    def starts_with_numbers(self) -> bool:
        return self._has_number(self.lines[0])

    def goes_on(self, other: _Block) -> bool:
        """Whether `other` is the same table behind a blank or wrapped line."""
        last, first = self.lines[-1], other.lines[0]
        if _shape(last) != _shape(first) or first.number - last.number > MAX_BREAK + 1:
            return False
        between = self.text[last.cells[-1].end : first.cells[0].start]
        return other.starts_with_numbers and not _PROSE.search(between)

    def table(self, above: _Block | None) -> Table | None:
        """The table of these lines, with the heads that end the block above; None where there is none."""
        if len(self.lines) < MIN_LINES or not self._is_tabular():
            return None
        width = len(self.lines[0].cells)
        rows = [*self._heads(above, width), *self.lines]
        cells = tuple(
            # A head line without a corner begins over the second column.
            Cell(row, column + width - len(line.cells), self.text[span.start : span.end], span)
            for row, line in enumerate(rows)
            for column, span in enumerate(line.cells)
        )
        return Table(Span(cells[0].span.start, cells[-1].span.end), cells, len(rows), width)

    def _heads(self, above: _Block | None, width: int) -> list[_Line]:
        if above is None or not self.starts_with_numbers:
            return []
        line, gap = above.lines[-1], self.lines[0].number - above.lines[-1].number - 1
        if gap > MAX_BREAK or not 0 <= width - len(line.cells) <= 1 or self._has_number(line):
            return []
        return [] if _PROSE.search(self.text[line.cells[0].start : self.lines[0].cells[0].start]) else [line]

    def _has_number(self, line: _Line) -> bool:
        return any(read_number(self.text, span) is not None for span in line.cells)

    def _is_tabular(self) -> bool:
        """Whether some column holds mostly numbers and no cell is prose."""
        spans = [span for line in self.lines for span in line.cells]
        if any(len(s) > MAX_CELL or _SENTENCE.search(self.text[s.start : s.end]) for s in spans):
            return False
        columns = zip(*(line.cells for line in self.lines), strict=True)
        return any(
            2 * sum(read_number(self.text, span) is not None for span in column) >= len(self.lines)
            for column in columns
        )


def _lines(text: str) -> Iterator[_Line]:
    """The lines with at least two cells."""
    start = number = 0
    apart = False
    for line in text.split("\n"):
        body = line.strip()
        if not body or (len(body) < MAX_PAGE and _PAGE.fullmatch(body)):
            apart = True
        else:
            number += 1
            if len(line) <= MAX_LINE and _GAP.search(body):
                cells = _tab_cells(line, start) if "\t" in line else _gap_cells(line, start)
                if 1 < len(cells) <= MAX_COLUMNS:
                    yield _Line(number, "\t" in line, cells, apart)
            apart = False
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
