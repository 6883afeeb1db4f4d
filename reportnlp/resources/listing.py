"""Words about lists and their counts: `listing.yaml`, its schema, and the regexes made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml
from reportnlp.resources.units import alternation


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kinds: list[str]
    things: list[str]
    divisions: list[str]
    levels: list[str]
    not_counted: list[str]
    names: list[str]
    verbs: list[str]
    verbal_nouns: list[str]
    nouns: list[str]
    paired: list[str]
    particles: list[str]
    compounds: list[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Compiled patterns."""

    count: re.Pattern[str]
    """A number and a measure word, see `is_number`; groups number, kind | thing | division | level."""
    not_counted: re.Pattern[str]
    """Behind a measure word: the count is none of a list."""
    name: re.Pattern[str]
    """At a number: a name that begins with it."""
    verb_end: re.Pattern[str]
    """At the end of the text before a number: its phrase begins here."""
    noun_end: re.Pattern[str]
    """At the end of the same: a noun that only looks like one that ends in a verb."""
    paired: re.Pattern[str]
    """A word before or behind 和 that often makes one thing of the two."""
    begins: re.Pattern[str]
    """A verb anywhere: what holds it may be a phrase of its own and no item."""
    level: re.Pattern[str]
    """At the end of a text: a level of government."""
    joint: re.Pattern[str]
    """和, 及, 与, 以及, 暨 (group joint), or a word that holds such a character."""


# Begins with a character class, so that the engine looks for it fast; `is_number` tells what it is worth.
_NUMBER = r"(?P<number>[二两三四五六七八九十\d][一二三四五六七八九十\d]?)"
_SMALL = re.compile(r"[二两三四五六七八九]|二?十[一二三四五六七八九]?|[2-9]|[12]\d")
_GOES_ON = frozenset("第0123456789.,一二三四五六七八九十百千万亿几数多～—~-－+/")


def is_number(match: re.Match[str]) -> bool:
    """Whether the number of a match of `count` is a whole one (no part of 2.5 or 一百四) below thirty."""
    start = match.start()
    return (start == 0 or match.string[start - 1] not in _GOES_ON) and _SMALL.fullmatch(
        match["number"]
    ) is not None


@cache
def load() -> Listing:
    """The words of the package (cached).

    Raises:
        ResourceError: `listing.yaml` does not follow its schema.
    """
    try:
        words = _Schema.model_validate(read_yaml("listing.yaml"))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", "listing.yaml") from error
    begin = alternation((*words.verbs, *words.particles))
    alone = alternation(words.verbal_nouns)
    measure = (
        rf"(?:(?P<kind>{alternation(words.kinds)})|(?P<thing>{alternation(words.things)})"
        rf"|(?P<division>{alternation(words.divisions)})|(?P<level>级))"
    )
    return Listing(
        count=re.compile(_NUMBER + measure),
        not_counted=re.compile(alternation(words.not_counted)),
        name=re.compile(alternation(words.names)),
        verb_end=re.compile(rf"(?:{begin}|\A[\u4e00-\u9fff]?{alone})\Z"),
        noun_end=re.compile(rf"(?:{alternation(words.nouns)})\Z"),
        paired=re.compile(rf"(?m)^(?:{alternation((*words.verbal_nouns, *words.paired))})$"),
        begins=re.compile(alternation(tuple(v for v in words.verbs if len(v) > 1)) + r"|\A[以把将在对按]"),
        level=re.compile(alternation(words.levels)),
        joint=re.compile(rf"{'|'.join(words.compounds)}|(?P<joint>以及|[和及与暨])"),
    )
