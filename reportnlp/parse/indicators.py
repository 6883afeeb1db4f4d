"""Indicators: quantities with subject, kind, period, status and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportnlp.datamodel import Indicator, Kind, Period, Quantity, Section, Span, Status
from reportnlp.parse.changes import COMPARED_TO
from reportnlp.parse.clauses import Clauses
from reportnlp.parse.periods import Mentioned, PeriodIndex, Regimes, anchor_year, find_periods
from reportnlp.parse.quantities import Mention, find_mentions
from reportnlp.parse.refusals import mask_titles
from reportnlp.parse.scenes import Reading, is_threshold
from reportnlp.parse.subjects import SubjectReader

_TARGET_ROLES = frozenset({"plan", "targets", "tasks", "self_building"})

_DAYS_COUNTED = re.compile(r"天数|优良|蓝天")
_NORM = re.compile(
    r"每(?:年|月|半?月|季度?|半年|周|日|天|两年|两周|个|人)[^，。；\n]{0,12}(?:至少|不少于|不低于|不超过|不得|须|应)[^，。；\n]{0,24}\Z"
    r"|每隔\Z"
)
_EVERY = re.compile(r"每(?:半?月|季度?|半年|周|两周|天|日)[^，。；\n\d]{0,6}\Z")
_REACHED = re.compile(r"(?:达到?|增至|升至|提高到|增加到|提升到|发展到)\Z")
_NEXT = re.compile(r"下一步|下一阶段|下步|明年|今后|新的一年")
_REQUIRED = re.compile(r"的[一-龥]{0,4}(?:要求|规定|时限|标准)(?=[，。；])")
_WORD = re.compile("[一-龥]")
_HOURS = ("小时", "分钟", "天", "日", "个工作日", "工作日")
_INTENDED = re.compile(r"确保|力争|争取|将在|计划")
_DONE = re.compile(r"(?P<done>已(?!知|故))|目前|现有|(?<!完成|确保|力争|推动|实现|帮助)剩余|(?<!为)了\Z")
_BASE = re.compile(r"(?:由|从)[^，。；\n]{0,12}\Z")
_BASE_GOES_ON = re.compile(
    r"[^，。；\n]{0,6}(?:提高|增加|增长|上升|提升|扩大|下降|降低|减少|压缩|缩短|精简|调|压减|缩减|整合|优化|发展|降|升|增|减|到|至)"
)
_FOUNDATION = re.compile(r"[^，。；\n]{0,8}(?:的)?基础上")
_BRACKETED_BASE = re.compile(
    r"[（(](?P<when>上年|去年|上年同期|去年同期|20\d\d年)(?:同期)?(?:为|是|仅为|约|\Z)"
)


@dataclass(frozen=True, slots=True)
class _Default:
    """Period and status that a section gives to its figures."""

    period: str
    status: Status


def find_indicators(
    text: str, kind: Kind, year: int | None, sections: Sequence[Section] = ()
) -> tuple[Indicator, ...]:
    """All figures of `text`, in order, without those of a glossary or of a web page's foot.

    The notes of a 统计公报 state figures of their own and are read.

    Args:
        text: clean text.
        kind: report kind; decides what year a section speaks of.
        year: the report's year as `Meta.year` defines it, None where unknown.
        sections: the sections of the same text (their roles set period and status).
    """
    mentions = find_mentions(text)
    clauses = Clauses(text, mentions)
    reader = SubjectReader(text, clauses)
    judge = _Judge(text, clauses, kind, year, sections)
    indicators: list[Indicator] = []
    for start, end, group in _by_sentence(mentions, clauses):
        for reading in reader.read(group, start):
            indicators.append(judge.indicator(reading, Span(start, end)))
    if kind == "tjgb":
        return tuple(indicators)
    explained = {i for i, s in enumerate(sections) if s.role == "notes"}
    return tuple(i for i in indicators if i.section not in explained)


def _by_sentence(mentions: Sequence[Mention], clauses: Clauses) -> Iterator[tuple[int, int, list[Mention]]]:
    i = 0
    while i < len(mentions):
        start, end = clauses.sentence(mentions[i].start)
        j = i
        while j < len(mentions) and mentions[j].start < end:
            j += 1
        yield start, end, list(mentions[i : max(j, i + 1)])
        i = max(j, i + 1)


class _Judge:
    """Says what period and status a figure has, and which section it stands in."""

    def __init__(
        self, text: str, clauses: Clauses, kind: Kind, year: int | None, sections: Sequence[Section]
    ) -> None:
        self._text = text
        self._clauses = clauses
        self._kind: Kind = kind
        self._year = year
        periods = find_periods(mask_titles(clauses.flat), kind, year)
        self._periods = PeriodIndex(periods)
        self._index = SectionIndex(sections)
        tops = [(s.span.start, s.heading) for s in sections if s.level == 1 and s.heading and not s.run_in]
        self._regimes = Regimes(text, periods, tops)
        self._sections = sections
        self._spent = -1  # where the period of a baseline stands, which governs nothing else
        self._base_end, self._base_period = -1, ""  # the last baseline

    def indicator(self, reading: Reading, sentence: Span) -> Indicator:
        mention = reading.mention
        section = self._index.at(mention.start)
        role = self._sections[section].role if section >= 0 else ""
        if role == "problems" and self._kind == "xxgk" and self._is_ahead(mention):
            role = "plan"
        period, status = self._period_and_status(mention, role, sentence)
        quantity = mention.quantity if reading.sign > 0 else _negated(mention.quantity)
        return Indicator(
            span=Span(mention.start, mention.end),
            number_span=Span(mention.start, mention.number_end),
            text=self._text[mention.start : mention.end],
            subject=reading.subject,
            quantity=quantity,
            kind="count"
            if _DAYS_COUNTED.search(reading.subject) and reading.kind == "duration"
            else reading.kind,
            period=Period(period),
            status=status,
            sentence=sentence,
            section=section,
            origin=f"text:{reading.rule}",
        )

    def _period_and_status(self, mention: Mention, role: str, sentence: Span) -> tuple[str, Status]:
        if mention.start == self._base_end:  # 22件|59人 quoted together
            self._base_end = mention.end
            return self._base_period, "baseline"
        if is_threshold(self._text, mention) or self._is_norm(mention, sentence):
            return "", "norm"
        default = self._default(role)
        span = self._regimes.at(mention.start)
        if span and default.status == "actual" and span.rpartition("/")[2][:4] <= default.period[:4]:
            default = _Default(self._of_span(span, mention), "actual")
        clause, _ = self._clauses.clause(mention.start)
        named = self._periods.before(mention.start, sentence.start, clause, self._spent)
        earlier = COMPARED_TO.search(self._text, max(clause, mention.start - 16), mention.start)
        earlier = earlier or _BRACKETED_BASE.search(
            self._text, max(0, clause - 1, mention.start - 16), mention.start
        )
        if earlier is not None:
            self._spent = named.start if named is not None else self._spent
            return self._quoted(mention, self._earlier_year(earlier["when"], default))
        base = self._base(mention, sentence)
        if base is not None:
            if named is None or named.start < base:
                return self._quoted(
                    mention, self._year_before(named.edtf if named is not None else default.period)
                )
            self._spent = named.start
            return self._quoted(mention, named.edtf)
        if named is not None:
            period, status = self._named(named, default)
            # 五年来，由A增加到B: B is the value at the end.
            reached = self._base_end >= clause and "/" in period
            return (period.rpartition("/")[2] if reached else period), status
        held = default.status == "target" and _DONE.search(
            self._text, max(clause, mention.start - 16), mention.start
        )
        if held:
            year = anchor_year(self._kind, self._year) if held["done"] else self._year
            return str(year or ""), "actual"
        return default.period, default.status

    def _of_span(self, span: str, mention: Mention) -> str:
        """A sum belongs to the whole span; a share, or a level reached (达到), to its end."""
        yearly = self._text.find("年均", max(0, mention.start - 8), mention.start) >= 0
        share = mention.quantity.unit in ("%", "‰") and not yearly
        reached = share or _REACHED.search(self._text, max(0, mention.start - 4), mention.start) is not None
        return span.rpartition("/")[2] if reached else span

    def _quoted(self, mention: Mention, period: str) -> tuple[str, Status]:
        self._base_end, self._base_period = mention.end, period
        return period, "baseline"

    def _is_ahead(self, mention: Mention) -> bool:
        """Whether the paragraph has turned to the next steps before the figure (信息公开年报, part five)."""
        window = self._text[max(0, mention.start - 600) : mention.start]
        return _NEXT.search(window, window.rfind("\n") + 1) is not None

    def _default(self, role: str) -> _Default:
        if self._year is None:
            return _Default("", "target" if role in _TARGET_ROLES else "actual")
        if role in _TARGET_ROLES:
            return _Default(str(self._year if self._kind == "gwr" else self._year + 1), "target")
        return _Default(str(anchor_year(self._kind, self._year)), "actual")

    def _named(self, named: Mentioned, default: _Default) -> tuple[str, Status]:
        """An explicit period decides; one that lies behind the report makes a result, one ahead a target."""
        last = int(named.edtf.rpartition("/")[2][:4])
        review = anchor_year(self._kind, self._year)
        if review is None:
            return named.edtf, default.status
        if named.goal and last > review:
            return named.edtf, "target"
        if last <= review and not (
            default.status == "target" and self._kind != "gwr" and last == review and named.relative == "this"
        ):
            return named.edtf, "actual"
        if self._kind == "gwr" and last == self._year:
            return named.edtf, default.status if default.status == "target" else "actual"
        return named.edtf, "target" if last > review else default.status

    def _earlier_year(self, when: str, default: _Default) -> str:
        return when[:4] if when[:4].isdigit() else self._year_before(default.period)

    @staticmethod
    def _year_before(period: str) -> str:
        return str(int(period[:4]) - 1) if period[:4].isdigit() else ""

    def _is_norm(self, mention: Mention, sentence: Span) -> bool:
        before = self._text[max(sentence.start, mention.start - 36) : mention.start]
        if _NORM.search(before) or (mention.quantity.unit in ("次", "期", "轮") and _EVERY.search(before)):
            return True
        if _REQUIRED.match(self._text, mention.end):  # 不低于5%的配备要求
            return True
        # 6小时内报告: a deadline for an act; 压缩至36个工作日内 states what was reached.
        inside = mention.quantity.comparator == "le" and mention.quantity.unit in _HOURS
        return inside and _WORD.match(self._text, mention.end) is not None and not _INTENDED.search(before)

    def _base(self, mention: Mention, sentence: Span) -> int | None:
        """Where 由 or 从 stands in 由58件增加到76件, None where the figure is no such base."""
        start = max(sentence.start, mention.start - 14)
        m = _BASE.search(self._text, start, mention.start)
        if m is not None and _BASE_GOES_ON.match(self._text, mention.end) is not None:
            return m.start()
        if _FOUNDATION.match(self._text, mention.end) is None:
            return None
        found = self._text.rfind("在", start, mention.start)
        return found if found >= 0 else None


class SectionIndex:
    """Finds the innermost section at a position: of those that cover it, the last to begin."""

    __slots__ = ("_bounds", "_owners")

    def __init__(self, sections: Sequence[Section]) -> None:
        owners: dict[int, int] = {0: -1}
        open_ones: list[int] = []

        def close(until: int) -> None:
            while open_ones and sections[open_ones[-1]].span.end <= until:
                end = sections[open_ones.pop()].span.end
                owners[end] = open_ones[-1] if open_ones else -1

        for i in sorted(range(len(sections)), key=lambda i: (sections[i].span.start, sections[i].level)):
            close(sections[i].span.start)
            open_ones.append(i)
            owners[sections[i].span.start] = i
        close(max((s.span.end for s in sections), default=0))
        self._bounds = sorted(owners)
        self._owners = [owners[b] for b in self._bounds]

    def at(self, position: int) -> int:
        """Index of the innermost section that covers `position`, -1 where none does."""
        return self._owners[bisect_right(self._bounds, position) - 1]


def _negated(quantity: Quantity) -> Quantity:
    """The same quantity as a fall; a printed minus sign is not turned round twice."""
    number = -abs(quantity.number)
    upper = None if quantity.upper is None else -abs(quantity.upper)
    return replace(quantity, number=number if number != 0 else Decimal(0), upper=upper)
