"""Glyphs → rows of text, and the reading order of columns.

A `Row` is what stands at one height of the page; wide gaps part it into
`Segment`s.  Blanks that only the typesetting put between Chinese characters and
digits are dropped: a row says "2023年", however far "2023" and "年" stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter
from statistics import median, median_low

from reportnlp.parse.readers.glyph import Glyph, is_latin, upright

WIDE_GAP = 1.75
"""A gap of so many character widths parts two segments of a row."""

LEVEL = 0.4
"""Baselines closer than this share of the taller character are one line (superscripts are raised by less)."""

WORD_GAP = 0.15
"""A gap of so many character widths between Latin letters or digits is a space."""

MIN_COLUMN_ROWS = 6
"""Fewest rows with two segments that make a page one of two columns."""

_FIGURE = re.compile(r"[-+−—–△▲]?[0-9][0-9,.，]{0,30}[%％‰]?|[-—–…/\\*]{1,4}")
# Quotation marks stand in both: some writers break a line on neither side of them.
_NO_LINE_START = frozenset("，。、；：！？）》“”‘’〉」』】〕…—％%‰,.;:!?)]")
_NO_LINE_END = frozenset("（《“”‘’〈「『【〔([")
# Signs that never have a blank before them.
_CLOSE = frozenset("%,;")
_SPREAD = re.compile(r"(?:[一二三四五六七八九十]{1,3}、)?[\u4e00-\u9fff]")


def is_figure(text: str) -> bool:
    """Whether a text is one figure, or a dash in place of one."""
    return _FIGURE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one row without a wide gap.

    Args:
        em: the width of a Chinese character here, in points.
        lead: the width of what cannot be parted at its start: a character with the
            punctuation behind it, or a Latin word or number.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    em: float
    lead: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page or of one of its columns (`column` 0; 1 is the right one)."""

    segments: tuple[Segment, ...]
    page: int
    column: int = 0

    @property
    def text(self) -> str:
        """The text with one space for each wide gap, unless a short heading is only spread out."""
        parts = [segment.text for segment in self.segments]
        single = all(len(part) == 1 and not is_latin(part) for part in parts[1:])
        spread = single and _SPREAD.fullmatch(parts[0])
        return ("" if spread else " ").join(parts)

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return max(segment.bottom for segment in self.segments)

    @property
    def base(self) -> float:
        return self.segments[0].base

    @property
    def em(self) -> float:
        return max(segment.em for segment in self.segments)

    @property
    def lead(self) -> float:
        return self.segments[0].lead


def rows(glyphs: Iterable[Glyph], page: int) -> list[Row]:
    """The rows of a page or of one cell, from top to bottom."""
    out: list[Row] = []
    for group in _heights(glyph_runs(glyphs)):
        ordered = sorted((glyph for run in group for glyph in run), key=itemgetter(1))
        out.append(Row(tuple(_segments(ordered)), page))
    return out


def cell_rows(glyphs: Sequence[Glyph], page: int) -> list[Row]:
    """The rows of a table cell, whose text may lie on its side as a whole."""
    turns = [glyph.turn for glyph in glyphs if glyph.turn]
    if len(turns) * 2 > len(glyphs):
        return rows(upright(glyphs, max(set(turns), key=turns.count)), page)
    return rows(glyphs, page)


def glyph_runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other in the file and on the page."""
    out: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _follows(last, glyph):
            out[-1].append(glyph)
        else:
            out.append([glyph])
        last = glyph
    return out


def _follows(last: Glyph, glyph: Glyph) -> bool:
    height = glyph.bottom - glyph.top
    if abs(last.base - glyph.base) >= LEVEL * max(height, last.bottom - last.top):
        return False
    return -0.5 * height < glyph.x0 - last.x1 < WIDE_GAP * height and last.turn == glyph.turn


def _heights(runs: list[list[Glyph]]) -> list[list[list[Glyph]]]:
    """Runs on one baseline, that of the tallest glyph among them (superscripts join their line)."""
    tallest = [max(run, key=lambda glyph: glyph.bottom - glyph.top) for run in runs]
    marks = sorted(zip(tallest, range(len(runs)), strict=True), key=lambda mark: (mark[0].base, mark[1]))
    out: list[list[list[Glyph]]] = []
    base = height = 0.0
    for glyph, i in marks:
        tall = glyph.bottom - glyph.top
        if out and abs(glyph.base - base) < LEVEL * max(height, tall):
            out[-1].append(runs[i])
            base, height = (glyph.base, tall) if tall > height else (base, height)
        else:
            out.append([runs[i]])
            base, height = glyph.base, tall
    return out


def _segments(glyphs: list[Glyph]) -> Iterable[Segment]:
    """Cut one row at its wide gaps; a glyph printed twice in one spot (false bold) counts once."""
    em = _em(glyphs)
    part: list[Glyph] = []
    for glyph in glyphs:
        if part and glyph.text == part[-1].text and glyph.x0 - part[-1].x0 < 0.3 * (glyph.x1 - glyph.x0):
            continue
        if part and glyph.x0 - part[-1].x1 > WIDE_GAP * em:
            yield _segment(part, em)
            part = []
        part.append(glyph)
    yield _segment(part, em)


def _em(glyphs: Iterable[Glyph]) -> float:
    wide = [glyph.x1 - glyph.x0 for glyph in glyphs if not is_latin(glyph.text)]
    if wide:
        return max(1.0, median(wide))
    return max(1.0, median(glyph.bottom - glyph.top for glyph in glyphs) / 1.2)


def _segment(glyphs: list[Glyph], em: float) -> Segment:
    parts = [glyphs[0].text]
    space = WORD_GAP * em
    for left, right in pairwise(glyphs):
        if right.x0 - left.x1 > space and is_latin(left.text) and is_latin(right.text):
            parts.append("" if right.text in _CLOSE else " ")
        parts.append(right.text)
    # A single glyph of another font, or a superscript, must not move the line.
    top, bottom, base = (median_low(map(itemgetter(i), glyphs)) for i in (3, 4, 6))
    return Segment("".join(parts), glyphs[0].x0, glyphs[-1].x1, top, bottom, base, em, _lead(glyphs, space))


def _lead(glyphs: list[Glyph], space: float) -> float:
    end = 1
    while end < len(glyphs):
        left, right = glyphs[end - 1], glyphs[end]
        word = _binds(left.text) and _binds(right.text) and right.x0 - left.x1 <= space
        if not word and right.text not in _NO_LINE_START and left.text not in _NO_LINE_END:
            break
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def _binds(char: str) -> bool:
    """Whether `char` is part of a word or number that no line break cuts (∶ stands in 3∶2)."""
    return is_latin(char) or "\u2190" <= char <= "\u22ff"


def in_reading_order(page_rows: list[Row]) -> list[Row]:
    """The rows of a page, with two columns of running text one after the other.

    Columns need `MIN_COLUMN_ROWS` rows of exactly two segments around a common gutter
    that both sides fill; a page of labels and numbers is left as it stands.
    """
    gutter = _gutter(page_rows)
    if gutter is None:
        return page_rows
    out: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in page_rows:
        if any(segment.x0 < gutter < segment.x1 for segment in row.segments):
            out += left + right + [row]
            left, right = [], []
            continue
        for side, wanted in ((left, False), (right, True)):
            segments = tuple(segment for segment in row.segments if (segment.x0 > gutter) is wanted)
            if segments:
                side.append(Row(segments, row.page, int(wanted)))
    return out + left + right


def _gutter(page_rows: list[Row]) -> float | None:
    pairs = [row.segments for row in page_rows if len(row.segments) == 2]
    if len(pairs) < MIN_COLUMN_ROWS:
        return None
    middle = median((left.x1 + right.x0) / 2 for left, right in pairs)
    beside = [(left, right) for left, right in pairs if left.x1 < middle < right.x0]
    crossed = sum(any(s.x0 < middle < s.x1 for s in row.segments) for row in page_rows)
    if len(beside) < MIN_COLUMN_ROWS or crossed > len(page_rows) / 2:
        return None
    sides = ([left for left, _ in beside], [right for _, right in beside])
    return middle if all(_is_column(side) for side in sides) else None


def _is_column(side: Sequence[Segment]) -> bool:
    """Whether the segments fill a column of running text: most are long and end at one edge."""
    width = max(map(attrgetter("x1"), side)) - min(map(attrgetter("x0"), side))
    full = sum(segment.x1 - segment.x0 > 0.8 * width for segment in side)
    return full >= 0.5 * len(side) and median(len(segment.text) for segment in side) >= 8
