"""Reports of several years as one self-contained HTML page: what changed, what cannot be, what was promised.

Two reports are set side by side; of more, the figures are shown year by year first, and then each
report beside the one before.  No request leaves the page: style and script stand in it, and its
content security policy admits nothing but these two.  Everything from the reports is escaped.
Without its script, and in browsers that know neither grid nor custom properties, the page is still
read and printed whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from reportnlp.datamodel import Comparison, Report, Series
from reportnlp.render import comparison_words, words
from reportnlp.render.comparison_quotes import Source, quote_limit
from reportnlp.render.comparison_series_view import Row, heads, rows
from reportnlp.render.comparison_text_view import BAR_WIDTH, Wording, wording
from reportnlp.render.comparison_views import (
    BIG_PERCENT,
    BIG_POINTS,
    ChangeRow,
    ClaimRow,
    Group,
    Names,
    TargetRow,
    View,
    by_reason,
    counts,
)
from reportnlp.render.comparison_words import report_label
from reportnlp.render.page import source_hash, template
from reportnlp.render.plain import one_line
from reportnlp.resources import read_text

if TYPE_CHECKING:
    from jinja2 import Template

PARTS: Final = (
    ("claims", "核算疑点"),
    ("targets", "目标完成"),
    ("changes", "指标对比"),
    ("text", "文字变化"),
)
"""The parts of a comparison, in the order of the page."""

SIGNS: Final = {
    "consistent": "√",
    "inconsistent": "×",
    "cannot_tell": "？",
    "met": "√",
    "missed": "×",
    "no_outcome": "○",
}
"""What stands beside the colour of a verdict, for those who print without colours or do not see them."""

_UPRIGHT: Final = 12  # columns of years that an upright sheet holds
_PASSAGE: Final = 900  # characters of a paragraph
_ALL_PASSAGES: Final = 250_000  # characters that all paragraphs of a page may hold together
_SHORTEST_PASSAGE: Final = 80


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a comparison by how they came out."""

    total: int
    inconsistent: list[ClaimRow]
    open: list[Group]
    consistent: list[ClaimRow]


@dataclass(frozen=True, slots=True)
class Pair:
    """All that the page says of two reports; `id` begins the names of its anchors."""

    id: str
    name: str
    names: Names
    notes: tuple[str, ...]
    counts: dict[str, Any]
    claims: Claims
    targets: list[TargetRow]
    changes: list[ChangeRow]
    undecided: list[ChangeRow]
    wording: Wording


def write_page(values: Iterable[Series], stream: BinaryIO) -> None:
    """One series as a page (the format does not join: `values` holds one)."""
    for series in values:
        stream.write(page(series).encode("utf-8", "replace"))


def page(series: Series) -> str:
    """The HTML of a series, or of the comparison of two reports."""
    style, script = read_text("pages/comparison.css"), read_text("pages/comparison.js")
    limit = quote_limit(series)
    sources = [Source(report, limit) for report in series.reports]
    return _template().render(
        style=style,
        script=script,
        style_hash=source_hash(style),
        script_hash=source_hash(script),
        title=_title(series),
        reports=[_report(report) for report in series.reports],
        remarks=_remarks(series),
        series=_lineup(series, sources) if len(series.reports) > 2 else None,
        pairs=_pairs(series, sources),
        parts=PARTS,
        signs=SIGNS,
        verdicts=comparison_words.VERDICTS,
        relations=comparison_words.RELATIONS,
        fulfilments=comparison_words.FULFILMENTS,
        fulfilment_meanings=comparison_words.FULFILMENT_MEANINGS,
        section_states=comparison_words.SECTION_STATES,
        states=comparison_words.PASSAGE_STATES,
        state_meanings=comparison_words.PASSAGE_MEANINGS,
        marks=comparison_words.MARKS,
        mark_meanings=comparison_words.MARK_MEANINGS,
        kinds=words.INDICATOR_KINDS,
        big=(BIG_PERCENT, BIG_POINTS),
        stack_width=BAR_WIDTH,
    )


@cache
def _template() -> Template:
    return template("comparison.html.j2")


def _title(series: Series) -> str:
    """ "青岚县政府工作报告 2023年与2024年对比", or the two titles where the region is unknown."""
    first, last = series.reports[0], series.reports[-1]
    meta = last.meta
    if meta.region is None:
        return f"《{words.title_text(last.meta)}》与《{words.title_text(first.meta)}》对比"
    kind = words.KINDS[meta.kind] if meta.kind != "other" else "报告"
    joint = "至" if len(series.reports) > 2 else "与"
    return one_line(f"{meta.region.name}{kind} {report_label(first)}{joint}{report_label(last)}对比")


def _report(report: Report) -> dict[str, Any]:
    return {
        "name": report_label(report),
        "title": words.title_text(report.meta),
        "year": str(report.meta.year or comparison_words.NO_YEAR),
        "file": one_line(words.source_text(PurePath(report.meta.source).name)),
        "figures": len(report.indicators),
    }


def _remarks(series: Series) -> list[str]:
    """What else to know of how the reports were read."""
    return [f"{report_label(report)}：{note}" for report in series.reports for note in report.notes]


def _pairs(series: Series, sources: Sequence[Source]) -> list[Pair]:
    passages = sum(len(comparison.passages) for comparison in series.comparisons)
    limit = max(_SHORTEST_PASSAGE, min(_PASSAGE, _ALL_PASSAGES // max(passages, 1)))
    known = {id(source.report): source for source in sources}

    def source(report: Report) -> Source:
        return known.get(id(report)) or Source(report, sources[0].limit)

    return [
        _pair(f"p{number}", comparison, source(comparison.old), source(comparison.new), limit)
        for number, comparison in enumerate(series.comparisons)
    ]


def _pair(name: str, comparison: Comparison, old: Source, new: Source, limit: int) -> Pair:
    view = View(comparison, old, new)
    return Pair(
        id=name,
        name=f"{view.names.old_report} → {view.names.new_report}",
        names=view.names,
        notes=comparison.notes,
        counts=counts(comparison),
        claims=_claims(view),
        targets=view.targets(),
        changes=view.changes(),
        undecided=view.undecided(),
        wording=wording(comparison, old, new, limit),
    )


def _claims(view: View) -> Claims:
    listed = view.claims()
    of: dict[str, list[ClaimRow]] = {"inconsistent": [], "cannot_tell": [], "consistent": []}
    for row in listed:
        of[row.verdict].append(row)
    reasons = by_reason(of["cannot_tell"], view.comparison.claims)
    return Claims(len(listed), of["inconsistent"], reasons, of["consistent"])


def _lineup(series: Series, sources: Sequence[Source]) -> dict[str, Any]:
    listed = rows(series, sources)
    return {
        "heads": heads(series),
        "rows": listed,
        "kinds": _kinds(listed),
        "choices": _choices(listed, len(series.reports)),
        "odd": sum(row.odd for row in listed),
        "plotted": any(row.figure for row in listed),
        "broad": len(series.reports) > _UPRIGHT,
    }


def _kinds(listed: Sequence[Row]) -> list[tuple[str, str, int]]:
    counted = Counter(row.kind for row in listed)
    return [(key, word, counted[key]) for key, word in words.INDICATOR_KINDS.items() if counted[key]]


def _choices(listed: Sequence[Row], reports: int) -> list[tuple[str, str, int]]:
    """Least numbers of years to choose from, the usual concepts first where there are some."""
    steps = dict.fromkeys(n for n in (2, 3, 5, 10, 15, reports) if n <= reports)
    choices = [
        (str(n), f"至少 {n} 年有数" if n > 2 else "全部", sum(row.years >= n for row in listed))
        for n in steps
    ]
    main = sum(row.main for row in listed)
    return [("main", "主要指标", main), *choices] if main else choices
