"""What people and other programs see: terminal, CSV, workbook, Parquet, page, words."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser

import openpyxl
import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len
from rich.console import Console
from surface_samples import HOSTILE, TEXT, TITLE, figure, hostile, quantity, sample

from reportnlp.datamodel import Comparator, IndicatorKind, Period, Report
from reportnlp.render import FORMATS, terminal, words
from reportnlp.render.page import page
from reportnlp.render.tabular import harmless
from reportnlp.serialise import FIGURE_COLUMNS, report_from_dict


def written(name: str, *reports: Report) -> bytes:
    stream = io.BytesIO()
    next(f for f in FORMATS if f.name == name).write(iter(reports), stream)
    return stream.getvalue()


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
        ("约2023", "约2023"),
    ],
)
def test_periods_in_chinese(edtf: str, text: str) -> None:
    assert words.period_text(Period(edtf)) == text


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
        ("-3.2", "%", 1, "approx", "growth", "约-3.2%"),
        ("3", "", 1, "eq", "rank", "第3位"),
        ("1.5", "元", 10**12, "near", "money", "近1.5万亿元"),
        ("7", "元", 10**5, "eq", "money", "700000元"),
    ],
)
def test_figures_in_chinese(
    number: str, unit: str, scale: int, comparator: Comparator, kind: IndicatorKind, text: str
) -> None:
    made = figure("甲\n", "甲", quantity(number, unit, scale, comparator), kind=kind)
    assert words.figure_text(made) == text


def test_fractions_stay_as_printed() -> None:
    made = figure("超三分之一\n", "三分之一", quantity("0.3333", "", comparator="gt"), kind="ratio")
    assert words.figure_text(made) == "超三分之一"


def test_ranges_in_chinese() -> None:
    made = figure("甲\n", "甲", quantity("3", "件", 10_000, "range", "5"))
    assert words.figure_text(made) == "3—5万件"


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


def test_no_escape_sequence_passes_through() -> None:
    assert "\x1b" not in "\n".join(printed(hostile(), 80))
    assert "\x1b" not in written("table", sample(), hostile()).decode("utf-8")


def test_an_excerpt_shows_the_figure_whole() -> None:
    long = "甲" * 200 + "受理案件1682件" + "乙" * 200 + "。\n"
    made = figure(long, "1682件", quantity("1682"))
    shown = terminal.excerpt(Report(long), made, 28, 2)
    assert "1682件" in shown.plain.split("\n")[-1] + shown.plain.split("\n")[0]
    assert shown.plain.startswith("…") and shown.plain.endswith("…")
    assert max(map(cell_len, shown.plain.split("\n"))) <= 56


def test_a_report_without_figures() -> None:
    assert "没有找到指标" in "\n".join(printed(Report("甲"), 80))


# -- tables of others -------------------------------------------------------------------------


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
        ("受理=办结", "受理=办结"),
        (-3.2, -3.2),
        (None, None),
    ],
)
def test_cells_are_harmless(cell: object, shown: object) -> None:
    assert harmless(cell) == shown


def test_csv_opens_in_a_spreadsheet() -> None:
    content = written("csv", sample("甲.txt"), sample("乙.txt"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(FIGURE_COLUMNS.values()) and len(rows) == 15
    assert rows[1][:4] == ["受理行政复议案件", "36", "", "件"]
    assert rows[5][0] == "'=举办培训" and rows[5][1] == "-3.2"
    assert {row[-1] for row in rows[1:]} == {"甲.txt", "乙.txt"}


def test_standard_input_has_a_name() -> None:
    assert "标准输入" in "\n".join(printed(sample("-"), 80))
    assert written("csv", sample("-")).decode("utf-8-sig").splitlines()[1].endswith(",标准输入")


def test_the_workbook_has_its_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", sample(), hostile())))
    assert book.sheetnames == ["指标", "章节", "实体", "表格", "报告"]
    assert [sheet.max_row - 1 for sheet in book] == [8, 4, 2, 5, 2]
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    figures = book["指标"]
    assert [figures.cell(6, c).value for c in (1, 2, 4, 8)] == ["'=举办培训", -3.2, "%", "基数"]
    assert figures.cell(8, 2).value == 320_000_000 and figures.cell(8, 2).number_format == "#,##0"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


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
