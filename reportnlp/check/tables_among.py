"""Rows that are said to be parts (其中：, #) and are larger than every whole that they may belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.tables_entries import Entry, entries_of
from reportnlp.check.tables_sheet import Sheet
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Interval

_MOST: Final = 400  # rows
# What is larger for a part than for the whole without being wrong: averages, and what is netted.
_NO_AMOUNT = re.compile(
    r"人均|户均|平均|单价|均价|价格|指数|亩产|单产|率|比|净|差额|顺差|逆差|增减|变动|利润|结余|结转"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A marked row's figure and the largest one that it may be a part of."""

    name: str
    figure: Stated
    whole_name: str
    whole: Stated

    @property
    def is_larger(self) -> bool:
        low = self.figure.bounds.hard.low
        high = self.whole.bounds.hard.high
        return low is not None and high is not None and not Interval(low, None).meets(Interval(None, high))


def marked_parts(sheet: Sheet) -> Iterator[Part]:
    """Every figure of a marked row with its whole."""
    for block in sheet.blocks:
        for side in sheet.sides:
            entries = entries_of(sheet, block, side)[:_MOST]
            columns = [c for c in side.values if not (sheet.is_rate(c) or sheet.share_of_whole(c))]
            for index, wholes in _with_wholes(entries):
                for column in columns:
                    part = _part(sheet, column, entries[index], [entries[w] for w in wholes])
                    if part is not None:
                        yield part


def _with_wholes(entries: Sequence[Entry]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The marked rows, each with the unmarked ones that it may be a part of.

    Behind other parts an unmarked row may be one more part or the next whole: then both may be meant.
    """
    sure, maybe = -1, -1
    for index, entry in enumerate(entries):
        if entry.marked:
            wholes = tuple(w for w in {sure, maybe} if w >= 0)
            if wholes:
                yield index, wholes
        elif entry.loose:
            maybe = index
        else:
            sure, maybe = index, -1


def _part(sheet: Sheet, column: int, entry: Entry, wholes: Sequence[Entry]) -> Part | None:
    figure = sheet.figures.get((entry.row, column))
    found = [(w.name, sheet.figures.get((w.row, column))) for w in wholes]
    known = [(name, whole) for name, whole in found if whole is not None]
    if figure is None or len(known) < len(found) or _NO_AMOUNT.search(entry.name):
        return None
    if not all(_is_amount(figure, name, whole) for name, whole in known):
        return None
    name, whole = max(known, key=lambda pair: pair[1].number)
    return Part(entry.bare_name or entry.name, figure, name, whole)


def _is_amount(figure: Stated, name: str, whole: Stated) -> bool:
    same = (figure.unit, figure.indicator.kind) == (whole.unit, whole.indicator.kind)
    plain = figure.is_level and whole.is_level and figure.indicator.kind != "percent"
    return same and plain and figure.number >= 0 and whole.number > 0 and not _NO_AMOUNT.search(name)
