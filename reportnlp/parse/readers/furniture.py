"""Page headers, footers and page numbers: what each page carries besides the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from reportnlp.datamodel import Apart, ApartKind
from reportnlp.parse.readers.lines import Row

DEPTH = 3
"""At most so many rows at the top and at the bottom of a page belong to no report."""

MARGIN = 0.12
"""Headers and footers stand in this share of the height of a page, at the top and at the bottom."""

SAME_HEIGHT = 8.0
"""Repeated rows stand within so many points of the same height."""

_DASH = r"[-—–－―_·•.~ ]{0,6}"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_MARKED = re.compile(
    rf"[-—–－―_·•~][-—–－―_·•.~ ]{{0,6}}(?:\d{{1,4}}|[ivxlIVXL]{{1,6}}){_DASH}[-—–－―_·•~]"
    rf"|第 ?{_COUNT} ?页(?:[ ，,/(（]{{0,3}}[总共] ?{_COUNT} ?页[)）]?)?"
    r"|\d{1,4} ?/ ?\d{1,4}(?: ?页)?"
    r"|[Pp]age ?\d{1,4}(?: of \d{1,4})?",
)
_BARE = re.compile(r"\d{1,4}|[ivx]{1,6}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What `without_furniture` looks at of one page.

    Args:
        rows: outside of tables, from top to bottom.
        height: of the page, in points.
        above, below: how many of the rows stand above the first table, and below the last.
    """

    rows: Sequence[Row]
    height: float
    above: int
    below: int

    def in_margin(self, row: Row) -> bool:
        """Whether a row stands where headers and footers stand."""
        return row.bottom < MARGIN * self.height or row.top > (1 - MARGIN) * self.height

    def edges(self) -> Iterable[tuple[ApartKind, Sequence[Row]]]:
        """The rows that may be furniture, from the edge inwards."""
        yield "header", self.rows[: min(DEPTH, self.above)]
        yield "footer", [*reversed(self.rows[len(self.rows) - min(DEPTH, self.below) :])]


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[list[Row]], list[Apart]]:
    """The rows of each page without headers, footers and page numbers, and these apart."""
    repeated = _repeated(sheets)
    bare = _bare_numbers(sheets)
    kept: list[list[Row]] = []
    apart: list[Apart] = []
    for sheet in sheets:
        kinds = _kinds(sheet, repeated, bare)
        kept.append([row for row in sheet.rows if id(row) not in kinds])
        apart += [Apart(kinds[id(row)], row.text, row.page) for row in sheet.rows if id(row) in kinds]
    return kept, apart


def _kinds(sheet: Sheet, repeated: set[tuple[ApartKind, str, int]], bare: set[int]) -> dict[int, ApartKind]:
    """What the outer rows of one page are, by their ids, peeled off from the edges inwards."""
    out: dict[int, ApartKind] = {}
    for edge, rows in sheet.edges():
        for row in rows:
            if _MARKED.fullmatch(row.text) or id(row) in bare:
                out.setdefault(id(row), "page_number")
            elif (edge, _shape(row.text), row.page) in repeated and sheet.in_margin(row):
                out.setdefault(id(row), edge)
            else:
                break
    return out


def _shape(text: str) -> str:
    """The text with its numbers levelled, so that "青岚县年报 3" and "青岚县年报 4" are one header."""
    return _DIGITS.sub("0", text.replace(" ", ""))


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[ApartKind, str, int]]:
    """(edge, shape, page) of the outer rows that stand at one height on several pages.

    Two of two or three pages must agree, and otherwise three and a third of all: left and
    right pages may have headers of their own.
    """
    found: dict[tuple[ApartKind, str], list[Row]] = defaultdict(list)
    for sheet in sheets:
        for edge, rows in sheet.edges():
            for row in rows:
                # Figures alone are the last line of something, or a page number.
                if any(char.isalpha() for char in row.text):
                    found[edge, _shape(row.text)].append(row)
    needed = 2 if len(sheets) <= 3 else max(3, len(sheets) // 3)
    out: set[tuple[ApartKind, str, int]] = set()
    for (edge, shape), rows_found in found.items():
        height = median_low(row.top for row in rows_found)
        level = {row.page for row in rows_found if abs(row.top - height) <= SAME_HEIGHT}
        if len(level) >= needed:
            out |= {(edge, shape, page) for page in level}
    return out


def _bare_numbers(sheets: Sequence[Sheet]) -> set[int]:
    """Ids of outermost rows that are a number and nothing else and count the pages.

    They stand in the margin (the outer tenth of the page) and rise with the pages; a
    document of one page has only "1".
    """
    found: list[tuple[int, Row]] = []
    for sheet in sheets:
        outermost = [row for _, rows in sheet.edges() for row in rows[:1]]
        for row in {id(row): row for row in outermost}.values():
            outside = row.bottom > 0.9 * sheet.height or row.top < 0.08 * sheet.height
            if outside and _BARE.fullmatch(row.text):
                number = int(row.text) if row.text.isdecimal() else row.page
                found.append((number - row.page, row))
    if not found:
        return set()
    offset, count = Counter(shift for shift, _ in found).most_common(1)[0]
    if count * 2 <= len(found) or (count == 1 and offset != 0):
        return set()
    return {id(row) for shift, row in found if shift == offset}
