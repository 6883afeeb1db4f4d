"""Tables → figures: every cell that is a number, named by its heads.

A column of words names the rows, the rows above the first numbers name the columns; both may
be merged and repeated within the table.  Tables that a rule prescribes are read by their own
words (`parse.xxgk_tables`); here is what holds for all others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportnlp.datamodel import Indicator, IndicatorKind, Kind, Period, Quantity, Span, Status, Table
from reportnlp.parse.table_grid import CellNumber, Grid, make_grid
from reportnlp.parse.table_heads import PERCENT_UNITS, Head, is_part, joined, read_head, strip_number, unit_note
from reportnlp.parse.table_layout import Layout, find_layout
from reportnlp.parse.text_tables import find_text_tables
from reportnlp.parse.xxgk_tables import recognise, statutory_cells
from reportnlp.resources import units as unit_table

__all__ = ["find_text_tables", "read_tables"]

_LOOK_BACK = 200
_CAPTION = re.compile(r"表\s?[\d一二三四五六七八九十]{1,3}|表$|情况$|指标$|一览|统计|幅度|单位[:：]")
_NOT_CAPTION = re.compile(r"[。；！？]|[，,].{0,30}[，,]")
_YEARS = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a table says as a whole: caption, unit, growth, and the years."""

    caption: str
    unit: tuple[int, str] | None
    growth: bool
    base: int | None
    default: str


def read_tables(
    text: str, tables: tuple[Table, ...], kind: Kind, year: int | None
) -> tuple[tuple[Table, ...], tuple[Indicator, ...]]:
    """The tables with their heads found, and a figure for every number in them.

    Args:
        text: the text that the tables' spans point into.
        tables: tables as a reader or `find_text_tables` found them.
        kind: report kind; a 政府工作报告 reports on the year before its own.
        year: `Meta.year`, None where unknown.
    """
    base = year - 1 if year and kind == "gwr" else year
    out: list[Table] = []
    figures: list[Indicator] = []
    for table in tables:
        grid = make_grid(text, table)
        layout = find_layout(grid)
        frame = _frame(text, table, layout, base)
        statutory = recognise(grid)
        out.append(
            replace(
                table,
                caption=table.caption or frame.caption,
                header_rows=layout.header_rows,
                header_columns=layout.header_columns,
                statutory=statutory,
            )
        )
        figures += _figures(text, grid, layout, frame, statutory)
    return tuple(out), tuple(figures)


def _figures(text: str, grid: Grid, layout: Layout, frame: _Frame, statutory: str) -> Iterator[Indicator]:
    known = statutory_cells(grid, statutory)
    names = _row_names(grid, layout)
    for row in range(grid.table.rows):
        numbers = grid.row_numbers(row)
        sentence = grid.row_span(row) if numbers else Span(0, 0)
        for column, number in numbers:
            stated = known.get((row, column))
            if stated:
                quantity = Quantity(number.number, stated.scale, stated.unit, number.comparator)
                period = Period(str(frame.base) if frame.base else "")
                figure = _Figure(stated.subject, quantity, stated.kind, period, "actual", stated.concept)
            elif layout.states(row, column):
                figure = _generic(grid, layout, frame, names, row, column, number)
            else:
                continue
            yield figure.indicator(text, number, sentence)


@dataclass(frozen=True, slots=True)
class _Figure:
    subject: str
    quantity: Quantity
    kind: IndicatorKind
    period: Period
    status: Status
    concept: str = ""

    def indicator(self, text: str, number: CellNumber, sentence: Span) -> Indicator:
        span = number.span
        return Indicator(
            span=span,
            number_span=number.number_span,
            text=text[span.start : span.end],
            subject=self.subject,
            quantity=self.quantity,
            kind=self.kind,
            period=self.period,
            status=self.status,
            sentence=sentence,
            concept=self.concept,
            origin="table",
        )


def _generic(
    grid: Grid, layout: Layout, frame: _Frame, names: dict[tuple[int, int], str], row: int, column: int, number: CellNumber
) -> _Figure:
    head = layout.column_head(row, column)
    labels = [read_head(grid.text(row, c)) for c in layout.label_columns(column)]
    growth = head.growth or number.worded or frame.growth
    scale, unit = _unit(layout.row_unit(row), head, labels, frame, number)
    if not unit and head.rate:
        unit = "%"
    subject = joined(names.get((row, layout.first_label(column)), ""), layout.measured(row, column) if growth else head.name)
    period, status = _period(head, labels, frame)
    return _Figure(
        subject=subject,
        quantity=Quantity(number.number, scale, unit, number.comparator),
        kind=_kind(unit, growth, head),
        period=period,
        status=status,
    )
