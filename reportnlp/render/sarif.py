"""Findings as SARIF 2.1.0 (OASIS), for the programs that collect results of checkers.

Regions count characters (code points) of the text that `reportnlp text` prints.  A result's kind is
the verdict: fail with its level, open, or pass for a rule that found everything in order; only a
failure has a level.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from reportnlp.datamodel import CheckResult, Finding, Severity, Span, Tally
from reportnlp.render.artifacts import uri_of
from reportnlp.render.finding_words import REASON_MEANINGS, evidence_text, family_of
from reportnlp.render.findings_json import interval_to_dict
from reportnlp.render.quotes import Quoter
from reportnlp.render.rule_pages import RulePage, catalogue

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_FINGERPRINT: Final = "reportnlp/v1"
_QUOTED: Final = 200  # characters of the sentence


def write_sarif(results: Iterable[CheckResult], stream: BinaryIO) -> None:
    """All results as one SARIF log with one run."""
    text = json.dumps(log(list(results)), ensure_ascii=False, allow_nan=False, indent=1)
    stream.write(text.encode("utf-8", "replace") + b"\n")


def log(results: Sequence[CheckResult]) -> dict[str, Any]:
    """The SARIF log of the results."""
    from reportnlp import __version__

    rules = {rule: name for result in results for rule, name in result.names.items()}
    driver = {
        "name": "reportnlp",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [_descriptor(rule, name) for rule, name in rules.items()],
    }
    order = {rule: index for index, rule in enumerate(rules)}
    # A file that was named twice is one artifact.
    files = {uri_of(result.report.meta.source): result for result in results}
    places = {uri: index for index, uri in enumerate(files)}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(results)}],
        "artifacts": [_artifact(uri, result) for uri, result in files.items()],
        "columnKind": "unicodeCodePoints",
        "results": [found for result in results for found in _Results(result, places, order).all()],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: str, name: str) -> dict[str, Any]:
    page = catalogue().get(rule)  # None for a rule of an organ's own
    return _described(page) if page else {"id": rule, "name": name, "shortDescription": {"text": name}}


def _described(page: RulePage) -> dict[str, Any]:
    parts = (page.about, page.exceptions and f"例外：{page.exceptions}")
    sources = page.sources and f"依据：{'；'.join(page.sources)}"
    help_text = "\n".join(part for part in (page.summary, *parts, sources) if part)
    return {
        "id": page.id,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.about or page.summary},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[page.level], "enabled": page.by_default},
        "properties": {"tags": [page.family]},
    }


def _notes(results: Iterable[CheckResult]) -> list[dict[str, Any]]:
    noted = ((result, note) for result in results for note in (*result.notes, *result.report.notes))
    return [
        {"level": "note", "message": {"text": note}, "locations": [_whole_file(uri_of(r.report.meta.source))]}
        for r, note in noted
    ]


def _whole_file(uri: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri}}}


def _artifact(uri: str, result: CheckResult) -> dict[str, Any]:
    meta = result.report.meta
    tallies = {rule: _tally(tally) for rule, tally in result.tallies.items()}
    described = {
        "location": {"uri": uri},
        "roles": ["analysisTarget"],
        "properties": {"title": meta.title, "profile": result.profile, "tallies": tallies},
    }
    return described | ({"hashes": {"sha-256": meta.sha256}} if meta.sha256 else {})


def _tally(tally: Tally) -> dict[str, int]:
    return {"passed": tally.passed, "failed": tally.failed, "open": tally.open, "weak": tally.weak}


class _Results:
    """The results of one report."""

    def __init__(self, result: CheckResult, places: dict[str, int], order: dict[str, int]) -> None:
        self.result, self.order = result, order
        self.quoter = Quoter(result.report)
        uri = uri_of(result.report.meta.source)
        self.file = {"uri": uri, "index": places[uri]}

    def all(self) -> list[dict[str, Any]]:
        """The findings, and a pass for each rule that evaluated something and has none.

        Where findings are compared with a baseline there are no passes: a result either has a
        baseline state or its run has none at all, and what passed was not compared.
        """
        found = [self._finding(finding) for finding in self.result.findings]
        return found if any("baselineState" in f for f in found) else [*found, *self._passes()]

    def _passes(self) -> Iterable[dict[str, Any]]:
        for rule, tally in self.result.tallies.items():
            if tally.passed and not (tally.failed or tally.open):
                yield {
                    **self._rule(rule),
                    "kind": "pass",
                    "level": "none",
                    "message": {"text": f"核对了 {tally.passed} 处，没有问题"},
                    "locations": [{"physicalLocation": {"artifactLocation": self.file}}],
                }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        made: dict[str, Any] = {
            **self._rule(finding.rule),
            "kind": finding.verdict,
            "level": _LEVELS[finding.level] if finding.verdict == "fail" else "none",
            "message": {"text": _message(finding)},
            "locations": [self._location(finding.spans[0] if finding.spans else None)],
            "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
            "properties": _properties(finding),
        }
        if others := self._others(finding):
            made["relatedLocations"] = others
        if finding.suppression:
            made["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": finding.suppression}
            ]
        if finding.baseline:
            made["baselineState"] = finding.baseline
        return made

    def _rule(self, rule: str) -> dict[str, Any]:
        index = self.order.get(rule)
        return {"ruleId": rule} if index is None else {"ruleId": rule, "ruleIndex": index}

    def _location(self, span: Span | None) -> dict[str, Any]:
        if span is None:
            return {"physicalLocation": {"artifactLocation": self.file}}
        quoted = "".join(piece.text for piece in self.quoter.quote([span], _QUOTED))
        region = self._region(span)
        line = {"startLine": region["startLine"], **({"snippet": {"text": quoted}} if quoted else {})}
        place = {"artifactLocation": self.file, "region": region, "contextRegion": line}
        path = self.quoter.path(span.start)
        logical = [{"name": path[-1], "fullyQualifiedName": "/".join(path)}] if path else []
        return {"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}

    def _region(self, span: Span) -> dict[str, Any]:
        quoted = self.result.report.quote(span)
        (line, column), (end_line, end_column) = map(self.quoter.lines.position, (span.start, span.end))
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": len(span),
            **({"snippet": {"text": quoted}} if quoted else {}),
        }

    def _others(self, finding: Finding) -> list[dict[str, Any]]:
        """The further places, those of an earlier report as that file."""
        made = [self._location(span) for span in finding.spans[1:]]
        for member in finding.evidence.members if finding.evidence else ():
            if member.source:
                message = {"message": {"text": f"{member.name}：{member.text}"}}
                made.append(_whole_file(uri_of(member.source)) | message)
        return [{"id": number} | place for number, place in enumerate(made, 1)]


def _message(finding: Finding) -> str:
    """What is wrong, what else, and what to do, in sentences."""
    why = REASON_MEANINGS[finding.reason] if finding.reason else ""
    parts = (finding.message, why, *finding.related, finding.suggestion)
    return "".join(f"{part.rstrip('。')}。" for part in parts if part)


def _properties(finding: Finding) -> dict[str, Any]:
    made: dict[str, Any] = {"family": family_of(finding.rule), "severity": finding.level}
    if finding.reason:
        made["reason"] = finding.reason
    if finding.evidence is not None:
        made["evidence"] = evidence_text(finding.evidence)
        made["claimed"] = interval_to_dict(finding.evidence.claimed)
        made["computed"] = interval_to_dict(finding.evidence.computed)
    return made
