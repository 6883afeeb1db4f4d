"""Word files made from PDF, in which every printed line is a paragraph of its own.

Such a file is known by many paragraphs of one width that break off in the middle of a
sentence; only in such a file are paragraphs joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from reportnlp.parse.readers.docx_numbering import Styles, indents, value
from reportnlp.parse.readers.docx_walk import BOX, PARAGRAPH, TEXT, w

if TYPE_CHECKING:
    from lxml.etree import _Element

MIN_BREAKS = 8
"""Fewest paragraphs that break off for a file to be one of printed lines."""

NARROW, BROAD = 16.0, 60.0
"""Printed lines have so many Chinese characters."""

NEAR = 0.12
"""Full lines differ from the usual width by at most this share (they end at whole words)."""

FULL = 0.8
"""A line of at least this share of the usual width is full."""

INDENT = 200
"""In twentieths of a point (a character of body text has 280 to 320): what begins a paragraph."""

_CLOSED = tuple("。；：！？…;:!?”’」）)》")
_OPEN = tuple("，、,")
_COMMAS = re.compile("[，。；、]")
_BEGINS = re.compile(
    r"[\u3000\s]{2}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[．.、](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[图表]\s?\d|附[件表图]|单位[:：]|注[释:：\d]|[\[［〔]\d"
)
_HEADING = re.compile(r"heading|标题|title|caption|题注|toc", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with text; `gap` are the empty ones between it and the one before."""

    element: _Element
    text: str
    indented: bool
    plain: bool
    gap: tuple[_Element, ...]

    @property
    def width(self) -> float:
        """In Chinese characters, the indent included."""
        wide = sum(1.0 if char > "\u2010" else 0.25 if char == " " else 0.5 for char in self.text)
        return wide + 2 * self.indented

    @property
    def breaks_off(self) -> bool:
        return self.plain and not self.text.endswith(_CLOSED)

    def goes_on(self) -> bool:
        """Whether this may be the rest of the paragraph before."""
        return self.plain and not self.indented and not _BEGINS.match(self.text)


def wrapped(body: Sequence[_Element], styles: Styles) -> set[_Element]:
    """The paragraphs whose end is only the end of a printed line, and the empty ones behind them.

    Args:
        body: the paragraphs and tables of the body, in order.
        styles: of the document.
    """
    pairs = [(line, after) for line, after in _pairs(body, styles) if line.breaks_off and after.goes_on()]
    usual = _usual_width(pairs)
    if not usual:
        return set()
    out: set[_Element] = set()
    for line, after in pairs:
        if line.text.endswith(_OPEN) or (line.width >= FULL * usual and _is_prose(line, after)):
            out |= {line.element, *after.gap}
    return out


def _is_prose(line: _Line, after: _Line) -> bool:
    """Whether two lines are running text, and not a title or a numbered heading."""
    if _BEGINS.match(line.text):
        return "。" in line.text
    return bool(_COMMAS.search(line.text) or _COMMAS.search(after.text))


def _usual_width(pairs: Sequence[tuple[_Line, _Line]]) -> float:
    """The width of a printed line; 0 where paragraphs are whole."""
    prose = [pair for pair in pairs if NARROW <= pair[0].width <= BROAD and _COMMAS.search(pair[0].text)]
    if len(prose) < MIN_BREAKS or 2 * len(prose) < len(pairs):
        return 0.0
    usual = median(line.width for line, _ in prose)
    near = sum(abs(line.width - usual) <= NEAR * usual for line, _ in prose)
    ends = sum(after.text.endswith(_CLOSED) for _, after in prose)
    return usual if near >= 0.6 * len(prose) and ends >= 0.2 * len(prose) else 0.0


def _pairs(body: Sequence[_Element], styles: Styles) -> Iterator[tuple[_Line, _Line]]:
    """Paragraphs with text that follow each other, whatever empty ones stand between them."""
    last: _Line | None = None
    gap: list[_Element] = []
    for element in body:
        if element.tag != PARAGRAPH or next(element.iter(BOX), None) is not None:
            last, gap = None, []
            continue
        text = "".join(part.text or "" for part in element.iter(TEXT)).rstrip()
        if not text:
            gap.append(element)
            continue
        line = _line(element, text, tuple(gap), styles)
        if last is not None:
            yield last, line
        last, gap = line, []


def _line(element: _Element, text: str, gap: tuple[_Element, ...], styles: Styles) -> _Line:
    properties = element.find(w("pPr"))
    if properties is None:
        return _Line(element, text, False, True, gap)
    style_id = value(properties, "pStyle")
    styled = [style for _, style in styles.chain(style_id)]
    left, first = indents(properties)
    usual = next((style.left for style in styled if style.left is not None), 0)
    if first is None:
        first = next((style.first for style in styled if style.first is not None), 0)
    indented = first >= INDENT or (left is not None and left - usual >= INDENT)
    listed = properties.find(w("numPr")) is not None or any(style.list_id for style in styled)
    headed = properties.find(w("outlineLvl")) is not None or bool(_HEADING.search(styles.name(style_id)))
    return _Line(element, text, indented, not (listed or headed or value(properties, "jc") == "center"), gap)
