"""From the elements of document.xml to text, places and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportnlp.datamodel import Place, PlaceKind
from reportnlp.parse.readers.assembly import Assembly, Line, Piece, Slot, is_layout, joint
from reportnlp.parse.readers.docx_lines import wrapped
from reportnlp.parse.readers.docx_numbering import Numbering
from reportnlp.parse.readers.docx_walk import (
    CELL,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    TEXT,
    blocks,
    boxes,
    hidden,
    inline,
    math_text,
    run_text,
    w,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SPAN = 63
"""Most columns of a Word table; a wider gridSpan is damage or malice."""

_CONTENTS = re.compile(r"toc \d")
_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote or endnote mark: its kind, the note's id, and where the mark stands."""

    kind: str
    note: str
    paragraph: int | None
    run: int | None


@dataclass(slots=True)
class Tally:
    """What was met on the way and belongs into notes or apart texts."""

    counts: Counter[str] = field(default_factory=Counter)
    deleted: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


class Story:
    """Writes one story (the body, or a note) into an assembly.

    A place counts paragraphs and runs in plain document order: paragraph `i` is the
    i-th w:p under the body, run `j` the j-th w:r under that paragraph, whatever wraps
    them.  The places of a note have the paragraph and run of its mark in the body.

    Args:
        root: the body, or the note.
        out: the text so far.
        numbering: the lists and styles of the document; the counters run on through all stories.
        tally: collects what is not text.
        mark: the reference mark if this is a note.
    """

    def __init__(
        self,
        root: _Element,
        out: Assembly,
        numbering: Numbering,
        tally: Tally,
        mark: Reference | None = None,
    ) -> None:
        self._root, self._out, self._tally, self._mark = root, out, tally, mark
        self._numbering = numbering
        # The list keeps the proxies alive, so that elements can be keys.
        self._order = {element: i for i, element in enumerate(list(root.iter(PARAGRAPH)))}
        self._wrapped = set() if mark else wrapped(list(blocks(root)), numbering.styles)
        self._tail = ""  # what the next piece is joined to

    def write(self) -> None:
        """Append the whole story."""
        self._flow(self._root, "paragraph" if self._mark is None else "footnote")

    def _flow(self, container: _Element, kind: PlaceKind) -> None:
        for block in blocks(container):
            if block.tag == TABLE:
                self._table(block, kind)
            else:
                self._paragraph(block, kind)

    def _paragraph(self, paragraph: _Element, kind: PlaceKind) -> None:
        if self._is_contents(paragraph):
            runs = (run for run, _ in inline(paragraph) if run.tag == RUN)
            self._tally.contents.append("".join(map(run_text, runs)))
            return
        line, anchored = self._line(paragraph, kind)
        if line and self._tail:
            self._out.raw(joint(self._tail, line[0].text))
            self._tail = ""
        if _mark_deleted(paragraph) or paragraph in self._wrapped:
            # The tracked deletion of a paragraph's end joins it to the next one, as a mere line end does.
            for piece in line:
                self._out.put(piece.text, piece.at)
                self._tail = piece.text if paragraph in self._wrapped else ""
            self._tally.counts["wrapped"] += bool(line) and paragraph in self._wrapped
        else:
            self._out.line(line)
        for box in anchored:
            self._flow(box, "textbox" if kind == "paragraph" else kind)

    def _is_contents(self, paragraph: _Element) -> bool:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return style is not None and bool(
            _CONTENTS.fullmatch(self._numbering.styles.name(style.get(w("val"), "")))
        )

    def _line(self, paragraph: _Element, kind: PlaceKind) -> tuple[Line, list[_Element]]:
        """The pieces of a paragraph and the text boxes anchored in it."""
        number = self._order.get(paragraph)
        index = {run: i for i, run in enumerate(list(paragraph.iter(RUN)))}
        line: Line = []
        label = "" if _removed(paragraph) else self._numbering.label(paragraph)
        if label:
            line.append(Piece(label, self._at("numbering", number, None)))
        anchored: list[_Element] = []
        for element, change in inline(paragraph):
            if element.tag != RUN:
                line.append(Piece(math_text(element), self._at(kind, number, None)))
                continue
            anchored += boxes(element)
            if self._is_text(element, change):
                self._note_marks(element, number, index[element])
                line.append(Piece(run_text(element), self._at(kind, number, index[element])))
        return [piece for piece in line if piece.text], anchored

    def _at(self, kind: PlaceKind, paragraph: int | None, run: int | None) -> Place:
        if self._mark is not None:
            return Place(0, 0, "footnote", paragraph=self._mark.paragraph, run=self._mark.run)
        return Place(0, 0, kind, paragraph=paragraph, run=run)

    def _is_text(self, run: _Element, change: str) -> bool:
        """Whether a run belongs to the text; one that does not goes to the tally."""
        apart = "deleted" if change == "deleted" else "hidden" if hidden(run) else ""
        text = run_text(run) if apart or change else ""
        if text:
            self._tally.counts[apart or change] += 1
        if apart and text:
            self._tally.deleted.append(text)
        return not apart

    def _note_marks(self, run: _Element, paragraph: int | None, index: int) -> None:
        for child in run:
            kind = _REFERENCES.get(str(child.tag))
            if kind and self._mark is None:
                self._tally.references.append(Reference(kind, child.get(w("id"), ""), paragraph, index))

    def _table(self, table: _Element, kind: PlaceKind) -> None:
        cells = list(_grid(table, self._tally))
        if is_layout([[_plain(p) for p in blocks(cell.element, (PARAGRAPH,))] for cell in cells]):
            for cell in cells:
                self._flow(cell.element, kind)
            return
        slots = [
            Slot(cell.row, cell.column, self._cell_lines(cell.element, kind), cell.row_span, cell.column_span)
            for cell in cells
        ]
        rows = max(cell.row + cell.row_span for cell in cells)
        self._out.table(slots, rows, max(cell.column + cell.column_span for cell in cells))

    def _cell_lines(self, container: _Element, kind: PlaceKind) -> list[Line]:
        """The lines of a cell, those of nested tables and text boxes among them."""
        lines: list[Line] = []
        for block in blocks(container):
            if block.tag == TABLE:
                for cell in _grid(block, self._tally):
                    lines += [*self._cell_lines(cell.element, kind), []]
                continue
            line, anchored = self._line(block, kind)
            lines.append(line)
            for box in anchored:
                lines += self._cell_lines(box, "textbox" if kind == "paragraph" else kind)
        return lines


@dataclass(slots=True)
class _GridCell:
    element: _Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def _grid(table: _Element, tally: Tally) -> Iterator[_GridCell]:
    """The cells of a table, merged ones once with their extent; rows deleted by a revision left out."""
    cells: list[_GridCell] = []
    above: dict[int, _GridCell] = {}
    row = 0
    for element in blocks(table, (ROW,)):
        if element.find(f"{w('trPr')}/{w('del')}") is not None:
            tally.counts["deleted"] += 1
            tally.deleted.append("\t".join(map(_plain, blocks(element, (CELL,)))))
            continue
        above = _grid_row(element, row, above, cells)
        row += 1
    return iter(cells)


def _grid_row(
    element: _Element, row: int, above: dict[int, _GridCell], cells: list[_GridCell]
) -> dict[int, _GridCell]:
    """Append the cells of one row; `above` and the result map columns to the cell that reaches down there."""
    column = _number(element.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    reaching: dict[int, _GridCell] = {}
    for child in blocks(element, (CELL,)):
        properties = child.find(w("tcPr"))
        span = 1 if properties is None else _number(properties.find(w("gridSpan")), 1)
        merge = None if properties is None else properties.find(w("vMerge"))
        if merge is not None and merge.get(w("val"), "continue") == "continue" and column in above:
            origin = above[column]
            origin.row_span = row - origin.row + 1
        else:
            origin = _GridCell(child, row, column, column_span=span)
            cells.append(origin)
        reaching[column] = origin
        column += span
    return reaching


def _number(element: _Element | None, default: int) -> int:
    text = "" if element is None else element.get(w("val"), "")
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _plain(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(TEXT))


def _mark_deleted(paragraph: _Element) -> bool:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    marks = () if properties is None else (properties.find(w("del")), properties.find(w("moveFrom")))
    return any(mark is not None for mark in marks)


def _removed(paragraph: _Element) -> bool:
    """Whether a revision took out the whole paragraph, so that it has no number any more."""
    return _mark_deleted(paragraph) and all(change == "deleted" for _, change in inline(paragraph))
