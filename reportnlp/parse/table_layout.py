"""Which rows and columns of a table are heads, and which heads a number stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from reportnlp.parse.table_grid import Grid, split_unit
from reportnlp.parse.table_heads import Head, read_head
from reportnlp.resources import units as unit_table

MAX_LEVELS = 8
"""Most rows of heads above each other; of more the lowest count."""

RowKind = Literal["head", "group", "body"]
"""head: names columns; group: one cell across the table, names the rows below; body: the rest."""

ColumnKind = Literal["label", "serial", "unit", "value"]

_PLACEHOLDER = re.compile(r"[-—–－/\\…·.×*]{0,6}|无|空")
_SERIAL = re.compile(r"序号|编号|行次|栏次|次序|№|NO\.?|.{0,12}(?:编码|代码)", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"(?:计量|数量)?单位")
_YEAR_HEAD = re.compile(r"年份|年度|时间|年")


@dataclass(frozen=True)
class Layout:
    """The heads of a table.

    `blocks[row]` are the head rows that rule this row; a table whose heads come again has
    several blocks.
    """

    grid: Grid
    rows: tuple[RowKind, ...]
    columns: tuple[ColumnKind, ...]
    blocks: tuple[tuple[int, ...], ...]

    @cached_property
    def header_rows(self) -> int:
        """Leading rows without figures; 0 where no figure follows at all."""
        return self.rows.index("body") if "body" in self.rows else 0

    @cached_property
    def header_columns(self) -> int:
        """Leading columns that name the rows."""
        return self.columns.index("value") if "value" in self.columns else 0

    @cached_property
    def caption(self) -> str:
        """The leading rows of one cell across the table."""
        leading = range(self.header_rows)
        return " ".join(self.grid.text(r, 0) for r in leading if self.rows[r] == "group")

    def states(self, row: int, column: int) -> bool:
        """Whether a number at this slot is a figure (and no serial number, year or head)."""
        return self.rows[row] == "body" and self.columns[column] == "value"

    @cached_property
    def labels(self) -> tuple[tuple[int, ...], ...]:
        """For each column the nearest columns of row names to its left."""
        out: list[tuple[int, ...]] = []
        run: tuple[int, ...] = ()
        for column, kind in enumerate(self.columns):
            out.append(run)
            if kind != "value":
                fresh = column > 0 and self.columns[column - 1] == "value"
                run = (*(() if fresh else run), *((column,) if kind == "label" else ()))
        return tuple(out)

    @cached_property
    def unit_column(self) -> int | None:
        """The column that gives each row its unit."""
        return self.columns.index("unit") if "unit" in self.columns else None

    @cached_property
    def _heads(self) -> dict[tuple[tuple[int, ...], int], Head]:
        return {}

    def column_head(self, row: int, column: int) -> Head:
        """The heads above a slot as one."""
        key = self.blocks[row], column
        if key not in self._heads:
            self._heads[key] = _merged([read_head(t) for t in self._head_texts(*key)])
        return self._heads[key]

    def _head_texts(self, block: Sequence[int], column: int) -> list[str]:
        texts = [self.grid.text(r, column) for r in block]
        return [t for i, t in enumerate(texts) if t and t not in texts[:i]]

    def measured(self, row: int, column: int) -> str:
        """What a column of growth measures: its own name, else that of the level to its left."""
        head = self.column_head(row, column)
        while head.growth and not head.name and column > 0 and self.columns[column - 1] == "value":
            column -= 1
            head = self.column_head(row, column)
        return head.name


def _merged(heads: list[Head]) -> Head:
    out = Head()
    for head in heads:
        out = replace(
            out,
            name=" ".join(filter(None, (out.name, head.name))),
            scale=out.scale if head.unit is None else head.scale,
            unit=out.unit if head.unit is None else head.unit,
            growth=out.growth or head.growth,
            rate=out.rate or head.rate,
            share=out.share or head.share,
            rank=out.rank or head.rank,
            period=head.period or out.period,
            status="target" if "target" in (out.status, head.status) else "actual",
        )
    return out


def find_layout(grid: Grid) -> Layout:
    """The layout of a table: from where its numbers stand, then from its words."""
    rows = range(grid.table.rows)
    first = next((row for row in rows if _begins_body(grid, row)), grid.table.rows)
    body = [row for row in rows if row >= first and grid.row_numbers(row)]
    columns = _column_kinds([_column_kind(grid, c, body, first) for c in range(grid.table.columns)])
    numbered = set(body)
    kinds: list[RowKind] = []
    blocks: list[tuple[int, ...]] = []
    block: tuple[int, ...] = ()
    for row in rows:
        kind = "body" if row in numbered else _wordy_kind(grid, row, first, columns)
        if kind == "head" and row > first and not (kinds[-1] == "group" or _comes_again(grid, row, block)):
            kind = "body"
        if kind == "head":
            # Heads below figures replace those above; heads that follow each other are levels.
            block = (*block, row)[-MAX_LEVELS:] if not block or "body" not in kinds[block[-1] :] else (row,)
        kinds.append(kind)
        blocks.append(block)
    return Layout(grid, tuple(kinds), columns, tuple(blocks))


def _comes_again(grid: Grid, row: int, block: tuple[int, ...]) -> bool:
    """Whether a row begins as one of the heads above it does (信息内容 …)."""
    return any(grid.text(row, 0) == grid.text(above, 0) for above in block)


def _begins_body(grid: Grid, row: int) -> bool:
    """Whether this row, the first with numbers, states figures and names no columns by year or number."""
    numbers = grid.row_numbers(row)
    if not numbers or _counts_columns(grid, row):
        return False
    return any(not n.year for _, n in numbers) or all(_is_named(grid, row, column) for column, _ in numbers)


def _is_named(grid: Grid, row: int, column: int) -> bool:
    """Whether a slot has a name of its own in front of it and a head of its own above it."""
    name, head = grid.slots.get((row, 0)), grid.slots.get((row - 1, column))
    if column == 0 or name is None or head is None or head.column_span > 1:
        return False
    return name.row == row and bool(grid.text(row, 0)) and bool(grid.text(row - 1, column))


def _counts_columns(grid: Grid, row: int) -> bool:
    """A row that only numbers the columns (栏次 1 2 3 …)."""
    numbers = [n.number for _, n in grid.row_numbers(row)]
    return _is_serial(numbers) or (len(numbers) == 2 and bool(_SERIAL.fullmatch(grid.text(row, 0))))


def _column_kinds(kinds: Sequence[ColumnKind | None]) -> tuple[ColumnKind, ...]:
    """The kinds of all columns; an empty one (None) between columns of names is one of names."""
    out: list[ColumnKind] = []
    for column, kind in enumerate(kinds):
        after = next((k for k in kinds[column:] if k), "value")
        # A column of values that happen to be missing must not end the names to its left.
        beside = (out[-1] if out else "label", after)
        out.append(kind or ("value" if "value" in beside else "label"))
    return tuple(out)


def _column_kind(grid: Grid, column: int, body: list[int], first: int) -> ColumnKind | None:
    """The kind of a column; None for one that has a head and nothing below it."""
    heads = [grid.text(row, column) for row in range(first)]
    if any(_SERIAL.fullmatch(h) for h in heads):
        return "serial"
    if column and any(_UNIT_HEAD.fullmatch(h) for h in heads):  # in front it heads organisations
        return "unit"
    numbers = [n for row in body if (n := grid.number(row, column)) is not None]
    own = [grid.text(row, column) for row in body if (row, column) in grid.texts]
    filled = sum(not _PLACEHOLDER.fullmatch(t) for t in own)
    if own and not numbers and not filled and any(heads):
        return None
    if not numbers or 2 * len(numbers) < filled:
        return "unit" if column and not any(heads) and _are_units(own) else "label"
    if all(n.year for n in numbers) and (column == 0 or any(_YEAR_HEAD.fullmatch(h) for h in heads)):
        return "label"
    if column == 0 and _is_serial([n.number for n in numbers]) and grid.table.columns > 2:
        return "serial"
    return "value"


def _are_units(texts: Sequence[str]) -> bool:
    known = unit_table.load().dimension_of
    said = [t for t in texts if t]
    return len(said) > 1 and all(split_unit(t)[1] in known for t in said)


def _is_serial(numbers: Sequence[object]) -> bool:
    return len(numbers) > 2 and list(numbers) == list(range(1, len(numbers) + 1))


def _wordy_kind(grid: Grid, row: int, first: int, columns: Sequence[ColumnKind]) -> RowKind:
    """The kind of a row without numbers; below the first figures "head" is only a guess."""
    texts = [c for c in grid.row_cells(row) if grid.texts[c.row, c.column]]
    if len(texts) == 1 and texts[0].column_span >= grid.table.columns > 1:
        return "group"
    if row < first:
        return "head"
    says = [grid.text(row, c) for c, kind in enumerate(columns) if kind == "value"]
    return "body" if all(_PLACEHOLDER.fullmatch(t) for t in says) else "head"
