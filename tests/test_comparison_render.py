"""What people and programs read of reports side by side: words, terminal, JSON, workbook."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import openpyxl
import pytest
from lineup_samples import at, comparison, hostile, lineup, pair, report, written
from rich.cells import cell_len
from rich.console import Console
from surface_samples import figure, quantity

from reportnlp.datamodel import (
    Change,
    Claim,
    ClaimVerdict,
    Comparison,
    Fulfilment,
    Indicator,
    MovedUnit,
    PassageState,
    Quantity,
    Relation,
    SectionState,
    Series,
    SeriesMark,
    Target,
)
from reportnlp.intervals import Interval
from reportnlp.render import comparison_terminal, comparison_words
from reportnlp.render.comparison_labels import claim_values, figure_name, pair_label, side_names, year_label
from reportnlp.render.comparison_scales import Number, common_scale
from reportnlp.render.comparison_summary import biggest_changes, percent, summary_lines
from reportnlp.render.comparison_words import direction, interval_text, moved_text, reason_text, report_label

# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "states"),
    [
        (comparison_words.RELATIONS, Relation),
        (comparison_words.RELATION_MEANINGS, Relation),
        (comparison_words.VERDICTS, ClaimVerdict),
        (comparison_words.VERDICT_MEANINGS, ClaimVerdict),
        (comparison_words.FULFILMENTS, Fulfilment),
        (comparison_words.FULFILMENT_MEANINGS, Fulfilment),
        (comparison_words.SECTION_STATES, SectionState),
        (comparison_words.PASSAGE_STATES, PassageState),
        (comparison_words.PASSAGE_MEANINGS, PassageState),
        (comparison_words.MARKS, SeriesMark),
        (comparison_words.MARK_MEANINGS, SeriesMark),
    ],
)
def test_every_state_has_its_words(words: dict[str, str], states: Any) -> None:
    assert set(words) == set(get_args(states)) and len(set(words.values())) == len(words)
    assert all(re.fullmatch(r"[\u4e00-\u9fff，]+", text) for text in words.values())


@pytest.mark.parametrize(
    ("low", "high", "unit", "text", "way"),
    [
        ("8.15", "8.24", "%", "+8.2%", "up"),
        ("8.1", "8.4", "%", "约 +8.3%", "up"),
        ("8.1", "10.9", "%", "约 +10%", "up"),
        ("5", "12", "%", "+5%至+12%", "up"),
        ("-12.3", "-12.3", "%", "-12.3%", "down"),
        ("-2", "6", "%", "-2%至+6%", "up"),
        ("0", "0", "%", "持平", "level"),
        ("-3.07", "3.17", "%", "基本持平", "level"),
        ("0.01", "0.01", "%", "+0.01%", "up"),
        ("8", None, "%", "+8%以上", "up"),
        (None, "-5", "%", "-5%以下", "down"),
        (None, None, "%", "", ""),
        ("0.5", "0.7", "百分点", "+0.6个百分点", "up"),
        ("-0.32", "-0.28", "百分点", "-0.3个百分点", "down"),
        ("0.615", "0.625", "百分点", "+0.62个百分点", "up"),
        ("1", "4", "百分点", "约 +3个百分点", "up"),
        ("3", "3", "", "", "up"),
    ],
)
def test_changes_as_one_says_them(
    low: str | None, high: str | None, unit: MovedUnit, text: str, way: str
) -> None:
    moved = Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
    change = Change("yoy", 0, 0, 1.0, moved=moved, moved_unit=unit)
    assert (moved_text(change), direction(change)) == (text, way)
    text.encode("gbk")  # a console of an old code page can show it


def test_a_change_of_unknown_size_has_no_words() -> None:
    assert (moved_text(Change("yoy", 0, 0, 1.0)), direction(Change("yoy", 0, 0, 1.0))) == ("", "")


@pytest.mark.parametrize(
    ("interval", "like", "text"),
    [
        (None, quantity("5.2", "%"), ""),
        (Interval(), quantity("5.2", "%"), ""),
        (Interval(Fraction("5.91"), Fraction("6.02")), quantity("6.0", "%"), "约 5.97%"),
        (Interval(Fraction(-9), Fraction(-3)), quantity("-5.9", "%"), "-9至-3%"),
        (Interval.point(Fraction("0.3")), quantity("0.4", "百分点"), "0.3个百分点"),
        (Interval(Fraction(315 * 10**6), None), quantity("3.2", "元", 10**8), "3.15亿元以上"),
    ],
)
def test_values_beside_a_printed_number(interval: Interval | None, like: Quantity, text: str) -> None:
    assert interval_text(interval, like) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Claim(0, "consistent"), ""),
        (Claim(0, "cannot_tell", reason="price-base", why="按可比价格"), "价格或基数：按可比价格"),
        (Claim(0, "cannot_tell", reason="hedge"), "约数"),
        (Target(0, "cannot_tell", why="不是同一件事"), "不是同一件事"),
    ],
)
def test_why_it_cannot_be_told(value: Claim | Target, text: str) -> None:
    assert reason_text(value) == text


def test_reports_are_called_by_their_year_and_columns_by_that_of_their_figures() -> None:
    old, new = report(2023), report(2024)
    assert (report_label(new), year_label(new)) == ("2024年报告", "2023年")
    yearless = replace(new, meta=replace(new.meta, year=None, source="稿/甲.txt"), indicators=())
    assert report_label(yearless) == year_label(yearless) == "甲.txt"
    assert report_label(replace(yearless, meta=replace(yearless.meta, source=""))) == "年份不明"
    assert pair_label(Comparison(old, new)) == "2023→2024"
    assert pair_label(Comparison(old, yearless)) == "2023→甲.txt"
    assert side_names([old, new]) == ("上年", "今年")
    assert side_names([report(2022), new]) == side_names([old, yearless]) == ("前一份", "后一份")


def test_a_growth_is_named_apart_from_its_level() -> None:
    new = report(2024)
    level, growth = new.indicators[at(new, "182.6")], new.indicators[at(new, "长9.9%")]
    assert figure_name(level) == "地区生产总值" and figure_name(growth) == "地区生产总值增速"
    assert figure_name(replace(level, subject=""), replace(level, subject="产值")) == "产值"
    assert figure_name(replace(level, subject="", concept="")) == "（未写明）"


def test_a_claim_beside_what_the_levels_give() -> None:
    both = comparison()
    assert (
        claim_values(both, both.claims[2]) == "文中 +9.9%，算出来 约 7.1%：今年182.6亿元 ÷ 上年170.5亿元 - 1"
    )
    assert claim_values(both, both.claims[0]) == ""


# -- counts -----------------------------------------------------------------------------------


def test_what_it_amounts_to() -> None:
    assert summary_lines(comparison()) == [
        ("指标", "对上 5 个（两年对比 3，目标与结果 1，重提上年数 1）；另有 1 个拿不准。"),
        ("目标", "上年定了 4 项：完成 1，未完成 1，存疑 1，未见数字 1。"),
        ("核算", "今年说的增减 3 处：对不上 1，存疑 1，对得上 1。"),
        ("章节", "保留 1，移位 1，删去 1。"),
        ("文字", "今年的报告按字数沿用上年 10%（一字未改 10%），改写 53%，新写 37%。"),
    ]


def test_nothing_in_common() -> None:
    assert summary_lines(Comparison(report(2023), report(2024))) == [("指标", "两份报告的指标没有能对上的。")]


@pytest.mark.parametrize(("share", "text"), [(0.0, "0%"), (0.001, "不到 1%"), (0.006, "1%"), (1.0, "100%")])
def test_shares(share: float, text: str) -> None:
    assert percent(share) == text


def test_halved_is_as_big_as_doubled() -> None:
    both = comparison()
    moves = {"halved": -50, "gone": -100, "grown": 60, "doubled and more": 101}
    changes = [Change("yoy", 0, n, 1.0, (), Interval.point(m), "%") for n, m in enumerate(moves.values())]
    assert [c.new for c in biggest_changes(replace(both, changes=tuple(changes)))] == [1, 3, 0, 2]


# -- terminal ---------------------------------------------------------------------------------


def shown(series: Series, width: int = 80) -> str:
    buffer = io.StringIO()
    comparison_terminal.show(series, Console(file=buffer, width=width, no_color=True))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def test_the_summary_comes_first_then_doubts_targets_and_changes() -> None:
    text = shown(pair())
    marks = ["青岚县2023年政府工作报告", "\n指标  对上 5 个", "\n注意  两份报告的年份相连", "\n核算疑点\n"]
    marks += [
        "  1  对不上  地区生产总值 +9.9%",
        "\n目标完成\n",
        "\n主要指标\n",
        "\n删去章节  三、自身建设",
        "加 -o 对比.xlsx",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_doubt_has_both_sentences_and_the_computation() -> None:
    text = shown(pair())
    assert "2024年报告  全县地区生产总值完成【182.6亿元】，增长【9.9%】；（第2行）" in text
    assert "2023年报告  全县地区生产总值完成【170.5亿元】，增长6.4%。（第2行）" in text
    assert "核算  文中 +9.9%，算出来 约 7.1%：今年182.6亿元 ÷ 上年170.5亿元 - 1" in text
    assert "仅凭两份报告判断不了的 1 处（价格或基数 1）" in text


@pytest.mark.parametrize("width", [40, 60, 80, 118])
@pytest.mark.parametrize("series", [pair(), lineup(), hostile()])
def test_lines_fit_the_screen_and_hold_no_control_characters(series: Series, width: int) -> None:
    text = shown(series, width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
    free = [line for line in text.split("\n") if "<script>" not in line and "C calc" not in line]
    assert max(map(cell_len, free)) <= width


def test_many_years_are_a_table() -> None:
    text = shown(lineup())
    assert re.search(r"地区生产总值 +160\.2亿元 +170\.5亿元\* +182\.6亿元\n", text)
    assert re.search(r"粮食总产量 +12\.6万吨 +— +超12\.8万吨\n\* 次年改报  \? 突变\n", text)
    assert "2023年的数出自2024年报告" in text
    assert re.search(r"\n2023→2024 +5 +4 +1 +1 +3 +1 +1 +10%\n", text)
    assert "核算疑点（2023→2024）\n  1  对不上" in text and "注意  2023→2024：两份报告的年份相连" in text


def test_what_does_not_fit_is_left_out_and_said() -> None:
    many = lineup()
    rows = (*many.rows, *(replace(many.rows[0], label=f"指标{n}") for n in range(40)))
    text = shown(replace(many, rows=rows), 46)
    assert "……另有前 1 份报告、19 个指标没有列出" in text and "2021年" not in text
    both = comparison()
    wrong = replace(both, claims=both.claims[2:] * 12, targets=both.targets * 5)
    text = shown(Series((both.old, both.new), (wrong,)))
    assert "对不上的另有 2 处" in text and "……另有 4 项" in text


def test_colour_on_a_terminal_and_none_elsewhere() -> None:
    buffer = io.StringIO()
    console = Console(file=buffer, width=80, force_terminal=True, color_system="standard")
    comparison_terminal.show(pair(), console)
    assert "\x1b[" in buffer.getvalue() and "【" not in buffer.getvalue()
    assert "\x1b" not in written("table", pair()).decode("utf-8")


def test_nothing_to_show_is_said() -> None:
    bare = [report(year) for year in (2022, 2023, 2024)]
    between = (Comparison(bare[0], bare[1]), Comparison(bare[1], bare[2]))
    assert "没有在两份以上的报告里都出现的指标。" in shown(Series(tuple(bare), between))
    assert "指标  两份报告的指标没有能对上的。\n" in shown(Series(tuple(bare[:2]), between[:1]))


# -- JSON -------------------------------------------------------------------------------------


def test_json_of_two_reports_is_a_comparison_and_of_more_a_series() -> None:
    two = json.loads(written("json", pair()))
    assert two["schema"] == "reportnlp-comparison/1" and len(two["pairs"]) == 6
    assert two["claims"][2]["verdict"] == "inconsistent"
    more = json.loads(written("json", lineup()))
    assert more["schema"] == "reportnlp-series/1" and [len(c["pairs"]) for c in more["comparisons"]] == [1, 6]


# -- workbook ---------------------------------------------------------------------------------

SHEETS = ["指标对比", "目标完成", "核算疑点", "章节变化", "说明"]


def book(series: Series) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", series)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in body]


def test_the_sheets_of_two_reports() -> None:
    made = book(pair())
    assert made.sheetnames == SHEETS
    for name in SHEETS[:4]:
        sheet = made[name]
        assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.font.bold for cell in sheet[1])


def test_a_pair_of_figures_has_both_sentences_places_and_numbers() -> None:
    first = rows(book(pair())["指标对比"])[0]
    assert first == {
        "关系": "两年对比",
        "指标": "地区生产总值",
        "上年": "170.5亿元",
        "今年": "182.6亿元",
        "增减": "+7.1%",
        "上年原句": "全县地区生产总值完成170.5亿元，增长6.4%。",
        "今年原句": "全县地区生产总值完成182.6亿元，增长9.9%；",
        "上年位置": "一、2022年工作回顾 第2行",
        "今年位置": "一、2023年工作回顾 第2行",
        "备注": None,
        "上年数值": 170.5,
        "今年数值": 182.6,
        "单位": "亿元",
        "增减幅度": 7.09,
        "上年时期": "2022年",
        "今年时期": "2023年",
        "相似度": 0.97,
    }


def test_what_else_a_pair_may_be() -> None:
    listed = rows(book(pair())["指标对比"])
    assert [row["关系"] for row in listed].count("拿不准") == 1 and listed[-1]["关系"] == "拿不准"
    assert (
        listed[-1]["备注"] == "看不准是哪一个，还可能是：城镇新增就业 2510人" and listed[-1]["增减"] is None
    )
    assert listed[3]["增减"] == "比原数 约 +0.5%" and listed[5]["备注"] == "重复出现，前面已列"


def test_targets_begin_with_what_was_missed() -> None:
    listed = rows(book(pair())["目标完成"])
    assert [row["结果"] for row in listed] == ["未完成", "存疑", "完成", "未见数字"]
    assert listed[1]["说明"] == "统计范围：不一定是同一批小区"
    assert listed[2]["说明"] == "2024年报告说“圆满完成”"
    assert (listed[3]["今年原句"], listed[3]["说明"]) == ("全县上下齐心协力。", "报告提到了，但没有数字")


def test_claims_begin_with_what_does_not_hold() -> None:
    listed = rows(book(pair())["核算疑点"])
    assert [row["结论"] for row in listed] == ["对不上", "存疑", "对得上"]
    assert listed[0]["按两年的数算出"] == "约 7.1%" and listed[0]["算法"].startswith("今年182.6亿元")
    assert listed[1]["上年原句"] is None and listed[1]["说明"] == "价格或基数：增速可能按可比价格计算"


def test_sections_and_paragraphs_with_their_differences_marked() -> None:
    content = io.BytesIO(written("xlsx", pair()))
    sheet = openpyxl.load_workbook(content, rich_text=True)["章节变化"]
    listed = rows(sheet)
    assert [(row["类别"], row["变化"]) for row in listed[2:5]] == [
        ("章节", "删去"),
        ("段落", "改写"),
        ("段落", "新写"),
    ]
    old = "".join(part.text for part in runs(listed[3]["上年"]) if part.font.strike)
    new = "".join(part.text for part in runs(listed[3]["今年"]) if part.font.b)
    assert "170.5亿元" in old and "182.6亿元" in new and "地区生产总值" not in old + new


def runs(value: Any) -> Iterable[Any]:
    return [part for part in value if not isinstance(part, str)]


def test_words_are_coloured_by_conditional_formats() -> None:
    made = book(pair())
    words = {
        name: {rule.formula[0] for area in made[name].conditional_formatting for rule in area.rules}
        for name in SHEETS
    }
    assert {'"未完成"', '"完成"', '"存疑"'} <= words["目标完成"] and {'"对不上"', '"对得上"'} <= words[
        "核算疑点"
    ]
    assert '"拿不准"' in words["指标对比"] and {'"新写"', '"删去"', '"改写"'} <= words["章节变化"]


@pytest.mark.filterwarnings("ignore:Sparkline")
def test_many_years_are_numbers_in_one_scale() -> None:
    made = book(lineup())
    assert made.sheetnames == ["多年对照", *SHEETS]
    sheet = made["多年对照"]
    assert [cell.value for cell in sheet[1]][:6] == [
        "指标",
        "单位",
        "走势",
        "2021年\n（2022年报告）",
        "2022年\n（2023年报告）",
        "2023年\n（2024年报告）",
    ]
    assert [cell.value for cell in sheet[2]][:6] == ["地区生产总值", "亿元", None, 160.2, 170.5, 182.6]
    assert [cell.value for cell in sheet[4]][1:6] == ["万吨", None, 12.6, None, 12.8]
    assert sheet["F4"].number_format == '"超"#,##0.0'
    assert "2024年报告写的是 171.3亿元" in sheet["E2"].comment.text and sheet["D2"].comment is None
    assert sheet["E2"].fill.fgColor.rgb != sheet["F3"].fill.fgColor.rgb != sheet["D2"].fill.fgColor.rgb
    assert b"sparkline" in member(lineup(), "xl/worksheets/sheet1.xml")
    assert rows(made["指标对比"])[0]["年度"] == "2022→2023" and made["指标对比"].freeze_panes == "D2"


def member(series: Series, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written("xlsx", series))) as package:
        return package.read(name)


def test_no_cell_is_a_formula_or_a_link() -> None:
    made = book(hostile())
    cells = [cell for sheet in made for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert not [cell for cell in cells if re.search(r"[\x00-\x09\x0b-\x1f]", str(cell.value))]


def test_an_empty_comparison_says_so_in_every_sheet() -> None:
    old, new = report(2023), report(2024)
    made = book(Series((old, new), (Comparison(old, new),)))
    assert [str(made[name]["A2"].value)[-1] for name in SHEETS[:4]] == ["。"] * 4


# -- scales -----------------------------------------------------------------------------------


def printed(number: str, unit: str = "元", scale: int = 1, **other: Any) -> Indicator:
    made = figure(
        "x1x\n", "1", quantity(number, unit, scale, other.pop("comparator", "eq"), other.pop("upper", ""))
    )
    return replace(made, **other)


@pytest.mark.parametrize(
    ("figures", "unit", "numbers"),
    [
        ([printed("3.20", "元", 10**8)], "亿元", [Number(3.2, "#,##0.00")]),
        (
            [printed("9800", "元", 10**4), printed("1.2", "元", 10**8), printed("1.35", "元", 10**8)],
            "亿元",
            [Number(0.98, "#,##0.0000"), Number(1.2, "#,##0.0"), Number(1.35, "#,##0.00")],
        ),
        ([printed("12", "人", 10**4, comparator="more")], "万人", [Number(12, '#,##0"余"')]),
        (
            [printed("12345", "件"), printed("8", "件", comparator="ge")],
            "件",
            [Number(12345, "#,##0"), Number(8, '#,##0"以上"')],
        ),
        ([printed("-3.2", "%", kind="growth")], "%", [Number(-3.2, "+#,##0.0;-#,##0.0;#,##0.0")]),
        ([printed("3", "位", kind="rank")], "位", [Number(3, '"第"#,##0')]),
        ([printed("3", "期", upper="5")], "期", [None]),
        ([replace(printed("1"), quantity=Quantity(Decimal("3.9"), parts=(Decimal("96.1"),)))], "", [None]),
    ],
)
def test_numbers_in_a_common_scale(figures: list[Indicator], unit: str, numbers: list[Number | None]) -> None:
    scale = common_scale(figures)
    assert (scale.unit, [scale.number(one) for one in figures]) == (unit, numbers)
