"""Findings as native comments in a copy of the Word document they were found in.

The copy differs from its source in the marks of the comments only: no word and no formatting is
touched.  What was not read from a .docx gets a new document of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from reportnlp.datamodel import Finding, Place, Report, Span
from reportnlp.errors import ReadError
from reportnlp.parse.readers.detect import sniff
from reportnlp.parse.readers.docx_package import Package
from reportnlp.parse.readers.docx_walk import w
from reportnlp.render.remarks import remark
from reportnlp.render.typeset import typeset
from reportnlp.render.word_anchors import Anchors, mark
from reportnlp.render.word_comments import Comments, repacked, serialised


def annotate(
    report: Report, findings: Iterable[Finding], source: bytes | None, *, date: datetime | None = None
) -> bytes:
    """A .docx with a comment on the words of each finding.

    A finding without words is told at the title; what is settled (`Finding.is_settled`) is left out.

    Args:
        report: the report checked.
        findings: what was found in it.
        source: the bytes of the .docx that it was read from; None, or another kind of file: a new
            document is made of the report's text.
        date: when the comments were made, by the clock on the wall (Word knows no time zone here); None: now.

    Raises:
        ReadError: `source` is broken, or not what the report was read from.
    """
    told = [finding for finding in findings if not finding.is_settled]
    text, places = report.text, report.places
    if source is None or not _is_word(source, report.meta.source):
        source, text, places = typeset(report)
    if not told:
        return source
    return _commented(report, told, source, text, places, date or datetime.now())


def _is_word(source: bytes, name: str) -> bool:
    try:
        return sniff(source, "", name) == "docx"
    except ReadError:
        return False


def _commented(
    report: Report,
    findings: Sequence[Finding],
    source: bytes,
    text: str,
    places: Sequence[Place],
    date: datetime,
) -> bytes:
    name = report.meta.source
    package = Package(source, name)
    root = package.root("document")
    body = root.find(w("body"))
    if body is None:
        raise ReadError("Word 文档里没有正文", name, "请用 Word 或 WPS 打开并另存为 .docx 再试")
    found = Anchors(body, text, places, name)
    pairs = [(f, found.find(f.spans[0] if f.spans else title_span(report))) for f in findings]
    anchored = [(finding, anchor) for finding, anchor in pairs if anchor is not None]
    comments = Comments(package, body)
    numbers = comments.add([remark(finding, report) for finding, _ in anchored], date)
    mark([anchor for _, anchor in anchored], numbers)
    document = serialised(root, package.is_strict)
    return repacked(source, package, {package.part("document"): document, **dict(comments.parts())})


def title_span(report: Report) -> Span:
    """The title where it stands in the text, else the first line with words."""
    title, text = report.meta.title, report.text
    at = text.find(title) if title else -1
    if at >= 0:
        return Span(at, at + len(title))
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)
