"""The changes that the new report states, held against the level of the old one.

A claim fails only where no reading saves it: the levels are linked beyond doubt, the growth is not
one at constant prices, and no revision of the old value that is usual would give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportnlp.compare.levels import Levels
from reportnlp.compare.subjects import subject_of
from reportnlp.compare.years import years_of
from reportnlp.datamodel import Change, Claim, Indicator, Quantity, Reason, Report
from reportnlp.figures.decisions import decide
from reportnlp.figures.price_base import AT_CONSTANT_PRICES, ON_COMPARABLE_BASIS
from reportnlp.figures.printing import shown
from reportnlp.intervals import Bounds, Interval, bounds_of
from reportnlp.resources.alignment import load

_HUNDRED: Final = Interval.point(100)
_ONE: Final = Interval.point(1)
_CHANGES: Final = frozenset({"growth", "points", "change"})
_TIMES: Final = frozenset({"倍", "番"})

_OTHER_BASE = re.compile(
    r"年均|年平均|复合|平均每年|累计|五年|两年|三年|四年|十年|环比|比年初|较年初|目标|计划|任务|全[国省市]平均|高于|快于|低于|占"
    r"|(?:比|较)(?:20\d\d|“|建|成立|[一二三四]季度|上半年|前)|以来|期间|“十[一二三四五]五”"
)
_BASE_YEAR = re.compile(r"(?:比|较|与|是|为|相当于)((?:19|20)\d\d)年")
_COMPARABLE = re.compile(r"同口径|可比|口径|区划|合并|剔除|不含|不变价|名义|扣除|实际增")
_EARLY = re.compile(r"预计|预期|初步|快报|左右")
_SPAN = re.compile(
    r"五年|本届|年均|累计|“十[一二三四五]五”|(?:比|较)(?:19|20)\d\d年(?!同期)[^，。]{0,20}(?:，|、)年均"
)
_REVIEW = re.compile(
    r"(?:过去|这|本届政府|前)的?五年|五年来|五年工作|“十[一二三四五]五”(?:时期|期间|以来|规划圆满|收官)|本届政府"
)
_LAST_YEAR = re.compile(r"上年|去年|同比|(?:比|较|与)20\d\d年")
_OF_A_PART = re.compile(r"新增|净增|新|压减|减少|压缩|节约|减免|核减|下降|降低|增加")
_IS_TIMES = re.compile(r"(?:是|为|相当于|达到?)[^，。；]{0,14}的?\Z")
_SLACK: Final = {"money": Fraction(1, 10), "measure": Fraction(1, 10)}
"""How far an old level may have been revised since (census, final accounts), as a share of it."""

_SLACK_OF_COUNTS: Final = Fraction(1, 20)
_SLACK_OF_BULLETINS: Final = Fraction(4, 5)  # 统计公报 give growth on a comparable basis throughout
_SLACK_OF_EARLY: Final = Fraction(1, 5)  # of a level that was called an estimate
_LEAD: Final = 150  # characters of a paragraph that tell what it is about
_OPENING: Final = 3000  # characters in which a report says what it looks back on
_POINTS: Final = Fraction(1, 2)  # percentage points, for rates

_WHY: Final[Mapping[Reason, str]] = {
    "price-base": "增幅可能按可比价格或调整后的基数计算",
    "rounding": "换一种取舍（如去尾）才对得上",
    "hedge": "在“约、左右、以上”等说法允许的边缘",
}
"""Why in words, for the reasons that need no more than that."""


@dataclass(frozen=True)
class Claims:
    """The claims of a report.

    Args:
        old_year, new_year: the years that the two report on.
        changes, undecided: the aligned figures.
    """

    old: Report
    new: Report
    old_year: int | None
    new_year: int | None
    changes: Sequence[Change]
    undecided: Sequence[Change]

    def all(self) -> tuple[Claim, ...]:
        """Every change that is said of the year the new report is of, in its order."""
        return tuple(self._judged(index) for index in self._stated())

    def _stated(self) -> Iterator[int]:
        for index, indicator in enumerate(self.new.indicators):
            quantity = indicator.quantity
            is_change = indicator.kind in _CHANGES or quantity.unit in _TIMES
            if not is_change or indicator.status != "actual" or quantity.parts or quantity.upper is not None:
                continue
            years = years_of(indicator.period)
            if years is None or self.new_year is None or years.last == self.new_year:
                yield index

    @cached_property
    def _levels(self) -> Levels:
        return Levels(self.new)

    @cached_property
    def _bases(self) -> Mapping[int, Change]:
        found = {c.new: c for c in self.undecided if c.relation == "yoy"}
        return found | {c.new: c for c in reversed(self.changes) if c.relation == "yoy"}

    def _judged(self, index: int) -> Claim:
        """One claim: what it is of, what it grew from, and whether that gives it."""
        indicator = self.new.indicators[index]
        before = self._before(indicator)
        other = self._other_base(indicator, before)
        if other:
            return Claim(index, "cannot_tell", reason="scope", why=other)
        level = self._levels.of(index)
        if level is None:
            return Claim(index, "cannot_tell", reason="linking", why="今年的报告只写了增减，没有写对应的数")
        change = self._bases.get(level)
        if change is None:
            why = "上年的报告里没有找到对应的数"
            return Claim(index, "cannot_tell", level, reason="linking", why=why)
        return self._computed(index, level, change, before)

    def _before(self, indicator: Indicator) -> str:
        """The words of its sentence since the figure's clause began."""
        start = max(indicator.sentence.start, indicator.span.start - 40)
        return "".join(self.new.text[start : indicator.span.start].split())

    def _other_base(self, indicator: Indicator, before: str) -> str:
        """Why the change is not one against the year before; "" where it is."""
        years, clause = years_of(indicator.period), re.split(r"[，。；：]", before)[-1]
        if years is not None and not (years.length == 1 and years.whole):
            return "不是全年与上年相比的增减"
        named = _BASE_YEAR.search(clause)
        if named is not None and self.old_year is not None and int(named[1]) != self.old_year:
            return f"是与{named[1]}年相比"
        if named is None and _OTHER_BASE.search(clause):
            return "不是与上年相比的增减"
        if self.old_year is not None and self.new_year is not None and self.new_year != self.old_year + 1:
            return "两份报告的年度不相连"
        return ""

    def _computed(self, index: int, level: int, change: Change, before: str) -> Claim:
        claim, new, old = (
            self.new.indicators[index],
            self.new.indicators[level],
            self.old.indicators[change.old],
        )
        way = _way_of(claim, new, before)
        if way is None:
            why = "写法与数的单位不对应，不能换算"
            return Claim(index, "cannot_tell", level, change.old, "scope", why)
        implied = way.implied(_printed_in(old, new), bounds_of(new.quantity))
        stated = way.stated(claim.quantity)
        decision = decide(claim.quantity, implied, stated)
        reason: Reason | None = decision.reason
        verdict = {"pass": "consistent", "open": "cannot_tell"}.get(decision.verdict, "")
        why = ""
        if not verdict:
            reason, why = self._excuse(claim, new, change, way, before)
            verdict = "cannot_tell" if reason else "inconsistent"
        why = why or (_WHY[reason] if reason else "")
        formula = way.formula(old.text, new.text)
        return Claim(index, verdict, level, change.old, reason, why, stated.core, implied.core, formula)  # type: ignore[arg-type]

    def _excuse(
        self, claim: Indicator, new: Indicator, change: Change, way: _Way, before: str
    ) -> tuple[Reason | None, str]:
        """Under which reading the claim may yet be right; (None, "") where there is none."""
        old = self.old.indicators[change.old]
        said = f"{new.subject} {before}"
        if AT_CONSTANT_PRICES.search(said) or ON_COMPARABLE_BASIS.search(said):
            return "price-base", ""
        scope = self._other_scope(claim, new, old, way)
        if scope:
            return "scope", scope
        if change in self.undecided or not _are_one(old, new):
            return "linking", "不能确定上年的数是不是同一项"
        stated = way.stated(claim.quantity).hard
        if stated.meets(way.implied(_revised(old, new, self._slack(old, new)), bounds_of(new.quantity)).hard):
            return "price-base", "上年的数后来可能有调整（快报数、决算数、普查修订），基数稍有出入"
        return None, ""

    def _other_scope(self, claim: Indicator, new: Indicator, old: Indicator, way: _Way) -> str:
        """Why the three figures may not be of the same thing; "" where nothing says so."""
        clauses = self._clause(self.new, claim), self._clause(self.old, old)
        if any(_COMPARABLE.search(clause) for clause in clauses):
            return "写明是同口径或剔除后的，上年的数口径不同"
        if any(_SPAN.search(clause) for clause in (*clauses, self._lead(claim))):
            return "这一段讲的是几年的变化，或是累计数"
        if self._reviews_years and not _LAST_YEAR.search(clauses[0]):
            return "报告回顾了几年的工作，没有写明是与上年相比"
        if way.name != "difference" and _OF_A_PART.match("".join(new.subject.split())):
            return "增幅可能是总数的，不是新增（压减）数的"
        return ""

    @cached_property
    def _reviews_years(self) -> bool:
        """Whether the new report looks back on a term of office or a plan, not on one year only."""
        return _REVIEW.search(self.new.text[:_OPENING]) is not None

    def _slack(self, old: Indicator, new: Indicator) -> Fraction:
        """How far the old level may have been revised since, as a share of it."""
        if self.new.meta.kind == "tjgb":
            return _SLACK_OF_BULLETINS
        if _EARLY.search(self._clause(self.old, old)):
            return _SLACK_OF_EARLY
        return _SLACK.get(new.kind, _SLACK_OF_COUNTS)

    def _lead(self, claim: Indicator) -> str:
        """What the paragraph says in front of a claim's sentence."""
        start = self.new.text.rfind("\n", 0, claim.span.start) + 1
        return self.new.text[max(start, claim.span.start - _LEAD) : claim.span.start]

    def _clause(self, report: Report, indicator: Indicator) -> str:
        start = max(indicator.sentence.start, indicator.span.start - 60)
        return report.text[start : min(indicator.sentence.end, indicator.span.end + 40)]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a claim follows from two levels: by growth, difference, multiple or doubling."""

    name: str

    def implied(self, old: Bounds, new: Bounds) -> Bounds:
        """What the levels give for the claim."""
        return Bounds(self._of(old.core, new.core), self._of(old.hard, new.hard))

    def _of(self, old: Interval, new: Interval) -> Interval:
        match self.name:
            case "difference":
                return new - old
            case "growth":
                return new.over(old).scaled(100) - _HUNDRED
            case "more times":
                return new.over(old) - _ONE
            case _:
                return new.over(old)

    def stated(self, claim: Quantity) -> Bounds:
        """What the claim admits, as a number that `implied` can be held against."""
        if self.name != "doublings":
            return bounds_of(claim)
        times = Fraction(2) ** min(int(claim.number), 10)
        about = Interval(
            times * Fraction(9, 10), None if claim.comparator != "eq" else times * Fraction(11, 10)
        )
        return Bounds(about, about)

    def formula(self, old: str, new: str) -> str:
        """The computation in words."""
        sign = {
            "difference": f"{new} − {old}",
            "growth": f"{new} ÷ {old} − 1",
            "more times": f"{new} ÷ {old} − 1",
        }
        return sign.get(self.name, f"{new} ÷ {old}")


def _way_of(claim: Indicator, new: Indicator, before: str) -> _Way | None:
    """The way from the levels to the claim; None where their units do not go together."""
    unit, is_rate = claim.quantity.unit, new.quantity.unit in ("%", "‰")
    if claim.kind == "points":
        return _Way("difference") if is_rate else None
    if is_rate:
        return None  # of a rate, 提高2% may be meant as points
    if unit == "%":
        return _Way("growth")
    if unit == "番":
        return _Way("doublings")
    if unit == "倍":
        return _Way("times" if _IS_TIMES.search(before) else "more times")
    return _Way("difference") if unit == new.quantity.unit else None


def _are_one(old: Indicator, new: Indicator) -> bool:
    """Whether two levels have the same name or concept: beyond doubt, where a contradiction hangs on it."""
    return (bool(old.concept) and old.concept == new.concept) or subject_of(old.subject).bare == subject_of(
        new.subject
    ).bare


def _printed_in(old: Indicator, new: Indicator) -> Bounds:
    """What the old level admits, in the unit of the new one."""
    (_, mine), (_, its) = load().base(old.quantity.unit), load().base(new.quantity.unit)
    bounds = bounds_of(old.quantity)
    return Bounds(bounds.core.scaled(mine / its), bounds.hard.scaled(mine / its))


def _revised(old: Indicator, new: Indicator, slack: Fraction) -> Bounds:
    """The old level as it may have been revised since, in the unit of the new one."""
    bounds = _printed_in(old, new)
    if new.quantity.unit in ("%", "‰"):
        around = Interval(-_POINTS, _POINTS)
        return Bounds(bounds.core + around, bounds.hard + around)
    return Bounds(_stretched(bounds.core, slack), _stretched(bounds.hard, slack))


def _stretched(interval: Interval, slack: Fraction) -> Interval:
    low, high = interval.scaled(1 - slack).low, interval.scaled(1 + slack).high
    return Interval(low, high, interval.low_open, interval.high_open)


def implied_text(claim: Claim, like: Quantity) -> str:
    """The values that the levels give, in the unit of the claim."""
    return "" if claim.implied is None else shown(claim.implied, like)
