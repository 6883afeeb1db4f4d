"""The tables of cases of the comparison: `cases/compare/*.yaml`, reports in our own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportnlp import parse_text
from reportnlp.compare import compare
from reportnlp.datamodel import Comparison, Report

FOLDER = Path(__file__).parent / "cases" / "compare"
TITLES = {"gwr": "临江县{}年政府工作报告", "fazhi": "临江县{}年法治政府建设年度报告"}


def rows(name: str) -> list[Any]:
    loaded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["name"]) for row in loaded]


def report(text: str, year: int, kind: str = "gwr") -> Report:
    parsed = parse_text(TITLES[kind].format(year) + "\n" + text.replace("\\n", "\n"))
    return replace(parsed, meta=replace(parsed.meta, kind=kind, year=year))


def compared(row: dict[str, Any]) -> Comparison:
    kind = row.get("kind", "gwr")
    return compare(report(row["old"], 2023, kind), report(row["new"], 2024, kind))


def figures(comparison: Comparison, old: int, new: int) -> list[str]:
    return [comparison.old.indicators[old].text, comparison.new.indicators[new].text]


@pytest.mark.parametrize("row", rows("pairs"))
def test_pairs(row: dict[str, Any]) -> None:
    found = compared(row)
    pairs = [[*figures(found, c.old, c.new), c.relation] for c in found.changes]
    assert sorted(pairs) == sorted(row["pairs"])
    assert [figures(found, c.old, c.new) for c in found.undecided] == row.get("undecided", [])


@pytest.mark.parametrize("row", rows("claims"))
def test_claims(row: dict[str, Any]) -> None:
    found = compared(row)
    for figure, wanted in row["claims"].items():
        verdict, reason = wanted if isinstance(wanted, list) else (wanted, None)
        claim = next(c for c in found.claims if found.new.indicators[c.figure].text == figure)
        assert (claim.verdict, claim.reason) == (verdict, reason), claim
        assert claim.why or verdict != "cannot_tell"
        if claim.level is not None and claim.base is not None and claim.formula:
            assert claim.implied is not None and claim.stated is not None
            assert claim.implied.meets(claim.stated) == (verdict == "consistent") or reason == "price-base"
    assert len(found.claims) == len(row["claims"])


@pytest.mark.parametrize("row", rows("targets"))
def test_targets(row: dict[str, Any]) -> None:
    base = row.get("base", "成绩来之不易")
    old = f"一、2022年工作回顾\n{base}。\n二、2023年工作安排\n今年的主要预期目标是：{row['target']}。"
    found = compare(
        report(old, 2023),
        report(f"一、2023年工作回顾\n{row['result']}。\n二、2024年工作安排\n继续努力。", 2024),
    )
    told: dict[str, Any] = {}
    for target in found.targets:
        text = found.old.indicators[target.target].text
        outcome = None if target.outcome is None else found.new.indicators[target.outcome].text
        told[text] = [target.fulfilment, outcome] if outcome else target.fulfilment
    assert told == row["targets"]
