"""What a report tells as done after the day it was signed (TIM-04), and reports signed too late (TIM-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.times_dates import CALENDAR
from reportnlp.check.times_signed import Signed, last_day, signed, signed_year
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.resources.registry import Deadline, Term, deadlines, terms

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])[日号])?(?!底?[前止至到—-]|以前|之前)"
)
_DONE = re.compile(
    r"(?:召开|举行|举办|印发|出台|发布|公布|开展|完成|建成|通过|获批|启动|成立|审结|办结|处理|制定|修订|组织|受理)[^，。；\n]{0,6}?了"
    r"|已(?!于|[^，。；\n]{0,4}(?:确定|列入|定于))|荣获|被评为|获评|成功[^，。；\n]{0,10}(?:召开|举办|创建)|圆满|顺利"
)
_TOLD = re.compile(r"(?:召开|举行|举办|印发|出台|开展|审议|通过|组织)(?!时间)")
_PLANNED = re.compile(
    r"将|拟|计划|预计|定于|力争|争取|有效期|施行|实施|生效|截止|日起|月起|[之以]前|前(?:完成|建成)|下一步|(?<![重主纪摘])要(?![求点闻事])"
)
_SENTENCE_END = re.compile(r"[。；\n]")
_REACH = 60  # characters behind a date in which a deed is its own

_EXPECTED = re.compile(r"(?:迎接|喜迎|迎|即将|筹备|召开前|备战)[^，。；\n]{0,8}\Z")
_PAST = re.compile(
    r"[^，。；\n]{0,4}?(?:精神|以来|报告(?:指出|提出)|(?:胜利|顺利|成功)?召开后|作出|提出|部署|闭幕)"
)
_CONCEPT = ("思想", "”")  # last characters of a term that is no meeting: its mere use tells


class ToldTooEarly(Rule):
    """成文日期之后的事写成已经发生。

    说明：报告 3月20日成文，就不会有“3月25日召开了”；会议召开之前也不会有“贯彻……会议精神”。
    多半是日期写错，或沿用了别的文稿。会议日期凭记忆登记，只作警告。
    例外：计划安排（将于、拟于、力争、施行日期）不判；没有写年份的日期不判；“迎接党的二十大”不判。
    """

    id = "TIM-04"
    name = "事在成文之后"
    level = "error"
    sources = (CALENDAR,)
    bad = (
        Example(
            "2024年3月25日召开了全县法治工作会议。\n临江县人民政府\n2024年3月20日",
            marked="2024年3月25日",
        ),
        Example(
            "深入学习贯彻党的二十大精神，推进依法行政。\n临江县人民政府\n2022年3月20日",
            year=2021,
            marked="党的二十大",
        ),
    )
    good = (
        Example("拟于2024年3月25日召开全县法治工作会议。\n临江县人民政府\n2024年3月20日"),
        Example("以优异成绩迎接党的二十大胜利召开。\n临江县人民政府\n2022年3月20日", year=2021),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every dated deed, and every term of a meeting, against the date of the report."""
        own = signed(context)
        if own is not None:
            for found in _DATE.finditer(context.plain):
                yield from _deed(context, found, own)
        latest = own.day if own else _latest(context)
        if latest is not None:
            yield from _too_early(context, latest)


def _latest(context: Context) -> date | None:
    """The last day on which a report without a full date can have been written."""
    year = signed_year(context) or context.year
    if year is None:
        return None
    return date(year + (0 if signed_year(context) else 1), 12, 31)


def _deed(context: Context, found: re.Match[str], own: Signed) -> Iterator[Judgement]:
    year, month = int(found[1]), int(found[2])
    day = int(found[3] or 1)
    span = context.match(found)
    if day > last_day(month, year) or (own.span and own.span.start <= span.start < own.span.end):
        return
    if date(year, month, day) <= own.day:
        yield passes(span)
        return
    text = context.plain
    end = _SENTENCE_END.search(text, found.end(), found.end() + _REACH)
    behind = text[found.end() : end.start() if end else found.end() + _REACH]
    before = text[max(0, found.start() - 12) : found.start()]
    planned = _PLANNED.search(before) or _PLANNED.search(behind)
    if planned or behind.strip() == "印发" or context.is_apart(span.start):
        return
    message = f"报告成文于{_said(own.day)}，却把{context.quote(span)}的事写成已经发生"
    if _DONE.search(behind):
        yield fails(message, *_both(span, own), suggestion="请核对这一日期和成文日期")
    elif _TOLD.match(behind.lstrip("，,")):
        yield fails(message, *_both(span, own), suggestion="请核对这一日期和成文日期", level="warning")


def _both(span: Span, own: Signed) -> tuple[Span, ...]:
    return (span, own.span) if own.span else (span,)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _too_early(context: Context, latest: date) -> Iterator[Judgement]:
    for term in terms():
        if term.since <= latest:
            continue
        spans = tuple(_uses(context, term))
        if spans:
            message = f"报告成文不晚于{_said(latest)}，而“{term.term}”是{_said(term.since)}以后才有的"
            yield fails(message, *spans, suggestion="请核对成文日期，或是否误用了别的文稿", level="warning")


def _uses(context: Context, term: Term) -> Iterator[Span]:
    text = context.plain if not term.term.startswith("“") else context.prose
    at = text.find(term.term)
    while at >= 0:
        end = at + len(term.term)
        told = term.term.endswith(_CONCEPT) or _PAST.match(text, end)
        span = context.span(at, end)
        if told and not _EXPECTED.search(text, max(0, at - 12), at) and not context.is_apart(span.start):
            yield span
        at = text.find(term.term, end)


@cache
def _deadlines(kind: str, level: str) -> tuple[Deadline, ...]:
    """The readings for a report of `kind`, the strictest first; a level that is unknown is a local one."""
    return tuple(d for d in deadlines() if d.kind == kind and (level or "county") in d.levels)


class FiledLate(Rule):
    """成文日期晚于报送期限。

    说明：法治政府建设年度报告应在次年3月1日前（一说第一季度内）报送；成文日期已过期限的，提示核对是否按时报送。
    例外：只看报告末尾印的成文日期，不看网页发布日期；各地规定不一，介于两个期限之间的只作“存疑”。
    """

    id = "TIM-06"
    name = "报送逾期"
    level = "info"
    sources = (
        Law(instrument="四川《法治政府建设年度报告工作指引》（每年3月1日前）", certainty="seen"),
        Law(instrument="《法治政府建设实施纲要（2015—2020年）》（每年第一季度）", certainty="seen"),
    )
    kinds = frozenset({"fazhi"})
    bad = (
        Example(
            "全年办理行政复议案件12件。\n临江县人民政府\n2024年3月20日",
            marked="2024年3月20日",
            reason="scope",
        ),
        Example("全年办理行政复议案件12件。\n临江县人民政府\n2024年5月6日", marked="2024年5月6日"),
    )
    good = (
        Example("全年办理行政复议案件12件。\n临江县人民政府\n2024年2月20日"),
        Example("全年办理行政复议案件12件。\n临江县人民政府\n2023年12月28日"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The date at the foot against every reading of the deadline."""
        own, year = signed(context), context.year
        readings = _deadlines(context.report.meta.kind, context.level)
        if own is None or own.span is None or year is None or not readings:
            return
        missed = [d for d in readings if own.day > d.day(year)]
        if not missed:
            yield passes(own.span)
        elif len(missed) == len(readings):
            text = f"成文日期{_said(own.day)}已过报送期限（{missed[-1].reading}）"
            yield fails(text, own.span, suggestion="请核对是否按时报送")
        else:
            kept = readings[len(missed)].reading
            text = f"成文日期{_said(own.day)}：按“{missed[0].reading}”已逾期，按“{kept}”未逾期"
            yield unsure("scope", text, own.span, suggestion="请核对本地规定的报送期限", level="info")


RULES: Final = (ToldTooEarly, FiledLate)
