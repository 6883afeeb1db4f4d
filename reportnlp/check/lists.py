"""Chinese lists: A、B和C, “A”“B”, with brackets and quotation marks, cut into their items.

What stands in brackets and quotation marks is shaded first, so that a pause inside them is none of
the list.  和, 及 and 与 may join two items or stand inside one (改革和发展): a list has a least and a
greatest number of items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reportnlp.datamodel import Span
from reportnlp.resources.listing import load

_ENCLOSED = re.compile(
    r"（(?:[^（）\n]|（[^（）\n]{0,60}）){1,200}）|\((?:[^()\n]|\([^()\n]{0,60}\)){1,200}\)"
    r"|“[^“”\n]{1,80}”|《[^《》\n]{1,80}》|【[^【】\n]{1,40}】|\[[^\[\]\n]{1,40}\]|〔[^〔〕\n]{1,40}〕"
    r"|\"[^\"，。；\n]{1,24}\"|〈[^〈〉\n]{1,40}〉|‘[^‘’\n]{1,40}’"
)
_SHADE = "〇"  # occurs in no pattern
_PAUSE = re.compile("、")
# Quoted items often follow one another without a pause; “A”“B” may be two items or one.
_QUOTED_PAIR = re.compile(r"(?<=[”》])(?=[“《])")
_BLANKS = " \t\u3000"


def shaded(text: str) -> str:
    """`text` with what stands in brackets, quotation marks and book titles blanked out, mark by mark."""
    return _ENCLOSED.sub(lambda m: f"{m[0][0]}{_SHADE * (len(m[0]) - 2)}{m[0][-1]}", text)


@dataclass(frozen=True)
class Items:
    """A list, cut at its pauses.

    Args:
        spans: the stretches between the pauses; never empty.
        words: the same as they stand in the shaded text.
        clauses: whether the items are clauses, in which 和 parts nothing.
        prefixed: whether the first item may carry what stands in front of the list.
    """

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    clauses: bool = False
    prefixed: bool = False

    @property
    def span(self) -> Span:
        """From the first item to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @cached_property
    def joints(self) -> tuple[int, ...]:
        """For each item, in how many places it may be parted in two."""
        return tuple(0 if self.clauses else len(joints(word)) for word in self.words)

    @property
    def least(self) -> int:
        """How many items there are where no joint parts two."""
        return len(self.spans)

    @property
    def fewest(self) -> int:
        """How many items there are where a joint that surely parts the last two does so (A、B和C)."""
        return len(self.spans) + self._surely_joined

    @cached_property
    def _surely_joined(self) -> bool:
        """Whether 和 in the last item parts two that are as like one another as the items are.

        Either all end alike (水电、火电和核电), or the two are of one length, or the former is as long
        as each item in the middle.
        """
        if self.clauses or len(self.spans) < 2 or self.joints[-1] != 1 or any(self.joints[:-1]):
            return False
        last = self.words[-1]
        former, latter = _parted(last)
        if last[len(former)] != "和" or min(len(former), len(latter)) < 2:
            return False
        middle = self.words[1:-1]
        if len({part[-1] for part in self.parted}) == 1:
            return True
        as_middle = len(middle) > 1 and {len(word) for word in middle} == {len(former)}
        return (as_middle or len(former) == len(latter)) and not load().paired.search(former + "\n" + latter)

    @property
    def most(self) -> int:
        """How many items there are where every joint parts two that may.

        Writers join the last two items (A、B和C), and what stands in front of the first may hold a
        joint too (A和B、C); in the middle, or where each item has one, a joint belongs to its item.
        """
        first, *others = self.joints
        if not others:
            return 1 + first
        if all(self.joints):
            return len(self.spans)
        # Only 和 and 以及 reach back to what stands in front: 汽车及零部件 is one thing.
        reaching = first if self.prefixed and re.search("和|以及", self.words[0]) else 0
        parted = first if self._ends_alike() else reaching
        return len(self.spans) + others[-1] + parted

    @property
    def utmost(self) -> int:
        """How many items there are where every joint parts two, likely or not."""
        return len(self.spans) + sum(self.joints)

    def _ends_alike(self) -> bool:
        """Whether what is in front of the first item's joint ends as all items do (X中心和Y中心、Z中心)."""
        ends = {part[-2:] for part in (*_parted(self.words[0])[:1], *self.words)}
        return len(ends) == 1

    def may_be(self, number: int) -> bool:
        """Whether the list can be read as one of `number` items."""
        return self.least <= number <= self.most

    @cached_property
    def parted(self) -> tuple[str, ...]:
        """The words, parted at every joint."""
        return tuple(part for word in self.words for part in _parted(word))


def joints(word: str) -> list[tuple[int, int]]:
    """Where `word` may be parted: at 和, 及, 与, 以及, 暨 between two words, between ” and “."""
    found = [m.span() for m in load().joint.finditer(word) if m["joint"]]
    found += [m.span() for m in _QUOTED_PAIR.finditer(word)]
    return sorted((start, end) for start, end in found if start > 0 and end < len(word))


def items(
    text: str,
    start: int,
    end: int,
    *,
    pause: re.Pattern[str] = _PAUSE,
    offset: int = 0,
    prefixed: bool = False,
) -> Items | None:
    """The list that fills [start, end) of the shaded `text`; None where an item is empty.

    Args:
        pause: what stands between the items; other than 、 it parts clauses.
        offset: added to the positions of the items, where `text` is a part of another.
        prefixed: see `Items`.
    """
    cuts = [m.span() for m in pause.finditer(text, start, end)]
    starts = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    spans = [_trimmed(text, s, e) for s, e in zip(starts, ends, strict=True)]
    if not all(map(len, spans)):
        return None
    words = tuple(text[s.start : s.end] for s in spans)
    shifted = tuple(Span(s.start + offset, s.end + offset) for s in spans)
    return Items(shifted, words, pause is not _PAUSE, prefixed)


def _parted(word: str) -> list[str]:
    cuts = joints(word)
    starts = [0, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(word)]
    return [word[s:e] for s, e in zip(starts, ends, strict=True)]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)
