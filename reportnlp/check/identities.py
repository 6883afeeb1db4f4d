"""Relations between indicators that hold wherever they are printed: ARI-17."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.relations import related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.tables_sums import Sum
from reportnlp.datamodel import Evidence, Kind, Quantity
from reportnlp.figures.arithmetic import quotient
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval
from reportnlp.resources.concepts import Identity, concept, identities

_FORM = "gk_"  # the cells of the statutory tables have relations of their own (ARI-16)
_FAR: Final = Fraction(1, 4)  # of the printed value: a gap that no rounding and no other base leaves
_MOST: Final = 4  # printings of one indicator in one place; more belong to a list of places or years

Figures = Mapping[str, tuple[Stated, ...]]
"""The figures of one period by concept."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One relation with a figure for each member.

    Args:
        near: whether all stand in one paragraph or one table.
    """

    identity: Identity
    figures: dict[str, Stated]
    near: bool


class IndicatorRelations(Rule):
    """指标之间的数量关系不成立。

    说明：按指标的定义核对，如三次产业增加值之和等于地区生产总值、进口加出口等于进出口总额、
    税收与非税收入之和等于一般公共预算收入、自然增长率等于出生率减死亡率；各指标须是同一时期、
    同一单位，按各数写出的位数考虑四舍五入。
    例外：分散在不同段落的，可能口径不同，只作提示；定义不严格的关系（如各季粮食之和）不标出。
    """

    id = "ARI-17"
    name = "指标间的数量关系"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example(
            "全年地区生产总值286.4亿元，其中第一产业增加值31.2亿元，第二产业增加值118.5亿元，"
            "第三产业增加值163.7亿元。",
            kind="tjgb",
            marked="286.4亿元",
        ),
    )
    good = (
        Example(
            "全年地区生产总值286.4亿元，其中第一产业增加值31.2亿元，第二产业增加值118.5亿元，"
            "第三产业增加值136.7亿元。",
            kind="tjgb",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every relation of which the report states all members."""
        known = _relations(context.report.meta.kind)
        for figures in _by_period(context, {m for i in known for m in i.members()}):
            for identity in known:
                if all(m in figures for m in identity.members()):
                    yield from (j for f in _found(context, identity, figures) if (j := _judged(f)))


@cache
def _relations(kind: Kind) -> tuple[Identity, ...]:
    return tuple(i for i in identities(kind) if not any(m.startswith(_FORM) for m in i.members()))


def _by_period(context: Context, wanted: set[str]) -> Iterator[Figures]:
    """The amounts of what was, by the period that they are of."""
    groups: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for indicator in context.report.indicators:
        known = concept(indicator.concept) if indicator.concept in wanted else None
        figure = Stated(indicator, "", "")
        if known and known.kind == indicator.kind and indicator.status == "actual" and figure.is_plain:
            groups[indicator.period.edtf][known.id].append(figure)
    for period, group in groups.items():
        if period and not _is_ahead(context, period):
            yield {name: tuple(figures) for name, figures in group.items()}


def _is_ahead(context: Context, period: str) -> bool:
    """Whether a period is later than the year reported on: what is said of it is planned."""
    year = period[:4]
    return context.year is not None and year.isdecimal() and int(year) > context.year


def _found(context: Context, identity: Identity, figures: Figures) -> Iterator[_Found]:
    """The relation in every paragraph and table that holds all its members, else over the report."""
    places: dict[int, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for member in identity.members():
        for figure in figures[member]:
            places[_place(context, figure)][member].append(figure)
    near = [p for p in places.values() if len(p) == len(set(identity.members()))]
    for place in near:
        if (chosen := _chosen(identity, place)) is not None:
            yield _Found(identity, chosen, True)
    if not near and (chosen := _chosen(identity, figures)) is not None:
        yield _Found(identity, chosen, False)


def _place(context: Context, figure: Stated) -> int:
    """A number for the paragraph or table that a figure stands in."""
    start = figure.span.start
    if figure.indicator.origin == "table":
        return next((-1 - i for i, t in enumerate(context.report.tables) if t.span.end > start), 0)
    return context.paragraph(context.position(start)).start + 1


def _chosen(identity: Identity, figures: Mapping[str, Sequence[Stated]]) -> dict[str, Stated] | None:
    """One figure a member, all printings of which agree."""
    chosen: dict[str, Stated] = {}
    for member in identity.members():
        printings = figures[member]
        if len(printings) > _MOST or not _agree(printings):
            return None
        # The printing with the most digits says the most.
        chosen[member] = min(printings, key=lambda f: f.indicator.quantity.step)
    units = {f.unit for f in chosen.values()}
    return chosen if len(units) == 1 or identity.relation in ("%", "/") else None


def _agree(printings: Sequence[Stated]) -> bool:
    return all(a.bounds.core.meets(b.bounds.core) for a, b in product(printings, printings))


def _judged(found: _Found) -> Judgement | None:
    """What the relation comes to; nothing where it may be broken without an error."""
    judge: Callable[[_Found], Judgement] = _at_most if found.identity.relation == "<=" else _equal
    judgement = judge(found)
    return judgement if judgement.verdict == "pass" or found.identity.strict else None


def _equal(found: _Found) -> Judgement:
    claim, computed = _solved(found)
    others = tuple(f for f in found.figures.values() if f is not claim)
    words = _words(found.identity)
    relation = Sum(claim, others, words, computed, claim.bounds)
    members = [claim.member(), *(f.member() for f in others)]
    if found.near and (not _is_elsewhere(relation) or _is_shifted(found, claim, computed)):
        return related(claim, computed, members, words)
    return related(claim, computed, members, words, doubt="scope", level="info")


_POWERS: Final = tuple(Fraction(10) ** k for k in (-4, -2, -1, 1, 2, 4))


def _is_shifted(found: _Found, claim: Stated, computed: Bounds) -> bool:
    """Whether another magnitude of one member would make the relation of a sum hold."""
    if found.identity.relation != "=":
        return False
    if any(claim.number * power in computed.core for power in _POWERS):
        return True
    for name, figure in found.figures.items():
        for power in _POWERS if figure is not claim else ():
            scaled = replace(figure.indicator, quantity=_times(figure.indicator.quantity, power))
            others = {**found.figures, name: replace(figure, indicator=scaled)}
            if _solved(replace(found, figures=others))[1].core.meets(claim.bounds.core):
                return True
    return False


def _times(quantity: Quantity, power: Fraction) -> Quantity:
    return replace(quantity, number=quantity.number * power.numerator / power.denominator)


def _is_elsewhere(relation: Sum) -> bool:
    """Whether the figures are so far apart that they count other things, and no single digit explains it."""
    far = abs(relation.gap) > abs(relation.claim.number) * _FAR
    return far and not relation.is_one_slip


def _solved(found: _Found) -> tuple[Stated, Bounds]:
    """The member that the others give, and what they give."""
    identity, figures = found.identity, found.figures
    left, right = identity.left, identity.right
    if identity.relation in ("%", "/"):
        part, whole = figures[right[0]], figures[right[1]]
        share = quotient(part.bounds, whole.bounds, 100 if identity.relation == "%" else 1)
        return figures[left[0]], share
    if len(right) == 1 and right[0] in figures:
        return figures[right[0]], _sum(figures, left)
    other = _sum(figures, right)
    rest = _sum(figures, left[1:])
    return figures[left[0]], Bounds(other.core - rest.core, other.hard - rest.hard)


def _sum(figures: Mapping[str, Stated], names: Sequence[str]) -> Bounds:
    core = hard = Interval.point(0)
    for name in names:
        bare = name.removeprefix("-")
        figure = figures.get(bare)
        bounds = figure.bounds if figure else Bounds(Interval.point(int(bare)), Interval.point(int(bare)))
        core = core - bounds.core if name != bare else core + bounds.core
        hard = hard - bounds.hard if name != bare else hard + bounds.hard
    return Bounds(core, hard)


def _at_most(found: _Found) -> Judgement:
    identity, figures = found.identity, found.figures
    left, right = _sum(figures, identity.left), _sum(figures, identity.right)
    members = tuple(f.member() for f in figures.values())
    words = _words(identity)
    evidence = Evidence(words, members, left.core, Interval(None, right.core.high))
    spans = [f.span for f in figures.values()]
    if left.hard.low is None or right.hard.high is None or left.hard.low <= right.hard.high:
        return passes(*spans, evidence=evidence)
    told = "、".join(f"{f.subject}{f.text}" for f in figures.values())
    message = f"{words}，文中各数是{told}，对不上"
    advice = "请核对这几个数"
    if found.near:
        return fails(message, *spans, suggestion=advice, evidence=evidence)
    return unsure("scope", message, *spans, suggestion=advice, evidence=evidence, level="info")


_SIGNS: Final = {"=": "=", "<=": "≤"}


def _words(identity: Identity) -> str:
    """The relation with the names of the indicators."""
    right = [_name(i) for i in identity.right]
    if identity.relation in ("%", "/"):
        return f"{' ÷ '.join(right)} = {_name(identity.left[0])}"
    left = " + ".join(map(_name, identity.left))
    return f"{left} {_SIGNS[identity.relation]} {' + '.join(right).replace('+ -', '- ')}"


def _name(name: str) -> str:
    known = concept(name.removeprefix("-"))
    return ("-" if name.startswith("-") else "") + (known.name if known else name)


RULES: Final = (IndicatorRelations,)
