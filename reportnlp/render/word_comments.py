"""The comments of a Word package: the part that holds them, and how the package knows of it."""

from __future__ import annotations

import io
import itertools
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reportnlp.parse.readers.docx_package import CONTENT_TYPES, Package
from reportnlp.parse.readers.docx_walk import STRICT, TRANSITIONAL, w
from reportnlp.render.word_runs import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR, INITIALS = "reportnlp", "核"

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LARGEST = 1 << 24  # ids are counted on from the largest one that is no greater


class Comments:
    """The comments part of a package, which may not be there yet.

    Args:
        package: the document.
        body: its w:body.
    """

    def __init__(self, package: Package, body: _Element) -> None:
        from lxml import etree

        self._package = package
        self.part = package.part("comments") or _free_name(package)
        root = package.optional("comments")
        self.root = etree.Element(w("comments"), nsmap={"w": TRANSITIONAL}) if root is None else root
        taken = {
            e.get(w("id"), "")
            for e in (*self.root, *body.iter(w("commentReference"), w("commentRangeStart")))
        }
        self._taken = {int(number) for number in taken if number.isascii() and number.isdigit()}

    def add(self, remarks: Sequence[Sequence[str]], date: datetime) -> list[int]:
        """Append comments, each of some paragraphs; return their ids."""
        first = max((n for n in self._taken if n <= _LARGEST), default=-1) + 1
        free = (n for n in itertools.count(first) if n not in self._taken)
        numbers = list(itertools.islice(free, len(remarks)))
        for number, paragraphs in zip(numbers, remarks, strict=True):
            self.root.append(self._comment(number, paragraphs, date))
        return numbers

    def _comment(self, number: int, paragraphs: Sequence[str], date: datetime) -> _Element:
        from lxml import etree

        comment = self.root.makeelement(w("comment"))
        made = f"{date:%Y-%m-%dT%H:%M:%SZ}"
        for name, value in (("id", str(number)), ("author", AUTHOR), ("date", made), ("initials", INITIALS)):
            comment.set(w(name), value)
        for index, line in enumerate(paragraphs):
            paragraph = etree.SubElement(comment, w("p"))
            if index == 0:
                etree.SubElement(etree.SubElement(paragraph, w("r")), w("annotationRef"))
            text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
            text.text = xml_text(line)
        return comment

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The parts that changed with the comments: they themselves, and what tells of them."""
        yield self.part, serialised(self.root, self._package.is_strict)
        if not self._package.part("comments"):
            yield CONTENT_TYPES, serialised(self._content_types())
            yield self._relations_part(), serialised(self._relations())

    def _content_types(self) -> _Element:
        root = self._package.parse(CONTENT_TYPES)
        override = root.makeelement(f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{self.part}")
        override.set("ContentType", _KIND)
        root.append(override)
        return root

    def _relations_part(self) -> str:
        folder, name = posixpath.split(self._package.part("document"))
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _relations(self) -> _Element:
        from lxml import etree

        part = self._relations_part()
        known = part in self._package.names()
        root = self._package.parse(part) if known else etree.Element(f"{{{_RELATIONS}}}Relationships")
        taken = {relation.get("Id") for relation in root}
        relation = root.makeelement(f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", next(f"rId{n}" for n in itertools.count(len(root) + 1) if f"rId{n}" not in taken))
        relation.set("Type", f"{_STRICT_OFFICE if self._package.is_strict else _OFFICE}/comments")
        relation.set("Target", posixpath.basename(self.part))
        root.append(relation)
        return root


def _free_name(package: Package) -> str:
    folder = posixpath.dirname(package.part("document"))
    names = itertools.chain(("comments.xml",), (f"comments{n}.xml" for n in itertools.count(1)))
    found = (posixpath.join(folder, name) for name in names)
    return next(name for name in found if name not in package.names())


def serialised(root: _Element, strict: bool = False) -> bytes:
    """A part as bytes; `strict` gives it back the namespace that `Package.parse` took."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data.replace(TRANSITIONAL.encode(), STRICT.encode()) if strict else data


def repacked(source: bytes, package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts exchanged or added; the others are copied as they are."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        infos = {info.filename: info for info in old.infolist()}
        for name, info in infos.items():
            content = changed.get(name)
            copy = zipfile.ZipInfo(name, info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            new.writestr(copy, package.read(name) if content is None else content)
        for name in changed:
            if name not in infos:
                new.writestr(name, changed[name])
    return buffer.getvalue()
