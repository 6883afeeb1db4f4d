"""Lists are cut at their pauses, and 和 is read both ways where it may be."""

from __future__ import annotations

import pytest

from reportnlp.check.lists import items, joints, shaded

LISTS = [
    # text, items as cut, least, most
    ("教育、卫生、文化", ["教育", "卫生", "文化"], 3, 3),
    ("教育、卫生和文化", ["教育", "卫生和文化"], 2, 3),
    ("教育、卫生以及文化", ["教育", "卫生以及文化"], 2, 3),
    ("教育和卫生", ["教育和卫生"], 1, 2),
    ("改革和发展、稳定", ["改革和发展", "稳定"], 2, 2),
    ("教育、改革和发展、文化", ["教育", "改革和发展", "文化"], 3, 3),
    ("网络与通信、半导体与集成电路", ["网络与通信", "半导体与集成电路"], 2, 2),
    ("研发中心和检测中心、培训中心", ["研发中心和检测中心", "培训中心"], 2, 3),
    ("社会和谐、普及教育、参与治理", ["社会和谐", "普及教育", "参与治理"], 3, 3),
    ("治保会和平安促进会", ["治保会和平安促进会"], 1, 2),
    ("“一网通办”“一窗受理”“证照分离”", ["“〇〇〇〇”“〇〇〇〇”“〇〇〇〇”"], 1, 3),
    ("“一网通办”、“放、管、服”", ["“〇〇〇〇”", "“〇〇〇〇〇”"], 2, 2),
    ("《信访、督查办法》、《问责办法》", ["《〇〇〇〇〇〇〇》", "《〇〇〇〇》"], 2, 2),
    (
        "县（市、区）、乡镇、村（社区（含居委会）、小组）",
        ["县（〇〇〇）", "乡镇", "村（〇〇〇〇〇〇〇〇〇〇〇）"],
        3,
        3,
    ),
    (" 教育 、　卫生", ["教育", "卫生"], 2, 2),
    ("教育、", None, 0, 0),
    ("、教育", None, 0, 0),
]


@pytest.mark.parametrize(("text", "words", "least", "most"), LISTS)
def test_items(text: str, words: list[str] | None, least: int, most: int) -> None:
    view = shaded(text)
    found = items(view, 0, len(view))
    if words is None:
        assert found is None
        return
    assert found is not None
    assert (list(found.words), found.least, found.most) == (words, least, most)
    assert [view[s.start : s.end] for s in found.spans] == words
    assert [n for n in range(1, 6) if found.may_be(n)] == list(range(least, most + 1))


PREFIXED = [
    # What stands in front of the list may be joined to it.
    ("推进园区建设和教育、卫生", 2, 3),
    ("推进汽车及零部件、装备", 2, 2),
]


@pytest.mark.parametrize(("text", "least", "most"), PREFIXED)
def test_what_stands_in_front(text: str, least: int, most: int) -> None:
    found = items(text, 0, len(text), prefixed=True)
    assert found is not None
    assert (found.least, found.most) == (least, most)


def test_positions_are_those_of_the_whole() -> None:
    found = items("教育、卫生", 0, 5, offset=10)
    assert found is not None
    assert (found.span.start, found.span.end) == (10, 15)


@pytest.mark.parametrize("text", ["（一、二）甲", "“一、二”甲", "《一、二》甲", "(一、二)甲", "【一、二】甲"])
def test_shading_keeps_every_position(text: str) -> None:
    view = shaded(text)
    assert len(view) == len(text)
    assert "、" not in view
    assert view[0] == text[0] and view[-1] == text[-1]


@pytest.mark.parametrize("text", ["（一、二", "“一、二", "一、二）"])
def test_what_is_not_closed_is_left(text: str) -> None:
    assert shaded(text) == text


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("教育和卫生", 1),
        ("和谐", 0),
        ("教育和", 0),
        ("教育及其管理", 0),
        ("甲及乙与丙暨丁", 3),
        ("温和派和平安办", 1),
    ],
)
def test_joints(word: str, parts: int) -> None:
    assert len(joints(word)) == parts
