"""Word documents: what stands on the paper becomes text, and every stretch knows its run."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import Build, cell, check_places, declared, p, r, table

from reportnlp.errors import ReadError
from reportnlp.parse.readers import read
from reportnlp.parse.readers.docx import read_docx
from reportnlp.parse.readers.docx_walk import run_text

INLINE = {
    "split number": (p("全年办理案件1", "2", "03件，增长", "5.", "2%"), "全年办理案件1203件，增长5.2%"),
    "tab and breaks": (
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>", "丁"), "甲\t乙\n丙\n丁",
    ),
    "page break": (p("上一页", '<w:r><w:br w:type="page"/></w:r>', "下一页"), "上一页\n下一页"),
    "hyperlink": (p("详见", f"<w:hyperlink>{r('附件')}{r('1')}</w:hyperlink>", "。"), "详见附件1。"),
    "smart tag": (
        p(f"<w:smartTag><w:smartTag>{r('2023')}</w:smartTag>{r('年')}</w:smartTag>", "全县"), "2023年全县",
    ),
    "content control": (
        p("共", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('12')}</w:sdtContent></w:sdt>", "件"), "共12件",
    ),
    "block control": (f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>", "甲\n乙"),
    "simple field": (p(f'<w:fldSimple w:instr="DATE">{r("1月5日")}</w:fldSimple>'), "1月5日"),
    "complex field": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>', "表1"),
        "表1",
    ),
    "symbols": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>',
          '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'), "☑是≥",
    ),
    "unknown symbol": (
        p('<w:r><w:sym w:font="Webdings" w:char="F061"/><w:sym w:char="zz"/></w:r>', "否"), "□否",
    ),
    "hyphen": (p("<w:r><w:t>0516</w:t><w:noBreakHyphen/><w:t>12345</w:t></w:r>"), "0516-12345"),
    "ruby": (
        p("<w:r><w:ruby><w:rt><w:r><w:t>lán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岚</w:t></w:r></w:rubyBase>"
          "</w:ruby></w:r>", "县"), "岚县",
    ),
    "formula": (
        p("得分", "<m:oMath><m:r><m:t>a+</m:t></m:r><m:r><m:t>b</m:t></m:r></m:oMath>", "。"), "得分a+b。",
    ),
    "alternative run": (
        p("<mc:AlternateContent><mc:Choice Requires='x'><w:r><w:t>甲</w:t></w:r></mc:Choice>"
          "<mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback></mc:AlternateContent>"), "甲",
    ),
    "empty choice": (
        p("<mc:AlternateContent><mc:Choice Requires='x'><w:r/></mc:Choice>"
          "<mc:Fallback><w:r><w:t>乙</w:t></w:r></mc:Fallback></mc:AlternateContent>"), "乙",
    ),
    "newline in text": (p("<w:r><w:t>甲\n乙</w:t></w:r>"), "甲 乙"),
    "empty paragraphs": (p("甲") + p() * 5 + p("乙"), "甲\n\n乙"),
    "rare character": (p("马㛃、𠮷"), "马㛃、𠮷"),
}  # fmt: skip


@pytest.mark.parametrize("name", INLINE)
def test_runs_become_seamless_text(name: str, make_docx: Build) -> None:
    body, text = INLINE[name]
    data = make_docx(body)
    document = read_docx(data, "报告.docx")
    assert document.text == text
    check_places(document, data)


def test_place_of_a_run_inside_a_link(make_docx: Build) -> None:
    document = read_docx(
        make_docx(p("甲") + p("共", f"<w:hyperlink>{r('12')}</w:hyperlink>", "件")), "报告.docx"
    )
    place = next(place for place in document.places if document.text[place.start : place.end] == "12")
    assert (place.kind, place.paragraph, place.run, place.offset) == ("paragraph", 1, 1, 0)


REVISED = {
    "kept and left out": (
        p("共", f"<w:del>{r('11').replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>",
          f"<w:ins>{r('12')}</w:ins>", "件"),
        "共12件", ["11"],
    ),
    "moved": (
        p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", "乙", f"<w:moveTo>{r('甲')}</w:moveTo>"), "乙甲", ["甲"],
    ),
    "inserted then deleted": (p("甲", f"<w:ins><w:del>{r('乙')}</w:del></w:ins>"), "甲", ["乙"]),
    "paragraph end deleted": (p("前半", properties="<w:rPr><w:del/></w:rPr>") + p("后半"), "前半后半", []),
    "paragraph deleted": (
        p("甲") + p(f"<w:del>{r('乙')}</w:del>", properties="<w:rPr><w:del/></w:rPr>") + p("丙"),
        "甲\n丙", ["乙"],
    ),
    "row deleted": (
        table(cell("甲") + cell("1"), f"<w:tr><w:trPr><w:del/></w:trPr>{cell('乙')}{cell('2')}</w:tr>",
              cell("丙") + cell("3")),
        "甲\t1\n丙\t3", ["乙\t2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REVISED)
def test_tracked_changes(name: str, make_docx: Build) -> None:
    body, text, deleted = REVISED[name]
    data = make_docx(body)
    document = read_docx(data, "报告.docx")
    assert document.text == text
    assert [part.text for part in document.apart if part.kind == "deleted"] == deleted
    check_places(document, data)
    assert any("修订" in note for note in document.notes) == bool(deleted)


def test_comments_and_hidden_text_are_apart(make_docx: Build) -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>',
        "增长5%",
        '<w:r><w:commentReference w:id="0"/></w:r>',
        r("内部", "<w:vanish/>"),
    )
    comments = f'<w:comment w:id="0">{p("请核实")}{p("再报")}</w:comment>'
    document = read_docx(
        make_docx(body + p(r("可见", '<w:vanish w:val="0"/>')), comments=comments), "报告.docx"
    )
    assert document.text == "增长5%\n可见"
    assert [(part.kind, part.text) for part in document.apart] == [
        ("comment", "请核实\n再报"),
        ("deleted", "内部"),
    ]
    assert document.notes == ("文档有隐藏文字 1 处，没有计入正文", "文档有批注 1 条，没有计入正文")


BOX = "<w:txbxContent>{}</w:txbxContent>"
CHOICE = (
    "<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
)
FALLBACK = "<mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback>"


@pytest.mark.parametrize("shape", ["both", "drawing", "picture"])
def test_text_box_comes_once_after_its_paragraph(shape: str, make_docx: Build) -> None:
    box = BOX.format(p("框内一") + p("框内", "二"))
    inside = {
        "both": f"<mc:AlternateContent>{CHOICE.format(box)}{FALLBACK.format(box)}</mc:AlternateContent>",
        "drawing": f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>",
        "picture": f"<w:pict><v:textbox>{box}</v:textbox></w:pict>",
    }[shape]
    data = make_docx(p("正文前", f"<w:r>{inside}</w:r>", "正文后") + p("下一段"))
    document = read_docx(data, "报告.docx")
    assert document.text == "正文前正文后\n框内一\n框内二\n下一段"
    kinds = [place.kind for place in document.places]
    assert kinds == ["paragraph", "paragraph", "textbox", "textbox", "textbox", "paragraph"]
    check_places(document, data)


def test_notes_follow_the_text_in_the_order_of_their_marks(make_docx: Build) -> None:
    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = p("甲", mark("footnote", 5), "乙", mark("endnote", 2)) + p(
        "丙", mark("footnote", 3), mark("footnote", 9)
    )
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("线")}</w:footnote>'
        f'<w:footnote w:id="3">{p("注三")}</w:footnote>'
        f'<w:footnote w:id="5">{p("<w:r><w:footnoteRef/></w:r>", "注五", "万元")}</w:footnote>'
    )
    data = make_docx(body, footnotes=notes, endnotes=f'<w:endnote w:id="2">{p("尾注")}</w:endnote>')
    document = read_docx(data, "报告.docx")
    assert document.text == "甲乙\n丙\n注五万元\n尾注\n注三"
    assert "文档有脚注、尾注 3 条，放在正文末尾" in document.notes
    found = [(place.paragraph, place.run) for place in document.places if place.kind == "footnote"]
    assert found == [(0, 1), (0, 1), (0, 3), (1, 1)]


def test_headers_and_footers_are_apart(make_docx: Build) -> None:
    parts = {
        "header1": p("青岚县人民政府")
        + p('<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'),
        "footer1": p("— 1 —"),
        "footer2": p("内部资料"),
    }
    types = {"header1": "header", "footer1": "footer", "footer2": "footer"}
    document = read_docx(declared(make_docx(p("正文"), **parts), types), "报告.docx")
    assert document.text == "正文"
    assert {(part.kind, part.text) for part in document.apart} == {
        ("header", "青岚县人民政府"),
        ("watermark", "征求意见稿"),
        ("page_number", "— 1 —"),
        ("footer", "内部资料"),
    }


def test_generated_contents_are_apart(make_docx: Build) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="toc 1"/></w:style>'
    entry = p("一、总体情况", "<w:r><w:tab/></w:r>", "3", properties='<w:pStyle w:val="a7"/>')
    document = read_docx(make_docx(entry + p("一、总体情况"), styles=styles), "报告.docx")
    assert document.text == "一、总体情况"
    assert [(part.kind, part.text) for part in document.apart] == [("navigation", "一、总体情况\t3")]


def test_parts_may_have_other_names_and_namespaces(make_docx: Build, make_zip: Build) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(p("严格")))) as package:
        xml = package.read("word/document.xml")
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = declared(make_zip({"word/document2.xml": strict}), {}, main="document2")
    assert read("报告.docx", data=data).text == "严格"


def test_made_by_python_docx() -> None:
    made = docx.Document()
    made.add_heading("一、总体情况", 1)
    made.add_paragraph("办结").add_run("12").bold = True
    grid = made.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "合计"
    grid.cell(1, 1).text = "7"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read("报告.docx", data=buffer.getvalue())
    assert document.text == "一、总体情况\n办结12\n合计\n\t7"
    assert document.notes == ()
    check_places(document, buffer.getvalue())


WORDS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("0123456789，。、（）%.\t\n 　Aé㛃𠮷"),
    ),
    max_size=8,
)
PARAGRAPH = st.lists(WORDS, max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(PARAGRAPH, st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=2, max_size=3)))
)
def test_any_text_survives_and_is_placed(blocks: list[list[str] | list[list[str]]]) -> None:
    made = docx.Document()
    for block in blocks:
        if block and isinstance(block[0], list):
            grid = made.add_table(len(block), 2)
            for i, row in enumerate(block):
                grid.cell(i, 0).text, grid.cell(i, 1).text = row
        else:
            paragraph = made.add_paragraph()
            for run in block:
                assert isinstance(run, str)
                paragraph.add_run(run)
    buffer = io.BytesIO()
    made.save(buffer)
    document = read_docx(buffer.getvalue(), "报告.docx")
    written = "".join(run_text(run) for run in made.element.body.iter(qn("w:r")))
    assert "".join(document.text.split()) == "".join(written.split())
    check_places(document, buffer.getvalue())


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.98])
def test_truncated_file(cut: float, make_docx: Build) -> None:
    data = make_docx("".join(p(f"第{n}段，办理{n * 7919}件。") for n in range(500)))
    with pytest.raises(ReadError, match=r"报告\.docx：文件已损坏或不完整.*另存"):
        read("报告.docx", data=data[: int(len(data) * cut)])


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"word/document.xml": "<a/>"}, "没有正文"),
        ({"word/document.xml": "<w:document"}, "XML 不合格式"),
        ({"word/styles.xml": "<a/>"}, "缺少 word/document.xml"),
        ({"word/document.xml": ""}, "XML 不合格式"),
    ],
)
def test_broken_packages(members: dict[str, str | bytes], message: str, make_zip: Build) -> None:
    with pytest.raises(ReadError, match=message):
        read("报告.docx", data=make_zip(members))
