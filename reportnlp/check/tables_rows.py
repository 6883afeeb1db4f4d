"""Which rows of a table are the sum of which others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.tables_entries import Entry, entries_of
from reportnlp.check.tables_sheet import Sheet, Side
from reportnlp.check.tables_sums import Scheme, Sum, best, held_against, prefixes

_MOST: Final = 400  # named rows of a table that is looked at
_MOST_TOTALS: Final = 30
_LONGEST: Final = 30  # rows of one group of parts

Reading = tuple[Sequence[int], bool]
"""Indexes of the entries that a total may add up, and whether the words leave no doubt."""


def row_schemes(sheet: Sheet, slack: bool) -> Iterator[Scheme]:
    """Total rows, rows that stand above others, and groups that are marked as parts."""
    for block in sheet.blocks:
        for side in sheet.sides:
            entries = entries_of(sheet, block, side)
            if 2 < len(entries) <= _MOST:
                yield from _totals(sheet, side, entries, slack)
                yield _wholes(sheet, side, entries, slack)
                yield from _marked(sheet, side, entries, slack)
                yield from _repeated(sheet, side, entries, slack)


def _totals(sheet: Sheet, side: Side, entries: Sequence[Entry], slack: bool) -> Iterator[Scheme]:
    totals = [i for i, entry in enumerate(entries) if entry.is_total][:_MOST_TOTALS]
    for total in totals:
        readings = [(p, sure) for p, sure in _readings(entries, total, totals) if len(p) > 1]
        scheme = best(_scheme(sheet, side, entries, total, *reading, slack) for reading in readings)
        if scheme is not None and scheme.is_unexplained:
            others = (_scheme(sheet, side, entries, total, p, False, slack) for p in prefixes(readings[0][0]))
            scheme = best([scheme, *others])
        if scheme is not None:
            yield scheme


def _scheme(
    sheet: Sheet,
    side: Side,
    entries: Sequence[Entry],
    total: int,
    parts: Sequence[int],
    sure: bool,
    slack: bool,
) -> Scheme:
    sums = _held(sheet, side, entries, total, parts, slack)
    return Scheme(sums, sure, sheet.is_partial)


def _readings(entries: Sequence[Entry], total: int, totals: Sequence[int]) -> Iterator[Reading]:
    """The ways to read a total: of what stands above it, of the totals above it, of what follows."""
    last = max((t for t in totals if t < total), default=-1)
    after = min((t for t in totals if t > total), default=len(entries))
    above, below = _tops(entries, last + 1, total), _tops(entries, total + 1, after)
    only = len(totals) == 1
    if above:
        yield above, _is_plain(entries, last + 1, total) and _closes(entries, total, totals, below)
    if below and not (above and only):
        yield below, only and _is_plain(entries, total + 1, after)
    earlier = [t for t in totals if t < total]
    if earlier:
        yield [*earlier[-1:], *above], False
        yield [*(t for t in earlier if entries[t].is_subtotal), *above], False
        yield [*earlier, *above], False
        yield _tops(entries, 0, total), False
    later = [t for t in totals if t > total]
    if later and total == totals[0]:
        yield later, False
        yield _tops(entries, total + 1, len(entries)), False


def _closes(entries: Sequence[Entry], total: int, totals: Sequence[int], below: Sequence[int]) -> bool:
    """Whether a total surely belongs to the rows above it: the last row, or the first of several totals."""
    return not below or entries[total].is_subtotal or (total == totals[0] and len(totals) > 1)


def _tops(entries: Sequence[Entry], start: int, end: int) -> list[int]:
    """The entries between that are no parts of others; the numbered ones alone where there are some."""
    inside = [i for i in range(start, end) if not entries[i].is_total]
    tops = [i for i in inside if not (entries[i].marked or entries[i].loose or entries[i].parent >= start)]
    levels = {entries[i].level for i in tops if entries[i].level}
    if len(levels) == 1 and entries[tops[0]].level:
        return [i for i in tops if entries[i].level]
    return tops


def _is_plain(entries: Sequence[Entry], start: int, end: int) -> bool:
    """Whether the words say which rows count: all alike, or all numbered or coded."""
    tops = [entries[i] for i in _tops(entries, start, end)]
    if all(e.level == tops[0].level > 0 for e in tops) or all(e.code for e in tops):
        return True
    return not any(e.marked or e.loose or e.parent >= 0 or e.level for e in entries[start:end])


def _wholes(sheet: Sheet, side: Side, entries: Sequence[Entry], slack: bool) -> Scheme:
    """Rows with others under them by code or number: together one scheme."""
    under: dict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if entry.parent >= 0:
            under[entry.parent].append(index)
    sums: list[Sum] = []
    for whole, parts in under.items():
        sums += _held(sheet, side, entries, whole, parts, slack)
    coded = all(entries[i].code for i in under)  # a classification leaves no doubt
    return Scheme(tuple(sums), coded, sheet.is_partial)


def _marked(sheet: Sheet, side: Side, entries: Sequence[Entry], slack: bool) -> Iterator[Scheme]:
    """Groups of rows that are said to be parts (#城镇 乡村): complete if they add up in some column."""
    starts = [i for i, entry in enumerate(entries) if entry.marked and i]
    whole = -1
    for start in starts:
        if not (entries[start - 1].marked or entries[start - 1].loose):
            whole = start - 1
        ends = range(start + 2, min(_end(entries, start), start + _LONGEST) + 1)
        readings = (
            Scheme(_held(sheet, side, entries, whole, range(start, end), slack), needed=1) for end in ends
        )
        scheme = best(readings) if whole >= 0 else None
        if scheme is not None and scheme.fitting:
            yield scheme


def _held(
    sheet: Sheet, side: Side, entries: Sequence[Entry], whole: int, parts: Sequence[int], slack: bool
) -> tuple[Sum, ...]:
    """A row and its parts in the columns that state how much there is, or what share of the whole."""
    columns = [c for c in side.values if not sheet.is_rate(c)]
    rows = [entries[p].row for p in parts]
    return held_against(sheet, "rows", entries[whole].row, rows, columns, slack)


def _end(entries: Sequence[Entry], start: int) -> int:
    """Behind the last row that may belong to the group that begins here."""
    later = range(start + 1, len(entries))
    return next((i for i in later if entries[i].marked or not entries[i].loose), len(entries))


def _repeated(sheet: Sheet, side: Side, entries: Sequence[Entry], slack: bool) -> Iterator[Scheme]:
    """Groups that come twice under other wholes (招生数、在校生数): where one adds up, the other should."""
    for first, second, length in _same_runs([e.bare_name for e in entries]):
        readings = (
            Scheme(
                tuple(
                    found
                    for start in (first, second)
                    for found in _held(sheet, side, entries, start - 1, range(start, start + n), slack)
                ),
                needed=1,
            )
            for n in range(2, min(length, _LONGEST) + 1)
        )
        scheme = best(readings)
        if scheme is not None and scheme.fitting:
            yield scheme


def _same_runs(names: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where names begin to follow each other a second time as they did before, and how far."""
    last: dict[str, int] = {}
    done = 0
    for second, name in enumerate(names):
        first = last.get(name, 0)
        last[name] = second
        if second < done or first < 1 or names[first - 1] == names[second - 1]:
            continue
        length = 0
        while second + length < len(names) and names[first + length] == names[second + length]:
            length += 1
        length = min(length, second - first - 1)
        if length > 1:
            yield first, second, length
            done = second + length
