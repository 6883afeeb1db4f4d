"""The names of rows: parts of a whole take its name along where their own says too little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from table_samples import Row, make_table

from reportnlp.datamodel import Span
from reportnlp.parse.table_heads import caption_measure
from reportnlp.parse.tables import read_tables


def subjects(rows: list[Row], before: str = "") -> list[str]:
    text, table = make_table(rows, before)
    _, found = read_tables(text, (table,), "tjgb", 2023)
    return [figure.subject for figure in found]


def named(*names: str, values: tuple[str, ...], head: str = "年末数（人）") -> list[str]:
    rows: list[Row] = [["指标", head], *([name, value] for name, value in zip(names, values, strict=True))]
    return subjects(rows)


def test_a_marked_row_takes_the_name_of_its_whole() -> None:
    assert named("全县总户籍人口", "#城镇", values=("900", "350")) == ["全县总户籍人口", "户籍人口 城镇"]
    assert named("户籍人口", "其中：女性", values=("900", "440")) == ["户籍人口", "户籍人口 女性"]


def test_rows_that_follow_a_mark_belong_to_the_whole_as_far_as_they_add_up() -> None:
    names = ("户籍人口", "#城镇", "乡村", "#男性", "女性", "家庭户")
    found = named(*names, values=("900", "350", "550", "460", "440", "310"))
    assert found == ["户籍人口", *(f"户籍人口 {name}" for name in ("城镇", "乡村", "男性", "女性")), "家庭户"]
    # They do not add up, so that nothing tells where the parts end.
    assert named("户籍人口", "#城镇", "流动人口", values=("900", "350", "120"))[2] == "流动人口"


def test_indented_rows_belong_to_the_row_above_that_stands_further_to_the_left() -> None:
    names = ("从业人员", "　#农业", "　 工业", "　　　#采矿", "　　　 制造", "　 其他", "登记户")
    found = named(*names, values=("900", "300", "400", "90", "310", "200", "70"))
    assert found == [
        "从业人员", "从业人员 农业", "从业人员 工业", "工业 采矿", "工业 制造", "从业人员 其他", "登记户",
    ]  # fmt: skip


def test_an_unmarked_row_is_no_part_of_a_smaller_one() -> None:
    assert named("户籍人口", "　常住人口", values=("900", "1200"))[1] == "常住人口"


def test_an_average_may_be_larger_than_that_of_the_whole() -> None:
    assert named("居民人均支出水平", "#城镇", values=("20", "31"), head="金额（元）")[1].startswith("城镇")
    assert "居民人均支出水平" in named("居民人均支出水平", "#城镇", values=("20", "31"), head="数值（元）")[1]


def test_a_numbered_whole_ends_at_the_next_number() -> None:
    rows: list[Row] = [
        ["类别", "比上年增长（%）"], ["1.食品", "0.4"], ["其中：粮", "1.2"], ["鲜菜", "-3.1"], ["2.衣着", "0.6"],
    ]  # fmt: skip
    assert subjects(rows) == ["食品", "食品 粮", "食品 鲜菜", "衣着"]


def test_a_second_mark_does_not_make_the_row_before_it_a_whole() -> None:
    rows: list[Row] = [
        ["指标", "金额（万元）"], ["出口", "90"], ["其中：一般贸易", "40"], ["加工贸易", "30"],
        ["其中：机电产品", "25"], ["进口", "80"], ["其中：一般贸易", "35"], ["加工贸易", "20"],
        ["其中：机电产品", "15"],
    ]  # fmt: skip
    assert [s for s in subjects(rows) if "机电" in s] == ["出口 机电产品 金额", "进口 机电产品 金额"]


@pytest.mark.parametrize(
    ("part", "column", "subject"),
    [
        ("#住户存款余额", "绝对数（亿元）", "住户存款余额"),  # says itself what it measures
        ("#定期", "绝对数（亿元）", "定期 存款余额"),
        ("#定期", "比重（%）", "定期 存款余额 比重"),
        ("#定期", "新增额（亿元）", "定期 新增额"),  # the column says it
        ("#外币存款余额（折合）", "绝对数（亿元）", "外币存款余额（折合）"),
    ],
)
def test_the_whole_is_named_only_where_nothing_else_says_what_is_counted(
    part: str, column: str, subject: str
) -> None:
    assert subjects([["指标", column], ["存款余额", "90"], [part, "35"]])[1] == subject


def test_a_caption_names_what_a_table_of_growth_rates_measures() -> None:
    rows: list[Row] = [
        ["指标", "单位", "比上年增长"], ["总计", "%", "3.1"], ["#采矿业", "%", "-4.0"], ["教育", "%", "8.2"],
        ["房地产开发投资", "%", "-9.0"],
    ]  # fmt: skip
    text, table = make_table(rows, "表5 2023年分行业固定资产投资增速\n")
    _, found = read_tables(text, (table,), "tjgb", 2023)
    assert [figure.subject for figure in found] == [
        "总计 固定资产投资", "采矿业 固定资产投资", "教育 固定资产投资", "房地产开发投资",
    ]  # fmt: skip
    assert {(figure.kind, figure.quantity.unit) for figure in found} == {("growth", "%")}


def test_a_column_of_amounts_does_not_take_its_measure_from_the_caption() -> None:
    rows: list[Row] = [["产品", "数量（吨）", "增长（%）"], ["茶叶", "31", "4.0"]]
    assert subjects(rows, "表5 主要农产品产量及增长速度\n") == ["茶叶", "茶叶"]


@pytest.mark.parametrize(
    ("caption", "measure"),
    [
        ("表5 2023年分行业固定资产投资增长速度", "固定资产投资"),
        ("表12023年居民消费价格比上年涨跌幅度（%）", "居民消费价格"),
        ("表2-1 2024年1-6月各县（市、区）地区生产总值增速 单位：%", "地区生产总值"),
        ("按经济类型分的社会消费品零售总额同比增长情况", "社会消费品零售总额"),
        ("表6 2023年规模以上工业主要行业增加值及其增长速度", "规模以上工业增加值"),
        ("全市分县区用电量增长情况表", "用电量"),
        ("表8 房地产开发主要指标增速", ""),
        ("表3 2023年财政收支情况", ""),
        ("", ""),
    ],
)
def test_the_measure_of_a_caption(caption: str, measure: str) -> None:
    assert caption_measure(caption) == measure


def test_only_blanks_at_the_beginning_of_a_line_or_inside_of_a_cell_indent() -> None:
    rows: list[Row] = [["指标", "数值"], ["户籍人口", "900"], ["城镇", "350"], ["乡村", "500"]]
    text, table = make_table(rows)
    lines = text.split("\n")
    for before, found in (("　", "户籍人口 城镇"), ("", "城镇")):
        shifted = "\n".join([*lines[:2], before + lines[2], *lines[3:]])
        cells = tuple(
            replace(c, span=Span(c.span.start + len(before), c.span.end + len(before))) if c.row > 1 else c
            for c in table.cells
        )
        _, figures = read_tables(shifted, (replace(table, cells=cells),), "tjgb", 2023)
        assert figures[1].subject == found
