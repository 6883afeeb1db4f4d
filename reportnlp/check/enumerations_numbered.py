"""An announced number of items and the numbered items that follow: ENU-03."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.enumerations_counts import Count
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes
from reportnlp.check.runs import WORDED, Run, value_of
from reportnlp.datamodel import Evidence, Member, Span
from reportnlp.intervals import Interval

_CN: Final = "一二三四五六七八九十"
_FOLLOWED = re.compile(
    r"(?P<noun>[^，。；：！？、\n（）()\d]{0,20})(?P<stop>[：:。，]|(?=\n))[ \u3000\n]{0,30}"
    r"(?P<mark>一是|一要|第一[，、：]|其一[，、：]|①|[（(]一[）)]|[（(]1[）)]|1[.．、](?!\d)|一、)"
)
# A sentence that ends in a full stop announces items only where it says that something is to be done.
_ANNOUNCING = re.compile(
    r"(?:以下|如下|[抓做办干搞打]好|把握好?|处理好|突出|重点|主要|体现|表现|概括|[抓做办]了?)[^，。；：！？\n]{0,12}\Z"
)
_OBJECT = re.compile(
    r"(?:的?[\u4e00-\u9fff]{0,6}(?:工作|任务|实事|方面|关系|重点|要求|大事|举措|措施|环节|问题|事))?[”]?\Z"
)
_LINES: Final = {
    "一、": re.compile(rf"(?m)^[ \t\u3000]{{0,8}}([{_CN}]{{1,3}})、"),
    "（一）": re.compile(
        rf"(?m)^[ \t\u3000]{{0,8}}[（(]([{_CN}]{{1,3}})[）)]|(?<=[。；：;:])[（(]([{_CN}]{{1,3}})[）)]"
    ),
    "1.": re.compile(r"(?m)^[ \t\u3000]{0,8}(\d{1,2})[.．、](?!\d)|(?<=[。；：;:])(\d{1,2})[.．、](?!\d)"),
    "（1）": re.compile(r"[（(](\d{1,2})[）)]"),
    "①": re.compile(r"([①-⑳])"),
}
"""Numbers that need not stand in a sentence, the higher first: a higher one at a line's start ends a list."""
_FAR: Final = 3  # a number further off than this announces something else


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The items behind a count: where the first and the last number stand, and the last one's value."""

    first: Span
    last: Span
    value: int


class CountOfNumbered(Rule):
    """写明的项数与后面的编号不符。

    说明：“主要表现在四个方面：”“重点抓好以下八项工作。”之后紧接着编号列举（一是……、（一）……、1.……），
    最后一个编号应当等于写明的项数；各项可以跨段。
    例外：开头“分几个方面汇报”与全文标题的关系另有规则；编号本身跳号的由序号规则标出；句号之后才开始列举、
    又没有“抓好”“以下”等字样的，不在此列。
    """

    id = "ENU-03"
    name = "项数与编号不符"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("问题主要表现在四个方面：一是经费不足；二是人手不足；三是装备不足。", marked="四个"),
        Example("重点抓好以下三项工作。\n一是健全机制。\n二是强化培训。\n下一步继续推进。", marked="三项"),
        Example(
            "今年办好4件实事：\n1.新建学校。\n2.改造道路。\n3.建设公园。\n以上实事由各部门落实。",
            marked="4件",
        ),
    )
    good = (
        Example("问题主要表现在三个方面：一是经费不足；二是人手不足；三是装备不足。"),
        Example(
            "重点抓好以下两项工作。\n一是健全机制。具体做法：一是立项，二是评估，三是备案。\n二是强化培训。"
        ),
        Example("获评省级荣誉三项。一是文明单位，二是先进集体。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every count that numbered items follow at once."""
        found_runs = chain.from_iterable(context.ordinal_runs[style.name] for style in WORDED)
        worded = {run.marks[0].span.start: run for run in found_runs}
        for count in context.counts:
            followed = _FOLLOWED.match(context.clean, count.span.end)
            if followed is None or not _announces(context.clean, count, followed):
                continue
            found = _worded(worded, followed.start("mark"))
            if followed["stop"] == "，":
                # 两类人员，一是…: within a paragraph; the run may go on as another one behind it.
                found = None if found is None or _goes_on(context.clean, found) else found
            elif found is None:
                found = _listed(context.clean, followed)
            if found is not None and (judgement := _judged(context, count, found)) is not None:
                yield judgement


def _worded(runs: Mapping[int, Run], at: int) -> _Numbered | None:
    """The unbroken run in words that begins at `at`."""
    run = runs.get(at)
    if run is None or run.breaks or len(run.marks) < 2:
        return None
    return _Numbered(run.marks[0].span, run.marks[-1].span, run.last)


def _goes_on(text: str, found: _Numbered) -> bool:
    """Whether the items fill more than one paragraph."""
    return "\n" in text[found.first.start : found.last.start]


def _announces(text: str, count: Count, followed: re.Match[str]) -> bool:
    if count.number < 2 or followed["stop"] in ("：", ":", "，"):
        return count.number > 1
    return bool(
        _ANNOUNCING.search(text, max(0, count.span.start - 20), count.span.start)
        and _OBJECT.match(followed["noun"])
    )


def _listed(text: str, followed: re.Match[str]) -> _Numbered | None:
    """The numbers that follow the first one, 2 after 1 and so on; None where one is missing among them."""
    start = followed.start("mark")
    style = next((s for s, p in _LINES.items() if _begins(p, text, start)), None)
    if style is None:
        return None
    value, first = 1, Span(*followed.span("mark"))
    last = first
    for at, span in _marks(text, followed.end(), style):
        if at > value + 1:
            return None
        if at == value + 1:
            value, last = at, span
    return _Numbered(first, last, value) if value > 1 else None


def _marks(text: str, start: int, style: str) -> Iterator[tuple[int, Span]]:
    """The numbers of a style, up to the next 1 or to a higher number at the beginning of a line."""
    higher = [_LINES[name] for name in list(_LINES)[: list(_LINES).index(style)]]
    before = start
    for match in _LINES[style].finditer(text, start):
        value = value_of(match[1] or match[match.lastindex or 1])
        if value == 1 or any(_leads_between(p, text, before, match.start()) for p in higher):
            return
        yield value, Span(*match.span())
        before = match.end()


def _leads_between(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return any(
        not text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip()
        for m in pattern.finditer(text, start, end)
    )


def _begins(pattern: re.Pattern[str], text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return pattern.match(text, at if text[line:at].strip() else line) is not None


def _judged(context: Context, count: Count, found: _Numbered) -> Judgement | None:
    spans = [context.span(s.start, s.end) for s in (count.span, found.last, found.first)]
    printed, last = context.quote(spans[0]), context.quote(spans[1]).strip("，、：")
    members = (Member(spans[0], printed, "项数"), Member(spans[1], last, "最后一个编号"))
    evidence = Evidence(
        formula="最后一个编号 = 写明的项数",
        members=members,
        claimed=Interval.point(count.number),
        computed=Interval.point(found.value),
    )
    if found.value == count.number:
        return passes(*spans, evidence=evidence)
    if not -_FAR <= found.value - count.number <= _FAR:
        return None
    message = f"写的是“{printed}”，后面编号到“{last}”"
    return fails(message, *spans, suggestion="请核对是漏列，还是数字有误", evidence=evidence)


RULES: Final = (CountOfNumbered,)
