"""The names of a table's rows, and the row that each is a part of.

A part is told by its mark (其中：, #), by standing further to the right, and where neither
says how far a marked group reaches, by its numbers, which add up to those of the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportnlp.parse.table_heads import is_measured, joined, read_head, strip_number
from reportnlp.parse.table_layout import Layout

MAX_GROUP = 50
"""Most rows between a part and its whole, and most parts that are added up."""

_MAX_LABELS = 8  # columns of names that a row is read with: a hostile grid may have thousands

_FULL = 2
"""The width of an ideograph in half ones, the unit of `Grid.indents`."""

_MARK = re.compile(r"(?:其中|[#＃])[：:]?")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)]|[、．.](?!\d))")
# What a whole says of its extent and its parts do not share.
_SCOPE = re.compile(r"^全[国省市州县区盟旗镇乡]总?|(?:总计|合计)$")


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row is called.

    Args:
        name: its own name without numbers and marks; "" where the table gives none.
        parent: the name of the row that it is a part of, "" for none.
        needed: whether the name says nothing without the parent's, since other rows have it too.
    """

    name: str = ""
    parent: str = ""
    needed: bool = False

    def subject(self, measure: str, shared: bool) -> str:
        """The name for a number, with the parent where nothing else says what is counted.

        Args:
            measure: what the column measures ("产量"), "" where it does not say.
            shared: whether `measure` is a mere share of what the parent counts (比重).
        """
        own = self.parent in self.name or is_measured(self.name) or (is_measured(measure) and not shared)
        plain = self.name if own and not self.needed else joined(self.name, self.parent)
        return joined(plain, measure)


def with_measure(subject: str, measure: str) -> str:
    """The subject of a growth rate with what the caption measures, unless it says so itself."""
    said = is_measured(subject) or (measure[-2:] in subject)
    return subject if said else joined(subject, measure)


@dataclass(frozen=True, slots=True)
class _Line:
    """A named row: where its name begins, in half ideographs, without and with the mark."""

    row: int
    name: str
    indent: int
    level: int
    marked: bool
    numbered: bool


def row_names(layout: Layout) -> dict[tuple[int, int], RowName]:
    """The names of the rows by (row, last column of the names)."""
    out: dict[tuple[int, int], RowName] = {}
    for labels in {labels[-1]: labels[-_MAX_LABELS:] for labels in layout.labels if labels}.values():
        lines = [line for row in range(len(layout.rows)) if (line := _line(layout, row, labels)).name]
        often = Counter(line.name for line in lines)
        wholes = _Wholes(layout, lines, often).found
        last = ""
        for line, whole in zip(lines, wholes, strict=True):
            again = often[line.name] > 1
            parent = lines[whole].name if whole is not None else last if again else ""
            out[line.row, labels[-1]] = RowName(line.name, _SCOPE.sub("", parent), again)
            last = last if again or line.marked else line.name
    return out


def _line(layout: Layout, row: int, labels: Sequence[int]) -> _Line:
    texts = [layout.grid.text(row, c) for c in labels] if layout.rows[row] != "head" else []
    distinct = [t for i, t in enumerate(texts) if t and t not in texts[:i]]
    mark = next((m[0] for t in distinct if (m := _MARK.match(t))), "")
    indent = next((layout.grid.indents.get((row, c), 0) for c in labels if layout.grid.text(row, c)), 0)
    width = sum(_FULL if char > "\u00ff" else 1 for char in mark)
    name = " ".join(map(_label_name, distinct)).strip()
    numbered = bool(distinct and _NUMBERED.match(distinct[0]))
    return _Line(row, name, indent, indent + width, bool(mark), numbered)


def _label_name(text: str) -> str:
    head = read_head(text)
    return head.name or ("" if head.period else strip_number(text))


def _step(upper: _Line, lower: _Line) -> int:
    """How much further to the right a part of `upper` stands at least.

    What follows a marked row a little to the right is its sibling: a mark may be wider than in print.
    """
    return 2 * _FULL if upper.marked and not lower.marked else _FULL


class _Wholes:
    """Finds for each row the index of the row that it is a part of (`found`; None for none)."""

    def __init__(self, layout: Layout, lines: Sequence[_Line], often: Counter[str]) -> None:
        self._layout, self._lines, self._often = layout, lines, often
        self._amounts = [c for c, kind in enumerate(layout.columns) if kind == "value"]
        self.found: list[int | None] = [None] * len(lines)
        for i, line in enumerate(lines):
            if self.found[i] is not None:
                continue
            whole = self.found[i] = self._whole(i)
            if line.marked and whole is not None:
                end = self._end(whole, i)
                self.found[i + 1 : end] = [whole] * (end - i - 1)

    def _whole(self, i: int) -> int | None:
        """The nearest row above whose name stands further to the left; for a marked one also beside it."""
        line, spare = self._lines[i], None
        for k in range(i - 1, max(-1, i - MAX_GROUP), -1):
            whole = self._further_left(k, line)
            if whole is not None:
                return whole if line.marked or not self._exceeds(i, whole) else None
            if line.marked and self._lines[k].indent <= line.indent and self._is_whole(k):
                if not self._exceeds(i, k):
                    return k
                # An average may well be larger than that of the whole.
                spare = k if spare is None else spare
        return spare

    def _further_left(self, k: int, line: _Line) -> int | None:
        """The whole of a row by where it and the row `k` above begin; None where they do not tell."""
        upper, whole = self._lines[k], self.found[k]
        if upper.marked and not line.marked and whole is not None:
            # An unmarked row below the name of a marked one is its sibling.
            below = abs(upper.level - line.level) <= 1
            if below and line.indent > self._lines[whole].indent:
                return whole
        return k if upper.level + _step(upper, line) <= line.indent else None

    def _is_whole(self, k: int) -> bool:
        """Whether a row is no part itself: it has no mark, no whole and a name of its own."""
        line = self._lines[k]
        return not line.marked and self.found[k] is None and self._often[line.name] == 1

    def _end(self, whole: int, first: int) -> int:
        """Behind the last of the rows that follow a marked one without a mark and have the same whole."""
        end = first + 1
        while end < min(len(self._lines), first + MAX_GROUP) and self._is_beside(whole, self._lines[end]):
            end += 1
        closed = end < len(self._lines) and self._lines[end].numbered
        return end if closed and self._lines[whole].numbered else self._adding_up(whole, first, end)

    def _is_beside(self, whole: int, line: _Line) -> bool:
        return not line.marked and not line.numbered and line.indent == self._lines[whole].indent

    def _adding_up(self, whole: int, first: int, end: int) -> int:
        """Behind the row with which the numbers from `first` on reach that of the whole, else `first + 1`."""
        for column in self._amounts:
            total = self._number(whole, column)
            reached = slack = Decimal(0)
            for i in range(first, end):
                part = self._number(i, column)
                if total is None or part is None:
                    break
                reached += part
                slack += Decimal(1).scaleb(int(part.as_tuple().exponent)) / 2
                if i > first and abs(reached - total) <= slack:
                    return i + 1
        return first + 1

    def _exceeds(self, part: int, whole: int) -> bool:
        pairs = ((self._number(part, c), self._number(whole, c)) for c in self._amounts)
        return any(one is not None and all_ is not None and one > all_ for one, all_ in pairs)

    def _number(self, i: int, column: int) -> Decimal | None:
        """The number of a row that states how much there is of something, not how it changed."""
        row = self._lines[i].row
        number = self._layout.grid.number(row, column)
        if number is None or number.worded or self._layout.column_head(row, column).growth:
            return None
        return number.number * number.scale
