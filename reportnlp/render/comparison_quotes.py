"""Sentences of several reports as the page of a comparison quotes them, short enough to keep it small."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportnlp.datamodel import Comparison, Report, Series, Span
from reportnlp.render import words
from reportnlp.render.plain import one_line
from reportnlp.render.quotes import Piece, Quoter

LONGEST: Final = 160
SHORTEST: Final = 48
_HEADING: Final = 18
_DEEPEST: Final = 8  # sections inside one another
_ALL_QUOTES: Final = 350_000  # characters that the quotes of a page may hold together


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report with the figures in them marked, and where they stand."""

    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Source:
    """A report to quote from."""

    report: Report
    limit: int = LONGEST

    @cached_property
    def quoter(self) -> Quoter:
        """What cuts and marks the sentences."""
        return Quoter(self.report)

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        sections = self.report.sections
        return sorted((s.span.start, number) for number, s in enumerate(sections) if not s.run_in)

    def quote(self, *spans: Span, limit: int = LONGEST) -> Quote:
        """The sentence around the first span, with those of the spans marked that it holds."""
        return Quote(self.place(spans[0].start), self.quoter.quote(spans, min(limit, self.limit)))

    def quotes(self, *figures: int | None) -> tuple[Quote, ...]:
        """The figures in their sentences, those that one quote holds in one."""
        found: list[tuple[Span, list[Span]]] = []
        for number in dict.fromkeys(n for n in figures if n is not None):
            span = self.report.indicators[number].span
            held = next((spans for shown, spans in found if _holds(shown, span)), None)
            if held is None:
                found.append((self.quoter.shown(span, self.limit), [span]))
            else:
                held.append(span)
        return tuple(self.quote(*spans) for _, spans in found)

    def place(self, at: int) -> str:
        """The heading above a place and its page or line; "" where there is neither."""
        return " ".join(part for part in (cut(self.heading(at), _HEADING), self.quoter.place(at)) if part)

    def heading(self, at: int) -> str:
        """The heading of the innermost section with a line of its own around a place."""
        index = bisect_right(self._starts, (at, len(self.report.sections))) - 1
        number = self._starts[index][1] if index >= 0 else -1
        for _ in range(_DEEPEST):
            if not 0 <= number < len(self.report.sections):
                break
            section = self.report.sections[number]
            name = one_line(section.heading) or words.role_text(section.role)
            if section.span.start <= at < section.span.end and name:
                return name
            number = section.parent
        return ""


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def cut(text: str, limit: int) -> str:
    """The text, or its beginning and dots."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quote_limit(series: Series) -> int:
    """How many characters a quote may have, for all quotes of a page to fit."""
    count = sum(map(_quotes_of, series.comparisons))
    return max(SHORTEST, min(LONGEST, _ALL_QUOTES // max(count, 1)))


def _quotes_of(comparison: Comparison) -> int:
    listed: Sequence[Sequence[object]] = (
        comparison.changes,
        comparison.undecided,
        comparison.claims,
        comparison.targets,
    )
    return 2 * sum(map(len, listed))
