"""What a printed figure stands for, and whether the figures of a relation agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mutations.figures import Figure, Span
from mutations.words import word_list

Values = tuple[Fraction, Fraction]
"""All values between two, both included."""

Reading = Callable[[Figure], Values]
Members = Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures that belong together.

    Args:
        kind: a key of `HOLDS`, which says in what order the members stand.
        members: the figures.
        formula: as computed, for a reader.
        scope: the sentence, paragraph or table that it was found in.
        chance: bound of the expected number of such coincidences where nothing was meant.
        told: the wording says that there is a relation (其中, 共, 率).
    """

    kind: str
    members: tuple[Figure, ...]
    formula: str
    scope: Span
    chance: float = 0.0
    told: bool = True


def read(figure: Figure) -> Values:
    """The values that the printing commonly stands for."""
    half = Fraction(0) if figure.is_count else figure.step / 2
    return figure.value - half, figure.value + half


def loose(figure: Figure) -> Values:
    """The values that it admits under any rule of rounding: cut off, or a count rounded to its noughts."""
    if not figure.is_count:
        return figure.value - figure.step / 2, figure.value + figure.step
    noughts = len(figure.digits) - len(figure.digits.rstrip("0"))
    half = Fraction(10**noughts, 2) if noughts >= 2 else Fraction(0)
    return figure.value - half, figure.value + half


def meets(a: Values, b: Values) -> bool:
    """Whether some value is in both."""
    return a[0] <= b[1] and b[0] <= a[1]


def added(parts: Sequence[Values]) -> Values:
    """Every sum of one value of each."""
    return sum((p[0] for p in parts), Fraction(0)), sum((p[1] for p in parts), Fraction(0))


def quotient(a: Values, b: Values, by: int = 1) -> Values:
    """Every quotient of values above nought, times `by`."""
    return max(a[0], Fraction(0)) / b[1] * by, a[1] / max(b[0], b[1] / 1000) * by


def _sum(members: Members, reading: Reading) -> bool:
    """The total, then the parts."""
    return meets(reading(members[0]), added([reading(p) for p in members[1:]]))


def _balance(members: Members, reading: Reading) -> bool:
    """Two that came in, two that went out."""
    both = [added([reading(m) for m in side]) for side in (members[:2], members[2:])]
    return meets(*both)


def _rate(members: Members, reading: Reading) -> bool:
    """The rate in %, the part, the whole."""
    rate, part, whole = map(reading, members)
    return meets(rate, quotient(part, whole, 100))


def _bound(members: Members, reading: Reading) -> bool:
    """A rate of which its hedge makes a bound, the part, the whole."""
    rate, part, whole = map(reading, members)
    low, high = quotient(part, whole, 100)
    return high >= rate[0] if members[0].hedge in AT_LEAST else low <= rate[1]


def _growth(members: Members, reading: Reading) -> bool:
    """The rate (in % or 倍), the new level, the old one."""
    rate, new, old = members
    by = 1 if rate.unit == "倍" else 100
    low, high = quotient(reading(new), reading(old), by)
    grown = (low - by, high - by)
    return meets(reading(rate), grown if new.value >= old.value else (-grown[1], -grown[0]))


def _increment(members: Members, reading: Reading) -> bool:
    """The rate in %, the rise, the level that it led to."""
    rate, rise, level = map(reading, members)
    old = (level[0] - rise[1], level[1] - rise[0])
    return old[1] > 0 and meets(rate, quotient(rise, old, 100))


def _difference(members: Members, reading: Reading) -> bool:
    """The gap, and the two levels in either order."""
    gap, one, other = map(reading, members)
    up = (one[0] - other[1], one[1] - other[0])
    return meets(gap, up) or meets(gap, (-up[1], -up[0]))


def _product(members: Members, reading: Reading) -> bool:
    """The product and its two factors."""
    total, each, number = map(reading, members)
    return meets(total, (each[0] * number[0], each[1] * number[1]))


def _shares(members: Members, reading: Reading) -> bool:
    """Shares of one whole."""
    return meets((Fraction(100), Fraction(100)), added([reading(m) for m in members]))


def _levels(members: Members, reading: Reading) -> bool:
    """Three shares, then the three levels."""
    levels = [reading(m) for m in members[3:]]
    total = added(levels)
    return all(meets(reading(s), quotient(m, total, 100)) for s, m in zip(members[:3], levels, strict=True))


def _equal(members: Members, _: Reading) -> bool:
    """Two mentions."""
    return members[0].value == members[1].value


def _part(members: Members, reading: Reading) -> bool:
    """The part, the whole."""
    return reading(members[0])[0] <= reading(members[1])[1]


AT_LEAST = frozenset(word_list("at_least"))
AT_MOST = frozenset(word_list("at_most"))

HOLDS: dict[str, Callable[[Members, Reading], bool]] = {
    "sum": _sum,
    "table": _sum,
    "balance": _balance,
    "rate": _rate,
    "bound": _bound,
    "growth": _growth,
    "increment": _increment,
    "difference": _difference,
    "points": _difference,
    "product": _product,
    "shares": _shares,
    "share-levels": _levels,
    "equal": _equal,
    "part": _part,
}
"""The kinds of relations, each with the test of its members."""


def holds(kind: str, members: Members) -> bool:
    """Whether the printed values agree as commonly read."""
    return HOLDS[kind](members, read)


def broken(kind: str, members: Members) -> bool:
    """Whether no rule of rounding makes them agree."""
    return not HOLDS[kind](members, loose)
