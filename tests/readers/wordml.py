"""Builders of small Word packages out of raw XML, and a check of the places read from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx.oxml.ns import qn
from lxml import etree

from reportnlp.datamodel import Document
from reportnlp.parse.readers.docx_walk import run_text

Build = Callable[..., bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ROOTS = {
    "document": "w:document", "numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes",
    "endnotes": "w:endnotes", "comments": "w:comments", "header1": "w:hdr", "footer1": "w:ftr",
    "footer2": "w:ftr",
}  # fmt: skip


def xml(root: str, inner: str) -> str:
    """An XML part with the usual namespaces."""
    return f"<?xml version='1.0' encoding='UTF-8'?><{root} {SPACES}>{inner}</{root}>"


def zip_of(members: dict[str, str | bytes]) -> bytes:
    """A zip package of the given members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for member, content in members.items():
            package.writestr(member, content)
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; plain strings become runs."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(part if part.startswith("<") else p(part) for part in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return (
        "<w:tbl>"
        + "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def check_places(document: Document, data: bytes) -> None:
    """Every place quotes its run: paragraph i of the body, run j of the paragraph, from its offset."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = list(body.iter(qn("w:p")))
    for place in document.places:
        if place.kind != "footnote" and place.run is not None and place.paragraph is not None:
            run = list(paragraphs[place.paragraph].iter(qn("w:r")))[place.run]
            quoted = run_text(run)[place.offset : place.offset + place.end - place.start]
            assert document.text[place.start : place.end] == quoted
    ends = [0, *(place.end for place in document.places)]
    assert all(place.start >= end for place, end in zip(document.places, ends, strict=False))


def declared(data: bytes, types: dict[str, str], main: str = "document") -> bytes:
    """The package with a declaration of its parts."""
    kinds = types | {main: "document.main"}
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{base}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    content = (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>'
    )
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("[Content_Types].xml", content)
    return buffer.getvalue()
