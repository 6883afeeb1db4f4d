"""Tables that go on on the next page become one table again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportnlp.parse.readers.lines import is_figure
from reportnlp.parse.readers.page_tables import PageTable, TableCell

SAME_EDGE = 4.0
"""Column edges of one table may differ by so many points from page to page."""

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]")
_BEGINS = re.compile(rf"{_NUMBERED.pattern}|其中|#|合计|总计")


def continues(upper: PageTable, lower: PageTable) -> bool:
    """Whether the column edges of two tables agree: equal outer ones, the fewer among the more."""
    shift = lower.xs[0] - upper.xs[0]
    # Mirrored margins move a whole table, but not far.
    if abs(shift) > 40 or abs(lower.xs[-1] - shift - upper.xs[-1]) > SAME_EDGE:
        return False
    few, many = sorted((upper.xs, tuple(x - shift for x in lower.xs)), key=len)
    return all(any(abs(x - other) <= SAME_EDGE for other in many) for x in few)


def joined(upper: PageTable, lower: PageTable) -> PageTable:
    """One table of both; a repeated head is dropped, cells cut by the page break are healed.

    Args:
        upper, lower: tables for which `continues` holds.
    """
    lower = _without_head(upper, lower)
    shift = lower.xs[0] - upper.xs[0]
    shifted = tuple(x - shift for x in lower.xs)
    xs = upper.xs if len(upper.xs) >= len(shifted) else shifted
    cells = [_on(xs, upper.xs, cell, 0) for cell in upper.cells]
    cells += [_on(xs, shifted, cell, upper.rows) for cell in lower.cells]
    cells, rows = _healed(cells, upper.rows, upper.rows + lower.rows)
    return replace(upper, xs=xs, cells=tuple(cells), rows=rows)


def _without_head(upper: PageTable, lower: PageTable) -> PageTable:
    """`lower` without the leading rows that say the same as those of `upper`."""
    above, below = _by_row(upper), _by_row(lower)
    count = 0
    while count < min(len(above), len(below)) - 1 and above[count] == below[count]:
        count += 1
    # A merged head ends below its tallest cell.
    while count and any(c.row < count < c.row + c.row_span for c in lower.cells):
        count -= 1
    head = [text for row in below[:count] for _, _, text in row if text]
    if not head or any(map(is_figure, head)):
        return lower
    cells = tuple(replace(c, row=c.row - count) for c in lower.cells if c.row >= count)
    return replace(lower, cells=cells, rows=lower.rows - count)


def _by_row(table: PageTable) -> list[list[tuple[int, int, str]]]:
    out: list[list[tuple[int, int, str]]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        out[cell.row].append((cell.column, cell.column_span, cell.text))
    return out


def _on(xs: Sequence[float], old: Sequence[float], cell: TableCell, rows_above: int) -> TableCell:
    """A cell with its columns counted by the edges `xs`."""
    start = _nearest(xs, old[cell.column])
    end = _nearest(xs, old[cell.column + cell.column_span])
    return replace(cell, row=cell.row + rows_above, column=start, column_span=end - start)


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _healed(cells: list[TableCell], seam: int, rows: int) -> tuple[list[TableCell], int]:
    """Join the cells above and below the row number `seam` that are halves of one."""
    above = {(c.column, c.column_span): c for c in cells if c.row + c.row_span == seam}
    below = {(c.column, c.column_span): c for c in cells if c.row == seam}
    pairs = [(above[key], below[key]) for key in above if key in below]
    if _is_one_row(above, below):
        halves = {id(cell) for pair in pairs for cell in pair}
        out = [c if c.row < seam else replace(c, row=c.row - 1) for c in cells if id(c) not in halves]
        merged = [_glued(upper, lower, upper.row_span + lower.row_span - 1) for upper, lower in pairs]
        return _sorted(out + merged), rows - 1
    spanning = [pair for pair in pairs if _is_one_cell(*pair)]
    halves = {id(cell) for pair in spanning for cell in pair}
    out = [cell for cell in cells if id(cell) not in halves]
    return _sorted(out + [_glued(a, b, a.row_span + b.row_span) for a, b in spanning]), rows


def _sorted(cells: list[TableCell]) -> list[TableCell]:
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _glued(upper: TableCell, lower: TableCell, row_span: int) -> TableCell:
    return replace(upper, row_span=row_span, parts=upper.parts + lower.parts, full=lower.full)


def _is_one_cell(upper: TableCell, lower: TableCell) -> bool:
    """Whether a cell of several rows was cut: one half is empty, or the upper one asks for more."""
    if upper.row_span == lower.row_span == 1 and not _is_label(upper, lower):
        return False
    if not upper.text or not lower.text:
        return bool(upper.text or lower.text)
    return _asks(upper) and _goes_on(lower)


def _is_label(upper: TableCell, lower: TableCell) -> bool:
    """Whether an empty first cell below a name only continues it."""
    return upper.column == 0 and bool(upper.text) and not lower.text and _is_words(upper)


def _is_one_row(above: dict[tuple[int, int], TableCell], below: dict[tuple[int, int], TableCell]) -> bool:
    """Whether the page break cut through a row, so that its wrapped text goes on below.

    Some cell must be full above and go on below with words, none of which begins anything
    new, and no figure may stand in a column that is filled on both sides.
    """
    if above.keys() != below.keys():
        return False
    both = [(above[key], below[key]) for key in above if above[key].text and below[key].text]
    if not both or len(both) == len(above):
        return False
    words = all(_is_words(upper) and _goes_on(lower) for upper, lower in both)
    return words and any(upper.full or _asks(upper) for upper, _ in both)


def _is_words(cell: TableCell) -> bool:
    return not is_figure(cell.text)


def _goes_on(cell: TableCell) -> bool:
    """Whether a cell holds words that begin nothing."""
    return _is_words(cell) and not _BEGINS.match(cell.text)


def _asks(cell: TableCell) -> bool:
    """Whether what follows belongs to the label: a bracket is open, or it is numbered and that is not."""
    return cell.text.count("（") > cell.text.count("）") or bool(_NUMBERED.match(cell.text))
