"""What a comparison says of the reports of several years: figures, claims, targets and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from reportnlp.datamodel.findings import Reason
from reportnlp.datamodel.reports import Indicator, Report, Span
from reportnlp.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

Relation = Literal["yoy", "target_outcome", "restated", "same_project"]
"""How a figure of the new report stands to one of the old.

yoy: both are what was reached, each in its year; target_outcome: what was planned, and what came
of it; restated: the value printed then, and what the new report (or a later version of the same one) prints
for the same year; same_project: the
same measure of the same thing (7.7公里环城水系), which no year changes.
"""

ClaimVerdict = Literal["consistent", "inconsistent", "cannot_tell"]

Fulfilment = Literal["met", "missed", "cannot_tell", "no_outcome"]
"""met, missed: the outcome decides it; cannot_tell: there is an outcome, but not of quite the same thing;
no_outcome: the new report states no figure for it."""

SectionState = Literal["kept", "moved", "new", "gone"]

PassageState = Literal["same", "year", "figures", "reworded", "new", "gone"]
"""same: letter for letter; year: nothing but years differ; figures: nothing but numbers differ;
reworded: much the same; new, gone: in one of the reports only."""

MovedUnit = Literal["%", "百分点", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the old report and the figure of the new one that belongs to it.

    Args:
        old, new: indexes into `Report.indicators` of the two reports.
        score: how alike they are, 0 to 1.
        rivals: other figures of the new report that fit about as well; not empty: undecided.
        moved: by how much it moved, in `moved_unit`: per cent of the old level, or percentage
            points; None where that says nothing (another scope, a value of nought).
        again: both reports or one of them say it more than once, and an earlier change holds it.
    """

    relation: Relation
    old: int
    new: int
    score: float
    rivals: tuple[int, ...] = ()
    moved: Interval | None = None
    moved_unit: MovedUnit = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A change that the new report states, held against the two levels.

    Args:
        figure: of the new report: the growth, increment or multiple that is claimed.
        level: of the new report: what it is the growth of; None where no level is stated.
        base: of the old report: the level it grew from; None where there is none.
        reason: for cannot_tell, the class of the reason.
        why: the reason in words; for inconsistent, what may have gone wrong ("" where nothing tells).
        stated, implied: the values that the claim admits, and those that the levels give.
        formula: the computation in words.
    """

    figure: int
    verdict: ClaimVerdict
    level: int | None = None
    base: int | None = None
    reason: Reason | None = None
    why: str = ""
    stated: Interval | None = None
    implied: Interval | None = None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target of the old report and what the new one says of it.

    Args:
        target: of the old report.
        outcome: of the new report; None where it states no figure for it.
        mention: where the new report speaks of the same thing without a figure.
        verdict_word: the words of the new report that call it done (超额完成), if any.
        again: without an outcome, the target of the new report that sets the same number once more.
    """

    target: int
    fulfilment: Fulfilment
    outcome: int | None = None
    reason: Reason | None = None
    why: str = ""
    mention: Span | None = None
    verdict_word: Span | None = None
    again: int | None = None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section and its counterpart: indexes into `Report.sections`, None where there is none."""

    state: SectionState
    old: int | None
    new: int | None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A paragraph of one report and its counterpart; None where there is none."""

    state: PassageState
    old: Span | None
    new: Span | None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports of one issuer, the older first.

    Args:
        changes: in the order of the new report; all are decided.
        undecided: figures with several counterparts that fit about as well.
        claims, targets: in the order of the new and of the old report.
        sections, passages: in the order of the new report, what is gone where it stood.
        notes: what else to know (years that do not follow one another, another kind of report).
    """

    old: Report
    new: Report
    changes: tuple[Change, ...] = ()
    undecided: tuple[Change, ...] = ()
    claims: tuple[Claim, ...] = ()
    targets: tuple[Target, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of `reportnlp compare -f json`."""
        from reportnlp.serialise.comparisons import comparison_to_dict

        return comparison_to_dict(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a pair of figures, as a pandas DataFrame (pandas is imported here, not before)."""
        from reportnlp.serialise.comparisons import comparison_to_frame

        return comparison_to_frame(self)


SeriesMark = Literal["restated", "jump"]
"""restated: the next report prints another value for this year; jump: ten times the year before, or
a tenth of it."""


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """One year of a row.

    Args:
        figure: index into the indicators of the report of that year.
        restated: index into those of the next report, where that prints the value of this year again.
    """

    figure: int
    restated: int | None = None
    marks: tuple[SeriesMark, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One concept or aligned subject over the years.

    Args:
        label: its name, as the latest report puts it, or the concept's.
        concept: the id, "" where there is none.
        sample: one of its figures, for kind and unit.
        cells: one a report; None where the report states no such figure.
    """

    label: str
    concept: str
    sample: Indicator
    cells: tuple[SeriesCell | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Reports of one issuer in the order of their years, each compared with the one before.

    Args:
        comparisons: one fewer than reports.
        rows: the longest first.
    """

    reports: tuple[Report, ...]
    comparisons: tuple[Comparison, ...] = ()
    rows: tuple[SeriesRow, ...] = field(default=())

    def to_frame(self) -> pd.DataFrame:
        """One row a concept or subject, one column a year, as a pandas DataFrame."""
        from reportnlp.serialise.comparisons import series_to_frame

        return series_to_frame(self)
