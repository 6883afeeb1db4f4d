"""A report as the operators see it, and a mutant of it: edits, and where they can be seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mutations.figures import Figure, Span, figures, narrowed, paragraphs, widened
from mutations.readings import Relation
from mutations.relations import relations
from mutations.tables import table_relations
from reportnlp import parse_text
from reportnlp.datamodel import Report

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Original:
    """An unmutated report; all offsets of operators count characters of `text`."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Of the file, for a reader of the figures."""
        return self.path.name

    @cached_property
    def sha256(self) -> str:
        """Of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()

    @cached_property
    def narrow(self) -> str:
        """The text with narrow digits."""
        return narrowed(self.text)

    @cached_property
    def report(self) -> Report:
        """As the package parses it: for tables, roles of sections, kind and year."""
        return parse_text(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure of the text."""
        return figures(self.narrow)

    @cached_property
    def relations(self) -> list[Relation]:
        """What the oracle found, in prose and in tables."""
        return relations(self.narrow) + list(table_relations(self.report.tables))

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs of the text."""
        return paragraphs(self.text)

    @cached_property
    def related(self) -> frozenset[int]:
        """Where figures begin that stand in a relation."""
        return frozenset(m.start for r in self.relations for m in r.members)

    @property
    def previous(self) -> tuple[Report, ...]:
        """The report of the year before, where there is one (`pairs.Pair`)."""
        return ()

    def in_table(self, at: int) -> bool:
        """Whether a table covers the place."""
        return any(t.span.start <= at < t.span.end for t in self.report.tables)


@dataclass(frozen=True, slots=True)
class Edit:
    """[start, end) of the original becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an operator can do to a report.

    Args:
        operator, variety: "M01" and what it was done to.
        edits: in the order of the text, without overlaps.
        partners: stretches of the original that belong to the error too (other members).
        size: for a changed number, the class of its relative change.
        observable: whether the text still says that there is an error.
    """

    operator: str
    variety: str
    edits: tuple[Edit, ...]
    partners: tuple[Span, ...] = ()
    size: str = ""
    observable: bool = True


def replaced(original: Original, figure: Figure, digits: str) -> Edit:
    """The edit that prints other digits in the width of those that stand there."""
    there = original.text[figure.start : figure.number_end]
    wide = any(c not in _DIGITS and n in _DIGITS for c, n in zip(there, narrowed(there), strict=True))
    printed = widened(digits) if wide else digits
    return Edit(figure.start, figure.number_end, printed.replace(".", "．") if "．" in there else printed)


def mutated(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made."""
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*pieces, text[done:]])


def moved(edits: Sequence[Edit], span: Span) -> Span:
    """Where a stretch of the original stands in the mutant; what was edited in it counts whole."""
    start, end = span
    before = sum(len(e.new) - (e.end - e.start) for e in edits if e.end <= start)
    inside = sum(len(e.new) - (e.end - e.start) for e in edits if e.start < end and e.end > start)
    cut = next((e.start - start for e in edits if e.start < start < e.end), 0)
    return start + before + cut, max(start + before + cut, end + before + inside)


def touched(edits: Sequence[Edit]) -> Iterator[Span]:
    """Where the edits stand in the mutant; what was deleted leaves the characters beside it."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield (start, start + len(edit.new)) if edit.new else (max(0, start - 1), start + 1)
        shift += len(edit.new) - (edit.end - edit.start)


def relative_size(old: Figure, new: Figure) -> str:
    """The class of a changed number's relative change."""
    if not old.value:
        return ">10%"
    change = abs(new.value - old.value) / abs(old.value)
    bounds = ((0.005, "<0.5%"), (0.02, "0.5–2%"), (0.10, "2–10%"))
    return next((name for bound, name in bounds if change < bound), ">10%")
