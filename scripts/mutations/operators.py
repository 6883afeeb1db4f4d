"""The list of the operators: what each does, which findings hit it, and what is expected.

M15 and M16 need a report and the one of the year before, M21 needs a generated document: they are
not in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from mutations import arithmetic, harmless, structure, surface, wording
from mutations.mutants import Candidate, Original

Row = Literal["positive", "negative", "unobservable"]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way of changing a report.

    Args:
        id: as the protocol names it.
        what: in a few words.
        make: all that it can do to a report.
        rules: beginnings of the ids of rules that hit; none for what must stay silent.
        row: of the confusion table.
        whole: whether a finding hits wherever it stands (what is missing has no place).
    """

    id: str
    what: str
    make: Callable[[Original, Random], Iterator[Candidate]]
    rules: tuple[str, ...] = ()
    row: Row = "positive"
    whole: bool = False


def _silent(name: str, what: str, make: Callable[[Original, Random], Iterator[Candidate]]) -> Operator:
    return Operator(name, what, make, row="negative")


OPERATORS: Final = (
    Operator("M01", "two digits swapped", arithmetic.digit_swap, ("ARI",)),
    Operator("M02", "one digit changed", arithmetic.digit_change, ("ARI",)),
    Operator("M03", "order of magnitude", arithmetic.magnitude, ("ARI",)),
    Operator("M04", "rate changed", arithmetic.rate_change, ("ARI",)),
    Operator("M05", "total off by one", arithmetic.total_off_by_one, ("ARI",)),
    Operator("M06", "share changed", arithmetic.share_change, ("ARI",)),
    Operator("M07", "growth or direction", arithmetic.growth_change, ("ARI",)),
    Operator("M08", "hedge changed", arithmetic.hedge_change, ("ARI",)),
    Operator("M09", "list item lost or doubled", wording.item_lost_or_doubled, ("ENU",)),
    Operator("M10", "count word changed", wording.other_count, ("ENU", "STR-07")),
    Operator("M11", "ordinal lost or changed", wording.ordinal_fault, ("ORD", "STR-03")),
    Operator("M12", "required part missing", structure.part_missing, ("STR-01", "STR-02"), whole=True),
    Operator("M13", "one of two mentions", arithmetic.one_of_two, ("ARI",)),
    Operator("M14", "year or date", structure.year_shift, ("TIM", "FMT-02")),
    Operator("M17", "name corrupted", surface.corrupt_name, ("NAM", "LEX")),
    Operator("M18", "punctuation", surface.punctuation, ("PUN", "STR-06")),
    Operator("M19", "leftover", surface.leftover, ("ART", "PLC")),
    Operator("M20", "typo", surface.typo, ("LEX",)),
    _silent("N1", "rounded again", harmless.rounded_again),
    _silent("N2", "亿元 as 万元", harmless.other_unit),
    _silent("N3", "full-width digits", harmless.wide_digits),
    _silent("N4", "list reordered", wording.reordered),
    _silent("N5", "percentage as fraction", harmless.as_fraction),
    _silent("N6", "list elided with 等", wording.elided),
    _silent("N7", "rounding with a note", harmless.rounding_note),
    _silent("N8", "constant prices", harmless.constant_prices),
    _silent("N9", "nested run", harmless.nested_run),
    _silent("N10", "heading paraphrased", structure.paraphrased),
    _silent("N11", "changed everywhere", harmless.everywhere),
    Operator("N12", "number in no relation", harmless.unrelated, row="unobservable"),
)
"""In the order of the protocol."""

BY_ID: Final = {operator.id: operator for operator in OPERATORS}


@dataclass(frozen=True, slots=True)
class Target:
    """What the checks are to reach for a group of rules, on the operators that aim at it.

    `rules` are beginnings of ids; `alarms` is how many a clean report may have.
    """

    group: str
    rules: tuple[str, ...]
    operators: tuple[str, ...]
    recall: float | None
    precision: float | None
    alarms: float | None


_ON_NUMBERS = ("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M13")
TARGETS: Final = (
    Target("ARI", ("ARI",), _ON_NUMBERS, 0.90, 0.97, 0.05),
    Target("ENU/ORD/STR-03", ("ENU", "ORD", "STR-03"), ("M09", "M10", "M11"), 0.95, 0.98, 0.05),
    Target("STR-01/02", ("STR-01", "STR-02"), ("M12",), 0.80, 0.85, 0.2),
    Target("NAM/TIM", ("NAM", "TIM"), ("M14", "M17"), 0.80, 0.90, 0.2),
    Target("PUN/ART/PLC", ("PUN", "ART", "PLC"), ("M18", "M19"), 0.98, 0.99, 0.1),
    Target("LEX", ("LEX",), ("M20",), None, None, None),
)
"""Recall on observable errors, controlled precision, alarms a clean report."""
