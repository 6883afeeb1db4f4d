"""Rules for persons: names behind a post, names before a form of address, rows of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportnlp.parse.entity_context import Context, word_set, words
from reportnlp.parse.entity_scan import Head, Name

_LONGEST_ROW = 12
# What may stand before a name, besides an edge.
_BEFORE = frozenset("\n \u3000、，。；：（(“与和及由对以同向请")
# Between a row of names and the form of address: 甲、乙等4位|院士.
_COUNT = re.compile(r"(?:等)?(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[位名])?(?:领导|“?两院”?)?\Z")
_ROW_ENDS = r"(?=[\s，。；）)]|等|\Z|分别|出席|参加|主持|负责|作|到)"


@cache
def _person() -> str:
    surname = f"(?:{'|'.join(sorted(words('persons', 'surnames'), key=len, reverse=True))})"
    return f"{surname}[\u4e00-\u9fff]{{1,2}}"


@cache
def _spaced() -> str:
    surname, given = _person().rsplit("[", 1)
    return f"{surname}[ \u3000]{{0,2}}[{given}"


@cache
def _behind() -> re.Pattern[str]:
    """A name behind a post, on the same or the next line."""
    return re.compile(rf"[ \t\u3000\n]{{0,4}}({_spaced()})(?=[\s，。）)]|\Z)")


@cache
def _row_behind() -> re.Pattern[str]:
    """A row of names behind a post."""
    person = _person()
    return re.compile(rf"({person}(?:、{person}){{1,{_LONGEST_ROW}}}){_ROW_ENDS}")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(_person())


def names_behind(context: Context, head: Head) -> Iterator[Name]:
    """县长 and then the name before a blank or a mark; 副县长 and then a row of names."""
    text = context.text
    if match := _row_behind().match(text, head.end):
        yield from _split(text, match.start(1), match.end(1))
    elif (match := _behind().match(text, head.end)) and match[1] not in word_set("persons", "refused"):
        yield Name(match.start(1), match.end(1), "PER")


def _split(text: str, start: int, end: int) -> Iterator[Name]:
    for name in text[start:end].split("、"):
        if name not in word_set("persons", "refused"):
            yield Name(start, start + len(name), "PER")
        start += len(name) + 1


def names_before(context: Context, head: Head) -> Iterator[Name]:
    """A name before 同志, 院士 …, and the names before it in a row (甲、乙等4位院士)."""
    text = context.text
    end = _COUNT.search(text, max(0, head.start - 8), head.start)
    at = end.start() if end else head.start
    row = list(_row_before(context, head, at))
    if at == head.start or len(row) > 1:
        yield from row


def _row_before(context: Context, head: Head, end: int) -> Iterator[Name]:
    for _ in range(_LONGEST_ROW):
        start = _start_of_name(context, head, end)
        if start < 0:
            return
        yield Name(start, end, "PER")
        if not start or context.text[start - 1] != "、":
            return
        end = start - 1


def _start_of_name(context: Context, head: Head, end: int) -> int:
    """Where the name that ends at `end` begins, three characters before two; -1 if none does."""
    text = context.text
    for size in (3, 2, 4):
        start = end - size
        if start < 0 or not _whole().fullmatch(text, start, end):
            continue
        free = start == 0 or start == head.loose or text[start - 1] in _BEFORE
        if free and text[start:end] not in word_set("persons", "refused"):
            return start
    return -1
