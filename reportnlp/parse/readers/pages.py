"""The pages of a PDF, OFD or scan → one `Document`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reportnlp.datamodel import Apart, Document, Place
from reportnlp.parse.readers.assembly import Assembly, Piece, Slot
from reportnlp.parse.readers.continued import continues, joined
from reportnlp.parse.readers.furniture import Sheet, without_furniture
from reportnlp.parse.readers.glyph import Page
from reportnlp.parse.readers.lines import Row, in_reading_order, rows
from reportnlp.parse.readers.page_tables import PageTable, TableCell, tables_of, without_empty_sides
from reportnlp.parse.readers.paragraphs import Paragraph, frames, paragraphs

Block = Row | PageTable

SHOWN = 0.02
"""Share of a page from which an image may hold text worth a note (a seal or logo is smaller)."""


def document(pages: Sequence[Page], name: str, form: str, notes: Sequence[str] = ()) -> Document:
    """Put pages together: running text in paragraphs, tables where they stand, the rest apart.

    Args:
        pages: in order.
        name: of the source, for messages.
        form: "pdf" or "ofd".
        notes: on how the pages were read.

    Raises:
        ReadError: the text is longer than `limits.MAX_CHARS`.
    """
    blocks, apart = _blocks(pages)
    out = Assembly(name)
    count = 0
    for item in _rejoined(blocks, {page.number: page.width for page in pages}):
        if isinstance(item, PageTable):
            table = without_empty_sides(item)
            out.table([_slot(cell) for cell in table.cells], table.rows, table.columns)
            continue
        out.line([Piece(text, Place(0, 0, page=page, paragraph=count)) for page, text in item.parts])
        count += 1
    return Document(
        text=out.text(),
        source=name,
        format=form,
        places=tuple(out.places),
        tables=tuple(out.tables),
        apart=tuple(apart),
        notes=tuple(notes),
    )


def _blocks(pages: Sequence[Page]) -> tuple[list[Block], list[Apart]]:
    """Rows and tables of all pages in reading order, and what is set apart."""
    tables: list[list[PageTable]] = []
    loose: list[list[Row]] = []
    apart: list[Apart] = []
    for page in pages:
        found, glyphs = tables_of(page)
        tables.append(found)
        loose.append(rows(glyphs, page.number))
        if page.slanted:
            apart.append(Apart("watermark", page.slanted, page.number))
    sheets = [_sheet(page, found, held) for page, found, held in zip(pages, tables, loose, strict=True)]
    kept, furniture = without_furniture(sheets)
    ordered = (_ordered(found, page_rows) for found, page_rows in zip(tables, kept, strict=True))
    return list(_unboxed(list(chain.from_iterable(ordered)))), apart + furniture


def _sheet(page: Page, tables: Sequence[PageTable], held: Sequence[Row]) -> Sheet:
    first = min((table.top for table in tables), default=page.height)
    last = max((table.bottom for table in tables), default=0.0)
    above = sum(row.bottom < first + row.em for row in held)
    below = sum(row.top > last - row.em for row in held)
    return Sheet(held, page.height, above, below)


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
    table: PageTable | None = None
    last_page = 0
    for block in (*blocks, None):
        if isinstance(block, PageTable) and table and block.page == last_page + 1 and continues(table, block):
            table, last_page = joined(table, block), block.page
            continue
        if table:
            yield table
            table = None
        if isinstance(block, Row):
            run.append(block)
            continue
        yield from paragraphs(run, edges)
        run, table = [], block
        last_page = block.page if block else 0


def _slot(cell: TableCell) -> Slot:
    line = [Piece(text, Place(0, 0, "cell", page=page)) for page, text in cell.parts]
    return Slot(cell.row, cell.column, [line] if line else [], cell.row_span, cell.column_span)


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
