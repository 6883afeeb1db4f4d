"""What the outcomes amount to: confusion, recall, precision, alarms, each with its interval."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mutations.operators import BY_ID, TARGETS, Target
from mutations.trials import Outcome

_Z = 1.959964  # of 95 %


@dataclass(frozen=True, slots=True)
class Alarms:
    """What the checks say of one unmutated report: (rule, verdict, level) of each finding."""

    report: str
    characters: int
    findings: tuple[tuple[str, str, str], ...]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    share, z2 = part / whole, _Z * _Z
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(part: int, whole: int) -> dict[str, Any]:
    """A share with its interval; None where there is nothing to divide by."""
    low, high = wilson(part, whole)
    return {"part": part, "of": whole, "share": part / whole if whole else None, "low": low, "high": high}


def scores(outcomes: Sequence[Outcome], alarms: Sequence[Alarms]) -> dict[str, Any]:
    """All figures of the benchmark, as JSON knows them."""
    tried = {o.operator for o in outcomes}
    return {
        "operators": {
            o.id: _operator([x for x in outcomes if x.operator == o.id])
            for o in BY_ID.values()
            if o.id in tried
        },
        "confusion": _confusion(outcomes),
        "groups": {t.group: _group(t, outcomes, alarms) for t in TARGETS if tried & {*t.operators}},
        "precision": _precision(outcomes, ("",)),
        "sizes": _by(outcomes, lambda o: o.size, "M02"),
        "alarms": _alarms(alarms),
    }


def _operator(everything: Sequence[Outcome]) -> dict[str, Any]:
    """Of one operator; the varieties tell of what cannot be seen too."""
    outcomes = [o for o in everything if o.observable]
    came = Counter(o.came for o in outcomes)
    failed = [o for o in outcomes if o.came == "fail"]
    noise = sum(n.verdict == "fail" for o in outcomes for n in o.new) - len(failed)
    return {
        "mutants": len(outcomes),
        "fail": share(came["fail"], len(outcomes)),
        "open": share(came["open"], len(outcomes)),
        "exact": sum(any(n.exact and n.verdict == "fail" for n in o.new) for o in outcomes),
        "noise": noise,
        "levels": dict(Counter(n.level for o in outcomes for n in o.new if n.verdict == "fail")),
        "varieties": _by(everything, lambda o: o.variety),
    }


def _by(outcomes: Iterable[Outcome], key: Any, operator: str | None = None) -> dict[str, Any]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if operator is None or (operator == outcome.operator and outcome.observable):
            groups[key(outcome)].append(outcome)
    return {name: share(sum(o.came == "fail" for o in g), len(g)) for name, g in sorted(groups.items())}


def _confusion(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    rows: dict[str, Counter[str]] = {row: Counter() for row in ("positive", "negative", "unobservable")}
    for outcome in outcomes:
        rows[outcome.row][outcome.came] += 1
    return {row: {came: counts[came] for came in ("fail", "open", "none")} for row, counts in rows.items()}


def _precision(outcomes: Iterable[Outcome], rules: tuple[str, ...]) -> dict[str, Any]:
    """Hits on positives, one a mutant, of all new failures on positives and negatives."""
    right = all_new = 0
    for outcome in outcomes:
        new = [n for n in outcome.new if n.verdict == "fail" and n.rule.startswith(rules)]
        if outcome.row != "unobservable":
            all_new += len(new)
            right += outcome.row == "positive" and any(n.hits for n in new)
    return share(right, all_new)


def _group(target: Target, outcomes: Sequence[Outcome], alarms: Sequence[Alarms]) -> dict[str, Any]:
    aimed = [o for o in outcomes if o.operator in target.operators and o.observable]
    came = Counter(o.came for o in aimed)
    levels = Counter(
        level
        for a in alarms
        for rule, verdict, level in a.findings
        if verdict == "fail" and rule.startswith(target.rules)
    )
    reports = max(len(alarms), 1)
    return {
        "recall": share(came["fail"], len(aimed)),
        "soft recall": share(came["fail"] + came["open"], len(aimed)),
        "precision": _precision(outcomes, target.rules),
        "errors": levels["error"] / reports,
        "alarms": (levels["error"] + levels["warning"]) / reports,
        "target": {
            "recall": target.recall,
            "precision": target.precision,
            "alarms": target.alarms,
        },
    }


def _alarms(alarms: Sequence[Alarms]) -> dict[str, Any]:
    counts: Counter[tuple[str, str]] = Counter()
    for alarm in alarms:
        for rule, verdict, level in alarm.findings:
            for name in (rule.partition("-")[0], rule, "all"):
                counts[name, level if verdict == "fail" else "open"] += 1
    characters = sum(a.characters for a in alarms)
    kinds = ("error", "warning", "info", "open")
    names = sorted({name for name, _ in counts})
    return {
        "reports": len(alarms),
        "characters": characters,
        "counts": {name: {kind: counts[name, kind] for kind in kinds} for name in names},
    }
