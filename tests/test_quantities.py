"""Quantities: value, unit and bound of one figure, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from case_files import columns, load_cases
from hypothesis import given
from hypothesis import strategies as st

from reportnlp.datamodel import Quantity
from reportnlp.numerals import write_chinese
from reportnlp.parse.quantities import find_mentions, mask_names


def printed_value(quantity: Quantity) -> str:
    value = quantity.value
    return "/".join(_plain(v) for v in (value if isinstance(value, tuple) else (value,)))


def _plain(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() and "." not in str(value) else str(value)


@pytest.mark.parametrize("row", load_cases("quantities"))
def test_one_quantity_is_read(row: str) -> None:
    text, covered, value, unit, comparator = columns(row)
    (mention,) = find_mentions(text)
    assert text[mention.start : mention.end] == covered
    quantity = mention.quantity
    assert [Decimal(v) for v in value.split("/")] == [Decimal(v) for v in printed_value(quantity).split("/")]
    assert (quantity.unit, quantity.comparator) == (unit, comparator)


@pytest.mark.parametrize("text", load_cases("no_figures"))
def test_what_only_looks_like_a_quantity_is_refused(text: str) -> None:
    assert find_mentions(text) == []


@given(st.integers(min_value=2, max_value=10**8), st.sampled_from(["件", "名", "亩", "元", "个", "公里"]))
def test_every_style_of_an_integer_reads_back(number: int, unit: str) -> None:
    styles = [f"共{number}{unit}。", f"共{number:,}{unit}。", f"共{number / 10**4:.4f}万{unit}。"]
    if number >= 100:
        styles.append(f"共{write_chinese(number)}{unit}。")
    for text in styles:
        (mention,) = find_mentions(text)
        assert (mention.quantity.value, mention.quantity.unit) == (number, unit), text


@given(st.decimals(min_value=0, max_value=1000, places=2))
def test_a_percentage_keeps_its_printed_digits(value: Decimal) -> None:
    (mention,) = find_mentions(f"增长{value}%。")
    assert str(mention.quantity.number) == str(value)


@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,%件元年月日第（）《》“”、。-—:约超余多以上内\n", max_size=60
    )
)
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.number_end <= mention.end <= len(text)
        end = mention.end


@given(st.text(alphabet='《》“”"〔〕[]0123456789年中', max_size=40))
def test_masking_keeps_every_offset(text: str) -> None:
    assert len(mask_names(text)) == len(text)
