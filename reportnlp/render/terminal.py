"""A report on the terminal: a head, its sections, and a table of its figures.

Readable at 80 columns; without colour and control sequences where the output is not a
terminal (rich decides, and honours NO_COLOR).
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportnlp.datamodel import Indicator, Meta, Report, Section
from reportnlp.render import words
from reportnlp.render.excerpts import excerpt
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text, period_text

STATUS_STYLES = {"actual": "green", "target": "yellow", "norm": "magenta", "baseline": "dim"}

WIDE = 118  # columns from which a figure and its sentence stand side by side
NARROW = 60  # columns below which there is no room for the sentence
NOTES_SHOWN = 5
_PLAIN_WIDTH = 100


def write_reports(reports: Iterable[Report], stream: BinaryIO) -> None:
    """The plain table as UTF-8, for files."""
    for text in plain_texts(reports):
        stream.write(text.encode("utf-8", "replace"))


def plain_texts(reports: Iterable[Report]) -> Iterator[str]:
    """The table of each report without colour, 100 columns wide (or COLUMNS)."""
    width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns
    for number, report in enumerate(reports):
        buffer = io.StringIO()
        show(report, Console(file=buffer, width=width, no_color=True), first=number == 0)
        yield "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def show(report: Report, console: Console, first: bool = True) -> None:
    """Print one report; one that is not the first is set off by a rule."""
    if not first:
        console.rule(style="dim")
    for part in (
        _head(report, console.width),
        _outline(report, console.width),
        _figures(report, console.width),
        _notes(report),
    ):
        if part is not None:
            console.print(part)
            console.print()


def _head(report: Report, width: int) -> RenderableType:
    meta = report.meta
    title = Text(one_line(words.title_text(meta)), style="bold")
    facts, counts = _packed(_facts(meta), " · ", width), _packed(_counts(report), "，", width)
    return Group(title, Text(facts), Text(counts, style="dim"))


def _packed(parts: list[str], separator: str, width: int) -> str:
    """The parts on as few lines as they fit into, broken between parts (a longer part folds)."""
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]}{separator}{part}" if lines[-1] else part
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return "\n".join(line for line in lines if line)


def _facts(meta: Meta) -> list[str]:
    """What is known of the report, without labels: each must say by itself what it is."""
    year = f"{meta.year}年" if meta.kind == "gwr" else f"{meta.year}年度"
    shown = {label: value for label, value in words.meta_lines(meta) if label != "主送"}
    return [one_line(year if label == "年度" else value) for label, value in shown.items()]


def _counts(report: Report) -> list[str]:
    by_status: Counter[str] = Counter(i.status for i in report.indicators)
    parts = "、".join(f"{name}{by_status[key]}" for key, name in words.STATUSES.items() if by_status[key])
    figures = f"指标 {len(report.indicators)} 个" + (f"（{parts}）" if parts else "")
    counted = (("章节", report.sections), ("表格", report.tables), (words.NAMES, report.entities))
    others = [f"{name} {len(values)} 个" for name, values in counted if values]
    return [f"{len(report.text):,} 字", figures, *others]


def _outline(report: Report, width: int) -> RenderableType | None:
    """The sections that stand by themselves (not run-in), each with its role and figures."""
    rows = [(i, s) for i, s in enumerate(report.sections) if not s.run_in]
    if not rows:
        return None
    inside = words.figures_inside(report)
    roles = max(cell_len(words.role_text(s.role)) for _, s in rows)
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    table.add_column("章节", max_width=max(width - roles - 11, 12), no_wrap=True, overflow="ellipsis")
    table.add_column("功能", no_wrap=True, style="cyan")
    table.add_column("指标", justify="right")
    for index, section in rows:
        table.add_row(_section_name(section), words.new_role(report, section), str(inside[index] or ""))
    return table


def _section_name(section: Section) -> Text:
    indent = "  " * max(section.level - 1, 0)
    if section.heading:
        return Text(indent + one_line(section.heading), style="bold" if section.level <= 1 else "")
    return Text(f"{indent}（无标题）", style="dim")


def _figures(report: Report, width: int) -> RenderableType | None:
    if not report.indicators:
        return Text("没有找到指标。", style="dim")
    widths = _widths(report, width)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for head, size in widths.items():
        side: Literal["left", "right"] = "right" if head == "数值" else "left"
        table.add_column(head, width=size, justify=side, overflow="fold", no_wrap=head == "所在句")
    for indicator in report.indicators:
        cells = _figure_cells(indicator)
        if room := widths.get("所在句"):
            cells.append(excerpt(report, indicator, room, lines=1 if width >= WIDE else 2))
        table.add_row(*cells)
    return table


def _widths(report: Report, width: int) -> dict[str, int]:
    """Cells of each column: figure and period as their contents need, the rest shared 2 : 3.

    On a narrow terminal the sentence is left out.
    """
    value = min(max(8, *(cell_len(figure_text(i)) for i in report.indicators)), 14)
    period = min(max(4, *(cell_len(period_text(i.period)) for i in report.indicators)), 12)
    columns = {"主体": 0, "数值": value, "时期": period, "性质": 4}
    free = width - sum(columns.values()) - 7  # a padding behind each column, a rule between two
    if width < NARROW:
        return columns | {"主体": max(free, 8)}
    free = max(free - 2, 20)
    subject = min(free * 2 // 5, 32)
    return columns | {"主体": subject, "所在句": free - subject}


def _figure_cells(indicator: Indicator) -> list[Text]:
    style = STATUS_STYLES[indicator.status]
    return [
        Text(one_line(indicator.subject) or "—"),
        Text(figure_text(indicator), style=f"bold {style}"),
        Text(period_text(indicator.period) or "—"),
        Text(words.STATUSES[indicator.status], style=style),
    ]


def _notes(report: Report) -> RenderableType | None:
    shown = [Text(f"注意：{one_line(note)}", style="yellow") for note in report.notes[:NOTES_SHOWN]]
    if len(report.notes) > NOTES_SHOWN:
        shown.append(Text(f"……另有 {len(report.notes) - NOTES_SHOWN} 条说明，见 -f json", style="dim"))
    return Group(*shown) if shown else None
