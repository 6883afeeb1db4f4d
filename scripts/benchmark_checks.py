"""Measure the checks: put errors into reports on purpose and count which are found.

usage: benchmark_checks.py [FOLDER] [--pairs]   (default: the shipped samples in corpora/)

Each mutant holds one error (M01…) or a change that is none (N1…); its new findings are compared
with those of the unmutated report.  Which numbers belong together is found by the benchmark's own
arithmetic (`mutations/relations.py`), not by the checks.  The same seed gives the same mutants.

With --pairs, the newer of two reports of one place and consecutive years (…_2023.txt, …_2024.txt) is
mutated and checked against the older, by the rules that need both.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mutations.coverage import coverage
from mutations.operators import BY_ID, OPERATORS, PAIRS
from mutations.printing import covered_tables, examples, tables
from mutations.running import Settings, Source, covered_relations, run
from mutations.sampling import documents, pairs_in
from mutations.scores import scores

ROOT = Path(__file__).resolve().parents[1]
YEARS = ("YOY", "TGT", "STA")  # the families that need last year's report
EXPECTED = {"positive": "fail", "negative": "silent", "unobservable": "notApplicable"}


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no such folder: {options.folder}", file=sys.stderr)
        return 2
    if options.coverage and options.pairs:
        print("--coverage knows no pairs", file=sys.stderr)
        return 2
    find = pairs_in if options.pairs else documents
    sources: list[Source] = [*find(options.folder, options.reports, options.seed, options.quality)]
    if options.list:
        print(*(_listed(source, options.folder) for source in sources), sep="\n")
        return 0
    settings = Settings(
        operators=tuple(options.operators or (o.id for o in (PAIRS if options.pairs else OPERATORS))),
        rules=tuple(options.select or (YEARS if options.pairs else ())),
        per_operator=options.per_operator,
        seed=options.seed,
        processes=options.processes,
    )
    if options.coverage:
        return _coverage([s for s in sources if isinstance(s, Path)], settings, options)
    return _benchmark(sources, settings, options)


def _listed(source: Source, folder: Path) -> str:
    paths = (source,) if isinstance(source, Path) else source
    return " ".join(str(path.relative_to(folder)) for path in paths)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpora")
    made.add_argument("--reports", type=int, default=100, help="at most so many, or pairs; 0: all")
    made.add_argument("--per-operator", type=int, default=150, help="at most so many mutants of each")
    made.add_argument("--pairs", action="store_true", help="reports with those of the year before")
    made.add_argument("--operators", nargs="+", choices=list(BY_ID), metavar="ID", help="M01 N3 …")
    made.add_argument("--select", nargs="+", default=[], metavar="RULE", help="rules or families, not all")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--processes", type=int, default=2)
    made.add_argument("--quality", type=Path, help="a table (path, flags) that names spoilt reports")
    made.add_argument("--list", action="store_true", help="print the reports used and stop")
    made.add_argument("--coverage", action="store_true", help="which relations the rules evaluate at all")
    made.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N wrong outcomes of each operator"
    )
    made.add_argument("--manifest", type=Path, help="write every mutant and its outcome, a JSON line each")
    made.add_argument("--json", type=Path, help="write the figures")
    return made


def _benchmark(paths: list[Source], settings: Settings, options: argparse.Namespace) -> int:
    outcomes, alarms = run(paths, settings)
    figures = scores(outcomes, alarms)
    _write(options.json, figures)
    if options.manifest:
        rows = ({"expected": EXPECTED[o.row], **dataclasses.asdict(o)} for o in outcomes)
        _write_lines(options.manifest, rows)
    print(*tables(figures), sep="\n")
    print(*examples(outcomes, options.show) if options.show else (), sep="\n")
    return 0


def _coverage(paths: list[Path], settings: Settings, options: argparse.Namespace) -> int:
    relations = covered_relations(paths, settings)
    _write(options.json, coverage(relations))
    if options.manifest:
        _write_lines(options.manifest, ({**dataclasses.asdict(r), "came": r.came} for r in relations))
    print(*covered_tables(relations, options.show), sep="\n")
    return 0


def _write(path: Path | None, figures: dict[str, Any]) -> None:
    if path:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
