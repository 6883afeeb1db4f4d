"""Values -> what people and other programs read: terminal, JSON, CSV, workbook, Parquet, page.

A format is a function that takes values one by one and a binary stream: `FORMATS` lists those of
Reports, `FINDING_FORMATS` those of what was found in them, `COMPARISON_FORMATS` those of reports of
several years set side by side.  Each module is imported when its format
is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO, Generic, TypeAlias, TypeVar

from reportnlp.datamodel import CheckResult, Report, Series

Value = TypeVar("Value")
Writer: TypeAlias = Callable[[Iterable[Any], BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format(Generic[Value]):
    """A way to write values, one for each file that was read.

    Args:
        name: what the user types after `--format`.
        suffix: of the files it writes, with the dot.
        where: "module:function" below this package, a `Writer`.
        joins: several values fit into one file.
        binary: not for a terminal.
    """

    name: str
    suffix: str
    where: str
    joins: bool = True
    binary: bool = False

    def write(self, values: Iterable[Value], stream: BinaryIO) -> None:
        """Write the values to a binary stream; text is UTF-8."""
        module, _, function = self.where.partition(":")
        writer: Writer = getattr(import_module(f"{__name__}.{module}"), function)
        writer(values, stream)


FORMATS: tuple[Format[Report], ...] = (
    Format("table", ".txt", "terminal:write_reports"),
    Format("json", ".json", "lines:write_json", joins=False),
    Format("jsonl", ".jsonl", "lines:write_jsonl"),
    Format("csv", ".csv", "tabular:write_csv"),
    Format("xlsx", ".xlsx", "workbook:write_workbook", binary=True),
    Format("parquet", ".parquet", "parquet:write_parquet", binary=True),
    Format("html", ".html", "page:write_page", joins=False),
)

FINDING_FORMATS: tuple[Format[CheckResult], ...] = (
    Format("text", ".txt", "findings_terminal:write_results"),
    Format("html", ".html", "findings_page:write_page", joins=False),
    Format("json", ".json", "findings_json:write_json"),
    Format("sarif", ".sarif", "sarif:write_sarif"),
    Format("checkstyle", ".xml", "checkstyle:write_checkstyle"),
)

COMPARISON_FORMATS: tuple[Format[Series], ...] = (
    Format("table", ".txt", "comparison_terminal:write_series"),
    Format("json", ".json", "comparison_json:write_json"),
    Format("xlsx", ".xlsx", "comparison_workbook:write_workbook", binary=True),
    Format("html", ".html", "comparison_page:write_page"),
)
