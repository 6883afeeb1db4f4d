"""Tables → figures: heads, units, periods, what is a number and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_samples import Row, brief, make_table

from reportnlp.datamodel import Indicator, Kind, Span
from reportnlp.parse.table_grid import read_number, split_unit
from reportnlp.parse.table_heads import joined, read_head, unit_note
from reportnlp.parse.tables import read_tables


def figures(
    rows: list[Row], kind: Kind = "tjgb", year: int | None = 2023, before: str = "", after: str = ""
) -> list[Indicator]:
    text, table = make_table(rows, before, after)
    _, found = read_tables(text, (table,), kind, year)
    for figure in found:
        assert text[figure.span.start : figure.span.end] == figure.text
        assert figure.span.start <= figure.number_span.start < figure.number_span.end <= figure.span.end
        assert figure.sentence.start <= figure.span.start and figure.span.end <= figure.sentence.end
        assert figure.origin == "table"
    return list(found)


def test_units_in_heads_and_a_growth_column() -> None:
    found = figures(
        [
            ["指标", "绝对数（亿元）", "比上年增长（%）"],
            ["地区生产总值", "412.50", "5.20"],
            ["其中：第一产业增加值", "38.6", "-"],
        ]
    )
    assert brief(found) == [
        ("地区生产总值", Decimal("41250000000.00"), "元", "money", "2023"),
        ("地区生产总值", Decimal("5.20"), "%", "growth", "2023"),
        ("第一产业增加值", Decimal("3860000000.0"), "元", "money", "2023"),
    ]
    assert str(found[1].quantity.number) == "5.20"  # printed digits are kept
    assert (found[0].quantity.number, found[0].quantity.scale) == (Decimal("412.50"), 10**8)


def test_a_unit_column_and_a_serial_column() -> None:
    found = figures(
        [
            ["序号", "指标名称", "计量单位", "2022年", "2023年", "增减（百分点）"],
            ["1", "常住人口", "万人", "51.3", "50.9", "/"],
            ["2", "城镇化率", "%", "55.1", "56.0", "0.9"],
        ]
    )
    assert brief(found) == [
        ("常住人口", Decimal("513000.0"), "人", "count", "2022"),
        ("常住人口", Decimal("509000.0"), "人", "count", "2023"),
        ("城镇化率", Decimal("55.1"), "%", "percent", "2022"),
        ("城镇化率", Decimal("56.0"), "%", "percent", "2023"),
        ("城镇化率", Decimal("0.9"), "百分点", "points", "2023"),
    ]
    assert [f.status for f in found] == ["baseline", "actual", "baseline", "actual", "actual"]


def test_merged_heads_over_two_rows() -> None:
    rows: list[Row] = [
        [("产品", 2, 1), ("产量（吨）", 1, 2), ("产值（万元）", 1, 2)],
        ["本年", "上年", "本年", "上年"],
        ["小麦", "1,204", "1,180", "310.5", "299.0"],
    ]
    text, table = make_table(rows)
    (read,), found = read_tables(text, (table,), "tjgb", 2023)
    assert (read.header_rows, read.header_columns) == (2, 1)
    assert brief(list(found)) == [
        ("小麦 产量", Decimal(1204), "吨", "measure", "2023"),
        ("小麦 产量", Decimal(1180), "吨", "measure", "2022"),
        ("小麦 产值", Decimal("3105000.0"), "元", "money", "2023"),
        ("小麦 产值", Decimal("2990000.0"), "元", "money", "2022"),
    ]


def test_growth_belongs_to_the_column_on_its_left() -> None:
    found = figures(
        [["地区", "出口额（亿元）", "增长%", "进口额（亿元）", "增长%"], ["亚洲", "3.1", "4", "2.2", "-1.5"]]
    )
    assert [(f.subject, f.kind) for f in found] == [
        ("亚洲 出口额", "money"),
        ("亚洲 出口额", "growth"),
        ("亚洲 进口额", "money"),
        ("亚洲 进口额", "growth"),
    ]


@pytest.mark.parametrize(("before", "after"), [("表2 财政收支情况\n单位：万元\n", ""), ("", "单位：万元\n")])
def test_a_unit_line_around_the_table(before: str, after: str) -> None:
    found = figures(
        [["项目", "2023年"], ["税收收入", "5200"], ["税收占比（%）", "61.4"]], before=before, after=after
    )
    assert brief(found) == [
        ("税收收入", Decimal(52000000), "元", "money", "2023"),
        ("税收占比", Decimal("61.4"), "%", "percent", "2023"),
    ]


def test_a_unit_line_between_two_tables_belongs_to_the_lower_one() -> None:
    upper, one = make_table([["项目", "数值"], ["村", "31"]])
    text, two = make_table([["项目", "数值"], ["税收", "12"]], before=upper + "单位：万元\n")
    _, found = read_tables(text, (one, two), "tjgb", 2023)
    assert [f.quantity.unit for f in found] == ["", "元"]


def test_a_caption_across_the_table() -> None:
    rows: list[Row] = [
        [("表1 2022年居民消费价格涨跌幅度（单位：%）", 1, 2)],
        ["类别", "2022年"],
        ["食品", "1.4"],
        ["衣着", "-0.3"],
    ]
    text, table = make_table(rows)
    (read,), found = read_tables(text, (table,), "tjgb", 2023)
    assert read.caption.startswith("表1") and read.header_rows == 2
    assert brief(list(found)) == [
        ("居民消费价格 食品", Decimal("1.4"), "%", "growth", "2022"),
        ("居民消费价格 衣着", Decimal("-0.3"), "%", "growth", "2022"),
    ]


def test_names_that_come_again_take_their_parent_along() -> None:
    rows: list[Row] = [
        ["指标", "数值（万吨）"],
        ["货运量", "90"],
        ["公路", "80"],
        ["货物到达量", "70"],
        ["公路", "60"],
    ]
    assert [f.subject for f in figures(rows)] == ["货运量", "公路 货运量", "货物到达量", "公路 货物到达量"]


def test_two_tables_side_by_side() -> None:
    rows: list[Row] = [
        ["指标", "数量", "指标", "数量"],
        ["地级市", "12", "街道", "340"],
        ["县", "77", "镇", "512"],
    ]
    assert [(f.subject, int(f.quantity.number)) for f in figures(rows)] == [
        ("地级市", 12), ("街道", 340), ("县", 77), ("镇", 512),
    ]  # fmt: skip


def test_years_down_the_side() -> None:
    found = figures([["年份", "粮食产量（吨）"], ["2021年", "310"], ["2022", "305"], ["2023", "322"]])
    assert [(f.subject, f.period.edtf) for f in found] == [
        ("粮食产量", "2021"),
        ("粮食产量", "2022"),
        ("粮食产量", "2023"),
    ]


def test_a_column_without_numbers_is_one_of_values_and_names_no_rows() -> None:
    rows: list[Row] = [
        ["科目编码", "科目名称", "合计数", "经营收入", "其他收入"],
        ["201", "公共服务", "30.5", "", "6.2"],
        ["20103", "办公室", "24.3", "", ""],
        ["20104", "档案", "6.2", "", "6.2"],
    ]
    text, table = make_table(rows)
    (read,), found = read_tables(text, (table,), "other", 2024)
    assert read.header_columns == 2
    assert [f.subject for f in found] == ["公共服务", "公共服务 其他收入", "办公室", "档案", "档案 其他收入"]


def test_a_column_without_words_between_columns_of_words_ends_no_name() -> None:
    rows: list[Row] = [
        ["地区", "备注", "项目", "数值"],
        ["城关镇", "", "道路", "12"],
        ["河湾乡", "", "桥梁", "3"],
    ]
    assert [f.subject for f in figures(rows)] == ["城关镇 道路", "河湾乡 桥梁"]


def test_targets_and_the_year_of_a_work_report() -> None:
    rows: list[Row] = [["指标", "完成情况（%）", "2024年目标（%）"], ["地区生产总值增速", "5.1", "6"]]
    found = figures(rows, kind="gwr", year=2024)
    assert [(f.subject, f.kind, f.period.edtf, f.status) for f in found] == [
        ("地区生产总值", "growth", "2023", "actual"),
        ("地区生产总值", "growth", "2024", "target"),
    ]


def test_heads_that_come_again_within_a_table() -> None:
    rows: list[Row] = [
        ["内容", "件数"], ["甲类", "3"], [("第二部分", 1, 2)], ["内容", "金额（万元）"], ["乙类", "8"],
    ]  # fmt: skip
    assert [(f.subject, f.quantity.unit) for f in figures(rows)] == [("甲类 件数", ""), ("乙类 金额", "元")]


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "职务"], ["某甲", "组长"], ["某乙", "副组长"]],
        [["问题", "整改措施"], ["宣传不够", "全年开展宣传30场次，覆盖群众2万人。"]],
        [["项目", "数值"], ["铁路", "-"], ["水运", "—"], ["航空", "/"], ["管道", ""]],
        [["序号", "单位名称"], ["1", "县司法局"], ["2", "县教育局"]],
        [["年份", "事件"], ["2021", "成立"], ["2022", "更名"]],
    ],
)
def test_tables_without_figures(rows: list[Row]) -> None:
    assert figures(rows) == []


@pytest.mark.parametrize(
    ("cell", "value", "unit", "comparator"),
    [
        ("3,925", 3925, "", "eq"),
        ("１２．５", Decimal("12.5"), "", "eq"),
        ("-0.57%", Decimal("-0.57"), "%", "eq"),
        ("−3.0", Decimal("-3.0"), "", "eq"),
        ("下降 2.1%", Decimal("-2.1"), "%", "eq"),
        ("↑4.0", Decimal("4.0"), "", "eq"),
        (" 12.3 亿元 ", Decimal("1230000000.0"), "元", "eq"),
        ("98%以上", 98, "%", "ge"),
        ("约30个", 30, "个", "approx"),
        ("8万千瓦", 80000, "千瓦", "eq"),
    ],
)
def test_numbers_in_cells(cell: str, value: Decimal | int, unit: str, comparator: str) -> None:
    found = read_number(cell, Span(0, len(cell)))
    assert found is not None
    assert (found.number * found.scale, found.unit, found.comparator) == (value, unit, comparator)
    assert cell[found.span.start] not in " 约下↑" and cell[found.span.end - 1] != " "


@pytest.mark.parametrize(
    "cell", ["", "-", "—", "2023年", "一是", "第3名", "3月", "1.2.3", "1人2户", "〔2021〕3号", "A4"]
)
def test_cells_that_hold_no_number(cell: str) -> None:
    assert read_number(cell, Span(0, len(cell))) is None


def test_heads_are_taken_apart() -> None:
    assert read_head("绝对数（亿元）").name == ""
    assert read_head("规模以上工业增加值").growth is False
    head = read_head("比上年增长（%）")
    assert (head.growth, head.rate, head.unit, head.name) == (True, True, "%", "")
    assert read_head("固定资产投资（不含农户）").unit is None
    assert read_head("2023年1-6月").period == "2023-01/2023-06"
    assert unit_note("单位：万元、%") == (10_000, "元")
    assert split_unit("万千瓦时") == (10_000, "千瓦时") and split_unit("千瓦") == (1, "千瓦")
    assert joined("粮食", "产量") == "粮食 产量" and joined("肉类产量", "产量") == "肉类产量"
    assert joined("予以公开", "自然人") == "自然人 予以公开"
