"""Tables → figures: heads, units, periods, the statutory tables, tables in plain text."""

from __future__ import annotations

import io
import time
from decimal import Decimal

import pytest

from reportnlp.datamodel import Cell, Indicator, Kind, Span, Table
from reportnlp.parse.linking import link
from reportnlp.parse.table_grid import read_number, split_unit
from reportnlp.parse.table_heads import joined, read_head, strip_number, unit_note
from reportnlp.parse.tables import find_text_tables, read_tables
from reportnlp.resources.concepts import identities
from reportnlp.resources.xxgk_tables import case_id, forms, request_id

Row = list[str | tuple[str, int, int]]
"""A cell is its text, or (text, row span, column span); a covered slot is left out."""


def make_table(rows: list[Row], before: str = "", after: str = "") -> tuple[str, Table]:
    """Text and table as the readers write them: a line a row, cells parted by tabs."""
    text, cells = before, []
    covered: set[tuple[int, int]] = set()
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for i, item in enumerate(row):
            words, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            while (r, column) in covered:
                column += 1
            text += "\t" if i else ""
            cells.append(Cell(r, column, words, Span(len(text), len(text) + len(words)), down, across))
            text += words
            covered |= {(r + y, column + x) for y in range(down) for x in range(across)}
            column += across
            width = max(width, column)
        text += "\n"
    table = Table(Span(len(before), len(text) - 1), tuple(cells), len(rows), width)
    return text + after, table


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


def brief(found: list[Indicator]) -> list[tuple[str, Decimal | tuple[Decimal, ...], str, str, str]]:
    return [(f.subject, f.quantity.value, f.quantity.unit, f.kind, f.period.edtf) for f in found]


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
        ("食品", Decimal("1.4"), "%", "growth", "2022"),
        ("衣着", Decimal("-0.3"), "%", "growth", "2022"),
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


# -- the statutory tables of 政府信息公开年报 ----------------------------------------------------

FORM = forms()
GROUPS = ["（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"]
DETAILS: list[tuple[str, list[str]]] = [
    (
        "（三）不予公开",
        [
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ],
    ),
    (
        "（四）无法提供",
        ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
    ),
    (
        "（五）不予处理",
        [
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ],
    ),
    (
        "（六）其他处理",
        [
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ],
    ),
]


def disclosure_rows() -> list[Row]:
    return [
        [("第二十条第（一）项", 1, 4)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "3", "1", "12"],
        [("第二十条第（五）项", 1, 4)],
        ["信息内容", ("本年处理决定数量", 1, 3)],
        ["行政许可", ("950", 1, 3)],
        [("第二十条第（六）项", 1, 4)],
        ["信息内容", ("本年处理决定数量", 1, 3)],
        ["行政处罚", ("87", 1, 3)],
        ["行政强制", ("4", 1, 3)],
        [("第二十条第（八）项", 1, 4)],
        ["信息内容", ("本年收费金额（单位：万元）", 1, 3)],
        ["行政事业性收费", ("61.50", 1, 3)],
    ]


def numbers(i: int) -> list[str]:
    """Seven figures of the i-th row of the request table, the last their sum."""
    parts = [i + 1, 0, 1, 0, 2, 0]
    return [*map(str, parts), str(sum(parts))]


def request_rows(heads: bool = True, vertical: str = "三、本年度办理结果") -> list[Row]:
    rows: list[Row] = []
    if heads:
        rows = [
            [
                ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
                ("申请人情况", 1, 7),
            ],
            [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
            ["商业 企业", "科研 机构", "社会公益组织", "法律服务机构", "其他"],
        ]
    i = iter(range(30))
    rows.append([("一、本年新收政府信息公开申请数量", 1, 3), *numbers(next(i))])
    rows.append([("二、上年结转政府信息公开申请数量", 1, 3), *numbers(next(i))])
    rows.append([(vertical, 22, 1), (GROUPS[0], 1, 2), *numbers(next(i))])
    rows.append([(GROUPS[1], 1, 2), *numbers(next(i))])
    for group, details in DETAILS:
        first: Row = [(group, len(details), 1), details[0], *numbers(next(i))]
        rows.append(first)
        rows += [[detail, *numbers(next(i))] for detail in details[1:]]
    rows.append([("（七）总计", 1, 2), *numbers(next(i))])
    rows.append([("四、结转下年度继续办理", 1, 3), *numbers(next(i))])
    return rows


def litigation_rows() -> list[Row]:
    outcomes = ["结果 维持", "结果 纠正", "其他 结果", "尚未 审结", "总计"]
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*[(o, 2, 1) for o in outcomes], ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [*outcomes, *outcomes],
        [*map(str, range(1, 16))],
    ]


REQUEST_IDS = [
    request_id(row, column) for row in FORM.requests if row.id != "gk_qt" for column in FORM.applicants
]


def test_the_three_statutory_tables() -> None:
    text, one = make_table(disclosure_rows())
    text, two = make_table(request_rows(), before=text)
    text, three = make_table(litigation_rows(), before=text)
    tables, found = read_tables(text, (one, two, three), "xxgk", 2023)
    assert [t.statutory for t in tables] == ["xxgk-disclosure", "xxgk-requests", "xxgk-litigation"]
    assert (tables[1].header_rows, tables[1].header_columns) == (3, 3)
    concepts = [f.concept for f in found]
    assert concepts[:10] == [cell.id for cell in FORM.disclosure]
    assert concepts[10 : 10 + len(REQUEST_IDS)] == REQUEST_IDS
    assert concepts[-15:] == [case_id(c, o) for c in FORM.cases for o in FORM.outcomes]
    assert {f.period.edtf for f in found} == {"2023"} and {f.status for f in found} == {"actual"}
    by_concept = {f.concept: f for f in found}
    assert by_concept["gk_shoufei"].quantity.value == 615_000
    assert by_concept["gk_shoufei"].kind == "money"
    assert by_concept["gk_xinshou.ziranren"].subject == "自然人 本年新收政府信息公开申请数量"
    assert by_concept["gk_bu_mimi"].subject == "不予公开：属于国家秘密"
    assert by_concept["gk_fs.weijie"].quantity.number == 14
    assert by_concept["gk_qt_qita.gongyi"].quantity.number == 0


def test_the_relations_find_their_members_in_the_tables() -> None:
    text, table = make_table(request_rows())
    _, found = read_tables(text, (table,), "xxgk", 2023)
    values = {f.concept: f.quantity.value for f in found}
    rows = [r for r in identities("xxgk") if r.id.startswith("row_") and set(r.members()) <= set(values)]
    assert len(rows) == len(FORM.requests) - 1  # （六）is printed with its three lines
    for relation in rows:
        assert sum(values[i] for i in relation.left) == values[relation.right[0]], relation.id  # type: ignore[misc]


def test_a_request_table_cut_by_a_page_break() -> None:
    rows = request_rows(heads=False)[-5:]
    text, table = make_table([[c for c in row if not isinstance(c, tuple) or c[1] == 1] for row in rows])
    (read,), found = read_tables(text, (table,), "xxgk", 2023)
    assert read.statutory == "xxgk-requests"
    assert [f.concept for f in found if "." not in f.concept] == [
        "gk_qt_buzheng", "gk_qt_feiyong", "gk_qt_qita", "gk_zongji", "gk_xiajie",
    ]  # fmt: skip


def test_a_request_table_with_a_missing_cell_and_letter_spaced_words() -> None:
    rows = request_rows(vertical="三 、本 年 度 办 理 结 果")
    rows[3] = [("一、本年新收政府信息公开申请数量", 1, 3), "9", "", "", "", "", "", "9"]
    text, table = make_table(rows)
    _, found = read_tables(text, (table,), "xxgk", 2023)
    assert [f.concept for f in found[:3]] == ["gk_xinshou.ziranren", "gk_xinshou", "gk_jiezhuan.ziranren"]


def test_statutory_tables_in_a_word_file() -> None:
    docx = pytest.importorskip("docx")
    reader = pytest.importorskip("reportnlp.parse.readers.docx")
    document = docx.Document()
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    rows = request_rows()
    _, shape = make_table(rows)
    grid = document.add_table(shape.rows, shape.columns)
    for cell in shape.cells:
        last = grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        grid.cell(cell.row, cell.column).merge(last).text = cell.text
    stream = io.BytesIO()
    document.save(stream)
    read = reader.read_docx(stream.getvalue(), "年报.docx")
    tables, found = read_tables(read.text, read.tables, "xxgk", 2023)
    assert [t.statutory for t in tables] == ["xxgk-requests"]
    assert [f.concept for f in found] == REQUEST_IDS
    assert all(read.text[f.span.start : f.span.end] == f.text for f in found)


# -- tables in plain text -----------------------------------------------------------------------

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
    start = time.perf_counter()
    for text in texts:
        read_tables(text, find_text_tables(text), "tjgb", 2023)
    for words in ("上年同比", "数值", "完成数", "共计", "（", "单位", "1,", "#", "其中", "（一）"):
        read_head(words * 30_000)
        strip_number(words * 30_000)
        unit_note(words * 30_000)
    assert time.perf_counter() - start < 5


def test_heads_without_end_and_cells_without_bounds_cost_little() -> None:
    heads: list[Row] = [[f"项{i}", "完成"] for i in range(1000)]
    body: list[Row] = [["项1", "良好"]] * 1000
    text, table = make_table([*heads, ["末", "1"], *body])
    cells = (Cell(0, 0, "1", Span(0, 1), 10_000, 10_000),) * 50
    start = time.perf_counter()
    read_tables(text, (table,), "tjgb", 2023)
    read_tables("1", (Table(Span(0, 1), cells, 500, 200),), "tjgb", 2023)
    read_tables("1", (Table(Span(0, 1), cells, 10_000, 10_000),), "tjgb", 2023)
    assert time.perf_counter() - start < 5
