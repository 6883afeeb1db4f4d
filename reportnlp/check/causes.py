"""One cause, one finding: relations that fail over the same figure are told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportnlp.datamodel import Finding, Span

_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def one_a_cause(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of relations that share a member joined into the gravest of them.

    A failed relation does not say which of its figures is wrong; a figure that two relations
    share is the likeliest.  Findings without computed relations are left as they are.
    """
    groups: list[tuple[set[Span], list[Finding]]] = []
    for finding in findings:
        members = _members(finding)
        if not members:
            yield finding
            continue
        touching = [g for g in groups if g[0] & members]
        groups = [g for g in groups if not g[0] & members]
        spans = set(members).union(*(g[0] for g in touching))
        groups.append((spans, [*(f for g in touching for f in g[1]), finding]))
    for _, group in groups:
        yield _joined(group)


def _members(finding: Finding) -> set[Span]:
    evidence = finding.evidence
    if evidence is None or evidence.computed is None:
        return set()
    return {m.span for m in evidence.members if not m.source}


def _joined(group: list[Finding]) -> Finding:
    first, *others = sorted(group, key=_rank)  # stable: the order of the catalogue decides a draw
    if not others:
        return first
    related = tuple(f.message for f in others)
    return replace(first, related=related, spans=_suspect_first(first.spans, group))


def _suspect_first(spans: tuple[Span, ...], group: list[Finding]) -> tuple[Span, ...]:
    """The spans, the one figure that more of the relations share than any other in front."""
    often = Counter(span for finding in group for span in _members(finding)).most_common(2)
    shared = often[0][0]
    if len(often) > 1 and often[1][1] == often[0][1]:
        return spans
    return (shared, *(s for s in spans if s != shared))


def _rank(finding: Finding) -> tuple[bool, int]:
    return (finding.verdict == "open", _WEIGHT[finding.level])
