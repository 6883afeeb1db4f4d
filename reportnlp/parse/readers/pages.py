"""The pages of a PDF, OFD or scan → one `Document`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reportnlp.datamodel import Apart, Document, Place
from reportnlp.parse.readers.assembly import Assembly, Piece, Slot, blanks
from reportnlp.parse.readers.continued import Continued, continues
from reportnlp.parse.readers.furniture import Sheet, without_furniture
from reportnlp.parse.readers.glyph import Page
from reportnlp.parse.readers.lines import Row, in_reading_order, rows
from reportnlp.parse.readers.page_tables import PageTable, TableCell, indents, tables_of, without_empty_sides
from reportnlp.parse.readers.paragraphs import Paragraph, frames, paragraphs

Block = Row | PageTable

SHOWN = 0.02
"""Share of a page from which an image may hold text worth a note (a seal or logo is smaller)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page whose glyphs have become rows and tables (which take far less memory).

    Args:
        rows: outside of tables, from top to bottom.
        glyphs: how many characters the page has.
        slanted, picture, garbled, covered: see `Page`.
    """

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    tables: tuple[PageTable, ...]
    glyphs: int
    slanted: str
    picture: float
    garbled: bool
    covered: int


def leaf(page: Page) -> Leaf:
    """The rows and tables of a page."""
    tables, loose = tables_of(page)
    return Leaf(
        page.number,
        page.width,
        page.height,
        tuple(rows(loose, page.number)),
        tuple(tables),
        len(page.glyphs),
        page.slanted,
        page.picture,
        page.garbled,
        page.covered,
    )


def document(leaves: Sequence[Leaf], name: str, form: str, notes: Sequence[str] = ()) -> Document:
    """Put pages together: running text in paragraphs, tables where they stand, the rest apart.

    Args:
        leaves: in order.
        name: of the source, for messages.
        form: "pdf" or "ofd".
        notes: on how the pages were read.

    Raises:
        ReadError: the text is longer than `limits.MAX_CHARS`.
    """
    kept, apart = without_furniture([_sheet(page) for page in leaves])
    apart += [Apart("watermark", page.slanted, page.number) for page in leaves if page.slanted]
    ordered = (_ordered(page.tables, held) for page, held in zip(leaves, kept, strict=True))
    blocks = list(_unboxed(list(chain.from_iterable(ordered))))
    out = Assembly(name)
    _write(out, _rejoined(blocks, {page.number: page.width for page in leaves}))
    return Document(
        text=out.text(),
        source=name,
        format=form,
        places=tuple(out.places),
        tables=tuple(out.tables),
        apart=tuple(sorted(apart, key=lambda part: part.page or 0)),
        notes=tuple(notes),
    )


def _write(out: Assembly, items: Iterable[Paragraph | PageTable]) -> None:
    count = 0
    for item in items:
        if isinstance(item, PageTable):
            table = without_empty_sides(item)
            steps = indents(table)
            slots = [_slot(cell, 0 if cell.column else steps.get(cell.row, 0)) for cell in table.cells]
            out.table(slots, table.rows, table.columns)
            continue
        out.line([Piece(text, Place(0, 0, page=page, paragraph=count)) for page, text in item.parts])
        count += 1


def _sheet(page: Leaf) -> Sheet:
    first = min((table.top for table in page.tables), default=page.height)
    last = max((table.bottom for table in page.tables), default=0.0)
    above = sum(row.bottom < first + row.em for row in page.rows)
    below = sum(row.top > last - row.em for row in page.rows)
    return Sheet(page.rows, page.height, above, below)


def _ordered(tables: Sequence[PageTable], page_rows: Sequence[Row]) -> Iterator[Block]:
    """Rows and tables of one page from top to bottom; columns are read between the tables."""
    start = 0
    for table in tables:
        end = start
        while end < len(page_rows) and page_rows[end].top < table.top:
            end += 1
        yield from in_reading_order(list(page_rows[start:end]))
        yield table
        start = end
    yield from in_reading_order(list(page_rows[start:]))


def _unboxed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Frames of one column as the rows they hold, unless a table goes on from or to the next page."""
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        held = block.held if isinstance(block, PageTable) else ()
        if held and not (_meets(before, block) or _meets(block, after)):
            yield from held
        else:
            yield block


def _meets(upper: Block | None, lower: Block | None) -> bool:
    if not (isinstance(upper, PageTable) and isinstance(lower, PageTable)):
        return False
    both_boxed = upper.held and lower.held
    return lower.page == upper.page + 1 and not both_boxed and continues(upper, lower)


def _rejoined(blocks: Sequence[Block], widths: dict[int, float]) -> Iterator[Paragraph | PageTable]:
    """Paragraphs and tables, each whole although a page may end inside it."""
    edges = frames([block for block in blocks if isinstance(block, Row)], widths)
    run: list[Row] = []
    table: Continued | None = None
    for block in (*blocks, None):
        if isinstance(block, PageTable) and table and table.takes(block):
            table.add(block)
            continue
        if table:
            yield table.table()
            table = None
        if isinstance(block, Row):
            run.append(block)
            continue
        yield from paragraphs(run, edges)
        run, table = [], Continued(block) if block else None


def _slot(cell: TableCell, indent: int) -> Slot:
    line = [Piece(text, Place(0, 0, "cell", page=page)) for page, text in cell.parts]
    lines = [line] if line else []
    return Slot(cell.row, cell.column, lines, cell.row_span, cell.column_span, blanks(indent))


def listed(numbers: Sequence[int]) -> str:
    """Page numbers in short: "第2—5、8页"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]
    return f"第{'、'.join(parts)}页"
