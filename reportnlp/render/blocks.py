"""The text of a report cut into what a page shows: headings, paragraphs, tables, marked figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final, TypeVar

from reportnlp.datamodel import Cell, Report, Section, Span, Table
from reportnlp.render import words

_LINE = re.compile(r"[^\r\n]+")
_LOOK_FOR_HEADING: Final = 24  # a heading begins within these characters of its section (number, blanks)
_LOOSE_ENDS: Final = " \t　。：:；;"  # may follow a heading on its line without making it a paragraph
_TITLE_MORE: Final = 6  # characters that may stand on the title's line besides it, such as "[1]"
_TITLE_WITHIN: Final = 3000  # characters from the beginning in which the title may be repeated
CELL_LIMIT: Final = 20_000  # cells that one table shows at most
SPAN_LIMIT: Final = 1000  # rows or columns that one cell covers at most


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch and the figures (or findings) that it shows, several where spans overlap."""

    span: Span
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked stretches in order, and which one shows a figure (or begins a finding)."""

    marks: tuple[Mark, ...]
    of_figure: dict[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one look.

    Args:
        mark: the marked figure that it belongs to; `opens` is true for the first piece of the mark.
        strong: part of a heading inside a paragraph.
        name: the label of the entity that it belongs to, "" where it belongs to none.
    """

    text: str
    mark: int | None = None
    opens: bool = False
    strong: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell to show."""

    pieces: tuple[Piece, ...]
    row_span: int
    column_span: int
    head: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading ("title", "heading") or table, and the sections that begin in it."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    sections: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    rows: tuple[tuple[TableCell, ...], ...] = ()
    caption: str = ""


def link_marks(report: Report) -> Marks:
    """One mark a figure; figures whose spans overlap share the first one's."""
    order = sorted(range(len(report.indicators)), key=lambda n: report.indicators[n].span.start)
    spans: list[Span] = []
    figures: list[list[int]] = []
    for number in order:
        span = report.indicators[number].span
        if spans and span.start < spans[-1].end:
            figures[-1].append(number)
        elif 0 <= span.start < span.end <= len(report.text):
            spans.append(span)
            figures.append([number])
    marks = tuple(Mark(s, tuple(f)) for s, f in zip(spans, figures, strict=True))
    return Marks(marks, {n: m for m, mark in enumerate(marks) for n in mark.figures})


def blocks(report: Report, marks: Marks) -> list[Block]:
    """The blocks of a report in reading order."""
    return list(_Cutter(report, marks).blocks())


def own_caption(table: Table) -> str:
    """The caption of a table, "" where the table's own first row says the same."""
    first = "".join(cell.text for cell in table.cells if cell.row == 0)
    return "" if _squeezed(table.caption) == _squeezed(first) else table.caption


class _Cutter:
    """Walks the lines of a report; holds the sorted spans that the walk looks things up in."""

    def __init__(self, report: Report, marks: Marks) -> None:
        self.report, self.text = report, report.text
        self.marks = _Lookup([m.span for m in marks.marks])
        self.strong = _Lookup(_head_spans(report))
        named = _apart(report.entities, lambda entity: entity.span)
        self.named = _Lookup([entity.span for entity in named])
        self.labels = [entity.label for entity in named]
        self.tables = sorted(report.tables, key=lambda t: t.span.start)
        self.waiting = sorted(range(len(report.sections)), key=lambda n: report.sections[n].span.start)
        self.waiting.reverse()  # the next section to begin is popped from the end

    def blocks(self) -> Iterator[Block]:
        at, above = 0, ""
        for table in self.tables:
            for block in self._lines(at, table.span.start):
                above = "".join(piece.text for piece in block.pieces)
                yield block
            # The caption is often the line above, which is shown already.
            yield self._table(table, _squeezed(table.caption) != _squeezed(above))
            at = max(at, table.span.end)
        yield from self._lines(at, len(self.text))

    def _lines(self, start: int, end: int) -> Iterator[Block]:
        for line in _LINE.finditer(self.text, start, max(start, end)):
            blank = len(line[0]) - len(line[0].lstrip())  # the page indents by itself
            if blank < len(line[0]):
                yield self._line(line.start() + blank, line.end())

    def _line(self, start: int, end: int) -> Block:
        sections = self._begun_before(end)
        roles = self._roles(sections)
        heading = next((n for n in sections if self._is_heading(self.report.sections[n], end)), None)
        pieces = tuple(self._pieces(start, end))
        if heading is not None:
            level = min(max(self.report.sections[heading].level, 1), 4)
            return Block("heading", pieces, level, sections, roles)
        return Block("title" if self._is_title(start, end) else "paragraph", pieces, 0, sections, roles)

    def _begun_before(self, end: int) -> tuple[int, ...]:
        begun = []
        while self.waiting and self.report.sections[self.waiting[-1]].span.start < end:
            begun.append(self.waiting.pop())
        return tuple(begun)

    def _roles(self, sections: tuple[int, ...]) -> tuple[str, ...]:
        """Names of the roles that begin here, outermost first, each once."""
        standing = (s for s in map(self.report.sections.__getitem__, sections) if not s.run_in)
        names = (words.new_role(self.report, section) for section in standing)
        return tuple(dict.fromkeys(name for name in names if name))

    def _is_heading(self, section: Section, end: int) -> bool:
        """Whether the heading of a section fills the line that ends at `end`."""
        span = None if section.run_in else _head_span(self.text, section)
        return span is not None and not self.text[span.end : end].strip(_LOOSE_ENDS)

    def _is_title(self, start: int, end: int) -> bool:
        line, title = _squeezed(self.text[start:end]), _squeezed(self.report.meta.title)
        part = line in title or (title in line and len(line) <= len(title) + _TITLE_MORE)
        return start < _TITLE_WITHIN and min(len(line), len(title)) >= 4 and part

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The stretch [start, end) cut at the edges of marks and heads."""
        edges = {start, end}
        for span in chain.from_iterable(k.inside(start, end) for k in (self.marks, self.strong, self.named)):
            edges |= {max(span.start, start), min(span.end, end)}
        cuts = sorted(edges)
        for a, b in pairwise(cuts):
            mark, named = self.marks.covering(a), self.named.covering(a)
            opens = mark is not None and self.marks.spans[mark].start == a
            name = "" if named is None else words.ENTITY_LABELS[self.labels[named]]
            yield Piece(self.text[a:b], mark, opens, self.strong.covering(a) is not None, name)

    def _table(self, table: Table, captioned: bool) -> Block:
        sections = self._begun_before(table.span.end)
        rows: list[list[TableCell]] = [[] for _ in range(min(table.rows, CELL_LIMIT))]
        for cell in sorted(table.cells[:CELL_LIMIT], key=lambda c: (c.row, c.column)):
            if 0 <= cell.row < len(rows):
                rows[cell.row].append(self._cell(table, cell))
        shown = tuple(tuple(row) for row in rows)
        caption = own_caption(table) if captioned else ""
        return Block("table", (), 0, sections, self._roles(sections), shown, caption)

    def _cell(self, table: Table, cell: Cell) -> TableCell:
        head = cell.row < table.header_rows or cell.column < table.header_columns
        span = cell.span
        pieces = tuple(self._pieces(span.start, span.end)) if 0 <= span.start < span.end else ()
        return TableCell(
            pieces or (Piece(cell.text),),
            min(cell.row_span, SPAN_LIMIT),
            min(cell.column_span, SPAN_LIMIT),
            head,
        )


class _Lookup:
    """Sorted spans without overlap, found by position."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts = [s.start for s in spans]

    def inside(self, start: int, end: int) -> Iterator[Span]:
        """The spans that share a character with [start, end)."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return (s for s in self.spans[first : bisect_right(self.starts, end - 1)] if s.end > start)

    def covering(self, at: int) -> int | None:
        """Index of the span that covers a position."""
        index = bisect_right(self.starts, at) - 1
        return index if index >= 0 and self.spans[index].end > at else None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _apart(values: Iterable[_Value], span_of: Callable[[_Value], Span]) -> list[_Value]:
    """The values in the order of their spans, without those that overlap one before them."""
    kept: list[_Value] = []
    for value in sorted(values, key=lambda v: span_of(v).start):
        if not kept or span_of(value).start >= span_of(kept[-1]).end:
            kept.append(value)
    return kept


def _head_spans(report: Report) -> list[Span]:
    """Where the headings stand, in order, without overlap."""
    spans = (_head_span(report.text, section) for section in report.sections)
    return _apart((s for s in spans if s is not None), lambda span: span)


def _head_span(text: str, section: Section) -> Span | None:
    """From the beginning of the section to the end of its heading; None where there is none."""
    if not section.heading:
        return None
    start = section.span.start
    at = text.find(section.heading, start, start + _LOOK_FOR_HEADING + len(section.heading))
    return None if at < 0 else Span(start, at + len(section.heading))
