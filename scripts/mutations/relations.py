"""The oracle: which figures of a text stand in an arithmetic relation, found by brute force.

A relation is believed where it holds to the printed digits and would rarely do so by chance:
`chance` bounds the expected number of such coincidences among all combinations that were tried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mutations.figures import Figure, Span, figures, paragraphs, sentences
from mutations.mentions import equal_mentions
from mutations.rates import differences, growths, increments, rates
from mutations.readings import Relation
from mutations.totals import RARE, parts, products, share_levels, shares, sums

_LONGEST = 4000  # characters of a paragraph that is prose
_MOST = 40  # figures of a sentence that is no list of a table


def relations(text: str) -> list[Relation]:
    """All relations of `text` (digits narrowed), one for each set of figures."""
    everything = figures(text)
    starts = [f.start for f in everything]

    def inside(span: Span) -> list[Figure]:
        return everything[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    found: list[Relation] = []
    for paragraph in paragraphs(text):
        if paragraph[1] - paragraph[0] <= _LONGEST:
            for sentence in sentences(text, paragraph):
                found += _of_sentence(text, sentence, inside(sentence))
            found += _of_paragraph(text, paragraph, inside(paragraph))
    found += equal_mentions(text, everything)
    return _distinct(found)


def _of_sentence(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    if len(members) <= _MOST:
        for search in (rates, growths, increments, differences, products, shares, parts):
            yield from search(text, scope, members)
        yield from sums(text, scope, members, RARE)


def _of_paragraph(text: str, scope: Span, members: list[Figure]) -> Iterator[Relation]:
    if 2 < len(members) <= 2 * _MOST:
        yield from sums(text, scope, members, RARE / 10)
        yield from share_levels(text, scope, members)


def _distinct(found: list[Relation]) -> list[Relation]:
    """The likeliest relation of each set of figures, in the order of the text."""
    best: dict[frozenset[int], Relation] = {}
    for relation in sorted(found, key=lambda r: (not r.told, r.chance)):
        best.setdefault(frozenset(m.start for m in relation.members), relation)
    return sorted(best.values(), key=lambda r: min(m.start for m in r.members))
