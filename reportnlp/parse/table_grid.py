"""The grid under a table: which cell covers which slot, and the numbers in the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from reportnlp.datamodel import Cell, Comparator, Span, Table
from reportnlp.numerals import read_arabic
from reportnlp.resources import units as unit_table

MAX_NUMBER = 32
"""A longer cell is prose, not a number with its unit."""

MAX_COVER = 4
"""Overlapping cells may cover a slot so often on average; what goes beyond is left out."""

MAX_INDENT = 40
"""More blanks before the first cell of a line are no indent."""

_FULL_BLANKS = "\u3000\u2003"
_BLANKS = _FULL_BLANKS + " \u00a0\u2002"
_WIDE = str.maketrans("０１２３４５６７８９．％－，−–—－：", "0123456789.%-,----:")
_SPACE = re.compile(r"\s+")
_SIGNS: dict[str, int] = {"增长": 1, "上升": 1, "上涨": 1, "提高": 1, "增加": 1, "↑": 1, "+": 1,
                          "下降": -1, "降低": -1, "减少": -1, "下跌": -1, "↓": -1}  # fmt: skip
_BEFORE: dict[str, Comparator] = {"约": "approx", "近": "near", "超": "gt", "超过": "gt"}
_AFTER: dict[str, Comparator] = {
    "以上": "ge", "余": "more", "多": "more", "左右": "approx", "以内": "le", "以下": "le",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The number that a cell holds and nothing else beside it.

    `span` and `number_span` are offsets into the text; `unit` is "" where the cell prints none;
    `worded` says that a word or arrow gives the direction (增长5.2%); `year` that the bare digits
    may be a year.
    """

    span: Span
    number_span: Span
    number: Decimal
    scale: int = 1
    unit: str = ""
    comparator: Comparator = "eq"
    worded: bool = False
    year: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as slots: `slots` maps (row, column) to the cell that covers it.

    `indents` has the blanks before the words of cells, in widths of a Latin letter, where there
    are some: inside of a cell, or before the first one of a line.
    """

    table: Table
    slots: dict[tuple[int, int], Cell]
    numbers: dict[tuple[int, int], CellNumber]
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text over this slot without white space; "" where there is no cell."""
        cell = self.slots.get((row, column))
        return self.texts[cell.row, cell.column] if cell else ""

    def number(self, row: int, column: int) -> CellNumber | None:
        """The number of the cell over this slot, at its first slot only."""
        return self.numbers.get((row, column))

    def row_cells(self, row: int) -> list[Cell]:
        """The cells over this row, left to right, each once."""
        seen: dict[tuple[int, int], Cell] = {}
        for column in range(self.table.columns):
            cell = self.slots.get((row, column))
            if cell:
                seen.setdefault((cell.row, cell.column), cell)
        return list(seen.values())

    def row_numbers(self, row: int) -> list[tuple[int, CellNumber]]:
        """(column, number) of the numbers that begin in this row."""
        found = ((c, self.numbers.get((row, c))) for c in range(self.table.columns))
        return [(c, n) for c, n in found if n is not None]

    def row_span(self, row: int) -> Span:
        """From the first to the last character of the cells that begin in this row."""
        spans = [c.span for c in self.row_cells(row) if c.row == row and len(c.span)]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def make_grid(text: str, table: Table) -> Grid:
    """The grid of a table whose cells have spans into `text`."""
    slots: dict[tuple[int, int], Cell] = {}
    budget = MAX_COVER * table.rows * table.columns
    for cell in table.cells:
        last_row = min(cell.row + cell.row_span, table.rows)
        last_column = min(cell.column + cell.column_span, table.columns)
        budget -= max(0, last_row - cell.row) * max(0, last_column - cell.column)
        if budget < 0:
            break
        for row in range(cell.row, last_row):
            for column in range(cell.column, last_column):
                slots.setdefault((row, column), cell)
    covered = {(c.row, c.column): c for c in slots.values()}
    texts = {place: squeeze(cell.text) for place, cell in covered.items()}
    read = ((place, read_number(text, cell.span)) for place, cell in covered.items())
    indents = {place: width for place, cell in covered.items() if (width := _indent(text, cell))}
    return Grid(table, slots, {place: n for place, n in read if n is not None}, texts, indents)


def _indent(text: str, cell: Cell) -> int:
    start = lead = cell.span.start
    while lead > max(0, start - MAX_INDENT) and text[lead - 1] in _BLANKS:
        lead -= 1
    # Blanks behind another cell only part the two.
    outer = text[lead:start] if lead == 0 or text[lead - 1] in "\n\f" else ""
    inner = cell.text[: len(cell.text) - len(cell.text.lstrip(_BLANKS))]
    return sum(2 if blank in _FULL_BLANKS else 1 for blank in outer + inner)


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return _SPACE.sub("", text)


@cache
def _number_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*_SIGNS, *_BEFORE)))
    scales = "|".join(unit_table.SCALES)
    return re.compile(
        rf"\s*(?P<word>{words})?\s*"
        r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
        rf"\s*(?P<unit>(?P<scale>{scales})?(?P<rest>{unit_table.load().pattern})?)"
        rf"(?P<after>{'|'.join(_AFTER)})?\s*\Z"
    )


def read_number(text: str, span: Span) -> CellNumber | None:
    """The number that `text[span]` consists of, None where there is other text or none at all."""
    raw = text[span.start : span.end]
    if len(raw) > MAX_NUMBER or not any(c.isdecimal() for c in raw):
        return None
    m = _number_pattern().match(raw.translate(_WIDE))
    if m is None:
        return None
    if m["rest"] == "年" and _YEAR.fullmatch(m["number"]):
        return None  # a year, not a length of time
    scale, unit = split_unit(m["unit"])
    word, after = m["word"] or "", m["after"] or ""
    number = read_arabic(m["number"])
    end = m.end("unit") if m["unit"] else m.end("number")
    # The numeral takes its scale word and its per cent sign along, not a measure word.
    number_end = end - (0 if unit in ("%", "‰") else len(unit))
    start = span.start + m.start("number")
    return CellNumber(
        span=Span(start, span.start + (m.end("after") if after else end)),
        number_span=Span(start, span.start + number_end),
        number=number.copy_negate() if _SIGNS.get(word, 1) < 0 else number,
        scale=scale,
        unit=unit,
        comparator=_BEFORE.get(word) or _AFTER.get(after, "eq"),
        worded=word in _SIGNS,
        year=not unit and bool(_YEAR.fullmatch(m["number"])),
    )


def split_unit(unit: str) -> tuple[int, str]:
    """Scale and unit: "万元" → (10000, "元"), "千瓦" → (1, "千瓦"), "万重量箱" → (10000, "重量箱")."""
    if unit in unit_table.load().dimension_of:
        return 1, unit
    for word, scale in unit_table.SCALES.items():
        if unit.startswith(word):
            return scale, unit[len(word) :]
    return 1, unit
