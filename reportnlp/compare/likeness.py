"""How well a figure of the old report and one of the new fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportnlp.compare.mentions import Mention
from reportnlp.compare.subjects import Weights, cost, excluded, is_headless, likeness, weights_of
from reportnlp.resources.alignment import load

_SUBJECT, _AROUND = 0.65, 0.35  # what the subject and what the words around it count for
_NAMED: Final = 0.9  # for the same name or concept, whatever stands around
_UNLINKED: Final = 0.07  # cost of a concept on one side only: something kept the other from being linked
_BARE: Final = 0.65  # share that is left of a score on a general noun, with nothing alike around it
_TELLING: Final = 0.3  # overlap of what stands around from which on nothing is lost
_NEIGHBOUR: Final = 0.05  # for each neighbouring figure that has its like beside the other
_NEAR: Final = 0.75  # from such a score on two neighbours are alike
_ROLE: Final = 0.08  # cost of standing in sections of different function
_TOTAL: Final = 0.1  # cost of being a running total on one side only
_STATES: Final = frozenset({"count", "money", "measure", "percent", "duration"})
"""Kinds that may be stated as a total one year and not the next; a growth over years is no yearly one."""

_HEADING: Final = 0.03  # for headings alike
_ORDER: Final = 0.02  # cost of standing at opposite ends of the two reports
_MOST: Final = 64  # figures with the same words that are looked at for one
_WORTH: Final = 0.3  # share of the rarer words that both must have to be looked at

_WHOLE: Final = 0.98  # of a subject that stands around the other figure, though not as its subject,
_LONG: Final = 6  # when it is long enough to be there for a reason

POSSIBLE: Final = 0.625
"""What two figures score that may be one, with too little said to decide it."""

Admits = Callable[[Mention, Mention], bool]
Scores = Mapping[tuple[int, int], float]
"""(number of the old mention, number of the new one) → how well they fit, 0 to 1."""


@dataclass(frozen=True)
class Scorer:
    """Scores the mentions of two reports; the numbers in its results are places in `olds` and `news`."""

    olds: Sequence[Mention]
    news: Sequence[Mention]

    @cached_property
    def weights(self) -> Weights:
        return weights_of(m.subject for m in (*self.olds, *self.news))

    def scores(self, admits: Admits) -> Scores:
        """The pairs that may be one thing and that `admits`, with how well they fit."""
        alone = {pair: score for pair in self._worth(admits) if (score := self._alone(*pair)) > 0}
        beside = _Neighbours(self.olds, self.news, alone)
        return {pair: min(score + _NEIGHBOUR * beside.of(*pair), 1.0) for pair, score in alone.items()}

    def _worth(self, admits: Admits) -> Iterator[tuple[int, int]]:
        """The pairs worth a look: of one concept, or with some of their rarer words in common."""
        for number, old in enumerate(self.olds):
            shared: dict[int, float] = {}
            for gram in old.subject.grams:
                for other in self._near(self._index.get(gram, ()), number):
                    shared[other] = shared.get(other, 0.0) + self.weights.of[gram]
            least = _WORTH * self.weights.total(old.subject.grams)
            found = {other for other, weight in shared.items() if weight >= min(least, self._least[other])}
            if old.indicator.concept:
                found.update(self._near(self._concepts.get(old.indicator.concept, ()), number))
            for other in sorted(found):
                if _fit(old, self.news[other]) and admits(old, self.news[other]):
                    yield number, other

    def _near(self, others: Sequence[int], number: int) -> Sequence[int]:
        """Those that stand where the old one does; all of them, but where a hostile text has thousands."""
        if len(others) <= _MOST:
            return others
        start = number * (len(others) - _MOST) // max(len(self.olds) - 1, 1)
        return others[start : start + _MOST]

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, new in enumerate(self.news):
            for gram in new.subject.grams:
                found.setdefault(gram, []).append(number)
        return found

    @cached_property
    def _concepts(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, new in enumerate(self.news):
            found.setdefault(new.indicator.concept, []).append(number)
        return found

    @cached_property
    def _least(self) -> Sequence[float]:
        return [_WORTH * self.weights.total(new.subject.grams) for new in self.news]

    def _alone(self, number: int, other: int) -> float:
        """How well two mentions fit by themselves; 0 where something excludes it."""
        old, new = self.olds[number], self.news[other]
        is_concept = bool(old.indicator.concept) and old.indicator.concept == new.indicator.concept
        if excluded(old.marks, new.marks, clause=is_concept) or _differ(old, new):
            return 0.0
        words = 1.0 if is_concept else likeness(old.subject, new.subject, self.weights)
        mine, its = self._covered(old, new), self._covered(new, old)
        score = max(words * _SUBJECT + _AROUND * (mine + its) / 2, _NAMED if words == 1.0 else 0.0)
        score -= 0.0 if is_concept else cost(old.subject, new.subject, old.marks, new.marks)
        score -= _UNLINKED if _is_one_linked(old, new) else 0.0
        if not is_concept and (old.subject.is_thin or new.subject.is_thin):
            score *= _BARE + (1 - _BARE) * min(_overlap(old.beside, new.beside) / _TELLING, 1.0)
        score += _circumstances(old, new) - _ORDER * (number / len(self.olds) - other / len(self.news)) ** 2
        told = (mine >= _WHOLE and _is_long(old)) or (its >= _WHOLE and _is_long(new))
        return max(score, POSSIBLE if told and old.subject.bare_grams & new.subject.bare_grams else 0.0)

    def _covered(self, mention: Mention, other: Mention) -> float:
        """How much of a subject stands in or around another figure."""
        grams, there = mention.subject.bare_grams, other.subject.grams | other.subject.bare_grams
        whole = self.weights.total(grams)
        return self.weights.total(grams & (there | other.said.around)) / whole if whole else 0.0


def _differ(old: Mention, new: Mention) -> bool:
    """Whether only one is of several years, or was added and not held, or is a share of something unsaid."""
    if old.said.is_total != new.said.is_total and old.indicator.kind not in _STATES:
        return True
    if is_headless(old.subject) != is_headless(new.subject):
        return True
    return old.indicator.kind == "count" and {old.said.amount, new.said.amount} == {"added", "held"}


def _is_one_linked(old: Mention, new: Mention) -> bool:
    """Whether one has a concept that the other was not linked to, though not for words added to it."""
    if bool(old.indicator.concept) == bool(new.indicator.concept):
        return False
    mine, its = old.subject.core, new.subject.core
    return mine not in its and its not in mine


def _circumstances(old: Mention, new: Mention) -> float:
    """What the sections and the running up over years speak for (positive) or against."""
    score = _HEADING * _overlap(old.heading, new.heading)
    if old.said.is_total != new.said.is_total:
        score -= _TOTAL
    if old.role != new.role and old.indicator.status == new.indicator.status:
        score -= _ROLE
    return score


def _is_long(mention: Mention) -> bool:
    return len(mention.subject.bare) >= _LONG


def _fit(old: Mention, new: Mention) -> bool:
    """Whether two mentions are of one kind, in units that compare, and not of two concepts."""
    a, b = old.indicator, new.indicator
    if a.kind != b.kind or (a.concept and b.concept and a.concept != b.concept):
        return False
    return load().alike(a.quantity.unit, b.quantity.unit)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller of two sets that both have."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


class _Neighbours:
    """Whether the figures beside two mentions in their sentences fit as well."""

    def __init__(self, olds: Sequence[Mention], news: Sequence[Mention], scores: Scores) -> None:
        self._olds, self._news = _beside(olds), _beside(news)
        self._scores = scores

    def of(self, number: int, other: int) -> int:
        """How many of the two neighbours, the one before and the one behind, are alike."""
        pairs = zip(self._olds[number], self._news[other], strict=True)
        return sum(1 for a, b in pairs if a is not None and b is not None and self._are_near(a, b))

    def _are_near(self, a: int, b: int) -> bool:
        return self._scores.get((a, b), 0.0) >= _NEAR


def _beside(mentions: Sequence[Mention]) -> list[tuple[int | None, int | None]]:
    """For each mention the numbers of those before and behind it in its sentence."""
    found: list[tuple[int | None, int | None]] = []
    for number, mention in enumerate(mentions):
        sentence = mention.indicator.sentence
        before = number - 1 if number and mentions[number - 1].indicator.sentence == sentence else None
        last = number + 1 == len(mentions) or mentions[number + 1].indicator.sentence != sentence
        found.append((before, None if last else number + 1))
    return found
