"""The same item twice in one list: ENU-04."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.lists import joints
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence, Member, Span
from reportnlp.intervals import Interval
from reportnlp.resources.listing import load
from reportnlp.resources.profiles import Law

_ENDS: Final = "，。；：！？\n\t,;:"
_CLAUSE = re.compile(f"[^{_ENDS}]+")
# In every list of three items; the clauses around such places are much fewer than all.
_TWO_PAUSES = re.compile(f"、[^、{_ENDS}]{{0,3000}}、")
_LONGEST: Final = 3000  # characters; longer ones are broken files
_SHORTEST: Final = 2  # characters; 市 and 县 may well stand twice
_FIGURE = re.compile(r"[\dA-Za-z]")
_ELIDED = re.compile("等")
_HAN = re.compile(r"[\u4e00-\u9fff“《]")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A list with two items that are the same; `listed` from the first item to the last."""

    listed: Span
    first: Span
    second: Span


class RepeatedItem(Rule):
    """同一列举里有一项写了两次。

    说明：用顿号并列的三项以上的列举里，两项完全相同（两个字以上）。
    例外：带数字的项（分别增长5%、5%）、单字的项（市、县）和只有一部分相同的项，不在此列。
    """

    id = "ENU-04"
    name = "列举重复"
    level = "error"
    sources = (Law(instrument="列举各项互不相同", certainty="seen"),)
    bad = (
        Example("成立综合协调、宣传报道、督导检查、宣传报道四个工作组。", marked="宣传报道"),
        Example("覆盖教育、卫生、交通、卫生等领域。", marked="卫生"),
        Example("推进“一网通办”、“一窗受理”、“证照分离”、“一窗受理”。", marked="“一窗受理”"),
    )
    good = (
        Example("完善市、县（市）、县直各部门的衔接，建成教育、卫生、卫生监督等系统。"),
        Example("三次产业分别增长5.2%、6.1%、5.2%。"),
        Example("由投资、出口拉动转向消费、投资、出口协调拉动。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every list of three or more items."""
        for match in _lists(context.shaded):
            found = _repeat(context.clean, context.shaded, match) if _may_repeat(match[0]) else None
            if found is None:
                yield passes(context.match(match))
            else:
                yield _judgement(context, found)


def _lists(view: str) -> Iterator[re.Match[str]]:
    done = 0
    while (pauses := _TWO_PAUSES.search(view, done)) is not None:
        start = max(view.rfind(end, done, pauses.start()) for end in _ENDS)
        clause = _CLAUSE.match(view, max(start + 1, done))
        assert clause is not None  # the pauses stand in it
        if len(clause[0]) <= _LONGEST:
            yield clause
        done = clause.end()


def _may_repeat(listed: str) -> bool:
    """Whether it is worth looking closer; nearly no list is."""
    words = listed.split("、")
    return (
        len(set(words)) < len(words)
        or words[0].endswith(words[1])
        or any(word in words[-1] for word in words[1:-1])
    )


def _repeat(text: str, view: str, match: re.Match[str]) -> Repeat | None:
    """The first item of the list that stands in it twice.

    The first item carries what stands in front of the list: it counts only where the next one is its
    end, behind a verb (东南亚、南亚 are two).
    """
    spans = _parts(view, match)
    first, second = spans[0], spans[1]
    words = [text[s.start : s.end] for s in spans]
    listed = Span(*match.span())
    front = words[0].removesuffix(words[1])
    if _counts(words[1]) and front != words[0] and (not front or load().verb_end.search(front)):
        return Repeat(listed, Span(first.end - len(words[1]), first.end), second)
    if len(set(words[1:])) == len(words) - 1:
        return None
    seen: dict[str, Span] = {}
    for word, span in list(zip(words, spans, strict=True))[1:]:
        if word in seen and _counts(word):
            return Repeat(listed, seen[word], span)
        seen.setdefault(word, span)
    return None


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST and not _FIGURE.search(word) and _HAN.match(word) is not None


def _parts(view: str, match: re.Match[str]) -> list[Span]:
    """The items; the last one without the count or 等 behind it, whole and parted at its joints."""
    cuts = [match.start() - 1, *(i for i in range(*match.span()) if view[i] == "、"), match.end()]
    *others, last = (_trimmed(view, Span(a + 1, b)) for a, b in pairwise(cuts))
    words = view[last.start : last.end]
    tails = [m.start() for p in (load().count, _ELIDED) if (m := p.search(words))]
    words = words[: min(tails, default=len(words))]
    parts = joints(words)
    starts = [0, *(after for _, after in parts)]
    ends = [*(before for before, _ in parts), len(words)]
    lasts = [Span(last.start + a, last.start + b) for a, b in zip(starts, ends, strict=True)]
    whole = [Span(last.start, last.start + len(words))] if parts else []
    return [*others, *whole, *lasts]


def _trimmed(view: str, span: Span) -> Span:
    words = view[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def _judgement(context: Context, found: Repeat) -> Judgement:
    spans = [context.span(s.start, s.end) for s in (found.second, found.first)]
    word = context.quote(spans[0])
    members = tuple(Member(s, context.quote(s), word) for s in spans)
    evidence = Evidence(
        formula="同一列举里各项只写一次",
        members=members,
        claimed=Interval.point(1),
        computed=Interval.point(2),
    )
    listed = context.quote(context.span(found.listed.start, found.listed.end), 60)
    message = f"列举里“{word.strip('“”')}”写了两次：{listed}"
    return fails(message, *spans, suggestion="请核对是重复，还是误写了另一项", evidence=evidence)


RULES: Final = (RepeatedItem,)
