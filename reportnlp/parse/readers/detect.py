"""What a file is, by its content; the suffix only breaks ties."""

from __future__ import annotations

import re

from reportnlp.errors import ReadError
from reportnlp.parse.readers.limits import SafeZip

READABLE = "能读取的格式：.docx、.doc、.wps、.rtf、.pdf、.ofd、.html、.txt、.md"

_HEAD = 4096
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_FIRST = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|table|meta|title|span|center|font|section|article)[\s/>]", re.I
)
_HTML_TAG = re.compile(r"</?(?:html|head|body|div|p|table|td|br|span|meta|a|h[1-6])[\s/>]", re.I)
_WEB_SUFFIXES = frozenset({"html", "htm", "shtml", "xhtml"})
_WORD_2003_XML = 'progid="word.document"'

_FOREIGN = (
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"\x7fELF", "程序文件"),
    (b"SQLite format 3\0", "数据库文件"),
)
_ZIPPED = (
    ("word/", "docx"),
    ("xl/", "Excel 表格"),
    ("ppt/", "PowerPoint 演示文稿"),
    ("content.xml", "OpenDocument 文档"),
    ("META-INF/container.xml", "EPUB 电子书"),
)
_STREAMS = (
    ("Workbook", "Excel 表格"),
    ("Book", "Excel 表格"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
)
_ADVICE = {
    "图片": "请把图片合成 PDF 后用文字识别读取（pip install reportnlp[ocr]），或换成文字版",
    "压缩包": "请先解压，再读取里面的报告",
    "表格": "请把内容另存为 .docx、.pdf 或 .txt",
    "文稿": "请把内容另存为 .docx、.pdf 或 .txt",
    "文档": "请另存为 .docx",
}


def sniff(data: bytes, suffix: str, name: str) -> str:
    """The format of a file: txt, md, docx, html, pdf, ofd, doc, wps or rtf.

    Args:
        data: the bytes of the file.
        suffix: its suffix without the dot, in lower case.
        name: the file name for messages.

    Raises:
        ReadError: a kind of file that no reader opens, or an encrypted or broken package.
    """
    head = data[:_HEAD]
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if data.startswith(_OLE2):
        return _compound(data, suffix, name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    foreign = next((what for magic, what in _FOREIGN if data.startswith(magic)), None)
    if foreign:
        raise _unreadable(foreign, name)
    return _textual(head, suffix)


def _zipped(data: bytes, name: str) -> str:
    members = SafeZip(data, name).names()
    if any(member.lower() == "ofd.xml" for member in members):
        return "ofd"
    for prefix, what in _ZIPPED:
        if any(member.startswith(prefix) for member in members):
            if what == "docx":
                return what
            raise _unreadable(what, name)
    raise _unreadable("ZIP 压缩包", name)


def _compound(data: bytes, suffix: str, name: str) -> str:
    """An OLE2 compound file: the names of its streams stand in its directory in UTF-16."""
    if _stream("WordDocument") in data:
        return "wps" if suffix == "wps" else "doc"
    if _stream("EncryptedPackage") in data:
        raise ReadError("文件设有密码", name, "请去掉密码后另存一份再试")
    for stream, what in _STREAMS:
        if _stream(stream) in data:
            raise _unreadable(what, name)
    return suffix if suffix in ("doc", "wps") else "doc"


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _textual(head: bytes, suffix: str) -> str:
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "latin-1")
    start = head.decode(wide, "replace").lstrip("\ufeffï»¿ \t\r\n")
    if start.startswith("<?xml") and _WORD_2003_XML in start.lower():
        return "doc"
    if start.startswith("<") and (_HTML_FIRST.match(start) or "<html" in start.lower()):
        return "html"
    if suffix in _WEB_SUFFIXES and _HTML_TAG.search(start):
        return "html"
    return "md" if suffix in ("md", "markdown") else "txt"


def _unreadable(what: str, name: str) -> ReadError:
    advice = next((text for word, text in _ADVICE.items() if what.endswith(word)), "请换一种格式")
    gap = " " if what[0].isascii() else ""  # 这是 Excel 表格, 这是图片
    return ReadError(f"这是{gap}{what}，不能直接读取", name, f"{advice}。{READABLE}")
