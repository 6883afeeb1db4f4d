"""What was decided upon or known before is marked, not dropped: suppressions and baseline."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from finding_samples import FINDINGS, result, written

from reportnlp.check.baseline import Baseline, read_baseline
from reportnlp.check.near_ids import near_ids
from reportnlp.check.suppressions import Suppressions, read_suppressions, sidecar
from reportnlp.errors import ReadError, ResourceError

TODAY = date(2026, 11, 24)
KNOWN = ("ARI-03", "ARI-10", "ORD-01", "STR-01")


def listed(tmp_path: Path, text: str) -> Suppressions:
    file = tmp_path / "忽略.yaml"
    file.write_text(text, encoding="utf-8")
    return read_suppressions(file, TODAY)


def entry(rule: str, text: str, more: str = "") -> str:
    return f"- rule: {rule}\n  text: {text}\n  reason: 已经核实\n{more}"


@pytest.mark.parametrize(
    ("rule", "text", "marked"),
    [
        ("ARI-03", "纠错率8.50%", [1, 2]),  # the words of the sentence
        ("ARI-03", "审结12万余份材料，纠错率 8.50%", [1, 2]),  # blanks do not count
        ("ARI-03", "力争投入超3.2亿元", [1]),  # a further place of the finding
        ("STR-01", "存在问题", [0]),  # no place: the message
        ("ARI-10", "纠错率8.50%", []),  # another rule
        ("ARI-03", "没有这句话", []),
    ],
)
def test_an_entry_marks_the_findings_that_its_words_stand_beside(
    tmp_path: Path, rule: str, text: str, marked: list[int]
) -> None:
    shown = listed(tmp_path, entry(rule, text)).apply(result())
    assert [n for n, f in enumerate(shown.findings) if f.suppression == "已经核实"] == marked
    assert len(shown.findings) == len(FINDINGS)


def test_an_entry_holds_until_its_last_day(tmp_path: Path) -> None:
    for day, holds in (("2026-11-23", False), ("2026-11-24", True), ("'2026-12-01'", True)):
        found = listed(tmp_path, entry("ARI-10", "应诉 18", f"  expires: {day}\n"))
        assert any(f.suppression for f in found.apply(result()).findings) == holds
        assert bool(found.leftovers(KNOWN)) != holds


def test_what_expired_met_nothing_or_names_no_rule_is_said(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        entry("ARI-10", "应诉 18", "  expires: 2025-01-31\n")
        + entry("ARI-03", "没有这句话")
        + entry("ari3", "没有这句话")
        + entry("NAM-77", "没有这句话")
        + entry("ARI-03", "纠错率")
        + entry("LEX-01", "这条规则这次没有用"),
    )
    found.apply(result())
    assert found.leftovers((*KNOWN, "LEX-01")) == [
        "忽略.yaml 第 1 条（ARI-10，“应诉 18”）已于 2025-01-31 到期，不再起作用",
        "忽略.yaml 第 2 条（ARI-03，“没有这句话”）没有对上任何问题，可以删去",
        "忽略.yaml 第 3 条（ari3，“没有这句话”）写的规则不存在，是不是 ARI-03？",
        "忽略.yaml 第 4 条（NAM-77，“没有这句话”）写的规则不存在",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- rule: ARI-03\n  text: 成功率\n", "第 1 条的 reason：忽略清单有误：缺少这一项"),
        (entry("ARI-03", "成功率") + entry("ARI-03", "率"), "第 2 条的 text：忽略清单有误：太短"),
        (
            entry("ARI-03", "成功率", "  until: 2025-01-01\n"),
            "没有这一项（只能写 rule、text、reason、expires）",
        ),
        (entry("ARI-03", "成功率", "  expires: 明年\n"), "应为 2025-12-31 这样的日期"),
        (entry("ARI-03", "12345"), "应为文字"),
        ("rule: ARI-03\n", "应为列表"),
        ("- ARI-03\n", "应为一组“名称: 值”"),
        ("- rule: [\n", "写法有误"),
        ("- &a rule: x\n- *a\n", "用了 * 引用"),
    ],
)
def test_a_wrong_list_says_where_and_how(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ResourceError) as caught:
        listed(tmp_path, text)
    assert message in str(caught.value)


def test_an_empty_list_and_one_from_windows(tmp_path: Path) -> None:
    assert listed(tmp_path, "").entries == ()
    file = tmp_path / "忽略.yaml"
    file.write_bytes(entry("ARI-03", "纠错率").replace("\n", "\r\n").encode("gb18030"))
    assert read_suppressions(file, TODAY).entries[0].reason == "已经核实"
    with pytest.raises(ResourceError):
        read_suppressions(tmp_path / "无.yaml", TODAY)


def test_the_list_beside_a_report(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    assert sidecar(str(report)) is None and sidecar("-") is None
    beside = tmp_path / "报告.docx.reportnlp-ignore.yaml"
    beside.write_text("", encoding="utf-8")
    assert sidecar(str(report)) == beside


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ari3", ["ARI-03"]),
        ("ARI 10", ["ARI-10"]),
        ("ORD-1", ["ORD-01"]),
        ("XX", []),
        ("ARI-30", ["ARI-03", "ARI-10"]),
    ],
)
def test_ids_that_were_probably_meant(written: str, meant: list[str]) -> None:
    assert sorted(near_ids(written, KNOWN)) == meant


def test_known_findings_are_counted_one_by_one() -> None:
    twice = result(FINDINGS[1], FINDINGS[1], FINDINGS[2])
    known = Baseline(Counter({"f1": 1, "f9": 2}))
    assert [f.baseline for f in known.mark(twice).findings] == ["unchanged", "new", "new"]
    assert known.gone == 2


def test_a_result_is_its_own_baseline(tmp_path: Path) -> None:
    file = tmp_path / "上次.json"
    file.write_bytes(written("json", result(), result(FINDINGS[0])))
    known = read_baseline(file)
    assert {f.baseline for f in known.mark(result()).findings} == {"unchanged"}
    assert known.gone == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "原文",
        '{"schema": "reportnlp-report/1"}',
        '{"schema": "reportnlp-check/1"}',
        "[" * 99_999,
    ],
)
def test_a_file_that_is_no_result_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "上次.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_baseline(file)
    assert "reportnlp check -f json" in str(caught.value)
    with pytest.raises(ReadError):
        read_baseline(tmp_path / "无.json")


def test_marks_survive_the_files(tmp_path: Path) -> None:
    marked = result(replace(FINDINGS[1], suppression="已核实", baseline="new"))
    found = json.loads(written("json", marked))["reports"][0]["findings"][0]
    assert (found["suppression"], found["baseline"]) == ("已核实", "new")
