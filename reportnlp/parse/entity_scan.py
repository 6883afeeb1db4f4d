"""One pass of an automaton over a text: known names, last words of names, left edges.

Chinese names carry no mark where they begin.  A name that is not in a word list is found from
its last word (大学, 条例, 行动) and read back to a left edge: punctuation, a digit, or a word
such as 推进 or 的.  All word lists go into one Aho–Corasick automaton, so that the cost does
not grow with their size.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from reportnlp.resources import divisions, lexicons

# What stands in front of a name and is no part of it, besides words.
_MARKS = (
    "\t\n\r \u3000\u00a0，。、；：？！“”‘’（）()《》〈〉【】〔〕［］[]{}—…,.;:?!\"'|=~～％%#*&@^_/\\"
    + "+＋-－●◆■▲★0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
_OPENING, _CLOSING = "（(", "）)"
# The longest stretch in brackets inside a name, marks included: （云溪）.
_LONGEST_INSIDE = 12
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

_FIRM, _LOOSE = 1, 2
"""Edges for names of every kind, and edges for organisations and places only."""

HIDDEN = "-"
"""The label of a stretch that holds no name though a part of it looks like one."""


class Head(NamedTuple):
    """The last word of a possible name and how far to the left the name can reach.

    `firm` is the nearest edge for names of any kind, `loose` that for organisations and places.
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
    brackets: dict[int, tuple[int, int]] = field(default_factory=dict)
    """For the end of a short stretch in brackets, the nearest edge before it, and its start."""


@dataclass(slots=True)
class _Word:
    """All that the lists say of one word.

    `edged`: a name only behind an edge or a place, for others contain it (湘江城区);
    `named`: not merely an edge.
    """

    edge: int = 0
    edged: bool = False
    shields_edges: bool = False
    shields_places: bool = False
    bracket: str = ""
    label: str = ""
    kinds: tuple[str, ...] = ()
    named: bool = False


_NO_WORD = _Word()


def scan(text: str) -> Scan:
    """Run the automaton over `text` (time linear in its length)."""
    reader = _Reader()
    firm, loose = reader.firm, reader.loose
    for last, (size, word) in _automaton().iter(_units(text)):
        if last & 1:
            end = (last + 1) >> 1
            start = end - size
            if word.edge and (start < reader.shield[0] or end > reader.shield[1]):
                loose.append((end, start))
                if word.edge == _FIRM:
                    firm.append((end, start))
            if word.named:
                reader.take(word, start, end)
    return reader.found


class _Reader:
    """The state of one pass: the edges so far, what shields what, and what was found."""

    __slots__ = ("end", "firm", "found", "kinds", "loose", "opened", "place_ends", "place_shield", "shield")

    def __init__(self) -> None:
        self.found = Scan()
        # Edges as (end, start), in the order of their ends.
        self.firm: list[tuple[int, int]] = [(0, 0)]
        self.loose: list[tuple[int, int]] = [(0, 0)]
        self.shield = self.place_shield = (0, 0)
        self.place_ends: set[int] = set()
        # The start of the last opening bracket and the edge before it.
        self.opened = (-_LONGEST_INSIDE, 0)
        self.end = 0
        self.kinds: set[str] = set()

    def take(self, word: _Word, start: int, end: int) -> None:
        """A word that is more than an edge."""
        if word.bracket:
            self._take_bracket(word.bracket, start, end)
            return
        if word.shields_edges:
            self.shield = (start, end)
            _drop_after(self.firm, start)
            _drop_after(self.loose, start)
        if word.label and self._stands(word, start, end):
            self.found.names.append(Name(start, end, word.label))
            if word.label == "LOC":
                self.place_ends.add(end)
        if word.shields_places:
            self.place_shield = (start, end)
        if word.kinds:
            self._take_head(word, start, end)

    def _take_bracket(self, bracket: str, start: int, end: int) -> None:
        if bracket in _OPENING:
            self.opened = (start, _edge(self.loose, start, end))
        elif end - self.opened[0] <= _LONGEST_INSIDE:
            opened, edge = self.opened
            self.found.brackets[end] = (edge, opened)

    def _stands(self, word: _Word, start: int, end: int) -> bool:
        return not word.edged or start in self.place_ends or _edge(self.loose, start, end) == start

    def _take_head(self, word: _Word, start: int, end: int) -> None:
        """Of the last words of a kind that end here the longest counts; it comes first."""
        if end != self.end:
            self.end, self.kinds = end, set()
        left = _edge(self.loose, start, end)
        for kind in word.kinds:
            shielded = kind == "place" and start >= self.place_shield[0] and end <= self.place_shield[1]
            if kind in self.kinds or shielded:
                continue
            self.kinds.add(kind)
            if left >= 0:
                self.found.heads.append(Head(start, end, kind, _edge(self.firm, start, end), left))


def _drop_after(edges: list[tuple[int, int]], position: int) -> None:
    while edges[-1][0] > position:
        edges.pop()


def _edge(edges: list[tuple[int, int]], start: int, end: int) -> int:
    """Where the last edge before `start` ends; -1 if an edge cuts [start, end): 加大|学."""
    for edge_end, edge_start in reversed(edges):
        if edge_end <= start:
            return edge_end
        if edge_end < end and edge_start < start:
            return -1
    return 0


def _units(text: str) -> str:
    """`text` as the two bytes of each character.

    The automaton searches the children of a node one by one; with bytes there are at most
    256 instead of thousands, which makes it four times as fast.  A match that ends on an
    even index is half a character off and none.
    """
    if not text.isascii():
        text = _ASTRAL.sub("\ufffd", text)
    return text.encode("utf-16-be", "surrogatepass").decode("latin-1")


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for text, word in _words().items():
        automaton.add_word(_units(text), (len(text), word))
    automaton.make_automaton()
    return automaton


def _words() -> dict[str, _Word]:
    words: defaultdict[str, _Word] = defaultdict(_Word)
    boundaries, places = lexicons.load("boundaries"), lexicons.load("places")
    for text in (*_MARKS, *boundaries.words("verbs")):
        words[text].edge = _FIRM
    for text in _OPENING + _CLOSING:
        words[text].bracket = text
    for text in boundaries.words("acts"):
        words[text].edge = _LOOSE
    for text in boundaries.words("shields"):
        words[text].shields_edges = True
    for text in places.words("shields"):
        words[text].shields_places = True
    _add_names(words)
    for text, kind in _heads():
        words[text].kinds += (kind,)
    for word in words.values():
        shields = word.shields_edges or word.shields_places
        word.named = bool(word.label or word.kinds or word.bracket or shields)
    return words


def _add_names(words: defaultdict[str, _Word]) -> None:
    for text, label in _names():
        words[text].label = label
        words[text].shields_edges = len(text) > 2
    for division in divisions.load():
        if division.level == "county" and words.get(division.name, _NO_WORD).label:
            words[division.name].edged = True
    for text in lexicons.load("places").words("hidden"):
        words[text].label = HIDDEN


def _names() -> Iterator[tuple[str, str]]:
    """Names of all lists with their labels; later ones win."""
    table = divisions.load()
    ambiguous = set(lexicons.load("places").words("ambiguous"))
    for division in table:
        if len(division.name) > 2 and division.name not in ambiguous:
            yield division.name, "LOC"
        if division.level in ("province", "city"):
            for short in divisions.short_names(division.name):
                if short not in ambiguous:
                    yield short, "LOC"
    for file in ("places", "organs", "laws", "meetings", "plans", "awards", "theories", "persons"):
        lexicon = lexicons.load(file)
        for name in lexicon.words("names"):
            yield name, lexicon.label


def _heads() -> Iterator[tuple[str, str]]:
    for file, name, kind in (
        ("organs", "tails", "organ"),
        ("organs", "heads", "body"),
        ("places", "heads", "place"),
        ("places", "zones", "zone"),
        ("plans", "tails", "plan"),
        ("awards", "heads", "award"),
        ("awards", "loose", "award"),
        ("meetings", "heads", "meeting"),
        ("awards", "verbs", "win"),
        ("awards", "campaigns", "win"),
        ("meetings", "sessions", "session"),
        ("persons", "posts", "post"),
        ("persons", "titles", "address"),
        ("laws", "tails", "law"),
    ):
        for text in lexicons.load(file).words(name):
            yield text, kind
