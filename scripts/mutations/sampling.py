"""Which reports are used, and which of the possible mutants: seeded, and evenly spread."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

from mutations.mutants import Candidate, Original
from mutations.operators import Operator

SHORTEST = 1500
"""Characters below which a text is no whole report."""

PER_REPORT = 40
"""Mutants of one operator and one report that are considered."""

_BAD = frozenset(("web_chrome", "nav_only", "text_twice", "truncated?", "excerpt", "U+FFFD", "html_entity"))
_NAMED = re.compile(r"(?P<place>.+?)_?(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_T = TypeVar("_T")


def documents(folder: Path, number: int, seed: int, quality: Path | None) -> list[Path]:
    """At most `number` reports (0: all), in turn from every kind and year, without spoilt ones."""
    paths = reports_in(folder, quality)
    random = Random(seed)
    random.shuffle(paths)
    kinds = _grouped((_kind(p, folder), p) for p in paths)
    spread = _in_turn([list(_in_turn(list(_by_year(group)))) for _, group in sorted(kinds.items())])
    chosen = list(spread)[: number or None]
    return sorted(chosen)


def pairs_in(folder: Path, number: int, seed: int, quality: Path | None) -> list[tuple[Path, Path]]:
    """At most `number` pairs (0: all) of one place and two years in a row, the older first."""
    found = sorted(_neighbours(reports_in(folder, quality)))
    Random(seed).shuffle(found)
    return sorted(found[: number or None])


def _neighbours(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    places: dict[tuple[Path, str], dict[int, Path]] = defaultdict(dict)
    for path in paths:
        named = _NAMED.match(path.stem)
        if named:
            places[path.parent, named["place"]].setdefault(int(named["year"]), path)
    for years in places.values():
        yield from ((path, years[year + 1]) for year, path in years.items() if year + 1 in years)


def reports_in(folder: Path, quality: Path | None) -> list[Path]:
    """Every whole report of a folder, without spoilt ones."""
    spoilt = _spoilt(quality) if quality else frozenset()
    paths = [p for p in sorted(folder.rglob("*.txt")) if str(p.relative_to(folder)) not in spoilt]
    return [p for p in paths if len(read_report(p)) >= SHORTEST]


def read_report(path: Path) -> str:
    """The text of a file, as the benchmark sees it."""
    return path.read_text(encoding="utf-8", errors="replace")


def _spoilt(quality: Path) -> frozenset[str]:
    """The paths that a table with the columns path and flags marks as bad."""
    with quality.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        marked = (
            (row["path"], {f.partition("@")[0] for f in (row["flags"] or "").split(";")}) for row in rows
        )
        return frozenset(path for path, flags in marked if flags & _BAD)


def _kind(path: Path, folder: Path) -> str:
    inner = path.relative_to(folder).parts
    return inner[0] if len(inner) > 1 else path.name.partition("_")[0]


def _by_year(paths: Iterable[Path]) -> Iterator[list[Path]]:
    years = _grouped(("".join(_YEAR.findall(p.stem)[:1]), p) for p in paths)
    return (years[year] for year in sorted(years))


def _grouped(pairs: Iterable[tuple[Hashable, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for key, item in pairs:
        groups[str(key)].append(item)
    return groups


def _in_turn(queues: Sequence[Sequence[_T]]) -> Iterator[_T]:
    """The first of each queue, then the second of each, and so on."""
    for place in range(max(map(len, queues), default=0)):
        yield from (queue[place] for queue in queues if place < len(queue))


def candidates(original: Original, operator: Operator, seed: int) -> list[Candidate]:
    """What the operator can do to the report: a seeded sample, in turn of each variety and size."""
    random = Random(f"{seed}{original.sha256}{operator.id}")
    made = list(operator.make(original, random))
    random.shuffle(made)
    groups = _grouped(((c.variety, c.size), c) for c in made)
    return list(_in_turn([group for _, group in sorted(groups.items())]))[:PER_REPORT]


def chosen(of_reports: Sequence[Sequence[Candidate]], number: int, seed: int) -> list[list[Candidate]]:
    """At most `number` candidates of one operator, in turn of each variety, size and report."""
    queues: dict[str, list[list[tuple[int, Candidate]]]] = defaultdict(list)
    for report, made in enumerate(of_reports):
        groups = _grouped(((c.variety, c.size), (report, c)) for c in made)
        for key, group in groups.items():
            queues[key].append(group)
    random = Random(seed)
    for queue in queues.values():
        random.shuffle(queue)
    varieties = [list(_in_turn(queue)) for _, queue in sorted(queues.items())]
    picked: list[list[Candidate]] = [[] for _ in of_reports]
    for report, candidate in list(_in_turn(varieties))[:number]:
        picked[report].append(candidate)
    return picked
