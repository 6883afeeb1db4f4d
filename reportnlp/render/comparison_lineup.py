"""Many years as tables of the terminal: the rows over the years that fit, and each report beside the last."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportnlp.compare.passages import shares as text_shares
from reportnlp.datamodel import Series, SeriesCell, SeriesMark, SeriesRow
from reportnlp.render.comparison_labels import pair_label, year_label
from reportnlp.render.comparison_summary import percent, reused_share
from reportnlp.render.comparison_words import FULFILMENTS, MARKS, VERDICTS, report_label
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text

SIGNS: Final[dict[SeriesMark, str]] = {"restated": "*", "jump": "?"}
"""What stands behind a marked figure; the words below the table say what each means."""

_ROWS: Final = 24
_LOOKED_AT: Final = 500  # rows that are looked through for these
_FILLED: Final = 2  # columns that must be there, and filled in a row
_LABEL: Final = 18  # cells that the name of a row has at least
_WIDEST: Final = 14  # cells of a figure at most
_GAP: Final = 2


def lineup_table(series: Series, width: int) -> RenderableType:
    """One row a concept or subject, one column a year, and below it what was left out."""
    rows = series.rows[:_LOOKED_AT]
    texts = [[_cell_text(series, at, cell) for at, cell in enumerate(row.cells)] for row in rows]
    first = _first_year(series, texts, width)
    shown = [
        (row, cells[first:])
        for row, cells in zip(rows, texts, strict=True)
        if sum(cell is not None for cell in row.cells[first:]) >= _FILLED
    ][:_ROWS]
    if not shown:
        return Text("没有在两份以上的报告里都出现的指标。", style="dim")
    table = table_of("指标", _LABEL)
    for report in series.reports[first:]:
        table.add_column(year_label(report), justify="right", overflow="fold", max_width=_WIDEST)
    for row, cells in shown:
        table.add_row(Text(one_line(row.label)), *cells)
    return Group(table, *_below(series, [row for row, _ in shown], first))


def overview_table(series: Series) -> RenderableType:
    """One row for each report beside the one before: what was matched, how targets and claims came out."""
    table = table_of("两份报告", 9)
    said = (
        FULFILMENTS["met"],
        FULFILMENTS["missed"],
        "说增减",
        VERDICTS["consistent"],
        VERDICTS["inconsistent"],
    )
    for head in ("对上", "目标", *said, "沿用"):
        table.add_column(head, justify="right", no_wrap=True)
    for comparison in series.comparisons:
        matched = sum(not change.again for change in comparison.changes)
        states = Counter(target.fulfilment for target in comparison.targets)
        verdicts = Counter(claim.verdict for claim in comparison.claims)
        counts = [matched, states.total(), states["met"], states["missed"]]
        counts += [verdicts.total(), verdicts["consistent"], verdicts["inconsistent"]]
        reused = percent(reused_share(text_shares(comparison.passages)))
        table.add_row(Text(pair_label(comparison)), *map(str, counts), reused)
    return table


def table_of(first: str, width: int) -> Table:
    """A table with its first column, which has some room at least."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, _GAP, 0, 0), show_edge=False, header_style="bold")
    table.add_column(first, overflow="fold", min_width=width)
    return table


def _cell_text(series: Series, at: int, cell: SeriesCell | None) -> Text:
    if cell is None:
        return Text("—", style="dim")
    signs = "".join(SIGNS[mark] for mark in cell.marks)
    return Text(figure_text(series.reports[at].indicators[cell.figure]) + signs, "yellow" if signs else "")


def _first_year(series: Series, texts: list[list[Text]], width: int) -> int:
    """The first of the columns that are shown: at least the last two."""
    first, room = len(series.reports), width - _LABEL - _GAP
    for at in range(len(series.reports) - 1, -1, -1):
        cells = [*(row[at].plain for row in texts[:_ROWS]), year_label(series.reports[at])]
        room -= min(max(map(cell_len, cells)), _WIDEST) + _GAP
        if room < 0 and len(series.reports) - first >= _FILLED:
            break
        first = at
    return first


def _below(series: Series, rows: list[SeriesRow], first: int) -> list[Text]:
    """What the signs mean, what the years are, and what was left out."""
    seen = {mark for row in rows for cell in row.cells[first:] if cell for mark in cell.marks}
    lines = ["  ".join(f"{SIGNS[mark]} {MARKS[mark]}" for mark in SIGNS if mark in seen)]
    last = series.reports[-1]
    if year_label(last) != report_label(last).removesuffix("报告"):
        lines.append(f"栏头是数所属的年份：{year_label(last)}的数出自{report_label(last)}")
    left = [f"前 {first} 份报告"] if first else []
    left += [f"{len(series.rows) - len(rows)} 个指标"] if len(series.rows) > len(rows) else []
    lines += [f"……另有{'、'.join(left)}没有列出"] if left else []
    return [Text(line, style="dim") for line in lines if line]
