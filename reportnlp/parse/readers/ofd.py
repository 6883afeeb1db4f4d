"""OFD, the fixed layout of Chinese offices (GB/T 33190-2016): a zip of XML, page by page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportnlp.datamodel import Document
from reportnlp.errors import ReadError
from reportnlp.parse.readers.glyph import PageBuilder
from reportnlp.parse.readers.limits import MAX_CHARS, MAX_PAGES, SafeZip, parse_xml
from reportnlp.parse.readers.ofd_page import POINTS, Box, box_of, local, named, read_content
from reportnlp.parse.readers.pages import SHOWN, Leaf, document, leaf, listed

if TYPE_CHECKING:
    from lxml import etree

A4: Box = (0.0, 0.0, 210.0, 297.0)

_RESAVE = "请用 OFD 阅读软件重新导出（或转成 PDF）再试"


def read_ofd(data: bytes, name: str) -> Document:
    """Read an OFD package, all its documents in order, into paragraphs and tables.

    Args:
        data: the bytes of the package.
        name: the file name for messages.

    Raises:
        ReadError: no OFD package, encrypted, broken, too many pages, or without text.
    """
    package = _Package(data, name)
    pages: list[Leaf] = []
    chars = 0
    for page in package.pages():
        pages.append(page)
        chars += page.glyphs
        if len(pages) > MAX_PAGES:
            raise ReadError(f"文件超过 {MAX_PAGES} 页", name, "请把文件拆成几份再试")
        if chars > MAX_CHARS:
            raise ReadError(f"正文超过 {MAX_CHARS // 10_000} 万字，已停止读取", name, "请把文件拆成几份再试")
    if not pages:
        raise ReadError("文件里没有页面", name, _RESAVE)
    _check_text(pages, name)
    return document(pages, name, "ofd", _notes(pages))


def _check_text(pages: list[Leaf], name: str) -> None:
    """Refuse what would come out empty or as nonsense."""
    todo = "请换用文字版，或转成 PDF 后用文字识别读取"
    if not any(page.glyphs for page in pages):
        scanned = any(page.picture for page in pages)
        raise ReadError("文件里只有图像，没有文字" if scanned else "文件里没有文字", name, todo)
    if all(page.garbled or not page.glyphs for page in pages):
        raise ReadError("文字是乱码（字体没有字符编码）", name, todo)


def _notes(pages: list[Leaf]) -> list[str]:
    garbled = [page.number for page in pages if page.garbled]
    pictured = [page.number for page in pages if page.picture > SHOWN]
    notes = [f"{listed(garbled)}的部分文字是乱码（字体没有字符编码）"] if garbled else []
    return notes + ([f"{listed(pictured)}有图片，图片里的文字没有读出"] if pictured else [])


class _Package:
    """The parts of an OFD package, found whatever the case and the slashes of their names."""

    def __init__(self, data: bytes, name: str) -> None:
        self._zip, self._name = SafeZip(data, name), name
        self._members = {_plain(member): member for member in self._zip.names()}
        self._templates: dict[str, etree._Element] = {}

    def pages(self) -> Iterator[Leaf]:
        """The pages of all documents of the package, numbered through."""
        number = 0
        for body in named(self._part("OFD.xml"), "DocBody"):
            for location in _texts(body, "DocRoot"):
                for page in self._document(location, number):
                    number = page.number
                    yield page

    def _document(self, location: str, number: int) -> Iterator[Leaf]:
        root, folder = self._part(location), posixpath.dirname(location)
        templates = {t.get("ID"): t.get("BaseLoc", "") for t in named(root, "TemplatePage")}
        area = next(_boxes(root), A4)
        for page in (page for pages in named(root, "Pages") for page in pages if local(page) == "Page"):
            number += 1
            content = self._part(_resolved(folder, page.get("BaseLoc", "")))
            yield self._page(content, templates, folder, area, number)

    def _page(
        self, root: etree._Element, templates: dict[str | None, str], folder: str, area: Box, number: int
    ) -> Leaf:
        box = next(_boxes(root), area)
        builder = PageBuilder(number, box[2] * POINTS, box[3] * POINTS)
        for used in named(root, "Template"):
            location = templates.get(used.get("TemplateID"))
            if location:
                read_content(self._template(_resolved(folder, location)), builder, box[:2])
        read_content(root, builder, box[:2])
        return leaf(builder.page())

    def _template(self, location: str) -> etree._Element:
        if location not in self._templates:
            self._templates[location] = self._part(location)
        return self._templates[location]

    def _part(self, location: str) -> etree._Element:
        member = self._members.get(_plain(location))
        if member is None:
            self._check_encryption()
            raise ReadError(f"文件里缺少 {location}", self._name, _RESAVE)
        return parse_xml(self._zip.read(member), f"{self._name} 里的 {location}")

    def _check_encryption(self) -> None:
        if any("encrypt" in member or "decrypt" in member for member in self._members):
            raise ReadError("文件已加密", self._name, "请用 OFD 阅读软件解密后另存一份再试")


def _plain(location: str) -> str:
    return location.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, location: str) -> str:
    """A location as an absolute one; relative ones count from the folder of the document."""
    return location if location.startswith("/") else posixpath.normpath(posixpath.join(folder, location))


def _texts(root: etree._Element, name: str) -> Iterator[str]:
    return ((element.text or "").strip() for element in named(root, name))


def _boxes(root: etree._Element) -> Iterator[Box]:
    """The physical boxes of a page or document that have an extent."""
    boxes = (box_of(text) for text in _texts(root, "PhysicalBox"))
    return (box for box in boxes if box is not None and box[2] > 0 and box[3] > 0)
