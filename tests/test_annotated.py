"""Findings as Word comments: on the very words, and nothing else in the file is touched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_samples import STRICT, W, cell, p, r, table, word

import reportnlp
from reportnlp.datamodel import Evidence, Finding, Member, Report, Span
from reportnlp.errors import ReadError
from reportnlp.intervals import Interval
from reportnlp.parse import parse_document
from reportnlp.parse.readers import read
from reportnlp.parse.readers.docx_walk import run_text, w
from reportnlp.render.annotated import annotate
from reportnlp.render.remarks import remark

DATE = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
OLD = (
    '<w:commentRangeStart w:id="7"/>', r("合议"), '<w:commentRangeEnd w:id="7"/>',
    '<w:r><w:commentReference w:id="7"/></w:r>',
)  # fmt: skip
BODY = (
    p(r("临江县2023年法治政府", "<w:b/>"), r("建设年度报告", "<w:b/><w:i/>"))
    + p("受理复议案件39", r("25", "<w:b/>"), "件，调解成功", "3866件，成功率98.5%。", properties="<w:ind/>")
    + p("总则", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + p("详见", f'<w:hyperlink w:anchor="x">{r("附表")}{r("一、二")}</w:hyperlink>', "，共12件。")
    + p("本年", f'<w:ins w:id="90">{r("新收")}{r("31件")}</w:ins>', f'<w:del w:id="91">{r("旧收").replace("w:t", "w:delText")}</w:del>', "。")
    + p("审结", "<w:sdt><w:sdtPr/><w:sdtContent>" + r("44件") + "</w:sdtContent></w:sdt>", *OLD, "案")
    + p("<w:r><w:rPr><w:color/></w:rPr><w:t>甲 乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁戊</w:t></w:r>")
    + p("<w:r><w:t>收</w:t><w:ruby><w:rt><w:r><w:t>fèi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>费用</w:t></w:r></w:rubyBase></w:ruby></w:r>", "清单")
    + p("正文在前", BOX.format(p("框内8件")), "正文在后")
    + p("另见注释", NOTE, "。")
    + p("得", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "分")
    + table(cell("事项") + cell("数量"), cell("许可") + cell(p("18", r("67", "<w:b/>")), "件"))
    + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "3月5日", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
)  # fmt: skip
PARTS = {
    "footnotes": f'<w:footnote w:id="2">{p("注里13件")}</w:footnote>',
    "comments": f'<w:comment w:id="7" w:author="某">{p("请核")}</w:comment>',
    "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
}  # fmt: skip
SOURCE = word(BODY, **PARTS)
REPORT = parse_document(read("报告.docx", data=SOURCE))

Glyph = tuple[bytes, str]


def fail(*spans: Span, message: str = "数字对不上") -> Finding:
    return Finding("ARI-01", "fail", "error", message, spans)


def spot(words: str, text: str = REPORT.text) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def document(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml").replace(STRICT.encode(), W.encode()))


def glyphs(data: bytes) -> list[Glyph]:
    """Every character and mark of the document with its run's properties, but for marks of comments."""
    found: list[Glyph] = []
    for run in document(data).iter(w("r")):
        properties = run.find(w("rPr"))
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        for child in run:
            if child.tag in (w("t"), w("delText")):
                found += [(look, letter) for letter in child.text or ""]
            elif child.tag not in (w("rPr"), w("commentReference")):
                found.append((look, child.tag))
    return found


def anchored(data: bytes) -> dict[str, str]:
    """The text of the range of each comment, by its id; the range must be closed and referred to."""
    open_ranges: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    referred: set[str] = set()
    for element in document(data).iter():
        number = element.get(w("id"), "")
        if element.tag == w("commentRangeStart"):
            open_ranges[number] = []
        elif element.tag == w("commentRangeEnd"):
            done[number] = "".join(open_ranges.pop(number))
        elif element.tag == w("commentReference"):
            referred.add(number)
        elif element.tag == w("r") and next(element.iterancestors(w("r")), None) is None:
            for words in open_ranges.values():
                words.append(run_text(element))
    assert not open_ranges
    assert referred == set(done)
    return dict(sorted(done.items(), key=lambda item: int(item[0])))


def comments(data: bytes) -> list[list[str]]:
    """The paragraphs of each comment, as python-docx reads them."""
    return [[q.text for q in comment.paragraphs] for comment in docx.Document(io.BytesIO(data)).comments]


def made(*findings: Finding, source: bytes = SOURCE, report: Report = REPORT) -> bytes:
    return annotate(report, findings, source, date=DATE)


CASES = {
    "a number in three runs": ("3925件", "3925件"),
    "inside a run": ("386", "386"),
    "from one run into the next": ("成功3866", "成功3866"),
    "the whole run": ("25", "25"),
    "across paragraphs": ("98.5%。\n一、总", "98.5%。总"),
    "inside a link": ("一、二", "一、二"),
    "into a link": ("详见附", "详见附"),
    "inserted by a revision": ("31件", "31件"),
    "a content control": ("44", "44"),
    "commented on before": ("合议", "合议"),
    "half of what was commented on": ("议案", "议案"),
    "blanks, tabs and breaks": (" 乙\t丙\n丁", " 乙\t丙\n丁"),
    "part of a word with ruby": ("费", "费用"),
    "a cell": ("1867件", "1867件"),
    "across cells": ("数量\n许可", "数量许可"),
    "a field": ("3月", "3月"),
    "a list's number": ("一、", "总则"),
    "a formula": ("a+b", "得分"),
    "a footnote, at its mark": ("13件", ""),
    "a text box, at its place": ("8件", ""),
    "from the text into a text box": ("在后\n框内", "在后"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_comment_is_on_the_words(name: str) -> None:
    words, marked = CASES[name]
    data = made(fail(spot(words)))
    assert anchored(data)["8"] == marked
    assert glyphs(data) == glyphs(SOURCE)
    assert read("报告.docx", data=data).text == REPORT.text


def test_all_at_once() -> None:
    data = made(*(fail(spot(words)) for words, _ in CASES.values()))
    found = anchored(data)
    assert [found[str(number)] for number in range(8, 8 + len(CASES))] == [m for _, m in CASES.values()]
    assert glyphs(data) == glyphs(SOURCE)


@given(st.lists(st.tuples(st.integers(0, len(REPORT.text)), st.integers(0, 40)), max_size=8))
def test_any_stretches(stretches: list[tuple[int, int]]) -> None:
    data = made(*(fail(Span(start, start + length)) for start, length in stretches))
    assert glyphs(data) == glyphs(SOURCE)
    assert read("报告.docx", data=data).text == REPORT.text
    assert len(anchored(data)) == len(stretches) + 1


def test_marks_do_not_become_inserted_text_or_part_of_a_link() -> None:
    data = made(fail(spot("31件")), fail(spot("一、二")), fail(spot("44")))
    outer = [e.getparent().getparent().tag for e in document(data).iter(w("commentReference"))]  # type: ignore[union-attr]
    assert outer == [w("p")] * 4


def test_a_finding_without_words_is_told_at_the_title() -> None:
    title = "临江县2023年法治政府建设年度报告"
    assert anchored(made(Finding("STR-01", "fail", "error", "缺少一节")))["8"] == title


def test_other_parts_stay_as_they_are() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(SOURCE)) as old,
        zipfile.ZipFile(io.BytesIO(made(fail(spot("386"))))) as new,
    ):
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_comments_that_were_there_are_kept() -> None:
    said = comments(made(fail(spot("386"), message="一"), fail(spot("44"), message="二")))
    assert [paragraphs[0] for paragraphs in said] == ["请核", "【错误】一", "【错误】二"]


def test_a_document_without_comments_gets_its_first() -> None:
    source = word(p("共12件。"))
    report = parse_document(read("报告.docx", data=source))
    data = made(fail(spot("12", report.text)), source=source, report=report)
    comment = next(iter(docx.Document(io.BytesIO(data)).comments))
    assert (comment.author, comment.initials, comment.timestamp) == ("reportnlp", "核", DATE)
    assert anchored(data) == {"0": "12"}


def test_strict_documents_stay_strict() -> None:
    with zipfile.ZipFile(io.BytesIO(word(p("共12件。")))) as package:
        parts = {name: package.read(name).replace(W.encode(), STRICT.encode()) for name in package.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    report = parse_document(read("报告.docx", data=buffer.getvalue()))
    data = made(fail(spot("12", report.text)), source=buffer.getvalue(), report=report)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert W.encode() not in package.read("word/document.xml") + package.read("word/comments.xml")
        assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in package.read(
            "word/_rels/document.xml.rels"
        )
    assert anchored(data) == {"0": "12"}


def test_another_document_is_refused() -> None:
    with pytest.raises(ReadError, match="对不上"):
        made(fail(spot("386")), source=word(p("别的文件。")))


def test_what_is_settled_is_left_out() -> None:
    settled = Finding("ARI-01", "fail", "error", "一", (spot("386"),), suppression="已核")
    assert made(settled) == SOURCE
    assert made() == SOURCE


# -- what a comment says ----------------------------------------------------------------------

EVIDENCE = Evidence(
    "成功 ÷ 受理 = 成功率",
    (Member(spot("3925件"), "3925件", "受理"), Member(spot("386"), "2950件", "上年受理", source="2022.docx")),
    Interval.point(98),
    Interval(Fraction(993, 10), Fraction(994, 10)),
)
SAID: Sequence[tuple[Finding, list[str]]] = [
    (
        Finding("ARI-03", "fail", "warning", "成功率不对", (spot("386"),), suggestion="请核对", related=("另一处",)),
        ["【提醒】成功率不对", "同一原因：另一处", "建议：请核对", "规则 ARI-03"],
    ),
    (
        Finding("ARI-03", "open", "warning", "成功率可能不对", (spot("386"),), EVIDENCE, reason="rounding"),
        [
            "【存疑】成功率可能不对", "存疑原因：按四舍五入对不上，按去掉尾数等别的算法对得上",
            "依据：成功 ÷ 受理 = 成功率；推算 99.3—99.4，文中 98；受理“3925件”、上年受理“2950件”（上年报告）", "规则 ARI-03",
        ],
    ),
    (
        Finding("PUN-01", "fail", "info", "标点", (spot("386"), spot("44件"), spot("31件"))),
        ["【提示】标点", "还涉及：“44件”、“31件”", "规则 PUN-01"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "lines"), SAID, ids=["related", "open", "places"])
def test_what_a_comment_says(finding: Finding, lines: list[str]) -> None:
    assert list(remark(finding, REPORT)) == lines
    assert comments(made(finding))[-1] == lines


def test_long_and_odd_words_are_quoted_briefly() -> None:
    spans = tuple(Span(i, i + 1) for i in range(20))
    finding = Finding("PUN-01", "fail", "info", "标点\x00\x1b[31m", (Span(0, 1), Span(0, 90), *spans))
    lines = remark(finding, REPORT)
    assert "……”" in lines[1] and lines[1].endswith("等 21 处")
    assert comments(made(finding))[-1][0] == "【提示】标点\ufffd\ufffd[31m"


# -- what was not read from a .docx -------------------------------------------------------------

TEXT = """临江县2023年法治政府建设年度报告
县委、县政府：
　　全年办理复议案件35件，按时办结率100%，群众满意率98.6%。
一、主要工作
（一）规范执法行为
全县共有持证执法人员1203人，组织培训12期，覆盖全部执法单位，考试合格率达到99.2%。

项目\t数量
许可\t1867
处罚\t342
特此报告。
2024年3月20日"""


def retyped(text: str, *words: str) -> tuple[Report, bytes]:
    report = reportnlp.parse_text(text)
    return report, annotate(report, [fail(spot(word, text)) for word in words], None, date=DATE)


def test_a_text_becomes_a_document_with_comments() -> None:
    words = ("1203人", "98.6%。\n一、主要", "特此报告", "县委")
    _, data = retyped(TEXT, *words)
    assert list(anchored(data).values()) == [word.replace("\n", "") for word in words]
    assert read("报告.docx", data=data).text == TEXT


def test_its_headings_are_headings() -> None:
    _, data = retyped(TEXT)
    styles = {q.text: q.style.name for q in docx.Document(io.BytesIO(data)).paragraphs if q.style}
    assert styles["临江县2023年法治政府建设年度报告"] == "Title"
    assert (styles["一、主要工作"], styles["（一）规范执法行为"]) == ("Heading 1", "Heading 2")
    assert styles["县委、县政府："] == "Normal"
    assert next(name for text, name in styles.items() if text.startswith("全县")) == "Indented"


def test_it_is_set_as_the_standard_asks() -> None:
    report, data = retyped(TEXT)
    layout = read("报告.docx", data=data).layout
    assert layout is not None and layout.page is not None
    assert (layout.page.top, layout.page.left) == (37.0, 28.0)
    fonts = {report.quote(t.span)[:3]: (t.font, t.size) for t in layout.paragraphs}
    assert (fonts["一、主"], fonts["全县共"]) == (("黑体", 16.0), ("仿宋_GB2312", 16.0))


PAGE = """<html><head><title>年报</title></head><body><p>临江县2023年政府信息公开工作年度报告</p>
<p>各项数据如下，请予审议。</p>
<table><tr><td rowspan="2">事项</td><td colspan="2">件数</td></tr><tr><td>本年</td><td>上年</td></tr>
<tr><td>许可</td><td>1867</td><td></td></tr></table><p>特此报告，敬请监督。</p></body></html>"""


def test_tables_stay_tables() -> None:
    report = parse_document(read("年报.html", data=PAGE.encode()))
    data = annotate(report, [fail(spot("1867", report.text))], PAGE.encode(), date=DATE)
    again = read("报告.docx", data=data)
    assert anchored(data) == {"0": "1867"}
    assert again.text == report.text
    sizes = [(c.row, c.column, c.row_span, c.column_span) for c in again.tables[0].cells]
    assert sizes == [(c.row, c.column, c.row_span, c.column_span) for c in report.tables[0].cells]


HOSTILE = {
    "control characters": ("共12件\x00\x0b\x1b完毕。\r\n下一段共9件。", "9件"),
    "a lone surrogate": ("共12件\ud800完毕。", "12件"),
    "markup": ("共12件<w:t>&amp;完毕。", "<w:t>&"),
    "blank": (" \t \n共9件。", "9件"),
    "rare character": ("马㛃、𠮷共9件。", "、𠮷共"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_can_be_set(name: str) -> None:
    text, words = HOSTILE[name]
    assert list(anchored(retyped(text, words)[1]).values()) == [words]


@given(st.text(st.sampled_from("甲乙 \t\n\r\x001，。一、（二）\ud800𠮷"), min_size=1, max_size=60), st.data())
def test_any_stretch_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    report = reportnlp.parse_text(text)
    made_of = annotate(report, [fail(Span(start, start + 3))], None, date=DATE)
    kept = re.sub("[\x00\r\ud800\\s\ufffd]", "", text)
    written = "".join(run_text(run) for run in document(made_of).iter(w("r")))
    assert re.sub("[\\s\ufffd]", "", written) == kept


def test_an_old_word_file_is_set_anew() -> None:
    report = reportnlp.parse_text(TEXT)
    data = annotate(report, [fail(spot("1203人", TEXT))], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert anchored(data) == {"0": "1203人"}
