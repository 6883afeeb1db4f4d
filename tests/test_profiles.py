"""The profiles of the report kinds: schema, data, and what their patterns recognise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reportnlp.cli import main
from reportnlp.datamodel import Kind, Level, Meta, Region
from reportnlp.errors import ResourceError
from reportnlp.resources import list_names, profile_files
from reportnlp.resources.profiles import (
    heading_patterns,
    issuer_level,
    lead_in_patterns,
    load_profile,
    load_profile_file,
    parse_profile,
    profile_for,
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


# -- variants and profiles of one's own -------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "level", "chosen"),
    [
        ("fazhi", "county", "fazhi"),
        ("fazhi", "township", "fazhi-township"),
        ("fazhi", "department", "fazhi-department"),
        ("gwr", "township", "gwr"),
    ],
)
def test_the_issuer_chooses_the_profile(kind: Kind, level: Level, chosen: str) -> None:
    profile = profile_for(Meta(kind=kind, region=Region("临江", level=level)))
    assert profile is not None and profile.id == chosen and profile.kind == kind


@pytest.mark.parametrize(
    ("issuers", "level"),
    [
        (("城关镇人民政府",), "township"),
        (("中共城关镇党委", "城关镇人民政府"), "township"),
        (("临江县东关街道办事处",), "township"),
        (("临江县司法局",), "department"),
        (("临江县人民政府办公室",), "department"),
        (("中共临江县委员会", "临江县人民政府"), "county"),
        (("临江县人民政府", "临江县司法局"), "county"),
        ((), "county"),
    ],
)
def test_an_issuer_is_known_by_its_name(issuers: tuple[str, ...], level: Level) -> None:
    assert issuer_level(Meta(region=Region("临江县", level="county"), issuers=issuers)) == level


def test_without_an_issuer_the_profile_of_the_kind_holds() -> None:
    assert profile_for(Meta(kind="fazhi")) is load_profile("fazhi")
    assert profile_for(Meta(kind="other")) is None


@pytest.mark.parametrize("name", list_names("profiles"))
def test_a_built_in_profile_says_where_its_errors_come_from(name: str) -> None:
    profile = load_profile(name)
    assert profile is not None
    for what in (*profile.roles, *(content for part in profile.roles for content in part.contents)):
        if what.gravity == "error":
            assert any(law.certainty == "seen" for law in what.law), f"{name}.{what.id}"


def _file(folder: Path, text: str) -> Path:
    file = folder / "本县.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_profile_of_ones_own_changes_adds_and_drops_parts(tmp_path: Path) -> None:
    text = """
        extends: fazhi
        name: 临江县法治政府建设年度报告
        roles:
          - {id: leadership, required: false}
          - {id: plan, severity: info}
          - id: problems
            contents: [{id: 整改, name: 整改措施, words: [整改]}]
          - {id: 示范创建, name: 示范创建情况, required: true, words: [示范创建]}
    """
    profile = load_profile_file(_file(tmp_path, text))
    base = load_profile("fazhi")
    assert base is not None
    assert (profile.id, profile.kind, profile.levels) == ("本县", "fazhi", ())
    assert [part.id for part in profile.roles] == [*(part.id for part in base.roles), "示范创建"]
    parts = {part.id: part for part in profile.roles}
    assert not parts["leadership"].required and parts["leadership"].headings
    assert parts["plan"].gravity == "info" and parts["plan"].required
    assert [content.id for content in parts["problems"].contents] == ["causes", "整改"]


def test_a_profile_may_be_saved_in_the_code_page_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("extends: gwr\nname: 本市报告\n".encode("gb18030"))
    assert load_profile_file(str(file)).name == "本市报告"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("extends: 没有的\n", "没有“没有的”"),
        ("- fazhi\n", "不是文种规范"),
        ("", "不是文种规范"),
        ("extends: fazhi\nroles: 全部\n", "应为列表"),
        ("extends: fazhi\nroles: [{id: plan}, {id: plan}]\n", "写了两次：plan"),
        ("extends: fazhi\nroles: [{id: plan, require: true}]\n", "没有这一项"),
        ("extends: fazhi\nroles: [{id: plan, words: [互联网+]}]\n", "不限次数"),
        ("extends: fazhi\nroles: [{id: plan, words: ['(计划)?']}]\n", "什么都不写"),
        ("extends: fazhi\nroles: [{id: 新的}]\n", "缺少这一项"),
        ("extends: fazhi\nid: 我 的\n", "编号只能用"),
        ("extends: [\n", "写法有误"),
        ("a: &a [1]\nb: *a\n", "引用"),
    ],
)
def test_a_wrong_profile_of_ones_own_is_explained(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ResourceError) as caught:
        load_profile_file(_file(tmp_path, text))
    assert what in caught.value.what and "本县.yaml" in caught.value.where


def test_profiles_that_extend_one_another_in_a_circle_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_files, "read_yaml", lambda name: {"extends": "fazhi", "roles": []})
    with pytest.raises(ResourceError, match="绕成了圈"):
        profile_files.extended({"extends": "fazhi"}, "甲.yaml")


# -- the command ------------------------------------------------------------------------------


@pytest.mark.parametrize("base", list_names("profiles"))
def test_a_new_profile_is_valid_and_so_is_everything_in_its_comments(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["profiles", "new", "本县", "--extends", base]) == 0
    assert "--profile 本县.yaml" in capfd.readouterr().out
    file = tmp_path / "本县.yaml"
    inherited, made = load_profile(base), load_profile_file(file)
    assert inherited is not None and made.id == "本县" and made.roles == inherited.roles
    uncommented = re.sub(r"^  # (?=- id|  )", "  ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(uncommented, encoding="utf-8")
    changed = load_profile_file(file)
    assert changed.part("示范创建") is not None
    assert any(content.id == "责任单位" for part in changed.roles for content in part.contents)
    assert main(["profiles", "本县.yaml"]) == 0
    assert "责任单位（必备）" in capfd.readouterr().out


def test_a_new_profile_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = _file(tmp_path, "原文")
    assert main(["profiles", "new", "本县"]) == 1
    assert main(["profiles", "new", "甲", "-o", "本县.yaml"]) == 1
    assert main(["profiles", "new", "甲", "-o", "无/甲.yaml"]) == 1
    assert file.read_text(encoding="utf-8") == "原文" and "本县.yaml：文件已经有了" in capfd.readouterr().err
    assert main(["profiles", "new", "甲", "-o", "-"]) == 0
    assert "extends: fazhi" in capfd.readouterr().out and [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "new 后面要写一个编号"),
        (["new", "fazhi"], "“fazhi”不能用"),
        (["new", "我 的"], "“我 的”不能用"),
        (["new", "甲", "--extends", "无"], "没有“无”这个文种"),
        (["fazhi", "gwr"], "多写了“gwr”"),
    ],
)
def test_wrong_words_are_refused(
    arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["profiles", *arguments]) == 2
    assert message in capfd.readouterr().err
