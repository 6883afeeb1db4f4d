"""The figures of a report as the comparison sees them: those that say the same thing are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportnlp.compare.circumstances import Circumstances
from reportnlp.compare.spans import Spans, spans_of
from reportnlp.compare.subjects import Marks, Subject, grams_of, subject_of
from reportnlp.compare.years import Years, years_of
from reportnlp.datamodel import Indicator, Report
from reportnlp.resources.alignment import load

_CHARACTERS = frozenset("一二两三四五六七八九十")
_NO_WORD = re.compile(r"[\d\W]")


@dataclass(frozen=True, slots=True)
class Mention:
    """What is stated once or several times: one value of one thing.

    Args:
        figures: indexes into `Report.indicators`, the first mention first.
        said: what the words around the first mention say of it.
        years: of its period, None where it has none.
        in_span: it is of several years: of a term of office, a plan, the years to come.
        heading: of the section it stands in; `role`: of that section.
    """

    figures: tuple[int, ...]
    said: Circumstances
    subject: Subject
    years: Years | None
    in_span: bool
    heading: frozenset[str]
    role: str

    @property
    def first(self) -> int:
        """Index of the first mention."""
        return self.figures[0]

    @property
    def indicator(self) -> Indicator:
        """The first mention."""
        return self.said.indicator

    @property
    def marks(self) -> Marks:
        """The marks of its subject and its clause."""
        return self.said.marks

    @property
    def beside(self) -> frozenset[str]:
        """The pairs of characters around it that its subject does not have."""
        return self.said.around - self.subject.grams - self.subject.bare_grams

    @property
    def value(self) -> Fraction:
        """The printed number in the base unit, its scale multiplied out."""
        quantity = self.indicator.quantity
        return Fraction(quantity.number) * quantity.scale * load().base(quantity.unit)[1]


def mentions_of(report: Report) -> tuple[Mention, ...]:
    """The figures of a report, those that say the same thing made one, in the order of the text."""
    said = [Circumstances(report, indicator) for indicator in report.indicators]
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, one in enumerate(said):
        if (one.indicator.subject or one.indicator.concept) and not _is_structure(one.indicator):
            groups.setdefault(_identity(one), []).append(index)
    spans = spans_of(report)
    merged = (_mention(group, said[group[0]], spans) for group in _one_a_concept(said, groups.values()))
    return tuple(sorted(merged, key=lambda m: m.first))


def _is_structure(indicator: Indicator) -> bool:
    """Whether a small number in characters counts how something is made up: 两个三年行动, 五大领域."""
    return indicator.kind == "count" and indicator.text[:1] in _CHARACTERS and indicator.quantity.number <= 10


def _identity(said: Circumstances) -> tuple[object, ...]:
    """What two figures that say the same thing have in common."""
    indicator, quantity = said.indicator, said.indicator.quantity
    return (
        subject_of(indicator.subject).core,
        tuple(sorted((k, tuple(sorted(v))) for k, v in said.marks.items())),
        indicator.kind,
        indicator.status,
        indicator.period.edtf,
        quantity.value,
        quantity.unit,
        quantity.comparator,
    )


def _one_a_concept(said: list[Circumstances], groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Groups of one concept and one value are one, whatever words name it."""
    by_concept: dict[tuple[object, ...], list[int]] = {}
    for group in groups:
        first = said[group[0]]
        if first.indicator.concept:
            by_concept.setdefault((first.indicator.concept, *_identity(first)[1:]), []).extend(group)
        else:
            yield group
    yield from (sorted(group) for group in by_concept.values())


def _mention(group: list[int], said: Circumstances, spans: Spans) -> Mention:
    indicator, sections = said.indicator, said.report.sections
    section = sections[indicator.section] if 0 <= indicator.section < len(sections) else None
    return Mention(
        figures=tuple(group),
        said=said,
        subject=subject_of(indicator.subject),
        years=years_of(indicator.period),
        in_span=spans.holds(indicator),
        heading=grams_of(_NO_WORD.sub("", section.heading)) if section else frozenset(),
        role=section.role if section else "",
    )
