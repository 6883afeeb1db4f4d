"""From stretches of a report's text to the runs of its Word document, and marks around these."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportnlp.datamodel import Place, Span
from reportnlp.errors import ReadError
from reportnlp.parse.readers.docx_walk import PARAGRAPH, RUN, inline, run_text, w
from reportnlp.render.word_runs import cut, edge

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART = ("footnote", "textbox")
"""Word lets no comment stand in these; it is put where they are anchored in the text."""

_WRAPPERS = frozenset(
    map(w, ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdtContent", "sdt", "dir", "bdo"))
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of the document: from a character of one run to behind a character of another.

    `first` and `last` are None where the paragraph has no run to hold the marks.
    """

    paragraph: _Element
    first: _Element | None = None
    start: int = 0
    last: _Element | None = None
    end: int = 0


class Anchors:
    """Finds anchors in a document.

    Args:
        body: w:body, not yet changed.
        text: the text that was read from it.
        places: where that text stands.
        where: the file name for messages.
    """

    def __init__(self, body: _Element, text: str, places: Sequence[Place], where: str) -> None:
        self._text, self._places, self._where = text, places, where
        self._paragraphs = list(body.iter(PARAGRAPH))
        self._runs: dict[int, list[_Element]] = {}

    def find(self, span: Span) -> Anchor | None:
        """The anchor of a stretch of the text, None in a document without text.

        Raises:
            ReadError: the document is not the one that the text was read from.
        """
        touched = self._touching(span)
        if not touched:
            return None
        placed = [place for place in touched if place.run is not None]
        if not placed:  # a list's number or a formula: neither has a run
            return self._whole(self._paragraph(touched[0]))
        for place in placed:
            self._verify(place)
        first = placed[0]
        if first.kind in _APART:
            return self._outside(first)
        last = next(place for place in reversed(placed) if place.kind not in _APART)
        start = first.offset + max(min(span.start, first.end - 1) - first.start, 0)
        # Of a stretch between two places the next one's first character is marked.
        end = last.offset + min(max(span.end, span.start + 1, last.start + 1), last.end) - last.start
        begins, ends = self._run(first), self._run(last)
        return Anchor(self._paragraph(first), begins, edge(begins, start, False), ends, edge(ends, end, True))

    def _touching(self, span: Span) -> list[Place]:
        """The places that hold a part of a stretch, the next one where it stands between two."""
        at = bisect_right(self._places, span.start, key=lambda place: place.end)
        found: list[Place] = []
        for place in self._places[at:]:
            if place.start >= span.end and found:
                break
            if place.paragraph is not None:
                found.append(place)
        return found or [place for place in self._places[-1:] if place.paragraph is not None]

    def _verify(self, place: Place) -> None:
        if place.kind == "footnote":  # its place is that of its mark
            return
        quoted = run_text(self._run(place))[place.offset : place.offset + place.end - place.start]
        if quoted != self._text[place.start : place.end]:
            raise self._mismatch()

    def _paragraph(self, place: Place) -> _Element:
        number = place.paragraph or 0
        if number >= len(self._paragraphs):
            raise self._mismatch()
        return self._paragraphs[number]

    def _run(self, place: Place) -> _Element:
        paragraph, number = self._paragraph(place), place.paragraph or 0
        if number not in self._runs:
            self._runs[number] = list(paragraph.iter(RUN))
        runs = self._runs[number]
        if place.run is None or place.run >= len(runs):
            raise self._mismatch()
        return runs[place.run]

    def _mismatch(self) -> ReadError:
        what = "Word 文档和检查过的内容对不上，没有写入批注"
        return ReadError(what, self._where, "文件可能在检查之后改过，请重新检查再写批注")

    def _outside(self, place: Place) -> Anchor:
        """Around the run of the body that holds a note's mark or a text box."""
        run = self._run(place)
        outer = [run, *run.iterancestors(RUN)][-1]
        paragraph = next(outer.iterancestors(PARAGRAPH), self._paragraph(place))
        return Anchor(paragraph, outer, 0, outer, len(run_text(outer)))

    def _whole(self, paragraph: _Element) -> Anchor:
        runs = [run for run, change in inline(paragraph) if run.tag == RUN and change != "deleted"]
        if not runs:
            return Anchor(paragraph)
        return Anchor(paragraph, runs[0], 0, runs[-1], len(run_text(runs[-1])))


def mark(anchors: Sequence[Anchor], numbers: Sequence[int]) -> None:
    """Put the marks of comments around their anchors.

    Args:
        anchors: found in one document, all before anything in it was changed.
        numbers: the id of the comment on each.
    """
    pieces = _cut_runs(anchors)
    for anchor, number in zip(anchors, numbers, strict=True):
        begin, end = (
            _sign(anchor.paragraph, name, number) for name in ("commentRangeStart", "commentRangeEnd")
        )
        reference = anchor.paragraph.makeelement(RUN)
        reference.append(_sign(anchor.paragraph, "commentReference", number))
        if anchor.first is None or anchor.last is None:
            anchor.paragraph.extend([begin, end, reference])
            continue
        pieces[anchor.first][anchor.start].addprevious(begin)
        last = _ending(pieces[anchor.last], anchor.end)
        last.addnext(end)
        _outermost(end).addnext(reference)


def _cut_runs(anchors: Sequence[Anchor]) -> dict[_Element, dict[int, _Element]]:
    """Every run that an anchor begins or ends in, cut where they do."""
    cuts: defaultdict[_Element, set[int]] = defaultdict(set)
    for anchor in anchors:
        if anchor.first is not None and anchor.last is not None:
            cuts[anchor.first].add(anchor.start)
            cuts[anchor.last].add(anchor.end)
    return {run: cut(run, offsets) for run, offsets in cuts.items()}


def _ending(pieces: dict[int, _Element], end: int) -> _Element:
    """The piece that ends at a character: the last one that begins before it."""
    return [piece for start, piece in pieces.items() if start < end or start == 0][-1]


def _sign(near: _Element, name: str, number: int) -> _Element:
    return near.makeelement(w(name), {w("id"): str(number)})


def _outermost(element: _Element) -> _Element:
    """`element`, or the wrapper around it that stands in the paragraph itself.

    The mark must not be taken for inserted text or part of a link.
    """
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        element, parent = parent, parent.getparent()
    return element
