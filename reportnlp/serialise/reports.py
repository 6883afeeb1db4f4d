"""Report <-> JSON, and Report -> rows and frame.

The JSON shape is flat where the values nest: a span is `start` and `end` beside the other
fields.  `text` is part of it, so that a Report survives the way there and back unchanged.
Dataclasses inside, pydantic at the edge: what comes in from JSON is validated by its schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from reportnlp.datamodel import Cell, Entity, Indicator, Layout, Meta, Place, Report, Section, Table, Typeset
from reportnlp.errors import ReadError

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import TypeAdapter

SCHEMA = "reportnlp-report/1"
"""Name and version of the JSON shape; the number rises when an old reader would misread it."""

EXCERPT_LIMIT = 2000
"""Characters of a sentence that a row carries at most (a broken file may have no sentence ends)."""

_ADVICE = "请用 reportnlp extract -f json 重新生成这份结果"


def report_to_dict(report: Report) -> dict[str, Any]:
    """The JSON shape of a Report: plain dicts, lists, strings, numbers."""
    return {
        "schema": SCHEMA,
        "meta": _meta(report.meta),
        "text": report.text,
        "sections": [_section(s) for s in report.sections],
        "indicators": [_indicator(i) for i in report.indicators],
        "entities": [_entity(e) for e in report.entities],
        "tables": [_table(t) for t in report.tables],
        "notes": list(report.notes),
        "apart": [asdict(a) for a in report.apart],
        "places": [_place(p) for p in report.places],
        "layout": _layout(report.layout) if report.layout else None,
    }


def report_to_json(report: Report, indent: int | None = None) -> bytes:
    """UTF-8 JSON of a Report; on one line unless `indent` is given.

    A lone surrogate (possible in a broken UTF-16 source) is written as its JSON escape.
    """
    text = json.dumps(report_to_dict(report), ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "backslashreplace")


def report_from_dict(data: Mapping[str, Any]) -> Report:
    """The Report that `report_to_dict` wrote; unknown fields are passed over.

    Raises:
        ReadError: of another schema, or a field is missing or wrong; `where` names the field.
    """
    from pydantic import ValidationError

    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, Mapping) else None
        raise ReadError(f"不是可识别的报告结果（应为 {SCHEMA}，实为 {found!r}）", "schema", _ADVICE)
    try:
        return _adapter().validate_python(_nested(data))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ReadError("报告结果的字段缺失或取值不对", where, _ADVICE) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"报告结果的结构不对（{error}）", "", _ADVICE) from error


FIGURE_COLUMNS: tuple[str, ...] = (
    "subject",
    "value",
    "upper",
    "unit",
    "comparator",
    "kind",
    "period",
    "status",
    "concept",
    "text",
    "number",
    "section",
    "role",
    "sentence",
    "start",
    "end",
    "region",
    "code",
    "year",
    "report_kind",
    "source",
)
"""Columns of a figure row (`figure_rows`), of a frame and of a Parquet file."""


def figure_rows(report: Report) -> list[dict[str, Any]]:
    """One dict a figure, with the keys of `FIGURE_COLUMNS`; None where there is nothing.

    `value` is the first number of a ratio; `number` keeps every printed digit.
    """
    region, meta = report.meta.region, report.meta
    tail = {
        "region": region.name if region else "",
        "code": region.code if region else "",
        "year": meta.year,
        "report_kind": meta.kind,
        "source": meta.source,
    }
    return [_figure_row(report, indicator) | tail for indicator in report.indicators]


def report_to_frame(report: Report) -> pd.DataFrame:
    """One row a figure; columns as `FIGURE_COLUMNS`, typed alike when there is no figure."""
    import pandas as pd

    frame = pd.DataFrame(figure_rows(report), columns=list(FIGURE_COLUMNS))
    types = {"value": "float64", "upper": "float64", "start": "int64", "end": "int64", "year": "Int64"}
    return frame.astype({c: types.get(c, "str") for c in FIGURE_COLUMNS})


def number_text(number: Decimal) -> str:
    """The digits as printed: "5.20", not "5.2"; never in powers of ten unless it was made so."""
    exponent = number.as_tuple().exponent
    return str(number) if isinstance(exponent, int) and exponent > 0 else format(number, "f")


def json_number(number: Decimal) -> int | float:
    """An int where integral, else the nearest float."""
    return int(number) if number == number.to_integral_value() else float(number)


# -- there ------------------------------------------------------------------------------------


def _meta(meta: Meta) -> dict[str, Any]:
    region = meta.region
    return {
        "kind": meta.kind,
        "title": meta.title,
        "region": {"name": region.name, "code": region.code, "level": region.level} if region else None,
        "year": meta.year,
        "issuers": list(meta.issuers),
        "addressees": list(meta.addressees),
        "date": meta.date,
        "source": meta.source,
        "sha256": meta.sha256,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "start": section.span.start,
        "end": section.span.end,
        "level": section.level,
        "heading": section.heading,
        "number": section.number,
        "role": section.role,
        "parent": section.parent,
        "run_in": section.run_in,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    quantity = indicator.quantity
    value = quantity.value
    return {
        "start": indicator.span.start,
        "end": indicator.span.end,
        "number_start": indicator.number_span.start,
        "number_end": indicator.number_span.end,
        "text": indicator.text,
        "subject": indicator.subject,
        "value": [json_number(v) for v in value] if isinstance(value, tuple) else json_number(value),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "kind": indicator.kind,
        "period": indicator.period.edtf,
        "status": indicator.status,
        "concept": indicator.concept,
        "section": indicator.section,
        "sentence_start": indicator.sentence.start,
        "sentence_end": indicator.sentence.end,
        "origin": indicator.origin,
        "number": number_text(quantity.number),
        "scale": quantity.scale,
        "upper": None if quantity.upper is None else number_text(quantity.upper),
        "parts": [number_text(p) for p in quantity.parts],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "start": entity.span.start,
        "end": entity.span.end,
        "text": entity.text,
        "label": entity.label,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "start": table.span.start,
        "end": table.span.end,
        "rows": table.rows,
        "columns": table.columns,
        "caption": table.caption,
        "header_rows": table.header_rows,
        "header_columns": table.header_columns,
        "statutory": table.statutory,
        "cells": [_cell(c) for c in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "text": cell.text,
        "start": cell.span.start,
        "end": cell.span.end,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
    }


def _place(place: Place) -> dict[str, Any]:
    # A .docx has one place a run: leaving out what is not set halves the file.
    return {k: v for k, v in asdict(place).items() if v is not None and not (k == "offset" and v == 0)}


def _layout(layout: Layout) -> dict[str, Any]:
    paragraphs = [_typeset(p) for p in layout.paragraphs]
    return asdict(replace(layout, paragraphs=())) | {"paragraphs": paragraphs}


def _typeset(paragraph: Typeset) -> dict[str, Any]:
    rest = {k: v for k, v in asdict(paragraph).items() if k != "span"}
    return {"start": paragraph.span.start, "end": paragraph.span.end} | rest


def _figure_row(report: Report, indicator: Indicator) -> dict[str, Any]:
    quantity = indicator.quantity
    low, *rest = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    known = 0 <= indicator.section < len(report.sections)
    section = report.sections[indicator.section] if known else None
    return {
        "subject": indicator.subject,
        "value": json_number(low),
        "upper": json_number(rest[0]) if quantity.upper is not None and rest else None,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "kind": indicator.kind,
        "period": indicator.period.edtf,
        "status": indicator.status,
        "concept": indicator.concept,
        "text": indicator.text,
        "number": printed_number(indicator),
        "section": section.heading if section else "",
        "role": section.role if section else "",
        "sentence": report.quote(indicator.sentence)[:EXCERPT_LIMIT].strip(),
        "start": indicator.span.start,
        "end": indicator.span.end,
    }


def printed_number(indicator: Indicator) -> str:
    """Digits of a figure as printed, without scale: "3.2", "3—5", "3.9:39.0:57.1"."""
    quantity = indicator.quantity
    if quantity.parts:
        return ":".join(map(number_text, (quantity.number, *quantity.parts)))
    upper = "" if quantity.upper is None else f"—{number_text(quantity.upper)}"
    return number_text(quantity.number) + upper


# -- and back ---------------------------------------------------------------------------------


@cache
def _adapter() -> TypeAdapter[Report]:
    from pydantic import TypeAdapter

    return TypeAdapter(Report)


def _nested(data: Mapping[str, Any]) -> dict[str, Any]:
    """The flat shape with its spans, quantities and periods nested as the dataclasses have them."""
    return {
        "text": data["text"],
        "meta": data["meta"],
        "sections": [_spanned(s) for s in data["sections"]],
        "indicators": [_nested_indicator(i) for i in data["indicators"]],
        "tables": [_spanned(t) | {"cells": _spanned_all(t["cells"])} for t in data["tables"]],
        "entities": _spanned_all(data["entities"]),
        "places": data["places"],
        "apart": data["apart"],
        "notes": data["notes"],
        "layout": _nested_layout(data.get("layout")),
    }


def _nested_layout(value: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if value is None else {**value, "paragraphs": _spanned_all(value["paragraphs"])}


def _spanned_all(values: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_spanned(v) for v in values]


def _spanned(value: Mapping[str, Any]) -> dict[str, Any]:
    rest = {k: v for k, v in value.items() if k not in ("start", "end")}
    return rest | {"span": _span(value, "")}


def _span(value: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {"start": value[f"{prefix}start"], "end": value[f"{prefix}end"]}


def _nested_indicator(value: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("text", "subject", "kind", "status", "section", "concept", "origin")
    quantity = ("number", "scale", "unit", "comparator", "upper", "parts")
    return {k: value[k] for k in plain} | {
        "span": _span(value, ""),
        "number_span": _span(value, "number_"),
        "sentence": _span(value, "sentence_"),
        "period": {"edtf": value["period"]},
        "quantity": {k: value[k] for k in quantity},
    }
