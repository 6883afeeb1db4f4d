"""The table of what makes subjects the same (`resources/alignment.yaml`) holds together."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportnlp.resources.alignment import load
from reportnlp.resources.units import load as load_units


def test_nothing_stands_for_something_that_is_replaced_itself() -> None:
    table = load()
    assert not set(table.same) & set(table.same.values())


def test_the_members_of_a_class_are_told_apart() -> None:
    """No plain word names two members of one class."""
    for words in load().classes:
        plain = [word for patterns in words.members.values() for word in patterns]
        assert len(plain) == len(set(plain)), words.name
        assert len(words.members) > 1 or words.name == "scope"


def test_units_are_known_ones() -> None:
    known = load_units().dimension_of
    table = load()
    bases = {base for base, _ in table.base_of.values()}
    assert not {unit for unit in (*table.base_of, *bases) if unit not in known and "/" not in unit}
    assert all(known[unit] == known[base] for unit, (base, _) in table.base_of.items() if base in known)


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("个", "家", True),
        ("人", "名", True),
        ("人", "人次", False),
        ("亩", "平方公里", True),
        ("元", "美元", False),
    ],
)
def test_units_that_compare(a: str, b: str, alike: bool) -> None:
    assert load().alike(a, b) is load().alike(b, a) is alike


def test_a_unit_converts() -> None:
    table = load()
    assert table.base("亩") == ("平方米", Fraction(2000, 3)) and table.base("件") == ("件", Fraction(1))
