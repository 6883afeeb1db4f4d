"""What the rules look at: the report with views of it that several rules need, each made once.

Two coordinates: `Report` and all spans of findings count characters of the text as it was decoded;
the views (`clean`, `prose`, `plain`, `paragraphs`, `sentences`) are normalised, with the lines that
only a page's width broke rejoined.  `span` leads from a view back to the report, `position` there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportnlp.check.enumerations_counts import Count, counts
from reportnlp.check.lists import shaded
from reportnlp.check.parts import Parts, lists_of_parts
from reportnlp.check.runs import STYLES, Run, headings, runs
from reportnlp.compare.comparing import compare
from reportnlp.compare.copied import copied
from reportnlp.compare.years import reported_year
from reportnlp.datamodel import Comparison, Level, PassageChange, Report, Section, Span
from reportnlp.figures.movements import Movement, movements
from reportnlp.figures.stated import Stretch, stretches
from reportnlp.resources.house import NO_HOUSE, House
from reportnlp.resources.profiles import Profile, issuer_level
from reportnlp.text import Clean, clean, sentences

_TITLE = re.compile(r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉")
_QUOTED = re.compile(r"“[^“”\n]{1,80}”")
_BLANK = "〇"  # stands for each character of a masked stretch; occurs in no pattern


@dataclass(frozen=True)
class Context:
    """One report under the eyes of the rules.

    Args:
        report: the report checked.
        profile: the profile it is held against, None where there is none for its kind.
        previous: the reports of the years before, the latest first.
        house: what the organ's own folder says.
    """

    report: Report
    profile: Profile | None = None
    previous: tuple[Report, ...] = field(default=())
    house: House = NO_HOUSE

    @property
    def text(self) -> str:
        """The report's text as it was decoded; the spans of findings and figures are offsets into it."""
        return self.report.text

    @cached_property
    def _clean(self) -> Clean:
        return clean(self.report.text)

    @property
    def clean(self) -> str:
        """The normalised text (see `reportnlp.text.clean`)."""
        return self._clean.text

    def span(self, start: int, end: int) -> Span:
        """The stretch of the report that [start, end) of a view stands for."""
        return self._clean.origin_span(start, end)

    def match(self, found: re.Match[str], group: int | str = 0) -> Span:
        """The stretch of the report that a match in a view stands for."""
        return self.span(*found.span(group))

    def position(self, offset: int) -> int:
        """Where the report's character at `offset` stands in the views (the next one if it is not there)."""
        return self._clean.position(offset)

    @property
    def year(self) -> int | None:
        """The year reported on (for a 政府工作报告 the year before the one it was given in)."""
        year = self.report.meta.year
        return year - 1 if year is not None and self.report.meta.kind == "gwr" else year

    @cached_property
    def comparison(self) -> Comparison | None:
        """The report beside the latest earlier one of the same body; None where none was given."""
        year, meta = self.year, self.report.meta
        for earlier in self.previous:
            before, other = reported_year(earlier), earlier.meta
            same_place = not other.region or not meta.region or other.region.name == meta.region.name
            is_earlier = before is None or year is None or before < year
            if other.kind == meta.kind and same_place and is_earlier:
                return compare(earlier, self.report)
        return None

    @cached_property
    def taken_over(self) -> tuple[PassageChange, ...]:
        """The passages that were copied from the earlier report (see `reportnlp.compare.copied`)."""
        found = self.comparison
        return copied(found.passages, found.old, found.new) if found else ()

    def is_taken_over(self, offset: int) -> bool:
        """Whether the report's character at `offset` stands in a passage copied from the earlier report."""
        spans = (passage.new for passage in self.taken_over)
        return any(span is not None and span.start <= offset < span.end for span in spans)

    @property
    def level(self) -> Level:
        """The level of the issuer, "" where unknown."""
        return issuer_level(self.report.meta)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines of `clean` that hold something, without the white space at their ends."""
        return tuple(_lines(self.clean))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of `clean`, as `reportnlp.text.sentences` cuts them."""
        return tuple(sentences(self.clean))

    @cached_property
    def prose(self) -> str:
        """`clean` with book titles 《…》 masked, character for character."""
        return _TITLE.sub(lambda m: _BLANK * len(m[0]), self.clean)

    @cached_property
    def plain(self) -> str:
        """`prose` with what stands in quotation marks “…” masked too."""
        return _QUOTED.sub(lambda m: _BLANK * len(m[0]), self.prose)

    @cached_property
    def shaded(self) -> str:
        """`clean` with what stands in brackets and quotation marks blanked out, but not the marks."""
        return shaded(self.clean)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The counts in `clean` that may be those of a list, those that are part of a name too."""
        return tuple(counts(self.clean, names=True))

    @cached_property
    def shaded_counts(self) -> tuple[Count, ...]:
        """The counts in `shaded` that may be those of a list."""
        return tuple(counts(self.shaded))

    @cached_property
    def ordinal_runs(self) -> Mapping[str, tuple[Run, ...]]:
        """The runs of ordinals in `plain`, by the name of their style (see `runs.py`)."""
        heads = [(self.position(at), number) for at, number in headings(self.report)]
        return {style.name: tuple(runs(self.plain, heads, style)) for style in STYLES}

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The figures of running text up to each full stop (see `figures/stated.py`)."""
        return stretches(self.report)

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What is said of how each indicator came from one level to another."""
        return tuple(m for stretch in self.stretches for m in movements(stretch))

    @cached_property
    def lists(self) -> tuple[tuple[Parts, ...], ...]:
        """For each stretch, the wholes with their parts."""
        return tuple(tuple(lists_of_parts(stretch)) for stretch in self.stretches)

    @cached_property
    def tops(self) -> tuple[Section, ...]:
        """The sections that stand in no other."""
        return tuple(s for s in self.report.sections if s.parent < 0)

    @cached_property
    def apart_spans(self) -> tuple[Span, ...]:
        """The stretches that are not the report's own words: glossary, notes, foot of a web page."""
        return tuple(s.span for s in self.report.sections if s.role == "notes")

    def is_apart(self, offset: int) -> bool:
        """Whether the report's character at `offset` stands in a glossary, in notes or a web page's foot."""
        return any(s.start <= offset < s.end for s in self.apart_spans)

    def in_table(self, offset: int) -> bool:
        """Whether the report's character at `offset` stands in a table."""
        return any(t.span.start <= offset < t.span.end for t in self.report.tables)

    def paragraph(self, at: int) -> Span:
        """The paragraph of `clean` that holds `at` (the one before where it stands between two)."""
        return _holding(self.paragraphs, at)

    def sentence(self, at: int) -> Span:
        """The sentence of `clean` that holds `at` (the one before where it stands between two)."""
        return _holding(self.sentences, at)

    def quote(self, span: Span, limit: int = 40) -> str:
        """The report's text at `span`, on one line, its middle left out where it is longer than `limit`."""
        text = " ".join(self.report.text[span.start : span.end].split())
        return text if len(text) <= limit else f"{text[: limit - 11]}……{text[-9:]}"


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            first = start + line.index(body[0])
            yield Span(first, first + len(body))
        start += len(line) + 1


def _holding(spans: Sequence[Span], position: int) -> Span:
    if not spans:
        return Span(0, 0)
    at = bisect_right(spans, position, key=lambda s: s.start) - 1
    return spans[max(at, 0)]
