"""OFD packages made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import PARAGRAPH

from reportnlp.datamodel import Document
from reportnlp.errors import ReadError
from reportnlp.parse.readers import ofd
from reportnlp.parse.readers.ofd import read_ofd

SPACE = "http://www.ofdspec.org/2016"
SIZE = 5.6
"""Type of the running text, in millimetres (three characters make 16.8)."""

PER_LINE = 28
LEFT = 28.0

PARAGRAPHS = (
    "一、工作开展情况",
    "临川区全年受理行政许可申请8642件，办结8597件，按时办结率99.48%，其中承诺件平均用时缩短到4.5个工作日，群众评价满意率保持在98%以上。",
    "二、存在的不足",
    "部分街道的执法记录不够完整，全年抽查的236份案卷中有19份需要整改。",
)


def text_object(text: str, x: float, y: float, size: float = SIZE, extra: str = "") -> str:
    """One line whose characters follow each other without gaps; Latin ones are half as wide."""
    steps = " ".join(f"{size if char > 'ɐ' else size / 2:.2f}" for char in text[:-1])
    deltas = f' DeltaX="{steps}"' if steps else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<o:TextObject Boundary="{x} {y - size} 160 {size * 1.3}" Font="1" Size="{size}" {extra}>'
        f'<o:TextCode X="0" Y="{size * 0.86}"{deltas}>{escaped}</o:TextCode></o:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    box = f"{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}"
    return (
        f'<o:PathObject Boundary="{box}" LineWidth="0.2">'
        f"<o:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</o:AbbreviatedData></o:PathObject>"
    )


def typeset(paragraphs: Sequence[str], top: float = 40.0) -> str:
    """Paragraphs with an indent of two characters on lines of `PER_LINE`."""
    out, y = [], top
    for paragraph in paragraphs:
        room, line, indent = PER_LINE - 2.0, "", 2.0
        for char in f"{paragraph}\n":
            width = 1.0 if char > "ɐ" else 0.5
            if char == "\n" or (width > room and char not in "，。；、"):
                out.append(text_object(line, LEFT + indent * SIZE, y))
                y, room, line, indent = y + SIZE * 1.75, float(PER_LINE), "", 0.0
            room, line = room - width, line + char
    return "".join(out)


def page(inner: str, box: str = "0 0 210 297", template: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><o:Page xmlns:o="{SPACE}">{template}'
        f"<o:Area><o:PhysicalBox>{box}</o:PhysicalBox></o:Area>"
        f'<o:Content><o:Layer ID="1">{inner}</o:Layer></o:Content></o:Page>'
    )


def root(locations: Sequence[str], space: str = SPACE) -> str:
    bodies = "".join(f"<o:DocBody><o:DocRoot>{location}</o:DocRoot></o:DocBody>" for location in locations)
    return f'<?xml version="1.0" encoding="UTF-8"?><o:OFD xmlns:o="{space}" Version="1.1">{bodies}</o:OFD>'


def catalogue(pages: Sequence[str], template: str = "") -> str:
    listed = "".join(f'<o:Page ID="{i}" BaseLoc="{location}"/>' for i, location in enumerate(pages, 10))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><o:Document xmlns:o="{SPACE}"><o:CommonData>'
        f"<o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea>{template}</o:CommonData>"
        f"<o:Pages>{listed}</o:Pages></o:Document>"
    )


def package(members: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def simple(*pages: str) -> bytes:
    """A package of one document."""
    members = {"OFD.xml": root(["Doc_0/Document.xml"])}
    members["Doc_0/Document.xml"] = catalogue([f"Pages/Page_{i}/Content.xml" for i in range(len(pages))])
    return package(
        members | {f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in enumerate(pages)}
    )


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


def test_lines_become_paragraphs() -> None:
    title = text_object("临川区2023年法治政府建设年度报告", 35, 30, 7.7)
    document = read_ofd(simple(page(title + typeset(PARAGRAPHS, 55))), "报告.ofd")
    assert lines(document) == ["临川区2023年法治政府建设年度报告", *PARAGRAPHS]
    assert document.format == "ofd"
    assert [place.paragraph for place in document.places] == [0, 1, 2, 3, 4]


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=5))
def test_any_paragraphs_survive_and_are_placed(drawn: list[str]) -> None:
    paragraphs = [PARAGRAPHS[1], *drawn]  # a long one shows how wide the page is
    document = read_ofd(simple(page(typeset(paragraphs)), page(typeset(paragraphs))), "a.ofd")
    assert lines(document) == paragraphs * 2
    for place in document.places:
        assert document.text[place.start : place.end] in paragraphs
        assert place.page == (1 if (place.paragraph or 0) < len(paragraphs) else 2)


def test_order_is_by_place_not_by_file() -> None:
    parts = [
        text_object("第二行在下。", LEFT, 60),
        text_object("上面是第一行。", LEFT, 50),
        text_object("8642", LEFT + 40, 60),
    ]
    assert lines(read_ofd(simple(page("".join(parts))), "a.ofd")) == ["上面是第一行。", "第二行在下。8642"]


def test_page_numbers_are_set_apart_and_paragraphs_run_on() -> None:
    long = PARAGRAPHS[1]
    first, second = typeset([long]), ""
    cut = first.rindex("<o:TextObject")
    first, second = first[:cut], first[cut:].replace(" 160 ", " 150 ")
    pages = [page(part + text_object(f"— {i} —", 100, 275)) for i, part in enumerate((first, second), 1)]
    document = read_ofd(simple(*pages), "a.ofd")
    assert lines(document) == [long]
    assert [(part.kind, part.page) for part in document.apart] == [("page_number", 1), ("page_number", 2)]
    assert [place.page for place in document.places] == [1, 2]


def test_ruled_table() -> None:
    rules = [rule(30, y, 130, y) for y in (40, 50, 60)] + [rule(x, 40, x, 60) for x in (30, 80, 130)]
    texts = [("单位", 32, 47), ("办件量（件）", 82, 47), ("临川区", 32, 57), ("8642", 82, 57)]
    document = read_ofd(
        simple(page("".join(rules + [text_object(t, x, y, 4) for t, x, y in texts]))), "a.ofd"
    )
    (table,) = document.tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "单位"), (0, 1, "办件量（件）"), (1, 0, "临川区"), (1, 1, "8642"),
    ]  # fmt: skip
    assert document.text == "单位\t办件量（件）\n临川区\t8642"


def test_steps_in_short_and_matrix() -> None:
    """DeltaX may say "g 3 5" for three steps of 5; a matrix scales object coordinates."""
    text = (
        '<o:TextObject Boundary="30 50 80 8" CTM="0.5 0 0 0.5 0 0" Font="1" Size="10">'
        '<o:TextCode X="0" Y="9" DeltaX="g 3 10 10">临川区报告</o:TextCode></o:TextObject>'
    )
    document = read_ofd(simple(page(text + text_object("全文。", 56, 56.5))), "a.ofd")
    assert document.text == "临川区报告全文。"


def test_template_other_namespace_and_two_documents() -> None:
    template = '<o:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    used = '<o:Template TemplateID="5" ZOrder="Background"/>'
    header = page(text_object("临川区人民政府", 80, 15, 4))
    other = page(typeset(["第二份。"])).replace(SPACE, "http://www.example.org/ofd")
    members = {
        "OFD.xml": root(["/Doc_0/Document.xml", "Doc_1/Document.xml"], "http://www.ofdspec.org"),
        "Doc_0/Document.xml": catalogue(["Pages/0.xml", "Pages/1.xml"], template),
        "Doc_0/Tpls/Tpl_0/Content.xml": header,
        "Doc_0/Pages/0.xml": page(typeset(["第一页。"]), template=used),
        "Doc_0/pages/1.xml": page(typeset(["第二页。"]), template=used),
        "Doc_1/Document.xml": catalogue(["/Doc_1/0.xml"]),
        "Doc_1/0.xml": other,
    }
    document = read_ofd(package(members), "a.ofd")
    assert lines(document) == ["第一页。", "第二页。", "第二份。"]
    assert [(part.kind, part.text, part.page) for part in document.apart] == [
        ("header", "临川区人民政府", 1), ("header", "临川区人民政府", 2),
    ]  # fmt: skip
    assert [place.page for place in document.places] == [1, 2, 3]


def test_invisible_slanted_and_pictured() -> None:
    slanted = text_object("内部资料", 60, 150, 12, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    hidden = text_object("看不见的字", 60, 80, extra='Visible="false"')
    picture = '<o:ImageObject Boundary="20 200 100 60" ResourceID="3"/>'
    document = read_ofd(simple(page(typeset(["正文一段。"]) + slanted + hidden + picture)), "a.ofd")
    assert document.text == "正文一段。"
    assert [(part.kind, part.text) for part in document.apart] == [("watermark", "内部资料")]
    assert document.notes == ("第1页有图片，图片里的文字没有读出",)


GARBLED = text_object("".join(chr(0xE100 + i) for i in range(25)), LEFT, 50)


def test_garbled_pages() -> None:
    document = read_ofd(simple(page(typeset(PARAGRAPHS)), page(GARBLED)), "a.ofd")
    assert document.notes == ("第2页的部分文字是乱码（字体没有字符编码）",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 but no zip", "损坏"),
        (package({"a.txt": "x"}), "缺少 OFD.xml"),
        (package({"OFD.xml": root(["Doc_0/Document.xml"]), "Encryptions.xml": "x"}), "加密"),
        (package({"OFD.xml": root(["Doc_0/Document.xml"])}), "缺少 Doc_0/Document.xml"),
        (package({"OFD.xml": "<OFD>"}), "损坏"),
        (simple(), "没有页面"),
        (simple(page("")), "没有文字"),
        (simple(page('<o:ImageObject Boundary="0 0 210 297"/>')), "只有图像"),
        (simple(page(GARBLED)), "乱码"),
    ],
    ids=["no-zip", "no-root", "encrypted", "no-document", "xml", "no-pages", "blank", "scan", "garbled"],
)
def test_failures(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_ofd(data, "坏文件.ofd")
    assert caught.value.where.startswith("坏文件.ofd")
    assert caught.value.todo


@pytest.mark.parametrize(("bound", "message"), [("MAX_PAGES", "页"), ("MAX_CHARS", "字")])
def test_bounds(monkeypatch: pytest.MonkeyPatch, bound: str, message: str) -> None:
    monkeypatch.setattr(ofd, bound, 1)
    with pytest.raises(ReadError, match=f"超过.*{message}"):
        read_ofd(simple(*[page(typeset(["字"]))] * 3), "长.ofd")


@pytest.mark.parametrize(
    "broken",
    [
        '<o:TextObject Boundary="1 2 3"><o:TextCode X="a" DeltaX="g">字</o:TextCode></o:TextObject>',
        '<o:TextObject Boundary="30 40 x y" CTM="1 2" Size="-1e9"><o:TextCode DeltaX="g 99999999999 1">字字</o:TextCode></o:TextObject>',
        '<o:PathObject Boundary="0 0 9 9"><o:AbbreviatedData>M L 1 Q 2 A B x C</o:AbbreviatedData></o:PathObject>',
        '<o:PathObject Boundary="0 0 9 9" Stroke="false"/>',
    ],
)
def test_nonsense_in_objects_is_passed_over(broken: str) -> None:
    document = read_ofd(simple(page(broken + typeset(["正文一段。"]))), "a.ofd")
    assert document.text.endswith("正文一段。")
