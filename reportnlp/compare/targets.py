"""What was promised, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportnlp.compare.mentions import Mention
from reportnlp.compare.moved import based
from reportnlp.datamodel import Change, Fulfilment, Indicator, Quantity, Reason, Report, Span, Target
from reportnlp.figures.price_base import AT_CONSTANT_PRICES, ON_COMPARABLE_BASIS
from reportnlp.figures.surroundings import before
from reportnlp.intervals import Interval
from reportnlp.resources.alignment import load
from reportnlp.resources.concepts import concept

_LOWER_IS_BETTER = re.compile(
    r"失业率|发生率|贫困|返贫|投诉|用时|能耗|水耗|消耗|排放|浓度|死亡|事故|发案|PM|消费价格|物价|CPI|赤字|不良|负债率|案件发生|涨幅|成本|时限"
)
_DOWN_TO = re.compile(
    r"(?:降至|降到|降低到|减少到|压减到|控制在|缩短到|缩小到|压缩到|不超过|降低至|减少至)\Z"
)
_DONE = re.compile(
    r"超额(?:地)?(?:完成|实现)了?|(?:圆满|全面|提前|顺利)?完成了?(?:年度|全年|既定|预期|年初)[^，。；]{0,6}(?:目标|任务|计划)"
    r"|(?:达到|高于|好于|超过)了?预期目标"
)
_ALL_DONE = re.compile(
    r"(?:较好地?|基本|顺利|圆满|全面|胜利|超额|全部|如期)(?:完成|实现)了?[^，。；\d]{0,24}"
    r"(?:会议|大会|人大|各项|主要)[^，。；\d]{0,20}(?:目标|任务)"
)
_RESERVED = re.compile(r"较好|基本")
_OPENING: Final = 6000  # characters in which a report gives its verdict on the year
_PLANS: Final = frozenset({"targets", "tasks", "plan", "self_building"})
_RATES: Final = frozenset({"percent", "growth", "points"})
_VERB: Final = 8  # characters in front of a target that say down to what
_NEEDLE: Final = 4  # characters of a subject that are looked for in the text
_ABOUT: Final = Fraction(9, 10)  # 左右 reaches a tenth of the number; see `reportnlp.intervals`
_HUNDRED: Final = Interval.point(100)


@dataclass(frozen=True)
class Targets:
    """The targets of the old report that were due by the end of the year that the new one is of.

    Args:
        due: those targets, in the order of the old report.
        changes, undecided: the aligned figures.
        again: old target → the target of the new report that sets the same number again.
    """

    old: Report
    new: Report
    due: Sequence[Mention]
    changes: Sequence[Change]
    undecided: Sequence[Change]
    again: Mapping[int, int]

    def all(self) -> tuple[Target, ...]:
        """Each with its outcome, once however often it was stated.

        What has neither an outcome nor a verb, a concept or a rate is left out: 与新区接壤51公里 is
        told of in a plan, but not to be reached.
        """
        judged = ((mention, self._judged(mention)) for mention in self.due)
        return tuple(t for mention, t in judged if t.outcome is not None or _is_task(mention))

    @cached_property
    def _outcomes(self) -> Mapping[int, Change]:
        return {c.old: c for c in self.changes if c.relation == "target_outcome" and not c.again}

    @cached_property
    def _possible(self) -> Mapping[int, Change]:
        return {c.old: c for c in self.undecided if c.relation == "target_outcome"}

    @cached_property
    def _levels(self) -> Mapping[str, Change]:
        """Concept → its level in both years, where each states one."""
        found: dict[str, Change] = {}
        for change in self.changes:
            old = self.old.indicators[change.old]
            if change.relation == "yoy" and not change.again and old.concept and old.kind == "money":
                found.setdefault(old.concept, change)
        return found

    def _judged(self, mention: Mention) -> Target:
        target = mention.indicator
        change = self._outcomes.get(mention.first)
        if change is not None:
            outcome = self.new.indicators[change.new]
            fulfilment, reason, why = held_against(target, outcome, falling=self._is_falling(target))
            return Target(
                mention.first, fulfilment, change.new, reason, why, verdict_word=self._word(outcome)
            )
        possible = self._possible.get(mention.first)
        if possible is not None:
            why = "今年的报告有相近的数，但不能确定就是它的结果"
            return Target(mention.first, "cannot_tell", possible.new, "linking", why)
        return self._by_levels(mention) or self._unmentioned(mention)

    def _by_levels(self, mention: Mention) -> Target | None:
        """A target growth that only the levels of the two years tell."""
        target = mention.indicator
        change = self._levels.get(target.concept) if target.kind == "growth" else None
        if change is None:
            return None
        old, new = self.old.indicators[change.old], self.new.indicators[change.new]
        grown = based(new).core.over(based(old).core).scaled(100) - _HUNDRED
        falling = self._is_falling(target)
        fulfilment, reason = _within(grown, _wanted(target, falling), _wanted(target, falling, about=True))
        why = f"按两年的数推算：{new.text} ÷ {old.text} − 1"
        if fulfilment == "missed" and _is_comparable(target.subject):
            return Target(
                mention.first, "cannot_tell", change.new, "price-base", f"{why}；增速可能按可比口径计算"
            )
        return Target(mention.first, fulfilment, change.new, reason, why, verdict_word=self._word(new))

    def _unmentioned(self, mention: Mention) -> Target:
        place = self._mentioned(mention)
        why = "今年的报告提到了，但没有写对应的数" if place else "今年的报告没有提到"
        again = self.again.get(mention.first)
        return Target(mention.first, "no_outcome", why=why, mention=place, again=again)

    def _mentioned(self, mention: Mention) -> Span | None:
        """Where the new report speaks of the same thing, outside its own plans."""
        concept_id, subject = mention.indicator.concept, mention.subject
        for indicator in self.new.indicators if concept_id else ():
            if indicator.concept == concept_id and not self._is_plan(indicator.span.start):
                return indicator.span
        known = concept(concept_id) if concept_id else None
        aliases = (alias for alias in known.aliases if " " not in alias and "/" not in alias) if known else ()
        needles = (mention.indicator.subject, subject.core, subject.bare, *aliases)
        for needle in dict.fromkeys(n for n in needles if len(n) >= _NEEDLE):
            for found in re.finditer(re.escape(needle), self.new.text):
                if not self._is_plan(found.start()):
                    return Span(*found.span())
        return None

    def _is_plan(self, at: int) -> bool:
        return any(plan.start <= at < plan.end for plan in self._plans)

    def _is_falling(self, target: Indicator) -> bool:
        """Whether less is better: 控制在3%以内, 降至0.5%, 下降4%, 失业率."""
        return _DOWN_TO.search(before(self.old, target, _VERB)) is not None or is_falling(target)

    @cached_property
    def _plans(self) -> Sequence[Span]:
        return [s.span for s in self.new.sections if s.role in _PLANS and s.parent < 0]

    def _word(self, outcome: Indicator) -> Span | None:
        """The words of the outcome's sentence that call it done."""
        sentence = outcome.sentence
        found = _DONE.search(self.new.text, sentence.start, min(sentence.end, sentence.start + 400))
        return Span(*found.span()) if found else None


def _is_task(mention: Mention) -> bool:
    return bool(mention.indicator.concept or mention.subject.verbs) or mention.indicator.kind in _RATES


def done_words(report: Report) -> Iterator[tuple[Span, bool]]:
    """Where a report calls its targets done as a whole, and whether without reserve (not 较好, 基本)."""
    for found in _ALL_DONE.finditer(report.text, 0, _OPENING):
        yield Span(*found.span()), _RESERVED.match(found[0]) is None


def held_against(
    target: Indicator, outcome: Indicator, *, falling: bool
) -> tuple[Fulfilment, Reason | None, str]:
    """Whether an outcome reaches a target, and why that cannot be told; `falling`: less is better."""
    if target.quantity.parts or outcome.quantity.parts:
        return "cannot_tell", "scope", "是几项之比，不能简单比较"
    fulfilment, reason = _within(
        _reached(outcome), _wanted(target, falling), _wanted(target, falling, about=True)
    )
    why = "在“约、左右、以上、近”等说法允许的范围里" if reason == "hedge" else ""
    return fulfilment, reason, why


def is_falling(target: Indicator) -> bool:
    """Whether the figure alone says that less is better."""
    quantity = target.quantity
    if quantity.comparator in ("le", "lt") or quantity.number < 0:
        return True
    if quantity.comparator in ("ge", "gt", "more"):
        return False
    known = concept(target.concept) if target.concept else None
    if known is not None and known.direction:
        return known.direction == "down"
    return _LOWER_IS_BETTER.search(target.subject) is not None


def _wanted(target: Indicator, falling: bool, *, about: bool = False) -> Interval:
    """The values that fulfil a target; with `about`, also those that 左右 may be said of."""
    number = _plain(target.quantity)
    if target.quantity.comparator == "approx" and about:
        number *= _ABOUT if (number > 0) != falling else 2 - _ABOUT
    return Interval(None, number) if falling else Interval(number, None)


def _plain(quantity: Quantity) -> Fraction:
    return Fraction(quantity.number) * quantity.scale * load().base(quantity.unit)[1]


def _reached(outcome: Indicator) -> Interval:
    """What an outcome may be: what is printed without a hedge is taken as printed."""
    if outcome.quantity.comparator == "eq":
        return Interval.point(_plain(outcome.quantity))
    if outcome.quantity.upper is not None:
        return based(replace(outcome, quantity=replace(outcome.quantity, comparator="range"))).core
    return based(outcome).core


def _within(reached: Interval, wanted: Interval, at_most: Interval) -> tuple[Fulfilment, Reason | None]:
    """Whether all, some or none of what may have been reached was wanted."""
    if _lies_in(reached, wanted):
        return "met", None
    if not reached.meets(at_most):
        return "missed", None
    return "cannot_tell", "hedge"


def _lies_in(inner: Interval, outer: Interval) -> bool:
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def _is_comparable(subject: str) -> bool:
    return AT_CONSTANT_PRICES.search(subject) is not None or ON_COMPARABLE_BASIS.search(subject) is not None
