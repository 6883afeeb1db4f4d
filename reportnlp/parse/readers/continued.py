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


class Continued:
    """A table that grows from page to page.

    Args:
        first: its part on the first page.
    """

    def __init__(self, first: PageTable) -> None:
        self._parts = [first]
        self._widest = first

    def takes(self, lower: PageTable) -> bool:
        """Whether a table is the next part: on the next page, with the same column edges."""
        return lower.page == self._parts[-1].page + 1 and continues(self._widest, lower)

    def add(self, lower: PageTable) -> None:
        """Append a part, without the head if it is repeated."""
        self._parts.append(_without_head(self._parts[0], lower))
        if len(lower.xs) > len(self._widest.xs):
            self._widest = lower

    def table(self) -> PageTable:
        """The whole table; cells cut by a page break are healed."""
        first, xs = self._parts[0], self._widest.xs
        if len(self._parts) == 1:
            return first
        seam = _Seam(xs)
        for part in self._parts:
            seam.append(part)
        cells = sorted(seam.cells, key=lambda cell: (cell.row, cell.column))
        return replace(first, xs=xs, cells=tuple(cells), rows=seam.rows, held=())


def continues(upper: PageTable, lower: PageTable) -> bool:
    """Whether the column edges of two tables agree: equal outer ones, the fewer among the more."""
    shift = lower.xs[0] - upper.xs[0]
    # Mirrored margins move a whole table, but not far.
    if abs(shift) > 40 or abs(lower.xs[-1] - shift - upper.xs[-1]) > SAME_EDGE:
        return False
    few, many = sorted((upper.xs, tuple(x - shift for x in lower.xs)), key=len)
    return all(any(abs(x - other) <= SAME_EDGE for other in many) for x in few)


def _without_head(first: PageTable, lower: PageTable) -> PageTable:
    """`lower` without the leading rows that say the same as those of `first`."""
    above, below = _by_row(first), _by_row(lower)
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


Key = tuple[int, int]
"""Column and column span."""


class _Seam:
    """The lower edge of a growing table: `open` are the indexes of the cells that end there."""

    def __init__(self, xs: Sequence[float]) -> None:
        self._xs = xs
        self.cells: list[TableCell] = []
        self.rows = 0
        self._open: dict[Key, int] = {}

    def append(self, part: PageTable) -> None:
        """Add a part below, joining the cells above and below the edge that are halves of one."""
        lower = [self._placed(cell, part) for cell in part.cells]
        above = {key: self.cells[i] for key, i in self._open.items()}
        below = {_key(cell): cell for cell in lower if cell.row == self.rows}
        cut = int(_is_one_row(above, below))
        halves = {key for key in above.keys() & below.keys() if cut or _is_one_cell(above[key], below[key])}
        changed = [self._open[key] for key in halves]
        for key in halves:
            span = above[key].row_span + below[key].row_span - cut
            self.cells[self._open[key]] = _glued(above[key], below[key], span)
        for cell in lower:
            if cell.row > self.rows or _key(cell) not in halves:
                changed.append(len(self.cells))
                self.cells.append(replace(cell, row=cell.row - cut) if cut else cell)
        self.rows += part.rows - cut
        ends = ((i, self.cells[i]) for i in changed)
        self._open = {_key(cell): i for i, cell in ends if cell.row + cell.row_span == self.rows}

    def _placed(self, cell: TableCell, part: PageTable) -> TableCell:
        """A cell of `part` with its row and columns counted in the whole table."""
        shift = part.xs[0] - self._xs[0]
        start = self._nearest(part.xs[cell.column] - shift)
        end = self._nearest(part.xs[cell.column + cell.column_span] - shift)
        return replace(cell, row=cell.row + self.rows, column=start, column_span=end - start)

    def _nearest(self, x: float) -> int:
        return min(range(len(self._xs)), key=lambda i: abs(self._xs[i] - x))


def _key(cell: TableCell) -> Key:
    return cell.column, cell.column_span


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


def _is_one_row(above: dict[Key, TableCell], below: dict[Key, TableCell]) -> bool:
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
