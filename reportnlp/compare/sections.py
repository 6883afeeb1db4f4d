"""Sections that two reports have in common, in the same place or another, and those of one only."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from reportnlp.compare.forms import forms_of
from reportnlp.compare.order import in_place, side_by_side
from reportnlp.datamodel import Report, Section, SectionChange, SectionState

ALIKE: Final = 0.2
"""From this score on two sections are one: what they treat counts up to 1, their headings up to 0.3.

Headings alone will not do: each year finds new slogans for the same subject (乡村振兴谱写新篇章, then
奋力走好强村富民路).  What they treat is told by the pairs of characters that both have, the rarer the more.
Of some 300 pairs of real sections read, one in twenty was arguable, most of these below 0.22.
"""
_HEADING: Final = 0.3
_ROLE: Final = 0.05  # for the same function in the report
_TOP_ROLE: Final = 0.1  # the same for the main parts, which hold a bit of everything
_RENAMED: Final = 0.6  # headings must be so like where one stands on the first level and one on the second
_BEGINNING: Final = 800  # characters of a section that are looked at
_ASIDE: Final = re.compile("各位代表|此外，|与此同时，|同时，我们")
"""Behind these the last section of a part goes on to all sorts of things, and to thanks."""
_SURE: Final = 60  # characters in front of which no aside is looked for
_COMMON: Final = 64  # in more sections than this a pair of characters is no clue
_CHINESE: Final = re.compile("[\u4e00-\u9fff]{2,}")
_DONE: Final = frozenset({"review", "achievements", "overview"})
_PLANNED: Final = frozenset({"targets", "tasks", "plan", "self_building"})


@dataclass(frozen=True)
class _Head:
    """A section, its number in the report, and how deep it stands (0 or 1)."""

    number: int
    section: Section
    depth: int
    beginning: str

    @cached_property
    def heading(self) -> str:
        return forms_of(self.section.heading[:_BEGINNING]).dated

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often each pair of Chinese characters stands in the heading and in the beginning."""
        runs = _CHINESE.findall(self.beginning)
        return Counter(run[i : i + 2] for run in runs for i in range(len(run) - 1))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sections that are one: places in the two lists, and how alike they are."""

    old: int
    new: int
    score: float


def section_changes(old: Report, new: Report) -> tuple[SectionChange, ...]:
    """The sections of the first and second level of two reports, with their counterparts.

    Two sections are one where they have the same heading but for years and numbers, or treat the same
    under a new one; what was done and what is planned are never one.  A section moved where it does not
    keep its order among those that both reports have; as few as possible are said to have moved.  Parts
    without a heading appear only beside one that has a heading; notes and glossaries are left out.

    Returns:
        In the order of the new report, what is gone where it stood.  `similarity` is a score (see
        `ALIKE`), no share of anything.
    """
    olds, news = _heads(old), _heads(new)
    found = _matched(olds, news)
    settled = in_place([pair.old for pair in found])
    states: dict[int, SectionState] = {
        pair.new: "kept" if place in settled else "moved" for place, pair in enumerate(found)
    }
    scores = {pair.new: pair.score for pair in found}
    rows = side_by_side(len(olds), len(news), {pair.new: pair.old for pair in found})
    return tuple(
        SectionChange(
            "gone" if b is None else states.get(b, "new"),
            olds[a].number if a is not None else None,
            news[b].number if b is not None else None,
            scores.get(b, 0.0) if b is not None else 0.0,
        )
        for a, b in rows
        if (a is not None and olds[a].heading) or (b is not None and news[b].heading)
    )


def _heads(report: Report) -> list[_Head]:
    """The sections of the two upper levels, those that only run in a paragraph and notes left out."""
    depths: list[int] = []
    found: list[_Head] = []
    for number, section in enumerate(report.sections):
        depths.append(depths[section.parent] + 1 if 0 <= section.parent < number else 0)
        if depths[number] <= 1 and not section.run_in and section.role != "notes":
            found.append(_Head(number, section, depths[number], _beginning(report, section)))
    return found


def _beginning(report: Report, section: Section) -> str:
    """What tells what a section treats: how it begins, and its heading twice."""
    start, end = section.span.start, section.span.end
    text = report.text[start : min(start + _BEGINNING, end)]
    aside = _ASIDE.search(text, _SURE)
    return f"{text[: aside.start()] if aside else text}\n{section.heading[:_BEGINNING]}"


def _matched(olds: Sequence[_Head], news: Sequence[_Head]) -> list[_Pair]:
    """The sections that are one, the likest first joined, in the order of the new ones.

    Those without a heading in both reports are joined too, so that nothing else is taken for them, but
    left out.
    """
    olds_left, news_left = set(range(len(olds))), set(range(len(news)))
    found: list[_Pair] = []
    for pair in sorted(_scored(olds, news), key=lambda p: (-p.score, p.new, p.old)):
        if pair.old in olds_left and pair.new in news_left:
            olds_left.remove(pair.old)
            news_left.remove(pair.new)
            found.append(pair)
    return sorted((p for p in found if olds[p.old].heading or news[p.new].heading), key=lambda p: p.new)


def _scored(olds: Sequence[_Head], news: Sequence[_Head]) -> Iterator[_Pair]:
    """The pairs that may be one."""
    contents = _contents(olds, news)
    for (old, new), content in contents.items():
        score = _score(olds[old], news[new], content)
        if score >= ALIKE:
            yield _Pair(old, new, min(score, 1.0))


def _score(old: _Head, new: _Head, content: float) -> float:
    """How alike two sections are, 0.0 where they cannot be one."""
    heading = fuzz.ratio(old.heading, new.heading) / 100 if old.heading and new.heading else 0.0
    roles = {old.section.role, new.section.role}
    if (roles & _DONE and roles & _PLANNED) or (old.depth != new.depth and heading < _RENAMED):
        return 0.0
    function = 0.0
    if len(roles) == 1 and roles != {""}:
        function = _TOP_ROLE if old.depth + new.depth == 0 else _ROLE
    return content + _HEADING * heading + function


def _contents(olds: Sequence[_Head], news: Sequence[_Head]) -> Mapping[tuple[int, int], float]:
    """How much two sections treat the same: the cosine of their pairs of characters, rare ones the more."""
    counts = Counter(pair for head in (*olds, *news) for pair in head.pairs)
    total = len(olds) + len(news)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, head in enumerate(olds):
        for pair, weight in _weights(head, counts, total):
            index[pair].append((number, weight))
    found: dict[tuple[int, int], float] = defaultdict(float)
    for number, head in enumerate(news):
        for pair, weight in _weights(head, counts, total):
            for other, other_weight in index.get(pair, ()):
                found[other, number] += weight * other_weight
    return found


def _weights(head: _Head, counts: Mapping[str, int], total: int) -> list[tuple[str, float]]:
    """The pairs of characters of a section, weighted to a length of 1; the common ones are left out."""
    raw = [
        (pair, (1 + math.log(often)) * math.log(1 + total / counts[pair]))
        for pair, often in head.pairs.items()
        if counts[pair] <= _COMMON
    ]
    length = math.sqrt(sum(weight * weight for _, weight in raw))
    return [(pair, weight / length) for pair, weight in raw]
