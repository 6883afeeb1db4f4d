"""A figure with the words around it in its sentence, cut to a few lines of a terminal's column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from reportnlp.datamodel import Indicator, Report
from reportnlp.render.plain import NO_LINE_START, broken, folded

_ELLIPSIS: Final = "…"
_PIECES = re.compile(r"[0-9][0-9.,:%％‰]{0,20}|.", re.DOTALL)  # a number is not cut in two
_DIGITS: Final = "0123456789.,:%"
_TRIES: Final = 3


def excerpt(report: Report, indicator: Indicator, width: int, lines: int = 1) -> Text:
    """The figure with what stands around it in its sentence, on `lines` lines of `width` cells.

    Two thirds of the room go to what stands in front, where the subject usually is.
    """
    room = width * lines
    for _ in range(_TRIES):  # a line may end short, for a number's sake: then less text is shown
        shown = _broken(*_parts(report, indicator, room), width)
        over = len(shown.plain.split("\n")) - lines
        if over <= 0:
            break
        room -= max(cell_len(shown.plain.split("\n")[-1]), 2)
    return shown


def _parts(report: Report, indicator: Indicator, room: int) -> tuple[str, str, str]:
    """What stands before the figure, the figure, and what stands behind it, `room` cells in all."""
    sentence, span = indicator.sentence, indicator.span
    before = folded(report.text[max(sentence.start, span.start - room) : span.start]).lstrip()
    behind = folded(report.text[span.end : min(sentence.end, span.end + room)]).rstrip()
    figure = folded(indicator.text)
    left = max(room - cell_len(figure), 0)
    front = min(cell_len(before), max(left * 2 // 3, left - cell_len(behind)))
    return _cut_front(before, front), figure, _cut_behind(behind, left - front)


def _broken(before: str, figure: str, behind: str, width: int) -> Text:
    """The text cut into lines of `width` cells; the figure is bold and stays on one line."""
    lines = broken(_pieces(before, figure, behind, width), width)
    return Text("\n").join(Text.assemble(*line) for line in lines)


def _pieces(before: str, figure: str, behind: str, width: int) -> Iterator[tuple[str, str]]:
    """What is kept together on a line, with its style."""
    yield from ((piece, "dim") for piece in _PIECES.findall(before))
    whole = cell_len(figure) <= width
    yield from ((piece, "bold") for piece in ([figure] if whole else _PIECES.findall(figure)))
    yield from ((piece, "dim") for piece in _PIECES.findall(behind))


def _cut_behind(text: str, cells: int) -> str:
    """The beginning of a text, `cells` wide; half a number is worse than none and left out."""
    if cell_len(text) <= cells:
        return text
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells - 1:
            return _without_half_number(text, index) + _ELLIPSIS
    return text


def _without_half_number(text: str, end: int) -> str:
    inside = end > 0 and text[end] in _DIGITS and text[end - 1] in _DIGITS
    return (text[:end].rstrip(_DIGITS) if inside else text[:end]).rstrip(NO_LINE_START)


def _cut_front(text: str, cells: int) -> str:
    return _cut_behind(text[::-1], cells)[::-1]
