"""Tables in plain text: lines parted by tabs or aligned by blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cost import little_work
from table_samples import Row, brief, make_table

from reportnlp.datamodel import Cell, Span, Table
from reportnlp.parse.linking import link
from reportnlp.parse.table_heads import read_head, strip_number, unit_note
from reportnlp.parse.tables import find_text_tables, read_tables

TABBED = (
    "附表\n指标\t单位\t绝对数\t增长%\n地区生产总值\t亿元\t88.1\t4.4\n"
    "粮食产量\t万吨\t20.50\t-1.2\n常住人口\t万人\t31\t\n正文接着写。\n"
)
ALIGNED = (
    "表3 主要农产品产量\n"
    "                     产量（吨）    比上年增长（%）\n"
    "\n"
    "　　粮食               1200         3.1\n"
    "　　　其中：夏粮         400          2.0\n"
    "\n"
    "                        - 4 -\n"
    "　　油料               85           -0.5\n"
)


def test_tab_parted_lines_are_a_table() -> None:
    (table,) = find_text_tables(TABBED)
    assert (table.rows, table.columns) == (4, 4)
    assert TABBED[table.span.start : table.span.end].startswith("指标\t单位")
    _, found = read_tables(TABBED, (table,), "tjgb", 2023)
    assert brief(list(found)) == [
        ("地区生产总值", Decimal("8810000000.0"), "元", "money", "2023"),
        ("地区生产总值", Decimal("4.4"), "%", "growth", "2023"),
        ("粮食产量", Decimal("205000.00"), "吨", "measure", "2023"),
        ("粮食产量", Decimal("-1.2"), "%", "growth", "2023"),
        ("常住人口", Decimal(310000), "人", "count", "2023"),
    ]


def test_aligned_columns_are_a_table_across_a_page_break() -> None:
    (table,) = find_text_tables(ALIGNED)
    assert (table.rows, table.columns) == (4, 3)
    (read,), found = read_tables(ALIGNED, (table,), "tjgb", 2023)
    assert read.caption == "表3 主要农产品产量"
    assert [(f.subject, str(f.quantity.number), f.kind) for f in found] == [
        ("粮食 产量", "1200", "measure"), ("粮食 产量", "3.1", "growth"),
        ("夏粮 产量", "400", "measure"), ("夏粮 产量", "2.0", "growth"),
        ("油料 产量", "85", "measure"), ("油料 产量", "-0.5", "growth"),
    ]  # fmt: skip
    assert [link(f.subject, f.quantity.unit, f.kind, "tjgb") for f in found[::2]] == [
        "grain",
        "summer_grain",
        "oil",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一段话。\n又一段话，共3件。\n",
        "甲  乙  丙\n子  丑  寅\n辰  巳  午\n",  # no numbers
        "甲  1\n乙  2\n",  # two lines only
        "全年办结案件。  3件\n全年受理案件。  4件\n全年调解案件。  5件\n",  # prose
    ],
)
def test_text_that_is_no_table(text: str) -> None:
    assert find_text_tables(text) == ()


def test_two_tables_one_after_the_other_stay_two() -> None:
    one = "项目  2022年\n甲  1\n乙  2\n丙  3\n"
    two = "项目  2023年\n甲  4\n乙  5\n丙  6\n"
    tables = find_text_tables(one + "\n" + two)
    assert [t.rows for t in tables] == [4, 4]


def test_hostile_tables_cost_little() -> None:
    texts = ["\t" * 100_000, " " * 100_000, ("1\t" * 40 + "\n") * 200, "1  2\n" * 5000, "增" * 100_000]
    with little_work():
        for text in texts:
            read_tables(text, find_text_tables(text), "tjgb", 2023)
        for words in ("上年同比", "数值", "完成数", "共计", "（", "单位", "1,", "#", "其中", "（一）"):
            read_head(words * 30_000)
            strip_number(words * 30_000)
            unit_note(words * 30_000)


def test_heads_without_end_and_cells_without_bounds_cost_little() -> None:
    heads: list[Row] = [[f"项{i}", "完成"] for i in range(1000)]
    body: list[Row] = [["项1", "良好"]] * 1000
    text, table = make_table([*heads, ["末", "1"], *body])
    cells = (Cell(0, 0, "1", Span(0, 1), 10_000, 10_000),) * 50
    with little_work():
        read_tables(text, (table,), "tjgb", 2023)
        read_tables("1", (Table(Span(0, 1), cells, 500, 200),), "tjgb", 2023)
        read_tables("1", (Table(Span(0, 1), cells, 10_000, 10_000),), "tjgb", 2023)
