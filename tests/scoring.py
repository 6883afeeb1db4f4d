"""How well a parsed sample agrees with its gold (`corpora/*.gold.json`)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reportnlp.datamodel import Indicator, Report

CORPORA = Path(__file__).parents[1] / "corpora"


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((CORPORA / f"{name}.gold.json").read_text(encoding="utf-8"))
    return gold


def pairs_of(text: str) -> set[str]:
    plain = "".join(c for c in text if c.isalnum())
    return {plain[i : i + 2] for i in range(len(plain) - 1)} or {plain}


def same_subject(accepted: list[str], subject: str) -> bool:
    """Half of the character pairs are shared with one accepted wording."""
    own = pairs_of(subject)
    return any(2 * len(own & pairs_of(a)) >= 0.5 * (len(own) + len(pairs_of(a))) for a in accepted)


def value_of(indicator: Indicator) -> list[float]:
    value = indicator.quantity.value
    return [float(v) for v in (value if isinstance(value, tuple) else (value,))]


def agreement(report: Report, gold: dict[str, Any]) -> Counter[str]:
    """Counts of gold figures: all, found, quantity, subject, period, status right; spurious ones apart."""
    counts: Counter[str] = Counter()
    unused = {i.span.start: i for i in report.indicators}
    for figure in gold["figures"]:
        hit = next((i for i in unused.values() if _overlaps(i, figure)), None)
        if hit is not None:
            del unused[hit.span.start]
        if figure["tier"] != "core":
            continue
        counts["figures"] += 1
        if hit is not None:
            counts.update(_right(hit, figure))
    ignored = [(z["start"], z["end"]) for z in gold.get("ignore", [])]
    counts["spurious"] = sum(not any(a <= s < b for a, b in ignored) for s in unused)
    return counts


def _overlaps(indicator: Indicator, figure: dict[str, Any]) -> bool:
    return indicator.span.start < figure["num_end"] and indicator.span.end > figure["num_start"]


def _right(hit: Indicator, figure: dict[str, Any]) -> list[str]:
    value = figure["value"]
    values = [float(v) for v in (value if isinstance(value, list) else [value])]
    units = {figure["unit"], *figure.get("unit_ok", [])}
    checks = {
        "found": True,
        "quantity": value_of(hit) == values
        and hit.quantity.unit in units
        and hit.quantity.comparator == figure["cmp"],
        "subject": same_subject([figure["subject"], *figure.get("subject_ok", [])], hit.subject),
        "period": hit.period.edtf[:4] == (figure["period"] or "")[:4],
        "status": hit.status == figure["status"],
    }
    return [name for name, right in checks.items() if right]
