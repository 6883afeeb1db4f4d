"""Fixtures that build small Word packages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wordml import ROOTS, xml, zip_of


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
