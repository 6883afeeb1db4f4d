"""Runs one rule on a short text, for the tests of the rules."""

from __future__ import annotations

from dataclasses import replace

from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Finding, Kind, Layout

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
) -> tuple[str, list[Finding]]:
    """The text under its title, and what the rule alone says of it."""
    head = TITLES[kind].format(year) if title is None else title
    whole = f"{head}\n{text}" if head else text
    report = parse_text(whole)
    report = replace(report, meta=replace(report.meta, kind=kind, year=year), layout=layout)
    return whole, list(check(report, rules=selected([rule])).findings)
