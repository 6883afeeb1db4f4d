"""Which paragraphs of a Word document are its title, its headings and its body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.datamodel import Section, Typeset

BODY: Final = 30
"""Shortest paragraph, in characters, that is surely body text if it ends like a sentence."""

_ALONE = 0.8  # a heading that takes this share of its paragraph stands alone in it
_NUMBERS = {
    1: re.compile("[一二三四五六七八九十]{1,3}、"),
    2: re.compile("[（(][一二三四五六七八九十]{1,3}[）)]"),
}
_ENDS = ("。", "；", "：", "！", "”", "）")


@dataclass(frozen=True, slots=True)
class Parts:
    """The paragraphs of each part, in order; what is none of these (dates, addressees, lists) is left out."""

    title: tuple[Typeset, ...]
    level1: tuple[Typeset, ...]
    level2: tuple[Typeset, ...]
    body: tuple[Typeset, ...]


def parts_of(context: Context, paragraphs: Sequence[Typeset]) -> Parts:
    """The parts of the report that is set in these paragraphs."""
    title = tuple(_title(context, paragraphs))
    headed = {p: section for section, p in _headed(context, paragraphs) if p not in title}
    levels = {level: tuple(p for p, s in headed.items() if _is_level(s, level)) for level in _NUMBERS}
    alone = {*title, *(p for p, s in headed.items() if _stands_alone(context, p, s))}
    body = tuple(p for p in paragraphs if p not in alone and _is_body(context, p))
    kept = {level: tuple(p for p in found if p in alone) for level, found in levels.items()}
    return Parts(title, kept[1], kept[2], body)


def _title(context: Context, paragraphs: Sequence[Typeset]) -> Iterator[Typeset]:
    """The paragraphs that the title is spread over: the first ones whose words are in it."""
    words = "".join(context.report.meta.title.split())
    begun = False
    for paragraph in paragraphs[:12]:
        text = _words(context, paragraph)
        if len(text) > 1 and text in words:
            begun = True
            yield paragraph
        elif begun:
            return


def _headed(context: Context, paragraphs: Sequence[Typeset]) -> Iterator[tuple[Section, Typeset]]:
    """Sections with the paragraph that begins each (a list's number stands before its paragraph)."""
    ends = [p.span.end for p in paragraphs]
    for section in context.report.sections:
        at = bisect_right(ends, section.span.start)
        if section.heading and not section.run_in and at < len(paragraphs):
            yield section, paragraphs[at]


def _is_level(section: Section, level: int) -> bool:
    return section.level == level and bool(_NUMBERS[level].match(section.number))


def _stands_alone(context: Context, paragraph: Typeset, section: Section) -> bool:
    return len("".join(section.heading.split())) >= _ALONE * len(_words(context, paragraph))


def _is_body(context: Context, paragraph: Typeset) -> bool:
    text = context.text[paragraph.span.start : paragraph.span.end].strip()
    long = len(text) >= BODY and "。" in text and text.endswith(_ENDS)
    return long and not context.is_apart(paragraph.span.start)


def _words(context: Context, paragraph: Typeset) -> str:
    return "".join(context.text[paragraph.span.start : paragraph.span.end].split())
