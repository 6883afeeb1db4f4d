"""What the role finders of the report kinds see of a report: its blocks and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import Head, Paragraph, start_of

Mark = tuple[int, str]
"""From the position on, the role holds."""

_T = TypeVar("_T", Head, Paragraph)

_LEAD = 130  # characters of a paragraph that may hold its lead-in


class RoleMap:
    """Marks in text order, asked by position."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.starts = [position for position, _ in marks]
        self._roles = [role for _, role in marks]

    def at(self, position: int) -> str:
        """The role at `position`; "" before the first mark."""
        index = bisect_right(self.starts, position) - 1
        return self._roles[index] if index >= 0 else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The stretch [start, end) of a text with its paragraphs and headings.

    `tops` are the headings that cut it into blocks: the highest there are, with 一、 below an umbrella.
    """

    text: str
    kind: Kind
    year: int | None
    paragraphs: Sequence[Paragraph]
    heads: Sequence[Head]
    tops: Sequence[Head]
    start: int
    end: int

    def lead(self, paragraph: Paragraph) -> str:
        """The first sentences of a paragraph."""
        return self.text[paragraph.start : min(paragraph.end, paragraph.start + _LEAD)]

    def between(self, start: int, end: int) -> Sequence[Paragraph]:
        """Paragraphs that start in [start, end)."""
        return between(self.paragraphs, start, end)

    def inside(self, start: int, end: int) -> Sequence[Head]:
        """Headings that start in (start, end)."""
        return between(self.heads, start + 1, end)

    def blocks(self) -> Iterator[tuple[Head, int]]:
        """Each top heading with the end of its block."""
        ends = [*(head.start for head in self.tops[1:]), self.end]
        return zip(self.tops, ends, strict=False)  # without tops there is one end too many

    def subs(self, start: int, end: int) -> list[Head]:
        """The headings in (start, end), of the highest rank that stands there."""
        inside = self.inside(start, end)
        rank = min((head.rank for head in inside), default=0)
        return [head for head in inside if head.rank == rank]


def between(items: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """The items, sorted by start, that start in [start, end)."""
    first = bisect_left(items, start, key=start_of)
    return items[first : bisect_left(items, end, lo=first, key=start_of)]


def make_layout(
    text: str,
    kind: Kind,
    year: int | None,
    paragraphs: Sequence[Paragraph],
    heads: Sequence[Head],
    start: int,
    end: int,
) -> Layout:
    """The layout of [start, end)."""
    inside = between(heads, start, end)
    rank = max(1, min((head.rank for head in inside), default=1))
    tops = [head for head in inside if head.rank <= rank]
    return Layout(text, kind, year, between(paragraphs, start, end), inside, tops, start, end)
