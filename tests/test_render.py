"""What people and other programs see: words, terminal, Parquet, JSON lines, page."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len
from rich.console import Console
from surface_samples import HOSTILE, TEXT, TITLE, figure, hostile, quantity, sample, written

from reportnlp.datamodel import Cell, Comparator, IndicatorKind, Meta, Period, Region, Report, Span, Table
from reportnlp.render import terminal, words
from reportnlp.render.blocks import own_caption
from reportnlp.render.excerpts import excerpt
from reportnlp.render.page import page
from reportnlp.render.readings import figure_text, period_text
from reportnlp.serialise.reports import FIGURE_COLUMNS, report_from_dict

# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("", ""),
        ("2023", "2023年"),
        ("2021/2025", "2021—2025年"),
        ("2023-06", "2023年6月"),
        ("2023-03-05", "2023年3月5日"),
        ("2023-01/2023-06", "2023年1—6月"),
        ("2022-11/2023-02", "2022年11月—2023年2月"),
        ("2023-06/..", "2023年6月起"),
        ("../2025", "至2025年"),
        ("2023-33", "2023年一季度"),
        ("2023-33/2023-35", "2023年一至三季度"),
        ("2023-40", "2023年上半年"),
        ("2023-10", "2023年10月"),
        ("2022-36/2023-33", "2022年四季度—2023年一季度"),
        ("2023-03-05/2023-04-06", "2023年3月5日—4月6日"),
        ("约2023", "约2023"),
    ],
)
def test_periods_in_chinese(edtf: str, text: str) -> None:
    assert period_text(Period(edtf)) == text


@pytest.mark.parametrize(
    ("number", "unit", "scale", "comparator", "kind", "text"),
    [
        ("36", "件", 1, "eq", "count", "36件"),
        ("12", "份", 10_000, "more", "count", "12万余份"),
        ("3.20", "元", 10**8, "gt", "money", "超3.20亿元"),
        ("98", "%", 1, "ge", "percent", "98%以上"),
        ("5", "个工作日", 1, "le", "duration", "5个工作日以内"),
        ("2", "%", 1, "lt", "percent", "不足2%"),
        ("8.5", "%", 1, "eq", "growth", "+8.5%"),
        ("-3.2", "%", 1, "eq", "growth", "-3.2%"),
        ("-3.2", "%", 1, "approx", "growth", "降约3.2%"),
        ("10", "%", 1, "approx", "growth", "增约10%"),
        ("-40", "%", 1, "near", "growth", "降近40%"),
        ("-10", "天", 1, "approx", "change", "减少约10天"),
        ("300", "元", 10**8, "ge", "change", "增加300亿元以上"),
        ("1.9", "百分点", 1, "eq", "points", "+1.9个百分点"),
        ("10", "百分点", 1, "near", "points", "高近10个百分点"),
        ("0", "%", 1, "approx", "growth", "约0%"),
        ("3", "", 1, "eq", "rank", "第3位"),
        ("1.5", "元", 10**12, "near", "money", "近1.5万亿元"),
        ("7", "元", 10**5, "eq", "money", "700000元"),
    ],
)
def test_figures_in_chinese(
    number: str, unit: str, scale: int, comparator: Comparator, kind: IndicatorKind, text: str
) -> None:
    made = figure("甲\n", "甲", quantity(number, unit, scale, comparator), kind=kind)
    assert figure_text(made) == text


@pytest.mark.parametrize(
    ("printed", "number", "unit", "scale", "comparator", "kind", "text"),
    [
        ("三分之一", "0.3333", "", 1, "gt", "ratio", "超三分之一"),
        ("1/4", "0.25", "", 1, "approx", "ratio", "约1/4"),
        ("三分之一以上", "0.3333", "", 1, "ge", "ratio", "三分之一以上"),
        ("一番", "1", "番", 1, "eq", "ratio", "翻一番"),
        ("一番", "1", "番", 1, "near", "ratio", "近翻一番"),
        ("一番多", "1", "番", 1, "more", "ratio", "翻一番多"),
        ("1300多亿元", "1300", "元", 10**8, "more", "money", "1300余亿元"),
        ("12万余份", "12", "份", 10**4, "more", "count", "12万余份"),
        ("两年多", "2", "年", 1, "more", "duration", "2年多"),
        ("5万元以下", "5", "元", 10**4, "le", "money", "5万元以下"),
    ],
)
def test_figures_keep_the_words_of_the_report(
    printed: str, number: str, unit: str, scale: int, comparator: Comparator, kind: IndicatorKind, text: str
) -> None:
    made = figure(f"{printed}\n", printed, quantity(number, unit, scale, comparator), kind=kind)
    assert figure_text(made) == text


def test_ranges_in_chinese() -> None:
    made = figure("甲\n", "甲", quantity("3", "件", 10_000, "range", "5"))
    assert figure_text(made) == "3—5万件"
    fall = figure("甲\n", "甲", quantity("-3", "%", 1, "range", "-5"), kind="growth")
    assert figure_text(fall) == "降3—5%"


def test_a_title_of_our_own_says_so() -> None:
    place = Region("云溪市")
    assert words.title_text(Meta("gwr", "政府工作报告", place, 2024)) == "政府工作报告"
    assert words.title_text(Meta("gwr", "", place, 2024)) == "云溪市2024年政府工作报告（据内容拟题）"
    assert words.title_text(Meta("other", "", place)) == "云溪市报告（据内容拟题）"
    assert words.title_text(Meta()) == "（无标题）"
    assert "（据内容拟题）" in page(Report("甲", Meta("gwr", "", place, 2024)))


def test_concepts_have_names() -> None:
    assert words.concept_text("gdp") == "地区生产总值"
    assert words.concept_text("") == "" and words.concept_text("no_such") == "no_such"


# -- terminal ---------------------------------------------------------------------------------


def printed(report: Report, width: int) -> list[str]:
    buffer = io.StringIO()
    terminal.show(report, Console(file=buffer, width=width, force_terminal=False))
    return buffer.getvalue().split("\n")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_keeps_within_the_terminal(width: int) -> None:
    lines = printed(sample(), width)
    assert max(map(cell_len, lines)) <= width
    text = "\n".join(lines)
    parts = (TITLE, "青岚县（县级，990101）", "指标 7 个", "受理行政", "12万余份", "2024年", "目标")
    for part in parts:
        assert part in text
    assert "二、下一步安排" in text and "一是加强培训\n" not in text  # run-in heads are no rows
    assert "修订痕迹" in text


def test_the_head_says_what_its_values_are() -> None:
    head = printed(sample(), 80)[1]
    assert "青岚县（县级，990101） · 2023年度" in head
    report = sample()
    assert "2023年 ·" in printed(Report(report.text, Meta("gwr", "甲", None, 2023, ("乙",))), 80)[1]


@pytest.mark.parametrize("width", [40, 50])
def test_a_narrow_terminal_shows_no_sentence_but_every_status(width: int) -> None:
    lines = printed(sample(), width)
    text = "\n".join(lines)
    assert max(map(cell_len, lines)) <= width and "所在句" not in text
    assert all(word in text for word in ("性质", "目标", "标准", "基数"))


def test_no_escape_sequence_passes_through() -> None:
    assert "\x1b" not in "\n".join(printed(hostile(), 80))
    assert "\x1b" not in written("table", sample(), hostile()).decode("utf-8")


def test_an_excerpt_shows_the_figure_whole() -> None:
    long = "甲" * 200 + "受理案件1682件" + "乙" * 200 + "。\n"
    made = figure(long, "1682件", quantity("1682"))
    shown = excerpt(Report(long), made, 28, 2)
    assert "1682件" in shown.plain.split("\n")[-1] + shown.plain.split("\n")[0]
    assert shown.plain.startswith("…") and shown.plain.endswith("…")
    assert max(map(cell_len, shown.plain.split("\n"))) <= 56


@pytest.mark.parametrize("width", range(14, 40))
def test_an_excerpt_does_not_cut_numbers(width: int) -> None:
    line = "全年抽取案卷1,120卷，合格1113卷，合格率94.25%，比上年提高1.375个百分点，整改2468处。\n"
    numbers = {"1,120", "1113", "94.25%", "1.375", "2468"}
    made = figure(line, "1113卷", quantity("1113", "卷"))
    shown = excerpt(Report(line), made, width, 2).plain
    assert set(re.findall(r"[0-9][0-9.,%]*", shown)) <= numbers
    assert len(shown.split("\n")) <= 2 and "1113卷" in shown
    assert not re.search(r"^[，。]", shown, re.MULTILINE)


def test_standard_input_has_a_name() -> None:
    assert "标准输入" in "\n".join(printed(sample("-"), 80))


def test_a_report_without_figures() -> None:
    assert "没有找到指标" in "\n".join(printed(Report("甲"), 80))


# -- other programs -----------------------------------------------------------------------------


def test_parquet_is_typed_alike_in_every_file() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", sample(), Report(""))))
    assert table.num_rows == 7 and table.column_names == list(FIGURE_COLUMNS)
    assert table.schema.equals(pq.read_table(io.BytesIO(written("parquet", Report("")))).schema)
    assert table["value"].to_pylist()[-1] == 320_000_000.0
    assert table["upper"].to_pylist()[3] == 5.0 and table["upper"].to_pylist()[0] is None


def test_json_lines() -> None:
    lines = written("jsonl", sample(), hostile()).decode("utf-8").splitlines()
    assert [report_from_dict(json.loads(line)) for line in lines] == [sample(), hostile()]


# -- page -------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collects the tags with their attributes and the text below <main>."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.main = ""
        self.aside_role = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)
        self.aside_role = ("class", "role") in list(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"
        self.aside_role = False

    def handle_data(self, data: str) -> None:
        if "main" in self.open and not self.aside_role:
            self.main += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, a in self.tags if (value := a.get(attribute))]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_page_shows_the_whole_text_and_marks_every_figure() -> None:
    read = Reader(page(sample()))
    assert squeezed(read.main) == squeezed(TEXT.replace("项目", "表一项目"))
    marks = [a for tag, a in read.tags if tag == "a" and "data-mark" in a]
    assert len(marks) == 7
    assert "主体：受理行政复议案件\n数值：36件\n时期：2023年\n性质：实际" in (marks[0]["title"] or "")
    tags = [tag for tag, _ in read.tags]
    assert tags.count("tr") == 2 + 1 + 7 and "strong" in tags and tags.count("h2") == 4


def test_a_role_is_shown_where_it_begins_not_again_below() -> None:
    html = page(sample())
    assert re.findall(r'<span class="role">(.*?)</span>', html) == ["工作成效", "下一步安排"]
    assert "功能" in "\n".join(printed(sample(), 80))


def test_a_caption_that_is_the_first_row_is_shown_once() -> None:
    cells = (Cell(0, 0, "受理 情况", Span(0, 5)), Cell(1, 0, "18", Span(6, 8)))
    table = Table(Span(0, 8), cells, 2, 1, "受理情况")
    assert own_caption(table) == "" and own_caption(replace(table, caption="另题")) == "另题"
    assert "<caption>" not in page(Report("受理 情况\n18\n", tables=(table,)))


def test_names_are_in_the_page_but_not_marked_until_asked_for() -> None:
    html = page(sample())
    assert '<span class="name" data-name="地点">青岚县</span>' in html
    assert '<label class="names" hidden>' in html and 'class="named"' not in html
    assert "<label class" not in page(Report("甲"))


def test_links_of_the_page_lead_somewhere_and_ids_are_unique() -> None:
    read = Reader(page(sample()))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in read.values("href")} <= set(ids)
    assert all(link.startswith("#") for link in read.values("href"))


def test_the_page_is_self_contained() -> None:
    html = page(sample())
    assert not re.search(r"https?:|//[a-z]|\bsrc=|url\(|@import|style=|\bon[a-z]+=", html)
    policy = next(a["content"] for tag, a in Reader(html).tags if a.get("http-equiv")) or ""
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert found
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_everything_from_the_report_is_escaped() -> None:
    html = page(hostile())
    assert html.count("<script>") == 1 and HOSTILE not in html
    assert squeezed(HOSTILE) in squeezed(Reader(html).main)


def test_overlapping_and_impossible_spans_still_make_a_page() -> None:
    one = figure("办结3件。\n", "3件", quantity("3"), "甲")
    far = figure("办结3件。\n" + " " * 50 + "9件\n", "9件", quantity("9"), "乙")
    read = Reader(page(Report("办结3件。\n", indicators=(one, one, far))))
    assert squeezed(read.main) == "办结3件。"
    assert len([tag for tag, a in read.tags if tag == "tr"]) == 4
