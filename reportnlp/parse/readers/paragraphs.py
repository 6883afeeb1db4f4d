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

# Numbers that begin a heading or a point wherever a row begins with them (一、二类 does not, nor 第 before
# them), numbers that do so only behind a sentence, and those that may also be half of a decimal.
_CHAPTER = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,4}(?:章|节|条|部分|篇)|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、(?![二三四五六七八九十](?:[、类级期批线等档]|次?产业|季度))|附件|附表"
)
_POINT = re.compile(r"\d{1,2}[．、]|注[：:]")
_HEADING = re.compile(rf"{_CHAPTER.pattern}|{_POINT.pattern}|\d{{1,2}}\.(?!\d)|[（(]\d{{1,2}}[）)]")
_UNFINISHED = ("第", "、", "附件", "和", "及", "与", "至")
_SUBTITLE = re.compile(r"——|[（(]|\d{4} ?年 ?\d{1,2} ?月|二〇")
_LEADERS = re.compile(r"[.．·…]{4}|(?:[.．·…] ){4}")
FEW = 8
"""A page with fewer rows takes its edges from the other pages."""

NARROW = 14.0
"""Rows of fewer characters fill no column of text, though they may be of one length."""

WIDER = 1.3
"""A distance of so many times the usual one parts two paragraphs."""

_MARKS = re.compile("[，。；：！？]")
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
        known: whether enough rows, here or elsewhere, show the edges.
        marked: whether paragraphs begin with an indent or stand apart.
    """

    left: float
    right: float
    em: float
    leading: float
    body: float
    known: bool = False
    marked: bool = False

    def is_centred(self, row: Row) -> bool:
        """Whether a row stands in the middle, clear of both edges."""
        middle = (row.x0 + row.x1) / 2 - (self.left + self.right) / 2
        return abs(middle) < self.em and row.x0 > self.left + 1.2 * self.em and row.x1 < self.right - self.em


Key = tuple[int, int]
"""(page, column)."""


def frames(rows: Sequence[Row], widths: dict[int, float]) -> dict[Key, Frame]:
    """The frame of each column of each page; pages of short or few rows take the edges of the others.

    Args:
        rows: all rows of the document.
        widths: of the pages by their numbers, in points.
    """
    groups: dict[Key, list[Row]] = {}
    sizes: Counter[float] = Counter()
    for row in rows:
        groups.setdefault((row.page, row.column), []).append(row)
        sizes[round(row.em, 1)] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    own = {key: _frame(group, body) for key, group in groups.items()}
    marked = _are_marked(groups, own)
    out: dict[Key, Frame] = {}
    for key in groups:
        others = [own[k] for k in groups if k[1] == key[1] and own[k].known]
        frame = _shared(own[key], others) if others else own[key]
        if not frame.known:
            # Nothing shows the right edge: margins are about equal.
            frame = replace(frame, right=max(frame.right, widths[key[0]] - frame.left - 2 * frame.em))
        out[key] = replace(frame, marked=marked)
    return out


def _shared(frame: Frame, others: Sequence[Frame]) -> Frame:
    """`frame` with the usual edges, unless it shows its own or is wider (a page of another format)."""
    left = median(other.left for other in others)
    right = median(other.right for other in others)
    leading = median(other.leading for other in others)
    if frame.known or frame.left < left - frame.body or frame.right > right + frame.body:
        return replace(frame, leading=leading)
    return replace(frame, left=left, right=right, leading=leading, known=True)


def _frame(rows: Sequence[Row], body: float) -> Frame:
    em = median(row.em for row in rows)
    right = _common(sorted((row.x1 for row in rows), reverse=True), em)
    left = _common(sorted(row.x0 for row in rows), em)
    steps = _steps(rows)
    full = sum(row.x1 > right - em for row in rows)
    known = len(rows) >= FEW and full * 5 >= 2 * len(rows) and right - left > NARROW * em
    return Frame(left, right, em, median(steps) if steps else 2.0, body, known)


def _steps(rows: Sequence[Row]) -> list[float]:
    """The distances of successive rows in sizes of their type."""
    steps = ((b.base - a.base) / b.em for a, b in pairwise(rows))
    return [step for step in steps if 0.5 < step < 4]


def _are_marked(groups: dict[Key, list[Row]], own: dict[Key, Frame]) -> bool:
    """Whether the paragraphs of the document begin with an indent or stand apart."""
    count = marks = 0
    for key, group in groups.items():
        frame = own[key]
        count += len(group)
        marks += sum(1.2 * frame.em < row.x0 - frame.left < 3.5 * frame.em for row in group)
        marks += sum(step > WIDER * frame.leading for step in _steps(group))
    return marks >= max(2, count // 50)


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
        if groups and not _Seam(groups[-1], row, all_frames).breaks():
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_paragraph(group) for group in groups]


class _Seam:
    """The rows of a paragraph so far, and the row that may go on with it."""

    def __init__(self, group: Sequence[Row], row: Row, all_frames: dict[Key, Frame]) -> None:
        last = group[-1]
        self.last, self.row, self.first = last, row, len(group) == 1
        self.head = group[0].text
        self.before = all_frames[last.page, last.column]
        self.frame = all_frames[row.page, row.column]
        self.beside = (last.page, last.column) == (row.page, row.column)
        self.full = last.x1 + row.lead >= self.before.right - 0.6 * self.before.em
        self.closed = last.text.endswith(_CLOSED)
        flush = abs(row.x0 - self.frame.left) < 0.5 * self.frame.em
        # Where paragraphs are marked, a row without the mark goes on with an unfinished sentence.
        self.unmarked = flush and self.frame.marked
        self.wrapped = self.unmarked and not self.closed

    def breaks(self) -> bool:
        """Whether a paragraph begins at the second row."""
        if self._is_listed() or not 0.88 < self.row.em / self.last.em < 1.14:
            return True
        if not self.beside and not self.before.known and self.closed:
            return True
        if self._is_broken_heading():
            return False
        if self.frame.is_centred(self.row):
            return not (self._is_title() or self._is_rest_of_heading())
        if self._is_apart() and not (self.full and self.wrapped):
            return True
        if self.row.x0 > self.frame.left + 1.2 * self.frame.em:
            return not self._is_block()
        if not self.full and not (self.wrapped and self._is_long()):
            return True
        return self._begins()

    def _is_listed(self) -> bool:
        """Whether a row is one of a table without lines or of a table of contents."""
        if max(len(self.row.segments), len(self.last.segments)) > 2 or _LEADERS.search(self.last.text):
            return True
        return len(self.last.segments) == 2 and self.last.segments[1].text.isdecimal()

    def _begins(self) -> bool:
        """Whether the row begins with the number of a heading or point."""
        if _CHAPTER.match(self.row.text):
            return not self.last.text.endswith(_UNFINISHED)
        if _POINT.match(self.row.text):
            return not self.wrapped
        run_in = self.unmarked and self.last.text.endswith(("；", ";"))
        return self.closed and not run_in and bool(_HEADING.match(self.row.text))

    def _is_long(self) -> bool:
        """Whether the last row is nearly full: those that are not justified may end early."""
        before = self.before
        return self.last.x1 > before.right - max(4 * before.em, 0.15 * (before.right - before.left))

    def _step(self) -> float:
        """The distance of the rows, as a multiple of the usual one."""
        return (self.row.base - self.last.base) / (self.frame.leading * self.row.em)

    def _is_apart(self) -> bool:
        """Whether the white between two rows of one column is wider than usual for their size."""
        return self.beside and self._step() > WIDER

    def _is_block(self) -> bool:
        """Whether an indented row goes on with a block that is indented as a whole."""
        shift = (self.row.x0 - self.frame.left) - (self.last.x0 - self.before.left)
        em = self.frame.em
        inside = -4 * em < shift < -em if self.first else abs(shift) < 0.3 * em
        return inside and self.full and not self.closed and not _HEADING.match(self.row.text)

    def _is_title(self) -> bool:
        """Whether two centred rows are one title: of one large type, and no subtitle or date."""
        large = self.row.em > 1.12 * self.before.body and self.beside and self._step() < 2 * WIDER
        return large and self.before.is_centred(self.last) and self._goes_on()

    def _is_rest_of_heading(self) -> bool:
        """Whether a centred row is the rest of a heading that fills the row above."""
        return self.full and not self.closed and not self._is_apart() and self._goes_on()

    def _is_broken_heading(self) -> bool:
        """Whether a heading was broken before its line was full: both rows centred, or of one large type."""
        if not self.beside or self.full or not _CHAPTER.match(self.head) or _MARKS.search(self.head):
            return False
        if self.before.is_centred(self.last):
            placed = self.frame.is_centred(self.row)
        else:
            large = self.row.em > 1.12 * self.before.body
            placed = large and self.row.x0 < self.last.x0 + 0.5 * self.row.em
        return placed and not self._is_apart() and self._goes_on()

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
