"""Which of the oracle's relations the checks evaluate, on unmutated reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mutations.figures import Span
from mutations.mutants import Original
from mutations.readings import Relation
from reportnlp.check.catalogue import selected
from reportnlp.check.context import Context
from reportnlp.check.rule import Judgement
from reportnlp.resources.profiles import load_profile


@dataclass(frozen=True, slots=True)
class Covered:
    """A relation and the verdicts of the judgements that evaluate it: those that hold two of its members."""

    report: str
    kind: str
    formula: str
    text: str
    verdicts: tuple[tuple[str, str], ...]

    @property
    def came(self) -> str:
        """Which verdict weighs most; "none" where no rule looked."""
        verdicts = {verdict for _, verdict in self.verdicts}
        return next((v for v in ("fail", "pass", "open") if v in verdicts), "none")


def covered(original: Original, names: Sequence[str]) -> list[Covered]:
    """Every relation of the report."""
    report = original.report
    context = Context(report, load_profile(report.meta.kind))
    places = [
        (rule.id, judgement.verdict, tuple(_places(judgement)))
        for rule in selected(names)
        if not rule.kinds or report.meta.kind in rule.kinds
        for judgement in rule.judge(context)
    ]
    return [_covered(original, relation, places) for relation in original.relations]


def _places(judgement: Judgement) -> Iterator[Span]:
    yield from ((s.start, s.end) for s in judgement.spans)
    if judgement.evidence:
        yield from ((m.span.start, m.span.end) for m in judgement.evidence.members if not m.source)


def _covered(
    original: Original, relation: Relation, places: Sequence[tuple[str, str, tuple[Span, ...]]]
) -> Covered:
    members = [m.span for m in relation.members]
    verdicts = tuple(
        (rule, verdict)
        for rule, verdict, spans in places
        if sum(any(a < d and c < b for c, d in spans) for a, b in members) >= 2
    )
    start = max(relation.scope[0], min(m.start for m in relation.members) - 60)
    end = min(relation.scope[1], max(m.end for m in relation.members) + 30)
    text = " ".join(original.text[start:end].split())
    return Covered(original.path.name, relation.kind, relation.formula, text[:400], verdicts)


def coverage(relations: Sequence[Covered]) -> dict[str, Any]:
    """For each kind of relation: how many there are, and what became of them."""
    counts: dict[str, Counter[str]] = {}
    for relation in relations:
        counts.setdefault(relation.kind, Counter())[relation.came] += 1
    verdicts = ("pass", "open", "fail", "none")
    return {kind: {v: c[v] for v in verdicts} for kind, c in sorted(counts.items())}
