"""The benchmark from folder to figures, in as many processes as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from mutations.coverage import Covered, covered
from mutations.mutants import Candidate, Original
from mutations.operators import BY_ID, OPERATORS
from mutations.pairs import Pair
from mutations.sampling import candidates, chosen, read_report
from mutations.scores import Alarms
from mutations.trials import Outcome, findings_of, trial

_In = TypeVar("_In")
_Out = TypeVar("_Out")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is run: operators by id, rules or families by name (none: all), and how much of it."""

    operators: tuple[str, ...] = tuple(o.id for o in OPERATORS)
    rules: tuple[str, ...] = ()
    per_operator: int = 150
    seed: int = 1
    processes: int = 2


Source = Path | tuple[Path, Path]
"""A report, or one and that of the year after."""


def run(paths: Sequence[Source], settings: Settings) -> tuple[list[Outcome], list[Alarms]]:
    """Every chosen mutant of the reports tried, and what the checks say of the reports themselves."""
    made = list(_each(partial(_prepared, settings), paths, settings.processes))
    picked = [
        chosen([report[operator] for report in made], settings.per_operator, settings.seed)
        for operator in settings.operators
    ]
    jobs = [(path, [c for operator in picked for c in operator[at]]) for at, path in enumerate(paths)]
    tried = list(_each(partial(_tried, settings), jobs, settings.processes))
    return [o for outcomes, _ in tried for o in outcomes], [alarms for _, alarms in tried]


def covered_relations(paths: Sequence[Path], settings: Settings) -> list[Covered]:
    """Every relation of the reports, and which rules evaluate it."""
    found = _each(partial(_covered, settings), paths, settings.processes)
    return [relation for report in found for relation in report]


def _each(work: Callable[[_In], _Out], items: Iterable[_In], processes: int) -> Iterator[_Out]:
    if processes < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, items, chunksize=4)


def read(source: Source) -> Original:
    """The report that is mutated."""
    if isinstance(source, Path):
        return Original(source, read_report(source))
    old, new = source
    return Pair(new, read_report(new), Original(old, read_report(old)))


def _prepared(settings: Settings, path: Source) -> dict[str, list[Candidate]]:
    original = read(path)
    if isinstance(original, Pair) and not original.is_sound:
        return {name: [] for name in settings.operators}
    return {name: candidates(original, BY_ID[name], settings.seed) for name in settings.operators}


def _tried(settings: Settings, job: tuple[Source, list[Candidate]]) -> tuple[list[Outcome], Alarms]:
    path, mutants = job
    original = read(path)
    known = findings_of(original.text, settings.rules, original.previous)
    outcomes = [trial(original, known, candidate, settings.rules) for candidate in mutants]
    found = tuple((f.rule, f.verdict, f.level) for f in known)
    return outcomes, Alarms(original.name, len(original.text), found)


def _covered(settings: Settings, path: Path) -> list[Covered]:
    return covered(Original(path, read_report(path)), settings.rules)
