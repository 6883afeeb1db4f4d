"""Tables → figures: every cell that is a number, named by its heads.

A column of words names the rows, the rows above the first numbers name the columns; both may
be merged and repeated within the table.  Tables that a rule prescribes are read by their own
words (`parse.xxgk_tables`); here is what holds for all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportnlp.datamodel import Indicator, IndicatorKind, Kind, Period, Quantity, Span, Status, Table
from reportnlp.parse.table_grid import CellNumber, make_grid, split_unit, squeeze
from reportnlp.parse.table_heads import PERCENT_UNITS, Head, caption_measure, is_target, read_head, unit_note
from reportnlp.parse.table_layout import Layout, find_layout
from reportnlp.parse.table_names import RowName, row_names, with_measure
from reportnlp.parse.text_tables import find_text_tables
from reportnlp.parse.xxgk_tables import Stated, recognise, statutory_cells
from reportnlp.resources import units as unit_table

__all__ = ["find_text_tables", "read_tables"]

MAX_COLUMNS, MAX_SLOTS = 256, 200_000
"""Larger tables (columns; rows × columns) are kept, but no figures are read from them."""

_LOOK_BACK = 200
_MAX_CAPTION = 60
_CAPTION = re.compile(
    r"表\s?[\d一二三四五六七八九十]{1,3}|表(?:（|\(|$)|一览|单位[:：]"
    r"|(?:情况|指标|幅度|预期|目标|完成|对比|汇总)$"
)
_UNIT_BELOW = re.compile(r"[（(注：:\s]{0,4}(?:计量)?单位[:：]\S{1,20}$")
_PROSE = re.compile(r"[。；！？]")
_YEARS = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a table says as a whole.

    `base` is the year it reports on, None where unknown; `measure` what a table of growth rates
    measures.
    """

    caption: str
    unit: tuple[int, str] | None
    growth: bool
    target: bool
    base: int | None
    measure: str
    names: dict[tuple[int, int], RowName]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A figure without its place."""

    subject: str
    quantity: Quantity
    kind: IndicatorKind
    period: str
    status: Status
    concept: str = ""


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
    for i, table in enumerate(tables):
        if table.columns > MAX_COLUMNS or table.rows * table.columns > MAX_SLOTS:
            out.append(table)
            continue
        end = tables[i + 1].span.start if i + 1 < len(tables) else len(text)
        grid = make_grid(text, table)
        layout = find_layout(grid)
        frame = _frame(text, table, end, layout, base)
        statutory = recognise(grid)
        known = statutory_cells(grid, statutory)
        figures += _figures(text, layout, frame, known)
        out.append(
            replace(
                table,
                caption=frame.caption,
                header_rows=layout.header_rows,
                header_columns=layout.header_columns,
                statutory=statutory,
            )
        )
    return tuple(out), tuple(figures)


def _figures(
    text: str, layout: Layout, frame: _Frame, known: dict[tuple[int, int], Stated]
) -> Iterator[Indicator]:
    for row in range(layout.grid.table.rows):
        numbers = layout.grid.row_numbers(row)
        sentence = layout.grid.row_span(row) if numbers else Span(0, 0)
        for column, number in numbers:
            stated = known.get((row, column))
            if stated:
                yield _indicator(text, number, sentence, _prescribed(stated, frame, number))
            elif layout.states(row, column):
                yield _indicator(text, number, sentence, _generic(layout, frame, row, column, number))


def _indicator(text: str, number: CellNumber, sentence: Span, says: _Statement) -> Indicator:
    return Indicator(
        span=number.span,
        number_span=number.number_span,
        text=text[number.span.start : number.span.end],
        subject=says.subject,
        quantity=says.quantity,
        kind=says.kind,
        period=Period(says.period),
        status=says.status,
        sentence=sentence,
        concept=says.concept,
        origin="table",
    )


def _prescribed(stated: Stated, frame: _Frame, number: CellNumber) -> _Statement:
    quantity = Quantity(number.number, stated.scale, stated.unit, number.comparator)
    return _Statement(stated.subject, quantity, stated.kind, _edtf(frame.base), "actual", stated.concept)


def _generic(layout: Layout, frame: _Frame, row: int, column: int, number: CellNumber) -> _Statement:
    head = layout.column_head(row, column)
    labels = layout.labels[column]
    names = [read_head(layout.grid.text(row, c)) for c in labels]
    row_unit = layout.grid.text(row, layout.unit_column) if layout.unit_column is not None else ""
    scale, unit = _unit(row_unit, head, names, frame, number)
    own_unit = row_unit or number.unit or head.unit or any(n.unit for n in names)
    # A caption such as 价格涨跌幅度（单位：%） makes all of them growth.
    growth = head.growth or number.worded or any(n.growth for n in names)
    growth = growth or (frame.growth and unit == "%" and not own_unit)
    row_name = frame.names.get((row, labels[-1]), RowName()) if labels else RowName()
    subject = row_name.subject(layout.measured(row, column), head.share)
    period, status = _time([*names, head], frame)
    return _Statement(
        subject=with_measure(subject, frame.measure) if growth else subject,
        quantity=Quantity(number.number, scale, unit, number.comparator),
        kind=_kind(unit, growth, head),
        period=period,
        status=status,
    )


def _unit(row_unit: str, head: Head, names: list[Head], frame: _Frame, number: CellNumber) -> tuple[int, str]:
    """Scale and unit; the nearer to the number the stronger, a per cent in the column's head above all."""
    if number.unit:
        return number.scale, number.unit
    of_row = next(((n.scale, n.unit) for n in reversed(names) if n.unit is not None), None)
    of_head = (head.scale, head.unit) if head.unit is not None else None
    if head.rate:
        scale, unit = of_head or (1, "%")
    elif of_head and of_head[1] in PERCENT_UNITS:
        scale, unit = of_head
    else:
        of_column = split_unit(row_unit) if row_unit else None
        scale, unit = of_column or of_row or of_head or frame.unit or (1, "")
    return (number.scale if number.scale > 1 else scale), unit


def _kind(unit: str, growth: bool, head: Head) -> IndicatorKind:
    if head.rank:
        return "rank"
    kind = unit_table.load().kind_of(unit)
    if unit == "" and head.share:
        return "percent"
    if growth and kind != "points":
        return "growth" if kind == "percent" else "change"
    return kind


def _time(heads: list[Head], frame: _Frame) -> tuple[str, Status]:
    """Period and status: what the column's head says before what the row's does, before the year."""
    said = next((h.period for h in reversed(heads) if h.period), "")
    base = frame.base
    period = _edtf(base)
    if said not in ("", "this"):
        period = _edtf(base - 1 if base else None) if said == "last" else said
    if heads[-1].status == "target" or frame.target:
        return period, "target"
    past = base is not None and period[:4].isdecimal() and int(period[:4]) < base
    return period, "baseline" if past else "actual"


def _edtf(year: int | None) -> str:
    return str(year) if year else ""


def _frame(text: str, table: Table, end: int, layout: Layout, base: int | None) -> _Frame:
    above = " ".join(_lines_above(text, table.span.start))
    caption = table.caption or above or layout.caption
    said = " ".join(filter(None, (caption, above, layout.caption)))
    unit = unit_note(said) or unit_note(_line_below(text, table.span.end, end))
    years = set(_YEARS.findall(caption))
    if len(years) == 1:
        base = int(years.pop())
    growth = read_head(squeeze(caption)).growth
    measure = caption_measure(caption) if _states_growth_only(layout, unit) else ""
    return _Frame(caption, unit, growth, is_target(caption), base, measure, row_names(layout))


def _states_growth_only(layout: Layout, unit: tuple[int, str] | None) -> bool:
    """Whether no column says how much there is of what grows."""
    row = layout.header_rows
    heads = [layout.column_head(row, c) for c, kind in enumerate(layout.columns) if kind == "value"]
    return all(h.growth or (h.unit or (unit[1] if unit else "")) in PERCENT_UNITS for h in heads)


def _lines_above(text: str, start: int) -> list[str]:
    """The caption and the unit line right above a table."""
    lines = [line.strip() for line in text[max(0, start - _LOOK_BACK) : start].split("\n")]
    found: list[str] = []
    for line in reversed([line for line in lines if line][-2:]):
        if len(line) > _MAX_CAPTION or "\t" in line or not _CAPTION.search(line) or _PROSE.search(line):
            break
        found.insert(0, line)
    return found


def _line_below(text: str, start: int, end: int) -> str:
    """A note on the unit right below a table, unless the next table (at `end`) follows it at once."""
    line, _, rest = text[start : min(start + _LOOK_BACK, end)].lstrip().partition("\n")
    belongs_below = end < len(text) and end - start <= _LOOK_BACK and not rest.strip()
    return line if _UNIT_BELOW.match(line) and not belongs_below else ""
