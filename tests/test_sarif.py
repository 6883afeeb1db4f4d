"""SARIF: what is written is as the standard has it, and says where everything stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from finding_samples import FINDINGS, hostile_result, result, settled_result, written
from sarif_shape import Log
from surface_samples import TEXT

from reportnlp import check, parse_text
from reportnlp.datamodel import CheckResult
from reportnlp.render.artifacts import uri_of

REAL = check(
    parse_text(
        "临江县2023年法治政府建设年度报告\r\n一、做法\r\n全年群众满意率达102.5%。\r\n", "/a b/年报.txt"
    )
)


def run_of(*results: CheckResult) -> dict[str, Any]:
    log = json.loads(written("sarif", *results))
    Log.model_validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_every_log_has_the_shape_of_the_standard() -> None:
    for results in (
        [result()],
        [settled_result()],
        [hostile_result()],
        [REAL],
        [result(), REAL],
        [REAL, REAL],
        [],
    ):
        run_of(*results)


def test_verdicts_are_kinds_and_only_failures_have_a_level() -> None:
    run = run_of(result())
    said = [(r["ruleId"], r["kind"], r["level"]) for r in run["results"]]
    assert said == [
        ("STR-01", "fail", "warning"),
        ("ARI-03", "fail", "error"),
        ("ARI-03", "open", "none"),
        ("PUN-01", "fail", "note"),
        ("ARI-10", "fail", "error"),
        ("ORD-01", "pass", "none"),
    ]
    assert run["results"][2]["properties"]["reason"] == "rounding"


def test_regions_count_lines_columns_and_characters() -> None:
    found = next(r for r in run_of(result())["results"] if r["ruleId"] == "ARI-03")
    place = found["locations"][0]
    region = place["physicalLocation"]["region"]
    at = TEXT.index("8.50%")
    assert (region["charOffset"], region["charLength"]) == (at, 5)
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"] == "8.50%"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "一、主要做法"


def test_carriage_returns_count_as_they_stand() -> None:
    region = run_of(REAL)["results"]
    found = next(r for r in region if r["ruleId"] == "ARI-10")["locations"][0]["physicalLocation"]["region"]
    lines = REAL.report.text.split("\r\n")
    assert lines[found["startLine"] - 1][found["startColumn"] - 1 : found["endColumn"] - 1] == "102.5%"
    assert REAL.report.text[found["charOffset"] :].startswith("102.5%")


def test_further_places_are_related_those_of_an_earlier_report_in_that_file() -> None:
    found = next(r for r in run_of(result())["results"] if r["ruleId"] == "ARI-03")
    related = found["relatedLocations"]
    assert [place["id"] for place in related] == [1, 2, 3]
    assert related[2]["physicalLocation"]["artifactLocation"]["uri"] == "%E6%97%A7%20%E6%8A%A5%E5%91%8A.docx"
    assert related[2]["message"]["text"] == "受理：40件"


def test_what_is_settled_is_marked_and_kept() -> None:
    results = run_of(settled_result())["results"]
    assert [r["baselineState"] for r in results] == ["new", "new", "unchanged"]
    assert results[1]["suppressions"][0]["justification"] == "已核实"
    assert "suppressions" not in results[0]
    assert not [r for r in results if r["kind"] == "pass"]


def test_rules_carry_their_pages() -> None:
    rules = {rule["id"]: rule for rule in run_of(REAL)["tool"]["driver"]["rules"]}
    assert set(rules) == set(REAL.tallies)
    page = rules["ARI-10"]
    assert page["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert "例外：" in page["help"]["text"] and "依据：" in page["help"]["text"]


def test_fingerprints_and_coverage_are_there() -> None:
    run = run_of(result())
    assert run["results"][0]["partialFingerprints"] == {"reportnlp/v1": "f0"}
    assert run["artifacts"][0]["properties"]["tallies"]["ARI-03"] == {
        "passed": 3,
        "failed": 1,
        "open": 1,
        "weak": 1,
    }
    assert run["artifacts"][0]["hashes"] == {"sha-256": "ab" * 32}
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert notes[0]["message"]["text"] == "一条说明"


def test_two_reports_have_an_artifact_each() -> None:
    run = run_of(result(), replace(result(*FINDINGS[:1], source="乙.txt")))
    files = [r["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for r in run["results"]]
    assert set(files) == {0, 1} and files == sorted(files)


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("年报.docx", "%E5%B9%B4%E6%8A%A5.docx"),
        ("下/a b.txt", "%E4%B8%8B/a%20b.txt"),
        ("/tmp/a.txt", "file:///tmp/a.txt"),
        ("C:\\报告\\a.docx", "file:///C:/%E6%8A%A5%E5%91%8A/a.docx"),
        ("甲\\a.docx", "%E7%94%B2/a.docx"),
        ("a:b.txt", "./a%3Ab.txt"),
        ("-", "stdin"),
        ("", "stdin"),
    ],
)
def test_addresses(source: str, uri: str) -> None:
    assert uri_of(source) == uri
