"""Relations inside tables: totals that end or head a line, and the balance of the 信息公开 form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mutations.figures import Figure
from mutations.readings import Relation, holds
from reportnlp.datamodel import Cell, Table

_VALUE = re.compile(r"\s*(-?\d{1,12}(?:\.\d{1,4})?)\s*\Z")
_TOTAL = re.compile(r"(?:总计|合计|总数|小计|共计)\s*\Z")
_ROWS = {
    "new": re.compile(r"一、?本年新收"),
    "carried": re.compile(r"二、?上年结转"),
    "settled": re.compile(r"（七）\s*总计"),
    "left": re.compile(r"四、?结转下"),
}
_MIXED = 0.8  # the share of lines in which the last number must be the sum, for it to be the total


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    numbers: dict[int, Figure]  # by row or column

    @property
    def ordered(self) -> tuple[Figure, ...]:
        return tuple(self.numbers[place] for place in sorted(self.numbers))


def table_relations(tables: Sequence[Table]) -> Iterator[Relation]:
    """The totals and balances that hold in the tables as printed."""
    rows: list[_Line] = []
    for table in tables:
        lines = _lines(table, by_row=True)
        rows += lines
        yield from _last_is_total(table, lines)
        yield from _headed_total(table, _lines(table, by_row=False))
    if tables:
        yield from _form(rows, (tables[0].span.start, tables[-1].span.end))


def _lines(table: Table, *, by_row: bool) -> list[_Line]:
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        cells[cell.row if by_row else cell.column].append(cell)
    return [_line(group, by_row) for _, group in sorted(cells.items())]


def _line(cells: Iterable[Cell], by_row: bool) -> _Line:
    figures = {(c.column if by_row else c.row): f for c in cells if (f := _figure(c)) is not None}
    words = "".join(c.text.strip() for c in cells if not _VALUE.match(c.text))
    return _Line(words, figures)


def _figure(cell: Cell) -> Figure | None:
    m = _VALUE.match(cell.text)
    if m is None:
        return None
    start, end = (cell.span.start + at for at in m.span(1))
    return Figure(start, end, end, m[1], 1, "")


def _last_is_total(table: Table, lines: list[_Line]) -> Iterator[Relation]:
    numbers = [line.ordered for line in lines if len(line.numbers) >= 4]
    sums = [(n[-1], *n[:-1]) for n in numbers if holds("table", (n[-1], *n[:-1]))]
    meant = [s for s in sums if sum(bool(p.value) for p in s[1:]) >= 2 and s[0].value >= 10]
    if meant and len(sums) >= max(2, _MIXED * len(numbers)):
        yield from (_relation(s, (table.span.start, table.span.end)) for s in sums if s[0].value >= 10)


def _headed_total(table: Table, columns: list[_Line]) -> Iterator[Relation]:
    """A column whose head says 合计 and whose number is the sum of the others in every row."""
    totals = [i for i, column in enumerate(columns) if _TOTAL.search(column.label)]
    for at in totals:
        for row, total in columns[at].numbers.items():
            parts = [c.numbers[row] for i, c in enumerate(columns) if i != at and row in c.numbers]
            if len(parts) >= 2 and total.value >= 20 and holds("table", (total, *parts)):
                yield _relation((total, *parts), (table.span.start, table.span.end))


def _form(rows: list[_Line], scope: tuple[int, int]) -> Iterator[Relation]:
    """新收 + 上年结转 = 总计 + 结转下年度, and 总计 = the sum of the results, in each column."""
    found = {
        name: next((i for i, r in enumerate(rows) if words.search(r.label)), -1)
        for name, words in _ROWS.items()
    }
    if min(found.values()) < 0:
        return
    for column, total in rows[found["settled"]].numbers.items():
        four = [rows[found[name]].numbers.get(column) for name in ("new", "carried", "settled", "left")]
        members = tuple(f for f in four if f is not None)
        if len(members) == 4 and holds("balance", members) and members[0].value >= 10:
            formula = "{} + {} = {} + {}".format(*(m.digits for m in members))
            yield Relation("balance", members, formula, scope, 0.0, True)
        results = [
            r.numbers[column] for r in rows[found["carried"] + 1 : found["settled"]] if column in r.numbers
        ]
        if len(results) >= 10 and total.value >= 10 and holds("table", (total, *results)):
            yield _relation((total, *results), scope)


def _relation(members: tuple[Figure, ...], scope: tuple[int, int]) -> Relation:
    formula = " + ".join(p.digits for p in members[1:]) + " = " + members[0].digits
    return Relation("table", members, formula, scope, 0.0, True)
