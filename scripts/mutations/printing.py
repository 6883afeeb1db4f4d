"""The figures of the benchmark as plain tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from mutations.coverage import Covered, coverage
from mutations.operators import BY_ID
from mutations.trials import Outcome


def tables(scores: dict[str, Any]) -> Iterator[str]:
    """All tables, line by line."""
    yield from _groups(scores["groups"])
    yield from _confusion(scores)
    yield from _operators(scores["operators"])
    if scores["sizes"]:
        yield from _sizes(scores["sizes"])
    yield from _alarms(scores["alarms"])


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}"


def _share(value: dict[str, Any]) -> str:
    """86.7 [78.6–92.1] 87/100"""
    interval = f"[{_percent(value['low'])}–{_percent(value['high'])}]"
    return f"{_percent(value['share']):>5} {interval:<13} {value['part']}/{value['of']}"


def _groups(groups: dict[str, Any]) -> Iterator[str]:
    yield "By group of rules, in % with 95 % intervals, targets in brackets; alarms are errors and warnings"
    yield f"  {'group':<16}{'recall':<42}{'soft recall':<32}{'controlled precision':<42}errors, alarms"
    for name, group in groups.items():
        target = group["target"]
        recall = f"{_share(group['recall'])} ({_percent(target['recall'])})"
        precision = f"{_share(group['precision'])} ({_percent(target['precision'])})"
        alarms = f"{group['errors']:.3f}, {group['alarms']:.3f} ({target['alarms']})"
        yield f"  {name:<16}{recall:<42}{_share(group['soft recall']):<32}{precision:<42}{alarms}"


def _confusion(scores: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"Mutants by verdict; controlled precision of all rules {_share(scores['precision'])}"
    yield f"  {'':<14}{'fail':>7}{'open':>7}{'none':>7}"
    for row, counts in scores["confusion"].items():
        yield f"  {row:<14}" + "".join(f"{counts[came]:>7}" for came in ("fail", "open", "none"))


def _operators(operators: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "By operator: a failure (of errors: that hits), open, noise, varieties"
    for name, row in operators.items():
        if row["mutants"]:
            varieties = ", ".join(f"{v or '–'} {s['part']}/{s['of']}" for v, s in _few(row["varieties"]))
            shares = f"{_share(row['fail']):<34}{_percent(row['open']['share']):>6}{row['noise']:>6}"
            yield f"  {name:<5}{BY_ID[name].what:<27}{shares}  {varieties}"


def _few(varieties: dict[str, Any]) -> list[tuple[str, Any]]:
    """All varieties, or none where they are words."""
    return list(varieties.items()) if len(varieties) <= 12 else []


def _sizes(sizes: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "M02 by relative size of the change: " + "; ".join(f"{k} {_share(v)}" for k, v in sizes.items())


def _alarms(alarms: dict[str, Any]) -> Iterator[str]:
    reports, characters = alarms["reports"], alarms["characters"]
    yield ""
    yield f"Findings in {reports} unmutated reports, {characters:,} characters: a report / in 10,000 of these"
    yield f"  {'':<8}" + "".join(f"{name:>18}" for name in ("error", "warning", "info", "open"))
    for name, counts in alarms["counts"].items():
        rates = (
            f"{n / max(reports, 1):.3f} / {n / max(characters, 1) * 10_000:.3f}" for n in counts.values()
        )
        yield f"  {name:<8}" + "".join(f"{rate:>18}" for rate in rates)


def examples(outcomes: Sequence[Outcome], number: int) -> Iterator[str]:
    """For each operator, the first mutants that came out otherwise than they should."""
    wrong: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if (outcome.came != "fail") if outcome.row == "positive" else outcome.new:
            wrong[outcome.operator].append(outcome)
    for name in (n for n in BY_ID if wrong[n]):
        yield f"\n{name} {BY_ID[name].what}: {len(wrong[name])} not as they should be"
        for o in wrong[name][:number]:
            changes = ", ".join(f"{b[:30]!r} → {a[:30]!r}" for b, a in zip(o.before, o.after, strict=True))
            yield f"  {o.report} {o.variety} {o.size} {changes} {o.came}: {' '.join(o.around.split())}"
            yield from (f"      {n.rule} {n.verdict}/{n.level} {n.message}" for n in o.new[:4])


def covered_tables(relations: Sequence[Covered], number: int) -> Iterator[str]:
    """Relations of each kind by what the checks say of them, and the first that no rule looks at."""
    yield "Relations of the oracle by the gravest verdict of the rules that evaluate two members or more"
    yield f"  {'kind':<14}" + "".join(f"{name:>7}" for name in ("pass", "open", "fail", "none"))
    for kind, counts in coverage(relations).items():
        yield f"  {kind:<14}" + "".join(f"{n:>7}" for n in counts.values())
        missed = [r for r in relations if r.kind == kind and r.came in ("none", "fail")]
        for r in missed[:number]:
            yield f"      {r.came} {r.report} {r.formula} | {r.text}"
