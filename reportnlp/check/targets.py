"""What was promised last year and what this year's report says of it: TGT-01, TGT-02, TGT-03."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.years import earlier_member, member_of, text_of
from reportnlp.compare.restatements import are_one
from reportnlp.compare.targets import done_words
from reportnlp.compare.years import reviews_years
from reportnlp.datamodel import Comparison, Evidence, Indicator, Kind, Span, Target

_REPORTS: Final[frozenset[Kind]] = frozenset({"gwr", "fazhi"})
_HEADLINE: Final = "targets"  # role of the section with 主要预期目标
_ANSWERED: Final = 2  # targets with an outcome from which on the report is one that gives them
_NEAR: Final = 24  # characters between an outcome and the words that call it done
_LISTED: Final = 10
_MANY: Final = 5  # targets set again from which on it is worth a warning
_SLIGHT = re.compile(r"失业率|价格|物价|指数")
"""Targets that reviews often leave out; their absence alone is worth a hint only."""

_NUMEROUS: Final = 10  # a smaller number (3个园区) comes back by chance


def _headline(comparison: Comparison, target: Target) -> bool:
    """Whether it is one of the main expected targets, of a concept that everybody knows."""
    indicator = comparison.old.indicators[target.target]
    known = 0 <= indicator.section < len(comparison.old.sections)
    return bool(indicator.concept) and known and comparison.old.sections[indicator.section].role == _HEADLINE


def _named(indicator: Indicator) -> str:
    return f"{indicator.subject} {text_of(indicator)}"


def _listed(indicators: Sequence[Indicator]) -> str:
    named = "、".join(map(_named, indicators[:_LISTED]))
    return f"{named}等 {len(indicators)} 项" if len(indicators) > _LISTED else named


class TargetWithoutOutcome(Rule):
    """上年提出的目标，今年没有写结果。

    说明：与上年的报告对照（检查时用 --previous 给出）：上年“主要预期目标”里写明数的，今年没有提到的，合起来
    指出（只缺失业率、价格的，作提示）；其他写明数的任务没有写结果的，合起来列为存疑，供逐项核对。
    例外：提到了而没有写数的，以及回顾几年工作的报告，只列为存疑；今年的报告基本不写完成情况的（如节选），不判。
    """

    id = "TGT-01"
    name = "目标没有结果"
    level = "warning"
    kinds = _REPORTS
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n地区生产总值增长6.3%，固定资产投资增长8.2%。\n二、2024年工作安排\n继续努力。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n地区生产总值增长5.1%。\n二、2023年工作安排\n主要预期目标是：地区生产总值增长6%，"
            "固定资产投资增长8%，一般公共预算收入增长7%。",
            marked="",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n地区生产总值增长6.3%，固定资产投资增长8.2%，一般公共预算收入增长7.5%。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n地区生产总值增长5.1%。\n二、2023年工作安排\n主要预期目标是：地区生产总值增长6%，"
            "固定资产投资增长8%，一般公共预算收入增长7%。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each of the main targets; the other tasks together."""
        comparison = context.comparison
        if comparison is None:
            return
        answered = [t for t in comparison.targets if t.outcome is not None]
        yield from (passes(_outcome(comparison, t).span) for t in answered)
        if len(answered) < _ANSWERED:
            return
        silent = [t for t in comparison.targets if t.fulfilment == "no_outcome"]
        main = [t for t in silent if _headline(comparison, t)]
        unheard = [] if reviews_years(comparison.new) else [t for t in main if t.mention is None]
        if unheard:
            yield _of_silence(comparison, unheard)
        spoken = [t for t in main if t not in unheard]
        if spoken:
            yield _together(comparison, spoken, "主要目标")
        rest = [t for t in silent if t not in main]
        if rest:
            yield _together(comparison, rest, "任务")


def _outcome(comparison: Comparison, target: Target) -> Indicator:
    return comparison.new.indicators[target.outcome or 0]


def _of_silence(comparison: Comparison, targets: Sequence[Target]) -> Judgement:
    """All main targets of which nothing is said, in one finding."""
    indicators = [comparison.old.indicators[t.target] for t in targets]
    members = tuple(earlier_member(comparison, t.target, "上年的目标") for t in targets[:_LISTED])
    many = f"有 {len(indicators)} 项" if len(indicators) > 1 else ""
    slight = all(_SLIGHT.search(i.subject) for i in indicators)
    return fails(
        f"上年的主要目标{many}今年的报告没有提到：{_listed(indicators)}",
        suggestion="请补写完成情况；没有完成的应当说明原因",
        evidence=Evidence("上年的目标 → 今年的结果", members),
        level="info" if slight else None,
    )


def _together(comparison: Comparison, targets: Sequence[Target], what: str) -> Judgement:
    """Those that may be told in other words, in one finding."""
    indicators = [comparison.old.indicators[t.target] for t in targets]
    mentions = (t.mention for t in targets if t.mention is not None)
    return unsure(
        "linking",
        f"上年写明数的{what}，有 {len(indicators)} 项今年的报告没有找到对应的数：{_listed(indicators)}",
        *mentions,
        suggestion="请逐项核对，漏写的补上；换了说法的不必改",
        level="info",
    )


class OutcomeAgainstVerdict(Rule):
    """没有达到目标，却说完成了。

    说明：与上年的报告对照（检查时用 --previous 给出）：结果没有达到上年的目标，紧挨着又写“超额完成”“圆满
    完成”的，是错误；笼统地说目标任务完成了，而有的主要目标没有达到的，列为存疑。
    例外：“左右、约、以上”按其允许的范围；按可比口径计算、不能由两年的数推算的，不判。
    """

    id = "TGT-02"
    name = "结果与完成的说法"
    level = "error"
    kinds = _REPORTS
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n建成村级养老服务站9个，超额完成年度任务。\n二、2024年工作安排\n继续努力。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n成绩来之不易。\n二、2023年工作安排\n全年建成村级养老服务站10个。",
            marked="9个",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n建成村级养老服务站12个，超额完成年度任务。\n二、2024年工作安排\n继续努力。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n成绩来之不易。\n二、2023年工作安排\n全年建成村级养老服务站10个。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each target whose outcome stands beside words that call it done; then the report's own verdict."""
        comparison = context.comparison
        if comparison is None:
            return
        missed = [t for t in comparison.targets if t.fulfilment == "missed" and t.outcome is not None]
        yield from (passes(_outcome(comparison, t).span) for t in comparison.targets if t.fulfilment == "met")
        told = [t for t in missed if _stands_beside(comparison, t)]
        yield from (_of_claim(comparison, target) for target in told)
        main = [t for t in missed if t not in told and _headline(comparison, t)]
        found = next(done_words(comparison.new), None)
        if main and found is not None:
            yield _of_verdict(comparison, main, *found)


def _stands_beside(comparison: Comparison, target: Target) -> bool:
    """Whether the words that call it done follow the outcome, with no other figure between them."""
    word, outcome = target.verdict_word, _outcome(comparison, target)
    promised = comparison.old.indicators[target.target]
    if not are_one(promised, outcome) or promised.quantity.unit != outcome.quantity.unit:
        return False
    if word is None or not outcome.span.end <= word.start <= outcome.span.end + _NEAR:
        return False
    between = (i.span.start for i in comparison.new.indicators)
    return not any(outcome.span.end <= start < word.start for start in between)


def _of_claim(comparison: Comparison, target: Target) -> Judgement:
    indicator, outcome = comparison.old.indicators[target.target], _outcome(comparison, target)
    word = target.verdict_word or outcome.span
    members = (earlier_member(comparison, target.target, "上年的目标"), member_of(outcome, "今年的结果"))
    evidence = Evidence("结果 ≥ 目标", members, members[1].values, members[0].values)
    message = (
        f"写“{comparison.new.quote(word)}”，但{outcome.subject}是 {text_of(outcome)}，"
        f"上年的目标是 {text_of(indicator)}"
    )
    advice = "请核对结果和目标；年中调整过目标的应当说明"
    return fails(message, outcome.span, word, suggestion=advice, evidence=evidence)


def _of_verdict(comparison: Comparison, missed: Sequence[Target], words: Span, whole: bool) -> Judgement:
    """The whole report's verdict (`whole`: without reserve) against the main targets that were missed."""
    listed = "、".join(_held(comparison, target) for target in missed)
    members = tuple(
        member
        for t in missed
        for member in (
            earlier_member(comparison, t.target, "上年的目标"),
            member_of(_outcome(comparison, t), "今年的结果"),
        )
    )
    return unsure(
        "scope",
        f"写“{comparison.new.quote(words)}”，但上年的主要目标有 {len(missed)} 项没有达到：{listed}",
        words,
        *(_outcome(comparison, t).span for t in missed),
        suggestion="请核对；没有完成的目标应当如实写明",
        evidence=Evidence("结果 ≥ 目标", members),
        level="warning" if whole else "info",
    )


def _held(comparison: Comparison, target: Target) -> str:
    indicator, outcome = comparison.old.indicators[target.target], _outcome(comparison, target)
    by_levels = f"，{target.why}" if outcome.kind != indicator.kind else ""
    return f"{indicator.subject}（目标 {text_of(indicator)}，结果 {text_of(outcome)}{by_levels}）"


class TargetSetAgain(Rule):
    """上年没有写结果的任务，今年原样又提。

    说明：与上年的报告对照（检查时用 --previous 给出）：上年写明数的任务，今年没有写完成了，又以同样的数写进
    今年的安排，合起来列为存疑；五项以上的提醒。
    例外：主要预期目标、比率和已经写明完成的不计；分几年实施的任务本来就可能每年一样，所以只列为存疑。
    """

    id = "TGT-03"
    name = "任务原样重提"
    level = "warning"
    kinds = _REPORTS
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n成绩来之不易。\n二、2024年工作安排\n新建农村幸福院26所。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n成绩来之不易。\n二、2023年工作安排\n新建农村幸福院26所。",
            marked="26所",
            reason="scope",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n新建农村幸福院26所。\n二、2024年工作安排\n新建农村幸福院26所。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n成绩来之不易。\n二、2023年工作安排\n新建农村幸福院26所。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All tasks that come back with the same number, together."""
        comparison = context.comparison
        if comparison is None:
            return
        again = [
            (t.target, t.again)
            for t in comparison.targets
            if t.again is not None and _is_numerous(comparison, t)
        ]
        yield _of_again(comparison, again) if again else passes()


def _is_numerous(comparison: Comparison, target: Target) -> bool:
    indicator = comparison.old.indicators[target.target]
    number = indicator.quantity.number * indicator.quantity.scale
    return number >= _NUMEROUS and not _headline(comparison, target)


def _of_again(comparison: Comparison, again: Sequence[tuple[int, int]]) -> Judgement:
    figures = [comparison.new.indicators[new] for _, new in again]
    members = tuple(earlier_member(comparison, old, "上年的任务") for old, _ in again[:_LISTED])
    return unsure(
        "scope",
        f"上年写过、没有写结果，今年又原样提出的任务有 {len(again)} 项：{_listed(figures)}",
        *(figure.span for figure in figures),
        suggestion="请核对上年的完成情况；接着实施的可写明已完成多少",
        evidence=Evidence("今年的任务 = 上年的任务", members),
        level="warning" if len(again) >= _MANY else "info",
    )


RULES: Final = (TargetWithoutOutcome, OutcomeAgainstVerdict, TargetSetAgain)
