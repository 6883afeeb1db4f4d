"""What adds up in a table: schemes of one total with its parts, each held against all columns or rows.

A scheme is a guess from the words (合计, numbers, codes, merged heads).  Its figures vouch for it:
where a scheme holds in the other columns, the one where it does not is a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from reportnlp.check.tables_sheet import Sheet
from reportnlp.datamodel import Verdict
from reportnlp.figures.decisions import decide
from reportnlp.figures.slips import slips_of
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval, is_exact

_NEAR: Final = Fraction(1, 10)  # of the total: a gap that looks like a slip and not like another thing
_FEW: Final = 2  # so many more or less is a slip, however small the total
_SHORT: Final = 4  # names of parts that a message repeats
Axis = Literal["rows", "columns"]


@dataclass(frozen=True)
class Sum:
    """One printed total and the figures that it should be the sum of (or a share of).

    Args:
        what: the relation in words, for the message.
        computed: what the parts give; claimed: what the total admits.
        has_gaps: whether some part is blank or a dash.
    """

    claim: Stated
    parts: tuple[Stated, ...]
    what: str
    computed: Bounds
    claimed: Bounds
    has_gaps: bool = False

    @cached_property
    def verdict(self) -> Verdict:
        return decide(self.claim.indicator.quantity, self.computed, self.claimed).verdict

    @property
    def says_something(self) -> bool:
        """Whether any figure is not nought: 0 + 0 = 0 vouches for nothing."""
        return any(figure.number for figure in (self.claim, *self.parts))

    @property
    def gap(self) -> Fraction:
        middle = self.computed.core.middle
        return Fraction(0) if middle is None else middle - self.claim.number

    @property
    def falls_short(self) -> bool:
        """Whether the parts make less than the total: some may not be printed."""
        return self.gap < 0

    @property
    def is_near(self) -> bool:
        """Whether the parts make nearly the total, and nothing is left open that could be the rest."""
        few = self.claim.indicator.quantity.step * _FEW
        near = abs(self.gap) <= max(abs(self.claim.number) * _NEAR, few)
        return near and not (self.falls_short and self.has_gaps)

    @property
    def looks_like_a_slip(self) -> bool:
        """Whether the parts exceed the total by little, or one digit in one figure would make it right."""
        return (self.is_near and not self.falls_short) or self.is_one_slip

    @property
    def is_slip_of_rate(self) -> bool:
        """For a share: whether it is off by little, or by one digit."""
        near = abs(self.gap) <= abs(self.claim.number) * _NEAR
        return near or any(v in self.computed.core for v in slips_of(self.claim.indicator.quantity))

    @property
    def is_one_slip(self) -> bool:
        """Whether one digit replaced, or two changed round, in one figure would make it right."""
        sums = self.computed.core
        if any(value in sums for value in slips_of(self.claim.indicator.quantity)):
            return True
        wanted = Interval.point(self.claim.number) - sums  # what is missing in some part
        return any(
            value - part.number in wanted
            for part in self.parts
            for value in slips_of(part.indicator.quantity)
        )


def exactly(figure: Stated) -> Bounds:
    """The bounds of a figure; a whole number that counts is not rounded in a table."""
    bounds = figure.bounds
    return Bounds(bounds.core, bounds.core) if is_exact(figure.indicator.quantity) else bounds


def summed(claim: Stated, parts: Sequence[Stated], slack: int = 0) -> Bounds:
    """The sum of the parts, wider by `slack` half units of the total: what rounding is said to cost."""
    core = hard = Interval.point(0)
    for part in parts:
        bounds = exactly(part)
        core += bounds.core
        hard += bounds.hard
    spare = claim.indicator.quantity.step / 2 * slack
    return Bounds(core + Interval(-spare, spare), hard + Interval(-spare, spare))


@dataclass(frozen=True)
class Scheme:
    """Sums of one structure.

    Args:
        sure: whether the words leave no doubt about what is added up.
        partial: whether the table says that it leaves some out (主要).
        needed: so many sums must hold before those that do not are slips.
    """

    sums: tuple[Sum, ...]
    sure: bool = False
    partial: bool = False
    needed: int = 2

    @cached_property
    def fitting(self) -> tuple[Sum, ...]:
        return tuple(s for s in self.sums if s.verdict == "pass" and s.says_something)

    @property
    def rounded(self) -> tuple[Sum, ...]:
        """The sums that hold only under another rule of rounding, where the scheme is beyond doubt."""
        return tuple(s for s in self.sums if s.verdict == "open") if self.sure or self.is_vouched else ()

    @cached_property
    def failing(self) -> tuple[Sum, ...]:
        failing = (s for s in self.sums if s.verdict == "fail")
        return tuple(s for s in failing if not (self.partial and s.falls_short))

    @property
    def is_vouched(self) -> bool:
        """Whether it holds so often that it is true of this table."""
        return len(self.fitting) >= self.needed * max(len(self.failing), 1)

    @property
    def is_unexplained(self) -> bool:
        """Whether the words are clear and yet it holds nowhere."""
        return self.sure and not self.fitting and bool(self.failing) and not self.slipped

    @property
    def doubtful(self) -> tuple[Sum, ...]:
        """The sums that are wrong unless something else is meant; not those that count things twice."""
        left = [s for s in self.failing if self.sure and s not in self.slipped]
        return tuple(s for s in left if s.gap * 2 < s.claim.number)

    @cached_property
    def slipped(self) -> tuple[Sum, ...]:
        """The sums that are wrong for sure."""
        if self.is_vouched and self.needed > 1:
            return self.failing
        if len(self.failing) > max(len(self.fitting), 1):
            return ()  # two slips at once are rarer than a table that was misread
        if self.is_vouched:
            return tuple(s for s in self.failing if s.is_near or s.is_one_slip)
        return tuple(s for s in self.failing if self.sure and s.looks_like_a_slip)


def best(schemes: Iterable[Scheme]) -> Scheme | None:
    """Of several readings the one that holds most often; the first where none holds."""
    found = [s for s in schemes if s.sums]
    return max(found, key=lambda s: (len(s.fitting), -len(s.failing))) if found else None


def prefixes(parts: Sequence[int]) -> Iterator[Sequence[int]]:
    """The first of the parts alone: behind them the same may be divided anew (男、女、党员)."""
    yield from (parts[:count] for count in range(len(parts) - 1, 1, -1))


def held_against(
    sheet: Sheet, axis: Axis, total: int, parts: Sequence[int], across: Sequence[int], slack: bool
) -> tuple[Sum, ...]:
    """A total line and its part lines at every line that crosses them, where all is known.

    Args:
        axis: "rows": total and parts are rows, held against columns; "columns": the other way round.
        slack: whether the report says that sums may be off by rounding.
    """
    found = (_sum(sheet, axis, total, parts, line, slack) for line in across)
    return tuple(s for s in found if s is not None)


def _sum(sheet: Sheet, axis: Axis, total: int, parts: Sequence[int], line: int, slack: bool) -> Sum | None:
    def slot(own: int) -> tuple[int, int]:
        return (own, line) if axis == "rows" else (line, own)

    claim = sheet.figures.get(slot(total))
    if claim is None or not claim.is_level or sheet.is_rate_at(*slot(total)):
        return None
    found: list[Stated] = []
    for part in parts:
        figure = sheet.figures.get(slot(part))
        if figure is None:
            if sheet.held(*slot(part)) == "other":
                return None
        elif _is_alike(claim, figure):
            found.append(figure)
        else:
            return None
    if not found:
        return None
    what = _words(sheet, axis, total, parts, line)
    computed = summed(claim, found, len(parts) if slack else 0)
    return Sum(claim, tuple(found), what, computed, exactly(claim), len(found) < len(parts))


def _is_alike(a: Stated, b: Stated) -> bool:
    return b.is_plain and (a.unit, a.indicator.kind) == (b.unit, b.indicator.kind)


def _words(sheet: Sheet, axis: Axis, total: int, parts: Sequence[int], line: int) -> str:
    """ "“合计”一列，基本支出 + 项目支出 = 小计"; long lists are counted."""
    shown = parts if len(parts) <= _SHORT else ()
    if axis == "rows":
        names, whole = [sheet.row_name(p, line) for p in shown], sheet.row_name(total, line)
        across, of, those = sheet.column_name(total, line), "列", "行"
    else:
        names, whole = [sheet.column_name(line, p) for p in shown], sheet.column_name(line, total)
        across, of, those = sheet.row_name(line, total), "行", "列"
    added = " + ".join(names) if names and all(names) else f"{len(parts)} {those}之和"
    where = f"“{across}”一{of}" if across else f"表中一{of}"
    return f"{where}，{added} = {whole or '合计'}"
