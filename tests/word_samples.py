"""Builders of whole Word packages, such as Word itself opens, out of raw XML."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ROOTS = {"document": "document", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
          "comments": "comments"}  # fmt: skip
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{}</w:sectPr>'
MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="0" w:footer="0" w:gutter="0"/>'


def word(body: str, section: str = _SECTION.format(MARGINS), theme: str = "", **parts: str) -> bytes:
    """A package with this body and further parts (`styles="<w:style…"`)."""
    inner = {"document": f"<w:body>{body}{section}</w:body>"} | parts
    members: dict[str, str] = {
        f"word/{name}.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:{_ROOTS[name]} {_SPACES}>{content}</w:{_ROOTS[name]}>'
        for name, content in inner.items()
    }
    if theme:
        members["word/theme/theme1.xml"] = theme
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(tuple(inner), bool(theme)))
        package.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml")}))
        links = {f"rId{n}": (name, f"{name}.xml") for n, name in enumerate(parts, 1)}
        package.writestr("word/_rels/document.xml.rels", _relations(links))
        for name, content in members.items():
            package.writestr(name, content)
        package.writestr("word/media/seal.bin", bytes(range(256)))
    return buffer.getvalue()


def _content_types(parts: tuple[str, ...], theme: bool) -> str:
    kinds = {name: f"{_KIND}.{'document.main' if name == 'document' else name}+xml" for name in parts}
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{k}"/>' for n, k in kinds.items())
    if theme:
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        overrides += f'<Override PartName="/word/theme/theme1.xml" ContentType="{kind}"/>'
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/octet-stream"/>{overrides}</Types>'
    )


def _relations(links: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; plain strings become runs."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs: str) -> str:
    """A table cell."""
    return (
        f"<w:tc><w:tcPr/>{''.join(part if part.startswith('<') else p(part) for part in paragraphs)}</w:tc>"
    )


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
