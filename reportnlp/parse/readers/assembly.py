"""Puts the text of a document together while keeping where each stretch came from.

Shared by the readers that know paragraphs and tables (.docx, HTML).  A table is
written as lines, one a row, its cells parted by tabs; a cell therefore never
holds a tab or a newline itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportnlp.datamodel import Cell, Place, PlaceKind, Span, Table
from reportnlp.errors import ReadError
from reportnlp.parse.readers.limits import MAX_CHARS

MAX_GRID = 1_000_000
"""Most slots (rows × columns) of a table that is kept as a table."""

LAYOUT_PARAGRAPHS = 3
"""A cell with so many paragraphs of prose is a column of the page, not a datum."""

PROSE = 30
"""Shortest paragraph, in characters, that counts as prose if it ends like a sentence."""

_BREAKS = re.compile(r"[\t\r\n]+")
_SENTENCE = re.compile(r"[。；！？;!?][”’」）)]?\s*$")
_LETTER = re.compile(r"[0-9A-Za-z%.,)(+\-]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its place in the source (`at.start` and `at.end` are not set yet)."""

    text: str
    at: Place


Line = list[Piece]
"""The pieces of one paragraph or wrapped line."""


@dataclass(slots=True)
class Slot:
    """One cell before its text is written: position, extent and lines.

    `indent` are blanks that show how far to the right the name of a row stands; they are
    written before the cell if it is the first of its row, and are no part of it.
    """

    row: int
    column: int
    lines: list[Line]
    row_span: int = 1
    column_span: int = 1
    indent: str = ""


class Assembly:
    """A text that grows from left to right.

    Args:
        where: the file name for messages.

    Raises:
        ReadError: from `put`, once the text is longer than `MAX_CHARS`.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._parts: list[str] = []
        self.length = 0
        self.places: list[Place] = []
        self.tables: list[Table] = []

    def raw(self, text: str) -> None:
        """Append text that stands in no place of the source, such as a newline."""
        self._parts.append(text)
        self.length += len(text)
        if self.length > MAX_CHARS:
            what = f"正文超过 {MAX_CHARS // 10_000} 万字，已停止读取"
            raise ReadError(what, self._where, "请把文件拆成几份再试")

    def put(self, text: str, at: Place) -> None:
        """Append `text` and remember that it stands at `at`."""
        if text:
            start = self.length
            self.raw(text)
            self.places.append(replace(at, start=start, end=self.length))

    def line(self, pieces: Line) -> None:
        """Append one paragraph and its newline; of several empty ones in a row the first."""
        if not pieces and self._parts[-2:] == ["\n", "\n"]:
            return
        for piece in pieces:
            self.put(piece.text, piece.at)
        self.raw("\n")

    def table(self, slots: Sequence[Slot], rows: int, columns: int) -> None:
        """Append a table: `slots` in reading order, `rows` × `columns` its grid."""
        start, row = self.length, -1
        cells: list[Cell] = []
        for slot in slots:
            if cells:
                self.raw("\n" if slot.row != row else "\t")
            if slot.row != row:
                self.raw(slot.indent)
            row = slot.row
            cells.append(self._cell(slot))
        if rows * columns <= MAX_GRID:
            self.tables.append(Table(Span(start, self.length), tuple(cells), rows, columns))
        self.raw("\n")

    def _cell(self, slot: Slot) -> Cell:
        start, text, apart = self.length, "", False
        for line in unwrap(slot.lines):
            if not line:
                apart = True
                continue
            gap = " " if apart and text else joint(text, line[0].text)
            self.raw(gap)
            text, apart = text + gap, False
            for piece in line:
                kind: PlaceKind = "cell" if piece.at.kind == "paragraph" else piece.at.kind
                where = replace(piece.at, kind=kind, table=len(self.tables), row=slot.row, column=slot.column)
                self.put(piece.text, where)
                text += piece.text
        span = Span(start, self.length)
        return Cell(slot.row, slot.column, text, span, slot.row_span, slot.column_span)

    def text(self) -> str:
        """The text so far, without the newline that ends its last line."""
        return "".join(self._parts).removesuffix("\n")


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Cut lines at the tabs and newlines inside them; each part keeps its offset into the run.

    An empty line stays, and keeps those around it apart.
    """
    result: list[Line] = []
    for line in lines:
        result.append([])
        for piece in line:
            start = 0
            for gap in _BREAKS.finditer(piece.text):
                result[-1].append(_part(piece, start, gap.start()))
                result.append([])
                start = gap.end()
            result[-1].append(_part(piece, start, len(piece.text)))
    return [[piece for piece in line if piece.text] for line in result]


def _part(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.text[start:end], replace(piece.at, offset=piece.at.offset + start))


def joint(left: str, right: str) -> str:
    """What goes between two lines of one cell: a space between Latin letters or digits, else nothing.

    Chinese is wrapped without a hyphen or space, so "行政" + "许可" is one word, while
    "120" + "35" must not become one number.
    """
    both = left and right and _LETTER.match(left[-1]) and _LETTER.match(right[0])
    return " " if both else ""


def blanks(halves: int) -> str:
    """White space as wide as so many halves of a Chinese character."""
    return "\u3000" * (halves // 2) + " " * (halves % 2)


def is_layout(cells: Sequence[Sequence[str]]) -> bool:
    """Whether a table only lays out a page: one cell, or most of its text prose in long cells.

    Args:
        cells: for each cell the texts of its paragraphs.
    """
    if len(cells) <= 1:
        return True
    held = total = 0
    for cell in cells:
        size = sum(map(len, cell))
        total += size
        prose = sum(len(text) >= PROSE and bool(_SENTENCE.search(text[-3:])) for text in cell)
        held += size if prose >= LAYOUT_PARAGRAPHS else 0
    return held * 2 > total
