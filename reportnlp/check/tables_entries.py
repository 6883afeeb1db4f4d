"""The rows of a table as a list: which are totals, which stand under which other row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.tables_sheet import Block, Sheet, Side

TOTAL: Final = re.compile(r"(?:合|总|共|小)计(?:数|额|数量|金额)?(?:[（(][^（()）]{0,20}[）)])?\Z")
"""The end of a name that says that others are added up here."""

_SUBTOTAL = re.compile(r"小计")
_LEAD = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．）)](?!\d))?(?:其中[：:]?|[#＃*])?"
)
_MARK = re.compile(r"(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:其中|[#＃*])")
_NUMBERS: Final = (
    re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[、.．]"),
    re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<n>\d{1,2})[、.．](?!\d)"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One named row.

    Args:
        path: its names from the outermost to the innermost.
        code: the digits that classify it (201 · 20106 · 2010601), "" for none.
        level: of its number, 1 for 一、 to 4 for （1）; 0 where it has none.
        marked: whether it is said to be a part (其中：, #).
        loose: whether it may be a part without saying so: it follows a marked one.
        parent: index of the entry that it stands under, -1 for none.
    """

    row: int
    path: tuple[str, ...]
    code: str = ""
    level: int = 0
    marked: bool = False
    loose: bool = False
    parent: int = -1

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else self.code

    @property
    def bare_name(self) -> str:
        """The name without its number and mark."""
        return _LEAD.sub("", self.name)

    @property
    def is_total(self) -> bool:
        return not self.marked and TOTAL.search(self.name) is not None

    @property
    def is_subtotal(self) -> bool:
        return self.is_total and _SUBTOTAL.search(self.name) is not None


def entries_of(sheet: Sheet, block: Block, side: Side) -> tuple[Entry, ...]:
    """The named rows of one side of a block, each with the one that it stands under."""
    plain = [_entry(sheet, side, row) for row in block.rows]
    named = [e for e in plain if e.path or e.code]
    return _by_code(named) if _are_nested([e.code for e in named]) else _by_number(named)


def _entry(sheet: Sheet, side: Side, row: int) -> Entry:
    path = sheet.label(side, row)
    name = path[-1] if path else ""
    return Entry(row, path, sheet.code(side, row), _level(name), _MARK.match(name) is not None)


def _level(name: str) -> int:
    return next((level for level, pattern in enumerate(_NUMBERS, 1) if pattern.match(name)), 0)


def _are_nested(codes: Sequence[str]) -> bool:
    """Whether the codes of a classification are printed: longer ones go on where shorter ones end."""
    known = {code for code in codes if code}
    return len(known) > 2 and any(_upper(code, known) for code in known)


def _upper(code: str, known: set[str] | dict[str, int]) -> str:
    """The longest code that this one goes on from, "" for none."""
    return next((code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in known), "")


def _by_code(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    at: dict[str, int] = {}
    out: list[Entry] = []
    for index, entry in enumerate(entries):
        upper = _upper(entry.code, at) if entry.code and not entry.is_total else ""
        out.append(_under(entry, at[upper] if upper else -1))
        if entry.code:
            at[entry.code] = index
    return tuple(out)


def _by_number(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """A number stands under the nearest one of a higher level, or under the row that it comes behind."""
    out: list[Entry] = []
    above: list[int] = []
    marked = False
    for index, entry in enumerate(entries):
        if entry.is_total:
            above, marked = [], False
            out.append(entry)
        elif entry.level and not entry.marked:
            while above and out[above[-1]].level >= entry.level:
                above.pop()
            out.append(_under(entry, above[-1] if above else -1))
            above.append(index)
            marked = False
        else:
            marked = marked or entry.marked
            out.append(_under(entry, -1, loose=marked and not entry.marked))
            if not marked:
                above = [index]
    return tuple(out)


def _under(entry: Entry, parent: int, *, loose: bool = False) -> Entry:
    return Entry(entry.row, entry.path, entry.code, entry.level, entry.marked, loose, parent)
