"""Reports as JSON: one indented object, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportnlp.datamodel import Report
from reportnlp.serialise.reports import report_to_json


def write_json(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One report as indented JSON (the format does not join: `reports` holds one)."""
    for report in reports:
        stream.write(report_to_json(report, indent=1) + b"\n")


def write_jsonl(reports: Iterable[Report], stream: BinaryIO) -> None:
    """JSON Lines: one report a line."""
    for report in reports:
        stream.write(report_to_json(report) + b"\n")
