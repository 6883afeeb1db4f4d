"""Findings as JSON: one object for all reports of a call, which `--baseline` reads back.

Spans count characters of the text that `reportnlp text` prints.  Values of intervals are strings:
a finite decimal ("98.25") or, where there is none, a fraction ("31192/314").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from typing import Any, BinaryIO, Final

from reportnlp.check.baseline import SCHEMA
from reportnlp.datamodel import CheckResult, Evidence, Finding, Member, Span, Tally
from reportnlp.intervals import Interval
from reportnlp.render.finding_words import family_of, grade_counts, total
from reportnlp.render.quotes import Quoter

_QUOTED: Final = 200  # characters of the sentence


def write_json(results: Iterable[CheckResult], stream: BinaryIO) -> None:
    """The results as one indented JSON object."""
    from reportnlp import __version__

    whole = {"schema": SCHEMA, "version": __version__, "reports": [result_to_dict(r) for r in results]}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def result_to_dict(result: CheckResult) -> dict[str, Any]:
    """The JSON shape of what was said of one report."""
    meta, quoter = result.report.meta, Quoter(result.report)
    counted = grade_counts(result.findings)
    return {
        "source": meta.source,
        "title": meta.title,
        "kind": meta.kind,
        "year": meta.year,
        "sha256": meta.sha256,
        "characters": len(result.report.text),
        "profile": result.profile,
        "counts": {
            **{name: counted[name] for name in ("error", "warning", "info", "open")},
            "suppressed": sum(1 for f in result.findings if f.suppression),
            "unchanged": sum(1 for f in result.findings if f.baseline == "unchanged"),
        },
        "evaluated": _tally_dict(total(result.tallies.values())),
        "tallies": {rule: _tally_dict(tally) for rule, tally in result.tallies.items()},
        "notes": list(result.notes),
        "findings": [_finding(finding, result, quoter) for finding in result.findings],
    }


def _tally_dict(tally: Tally) -> dict[str, int]:
    return {"evaluated": tally.evaluated, **asdict(tally)}


def _finding(finding: Finding, result: CheckResult, quoter: Quoter) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": result.names.get(finding.rule, ""),
        "family": family_of(finding.rule),
        "verdict": finding.verdict,
        "level": finding.level,
        "reason": finding.reason,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "related": list(finding.related),
        "spans": [_span(span, quoter) for span in finding.spans],
        **_place(finding.spans, quoter),
        "evidence": _evidence(finding.evidence),
        "fingerprint": finding.fingerprint,
        "suppression": finding.suppression,
        "baseline": finding.baseline,
    }


def _span(span: Span, quoter: Quoter) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": quoter.report.quote(span)}


def _place(spans: tuple[Span, ...], quoter: Quoter) -> dict[str, Any]:
    """Line, column, page, section and sentence of the first span; None or empty where there is none."""
    if not spans:
        return {"line": None, "column": None, "page": None, "section": [], "sentence": ""}
    line, column = quoter.lines.position(spans[0].start)
    return {
        "line": line,
        "column": column,
        "page": quoter.page(spans[0].start),
        "section": list(quoter.path(spans[0].start)),
        "sentence": "".join(piece.text for piece in quoter.quote(spans, _QUOTED)),
    }


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {
        "formula": evidence.formula,
        "members": [_member(member) for member in evidence.members],
        "claimed": interval_to_dict(evidence.claimed),
        "computed": interval_to_dict(evidence.computed),
        "power": evidence.power,
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "start": member.span.start,
        "end": member.span.end,
        "text": member.text,
        "name": member.name,
        "values": interval_to_dict(member.values),
        "source": member.source,
    }


def interval_to_dict(interval: Interval | None) -> dict[str, Any] | None:
    """The ends of an interval (None: unbounded), and whether each is reached."""
    if interval is None:
        return None
    return {
        "low": None if interval.low is None else exact_text(interval.low),
        "high": None if interval.high is None else exact_text(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def exact_text(value: Fraction) -> str:
    """The value without rounding: "98.25", or "1/3" where no decimal ends."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1 or places == 0:
        return str(value)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
