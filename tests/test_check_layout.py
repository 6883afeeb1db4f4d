"""The looks of a Word document: how they are read, and what the rules say of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from word_samples import MARGINS, p, r, table, word

from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Document, Finding, Layout, Page, Place, Report, Span, Typeset
from reportnlp.errors import ResourceError
from reportnlp.parse import parse_document
from reportnlp.parse.readers import read
from reportnlp.resources import read_yaml
from reportnlp.resources.page_format import page_format, parse_page_format
from reportnlp.serialise.reports import report_from_dict, report_to_json

# -- reading ----------------------------------------------------------------------------------

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x">'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hant" typeface="新細明體"/>'
    '<a:font script="Hans" typeface="等线 Light"/></a:majorFont><a:minorFont><a:ea typeface="微软雅黑"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
<w:style w:type="character" w:styleId="k"><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="28"/></w:rPr></w:style>"""
PLAIN = Typeset(Span(0, 2), "宋体", 16.0, pitch=28.0)
STYLED = replace(PLAIN, font="仿宋_GB2312", indent=2.0)


def styled(name: str, *runs: str, properties: str = "") -> str:
    return p(*(runs or ("甲乙",)), properties=f'<w:pStyle w:val="{name}"/>{properties}')


LOOKS = {
    "defaults and the usual style": (p("甲乙"), PLAIN),
    "a style based on another": (styled("b"), STYLED),
    "two steps": (styled("c"), replace(STYLED, bold=True, alignment="center")),
    "an unknown style": (styled("zz"), PLAIN),
    "a style based on itself": (styled("loop"), replace(PLAIN, size=10.5)),
    "a character style": (styled("b", r("甲乙", '<w:rStyle w:val="k"/>')), replace(STYLED, font="楷体", size=14.0)),
    "set on the spot": (
        styled("c", r("甲乙", '<w:rStyle w:val="k"/><w:rFonts w:eastAsia="黑体"/><w:b w:val="0"/><w:sz w:val="44"/>')),
        replace(STYLED, font="黑体", size=22.0, alignment="center"),
    ),
    "a font of the theme": (p(r("甲乙", '<w:rFonts w:eastAsiaTheme="majorEastAsia"/>')), replace(PLAIN, font="等线 Light")),
    "a font the theme names": (p(r("甲乙", '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')), replace(PLAIN, font="微软雅黑")),
    "Latin font only": (p(r("甲乙", '<w:rFonts w:ascii="Arial"/>')), PLAIN),
    "what most characters have": (
        p(r("（甲）", "<w:b/>"), r("乙丙丁戊", '<w:sz w:val="30"/>'), "2023"), replace(PLAIN, span=Span(0, 11), size=15.0),
    ),
    "indent in points": (
        p("甲乙", properties='<w:ind w:firstLine="480"/>'), replace(PLAIN, indent=1.5),
    ),
    "indent in characters is taken back": (
        styled("b", properties='<w:ind w:firstLineChars="0" w:firstLine="0"/>'), replace(STYLED, indent=0.0),
    ),
    "hanging": (p("甲乙", properties='<w:ind w:hanging="320"/>'), replace(PLAIN, indent=-1.0)),
    "a list decides": (styled("b", properties='<w:numPr><w:numId w:val="3"/></w:numPr>'), replace(STYLED, indent=None)),
    "no list after all": (styled("b", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'), STYLED),
    "lines as high as the font": (
        p("甲乙", properties='<w:spacing w:line="360" w:lineRule="auto"/>'), replace(PLAIN, pitch=None),
    ),
    "at least": (p("甲乙", properties='<w:spacing w:line="580" w:lineRule="atLeast"/>'), replace(PLAIN, pitch=29.0)),
    "at least next to nothing": (
        p("甲乙", properties='<w:spacing w:line="240" w:lineRule="atLeast"/>'), replace(PLAIN, pitch=None),
    ),
    "measures with units": (
        p("甲乙", properties='<w:spacing w:line="30pt" w:lineRule="exact"/>'), replace(PLAIN, pitch=30.0),
    ),
    "right": (p("甲乙", properties='<w:jc w:val="end"/>'), replace(PLAIN, alignment="right")),
    "nonsense": (
        p(r("甲乙", '<w:sz w:val="x"/><w:rFonts/>'), properties='<w:ind w:firstLine="-"/><w:spacing w:line="9e9"/>'), PLAIN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_how_a_paragraph_is_set(name: str) -> None:
    paragraph, expected = LOOKS[name]
    assert layout_of(paragraph, styles=STYLES, theme=THEME).paragraphs == (expected,)


def layout_of(body: str, **parts: str) -> Layout:
    layout = read("报告.docx", data=word(body, **parts)).layout
    assert layout is not None
    return layout


def test_cells_notes_and_foreign_text_are_left_out() -> None:
    body = p("ABC 123") + table("<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>" * 2) + p() + p("乙")
    assert [t.font for t in layout_of(body).paragraphs] == [""]


A4 = 'w:w="11906" w:h="16838"'


def section(size: str = A4, grid: str = "", margins: str = MARGINS) -> str:
    return f"<w:sectPr><w:pgSz {size}/>{margins}{grid}</w:sectPr>"


STANDARD = Page(210.0, 297.0, 37.0, 35.0, 28.0, 26.0)
GRID = '<w:docGrid w:type="{}" w:linePitch="579" w:charSpace="{}"/>'
PAGES = {
    "as the standard asks": (section(), STANDARD),
    "with a gutter": (section(margins=MARGINS.replace('gutter="0"', 'gutter="283"')), replace(STANDARD, left=33.0)),
    "in millimetres": (section('w:w="210mm" w:h="29.7cm"'), STANDARD),
    "characters on a grid": (section(grid=GRID.format("linesAndChars", -849)), replace(STANDARD, characters=28)),
    "a grid of lines only": (section(grid=GRID.format("lines", -849)), STANDARD),
    "a hostile grid": (section(grid=GRID.format("linesAndChars", -9999999)), STANDARD),
    "no margins": (section(margins=""), None),
    "no section": ("", None),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_page(name: str) -> None:
    properties, page = PAGES[name]
    assert layout_of(p("甲乙"), section=properties, styles=STYLES).page == page


def test_the_page_of_most_of_the_text() -> None:
    cover = p("封面", properties=section('w:w="16838" w:h="11906"'))
    assert layout_of(cover + p("正文一二三四五六"), section=section()).page == STANDARD
    body = cover.replace("封面", "正文一二三四五六")
    page = layout_of(body + p("附页"), section=section()).page
    assert page is not None and page.width == 297.0


def test_lines_of_the_grid() -> None:
    grid = section(grid=GRID.format("lines", 0))
    plain, loose, off = layout_of(
        p(r("甲", '<w:sz w:val="32"/>'))
        + p(r("甲", '<w:sz w:val="60"/>'))
        + p(r("甲", '<w:sz w:val="32"/>'), properties='<w:snapToGrid w:val="0"/>'),
        section=grid,
    ).paragraphs
    assert (plain.pitch, loose.pitch, off.pitch) == (28.95, None, None)


REVISED = {
    "nothing": (p("甲"), (0, 0, 0, 0)),
    "words": (p(f"<w:ins>{r('甲')}{r('乙')}</w:ins>", f"<w:del>{r('丙')}</w:del>") + p(f"<w:moveTo>{r('丁')}</w:moveTo>"), (2, 1, 0, 0)),
    "a paragraph's end": (p("甲", properties="<w:rPr><w:ins/></w:rPr>"), (0, 0, 0, 0)),
    "formatting, once a paragraph": (p(r("甲", "<w:b/><w:rPrChange/>"), r("乙", "<w:rPrChange/>"), properties="<w:pPrChange/>"), (0, 0, 1, 0)),
    "comments": (p("甲", '<w:r><w:commentReference w:id="0"/></w:r>', '<w:r><w:commentReference w:id="1"/></w:r>'), (0, 0, 0, 2)),
}  # fmt: skip


@pytest.mark.parametrize("name", REVISED)
def test_what_is_still_open(name: str) -> None:
    body, counts = REVISED[name]
    layout = layout_of(body)
    assert (layout.insertions, layout.deletions, layout.restyled, layout.comments) == counts


def test_a_layout_survives_json() -> None:
    report = parse_document(read("报告.docx", data=word(styled("b"), styles=STYLES)))
    assert report.layout is not None and report.layout.paragraphs
    data = json.loads(report_to_json(report))
    assert report_from_dict(data) == report
    del data["layout"]  # as written before there were layouts
    assert report_from_dict(data).layout is None


# -- the form as data -------------------------------------------------------------------------


def test_the_form_of_the_standard() -> None:
    form = page_format()
    room = form.paper.width - form.margins.left - form.margins.right
    assert room == 156
    assert form.paper.height - form.margins.top - form.margins.bottom == 225
    assert (form.size_text(16.0), form.size_text(13.5)) == ("16 磅（3号）", "13.5 磅")
    assert all(
        word == word.lower()
        for part in (form.title, form.level1, form.level2, form.body)
        for word in part.fonts
    )


@pytest.mark.parametrize("change", [{"paper": None}, {"indent": -1}, {"else": 1}])
def test_a_wrong_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ResourceError, match="page_format"):
        parse_page_format(read_yaml("page_format.yaml") | change)


# -- FMT-01 -----------------------------------------------------------------------------------

SENTENCE = "全县各级行政机关坚持依法行政，全年审查规范性文件{}件，办理行政复议案件35件，没有一件被纠正。"
INDENT = '<w:ind w:firstLineChars="200"/>'
PITCH = '<w:spacing w:line="579" w:lineRule="exact"/>'


def set_in(text: str, font: str, size: int, properties: str = INDENT + PITCH) -> str:
    return p(r(text, f'<w:rFonts w:eastAsia="{font}"/><w:sz w:val="{size * 2}"/>'), properties=properties)


TITLE = set_in("临江县2023年法治政府建设年度报告", "方正小标宋简体", 22, '<w:jc w:val="center"/>')
HEADS = set_in("一、主要举措和成效", "黑体", 16) + set_in("（一）健全依法决策机制", "楷体_GB2312", 16)
BODY = "".join(set_in(SENTENCE.format(n), "仿宋_GB2312", 16) for n in range(10, 32))
GOOD = TITLE + HEADS + BODY


def findings(rule: str, body: str, section: str = section()) -> tuple[Report, tuple[Finding, ...]]:
    report = parse_document(read("报告.docx", data=word(body, section=section)))
    return report, check(report, rules=selected([rule])).findings


def test_a_document_as_the_standard_asks() -> None:
    report, found = findings("FMT-01", GOOD)
    assert found == ()
    assert check(report, rules=selected(["FMT-01"])).tallies["FMT-01"].passed == 1


UNLIKE = {
    "paper": (GOOD, section('w:w="10318" w:h="14570"'), ["纸张 182×257 毫米（应为 210×297 毫米）"]),
    "margins": (
        GOOD, section(margins=MARGINS.replace("2098", "1440").replace("1588", "1800")),
        ["页边距为上 25.4、左 31.7 毫米（应为上 37、左 28 毫米）"],
    ),
    "margins within a millimetre": (GOOD, section(margins=MARGINS.replace("2098", "2150")), []),
    "a page on its side": (GOOD, section('w:w="16838" w:h="11906"', margins=MARGINS.replace("2098", "1440")), []),
    "characters of a line": (GOOD, section(grid=GRID.format("linesAndChars", 30000)), ["每行 25 字（应为 28 字）"]),
    "title": (
        GOOD.replace("方正小标宋简体", "宋体").replace('"center"', '"left"'), section(),
        ["标题用 22 磅（2号）宋体（应为 22 磅（2号）小标宋）", "标题没有居中"],
    ),
    "title moved to the middle by blanks": (
        GOOD.replace('<w:jc w:val="center"/>', "").replace("临江县2023年法", "　　　　　临江县2023年法"), section(), [],
    ),
    "headings": (
        GOOD.replace("黑体", "仿宋").replace("楷体_GB2312", "仿宋"), section(),
        ["一级标题用 16 磅（3号）仿宋（应为 16 磅（3号）黑体）", "二级标题用 16 磅（3号）仿宋（应为 16 磅（3号）楷体）"],
    ),
    "body": (
        TITLE + HEADS + BODY.replace("仿宋_GB2312", "宋体").replace('w:val="32"', 'w:val="28"'), section(),
        ["正文用 14 磅（4号）宋体（应为 16 磅（3号）仿宋）"],
    ),
    "no indent": (TITLE + HEADS + BODY.replace(INDENT, ""), section(), ["正文首行缩进 0 字（应为 2 字）"]),
    "indent of blanks": (TITLE + HEADS + BODY.replace(INDENT, "").replace("全县", "　　全县"), section(), []),
    "indent twice": (
        TITLE + HEADS + BODY.replace("全县", "　　全县"), section(), ["正文首行缩进 4 字（应为 2 字）"],
    ),
    "narrow lines": (
        GOOD.replace('w:line="579"', 'w:line="400"'), section(), ["行距 20 磅（一般为 28 至 30 磅）"],
    ),
    "lines that depend on the font": (GOOD.replace('lineRule="exact"', 'lineRule="auto"'), section(), []),
    "no font named": (GOOD.replace(' w:eastAsia="仿宋_GB2312"', ""), section(), []),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLIKE)
def test_what_is_unlike_the_standard(name: str) -> None:
    body, properties, expected = UNLIKE[name]
    report, found = findings("FMT-01", body, properties)
    assert len(found) == bool(expected)
    for finding in found:
        lead = f"版式有 {len(expected)} 处和《党政机关公文格式》（GB/T 9704—2012）不同："
        assert finding.message == lead + "；".join(expected)
        assert report.quote(finding.spans[0]).strip() == "临江县2023年法治政府建设年度报告"


def test_pasted_paragraphs_are_told_apart() -> None:
    pasted = set_in(SENTENCE.format(99), "微软雅黑", 12)
    report, found = findings("FMT-01", GOOD + pasted)
    assert [f.message for f in found] == [
        "有 1 段正文用 12 磅（小4号）微软雅黑，其他正文用 16 磅（3号）仿宋_GB2312"
    ]
    assert report.quote(found[0].spans[0]) == SENTENCE.format(99)


def test_two_habits_are_not_slips() -> None:
    assert findings("FMT-01", GOOD + set_in(SENTENCE.format(99), "微软雅黑", 16) * 5)[1] == ()


# -- FMT-03 -----------------------------------------------------------------------------------

IMPRINT = "临江县人民政府办公室　　2024年3月20日印发"


def paged(page: int, last: int, text: str = IMPRINT) -> tuple[Finding, ...]:
    body = f"关于2023年法治政府建设情况的报告\n{text}\n附表。"
    split = body.index("\n附表")
    places = (Place(0, split, page=page), Place(split + 1, len(body), page=last))
    report = parse_document(Document(body, "报告.pdf", "pdf", places=places))
    return check(report, rules=selected(["FMT-03"])).findings


def test_the_page_of_the_imprint() -> None:
    assert paged(4, 4) == ()
    assert [(f.verdict, f.message) for f in paged(3, 3)] == [("fail", "版记在第 3 页，是奇数页")]
    assert [(f.verdict, f.reason) for f in paged(3, 4)] == [("open", "layout")]


@pytest.mark.parametrize(
    "text",
    [
        "方案由县政府办公室于2024年3月20日印发。",
        "2024年3月20日印发",
        "县政府办公室起草，2024年3月20日印发",
        "临江县人民政府办公室　　2024年3月20日",
    ],
)
def test_other_lines_are_no_imprint(text: str) -> None:
    assert paged(3, 3, text) == ()


def test_the_imprint_of_a_word_document_is_open() -> None:
    report, found = findings("FMT-03", GOOD + p("抄送：县委办公室。") + p(IMPRINT))
    assert [(f.verdict, f.reason, report.quote(f.spans[0])) for f in found] == [("open", "layout", IMPRINT)]
    assert findings("FMT-03", GOOD)[1] == ()


# -- ART-03 -----------------------------------------------------------------------------------


def test_what_is_left_is_counted() -> None:
    body = GOOD + p(
        "另", f"<w:ins>{r('新增')}</w:ins>", f"<w:del>{r('删去')}</w:del>", r("改", "<w:rPrChange/>")
    )
    commented = p("甲", '<w:r><w:commentReference w:id="0"/></w:r>')
    assert [f.message for f in findings("ART-03", body + commented)[1]] == [
        "文档里还有 3 处修订（插入 1 处、删除 1 处、改格式 1 处）、1 条批注没有处理"
    ]
    assert [f.message for f in findings("ART-03", GOOD + commented)[1]] == ["文档里还有 1 条批注没有处理"]
    assert findings("ART-03", GOOD)[1] == ()
