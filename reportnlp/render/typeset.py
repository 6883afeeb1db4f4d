"""A Word document of a report's text, for what was read from something else than a .docx.

Page and fonts follow GB/T 9704—2012.  The text is kept character for character, one paragraph a
line; headings have heading styles, tables are tables.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reportnlp.datamodel import Place, Report, Span, Table
from reportnlp.parse.readers.docx_walk import PARAGRAPH
from reportnlp.render.typeset_elements import paragraph_of, table_of
from reportnlp.render.typeset_page import new_document
from reportnlp.render.word_runs import xml_text
from reportnlp.resources.page_format import page_format

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALONE: Final = 0.8  # a heading that takes this share of its line stands alone in it
_DEEPEST: Final = 3  # heading styles that the document has
_TITLE_LINES: Final = 12
_FULL_LINE: Final = 26  # a line as long as this is no addressee, date or signature


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text, or the table that stands in its place."""

    span: Span
    table: Table | None = None


def typeset(report: Report) -> tuple[bytes, str, tuple[Place, ...]]:
    """The document, the text that stands in it, and where in it that stands.

    The text is the report's, but for characters that XML cannot hold: as many others stand there.
    """
    text = xml_text(report.text)
    document: Any = new_document(page_format())
    body = document.element.body
    starts: dict[_Element, int] = {}
    for element, placed in _elements(report, text):
        body.insert(len(body) - 1, element)  # before the properties of the section
        starts |= placed
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue(), text, tuple(_places(body, starts, text))


def _elements(report: Report, text: str) -> Iterator[tuple[_Element, dict[_Element, int]]]:
    """The elements of the body in order, each with its paragraphs and where their text begins."""
    styles = _styles(report, text)
    for line in _lines(text, report.tables):
        words = text[line.span.start : line.span.end]
        made = table_of(line.table, text) if line.table else None
        if made is not None:
            yield made
        elif line.table is None:
            style = styles.get(line.span.start) or ("Indented" if _is_full(words) else "Normal")
            paragraph = paragraph_of(words, style)
            yield paragraph, ({paragraph: line.span.start} if words else {})
        else:
            for row in _lines_of(text, line.span.start, line.span.end):
                paragraph = paragraph_of(text[row.start : row.end], "Normal")
                yield paragraph, ({paragraph: row.start} if len(row) else {})


def _is_full(words: str) -> bool:
    """Whether a line is a paragraph of prose whose first line Word should indent."""
    return not words[:1].isspace() and (len(words) >= _FULL_LINE or words.endswith("。"))


def _lines(text: str, tables: Sequence[Table]) -> Iterator[_Line]:
    """The lines of the text, those of a table as one."""
    done = 0
    for table in sorted(tables, key=lambda t: t.span.start):
        start, end = table.span.start, table.span.end
        whole = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
        if start < done or end <= start or not whole:
            continue
        yield from (_Line(span) for span in _lines_of(text, done, start - 1) if start > done)
        yield _Line(table.span, table)
        done = end + 1
    yield from (_Line(span) for span in _lines_of(text, done, len(text)) if done <= len(text))


def _lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _styles(report: Report, text: str) -> dict[int, str]:
    """The styles of title and headings, by where their lines begin."""
    found: dict[int, str] = {}
    for section in report.sections:
        start = text.rfind("\n", 0, section.span.start) + 1
        end = text.find("\n", start)
        line = text[start : len(text) if end < 0 else end]
        alone = len("".join(section.heading.split())) >= _ALONE * len("".join(line.split()))
        if section.heading and not section.run_in and alone and 1 <= section.level <= _DEEPEST:
            found[start] = f"Heading{section.level}"
    title, begun = "".join(report.meta.title.split()), False
    for span in list(_lines_of(text, 0, min(len(text), 2000)))[:_TITLE_LINES]:
        words = "".join(text[span.start : span.end].split())
        if len(words) > 1 and words in title:
            found[span.start], begun = "Title", True
        elif begun:
            break
    return found


def _places(body: _Element, starts: dict[_Element, int], text: str) -> Iterator[Place]:
    """Where the text stands; every paragraph with text has one run."""
    from reportnlp.parse.readers.docx_walk import RUN, run_text

    numbers = {paragraph: number for number, paragraph in enumerate(list(body.iter(PARAGRAPH)))}
    for paragraph, start in sorted(starts.items(), key=lambda item: item[1]):
        length = len(run_text(next(paragraph.iter(RUN))))
        yield Place(start, start + length, paragraph=numbers[paragraph], run=0)
