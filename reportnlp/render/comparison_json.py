"""Reports side by side as JSON, for programs: the shape of a Comparison for two, of a Series for more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportnlp.datamodel import Series
from reportnlp.serialise.comparisons import comparison_to_dict, series_to_dict, to_json


def write_json(lineups: Iterable[Series], stream: BinaryIO) -> None:
    """Write each with a line end behind it."""
    for series in lineups:
        pair = len(series.reports) == 2 and len(series.comparisons) == 1
        shape = comparison_to_dict(series.comparisons[0]) if pair else series_to_dict(series)
        stream.write(to_json(shape) + b"\n")
