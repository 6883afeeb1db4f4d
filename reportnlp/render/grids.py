"""The tables of a report in a worksheet, laid out as they stand in the report, numbers as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from reportnlp.datamodel import Cell, Report, Table
from reportnlp.render import words
from reportnlp.render.blocks import CELL_LIMIT, SPAN_LIMIT, own_caption

if TYPE_CHECKING:
    from xlsxwriter import Workbook

TEXT_LIMIT: Final = 32_767  # characters that Excel keeps in a cell
ROW_LIMIT: Final = 1_048_576  # rows that Excel keeps in a sheet, the head included
COLUMN_LIMIT: Final = 16_384
_FIRST_WIDTH: Final = 26
_WIDTH: Final = 14
_WIDE_COLUMNS: Final = 40  # columns that are given a width of their own

# Fifteen digits are what a spreadsheet keeps of a number; longer ones are identifiers.
_NUMBER = re.compile(r"([+-]?)(0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(\.[0-9]{1,9})?(%?)")


@dataclass(slots=True)
class GridSheet:
    """The sheet 表格: one table below the other, each under a line that names it and its report."""

    book: Workbook
    worksheet: Any
    filled: int = 0
    formats: dict[tuple[bool, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.worksheet.set_column(0, 0, _FIRST_WIDTH)
        self.worksheet.set_column(1, _WIDE_COLUMNS, _WIDTH)

    def add(self, report: Report) -> None:
        """Append the tables of a report; what goes beyond the limits of a sheet is left out."""
        source = words.source_text(report.meta.source)
        for number, table in enumerate(report.tables, start=1):
            if self.filled >= ROW_LIMIT:
                return
            title = _title(table, number) + (f"（{source}）" if source else "")
            self.worksheet.write_string(self.filled, 0, title[:TEXT_LIMIT], self._title_format())
            self._lay_out(table, self.filled + 1)
            self.filled += min(max(table.rows, 1), CELL_LIMIT) + 2  # a blank row parts the tables

    def finish(self) -> None:
        """Say so where there was no table."""
        if not self.filled:
            self.worksheet.write_string(0, 0, "报告里没有表格。")

    def _lay_out(self, table: Table, top: int) -> None:
        for (row, column), cell in sorted(_places(table).items(), key=lambda place: place[0]):
            if top + row < ROW_LIMIT:
                text = cell.text.strip() if (row, column) == (cell.row, cell.column) else ""
                head = cell.row < table.header_rows or cell.column < table.header_columns
                self._write(top + row, column, text, head)

    def _write(self, row: int, column: int, text: str, head: bool) -> None:
        number, shape = cell_number(text)
        style = self._format(head, shape)
        if number is None:
            self.worksheet.write_string(row, column, text[:TEXT_LIMIT], style)
        else:
            self.worksheet.write_number(row, column, number, style)

    def _title_format(self) -> Any:
        if (True, "title") not in self.formats:
            self.formats[True, "title"] = self.book.add_format({"bold": True})
        return self.formats[True, "title"]

    def _format(self, head: bool, shape: str) -> Any:
        """Borders, a shaded head, and a number format such as "#,##0.0"; made once each."""
        if (head, shape) not in self.formats:
            look: dict[str, Any] = {
                "border": 1,
                "border_color": "#BFBFBF",
                "valign": "top",
                "text_wrap": True,
            }
            look |= {"bold": True, "bg_color": "#DCE6F1"} if head else {}
            look |= {"num_format": shape} if shape else {}
            self.formats[head, shape] = self.book.add_format(look)
        return self.formats[head, shape]


def _title(table: Table, number: int) -> str:
    """The caption, numbered unless it begins with a number of its own (表1 …)."""
    caption = own_caption(table).strip()
    return caption if caption.startswith("表") else f"表 {number}　{caption}".rstrip()


def _places(table: Table) -> dict[tuple[int, int], Cell]:
    """The cell at each place of the grid, a merged one at all of its places, within the limits."""
    fitting = (c for c in table.cells if 0 <= c.row < CELL_LIMIT and 0 <= c.column < COLUMN_LIMIT)
    places: dict[tuple[int, int], Cell] = {}
    for cell, row, column in islice(chain.from_iterable(map(_covered, fitting)), CELL_LIMIT):
        if column < COLUMN_LIMIT and row < max(table.rows, 1):
            places.setdefault((row, column), cell)
    return places


def _covered(cell: Cell) -> Iterator[tuple[Cell, int, int]]:
    rows, columns = min(cell.row_span, SPAN_LIMIT), min(cell.column_span, SPAN_LIMIT)
    return (
        (cell, row, column)
        for row in range(cell.row, cell.row + rows)
        for column in range(cell.column, cell.column + columns)
    )


def cell_number(text: str) -> tuple[float | int | None, str]:
    """The number that a cell's text is, with its number format; None where it is not just a number.

    "1,268" is 1268 shown with "#,##0", "8.50%" is 0.085 shown with "0.00%"; what begins with a
    zero ("0371") is a code and stays text.
    """
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    found = _NUMBER.fullmatch(plain)
    if not found:
        return None, ""
    sign, whole, decimals, percent = found.groups(default="")
    value = Decimal(f"{sign}{whole.replace(',', '')}{decimals}") / (100 if percent else 1)
    places = "." + "0" * (len(decimals) - 1) if decimals else ""
    shape = ("#,##0" if "," in whole else "0") + places + percent
    return (float(value) if places or percent else int(value)), shape
