"""Two reports side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.compare.claims import Claims
from reportnlp.compare.mentions import Mention, mentions_of
from reportnlp.compare.passages import passage_changes
from reportnlp.compare.relations import Aligner
from reportnlp.compare.sections import section_changes
from reportnlp.compare.targets import Targets
from reportnlp.compare.years import reported_year, reviews_years
from reportnlp.datamodel import Comparison, Report


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with what the comparison sees of it, made once for both its neighbours in a series."""

    report: Report
    year: int | None
    mentions: tuple[Mention, ...]


def marked_of(report: Report) -> Marked:
    """What the comparison sees of a report."""
    return Marked(report, reported_year(report), mentions_of(report))


def compare(old: Report, new: Report) -> Comparison:
    """See `reportnlp.compare.compare`."""
    return compare_marked(marked_of(old), marked_of(new))


def compare_marked(old: Marked, new: Marked) -> Comparison:
    """Two reports side by side."""
    reviews = reviews_years(new.report)
    aligner = Aligner(old.mentions, new.mentions, old.year, new.year, reviews)
    aligned = aligner.aligned()
    changes, undecided = aligned.changes, aligned.undecided
    return Comparison(
        old.report,
        new.report,
        changes,
        undecided,
        Claims(old.report, new.report, old.year, new.year, changes, undecided).all(),
        Targets(old.report, new.report, aligner.due(), changes, undecided, aligner.again()).all(),
        sections=section_changes(old.report, new.report),
        passages=passage_changes(old.report, new.report),
        notes=tuple(_notes(old, new)),
    )


def _notes(old: Marked, new: Marked) -> Iterator[str]:
    """What a reader should know before trusting the rest."""
    before, after = old.report.meta, new.report.meta
    if before.region and after.region and before.region.name != after.region.name:
        yield f"两份报告的地区不同：{before.region.name}、{after.region.name}"
    if before.kind != after.kind:
        yield "两份报告的文种不同"
    if old.report.text == new.report.text:
        yield "两份报告的文字完全相同，可能是同一个文件"
    if old.year is None or new.year is None:
        yield "有一份报告没有写明年度，按给出的先后比较"
    elif new.year == old.year:
        yield f"两份报告都是{new.year}年度的"
    elif new.year != old.year + 1:
        yield f"两份报告的年度不相连（{old.year}年、{new.year}年），增幅和目标多半不能核对"
