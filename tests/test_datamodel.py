"""The values that the package hands round: what they admit, and how they relate."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportnlp import parse_text
from reportnlp.datamodel import Comparator, Quantity, Report, Section, Span
from reportnlp.numerals import read_arabic
from reportnlp.serialise.reports import report_to_dict


@pytest.mark.parametrize(
    ("number", "scale", "comparator", "low", "high"),
    [
        ("3925", 1, "eq", 3925, 3925),
        ("3.2", 10**8, "eq", 315_000_000, 325_000_000),
        ("12", 10**4, "eq", 115_000, 125_000),
        ("12", 10**4, "more", 120_000, 130_000),
        ("300", 1, "more", 300, 400),
        ("98", 1, "ge", 98, None),
        ("98", 1, "gt", 98, None),
        ("5", 1, "le", None, 5),
        ("2.5", 1, "lt", None, Fraction(5, 2)),
        ("200", 1, "approx", Fraction(399, 2), Fraction(401, 2)),
        ("200", 1, "near", 180, 200),
    ],
)
def test_the_true_values_a_printing_admits(
    number: str, scale: int, comparator: Comparator, low: int | None, high: int | None
) -> None:
    assert Quantity(read_arabic(number), scale, "件", comparator).interval() == (low, high)


def test_a_range_admits_all_between() -> None:
    assert Quantity(Decimal(3), 1, "件", "range", Decimal(5)).interval() == (3, 5)


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from([1, 10**4, 10**8]),
    st.sampled_from([c for c in get_args(Comparator) if c != "range"]),
)
def test_the_printed_value_is_always_admitted(number: Decimal, scale: int, comparator: Comparator) -> None:
    low, high = Quantity(number, scale, "元", comparator).interval()
    value = Fraction(number) * scale
    assert (low is None or low <= value) and (high is None or value <= high)


def test_children_of_a_section() -> None:
    sections = (
        Section(Span(0, 9), 1, "一、甲", role="review"),
        Section(Span(3, 6), 2, "（一）乙", role="review", parent=0),
        Section(Span(6, 9), 2, "（二）丙", role="review", parent=0),
        Section(Span(9, 12), 1, "二、丁", role="tasks"),
    )
    report = Report("一、甲乙丙丁" * 2, sections=sections)
    assert list(report.children(0)) == [1, 2]
    assert list(report.children(-1)) == [0, 3]


def test_a_report_as_json_and_as_a_table() -> None:
    report = parse_text("全年受理案件63件，办结54件。")
    assert report.to_dict() == report_to_dict(report)
    assert list(report.to_frame()["value"]) == [63, 54]
