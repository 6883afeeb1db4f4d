"""Wording rules as data: the package's files, and an organ's own folder."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.check.own import own_rules
from reportnlp.check.wording import Matcher
from reportnlp.datamodel import CheckResult, Kind, Meta
from reportnlp.errors import ResourceError
from reportnlp.resources.house import House, load_house
from reportnlp.resources.wording import Entry, load_entries, parse_entries, written_between

ENTRIES = [entry for entries in load_entries().values() for entry in entries]
TYPOS = [(wrong, right) for entry in load_entries()["LEX-01"] for wrong, right in entry.words.items()]
DATED = Meta(date="2025-06-30", kind="other")

OWN = """
rules:
- id: OWN-01
  type: substitution
  name: 本县统一用语
  level: warning
  message: 我县统一写“{right}”，不写“{wrong}”
  source: 县政府办公室2023年第5号通知
  words: {十里八乡: 各乡镇}
  patterns: {'(?<!全)省里': 省政府}
  except: [《十里八乡》]
  example_bad: 惠及十里八乡。
  example_good: 惠及各乡镇。
- id: OWN-02
  type: existence
  level: error
  source: 县政府办公室2023年第5号通知
  words: [领导高度重视]
  kinds: fazhi
  valid_from: 2020-01-01
  valid_to: 2025-12-31
  example_bad: 领导高度重视此项工作。
  example_good: 县政府专题研究此项工作。
"""


def folder(path: Path, **files: str) -> House:
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_house(path)


def checked(text: str, house: House, kind: Kind = "fazhi", year: int = 2023, **options: Any) -> CheckResult:
    report = parse_text(text)
    report = replace(report, meta=replace(report.meta, kind=kind, year=year, date=""))
    return check(report, house=house, **options)


def marked(text: str, house: House, rule: str, **options: Any) -> list[str]:
    return [
        text[f.spans[0].start : f.spans[0].end]
        for f in checked(text, house, **options).findings
        if f.rule == rule
    ]


# --- the package's files ----------------------------------------------------------------------


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.id}-{e.example_bad[0][:12]}")
def test_entries_keep_their_examples(entry: Entry) -> None:
    matcher = Matcher([entry])
    assert all(list(matcher.find(text)) for text in entry.example_bad)
    assert not [hit for text in entry.example_good if entry.quoted for hit in matcher.find(text)]
    assert entry.holds(DATED)


def test_there_are_many_typos_and_each_is_found_alone() -> None:
    assert len(TYPOS) >= 150
    assert len({wrong for wrong, _ in TYPOS}) == len(TYPOS)
    matcher = Matcher(load_entries()["LEX-01"])
    for wrong, right in TYPOS:
        assert [hit.wrong for hit in matcher.find(f"，{wrong}。")] == [wrong]
        assert not list(matcher.find(f"，{right}。")), right


def test_what_is_exempt_is_not_found() -> None:
    matcher = Matcher(load_entries()["LEX-01"])
    for entry in load_entries()["LEX-01"]:
        for longer in entry.exempt:
            assert any(wrong in longer for wrong in entry.words), longer
            assert not list(matcher.find(f"，{longer}。")), longer


def test_a_longer_wrong_word_wins() -> None:
    text = "统筹兼故，贯切落实"
    assert [h.wrong for h in Matcher(load_entries()["LEX-01"]).find(text)] == ["统筹兼故", "贯切落实"]


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "between"),
    [
        (Meta(date="2022-12-30"), ("2022-12-30", "2022-12-30")),
        (Meta(date="2022-12"), ("2022-12-01", "2022-12-31")),
        (Meta(date="2022", year=2021), ("2022-01-01", "2022-12-31")),
        (Meta(kind="fazhi", year=2022), ("2022-01-01", "2023-12-31")),
        (Meta(kind="gwr", year=2022), ("2022-01-01", "2022-12-31")),
        (Meta(), ("", "9999")),
    ],
)
def test_when_a_report_was_written(meta: Meta, between: tuple[str, str]) -> None:
    assert written_between(meta) == between


@pytest.mark.parametrize(
    ("meta", "holds"),
    [
        (Meta(date="2022-12-26"), True),
        (Meta(date="2022-12-25"), False),
        (Meta(date="2022-12"), False),
        (Meta(kind="fazhi", year=2022), False),
        (Meta(kind="fazhi", year=2023), True),
        (Meta(), False),
    ],
)
def test_a_term_holds_from_its_day(meta: Meta, holds: bool) -> None:
    entry = next(e for e in load_entries()["LEX-02"] if "新冠肺炎" in e.words)
    assert entry.valid_from == datetime.date(2022, 12, 26)
    assert entry.holds(meta) is holds


# --- a folder of one's own --------------------------------------------------------------------


def test_own_rules_run_beside_the_others(tmp_path: Path) -> None:
    house = folder(tmp_path, wording=OWN)
    text = "惠及十里八乡，省里支持，全省里程增加，领导高度重视此项工作，，成效明显。"
    result = checked(text, house)
    assert [f.rule for f in result.findings if f.rule[:3] in ("OWN", "PUN")] == [
        "OWN-01",
        "OWN-01",
        "OWN-02",
        "PUN-06",
    ]
    first, _, absent = (f for f in result.findings if f.rule.startswith("OWN"))
    assert first.message == "我县统一写“各乡镇”，不写“十里八乡”"
    assert (absent.level, absent.message) == ("error", "不宜写“领导高度重视”")


def test_own_rules_keep_their_examples(tmp_path: Path) -> None:
    house = folder(tmp_path, wording=OWN)
    for rule in own_rules(house):
        assert "说明：" in (rule.__doc__ or "") and "例外：" in (rule.__doc__ or "")
        assert all(marked(e.text, house, rule.id) for e in rule.bad)
        assert not any(marked(e.text, house, rule.id) for e in rule.good)


def test_kinds_and_dates_of_own_rules(tmp_path: Path) -> None:
    house = folder(tmp_path, wording=OWN)
    text = "领导高度重视此项工作。"
    assert marked(text, house, "OWN-02") == ["领导高度重视"]
    assert marked(text, house, "OWN-02", kind="gwr") == []
    assert marked(text, house, "OWN-02", year=2019) == []
    assert marked(text, house, "OWN-02", year=2026) == []


def test_what_is_exempt_in_own_rules(tmp_path: Path) -> None:
    assert marked("电影《十里八乡》开拍，惠及十里八乡。", folder(tmp_path, wording=OWN), "OWN-01") == [
        "十里八乡"
    ]


def test_own_rules_can_be_selected(tmp_path: Path) -> None:
    own = own_rules(folder(tmp_path, wording=OWN))
    assert [rule.id for rule in selected(["OWN-02", "PUN-06"], own=own)] == ["PUN-06", "OWN-02"]
    assert [rule.id for rule in selected(["OWN"], ["OWN-02"], own=own)] == ["OWN-01"]


def test_settings_switch_rules_and_set_levels(tmp_path: Path) -> None:
    house = folder(tmp_path, settings="rules: {PUN-06: off, LEX-01: on, PUN-02: warning}")
    text = "全面布署，，推进“甲”、“乙”改革。"
    found = {f.rule: f.level for f in checked(text, house).findings}
    assert found["LEX-01"] == "warning" and found["PUN-02"] == "warning"
    assert "PUN-06" not in found


def test_what_cannot_be_told_never_becomes_an_error(tmp_path: Path) -> None:
    house = folder(tmp_path, settings="rules: {PLC-01: error}")
    findings = checked("年度报告模板\n增长XX%。", house).findings
    assert [(f.verdict, f.level) for f in findings if f.rule == "PLC-01"] == [("open", "warning")]


def test_given_rules_run_as_given(tmp_path: Path) -> None:
    house = folder(tmp_path, wording=OWN, settings="rules: {PUN-06: off}")
    rules = selected(["PUN-06"])
    assert [f.rule for f in checked("十里八乡，，成效明显。", house, rules=rules).findings] == ["PUN-06"]


def test_own_names_are_never_marked(tmp_path: Path) -> None:
    text = "布署湾社区和临江(新区）管委会全面布署。"
    rules = selected(["LEX-01", "PUN-01"])
    assert [f.rule for f in checked(text, load_house(tmp_path), rules=rules).findings] == ["LEX-01", "PUN-01"]
    house = folder(tmp_path, names="names: [布署湾社区, 临江(新区）管委会]")
    (left,) = checked(text, house, rules=rules).findings
    assert [text[s.start : s.end + 1] for s in left.spans] == ["布署。"]


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    text = "全年办结86件，，成效明显。"
    assert checked(text, load_house(tmp_path)).findings == checked(text, House()).findings


# --- what goes wrong, and where -----------------------------------------------------------------

ENTRY = {
    "id": "OWN-01",
    "type": "substitution",
    "level": "warning",
    "source": "县政府办公室通知",
    "words": {"十里八乡": "各乡镇"},
    "example_bad": "惠及十里八乡。",
    "example_good": "惠及各乡镇。",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "own1"}, "OWN-01 这样的编号"),
        ({"level": "fatal"}, "不在允许的取值之内"),
        ({"words": {}}, "至少写一项"),
        ({"words": {"乡": "镇"}}, "只有一个字"),
        ({"words": {"各乡镇": "各乡镇"}}, "两边相同"),
        ({"words": {"乡镇": "各乡镇"}}, "请把它写进 except"),
        ({"words": {"十里八乡": ""}}, "应改成什么"),
        ({"patterns": {"十里.*乡": "各乡镇"}}, "不限次数"),
        ({"patterns": {"十里.{3,}乡": "各乡镇"}}, "不限次数"),
        ({"patterns": {"(十里": "各乡镇"}}, "有误"),
        ({"patterns": {"(?:乡)?": "各乡镇"}}, "空文字"),
        ({"patterns": {"乡" * 201: "各乡镇"}}, "太长"),
        ({"valid_from": "去年"}, "这样的日期"),
        ({"valid_from": "2023-01-01", "valid_to": "2022-01-01"}, "晚于"),
        ({"exempt_words": ["甲乙"]}, "请删去或改名"),
        ({"kinds": ["laws"]}, "不在允许的取值之内"),
    ],
)
def test_faults_name_the_file_and_the_entry(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ResourceError) as caught:
        parse_entries({"rules": [ENTRY, {**ENTRY, **change}]}, "用词.yaml")
    assert said in caught.value.what
    assert caught.value.where.startswith("用词.yaml 的 第 2 条")


@pytest.mark.parametrize("raw", [None, [], {"rules": []}, {"rules": "甲"}, {"rules": ["甲"]}])
def test_what_is_no_wording_file_is_refused(raw: Any) -> None:
    with pytest.raises(ResourceError, match=r"用词\.yaml"):
        parse_entries(raw, "用词.yaml")


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"settings": "rules: {PUN-06: maybe}"}, "settings.yaml 的 rules PUN-06"),
        ({"settings": "rule: {PUN-06: off}"}, "settings.yaml 的 rule"),
        ({"names": "names: [甲]"}, "names.yaml 的 names"),
        ({"names": "- 临江新区"}, "names.yaml 的 全文"),
        ({"wording": "rules: ["}, "wording.yaml 第 1 行"),
        ({"wording": "rules: 甲"}, "wording.yaml 的 rules"),
    ],
)
def test_faults_of_a_folder(tmp_path: Path, files: dict[str, str], where: str) -> None:
    with pytest.raises(ResourceError) as caught:
        folder(tmp_path, **files)
    assert where in caught.value.where


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="没有这个文件夹"):
        load_house(tmp_path / "没有")


def test_ids_of_the_package_are_taken(tmp_path: Path) -> None:
    house = folder(tmp_path, wording=OWN.replace("OWN-02", "PUN-06"))
    with pytest.raises(ResourceError, match="PUN-06 是内置规则的"):
        checked("全年办结86件。", house)


def test_settings_of_unknown_rules_are_refused(tmp_path: Path) -> None:
    house = folder(tmp_path, settings="rules: {PUM-06: off}")
    with pytest.raises(ResourceError, match="没有规则“PUM-06”"):
        checked("全年办结86件。", house)
