"""PDFs printed by LibreOffice: text, tables and furniture come back as they were written."""

from __future__ import annotations

import ctypes
import io
import sys
from collections.abc import Callable
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from paged_samples import CROPS, PEOPLE, PROJECTS, REPORT, SIGNED, TITLE, WRITTEN, sample_documents, to_pdf
from PIL import Image
from statutory_sample import Form, report

from reportnlp.datamodel import Document, Table
from reportnlp.errors import MissingExtraError, ReadError
from reportnlp.parse.readers import ocr, pdf, pdfium_page
from reportnlp.parse.readers.ocr import TextLine
from reportnlp.parse.readers.pdf import read_pdf

FILLERS = (0, 4, 5, 8, 11, 14)


@pytest.fixture(scope="session")
def forms() -> dict[int, tuple[Any, list[Form]]]:
    return {filler: report(filler, filler) for filler in FILLERS}


@pytest.fixture(scope="session")
def printed(
    tmp_path_factory: pytest.TempPathFactory, forms: dict[int, tuple[Any, list[Form]]]
) -> dict[str, bytes]:
    documents = sample_documents() | {f"form{filler}": document for filler, (document, _) in forms.items()}
    return to_pdf(documents, tmp_path_factory.mktemp("printed"))


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}


def check_places(document: Document) -> None:
    """Places are sorted, apart from each other and inside the text; cells quote the text."""
    for left, right in zip(document.places, document.places[1:], strict=False):
        assert left.start < left.end <= right.start
    assert not document.places or document.places[-1].end <= len(document.text)
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.span.start : cell.span.end] == cell.text
            assert table.span.start <= cell.span.start <= cell.span.end <= table.span.end


def test_paragraphs_are_whole_again(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["report"], "report.pdf")
    assert lines(document) == [TITLE, *WRITTEN, *SIGNED]
    assert (document.format, document.source, document.notes) == ("pdf", "report.pdf", ())
    check_places(document)


def test_furniture_is_set_apart(printed: dict[str, bytes]) -> None:
    apart = read_pdf(printed["report"], "report.pdf").apart
    pages = len(pypdfium2.PdfDocument(printed["report"]))
    assert pages >= 3
    assert [(a.kind, a.text, a.page) for a in apart] == [
        pair
        for page in range(1, pages + 1)
        for pair in (("header", "青岚县人民政府文件汇编", page), ("page_number", f"—{page}—", page))
    ]


def test_places_tell_page_and_paragraph(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["report"], "report.pdf")
    paragraphs = [place.paragraph for place in document.places]
    assert paragraphs == sorted(paragraphs, key=lambda paragraph: paragraph or 0)
    assert len(set(paragraphs)) == len(lines(document))
    # A paragraph that runs on over a page break has a place on either page.
    assert len(paragraphs) > len(set(paragraphs))
    pages = [place.page or 0 for place in document.places]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, len(pypdfium2.PdfDocument(printed["report"])) + 1))


@pytest.mark.parametrize("filler", FILLERS)
def test_statutory_tables(
    printed: dict[str, bytes], forms: dict[int, tuple[Any, list[Form]]], filler: int
) -> None:
    """Each figure in its row and column, wherever the pages break."""
    document = read_pdf(printed[f"form{filler}"], "年报.pdf")
    assert len(document.tables) == 3
    for table, (texts, merges, rows, columns) in zip(document.tables, forms[filler][1], strict=True):
        assert (table.rows, table.columns) == (rows, columns)
        assert grid(table) == texts
        spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
        for top, left, bottom, right in merges:
            assert spans[top, left] == (bottom - top + 1, right - left + 1)
    assert lines(document)[-2:] == ["五、存在的主要问题及改进情况", "六、其他需要报告的事项"]
    check_places(document)


def test_tables_without_upright_rules(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["crops"], "公报.pdf")
    assert [grid(table) for table in document.tables] == [
        {(r, c): text for r, row in enumerate(CROPS) for c, text in enumerate(row)}
    ]
    assert lines(document)[-1] == "全年工业增加值30.5亿元，增长6.2%。"


def test_rows_without_rules_over_a_page_break(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["people"], "公报.pdf")
    assert [grid(table) for table in document.tables] == [
        {(r, c): text for r, row in enumerate(PEOPLE) for c, text in enumerate(row)}
    ]
    assert {place.page for place in document.places if place.kind == "cell"} == {1, 2}


def test_columns_are_read_one_after_the_other(printed: dict[str, bytes]) -> None:
    assert lines(read_pdf(printed["columns"], "公报.pdf")) == ["青岚县人民政府公报", *REPORT]


def test_repeated_head_is_dropped(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["annex"], "附表.pdf")
    (table,) = document.tables
    assert (table.rows, table.columns) == (31, 4)
    assert [cell.text for cell in table.cells if cell.column == 3] == [
        PROJECTS[3],
        *(str(r * 1234) for r in range(1, 31)),
    ]
    assert document.text.count(PROJECTS[2]) == 1


def test_text_standing_on_its_side(printed: dict[str, bytes]) -> None:
    (table,) = read_pdf(printed["upright"], "表.pdf").tables
    assert grid(table) == {
        (0, 0): "三、本年度办理结果", (0, 1): "三、本年度办理结果", (0, 2): "合计", (1, 2): "12",
    }  # fmt: skip


def test_a_box_around_text_is_no_table(printed: dict[str, bytes]) -> None:
    document = read_pdf(printed["boxed"], "简报.pdf")
    assert not document.tables
    assert lines(document) == ["本期要点：全县新增就业4321人。", "一、总体情况", "全年运行平稳。"]


def saved(pdf: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages(printed: dict[str, bytes], angle: int) -> None:
    pdf = pypdfium2.PdfDocument(printed["form4"])
    for page in pdf:
        page.set_rotation(angle)
    turned, upright = read_pdf(saved(pdf), "a.pdf"), read_pdf(printed["form4"], "a.pdf")
    assert [grid(table) for table in turned.tables] == [grid(table) for table in upright.tables]
    assert sorted(turned.text) == sorted(upright.text)


def test_watermark_is_set_apart(printed: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(printed["report"])
    for page in pdf:
        mark = pdfium.FPDFPageObj_NewTextObj(pdf.raw, b"Helvetica", 60.0)
        letters = "DRAFT".encode("utf-16-le") + b"\0\0"
        pdfium.FPDFText_SetText(mark, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(mark, 0.7, 0.7, -0.7, 0.7, 150, 300)
        pdfium.FPDFPage_InsertObject(page.raw, mark)
        page.gen_content()
    document = read_pdf(saved(pdf), "a.pdf")
    assert lines(document) == [TITLE, *WRITTEN, *SIGNED]
    assert {a.text for a in document.apart if a.kind == "watermark"} == {"DRAFT"}


def scan(pages: int = 1) -> bytes:
    """A PDF of page images."""
    images = [Image.new("L", (620, 877), 255) for _ in range(pages)]
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:], resolution=75)
    return buffer.getvalue()


def mixed(printed: bytes) -> bytes:
    """The report with a scanned page behind its first."""
    pdf = pypdfium2.PdfDocument(printed)
    pdf.import_pages(pypdfium2.PdfDocument(scan()), [0], index=1)
    return saved(pdf)


@pytest.mark.usefixtures("without_engine")
def test_scan_without_engine() -> None:
    with pytest.raises(MissingExtraError) as caught:
        read_pdf(scan(3), "扫描.pdf")
    assert "第1—3页" in str(caught.value)
    assert "pip install reportnlp[ocr]" in caught.value.todo


@pytest.mark.usefixtures("without_engine")
def test_scanned_page_among_others_is_noted(printed: dict[str, bytes]) -> None:
    document = read_pdf(mixed(printed["form0"]), "年报.pdf")
    assert len(document.notes) == 1 and document.notes[0].startswith("第2页") and "ocr" in document.notes[0]
    assert "六、其他需要报告的事项" in document.text


class FakeEngine:
    """Finds the same two lines on every page."""

    def read(self, image: Any) -> list[TextLine]:
        assert image.width > 1000
        return [
            TextLine("全年办结128件", 200, 500, 400, 440, 0.99),
            TextLine("乡镇政府工作报告", 600, 1000, 200, 260, 0.55),
        ]


def test_scan_with_engine(monkeypatch: pytest.MonkeyPatch, printed: dict[str, bytes]) -> None:
    monkeypatch.setattr(ocr, "load_engine", lambda what, where: FakeEngine())
    document = read_pdf(mixed(printed["boxed"]), "报告.pdf")
    assert lines(document)[-2:] == ["乡镇政府工作报告", "全年办结128件"]
    assert [place.page for place in document.places][-1] == 2
    assert "第2页的文字由图像识别得到" in document.notes[0]
    assert "“乡镇政府工作报告”" in document.notes[1]


@pytest.mark.usefixtures("without_engine")
def test_text_without_unicode_map_is_garbled(printed: dict[str, bytes]) -> None:
    assert b"/ToUnicode" in printed["report"]
    with pytest.raises(MissingExtraError, match="乱码"):
        read_pdf(printed["report"].replace(b"/ToUnicode", b"/ToUnicodX"), "a.pdf")


EMPTY = saved(pypdfium2.PdfDocument.new())
LOCKED = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    b"4 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>\nendobj\n"
    b"trailer\n<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF\n"
)


def _blank() -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    return saved(pdf)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda pdf: b"<html>", "不是 PDF"),
        (lambda pdf: pdf[: len(pdf) // 2], "不完整"),
        (lambda pdf: b"%PDF-1.7\nnothing\n%%EOF", "已损坏"),
        (lambda pdf: EMPTY, "没有页面"),
        (lambda pdf: LOCKED, "密码"),
        (lambda pdf: _blank(), "没有文字"),
    ],
    ids=["html", "truncated", "broken", "empty", "locked", "blank"],
)
def test_failures(printed: dict[str, bytes], make: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_pdf(make(printed["boxed"]), "坏文件.pdf")
    assert caught.value.where == "坏文件.pdf"
    assert caught.value.todo


@pytest.mark.parametrize(("bound", "message"), [("MAX_PAGES", "页"), ("MAX_CHARS", "字")])
def test_bounds(printed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, bound: str, message: str) -> None:
    monkeypatch.setattr(pdf, bound, 2)
    with pytest.raises(ReadError, match=f"超过.*{message}"):
        read_pdf(printed["report"], "长.pdf")


def test_crowded_page_is_refused(printed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium_page, "MAX_GLYPHS", 100)
    with pytest.raises(ReadError) as caught:
        read_pdf(printed["report"], "密.pdf")
    assert caught.value.where == "密.pdf 第1页"


def test_pictures_are_noted(printed: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(printed["boxed"])
    picture = pypdfium2.PdfImage.new(pdf)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (50, 50))))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(200, 200).translate(100, 100))
    page = pdf[0]
    page.insert_obj(picture)
    page.gen_content()
    assert read_pdf(saved(pdf), "图.pdf").notes == ("第1页有图片，图片里的文字没有读出",)
