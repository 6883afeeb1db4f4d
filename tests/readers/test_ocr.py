"""Recognised lines become a page; the engine itself is faked."""

from __future__ import annotations

import logging
import sys
import types
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image

from reportnlp.errors import MissingExtraError
from reportnlp.parse.readers.ocr import TextLine, load_engine, read_image, read_page_image
from reportnlp.parse.readers.pages import document, leaf

PAGE = Image.new("L", (1654, 2339), 255)
"""An A4 page at 200 dots an inch."""

SCALE = 200 / 72


class Lines:
    """An engine that finds given lines."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines

    def read(self, image: Any) -> Sequence[TextLine]:
        return self._lines


def row(text: str, x0: float, top: float, confidence: float = 0.99, size: float = 44) -> TextLine:
    width = size * sum(1.0 if char > "ɐ" else 0.5 for char in text)
    return TextLine(text, x0, x0 + width, top, top + size * 1.2, confidence)


def test_lines_are_ordered_and_empty_ones_left_out() -> None:
    engine = Lines([row("下", 100, 300), row("右", 500, 100), row(" ", 0, 0), row("左", 100, 100)])
    assert [line.text for line in read_image(PAGE, engine)] == ["左", "右", "下"]


def test_wrapped_lines_become_paragraphs() -> None:
    lines = [
        row("青岚县政府工作报告", 550, 200, size=62),
        row("全年地区生产总值达到123.4亿元，增长6.5%，一般公共预", 220 + 88, 360),
        row("算收入9.87亿元，同比增长7.2%，城镇新增就业4321人，城乡", 220, 440),
        row("居民收入稳步增加。", 220, 520),
        row("各位代表，成绩来之不易。", 220 + 88, 600),
        row("— 3 —", 780, 2200, size=36),
    ]
    page, notes = read_page_image(PAGE, 3, SCALE, Lines(lines))
    read = document([leaf(page)], "扫描.pdf", "pdf", notes)
    assert read.text.split("\n") == [
        "青岚县政府工作报告",
        "全年地区生产总值达到123.4亿元，增长6.5%，一般公共预算收入9.87亿元，同比增长7.2%，城镇新增就业4321人，"
        "城乡居民收入稳步增加。",
        "各位代表，成绩来之不易。",
    ]
    assert [(part.kind, part.text, part.page) for part in read.apart] == [("page_number", "—3—", 3)]
    assert read.notes == ()
    assert (round(page.width), round(page.height)) == (595, 842)


def test_doubtful_lines_are_noted() -> None:
    lines = [row(f"第{i}行{'很长' * 20}", 100, 100 * i, 0.5 if i % 2 else 0.9) for i in range(1, 20)]
    _, notes = read_page_image(PAGE, 7, SCALE, Lines(lines))
    assert len(notes) == 1
    assert notes[0].startswith("第7页有 10 行识别把握不大，请核对：“第1行很长")
    assert notes[0].count("“") == 5
    assert len(notes[0]) < 160


def test_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(MissingExtraError) as caught:
        load_engine("第1页是扫描图像", "报告.pdf")
    assert str(caught.value).startswith("报告.pdf：第1页是扫描图像。")
    assert "pip install reportnlp[ocr]" in caught.value.todo


class Found:
    """The answer of RapidOCR 3: arrays of corners, or nothing at all."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        corners = [((a.x0, a.top), (a.x1, a.top + 2), (a.x1, a.bottom), (a.x0, a.bottom)) for a in lines]
        self.boxes = corners or None
        self.txts = tuple(line.text for line in lines) or None
        self.scores = tuple(line.confidence for line in lines) or None


@pytest.mark.parametrize("lines", [[], [row("全年办结128件", 200, 400)]])
def test_rapidocr_is_adapted(monkeypatch: pytest.MonkeyPatch, lines: list[TextLine]) -> None:
    asked: list[Any] = []
    module = types.ModuleType("rapidocr")

    def create(params: dict[str, Any]) -> Any:
        asked.append(params)
        return lambda image: Found(lines)

    monkeypatch.setattr(module, "RapidOCR", create, raising=False)
    monkeypatch.setitem(sys.modules, "rapidocr", module)
    assert list(load_engine("", "").read(PAGE)) == lines
    assert asked == [{"Global.log_level": logging.getLevelName(logging.ERROR).lower()}]
