"""Under which reading a claim that the levels contradict may yet be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportnlp.compare.moved import is_rate
from reportnlp.compare.restatements import are_one, revised
from reportnlp.compare.ways import Way, printed_in
from reportnlp.compare.years import reviews_years
from reportnlp.datamodel import Indicator, Reason, Report
from reportnlp.figures.price_base import AT_CONSTANT_PRICES, ON_COMPARABLE_BASIS
from reportnlp.figures.surroundings import around
from reportnlp.intervals import bounds_of

_COMPARABLE = re.compile(r"同口径|可比|口径|区划|合并|剔除|不含|不变价|名义|(?<!加计)扣除|实际增")
_SPAN = re.compile(r"五年|本届|年均|累计|“十[一二三四五]五”")
_LAST_YEAR = re.compile(r"上年|去年|同比|(?:比|较|与)20\d\d年")
_OF_A_PART = re.compile(r"新增|净增|新|压减|减少|压缩|节约|减免|核减|下降|降低|增加")
_EARLY = re.compile(r"预计|预期|初步|快报|左右")
_LEAD: Final = 150  # characters of a paragraph that tell what it is about
_BEFORE, _BEHIND = 60, 40  # characters around a figure that may speak of its scope

_SLACK: Final[Mapping[str, Fraction]] = {"money": Fraction(1, 10), "measure": Fraction(1, 10)}
"""How far an old level may have been revised since (census, final accounts), as a share of it."""

_SLACK_OF_COUNTS: Final = Fraction(1, 20)
_SLACK_OF_EARLY: Final = Fraction(1, 5)  # of a level that was called an estimate
_SLACK_OF_BULLETINS: Final = Fraction(4, 5)  # 统计公报 give growth on a comparable basis throughout

Excuse = tuple[Reason, str]
"""The class of the reason, and the reason in words."""

PRICES: Final[Excuse] = ("price-base", "增幅可能按可比价格或调整后的基数计算")


def at_constant_prices(level: Indicator, before: str) -> bool:
    """Whether the growth of a level is one of volumes, which no levels at current prices give."""
    return AT_CONSTANT_PRICES.search(f"{level.subject} {before}") is not None


@dataclass(frozen=True)
class Excuses:
    """The readings that two reports leave open."""

    old: Report
    new: Report

    def of(self, claim: Indicator, level: Indicator, base: Indicator, way: Way, before: str) -> Excuse | None:
        """Why the claim may yet be right; None where nothing speaks for it.

        Args:
            claim, level: of the new report; `base`: the old level.
            before: the words in front of the claim.
        """
        if ON_COMPARABLE_BASIS.search(f"{level.subject} {before}"):
            return PRICES
        scope = self._other_scope(claim, level, base, way)
        if scope:
            return "scope", scope
        old = revised(printed_in(base, level), self._slack(base, level), of_rate=is_rate(level))
        if way.stated(claim.quantity).hard.meets(way.implied(old, bounds_of(level.quantity)).hard):
            return "price-base", "上年的数后来可能有调整（快报数、决算数、普查修订），基数稍有出入"
        return None if are_one(base, level) else ("linking", "不能确定上年的数是不是同一项")

    def _other_scope(self, claim: Indicator, level: Indicator, base: Indicator, way: Way) -> str:
        """Why the three figures may not be of the same thing; "" where nothing says so."""
        clauses = _around(self.new, claim), _around(self.old, base)
        if any(_COMPARABLE.search(clause) for clause in clauses):
            return "写明是同口径或剔除后的，上年的数口径不同"
        if any(_SPAN.search(clause) for clause in (*clauses, self._lead(claim))):
            return "这一段讲的是几年的变化，或是累计数"
        if self._reviews_years and not _LAST_YEAR.search(clauses[0]):
            return "报告回顾了几年的工作，没有写明是与上年相比"
        if way.name != "difference" and _OF_A_PART.match("".join(level.subject.split())):
            return "增幅可能是总数的，不是新增（压减）数的"
        return ""

    @cached_property
    def _reviews_years(self) -> bool:
        return reviews_years(self.new)

    def _slack(self, base: Indicator, level: Indicator) -> Fraction:
        """How far the old level may have been revised since, as a share of it."""
        if self.new.meta.kind == "tjgb":
            return _SLACK_OF_BULLETINS
        if _EARLY.search(_around(self.old, base)):
            return _SLACK_OF_EARLY
        return _SLACK.get(level.kind, _SLACK_OF_COUNTS)

    def _lead(self, claim: Indicator) -> str:
        """What the paragraph says in front of a claim."""
        start = self.new.text.rfind("\n", 0, claim.span.start) + 1
        return self.new.text[max(start, claim.span.start - _LEAD) : claim.span.start]


def _around(report: Report, indicator: Indicator) -> str:
    return around(report, indicator, _BEFORE, _BEHIND)
