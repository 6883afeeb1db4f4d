"""A report with that of the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mutations.figures import Figure, Span
from mutations.mutants import Original
from reportnlp.datamodel import Report

_AHEAD = frozenset({"targets", "tasks", "plan", "self_building"})
_BEHIND = frozenset({"review", "achievements"})
_TERM = re.compile(
    r"(?:过去|这|前)的?五年|五年来|五年工作|“十[一二三四五]五”(?:时期|期间|以来)|本届政府|[三四]年来"
)
_OPENING = 3000  # characters in which a report says how many years it looks back on


@dataclass(frozen=True)
class Pair(Original):
    """The newer report, which operators change, and the older one, which stays as it is."""

    old: Original

    @property
    def name(self) -> str:
        """Of both files."""
        return f"{self.old.path.name} {self.path.name}"

    @property
    def previous(self) -> tuple[Report, ...]:
        """What the checks are given beside the newer report."""
        return (self.old.report,)

    @property
    def is_sound(self) -> bool:
        """Whether the two say themselves that they are of one kind and of years in a row."""
        before, after = self.old.report.meta, self.report.meta
        known = before.year is not None and after.year is not None
        return known and before.kind == after.kind and after.year == (before.year or 0) + 1

    @property
    def year_reviewed(self) -> int:
        """The year that the newer report looks back on."""
        meta = self.report.meta
        return (meta.year or 0) - (meta.kind == "gwr")

    @cached_property
    def reviewed(self) -> list[Figure]:
        """The figures of what the newer report looks back on."""
        return reviewed(self)

    @cached_property
    def reviews_a_term(self) -> bool:
        """Whether the newer report looks back on more than a year, so that bases and totals may be others."""
        return _TERM.search(self.text, 0, _OPENING) is not None


def reviewed(report: Original) -> list[Figure]:
    """The figures of the parts that look back, outside tables."""
    return [f for f in report.figures if _within(behind(report), f.start) and not report.in_table(f.start)]


def planned(report: Original) -> list[Figure]:
    """The figures of the parts that look ahead."""
    return [f for f in report.figures if _within(ahead(report), f.start) and not report.in_table(f.start)]


def behind(report: Original) -> list[Span]:
    """The parts that look back on what was done."""
    return _parts(report, _BEHIND)


def ahead(report: Original) -> list[Span]:
    """The parts that say what is to be done."""
    return _parts(report, _AHEAD)


def _parts(report: Original, roles: frozenset[str]) -> list[Span]:
    found = (s.span for s in report.report.sections if s.role in roles and not s.run_in)
    return [(span.start, span.end) for span in found]


def _within(spans: Sequence[Span], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
