"""Report <-> JSON is exact; rows and frame hold every figure."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surface_samples import sample

from reportnlp import datamodel as dm
from reportnlp.errors import ReadError
from reportnlp.serialise.reports import (
    FIGURE_COLUMNS,
    SCHEMA,
    figure_rows,
    number_text,
    report_from_dict,
    report_to_dict,
    report_to_json,
)

_TEXT = st.text(max_size=12)
_AT = st.integers(0, 10_000)
_SPAN = st.builds(dm.Span, _AT, _AT)
_NUMBER = st.decimals(min_value=-(10**12), max_value=10**12, places=3) | st.integers(0, 10**9).map(Decimal)
_MAYBE_AT = st.none() | _AT


def _one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


_QUANTITY = st.builds(
    dm.Quantity,
    _NUMBER,
    st.sampled_from([1, 100, 10_000, 10**8, 10**12]),
    _TEXT,
    _one_of(dm.Comparator),
    st.none() | _NUMBER,
    st.lists(_NUMBER, max_size=2).map(tuple),
)
_INDICATOR = st.builds(
    dm.Indicator,
    _SPAN,
    _SPAN,
    _TEXT,
    _TEXT,
    _QUANTITY,
    _one_of(dm.IndicatorKind),
    st.builds(dm.Period, _TEXT),
    _one_of(dm.Status),
    _SPAN,
    st.integers(-1, 50),
    _TEXT,
    _TEXT,
)
_SECTION = st.builds(
    dm.Section, _SPAN, _TEXT, st.integers(0, 9), _TEXT, _TEXT, st.integers(-1, 50), st.booleans()
)
_CELL = st.builds(dm.Cell, _AT, _AT, _TEXT, _SPAN, st.integers(1, 9), st.integers(1, 9))
_TABLE = st.builds(dm.Table, _SPAN, st.lists(_CELL, max_size=2).map(tuple), _AT, _AT, _TEXT, _AT, _AT, _TEXT)
_PLACE = st.builds(
    dm.Place,
    _AT,
    _AT,
    _one_of(dm.PlaceKind),
    _MAYBE_AT,
    _MAYBE_AT,
    _MAYBE_AT,
    _AT,
    _MAYBE_AT,
    _MAYBE_AT,
    _MAYBE_AT,
)
_META = st.builds(
    dm.Meta,
    _one_of(dm.Kind),
    _TEXT,
    st.none() | st.builds(dm.Region, _TEXT, _TEXT, _one_of(dm.Level)),
    st.none() | st.integers(1949, 2100),
    st.lists(_TEXT, max_size=2).map(tuple),
    st.lists(_TEXT, max_size=2).map(tuple),
    _TEXT,
    _TEXT,
    _TEXT,
)


def _several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


_REPORT = st.builds(
    dm.Report,
    _TEXT,
    _META,
    _several(_SECTION),
    _several(_INDICATOR),
    _several(_TABLE),
    _several(st.builds(dm.Entity, _SPAN, _TEXT, _one_of(dm.EntityLabel))),
    _several(_PLACE),
    _several(st.builds(dm.Apart, _one_of(dm.ApartKind), _TEXT, _MAYBE_AT)),
    _several(_TEXT),
)


@given(_REPORT)
@settings(max_examples=150, deadline=None)
def test_a_report_comes_back_from_json_unchanged(report: dm.Report) -> None:
    back = report_from_dict(json.loads(json.dumps(report_to_dict(report))))
    assert back == report
    printed = [i.quantity.number.as_tuple() for i in report.indicators]
    assert [i.quantity.number.as_tuple() for i in back.indicators] == printed
    assert json.loads(report_to_json(report)) == json.loads(json.dumps(report_to_dict(report)))


def test_the_json_shape() -> None:
    data = report_to_dict(sample())
    assert data["schema"] == SCHEMA
    assert data["meta"]["region"] == {"name": "青岚县", "code": "990101", "level": "county"}
    fields = {"start", "end", "level", "heading", "number", "role", "parent", "run_in"}
    assert set(data["sections"][0]) == fields
    rate = data["indicators"][2]
    assert (rate["value"], rate["number"], rate["unit"], rate["period"]) == (8.5, "8.50", "%", "2023")
    assert data["text"][rate["start"] : rate["end"]] == rate["text"] == "8.50%"


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        (dm.Quantity(Decimal("36")), 36),
        (dm.Quantity(Decimal("3.20"), 10**8), 320_000_000),
        (dm.Quantity(Decimal("-3.2")), -3.2),
        (dm.Quantity(Decimal("3"), 10_000, upper=Decimal("5")), [30_000, 50_000]),
        (dm.Quantity(Decimal("3.9"), parts=(Decimal("39.0"), Decimal("57.1"))), [3.9, 39, 57.1]),
    ],
)
def test_values_are_json_numbers(quantity: dm.Quantity, value: Any) -> None:
    span = dm.Span(0, 1)
    indicator = dm.Indicator(span, span, "", "", quantity, "count", dm.Period(), "actual", span)
    shown = report_to_dict(dm.Report("1", indicators=(indicator,)))["indicators"][0]["value"]
    assert json.dumps(shown) == json.dumps(value)


@pytest.mark.parametrize("digits", ["5.20", "0.0000001", "36", "-3.2", "1E+3"])
def test_printed_digits_are_kept(digits: str) -> None:
    assert Decimal(number_text(Decimal(digits))).as_tuple() == Decimal(digits).as_tuple()


def test_a_lone_surrogate_is_written_as_valid_json() -> None:
    assert json.loads(report_to_json(dm.Report("甲\ud800乙")).decode("utf-8"))["text"] == "甲\ud800乙"


def _broken(**change: Any) -> Any:
    data = report_to_dict(sample())
    data["indicators"][0] |= change
    return data


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ([], "schema"),
        ({"schema": "other/9"}, "schema"),
        ({"schema": SCHEMA}, "text"),
        (_broken(status="done"), "indicators.0.status"),
        (_broken(start="x"), "indicators.0.span.start"),
        (_broken(number="NaN"), "indicators.0.quantity.number"),
        (_broken(parts=3), "indicators.0.quantity.parts"),
    ],
)
def test_wrong_json_says_where(data: Any, where: str) -> None:
    with pytest.raises(ReadError, match="重新生成") as caught:
        report_from_dict(data)
    assert where in str(caught.value)


def test_rows_hold_every_figure_with_its_sentence() -> None:
    rows = figure_rows(sample())
    assert [list(row) for row in rows] == [list(FIGURE_COLUMNS)] * 7
    assert rows[0]["sentence"].startswith("全年受理") and rows[0]["section"] == "一、主要做法"
    assert (rows[3]["value"], rows[3]["upper"], rows[3]["number"]) == (3, 5, "3—5")
    assert (rows[6]["value"], rows[6]["period"], rows[6]["role"]) == (320_000_000, "2024", "plan")


def test_frames_are_typed_alike_with_and_without_figures() -> None:
    full, empty = sample().to_frame(), dm.Report("").to_frame()
    assert len(full) == 7 and len(empty) == 0
    assert list(full.columns) == list(empty.columns) == list(FIGURE_COLUMNS)
    assert list(full.dtypes) == list(empty.dtypes)
    assert full["value"].sum() == pytest.approx(320_120_062.3)
