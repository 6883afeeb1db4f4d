"""The list of the operators: what each does, which findings hit it, and what is expected.

Those of `PAIRS` need a report and that of the year before; M21 needs a generated document and is in
neither list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final, Literal

from mutations import arithmetic, harmless, structure, surface, wording, years, years_targets, years_text
from mutations.mutants import Candidate

Maker = Callable[[Any, Random], Iterator[Candidate]]
Row = Literal["positive", "negative", "unobservable"]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way of changing a report.

    Args:
        id: as the protocol names it.
        what: in a few words.
        make: all that it can do to a report (`Original`) or to a pair of them (`Pair`).
        rules: beginnings of the ids of rules that hit; none for what must stay silent.
        row: of the confusion table.
        whole: whether a finding hits wherever it stands (what is missing has no place).
    """

    id: str
    what: str
    make: Maker
    rules: tuple[str, ...] = ()
    row: Row = "positive"
    whole: bool = False


def _silent(name: str, what: str, make: Maker) -> Operator:
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

PAIRS: Final = (
    Operator("Y1", "last year's value misquoted", years.quoted_value, ("YOY",)),
    Operator("Y2", "growth on last year", years.stated_growth, ("YOY",)),
    Operator("Y3", "level under its growth", years.level_of_growth, ("YOY",)),
    Operator("Y4", "万 for 亿, hundredfold", years.slipped, ("YOY",)),
    Operator("Y5", "running total fell", years.fallen_total, ("YOY",)),
    Operator("M15a", "last year's figures", years.copied_figures, ("STA-01",)),
    Operator("M15b", "last year's paragraph", years_text.copied_paragraph, ("STA",)),
    Operator("M16", "missed and called done", years_targets.missed_but_done, ("TGT-02",)),
    Operator("T1", "outcome gone", years_targets.outcome_gone, ("TGT-01",), whole=True),
    Operator("T2", "task set again", years_text.task_again, ("TGT-03",)),
    Operator("S3", "superseded term", years_text.stale_term, ("STA-03",)),
    Operator("S4", "finished twice", years_text.told_again, ("STA-04",)),
    _silent("NY1", "last year's value quoted", years.quoted_rightly),
    _silent("NY2", "level printed otherwise", years_targets.level_rounded),
    _silent("NY3", "上年 as a number", years_targets.year_named),
    _silent("NY4", "level hedged", years_targets.hedged),
    _silent("NY5", "paragraph reworded", years_text.reworded),
    _silent("NY6", "last year's, reworded", years_text.copied_and_reworked),
    _silent("NY7", "paragraphs swapped", years_text.swapped),
    _silent("NY8", "growth at constant prices", years_targets.volume_growth),
    _silent("NY9", "task with another number", years_text.task_anew),
    _silent("NY10", "met and called done", years_targets.met_and_done),
    _silent("NY11", "constants kept", years_targets.constants_kept),
    Operator("NY12", "figure without a twin", years_targets.alone, row="unobservable"),
)
"""Done to the newer of two reports, which is checked against the older."""

BY_ID: Final = {operator.id: operator for operator in (*OPERATORS, *PAIRS)}


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
    Target("YOY", ("YOY",), ("Y1", "Y2", "Y3", "Y4", "Y5"), 0.75, 0.90, 0.1),
    Target("TGT", ("TGT",), ("M16", "T1", "T2"), 0.75, 0.90, 0.1),
    Target("STA", ("STA",), ("M15a", "M15b", "S3", "S4"), 0.75, 0.90, 0.1),
)
"""Recall on observable errors, controlled precision, alarms a clean report."""
