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

from reportnlp.parse.readers.glyph import is_latin
from reportnlp.parse.readers.lines import Row

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
    indents = sum(1.2 * em < row.x0 - left < 3.5 * em for row in rows)
    gaps = sum(step > WIDER * leading for step in steps)
    return Frame(left, right, em, leading, body, (indents + gaps) * 10 > len(rows))


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
        if groups and not _Seam(groups[-1][-1], row, all_frames).breaks():
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_paragraph(group) for group in groups]


class _Seam:
    """Two rows in reading order, of which the second may begin a paragraph."""

    def __init__(self, last: Row, row: Row, all_frames: dict[Key, Frame]) -> None:
        self.last, self.row = last, row
        self.before = all_frames[last.page, last.column]
        self.frame = all_frames[row.page, row.column]
        self.full = last.x1 + row.lead >= self.before.right - 0.6 * self.before.em
        self.closed = last.text.endswith(_CLOSED)
        flush = abs(row.x0 - self.frame.left) < 0.5 * self.frame.em
        # Where paragraphs are marked, a row without the mark goes on with an unfinished sentence.
        self.wrapped = flush and self.frame.marked and not self.closed

    def breaks(self) -> bool:
        """Whether a paragraph begins at the second row."""
        last, row = self.last, self.row
        if max(len(row.segments), len(last.segments)) > 2 or _LEADERS.search(last.text):
            return True
        if not 0.88 < row.em / last.em < 1.14 or (self._is_apart() and not (self.full and self.wrapped)):
            return True
        if self.frame.is_centred(row):
            return not (self._is_title() or self._is_rest_of_heading())
        if row.x0 > self.frame.left + 1.2 * self.frame.em:
            return not self._is_block()
        # Rows that are not justified may end a few characters early.
        if not self.full and not (self.wrapped and last.x1 > self.before.right - 4 * self.before.em):
            return True
        if _NUMBERED.match(row.text):
            return not last.text.endswith(_UNFINISHED)
        return self.closed and bool(_HEADING.match(row.text))

    def _is_apart(self) -> bool:
        """Whether the white between two rows of one column is wider than usual for their size."""
        if (self.last.page, self.last.column) != (self.row.page, self.row.column):
            return False
        return self.row.top - self.last.top > WIDER * self.frame.leading * self.row.em

    def _is_block(self) -> bool:
        """Whether an indented row goes on with a block that is indented as a whole."""
        shift = (self.row.x0 - self.frame.left) - (self.last.x0 - self.before.left)
        begins = _HEADING.match(self.row.text) or _NUMBERED.match(self.last.text)
        return abs(shift) < 0.3 * self.frame.em and self.full and not self.closed and not begins

    def _is_title(self) -> bool:
        """Whether two centred rows are one title: of one large type, and no subtitle or date."""
        large = self.row.em > 1.12 * self.before.body
        return large and self.before.is_centred(self.last) and self._goes_on()

    def _is_rest_of_heading(self) -> bool:
        """Whether a centred row is the rest of a heading that fills the row above."""
        return self.full and not self.closed and self._goes_on()

    def _goes_on(self) -> bool:
        begins = _HEADING.match(self.row.text) or _SUBTITLE.match(self.row.text)
        return not begins and abs(self.row.em - self.last.em) < 0.5


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
