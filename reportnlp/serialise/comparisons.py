"""Comparison and Series -> plain dicts, JSON and frames.

`pairs` and `claims` name figures by where they begin in the text of their report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reportnlp.datamodel import (
    Change,
    Claim,
    Comparison,
    Indicator,
    PassageChange,
    Report,
    SectionChange,
    Series,
    SeriesCell,
    SeriesRow,
    Span,
    Target,
)
from reportnlp.intervals import Interval
from reportnlp.serialise.reports import EXCERPT_LIMIT, json_number

if TYPE_CHECKING:
    import pandas as pd

COMPARISON_SCHEMA = "reportnlp-comparison/1"
SERIES_SCHEMA = "reportnlp-series/1"
"""Name and version of the JSON shapes; the number rises when an old reader would misread them."""


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """The JSON shape of a Comparison: plain dicts, lists, strings, numbers."""
    old, new = comparison.old, comparison.new
    return {
        "schema": COMPARISON_SCHEMA,
        "old": asdict(old.meta),
        "new": asdict(new.meta),
        "pairs": [_pair(comparison, change) for change in comparison.changes],
        "undecided": [_pair(comparison, change) for change in comparison.undecided],
        "claims": [_claim(comparison, claim) for claim in comparison.claims],
        "targets": [_target(comparison, target) for target in comparison.targets],
        "sections": [_section(comparison, change) for change in comparison.sections],
        "passages": [_passage(comparison, change) for change in comparison.passages],
        "notes": list(comparison.notes),
    }


def series_to_dict(series: Series) -> dict[str, Any]:
    """The JSON shape of a Series: its rows, and each year compared with the one before."""
    return {
        "schema": SERIES_SCHEMA,
        "reports": [asdict(report.meta) for report in series.reports],
        "rows": [_row(series, row) for row in series.rows],
        "comparisons": [comparison_to_dict(comparison) for comparison in series.comparisons],
    }


def to_json(shape: dict[str, Any]) -> bytes:
    """UTF-8 JSON of one of the shapes, indented."""
    text = json.dumps(shape, ensure_ascii=False, allow_nan=False, indent=2)
    return text.encode("utf-8", "backslashreplace")


_SIDES = ("old", "new")

PAIR_COLUMNS: tuple[str, ...] = (
    *("relation", "subject", "concept", "kind", "unit"),
    *("moved", "moved_low", "moved_high", "moved_unit", "score"),
    *(f"{side}_{name}" for side in _SIDES for name in ("value", "text", "subject", "period", "status")),
    *(f"{side}_{name}" for side in _SIDES for name in ("sentence", "start", "end", "source")),
)
"""Columns of `Comparison.to_frame()`."""


def pair_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """One flat row a pair, with the columns `PAIR_COLUMNS`."""
    return [_pair_row(comparison, change) for change in comparison.changes]


def comparison_to_frame(comparison: Comparison) -> pd.DataFrame:
    """One row a pair of figures, with the columns `PAIR_COLUMNS`."""
    import pandas as pd

    return pd.DataFrame(pair_rows(comparison), columns=list(PAIR_COLUMNS))


def series_to_frame(series: Series) -> pd.DataFrame:
    """One row a concept or subject; a column a report, named by its year (or its source)."""
    import pandas as pd

    columns = column_names(series.reports)
    rows = []
    for row in series.rows:
        unit = row.sample.quantity.unit
        named = {"subject": row.label, "concept": row.concept, "kind": row.sample.kind, "unit": unit}
        values = (_cell_value(report, cell) for report, cell in zip(series.reports, row.cells, strict=True))
        rows.append(named | dict(zip(columns, values, strict=True)))
    return pd.DataFrame(rows, columns=["subject", "concept", "kind", "unit", *columns])


def column_names(reports: Iterable[Report]) -> list[str]:
    """A name for each report: its year; with its source where the year is unknown or comes twice."""
    names: list[str] = []
    for report in reports:
        name = str(report.meta.year or report.meta.source)
        names.append(name if name not in names else f"{name} {report.meta.source}")
    return names


def _cell_value(report: Report, cell: SeriesCell | None) -> int | float | None:
    return None if cell is None else _value(report.indicators[cell.figure])


def _value(indicator: Indicator) -> int | float:
    value = indicator.quantity.value
    return json_number(value[0] if isinstance(value, tuple) else value)


def _pair(comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "relation": change.relation,
        "old": _figure(comparison.old, change.old),
        "new": _figure(comparison.new, change.new),
        "score": change.score,
        "moved": _ends(change.moved),
        "moved_unit": change.moved_unit,
        "rivals": [_figure(comparison.new, rival) for rival in change.rivals],
    }


def _figure(report: Report, index: int) -> dict[str, Any]:
    indicator = report.indicators[index]
    return {
        "start": indicator.span.start,
        "end": indicator.span.end,
        "text": indicator.text,
        "subject": indicator.subject,
        "value": _value(indicator),
        "unit": indicator.quantity.unit,
        "kind": indicator.kind,
        "period": indicator.period.edtf,
        "status": indicator.status,
        "concept": indicator.concept,
        "sentence": _sentence(report, indicator),
    }


def _sentence(report: Report, indicator: Indicator) -> str:
    return report.quote(indicator.sentence)[:EXCERPT_LIMIT].strip()


def _maybe(report: Report, index: int | None) -> dict[str, Any] | None:
    return None if index is None else _figure(report, index)


def _claim(comparison: Comparison, claim: Claim) -> dict[str, Any]:
    return {
        "new": _figure(comparison.new, claim.figure),
        "verdict": claim.verdict,
        "reason": claim.reason,
        "why": claim.why,
        "level": _maybe(comparison.new, claim.level),
        "base": _maybe(comparison.old, claim.base),
        "formula": claim.formula,
        "stated": _ends(claim.stated),
        "implied": _ends(claim.implied),
    }


def _target(comparison: Comparison, target: Target) -> dict[str, Any]:
    return {
        "old": _figure(comparison.old, target.target),
        "new": _maybe(comparison.new, target.outcome),
        "fulfilment": target.fulfilment,
        "reason": target.reason,
        "why": target.why,
        "mention": _stretch(comparison.new, target.mention),
        "verdict_word": _stretch(comparison.new, target.verdict_word),
    }


def _section(comparison: Comparison, change: SectionChange) -> dict[str, Any]:
    old = None if change.old is None else comparison.old.sections[change.old]
    new = None if change.new is None else comparison.new.sections[change.new]
    return {
        "state": change.state,
        "old": None if old is None else {"start": old.span.start, "heading": old.heading, "role": old.role},
        "new": None if new is None else {"start": new.span.start, "heading": new.heading, "role": new.role},
        "similarity": change.similarity,
    }


def _passage(comparison: Comparison, change: PassageChange) -> dict[str, Any]:
    return {
        "state": change.state,
        "old": _stretch(comparison.old, change.old),
        "new": _stretch(comparison.new, change.new),
        "similarity": change.similarity,
    }


def _stretch(report: Report, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": report.quote(span)}


def _row(series: Series, row: SeriesRow) -> dict[str, Any]:
    return {
        "subject": row.label,
        "concept": row.concept,
        "kind": row.sample.kind,
        "unit": row.sample.quantity.unit,
        "cells": [None if cell is None else _cell(series, at, cell) for at, cell in enumerate(row.cells)],
    }


def _cell(series: Series, at: int, cell: SeriesCell) -> dict[str, Any]:
    restated = None if cell.restated is None else _figure(series.reports[at + 1], cell.restated)
    figure = _figure(series.reports[at], cell.figure)
    return figure | {"restated": restated, "marks": list(cell.marks)}


def _ends(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [_number(interval.low), _number(interval.high)]


def _number(end: Fraction | None) -> float | None:
    return None if end is None else round(float(end), 6)


def _pair_row(comparison: Comparison, change: Change) -> dict[str, Any]:
    old, new = comparison.old.indicators[change.old], comparison.new.indicators[change.new]
    low, high = _ends(change.moved) or (None, None)
    row = {
        "relation": change.relation,
        "subject": new.subject,
        "concept": new.concept or old.concept,
        "kind": new.kind,
        "unit": new.quantity.unit,
        "moved": None if low is None or high is None else round((low + high) / 2, 6),
        "moved_low": low,
        "moved_high": high,
        "moved_unit": change.moved_unit,
        "score": change.score,
    }
    for side, report, indicator in (("old", comparison.old, old), ("new", comparison.new, new)):
        row |= {
            f"{side}_value": _value(indicator),
            f"{side}_text": indicator.text,
            f"{side}_subject": indicator.subject,
            f"{side}_period": indicator.period.edtf,
            f"{side}_status": indicator.status,
            f"{side}_sentence": _sentence(report, indicator),
            f"{side}_start": indicator.span.start,
            f"{side}_end": indicator.span.end,
            f"{side}_source": report.meta.source,
        }
    return row
