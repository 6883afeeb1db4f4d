"""Which relation an old and a new figure can stand in, by their status and their years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.compare.likeness import Admits, Scorer
from reportnlp.compare.mentions import Mention
from reportnlp.compare.moved import moved
from reportnlp.compare.pairing import ENOUGH, Pair, pairs
from reportnlp.datamodel import Change, Relation
from reportnlp.intervals import significant_digits

_ENOUGH_EQUAL: Final = 0.55  # score of two figures that are equal to the last of several digits
_ENOUGH_SHORT: Final = 0.7  # … of one or two
_FAR: Final = 20  # times a value, from which on another is of another year
_REPEATS: Final = 12  # mentions of one thing in one report that are told
_DISTINCTIVE: Final = 3  # so many digits are not equal by chance


@dataclass(frozen=True)
class Aligned:
    """The figures of two reports that belong together.

    Args:
        changes: decided; undecided: with rivals that fit about as well.
    """

    changes: tuple[Change, ...]
    undecided: tuple[Change, ...]


@dataclass(frozen=True)
class Aligner:
    """Pairs the mentions of two reports, relation by relation.

    Args:
        old_year, new_year: the years that the two report on; None where unknown.
        reviews_years: whether the new report looks back on a term of office or a plan.
    """

    olds: tuple[Mention, ...]
    news: tuple[Mention, ...]
    old_year: int | None
    new_year: int | None
    reviews_years: bool

    def aligned(self) -> Aligned:
        """All relations; a figure may stand in one of each."""
        if self.old_year is not None and self.old_year == self.new_year:
            found = list(self._printed_again())
        else:
            found = [*self._yoy(), *self._targets(), *self._restated()]
        decided = [change for change, is_decided in found if is_decided]
        taken = {(c.old, c.new) for c in decided}
        decided += (c for c in self._projects(taken))
        order = sorted(decided, key=lambda c: (c.new, c.old, c.relation))
        rest = sorted((c for c, is_decided in found if not is_decided), key=lambda c: (c.new, c.old))
        return Aligned(tuple(order), tuple(rest))

    def due(self) -> list[Mention]:
        """The targets of the old report for the year that the new one is of."""
        targets = (m for m in self.olds if m.indicator.status == "target" and not m.said.is_property)
        return [m for m in targets if self._is_due(m)]

    def _yoy(self) -> Iterator[tuple[Change, bool]]:
        olds = [m for m in self.olds if self._is_reached(m, self.old_year)]
        news = [m for m in self.news if self._is_reached(m, self.new_year)]
        for pair in _paired(olds, news, self._same_stretch):
            yield from _changes(_yoy_or_project(olds[pair.old], news[pair.new]), olds, news, pair)

    def _targets(self) -> Iterator[tuple[Change, bool]]:
        olds = self.due()
        news = [m for m in self.news if self._is_reached(m, self.new_year)]
        for pair in _paired(olds, news, _is_outcome):
            yield from _changes("target_outcome", olds, news, pair)

    def _restated(self) -> Iterator[tuple[Change, bool]]:
        olds = [m for m in self.olds if self._is_reached(m, self.old_year)]
        news = [m for m in self.news if self._is_of_old_year(m)]
        for pair in _paired(olds, news, _are_near):
            yield from _changes("restated", olds, news, pair)

    def _printed_again(self) -> Iterator[tuple[Change, bool]]:
        """Two reports of one year (a draft and its next version): what both state is stated again."""
        for pair in _paired(self.olds, self.news, _have_one_status):
            yield from _changes("restated", self.olds, self.news, pair)

    def again(self) -> dict[int, int]:
        """The tasks that are set again with the same number: old figure → new figure."""
        olds, news = self.due(), [m for m in self.news if m.indicator.status == "target"]
        found = _paired(olds, news, _are_equal)
        return {olds[pair.old].first: news[pair.new].first for pair in found if pair.decided}

    def _projects(self, taken: set[tuple[int, int]]) -> Iterator[Change]:
        """The same measure of the same thing: equal in value and alike in words, whatever the year."""
        for pair in _paired(self.olds, self.news, _are_one_project, _ENOUGH_EQUAL):
            old, new = self.olds[pair.old], self.news[pair.new]
            told = pair.score >= _ENOUGH_SHORT or significant_digits(old.indicator.quantity) >= _DISTINCTIVE
            if told and (old.first, new.first) not in taken:
                yield from (c for c, _ in _changes("same_project", self.olds, self.news, pair))

    def _is_reached(self, mention: Mention, year: int | None) -> bool:
        """Whether it states what was reached by the end of `year`."""
        if (
            mention.indicator.status != "actual"
            or mention.said.is_quoted
            or mention.in_span
            or mention.said.is_partial
        ):
            return False
        return mention.years is None or year is None or mention.years.last == year

    def _same_stretch(self, old: Mention, new: Mention) -> bool:
        """Whether both are of a year, of as many years, or of the time since the same year."""
        a, b = old.years, new.years
        if a is None or b is None:
            return True
        return a.whole == b.whole and (a.length == b.length or a.first == b.first)

    def _is_due(self, mention: Mention) -> bool:
        """Whether a target was to be reached in the year that the new report is of."""
        if mention.said.is_total or mention.in_span:
            return False
        years = mention.years
        if self.new_year is None or years is None:
            return years is None or self.old_year is None or years.last == self.old_year + 1
        return years.last == self.new_year and years.length == 1

    def _is_of_old_year(self, mention: Mention) -> bool:
        years = mention.years
        if mention.indicator.status not in ("baseline", "actual") or years is None or self.old_year is None:
            return False
        if not (years.last == self.old_year and years.length == 1 and years.whole):
            return False
        return mention.said.names_year or not self.reviews_years  # 由A增加到B counts from any year


def _have_one_status(old: Mention, new: Mention) -> bool:
    return old.indicator.status == new.indicator.status and old.indicator.period == new.indicator.period


def _are_near(old: Mention, new: Mention) -> bool:
    """Whether a value may be the other one misprinted or revised, and not that of another decade."""
    least, most = sorted((old.value, new.value))
    return least <= 0 or most <= least * _FAR


def _is_outcome(target: Mention, outcome: Mention) -> bool:
    """Whether a result may be that of a target: of one year, not of what has run up over several."""
    if outcome.years is not None and not (outcome.years.length == 1 and outcome.years.whole):
        return False
    return not outcome.said.is_total


def _yoy_or_project(old: Mention, new: Mention) -> Relation:
    """A measure in front of its noun that is printed the same in both years is a property, not a result."""
    is_property = old.said.attributive and new.said.attributive and old.indicator.kind in ("measure", "money")
    return "same_project" if is_property and _are_equal(old, new) else "yoy"


def _are_equal(old: Mention, new: Mention) -> bool:
    a, b = old.indicator.quantity, new.indicator.quantity
    return old.value == new.value and (a.comparator, a.upper, a.parts) == (b.comparator, b.upper, b.parts)


def _are_one_project(old: Mention, new: Mention) -> bool:
    """Whether two figures may be a measure of one thing that the year does not change."""
    a, b = old.indicator, new.indicator
    if not _are_equal(old, new) or {a.status, b.status} & {"norm", "baseline"}:
        return False  # a threshold (10亿元以上的项目), or a value quoted for comparison
    digits = significant_digits(a.quantity)
    if (a.kind == "count" and digits < _DISTINCTIVE) or a.kind not in ("measure", "money", "count"):
        return False  # 十件民生实事 are ten others each year
    if a.status == "target":
        # The tasks of two years may be equal by chance; a target and its result are no property.
        return old.said.is_property if b.status == "target" else old.said.attributive
    return digits > 1 or old.said.attributive


def _paired(
    olds: Sequence[Mention], news: Sequence[Mention], admits: Admits, enough: float = ENOUGH
) -> list[Pair]:
    scorer = Scorer(olds, news)
    return pairs(olds, news, scorer.scores(admits), enough)


def _changes(
    relation: Relation, olds: Sequence[Mention], news: Sequence[Mention], pair: Pair
) -> Iterator[tuple[Change, bool]]:
    """The change, once for each mention on either side."""
    old, new = olds[pair.old], news[pair.new]
    rivals = tuple(news[n].first for n in pair.rivals)
    value, unit = moved(relation, old.indicator, new.indicator)
    for a in old.figures[:_REPEATS]:
        for b in new.figures[:_REPEATS]:
            again = (a, b) != (old.first, new.first)
            yield Change(relation, a, b, pair.score, rivals, value, unit, again), pair.decided
