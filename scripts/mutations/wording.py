"""Operators on lists, runs and headings (M09 to M11), with a splitter of their own for easy forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from mutations.figures import Span
from mutations.mutants import Candidate, Edit, Original

DIGITS = "一二三四五六七八九十"
_ITEM = r"[\u4e00-\u9fff“”《》A-Za-z]{2,14}"
_LIST = re.compile(
    rf"(?P<items>{_ITEM}(?:、{_ITEM}){{1,7}}?)(?P<count>[两二三四五六七八九])"
    r"(?=(?:大|个|项|类|种|条|座|家|所|张|支)[\u4e00-\u9fff]{2})"
)
_UNSURE = re.compile(r"等|[第前后近每十百千余几一这那各上下为]\Z|(?:以及|及|与|和).{0,13}(?:以及|及|与|和)")
_JOINT = re.compile(r"以及|和|及|与")
_RUN = re.compile(
    r"(?:(?<=[。；，、：:！？;,\n])|(?<=\A))[ 　]*(?P<ordinal>[一二三四五六七八九十])(?:是|要)(?!一)"
)
_COUNTED_RUN = re.compile(
    r"(?P<count>[两二三四五六七八九])(?:个)?(?:方面|问题|项|点|件|条|大|不足)[^。\n]{0,24}\Z"
)
_HEADS = (
    re.compile(r"(?m)^[ 　\t]*(?P<ordinal>[一二三四五六七八九十])、[^\n。]{2,40}$"),
    re.compile(r"(?m)^[ 　\t]*（(?P<ordinal>[一二三四五六七八九十])）[^\n。]{2,40}$"),
)


@dataclass(frozen=True, slots=True)
class CountedList:
    """A、B、C三大…: where the items and the count word stand; the first item may begin too early."""

    items: tuple[Span, ...]
    count: Span

    @property
    def span(self) -> Span:
        """From the first item to the count word."""
        return self.items[0][0], self.count[1]


@dataclass(frozen=True, slots=True)
class Marker:
    """An ordinal of a run or of headings: where its numeral stands, and its item up to the next one."""

    ordinal: Span
    item: Span


def counted_lists(text: str) -> Iterator[CountedList]:
    """Lists whose count word agrees with the number of their items."""
    for m in _LIST.finditer(text):
        if _UNSURE.search(m["items"]):
            continue
        items = _split(m["items"], m.start())
        if len(items) == _number(m["count"]) >= 3:
            yield CountedList(tuple(items), m.span("count"))


def _number(word: str) -> int:
    return 2 if word == "两" else DIGITS.index(word) + 1


def _split(items: str, start: int) -> list[Span]:
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^、]+", items)]
    last = items[spans[-1][0] - start :]
    joint = _JOINT.search(last, 1)
    if joint and not _JOINT.search(items[: spans[-1][0] - start]):
        at = spans[-1][0]
        spans[-1:] = [(at, at + joint.start()), (at + joint.end(), spans[-1][1])]
    return spans


def item_lost_or_doubled(original: Original, random: Random) -> Iterator[Candidate]:
    """M09: an item of a counted list is gone, or stands there twice."""
    for found in counted_lists(original.text):
        item = found.items[random.randrange(1, len(found.items) - 1)]
        gone = Edit(item[0] - 1, item[1], "")
        yield Candidate("M09", "lost", (gone,), (found.span,))
        again = Edit(item[1], item[1], "、" + original.text[item[0] : item[1]])
        yield Candidate("M09", "doubled", (again,), (found.span,))


def other_count(original: Original, _: Random) -> Iterator[Candidate]:
    """M10: the count word says one more or one less."""
    for found in counted_lists(original.text):
        for edit in _other_counts(original.text, found.count):
            yield Candidate("M10", "list", (edit,), (found.span,))
    for run in runs(original):
        start = run[0].ordinal[0]
        counted = _COUNTED_RUN.search(original.text, max(0, start - 44), start)
        if counted and _number(counted["count"]) == len(run):
            for edit in _other_counts(original.text, counted.span("count")):
                yield Candidate("M10", "run", (edit,), tuple(m.ordinal for m in run))


def _other_counts(text: str, span: Span) -> Iterator[Edit]:
    number = _number(text[slice(*span)])
    for other in (number - 1, number + 1):
        if 2 <= other <= 9:
            yield Edit(*span, "两" if other == 2 else DIGITS[other - 1])


def runs(original: Original) -> Iterator[tuple[Marker, ...]]:
    """Inline runs 一是…二是…三是 of three or more within one paragraph."""
    for start, end in original.paragraphs:
        spans = [m.span("ordinal") for m in _RUN.finditer(original.text, start, end)]
        yield from _ascending(original.text, spans, end)


def headings(original: Original) -> Iterator[tuple[Marker, ...]]:
    """Runs of numbered headings, each on a line of its own."""
    for pattern in _HEADS:
        found = list(pattern.finditer(original.text))
        lines = {m.start("ordinal"): m.span() for m in found}
        for run in _ascending(original.text, [m.span("ordinal") for m in found], 0):
            yield tuple(Marker(m.ordinal, lines[m.ordinal[0]]) for m in run)


def _ascending(text: str, ordinals: list[Span], end: int) -> Iterator[tuple[Marker, ...]]:
    """The stretches of ordinals that count from one to three or more without a fault."""
    group: list[Span] = []
    for span in [*ordinals, None]:
        if span and group and DIGITS.index(text[span[0]]) == len(group):
            group.append(span)
            continue
        if len(group) >= 3:
            ends = [*(s[0] for s in group[1:]), end]
            yield tuple(Marker(s, (s[0], e)) for s, e in zip(group, ends, strict=True))
        group = [span] if span and text[span[0]] == "一" else []


def ordinal_fault(original: Original, random: Random) -> Iterator[Candidate]:
    """M11: an ordinal inside a run or among headings is gone with its item, or is another one."""
    for run in runs(original):
        at = random.randrange(1, len(run) - 1)
        yield _renumbered("run", run, at)
        yield Candidate("M11", "run lost", (Edit(*run[at].item, ""),), _beside(run, at))
    for run in headings(original):
        at = random.randrange(1, len(run) - 1)
        yield _renumbered("heading", run, at)
        yield Candidate("M11", "heading lost", (Edit(*run[at].item, ""),), _beside(run, at))


def _renumbered(what: str, run: tuple[Marker, ...], at: int) -> Candidate:
    """三 for 二: three stands there twice and two not at all."""
    return Candidate("M11", f"{what} renumbered", (Edit(*run[at].ordinal, DIGITS[at + 1]),), _beside(run, at))


def _beside(run: tuple[Marker, ...], at: int) -> tuple[Span, ...]:
    return tuple(m.ordinal for m in run[:at] + run[at + 1 :])


def reordered(original: Original, _: Random) -> Iterator[Candidate]:
    """N4: two items of a counted list change places."""
    for found in counted_lists(original.text):
        for one, other in pairwise(found.items[1:-1]):
            words = [original.text[slice(*s)] for s in (one, other)]
            yield Candidate("N4", "list", (Edit(*one, words[1]), Edit(*other, words[0])))


def elided(original: Original, random: Random) -> Iterator[Candidate]:
    """N6: an item is gone, and 等 says that the list is not whole."""
    for found in counted_lists(original.text):
        item = found.items[random.randrange(1, len(found.items) - 1)]
        end = found.count[0] - (original.text[found.count[0] - 1] == "“")
        edits = (Edit(item[0] - 1, item[1], ""), Edit(end, end, "等"))
        yield Candidate("N6", "list", edits)
