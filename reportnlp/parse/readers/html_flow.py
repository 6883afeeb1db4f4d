"""Elements of a web page as lines and tables, the way a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reportnlp.datamodel import Place
from reportnlp.parse.readers.assembly import Line, Piece, Slot, blanks, is_layout

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 100
"""Most columns a cell may span; statistical tables of reports have up to about thirty."""

MAX_INDENT, MAX_PIECES = 200, 8
"""Characters, and pieces of text, of a cell that are looked at for blanks before its words."""

SILENT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "textarea"}
    | {"head", "title", "audio", "video", "canvas", "map", "link", "meta"}
)
"""Elements whose text a browser does not show, or only as a control."""

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul"}
)
"""Elements that begin and end a line."""

_BREAK = "\x1e"
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CJK = re.compile(r"[“”‘’—…·\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_EDGES = " \u3000\u200b\ufeff\xa0"
_LINK_SHARE = 0.5


def flow(root: _Element, dropped: set[_Element], tables: set[_Element]) -> Iterator[str | _Element]:
    """The lines under `root`, and in their place the data tables as elements.

    Args:
        root: where to begin; its tail is not part of it.
        dropped: the elements to leave out.
        tables: the tables to hand out as elements.
    """
    from lxml import etree

    # Walked without recursion: damaged pages nest thousands of unclosed elements.
    walker = etree.iterwalk(root, events=("start", "end"))
    buffer: list[str] = []
    for event, element in walker:
        block = element.tag in BLOCKS
        if block or (element in tables and event == "start"):
            yield from _take(buffer)
        if event == "start":
            if element in tables:
                yield element
            if element in tables or element.tag in SILENT or element in dropped:
                walker.skip_subtree()
            else:
                buffer.append(_start(element))
        elif element is not root:
            buffer.append(element.tail or "")
    yield from _take(buffer)


def _start(element: _Element) -> str:
    if element.tag == "br":
        return _BREAK
    text = element.text or ""
    return text.replace("\n", _BREAK) if element.tag == "pre" else text


def _take(buffer: list[str]) -> list[str]:
    lines = [tidy(part) for part in "".join(buffer).split(_BREAK)]
    buffer.clear()
    return [line for line in lines if line]


def tidy(text: str) -> str:
    """White space as a browser shows it; a line end of the source next to Chinese is nothing."""
    return _WHITE.sub(_white, text).replace("\xa0", " ").strip(_EDGES)


def _white(match: re.Match[str]) -> str:
    if "\n" not in match[0] and "\r" not in match[0]:
        return " "
    around = (
        match.string[max(match.start() - 1, 0) : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    return "" if any(_CJK.match(neighbour) for neighbour in around) else " "


def text_of(element: _Element) -> str:
    """All characters under an element as one line."""
    return tidy("".join(map(str, element.itertext())))


def lines_of(block: _Element) -> list[str]:
    """The lines under an element, those of tables among them."""
    return [line for line in flow(block, set(), set()) if isinstance(line, str)]


def data_tables(root: _Element) -> set[_Element]:
    """The tables under `root` that hold data, not the page."""
    return {table for table in root.iter("table") if _holds_data(table)}


def _holds_data(table: _Element) -> bool:
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [lines_of(cell) for row in rows for cell in row]
    size = sum(len(line) for cell in cells for line in cell)
    linked = sum(len(text_of(link)) for link in table.iter("a"))
    return linked <= size * _LINK_SHARE and not is_layout(cells)


def grid(table: _Element) -> tuple[list[Slot], int, int]:
    """The cells of a table with their extents, and its numbers of rows and columns."""
    slots: list[Slot] = []
    rows = [row for row in table.iter("tr") if next(row.iterchildren("td", "th"), None) is not None]
    until: dict[int, int] = {}  # column → first row in which it is free again
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while until.get(column, 0) > number:
                column += 1
            slot = _slot(cell, number, column, len(rows))
            slots.append(slot)
            until |= dict.fromkeys(range(column, column + slot.column_span), number + slot.row_span)
            column += slot.column_span
    return slots, len(rows), max(until, default=-1) + 1


def _slot(cell: _Element, row: int, column: int, rows: int) -> Slot:
    down = _span(cell.get("rowspan"), rows - row) or rows - row  # 0: to the end of the table
    across = _span(cell.get("colspan"), MAX_COLUMNS) or 1
    lines: list[Line] = [[Piece(line, Place(0, 0))] for line in lines_of(cell)]
    return Slot(row, column, lines, down, across, _indent(cell) if row and not column else "")


def _indent(cell: _Element) -> str:
    """The blanks that `tidy` takes away before the words of a cell, as wide as a browser shows them."""
    text = "".join(islice(map(str, cell.itertext()), MAX_PIECES))
    lead = text[: len(text) - len(text.lstrip(_EDGES + "\t\r\n\f"))][:MAX_INDENT]
    return blanks(2 * lead.count("\u3000") + lead.count("\xa0"))


def _span(value: str | None, most: int) -> int:
    text = (value or "1").strip()
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 7 else 1
