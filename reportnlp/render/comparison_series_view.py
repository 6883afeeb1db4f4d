"""A series as the rows of its page: values by year, sparklines, plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportnlp.compare.years import reported_year
from reportnlp.datamodel import Indicator, Report, Series, SeriesCell, SeriesRow
from reportnlp.render import words
from reportnlp.render.comparison_bars import printed_value
from reportnlp.render.comparison_labels import year_label
from reportnlp.render.comparison_plots import Column, Plot, Reading, Spark, plot, spark
from reportnlp.render.comparison_quotes import Quote, Source, cut
from reportnlp.render.comparison_words import MARKS, report_label
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text, period_text
from reportnlp.resources.alignment import load

PLOTS: Final = 240  # rows that get a drawing of their own
FIGURES: Final = 300  # rows whose sentences are listed
SHORTEST: Final = 3  # years that make one
_LABEL: Final = 40
_DIGITS: Final = frozenset("0123456789%")
_QUOTE: Final = 90
_SCALES: Final = {1: "", 10**4: "万", 10**8: "亿", 10**12: "万亿"}
_LARGEST, _SMALLEST = Fraction(10**15), Fraction(1, 10**6)  # beyond, no drawing shows anything


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the year that its figures are of, and the report that they stand in."""

    x: int
    name: str
    report: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as printed, parted where its unit begins.

    Args:
        later: what the next report prints for the same year.
        marks: what is odd about it.
    """

    number: str
    unit: str
    period: str = ""
    later: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Where a value stands."""

    head: Head
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; without a plot where it has too few values, or values that no axis holds."""

    number: int
    label: str
    kind: str
    unit: str
    cells: tuple[Cell | None, ...]
    spark: Spark | None
    plot: Plot | None
    said: tuple[Said, ...]
    years: int
    main: bool
    odd: bool

    @property
    def figure(self) -> bool:
        """Whether the page says more of it than its values."""
        return bool(self.said)


def heads(series: Series) -> tuple[Head, ...]:
    """The columns; numbered where a year is unknown or comes twice."""
    years = [reported_year(report) for report in series.reports]
    known = [year for year in years if year is not None]
    usable = len(known) == len(years) == len(set(known)) and known == sorted(known)
    return tuple(
        Head(
            year if usable and year is not None else number,
            year_label(report),
            report_label(report) if _tells_apart(report, year) else "",
        )
        for number, (report, year) in enumerate(zip(series.reports, years, strict=True))
    )


def _tells_apart(report: Report, year: int | None) -> bool:
    return year is not None and report.meta.year != year


def rows(series: Series, sources: Sequence[Source]) -> list[Row]:
    """Every row; the first ones that allow it have a plot."""
    columns = heads(series)
    made, plots = [], 0
    for number, row in enumerate(series.rows):
        drawn = _row(series, sources, columns, number, row, plots < PLOTS)
        plots += drawn.plot is not None
        made.append(drawn)
    return made


def _row(
    series: Series,
    sources: Sequence[Source],
    columns: Sequence[Head],
    number: int,
    row: SeriesRow,
    wanted: bool,
) -> Row:
    held = [(at, cell) for at, cell in enumerate(row.cells) if cell is not None]
    axis = _axis([series.reports[at].indicators[cell.figure] for at, cell in held], row.sample)
    readings = list(_readings(series, columns, held, axis))
    drawable = bool(readings) and len(readings) == len(held)
    ends = columns[0].x, columns[-1].x
    wanted = wanted and drawable and len(readings) >= SHORTEST
    return Row(
        number=number,
        label=cut(one_line(row.label) or words.concept_text(row.concept), _LABEL) or "（未写明）",
        kind=row.sample.kind,
        unit=axis.name,
        cells=tuple(_cell(series, columns, at, cell) for at, cell in enumerate(row.cells)),
        spark=spark(readings, *ends) if drawable else None,
        plot=_plot(readings, columns, axis.name) if wanted else None,
        said=tuple(_said(sources, columns, at, cell) for at, cell in held if number < FIGURES),
        years=len(held),
        main=bool(row.concept) and 2 * len(held) >= len(row.cells),
        odd=any(cell.marks for _, cell in held),
    )


def _cell(series: Series, columns: Sequence[Head], at: int, cell: SeriesCell | None) -> Cell | None:
    if cell is None:
        return None
    indicator = series.reports[at].indicators[cell.figure]
    period = period_text(indicator.period)
    return Cell(
        *_parted(figure_text(indicator)),
        "" if period == columns[at].name else period,
        _later_text(series, at, cell),
        tuple(MARKS[mark] for mark in cell.marks if mark != "restated"),
    )


def _parted(text: str) -> tuple[str, str]:
    """A figure cut behind its digits, where a line may break."""
    end = max((at for at, character in enumerate(text, 1) if character in _DIGITS), default=len(text))
    return text[:end], text[end:]


def _later(series: Series, at: int, cell: SeriesCell) -> Indicator | None:
    if cell.restated is None or at + 1 >= len(series.reports):
        return None
    return series.reports[at + 1].indicators[cell.restated]


def _later_text(series: Series, at: int, cell: SeriesCell) -> str:
    """What the next report prints, where it is another value."""
    later = _later(series, at, cell)
    return figure_text(later) if later is not None and "restated" in cell.marks else ""


def _said(sources: Sequence[Source], columns: Sequence[Head], at: int, cell: SeriesCell) -> Said:
    indicator = sources[at].report.indicators[cell.figure]
    return Said(columns[at], figure_text(indicator), sources[at].quote(indicator.span, limit=_QUOTE))


@dataclass(frozen=True, slots=True)
class _Axis:
    """What a row's values are counted in: the name (亿元), its size in base units, its unit."""

    name: str
    size: Fraction
    unit: str


def _axis(indicators: Sequence[Indicator], sample: Indicator) -> _Axis:
    """The scale that most values are printed in, in the unit of the row."""
    scales = Counter(i.quantity.scale for i in indicators if i.quantity.scale in _SCALES)
    scale = scales.most_common(1)[0][0] if scales else 1
    unit = sample.quantity.unit
    return _Axis(f"{_SCALES[scale]}{unit}", load().base(unit)[1] * scale, unit)


def _plot(readings: Sequence[Reading], columns: Sequence[Head], unit: str) -> Plot:
    return plot(readings, [Column(head.x, head.name.removesuffix("年")) for head in columns], unit)


def _readings(
    series: Series, columns: Sequence[Head], held: Sequence[tuple[int, SeriesCell]], axis: _Axis
) -> Iterator[Reading]:
    for at, cell in held:
        indicator = series.reports[at].indicators[cell.figure]
        later = _later(series, at, cell) if "restated" in cell.marks else None
        value = _value(indicator, axis)
        other = _value(later, axis) if later is not None else None
        if value is not None:
            text = _later_text(series, at, cell) if other is not None else ""
            doubtful = any(mark != "restated" for mark in cell.marks)
            yield Reading(columns[at].x, value, figure_text(indicator), other, text, doubtful)


def _value(indicator: Indicator, axis: _Axis) -> float | None:
    """The number on the axis; None for a ratio, another unit, and what no drawing can hold."""
    if indicator.quantity.parts or not load().alike(indicator.quantity.unit, axis.unit):
        return None
    value = printed_value(indicator)
    return None if value and not _SMALLEST <= abs(value) <= _LARGEST else float(value / axis.size)
