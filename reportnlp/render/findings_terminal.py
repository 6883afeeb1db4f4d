"""Findings on the terminal: grouped by section, each with its words quoted and what to do about it.

The stretch concerned is coloured on a terminal and stands in 【】 where there is no colour.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO, Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from reportnlp.datamodel import CheckResult, Finding
from reportnlp.render import words
from reportnlp.render.finding_words import (
    WHOLE,
    by_family,
    counts_text,
    coverage_text,
    earlier_texts,
    evidence_text,
    grade,
    label,
    profile_text,
    standing,
)
from reportnlp.render.plain import Styled, broken, one_line, units
from reportnlp.render.quotes import Piece, Quoter

STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "cyan", "open": "magenta"}

_PLAIN_WIDTH: Final = 100
_INDENT: Final = 5  # cells in front of a finding's lines: its number
_LEAD: Final = 6  # cells of the word in front of each line (原文, 建议)
_QUOTED: Final = 70  # characters of the sentence that are quoted
_ELSEWHERE: Final = 3  # further places that are quoted
_RELATED: Final = 5


def write_results(results: Iterable[CheckResult], stream: BinaryIO) -> None:
    """The plain text as UTF-8, for files."""
    for text in plain_texts(results):
        stream.write(text.encode("utf-8", "replace"))


def plain_texts(results: Iterable[CheckResult]) -> Iterator[str]:
    """The text of each result without colour, 100 columns wide (or COLUMNS), and a closing line."""
    width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns
    closing = Closing()
    for result in results:
        buffer = io.StringIO()
        console = Console(file=buffer, width=width, no_color=True)
        show(result, console, first=closing.reports == 0)
        closing.add(result)
        yield "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
    yield closing.text()


@dataclass(slots=True)
class Closing:
    """Counts over the reports of one call."""

    reports: int = 0
    findings: tuple[Finding, ...] = ()

    def add(self, result: CheckResult) -> None:
        """Count one more report."""
        self.reports += 1
        self.findings += result.findings

    def text(self) -> str:
        """The line behind several reports; "" behind one."""
        return f"共 {self.reports} 份报告：{counts_text(self.findings)}。\n" if self.reports > 1 else ""


def show(result: CheckResult, console: Console, first: bool = True) -> None:
    """Print one result; one that is not the first is set off by a rule."""
    if not first:
        console.rule(style="dim")
    page = _Page(result, console)
    page.head()
    page.findings()
    page.summary()


class _Page:
    """Prints one result to one console."""

    def __init__(self, result: CheckResult, console: Console) -> None:
        self.result, self.console = result, console
        self.quoter = Quoter(result.report)
        self.coloured = console.is_terminal and not console.no_color and console.color_system is not None
        self.width = max(console.width, 30)

    def head(self) -> None:
        """Title and file."""
        meta = self.result.report.meta
        self._print(Text(one_line(words.title_text(meta)), style="bold"))
        if meta.source:
            self._print(Text(one_line(words.source_text(meta.source)), style="dim"))
        self.console.print()

    def findings(self) -> None:
        """The findings under the headings of their sections."""
        numbered = enumerate(self.result.findings, 1)
        for path, group in groupby(numbered, key=lambda pair: self._path(pair[1])):
            self._print(Text(path, style="bold"))
            for number, finding in group:
                self._finding(number, finding)
            self.console.print()

    def summary(self) -> None:
        """How many there are, and how much was looked at."""
        self._paragraph(counts_text(self.result.findings) + "。", "bold")
        self._paragraph(profile_text(self.result) + coverage_text(self.result), "")
        looked = [f"{name} {tally.evaluated}" for name, tally in by_family(self.result) if tally.evaluated]
        if looked:
            counted = [*(f"{text}，" for text in looked[:-1]), looked[-1]]  # each stays whole on a line
            self._pieces([*units("各类核对的处数："), *((text, "") for text in counted)], "dim")
        for note in self.result.notes:
            self._paragraph(f"注意：{one_line(note)}", "yellow")
        self.console.print()

    def _path(self, finding: Finding) -> str:
        """The headings above a finding; where they do not fit, the innermost, cut."""
        if not finding.spans:
            return WHOLE
        headings = self.quoter.path(finding.spans[0].start) or (words.role_text("preamble"),)
        whole = " / ".join(headings)
        if cell_len(whole) <= self.width:
            return whole
        last = headings[-1]
        return last if cell_len(last) <= self.width else set_cell_size(last, self.width - 2).rstrip() + "…"

    def _finding(self, number: int, finding: Finding) -> None:
        style = "dim" if finding.is_settled else STYLES[grade(finding)]
        head = f"{number:>3}  "
        message = one_line(f"{finding.message}（{finding.rule}）")
        self._lines([(head, "dim")], [(f"{label(finding)}  ", style), *units(message)])
        if finding.spans:
            self._part("原文", [*self._quoted(finding), *self._place(finding.spans[0].start)])
        self._part("建议", units(one_line(finding.suggestion)))
        self._part("依据", units(one_line(evidence_text(finding.evidence, finding.message))))
        for text in earlier_texts(finding.evidence):
            self._part("往年", units(text))
        for message in finding.related[:_RELATED]:
            self._part("还有", units(one_line(message)))
        self._elsewhere(finding)
        self._part("说明", units(one_line(standing(finding)), "dim"))

    def _quoted(self, finding: Finding) -> Iterator[Styled]:
        style = STYLES[grade(finding)]
        for piece in self.quoter.quote(finding.spans, _QUOTED):
            yield from self._shown(piece, style)

    def _shown(self, piece: Piece, style: str) -> list[Styled]:
        if not piece.mark:
            return units(piece.text)
        if self.coloured:
            return units(piece.text, f"{style} underline" if piece.mark == "primary" else "underline")
        return units(f"【{piece.text}】" if piece.mark == "primary" else f"［{piece.text}］")

    def _elsewhere(self, finding: Finding) -> None:
        """The further places of the finding that its first quotation does not show."""
        if not finding.spans:
            return
        shown = self.quoter.shown(finding.spans[0], _QUOTED)
        others = [s for s in finding.spans[1:] if not shown.start <= s.start < shown.end]
        for span in others[:_ELSEWHERE]:
            quoted: list[Styled] = []
            for piece in self.quoter.quote([span], _QUOTED // 2):
                quoted += self._shown(piece, STYLES[grade(finding)])
            self._part("另见", [*quoted, *self._place(span.start)])
        if len(others) > _ELSEWHERE:
            self._part("另见", units(f"还有 {len(others) - _ELSEWHERE} 处", "dim"))

    def _place(self, at: int) -> list[Styled]:
        place = self.quoter.place(at)
        return [(f"（{place}）", "dim")] if place else []  # stays together on a line

    def _part(self, lead: str, pieces: list[Styled]) -> None:
        if pieces:
            self._lines([(" " * _INDENT, ""), (f"{lead}  ", "dim")], pieces)

    def _lines(self, lead: list[Styled], pieces: list[Styled]) -> None:
        """A lead and the pieces behind it, on as many lines as they need."""
        indent = _INDENT + (_LEAD if len(lead) > 1 else 0)
        for number, line in enumerate(broken(pieces, self.width - indent - 1)):
            front = lead if number == 0 else [(" " * indent, "")]
            self._print(Text.assemble(*front, *_joined(line)))

    def _paragraph(self, text: str, style: str) -> None:
        self._pieces(units(text), style)

    def _pieces(self, pieces: list[Styled], style: str) -> None:
        for line in broken(pieces, self.width - 1):
            self._print(Text("".join(text for text, _ in line), style=style))

    def _print(self, text: Text) -> None:
        self.console.print(text, no_wrap=True, overflow="ignore", crop=False)


def _joined(line: list[Styled]) -> Iterator[Styled]:
    """The line with neighbours of one style in one piece: fewer control sequences."""
    for style, pieces in groupby(line, key=lambda piece: piece[1]):
        yield "".join(text for text, _ in pieces), style
