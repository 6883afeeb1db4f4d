"""Cutting the runs of a Word document at characters, without changing what they say or how they look."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from reportnlp.parse.readers.docx_walk import TEXT, child_text, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_PROPERTIES = w("rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = (" ", "\t", "\n", "\r")
_BREAKS = re.compile("[\x0b-\x0d]")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text with every character that XML cannot hold as it is exchanged for one that it can."""
    return _IMPOSSIBLE.sub("\ufffd", _BREAKS.sub(" ", text))


def edge(run: _Element, offset: int, forward: bool) -> int:
    """The nearest character of a run at which it can be cut: ruby text, for one, is all of a piece.

    Args:
        run: a w:r.
        offset: where the cut is wanted, in characters of its `run_text`.
        forward: look behind `offset`, not before it.
    """
    start = 0
    for child in run:
        end = start + len(child_text(child))
        if start < offset < end and child.tag != TEXT:
            return end if forward else start
        start = end
    return offset


def cut(run: _Element, offsets: Iterable[int]) -> dict[int, _Element]:
    """Cut a run at characters (as `edge` allows) into runs of the same properties, side by side.

    Returns:
        The pieces by the character that each begins with, in order; the first is `run` itself.
    """
    pieces: dict[int, _Element] = {}
    for offset in sorted(set(offsets), reverse=True):
        if offset > 0 and (piece := _right_of(run, offset)) is not None:
            pieces[offset] = piece
    pieces[0] = run
    return dict(sorted(pieces.items()))


def _right_of(run: _Element, offset: int) -> _Element | None:
    """Move what stands behind `offset` into a new run next to this one; None where that is nothing."""
    moved: list[_Element] = []
    start = 0
    for child in list(run):
        length = len(child_text(child))
        # What has no characters (a mark, a picture) stays with what stands before it.
        if moved or (length and start >= offset):
            moved.append(child)
        elif start < offset < start + length:
            moved.append(_text_behind(child, offset - start))
        start += length
    if not moved:
        return None
    right = _like(run)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        right.append(deepcopy(properties))
    right.extend(moved)
    run.addnext(right)
    return right


def _text_behind(text: _Element, length: int) -> _Element:
    """Shorten a w:t to `length` characters; the rest as another w:t."""
    whole = text.text or ""
    rest = _like(text)
    text.text, rest.text = whole[:length], whole[length:]
    # Blanks at the new edges would not be shown otherwise.
    if text.text.endswith(_BLANK):
        text.set(_SPACE, "preserve")
    if rest.text.startswith(_BLANK):
        rest.set(_SPACE, "preserve")
    return rest


def _like(element: _Element) -> _Element:
    """An empty element with the same tag and attributes."""
    return element.makeelement(element.tag, {str(k): str(v) for k, v in element.attrib.items()})
