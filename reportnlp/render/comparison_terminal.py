"""Reports of several years side by side on the terminal: what they amount to, doubts, targets, changes.

Readable at 80 columns and on few screens: what is long is cut, and the last line says where all of it is.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from reportnlp.datamodel import Change, Claim, Comparison, Series, Span
from reportnlp.render import words
from reportnlp.render.comparison_labels import (
    changed_name,
    claim_values,
    claimed_name,
    outcome_text,
    pair_label,
    target_name,
)
from reportnlp.render.comparison_lineup import lineup_table, overview_table
from reportnlp.render.comparison_quotes import Source
from reportnlp.render.comparison_summary import (
    biggest_changes,
    known_changes,
    sorted_targets,
    summary_lines,
)
from reportnlp.render.comparison_words import (
    FULFILMENTS,
    VERDICTS,
    direction,
    moved_text,
    reason_text,
    report_label,
)
from reportnlp.render.finding_words import REASONS
from reportnlp.render.plain import Styled, broken, one_line, units
from reportnlp.render.readings import figure_text

STYLES: Final = {
    "inconsistent": "bold red",
    "cannot_tell": "magenta",
    "consistent": "green",
    "met": "green",
    "missed": "bold red",
    "no_outcome": "dim",
}
_WAYS: Final = {"up": "red", "down": "green", "level": "", "": ""}  # as in Chinese markets: red rises

_PLAIN_WIDTH: Final = 100
_QUOTED: Final = 60  # characters of a sentence that are quoted
_DOUBTS: Final = 10
_DOUBTS_EACH: Final = 3  # of each pair among more reports
_TARGETS: Final = 16
_KNOWN: Final = 12
_BIGGEST: Final = 8
_NAMED: Final = 6  # sections that are named
_FIGURE: Final = 15  # cells of a figure

WHOLE: Final = "看全部内容和原文：加 -o 对比.xlsx（表格）或 -o 对比.html（网页）"


def write_series(lineups: Iterable[Series], stream: BinaryIO) -> None:
    """The plain text as UTF-8, for files."""
    for text in plain_texts(lineups):
        stream.write(text.encode("utf-8", "replace"))


def plain_texts(lineups: Iterable[Series]) -> Iterator[str]:
    """The text without colour, 100 columns wide (or COLUMNS)."""
    width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns
    for series in lineups:
        buffer = io.StringIO()
        show(series, Console(file=buffer, width=width, no_color=True))
        yield "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def show(series: Series, console: Console) -> None:
    """Print one line-up: two reports in full, more of them as a table and the doubts of each pair."""
    page = _Page(console)
    page.head(series)
    if len(series.comparisons) == 1:
        page.pair(series.comparisons[0])
    else:
        page.years(series)
    page.paragraph(WHOLE)


class _Page:
    """Prints to one console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.coloured = console.is_terminal and not console.no_color and console.color_system is not None
        self.width = max(console.width, 40)

    def head(self, series: Series) -> None:
        """Title and file of each report; of more than two the file only."""
        for report in series.reports:
            title = one_line(words.title_text(report.meta)) if len(series.reports) == 2 else ""
            source = one_line(words.source_text(report.meta.source))
            lead = [(f"{report_label(report)}  ", "dim")]
            self._led(lead, units(title or source, "bold" if title else ""))
            if title and source:
                self.line(Text(source, style="dim"))
        self.console.print()

    def pair(self, comparison: Comparison) -> None:
        """Two reports: everything that fits on a few screens."""
        self._summary(comparison)
        self._doubts(comparison, _DOUBTS, "核算疑点", reasons=True)
        self._targets(comparison)
        self._changes(comparison)
        self._sections(comparison)

    def years(self, series: Series) -> None:
        """More reports: the rows over the years, then each report beside the one before."""
        self._table("多年对照", lineup_table(series, self.width))
        self._table("每份报告和前一份比", overview_table(series))
        for comparison in series.comparisons:
            self._notes(comparison, f"{pair_label(comparison)}：")
            self._doubts(comparison, _DOUBTS_EACH, f"核算疑点（{pair_label(comparison)}）")

    def paragraph(self, text: str) -> None:
        """Print a dim text on as many lines as it needs."""
        self._led([], units(text, "dim"))

    def line(self, text: Text) -> None:
        """Print one line, whatever its length."""
        self.console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def _summary(self, comparison: Comparison) -> None:
        for head, text in summary_lines(comparison):
            self._led([(f"{head}  ", "bold")], units(text))
        self._notes(comparison)
        self.console.print()

    def _notes(self, comparison: Comparison, where: str = "") -> None:
        for note in comparison.notes:
            self._led([("注意  ", "yellow")], units(where + one_line(note), "yellow"))

    def _doubts(self, comparison: Comparison, limit: int, title: str, reasons: bool = False) -> None:
        """The claims that do not hold; of those that cannot be told how many there are, and why."""
        wrong = [claim for claim in comparison.claims if claim.verdict == "inconsistent"]
        unsure = Counter(c.reason for c in comparison.claims if c.verdict == "cannot_tell" and reasons)
        if not wrong and not unsure:
            return
        self.line(Text(title, style="bold"))
        old, new = Source(comparison.old, _QUOTED), Source(comparison.new, _QUOTED)
        for number, claim in enumerate(wrong[:limit], start=1):
            self._doubt(number, claim, comparison, old, new)
        more = [f"对不上的另有 {len(wrong) - limit} 处"] if len(wrong) > limit else []
        why = "，".join(f"{REASONS[r] if r else '其他'} {n}" for r, n in unsure.most_common())
        more += [f"仅凭两份报告判断不了的 {unsure.total()} 处（{why}）"] if unsure else []
        self._led([("     ", "")], units("；".join(more), "dim"))
        self.console.print()

    def _doubt(self, number: int, claim: Claim, comparison: Comparison, old: Source, new: Source) -> None:
        style = STYLES[claim.verdict]
        lead = [(f"{number:>3}  ", "dim"), (f"{VERDICTS[claim.verdict]}  ", style)]
        self._led(lead, units(claimed_name(comparison, claim)))
        inside = [comparison.new.indicators[i].span for i in (claim.figure, claim.level) if i is not None]
        self._part(report_label(new.report), self._quoted(new, inside, style))
        if claim.base is not None:
            base = [comparison.old.indicators[claim.base].span]
            self._part(report_label(old.report), self._quoted(old, base, style))
        self._part("核算", units(claim_values(comparison, claim)))
        self._part("说明", units(reason_text(claim)))

    def _quoted(self, source: Source, spans: Sequence[Span], style: str) -> list[Styled]:
        shown: list[Styled] = []
        for piece in source.quoter.quote(spans, _QUOTED):
            marked = piece.mark != ""
            if marked and not self.coloured:
                shown += units(f"【{piece.text}】")
            else:
                shown += units(piece.text, f"{style} underline" if marked else "")
        place = source.quoter.place(spans[0].start)
        return [*shown, (f"（{place}）", "dim")] if place else shown

    def _targets(self, comparison: Comparison) -> None:
        targets = sorted_targets(comparison.targets)
        if not targets:
            return
        table = _grid("结果", "指标", "上年定的目标", "今年的结果")
        for target in targets[:_TARGETS]:
            table.add_row(
                Text(FULFILMENTS[target.fulfilment], style=STYLES[target.fulfilment]),
                Text(target_name(comparison, target)),
                Text(figure_text(comparison.old.indicators[target.target])),
                Text(outcome_text(comparison, target) or "—"),
            )
        self._table("目标完成", table, len(targets) - _TARGETS, "项")

    def _changes(self, comparison: Comparison) -> None:
        known = known_changes(comparison)
        self._moved("主要指标", comparison, known[:_KNOWN], len(known))
        listed = {id(change) for change in known[:_KNOWN]}
        others = [change for change in biggest_changes(comparison) if id(change) not in listed]
        self._moved("其余指标中增减最大的", comparison, others[:_BIGGEST], len(others))

    def _moved(self, title: str, comparison: Comparison, changes: Sequence[Change], count: int) -> None:
        if not changes:
            return
        table = _grid("指标", report_label(comparison.old), report_label(comparison.new), "增减")
        for change in changes:
            table.add_row(
                Text(changed_name(comparison, change)),
                Text(figure_text(comparison.old.indicators[change.old])),
                Text(figure_text(comparison.new.indicators[change.new])),
                Text(moved_text(change), style=_WAYS[direction(change)] if self.coloured else ""),
            )
        self._table(title, table, count - len(changes), "个")

    def _sections(self, comparison: Comparison) -> None:
        lines: list[tuple[str, list[str]]] = [
            (
                "新增章节",
                [_heading(comparison, c.new, False) for c in comparison.sections if c.state == "new"],
            ),
            (
                "删去章节",
                [_heading(comparison, c.old, True) for c in comparison.sections if c.state == "gone"],
            ),
        ]
        for head, names in lines:
            if names:
                more = f"……共 {len(names)} 个" if len(names) > _NAMED else ""
                self._led([(f"{head}  ", "bold")], units("；".join(names[:_NAMED]) + more))
        if any(names for _, names in lines):
            self.console.print()

    def _table(self, title: str, table: RenderableType, more: int = 0, unit: str = "") -> None:
        self.line(Text(title, style="bold"))
        self.console.print(table)
        if more > 0:
            self.line(Text(f"……另有 {more} {unit}", style="dim"))
        self.console.print()

    def _part(self, head: str, pieces: list[Styled]) -> None:
        self._led([("     ", ""), (f"{head}  ", "dim")], pieces)

    def _led(self, lead: list[Styled], pieces: list[Styled]) -> None:
        """A lead and the pieces behind it, on as many lines as they need; nothing for no pieces."""
        if not pieces:
            return
        indent = sum(cell_len(text) for text, _ in lead)
        for number, line in enumerate(broken(pieces, self.width - indent - 1)):
            front = lead if number == 0 else [(" " * indent, "")]
            self.line(Text.assemble(*front, *line))


def _grid(*heads: str) -> Table:
    """A table whose figures stay on a line where they are short; the names take what is left."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    for head in heads:
        narrow = None if head in ("结果", "指标") else _FIGURE
        table.add_column(head, overflow="fold", max_width=narrow, no_wrap=head == "结果")
    return table


def _heading(comparison: Comparison, index: int | None, old: bool) -> str:
    report = comparison.old if old else comparison.new
    section = report.sections[index if index is not None else 0]
    return one_line(section.heading) or words.role_text(section.role)
