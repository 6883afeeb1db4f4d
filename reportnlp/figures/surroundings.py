"""The words of its sentence that stand around a figure."""

from __future__ import annotations

import re

from reportnlp.datamodel import Indicator, Report

_STOP = re.compile(r"[，。；：\n]")


def before(report: Report, indicator: Indicator, most: int) -> str:
    """What its sentence says in front of a figure, at most `most` characters."""
    return report.text[max(indicator.sentence.start, indicator.span.start - most) : indicator.span.start]


def behind(report: Report, indicator: Indicator, most: int) -> str:
    """What its sentence says behind a figure, at most `most` characters."""
    return report.text[indicator.span.end : min(indicator.sentence.end, indicator.span.end + most)]


def around(report: Report, indicator: Indicator, front: int, back: int) -> str:
    """What its sentence says around a figure, the figure too."""
    return before(report, indicator, front) + indicator.text + behind(report, indicator, back)


def clause_before(report: Report, indicator: Indicator, most: int) -> str:
    """What its clause says in front of a figure: since the last comma, stop, semicolon or colon."""
    return _STOP.split(before(report, indicator, most))[-1]
