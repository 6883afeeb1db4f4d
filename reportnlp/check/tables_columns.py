"""Which columns of a table are the sum of which others: 合计 | 基本支出 | 项目支出."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.tables_entries import TOTAL
from reportnlp.check.tables_sheet import Block, Sheet, Side
from reportnlp.check.tables_sums import Scheme, best, held_against, prefixes

_MARK: Final = re.compile(r"其中|[#＃*]")
_MOST: Final = 60  # columns


@dataclass(frozen=True, slots=True)
class _Total:
    """A column whose heads name a total: those around it, and those of the columns it may add up."""

    column: int
    around: tuple[str, ...]
    within: tuple[str, ...]


def column_schemes(sheet: Sheet, slack: bool) -> Iterator[Scheme]:
    """Total columns with the columns that stand under the same heads."""
    for block in sheet.blocks:
        for side in sheet.sides:
            if 2 < len(side.values) <= _MOST:
                yield from _schemes(sheet, block, side, slack)


def _schemes(sheet: Sheet, block: Block, side: Side, slack: bool) -> Iterator[Scheme]:
    heads = {column: sheet.head(block, column) for column in side.values}
    for total in _totals(heads):
        readings = [(p, sure) for p, sure in _readings(sheet, heads, total) if len(p) > 1]
        scheme = best(_scheme(sheet, block, total, *reading, slack) for reading in readings)
        if scheme is not None and scheme.is_unexplained:
            others = (_scheme(sheet, block, total, p, False, slack) for p in prefixes(readings[0][0]))
            scheme = best([scheme, *others])
        if scheme is not None:
            yield scheme


def _scheme(
    sheet: Sheet, block: Block, total: _Total, parts: Sequence[int], sure: bool, slack: bool
) -> Scheme:
    return Scheme(held_against(sheet, "columns", total.column, parts, block.rows, slack), sure)


def _totals(heads: dict[int, tuple[str, ...]]) -> Iterator[_Total]:
    for column, path in heads.items():
        for at, name in enumerate(path):
            if TOTAL.search(name) and not _MARK.match(name):
                yield _Total(column, path[:at], path[at + 1 :])


def _readings(
    sheet: Sheet, heads: dict[int, tuple[str, ...]], total: _Total
) -> Iterator[tuple[Sequence[int], bool]]:
    """All columns beside the total; only those up to the next total where there are several."""
    depth = len(total.around)
    groups: dict[str, list[int]] = {}
    others: list[int] = []
    for column, path in heads.items():
        if path[:depth] != total.around or len(path) <= depth or column == total.column:
            continue
        if TOTAL.search(path[depth]):
            others += [column] if path[depth + 1 :] == total.within else []
        elif not _MARK.match(path[depth]) and _fits(sheet, total.column, column):
            groups.setdefault(path[depth], []).append(column)
    parts = [column for group in groups.values() for column in _of_group(heads, group, depth, total.within)]
    if not others:
        yield parts, not any(_MARK.match(name) for path in heads.values() for name in path)
        return
    yield [c for c in parts if c > total.column and not any(total.column < o < c for o in others)], False
    yield [c for c in parts if c < total.column and not any(c < o < total.column for o in others)], False
    yield others, False


def _fits(sheet: Sheet, total: int, column: int) -> bool:
    """Whether a column can be added: it has the total's unit and kind, or no figures at all."""
    kind = sheet.column_kind(column)
    return kind is None or kind == sheet.column_kind(total)


def _of_group(
    heads: dict[int, tuple[str, ...]], group: Sequence[int], depth: int, within: tuple[str, ...]
) -> Sequence[int]:
    """The columns of one group that count: its own total where it has one, else all with the right end."""
    ending = [c for c in group if not within or heads[c][-len(within) :] == within]
    own = [c for c in ending if any(TOTAL.search(name) for name in heads[c][depth + 1 :])]
    return own[:1] if own else ending
