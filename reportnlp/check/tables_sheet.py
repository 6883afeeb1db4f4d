"""A table as the rules see it: its figures by slot, and what names its rows and columns.

Which cells are figures, and in which unit, was decided when the table was read; here the heads
are looked at again, for who adds up to whom.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from reportnlp.datamodel import Cell, Indicator, Report, Table
from reportnlp.figures.stated import Stated

MAX_FIGURES: Final = 3000
"""A table with more figures is a data file; no relations are looked for in it."""

MAX_SLOTS: Final = 60_000
"""Most slots (rows × columns) of a table that is looked at."""

Held = Literal["figure", "blank", "other"]
"""What a slot holds: a figure, nothing (or a dash), or something that was not read as a figure."""

_LONG: Final = 16  # characters of a name that a message repeats

_BLANK = re.compile(r"[-—–－/\\…·.×*]{0,6}|无|空")
_SPACE = re.compile(r"\s+")
_UNIT_HEAD = re.compile(r"(?:计量|数量)?单位|备注|说明")
_PARTIAL = re.compile(r"主要|部分|重点")
_SHARE = re.compile(r"(?:所)?占(?:总[数量额]|全部|合计)?的?(?:比重|比例|比|百分比)|比重|构成比?|比例|百分比")
_AVERAGE = re.compile(r"人均|户均|平均|单价|均价|价格|指数|率\Z|[意晓]度\Z|位次|排名|得分|分值")
_RATE_UNITS = frozenset({"%", "‰", "百分点", "个百分点", "岁", "倍"})
_SERIAL = re.compile(r"序号|编号|行次|栏次")
_NOTE = re.compile(r"[（(](?:单位[:：])?[^（()）]{1,10}[）)]\Z|[\[［〔]\d{1,2}[\]］〕]\Z")
_CODE = re.compile(r"\d{1,8}")


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of heads and the rows below them; a table whose heads come again has several."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Columns of numbers with the columns of names to their left; a table may hold two side by side."""

    labels: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """One table.

    Args:
        slots: (row, column) → the cell that covers it; texts: the same, without white space.
        figures: the figures by their slot.
    """

    table: Table
    slots: dict[tuple[int, int], Cell]
    texts: dict[tuple[int, int], str]
    figures: dict[tuple[int, int], Stated]

    def text(self, row: int, column: int) -> str:
        return self.texts.get((row, column), "")

    def held(self, row: int, column: int) -> Held:
        if (row, column) in self.figures:
            return "figure"
        return "blank" if _BLANK.fullmatch(self.text(row, column)) else "other"

    @property
    def is_partial(self) -> bool:
        """Whether the table says that it names only some of what there is."""
        return _PARTIAL.search(self.table.caption) is not None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks from top to bottom; rows of one cell across the whole table belong to none."""
        out: list[Block] = []
        heads: list[int] = []
        rows: list[int] = []
        filled = {row for row, _ in self.figures}
        crossed = False
        for row in range(self.table.rows):
            if self._crosses(row):
                crossed = bool(rows)
                continue
            if row not in filled and (not rows or self._is_head(row, heads, crossed)):
                if rows:
                    out.append(Block(tuple(heads), tuple(rows)))
                    heads, rows = [], []
                heads.append(row)
            else:
                rows.append(row)
            crossed = False
        return (*out, Block(tuple(heads), tuple(rows)))

    def _crosses(self, row: int) -> bool:
        cell = self.slots.get((row, 0))
        return cell is not None and cell.column_span >= self.table.columns > 1

    def _is_head(self, row: int, heads: Sequence[int], crossed: bool) -> bool:
        """Whether a row without figures below some with figures names the columns anew."""
        says = [c for c in self._filled_columns if self.held(row, c) == "other"]
        if 2 * len(says) <= len(self._filled_columns):
            return False
        return crossed or any(self.text(row, 0) == self.text(head, 0) for head in heads)

    @cached_property
    def _filled_columns(self) -> frozenset[int]:
        return frozenset(column for _, column in self.figures)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The columns of numbers in groups that share the names to their left."""
        out: list[Side] = []
        labels: list[int] = []
        values: list[int] = []
        for column, is_value in enumerate(self._value_columns):
            if is_value:
                values.append(column)
                continue
            if values:
                out.append(Side(tuple(labels), tuple(values)))
                labels, values = [], []
            if not self._says_unit(column):
                labels.append(column)
        return (*out, Side(tuple(labels), tuple(values))) if values else tuple(out)

    @cached_property
    def _value_columns(self) -> tuple[bool, ...]:
        """Whether a column holds numbers; one that is empty throughout does if one beside it does."""
        empty = [self._is_empty(c) for c in range(self.table.columns)]
        out: list[bool] = []
        for column, nothing in enumerate(empty):
            after = next((c in self._filled_columns for c in range(column, len(empty)) if not empty[c]), True)
            before = bool(out) and out[-1]
            out.append(column in self._filled_columns or (nothing and (before or after) and column > 0))
        return tuple(out)

    def _is_empty(self, column: int) -> bool:
        rows = [row for block in self.blocks for row in block.rows]
        return column not in self._filled_columns and all(self.held(row, column) == "blank" for row in rows)

    def _says_unit(self, column: int) -> bool:
        heads = self.blocks[0].heads
        words = {self.text(row, column) for row in heads}
        return any(_SERIAL.fullmatch(w) or (column and _UNIT_HEAD.fullmatch(w)) for w in words)

    def head(self, block: Block, column: int) -> tuple[str, ...]:
        """The names of a column from the outermost to the innermost."""
        return _path(self.text(row, column) for row in block.heads)

    def label(self, side: Side, row: int) -> tuple[str, ...]:
        """The names of a row from the outermost to the innermost, without codes."""
        texts = (self.text(row, column) for column in side.labels)
        return _path(t for t in texts if not _CODE.fullmatch(t))

    def code(self, side: Side, row: int) -> str:
        """The digits that classify a row (类、款、项), "" for none."""
        return "".join(t for c in side.labels if _CODE.fullmatch(t := self.text(row, c)))

    def row_name(self, row: int, column: int) -> str:
        """The innermost name of a row, as the side that holds `column` gives it; "" for none."""
        side = next((s for s in self.sides if column in s.values), None)
        path = self.label(side, row) if side else ()
        return path[-1][:_LONG] if path else ""

    def column_name(self, row: int, column: int) -> str:
        """The inner names of a column above `row`; "" for none."""
        block = next((b for b in self.blocks if row in b.rows), self.blocks[0])
        return "/".join(name[:_LONG] for name in self.head(block, column)[-2:])

    def column_kind(self, column: int) -> tuple[str, str] | None:
        """Unit and kind of most figures of a column; None for one without figures."""
        return self._kinds.get(column)

    def share_of_whole(self, column: int) -> bool:
        """Whether a column says what share each row has in the whole: 占比, 比重, 构成."""
        block = next((b for b in self.blocks if b.heads), self.blocks[0])
        head = self.head(block, column)
        return bool(head) and _SHARE.fullmatch(head[-1]) is not None and self._unit(column) in ("%", "")

    def is_rate(self, column: int) -> bool:
        """Whether the numbers of a column cannot be added up: per cents that are no shares, averages."""
        block = next((b for b in self.blocks if b.heads), self.blocks[0])
        if self.share_of_whole(column):
            return False
        head = "".join(self.head(block, column))
        return self._unit(column) in _RATE_UNITS or "/" in self._unit(column) or bool(_AVERAGE.search(head))

    def is_rate_at(self, row: int, column: int) -> bool:
        """Whether the number of one slot cannot be added up: a per cent or average in a row of its own."""
        figure = self.figures[row, column]
        if figure.unit in _RATE_UNITS and not self.share_of_whole(column):
            return True
        return _AVERAGE.search(self.row_name(row, column)) is not None

    def _unit(self, column: int) -> str:
        kind = self.column_kind(column)
        return kind[0] if kind else ""

    @cached_property
    def _kinds(self) -> dict[int, tuple[str, str]]:
        counts: dict[int, Counter[tuple[str, str]]] = {}
        for (_, column), figure in self.figures.items():
            counts.setdefault(column, Counter())[figure.unit, figure.indicator.kind] += 1
        return {column: count.most_common(1)[0][0] for column, count in counts.items()}


def plain_name(text: str) -> str:
    """A head without its unit or note: "本年收费金额（万元）" → "本年收费金额"."""
    return _NOTE.sub("", text) or text


def _path(texts: Iterator[str]) -> tuple[str, ...]:
    out: list[str] = []
    for text in texts:
        if text and (not out or out[-1] != text):
            out.append(text)
    return tuple(plain_name(t) for t in out)


def sheets(report: Report, *, statutory: bool = False) -> Iterator[Sheet]:
    """The tables of a report that hold figures; those that a rule prescribes, or all others."""
    figures = [i for i in report.indicators if i.origin == "table"]
    if not figures:
        return
    figures.sort(key=lambda i: i.span.start)
    starts = [i.span.start for i in figures]
    for table in report.tables:
        if bool(table.statutory) != statutory or table.rows * table.columns > MAX_SLOTS:
            continue
        inside = figures[bisect_left(starts, table.span.start) : bisect_left(starts, table.span.end)]
        if 0 < len(inside) <= MAX_FIGURES:
            yield _sheet(table, inside)


def _sheet(table: Table, inside: Sequence[Indicator]) -> Sheet:
    slots: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                slots.setdefault((row, column), cell)
    texts = {slot: _SPACE.sub("", cell.text) for slot, cell in slots.items()}
    return Sheet(table, slots, texts, dict(_placed(table, inside)))


def _placed(table: Table, inside: Sequence[Indicator]) -> Iterator[tuple[tuple[int, int], Stated]]:
    cells = sorted((c for c in table.cells if len(c.span)), key=lambda c: c.span.start)
    starts = [c.span.start for c in cells]
    for indicator in inside:
        at = bisect_left(starts, indicator.span.start + 1) - 1
        if at >= 0 and indicator.span.end <= cells[at].span.end:
            yield (cells[at].row, cells[at].column), Stated(indicator, "", "")
