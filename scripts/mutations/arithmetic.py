"""Operators on numbers that stand in a relation (M01 to M08, M13): no rounding mends what they break."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

from mutations.figures import Figure, Span, fixed
from mutations.mutants import Candidate, Edit, Original, relative_size, replaced
from mutations.readings import AT_LEAST, Relation, broken
from mutations.words import word_list, word_map

_OPPOSITES: dict[str, str] = word_map("opposites")
_DIRECTION = "|".join(_OPPOSITES)
_LEVELS = re.compile(rf"[^，。；\d]{{0,14}}?(?P<word>{_DIRECTION})(?:到|至|为)[^，。；\d]{{0,6}}\Z")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}\Z")
_RISES = frozenset(("增加", "增长", "提高", "上升", "提升", "扩大"))
_BEFORE_RATE = re.compile(rf"(?P<word>{_DIRECTION})(?:了|约|率|幅)?\Z")

_SOME = re.compile(r"其中|含|包括")
_PARTITIONS = tuple(tuple(pair) for pair in word_list("partitions"))
_NO_NUMBER_CHANGE = {"part", "equal", "bound"}  # kinds with operators of their own

Maker = Callable[[Original, Random], Iterator[Candidate]]


def _changed(
    original: Original, operator: str, relation: Relation, at: int, digits: str
) -> Iterator[Candidate]:
    """The member with other digits, if that breaks the relation."""
    old = relation.members[at]
    new = replace(old, digits=digits)
    members = (*relation.members[:at], new, *relation.members[at + 1 :])
    if digits != old.digits and broken(relation.kind, members):
        partners = tuple(m.span for m in relation.members if m is not old)
        edits = (replaced(original, old, digits),)
        yield _candidate(original, operator, replace(relation, members=members), edits, partners, (old, new))


def _candidate(
    original: Original,
    operator: str,
    relation: Relation,
    edits: tuple[Edit, ...],
    partners: tuple[Span, ...],
    change: tuple[Figure, Figure],
) -> Candidate:
    """The mutant of a relation; where 其中 may have left parts out, too great a total cannot be seen."""
    hidden = relation.kind == "sum" and _leaves_out(original.narrow, relation)
    variety = f"{relation.kind} under 其中" if hidden else relation.kind
    return Candidate(operator, variety, edits, partners, relative_size(*change), not hidden)


def _leaves_out(text: str, relation: Relation) -> bool:
    total, *addends = relation.members
    if sum(p.value for p in addends) > total.value:
        return False
    start, end = total.end, addends[-1].end
    words = text[max(0, total.start - 20) : end]
    whole = any(all(part in words for part in pair) for pair in _PARTITIONS)
    return bool(_SOME.search(text, start, max(start, addends[0].start))) and not whole


def _of_kind(original: Original, *kinds: str) -> list[Relation]:
    return [r for r in original.relations if r.kind in kinds]


def _numeric(original: Original) -> list[Relation]:
    return [r for r in original.relations if r.kind not in _NO_NUMBER_CHANGE]


def digit_swap(original: Original, _: Random) -> Iterator[Candidate]:
    """M01: two neighbouring digits change places."""
    for relation in _numeric(original):
        for at, member in enumerate(relation.members):
            for digits in _swaps(member.digits):
                yield from _changed(original, "M01", relation, at, digits)


def _swaps(digits: str) -> Iterator[str]:
    for i, (one, other) in enumerate(pairwise(digits)):
        if one.isdigit() and other.isdigit() and one != other and not (i == 0 and other == "0"):
            yield digits[:i] + other + one + digits[i + 2 :]


def digit_change(original: Original, random: Random) -> Iterator[Candidate]:
    """M02: one digit is another."""
    for relation in _numeric(original):
        for at, member in enumerate(relation.members):
            for place, digit in enumerate(member.digits):
                if digit.isdigit():
                    first = "123456789" if place == 0 else "0123456789"
                    other = random.choice(first.replace(digit, ""))
                    digits = member.digits[:place] + other + member.digits[place + 1 :]
                    yield from _changed(original, "M02", relation, at, digits)


def magnitude(original: Original, _: Random) -> Iterator[Candidate]:
    """M03: 万 for 亿 or 亿 for 万, or the point one place off."""
    for relation in original.relations:
        for at, member in enumerate(relation.members):
            if relation.kind in ("equal", "bound") or member.value <= 0:
                continue
            yield from _other_scale(original, relation, at)
            for power in (10, Fraction(1, 10)):
                digits = _scaled(member, power)
                if digits:
                    yield from _changed(original, "M03", relation, at, digits)


def _other_scale(original: Original, relation: Relation, at: int) -> Iterator[Candidate]:
    old = relation.members[at]
    place = original.text.find("亿" if old.scale == 10**8 else "万", old.number_end, old.end)
    if old.scale not in (10**4, 10**8) or place < 0:
        return
    new = replace(old, scale=10**12 // old.scale)
    members = (*relation.members[:at], new, *relation.members[at + 1 :])
    if broken(relation.kind, members):
        edit = Edit(place, place + 1, "万" if old.scale == 10**8 else "亿")
        partners = tuple(m.span for m in relation.members)
        changed = replace(relation, members=members)
        yield _candidate(original, "M03", changed, (edit,), partners, (old, new))


def _scaled(figure: Figure, power: Fraction | int) -> str:
    """The digits times ten or a tenth, with no more decimals than before; "" where that cannot be printed."""
    if power == 10:
        return fixed(figure.number * 10, max(0, figure.decimals - 1))
    return fixed(figure.number / 10, figure.decimals) if figure.decimals or figure.number % 10 == 0 else ""


def rate_change(original: Original, random: Random) -> Iterator[Candidate]:
    """M04: the rate is some points off."""
    for relation in _of_kind(original, "rate"):
        yield from _shifted(original, "M04", relation, 0, random)


def total_off_by_one(original: Original, _: Random) -> Iterator[Candidate]:
    """M05: the total of exact counts is one off."""
    for relation in _of_kind(original, "sum", "table", "balance"):
        total = relation.members[0]
        if "," not in total.digits and "." not in total.digits:
            for step in (1, -1):
                yield from _changed(original, "M05", relation, 0, shifted_digits(total, step))


def shifted_digits(figure: Figure, steps: int) -> str:
    """The digits with so many steps more in the last written place."""
    return fixed(figure.number + Fraction(steps, 10**figure.decimals), figure.decimals)


def share_change(original: Original, random: Random) -> Iterator[Candidate]:
    """M06: one share of the vector is off."""
    for relation in _of_kind(original, "shares", "share-levels"):
        for at in range(min(3, len(relation.members))):
            yield from _shifted(original, "M06", relation, at, random)


def _shifted(original: Original, op: str, relation: Relation, at: int, random: Random) -> Iterator[Candidate]:
    member = relation.members[at]
    most = 100 if member.number <= 100 else 1000
    for far in (0.4, 1.5, 6.0):
        shift = Fraction(str(round(random.uniform(far / 2, far) * random.choice((1, -1)), member.decimals)))
        if 0 < member.number + shift <= most:
            digits = fixed(member.number + shift, member.decimals)
            yield from _changed(original, op, relation, at, digits)


def growth_change(original: Original, random: Random) -> Iterator[Candidate]:
    """M07: another rate of growth, the opposite word, or two levels that changed places."""
    for relation in _of_kind(original, "growth"):
        yield from _shifted(original, "M07", relation, 0, random)
        rate = relation.members[0]
        found = _BEFORE_RATE.search(original.narrow, max(0, rate.start - 8), rate.start)
        if found:
            yield _opposite(found, "word", (rate, *relation.members[1:]))
    yield from _levels(original)


def _opposite(found: re.Match[str], variety: str, members: tuple[Figure, ...]) -> Candidate:
    edit = Edit(*found.span("word"), _OPPOSITES[found["word"]])
    return Candidate("M07", variety, (edit,), tuple(m.span for m in members))


def _levels(original: Original) -> Iterator[Candidate]:
    """由 a 增加到 b: the word turned round, or the two numbers."""
    text = original.narrow
    for old, new in pairwise(original.figures):
        found = _LEVELS.search(text, old.end, new.start)
        plain = old.unit == new.unit and old.unit and not old.hedge and not new.hedge
        if not plain or not found or "分别" in found[0]:
            continue
        if not _FROM.search(text, max(0, old.start - 16), old.start):
            continue
        if (old.value < new.value) == (found["word"] in _RISES) and old.value != new.value:
            yield _opposite(found, "direction", (old, new))
            there = [text[f.start : f.end] for f in (old, new)]
            edits = (Edit(old.start, old.end, there[1]), Edit(new.start, new.end, there[0]))
            yield Candidate("M07", "levels", edits, (found.span("word"),))


def hedge_change(original: Original, random: Random) -> Iterator[Candidate]:
    """M08: a bound that the counts do not keep."""
    yield from _turned_bounds(original)
    for relation in _of_kind(original, "rate"):
        yield from _bounded_rate(original, relation)
    for relation in _of_kind(original, "sum"):
        yield from _bounded_total(original, relation, random)


def _turned_bounds(original: Original) -> Iterator[Candidate]:
    """98%以上 becomes 98%以下, and the other way."""
    for relation in _of_kind(original, "bound"):
        rate, part, whole = relation.members
        behind = rate.hedge in ("以上", "以下", "以内")
        at = rate.end - len(rate.hedge) if behind else rate.start - len(rate.hedge)
        other = ("以下" if rate.hedge == "以上" else "以上") if behind else _turned(rate)
        turned = replace(rate, hedge=other)
        if broken("bound", (turned, part, whole)):
            edit = Edit(at, at + len(rate.hedge), other)
            yield Candidate("M08", "bound", (edit,), (rate.span, part.span, whole.span))


def _turned(rate: Figure) -> str:
    return "不足" if rate.hedge in AT_LEAST else "超过"


def _bounded_rate(original: Original, relation: Relation) -> Iterator[Candidate]:
    """A rate gets a hedge of which it is on the wrong side: two steps above, 以上."""
    rate, part, whole = relation.members
    for steps, hedge in ((2, "以上"), (-2, "以下")):
        value = rate.value + steps * rate.step
        digits = fixed(value, rate.decimals)
        turned = replace(rate, digits=digits, hedge=hedge)
        if 0 < value < 100 and broken("bound", (turned, part, whole)):
            edits = (replaced(original, rate, digits), Edit(rate.end, rate.end, hedge))
            yield Candidate("M08", "rate", edits, (part.span, whole.span))


def _bounded_total(original: Original, relation: Relation, random: Random) -> Iterator[Candidate]:
    """An exact total becomes a round number that is greater, with 余 behind it."""
    total = relation.members[0]
    if not all(m.is_count for m in relation.members) or total.value < 100:
        return
    base = 10 ** (len(str(int(total.value))) - 2)
    digits = str((int(total.value) // base + random.randint(2, 4)) * base)
    edits = (Edit(total.start, total.number_end, digits + "余"),)
    partners = tuple(m.span for m in relation.members[1:])
    changed = replace(relation, members=(replace(total, digits=digits), *relation.members[1:]))
    yield _candidate(original, "M08", changed, edits, partners, (total, changed.members[0]))


def one_of_two(original: Original, random: Random) -> Iterator[Candidate]:
    """M13: one of two mentions of a number is another number."""
    for relation in _of_kind(original, "equal"):
        for at, member in enumerate(relation.members):
            for place in range(len(member.digits)):
                digit = member.digits[place]
                if digit.isdigit():
                    other = random.choice("123456789".replace(digit, ""))
                    digits = member.digits[:place] + other + member.digits[place + 1 :]
                    yield from _changed(original, "M13", relation, at, digits)
