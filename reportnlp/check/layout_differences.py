"""What differs between a Word document and the form that its pages should have."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.layout_parts import Parts
from reportnlp.datamodel import Layout, Page, Typeset
from reportnlp.resources.page_format import Lettering, PageFormat

STRAYS: Final = 0.1
"""Paragraphs set unlike the others are strays up to this share of them (and few); more are a habit."""

_FEW = 3
_MOST = 0.7  # share of the characters from which on something is said of the whole body
_NEAR_SIZE, _NEAR_INDENT, _NEAR_MM = 0.25, 0.3, 0.05
_LEADING = re.compile(r"[ \t\u00a0\u3000]{0,200}")
_INDENTED_TITLE = 4  # blanks typed before a title to move it to the middle


def _near(value: float, should: float, tolerance: float) -> bool:
    """Whether a length is what the standard says, within the tolerance that the standard itself gives."""
    return math.isclose(value, should, rel_tol=0, abs_tol=tolerance)


def page_differences(page: Page, form: PageFormat) -> Iterator[str]:
    """What is wrong with the paper and its margins."""
    paper, margins = form.paper, form.margins
    sides_of = min(page.width, page.height), max(page.width, page.height)
    if not all(
        _near(has, should, paper.tolerance + _NEAR_MM)
        for has, should in zip(sides_of, (paper.width, paper.height), strict=True)
    ):
        yield f"纸张 {page.width:g}×{page.height:g} 毫米（应为 {paper.width:g}×{paper.height:g} 毫米）"
    elif page.width < page.height:  # a page on its side has margins of its own
        sides = (("上", "top"), ("下", "bottom"), ("左", "left"), ("右", "right"))
        pairs = [(side, getattr(page, name), getattr(margins, name)) for side, name in sides]
        wrong = [pair for pair in pairs if not _near(pair[1], pair[2], margins.tolerance + _NEAR_MM)]
        if wrong:
            has = "、".join(f"{side} {value:g}" for side, value, _ in wrong)
            should = "、".join(f"{side} {value:g}" for side, _, value in wrong)
            yield f"页边距为{has} 毫米（应为{should} 毫米）"
    if page.characters and not _near(page.characters, form.characters, 1):
        yield f"每行 {page.characters} 字（应为 {form.characters} 字）"


def part_differences(context: Context, parts: Parts, form: PageFormat) -> Iterator[str]:
    """What is wrong with title, headings and body as a whole."""
    named = (
        ("标题", parts.title, form.title),
        ("一级标题", parts.level1, form.level1),
        ("二级标题", parts.level2, form.level2),
        ("正文", parts.body, form.body),
    )
    for name, paragraphs, should in named:
        yield from _lettering(name, paragraphs, should, form)
    if any(p.alignment != "center" and _typed(context, p) < _INDENTED_TITLE for p in parts.title):
        yield "标题没有居中"
    yield from _body_differences(context, parts.body, form)


def _lettering(
    name: str, paragraphs: Sequence[Typeset], should: Lettering, form: PageFormat
) -> Iterator[str]:
    usual = usual_lettering(paragraphs)
    if usual is None:
        return
    font, size = usual
    if (font and not should.has_font(font)) or not _near(size, should.size, _NEAR_SIZE):
        asked = lettering_text(should.font, should.size, form)
        yield f"{name}用 {lettering_text(font, size, form)}（应为 {asked}）"


def lettering_text(font: str, size: float, form: PageFormat) -> str:
    """Font and size as readers call them: "16 磅（3号）仿宋"."""
    return form.size_text(size) + font


def usual_lettering(paragraphs: Sequence[Typeset]) -> tuple[str, float] | None:
    """The font and size of most characters, None where there is no paragraph."""
    held: Counter[tuple[str, float]] = Counter()
    for paragraph in paragraphs:
        held[paragraph.font, paragraph.size] += len(paragraph.span)
    return held.most_common(1)[0][0] if held else None


def _body_differences(context: Context, body: Sequence[Typeset], form: PageFormat) -> Iterator[str]:
    indents: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for p in body:
        if p.indent is not None:
            indents[round(p.indent + _typed(context, p), 1)] += len(p.span)
        if p.pitch is not None:
            pitches[p.pitch] += len(p.span)
    indent = _of_most(indents, body)
    if indent is not None and not _near(indent, form.indent, _NEAR_INDENT):
        yield f"正文首行缩进 {indent:g} 字（应为 {form.indent:g} 字）"
    pitch, right = _of_most(pitches, body), form.pitch
    if pitch is not None and not right.least - _NEAR_SIZE <= pitch <= right.most + _NEAR_SIZE:
        yield f"行距 {pitch:g} 磅（一般为 {right.least:g} 至 {right.most:g} 磅）"


def _of_most(held: Counter[float], body: Sequence[Typeset]) -> float | None:
    value, weight = max(held.items(), key=lambda kv: kv[1], default=(None, 0))
    return value if weight >= _MOST * sum(len(p.span) for p in body) else None


def _typed(context: Context, paragraph: Typeset) -> float:
    """The blanks typed before a paragraph's words, in characters."""
    found = _LEADING.match(context.text, paragraph.span.start)
    blanks = found[0] if found else ""
    return sum(1.0 if blank == "\u3000" else 0.5 for blank in blanks)


def strays(layout: Layout, parts: Parts) -> tuple[Typeset, ...]:
    """The few body paragraphs that are set in another font or size than nearly all."""
    usual = usual_lettering(parts.body)
    found = tuple(p for p in parts.body if (p.font, p.size) != usual)
    return found if 0 < len(found) <= min(_FEW, STRAYS * len(parts.body)) else ()
