"""Texts printed on one spot of a page, of which a reader sees one.

Spreadsheets put into reports leave numbers behind that their cell cuts off, and edited
files cover the old words with new ones.  Read as one line, "4.6" under "3.7" would come out
as a number that stands nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportnlp.parse.readers.glyph import Glyph, is_latin
from reportnlp.parse.readers.lines import LEVEL, glyph_runs

COVERED = 0.5
"""Two words whose narrower one is covered by more than this share stand on one spot."""

SAME_SPOT = 0.6
"""Two characters that overlap by more than this share of the narrower one cannot be read side by side."""

SAME_SIZE = 0.75
"""Text lower than this share of the other is a mark beside it (superscripts, marks of notes)."""

MAX_COMPARISONS = 5_000
"""Most pairs of runs looked at on one page; a page with more is a drawing."""

MAX_WORD = 40
"""Most characters to either side of a clash that count as its word."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs that follow each other in the file and on the page; `first` is the index of the first."""

    first: int
    glyphs: Sequence[Glyph]
    x0: float
    x1: float
    base: float
    height: float


def hidden_glyphs(glyphs: Sequence[Glyph], is_cut_off: Callable[[int], bool]) -> set[int]:
    """Indexes of the glyphs that stand below others: of two words on one spot the one drawn first.

    Args:
        glyphs: of a page, in the order in which they are drawn.
        is_cut_off: whether the glyph of an index lies outside of what its clip path shows; such a
            word gives way to the other one, whatever their order.
    """
    hidden: set[int] = set()
    for earlier, later in _pairs(_runs(glyphs)):
        for lower, upper in _clashes(earlier, later):
            if hidden.isdisjoint(lower) and hidden.isdisjoint(upper):
                hidden.update(upper if is_cut_off(upper[0]) and not is_cut_off(lower[0]) else lower)
    return hidden


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    out: list[_Run] = []
    first = 0
    for run in glyph_runs(glyphs):
        height = max(glyph.bottom - glyph.top for glyph in run)
        out.append(_Run(first, run, run[0].x0, max(glyph.x1 for glyph in run), run[0].base, height))
        first += len(run)
    return out


def _pairs(runs: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Runs of one size on one line that overlap, the one drawn first in front."""
    ordered = sorted(runs, key=lambda run: run.base)
    budget = MAX_COMPARISONS
    for i, run in enumerate(ordered):
        for k in range(i + 1, min(len(ordered), i + 1 + budget)):
            budget -= 1
            other = ordered[k]
            low, high = sorted((run.height, other.height))
            if other.base - run.base >= LEVEL * high:
                break
            if low >= SAME_SIZE * high and min(run.x1, other.x1) > max(run.x0, other.x0):
                yield (run, other) if run.first < other.first else (other, run)


def _clashes(earlier: _Run, later: _Run) -> Iterator[tuple[range, range]]:
    """The words of two runs that stand on one spot and do not say the same."""
    for i, k in _meetings(earlier.glyphs, later.glyphs):
        lower, upper = earlier.glyphs[i], later.glyphs[k]
        # The same word twice is false bold; ticks and rules are meant to stand on others.
        differ = lower.text != upper.text and lower.text.isalnum() and upper.text.isalnum()
        if differ and _shared(lower.x0, lower.x1, upper.x0, upper.x1) > SAME_SPOT:
            below, above = _word(earlier, i), _word(later, k)
            if _shared(*_extent(earlier, below), *_extent(later, above)) > COVERED:
                yield below, above


def _meetings(some: Sequence[Glyph], others: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Indexes of the glyphs of two runs that overlap; both run from left to right."""
    i = k = 0
    while i < len(some) and k < len(others):
        if some[i].x1 > others[k].x0 and others[k].x1 > some[i].x0:
            yield i, k
        if some[i].x1 < others[k].x1:
            i += 1
        else:
            k += 1


def _word(run: _Run, at: int) -> range:
    """The Latin word or number (by indexes of the page) that a glyph stands in, else the glyph alone."""
    start = end = at
    while (
        start > max(0, at - MAX_WORD)
        and is_latin(run.glyphs[start].text)
        and is_latin(run.glyphs[start - 1].text)
    ):
        start -= 1
    last = min(len(run.glyphs) - 1, at + MAX_WORD)
    while end < last and is_latin(run.glyphs[end].text) and is_latin(run.glyphs[end + 1].text):
        end += 1
    return range(run.first + start, run.first + end + 1)


def _extent(run: _Run, word: range) -> tuple[float, float]:
    return run.glyphs[word.start - run.first].x0, run.glyphs[word.stop - 1 - run.first].x1


def _shared(x0: float, x1: float, y0: float, y1: float) -> float:
    """What two stretches share, as a part of the narrower one."""
    narrow = min(x1 - x0, y1 - y0)
    return (min(x1, y1) - max(x0, y0)) / narrow if narrow > 0 else 0.0
