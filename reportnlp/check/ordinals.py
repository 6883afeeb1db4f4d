"""Ordinals inside running text: ORD-01 to ORD-03."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.check.runs import WORDED, Run
from reportnlp.datamodel import Span
from reportnlp.numerals import write_chinese
from reportnlp.resources.profiles import Law

_MARKS: Final = Law(
    instrument="标点符号用法（GB/T 15834—2011）", article="序次语的用法", certainty="recalled"
)
_CN: Final = "一二三四五六七八九十"
_CLAUSE: Final = r"(?<=[。；：，\s])"
_ORDER: Final = (f"{_CLAUSE}首先", "其次，", "再次，")
_BESIDES: Final = f"{_CLAUSE}(?:一方面|一个是|一条是)"  # words that may stand for the first ordinal
_ADVICE: Final = "请核对序号，看是否漏写、重复或漏掉一项"
_ENDED: Final = frozenset("。！？；”）")
_WINDOW: Final = 1500  # characters in front of a run among which its first ordinal is looked for


_MODERN: Final = 1990
"""Until the 1980s 一是…；一是… was a way to set two things side by side."""


class BrokenRun(Rule):
    """段内序号跳号或重号。

    说明：“一是……二是……三是”“第一，……第二，”“①②③”和段内的“（1）（2）”“1.2.”应连续编号；一组序号可以跨段，
    到下一个标题为止，里面还可以套另一组。
    例外：中间改用别的写法接着编（一是……第二，……三是）的，另作提示；各节各自从头编号；并列的两项都写
    “一是……，一是……”的，不算重号。行首的标题编号不在此列。
    """

    id = "ORD-01"
    name = "序号不连续"
    level = "error"
    sources = (
        PLAIN_READING,
        _MARKS,
    )
    bad = (
        Example("一是健全机制。二是强化培训。四是严格考核。", marked="四是"),
        Example("主要有：①资金不足；②人手不足；②技术不足；④经验不足。", marked="②"),
        Example("第一，加强领导。\n第三，严格监督。", marked="第三，"),
    )
    good = (
        Example("一是健全机制。二是强化培训，一是办班，二是考试。三是严格考核。"),
        Example("一是健全机制。\n二是强化培训。\n三是严格考核。"),
        Example("首先要健全机制。二是强化培训。三是严格考核。"),
        Example("经费来源有两个，一是财政拨款，一是社会捐助。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every run of two or more marks."""
        for found in context.ordinal_runs.values():
            yield from _twins(context, found)
            for run in found:
                judgement = _continuity(context, run)
                if judgement is not None:
                    yield judgement


class RunOfOne(Rule):
    """序号只有“一是”，没有下文。

    说明：写了“一是”“一要”或“第一，”，直到本节末尾都没有“二是”。
    例外：文字在本节末尾被截断的，不标出；“另一个是”“同时”等接续的写法请自行判断。
    """

    id = "ORD-02"
    name = "序号只有第一项"
    level = "warning"
    sources = (_MARKS,)
    bad = (Example("下一步，一是加强执法监督。全面落实行政执法公示制度。", marked="一是"),)
    good = (
        Example("下一步，一是加强执法监督；二是强化普法宣传。"),
        Example("下一步，一是加强执法监督。\n统计表见附件。\n二是强化普法宣传。"),
        Example("满意度位居全市第一，得分继续提高。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every run that begins with 一是, 一要 or 第一."""
        for style in WORDED[:3]:
            found = context.ordinal_runs[style.name]
            lone = set(_lone(context, found))
            for run in found:
                mark = run.marks[0]
                span = context.span(mark.span.start, mark.span.end)
                if len(run.marks) > 1 and mark.value == 1:
                    yield passes(span)
                elif mark.span in lone:
                    first = context.quote(span).rstrip("，、：")
                    message = f"“{first}”之后直到本节末尾没有第二项"
                    yield fails(message, span, suggestion="请补上后面的序号，或者去掉这个序号")


class MixedMarks(Rule):
    """一组序号混用几种写法。

    说明：同一组序号中途换了写法，如“首先……第二，……三是”。全文合为一条提示。
    例外：一项之内另起一组（三是……：第一，……第二，……）的，不算混用。
    """

    id = "ORD-03"
    name = "序号写法混用"
    level = "info"
    sources = (_MARKS,)
    bad = (
        Example("一是健全机制。第二，强化培训。三是严格考核。", marked="三是"),
        Example("首先，要健全机制。二是强化培训。三是严格考核。", marked="二是"),
    )
    good = (
        Example("一是健全机制。二是强化培训。三是严格考核：第一，按月考核；第二，按年考核。"),
        Example("首先，要健全机制。其次，要强化培训。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All runs in words together: a habit is one finding."""
        mixed: list[Span] = []
        for style in WORDED:
            for run in context.ordinal_runs[style.name]:
                if run.breaks and style.name != "首先，" and (missing := _missing(context, run)):
                    mark = run.marks[run.breaks[0]].span
                    mixed += (mark, missing)
                elif len(run.marks) > 1:
                    yield passes(_whole(context, run))
        if mixed:
            spans = [context.span(s.start, s.end) for s in mixed]
            words = "、".join(dict.fromkeys(context.quote(s).strip("，、：") for s in spans))
            yield fails(f"同一组序号混用了几种写法：{words}", *spans, suggestion="一组序号宜用同一种写法")


def _whole(context: Context, run: Run) -> Span:
    return context.span(run.marks[0].span.start, run.marks[-1].span.end)


def _continuity(context: Context, run: Run) -> Judgement | None:
    if not run.breaks:
        return passes(_whole(context, run)) if len(run.marks) > 1 else None
    at = run.breaks[0]
    if _missing(context, run) or (at == 0 and not _is_headless(run)):
        return None
    mark = run.marks[at]
    spans = [context.span(m.span.start, m.span.end) for m in (mark, *run.marks[:at], *run.marks[at + 1 :])]
    printed = context.quote(spans[0]).rstrip("，、：")
    if at == 0:
        message = f"序号从“{printed}”开始，前面没有第一项"
    else:
        before = context.quote(spans[at]).rstrip("，、：")
        message = f"序号不连续：“{before}”之后是“{printed}”"
    return fails(message, *spans, suggestion=_ADVICE)


def _is_headless(run: Run) -> bool:
    """Whether a run that does not begin at 1 surely lacks its beginning."""
    return not run.style.inside and run.style.name != "首先，" and run.marks[0].value == 2


def _missing(context: Context, run: Run) -> Span | None:
    """The ordinal that a break lacks, where it stands in another form (第二， between 一是 and 三是)."""
    if run.style not in WORDED:
        return None
    at = run.breaks[0]
    end = run.marks[at].span.start
    start = run.marks[at - 1].span.end if at else max(run.start, end - _WINDOW)
    value = run.marks[at - 1].value + 1 if at else 1
    for form in _forms(value):
        found = [m.span() for m in form.finditer(context.clean, start, end)]
        if found and not _has_run(context, form, value, start, end):
            return Span(*found[-1])
    return None


def _has_run(context: Context, form: re.Pattern[str], value: int, start: int, end: int) -> bool:
    """Whether the form has a run of its own in [start, end): its ordinals are no part of another."""
    beside = value - 1 if value > 1 else 2
    forms = _forms(beside)
    index = next(i for i, f in enumerate(_forms(value)) if f is form)
    return index < len(forms) and forms[index].search(context.clean, start, end) is not None


@cache
def _forms(value: int) -> tuple[re.Pattern[str], ...]:
    """The ordinal of that value in every form; the forms of two values stand in the same order."""
    cn = write_chinese(value)
    apart = rf"(?<![{_CN}第之同统唯]){cn}"
    forms = [rf"{apart}是", rf"{apart}要(?!素|务)", rf"第{cn}[，、：]", rf"其{cn}[，、：]"]
    forms += [_ORDER[value - 1]] if value <= len(_ORDER) else []
    forms += [_BESIDES] if value == 1 else []
    return tuple(map(re.compile, forms))


def _twins(context: Context, found: Sequence[Run]) -> Iterator[Judgement]:
    """Two items that both begin with 一是, as clauses of their own; reports of old wrote so on purpose."""
    if context.year is not None and context.year < _MODERN:
        return
    for first, second in _pairs(found):
        between = context.plain[first.marks[0].span.end : second.marks[0].span.start]
        if between[-1:] in "；。;" and "\n" not in between:
            spans = [context.span(r.marks[0].span.start, r.marks[0].span.end) for r in (second, first)]
            message = f"两项都写“{context.quote(spans[0])}”"
            yield fails(message, *spans, suggestion=_ADVICE, level="warning")


def _pairs(found: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Runs of one mark that stand in one section, one right after the other."""
    ordered = sorted(found, key=lambda run: run.marks[0].span.start)
    for first, second in pairwise(ordered):
        alone = len(first.marks) == len(second.marks) == 1 and first.start == second.start
        if alone and first.marks[0].value == second.marks[0].value == 1:
            yield first, second


def _lone(context: Context, found: Sequence[Run]) -> Iterator[Span]:
    """The marks that nothing follows, up to the next run or the end of a section that is whole."""
    broken = {run.start for run in found if run.breaks}  # told by ORD-01
    twins = {run.marks[0].span for pair in _pairs(found) for run in pair}
    ordered = sorted(found, key=lambda run: run.marks[0].span.start)
    nexts = [*(run.marks[0].span.start for run in ordered), len(context.clean)][1:]
    for run, after in zip(ordered, nexts, strict=True):
        mark = run.marks[0]
        if len(run.marks) > 1 or mark.value != 1 or not mark.opens:
            continue
        if run.start in broken or mark.span in twins:
            continue
        inside = context.clean[mark.span.end : min(run.end, after)].rstrip()
        is_cut = run.end == len(context.clean) <= after and inside[-1:] not in _ENDED
        if not is_cut and not any(form.search(inside) for form in _forms(2)):
            yield mark.span


RULES: Final = (BrokenRun, RunOfOne, MixedMarks)
