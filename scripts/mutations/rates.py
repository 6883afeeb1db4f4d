"""Search for rates of a part in its whole, growth between two levels, and differences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

from mutations.figures import Figure, Span
from mutations.readings import AT_LEAST, AT_MOST, Relation, holds, quotient, read
from mutations.totals import RARE, exact, printed, window

_RATE = re.compile(r"率|占|比重|比例|完成")
_NO_RATE = re.compile(
    r"(?:增长|增加|上升|提高|提升|下降|减少|压减|降低|增速|高于|低于|涨)[了约近达到为\u4e00-\u9fff]{0,2}\Z"
)
_OLD_RATE = re.compile(r"(?:由|从)[^，。；]{0,10}\Z")
_GROWTH = re.compile(r"增长|增加|上升|提高|提升|下降|减少|压减|降低|增幅|涨|增")
_OLD = re.compile(r"(?:由|从|上年|去年|年的|同期|此前|原来|年初)[^，。；]{0,20}\Z")
_CHANGE = re.compile(r"增加|减少|净增|新增|提高|上升|下降|提升|多|少|回落|扩大|压缩|缩短|降低|增")
_GAP = re.compile(r"(?:增加|减少|净增|提高|增长率|上升|下降|多|少)(?:了|为|到|达)?\Z")
_SAME_SUBJECT = re.compile(
    r"[，,、；（(]?[\u4e00-\u9fff]{0,3}?(?:增加|减少|净增|提高|提升|上升|下降|降低|回落|缩短|压缩|扩大|多|少|增)"
    r"(?:了|约|幅度?|近)?"
)
_FROM = re.compile(r"(?:由|从|上年|去年)[^。；]{0,24}\Z")

_TOLD = RARE * 5  # where the wording says what the number is
_CROWD = 95  # rates of success lie close together from here on


def rates(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """A part, its whole and the rate between them."""
    for at, rate in enumerate(members):
        before = text[max(scope[0], rate.start - 14) : rate.start]
        if rate.unit != "%" or rate.hedge == "—" or rate.value <= 0:
            continue
        if _NO_RATE.search(before) or _OLD_RATE.search(before):
            continue
        near = [f for f in (*members[max(0, at - 6) : at], *members[at + 1 : at + 3]) if f.value >= 20]
        pairs = [p for p in combinations(exact(near), 2) if p[0].unit == p[1].unit and not p[0].is_rate]
        for pair in pairs:
            part, whole = sorted(pair, key=lambda f: f.value, reverse=rate.value > 100)
            told = _RATE.search(before) is not None
            yield from _rate(text, scope, (rate, part, whole), len(pairs), told)


def _rate(text: str, scope: Span, members: tuple[Figure, ...], tests: int, told: bool) -> Iterator[Relation]:
    rate, part, whole = members
    behind = told and rate.start > max(part.start, whole.start)
    behind = behind and "；" not in text[min(part.start, whole.start) : rate.start]
    formula = f"{printed(text, part)} ÷ {printed(text, whole)} = {printed(text, rate)}"
    if rate.hedge:
        if behind and tests == 1 and _is_near(members):
            yield Relation("bound", members, formula + rate.hedge, scope, 0.05)
        return
    to_the_point = part.value * 100 == rate.value * whole.value
    if not holds("rate", members) or (rate.significant < 3 and not to_the_point and not behind):
        return
    low, high = quotient(read(part), read(whole), 100)
    spread = 100 if rate.value < _CROWD else 4 * (100 - _CROWD)
    chance = (high - low + rate.step) / spread * tests
    if chance < (_TOLD if told else RARE):
        yield Relation("rate", members, formula, scope, float(chance), told)


def _is_near(members: tuple[Figure, ...]) -> bool:
    """The rate is bounded, and the bound is less than two points off."""
    rate, part, whole = members
    bounds = rate.hedge in AT_LEAST or rate.hedge in AT_MOST
    return (
        bounds
        and part.is_count
        and whole.is_count
        and abs(part.value * 100 / whole.value - rate.value) < 2
        and holds("bound", members)
    )


def growths(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """Two levels and the rate of growth between them, in % or 倍."""
    for at, rate in enumerate(members):
        before = text[max(scope[0], rate.start - 8) : rate.start]
        if rate.unit not in ("%", "倍") or rate.hedge or not _GROWTH.search(before):
            continue
        near = exact((*members[max(0, at - 4) : at], *members[at + 1 : at + 2]))
        pairs = [(a, b) for a, b in combinations(near, 2) if a.unit == b.unit and not a.is_rate]
        for one, other in pairs:
            falls = "降" in before or "减" in before
            new, old = (other, one) if falls == (one.value > other.value) else (one, other)
            if one.value != other.value and holds("growth", (rate, new, old)):
                low, high = quotient(read(new), read(old), 1 if rate.unit == "倍" else 100)
                chance = (high - low + rate.step) / max(abs(rate.value) * 2, Fraction(1)) * len(pairs)
                told = _OLD.search(text, max(scope[0], old.start - 26), old.start) is not None
                if chance < (_TOLD if told else RARE):
                    formula = f"{printed(text, new)} ÷ {printed(text, old)} − 1 = {printed(text, rate)}"
                    yield Relation("growth", (rate, new, old), formula, scope, float(chance), told)


def increments(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """A level, what it rose by, and the rate of that."""
    for at, rate in enumerate(members):
        before = text[max(scope[0], rate.start - 8) : rate.start]
        if rate.unit != "%" or rate.hedge or not _GROWTH.search(before):
            continue
        near = exact(members[max(0, at - 3) : at])
        pairs = [(a, b) for a, b in permutations(near, 2) if a.unit == b.unit and a.value < b.value / 2]
        for rise, level in pairs:
            triple = (rate, rise, level)
            cue = _GAP.search(text, max(scope[0], rise.start - 6), rise.start)
            if cue and not rise.is_rate and holds("increment", triple):
                low, high = quotient(read(rise), read(level), 100)
                chance = (high - low + rate.step) / max(abs(rate.value) * 2, Fraction(1)) * len(pairs)
                if chance < RARE * 2:
                    formula = f"{printed(text, rise)} ÷ ({printed(text, level)} − {printed(text, rise)})"
                    yield Relation("increment", triple, formula, scope, float(chance))


def differences(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """Two levels and what the one is more than the other."""
    for at, gap in enumerate(members):
        before = text[max(scope[0], gap.start - 8) : gap.start]
        if gap.hedge or gap.value == 0 or gap.unit in ("%", "倍") or not _CHANGE.search(before):
            continue
        unit = "%" if gap.unit in ("个百分点", "百分点") else gap.unit
        near = exact((*members[max(0, at - 3) : at], *members[at + 1 : at + 3]))
        pairs = [(a, b) for a, b in combinations(near, 2) if a.unit == b.unit == unit and a.value != b.value]
        for one, other in pairs:
            triple = (gap, one, other)
            chance = window(triple) * gap.step / abs(gap.value) * len(pairs)
            told = len(pairs) == 1 and bool(_FROM.search(text, max(scope[0], one.start - 26), one.start))
            behind = gap.start > other.start and _GAP.search(before) is not None
            told = told and _SAME_SUBJECT.fullmatch(text, other.end, gap.start) is not None
            rare = (chance < RARE * (3 if len(pairs) == 1 else 1) and behind) or (
                told and abs(gap.value) / gap.step >= 5
            )
            if rare and holds("difference", triple):
                formula = f"|{printed(text, one)} − {printed(text, other)}| = {printed(text, gap)}"
                kind = "points" if unit == "%" else "difference"
                yield Relation(kind, triple, formula, scope, float(chance), told)
