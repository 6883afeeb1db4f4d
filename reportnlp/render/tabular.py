"""Figures as CSV, and what every spreadsheet needs: cells that cannot turn into formulas.

The CSV begins with a UTF-8 byte order mark, so that Excel and WPS open it with Chinese intact.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from reportnlp.datamodel import Report
from reportnlp.render.words import row_in_words
from reportnlp.serialise import FIGURE_COLUMNS, figure_rows

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); the
# full-width forms count as the plain ones where the system language is Chinese.
_RISKY = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?%?")


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not run: risky strings get a leading apostrophe.

    Numbers stay, and so do strings that are nothing but a signed number ("-3.2", "+8%").
    """
    if not isinstance(value, str) or not _RISKY.match(value) or _PLAIN_NUMBER.fullmatch(value):
        return value
    return f"'{value}"


def write_csv(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One line a figure under Chinese heads, all reports below each other."""
    stream.write("\ufeff".encode())
    stream.write(_csv_lines([list(FIGURE_COLUMNS.values())]))
    for report in reports:
        rows = map(row_in_words, figure_rows(report))
        stream.write(_csv_lines([harmless(v) for v in row.values()] for row in rows))


def _csv_lines(rows: Iterable[list[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")
