"""The three statutory tables of 政府信息公开工作年度报告, known by their words.

Heads may be merged, split over cells, printed from top to bottom or cut off by a page break;
therefore a row is known by its last words before the numbers, and where a row holds exactly as
many numbers as the form has columns, their order decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.datamodel import IndicatorKind
from reportnlp.parse.table_grid import Grid
from reportnlp.resources.xxgk_tables import (
    Forms,
    Line,
    case_id,
    case_subject,
    forms,
    request_id,
    request_subject,
)

_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])+")
_DISCLOSURE = re.compile(r"制发件数|制发数量|处理决定数量|本年收费金额")
_MIN_ROWS = 3
_REACH = 64  # rows from a head to its last number; the forms have 28


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cell of a statutory table states."""

    subject: str
    concept: str
    kind: IndicatorKind
    unit: str
    scale: int = 1


def recognise(grid: Grid) -> str:
    """The name of the statutory table that this is: "xxgk-disclosure", "xxgk-requests",
    "xxgk-litigation"; "" for any other."""
    words = "".join(dict.fromkeys(grid.texts.values()))
    if "复议后起诉" in words and "未经复议" in words:
        return "xxgk-litigation"
    if "自然人" in words and ("予以公开" in words or "本年新收" in words):
        return "xxgk-requests"
    if _DISCLOSURE.search(words):
        return "xxgk-disclosure"
    return "xxgk-requests" if _continues(grid) else ""


def _continues(grid: Grid) -> bool:
    """Whether this is the lower part of the request table, without its heads."""
    form = forms()
    full = [row for row in range(grid.table.rows) if len(grid.row_numbers(row)) == len(form.applicants)]
    return len(full) >= _MIN_ROWS and sum(_request(grid, row, form) is not None for row in full) >= _MIN_ROWS


def statutory_cells(grid: Grid, name: str) -> dict[tuple[int, int], Stated]:
    """What the numbers of a statutory table state, by slot; numbers outside the form are left out."""
    if not name:
        return {}
    readers = {"xxgk-requests": _requests, "xxgk-litigation": _litigation, "xxgk-disclosure": _disclosure}
    return dict(readers[name](grid))


def _requests(grid: Grid) -> Iterator[tuple[tuple[int, int], Stated]]:
    form = forms()
    for row in range(grid.table.rows):
        request = _request(grid, row, form)
        if request is None:
            continue
        for column, applicant in _in_order(grid, row, form.applicants):
            concept, subject = request_id(request, applicant), request_subject(request, applicant)
            yield (row, column), Stated(subject, concept, "count", "件")


def _request(grid: Grid, row: int, form: Forms) -> Line | None:
    for label in reversed(_labels(grid, row)):
        found = next((line for line in form.requests if line.names(label)), None)
        if found:
            return found
    return None


def _labels(grid: Grid, row: int) -> list[str]:
    """The words in front of a row's first number, from left to right, without their list numbers."""
    numbers = grid.row_numbers(row)
    end = numbers[0][0] if numbers else grid.table.columns
    texts = [grid.text(row, column) for column in range(end)]
    return [_NUMBER.sub("", t) for i, t in enumerate(texts) if t and t not in texts[:i]]


def _in_order(grid: Grid, row: int, lines: tuple[Line, ...]) -> Iterator[tuple[int, Line]]:
    """The columns of a row with the form's columns: by order where complete, else by their heads."""
    numbers = grid.row_numbers(row)
    if len(numbers) == len(lines):
        yield from ((column, line) for (column, _), line in zip(numbers, lines, strict=True))
        return
    for column, _ in numbers:
        heads = _heads(grid, row, column)
        found = next((line for line in lines if any(map(line.names, reversed(heads)))), None)
        if found:
            yield column, found


def _heads(grid: Grid, row: int, column: int) -> list[str]:
    """The words above a slot, from top to bottom, and all of them as one (for heads in pieces)."""
    words = [grid.text(r, column) for r in range(max(0, row - _REACH), row) if grid.number(r, column) is None]
    distinct = list(dict.fromkeys(filter(None, reversed(words))))[::-1]
    return ["".join(distinct), *distinct]


def _litigation(grid: Grid) -> Iterator[tuple[tuple[int, int], Stated]]:
    form = forms()
    cells = [(case, outcome) for case in form.cases for outcome in form.outcomes]
    for row in range(grid.table.rows):
        numbers = grid.row_numbers(row)
        whole = len(numbers) == len(cells)
        for i, (column, _) in enumerate(numbers):
            found = cells[i] if whole else _case(_heads(grid, row, column), form)
            if found:
                yield (row, column), Stated(case_subject(*found), case_id(*found), "count", "件")


def _case(heads: list[str], form: Forms) -> tuple[Line, Line] | None:
    outcome = next((o for o in form.outcomes if any(map(o.names, reversed(heads)))), None)
    # The group that is named last is the narrowest: 行政诉讼 › 复议后起诉.
    case = next((c for c in reversed(form.cases) if any(map(c.names, heads))), None)
    return (case, outcome) if case and outcome else None


def _disclosure(grid: Grid) -> Iterator[tuple[tuple[int, int], Stated]]:
    cells = forms().disclosure
    words = {word for cell in cells for word in cell.words}
    for row in range(grid.table.rows):
        labels = _labels(grid, row)
        for column, _ in grid.row_numbers(row):
            heads = reversed(_heads(grid, row, column)[1:])
            head = next((h for h in heads if any(word in h for word in words)), "")
            for cell in cells:
                if any(w in head for w in cell.words) and any(_is_row(cell.row, label) for label in labels):
                    kind: IndicatorKind = "money" if cell.unit == "元" else "count"
                    yield (row, column), Stated(cell.subject, cell.id, kind, cell.unit, cell.scale)


def _is_row(name: str, label: str) -> bool:
    return label == name or (name == "行政规范性文件" and label in ("规范性文件", "政府规范性文件"))
