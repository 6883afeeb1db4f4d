"""Word documents (.docx, also .docm and .dotx) as text with tables and places.

Reads the parts straight from the package, because python-docx passes over what
reports are full of: content controls, tracked changes, text boxes, footnotes,
automatic numbering.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportnlp.datamodel import Apart, ApartKind, Document
from reportnlp.errors import ReadError
from reportnlp.parse.readers.assembly import Assembly
from reportnlp.parse.readers.docx_body import Story, Tally
from reportnlp.parse.readers.docx_layout import read_layout
from reportnlp.parse.readers.docx_numbering import Numbering, Styles
from reportnlp.parse.readers.docx_package import Package
from reportnlp.parse.readers.docx_walk import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_NUMBER = re.compile(r"[\s\d—－–\-第页共/，,·.~～]{1,40}")


def read_docx(data: bytes, name: str) -> Document:
    """Read a .docx.

    Args:
        data: the bytes of the file.
        name: the file name for messages.

    Raises:
        ReadError: not a Word package, broken, encrypted, or past the bounds of `limits`.
    """
    package = Package(data, name)
    body = package.root("document").find(w("body"))
    if body is None:
        raise ReadError("Word 文档里没有正文", name, "请用 Word 或 WPS 打开并另存为 .docx 再试")
    numbering = Numbering(package.optional("numbering"), Styles(package.optional("styles")))
    out, tally = Assembly(name), Tally()
    Story(body, out, numbering, tally).write()
    footnotes = _footnotes(package, out, numbering, tally)
    text, apart = out.text(), _apart(package, tally, name)
    return Document(
        text=text,
        source=name,
        format="docx",
        places=tuple(out.places),
        tables=tuple(out.tables),
        apart=apart,
        notes=tuple(_notes(tally, apart, footnotes, _pictures(body))),
        layout=read_layout(package, body, text, out.places),
    )


def _footnotes(package: Package, out: Assembly, numbering: Numbering, tally: Tally) -> int:
    """Append the notes that the body refers to, in the order of their marks; return how many."""
    found: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.optional(f"{kind}s")
        if root is not None:
            found |= {(kind, note.get(w("id"), "")): note for note in root.iterchildren(w(kind))}
    written = 0
    for mark in tuple(tally.references):
        note = found.pop((mark.kind, mark.note), None)
        if note is not None:
            Story(note, out, numbering, tally, mark).write()
            written += 1
    return written


def _apart(package: Package, tally: Tally, name: str) -> tuple[Apart, ...]:
    found: dict[Apart, None] = {}  # a set in order: sections repeat their headers
    for kind in ("header", "footer"):
        for root in package.every(kind):
            found |= dict.fromkeys(_margin(root, "header" if kind == "header" else "footer", name))
    comments = package.optional("comments")
    remarks = [] if comments is None else list(comments.iterchildren(w("comment")))
    rest = [Apart("comment", _story_text(comment, name)) for comment in remarks]
    rest += [Apart("deleted", text) for text in tally.deleted]
    rest.append(Apart("navigation", "\n".join(tally.contents)))
    return tuple(part for part in [*found, *rest] if part.text.strip())


def _margin(root: _Element, kind: ApartKind, name: str) -> list[Apart]:
    """A page header or footer: its text or page number, and a watermark drawn in it."""
    text = _story_text(root, name)
    found = [Apart("page_number" if _PAGE_NUMBER.fullmatch(text) else kind, text)]
    for element in root.iter("{urn:schemas-microsoft-com:vml}textpath"):
        found.append(Apart("watermark", element.get("string", "")))
    return found


def _story_text(root: _Element, name: str) -> str:
    out = Assembly(name)
    Story(root, out, Numbering(None, Styles(None)), Tally()).write()
    return out.text().strip()


def _pictures(body: _Element) -> int:
    # A compatibility alternative holds the same picture as blip and as imagedata.
    return max(sum(1 for _ in body.iter(f"{{*}}{name}")) for name in ("blip", "imagedata"))


def _notes(tally: Tally, apart: tuple[Apart, ...], footnotes: int, pictures: int) -> list[str]:
    counts = tally.counts
    notes = []
    if counts["inserted"] or counts["deleted"]:
        notes.append(
            f"文档带有修订：保留了插入的文字 {counts['inserted']} 处，略去了删除的文字 {counts['deleted']} 处"
        )
    comments = sum(part.kind == "comment" for part in apart)
    for count, note in (
        (counts["wrapped"], "文档逐行分段（多由 PDF 转换而来），已接合断行 {} 处"),
        (counts["hidden"], "文档有隐藏文字 {} 处，没有计入正文"),
        (comments, "文档有批注 {} 条，没有计入正文"),
        (footnotes, "文档有脚注、尾注 {} 条，放在正文末尾"),
        (len(tally.contents), "文档有自动目录 {} 行，没有计入正文"),
        (pictures, "文档有图片 {} 处，图片里的文字没有读取"),
    ):
        if count:
            notes.append(note.format(count))
    return notes
