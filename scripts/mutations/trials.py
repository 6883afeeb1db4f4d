"""One mutant put to the checks: which findings are new, and which of them hit the error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mutations.figures import Span
from mutations.mutants import Candidate, Edit, Original, moved, mutated, touched
from mutations.operators import BY_ID, Row
from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import Finding, Report

Came = Literal["fail", "open", "none"]


@dataclass(frozen=True, slots=True)
class New:
    """A finding that the mutant has and the original has not."""

    rule: str
    verdict: str
    level: str
    message: str
    hits: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant; `around` is the place with a little text on both sides."""

    report: str
    sha256: str
    operator: str
    variety: str
    size: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    spans: tuple[Span, ...]
    partners: tuple[Span, ...]
    around: str
    new: tuple[New, ...]
    observable: bool = True

    @property
    def row(self) -> Row:
        """Of the confusion table."""
        return BY_ID[self.operator].row if self.observable else "unobservable"

    @property
    def came(self) -> Came:
        """The gravest verdict: of the findings that hit, or of all where nothing should be found."""
        verdicts = {n.verdict for n in self.new if n.hits or self.row != "positive"}
        return "fail" if "fail" in verdicts else "open" if "open" in verdicts else "none"


def findings_of(text: str, names: Sequence[str], previous: Sequence[Report] = ()) -> tuple[Finding, ...]:
    """What the checks say of a text; `names` are rules or families, none for the default ones."""
    return check(parse_text(text), previous=previous, rules=selected(names)).findings


def trial(
    original: Original, known: Sequence[Finding], candidate: Candidate, names: Sequence[str]
) -> Outcome:
    """Parse and check the mutant once and compare with what is known of the original."""
    edits = candidate.edits
    text = mutated(original.text, edits)
    spans = tuple(touched(edits))
    partners = tuple(moved(edits, s) for s in candidate.partners)
    new = _new(known, findings_of(text, names, original.previous), edits, (*spans, *partners))
    return Outcome(
        report=original.name,
        sha256=original.sha256,
        operator=candidate.operator,
        variety=candidate.variety,
        size=candidate.size,
        before=tuple(original.text[e.start : e.end][:200] for e in edits),
        after=tuple(e.new for e in edits),
        spans=spans,
        partners=partners,
        around=_around(text, *spans[0]),
        new=tuple(_judged(f, candidate, spans, partners) for f in new),
        observable=candidate.observable,
    )


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 60) : start]}【{text[start:end][:200]}】{text[end : end + 60]}"


def _new(
    known: Sequence[Finding], found: Sequence[Finding], edits: Sequence[Edit], zone: Sequence[Span]
) -> Iterator[Finding]:
    prints = {f.fingerprint for f in known}
    for finding in found:
        alike = (f for f in known if (f.rule, f.verdict) == (finding.rule, finding.verdict))
        if finding.fingerprint not in prints and not any(_same(f, finding, edits, zone) for f in alike):
            yield finding


def _same(before: Finding, after: Finding, edits: Sequence[Edit], zone: Sequence[Span]) -> bool:
    """One problem: both say the same, or begin at the same place; and the mutation added no place to it."""
    places = [moved(edits, (s.start, s.end)) for s in before.spans]
    reaches = [(s.start, s.end) for s in after.spans]
    if not places or not reaches:
        return before.message == after.message
    grew = _overlap(reaches, zone) and not _overlap(places, zone)
    return _overlap(places[:1], reaches[:1]) and not grew


def _judged(finding: Finding, candidate: Candidate, spans: Sequence[Span], partners: Sequence[Span]) -> New:
    operator = BY_ID[candidate.operator]
    own = finding.rule.startswith(operator.rules)
    evidence = finding.evidence.members if finding.evidence else ()
    members = [(m.span.start, m.span.end) for m in evidence if not m.source]
    reached = [*((s.start, s.end) for s in finding.spans), *members]
    hits = own and (operator.whole or _overlap(reached, (*spans, *partners)))
    exact = hits and all(_overlap([p], members) for p in (spans[0], *partners))
    return New(finding.rule, finding.verdict, finding.level, finding.message, hits, exact)


def _overlap(some: Iterable[Span], others: Iterable[Span]) -> bool:
    there = tuple(others)
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in there)
