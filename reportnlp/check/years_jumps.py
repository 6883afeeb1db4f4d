"""Moves from last year that can hardly be: YOY-03 (a leap), YOY-04 (a running total that fell)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.years import earlier_member, member_of, text_of
from reportnlp.compare.restatements import are_one
from reportnlp.compare.years import reviews_years
from reportnlp.datamodel import Change, Comparison, Evidence
from reportnlp.figures.surroundings import clause_before
from reportnlp.intervals import Interval, bounds_of

_LEVELS: Final = frozenset({"count", "money", "measure"})
_LEAP: Final = Fraction(20)  # times last year's value, or that part of it
_SLIP: Final = (
    Interval(Fraction(5000), Fraction(20_000)),
    Interval(Fraction(5 * 10**7), Fraction(2 * 10**8)),
)
_HUNDRED: Final = Interval.point(100)
_SURE: Final = 0.9  # score from which on two figures are taken for one
_RUNNING = re.compile(r"累计|历年")
_RESTARTED = re.compile(r"今年|本年|全年|年内|以来|年来|五年|期间|“十|同比|上半年|月")
_LASTING = re.compile(
    r"培育|建成|建立|创建|认定|开通|设立|安装|发展|吸纳|引进|培养|组建|命名|登记|注册|参保|开设"
)
_AROUND: Final = 30
_ADVICE: Final = "请核对数和单位；确实有这样大的变化，应当说明原因"


class ImplausibleLeap(Rule):
    """与上年相比变化大得不合常理。

    说明：与上年的报告对照（检查时用 --previous 给出）：同一项的数是上年的20倍以上，或者不到二十分之一的，列为
    存疑；差约一万倍、一亿倍的，多半是“万”“亿”写错了，作提醒。
    例外：比率、增幅不判；回顾几年工作的报告不判；万、亿以外的变化判断不了是不是真的，所以只列为存疑。
    """

    id = "YOY-03"
    name = "变化过大"
    level = "warning"
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n开展普法宣传活动32600场次。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n开展普法宣传活动326场次。",
            marked="32600场次",
            reason="scope",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n开展普法宣传活动412场次。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n开展普法宣传活动326场次。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every level that both reports state under one name."""
        comparison = context.comparison
        if comparison is None or reviews_years(comparison.new):
            return
        for change in comparison.changes:
            if _is_level(comparison, change):
                yield _of_leap(comparison, change)


def _is_level(comparison: Comparison, change: Change) -> bool:
    old, new = comparison.old.indicators[change.old], comparison.new.indicators[change.new]
    if change.relation != "yoy" or change.again or change.score < _SURE or new.kind not in _LEVELS:
        return False
    return old.quantity.unit == new.quantity.unit and are_one(old, new) and change.moved is not None


def _of_leap(comparison: Comparison, change: Change) -> Judgement:
    old, new = comparison.old.indicators[change.old], comparison.new.indicators[change.new]
    # Of the numbers as printed: 突破7亿元 has no upper end, but 660亿元 is a leap from it all the same.
    moved = change.moved or Interval()
    times = (moved + _HUNDRED).scaled(Fraction(1, 100))
    back = Interval.point(1).over(times)
    grew, fell = _exceeds(times), _exceeds(back)
    members = (earlier_member(comparison, change.old, "上年的数"), member_of(new, "今年的数"))
    evidence = Evidence("今年的数 ÷ 上年的数", members, None, times)
    if not grew and not fell:
        return passes(new.span, evidence=evidence)
    by = times if grew else back
    message = f"{new.subject}上年写 {text_of(old)}，今年写 {text_of(new)}，{_by_words(by, grew=grew)}"
    if any(by.middle is not None and by.middle in slip for slip in _SLIP):
        return fails(f"{message}，疑为“万”“亿”之误", new.span, suggestion=_ADVICE, evidence=evidence)
    return unsure("scope", message, new.span, suggestion=_ADVICE, evidence=evidence, level="info")


def _exceeds(times: Interval) -> bool:
    return times.low is not None and times.low >= _LEAP


def _by_words(times: Interval, *, grew: bool) -> str:
    whole = round(times.middle or times.low or 0)
    return f"约为上年的 {whole} 倍" if grew else f"只有上年的约 1/{whole}"


class RunningTotalFell(Rule):
    """累计数比上年还少。

    说明：与上年的报告对照（检查时用 --previous 给出）：两年都写“累计”的同一项，今年的数小于上年的数。
    例外：写明从哪一年、哪个时期算起的，起点可能换了，只列为存疑；办理、开展、发放等可能只算当年的，也只列为存疑；“全年累计”“今年累计”不是历年的累计，不判。
    """

    id = "YOY-04"
    name = "累计数下降"
    level = "warning"
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n累计培育“法律明白人”1980人。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n累计培育“法律明白人”2006人。",
            marked="1980人",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n累计培育“法律明白人”2180人。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n累计培育“法律明白人”2006人。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every running total that both reports state under one name."""
        comparison = context.comparison
        for change in comparison.changes if comparison else ():
            if comparison is not None and _is_level(comparison, change):
                yield from _of_total(comparison, change)


def _of_total(comparison: Comparison, change: Change) -> Iterator[Judgement]:
    old, new = comparison.old.indicators[change.old], comparison.new.indicators[change.new]
    reports = ((comparison.old, old), (comparison.new, new))
    said = [clause_before(report, figure, _AROUND) for report, figure in reports]
    if not all(_RUNNING.search(words) for words in said):
        return
    members = (earlier_member(comparison, change.old, "上年的累计数"), member_of(new, "今年的累计数"))
    evidence = Evidence("今年的累计数 ≥ 上年的累计数", members, members[1].values, members[0].values)
    before, after = bounds_of(old.quantity).hard.low, bounds_of(new.quantity).hard.high
    if before is None or after is None or after >= before:
        yield passes(new.span, evidence=evidence)
        return
    message = f"{new.subject}累计数上年写 {text_of(old)}，今年反而写 {text_of(new)}"
    restarted = any(_RESTARTED.search(words) for words in said) or not _LASTING.search(said[1])
    if restarted or reviews_years(comparison.new):
        why = f"{message}；起算的时间可能不同"
        yield unsure("scope", why, new.span, suggestion=_ADVICE, evidence=evidence, level="info")
    else:
        yield fails(message, new.span, suggestion=_ADVICE, evidence=evidence)


RULES: Final = (ImplausibleLeap, RunningTotalFell)
