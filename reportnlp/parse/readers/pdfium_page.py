"""One PDF page through pdfium: characters with their boxes, ruling lines, pictures.

pdfium's C interface is called directly: its comfortable wrappers cost several times
as much a character.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any

from reportnlp.parse.readers.geometry import MAX_SEGMENTS, Matrix, quarter_turns, rulings_of
from reportnlp.parse.readers.glyph import Page, PageBuilder, Point, is_latin, tells_map
from reportnlp.parse.readers.overprint import hidden_glyphs

MAX_GLYPHS = 50_000
"""Most characters of one page; a full page of dense type has about 5,000."""

BIG = 36.0
"""From this height, in points, the font's own idea of a character's box is checked."""

_DEPTH = 4
# Punctuation is small in any font and says nothing about the size of a character.
_SMALL = frozenset(map(ord, "，。、；：！？·—…“”‘’（）《》〈〉〔〕【】"))


def read_page(page: Any, number: int) -> Page:
    """The content of a `pypdfium2.PdfPage`.

    Args:
        page: an open page.
        number: its number from 1.

    Raises:
        ValueError: more than `MAX_GLYPHS` characters.
    """
    left, bottom, right, top = page.get_bbox()
    builder = PageBuilder(number, right - left, top - bottom)
    _read_text(page, builder, left, top)
    _Drawing(builder, left, top).read(page)
    return builder.page(page.get_rotation() // 90)


def _read_text(page: Any, builder: PageBuilder, left: float, top: float) -> None:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    handle, rect, x, y = text.raw, pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    unicode, loose = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    angle, origin = pdfium.FPDFText_GetCharAngle, pdfium.FPDFText_GetCharOrigin
    at, sizes = ctypes.byref(rect), _Sizes(handle)
    index: list[int] = []
    for i in range(_count(handle)):
        code = unicode(handle, i)
        if code == 0x20 or not loose(handle, i, at):
            continue
        box = (rect.left, rect.right, rect.bottom, rect.top)
        x0, x1, low, high = sizes.checked(i, code, box) if rect.top - rect.bottom > BIG else box
        if 0 <= x0 + x1 - 2 * left <= 2 * builder.width and 0 <= 2 * top - low - high <= 2 * builder.height:
            origin(handle, i, x, y)
            place, start = (x0 - left, x1 - left, top - high, top - low), (x.value - left, top - y.value)
            turn = quarter_turns(angle(handle, i))
            builder.add(code, place, start, turn, _size(handle, i) if tells_map(code) else 0.0)
            if len(builder.glyphs) > len(index):
                index.append(i)
    builder.drop(hidden_glyphs(builder.glyphs, lambda glyph: _is_cut_off(handle, index[glyph])))
    text.close()


def _size(handle: Any, i: int) -> float:
    """The size of the font of a character, in points."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, i, matrix)
    return float(pdfium.FPDFText_GetFontSize(handle, i)) * hypot(matrix.a, matrix.b)


def _is_cut_off(handle: Any, i: int) -> bool:
    """Whether the clip path of a text lets nothing of it be seen."""
    import pypdfium2.raw as pdfium

    drawn = pdfium.FPDFText_GetTextObject(handle, i)
    sides = [ctypes.c_float() for _ in range(4)]
    if not drawn or not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
        return False
    left, bottom, right, top = (side.value for side in sides)
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip))):
        corners = _clip_corners(clip, path)
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if corners and (max(xs) <= left or right <= min(xs) or max(ys) <= bottom or top <= min(ys)):
            return True
    return False


def _clip_corners(clip: Any, path: int) -> list[Point]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    out: list[Point] = []
    for i in range(min(MAX_SEGMENTS, max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path)))):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, i), x, y)
        out.append((x.value, y.value))
    return out


def _count(handle: Any) -> int:
    import pypdfium2.raw as pdfium

    count = int(pdfium.FPDFText_CountChars(handle))
    if count > MAX_GLYPHS:
        raise ValueError("no page holds so many characters")
    return count


class _Sizes:
    """Mends the boxes of fonts for vertical writing: the nominal height may be twenty times the true one."""

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
        # PDF counts from the bottom, everything behind this module from the top.
        to_page = Matrix(1, 0, 0, -1, -self._left, self._top)
        self._objects((get(page.raw, i) for i in range(count(page.raw))), to_page, 0)

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
            self._builder.rulings += rulings_of(points, bool(stroke.value))

    def _subpaths(self, path: Any, matrix: Matrix) -> Iterator[list[Point]]:
        """The corners of each straight part of a path; curves end a part."""
        import pypdfium2.raw as pdfium

        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[Point] = []
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
