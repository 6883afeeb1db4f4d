"""Page headers, footers and page numbers: what each page carries besides the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from reportnlp.datamodel import Apart, ApartKind
from reportnlp.parse.readers.lines import Row

DEPTH = 3
"""At most so many rows at the top and at the bottom of a page belong to no report."""

SAME_HEIGHT = 8.0
"""Repeated rows stand within so many points of the same height."""

_DASH = r"[-—–－―_·•.~ ]{0,6}"
_MARKED = re.compile(
    rf"[-—–－―_·•~][-—–－―_·•.~ ]{{0,6}}(?:\d{{1,4}}|[ivxlIVXL]{{1,6}}){_DASH}[-—–－―_·•~]"
    r"|第 ?(?:\d{1,4}|[一二三四五六七八九十百]{1,5}) ?页(?:[ ，,/(（]{0,3}(?:总|共) ?(?:\d{1,4}|[一二三四五六七八九十百]{1,5}) ?页[)）]?)?"
    r"|\d{1,4} ?/ ?\d{1,4}(?: ?页)?"
    r"|[Pp]age ?\d{1,4}(?: of \d{1,4})?",
)
_BARE = re.compile(r"\d{1,4}|[ivx]{1,6}")
_DIGITS = re.compile(r"\d+")


def without_furniture(
    pages: Sequence[Sequence[Row]], heights: Sequence[float]
) -> tuple[list[list[Row]], list[Apart]]:
    """The rows of each page without headers, footers and page numbers, and these apart.

    Args:
        pages: the rows of each page from top to bottom (those outside tables).
        heights: of the pages, in points.
    """
    repeated = _repeated(pages)
    bare = _bare_numbers(pages, heights)
    kept: list[list[Row]] = []
    apart: list[Apart] = []
    for rows in pages:
        kinds = _kinds(rows, repeated, bare)
        kept.append([row for i, row in enumerate(rows) if i not in kinds])
        apart += [Apart(kinds[i], rows[i].text, rows[i].page) for i in sorted(kinds)]
    return kept, apart


def _kinds(rows: Sequence[Row], repeated: set[tuple[str, int]], bare: set[int]) -> dict[int, ApartKind]:
    """What the outer rows of one page are, peeled off from the edges inwards."""
    out: dict[int, ApartKind] = {}
    for edge, order in _edges(rows):
        for i in order:
            kind = _kind(rows[i], edge, repeated, bare)
            if kind is None:
                break
            out.setdefault(i, kind)
    return out


def _edges(rows: Sequence[Row]) -> Iterable[tuple[ApartKind, range]]:
    yield "header", range(min(DEPTH, len(rows)))
    yield "footer", range(len(rows) - 1, max(-1, len(rows) - 1 - DEPTH), -1)


def _kind(row: Row, edge: ApartKind, repeated: set[tuple[str, int]], bare: set[int]) -> ApartKind | None:
    if _MARKED.fullmatch(row.text) or id(row) in bare:
        return "page_number"
    return edge if (_shape(row.text), row.page) in repeated else None


def _shape(text: str) -> str:
    """The text with its numbers levelled, so that "青岚县年报 3" and "青岚县年报 4" are one header."""
    return _DIGITS.sub("0", text.replace(" ", ""))


def _repeated(pages: Sequence[Sequence[Row]]) -> set[tuple[str, int]]:
    """(shape, page) of the outer rows that stand at one height on several pages.

    Two of two or three pages must agree, and otherwise three and a third of all: left and
    right pages may have headers of their own, and chapters too.
    """
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for rows in pages:
        for edge, order in _edges(rows):
            for i in order:
                found[edge, _shape(rows[i].text)].append(rows[i])
    needed = 2 if len(pages) <= 3 else max(3, len(pages) // 3)
    out: set[tuple[str, int]] = set()
    for (_, shape), rows_found in found.items():
        height = median(row.top for row in rows_found)
        level = {row.page for row in rows_found if abs(row.top - height) <= SAME_HEIGHT}
        if len(level) >= needed:
            out |= {(shape, page) for page in level}
    return out


def _bare_numbers(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> set[int]:
    """Ids of outermost rows that are a number and nothing else and count the pages.

    In the margin (outer tenth of the page) they must rise with the pages; a document
    of one page has only "1".
    """
    found: list[tuple[int, Row]] = []
    for rows, height in zip(pages, heights, strict=True):
        for row in {id(row): row for row in (*rows[:1], *rows[-1:])}.values():
            outside = row.bottom > 0.9 * height or row.top < 0.08 * height
            if outside and _BARE.fullmatch(row.text):
                number = int(row.text) if row.text.isdecimal() else row.page
                found.append((number - row.page, row))
    if not found:
        return set()
    offset, count = Counter(shift for shift, _ in found).most_common(1)[0]
    if count * 2 <= len(found) or (count == 1 and offset != 0):
        return set()
    return {id(row) for shift, row in found if shift == offset}
