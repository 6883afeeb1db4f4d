"""Rows of text → paragraphs, by their geometry.

A row ends its paragraph when the first word of the next row would still have had
room behind it; a paragraph begins at an indent of about two characters, after a
wider gap, in another size of type, or with the number of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportnlp.parse.readers.lines import Row, is_latin

_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}[章节条部]|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|附件|附表|附注|注[：:])"
)
_SUBTITLE = re.compile(r"——|[（(]|\d{4} ?年 ?\d{1,2} ?月|二〇")
_LEADERS = re.compile(r"[.．·…]{4}|(?:[.．·…] ){4}")
_CLOSED = tuple("。！？；：…!?;:”’」）)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rejoined rows: (page, text) for each page the paragraph stands on."""

    parts: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of a column of text, the size of its type, and the usual distance of its rows."""

    left: float
    right: float
    em: float
    pitch: float

    def is_centred(self, row: Row) -> bool:
        """Whether a row stands in the middle, clear of both edges."""
        middle = (row.x0 + row.x1) / 2 - (self.left + self.right) / 2
        return abs(middle) < self.em and row.x0 > self.left + 1.2 * self.em and row.x1 < self.right - self.em


Key = tuple[int, int]
"""(page, column)."""


def frames(rows: Iterable[Row]) -> dict[Key, Frame]:
    """The frame of each column of each page; pages with little text take that of the document."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault((row.page, row.column), []).append(row)
    own = {key: _frame(group) for key, group in groups.items()}
    out: dict[Key, Frame] = {}
    for key, group in groups.items():
        frame = own[key]
        others = [own[k] for k in groups if k[1] == key[1] and len(groups[k]) >= 8]
        out[key] = _shared(frame, others) if len(group) < 8 and others else frame
    return out


def _shared(frame: Frame, others: Sequence[Frame]) -> Frame:
    left = median(other.left for other in others)
    right = median(other.right for other in others)
    # A page of another width (a landscape annex) keeps its own edges.
    if frame.left < left - 2 * frame.em or frame.right > right + 2 * frame.em:
        return frame
    return Frame(left, right, frame.em, median(other.pitch for other in others))


def _frame(rows: Sequence[Row]) -> Frame:
    em = median(row.em for row in rows)
    right = _common(sorted((row.x1 for row in rows), reverse=True), em)
    left = _common(sorted(row.x0 for row in rows), em)
    steps = [b.top - a.top for a, b in pairwise(rows) if 0.5 * em < b.top - a.top < 4 * em]
    return Frame(left, right, em, median(steps) if steps else 2 * em)


def _common(edges: Sequence[float], em: float) -> float:
    """The outermost edge that a tenth of the rows (and at least two) share within half a character."""
    needed = max(2, len(edges) // 10)
    for i, edge in enumerate(edges):
        if i + needed <= len(edges) and abs(edges[i + needed - 1] - edge) <= 0.5 * em:
            return edge
    return edges[0]


def paragraphs(rows: Sequence[Row], all_frames: dict[Key, Frame]) -> list[Paragraph]:
    """Rejoin rows in reading order; a paragraph may run on over columns and pages.

    Args:
        rows: without headers and footers, and without a table between them.
        all_frames: from `frames`, made of all rows of the document.
    """
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _breaks(groups[-1][-1], row, all_frames):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_paragraph(group) for group in groups]


def _breaks(last: Row, row: Row, all_frames: dict[Key, Frame]) -> bool:
    """Whether a paragraph begins at `row`."""
    frame, before = all_frames[row.page, row.column], all_frames[last.page, last.column]
    if len(row.segments) > 2 or len(last.segments) > 2 or _LEADERS.search(last.text):
        return True
    if not 0.88 < row.em / last.em < 1.14:
        return True
    side_by_side = (last.page, last.column) == (row.page, row.column)
    if side_by_side and row.top - last.top > 1.45 * frame.pitch * max(1.0, row.em / frame.em):
        return True
    if frame.is_centred(row):
        return not _continues_title(last, row, frame, before)
    if row.x0 > frame.left + 1.2 * frame.em:
        return not _hangs(last, row, frame, before)
    if last.x1 + row.lead < before.right - 0.5 * before.em:
        return True
    return bool(_HEADING.match(row.text)) and last.text.endswith(_CLOSED)


def _continues_title(last: Row, row: Row, frame: Frame, before: Frame) -> bool:
    """Whether two centred rows are one title: same large type and no mark of a subtitle or date."""
    large = row.em > 1.12 * frame.em and abs(row.em - last.em) < 0.5
    return large and before.is_centred(last) and not _SUBTITLE.match(row.text) and not _HEADING.match(row.text)


def _hangs(last: Row, row: Row, frame: Frame, before: Frame) -> bool:
    """Whether an indented row goes on with a block that is indented as a whole."""
    level = abs((row.x0 - frame.left) - (last.x0 - before.left)) < 0.3 * frame.em
    full = last.x1 + row.lead >= before.right - 0.5 * before.em
    return level and full and not last.text.endswith(_CLOSED) and not _HEADING.match(row.text)


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    parts: list[tuple[int, str]] = []
    last = ""
    for row in rows:
        text = _joint(last, row.text) + row.text
        if parts and parts[-1][0] == row.page:
            parts[-1] = (row.page, parts[-1][1] + text)
        else:
            parts.append((row.page, text))
        last = row.text
    return Paragraph(tuple(parts))


def _joint(left: str, right: str) -> str:
    """What stands between two rows: a space between Latin words, nothing inside a number or Chinese."""
    if not left or not (is_latin(left[-1]) and is_latin(right[0])):
        return ""
    return " " if left[-1].isalpha() and right[0].isalpha() else ""
