"""From scores to pairs: each figure at most once, the greatest gain in all, doubt kept as doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.compare.likeness import Scores
from reportnlp.compare.mentions import Mention

ENOUGH: Final = 0.62
"""From such a score on two figures may be one; leaving both alone is worth as much."""

_SURE: Final = 0.64  # from such a score on they are one, if nothing else fits as well

_CLOSE: Final = 0.04  # a rival this near makes a pair undecided
_LARGEST: Final = 250_000  # cells of an assignment; beyond, the best pairs are taken one by one


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers of an old and a new mention, how well they fit, and the new ones that fit about as well."""

    old: int
    new: int
    score: float
    rivals: tuple[int, ...] = ()
    decided: bool = True


def pairs(
    olds: Sequence[Mention], news: Sequence[Mention], scores: Scores, enough: float = ENOUGH
) -> list[Pair]:
    """The pairs of an assignment in which leaving figures unmatched is an option, worth `enough`."""
    kept = {pair: score for pair, score in scores.items() if score >= enough}
    edges = _Edges.of(kept)
    chosen = [pair for part in edges.components() for pair in _assigned(part, kept, enough)]
    rivals = _Rivals(olds, news, kept, edges, dict(chosen), {new: old for old, new in chosen}, enough)
    return sorted((rivals.judged(pair) for pair in chosen), key=lambda p: (p.new, p.old))


@dataclass(frozen=True, slots=True)
class _Edges:
    """Which new mentions each old one may be, and the other way round."""

    by_old: Mapping[int, list[int]]
    by_new: Mapping[int, list[int]]

    @classmethod
    def of(cls, scores: Scores) -> _Edges:
        by_old: dict[int, list[int]] = {}
        by_new: dict[int, list[int]] = {}
        for old, new in scores:
            by_old.setdefault(old, []).append(new)
            by_new.setdefault(new, []).append(old)
        return cls(by_old, by_new)

    def components(self) -> Iterator[list[tuple[int, int]]]:
        """The pairs that hang together through a figure in common."""
        seen: set[int] = set()
        for start in self.by_old:
            if start not in seen:
                yield self._reached(start, seen)

    def _reached(self, start: int, seen: set[int]) -> list[tuple[int, int]]:
        seen.add(start)
        waiting, found = [start], []
        while waiting:
            old = waiting.pop()
            for new in self.by_old[old]:
                found.append((old, new))
                fresh = [other for other in self.by_new[new] if other not in seen]
                seen.update(fresh)
                waiting += fresh
        return found


def _assigned(part: Sequence[tuple[int, int]], scores: Scores, enough: float) -> list[tuple[int, int]]:
    olds, news = sorted({old for old, _ in part}), sorted({new for _, new in part})
    if len(olds) == 1 or len(news) == 1:
        return [max(part, key=lambda pair: (scores[pair], -pair[0], -pair[1]))]
    if len(olds) * len(news) > _LARGEST:
        return _one_by_one(part, scores)
    # Imported here: most reports have something to assign, but `import reportnlp` has not.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gain = np.zeros((len(olds), len(news)))
    rows, columns = {o: i for i, o in enumerate(olds)}, {n: i for i, n in enumerate(news)}
    for old, new in part:
        gain[rows[old], columns[new]] = scores[old, new] - enough + 1e-9
    best = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return [(olds[i], news[j]) for i, j in best if (olds[i], news[j]) in scores]


def _one_by_one(part: Sequence[tuple[int, int]], scores: Scores) -> list[tuple[int, int]]:
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for old, new in sorted(part, key=lambda pair: (-scores[pair], pair)):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            chosen.append((old, new))
    return chosen


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What else fits about as well as what was chosen."""

    olds: Sequence[Mention]
    news: Sequence[Mention]
    scores: Scores
    edges: _Edges
    of_old: Mapping[int, int]
    of_new: Mapping[int, int]
    enough: float

    def judged(self, pair: tuple[int, int]) -> Pair:
        """The pair with its rivals; undecided where one of them has another value."""
        old, new = pair
        score = self.scores[pair]
        news = [
            n
            for n in self.edges.by_old[old]
            if n != new and self._is_rival((old, n), score, self._new_held(n))
        ]
        olds = [
            o
            for o in self.edges.by_new[new]
            if o != old and self._is_rival((o, new), score, self._old_held(o))
        ]
        differ = any(self.news[n].value != self.news[new].value for n in news)
        differ = differ or any(self.olds[o].value != self.olds[old].value for o in olds)
        return Pair(
            old, new, round(score, 3), tuple(news), not differ and (score >= _SURE or self.enough < ENOUGH)
        )

    def _is_rival(self, pair: tuple[int, int], score: float, held: float) -> bool:
        """Whether a pair fits about as well, and its other figure has no better place to be."""
        other = self.scores.get(pair)
        return other is not None and other >= score - _CLOSE and held < other + _CLOSE

    def _new_held(self, new: int) -> float:
        old = self.of_new.get(new)
        return 0.0 if old is None else self.scores[old, new]

    def _old_held(self, old: int) -> float:
        new = self.of_old.get(old)
        return 0.0 if new is None else self.scores[old, new]
