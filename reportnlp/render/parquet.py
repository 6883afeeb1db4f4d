"""Figures as Parquet: one row a figure, English column names, typed alike in every file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from reportnlp.datamodel import Report
from reportnlp.serialise.reports import FIGURE_COLUMNS, SCHEMA, figure_rows

_TYPES = {"value": "double", "upper": "double", "start": "int32", "end": "int32", "year": "int32"}


def write_parquet(reports: Iterable[Report], stream: BinaryIO) -> None:
    """All figures of the reports in one file, one row group a report."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [(name, pa.type_for_alias(_TYPES.get(name, "string"))) for name in FIGURE_COLUMNS],
        metadata={"schema": SCHEMA},
    )
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for report in reports:
            columns = _columns(figure_rows(report))
            writer.write_table(pa.table(columns, schema=schema))


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in FIGURE_COLUMNS}
    for name in ("value", "upper"):
        columns[name] = [None if v is None else float(v) for v in columns[name]]
    return columns
