"""Findings as one self-contained HTML page: the report's text, and in the margin what is to be said of it.

No request leaves the page: style and script stand in it, and its content security policy admits
nothing but these two.  Everything from the report is escaped.  Without its script, and in browsers
that know neither grid nor custom properties, the page is still read and printed whole.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from reportnlp.check.suppressions import SIDECAR
from reportnlp.datamodel import CheckResult, Finding, Span
from reportnlp.render import words
from reportnlp.render.blocks import Mark, Marks, blocks
from reportnlp.render.finding_marks import beside, block_of, finding_marks
from reportnlp.render.finding_words import (
    GRADE_MEANINGS,
    GRADES,
    REASON_MEANINGS,
    Grade,
    counts_text,
    coverage_text,
    earlier_texts,
    evidence_text,
    family_of,
    grade,
    grade_counts,
    label,
    profile_text,
    standing,
)
from reportnlp.render.page import source_hash, template
from reportnlp.render.plain import one_line
from reportnlp.render.quotes import Quoter
from reportnlp.render.rule_pages import RulePage, catalogue
from reportnlp.resources import read_text

if TYPE_CHECKING:
    from jinja2 import Template

_QUOTED: Final = 60  # characters of a sentence that a note quotes
_FRAGMENT: Final = 24  # characters that an entry of the list of suppressions names
_ELSEWHERE: Final = 8  # further places that a note lists


def write_page(results: Iterable[CheckResult], stream: BinaryIO) -> None:
    """One result as a page (the format does not join: `results` holds one)."""
    for result in results:
        stream.write(page(result).encode("utf-8", "replace"))


def page(result: CheckResult) -> str:
    """The HTML of what was found in one report."""
    style, script = read_text("pages/findings.css"), read_text("pages/findings.js")
    report, findings = result.report, result.findings
    marks = finding_marks(findings, len(report.text))
    body = blocks(report, marks)
    placed = beside(body, marks)
    lost = [n for n in range(len(findings)) if n not in marks.of_figure]
    notes = _Notes(result, marks, block_of(body))
    return _template().render(
        style=style,
        script=script,
        style_hash=source_hash(style),
        script_hash=source_hash(script),
        title=words.title_text(report.meta),
        facts=words.meta_lines(report.meta),
        counts=counts_text(findings),
        coverage=coverage_text(result),
        profile=profile_text(result),
        remarks=(*result.notes, *report.notes),
        grades=_grades(findings),
        families=_families(findings),
        settled=sum(1 for f in findings if f.is_settled),
        rows=list(zip(body, [[notes.of(n) for n in here] for here in placed[:-1]], strict=True)),
        whole=[notes.of(n) for n in sorted([*lost, *placed[-1]])],
        looks=[_look(findings, mark) for mark in marks.marks],
        tips=["；".join(one_line(findings[n].message) for n in mark.figures) for mark in marks.marks],
        begins=_begins(marks),
        members=[mark.figures for mark in marks.marks],
        rules=_rules(findings),
        tallies=_tallies(result),
        idle=[_name(rule, result) for rule, tally in result.tallies.items() if not tally.evaluated],
        sidecar=PurePath(report.meta.source).name + SIDECAR,
        sha256=report.meta.sha256,
    )


@cache
def _template() -> Template:
    return template("findings.html.j2")


def _grades(findings: Sequence[Finding]) -> list[tuple[Grade, str, str, int]]:
    """Key, word, meaning and number of the grades that occur, for the filter."""
    counted = grade_counts(findings)
    every = {grade(f) for f in findings}
    return [(g, word, GRADE_MEANINGS[g], counted[g]) for g, word in GRADES.items() if g in every]


def _families(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(family_of(f.rule) for f in findings))


def _begins(marks: Marks) -> list[str]:
    """For each mark the numbers, from 1, of the findings that begin in it: "", "3", "3、4"."""
    begun: list[list[int]] = [[] for _ in marks.marks]
    for number, mark in marks.of_figure.items():
        begun[mark].append(number + 1)
    return ["、".join(map(str, sorted(numbers))) for numbers in begun]


def _look(findings: Sequence[Finding], mark: Mark) -> str:
    """How a marked stretch looks: as the gravest of its findings; settled only where all are."""
    order = list(GRADES)
    gravest = min(mark.figures, key=lambda n: (findings[n].is_settled, order.index(grade(findings[n]))))
    found = findings[gravest]
    firsts = [findings[n].spans[0] for n in mark.figures]
    partner = all(not first.start <= mark.span.start < max(first.end, first.start + 1) for first in firsts)
    looks = (grade(found), "settled" if found.is_settled else "", "partner" if partner else "")
    return " ".join(filter(None, looks))


def _rules(findings: Sequence[Finding]) -> list[RulePage]:
    """The pages of the rules that have findings, in the order of the catalogue."""
    named = {finding.rule for finding in findings}
    return [rule_page for rule, rule_page in catalogue().items() if rule in named]


def _tallies(result: CheckResult) -> list[dict[str, Any]]:
    return [
        {"name": _name(rule, result), "family": family_of(rule), "tally": tally}
        for rule, tally in result.tallies.items()
        if tally.evaluated
    ]


def _name(rule: str, result: CheckResult) -> str:
    return f"{rule} {result.names.get(rule, '')}".rstrip()


class _Notes:
    """What the margin says of each finding."""

    def __init__(self, result: CheckResult, marks: Marks, blocks_of: Mapping[int, int]) -> None:
        self.result, self.findings = result, result.findings
        self.marks, self.blocks_of = marks, blocks_of
        self.quoter = Quoter(result.report)

    def of(self, number: int) -> dict[str, Any]:
        """The note of a finding, by its number from 0."""
        finding = self.findings[number]
        return {
            "number": number,
            "grade": grade(finding),
            "label": label(finding),
            "family": family_of(finding.rule),
            "message": one_line(finding.message),
            "why": REASON_MEANINGS[finding.reason] if finding.reason else "",
            "suggestion": one_line(finding.suggestion),
            "evidence": evidence_text(finding.evidence, finding.message),
            "earlier": earlier_texts(finding.evidence),
            "related": [one_line(message) for message in finding.related],
            **self._others(number),
            "standing": standing(finding),
            "rule": finding.rule,
            "rule_name": _name(finding.rule, self.result),
            "known": finding.rule in catalogue(),
            "mark": self.marks.of_figure.get(number),
            "entry": self._entry(finding),
        }

    def _others(self, number: int) -> dict[str, Any]:
        """The places of a finding outside its own block, the first of them quoted, the rest counted."""
        spans, own = self.findings[number].spans[1:], self._block(self.marks.of_figure.get(number))
        places = [(span, self._mark_at(span)) for span in spans]
        away = [(span, mark) for span, mark in places if own is None or self._block(mark) != own]
        quoted = [
            {"mark": mark, "pieces": self.quoter.quote([span], _QUOTED // 2)}
            for span, mark in away[:_ELSEWHERE]
        ]
        return {"others": quoted, "more": max(len(away) - _ELSEWHERE, 0)}

    def _mark_at(self, span: Span) -> int | None:
        at = bisect_right(self.marks.marks, span.start, key=lambda mark: mark.span.start) - 1
        return at if at >= 0 and span.start < self.marks.marks[at].span.end else None

    def _block(self, mark: int | None) -> int | None:
        return None if mark is None else self.blocks_of.get(mark)

    def _entry(self, finding: Finding) -> str:
        """The lines that would suppress the finding."""
        words_there = one_line(finding.message)
        if finding.spans:
            pieces = self.quoter.quote(finding.spans[:1], _FRAGMENT)
            words_there = "".join(piece.text for piece in pieces).strip("…")
        # What JSON makes of a string is a YAML string too.
        text = json.dumps(words_there[: 2 * _FRAGMENT], ensure_ascii=False)
        return f"- rule: {finding.rule}\n  text: {text}\n  reason: 在这里写明理由"
