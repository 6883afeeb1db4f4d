"""The table of contents 目录, whose lines are no headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportnlp.parse.heads import CN, Paragraph

_TITLE = re.compile(r"\W{0,3}目\s{0,6}[录次]\W{0,3}$")
_LONGEST_TITLE = 12  # characters
_LONGEST_ENTRY = 70
_FEWEST = 3  # entries that make a table of contents
_BEFORE = 100  # paragraphs among which its title stands
_ENTRY = re.compile(
    rf"(?:\d{{1,3}}\t)?(?P<number>第[{CN}\d]{{1,3}}[部编篇章节]|[（(]?[{CN}\d]{{1,3}}[)）]?[、.．]?)?(?P<words>.{{0,70}})"
)
_LEADERS = re.compile(r"[\s….·]{0,70}\d{0,4}$")


def contents_range(text: str, paragraphs: Sequence[Paragraph]) -> range:
    """Indexes of the paragraphs that make the table of contents; an empty range if there is none.

    It begins below the line 目录 and ends before the first entry comes again, before another line with
    the first entry's number, or before the first paragraph that is a sentence.
    """
    for index, paragraph in enumerate(paragraphs[:_BEFORE]):
        if len(paragraph) <= _LONGEST_TITLE and _TITLE.match(text, paragraph.start, paragraph.end):
            end = _end(text, paragraphs, index + 1)
            return range(index, end if end - index > _FEWEST else index)
    return range(0)


def _end(text: str, paragraphs: Sequence[Paragraph], first: int) -> int:
    """Index of the first paragraph from `first` on that is no entry."""
    seen: set[str] = set()
    number = ""
    for index in range(first, len(paragraphs)):
        line = text[paragraphs[index].start : paragraphs[index].end]
        if len(line) > _LONGEST_ENTRY or line[-1] in "。；！":
            return index
        printed, words = _entry(line)
        if words in seen or (index > first and printed and printed == number):
            return index
        seen.add(words)
        number = number or (printed if index == first else "")
    return len(paragraphs)


def _entry(line: str) -> tuple[str, str]:
    """Number and words of a line, without dots, page number and white space."""
    match = _ENTRY.match(line)
    assert match is not None
    words = _LEADERS.sub("", match["words"])
    return match["number"] or "", "".join(words.split()) or line
