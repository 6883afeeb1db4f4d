"""What a careful reader would say was copied, and what is the same with good reason."""

from __future__ import annotations

import re

import pytest

from reportnlp.compare.copied import copied
from reportnlp.compare.passages import passage_changes
from reportnlp.datamodel import Meta, Report, Section, Span
from reportnlp.resources import boilerplate

ROAD = "新建农村公路57公里，改造危桥9座，三分之二的自然村通了客运班车。"
MEALS = "开办老年助餐点18个，日均用餐一千余人次，老人们吃上了热乎饭菜。"
RIVER = "岚溪两岸拆违复绿，废弃采石场变身湿地公园，白鹭又回到了城边水岸。"
TEA = "茶园面积稳定在12.6万亩，干茶产量8400吨，茶农收入又上一个台阶。"


OWN = "围绕竹木家居补链强链，动员老匠人带徒弟，把县里的手艺做成了叫得响的牌子，家家户户都有了活计，青年人也愿意留在镇上。"

COPIED = [
    # old, new, the passages that were copied, as state and beginning
    (OWN, OWN, ["same 围绕竹木"]),
    (f"2022年，{OWN}", f"2023年，{OWN}", ["year 2023"]),
    (OWN.replace("家家", "3家"), OWN.replace("家家", "5家"), []),
    (ROAD, ROAD, []),
    # a run of sentences within a paragraph that is otherwise new
    (f"{TEA}{OWN}{RIVER}", f"{ROAD}{OWN}{MEALS}", ["same 围绕竹木"]),
    (f"{TEA}\n{ROAD}{RIVER}{MEALS}", f"{OWN}{ROAD}{RIVER}", ["same 新建农村"]),
    # no sentence
    (OWN.rstrip("。"), OWN.rstrip("。"), []),
]


@pytest.mark.parametrize(("old", "new", "expected"), COPIED)
def test_copied(old: str, new: str, expected: list[str]) -> None:
    a, b = Report(old), Report(new)
    found = copied(passage_changes(a, b), a, b)
    assert [f"{c.state} {b.quote(c.new)[:4]}" for c in found if c.new is not None] == expected
    assert all(c.old is not None for c in found)


@pytest.mark.parametrize("role", ["preamble", "closing", "notes", "review"])
def test_copied_by_place(role: str) -> None:
    report = Report(OWN, sections=(Section(Span(0, len(OWN)), "", 1, role=role),))
    found = copied(passage_changes(report, report), report, report)
    assert len(found) == (1 if role == "review" else 0)


def test_a_bulletin_is_not_copied() -> None:
    report = Report(OWN, Meta(kind="tjgb"))
    assert copied(passage_changes(report, report), report, report) == ()


LIKE = [(group.id, sentence) for group in boilerplate.load() for sentence in group.like]


@pytest.mark.parametrize(("group", "sentence"), LIKE)
def test_boilerplate(group: str, sentence: str) -> None:
    assert boilerplate.is_boilerplate(sentence)
    by_own = next(g for g in boilerplate.load() if g.id == group)
    assert any(re.search(cue, sentence) for cue in by_own.cues)
    text = sentence * 10
    assert copied(passage_changes(Report(text), Report(text)), Report(text), Report(text)) == ()


FACTS = [
    "总量偏小，结构偏重，财政刚性支出增长较快，个别干部担当不够。",
    "上线政务大模型，归集数据目录，打通部门系统，推行智能审批。",
    "竹木家居产值增长12%，铸造企业抱团取暖，园区亩均税收提高。",
    "建成村史馆9座，档案馆迁入新馆，馆藏数字化率达到八成。",
]


@pytest.mark.parametrize("sentence", [ROAD, MEALS, RIVER, TEA, OWN, *FACTS])
def test_no_boilerplate(sentence: str) -> None:
    assert not boilerplate.is_boilerplate(sentence)


def test_boilerplate_data() -> None:
    groups = boilerplate.load()
    cues = [cue for group in groups for cue in group.cues]
    assert len({group.id for group in groups}) == len(groups)
    assert len(set(cues)) == len(cues)
    assert all(group.why and group.like for group in groups)
    # A sentence may be long: repeats are bounded.
    assert not any(re.search(r"(?<!\\)[*+]", cue) for cue in cues)
