"""Figures as rows for people, and as CSV with cells that cannot turn into formulas.

The CSV begins with a UTF-8 byte order mark, so that Excel and WPS open it with Chinese intact.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Final

from reportnlp.datamodel import Indicator, Report
from reportnlp.render import words
from reportnlp.render.readings import figure_text, period_text
from reportnlp.serialise.reports import figure_rows

SHEET_COLUMNS: Final = {
    "subject": "主体",
    "reading": "读数",
    "text": "原文",
    "value": "数值",
    "upper": "上限",
    "unit": "单位",
    "comparator": "限定",
    "kind": "类型",
    "period": "时期",
    "status": "性质",
    "concept": "指标概念",
    "section": "章节",
    "role": "章节功能",
    "sentence": "所在句",
    "region": "地区",
    "year": "年度",
    "report_kind": "文种",
    "source": "来源文件",
    "number": "原文数字",
    "concept_id": "概念编号",
    "code": "区划代码",
    "start": "起",
    "end": "止",
}
"""Columns of a figure in CSV and workbook, with their heads: what people read first, codes last."""

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); the
# full-width forms count as the plain ones where the system language is Chinese.
_RISKY = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
# A signed number with a Chinese unit ("+1.9个百分点") is no formula that could do anything.
_PLAIN_FIGURE = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?%?[\u4e00-\u9fff]{0,12}")


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not run: risky strings get a leading apostrophe.

    Numbers stay, and so do strings that are nothing but a signed figure ("-3.2", "+8%", "+29天").
    """
    if not isinstance(value, str) or not _RISKY.match(value) or _PLAIN_FIGURE.fullmatch(value):
        return value
    return f"'{value}"


def sheet_rows(report: Report) -> list[dict[str, Any]]:
    """One dict a figure with the keys of `SHEET_COLUMNS`: codes as words, for people to read."""
    rows = zip(figure_rows(report), report.indicators, strict=True)
    return [_sheet_row(row, indicator) for row, indicator in rows]


def _sheet_row(row: Mapping[str, Any], indicator: Indicator) -> dict[str, Any]:
    shown = {
        **row,
        "reading": figure_text(indicator),
        "comparator": words.COMPARATORS[indicator.quantity.comparator],
        "kind": words.INDICATOR_KINDS[indicator.kind],
        "period": period_text(indicator.period),
        "status": words.STATUSES[indicator.status],
        "concept": words.concept_text(indicator.concept),
        "concept_id": indicator.concept,
        "role": words.role_text(row["role"]),
        "report_kind": words.KINDS[row["report_kind"]],
        "source": words.source_text(row["source"]),
    }
    return {key: shown[key] for key in SHEET_COLUMNS}


def write_csv(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One line a figure under Chinese heads, all reports below each other."""
    stream.write("\ufeff".encode())
    stream.write(_csv_lines([list(SHEET_COLUMNS.values())]))
    for report in reports:
        rows = sheet_rows(report)
        stream.write(_csv_lines([harmless(v) for v in row.values()] for row in rows))


def _csv_lines(rows: Iterable[list[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")
