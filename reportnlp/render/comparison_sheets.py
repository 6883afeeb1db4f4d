"""Worksheets of a comparison: frozen heads, widths, colours of words, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rich.cells import cell_len

from reportnlp.render.comparison_scales import Number
from reportnlp.render.grids import ROW_LIMIT, TEXT_LIMIT

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FONT: Final = "等线"
"""A font of Office and WPS; other programs take their own Chinese font for it."""

_FONT_SIZE: Final = 10
_A4: Final = 9
_BAD: Final = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_OPEN: Final = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
_GOOD: Final = {"bg_color": "#C6EFCE", "font_color": "#006100"}
_PALE: Final = {"font_color": "#7F7F7F"}
_NEW: Final = {"bg_color": "#DDEBF7", "font_color": "#1F4E78"}
_COLOURS: Final = {"bad": _BAD, "open": _OPEN, "good": _GOOD, "pale": _PALE, "new": _NEW}
_MARKS: Final = {
    "figure": {"bold": True, "font_color": "#C00000"},
    "old": {"font_strikeout": True, "font_color": "#C00000"},
    "new": {"bold": True, "font_color": "#00642D"},
}
_LINE: Final = 14.5  # points from line to line
_TALLEST: Final = 409  # points of a row
_FRAGMENTS: Final = 200  # changes of the font inside a cell


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a cell in pieces, each with its mark: "figure", "old" (taken out), "new", or ""."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.pieces)


Value: TypeAlias = str | Words | Number | None
Row: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Args:
        key: of the values of a row.
        width: in characters.
        wrapped: long text goes on on the next line.
        colours: word → "bad", "open", "good", "new" or "pale", where the cell is this word.
    """

    key: str
    head: str
    width: float
    wrapped: bool = False
    colours: Mapping[str, str] | None = None


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **properties: Any) -> Any:
        """The format with these properties, in the font of all cells."""
        return self._format({"font_name": FONT, "font_size": _FONT_SIZE, "valign": "top"} | properties)

    def colour(self, name: str) -> Any:
        """For conditional formats, which name what differs only."""
        return self._format(_COLOURS[name])

    def mark(self, name: str) -> Any:
        """For a piece of a cell's text."""
        return self._format({"font_name": FONT, "font_size": _FONT_SIZE} | _MARKS.get(name, {}))

    def _format(self, properties: dict[str, Any]) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class Sheet:
    """A worksheet that grows downwards below a frozen head.

    Args:
        frozen: columns that stay when scrolling to the right.
        printed: how many of the columns are printed; those behind are for sorting and computing.
    """

    def __init__(
        self, book: Workbook, looks: Looks, name: str, columns: Sequence[Column], frozen: int, printed: int
    ) -> None:
        self.worksheet: Any = book.add_worksheet(name)
        self.columns, self.looks, self.filled = columns, looks, 1
        self._printed = printed
        self.worksheet.freeze_panes(1, frozen)
        for number, column in enumerate(columns):
            self.worksheet.set_column(number, number, column.width)
        self.worksheet.set_row(0, 30)
        head = looks(bold=True, bg_color="#DCE6F1", bottom=1, text_wrap=True, valign="vcenter")
        for number, column in enumerate(columns):
            self.worksheet.write_string(0, number, column.head, head)

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows, as many as a sheet holds."""
        for row in rows:
            if self.filled >= ROW_LIMIT:
                return
            self.worksheet.set_row(self.filled, self._height(row))
            for number, column in enumerate(self.columns):
                self._write(number, row.get(column.key), column.wrapped)
            self.filled += 1

    def finish(self, empty: str) -> None:
        """Colours, filter and print set-up; a line where there is no row."""
        if self.filled == 1:
            self.worksheet.write_string(1, 0, empty, self.looks())
        last = max(self.filled - 1, 1)
        for number, column in enumerate(self.columns):
            self._colour(column.colours or {}, number, last)
        self.worksheet.autofilter(0, 0, last, len(self.columns) - 1)
        self.worksheet.ignore_errors({"number_stored_as_text": f"A1:AZ{ROW_LIMIT}"})
        self.worksheet.print_area(0, 0, last, self._printed - 1)
        set_up_page(self.worksheet)
        self.worksheet.repeat_rows(0)

    def _height(self, row: Row) -> float:
        """Of a row in points, for not every program finds the height of wrapped text by itself."""
        lines = [1]
        for column in self.columns:
            value = row.get(column.key)
            if column.wrapped and value and not isinstance(value, Number):
                text = value.text if isinstance(value, Words) else value
                lines.append(sum(_lines(part, column.width) for part in text.split("\n")))
        return min(max(lines) * _LINE + 4, _TALLEST)

    def _write(self, number: int, value: Value, wrapped: bool) -> None:
        """Write a cell of the row that is being filled; text is text, whatever it begins with."""
        if isinstance(value, Number):
            fill = {"bg_color": value.fill} if value.fill else {}
            look = self.looks(num_format=value.shape, **fill)
            self.worksheet.write_number(self.filled, number, value.value, look)
        elif isinstance(value, Words):
            self._write_words(number, value, self.looks(text_wrap=wrapped))
        elif value:
            look = self.looks(text_wrap=wrapped)
            self.worksheet.write_string(self.filled, number, value[:TEXT_LIMIT], look)

    def _write_words(self, number: int, words: Words, look: Any) -> None:
        pieces = [(text, mark) for text, mark in words.pieces if text]
        marked = any(mark for _, mark in pieces)
        if not marked or not 2 <= len(pieces) <= _FRAGMENTS or len(words.text) > TEXT_LIMIT:
            if pieces:
                self.worksheet.write_string(self.filled, number, words.text[:TEXT_LIMIT], look)
            return
        fragments: list[Any] = []
        for text, mark in pieces:
            fragments += [self.looks.mark(mark), text]
        self.worksheet.write_rich_string(self.filled, number, *fragments, look)

    def _colour(self, colours: Mapping[str, str], number: int, last: int) -> None:
        for word, colour in colours.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": self.looks.colour(colour),
            }
            self.worksheet.conditional_format(1, number, last, number, rule)


def _lines(text: str, width: float) -> int:
    """On how many lines a text stands in a column: a Chinese character takes the room of two digits."""
    return max(ceil(cell_len(text) / (width - 1)), 1)


def set_up_page(worksheet: Any) -> None:
    """A4 across, as wide as the paper, with lines; the name of the sheet and the page below."""
    worksheet.hide_gridlines(0)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&A&R第 &P 页，共 &N 页")
