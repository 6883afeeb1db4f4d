"""What a change, a claim or a target is called where it is listed, and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportnlp.compare.years import reported_year
from reportnlp.datamodel import Change, Claim, Comparison, Indicator, Report, Target
from reportnlp.render.comparison_words import interval_text, moved_text, report_label
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text
from reportnlp.render.words import concept_text

_NAMELESS = "（未写明）"
_MOVING = {"growth": "增速", "points": "变动", "change": "增减量"}


def pair_label(comparison: Comparison) -> str:
    """Which two reports: "2023→2024"."""
    old, new = comparison.old, comparison.new
    return f"{old.meta.year or report_label(old)}→{new.meta.year or report_label(new)}"


def year_label(report: Report) -> str:
    """The year that a report's figures are of, "2023年" for a 政府工作报告 of 2024."""
    year = reported_year(report)
    return report_label(report) if year is None else f"{year}年"


def side_names(reports: Sequence[Report]) -> tuple[str, str]:
    """What two neighbours are called; "上年" only where every report is of the year after the one before."""
    years = [reported_year(report) for report in reports]
    follow = all(old is not None and new == old + 1 for old, new in pairwise(years))
    return ("上年", "今年") if follow else ("前一份", "后一份")


def figure_name(indicator: Indicator, *others: Indicator | None) -> str:
    """The subject of a figure; where it has none, that of another, or the concept's name.

    A growth is told from its level: 地区生产总值增速.
    """
    known = [one for one in (indicator, *others) if one is not None]
    names = [one.subject for one in known] + [concept_text(one.concept) for one in known]
    name = next((name for name in map(one_line, names) if name), _NAMELESS)
    suffix = _MOVING.get(indicator.kind, "")
    return name if name.endswith(suffix) else name + suffix


def changed_name(comparison: Comparison, change: Change) -> str:
    """What a changed figure is a figure of."""
    return figure_name(comparison.new.indicators[change.new], comparison.old.indicators[change.old])


def target_name(comparison: Comparison, target: Target) -> str:
    """What a target is a target of."""
    outcome = None if target.outcome is None else comparison.new.indicators[target.outcome]
    return figure_name(comparison.old.indicators[target.target], outcome)


def outcome_text(comparison: Comparison, target: Target) -> str:
    """What came of a target, "" where nothing is stated; computed where only the levels tell its growth."""
    if target.outcome is None:
        return ""
    outcome, wanted = comparison.new.indicators[target.outcome], comparison.old.indicators[target.target]
    if outcome.kind == wanted.kind:
        return figure_text(outcome)
    grown = (c for c in comparison.changes if c.relation == "yoy" and c.new == target.outcome and c.moved)
    change = next(grown, None)
    return f"算得{moved_text(change).replace(' ', '')}" if change else figure_text(outcome)


def claimed_name(comparison: Comparison, claim: Claim) -> str:
    """What is claimed: "地区生产总值 +6.5%"."""
    figure = comparison.new.indicators[claim.figure]
    level = None if claim.level is None else comparison.new.indicators[claim.level]
    name = figure_name(level, figure) if level else figure_name(figure)
    return f"{name} {figure_text(figure)}"


def claim_values(comparison: Comparison, claim: Claim) -> str:
    """The claim beside what the levels give: "文中 +6.5%，算出来 约 4.1%：今年 ÷ 上年 − 1"."""
    figure = comparison.new.indicators[claim.figure]
    implied = interval_text(claim.implied, figure.quantity)
    if not implied:
        return one_line(claim.formula)
    values = f"文中 {figure_text(figure)}，算出来 {implied}"
    return f"{values}：{one_line(claim.formula)}" if claim.formula else values
