"""Values -> what people and other programs read: terminal, JSON, CSV, workbook, Parquet, page.

A report format is a function that takes Reports one by one and a binary stream; `FORMATS`
lists them.  Each module is imported when its format is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, TypeAlias

from reportnlp.datamodel import Report

Writer: TypeAlias = Callable[[Iterable[Report], BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write reports.

    Args:
        name: what the user types after `--format`.
        suffix: of the files it writes, with the dot.
        where: "module:function" below this package, a `Writer`.
        joins: several reports fit into one file.
        binary: not for a terminal.
    """

    name: str
    suffix: str
    where: str
    joins: bool = True
    binary: bool = False

    def write(self, reports: Iterable[Report], stream: BinaryIO) -> None:
        """Write the reports to a binary stream; text is UTF-8."""
        module, _, function = self.where.partition(":")
        writer: Writer = getattr(import_module(f"{__name__}.{module}"), function)
        writer(reports, stream)


FORMATS: tuple[Format, ...] = (
    Format("table", ".txt", "terminal:write_reports"),
    Format("json", ".json", "lines:write_json", joins=False),
    Format("jsonl", ".jsonl", "lines:write_jsonl"),
    Format("csv", ".csv", "tabular:write_csv"),
    Format("xlsx", ".xlsx", "workbook:write_workbook", binary=True),
    Format("parquet", ".parquet", "parquet:write_parquet", binary=True),
    Format("html", ".html", "page:write_page", joins=False),
)
