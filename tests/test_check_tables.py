"""Tables with merged heads, as the readers of .docx and .pdf hand them over, under the eyes of ARI-15."""

from __future__ import annotations

from table_samples import Row, make_table

from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import CheckResult, Meta, Report
from reportnlp.parse.tables import read_tables


def checked(rows: list[Row], before: str = "") -> CheckResult:
    text, table = make_table(rows, before=before)
    tables, figures = read_tables(text, (table,), "other", 2023)
    report = Report(text, Meta(kind="other", year=2023), (), figures, tables)
    return check(report, rules=selected(["ARI-15"]))


def marked(result: CheckResult) -> list[str]:
    return [result.report.quote(f.spans[0]) for f in result.findings]


def spending(**changed: str) -> list[Row]:
    """Three levels of heads: the total of all, a group with its own total, two numbers each."""
    values = {
        "all": "16.85",
        "abroad": "2.00",
        "cars": "12.00",
        "buy": "9.00",
        "run": "3.00",
        "guests": "2.85",
    } | changed
    done = ["14.39", "1.50", "12.50", "9.40", "3.10", "0.39"]
    pairs = [cell for value, other in zip(values.values(), done, strict=True) for cell in (value, other)]
    return [
        [("合计", 2, 2), ("因公出国费", 2, 2), ("公务用车费", 1, 6), ("公务接待费", 2, 2)],
        [("小计", 1, 2), ("购置费", 1, 2), ("运行费", 1, 2)],
        ["预算数", "决算数"] * 6,
        pairs,
    ]


def test_a_total_adds_up_the_totals_of_groups() -> None:
    result = checked(spending(), before="经费表 单位：万元\n")
    assert marked(result) == []
    assert result.tallies["ARI-15"].passed == 4


def test_a_wrong_part_breaks_the_total_of_its_group() -> None:
    result = checked(spending(run="3.10"), before="经费表 单位：万元\n")
    assert marked(result) == ["12.00"]
    assert "购置费" in result.findings[0].message


def test_a_wrong_total_of_a_group_breaks_both_totals_and_is_told_once() -> None:
    result = checked(spending(cars="12.10"), before="经费表 单位：万元\n")
    assert marked(result) == ["12.10"]
    assert len(result.findings[0].related) == 1


def by_place(wrong: int = 0) -> list[Row]:
    rows: list[Row] = [["类别", "单位名称", "合计", "男", "女"]]
    for group, places in (("街道", [(8, 5), (9, 4)]), ("乡镇", [(7, 7), (6, 3)])):
        first = True
        for i, (men, women) in enumerate(places):
            name = f"{group}{'甲乙'[i]}"
            counts = [str(men + women), str(men), str(women)]
            rows.append([(group, 3, 1), name, *counts] if first else [name, *counts])
            first = False
        men, women = (sum(p[k] for p in places) for k in (0, 1))
        rows.append(["小计", str(men + women + wrong), str(men), str(women)])
    rows.append([("合计", 1, 2), "49", "30", "19"])
    return rows


def test_subtotals_of_groups_and_the_total_of_all() -> None:
    result = checked(by_place(), before="人员表（单位：人）\n")
    assert marked(result) == []
    assert result.tallies["ARI-15"].passed == 3 * 3 + 7


def test_a_table_that_lost_its_rows_is_told_once() -> None:
    rows: list[Row] = [["单位名称", "立案", "结案", "移送", "罚款"]]
    rows += [
        [f"{name}局", str(12 + i), str(9 + i), str(i + 2), str(40 + i)] for i, name in enumerate("甲乙丙丁")
    ]
    total: Row = ["合计", "131", "107", "44", "395"]
    result = checked([*rows, total], before="执法表（单位：件）\n")
    assert [(f.verdict, f.reason) for f in result.findings] == [("open", "linking")]
    assert "没有读全" in result.findings[0].message


def test_the_evidence_names_all_figures() -> None:
    result = checked(by_place(wrong=1), before="人员表（单位：人）\n")
    evidence = result.findings[0].evidence
    assert evidence is not None and evidence.computed is not None and len(evidence.members) >= 3
