"""From a relation between figures to a judgement, with its evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportnlp.check.rule import Judgement, fails, passes, unsure
from reportnlp.datamodel import Evidence, Member, Reason, Severity
from reportnlp.figures.decisions import decide, hint
from reportnlp.figures.printing import shown
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds

_ADVICE: Final = "请核对这几个数"
_WHY: Final = {
    "rounding": "换一种取舍（如去尾）才对得上",
    "hedge": "在“约、左右、以上”等说法允许的边缘",
}


def related(
    claim: Stated,
    computed: Bounds,
    members: Sequence[Member],
    formula: str,
    *,
    claimed: Bounds | None = None,
    doubt: Reason | None = None,
    level: Severity | None = None,
) -> Judgement:
    """Holds `claim` against what the other members give.

    Args:
        computed: see `decisions.decide`.
        members: all figures of the relation, `claim` among them.
        formula: the relation in words.
        claimed: the values of `claim` where they are not those of its printing.
        doubt: a failure is open for this reason (None: it is a failure).
        level: of a failure, where it is not the rule's.
    """
    quantity = claim.indicator.quantity
    stated = claimed or claim.bounds
    decision = decide(quantity, computed, stated)
    evidence = Evidence(formula, tuple(members), stated.core, computed.core, round(decision.power, 3))
    spans = (claim.span, *(m.span for m in members if m.span != claim.span))
    if decision.verdict == "pass":
        return passes(*spans, evidence=evidence)
    said = f"{formula} = {shown(computed.core, quantity)}，文中写 {claim.text}"
    if decision.verdict == "open" and decision.reason is not None:
        why = _WHY.get(decision.reason, "")
        message = f"{said}，{why}" if why else said
        return unsure(decision.reason, message, *spans, suggestion=_ADVICE, evidence=evidence, level="info")
    clue = hint(quantity, computed.core)
    advice = f"{_ADVICE}；{clue}" if clue else _ADVICE
    if doubt is not None:
        return unsure(doubt, said, *spans, suggestion=advice, evidence=evidence, level=level)
    return fails(f"{said}，对不上", *spans, suggestion=advice, evidence=evidence, level=level)
