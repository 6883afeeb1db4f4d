"""Search for totals and their parts, products, and shares of one whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from mutations.figures import Figure, Span, ratios
from mutations.readings import Relation, holds, read

RARE = Fraction(1, 100)
"""A coincidence more likely than this is no relation, unless the wording says that it is one."""

ODD = Fraction(3, 20)
"""The same bound for one single combination that the wording points at."""

_LONG = 10_000  # steps of a total that few sums meet by chance
_BETWEEN = 40  # characters from one part of a told list to the next

_LEADS = re.compile(r"其中|分别|包括|[:：（(]|含|分为")
_CLAUSE_END = re.compile(r"[；。！]")
_CLOSES = re.compile(r"(?:共|合计|总计|总数|累计|总[\u4e00-\u9fff]{1,4})[\u4e00-\u9fff]{0,10}\Z")
_CUE = re.compile(r"共|合计|总|其中|分别|包括|[:：]|累计|含")
_EACH = re.compile(r"每|各|均")
_SHARE = re.compile(r"占|比重|比例|构成|结构")
_PART = re.compile(r"[^。；\n]{0,24}其中[^。；\n\d]{0,16}\Z")


def printed(text: str, figure: Figure) -> str:
    """The figure as it stands in the text."""
    return text[figure.start : figure.end]


def exact(members: Sequence[Figure]) -> list[Figure]:
    """Those that state a number above nought without a hedge."""
    return [f for f in members if not f.hedge and f.value > 0]


def window(members: Sequence[Figure]) -> Fraction:
    """How many printings of the first member would do."""
    slack = sum((high - low for low, high in map(read, members)), Fraction(0))
    return slack / members[0].step + 1


def sums(text: str, scope: Span, members: list[Figure], rare: Fraction) -> Iterator[Relation]:
    """A total next to a run of two to six figures of its unit, in a text that speaks of totals."""
    if not _CUE.search(text, *scope):
        return
    for group in _by_unit(members):
        runs = [*_runs(group), *_choices(group)]
        for total, addends in runs:
            both = (total, *addends)
            seen = total.value / total.step >= 20 and all(p.value >= total.step for p in addends)
            if not seen or not holds("sum", both):
                continue
            once = window(both) * total.step / total.value
            told = once < min(ODD, rare * 15) and _is_told(text, scope, group, total, addends)
            if once * len(runs) < rare or told:
                formula = " + ".join(printed(text, p) for p in addends) + " = " + printed(text, total)
                yield Relation("sum", both, formula, scope, float(once * len(runs)), told)


def _by_unit(members: Sequence[Figure]) -> list[list[Figure]]:
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in exact(members):
        if not figure.is_rate:
            groups[figure.unit].append(figure)
    return list(groups.values())


def _runs(group: list[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each figure with each run that begins or ends next to it, or next but one."""
    for at, total in enumerate(group):
        for gap in (1, 2):
            for length in range(2, 8):
                if at + gap + length <= len(group):
                    yield total, group[at + gap : at + gap + length]
                if at - gap - length + 1 >= 0:
                    yield total, group[at - gap - length + 1 : at - gap + 1]


def _choices(group: list[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each long figure with two to four of the six that follow it, where others stand between them."""
    for at, total in enumerate(group):
        if total.value / total.step >= _LONG:
            following = group[at + 1 : at + 7]
            for length in (2, 3, 4):
                yield from ((total, list(choice)) for choice in combinations(following, length))


def _is_told(text: str, scope: Span, group: list[Figure], total: Figure, addends: list[Figure]) -> bool:
    """The total leads a list that nothing of its unit goes on with, or 共 closes one."""
    at = group.index(total)
    close = all(b.start - a.end <= _BETWEEN for a, b in pairwise(addends))
    if not close or max(p.step for p in addends) > total.step:
        return False
    if addends[0].start > total.start:
        leads = _LEADS.search(text, total.end, addends[0].start)
        stop = _CLAUSE_END.search(text, addends[-1].end, scope[1])
        end = stop.start() if stop else scope[1]
        return leads is not None and [f for f in group if leads.end() <= f.start < end] == addends
    return _CLOSES.search(text, max(0, total.start - 14), total.start) is not None and group[:at] == addends


def parts(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """A 其中 b of one unit: the part is not greater than the whole."""
    for whole, part in pairwise(f for f in members if not f.is_rate):
        told = _PART.match(text[whole.end : part.start]) and whole.unit == part.unit
        plain = not whole.hedge and not part.hedge and whole.unit
        if told and plain and holds("part", (part, whole)):
            yield Relation("part", (part, whole), f"{printed(text, part)} ≤ {printed(text, whole)}", scope)


def products(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """So many of 每 so much."""
    if not _EACH.search(text, *scope):
        return
    plain = [f for f in exact(members) if f.value >= 2 and not f.is_rate][:12]
    each = [f for f in plain if _EACH.search(text, max(scope[0], f.start - 8), f.start)]
    trials = [(t, m, n) for m in each for pair in combinations(plain, 2) for t, n in (pair, pair[::-1])]
    trials = [(t, m, n) for t, m, n in trials if t.unit == m.unit != n.unit and t.value > m.value]
    for total, one, number in trials:
        if total.value / total.step < 20 or not holds("product", (total, one, number)):
            continue
        width = read(one)[1] * read(number)[1] - read(one)[0] * read(number)[0] + total.step
        chance = width / total.value * len(trials)
        if chance < RARE or (chance < RARE * 3 and number.value >= 3):
            formula = f"{printed(text, one)} × {printed(text, number)} = {printed(text, total)}"
            yield Relation("product", (total, one, number), formula, scope, float(chance), False)


def shares(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """Ratios a:b:c and runs of percentages that make up a hundred."""
    for vector in ratios(text, scope):
        if abs(sum((m.value for m in vector), Fraction(-100))) <= 1 and holds("shares", vector):
            yield Relation("shares", vector, " + ".join(m.digits for m in vector) + " = 100", scope)
    rates = [f for f in exact(members) if f.unit == "%"]
    trials = [tuple(rates[i : i + n]) for n in (2, 3, 4, 5) for i in range(len(rates) - n + 1)]
    for run in trials:
        told = _SHARE.search(text, max(scope[0], run[0].start - 20), run[-1].start)
        chance = float(window(run) * run[0].step / 100 * len(trials))
        rare = chance < RARE or (chance < RARE * 2 and "分别" in text[slice(*scope)])
        if told and rare and holds("shares", run):
            yield Relation("shares", run, " + ".join(printed(text, p) for p in run), scope, chance)


def share_levels(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    """A ratio a:b:c and three sums of money that stand in it."""
    money = [f for f in exact(members) if f.unit == "元" and f.scale > 1]
    for vector in ratios(text, scope):
        for at in range(len(money) - 2):
            levels = tuple(money[at : at + 3])
            both = (*vector, *levels)
            if holds("shares", vector) and holds("share-levels", both):
                formula = (
                    " : ".join(printed(text, m) for m in levels) + " = " + ":".join(m.digits for m in vector)
                )
                yield Relation("share-levels", both, formula, scope, 0.001 * (len(money) - 2))
