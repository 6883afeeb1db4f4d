"""Counts of lists (四个方面, 三大工程, 两级) and the lists that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.check.lists import Items
from reportnlp.datamodel import Span
from reportnlp.numerals import read_chinese
from reportnlp.resources.listing import is_number, load


@dataclass(frozen=True, slots=True)
class Count:
    """A small number with its measure word.

    Args:
        span: from the number to the end of the measure word.
        number: its value.
        measure: kind, thing, division or level: the list of `listing.yaml` that holds the word.
        is_chinese: whether the number is written in Chinese.
    """

    span: Span
    number: int
    measure: str
    is_chinese: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A list and its count.

    Args:
        whole: whether the list is surely all that is counted, so that a greater count is wrong.
        apart: whether the list surely begins where it was cut, so that a smaller count is wrong.
    """

    count: Count
    items: Items
    whole: bool
    apart: bool


def counts(text: str, *, names: bool = False) -> Iterator[Count]:
    """The counts in `text` that may be those of a list; `names`: also those that are part of a name."""
    words = load()
    for match in words.count.finditer(text):
        if not is_number(match) or words.not_counted.match(text, match.end()):
            continue
        if names or not words.name.match(text, match.start()):
            yield _count(match)


def _count(match: re.Match[str]) -> Count:
    printed = match["number"]
    value = int(printed) if printed.isdecimal() else int(read_chinese(printed))
    return Count(Span(*match.span()), value, match.lastgroup or "", not printed.isdecimal())
