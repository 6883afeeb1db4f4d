"""What a comparison amounts to: how much was matched, how targets and claims came out, what moved most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import inf, log1p
from typing import Final, TypeVar

from reportnlp.compare.passages import shares as text_shares
from reportnlp.datamodel import Change, Claim, ClaimVerdict, Comparison, Fulfilment, PassageState, Target
from reportnlp.render.comparison_words import (
    FULFILMENTS,
    PASSAGE_STATES,
    RELATIONS,
    REUSED,
    SECTION_STATES,
    VERDICTS,
)

_Key = TypeVar("_Key", bound=str)

CLAIM_ORDER: Final[tuple[ClaimVerdict, ...]] = ("inconsistent", "cannot_tell", "consistent")
"""Claims are listed in this order: what is to be looked at first."""

_WORTH_SAYING: Final = 0.005  # of the text: what is less rounds to nothing

TARGET_ORDER: Final[tuple[Fulfilment, ...]] = ("missed", "cannot_tell", "met", "no_outcome")


def summary_lines(comparison: Comparison) -> list[tuple[str, str]]:
    """Head and sentence for each side of the comparison, those with nothing to say left out."""
    lines = [
        ("指标", _figures(comparison)),
        ("目标", _targets(comparison.targets)),
        ("核算", _claims(comparison.claims)),
        ("章节", counted(SECTION_STATES, Counter(change.state for change in comparison.sections))),
        ("文字", _text(comparison)),
    ]
    return [(head, f"{line}。") for head, line in lines if line]


def sorted_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Those that do not hold first, those that do last."""
    return sorted(claims, key=lambda claim: CLAIM_ORDER.index(claim.verdict))


def sorted_targets(targets: Iterable[Target]) -> list[Target]:
    """Those that were missed first, those of which nothing is said last."""
    return sorted(targets, key=lambda target: TARGET_ORDER.index(target.fulfilment))


def known_changes(comparison: Comparison) -> list[Change]:
    """The changes from year to year of indicators that the ontology knows, in the order of the report."""
    return [c for c in _yearly(comparison) if comparison.new.indicators[c.new].concept]


def biggest_changes(comparison: Comparison) -> list[Change]:
    """The changes from year to year, the widest first; halved counts as much as doubled."""
    return sorted(_yearly(comparison), key=_width, reverse=True)


def reused_share(shares: Mapping[PassageState, float]) -> float:
    """How much of the new report was taken over as it was, but for years and numbers."""
    return sum(shares[state] for state in REUSED)


def percent(share: float) -> str:
    """A share in whole per cent; "不到 1%" for what rounds to nothing."""
    return "不到 1%" if 0 < share < _WORTH_SAYING else f"{share * 100:.0f}%"


def counted(names: Mapping[_Key, str], counts: Mapping[_Key, int]) -> str:
    """ "保留 12，新增 2", without what does not occur."""
    return "，".join(f"{name} {counts[key]}" for key, name in names.items() if counts.get(key))


def _figures(comparison: Comparison) -> str:
    decided = [change for change in comparison.changes if not change.again]
    if not decided:
        return "两份报告的指标没有能对上的"
    by_relation = counted(RELATIONS, Counter(change.relation for change in decided))
    open_ones = f"；另有 {len(comparison.undecided)} 个拿不准" if comparison.undecided else ""
    return f"对上 {len(decided)} 个（{by_relation}）{open_ones}"


def _targets(targets: Iterable[Target]) -> str:
    counts = Counter(target.fulfilment for target in targets)
    return f"上年定了 {counts.total()} 项：{counted(FULFILMENTS, counts)}" if counts else ""


def _claims(claims: Iterable[Claim]) -> str:
    counts = Counter(claim.verdict for claim in claims)
    said: dict[ClaimVerdict, str] = {key: VERDICTS[key] for key in CLAIM_ORDER}
    return f"今年说的增减 {counts.total()} 处：{counted(said, counts)}" if counts else ""


def _text(comparison: Comparison) -> str:
    if not comparison.passages:
        return ""
    shares = text_shares(comparison.passages)
    kept = "、".join(
        f"{PASSAGE_STATES[s]} {percent(shares[s])}" for s in REUSED if shares[s] >= _WORTH_SAYING
    )
    reused = f"沿用上年 {percent(reused_share(shares))}" + (f"（{kept}）" if kept else "")
    rest = [f"{PASSAGE_STATES[s]} {percent(shares[s])}" for s in ("reworded", "new")]
    return "，".join([f"今年的报告按字数{reused}", *rest])


def _yearly(comparison: Comparison) -> list[Change]:
    return [c for c in comparison.changes if c.relation == "yoy" and not c.again and c.moved is not None]


def _width(change: Change) -> float:
    middle = change.moved.middle if change.moved else None
    if middle is None:
        return 0.0
    share = float(middle) / 100
    return abs(log1p(share)) if share > -1 else inf
