"""The sheet 多年对照: one row a concept or subject, one column a report, numbers that can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportnlp.datamodel import Indicator, Report, Series, SeriesCell, SeriesRow
from reportnlp.render.comparison_labels import year_label
from reportnlp.render.comparison_scales import Number, Scale, common_scale
from reportnlp.render.comparison_sheets import Column, Looks, Sheet, Value
from reportnlp.render.comparison_words import MARK_MEANINGS, MARKS, report_label
from reportnlp.render.grids import ROW_LIMIT
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text
from reportnlp.render.words import INDICATOR_KINDS, concept_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

NAME: Final = "多年对照"

_LEADS: Final = (
    Column("name", "指标", 26, True),
    Column("unit", "单位", 9),
    Column("spark", "走势", 16),
)
_TAILS: Final = (
    Column("note", "说明", 36, True),
    Column("kind", "类别", 8),
    Column("concept", "指标概念", 16),
)
_YEAR_WIDTH: Final = 12
_SHORTEST: Final = 3  # years from which a trend can be seen
_COLOURS: Final = {"restated": "#FFEB9C", "jump": "#FFC7CE"}
_DRAWN: Final = 5000  # rows that get a drawing
_REMARKS: Final = 2000  # cells that get a comment
_SPARK: Final = 2  # the column of the drawings


def add_lineup(book: Workbook, looks: Looks, series: Series) -> None:
    """Add the sheet."""
    years = [Column(str(at), _head(report), _YEAR_WIDTH, True) for at, report in enumerate(series.reports)]
    columns = (*_LEADS, *years, *_TAILS)
    sheet = Sheet(book, looks, NAME, columns, frozen=len(_LEADS), printed=len(columns) - 2)
    lines = _Lines(sheet, series)
    for row in series.rows:
        if sheet.filled < ROW_LIMIT:
            lines.add(row)
    sheet.finish("没有在两份以上的报告里都出现的指标。")


def _head(report: Report) -> str:
    """The year of the figures, and below it that of the report where it is another."""
    year, label = year_label(report), report_label(report)
    return year if label in (year, f"{year}报告") else f"{year}\n（{label}）"


class _Lines:
    """Writes rows; counts what a spreadsheet cannot have in any number."""

    def __init__(self, sheet: Sheet, series: Series) -> None:
        self.sheet, self.series, self.remarks = sheet, series, 0

    def add(self, row: SeriesRow) -> None:
        """A row: its name, unit and drawing, a number for each report that has one."""
        held = [(at, cell) for at, cell in enumerate(row.cells) if cell is not None]
        scale = common_scale([self._figure(at, cell) for at, cell in held] or [row.sample])
        values = {str(at): self._value(at, cell, scale) for at, cell in held}
        notes = {at: note for at, cell in held if (note := self._note(at, cell))}
        line = self.sheet.filled
        self.sheet.add(
            [
                {
                    **values,
                    "name": one_line(row.label) or concept_text(row.concept) or "（未写明）",
                    "unit": scale.unit,
                    "note": "；".join(notes.values()),
                    "kind": INDICATOR_KINDS[row.sample.kind],
                    "concept": concept_text(row.concept),
                }
            ]
        )
        self._draw(line, values)
        for at, note in notes.items():
            self._remark(line, at, note)

    def _figure(self, at: int, cell: SeriesCell) -> Indicator:
        return self.series.reports[at].indicators[cell.figure]

    def _value(self, at: int, cell: SeriesCell, scale: Scale) -> Value:
        figure = self._figure(at, cell)
        number = scale.number(figure)
        fill = next((_COLOURS[mark] for mark in cell.marks), "")
        return figure_text(figure) if number is None else replace(number, fill=fill)

    def _note(self, at: int, cell: SeriesCell) -> str:
        """What is odd about a figure: "2022年：次年改报，2024年报告写的是 171.3亿元"."""
        said = []
        for mark in cell.marks:
            later = ""
            if mark == "restated" and cell.restated is not None:
                following = self.series.reports[at + 1]
                later = (
                    f"，{report_label(following)}写的是 {figure_text(following.indicators[cell.restated])}"
                )
            said.append(MARKS[mark] + later)
        return f"{year_label(self.series.reports[at])}：{'；'.join(said)}" if said else ""

    def _draw(self, line: int, values: Mapping[str, Value]) -> None:
        """A small line chart in the cell, as Excel and WPS draw it."""
        numbers = sum(isinstance(value, Number) for value in values.values())
        if numbers < _SHORTEST or line > _DRAWN:
            return
        first, last = len(_LEADS), len(_LEADS) + len(self.series.reports) - 1
        place = f"'{NAME}'!{_cell(line, first)}:{_cell(line, last)}"
        options = {"range": place, "markers": True, "show_hidden": True, "empty_cells": "gaps"}
        self.sheet.worksheet.add_sparkline(line, _SPARK, options)

    def _remark(self, line: int, at: int, note: str) -> None:
        if self.remarks < _REMARKS:
            meanings = [MARK_MEANINGS[mark] for mark in MARKS if MARKS[mark] in note]
            text = "\n".join([note, *(f"（{meaning}）" for meaning in meanings)])
            size = {"x_scale": 1.6, "y_scale": 1.1, "font_size": 9}
            self.sheet.worksheet.write_comment(line, len(_LEADS) + at, text, size)
            self.remarks += 1


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
