"""Operators on figures that two years have in common (Y1 to Y5, M15a), in relations that held before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from mutations.figures import Figure, fixed
from mutations.mutants import Candidate, Edit, Original, replaced
from mutations.pairs import Pair
from mutations.readings import loose, meets
from mutations.shared import (
    VOLUMES,
    Grown,
    Twin,
    clause,
    confirms,
    grown,
    is_of_one_year,
    quoted,
    twins,
)
from mutations.words import word_map

_OPPOSITES: dict[str, str] = word_map("opposites")
_WITHIN = (Fraction(3, 100), Fraction(4, 100))  # changes that a usual revision would explain
_BEYOND = (Fraction(15, 100), Fraction(30, 100))  # changes that none would
_RUNNING = re.compile(r"累计|历年")
_OF_A_YEAR = re.compile(r"今年|本年|全年|年内|以来|年来|五年|期间|“十|同比|上半年|月")
_STOCK = re.compile(r"达到?|共有|现有|拥有|总数|总量|累计|里程|面积|人口|标准|编制|年末|保有量|户籍")
_CHANGE_BEHIND = re.compile(r"[，,（(]?(?:比|同比|较|净?增|下降|减|提高)")
_HOW_MUCH = re.compile(r"(?:达到?|为|是)\Z")


def quoted_value(pair: Pair, random: Random) -> Iterator[Candidate]:
    """Y1: last year's value is quoted as another one; where no report quotes any, the quotation is new."""
    for twin in quoted(pair):
        for size, digits in _sizes(twin.new, twin.old, random):
            edits = (replaced(pair, twin.new, digits),)
            yield Candidate("Y1", size, edits, observable=size == "beyond")
    for twin in _quotable(pair):
        for size, digits in _sizes(twin.old, twin.old, random):
            for edit in _quotations(pair, twin, digits):
                partners = (twin.new.span,)
                yield Candidate("Y1", f"{size}, written in", (edit,), partners, observable=size == "beyond")


def quoted_rightly(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY1: last year's value is quoted as it was printed."""
    for twin in _quotable(pair):
        for edit in _quotations(pair, twin, twin.old.digits):
            yield Candidate("NY1", "written in", (edit,))


def _quotable(pair: Pair) -> Iterator[Twin]:
    """Levels that hardly moved and have nothing behind them yet."""
    for twin in () if pair.reviews_a_term else twins(pair):
        plain = not twin.old.hedge + twin.new.hedge and is_of_one_year(pair, twin)
        alone = pair.narrow[twin.new.end : twin.new.end + 1] in ("，", "。", "；", "、")
        if plain and alone and _near(twin) and twin.old.significant >= 2:
            yield twin


def _near(twin: Twin) -> bool:
    return Fraction(1, 2) < twin.new.value / twin.old.value < 2


def _quotations(pair: Pair, twin: Twin, digits: str) -> Iterator[Edit]:
    """The ways of writing last year's value beside this year's."""
    value = digits + pair.old.text[twin.old.number_end : twin.old.end]
    yield Edit(twin.new.end, twin.new.end, f"（上年为{value}）")
    how = _HOW_MUCH.search(pair.text[max(0, twin.new.start - 4) : twin.new.start])
    if how and twin.new.value > Fraction(digits) * twin.old.scale:
        yield Edit(twin.new.start - len(how[0]), twin.new.start, f"由上年的{value}增加到")


def _sizes(figure: Figure, printed: Figure, random: Random) -> Iterator[tuple[str, str]]:
    """Other numbers than the printed one: so near that a revision would explain it, and farther."""
    for size, bounds in (("within slack", _WITHIN), ("beyond", _BEYOND)):
        digits = _other(figure, _share(random, bounds))
        if not meets(loose(replace(figure, digits=digits)), loose(printed)):
            yield size, digits


def stated_growth(pair: Pair, random: Random) -> Iterator[Candidate]:
    """Y2: a growth that the two levels give is another one, or of the other direction."""
    for growth in grown(pair):
        twin, rate, word = growth.twin, growth.rate, growth.word
        for size, bounds in (("within slack", _WITHIN), ("beyond", _BEYOND)):
            by = (100 + rate.number) * _share(random, bounds)
            digits = fixed(max(rate.number + by, Fraction(1, 10)), rate.decimals)
            if not confirms(twin, replace(rate, digits=digits), word, loose):
                yield _of_growth(pair, "Y2", growth, size, replaced(pair, rate, digits))
        if not confirms(twin, rate, _OPPOSITES[word], loose):
            size = "within slack" if 2 * rate.number < 15 else "beyond"
            end = growth.word_at + len(word)
            edit = Edit(growth.word_at, end, _OPPOSITES[word])
            yield _of_growth(pair, "Y2", growth, f"direction, {size}", edit)


def level_of_growth(pair: Pair, random: Random) -> Iterator[Candidate]:
    """Y3: this year's level is another one, while its growth stays."""
    for growth in grown(pair):
        twin = growth.twin
        for size, bounds in (("within slack", _WITHIN), ("beyond", _BEYOND)):
            digits = _other(twin.new, _share(random, bounds))
            new = replace(twin, new=replace(twin.new, digits=digits))
            if not confirms(new, growth.rate, growth.word, loose):
                yield _of_growth(pair, "Y3", growth, size, replaced(pair, twin.new, digits))


def _of_growth(pair: Pair, operator: str, growth: Grown, size: str, edit: Edit) -> Candidate:
    """One change of a growth or its level; at constant prices it cannot be seen."""
    volume = VOLUMES.search(growth.twin.name) is not None
    both = (growth.twin.new.span, growth.rate.span)
    partners = tuple(s for s in both if not s[0] <= edit.start < s[1])
    seen = not size.endswith("within slack") and not volume
    variety = f"{size}, own basis" if volume else size
    return Candidate(operator, variety, (edit,), partners, observable=seen)


def slipped(pair: Pair, _: Random) -> Iterator[Candidate]:
    """Y4: 万 for 亿, 亿 for 万, or a hundred times the number of a level that hardly moved."""
    for twin in twins(pair):
        new = twin.new
        if not _near(twin) or new.is_rate or pair.reviews_a_term or new.hedge:
            continue
        place = next((new.number_end + i for i, c in enumerate(_scale(pair, new)) if c in "万亿"), None)
        if place is not None:
            other = "万" if pair.text[place] == "亿" else "亿"
            yield Candidate("Y4", "万 and 亿", (Edit(place, place + 1, other),))
        digits = fixed(new.number * 100, new.decimals)
        yield Candidate("Y4", "hundredfold", (replaced(pair, new, digits),))


def _scale(pair: Pair, figure: Figure) -> str:
    return pair.text[figure.number_end : figure.end]


def fallen_total(pair: Pair, random: Random) -> Iterator[Candidate]:
    """Y5: a running total is below that of the year before."""
    for twin in () if pair.reviews_a_term else twins(pair):
        said = (_clause_before(pair.old, twin.old), _clause_before(pair, twin.new))
        if not all(map(_RUNNING.search, said)) or twin.new.value < twin.old.value or twin.new.is_rate:
            continue
        value = twin.old.value * (1 - _share(random, _BEYOND)) / twin.new.scale
        digits = fixed(value, twin.new.decimals)
        if Fraction(digits) > 0 and not any(map(_OF_A_YEAR.search, said)):
            yield Candidate("Y5", "running total", (replaced(pair, twin.new, digits),))


def _clause_before(report: Original, figure: Figure) -> str:
    return re.split(r"[，。；：\n]", report.narrow[max(0, figure.start - 30) : figure.start])[-1]


def copied_figures(pair: Pair, random: Random) -> Iterator[Candidate]:
    """M15a: five or six figures of the year are those printed last year."""
    able = [t for t in twins(pair) if _is_of_the_year(pair, t)]
    for number in (5, 6):
        if len(able) >= number:
            chosen = sorted(random.sample(able, number), key=lambda t: t.new.start)
            edits = tuple(Edit(*t.new.span, pair.old.text[slice(*t.old.span)]) for t in chosen)
            yield Candidate("M15a", f"{number} figures", edits)


def _is_of_the_year(pair: Pair, twin: Twin) -> bool:
    """Whether it is a result of its year, of three digits or more, that moved and has no growth beside it."""
    words = f"{twin.name}{clause(pair, twin.new)}"
    return (
        len(twin.old.digits.replace(".", "").strip("0")) >= 3
        and twin.old.value != twin.new.value
        and not twin.new.is_rate
        and not _STOCK.search(words)
        and is_of_one_year(pair, twin)
        and _CHANGE_BEHIND.match(pair.narrow, twin.new.end) is None
    )


def _share(random: Random, bounds: tuple[Fraction, Fraction]) -> Fraction:
    low, high = bounds
    return low + (high - low) * Fraction(random.randrange(101), 100)


def _other(figure: Figure, share: Fraction) -> str:
    """The number so much higher, printed with the same decimals."""
    return fixed(figure.number * (1 + share), figure.decimals)
