"""Runs the rules over a report and turns what they say into findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from reportnlp.check.causes import one_a_cause
from reportnlp.check.context import Context
from reportnlp.check.own import as_wished, running
from reportnlp.check.rule import Judgement, Rule
from reportnlp.datamodel import CheckResult, Finding, Report, Severity, Span, Tally
from reportnlp.figures.decisions import ENOUGH_POWER
from reportnlp.resources.house import NO_HOUSE, House
from reportnlp.resources.profiles import Profile, profile_for

_AROUND = 8  # characters on both sides of the primary span that a fingerprint takes in


def check(
    report: Report,
    profile: Profile | None = None,
    previous: Sequence[Report] = (),
    *,
    rules: Iterable[Rule] | None = None,
    house: House = NO_HOUSE,
) -> CheckResult:
    """What a careful reader would mark in `report`, and what was looked at.

    Args:
        report: as `reportnlp.parse` gives it.
        profile: what the report is held against; None: the profile of its kind, if there is one.
        previous: the reports of the years before, the latest first.
        rules: the rules to run; None: all that run by default, as `house` wants them.
        house: what the organ's own folder says (`reportnlp.resources.house`).

    Raises:
        ResourceError: `house` names a rule that there is not, or takes the id of one that there is.
    """
    held = profile if profile is not None else profile_for(report.meta)
    context = Context(report, held, tuple(previous), house)
    found: list[Finding] = []
    tallies: dict[str, Tally] = {}
    names: dict[str, str] = {}
    for rule in running(house, rules):
        if rule.kinds and report.meta.kind not in rule.kinds:
            continue
        judgements = tuple(rule.judge(context))
        tallies[rule.id], names[rule.id] = _tally(judgements), rule.name
        found += (_finding(rule, j, report) for j in judgements if j.verdict != "pass")
    findings = sorted(one_a_cause(as_wished(found, context)), key=_place)
    return CheckResult(report, held.id if held else "", tuple(findings), tallies, names)


def _tally(judgements: Sequence[Judgement]) -> Tally:
    verdicts = Counter(j.verdict for j in judgements)
    weak = sum(1 for j in judgements if j.verdict == "pass" and _is_weak(j))
    return Tally(verdicts["pass"], verdicts["fail"], verdicts["open"], weak)


def _is_weak(judgement: Judgement) -> bool:
    evidence = judgement.evidence
    return evidence is not None and evidence.power is not None and evidence.power < ENOUGH_POWER


def _finding(rule: Rule, judgement: Judgement, report: Report) -> Finding:
    return Finding(
        rule=rule.id,
        verdict=judgement.verdict,
        level=_level(rule, judgement),
        message=judgement.message,
        spans=judgement.spans,
        evidence=judgement.evidence,
        suggestion=judgement.suggestion,
        reason=judgement.reason,
        fingerprint=fingerprint(rule.id, report.text, judgement.spans, judgement.message),
    )


def _level(rule: Rule, judgement: Judgement) -> Severity:
    """What cannot be told is never an error."""
    level = judgement.level or rule.level
    return "warning" if judgement.verdict == "open" and level == "error" else level


def fingerprint(rule: str, text: str, spans: Sequence[Span], message: str) -> str:
    """The same for the same problem in another version of the report: made of words, not of offsets."""
    if spans:
        first = spans[0]
        around = text[max(0, first.start - _AROUND) : first.end + _AROUND]
        words = [around, *(text[s.start : s.end] for s in spans[1:])]
    else:
        words = [message]
    material = "\x1f".join(["".join(w.split()) for w in (rule, *words)])
    return hashlib.sha1(material.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _place(finding: Finding) -> tuple[int, int, str]:
    """What is missing from the whole comes first, the rest in the order of the text."""
    first = finding.spans[0] if finding.spans else Span(-1, -1)
    return first.start, first.end, finding.rule
