"""How a Word document is laid out, and which of its tracked changes and comments are still open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reportnlp.datamodel import Layout, Page, Place, Span, Typeset
from reportnlp.parse.readers.docx_looks import Look, Looks, measure, paragraph_look
from reportnlp.parse.readers.docx_numbering import value
from reportnlp.parse.readers.docx_package import Package
from reportnlp.parse.readers.docx_walk import PARAGRAPH, RUN, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS_A_MM = 1440 / 25.4
_ROOMY = 1.15
"""A line this many times as high as its characters does not depend on the font."""

_RESTYLED = tuple(
    map(w, ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"))
)


def read_layout(package: Package, body: _Element, text: str, places: Sequence[Place]) -> Layout:
    """The layout of a document.

    Args:
        package: the document.
        body: its w:body.
        text: the text that was read from it, `places` where that stands.
    """
    looks = Looks(package.optional("styles"), package.optional("theme"))
    paragraphs = list(body.iter(PARAGRAPH))
    section = _main_section(body, paragraphs, places)
    pitch = None if section is None else _grid_pitch(section)
    return Layout(
        None if section is None else _page(section, looks),
        tuple(_typesets(paragraphs, text, places, looks, pitch)),
        sum(map(_changes_text, body.iter(w("ins"), w("moveTo")))),
        sum(map(_changes_text, body.iter(w("del"), w("moveFrom")))),
        len({_paragraph_of(change) for change in body.iter(*_RESTYLED)}),
        sum(1 for _ in body.iter(w("commentReference"))),
    )


def _changes_text(change: _Element) -> bool:
    """Whether a tracked change is one of words (or of a row), not only of a paragraph's end."""
    return _tag_around(change) == w("trPr") or next(change.iter(RUN), None) is not None


def _tag_around(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _paragraph_of(element: _Element) -> _Element:
    """The paragraph that `element` stands in; the element itself where it stands in none."""
    return next(element.iterancestors(PARAGRAPH), element)


# -- pages ------------------------------------------------------------------------------------


def _main_section(body: _Element, paragraphs: Sequence[_Element], places: Sequence[Place]) -> _Element | None:
    """The w:sectPr of the section that holds most of the text."""
    order = {paragraph: i for i, paragraph in enumerate(paragraphs)}
    # Another one stands in the tracked change of a section.
    sections = [s for s in body.iter(w("sectPr")) if _tag_around(s) in (w("pPr"), w("body"))]
    if not sections:
        return None
    # A section ends with the paragraph that holds it; the last one stands in the body itself.
    ends = [order.get(_paragraph_of(section), len(order)) + 1 for section in sections]
    held: Counter[int] = Counter()
    for place in places:
        held[bisect_right(ends, place.paragraph or 0)] += place.end - place.start
    most = max(held, key=lambda i: held[i], default=0)
    return sections[min(most, len(sections) - 1)]


def _page(section: _Element, looks: Looks) -> Page | None:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return None
    width, height = _mm(size, "w"), _mm(size, "h")
    top, bottom, right = (_mm(margins, name) for name in ("top", "bottom", "right"))
    left = _mm(margins, "left") + _mm(margins, "gutter")
    room = (width - left - right) * _TWIPS_A_MM / 20
    return Page(width, height, top, bottom, left, right, _grid_characters(section, room, looks))


def _mm(element: _Element, name: str) -> float:
    # A negative margin is one that headers may not push down.
    return round(abs(measure(element.get(w(name))) or 0.0) / _TWIPS_A_MM, 1)


def _grid_characters(section: _Element, room: float, looks: Looks) -> int:
    """The characters of a line (`room` points wide) on the document grid, 0 without one."""
    grid = section.find(w("docGrid"))
    if grid is None or grid.get(w("type")) not in ("linesAndChars", "snapToChars"):
        return 0
    extra = (measure(grid.get(w("charSpace"))) or 0.0) / 4096
    step = looks.of_style("").get("size", 10.0) + extra
    return max(int(room / step + 0.1), 0) if step >= 1 else 0


def _grid_pitch(section: _Element) -> float | None:
    """Points from line to line of the document grid, None without one."""
    grid = section.find(w("docGrid"))
    if grid is None or grid.get(w("type"), "default") == "default":
        return None
    pitch = measure(grid.get(w("linePitch")))
    return pitch / 20 if pitch else None


# -- paragraphs -------------------------------------------------------------------------------


def _typesets(
    paragraphs: Sequence[_Element], text: str, places: Sequence[Place], looks: Looks, grid: float | None
) -> Iterator[Typeset]:
    placed = (p for p in places if p.kind == "paragraph" and p.paragraph is not None and p.run is not None)
    for number, group in groupby(placed, key=lambda place: place.paragraph):
        if number is not None:
            found = _typeset(paragraphs[number], text, tuple(group), looks, grid)
            if found is not None:
                yield found


def _typeset(
    paragraph: _Element, text: str, places: Sequence[Place], looks: Looks, grid: float | None
) -> Typeset | None:
    """How a paragraph is set, None if nothing in it is Chinese."""
    properties = paragraph.find(w("pPr"))
    own = paragraph_look(properties)
    look = looks.of_style("" if properties is None else value(properties, "pStyle")) | own
    runs = list(paragraph.iter(RUN))
    weights: Counter[tuple[str, float, bool]] = Counter()
    for place in places:
        run = looks.of_run(look, runs[place.run or 0].find(w("rPr")))
        words = text[place.start : place.end]
        key = (run.get("font", ""), run.get("size", 10.0), run.get("bold", False))
        weights[key] += len(words) - len(words.encode("ascii", "ignore"))
    (font, size, bold), weight = weights.most_common(1)[0]
    if not weight:
        return None
    span = Span(places[0].start, places[-1].end)
    alignment = look.get("alignment", "justified")
    return Typeset(span, font, size, bold, alignment, _indent(look, own, size), _pitch(look, size, grid))


def _indent(look: Look, own: Look, size: float) -> float | None:
    """Of the first line, in characters; None where the list that the paragraph is in decides."""
    if look.get("listed", False) and "first" not in own and "chars" not in own:
        return None
    return (look.get("chars", 0) / 100) or round(look.get("first", 0.0) / 20 / size, 2)


def _pitch(look: Look, size: float, grid: float | None) -> float | None:
    """Points from line to line, None where the font decides."""
    line, rule = look.get("line", 240.0), look.get("rule", "auto")
    if rule == "exact":
        return line / 20
    if rule == "atLeast":
        return line / 20 if line / 20 >= _ROOMY * size else None
    snapped = grid is not None and line == 240 and look.get("snap", True)
    return grid if snapped and grid is not None and grid >= _ROOMY * size else None
