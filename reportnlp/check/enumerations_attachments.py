"""References to attachments and the attachments that there are: ENU-05."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.check.runs import value_of
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law

_NUMBER: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d份个项件页])"
_REFERENCE = re.compile(rf"(?:见|参见|参照|按照|按|附|（|\()附件 ?{_NUMBER}")
# 附件：1.… 2.… as the note below the body.
_LISTING = re.compile(r"(?m)^[ \t\u3000]{0,8}附件 ?[:：][ \t\u3000\n]{0,8}(?=1[.．、 ])")
_LISTED = re.compile(r"[ \t\u3000]{0,8}(\d{1,2})[.．、][^\n]{1,80}(?:\n|\Z)\s{0,8}")
# 附件1 at the head of the attachment itself.
_HEAD = re.compile(
    rf"(?m)^[ \t\u3000]{{0,8}}附件 ?{_NUMBER}[ \t\u3000]{{0,4}}(?=[:：\n]|\Z|[\u4e00-\u9fff《“（\d])"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    value: int
    span: Span


class Attachments(Rule):
    """附件的引用或编号与附件对不上。

    说明：正文写“见附件3”，附件说明或附件本身却只到附件2；附件说明的编号跳号或重号；附件本身的编号超出附件说明。
    例外：“附件3份”说的是份数；全文既没有附件说明、也没有附件的（网页版常略去），不作判断。
    """

    id = "ENU-05"
    name = "附件编号"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="党政机关公文格式（GB/T 9704—2012）", article="附件说明", certainty="recalled"),
    )
    bad = (
        Example("任务分工见附件3。\n附件：1.任务分工表\n2.名词解释\n", marked="附件3"),
        Example("任务分工见附件1。\n附件：1.任务分工表\n3.名词解释\n", marked="3"),
    )
    good = (
        Example("任务分工见附件2。\n附件：1.名词解释\n2.任务分工表\n"),
        Example("随文报送附件3份。\n附件：1.名词解释\n2.任务分工表\n"),
        Example("名单详见附件2。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every reference, and the numbers of the attachments."""
        text = context.clean
        if "附件" not in text:
            return
        listed, heads = _listed(text), _found(_HEAD, text)
        yield from _sequence(context, listed)
        known = max((n.value for n in (*listed, *heads)), default=0)
        for reference in _found(_REFERENCE, context.plain):
            if known:
                yield _reference(context, reference, known)
        most = max((n.value for n in listed), default=0)
        yield from (_beyond(context, head, most) for head in heads if most and head.value > most)


def _found(pattern: re.Pattern[str], text: str) -> list[_Numbered]:
    return [
        _Numbered(value_of(m[1]), Span(text.find("附件", m.start()), m.end())) for m in pattern.finditer(text)
    ]


def _listed(text: str) -> list[_Numbered]:
    """The numbers of the first note that lists the attachments."""
    listing = _LISTING.search(text)
    found: list[_Numbered] = []
    at = listing.end() if listing else len(text)
    while (match := _LISTED.match(text, at)) is not None:
        value = int(match[1])
        if found and not found[-1].value <= value <= found[-1].value + 2:
            break
        found.append(_Numbered(value, Span(*match.span(1))))
        at = match.end()
    return found


def _sequence(context: Context, listed: Sequence[_Numbered]) -> Iterator[Judgement]:
    for place, item in enumerate(listed, 1):
        if item.value != place:
            span = context.span(item.span.start, item.span.end)
            message = f"附件说明的第{place}个附件编号为“{item.value}”"
            yield fails(message, span, suggestion="请核对附件的编号和个数")
            return
    if len(listed) > 1:
        yield passes(context.span(listed[0].span.start, listed[-1].span.end))


def _reference(context: Context, reference: _Numbered, known: int) -> Judgement:
    span = context.span(reference.span.start, reference.span.end)
    if 0 < reference.value <= known:
        return passes(span)
    message = f"正文引用“{context.quote(span)}”，附件只编到 {known}"
    return fails(message, span, suggestion="请核对引用的附件编号，或补上附件")


def _beyond(context: Context, head: _Numbered, most: int) -> Judgement:
    span = context.span(head.span.start, head.span.end)
    message = f"有“{context.quote(span)}”，附件说明只列到 {most}"
    return fails(message, span, suggestion="请核对附件说明")


RULES: Final = (Attachments,)
