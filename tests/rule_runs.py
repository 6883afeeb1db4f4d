"""Runs one rule on a short text, for the tests of the rules."""

from __future__ import annotations

from dataclasses import replace

from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Finding, Kind, Layout, Report

TITLES = {
    "fazhi": "临江县{}年法治政府建设年度报告",
    "gwr": "临江县{}年政府工作报告",
    "xxgk": "临江县{}年政府信息公开工作年度报告",
    "tjgb": "临江县{}年国民经济和社会发展统计公报",
    "other": "关于{}年工作情况的说明",
}


def run(
    rule: str,
    text: str,
    kind: Kind = "fazhi",
    year: int | None = 2023,
    title: str | None = None,
    layout: Layout | None = None,
    previous: str = "",
) -> tuple[str, list[Finding]]:
    """The text under its title, and what the rule alone says of it.

    `previous` is the text of last year's report ("": none is given), put under a title of its own.
    """
    report = replace(_report(text, kind, year, title), layout=layout)
    before = (_report(previous, kind, year and year - 1, None),) if previous else ()
    return report.text, list(check(report, previous=before, rules=selected([rule])).findings)


def _report(text: str, kind: Kind, year: int | None, title: str | None) -> Report:
    head = TITLES[kind].format(year) if title is None else title
    report = parse_text(f"{head}\n{text}" if head else text)
    return replace(report, meta=replace(report.meta, kind=kind, year=year))
