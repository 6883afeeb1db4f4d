"""What people read of findings: words, terminal, page, and the files for other programs."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from finding_samples import FINDINGS, hostile_result, result, settled_result, written
from rich.cells import cell_len
from rich.console import Console
from surface_samples import TEXT, sample, span_of

from reportnlp import check, parse_text
from reportnlp.datamodel import CheckResult, Finding, Report, Span
from reportnlp.intervals import Interval
from reportnlp.render import findings_terminal
from reportnlp.render.finding_marks import finding_marks
from reportnlp.render.finding_words import counts_text, coverage_text, interval_text, label
from reportnlp.render.findings_json import exact_text
from reportnlp.render.findings_page import page
from reportnlp.render.lines_of_text import TextLines
from reportnlp.render.plain import broken, units
from reportnlp.render.quotes import Quoter

# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(), ""),
        (Interval.point(36), "36"),
        (Interval.point(Fraction(1, 3)), "0.33"),
        (Interval(Fraction(31192, 314), Fraction(100)), "99.34—100"),
        (Interval(Fraction(99375, 1000), Fraction(993752, 10000)), "99.375—99.3752"),
        (Interval(Fraction(98), None), "不小于 98"),
        (Interval(Fraction(98), None, low_open=True), "大于 98"),
        (Interval(None, Fraction(5)), "不大于 5"),
        (Interval(None, Fraction(5), high_open=True), "小于 5"),
        (Interval(Fraction(315 * 10**6), Fraction(325 * 10**6)), "3.15—3.25亿"),
        (Interval.point(12_345_678), "1234.57万"),
        (Interval(Fraction(-5), Fraction(-9, 2)), "-5—-4.5"),
    ],
)
def test_intervals_as_one_reads_them(interval: Interval, text: str) -> None:
    assert interval_text(interval) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"),
        (Fraction(0), "0"),
        (Fraction(393, 4), "98.25"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 50), "0.02"),
    ],
)
def test_exact_values_in_files(value: Fraction, text: str) -> None:
    assert exact_text(value) == text and Fraction(text) == value


def test_counts_leave_out_what_is_settled() -> None:
    assert counts_text(FINDINGS) == "错误 2 处，提醒 1 处，提示 1 处，存疑 1 处"
    assert counts_text(settled_result().findings) == "错误 1 处（另有已忽略的 1 处、上次已有的 1 处）"
    assert counts_text(()) == "没有发现问题"
    assert label(FINDINGS[2]) == "存疑（取舍）"


def test_silence_says_how_much_was_looked_at() -> None:
    assert coverage_text(result()).startswith("用 6 条规则核对了 14 处：9 处没有问题，其中 1 处的数字较粗")
    nothing = CheckResult(Report(""), "", (), {})
    assert coverage_text(nothing) == "用 0 条规则查过，没有遇到可以核对的地方。"


# -- where ------------------------------------------------------------------------------------


def marked(report: Report, *spans: Span, limit: int = 60) -> str:
    signs = {"": "{}", "primary": "【{}】", "other": "［{}］"}
    return "".join(signs[p.mark].format(p.text) for p in Quoter(report).quote(spans, limit))


def test_a_quotation_is_the_sentence_with_its_stretches_marked() -> None:
    text = "前一句。\n审结36件，受理38件，办结率94%；后一句。\n"
    spans = [span_of(text, part) for part in ("94%", "36件", "38件", "前")]
    assert marked(Report(text), *spans) == "审结［36件］，受理［38件］，办结率【94%】；"


def test_a_quotation_is_cut_around_its_first_stretch() -> None:
    text = "甲" * 90 + "1234件" + "乙" * 90 + "。"
    assert (
        marked(Report(text), span_of(text, "1234件"), limit=35)
        == "…" + "甲" * 20 + "【1234件】" + "乙" * 10 + "…"
    )
    long = marked(Report("丙" * 300), Span(0, 300), limit=30)
    assert long.startswith("【丙") and "……" in long and len(long) < 40


def test_lines_that_the_page_broke_are_joined() -> None:
    line = "一年来全县各级各部门认真贯彻落实各项决策部署扎实推进各项工作取得新的"
    text = "\n".join([line] * 14) + "\n成效，满意率102%。\n"
    shown = marked(Report(text), span_of(text, "102%"), limit=30)
    assert shown.endswith("取得新的成效，满意率【102%】。") and "\n" not in shown


@pytest.mark.parametrize(
    ("source", "place"), [("a.txt", "第3行"), ("", "第3行"), ("a.docx", ""), ("-", "第3行")]
)
def test_a_line_is_named_only_where_one_can_look_it_up(source: str, place: str) -> None:
    assert Quoter(sample(source)).place(TEXT.index("8.50")) == place


def test_lines_and_columns_are_counted_as_editors_do() -> None:
    lines = TextLines("甲\r\n乙丙\n\n丁")
    assert [lines.position(at) for at in (0, 3, 4, 6, 7)] == [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]


def test_stretches_of_several_findings_are_cut_apart() -> None:
    found = tuple(
        Finding("ARI-01", "fail", "error", "", spans)
        for spans in ((Span(2, 6),), (Span(4, 8), Span(1, 3)), (Span(5, 5),), (), (Span(90, 99),))
    )
    marks = finding_marks(found, 10)
    assert [(m.span.start, m.span.end, m.figures) for m in marks.marks] == [
        (1, 2, (1,)),
        (2, 3, (0, 1)),
        (3, 4, (0,)),
        (4, 5, (0, 1)),
        (5, 6, (0, 1, 2)),
        (6, 8, (1,)),
    ]
    assert marks.of_figure == {0: 1, 1: 3, 2: 4}


# -- terminal ---------------------------------------------------------------------------------


def printed(what: CheckResult, width: int, **how: object) -> str:
    console = Console(file=io.StringIO(), width=width, **how)  # type: ignore[arg-type]
    findings_terminal.show(what, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_too_wide_nor_begins_with_a_stop(width: int) -> None:
    for what in (result(), settled_result()):
        lines = printed(what, width, no_color=True).split("\n")
        assert max(map(cell_len, lines)) <= width
        assert not [line for line in lines if re.match(r" *[，。；：、！？）》”】］]", line)]


def test_findings_stand_under_their_sections_with_words_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = written("text", result()).decode("utf-8")
    assert re.findall(r"^(?:全文|[一二]、.*)$", text, re.MULTILINE) == ["全文", "一、主要做法"]
    assert "［36件］，审结12万余份材料，纠错率【8.50%】。（第3行）" in text
    assert "另见  2024年力争投入超【3.2亿元】。（第8行）" in text
    assert (
        "往年  受理40件（旧 报告.docx）\n     还有  另一个率也不对" in text and "建议  请核对这几个数" in text
    )
    assert "按“法治政府建设年度报告”的要求检查" in text and "注意：一条说明" in text


def test_what_is_settled_says_why() -> None:
    text = written("text", settled_result()).decode("utf-8")
    assert "说明  已忽略：已核实" in text and "说明  上次已有" in text


def test_colour_marks_where_there_is_colour_and_brackets_elsewhere() -> None:
    coloured = printed(result(), 80, force_terminal=True, color_system="standard")
    assert "\x1b[" in coloured and "【" not in coloured and "［" not in coloured
    for how in ({"no_color": True}, {"force_terminal": True, "no_color": True}, {"force_terminal": False}):
        assert "【8.50%】" in printed(result(), 80, **how)


def test_several_reports_have_a_closing_line() -> None:
    assert "共 1 份" not in written("text", result()).decode("utf-8")
    last = written("text", result(), result(FINDINGS[0])).decode("utf-8").rstrip().split("\n")[-1]
    assert last == "共 2 份报告：错误 2 处，提醒 2 处，提示 1 处，存疑 1 处。"


def test_an_unknown_kind_of_report_is_said() -> None:
    text = written("text", replace(result(), profile="")).decode("utf-8")
    assert "没有认出是哪种报告" in text


def test_lines_carry_brackets_and_stops_over() -> None:
    lines = broken(units("二三四【100%】。"), 12)
    assert ["".join(text for text, _ in line) for line in lines] == ["二三四", "【100%】。"]
    assert broken(units("甲 乙"), 2)[1] == [("乙", "")]


# -- page -------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Tags, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        assert not {"src", "style", "onclick", "action"} & set(found)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "what", [result(), settled_result(), hostile_result()], ids=["plain", "settled", "hostile"]
)
def test_the_page_is_whole_and_asks_for_nothing(what: CheckResult) -> None:
    html = page(what)
    shown = _Page(html)
    assert shown.links and all(link.startswith("#") and link[1:] in shown.ids for link in shown.links)
    assert len(shown.ids) == len(set(shown.ids))
    assert shown.tags.count("script") == 1 and "alert" not in "".join(
        re.findall(r"<script>.*?</script>", html, re.S)
    )
    assert not re.search(r"https?://|url\(|@import", html)


def test_only_its_own_style_and_script_may_run() -> None:
    html = page(result()).replace("&#39;", "'")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None and policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        content = page(result()).split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_notes_stand_beside_the_block_that_their_words_are_in() -> None:
    html = page(result())
    rows = html.split('<div class="row')[1:]
    where = {number: next(n for n, row in enumerate(rows) if f'id="f{number}"' in row) for number in range(5)}
    assert where[0] == 0 and "缺少“存在问题”部分" in rows[0]
    assert "纠错率" in rows[where[1]].split('class="words"')[1] and where[1] == where[2] == where[3]
    assert "<table>" in rows[where[4]]
    assert "另见" in rows[where[1]] and "36件</a>" in rows[where[1]]  # 3.2亿元 is elsewhere, 36件 is not
    assert rows[where[1]].count('class="lead">另见') == 1


def test_the_page_shows_the_text_of_the_report_unchanged() -> None:
    words = "".join(_Page(page(result())).words.split())
    for line in TEXT.split("\n"):
        assert "".join(line.split()) in words


def test_the_page_says_how_to_leave_a_finding() -> None:
    html = page(result(FINDINGS[1]))
    entry = html.split("<pre>")[1].split("</pre>")[0]
    assert entry.startswith("- rule: ARI-03\n  text: ") and "青岚县.txt.reportnlp-ignore.yaml" in html
    assert "<pre>" not in page(settled_result()).split('id="f1"')[1].split("</div>")[0]


# -- files ------------------------------------------------------------------------------------


def test_json_holds_everything_that_was_said() -> None:
    whole = json.loads(written("json", result(), settled_result()))
    assert whole["schema"] == "reportnlp-check/1" and len(whole["reports"]) == 2
    one = whole["reports"][0]
    assert one["counts"] == {"error": 2, "warning": 1, "info": 1, "open": 1, "suppressed": 0, "unchanged": 0}
    assert one["tallies"]["ARI-03"] == {"evaluated": 5, "passed": 3, "failed": 1, "open": 1, "weak": 1}
    found = one["findings"][1]
    assert [TEXT[s["start"] : s["end"]] for s in found["spans"]] == [s["text"] for s in found["spans"]]
    assert (found["line"], found["section"], found["name"]) == (3, ["一、主要做法"], "规则03")
    assert found["evidence"]["computed"] == {
        "low": "15596/157",
        "high": "100",
        "low_open": False,
        "high_open": False,
    }
    assert found["evidence"]["members"][1]["source"] == "旧 报告.docx"
    assert one["findings"][0]["line"] is None and one["findings"][2]["reason"] == "rounding"
    assert whole["reports"][1]["findings"][1]["suppression"] == "已核实"


def test_checkstyle_is_xml_with_a_line_for_each_finding() -> None:
    root = ElementTree.fromstring(written("checkstyle", result(), settled_result()))
    files = root.findall("file")
    assert [file.get("name") for file in files] == ["青岚县.txt"] * 2
    assert [e.get("severity") for e in files[0]] == ["warning", "error", "info", "info", "error"]
    assert [e.get("severity") for e in files[1]] == ["error", "ignore", "ignore"]
    assert (files[0][1].get("line"), files[0][1].get("source")) == ("3", "reportnlp.ARI-03")


@pytest.mark.parametrize("name", ["text", "html", "json", "sarif", "checkstyle"])
def test_hostile_strings_are_harmless(name: str) -> None:
    shown = written(name, hostile_result()).decode("utf-8")
    if name != "html":  # where a control character controls nothing
        assert "\x1b" not in shown and "\x07" not in shown
    if name == "checkstyle":
        ElementTree.fromstring(shown)


@pytest.mark.parametrize("name", ["text", "html", "json", "sarif", "checkstyle"])
def test_a_report_of_nothing(name: str) -> None:
    assert written(name, check(parse_text("\u3000")))
