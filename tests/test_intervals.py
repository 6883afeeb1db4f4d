"""Laws of the intervals and of the decisions made on them."""

from __future__ import annotations

import ast
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportnlp
from reportnlp.datamodel import Comparator, Quantity
from reportnlp.figures.decisions import decide, hint
from reportnlp.intervals import Bounds, Interval, bounds_of

NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)
WHOLE = st.integers(min_value=0, max_value=10**6).map(Decimal)
COMPARATORS = st.sampled_from([c for c in get_args(Comparator) if c != "range"])
UNITS = st.sampled_from(["件", "元", "%", "公里"])
QUANTITIES = st.builds(
    Quantity,
    number=st.one_of(NUMBERS, WHOLE),
    scale=st.sampled_from([1, 10**4, 10**8]),
    unit=UNITS,
    comparator=COMPARATORS,
)
F = Fraction


@pytest.mark.parametrize(
    ("text", "core", "hard"),
    [
        (("3925", 1, "件", "eq"), (3925, 3925), (3925, 3925)),
        (("3.2", 10**8, "元", "eq"), (315_000_000, 325_000_000), (315_000_000, 330_000_000)),
        (("12", 10**4, "份", "more"), (120_000, 130_000), (120_000, 130_000)),
        (("240", 1, "人", "more"), (240, 250), (240, 250)),
        (("100", 1, "人", "more"), (100, 200), (100, 200)),
        (("98", 1, "%", "ge"), (98, None), (98, None)),
        (("200", 1, "人", "near"), (180, 200), (180, 200)),
        (("8.5", 1, "%", "eq"), (F("8.45"), F("8.55")), (F("8.45"), F("8.6"))),
        (("3.2", 10**8, "元", "approx"), (315_000_000, 325_000_000), (288_000_000, 352_000_000)),
    ],
)
def test_what_a_printing_admits(
    text: tuple[str, int, str, Comparator],
    core: tuple[int | None, int | None],
    hard: tuple[int | None, int | None],
) -> None:
    number, scale, unit, comparator = text
    bounds = bounds_of(Quantity(Decimal(number), scale, unit, comparator))
    assert (bounds.core.low, bounds.core.high) == core
    assert (bounds.hard.low, bounds.hard.high) == hard


@pytest.mark.parametrize(
    ("comparator", "reached"),
    [("ge", True), ("gt", False), ("le", True), ("lt", False), ("more", False), ("near", False)],
)
def test_which_hedges_reach_their_number(comparator: Comparator, reached: bool) -> None:
    # 民法典 article 1259: 以上、以下、以内 include the number; 超过、不满 do not.
    assert (98 in bounds_of(Quantity(Decimal(98), unit="件", comparator=comparator)).core) is reached


@given(QUANTITIES)
def test_the_hard_bound_holds_the_core(quantity: Quantity) -> None:
    bounds = bounds_of(quantity)
    assert bounds.core.hull(bounds.hard) == bounds.hard


@given(QUANTITIES, QUANTITIES)
def test_scaling_both_sides_changes_no_verdict(claim: Quantity, other: Quantity) -> None:
    claim, other = replace(claim, unit="元", scale=10**4), replace(other, unit="元", scale=10**4)
    larger = replace(claim, scale=10**8), replace(other, scale=10**8)
    assert decide(claim, bounds_of(other)).verdict == decide(larger[0], bounds_of(larger[1])).verdict


@given(NUMBERS, st.decimals(min_value=0, max_value=10**6, places=4))
def test_more_digits_never_make_a_failure_right(number: Decimal, exact: Decimal) -> None:
    value = Interval.point(exact)
    computed = Bounds(value, value)
    coarse = decide(Quantity(number, unit="元"), computed)
    for tail in range(100):
        finer = number + Decimal(tail).scaleb(-4)
        verdict = decide(Quantity(finer, unit="元"), computed).verdict
        if coarse.verdict == "fail" and _within(finer, number):
            assert verdict == "fail"


def _within(finer: Decimal, coarse: Decimal) -> bool:
    """Whether the finer printing is one that the coarse one stands for."""
    bounds = bounds_of(Quantity(finer, unit="元")).hard
    outer = bounds_of(Quantity(coarse, unit="元")).hard
    return bounds.hull(outer) == outer


@given(st.lists(st.tuples(WHOLE, WHOLE), min_size=1, max_size=6))
def test_a_sum_holds_the_sum_of_what_its_parts_hold(pairs: list[tuple[Decimal, Decimal]]) -> None:
    parts = [Interval(F(min(a, b)), F(max(a, b))) for a, b in pairs]
    total = Interval.point(0)
    for part in parts:
        total += part
    assert sum(F(min(a, b)) for a, b in pairs) in total
    assert sum(F(max(a, b)) for a, b in pairs) in total


@given(WHOLE, WHOLE, WHOLE, WHOLE)
def test_a_quotient_holds_every_quotient(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    part = Interval(F(min(a, b)), F(max(a, b)))
    whole = Interval(F(min(c, d)) + 1, F(max(c, d)) + 1)
    quotient = part.over(whole)
    for x in (part.low, part.high):
        for y in (whole.low, whole.high):
            assert x is not None and y is not None
            assert x / y in quotient


@pytest.mark.parametrize(
    ("text", "part", "whole", "verdict"),
    [
        # (number, comparator) of a rate, and the two counts it is made of.
        (("98", "ge"), 3899, 3925, "pass"),
        (("98", "ge"), 3899, 4025, "fail"),
        (("98.5", "eq"), 3899, 3925, "fail"),
        (("99.3", "eq"), 3899, 3925, "pass"),
        (("99.4", "eq"), 3899, 3925, "fail"),
        (("92.5", "eq"), 75, 81, "open"),
        (("95", "eq"), 75, 81, "fail"),
    ],
)
def test_the_worked_examples(text: tuple[str, Comparator], part: int, whole: int, verdict: str) -> None:
    share = Interval.point(F(part * 100, whole))
    claim = Quantity(Decimal(text[0]), unit="%", comparator=text[1])
    assert decide(claim, Bounds(share, share)).verdict == verdict


def test_a_loose_claim_has_little_power() -> None:
    share = Interval.point(F(3899 * 100, 3925))
    loose = decide(Quantity(Decimal(98), unit="%", comparator="ge"), Bounds(share, share))
    sharp = decide(Quantity(Decimal("99.3"), unit="%"), Bounds(share, share))
    assert loose.power < 0.1 < 0.9 < sharp.power


@pytest.mark.parametrize(
    ("printed", "value", "word"),
    [("3952", 3925, "颠倒"), ("39.25", 3925, "数量级"), ("3999", 3925, "")],
)
def test_what_may_have_gone_wrong(printed: str, value: int, word: str) -> None:
    found = hint(Quantity(Decimal(printed), unit="件"), Interval.point(value))
    assert word in found and bool(word) == bool(found)


def test_nothing_is_compared_by_a_distance() -> None:
    """Tolerance is a property of what was printed: no |a − b| < ε anywhere in the checks."""
    package = Path(reportnlp.__file__).parent
    folders = ("check", "compare", "figures")
    files = [*(path for name in folders for path in (package / name).rglob("*.py")), package / "intervals.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_abs = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "abs"
            difference = (
                is_abs and isinstance(node.args[0], ast.BinOp) and isinstance(node.args[0].op, ast.Sub)
            )
            assert not difference, f"{file.name} line {node.lineno}"
