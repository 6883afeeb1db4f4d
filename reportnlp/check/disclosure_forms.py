"""The statutory tables of 政府信息公开工作年度报告 as filled in: cells by concept, and their relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Final, Literal

from reportnlp.datamodel import Indicator, Report
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval
from reportnlp.resources.concepts import Identity, concept
from reportnlp.resources.xxgk_tables import cell_identities, forms

Family = Literal["xxgk-disclosure", "xxgk-requests", "xxgk-litigation"]
FAMILIES: Final[tuple[Family, ...]] = ("xxgk-disclosure", "xxgk-requests", "xxgk-litigation")
_LEAST_KNOWN: Final = 0.5  # share of the cells of a relation that must hold a number


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in table: its cells by concept id; cells that two numbers claim are left out."""

    family: str
    cells: dict[str, Stated]


@dataclass(frozen=True)
class Relation:
    """One printed relation of the form with the cells that hold a number.

    Args:
        id: of the relation ("flow_qiye", "row_gk_yuyi").
        claim: the cell that the others should add up to.
        taken: cells on the side of the claim, to be taken off.
        complete: whether every cell holds a number; a blank one may be nought or not.
        what: the relation in words.
    """

    id: str
    claim: Stated
    added: tuple[Stated, ...]
    taken: tuple[Stated, ...]
    complete: bool
    what: str

    @property
    def cells(self) -> tuple[Stated, ...]:
        return (self.claim, *self.added, *self.taken)

    @cached_property
    def computed(self) -> Bounds:
        """What the claim should be: exact, or at least so much where cells are blank."""
        value = sum((c.number for c in self.added), Fraction(0)) - sum(c.number for c in self.taken)
        found = Interval.point(value) if self.complete else Interval(value, None)
        return Bounds(found, found)

    @property
    def gap(self) -> Fraction:
        """By how much the claim is less than it should be."""
        return (self.computed.core.low or Fraction(0)) - self.claim.number

    @property
    def holds(self) -> bool:
        return self.claim.number in self.computed.core


def forms_of(report: Report) -> tuple[Form, ...]:
    """The forms of a report in order; one that was read in pieces (page breaks) is put together."""
    pieces = [(t.statutory, t.span) for t in report.tables if t.statutory]
    if not pieces:
        return ()
    cells = [i for i in report.indicators if i.origin == "table" and i.concept]
    out: list[Form] = []
    for family in FAMILIES:
        filled: dict[str, Stated] = {}
        for name, span in pieces:
            if name != family:
                continue
            inside = _unique([i for i in cells if span.start <= i.span.start < span.end])
            if filled.keys() & inside.keys():
                out.append(Form(family, filled))
                filled = {}
            filled |= inside
        if filled:
            out.append(Form(family, filled))
    return tuple(out)


def _unique(cells: Sequence[Indicator]) -> dict[str, Stated]:
    often = Counter(i.concept for i in cells)
    return {i.concept: Stated(i, "", "") for i in cells if often[i.concept] == 1}


def relations(form: Form) -> Iterator[Relation]:
    """The relations of the form of which enough cells hold a number."""
    for group in _variants():
        found = [r for identity in group if (r := _relation(form, identity)) is not None]
        if found:
            # The form of the year is the one that the cells fit best.
            yield max(found, key=lambda r: (r.complete, len(r.cells)))


def without_consequences(wrong: Sequence[Relation]) -> list[Relation]:
    """The wrong relations without those of the total column that only repeat what is wrong elsewhere."""
    gaps: dict[str, Fraction] = defaultdict(Fraction)
    for relation in wrong:
        kind, _, column = relation.id.rpartition("_")
        if column != "all":
            gaps[kind] += relation.gap
    return [r for r in wrong if not (r.id.endswith("_all") and r.gap == gaps[r.id.rpartition("_")[0]] != 0)]


@cache
def _variants() -> tuple[tuple[Identity, ...], ...]:
    """The relations, those that differ between the forms of two years side by side."""
    groups: dict[str, list[Identity]] = {}
    for fields in cell_identities():
        identity = Identity(**fields)
        groups.setdefault(identity.id.replace("_short_", "_"), []).append(identity)
    return tuple(map(tuple, groups.values()))


def _relation(form: Form, identity: Identity) -> Relation | None:
    """The relation solved for its last cell on the right, or on the left where that one is blank."""
    left, right = _known(form, identity.left), _known(form, identity.right)
    members = len(identity.left) + len(identity.right)
    if not left or not right or len(left) + len(right) < _LEAST_KNOWN * members:
        return None
    blank_left, blank_right = len(left) < len(identity.left), len(right) < len(identity.right)
    if blank_right:
        return None
    claim, *taken = right
    return Relation(identity.id, claim, tuple(left), tuple(taken), not blank_left, _words(identity))


def _known(form: Form, ids: Sequence[str]) -> list[Stated]:
    return [form.cells[i] for i in ids if i in form.cells]


def _words(identity: Identity) -> str:
    """The relation as the form has it: 一 + 二 = 三（七）+ 四, named by its row or column."""
    kind, _, rest = identity.id.partition("_")
    form = forms()
    if kind == "row":
        row = next(line for line in form.requests if line.id == rest)
        return f"“{row.name}”一行，各类申请人之和 = 总计"
    if kind == "case":
        case = next(line for line in form.cases if line.id == rest)
        return f"{case.name}，维持 + 纠正 + 其他结果 + 尚未审结 = 总计"
    column = next(
        line.name for line in form.applicants if line.id == rest.removeprefix("short_").replace("all", "")
    )
    if kind == "flow":
        return f"“{column}”一列，本年新收 + 上年结转 = 办理结果总计 + 结转下年度"
    return f"“{column}”一列，各项办理结果之和 = （七）总计"


def name_of(cell: Stated) -> str:
    """The name of a cell as a member of a relation."""
    known = concept(cell.indicator.concept)
    return known.name if known else cell.subject
