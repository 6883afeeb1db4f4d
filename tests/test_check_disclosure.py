"""The relations of the statutory tables of 政府信息公开年报, on forms filled in by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from table_samples import Row, disclosure_rows, litigation_rows, make_table, request_rows

from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Finding, Meta, Report
from reportnlp.parse.tables import read_tables

Lines = list[list[int]]
HEADS = 3


def lines() -> Lines:
    """The numbers of a form that is right, by row and applicant."""
    rows = [[0] * 6 for _ in range(25)]
    for row, column, number in (
        (2, 0, 14), (2, 1, 3), (3, 0, 6), (4, 0, 2), (9, 0, 1), (12, 0, 8), (12, 4, 1), (13, 0, 2), (15, 0, 1), (20, 1, 1),
    ):  # fmt: skip
        rows[row][column] = number
    totals = [sum(row[column] for row in rows[2:23]) for column in range(6)]
    rows[23], rows[24] = totals, [3, 0, 0, 0, 0, 0]
    rows[1] = [2, 0, 0, 0, 0, 0]
    rows[0] = [t + c - j for t, c, j in zip(rows[23], rows[24], rows[1], strict=True)]
    return [[*row, sum(row)] for row in rows]


def form(numbers: Lines, blank: tuple[int, int] | None = None) -> list[Row]:
    rows = request_rows()
    out = rows[:HEADS]
    for index, (row, values) in enumerate(zip(rows[HEADS:], numbers, strict=True)):
        cells: Row = ["" if blank == (index, c) else str(v) for c, v in enumerate(values)]
        out.append([*row[:-7], *cells])
    return out


def report(*tables: list[Row], before: str = "", year: int = 2023, source: str = "") -> Report:
    text, made = before, []
    for rows in tables:
        text, table = make_table(rows, before=text)
        made.append(table)
    read, figures = read_tables(text, tuple(made), "xxgk", year)
    return Report(text, Meta(kind="xxgk", year=year, source=source), (), figures, read)


def found(checked: Report, *previous: Report) -> list[Finding]:
    return list(check(checked, previous=previous, rules=selected(["ARI-16"])).findings)


def test_a_form_that_is_right_passes_all_its_relations() -> None:
    checked = report(form(lines()))
    result = check(checked, rules=selected(["ARI-16"]))
    assert result.findings == ()
    assert result.tallies["ARI-16"].passed == 7 + 7 + 25


CELLS = [(row, column) for row in range(25) for column in (0, 1, 6)]


@pytest.mark.parametrize(("row", "column"), CELLS)
def test_one_more_in_any_cell_is_one_finding_that_points_at_it(row: int, column: int) -> None:
    numbers = lines()
    numbers[row][column] += 1
    checked = report(form(numbers))
    (finding,) = found(checked)
    assert finding.verdict == "fail" and finding.level == "error"
    assert checked.quote(finding.spans[0]) == str(numbers[row][column])
    wrong = next(i for i in checked.indicators if i.span == finding.spans[0])
    assert wrong.subject.startswith(("自然人", "商业企业")) == (column < 6)


def test_swapped_digits_are_seen() -> None:
    numbers = lines()
    numbers[2][0], numbers[2][6] = 41, 17
    (finding,) = found(report(form(numbers)))
    assert "14" in finding.message or "41" in finding.message or finding.related


def test_a_blank_cell_may_be_nought_or_not() -> None:
    assert found(report(form(lines(), blank=(5, 0)))) == []
    assert found(report(form(lines(), blank=(0, 6)))) == []
    # However much a blank part holds, the others are already too much.
    numbers = lines()
    numbers[23][6] -= 9
    (finding,) = found(report(form(numbers, blank=(5, 6))))
    assert finding.verdict == "fail"


def test_a_form_that_was_misread_is_told_once() -> None:
    numbers = lines()
    for row in numbers:
        row[:7] = [*row[1:6], row[0], row[6] + 1]
    (finding,) = found(report(form(numbers)))
    assert (finding.verdict, finding.reason) == ("open", "linking")


def test_the_outcomes_of_litigation() -> None:
    rows = litigation_rows()
    rows[3] = ["1", "2", "0", "1", "4", *["0"] * 5, "2", "0", "1", "0", "3"]
    assert found(report(rows)) == []
    rows[3][4] = "5"
    (finding,) = found(report(rows))
    assert "行政复议" in finding.message


def test_what_the_year_before_hands_on() -> None:
    before = report(disclosure_rows(), form(lines()), year=2022, source="last.docx")
    numbers = lines()
    numbers[1][0] = numbers[1][6] = 3
    numbers[0][0] -= 1
    numbers[0][6] -= 1
    rows = disclosure_rows()
    rows[3] = ["行政规范性文件", "3", "1", "14"]
    assert found(report(rows, form(numbers)), before) == []
    rows[3][3] = "15"
    numbers = lines()
    told = found(report(rows, form(numbers)), before)
    assert [(f.verdict, f.reason) for f in told] == [("open", "scope"), ("open", "scope")]
    assert "14 件" in told[0].message and "上年结转" in told[1].message
    assert found(report(rows, form(numbers)), replace(before, meta=replace(before.meta, year=2021))) == []


def test_forms_of_two_offices_in_one_report() -> None:
    assert found(report(form(lines()), form(lines()))) == []
    wrong = lines()
    wrong[0][6] += 1
    (finding,) = found(report(form(lines()), form(wrong)))
    assert finding.verdict == "fail"
