"""Operators without an error (N1 to N3, N5, N7 to N9, N11), and one whose error none can see (N12)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from mutations.arithmetic import shifted_digits
from mutations.figures import Figure, fixed, widened
from mutations.mutants import Candidate, Edit, Original, replaced
from mutations.readings import holds
from mutations.wording import runs
from mutations.words import word_map, wording

_LEVEL = re.compile(
    r"(?:生产总值|GDP)[^，。；\d\n]{0,8}(?P<level>\d{2,6}(?:\.\d{1,2})?)亿元(?P<rest>[，,、]?(?:比上年|同比)?增长)(?P<rate>\d{1,2}(?:\.\d)?)%"
)
_PERCENT = re.compile(r"(?<![\d.—-])(?P<number>[1-9]0|25|75)(?:%|％)(?=的|以上|，|。|、)")
_SUMS = ("sum", "table", "balance")


def rounded_again(original: Original, _: Random) -> Iterator[Candidate]:
    """N1: a member of a relation loses its last decimal by correct rounding."""
    for relation in original.relations:
        for old in relation.members:
            if old.decimals and relation.kind != "equal":
                digits = fixed(old.number, old.decimals - 1)
                if digits != "100" and _still(original, old, replace(old, digits=digits)):
                    yield Candidate("N1", relation.kind, (replaced(original, old, digits),))


def other_unit(original: Original, _: Random) -> Iterator[Candidate]:
    """N2: 3.2亿元 becomes 32000万元."""
    for figure in original.figures:
        place = original.text.find("亿", figure.number_end, figure.end)
        value = figure.value / 10**4
        if (
            figure.scale == 10**8
            and place >= 0
            and value.denominator == 1
            and value < 10**7
            and not figure.hedge
        ):
            edits = (replaced(original, figure, str(value)), Edit(place, place + 1, "万"))
            if _still(original, figure, replace(figure, digits=str(value), scale=10**4)):
                variety = "in a relation" if figure.start in original.related else "alone"
                yield Candidate("N2", variety, edits)


def _still(original: Original, old: Figure, new: Figure) -> bool:
    """Whether every relation of a figure holds with another printing of it."""
    touched = [r for r in original.relations if old in r.members]
    alike = [(r.kind, tuple(new if m == old else m for m in r.members)) for r in touched]
    return new.value > 0 and all(kind != "equal" and holds(kind, members) for kind, members in alike)


def wide_digits(original: Original, _: Random) -> Iterator[Candidate]:
    """N3: a number in full-width digits."""
    for figure in original.figures:
        there = original.text[figure.start : figure.number_end]
        if there.isdigit() and there.isascii() and not original.in_table(figure.start):
            variety = "in a relation" if figure.start in original.related else "alone"
            yield Candidate("N3", variety, (Edit(figure.start, figure.number_end, widened(there)),))


def as_fraction(original: Original, _: Random) -> Iterator[Candidate]:
    """N5: a round percentage as the fraction of equal value."""
    fractions = word_map("fractions")
    for m in _PERCENT.finditer(original.text):
        if m["number"] in fractions:
            yield Candidate("N5", m["number"], (Edit(*m.span(), fractions[m["number"]]),))


def rounding_note(original: Original, _: Random) -> Iterator[Candidate]:
    """N7: a total that is one in the last place off, as rounding may have it, and a note that says so."""
    note = Edit(len(original.text), len(original.text), wording("footnote"))
    for relation in original.relations:
        total = relation.members[0]
        if relation.kind not in _SUMS or total.is_count:
            continue
        for step in (1, -1):
            digits = shifted_digits(total, step)
            if _still(original, total, replace(total, digits=digits)):
                yield Candidate("N7", relation.kind, (replaced(original, total, digits), note))


def constant_prices(original: Original, _: Random) -> Iterator[Candidate]:
    """N8: last year's level beside this year's, with a rate of growth at constant prices."""
    for m in _LEVEL.finditer(original.text):
        before = fixed(Fraction(m["level"]) / (1 + (Fraction(m["rate"]) + 4) / 100), 1)
        last = Edit(m.end("level") + 2, m.end("level") + 2, f"（上年为{before}亿元）")
        yield Candidate("N8", "level", (last, Edit(*m.span("rest"), "，按可比价格计算增长")))


def nested_run(original: Original, _: Random) -> Iterator[Candidate]:
    """N9: a run of its own inside an item of a run."""
    for run in runs(original):
        end = run[1].ordinal[0] - 1
        while end > run[0].ordinal[1] and original.text[end] in "\n 　":
            end -= 1
        if original.text[end] in "。；":
            yield Candidate("N9", "run", (Edit(end, end, wording("nested")),))


def everywhere(original: Original, random: Random) -> Iterator[Candidate]:
    """N11: a number is another one wherever it stands, or all members of a relation are twice as much."""
    groups: dict[tuple[str, int, str], list[Figure]] = defaultdict(list)
    for figure in original.figures:
        groups[figure.digits, figure.scale, figure.unit].append(figure)
    for group in groups.values():
        alone = not any(f.start in original.related or original.in_table(f.start) for f in group)
        if len(group) >= 2 and alone and group[0].significant >= 3 and group[0].unit not in ("", "%"):
            digits = _other_last_digit(group[0].digits, random)
            yield Candidate("N11", "mentions", tuple(replaced(original, f, digits) for f in group))
    yield from _doubled(original)


def _doubled(original: Original) -> Iterator[Candidate]:
    """Sums that stand alone among the figures of their unit, all members twice as much."""
    for relation in original.relations:
        members = sorted(relation.members, key=lambda f: f.start)
        if relation.kind != "sum" or any("," in f.digits for f in members) or _beside(original, members):
            continue
        new = {f: replace(f, digits=fixed(f.number * 2, f.decimals)) for f in members}
        if holds("sum", [new[f] for f in relation.members]):
            yield Candidate("N11", "members", tuple(replaced(original, f, new[f].digits) for f in members))


def _beside(original: Original, members: list[Figure]) -> bool:
    """Whether the paragraph has other figures of the unit, maybe in a relation that was not found."""
    start, end = next((p for p in original.paragraphs if p[0] <= members[0].start < p[1]), (0, 0))
    same = (f for f in original.figures if start <= f.start < end and f.unit == members[0].unit)
    return any(f not in members for f in same)


def _other_last_digit(digits: str, random: Random) -> str:
    return digits[:-1] + random.choice("123456789".replace(digits[-1], ""))


def unrelated(original: Original, random: Random) -> Iterator[Candidate]:
    """N12: a number in no relation has another digit."""
    twice = Counter((f.value, f.unit) for f in original.figures)
    for figure in original.figures:
        if figure.start in original.related or original.in_table(figure.start) or figure.hedge:
            continue
        if figure.significant >= 3 and figure.unit not in ("", "%") and twice[figure.value, figure.unit] == 1:
            digits = _other_last_digit(figure.digits, random)
            yield Candidate("N12", "alone", (replaced(original, figure, digits),))
