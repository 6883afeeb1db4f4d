"""Statutory tables that are missing or have blank cells: STR-02 on a Word document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportnlp import parse
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Finding, Report

FILE = Path(__file__).parents[1] / "corpora" / "xxgk_wangxiu_2023.docx"


@pytest.fixture(scope="module")
def report() -> Report:
    return parse(str(FILE))


def found(report: Report) -> list[Finding]:
    return list(check(report, rules=selected(["STR-02"])).findings)


def blanked(report: Report, table: str, *places: tuple[int, int]) -> Report:
    """The report with cells of one of its statutory tables emptied."""
    tables = []
    for each in report.tables:
        cells = tuple(
            replace(c, text="") if each.statutory == table and (c.row, c.column) in places else c
            for c in each.cells
        )
        tables.append(replace(each, cells=cells))
    return replace(report, tables=tuple(tables))


def test_a_table_filled_in_is_left_alone(report: Report) -> None:
    assert found(report) == []


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("xxgk-requests", 5, 4),
        ("xxgk-requests", -1, -1),
        ("xxgk-litigation", -1, 3),
        ("xxgk-disclosure", 2, 2),
    ],
)
def test_a_blank_cell_is_marked(report: Report, table: str, row: int, column: int) -> None:
    form = next(t for t in report.tables if t.statutory == table)
    changed = blanked(report, table, (row % form.rows, column % form.columns))
    (finding,) = found(changed)
    assert finding.spans == (form.span,) and "1 个空格" in finding.message


def test_all_blank_cells_make_one_finding(report: Report) -> None:
    changed = blanked(blanked(report, "xxgk-requests", (5, 4), (6, 4)), "xxgk-disclosure", (2, 2))
    (finding,) = found(changed)
    assert len(finding.spans) == 2 and "3 个空格" in finding.message


def test_a_head_may_be_blank(report: Report) -> None:
    assert found(blanked(report, "xxgk-requests", (0, 0), (1, 3))) == []


def test_a_table_that_is_nowhere_may_be_a_picture(report: Report) -> None:
    whole = report.text
    for word in ("自然人", "本年新收", "制发件数", "处理决定数量", "结果维持", "未经复议"):
        whole = whole.replace(word, "一" * len(word))
    findings = found(replace(report, text=whole, tables=()))
    assert {(f.verdict, f.reason) for f in findings} == {("open", "scope")} and len(findings) == 3
