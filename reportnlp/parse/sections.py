"""Sections 章节: the tree of headings, and the functional stretches that no heading marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportnlp.datamodel import Kind, Section, Span
from reportnlp.parse.heads import Head, Paragraph, find_paragraphs, merged
from reportnlp.parse.loose_heads import RUN_IN, glued_heads, notes_start, run_in_heads, unnumbered_heads
from reportnlp.parse.numbered_heads import numbered_heads, renumbered
from reportnlp.parse.roles import Mark, role_marks


def find_sections(text: str, kind: Kind, year: int | None = None) -> tuple[Section, ...]:
    """Cut a report into sections.

    Args:
        text: clean text: a newline ends a paragraph, hard-wrapped lines are rejoined.
        kind: the report kind; it decides which roles there are ("other" has none).
        year: the report's year where it is known.

    Returns:
        Sections in text order, a parent before its children.  A section with heading "" is a
        functional stretch that no heading marks; its level is one below the section it stands in, so
        that of two sections over one character the deeper one tells its role.  Run-in sections (一是…。)
        have level 5 or deeper.  Every character has a role, unless `kind` is "other".
    """
    paragraphs = find_paragraphs(text)
    heads = find_heads(text, paragraphs, kind)
    marks = role_marks(text, paragraphs, heads, kind, year)
    run_ins = _outside(run_in_heads(text), heads)
    return _Tree(text, marks).build(heads, run_ins)


def find_heads(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> list[Head]:
    """All headings that open a section, without the run-in ones below level 4, in text order."""
    notes = notes_start(text, paragraphs)
    heads = numbered_heads(text, paragraphs, kind, notes)
    heads = merged(heads, unnumbered_heads(text, paragraphs, heads, kind))
    if not any(head.rank <= 2 and head.number for head in heads):
        heads = merged(heads, glued_heads(text, paragraphs, kind))
    return renumbered(heads)


def _outside(run_ins: Sequence[Head], heads: Sequence[Head]) -> list[Head]:
    """Run-in heads that do not stand inside a heading's own words."""
    starts = [head.start for head in heads]
    return [
        run_in
        for run_in in run_ins
        if (i := bisect_right(starts, run_in.start)) == 0 or run_in.start >= heads[i - 1].end
    ]


class _Tree:
    """Builds the flat tuple of sections; positions in `_found` are final because order is by start."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._starts = [position for position, _ in marks]
        self._roles = [role for _, role in marks]

    def build(self, heads: Sequence[Head], run_ins: Sequence[Head]) -> tuple[Section, ...]:
        """All sections, sorted by start, the wider one first."""
        ends = _ends(heads, len(self._text))
        begin = {head.start for head in heads}
        opened = [(head, end, False) for head, end in zip(heads, ends, strict=True)]
        opened += [(head, end, True) for head, end in self._stretches(heads, begin)]
        opened += [(head, self._run_in_end(head, i, run_ins, heads), False) for i, head in enumerate(run_ins)]
        opened.sort(key=lambda entry: (entry[0].start, entry[0].rank))
        return self._nested(opened)

    def _role(self, position: int) -> str:
        index = bisect_right(self._starts, position) - 1
        return self._roles[index] if index >= 0 else ""

    def _stretches(self, heads: Sequence[Head], begin: set[int]) -> list[tuple[Head, int]]:
        """Role marks that are no heading's start, each up to the next heading or mark."""
        borders = sorted({*begin, *self._starts, len(self._text)})
        found: list[tuple[Head, int]] = []
        for start in self._starts:
            if start not in begin:
                end = borders[bisect_right(borders, start)]
                found.append((Head(start, start, 0, 4), end))
        return found

    def _run_in_end(self, head: Head, index: int, run_ins: Sequence[Head], heads: Sequence[Head]) -> int:
        """A run-in section ends with its paragraph or where the next one begins."""
        newline = self._text.find("\n", head.end)
        ends = [newline if newline >= 0 else len(self._text)]
        ends += [run_in.start for run_in in run_ins[index + 1 : index + 2]]
        after = bisect_left(heads, head.start, key=lambda h: h.start)
        ends += [h.start for h in heads[after : after + 1]]
        mark = bisect_right(self._starts, head.start)
        ends += self._starts[mark : mark + 1]
        return min(ends)

    def _nested(self, opened: Sequence[tuple[Head, int, bool]]) -> tuple[Section, ...]:
        """Give each its parent: the last one before it that is still open and of a higher rank."""
        found: list[Section] = []
        stack: list[tuple[int, int, int]] = []  # index, rank, end
        for head, end, is_stretch in opened:
            while stack and (stack[-1][2] <= head.start or stack[-1][1] >= head.rank):
                stack.pop()
            parent = stack[-1][0] if stack else -1
            above = found[parent].level if stack else 0
            level = above + 1 if is_stretch else max(head.level, above + 1) if head.rank >= RUN_IN else head.level
            heading = self._text[head.start : head.end].strip()
            role = self._role(head.start)
            section = Section(Span(head.start, end), heading, level, head.number, role, parent, head.run_in)
            found.append(section)
            stack.append((len(found) - 1, head.rank, end))
        return tuple(found)


def _ends(heads: Sequence[Head], length: int) -> list[int]:
    """For each heading the start of the next one of the same or a higher rank."""
    ends = [length] * len(heads)
    stack: list[int] = []
    for index, head in enumerate(heads):
        while stack and heads[stack[-1]].rank >= head.rank:
            ends[stack.pop()] = head.start
        stack.append(index)
    return ends
