"""The Chinese words in which findings are shown, the same on the terminal, in pages and in files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import Final, Literal, TypeAlias

from reportnlp.check.catalogue import FAMILIES
from reportnlp.datamodel import CheckResult, Evidence, Finding, Tally
from reportnlp.intervals import Interval
from reportnlp.render.plain import one_line
from reportnlp.resources import list_names
from reportnlp.resources.profiles import load_profile

Grade: TypeAlias = Literal["error", "warning", "info", "open"]

GRADES: Final[dict[Grade, str]] = {"error": "错误", "warning": "提醒", "info": "提示", "open": "存疑"}
"""What findings are sorted into: the level of what is wrong, or that it cannot be told."""

GRADE_MEANINGS: Final[dict[Grade, str]] = {
    "error": "肯定不对，要改",
    "warning": "很可能不妥，请看一看",
    "info": "写法上的建议",
    "open": "仅凭文中的数字和文字判断不了对错，请人工核对",
}

REASONS: Final = {
    "linking": "对应不清",
    "price-base": "价格或基数",
    "hedge": "约数",
    "rounding": "取舍",
    "scope": "统计范围",
    "layout": "版面",
}

REASON_MEANINGS: Final = {
    "linking": "看不准哪几个数字是一组",
    "price-base": "增速可能按可比价格或调整后的基数计算，不能直接用文中的数去核",
    "hedge": "用了“约”“近”“以下”等，要看怎么理解",
    "rounding": "按四舍五入对不上，按去掉尾数等别的算法对得上",
    "scope": "几个数字统计的范围可能不同",
    "layout": "要看打印出来的页面才能确定",
}

WHOLE: Final = "全文"
"""Where findings stand that have no place in the text."""

OWN_RULES: Final = "自定规则"

_SCALES: Final = ((10**8, "亿"), (10**6, "万"))  # from a million on, counted in 万
_UNIT_OF: Final = {"亿": 10**8, "万": 10**4, "": 1}


def grade(finding: Finding) -> Grade:
    """What the finding is sorted into."""
    return "open" if finding.verdict == "open" else finding.level


def label(finding: Finding) -> str:
    """ "错误", or "存疑（约数）"."""
    why = f"（{REASONS[finding.reason]}）" if finding.reason else ""
    return GRADES[grade(finding)] + why


def standing(finding: Finding) -> str:
    """Why a finding need not be looked at; "" where it must."""
    if finding.suppression:
        return f"已忽略：{finding.suppression}"
    return "上次已有" if finding.baseline == "unchanged" else ""


def family_of(rule: str) -> str:
    """The Chinese name of a rule's family."""
    return FAMILIES.get(rule.partition("-")[0], OWN_RULES)


def grade_counts(findings: Iterable[Finding]) -> Counter[Grade]:
    """How many findings of each grade are to be looked at."""
    return Counter(grade(f) for f in findings if not f.is_settled)


def counts_text(findings: Iterable[Finding]) -> str:
    """ "错误 1 处，提醒 3 处（另有已忽略的 1 处）"."""
    found = list(findings)
    counted = grade_counts(found)
    said = "，".join(f"{word} {counted[key]} 处" for key, word in GRADES.items() if counted[key])
    ignored = sum(1 for f in found if f.suppression)
    known = sum(1 for f in found if f.is_settled) - ignored
    aside = [(f"已忽略的 {ignored} 处", ignored), (f"上次已有的 {known} 处", known)]
    left = "、".join(text for text, count in aside if count)
    return (said or "没有发现问题") + (f"（另有{left}）" if left else "")


def total(tallies: Iterable[Tally]) -> Tally:
    """All tallies in one."""
    listed = list(tallies)
    return Tally(
        sum(t.passed for t in listed),
        sum(t.failed for t in listed),
        sum(t.open for t in listed),
        sum(t.weak for t in listed),
    )


def coverage_text(result: CheckResult) -> str:
    """How much was looked at, so that silence means something: one sentence."""
    everything = total(result.tallies.values())
    if not everything.evaluated:
        return f"用 {len(result.tallies)} 条规则查过，没有遇到可以核对的地方。"
    weak = f"，其中 {everything.weak} 处的数字较粗，小的差错看不出来" if everything.weak else ""
    return (
        f"用 {len(result.tallies)} 条规则核对了 {everything.evaluated} 处："
        f"{everything.passed} 处没有问题{weak}。"
    )


def profile_text(result: CheckResult) -> str:
    """What the report was held against: one sentence."""
    if not result.profile:
        return "没有认出是哪种报告，只用了通用的规则；可以用 --profile 写明文种。"
    known = load_profile(result.profile) if result.profile in list_names("profiles") else None
    return one_line(f"按“{known.name if known else result.profile}”的要求检查。")


def by_family(result: CheckResult) -> list[tuple[str, Tally]]:
    """The families that had rules running, with what they judged."""
    groups: dict[str, list[Tally]] = {}
    for rule, tally in result.tallies.items():
        groups.setdefault(family_of(rule), []).append(tally)
    return [(name, total(tallies)) for name, tallies in groups.items()]


def evidence_text(evidence: Evidence | None, said: str = "") -> str:
    """The relation, where `said` does not hold it, and its values: "受理 − 办结 = 未结；推算 3，文中 4"."""
    if evidence is None:
        return ""
    values = [
        f"{lead}{text}"
        for lead, interval in (("推算 ", evidence.computed), ("文中 ", evidence.claimed))
        if interval is not None and (text := interval_text(interval))
    ]
    formula = "" if evidence.formula in said else evidence.formula
    return "；".join(part for part in (formula, "，".join(values)) if part)


def earlier_texts(evidence: Evidence | None) -> list[str]:
    """What earlier reports say, for the members of a relation that stand there: "受理40件（旧报告.docx）"."""
    members = evidence.members if evidence else ()
    return [one_line(f"{m.name}{m.text}（{PurePath(m.source).name}）") for m in members if m.source]


def interval_text(interval: Interval) -> str:
    """The values between two ends as one reads them: "99.31—99.36", "不小于 98", "3.2亿"."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if not ends:
        return ""
    scale = next((word for size, word in _SCALES if max(map(abs, ends)) >= size), "")
    shown = [text + scale for text in _told_apart([end / _UNIT_OF[scale] for end in ends])]
    if interval.low is None:
        return f"{'小于' if interval.high_open else '不大于'} {shown[0]}"
    if interval.high is None:
        return f"{'大于' if interval.low_open else '不小于'} {shown[0]}"
    return shown[0] if interval.is_point else f"{shown[0].removesuffix(scale)}—{shown[1]}"


def _told_apart(ends: list[Fraction]) -> list[str]:
    """The ends in decimals, with as many places as it takes to tell them apart, at least two."""
    for places in range(2, 9):
        shown = [_decimal(end, places) for end in ends]
        if len(set(shown)) == len(set(ends)):
            return shown
    return shown


def _decimal(value: Fraction, places: int) -> str:
    rounded = round(value, places)
    text = format(Decimal(rounded.numerator) / Decimal(rounded.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
