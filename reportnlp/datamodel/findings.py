"""What a check says of a report: findings, what they rest on, and how much was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportnlp.datamodel.reports import Report, Span
from reportnlp.intervals import Interval

Verdict = Literal["pass", "fail", "open"]
"""结论.  pass: holds; fail: does not hold under any reading; open: cannot be told, with a `Reason`."""

Severity = Literal["error", "warning", "info"]

Reason = Literal["linking", "price-base", "hedge", "rounding", "scope", "layout"]
"""Why a verdict is open.

linking: not sure which figures belong together; price-base: growth at constant prices, or on a
revised base; hedge: 约/左右/以下 decide; rounding: the rule of rounding decides; scope: the
figures may not count the same things; layout: only the printed pages tell.
"""


BaselineState = Literal["new", "unchanged", ""]


@dataclass(frozen=True, slots=True)
class Member:
    """One stretch that a relation is made of.

    Args:
        span: where it stands, in the report checked or, with `source`, in that earlier report.
        text: as printed.
        name: what it is in the relation ("受理", "成功率").
        values: the values that the printing admits, None where it is no number.
        source: the earlier report's `Meta.source`; "" for the report checked.
    """

    span: Span
    text: str
    name: str = ""
    values: Interval | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """依据: what a verdict rests on.

    Args:
        formula: the relation in words ("调解成功 ÷ 受理 = 成功率").
        members: its stretches, in the order of the formula.
        claimed: the values that the report states for the result.
        computed: the values that the other members give.
        power: the share of other printed values of the same form that would have failed (0 to 1);
            a pass with little power says little.  None where nothing was computed.
    """

    formula: str = ""
    members: tuple[Member, ...] = ()
    claimed: Interval | None = None
    computed: Interval | None = None
    power: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """问题: what a careful reader would mark.

    Args:
        rule: the rule's id ("ARI-03").
        verdict: "fail", or "open" with a `reason`.
        message: what is wrong, in one sentence; `suggestion`: what to do about it.
        spans: the stretches concerned, the primary one first; empty for what is missing.
        related: what else does not hold for the same cause, each in one sentence.
        fingerprint: the same for the same problem in the next version of the report.
        suppression: why it was decided to leave it so; "" where nothing was decided.
        baseline: how it stands to an earlier result; "" where it was not compared with one.
    """

    rule: str
    verdict: Verdict
    level: Severity
    message: str
    spans: tuple[Span, ...] = ()
    evidence: Evidence | None = None
    suggestion: str = ""
    reason: Reason | None = None
    related: tuple[str, ...] = ()
    fingerprint: str = ""
    suppression: str = ""
    baseline: BaselineState = ""

    @property
    def is_settled(self) -> bool:
        """Whether it needs no look this time: decided upon, or known from an earlier result."""
        return bool(self.suppression) or self.baseline == "unchanged"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule was evaluated and how it came out; `weak` of the passes had little power."""

    passed: int = 0
    failed: int = 0
    open: int = 0
    weak: int = 0

    @property
    def evaluated(self) -> int:
        """How many relations or places the rule judged."""
        return self.passed + self.failed + self.open


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` says of a report: findings in the order of the text, and what was looked at.

    Args:
        profile: id of the profile that the report was held against ("" : none).
        tallies: rule id → `Tally`, for every rule that ran, also where it found nothing to judge.
        names: rule id → its name, for the same rules.
        notes: what else is to be said of the check (a suppression that no longer holds).
    """

    report: Report
    profile: str
    findings: tuple[Finding, ...]
    tallies: Mapping[str, Tally]
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
