"""Functional roles: which stretch of a report is review, problems, targets, tasks …

A heading says its role by the words of its kind's profile; where none does, the lead-in of a
paragraph does (在肯定成绩的同时，我们也清醒地看到…).  The result is a list of marks: from each
mark's position on, its role holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import Head, Paragraph
from reportnlp.parse.role_layout import Layout, Mark, between, make_layout
from reportnlp.parse.roles_fazhi import fazhi_marks
from reportnlp.parse.roles_gwr import gwr_marks
from reportnlp.parse.tails import tail_marks
from reportnlp.resources.profiles import heading_patterns, lead_in_patterns


def role_marks(
    text: str, paragraphs: Sequence[Paragraph], heads: Sequence[Head], kind: Kind, year: int | None
) -> list[Mark]:
    """Where each role begins, in text order; the first mark stands at 0.  None for kind "other".

    Args:
        text: clean text.
        paragraphs: its paragraphs.
        heads: its headings of levels 1 to 4.
        kind: the report kind.
        year: the report's year where it is known (tells last year's work from this year's).
    """
    if kind == "other" or not text:
        return []
    found: dict[int, str] = {}
    for start, end in _copies(text, paragraphs, kind):
        tail = tail_marks(text, kind, between(paragraphs, start, end))
        body = tail[0][0] if tail else end
        found[start] = "preamble"
        found.update(_FINDERS[kind](make_layout(text, kind, year, paragraphs, heads, start, body)))
        found.update(tail)
    return _merged(sorted(found.items()))


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """Without the marks that repeat the role before them."""
    return [mark for i, mark in enumerate(marks) if i == 0 or marks[i - 1][1] != mark[1]]


_GREETING = re.compile(r"(?:现在，?)?(?:我|受).{0,4}(?:代表|委托).{2,40}(?:报告|审议)")
_COPY = 4000  # characters: the shortest report that a page prints twice


def _copies(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> list[tuple[int, int]]:
    """The text cut where the same report begins anew (pages that print it twice)."""
    starts = [0]
    greeted = -_COPY
    for before, here in pairwise(paragraphs) if kind == "gwr" else ():
        if text[here.start] not in "现我受" or not _GREETING.match(text, here.start, here.start + 60):
            continue
        if greeted >= 0 and here.start - greeted > _COPY:
            starts.append(before.start if len(before) < 20 else here.start)
        greeted = here.start
    return list(pairwise([*starts, len(text)]))


_XXGK_ORDER = ("overview", "disclosure", "requests", "litigation", "problems", "other")


def _xxgk(layout: Layout) -> list[Mark]:
    """The six parts of the form; in doubt its own order decides."""
    marks: list[Mark] = []
    patterns = heading_patterns("xxgk")
    for head in layout.tops:
        found = [role for role in _XXGK_ORDER if patterns[role].search(head.words(layout.text))]
        by_number = _XXGK_ORDER[head.value - 1] if 0 < head.value <= len(_XXGK_ORDER) else "other"
        marks.append((head.start, by_number if by_number in found or not found else found[-1]))
    return marks


def _tjgb(layout: Layout) -> list[Mark]:
    """One chapter a heading, then the notes."""
    notes = heading_patterns("tjgb")["notes"]
    marks = [
        (head.start, "notes" if notes.search(head.words(layout.text)) else "chapter") for head in layout.tops
    ]
    if not marks or marks[-1][1] == "notes":
        return marks
    lead_in = lead_in_patterns("tjgb")["notes"]
    last = layout.between(marks[-1][0], layout.end)
    return marks + [(p.start, "notes") for p in last if lead_in.search(layout.lead(p))][:1]


_FINDERS: dict[Kind, Callable[[Layout], list[Mark]]] = {
    "fazhi": fazhi_marks,
    "gwr": gwr_marks,
    "xxgk": _xxgk,
    "tjgb": _tjgb,
}
