"""Compare every two reports of one place and consecutive years in a folder, and say what came out.

usage: benchmark_compare.py FOLDER…

Places, kinds and years are those that the reports state themselves; where two files state the same,
the longer one is taken.  Prints pairs, failures, figures aligned, claims by verdict and reason,
targets, the share of text that comes back, and the time of comparing as a ratio to parsing, in one
process, in seconds of CPU.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from reportnlp import Comparison, Report, parse
from reportnlp.compare import compare, series
from reportnlp.compare.passages import shares

SUFFIXES = {".txt", ".docx", ".pdf", ".html", ".ofd"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    folders = parser.parse_args().folders
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        print(f"no such folder: {', '.join(missing)}", file=sys.stderr)
        return 2
    reports, parsing = read([p for f in folders for p in sorted(f.rglob("*")) if p.suffix in SUFFIXES])
    pairs = consecutive(reports)
    if not pairs:
        print("no two reports of one place and of consecutive years", file=sys.stderr)
        return 1
    compare(*pairs[0])  # loads the resources
    found, seconds, failed = compared(pairs)
    cost = sum(parsing[id(report)] for pair in pairs for report in pair)
    print(f"{len(pairs)} pairs, {failed} failed; compare ÷ parse of the pair {seconds / cost:.2f}")
    tell(found)
    longest(reports, parsing)
    return 1 if failed else 0


def read(paths: list[Path]) -> tuple[dict[tuple[str, str, int], Report], dict[int, float]]:
    """The reports by kind, place and year, and the seconds that each took to parse."""
    reports: dict[tuple[str, str, int], Report] = {}
    parsing: dict[int, float] = {}
    for path in paths:
        start = time.process_time()
        report = parse(path)
        parsing[id(report)] = time.process_time() - start
        meta = report.meta
        if meta.region is None or meta.year is None:
            continue
        key = (meta.kind, meta.region.name, meta.year)
        if key not in reports or len(reports[key].text) < len(report.text):
            reports[key] = report
    return reports, parsing


def consecutive(reports: dict[tuple[str, str, int], Report]) -> list[tuple[Report, Report]]:
    """Each report with that of the year before, where there is one."""
    return [
        (reports[kind, place, year - 1], new)
        for (kind, place, year), new in sorted(reports.items())
        if (kind, place, year - 1) in reports
    ]


def compared(pairs: list[tuple[Report, Report]]) -> tuple[list[Comparison], float, int]:
    """The comparisons, the seconds they took, and how many failed."""
    found: list[Comparison] = []
    failed, seconds = 0, 0.0
    for old, new in pairs:
        start = time.process_time()
        try:
            found.append(compare(old, new))
        except Exception:  # a crash is what this benchmark looks for
            failed += 1
            traceback.print_exc()
        seconds += time.process_time() - start
    return found, seconds, failed


def tell(found: list[Comparison]) -> None:
    """Print what was aligned, held and missed."""
    told = [[c for c in f.changes if not c.again] for f in found]
    counts = [len(changes) for changes in told]
    low, middle, high = statistics.quantiles(counts, n=4) if len(counts) > 1 else counts * 3
    relations = Counter(change.relation for changes in told for change in changes)
    print(
        f"figures aligned  {sum(counts):,}: {middle:.0f} a pair (quartiles {low:.0f} to {high:.0f})", end="; "
    )
    print(", ".join(f"{name} {count:,}" for name, count in relations.most_common()), end="; ")
    print(f"undecided {sum(len(f.undecided) for f in found):,}")
    claims = [claim for f in found for claim in f.claims]
    verdicts = Counter(claim.verdict for claim in claims)
    print(f"claims           {len(claims):,}: {_shares(verdicts, len(claims))}")
    reasons = Counter(f"{c.reason}: {c.why}" for c in claims if c.verdict == "cannot_tell")
    grouped = Counter(c.reason for c in claims if c.verdict == "cannot_tell")
    print(f"  cannot_tell    {_shares(grouped, len(claims))}")
    for why, count in reasons.most_common(8):
        print(f"    {count:>6,}  {why}")
    targets = Counter(target.fulfilment for f in found for target in f.targets)
    print(f"targets          {sum(targets.values()):,}: {_shares(targets, sum(targets.values()))}")
    states = [shares(f.passages) for f in found]
    middles = {
        s: statistics.median(share.get(s, 0.0) for share in states) for s in ("same", "year", "reworded")
    }
    print("text             " + ", ".join(f"{s} {share:.1%}" for s, share in middles.items()) + " (medians)")


def _shares(counted: Counter[str] | Counter[str | None], whole: int) -> str:
    return ", ".join(f"{name} {count:,} ({count / whole:.1%})" for name, count in counted.most_common())


def longest(reports: dict[tuple[str, str, int], Report], parsing: dict[int, float]) -> None:
    """Print the cost of the place with most reports, all in one row."""
    places = Counter((kind, place) for kind, place, _ in reports)
    place = places.most_common(1)[0][0]
    row = [report for key, report in sorted(reports.items()) if key[:2] == place]
    start = time.process_time()
    found = series(row)
    seconds = time.process_time() - start
    ratio = seconds / sum(parsing[id(report)] for report in row)
    size = f"{len(row)} reports, {len(found.rows):,} rows"
    print(f"longest series   {size}: {seconds:.1f} s, {ratio:.2f} of parsing")


if __name__ == "__main__":
    sys.exit(main())
