"""Figures of two years as members of a relation, for the rules that need last year's report."""

from __future__ import annotations

from dataclasses import replace

from reportnlp.datamodel import Comparison, Indicator, Member, Report
from reportnlp.figures.surroundings import clause_before
from reportnlp.intervals import bounds_of

_CLAUSE = 40  # characters in front of a figure that are quoted at most
OF_LAST_YEAR = "上年的报告"
"""What an earlier report is called where its file has no name."""


def text_of(indicator: Indicator) -> str:
    """A figure as printed, on one line."""
    return "".join(indicator.text.split())


def member_of(indicator: Indicator, name: str = "", *, source: str = "") -> Member:
    """A figure as a member; `source` where it stands in an earlier report."""
    values = None if indicator.quantity.parts else bounds_of(indicator.quantity).core
    return Member(indicator.span, text_of(indicator), name or indicator.subject, values, source)


def source_of(report: Report) -> str:
    """What an earlier report is called."""
    return report.meta.source or OF_LAST_YEAR


def earlier_member(comparison: Comparison, index: int, name: str) -> Member:
    """A figure of the earlier report as a member, in the words of its clause."""
    figure = comparison.old.indicators[index]
    words = clause_before(comparison.old, figure, _CLAUSE)
    said = "".join(f"{words}{figure.text}".split())
    member = member_of(figure, f"{name}：", source=source_of(comparison.old))
    return replace(member, text=said if len(said) > len(member.text) else f"{figure.subject}{member.text}")
