"""A report on the terminal: a head, its sections, and a table of its figures.

Readable at 80 columns; without colour and control sequences where the output is not a
terminal (rich decides, and honours NO_COLOR).
"""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportnlp.datamodel import Indicator, Report, Section
from reportnlp.render import words

STATUS_STYLES = {"actual": "green", "target": "yellow", "norm": "magenta", "baseline": "dim"}

WIDE = 118  # columns from which a figure and its sentence stand side by side
NOTES_SHOWN = 5
_PLAIN_WIDTH = 100
_ELLIPSIS = "…"
_BLANKS = re.compile(r"\s+")


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
        _head(report),
        _outline(report, console.width),
        _figures(report, console.width),
        _notes(report),
    ):
        if part is not None:
            console.print(part)
            console.print()


def _head(report: Report) -> RenderableType:
    meta = report.meta
    title = Text(_one_line(words.title_text(meta)), style="bold")
    facts = Text(" · ").join(Text(value) for label, value in words.meta_lines(meta) if label != "主送")
    return Group(title, facts, Text(_counts(report), style="dim"))


def _counts(report: Report) -> str:
    by_status: Counter[str] = Counter(i.status for i in report.indicators)
    parts = "、".join(f"{name}{by_status[key]}" for key, name in words.STATUSES.items() if by_status[key])
    figures = f"指标 {len(report.indicators)} 个" + (f"（{parts}）" if parts else "")
    counted = (("章节", report.sections), ("表格", report.tables), ("实体", report.entities))
    others = [f"{name} {len(values)} 个" for name, values in counted if values]
    return "，".join([f"{len(report.text):,} 字", figures, *others])


def _outline(report: Report, width: int) -> RenderableType | None:
    """The sections that stand by themselves (not run-in), each with its role and figures."""
    rows = [(i, s) for i, s in enumerate(report.sections) if not s.run_in]
    if not rows:
        return None
    inside = _figures_inside(report)
    roles = max(cell_len(words.role_text(s.role)) for _, s in rows)
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    table.add_column("章节", max_width=max(width - roles - 11, 12), no_wrap=True, overflow="ellipsis")
    table.add_column("功能", no_wrap=True, style="cyan")
    table.add_column("指标", justify="right")
    for index, section in rows:
        table.add_row(_section_name(section), words.new_role(report, section), str(inside[index] or ""))
    return table


def _figures_inside(report: Report) -> Counter[int]:
    """For each section the number of figures in it and below it."""
    inside: Counter[int] = Counter()
    for indicator in report.indicators:
        index, steps = indicator.section, 0
        while 0 <= index < len(report.sections) and steps < len(report.sections):
            inside[index] += 1
            index, steps = report.sections[index].parent, steps + 1
    return inside


def _section_name(section: Section) -> Text:
    indent = "  " * max(section.level - 1, 0)
    if section.heading:
        return Text(indent + _one_line(section.heading), style="bold" if section.level <= 1 else "")
    return Text(f"{indent}（无标题）", style="dim")


def _figures(report: Report, width: int) -> RenderableType | None:
    if not report.indicators:
        return Text("没有找到指标。", style="dim")
    widths = _widths(report, width)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for head, size in zip(("主体", "数值", "时期", "性质", "所在句"), widths, strict=True):
        side: Literal["left", "right"] = "right" if head == "数值" else "left"
        table.add_column(head, width=size, justify=side, overflow="fold", no_wrap=head == "所在句")
    for indicator in report.indicators:
        table.add_row(*_figure_cells(report, indicator, widths[-1], lines=1 if width >= WIDE else 2))
    return table


def _widths(report: Report, width: int) -> tuple[int, int, int, int, int]:
    """Cells of the five columns: value and period as their contents need, the rest shared 2 : 3."""
    value = max(cell_len(words.figure_text(i)) for i in report.indicators)
    period = max(cell_len(words.period_text(i.period)) for i in report.indicators)
    value, period, status = min(max(value, 8), 14), min(max(period, 4), 11), 4
    free = max(width - value - period - status - 10, 20)  # ten cells lie between the columns
    subject = min(free * 2 // 5, 32)
    return subject, value, period, status, free - subject


def _figure_cells(report: Report, indicator: Indicator, room: int, lines: int) -> tuple[Text, ...]:
    style = STATUS_STYLES[indicator.status]
    return (
        Text(_one_line(indicator.subject) or "—"),
        Text(words.figure_text(indicator), style=f"bold {style}"),
        Text(words.period_text(indicator.period) or "—"),
        Text(words.STATUSES[indicator.status], style=style),
        excerpt(report, indicator, room, lines),
    )


def excerpt(report: Report, indicator: Indicator, width: int, lines: int = 1) -> Text:
    """The figure with what stands around it in its sentence, on `lines` lines of `width` cells.

    Two thirds of the room go to what stands in front, where the subject usually is.
    """
    sentence, span = indicator.sentence, indicator.span
    room = width * lines - (4 if lines > 1 else 0)  # a line may end short, for the figure's sake
    before = _folded(report.text[max(sentence.start, span.start - room) : span.start]).lstrip()
    behind = _folded(report.text[span.end : min(sentence.end, span.end + room)]).rstrip()
    figure = _folded(indicator.text)
    left = max(room - cell_len(figure), 0)
    front = min(cell_len(before), max(left * 2 // 3, left - cell_len(behind)))
    before, behind = _cut_front(before, front), _cut_behind(behind, left - front)
    marked = range(len(before), len(before) + len(figure))
    return _broken(before + figure + behind, marked, width)


def _broken(text: str, marked: range, width: int) -> Text:
    """The text cut into lines of `width` cells; the marked stretch is bold and stays on one line."""
    shown, column = Text(), 0
    whole = cell_len(text[marked.start : marked.stop])
    for index, character in enumerate(text):
        needed = whole if index == marked.start and whole <= width else cell_len(character)
        if column + needed > width:
            shown.append("\n")
            column = 0
        shown.append(character, "bold" if index in marked else "dim")
        column += cell_len(character)
    return shown


def _cut_behind(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells - 1:
            return text[:index] + _ELLIPSIS
    return text


def _cut_front(text: str, cells: int) -> str:
    return _cut_behind(text[::-1], cells)[::-1]


def _notes(report: Report) -> RenderableType | None:
    shown = [Text(f"注意：{_one_line(note)}", style="yellow") for note in report.notes[:NOTES_SHOWN]]
    if len(report.notes) > NOTES_SHOWN:
        shown.append(Text(f"……另有 {len(report.notes) - NOTES_SHOWN} 条说明，见 -f json", style="dim"))
    return Group(*shown) if shown else None


def _one_line(text: str) -> str:
    return _folded(text).strip()


def _folded(text: str) -> str:
    """Whitespace folded, and control characters (a hostile file's escape sequences) taken out."""
    return "".join(c for c in _BLANKS.sub(" ", text) if c.isprintable())
