"""Many years in a row: one row a concept or subject, one column a report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

from reportnlp.compare.comparing import Marked, compare_marked, marked_of
from reportnlp.compare.mentions import Mention
from reportnlp.compare.moved import based
from reportnlp.compare.subjects import subject_of
from reportnlp.compare.years import reported_year
from reportnlp.datamodel import Comparison, Indicator, Report, Series, SeriesCell, SeriesMark, SeriesRow
from reportnlp.resources.alignment import load
from reportnlp.resources.concepts import concept

_JUMP: Final = Fraction(10)  # times the year before
_LEVELS: Final = frozenset({"count", "money", "measure"})
_NAMES_CHANGE = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|变动|增减量|指数)\Z")
_SUFFIX: Final = {"growth": "增速", "points": "变动", "change": "增减量"}

Node = tuple[int, int]
"""(number of the report, index of its figure)."""


def series(reports: Sequence[Report]) -> Series:
    """See `reportnlp.compare.series`."""
    if len(reports) < 2:
        raise ValueError("at least two reports are needed")
    years = [reported_year(report) for report in reports]
    known = all(year is not None for year in years)
    ordered = tuple(sorted(reports, key=lambda report: reported_year(report) or 0) if known else reports)
    marked = [marked_of(report) for report in ordered]
    comparisons = tuple(compare_marked(a, b) for a, b in pairwise(marked))
    rows = _Rows(ordered, comparisons, marked)
    return Series(ordered, comparisons, rows.sorted())


@dataclass(frozen=True)
class _Rows:
    reports: Sequence[Report]
    comparisons: Sequence[Comparison]
    marked: Sequence[Marked]

    def sorted(self) -> tuple[SeriesRow, ...]:
        """Concepts before other subjects, the rows with most years first."""
        chains = [chain for chain in self._merged() if len(chain) > 1]
        rows = [self._row(chain) for chain in chains]
        return tuple(sorted(rows, key=_rank))

    def _merged(self) -> Iterator[dict[int, int]]:
        """Chains of the same thing put together where years between them are missing."""
        named: dict[tuple[str, ...], list[dict[int, int]]] = defaultdict(list)
        for chain in self._chains():
            named[self._name(chain)].append(chain)
        for chains in named.values():
            yield from _without_overlap(chains)

    def _chains(self) -> list[dict[int, int]]:
        """Report → figure, for the figures that hang together from one year to the next."""
        following = self._following()
        begun = set(following.values())
        chains = [_walked(node, following) for node in following if node not in begun]
        alone = set(self._alone()) - following.keys() - begun
        return chains + [{at: figure} for at, figure in sorted(alone)]

    def _following(self) -> Mapping[Node, Node]:
        """Each figure and the one it is aligned with a year later."""
        return {
            (at, change.old): (at + 1, change.new)
            for at, comparison in enumerate(self.comparisons)
            for change in comparison.changes
            if change.relation == "yoy" and not change.again
        }

    def _alone(self) -> Iterator[Node]:
        """Every figure of what was reached in the year of its report that can be told by its name."""
        for at, marked in enumerate(self.marked):
            seen: set[tuple[str, ...]] = set()
            for mention in marked.mentions:
                name = _name_of(mention.indicator)
                if _is_of(mention, marked.year) and name not in seen:
                    seen.add(name)
                    yield at, mention.first

    def _name(self, chain: Mapping[int, int]) -> tuple[str, ...]:
        at = max(chain)
        return _name_of(self.reports[at].indicators[chain[at]])

    def _row(self, chain: Mapping[int, int]) -> SeriesRow:
        at = max(chain)
        sample = self.reports[at].indicators[chain[at]]
        cells = tuple(self._cell(chain, at) for at in range(len(self.reports)))
        concepts = (self.reports[n].indicators[figure].concept for n, figure in chain.items())
        return SeriesRow(_label(sample), next(filter(None, concepts), ""), sample, cells)

    def _cell(self, chain: Mapping[int, int], at: int) -> SeriesCell | None:
        figure = chain.get(at)
        if figure is None:
            return None
        indicator = self.reports[at].indicators[figure]
        restated = self._restated.get((at, figure))
        marks: list[SeriesMark] = []
        if restated is not None and _differ(indicator, self.reports[at + 1].indicators[restated]):
            marks.append("restated")
        if at - 1 in chain and _jumps(self.reports[at - 1].indicators[chain[at - 1]], indicator):
            marks.append("jump")
        return SeriesCell(figure, restated, tuple(marks))

    @cached_property
    def _restated(self) -> Mapping[Node, int]:
        return {
            (at, change.old): change.new
            for at, comparison in enumerate(self.comparisons)
            for change in comparison.changes
            if change.relation == "restated"
        }


def _is_of(mention: Mention, year: int | None) -> bool:
    """Whether a figure is what was reached in one whole year, that of its report."""
    said, years = mention.said, mention.years
    of_more_or_less = said.is_total or mention.in_span or said.is_partial or said.is_quoted
    if mention.indicator.status != "actual" or of_more_or_less:
        return False
    return years is None or year is None or (years.last == year and years.length == 1 and years.whole)


def _name_of(indicator: Indicator) -> tuple[str, ...]:
    """What two figures of different years have in common when they stand in one row."""
    unit = load().base(indicator.quantity.unit)[0]
    return indicator.concept or subject_of(indicator.subject).core, indicator.kind, unit


def _walked(node: Node, following: Mapping[Node, Node]) -> dict[int, int]:
    chain = dict([node])
    while node in following:
        node = following[node]
        chain[node[0]] = node[1]
    return chain


def _without_overlap(chains: list[dict[int, int]]) -> list[dict[int, int]]:
    """The chains joined, the longest first, where no report has a figure in both."""
    joined: list[dict[int, int]] = []
    for chain in sorted(chains, key=lambda c: (-len(c), min(c))):
        home = next((other for other in joined if not other.keys() & chain.keys()), None)
        if home is None:
            joined.append(dict(chain))
        else:
            home.update(chain)
    return joined


def _differ(old: Indicator, new: Indicator) -> bool:
    return not based(old).core.meets(based(new).core)


def _jumps(old: Indicator, new: Indicator) -> bool:
    """Whether a level is ten times the year before, or a tenth of it."""
    before, after = based(old).core.middle, based(new).core.middle
    if old.kind not in _LEVELS or not before or not after or before < 0 or after < 0:
        return False
    return after / before >= _JUMP or before / after >= _JUMP


def _label(indicator: Indicator) -> str:
    known = concept(indicator.concept) if indicator.concept else None
    name = known.name if known else indicator.subject
    suffix = _SUFFIX.get(indicator.kind, "")
    return name if not suffix or _NAMES_CHANGE.search(name) else f"{name}{suffix}"


def _rank(row: SeriesRow) -> tuple[bool, int, str]:
    return not row.concept, -_filled(row.cells), row.label


def _filled(cells: Iterable[SeriesCell | None]) -> int:
    return sum(cell is not None for cell in cells)
