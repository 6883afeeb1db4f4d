"""Numerals: read and written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportnlp.numerals import read_arabic, read_chinese, write_chinese

READ = [
    ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百五", 150), ("两万五", 25000),
    ("两万五千", 25000), ("一百二十三万", 1230000), ("一亿二千万", 120000000), ("一万二千亿", 1200000000000),
    ("二〇二三", 2023), ("一千零八十", 1080), ("亿", 100000000), ("壹佰贰拾", 120),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert read_chinese(text) == value


@pytest.mark.parametrize("text", ["", "点五", "三点", "二三十", "三甲", "一" * 60])
def test_other_words_are_no_numerals(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        read_chinese(text)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_chinese_numeral_reads_back(number: int) -> None:
    assert read_chinese(write_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=6))
def test_an_arabic_numeral_keeps_its_digits(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    printed = f"{value:,.{places}f}"
    assert str(read_arabic(printed)) == f"{value:.{places}f}"


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        write_chinese(number)


def test_words_are_no_arabic_numeral() -> None:
    with pytest.raises(ValueError, match="not an Arabic numeral"):
        read_arabic("12件")
