"""A report as one self-contained HTML page: the text with its figures marked, and their table.

No request leaves the page: style and script stand in it, and its content security policy
admits nothing but these two, named by their hashes.  Everything from the report is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from reportnlp.datamodel import Indicator, Report
from reportnlp.render import words
from reportnlp.render.blocks import Block, Marks, blocks, link_marks
from reportnlp.render.readings import figure_text, period_text
from reportnlp.resources import read_text
from reportnlp.serialise.reports import json_number

if TYPE_CHECKING:
    from jinja2 import Template

EXCERPT = 44  # characters up to the end of the figure that a row of the table shows


def write_page(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One report as a page (the format does not join: `reports` holds one)."""
    for report in reports:
        stream.write(page(report).encode("utf-8", "replace"))


def page(report: Report) -> str:
    """The HTML of a report."""
    style, script = read_text("pages/report.css"), read_text("pages/report.js")
    marks = link_marks(report)
    body = blocks(report, marks)
    return _template().render(
        style=style,
        script=script,
        style_hash=source_hash(style),
        script_hash=source_hash(script),
        title=words.title_text(report.meta),
        facts=words.meta_lines(report.meta),
        counts=_counts(report),
        notes=report.notes,
        blocks=body,
        outline=_outline(report, body),
        figures=[_row(report, n, i, marks) for n, i in enumerate(report.indicators)],
        statuses=_statuses(report),
        kinds=_kinds(report),
        status_meanings=words.STATUS_MEANINGS,
        tips=[_tip(report, mark.figures) for mark in marks.marks],
        mark_status=[report.indicators[mark.figures[0]].status for mark in marks.marks],
        has_names=bool(report.entities),
        sha256=report.meta.sha256,
    )


@cache
def _template() -> Template:
    return template("report.html.j2")


def template(name: str) -> Template:
    """A template of this package; what it shows is escaped, and a name that is missing is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    loader = FunctionLoader(lambda file: read_text(f"pages/{file}"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def source_hash(content: str) -> str:
    """A CSP source expression for an inline style or script."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _counts(report: Report) -> list[tuple[str, int]]:
    counts = [
        ("字", len(report.text)),
        ("个指标", len(report.indicators)),
        ("个章节", len(report.sections)),
        ("张表格", len(report.tables)),
        (f"个{words.NAMES}", len(report.entities)),
    ]
    return [(name, count) for name, count in counts if count]


def _statuses(report: Report) -> list[tuple[str, str, int]]:
    """Status, its word and its number of figures, for the legend."""
    counted: Counter[str] = Counter(i.status for i in report.indicators)
    return [(key, word, counted[key]) for key, word in words.STATUSES.items() if counted[key]]


def _kinds(report: Report) -> list[tuple[str, str, int]]:
    counted: Counter[str] = Counter(i.kind for i in report.indicators)
    return [(key, word, counted[key]) for key, word in words.INDICATOR_KINDS.items() if counted[key]]


def _outline(report: Report, body: list[Block]) -> list[dict[str, Any]]:
    """Entries of the table of contents, for the sections that the page has an anchor for."""
    anchored = {index for block in body for index in block.sections}
    return [
        {
            "index": index,
            "level": min(max(section.level, 1), 4),
            "label": section.heading or f"（{words.role_text(section.role) or '无标题'}）",
        }
        for index, section in enumerate(report.sections)
        if index in anchored and not section.run_in
    ]


def _row(report: Report, number: int, indicator: Indicator, marks: Marks) -> dict[str, Any]:
    value = indicator.quantity.value
    return {
        "subject": indicator.subject or "—",
        "value": figure_text(indicator),
        "sort": json_number(value[0] if isinstance(value, tuple) else value),
        "period": period_text(indicator.period),
        "edtf": indicator.period.edtf,
        "status": indicator.status,
        "status_word": words.STATUSES[indicator.status],
        "kind": indicator.kind,
        "kind_word": words.INDICATOR_KINDS[indicator.kind],
        "sentence": _sentence(report, indicator),
        "excerpt": _excerpt(*_sentence(report, indicator)),
        "mark": marks.of_figure.get(number),
    }


def _sentence(report: Report, indicator: Indicator) -> tuple[str, str, str]:
    """What stands before, in and behind the figure in its sentence."""
    sentence, span = indicator.sentence, indicator.span
    before = report.text[max(sentence.start, span.start - 200) : span.start]
    behind = report.text[span.end : min(sentence.end, span.end + 200)]
    return before.lstrip(), indicator.text, behind.rstrip()


def _excerpt(before: str, figure: str, behind: str) -> tuple[str, str, str]:
    """The figure and the words next to it, for two short lines of the table."""
    if len(before) + len(figure) > EXCERPT:
        kept = before[max(len(before) + len(figure) - EXCERPT, 0) :]
        # Not the second half of a number, and no stop behind the dots.
        before = "…" + (kept.lstrip("0123456789.,%").lstrip("，。；：、") or kept)
    return before, figure, behind


def _tip(report: Report, figures: tuple[int, ...]) -> str:
    return "\n\n".join(_tip_of(report.indicators[n]) for n in figures)


def _tip_of(indicator: Indicator) -> str:
    lines = [
        ("主体", indicator.subject),
        ("数值", figure_text(indicator)),
        ("时期", period_text(indicator.period)),
        ("性质", words.STATUSES[indicator.status]),
        ("类型", words.INDICATOR_KINDS[indicator.kind]),
        ("概念", words.concept_text(indicator.concept)),
    ]
    return "\n".join(f"{label}：{value}" for label, value in lines if value)
