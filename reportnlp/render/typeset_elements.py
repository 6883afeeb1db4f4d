"""Paragraphs and tables of a Word document, made of the text of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportnlp.datamodel import Cell, Table
from reportnlp.parse.readers.docx_walk import PARAGRAPH, RUN, TABLE, TEXT, w

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SLOTS: Final = 20_000
"""Most slots (rows × columns) of a table that is made as a table."""

MAX_COLUMNS: Final = 63
"""Most columns of a Word table."""

WIDTH: Final = 8844
"""Of a table: 156 mm, the page between its margins, in twentieths of a point."""

_NARROW, _BROAD = 5, 16  # characters of the narrowest and the broadest column
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile(r"\t|\n|[^\t\n]+")
_BREAKS = {"\t": w("tab"), "\n": w("br")}

Made = tuple["_Element", dict["_Element", int]]


def paragraph_of(words: str, style: str) -> _Element:
    """A paragraph of one run; without a run where there are no words."""
    paragraph = _element(PARAGRAPH)
    _add(_add(paragraph, w("pPr")), w("pStyle"), val=style)
    run = _add(paragraph, RUN) if words else paragraph
    for piece in _PIECES.findall(words):
        if piece in _BREAKS:
            _add(run, _BREAKS[piece])
        else:
            text = _add(run, TEXT)
            text.set(_SPACE, "preserve")
            text.text = piece
    return paragraph


def table_of(table: Table, text: str) -> Made | None:
    """A table with its paragraphs and where the text of each begins.

    None where the cells do not hold all the words of the table, or lie over each other, or are too
    many: it is better written line by line then.
    """
    owners = _owners(table)
    if owners is None or not _holds_all(table, text):
        return None
    element, starts = _element(TABLE), {}
    properties = _add(element, w("tblPr"))
    _add(properties, w("tblStyle"), val="TableGrid")
    _add(properties, w("tblW"), w=str(WIDTH), type="dxa")
    _add(properties, w("tblLayout"), type="fixed")
    widths, grid = _widths(table), _add(element, w("tblGrid"))
    for width in widths:
        _add(grid, w("gridCol"), w=str(width))
    for row in range(table.rows):
        line, column = _add(element, w("tr")), 0
        while column < table.columns:
            cell = owners.get((row, column))
            step = cell.column_span if cell else 1
            made = _cell(line, cell, row, text, sum(widths[column : column + step]))
            if cell is not None and cell.row == row and len(cell.span):
                starts[made] = cell.span.start
            column += step
    return element, starts


def _widths(table: Table) -> list[int]:
    """The widths of the columns: wider where a cell holds more, within bounds."""
    weights = [_NARROW] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            weights[cell.column] = max(weights[cell.column], min(len(cell.text) + 2, _BROAD))
    return [WIDTH * weight // sum(weights) for weight in weights]


def _owners(table: Table) -> dict[tuple[int, int], Cell] | None:
    """The cell on each slot of the grid."""
    if not table.cells or table.columns > MAX_COLUMNS or table.rows * table.columns > MAX_SLOTS:
        return None
    owners: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        if cell.row + cell.row_span > table.rows or cell.column + cell.column_span > table.columns:
            return None
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if (row, column) in owners:
                    return None
                owners[row, column] = cell
    return owners


def _holds_all(table: Table, text: str) -> bool:
    """Whether the cells hold every word of the table, in order."""
    done = table.span.start
    for cell in sorted(table.cells, key=lambda c: (c.span.start, c.span.end)):
        if cell.span.start < done or text[done : cell.span.start].strip():
            return False
        done = cell.span.end
    return not text[done : table.span.end].strip()


def _cell(line: _Element, cell: Cell | None, row: int, text: str, width: int) -> _Element:
    """Append the part of a cell that lies in a row; its paragraph."""
    element = _add(line, w("tc"))
    properties = _add(element, w("tcPr"))
    _add(properties, w("tcW"), w=str(width), type="dxa")
    if cell is not None and cell.column_span > 1:
        _add(properties, w("gridSpan"), val=str(cell.column_span))
    if cell is not None and cell.row_span > 1:
        _add(properties, w("vMerge"), val="restart" if cell.row == row else "continue")
    begins = cell is not None and cell.row == row
    words = text[cell.span.start : cell.span.end] if cell is not None and begins else ""
    paragraph = paragraph_of(words, "TableText")
    element.append(paragraph)
    return paragraph


def _element(tag: str, **attributes: str) -> _Element:
    from lxml import etree

    return etree.Element(tag, {w(name): value for name, value in attributes.items()})


def _add(parent: _Element, tag: str, **attributes: str) -> _Element:
    element = parent.makeelement(tag, {w(name): value for name, value in attributes.items()})
    parent.append(element)
    return element
