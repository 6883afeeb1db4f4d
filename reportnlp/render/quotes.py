"""Where a finding stands: the words around it with the stretch marked, its section, its page or line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import Final, Literal

from reportnlp.check.context import Context
from reportnlp.datamodel import Report, Section, Span
from reportnlp.render import words
from reportnlp.render.lines_of_text import TextLines
from reportnlp.render.plain import folded, one_line

_TEXT_FILES: Final = frozenset({".txt", ".text", ".md", ".markdown", ""})
_DIGITS: Final = "0123456789.,%"
_LEFT_OUT: Final = "……"

Mark = Literal["", "primary", "other"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a quotation; `mark` says which stretch of the finding they belong to."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Quoter:
    """Quotes from one report."""

    report: Report

    @cached_property
    def _context(self) -> Context:
        return Context(self.report)

    @cached_property
    def lines(self) -> TextLines:
        """The lines of the report's text."""
        return TextLines(self.report.text)

    @cached_property
    def _standing(self) -> list[Section]:
        """The sections with a line of their own, in order."""
        return [s for s in self.report.sections if not s.run_in]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [place.start for place in self.report.places]

    def quote(self, spans: Sequence[Span], limit: int) -> tuple[Piece, ...]:
        """The sentence around the first span, about `limit` characters, the spans in it marked."""
        text, (first, *others) = self._context.clean, [self._in_views(span) for span in spans]
        whole = self._whole(first)
        if not len(first) and len(spans[0]):  # normalising took it out: quote the text as it was decoded
            text, (first, *others) = self.report.text, list(spans)
            whole = self._line(first)
        shown = _window(text, whole, first, limit)
        pieces = _marked(text, shown, first, others, limit)
        before = [Piece("…")] if shown.start > whole.start else []
        behind = [Piece("…")] if shown.end < whole.end else []
        return (*before, *pieces, *behind)

    def shown(self, first: Span, limit: int) -> Span:
        """The stretch of the report that `quote` shows around `first`."""
        inside = self._in_views(first)
        shown = _window(self._context.clean, self._whole(inside), inside, limit)
        return self._context.span(shown.start, shown.end)

    def path(self, at: int) -> tuple[str, ...]:
        """The headings of the sections around a place, the outermost first."""
        inside = [s for s in self._standing if s.span.start <= at < s.span.end]
        names: list[str] = []
        section = inside[-1] if inside else None
        while section is not None and len(names) < len(self.report.sections):
            names.insert(0, one_line(section.heading) or words.role_text(section.role))
            parent = section.parent
            section = self.report.sections[parent] if 0 <= parent < len(self.report.sections) else None
        return tuple(name for name in names if name)

    def place(self, at: int) -> str:
        """The page of a PDF or the line of a text file; "" for what has neither."""
        page = self.page(at)
        if page is not None:
            return f"第{page}页"
        if PurePath(self.report.meta.source).suffix.lower() in _TEXT_FILES:
            return f"第{self.lines.position(at)[0]}行"
        return ""

    def page(self, at: int) -> int | None:
        """The page of a file that has pages."""
        index = bisect_right(self._page_starts, at) - 1
        return self.report.places[index].page if index >= 0 else None

    def _whole(self, first: Span) -> Span:
        sentence = self._context.sentence(first.start)
        return Span(min(sentence.start, first.start), max(sentence.end, first.end))

    def _line(self, span: Span) -> Span:
        """The lines of the report's text that hold the span."""
        text = self.report.text
        end = text.find("\n", span.end)
        return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))

    def _in_views(self, span: Span) -> Span:
        return Span(self._context.position(span.start), self._context.position(span.end))


def _window(text: str, whole: Span, first: Span, limit: int) -> Span:
    """The part of `whole` to show: two thirds of the room in front of the first stretch."""
    room = max(limit - len(first), 0)
    front = min(first.start - whole.start, max(room * 2 // 3, room - (whole.end - first.end)))
    start, end = first.start - front, min(whole.end, first.end + room - front)
    while whole.start < start < first.start and _in_number(text, start):
        start += 1  # half a number is worse than none
    while first.end < end < whole.end and _in_number(text, end):
        end -= 1
    return Span(start, end)


def _in_number(text: str, at: int) -> bool:
    return text[at - 1] in _DIGITS and text[at] in _DIGITS


def _marked(text: str, shown: Span, first: Span, others: Sequence[Span], limit: int) -> list[Piece]:
    """The shown text cut at the edges of the spans; a span longer than `limit` loses its middle."""
    edges = {shown.start, shown.end}
    for span in (first, *others):
        edges |= {min(max(span.start, shown.start), shown.end), min(max(span.end, shown.start), shown.end)}
    marks: list[tuple[Mark, int, int]] = []
    for start, end in pairwise(sorted(edges)):
        mark: Mark = "primary" if _holds(first, start) else "other" if _any(others, start) else ""
        if marks and marks[-1][0] == mark:  # the edge was one of a span inside
            start = marks.pop()[1]
        marks.append((mark, start, end))
    return [Piece(_shortened(folded(text[start:end]), limit), mark) for mark, start, end in marks]


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def _any(spans: Sequence[Span], at: int) -> bool:
    return any(_holds(span, at) for span in spans)


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit * 2 // 3] + _LEFT_OUT + text[len(text) - limit // 4 :]
