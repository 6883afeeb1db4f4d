"""One PDF page through pdfium: characters with their boxes, ruling lines, pictures.

pdfium's C interface is called directly: its comfortable wrappers cost several times
as much a character.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from math import pi
from typing import Any, NamedTuple

from reportnlp.parse.readers.glyph import Page, PageBuilder, Ruling, is_latin

MAX_GLYPHS = 200_000
"""Most characters of one page; a full page of dense type has about 5,000."""

MAX_SEGMENTS = 60_000
"""Most line segments looked at on one page; more is a drawing, and what comes later is left out."""

THICK = 4.0
"""A filled stripe up to so many points wide is a ruling line."""

SHORT = 3.0
"""Lines shorter than this, in points, are no ruling lines."""

BIG = 36.0
"""From this height, in points, the font's own idea of a character's box is checked."""

_DEPTH = 4
# Punctuation is small in any font and says nothing about the size of a character.
_SMALL = frozenset(map(ord, "，。、；：！？·—…“”‘’（）《》〈〉〔〕【】"))


class Matrix(NamedTuple):
    """An affine map of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def over(self, outer: Matrix) -> Matrix:
        """This map, then `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c, self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c, self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e, self.e * outer.b + self.f * outer.d + outer.f,
        )  # fmt: skip

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def read_page(page: Any, number: int) -> Page:
    """The content of a `pypdfium2.PdfPage`.

    Args:
        page: an open page.
        number: its number from 1.
    """
    left, bottom, right, top = page.get_bbox()
    builder = PageBuilder(number, right - left, top - bottom)
    _read_text(page, builder, left, top)
    _Drawing(builder, left, top).read(page)
    return builder.page(page.get_rotation() // 90)


def _read_text(page: Any, builder: PageBuilder, left: float, top: float) -> None:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    handle, rect, sizes = text.raw, pdfium.FS_RECTF(), _Sizes(text.raw)
    at = ctypes.byref(rect)
    unicode, loose, angle = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharAngle
    for i in range(min(MAX_GLYPHS, pdfium.FPDFText_CountChars(handle))):
        code = unicode(handle, i)
        if code == 0x20 or not loose(handle, i, at):
            continue
        box = (rect.left, rect.right, rect.bottom, rect.top)
        x0, x1, low, high = sizes.checked(i, code, box) if rect.top - rect.bottom > BIG else box
        if 0 <= x0 + x1 - 2 * left <= 2 * builder.width and 0 <= 2 * top - low - high <= 2 * builder.height:
            builder.add(code, (x0 - left, x1 - left, top - high, top - low), _turn(angle(handle, i)))
    text.close()


def _turn(angle: float) -> int:
    """Quarter turns clockwise of a character at `angle` radians; -1 where it slants."""
    turns = angle / (pi / 2)
    near = round(turns)
    return near % 4 if abs(turns - near) < 0.06 else -1


class _Sizes:
    """Mends the boxes of fonts for vertical writing, whose nominal height may be twenty times the true one."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._wrong: set[int] = set()

    def checked(self, i: int, code: int, box: tuple[float, float, float, float]) -> tuple[float, ...]:
        """`box`, or the box of the drawn shape where the font's own is absurd for a character."""
        import pypdfium2.raw as pdfium

        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._handle, i, *sides)
        left, right, bottom, top = (side.value for side in sides)
        height = box[3] - box[2]
        if not is_latin(chr(code)) and height > 2.5 * max(right - left, top - bottom) and code not in _SMALL:
            self._wrong.add(round(height))
        return (left, right, bottom, top) if round(height) in self._wrong else box


class _Drawing:
    """Collects the ruling lines and the area of pictures of one page, in nested forms too."""

    def __init__(self, builder: PageBuilder, left: float, top: float) -> None:
        self._builder, self._left, self._top = builder, left, top
        self._segments = MAX_SEGMENTS

    def read(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        self._objects((get(page.raw, i) for i in range(count(page.raw))), Matrix(), 0)

    def _objects(self, objects: Iterator[Any], outer: Matrix, depth: int) -> None:
        import pypdfium2.raw as pdfium

        for drawn in objects:
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH and self._segments > 0:
                self._path(drawn, _matrix(drawn).over(outer))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(_matrix(drawn).over(outer))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                count = pdfium.FPDFFormObj_CountObjects(drawn)
                inner = (pdfium.FPDFFormObj_GetObject(drawn, i) for i in range(count))
                self._objects(inner, _matrix(drawn).over(outer), depth + 1)

    def _picture(self, matrix: Matrix) -> None:
        # An image is the unit square under its matrix.
        (x0, y0), (x1, y1) = matrix(0, 0), matrix(1, 1)
        area = self._builder.width * self._builder.height
        self._builder.picture += abs((x1 - x0) * (y1 - y0)) / area if area else 0.0

    def _path(self, path: Any, matrix: Matrix) -> None:
        import pypdfium2.raw as pdfium

        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        get_color = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
        if not (fill.value or stroke.value) or _is_invisible(path, get_color):
            return
        for points in self._subpaths(path, matrix):
            if stroke.value:
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._line(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))
            else:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._line(min(xs), max(xs), min(ys), max(ys))

    def _subpaths(self, path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The corners of each straight part of a path; curves end a part."""
        import pypdfium2.raw as pdfium

        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        count = min(self._segments, pdfium.FPDFPath_CountSegments(path))
        self._segments -= count
        for i in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            if kind != pdfium.FPDF_SEGMENT_LINETO:
                if len(points) > 1:
                    yield points
                points = []
            points.append(matrix(x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points

    def _line(self, x0: float, x1: float, y0: float, y1: float) -> None:
        """Keep a stripe if it is thin and long enough for a ruling line."""
        if min(x1 - x0, y1 - y0) <= THICK and max(x1 - x0, y1 - y0) >= SHORT:
            ruling = Ruling(x0 - self._left, x1 - self._left, self._top - y1, self._top - y0)
            self._builder.rulings.append(ruling)


def _matrix(drawn: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _is_invisible(path: Any, get_color: Any) -> bool:
    """Whether a path is white or transparent (word processors lay white stripes behind lines of text)."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not get_color(path, *channels):
        return False
    red, green, blue, alpha = (channel.value for channel in channels)
    return alpha == 0 or min(red, green, blue) >= 0xFA
