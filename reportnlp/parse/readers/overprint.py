"""Texts printed on one spot of a page, of which a reader sees one.

Spreadsheets put into reports leave numbers behind that their cell cuts off, and edited
files cover the old words with new ones.  Read as one line, "4.6" under "3.7" would come out
as a number that stands nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportnlp.parse.readers.glyph import Glyph, is_latin
from reportnlp.parse.readers.lines import LEVEL, glyph_runs

COVERED = 0.5
"""Two words whose narrower one is covered by more than this share stand on one spot."""

SAME_SPOT = 0.6
"""Two characters that overlap by more than this share of the narrower one cannot be read side by side."""

SAME_SIZE = 0.75
"""Text lower than this share of the other is a mark beside it (superscripts, marks of notes)."""

MAX_PAIRS = 50_000
"""Most pairs of runs looked at on one page; a page with more is a drawing."""


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
            if not hidden.intersection((*lower, *upper)):
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
    budget = MAX_PAIRS
    for i, run in enumerate(ordered):
        for other in ordered[i + 1 :]:
            low, high = sorted((run.height, other.height))
            budget -= 1
            if budget < 0 or other.base - run.base >= LEVEL * max(high, run.height):
                break
            if low >= SAME_SIZE * high and min(run.x1, other.x1) > max(run.x0, other.x0):
                yield (run, other) if run.first < other.first else (other, run)


def _clashes(earlier: _Run, later: _Run) -> Iterator[tuple[range, range]]:
    """The words of two runs that stand on one spot and do not say the same."""
    words = list(_words(later, earlier))
    for lower in _words(earlier, later):
        yield from ((lower, upper) for upper in words if _clash(earlier, lower, later, upper))


def _words(run: _Run, other: _Run) -> Iterator[range]:
    """The words of a run beside another one: Latin words, numbers and single ideographs."""
    start = 0
    for i, (left, right) in enumerate(pairwise((*run.glyphs, None)), 1):
        assert left is not None
        if right is None or not (is_latin(left.text) and is_latin(right.text)):
            if left.x1 > other.x0 and run.glyphs[start].x0 < other.x1:
                yield range(run.first + start, run.first + i)
            start = i


def _clash(earlier: _Run, lower: range, later: _Run, upper: range) -> bool:
    below = earlier.glyphs[lower.start - earlier.first : lower.stop - earlier.first]
    above = later.glyphs[upper.start - later.first : upper.stop - later.first]
    if _shared(below[0].x0, below[-1].x1, above[0].x0, above[-1].x1) <= COVERED:
        return False
    # The same word twice is false bold; ticks and rules are meant to stand on others.
    return any(
        a.text != b.text
        and a.text.isalnum()
        and b.text.isalnum()
        and _shared(a.x0, a.x1, b.x0, b.x1) > SAME_SPOT
        for a in below
        for b in above
    )


def _shared(x0: float, x1: float, y0: float, y1: float) -> float:
    """What two stretches share, as a part of the narrower one."""
    narrow = min(x1 - x0, y1 - y0)
    return (min(x1, y1) - max(x0, y0)) / narrow if narrow > 0 else 0.0
