"""The changes that the new report states, held against the level of the old one.

A claim fails only where no reading saves it: the levels are linked beyond doubt, the growth is not
one at constant prices, and no revision of the old value that is usual would give it (`excuses.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportnlp.compare.circumstances import Circumstances
from reportnlp.compare.excuses import PRICES, Excuses, at_constant_prices
from reportnlp.compare.levels import Levels
from reportnlp.compare.ways import Way, printed_in, way_of
from reportnlp.compare.years import years_of
from reportnlp.datamodel import Change, Claim, Indicator, Reason, Report
from reportnlp.figures.decisions import decide
from reportnlp.figures.surroundings import before
from reportnlp.intervals import Bounds, bounds_of

_CHANGES: Final = frozenset({"growth", "points", "change"})
_TIMES: Final = frozenset({"倍", "番"})
_CLAUSE: Final = 40  # characters in front of a claim that say what it is measured against

_SLIPS: Final = (Fraction(10**4), Fraction(1, 10**4))
_SLIP: Final = "两年的数有一个疑为“万”“亿”之误"
_EDGE: Final = "在“约、左右、以上”等说法允许的边缘"
_ROUNDING: Final = "换一种取舍（如去尾）才对得上"

_OTHER_BASE = re.compile(
    r"年均|年平均|复合|平均每年|累计|五年|两年|三年|四年|十年|环比|比年初|较年初|目标|计划|任务|全[国省市]平均|高于|快于|低于|占"
    r"|(?:比|较)(?:20\d\d|“|建|成立|[一二三四]季度|上半年|前)|以来|期间|“十[一二三四五]五”"
)
_BASE_YEAR = re.compile(r"(?:比|较|与|是|为|相当于)((?:19|20)\d\d)年")


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
            is_of_year = years is None or self.new_year is None or years.last == self.new_year
            if is_of_year and not Circumstances(self.new, indicator).is_quoted:
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
        said = "".join(before(self.new, indicator, _CLAUSE).split())
        other = self._other_base(indicator, said)
        if other:
            return Claim(index, "cannot_tell", reason="scope", why=other)
        level = self._levels.of(index)
        if level is None:
            return Claim(index, "cannot_tell", reason="linking", why="今年的报告只写了增减，没有写对应的数")
        change = self._bases.get(level)
        if change is None:
            why = "上年的报告里没有找到对应的数"
            return Claim(index, "cannot_tell", level, reason="linking", why=why)
        return self._computed(index, level, change, said)

    def _other_base(self, indicator: Indicator, said: str) -> str:
        """Why the change is not one against the year before; "" where it is."""
        years, clause = years_of(indicator.period), re.split(r"[，。；：]", said)[-1]
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

    def _computed(self, index: int, level: int, change: Change, said: str) -> Claim:
        claim, new = self.new.indicators[index], self.new.indicators[level]
        way = way_of(claim, new, said)
        if way is None:
            why = "写法与数的单位不对应，不能换算"
            return Claim(index, "cannot_tell", level, change.old, "scope", why)
        held = self._held(index, level, change, way)
        if at_constant_prices(new, said):
            reason, why = PRICES
            return replace(held, verdict="cannot_tell", reason=reason, why=why)
        if held.verdict != "inconsistent":
            return held
        old = self.old.indicators[change.old]
        excuse = self._excuses.of(claim, new, old, way, said)
        if excuse is None and change in self.undecided:
            excuse = ("linking", "不能确定上年的数是不是同一项")
        if excuse is None:
            return replace(held, why=_SLIP if self._is_slip(claim, new, old, way) else "")
        return replace(held, verdict="cannot_tell", reason=excuse[0], why=excuse[1])

    def _is_slip(self, claim: Indicator, new: Indicator, old: Indicator, way: Way) -> bool:
        """Whether one of the levels with 万 for 亿, or 亿 for 万, would give the claim."""
        base, level, stated = printed_in(old, new), bounds_of(new.quantity), way.stated(claim.quantity).hard
        scaled = (Bounds(base.core.scaled(f), base.hard.scaled(f)) for f in _SLIPS)
        return any(stated.meets(way.implied(other, level).hard) for other in scaled)

    @cached_property
    def _excuses(self) -> Excuses:
        return Excuses(self.old, self.new)

    def _held(self, index: int, level: int, change: Change, way: Way) -> Claim:
        """The claim against what the levels give, before anything speaks for it."""
        claim, new, old = (
            self.new.indicators[index],
            self.new.indicators[level],
            self.old.indicators[change.old],
        )
        implied = way.implied(printed_in(old, new), bounds_of(new.quantity))
        stated = way.stated(claim.quantity)
        verdict = decide(claim.quantity, implied, stated).verdict
        found = Claim(
            index,
            "consistent" if verdict == "pass" else "inconsistent",
            level,
            change.old,
            stated=stated.core,
            implied=implied.core,
            formula=way.formula(*("".join(i.text.split()) for i in (old, new))),
        )
        if verdict != "open":
            return found
        is_hedged = any(i.quantity.comparator != "eq" for i in (claim, new, old))
        reason: Reason = "hedge" if is_hedged else "rounding"
        why = _EDGE if is_hedged else _ROUNDING
        return replace(found, verdict="cannot_tell", reason=reason, why=why)
