"""PDF: the text layer where there is one, recognised images where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportnlp.datamodel import Document
from reportnlp.errors import MissingExtraError, ReadError
from reportnlp.parse.readers.limits import MAX_CHARS, MAX_PAGES
from reportnlp.parse.readers.pages import SHOWN, Leaf, document, leaf, listed

FEW_GLYPHS = 30
"""A page that an image covers and that has fewer characters is a scan (a scanner may add its stamp)."""

COVERED = 0.5
"""Share of a page that images must cover for it to be a scan."""

_RESAVE = "请重新下载，或用原来的软件重新导出 PDF 再试"
_SOURCE = "请换用完整的原始文件"


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF into paragraphs and tables; page headers, footers and numbers are set apart.

    Args:
        data: the bytes of the file.
        name: the file name for messages.

    Raises:
        ReadError: no PDF, encrypted, truncated, too many pages, a broken page, or no text at all.
        MissingExtraError: nothing but scanned (or garbled) pages, and no engine to read them.
    """
    import pypdfium2

    if b"%PDF-" not in data[:1024]:
        raise ReadError("这不是 PDF 文件", name, "请检查文件是否选错或下载不完整")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error, data, name) from error
    try:
        return _read(pdf, data, name)
    finally:
        pdf.close()


def _unopened(error: Any, data: bytes, name: str) -> ReadError:
    import pypdfium2.raw as pdfium

    if _is_pageless(data):
        return ReadError("文件里没有页面", name, _RESAVE)
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReadError("文件设有密码", name, "请去掉密码后另存一份再试")
    if b"%%EOF" not in data[-2048:]:
        return ReadError("文件不完整，后半部分缺失", name, _RESAVE)
    return ReadError("文件已损坏，打不开", name, _RESAVE)


def _is_pageless(data: bytes) -> bool:
    """Whether pdfium opens the file: pypdfium2 refuses one without pages, with a stale error code."""
    import pypdfium2.raw as pdfium

    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if handle:
        pdfium.FPDF_CloseDocument(handle)
    return bool(handle)


def _read(pdf: Any, data: bytes, name: str) -> Document:
    if len(pdf) > MAX_PAGES:
        raise ReadError(f"文件有 {len(pdf)} 页，超过 {MAX_PAGES} 页", name, "请把文件拆成几份再试")
    pages = _pages(pdf, name)
    unread = [page.number for page in pages if _is_scan(page) or page.garbled]
    notes = _notes(pages, unread, data)
    if unread:
        pages, more = _recognised(pdf, pages, unread, name)
        notes += more
    if not any(page.glyphs for page in pages):
        raise ReadError("文件里没有文字", name, _SOURCE)
    return document(pages, name, "pdf", notes)


def _pages(pdf: Any, name: str) -> list[Leaf]:
    from pypdfium2 import PdfiumError

    from reportnlp.parse.readers.pdfium_page import read_page

    pages: list[Leaf] = []
    chars = 0
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            content = read_page(page, number)
            page.close()
        except (PdfiumError, ValueError) as error:
            raise ReadError("这一页已损坏，读不出来", f"{name} 第{number}页", _RESAVE) from error
        pages.append(leaf(content))
        chars += pages[-1].glyphs
        if chars > MAX_CHARS:
            raise ReadError(f"正文超过 {MAX_CHARS // 10_000} 万字，已停止读取", name, "请把文件拆成几份再试")
    return pages


def _is_scan(page: Leaf) -> bool:
    return page.glyphs < FEW_GLYPHS and page.picture > COVERED


def _notes(pages: Sequence[Leaf], unread: Sequence[int], data: bytes) -> list[str]:
    notes = []
    if b"%%EOF" not in data[-2048:]:
        notes.append("文件末尾不完整，可能缺少内容")
    pictured = [page.number for page in pages if page.picture > SHOWN and page.number not in unread]
    if pictured:
        notes.append(f"{listed(pictured)}有图片，图片里的文字没有读出")
    covered = [page.number for page in pages if page.covered and page.number not in unread]
    if covered:
        notes.append(f"{listed(covered)}有文字叠印在一处，只读取了看得见的文字，请核对")
    return notes


def _recognised(
    pdf: Any, pages: Sequence[Leaf], unread: Sequence[int], name: str
) -> tuple[list[Leaf], list[str]]:
    """The pages with the unread ones recognised, or without them where the engine is missing."""
    from reportnlp.parse.readers.ocr import INSTALL, load_engine, read_page_image

    kept = {page.number: page for page in pages if page.number not in unread}
    what = f"{listed(unread)}是扫描图像或乱码，没有可用的文字"
    try:
        engine = load_engine(what, name)
    except MissingExtraError:
        if not any(page.glyphs for page in kept.values()):
            raise
        return list(kept.values()), [f"{what}，已跳过。{INSTALL}"]
    notes = [f"{listed(unread)}的文字由图像识别得到，请核对数字"]
    for number in unread:
        image, scale = _render(pdf, number)
        page, doubts = read_page_image(image, number, scale, engine)
        kept[number] = leaf(page)
        notes += doubts
    return [kept[number] for number in sorted(kept)], notes


def _render(pdf: Any, number: int) -> tuple[Any, float]:
    """An image of a page and its pixels a point."""
    from reportnlp.parse.readers.ocr import MAX_PIXELS, RESOLUTION

    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    image = page.render(scale=scale).to_pil()
    page.close()
    return image, scale
