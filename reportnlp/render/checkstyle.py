"""Findings as checkstyle XML, which many build tools and editors read.

The format knows neither doubt nor decisions: what is open is an info that says so, and what is
suppressed or known from an earlier result has the severity "ignore".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final
from xml.etree import ElementTree

from reportnlp.datamodel import CheckResult, Finding
from reportnlp.render.finding_words import label, standing
from reportnlp.render.plain import one_line
from reportnlp.render.quotes import Quoter

_VERSION: Final = "4.3"


def write_checkstyle(results: Iterable[CheckResult], stream: BinaryIO) -> None:
    """All results as one document."""
    root = ElementTree.Element("checkstyle", version=_VERSION)
    for result in results:
        file = ElementTree.SubElement(root, "file", name=one_line(result.report.meta.source))
        quoter = Quoter(result.report)
        for finding in result.findings:
            ElementTree.SubElement(file, "error", _attributes(finding, quoter))
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    stream.write(b"\n")


def _attributes(finding: Finding, quoter: Quoter) -> dict[str, str]:
    line, column = quoter.lines.position(finding.spans[0].start) if finding.spans else (1, 1)
    severity = "info" if finding.verdict == "open" else finding.level
    parts = (standing(finding), f"{label(finding)}：{finding.message}", finding.suggestion)
    return {
        "line": str(line),
        "column": str(column),
        "severity": "ignore" if finding.is_settled else severity,
        "message": one_line("。".join(part for part in parts if part)),  # no characters XML cannot hold
        "source": one_line(f"reportnlp.{finding.rule}"),
    }
