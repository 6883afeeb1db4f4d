"""One pass of an automaton over a text: known names, last words of names, left edges.

Chinese names carry no mark where they begin.  A name that is not in a word list is found from
its last word (大学, 条例, 行动) and read back to a left edge: punctuation, a digit, or a word
such as 推进 or 的.  All word lists go into one Aho–Corasick automaton, so that the cost does
not grow with their size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from reportnlp.resources import divisions, lexicons

# What stands in front of a name and is no part of it, besides words.
_EDGE_CHARACTERS = "\t\n\r \u3000\u00a0，。、；：？！“”‘’（）()《》〈〉【】[]—－–-·…,.;:?!\"'/|=~％%0123456789０１２３４５６７８９"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# Two edge classes: for names of every kind, and for organisations and places only.
_FIRM, _LOOSE = 1, 2


class Head(NamedTuple):
    """The last word of a possible name: its kind and how far left the name can reach.

    `firm` is the nearest edge for names of any kind, `loose` the one for organisations and places.
    """

    start: int
    end: int
    kind: str
    firm: int
    loose: int


class Name(NamedTuple):
    """A name that stands in a word list."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Scan:
    """What the automaton saw, in the order of the ends."""

    names: list[Name] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)


@dataclass(slots=True)
class _Word:
    """What one word of the lists is, gathered over all lists."""

    edge: int = 0
    shields_edges: bool = False
    shields_heads: bool = False
    label: str = ""
    kinds: tuple[str, ...] = ()


def scan(text: str) -> Scan:
    """Run the automaton over `text` (time linear in its length)."""
    found = Scan()
    names, heads = found.names, found.heads
    firm, loose = [0], [0]
    shield_start = shield_end = 0
    for last, (size, edge, shields, label, kinds) in automaton().iter(_encode(text)):
        if not last & 1:
            continue
        end = (last + 1) >> 1
        start = end - size
        if edge:
            if start < shield_start or end > shield_end:
                loose.append(end)
                if edge == _FIRM:
                    firm.append(end)
            continue
        if shields & 1:
            _drop_inside(firm, start)
            _drop_inside(loose, start)
            shield_start, shield_end = start, end
        ...
    return found
