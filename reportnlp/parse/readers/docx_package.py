"""The parts of a Word package by kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportnlp.parse.readers.docx_walk import STRICT, TRANSITIONAL
from reportnlp.parse.readers.limits import SafeZip, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPES = "[Content_Types].xml"

_PART = re.compile(
    r"\.(document\.main|template\.main|numbering|styles|theme|footnotes|endnotes|comments|header|footer)\+xml$|"
    r"\.(?:document|template)\.macroEnabled(?:Template)?\.(main)\+xml$"
)
_USUAL = re.compile(
    r"word/(?:theme/)?(document|numbering|styles|theme|footnotes|endnotes|comments|header|footer)\d{0,4}\.xml"
)


class Package:
    """A Word package, opened.

    Args:
        data: the bytes of the file.
        name: the file name for messages.

    Raises:
        ReadError: not a zip, broken, encrypted, or past the bounds of `limits`.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._zip, self._name = SafeZip(data, name), name
        self._roots: dict[str, _Element] = {}
        self._parts = self._find()

    def _find(self) -> dict[str, list[str]]:
        """Part names by kind, as the package declares them, completed by their usual names."""
        parts: dict[str, list[str]] = {}
        names = self.names()
        for element in self.parse(CONTENT_TYPES) if CONTENT_TYPES in names else ():
            match = _PART.search(element.get("ContentType", ""))
            part = element.get("PartName", "").lstrip("/")
            # The glossary repeats styles and numbering for its own building blocks.
            if match and part in names and "/glossary/" not in part:
                kind = "document" if "main" in (match[1] or match[2]) else match[1]
                parts.setdefault(kind, []).append(part)
        for part in names:
            usual = _USUAL.fullmatch(part)
            if usual and usual[1] not in parts:
                parts[usual[1]] = [part]
        return parts

    def names(self) -> tuple[str, ...]:
        """The names of all members, in the order of the file."""
        return self._zip.names()

    def part(self, kind: str) -> str:
        """The name of the (first) part of a kind: "styles" → "word/styles.xml"; "" where there is none."""
        return next(iter(self._parts.get(kind, ())), "")

    @property
    def is_strict(self) -> bool:
        """Whether the document is in the strict namespace, which `parse` turns into the usual one."""
        return STRICT.encode() in self.read(self.part("document"))

    def root(self, kind: str) -> _Element:
        """The root of the (first) part of a kind, parsed once.

        Raises:
            ReadError: there is none, or it is broken.
        """
        if kind not in self._roots:
            self._roots[kind] = self.parse(self.part(kind) or f"word/{kind}.xml")
        return self._roots[kind]

    def optional(self, kind: str) -> _Element | None:
        return self.root(kind) if kind in self._parts else None

    def every(self, kind: str) -> list[_Element]:
        return [self.parse(part) for part in self._parts.get(kind, [])]

    def read(self, part: str) -> bytes:
        """The bytes of a part as they are in the file."""
        return self._zip.read(part)

    def parse(self, part: str) -> _Element:
        """The root of a part, in the transitional namespace."""
        # Strict documents differ in the namespace only, as far as the text goes.
        data = self.read(part).replace(STRICT.encode(), TRANSITIONAL.encode())
        return parse_xml(data, f"{self._name}（{part}）")
