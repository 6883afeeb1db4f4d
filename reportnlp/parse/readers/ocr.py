"""Text out of page images, by an engine that is optional (`pip install reportnlp[ocr]`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reportnlp.errors import MissingExtraError
from reportnlp.parse.readers.glyph import Page, PageBuilder, is_latin

INSTALL = "请安装文字识别组件：pip install reportnlp[ocr]，或换用文字版文件"
"""What to do where the engine is missing."""

SURE = 0.8
"""Lines that the engine trusts less than this are named in a note."""

RESOLUTION = 200.0
"""Dots per inch at which pages are rendered: below it small type is misread, above it only time is lost."""

MAX_PIXELS = 40_000_000
"""Largest page image; larger pages are rendered at a lower resolution."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised line: its box in pixels from the top left, and how sure the engine is (0 to 1)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    confidence: float


class Engine(Protocol):
    """Whatever finds lines of text in an image (a `PIL.Image.Image`)."""

    def read(self, image: Any) -> Sequence[TextLine]:
        """The lines of the image, in any order."""
        ...


class RapidEngine:
    """RapidOCR 3 with the models of its package; it needs no network."""

    def __init__(self, recognise: Any) -> None:
        self._recognise = recognise

    def read(self, image: Any) -> Sequence[TextLine]:
        found = self._recognise(image)
        if found.boxes is None:
            return ()
        lines = []
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            lines.append(TextLine(text, min(xs), max(xs), min(ys), max(ys), float(score)))
        return lines


def load_engine(what: str, where: str) -> Engine:
    """The installed engine.

    Args:
        what, where: for the message, what cannot be read without it.

    Raises:
        MissingExtraError: the `ocr` extra is not installed.
    """
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise MissingExtraError(what, where, INSTALL) from error
    return RapidEngine(RapidOCR(params={"Global.log_level": "error"}))


def read_image(image: Any, engine: Engine) -> list[TextLine]:
    """The lines of an image with their boxes, from top to bottom; empty ones are left out."""
    lines = [line for line in engine.read(image) if line.text.strip()]
    return sorted(lines, key=lambda line: (line.top, line.x0))


def read_page_image(image: Any, number: int, scale: float, engine: Engine) -> tuple[Page, tuple[str, ...]]:
    """A page made of what the engine reads, and notes on it.

    Args:
        image: of the whole page.
        number: of the page, from 1.
        scale: pixels a point.
        engine: the reader of lines.
    """
    builder = PageBuilder(number, image.width / scale, image.height / scale)
    lines = read_image(image, engine)
    for line in lines:
        _add(builder, line, scale)
    doubtful = [line.text for line in lines if line.confidence < SURE]
    if not doubtful:
        return builder.page(), ()
    quoted = "、".join(f"“{text[:20]}”" for text in doubtful[:5])
    return builder.page(), (f"第{number}页有 {len(doubtful)} 行识别把握不大，请核对：{quoted}",)


def _add(builder: PageBuilder, line: TextLine, scale: float) -> None:
    """Spread the characters of a line over its box, Latin ones half as wide as Chinese ones."""
    widths = [0.5 if is_latin(char) else 1.0 for char in line.text]
    unit = (line.x1 - line.x0) / sum(widths)
    x = line.x0
    for char, width in zip(line.text, widths, strict=True):
        end = x + width * unit
        box = (x / scale, end / scale, line.top / scale, line.bottom / scale)
        builder.add(ord(char), box, (box[0], box[3]), 0)
        x = end
