"""Builders of small Word packages out of raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

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


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, str | bytes]], bytes]:
    """Builds a zip package."""
    return zip_of


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """Builds a .docx from the inside of its body and of further parts (`numbering="<w:num…"`)."""

    def build(body: str, **parts: str) -> bytes:
        contents = {"document": f"<w:body>{body}<w:sectPr/></w:body>"} | parts
        return zip_of({f"word/{part}.xml": xml(ROOTS[part], inner) for part, inner in contents.items()})

    return build
