"""Rows of text → paragraphs, by their geometry.

A row ends its paragraph when the first word of the next row would still have had
room behind it; a paragraph begins at an indent of about two characters, after a
wider gap, in another size of type, or with the number of a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reportnlp.parse.readers.lines import Row, is_latin

# Numbers that begin a heading or a point wherever a row begins with them, and those that may also
# stand in a sentence or be the first half of a decimal.
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,4}(?:章|节|条|部分|篇)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]、)"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[．、]|附件|附表|注[：:]"
)
_HEADING = re.compile(rf"{_NUMBERED.pattern}|\d{{1,2}}\.(?!\d)|[（(]\d{{1,2}}[）)]|[一二三四五六七八九十]是")
_UNFINISHED = ("第", "、", "附件", "和", "及", "与", "至")
_SUBTITLE = re.compile(r"——|[（(]|\d{4} ?年 ?\d{1,2} ?月|二〇")
_LEADERS = re.compile(r"[.．·…]{4}|(?:[.．·…] ){4}")
FEW = 8
"""A page with fewer rows takes its edges from the other pages."""

WIDER = 1.45
"""A distance of so many times the usual one parts two paragraphs."""

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
    """The edges of a column of text and how it is set.

    Args:
        em: the size of the type here, and `body` that of the running text of the document.
        leading: the usual distance of two rows, in `em`.
        marked: whether paragraphs begin with an indent or stand apart.
    """

    left: float
    right: float
    em: float
    leading: float
    body: float
    marked: bool

    def is_centred(self, row: Row) -> bool:
        """Whether a row stands in the middle, clear of both edges."""
        middle = (row.x0 + row.x1) / 2 - (self.left + self.right) / 2
        return abs(middle) < self.em and row.x0 > self.left + 1.2 * self.em and row.x1 < self.right - self.em


Key = tuple[int, int]
"""(page, column)."""


def frames(rows: Sequence[Row]) -> dict[Key, Frame]:
    """The frame of each column of each page; pages with little text take that of the document."""
    groups: dict[Key, list[Row]] = {}
    sizes: Counter[float] = Counter()
    for row in rows:
        groups.setdefault((row.page, row.column), []).append(row)
        sizes[round(row.em, 1)] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    own = {key: _frame(group, body) for key, group in groups.items()}
    out: dict[Key, Frame] = {}
    for key, group in groups.items():
        others = [own[k] for k in groups if k[1] == key[1] and len(groups[k]) >= FEW]
        out[key] = _shared(own[key], others) if len(group) < FEW and others else own[key]
    return out


def _shared(frame: Frame, others: Sequence[Frame]) -> Frame:
    left = median(other.left for other in others)
    right = median(other.right for other in others)
    # A page of another width (a landscape annex) keeps its own edges.
    if frame.left < left - 2 * frame.em or frame.right > right + 2 * frame.em:
        return frame
    leading = median(other.leading for other in others)
    marked = sum(other.marked for other in others) * 2 > len(others)
    return replace(frame, left=left, right=right, leading=leading, marked=marked)


def _frame(rows: Sequence[Row], body: float) -> Frame:
    em = median(row.em for row in rows)
    right = _common(sorted((row.x1 for row in rows), reverse=True), em)
    left = _common(sorted(row.x0 for row in rows), em)
    steps = [(b.top - a.top) / b.em for a, b in pairwise(rows) if 0.5 * em < b.top - a.top < 4 * em]
    leading = median(steps) if steps else 2.0
    marks = sum(1.2 * em < row.x0 - left < 3.5 * em for row in rows) + sum(step > WIDER * leading for step in steps)
    return Frame(left, right, em, leading, body, marks * 10 > len(rows))


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
    full = last.x1 + row.lead >= before.right - 0.6 * before.em
    closed = last.text.endswith(_CLOSED)
    wrapped = not closed and frame.marked and abs(row.x0 - frame.left) < 0.5 * frame.em
    if _is_apart(last, row, frame) and not (full and wrapped):
        return True
    if frame.is_centred(row):
        return not (_continues_title(last, row, before) or (full and not closed and _continues_heading(last, row)))
    if row.x0 > frame.left + 1.2 * frame.em:
        level = abs((row.x0 - frame.left) - (last.x0 - before.left)) < 0.3 * frame.em
        begins = _HEADING.match(row.text) or _NUMBERED.match(last.text)
        return not (level and full and not closed and not begins)
    # Rows that are not justified may end a few characters early.
    if not full and not (wrapped and last.x1 > before.right - 4 * before.em):
        return True
    if _NUMBERED.match(row.text):
        return not last.text.endswith(_UNFINISHED)
    return closed and bool(_HEADING.match(row.text))


def _is_apart(last: Row, row: Row, frame: Frame) -> bool:
    """Whether the white between two rows of one column is wider than usual for their size."""
    if (last.page, last.column) != (row.page, row.column):
        return False
    return row.top - last.top > WIDER * frame.leading * row.em


def _continues_title(last: Row, row: Row, before: Frame) -> bool:
    """Whether two centred rows are one title: of one large type, and no subtitle or date."""
    large = row.em > 1.12 * before.body and abs(row.em - last.em) < 0.5
    return large and before.is_centred(last) and not _SUBTITLE.match(row.text) and not _HEADING.match(row.text)


def _continues_heading(last: Row, row: Row) -> bool:
    """Whether a centred row is the rest of a heading that fills the row above."""
    begins = _HEADING.match(row.text) or _SUBTITLE.match(row.text)
    return not begins and abs(row.em - last.em) < 0.5


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
