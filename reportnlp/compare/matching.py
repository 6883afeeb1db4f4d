"""Which paragraphs of two reports belong together, one with one.

Equal ones are found by their forms.  For the others an index of the rarer runs of characters names
a few candidates each, and only those are compared letter by letter: the work grows with the length
of the texts, not with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest
from typing import Final

from rapidfuzz import fuzz

from reportnlp.compare.paragraphs import Paragraph
from reportnlp.datamodel import PassageState

ALIKE: Final = 0.5
"""From this similarity on a paragraph is much the same as another.

Measured on real reports of consecutive years: paragraphs that have nothing to do with one another reach
0.15 to 0.35 by the letters that all have in common; above 0.42 hardly a pair is wrong, and from 0.5 on
readers call it a rewording (below, it treats the same subject in words of its own).
"""
_BRIEF_ALIKE: Final = 0.65  # the same for lines so short that a few common words make them alike
_BRIEF: Final = 40
_ROLES_APART: Final = 0.1  # more where one reports and the other plans: both list the same indicators
_GRAM: Final = 4
COMMON: Final = 32  # in more paragraphs than this a run of characters is no clue
_CANDIDATES: Final = 4
_LONG: Final = 6000  # characters from which letters are not compared one by one

_EQUAL: Final[tuple[tuple[PassageState, Callable[[Paragraph], str]], ...]] = (
    ("same", lambda p: p.forms.written),
    ("year", lambda p: p.forms.dated),
    ("figures", lambda p: p.forms.figured),
)


@dataclass(frozen=True, slots=True)
class Match:
    """Two paragraphs that belong together: places in the two lists."""

    old: int
    new: int
    state: PassageState
    similarity: float


def matches(olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> tuple[Match, ...]:
    """The paragraphs that belong together, each with one other at most, in the order of the new ones."""
    pairing = _Pairing(olds, news)
    for state, form in _EQUAL:
        pairing.join_equal(state, form)
    pairing.join_alike()
    return tuple(pairing.found[new] for new in sorted(pairing.found))


def similarity(a: str, b: str) -> float:
    """How much of two texts is the same in the same order, 0 to 1.

    The measure is that of the longest common subsequence: twice its length by both lengths.  It knows
    no words and forgives moves badly, but it has no blind spots and is fast; texts that are too long
    for it are compared by the runs of characters that they share.
    """
    if a == b:
        return 1.0
    if min(len(a), len(b)) <= _LONG:
        return fuzz.ratio(a, b) / 100
    first, second = grams(a), grams(b)
    return 2 * len(first & second) / (len(first) + len(second))


def likeness(a: Paragraph, b: Paragraph) -> float:
    """How alike two paragraphs are but for years and numbers, 0.0 where it is too little."""
    first, second = a.forms.figured, b.forms.figured
    least = ALIKE if min(len(first), len(second)) >= _BRIEF else _BRIEF_ALIKE
    if a.role != b.role:
        least += _ROLES_APART
    if 2 * min(len(first), len(second)) < least * (len(first) + len(second)):
        return 0.0
    score = similarity(first, second)
    return score if score >= least else 0.0


def grams(text: str) -> Set[str]:
    """The runs of characters of a text, always in the same order."""
    return dict.fromkeys(text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)).keys()


class _Pairing:
    """Joins the paragraphs that are still free."""

    def __init__(self, olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> None:
        self._olds, self._news = olds, news
        self._taken: set[int] = set()
        self.found: dict[int, Match] = {}

    def join_equal(self, state: PassageState, form: Callable[[Paragraph], str]) -> None:
        """Join those with the same form: of several the first with the first."""
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for old in self._free_olds():
            waiting[form(self._olds[old])].append(old)
        for new in self._free_news():
            partners = waiting.get(form(self._news[new]))
            if partners:
                self._join(partners.popleft(), new, state)

    def join_alike(self) -> None:
        """Join those that are much the same, the likest first (then those that stand at the same place)."""
        news = self._free_news()
        scored = [(score, old, new) for old, new in self._worth(news) if (score := self._score(old, new))]
        scored.sort(key=lambda s: (-s[0], self._distance(s[1], s[2]), s[2], s[1]))
        for _, old, new in scored:
            if old not in self._taken and new not in self.found:
                self._join(old, new, "reworded")

    def _join(self, old: int, new: int, state: PassageState) -> None:
        score = similarity(self._olds[old].forms.written, self._news[new].forms.written)
        self._taken.add(old)
        self.found[new] = Match(old, new, state, score)

    def _free_olds(self) -> list[int]:
        return [old for old in range(len(self._olds)) if old not in self._taken]

    def _free_news(self) -> list[int]:
        return [new for new in range(len(self._news)) if new not in self.found]

    def _score(self, old: int, new: int) -> float:
        return likeness(self._olds[old], self._news[new])

    def _distance(self, old: int, new: int) -> float:
        """How far apart two paragraphs stand in their reports, as shares of them."""
        places = old / len(self._olds), new / len(self._news)
        return max(places) - min(places)

    def _worth(self, news: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The pairs worth a look: for each new paragraph the few old ones with most rare runs in common."""
        index: dict[str, list[int]] = defaultdict(list)
        for old in self._free_olds():
            for gram in grams(self._olds[old].forms.figured):
                index[gram].append(old)
        for new in news:
            shared: dict[int, float] = defaultdict(float)
            for gram in grams(self._news[new].forms.figured):
                owners = index.get(gram, ())
                if len(owners) <= COMMON:
                    for old in owners:
                        shared[old] += 1 / len(owners)
            yield from ((old, new) for old in nlargest(_CANDIDATES, shared, key=lambda n: (shared[n], -n)))
