"""Which level of a report a stated change is the change of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from typing import Final

from reportnlp.compare.subjects import likeness, subject_of, weights_of
from reportnlp.datamodel import Indicator, Report, Span
from reportnlp.figures.movements import movements
from reportnlp.figures.stated import Stated, Stretch, stretches

_LEVELS: Final = frozenset({"count", "money", "measure", "percent"})
_MOST: Final = 100  # levels among which one is looked for; a hostile text has thousands
_ALIKE: Final = 0.6  # likeness of the subjects of a change and its level within a sentence
_RESPECTIVELY = re.compile(r"分别[^，。；、]{0,8}\Z")
_ONLY_AGAIN = re.compile(r"\A[，、；]?(?:(?:同比|比上年|较上年|比去年|较去年)[^，。；、]{0,2})?分别")
_AND = re.compile(r"(?:、|和|及|，)\Z")
_NAMES: Final = frozenset({"类", "级", "大类"})  # 八类案件 is a name, not a number of things


class Levels:
    """The levels of one report, and the changes that are said of them."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def of(self, change: int) -> int | None:
        """Index of the level that a change belongs to; None where none is stated, or more than one fits."""
        indicator = self._report.indicators[change]
        beside = self._beside.get(indicator.span)
        if beside is not None:
            return beside
        return self._in_sentence(indicator) if indicator.subject else None

    @cached_property
    def _places(self) -> Mapping[Span, int]:
        return {indicator.span: index for index, indicator in enumerate(self._report.indicators)}

    @cached_property
    def _beside(self) -> Mapping[Span, int]:
        """Span of a change → the level that stands in front of it."""
        found: dict[Span, int] = {}
        for stretch in stretches(self._report):
            for change, level in (*_respective(stretch), *_said_behind(stretch)):
                found.setdefault(change.span, self._places[level.span])
        return found

    @cached_property
    def _by_sentence(self) -> Mapping[Span, list[int]]:
        found: dict[Span, list[int]] = {}
        for index, indicator in enumerate(self._report.indicators):
            if indicator.quantity.unit in _NAMES:
                continue
            if indicator.kind in _LEVELS and indicator.status == "actual":
                found.setdefault(indicator.sentence, []).append(index)
        return found

    @cached_property
    def _by_concept(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, indicator in enumerate(self._report.indicators):
            if indicator.concept and indicator.kind in _LEVELS and indicator.status == "actual":
                found.setdefault(indicator.concept, []).append(index)
        return found

    def _in_sentence(self, change: Indicator) -> int | None:
        """The level of the same subject in the sentence, or else of the same concept anywhere."""
        beside, named = self._by_sentence.get(change.sentence, []), self._by_concept.get(change.concept, [])
        here = [i for i in beside if self._is_of(change, i)] if len(beside) <= _MOST else []
        if not here and change.concept and len(named) <= _MOST:
            here = [i for i in named if self._has_period(change, i)]
        values = {self._report.indicators[i].quantity.value for i in here}
        return here[0] if len(values) == 1 else None

    def _is_of(self, change: Indicator, index: int) -> bool:
        level = self._report.indicators[index]
        if not self._has_period(change, index) or not _units_go(change, level):
            return False
        if change.concept and level.concept:
            return change.concept == level.concept
        mine, its = subject_of(change.subject), subject_of(level.subject)
        is_narrower = not mine.grams <= its.grams  # 发明专利 of 专利 has a level of its own
        return not is_narrower and likeness(mine, its, weights_of((mine, its))) >= _ALIKE

    def _has_period(self, change: Indicator, index: int) -> bool:
        level = self._report.indicators[index]
        return level.period == change.period and _units_go(change, level)


def _said_behind(stretch: Stretch) -> Iterator[tuple[Stated, Stated]]:
    """Each change right behind a level, with that level."""
    for movement in movements(stretch):
        if not movement.new.is_change:
            yield from ((change, movement.new) for change in movement.changes)


def _respective(stretch: Stretch) -> Iterator[tuple[Stated, Stated]]:
    """达2万人、8亿元，分别增长25%和60%: as many changes as there are levels in front, in their order."""
    for at, first in enumerate(stretch):
        if not first.is_change or not _RESPECTIVELY.search(first.before):
            continue
        behind = takewhile(lambda figure: _AND.match(figure.before) and figure.is_change, stretch[at + 1 :])
        changes = [first, *behind]
        levels = stretch[max(0, at - len(changes)) : at]
        pairs = list(zip(changes, levels, strict=False))
        are_as_many = len(levels) == len(changes) > 1 and all(level.is_level for level in levels)
        are_these = _ONLY_AGAIN.match(first.before) or any(_is_named(*pair) for pair in pairs)
        if are_as_many and are_these:
            yield from pairs


def _is_named(change: Stated, level: Stated) -> bool:
    """Whether what is said to have changed is what the level is of."""
    return subject_of(change.subject).grams <= subject_of(level.subject).grams


def _units_go(change: Indicator, level: Indicator) -> bool:
    """Whether a change in its unit can be one of a level in its."""
    if change.kind == "points":
        return level.quantity.unit in ("%", "‰")
    if change.kind == "growth" or change.quantity.unit in ("倍", "番"):
        return level.kind != "percent"
    return change.quantity.unit == level.quantity.unit
