"""The paragraphs of a report that a comparison looks at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportnlp.compare.forms import Forms, forms_of, plain
from reportnlp.datamodel import Report, Section, Span
from reportnlp.text import clean

SHORT = 12
"""Characters below which a line is no passage: it is a salutation, a signature or a heading, and that
two reports have it in common says nothing."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LEAST_CHINESE = 6  # of these, and a third of all: else it is a row of numbers, an address, a date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a run of its sentences.

    Args:
        span: in the text of the report as it was decoded.
        start: where it begins in the normalised text.
        text: as it reads in the normalised text, with lines that only the page's width broke rejoined.
        role: function of the innermost section that it stands in.
    """

    span: Span
    start: int
    text: str
    role: str
    forms: Forms


class Body:
    """What of a report is compared: its own running text.

    Left out are tables (their figures are compared as figures), notes, glossaries and the foot of a
    web page (role "notes"), headings (they are compared as sections) and lines shorter than `SHORT`.
    """

    def __init__(self, report: Report) -> None:
        self._clean = clean(report.text)
        self._report = report
        notes = (s.span for s in report.sections if s.role == "notes")
        self._apart = _merged((*notes, *(t.span for t in report.tables)))
        self._headings = frozenset(plain(s.heading) for s in report.sections if s.heading and not s.run_in)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of them, in order."""
        found = (self.part(start, end) for start, end in _lines(self._clean.text))
        return tuple(p for p in found if self._is_passage(p))

    def part(self, start: int, end: int) -> Paragraph:
        """The paragraph, or the part of one, at [start, end) of the normalised text."""
        text = self._clean.text[start:end]
        span = self._clean.origin_span(start, end)
        return Paragraph(span, start, text, self._role(span.start), forms_of(text))

    def at(self, span: Span) -> Paragraph:
        """The paragraph, or the part of one, that `span` of the report's text covers."""
        return self.part(self._clean.position(span.start), self._clean.position(span.end))

    def _is_passage(self, paragraph: Paragraph) -> bool:
        words = paragraph.forms.written
        if len(words) < SHORT or words in self._headings or self._is_apart(paragraph.span.start):
            return False
        return len(_CHINESE.findall(words)) >= max(_LEAST_CHINESE, len(words) / 3)

    def _is_apart(self, offset: int) -> bool:
        at = bisect_right(self._apart, offset, key=lambda s: s.start) - 1
        return at >= 0 and offset < self._apart[at].end

    def _role(self, offset: int) -> str:
        at = bisect_right(self._sections, offset, key=lambda s: s.span.start) - 1
        return self._sections[at].role if at >= 0 else ""

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return tuple(sorted((s for s in self._report.sections if not s.run_in), key=lambda s: s.span.start))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the lines that hold something, without the white space at their ends."""
    start = 0
    for line in text.split("\n"):
        words = line.lstrip()
        if words:
            first = start + len(line) - len(words)
            yield first, first + len(words.rstrip())
        start += len(line) + 1


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches without overlaps, in order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
