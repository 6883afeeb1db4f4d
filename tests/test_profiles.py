"""The profiles of the report kinds: schema, data, and what their patterns recognise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reportnlp.datamodel import Kind, Level
from reportnlp.errors import ResourceError
from reportnlp.resources.profiles import (
    heading_patterns,
    lead_in_patterns,
    load_profile,
    parse_profile,
)

KINDS: tuple[Kind, ...] = ("fazhi", "gwr", "xxgk", "tjgb")

ROLES = {
    "fazhi": ["preamble", "achievements", "problems", "leadership", "plan", "other", "closing", "notes"],
    "gwr": ["preamble", "review", "problems", "targets", "tasks", "self_building", "closing", "notes"],
    "xxgk": ["preamble", "overview", "disclosure", "requests", "litigation", "problems", "other", "notes"],
    "tjgb": ["preamble", "chapter", "notes"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_profile_loads_with_its_roles_in_order(kind: Kind) -> None:
    profile = load_profile(kind)
    assert profile is not None
    assert [part.id for part in profile.roles] == ROLES[kind]
    assert load_profile(kind) is profile


def test_other_reports_have_no_profile() -> None:
    assert load_profile("other") is None
    assert not heading_patterns("other")


@pytest.mark.parametrize("kind", KINDS)
def test_required_parts_name_their_source_or_are_custom(kind: Kind) -> None:
    profile = load_profile(kind)
    assert profile is not None
    for part in profile.roles:
        if part.from_year is not None:
            assert part.law, f"{kind}.{part.id} 有起始年份却没有依据"


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_stay_short_and_meet_no_empty_text(kind: Kind) -> None:
    for patterns in (heading_patterns(kind), lead_in_patterns(kind)):
        for role, pattern in patterns.items():
            assert not pattern.search(""), f"{kind}.{role} 的规则匹配空串"


@pytest.mark.parametrize(
    ("kind", "role", "heading"),
    [
        ("fazhi", "achievements", "2023年推进法治政府建设的主要举措和成效"),
        ("fazhi", "achievements", "法治政府建设工作开展情况"),
        ("fazhi", "problems", "存在的不足和原因"),
        ("fazhi", "problems", "问题与不足"),
        ("fazhi", "leadership", "党政主要负责人履行推进法治建设第一责任人职责情况"),
        ("fazhi", "leadership", "扛牢第一责任人职责"),
        ("fazhi", "plan", "下一年度推进法治政府建设的主要安排"),
        ("fazhi", "plan", "2024年工作要点"),
        ("fazhi", "other", "其他需要报告的情况"),
        ("gwr", "review", "2022年工作回顾"),
        ("gwr", "review", "“十四五”时期发展成就"),
        ("gwr", "targets", "2023年总体要求和主要预期目标"),
        ("gwr", "tasks", "2023年重点工作"),
        ("gwr", "self_building", "持续加强政府自身建设"),
        ("gwr", "self_building", "努力建设人民满意的服务型政府"),
        ("xxgk", "disclosure", "主动公开政府信息情况"),
        ("xxgk", "requests", "收到和处理政府信息公开申请情况"),
        ("xxgk", "litigation", "政府信息公开行政复议、行政诉讼情况"),
        ("xxgk", "other", "其他需要报告的事项"),
        ("tjgb", "notes", "注释："),
    ],
)
def test_headings_are_recognised(kind: Kind, role: str, heading: str) -> None:
    assert heading_patterns(kind)[role].search(heading)


@pytest.mark.parametrize(
    ("kind", "role", "sentence"),
    [
        ("gwr", "problems", "在肯定成绩的同时，我们也清醒地看到，全县发展还有不少短板。"),
        ("gwr", "problems", "成绩来之不易，问题不容忽视。"),
        ("gwr", "problems", "我们也清楚地知道，全县摊子大、底子薄，要解的难题还有很多。"),
        ("gwr", "problems", "我们深知，产业链条短、配套弱仍是最大的难题。"),
        ("gwr", "problems", "各项工作中还存在着不少缺点和失误。"),
        ("gwr", "targets", "今年全县经济社会发展的主要预期目标是：生产总值增长6%。"),
        ("gwr", "tasks", "围绕上述目标，重点抓好以下七个方面工作："),
        ("fazhi", "problems", "我县法治政府建设还存在一些薄弱环节。"),
        ("fazhi", "plan", "下一步，我县将继续推进依法行政。"),
    ],
)
def test_lead_ins_are_recognised(kind: Kind, role: str, sentence: str) -> None:
    assert lead_in_patterns(kind)[role].search(sentence)


@pytest.mark.parametrize(
    ("role", "year", "level", "applies"),
    [
        ("leadership", 2022, "county", True),
        ("leadership", 2022, "township", False),
        ("leadership", 2017, "county", False),
        ("leadership", None, "county", False),
        ("problems", 2022, "township", True),
        ("other", 2022, "county", False),
    ],
)
def test_requirement_depends_on_year_and_level(
    role: str, year: int | None, level: Level, applies: bool
) -> None:
    profile = load_profile("fazhi")
    assert profile is not None
    part = profile.part(role)
    assert part is not None
    assert part.applies(year, level) is applies


def test_unknown_part_is_none() -> None:
    profile = load_profile("gwr")
    assert profile is not None
    assert profile.part("plan") is None


def _raw(**part: Any) -> dict[str, Any]:
    role = {"id": "review", "name": "回顾", "required": True, **part}
    return {"kind": "gwr", "name": "政府工作报告", "title_words": ["政府工作报告"], "roles": [role]}


@pytest.mark.parametrize(
    ("part", "where", "what"),
    [
        ({"heading": ["回顾"]}, "roles.0.heading", "没有这一项"),
        ({"headings": ["(回顾"]}, "roles.0.headings", "有误"),
        ({"headings": ["回.*顾"]}, "roles.0.headings", "不限次数"),
        ({"from_year": 1800}, "roles.0.from_year", ""),
        ({"exempt_levels": ["village"]}, "roles.0.exempt_levels.0", "取值"),
        ({"law": [{"instrument": "某规定"}]}, "roles.0.law.0.certainty", "缺少"),
    ],
)
def test_a_wrong_entry_is_named(part: dict[str, Any], where: str, what: str) -> None:
    with pytest.raises(ResourceError) as caught:
        parse_profile(_raw(**part), "profiles/gwr.yaml")
    assert where in caught.value.where
    assert "profiles/gwr.yaml" in caught.value.where
    assert re.search(what, caught.value.what)


def test_a_part_written_twice_is_refused() -> None:
    raw = _raw()
    raw["roles"] *= 2
    with pytest.raises(ResourceError, match="写了两次：review"):
        parse_profile(raw, "profiles/gwr.yaml")
