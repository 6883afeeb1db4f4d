"""What spreadsheets see: CSV and workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from surface_samples import HOSTILE, hostile, sample, written

from reportnlp.datamodel import Cell, Period, Report, Span, Table
from reportnlp.render import words
from reportnlp.render.grids import cell_number
from reportnlp.render.page import page
from reportnlp.render.tabular import SHEET_COLUMNS, harmless


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-乙", "'-乙"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("-2+3", "'-2+3"),
        ("-3.2", "-3.2"),
        ("+8.5%", "+8.5%"),
        ("+1.9个百分点", "+1.9个百分点"),
        ("-3件+A1", "'-3件+A1"),
        ("受理=办结", "受理=办结"),
        (-3.2, -3.2),
        (None, None),
    ],
)
def test_cells_are_harmless(cell: object, shown: object) -> None:
    assert harmless(cell) == shown


def csv_rows(*reports: Report) -> list[dict[str, str]]:
    content = written("csv", *reports)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_a_spreadsheet() -> None:
    rows = csv_rows(sample("甲.txt"), sample("乙.txt"))
    assert len(rows) == 14 and list(rows[0]) == list(SHEET_COLUMNS.values())
    assert list(rows[0].values())[:6] == ["受理行政复议案件", "36件", "36件", "36", "", "件"]
    assert rows[4]["主体"] == "'=举办培训" and rows[4]["数值"] == "-3.2"
    assert {row["来源文件"] for row in rows} == {"甲.txt", "乙.txt"}


def test_sheets_speak_chinese_and_keep_codes_apart() -> None:
    report = sample()
    linked = replace(report.indicators[0], concept="fy_shouli", period=Period("2023-33"))
    row = csv_rows(replace(report, indicators=(linked,)))[0]
    assert (row["指标概念"], row["概念编号"]) == ("行政复议受理件数", "fy_shouli")
    assert (row["时期"], row["性质"], row["章节功能"]) == ("2023年一季度", "实际", "工作成效")
    assert list(row)[-2:] == ["起", "止"]
    assert "概念：行政复议受理件数" in page(replace(report, indicators=(linked,)))


def test_standard_input_has_a_name_in_sheets() -> None:
    assert csv_rows(sample("-"))[0]["来源文件"] == "标准输入"


def test_the_workbook_has_its_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", sample(), hostile())))
    assert book.sheetnames == ["指标", "章节", "名称", "表格", "报告"]
    lists = [book[name] for name in ("指标", "章节", "名称", "报告")]
    assert [sheet.max_row - 1 for sheet in lists] == [8, 4, 2, 2]
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in lists)
    figures = book["指标"]
    assert [figures.cell(6, c).value for c in (1, 2, 4, 6, 10)] == ["=举办培训", "-3.2%", -3.2, "%", "基数"]
    assert figures.cell(8, 4).value == 320_000_000 and figures.cell(8, 4).number_format == "#,##0"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_sections_of_the_workbook_count_what_is_below_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", sample())))["章节"]
    heads = [cell.value for cell in sheet[1]]
    counts = [row[heads.index("指标数")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    inside = words.figures_inside(sample())
    assert counts == [inside[0], inside[1], inside[2]] == [6, 0, 1]


def test_tables_of_the_workbook_are_laid_out_as_they_stand() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", sample("甲.txt"), hostile(), sample("乙.txt"))))
    rows = list(book["表格"].iter_rows(values_only=True))
    assert rows[0][0] == "表一（甲.txt）"
    assert rows[1:4] == [("项目", "件数"), ("应诉", 18), (None, None)]
    assert rows[4][0].startswith("表 1") and rows[5][0] == HOSTILE
    assert book["表格"]["A2"].font.b and not book["表格"]["B3"].font.b
    none = openpyxl.load_workbook(io.BytesIO(written("xlsx", Report("甲"))))["表格"]
    assert none["A1"].value == "报告里没有表格。"


def test_impossible_tables_stay_within_the_sheet() -> None:
    far = (Cell(0, 0, "甲", Span(0, 0), 10**9, 10**9), Cell(10**9, 10**9, "乙", Span(0, 0)))
    content = written("xlsx", Report("", tables=(Table(Span(0, 0), far, 10**9, 10**9),)))
    assert openpyxl.load_workbook(io.BytesIO(content))["表格"]["A2"].value == "甲"


@pytest.mark.parametrize(
    ("text", "number", "shape"),
    [
        ("18", 18, "0"),
        ("1,268", 1268, "#,##0"),
        ("8.50%", 0.085, "0.00%"),
        ("-0.3", -0.3, "0.0"),
        ("１２．５", 12.5, "0.0"),
        ("0", 0, "0"),
        ("0371", None, ""),
        ("1234567890123456", None, ""),
        ("3—5", None, ""),
        ("", None, ""),
    ],
)
def test_cells_are_numbers_where_they_look_like_one(text: str, number: float | None, shape: str) -> None:
    assert cell_number(text) == (number, shape)
