"""One page of an OFD document: text objects, lines, pictures (GB/T 33190-2016).

Lengths of the format are millimetres from the top left corner; a text object places its
baseline in coordinates of its own, which its matrix and then its boundary bring to the page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice, repeat
from typing import TYPE_CHECKING

from reportnlp.parse.readers.geometry import MAX_SEGMENTS, Matrix, quarter_turns, rulings_of
from reportnlp.parse.readers.glyph import PageBuilder, Point, is_latin

if TYPE_CHECKING:
    from lxml import etree

POINTS = 72 / 25.4
"""Points a millimetre."""

ASCENT, DESCENT = 0.86, 0.14
"""Height of a character above and below its baseline, in sizes of the type."""

Box = tuple[float, float, float, float]
"""Left, top, width and height in millimetres (ST_Box)."""

_WHITE = re.compile(r"(?:255|#?[Ff]{2})(?:\s+(?:255|#?[Ff]{2})){2}")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which writers spell differently."""
    return str(element.tag).rpartition("}")[2]


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements called `name` at any depth, in order."""
    return (element for element in root.iter() if local(element) == name)


def box_of(text: str | None) -> Box | None:
    """The four numbers of an ST_Box; None if there are not four."""
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) >= 4 else None


def read_content(root: etree._Element, builder: PageBuilder, origin: Point) -> None:
    """Add the visible objects of a Content.xml to a page.

    Args:
        root: of a page or template.
        origin: of the physical box of the page, in millimetres.
    """
    segments = MAX_SEGMENTS
    for element in root.iter():
        kind = local(element)
        if kind not in _OBJECTS or element.get("Visible") == "false":
            continue
        box = box_of(element.get("Boundary"))
        if box is None:
            continue
        to_page = _matrix(element, box, origin)
        if kind == "TextObject":
            _text(element, to_page, builder)
        elif kind == "ImageObject":
            builder.picture += box[2] * box[3] * POINTS**2 / max(1.0, builder.width * builder.height)
        elif segments > 0:
            segments -= _path(element, to_page, builder)


_OBJECTS = frozenset({"TextObject", "ImageObject", "PathObject"})


def _matrix(element: etree._Element, box: Box, origin: Point) -> Matrix:
    own = _numbers(element.get("CTM"))
    matrix = Matrix(*own) if len(own) == 6 else Matrix()
    to_page = Matrix(POINTS, 0, 0, POINTS, (box[0] - origin[0]) * POINTS, (box[1] - origin[1]) * POINTS)
    return matrix.over(to_page)


def _text(element: etree._Element, to_page: Matrix, builder: PageBuilder) -> None:
    size = _number(element.get("Size"), 4.0)
    turn = quarter_turns(math.atan2(to_page.b, to_page.a))
    x = y = 0.0
    for code in named(element, "TextCode"):
        # A position that is not given is that of the code before.
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        across, down = _steps(code, size)
        places = zip(accumulate(across, initial=x), accumulate(down, initial=y), strict=True)
        for char, (left, base), step in zip(code.text or "", places, (*across, 0.0), strict=False):
            width = _width(char, size) if not is_latin(char) or not 0 < step <= size else step
            corners = (left, base - ASCENT * size), (left + width, base + DESCENT * size)
            builder.add(ord(char), _bounds(to_page, corners), to_page(left, base), turn)


def _steps(code: etree._Element, size: float) -> tuple[list[float], list[float]]:
    """How far each character but the last lies from the next, to the right and down."""
    text, across, down = code.text or "", code.get("DeltaX"), code.get("DeltaY")
    count = max(0, len(text) - 1)
    if across is None and down is None:
        return [_width(char, size) for char in text[:count]], [0.0] * count
    padded = (chain(_deltas(deltas), repeat(0.0)) for deltas in (across, down))
    right, below = (list(islice(steps, count)) for steps in padded)
    return right, below


def _width(char: str, size: float) -> float:
    return size / 2 if is_latin(char) else size


def _bounds(to_page: Matrix, corners: tuple[Point, Point]) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = (to_page(*corner) for corner in corners)
    return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)


def _deltas(text: str | None) -> Iterator[float]:
    """The steps from character to character; "g 3 5" stands for "5 5 5"."""
    words = iter((text or "").split())
    for word in words:
        if word != "g":
            yield _number(word, 0.0)
            continue
        count, step = int(_number(next(words, None), 0.0)), _number(next(words, None), 0.0)
        yield from repeat(step, max(0, count))


def _path(element: etree._Element, to_page: Matrix, builder: PageBuilder) -> int:
    """Add the ruling lines of a path; the number of its steps."""
    stroked, filled = element.get("Stroke") != "false", element.get("Fill") == "true"
    if element.get("Alpha") == "0" or not (stroked or filled) or _is_white(element, stroked):
        return 0
    words = [word for data in named(element, "AbbreviatedData") for word in (data.text or "").split()]
    words = words[:MAX_SEGMENTS]
    for part in _straight_parts(words):
        builder.rulings += rulings_of([to_page(*point) for point in part], stroked)
    return len(words)


def _is_white(element: etree._Element, stroked: bool) -> bool:
    colour = "StrokeColor" if stroked else "FillColor"
    return any(_WHITE.fullmatch((found.get("Value") or "").strip()) for found in named(element, colour))


def _straight_parts(words: Iterable[str]) -> Iterator[list[Point]]:
    """The corners between moves and curves of a path in abbreviated form (M L C; S, Q, B and A bend)."""
    rest = iter(words)
    part: list[Point] = []
    for word in rest:
        if word == "C" and part:
            part.append(part[0])
        elif word == "L":
            part.append(_point(rest))
        elif word in ("M", "S", "Q", "B", "A"):
            if len(part) > 1:
                yield part
            part = [_point(rest)] if word in ("M", "S") else []
    if len(part) > 1:
        yield part


def _point(words: Iterator[str]) -> Point:
    return _number(next(words, None), 0.0), _number(next(words, None), 0.0)


def _number(text: str | None, default: float) -> float:
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if abs(number) < 1e6 else default


def _numbers(text: str | None) -> list[float]:
    return [_number(word, 0.0) for word in (text or "").split()]
