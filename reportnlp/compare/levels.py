"""Which level of a report a stated change is the change of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from reportnlp.compare.subjects import likeness, subject_of, weights_of
from reportnlp.datamodel import Indicator, Report, Span
from reportnlp.figures.movements import movements
from reportnlp.figures.stated import stretches

_LEVELS: Final = frozenset({"count", "money", "measure", "percent"})
_ALIKE: Final = 0.6  # likeness of the subjects of a change and its level within a sentence
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
        """Span of a change → the level right in front of it."""
        found: dict[Span, int] = {}
        for stretch in stretches(self._report):
            for movement in movements(stretch):
                if movement.new.is_change:
                    continue
                for change in movement.changes:
                    found.setdefault(change.span, self._places[movement.new.span])
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
        here = [i for i in self._by_sentence.get(change.sentence, ()) if self._is_of(change, i)]
        if not here and change.concept:
            here = [i for i in self._by_concept.get(change.concept, ()) if self._has_period(change, i)]
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


def _units_go(change: Indicator, level: Indicator) -> bool:
    """Whether a change in its unit can be one of a level in its."""
    if change.kind == "points":
        return level.quantity.unit in ("%", "‰")
    if change.kind == "growth" or change.quantity.unit in ("倍", "番"):
        return level.kind != "percent"
    return change.quantity.unit == level.quantity.unit
