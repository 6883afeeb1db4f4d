"""Sections 章节: the tree of headings, and the functional stretches that no heading marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportnlp.datamodel import Kind, Section, Span
from reportnlp.parse.contents import contents_range
from reportnlp.parse.heads import Head, Paragraph, find_paragraphs, merged, start_of
from reportnlp.parse.loose_heads import RUN_IN, glued_heads, notes_start, run_in_heads, unnumbered_heads
from reportnlp.parse.numbered_heads import numbered_heads, renumbered
from reportnlp.parse.role_layout import RoleMap
from reportnlp.parse.roles import role_marks


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
    roles = RoleMap(role_marks(text, paragraphs, heads, kind, year))
    heads = [head for head in heads if _is_heading(head, roles.at(head.start), kind)]
    opened = [_Opened(head, end) for head, end in zip(heads, _ends(heads, len(text)), strict=True)]
    opened += _stretches(heads, roles, len(text))
    opened += _run_ins(text, heads, roles)
    return _nested(text, opened, roles)


def find_heads(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> list[Head]:
    """All headings that open a section, without the run-in ones below level 4, in text order."""
    contents = contents_range(text, paragraphs)
    heads = numbered_heads(text, paragraphs, kind, notes_start(text, paragraphs), contents)
    heads = merged(heads, unnumbered_heads(text, paragraphs, heads, kind, contents))
    if not any(head.rank <= 2 and head.number for head in heads):
        heads = merged(heads, glued_heads(text, paragraphs, kind))
    return renumbered(heads)


def _is_heading(head: Head, role: str, kind: Kind) -> bool:
    """The numbered lines of a glossary or of an annex behind the closing are no headings."""
    if kind == "tjgb" or not head.number:
        return True
    return role != "notes" and (kind != "gwr" or head.level < 3 or role != "closing")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A section to be: its heading and its end; `is_stretch` where no heading marks it."""

    head: Head
    end: int
    is_stretch: bool = False


def _ends(heads: Sequence[Head], length: int) -> list[int]:
    """For each heading the start of the next one of the same or a higher rank."""
    ends = [length] * len(heads)
    stack: list[int] = []
    for index, head in enumerate(heads):
        while stack and heads[stack[-1]].rank >= head.rank:
            ends[stack.pop()] = head.start
        stack.append(index)
    return ends


_STRETCH_RANK = 4  # below every heading that it can stand in, above the run-in heads


def _stretches(heads: Sequence[Head], roles: RoleMap, length: int) -> list[_Opened]:
    """Where a role begins without a heading: a stretch up to the next heading or role."""
    begun = {head.start for head in heads}
    borders = sorted({*begun, *roles.starts, length})
    return [
        _Opened(Head(start, start, 0, _STRETCH_RANK), borders[bisect_right(borders, start)], True)
        for start in roles.starts
        if start not in begun
    ]


def _run_ins(text: str, heads: Sequence[Head], roles: RoleMap) -> list[_Opened]:
    """Run-in sections outside the headings, each up to its paragraph's end, the next one or a role."""
    found = run_in_heads(text)
    nexts = [*(head.start for head in found), len(text)][1:]
    opened: list[_Opened] = []
    for head, after in zip(found, nexts, strict=True):
        index = bisect_right(heads, head.start, key=start_of)
        if index and head.start < heads[index - 1].end:
            continue
        newline = text.find("\n", head.end)
        ends = [after, newline if newline >= 0 else len(text)]
        ends += [other.start for other in heads[index : index + 1]]
        mark = bisect_right(roles.starts, head.start)
        opened.append(_Opened(head, min(ends + roles.starts[mark : mark + 1])))
    return opened


def _nested(text: str, opened: list[_Opened], roles: RoleMap) -> tuple[Section, ...]:
    """Give each section its parent: the last one before it that is still open and of a higher rank."""
    opened.sort(key=lambda entry: (entry.head.start, entry.head.rank))
    found: list[Section] = []
    stack: list[tuple[int, _Opened]] = []
    for entry in opened:
        head = entry.head
        while stack and (stack[-1][1].end <= head.start or stack[-1][1].head.rank >= head.rank):
            stack.pop()
        parent = stack[-1][0] if stack else -1
        above = found[parent].level if stack else 0
        level = above + 1 if entry.is_stretch else max(head.level, above + 1 if head.rank >= RUN_IN else 0)
        heading = " ".join(text[head.start : head.end].split("\n")).strip()
        span = Span(head.start, entry.end)
        found.append(Section(span, heading, level, head.number, roles.at(head.start), parent, head.run_in))
        stack.append((len(found) - 1, entry))
    return tuple(found)
