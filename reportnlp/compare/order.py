"""The order of two lists whose members were paired one with one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence


def side_by_side(olds: int, news: int, pairs: Mapping[int, int]) -> Iterator[tuple[int | None, int | None]]:
    """All members of both lists as (old, new): in the order of the new list, what is gone where it stood.

    Args:
        olds, news: how many there are.
        pairs: new → old.
    """
    behind = _gone_behind(olds, {old: new for new, old in pairs.items()})
    yield from ((old, None) for old in behind.get(None, ()))
    for new in range(news):
        yield pairs.get(new), new
        yield from ((old, None) for old in behind.get(new, ()))


def _gone_behind(olds: int, partners: Mapping[int, int]) -> dict[int | None, list[int]]:
    """What is gone, by the new member whose counterpart it followed (None: it was in front)."""
    found: dict[int | None, list[int]] = {}
    last: int | None = None
    for old in range(olds):
        if old in partners:
            last = partners[old]
        else:
            found.setdefault(last, []).append(old)
    return found


def in_place(numbers: Sequence[int]) -> frozenset[int]:
    """The places in a sequence of different numbers of a longest ascending part: what did not move."""
    tops: list[int] = []  # the smallest number that ends an ascending part of each length
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tops, number)
        before.append(places[at - 1] if at else -1)
        tops[at : at + 1] = [number]
        places[at : at + 1] = [place]
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return frozenset(found)
