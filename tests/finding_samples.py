"""Findings made by hand on the invented report of `surface_samples`, for the tests of what shows them."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

from surface_samples import HOSTILE, TEXT, hostile, sample, span_of

from reportnlp.datamodel import CheckResult, Evidence, Finding, Member, Span, Tally
from reportnlp.intervals import Interval
from reportnlp.render import FINDING_FORMATS

TALLIES = {
    "ARI-03": Tally(passed=3, failed=1, open=1, weak=1),
    "ARI-10": Tally(passed=2, failed=1),
    "ORD-01": Tally(passed=4),
    "PLC-01": Tally(),
    "STR-01": Tally(failed=1),
    "PUN-01": Tally(failed=1),
}
NAMES = {rule: f"规则{rule[-2:]}" for rule in TALLIES}


def _evidence() -> Evidence:
    computed = Interval(Fraction(31192, 314), Fraction(100))
    members = (
        Member(span_of(TEXT, "36件"), "36件", "受理", Interval.point(36)),
        Member(Span(0, 4), "40件", "受理", Interval.point(40), source="旧 报告.docx"),
    )
    return Evidence(
        "审结 ÷ 受理 = 纠错率", members, Interval(Fraction(169, 20), Fraction(171, 20)), computed, 0.9
    )


FINDINGS = (
    Finding("STR-01", "fail", "warning", "缺少“存在问题”部分", suggestion="请补写", fingerprint="f0"),
    Finding(
        "ARI-03",
        "fail",
        "error",
        "纠错率写成 8.50%，按件数算不是",
        (span_of(TEXT, "8.50%"), span_of(TEXT, "36件"), span_of(TEXT, "3.2亿元")),
        _evidence(),
        "请核对这几个数",
        related=("另一个率也不对",),
        fingerprint="f1",
    ),
    Finding(
        "ARI-03",
        "open",
        "warning",
        "换一种取舍才对得上",
        (span_of(TEXT, "率8.50"),),
        reason="rounding",
        fingerprint="f2",
    ),
    Finding("PUN-01", "fail", "info", "标点写法", (span_of(TEXT, "。"),), fingerprint="f3"),
    Finding(
        "ARI-10", "fail", "error", "表中的数", (span_of(TEXT, "18"),), suggestion="请核对", fingerprint="f4"
    ),
)


def result(*findings: Finding, source: str = "青岚县.txt") -> CheckResult:
    """What a check could say of the sample: all findings, or those given."""
    return CheckResult(sample(source), "fazhi", findings or FINDINGS, TALLIES, NAMES, ("一条说明",))


def settled_result() -> CheckResult:
    """One new finding, one suppressed, one known."""
    new, suppressed, known = (replace(f, baseline="new") for f in FINDINGS[1:4])
    return result(new, replace(suppressed, suppression="已核实"), replace(known, baseline="unchanged"))


def hostile_result() -> CheckResult:
    """A result whose every string tries to break out of a page, a terminal or a file."""
    report = hostile()
    evil = HOSTILE + "\x1b]0;x\x07\ud800\ufffe"
    finding = Finding(
        evil,
        "fail",
        "error",
        evil,
        (Span(0, 30), Span(2, 5), Span(len(report.text), len(report.text)), Span(10_000, 10_009)),
        Evidence(evil, (Member(Span(0, 3), evil, evil, None, evil),)),
        evil,
        related=(evil,),
        fingerprint=evil,
        suppression=evil,
    )
    return CheckResult(report, evil, (finding,), {evil: Tally(failed=1)}, {evil: evil}, (evil,))


def written(name: str, *results: CheckResult) -> bytes:
    """What the format of this name writes for the results."""
    stream = io.BytesIO()
    next(f for f in FINDING_FORMATS if f.name == name).write(iter(results), stream)
    return stream.getvalue()
