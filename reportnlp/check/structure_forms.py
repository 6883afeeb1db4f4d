"""The statutory tables that a part must hold, and their cells that were left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.check.context import Context
from reportnlp.datamodel import Cell, Table
from reportnlp.resources.xxgk_tables import forms

_SPACE = re.compile(r"\s")
_DIGITS = re.compile(r"\d")
_TYPED = re.compile(
    r"本年新收|自然人|制发件数|制发数量|处理决定数量|结果维持|未经复议|[:：]?无(?:此类|相关)情况"
)


@dataclass(frozen=True)
class Blanks:
    """A statutory table and its cells in which a number is due and nothing stands."""

    table: Table
    cells: tuple[Cell, ...]


def has_table(context: Context, name: str) -> bool | None:
    """Whether the report holds the statutory table; None where it may stand in the text as words."""
    if any(table.statutory == name for table in context.report.tables):
        return True
    return None if _TYPED.search(context.clean) else False


def blanks(context: Context) -> Iterator[Blanks]:
    """Each statutory table of a file that knows its cells (not plain text, where columns are a guess)."""
    if any(place.kind == "cell" for place in context.report.places):
        for table in context.report.tables:
            if table.statutory:
                yield Blanks(table, tuple(_blank_cells(table)))


def _blank_cells(table: Table) -> Iterator[Cell]:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell)
    finders = {"xxgk-disclosure": _disclosure, "xxgk-requests": _requests, "xxgk-litigation": _litigation}
    for number, row in rows.items():
        yield from finders[table.statutory](row, number, table)


def _disclosure(row: list[Cell], number: int, table: Table) -> Iterator[Cell]:
    """规章 and 行政规范性文件 have three numbers, the other rows one."""
    head, *rest = row
    label = _label(head)
    due = [cell for cell in forms().disclosure if cell.row == label]
    if due and not any(_DIGITS.search(cell.text) for cell in rest[len(due) :]):
        yield from (cell for cell in rest[: len(due)] if not cell.text.strip())


def _requests(row: list[Cell], number: int, table: Table) -> Iterator[Cell]:
    """The last seven columns, in the rows that the form names."""
    first = table.columns - len(forms().applicants)
    labels = [_label(cell) for cell in row if cell.column < first and cell.text.strip()]
    if labels and any(line.names(labels[-1]) for line in forms().requests):
        yield from (cell for cell in row if cell.column >= first and not cell.text.strip())


def _litigation(row: list[Cell], number: int, table: Table) -> Iterator[Cell]:
    """The row below the heads."""
    if number == table.rows - 1 and number > 1 and not any(_label(cell).isalpha() for cell in row):
        yield from (cell for cell in row if not cell.text.strip())


def _label(cell: Cell) -> str:
    """The cell's words without blanks and without the number in front."""
    words = _SPACE.sub("", cell.text)
    return re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]){1,2}", "", words)
