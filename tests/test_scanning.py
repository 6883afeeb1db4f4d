"""The quick ways to look for a pattern find what `finditer` finds."""

from __future__ import annotations

import re

import pytest

from reportnlp.scanning import at_cues, at_each, near_cues, places_of
from reportnlp.text import clean


def _spans(found: object) -> list[tuple[int, int]]:
    assert hasattr(found, "__iter__")
    return [m.span() for m in found]


@pytest.mark.parametrize(
    ("pattern", "cue", "text"),
    [
        (r"(?<!\d)\d{1,2}月", "月", "1月，112月，12月3月月"),
        (r"(?:(?:19|20)\d\d年)?\d{1,2}月", "月", "2023年5月至2024年12月，6月"),
        (r"比[^，。]{1,20}少\d{1,3}倍", "倍", "比上年3倍的一半少2倍，比去年少1倍。"),
        (r"(?<!1)1{2,3}", "1", "11111，11，1"),
    ],
)
def test_near_cues(pattern: str, cue: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert _spans(near_cues(compiled, text, re.compile(cue), 24, 30)) == _spans(compiled.finditer(text))


def test_near_cues_looks_no_further_than_told() -> None:
    found = near_cues(re.compile(r"\d{1,6}月"), "123456月", re.compile("月"), 2, 1)
    assert _spans(found) == [(4, 7)]


@pytest.mark.parametrize("text", ["", "??", "???个", "a? ??b????", "？？"])
def test_at_cues(text: str) -> None:
    compiled = re.compile(r"(?<!a)\?{2,3}(?!个)")
    assert _spans(at_cues(compiled, text, re.compile(r"\?"))) == _spans(compiled.finditer(text))


def test_at_each_skips_what_a_match_covers() -> None:
    assert _spans(at_each(re.compile("aa"), "aaaaa", range(5))) == [(0, 2), (2, 4)]


def test_places_of() -> None:
    assert places_of("市工商局、工商局原址", ("工商局", "商局", "国土局")) == [1, 2, 5, 6]


@pytest.mark.parametrize(
    "text",
    ["全年办案", "\u200b全年 12 件\u200b\u200b办\u200b结\u200b", "政 府 工 作 报 告", "\u200b\u200b", ""],
)
def test_position_is_the_way_back_from_origin(text: str) -> None:
    cleaned = clean(text)
    length = len(cleaned.text)
    for offset in range(len(text) + 2):
        expected = next((p for p in range(length) if cleaned.origin(p) >= offset), length)
        assert cleaned.position(offset) == expected
