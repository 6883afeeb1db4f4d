"""Sections and paragraphs of two years find each other, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from case_files import load_cases
from compare_pieces import check_pieces
from cost import little_work

import reportnlp
from reportnlp.compare.copied import copied
from reportnlp.compare.diff import diff
from reportnlp.compare.order import in_place, side_by_side
from reportnlp.compare.passages import passage_changes, shares
from reportnlp.compare.sections import section_changes
from reportnlp.datamodel import Cell, PassageChange, Report, Section, Span, Table

CORPORA = Path(__file__).parents[1] / "corpora"

ROAD = "新建农村公路57公里，改造危桥9座，三分之二的自然村通了客运班车。"
MEALS = "开办老年助餐点18个，日均用餐一千余人次，老人们吃上了热乎饭菜。"
RIVER = "岚溪两岸拆违复绿，废弃采石场变身湿地公园，白鹭又回到了城边水岸。"
TEA = "茶园面积稳定在12.6万亩，干茶产量8400吨，茶农收入又上一个台阶。"


def rows(old: str | Report, new: str | Report) -> list[tuple[str, str, str]]:
    """State, old and new wording of every paragraph, on one line each."""
    a, b = (Report(r) if isinstance(r, str) else r for r in (old, new))

    def quote(report: Report, span: Span | None) -> str:
        return "" if span is None else "".join(report.quote(span).split())

    return [(c.state, quote(a, c.old), quote(b, c.new)) for c in passage_changes(a, b)]


@pytest.mark.parametrize("case", load_cases("passages"), ids=lambda case: case["note"])
def test_states(case: dict[str, Any]) -> None:
    changes = passage_changes(Report(case["old"]), Report(case["new"]))
    if case["state"] == "apart":
        assert sorted(c.state for c in changes) == ["gone", "new"]
    else:
        assert [c.state for c in changes] == [case["state"]]
        assert (changes[0].similarity == 1.0) == (case["state"] == "same")


ORDERS = [
    # old, new, what is to come out: state, first letters of the old and of the new paragraph
    ([ROAD, MEALS, RIVER], [RIVER, ROAD, MEALS], ["same 岚岚", "same 新新", "same 开开"]),
    ([ROAD, MEALS, RIVER], [ROAD, RIVER, TEA], ["same 新新", "gone 开", "same 岚岚", "new 茶"]),
    ([MEALS, ROAD], [ROAD], ["gone 开", "same 新新"]),
    ([ROAD], [ROAD, ROAD], ["same 新新", "new 新"]),
    ([ROAD, ROAD, TEA], [ROAD, TEA], ["same 新新", "gone 新", "same 茶茶"]),
    ([], [ROAD], ["new 新"]),
    ([], [], []),
]


@pytest.mark.parametrize(("old", "new", "expected"), ORDERS)
def test_order(old: list[str], new: list[str], expected: list[str]) -> None:
    found = rows("\n".join(old), "\n".join(new))
    assert [f"{state} {a[:1]}{b[:1]}" for state, a, b in found] == expected


def test_split_and_merged() -> None:
    """What one report prints as one paragraph and the other as several is cut where they part."""
    whole = ROAD + MEALS + RIVER + TEA
    parts = f"{ROAD}{MEALS}\n{RIVER}\n{TEA}"
    assert rows(whole, parts) == [
        ("same", ROAD + MEALS, ROAD + MEALS),
        ("same", RIVER, RIVER),
        ("same", TEA, TEA),
    ]
    assert [row[0] for row in rows(parts, whole)] == ["same", "same", "same"]
    assert rows(RIVER, ROAD + MEALS + RIVER) == [("new", "", ROAD + MEALS), ("same", RIVER, RIVER)]


def test_a_counterpart_is_not_cut_for_a_guest() -> None:
    """A paragraph that has its like stays whole, though a part of it stands elsewhere too."""
    assert rows(f"{ROAD}{MEALS}{RIVER}\n{RIVER}", ROAD + MEALS + RIVER) == [
        ("same", ROAD + MEALS + RIVER, ROAD + MEALS + RIVER),
        ("gone", RIVER, ""),
    ]


def _wrapped(text: str, width: int) -> str:
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return "\n".join(lines)


def test_hard_wrapped() -> None:
    """Lines that only the page's width broke are one paragraph; spans count the text as it was decoded."""
    paragraphs = [f"　　{p}" for p in (ROAD * 3, MEALS * 3, RIVER * 3, TEA * 3, ROAD + RIVER * 2)]
    report = Report("\n".join(_wrapped(p, 26) for p in paragraphs))
    changes = passage_changes(report, Report("\n".join(paragraphs)))
    assert {c.state for c in changes} == {"same"}
    assert len(changes) == 5
    quoted = ["".join(report.quote(c.old).split()) for c in changes if c.old is not None]
    assert quoted == [p.strip() for p in paragraphs]


LEFT_OUT = [
    "各位代表：",
    "发文时间：2024-01-11",
    "12    3     4      5      6    7",
    "（一）扩大有效投资，夯实发展根基",
    "注释：“两廊一带”指沿江生态廊道、茶旅廊道和县城经济带。",
    "项目\t本年新收\t上年结转\t本年办结情况合计数",
]


@pytest.mark.parametrize("line", LEFT_OUT)
def test_left_out(line: str) -> None:
    text = f"{ROAD}\n{line}\n{TEA}"
    start = text.index(line)
    span = Span(start, start + len(line))
    role = "notes" if line.startswith("注释") else "tasks"
    heading = line if line.startswith("（一）") else ""
    cells = (Cell(0, 0, line, span),) if "\t" in line else ()
    report = Report(
        text,
        sections=(Section(span, heading, 2, role=role),) if heading or role == "notes" else (),
        tables=(Table(span, cells, 1, 1),) if cells else (),
    )
    assert rows(report, Report("")) == [("gone", ROAD, ""), ("gone", TEA, "")]


def test_what_was_done_and_what_is_planned() -> None:
    """Lists of the same indicators are apart where one was reached and the other is planned."""
    reached = (
        "生产总值增长6.1%，一般公共预算收入增长8.4%，工业增加值增长7.8%，投资增长9.5%，各项指标好于预期。"
    )
    planned = "力争生产总值增长6%左右，财政收入增长8%以上，规模工业增长8%左右，投资增长10%，出口保稳提质，居民收入同步，物价平稳。"
    roles = [(("review", reached), ("review", planned)), (("review", reached), ("targets", planned))]
    states = []
    for pair in roles:
        old, new = (Report(t, sections=(Section(Span(0, len(t)), "", 1, role=role),)) for role, t in pair)
        states.append(sorted(c.state for c in passage_changes(old, new)))
    assert states == [["reworded"], ["gone", "new"]]


def test_shares() -> None:
    changes = (
        PassageChange("same", Span(0, 10), Span(0, 10), 1.0),
        PassageChange("year", Span(10, 30), Span(10, 40), 0.9),
        PassageChange("gone", Span(30, 50), None),
        PassageChange("new", None, Span(40, 50)),
    )
    new = shares(changes, "new")
    assert {s: round(v, 9) for s, v in new.items() if v} == {"same": 0.2, "year": 0.6, "new": 0.2}
    assert shares(changes, "old")["gone"] == 0.4
    assert set(shares((), "new").values()) == {0.0}


SECTIONS = [
    # old headings, new headings, what is to come out; "-" before a heading: second level; role:heading
    (
        ["review:一、2022年工作回顾", "tasks:二、2023年重点工作"],
        ["review:一、2023年工作回顾", "tasks:二、2024年重点工作"],
        ["kept 0 0", "kept 1 1"],
    ),
    (
        ["tasks:一、坚定不移扩投资", "tasks:二、千方百计惠民生", "tasks:三、驰而不息治污染"],
        ["tasks:一、驰而不息治污染", "tasks:二、坚定不移扩投资", "tasks:三、千方百计惠民生"],
        ["moved 2 0", "kept 0 1", "kept 1 2"],
    ),
    (
        ["tasks:一、坚定不移扩投资", "tasks:二、千方百计惠民生"],
        ["tasks:一、坚定不移扩投资", "tasks:二、全域推进数字化"],
        ["kept 0 0", "gone 1 -", "new - 1"],
    ),
    (
        ["review:一、发展工业经济", "notes:名词解释"],
        ["tasks:一、发展工业经济", "notes:名词解释"],
        ["gone 0 -", "new - 0"],
    ),
    (["problems:", "closing:"], ["problems:四、存在的问题"], ["kept 0 0"]),
    (["problems:"], ["closing:"], []),
    ([], [], []),
]

CONTENT = {
    "投资": "安排重点项目86个，开工建设城南水厂，盘活闲置厂房，保障用地用能。",
    "民生": "新增学位1800个，改扩建乡镇卫生院，提高基础养老金，办好老年食堂。",
    "污染": "淘汰落后冲天炉，治理水土流失，空气优良率保持稳定，断面水质达标。",
    "数字": "上线政务大模型，归集数据目录，打通部门系统，推行智能审批。",
    "工业": "竹木家居产值增长，铸造企业抱团，新增规上企业，园区亩均税收提高。",
    "回顾": "一年来全县上下咬定目标，各项任务较好完成，发展态势稳中向好。",
    "重点": "今年要集中精力抓好以下工作，一件一件抓落实，一项一项见成效。",
    "问题": "总量偏小，结构偏重，财政刚性支出增长较快，个别干部担当不够。",
}


def _report(headings: list[str]) -> Report:
    text, sections = "", []
    for heading in headings:
        role, _, words_ = heading.partition(":")
        start = len(text)
        subject = next((c for k, c in CONTENT.items() if k in words_), CONTENT["问题"])
        text += f"{words_}\n{subject}\n" if role != "closing" else "让我们携手前行，把临江建设得更加美好！\n"
        sections.append(Section(Span(start, len(text)), words_, 1, role=role))
    return Report(text, sections=tuple(sections))


@pytest.mark.parametrize(("old", "new", "expected"), SECTIONS)
def test_sections(old: list[str], new: list[str], expected: list[str]) -> None:
    found = section_changes(_report(old), _report(new))
    shown = [f"{c.state} {'-' if c.old is None else c.old} {'-' if c.new is None else c.new}" for c in found]
    assert shown == expected
    assert all((c.similarity > 0) == (c.state in ("kept", "moved")) and c.similarity <= 1 for c in found)


def test_a_new_slogan_for_the_same() -> None:
    """A section is known by what it treats; one of the third level is not looked at."""
    subject = CONTENT["民生"] * 2
    old = Report(
        f"一、聚焦增福祉\n{subject}",
        sections=(
            Section(Span(0, 70), "一、聚焦增福祉", 1, role="tasks"),
            Section(Span(8, 70), "（一）教育", 2, role="tasks", parent=0),
            Section(Span(9, 70), "1.学位", 3, role="tasks", parent=1),
            Section(Span(9, 70), "一是扩学位", 2, role="tasks", parent=0, run_in=True),
        ),
    )
    text = f"一、让日子更有盼头\n{subject}"
    new = Report(text, sections=(Section(Span(0, len(text)), "一、让日子更有盼头", 1, role="tasks"),))
    found = {(c.state, c.old, c.new) for c in section_changes(old, new)}
    assert found == {("kept", 0, 0), ("gone", 1, None)}


PLACES = [
    ([], []),
    ([0, 1, 2], [0, 1, 2]),
    ([2, 0, 1], [1, 2]),
    ([1, 2, 3, 0], [0, 1, 2]),
    ([3, 2, 1], [2]),
    ([0, 4, 1, 2, 3], [0, 2, 3, 4]),
]


@pytest.mark.parametrize(("numbers", "expected"), PLACES)
def test_in_place(numbers: list[int], expected: list[int]) -> None:
    assert sorted(in_place(numbers)) == expected


def test_side_by_side() -> None:
    assert list(side_by_side(4, 3, {0: 2, 2: 0})) == [(2, 0), (3, None), (None, 1), (0, 2), (1, None)]
    assert list(side_by_side(2, 0, {})) == [(0, None), (1, None)]


PAIRS = [("gwr_qinglan_2023", "gwr_qinglan_2024"), ("fazhi_qinglan_2022", "fazhi_qinglan_2023")]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_own_reports(old: str, new: str) -> None:
    """Every section and passage of a real pair appears once, and the diffs hold."""
    a, b = (reportnlp.parse(CORPORA / f"{name}.txt") for name in (old, new))
    passages = passage_changes(a, b)
    for side in ("old", "new"):
        spans = [getattr(c, side) for c in passages if getattr(c, side) is not None]
        assert len(set(spans)) == len(spans)
        assert all(x.end <= y.start for x, y in pairwise(sorted(spans, key=lambda s: s.start)))
    assert any(c.state == "reworded" for c in passages)
    for change in passages:
        if change.old is not None and change.new is not None:
            check_pieces(a.quote(change.old), b.quote(change.new))
    sections = section_changes(a, b)
    assert sum(c.state == "kept" for c in sections) >= 8
    assert copied(passages, a, b) == ()


HOSTILE = [
    "\n".join([ROAD] * 10_000),
    "\n".join(f"{ROAD[:20]}第{i}段都差不多一样。" for i in range(10_000)),
    "\n".join(
        f"{chr(0x4E00 + i % 997)}{chr(0x4E00 + i % 499)}{ROAD}{chr(0x4E00 + i % 4999)}" for i in range(8_000)
    ),
    ROAD * 10_000,
    "路" * 300_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_little_work(text: str) -> None:
    old, new = Report(text), Report(f"{text[: len(text) // 2]}改{text[len(text) // 2 :]}")
    with little_work():
        passages = passage_changes(old, new)
        copied(passages, old, new)
        diff(old.text, new.text)


def test_little_work_on_sections() -> None:
    sections = tuple(Section(Span(i * 20, i * 20 + 20), ROAD[i % 9 : i % 9 + 12], 1) for i in range(10_000))
    report = Report(ROAD * 20_000, sections=sections)
    with little_work():
        section_changes(report, report)
