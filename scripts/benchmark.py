"""Measure how fast texts become Reports and are checked, and how a folder of files fares.

usage: benchmark.py speed [FOLDER…]      characters a second, growth with length, hostile texts
       benchmark.py check [FOLDER…]      time of check as a ratio to parse, dearest rules, hostile texts
       benchmark.py corpus FOLDER…       every file read: a table by format, and each failure
       (default folder: the shipped samples in corpora/)

Everything is measured in one process and one run, in seconds of CPU; speeds are compared as
ratios to a bare `re.findall` over the same text, because a machine's speed varies.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = {".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".ofd", ".doc", ".wps", ".rtf"}
FLOOR = re.compile(r"\d+(?:\.\d+)?")
HOSTILE = {
    "100,000 digits": "1" * 100_000,
    "100,000 一": "一" * 100_000,
    "100,000 brackets": "（" * 50_000 + "）" * 50_000,
    "100,000 quotes": "“" * 50_000 + "”" * 50_000,
    "100,000 commas": "1，" * 50_000,
    "100,000 spaces": " " * 100_000,
    "100,000 line ends": "\n" * 100_000,
    "100,000 一是": "一是" * 50_000,
    "100,000 增长": "增长" * 50_000,
    "50,000 5家、": "5家、" * 25_000,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["speed", "check", "corpus"])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folders = options.folders or [ROOT / "corpora"]
    missing = [str(f) for f in folders if not f.is_dir()]
    if missing:
        print(f"no such folder: {', '.join(missing)}", file=sys.stderr)
        return 2
    if options.what == "corpus":
        return corpus([p for f in folders for p in sorted(f.rglob("*")) if p.suffix in SUFFIXES])
    texts = [
        p.read_text(encoding="utf-8", errors="replace") for f in folders for p in sorted(f.rglob("*.txt"))
    ]
    if not texts:
        print(f"no .txt files under {', '.join(map(str, folders))}", file=sys.stderr)
        return 1
    (check_speed if options.what == "check" else speed)(texts, options.rounds)
    return 0


def corpus(paths: list[Path]) -> int:
    """Read every file; print files, failures, figures and seconds by format, and each failure."""
    from reportnlp import parse
    from reportnlp.errors import ReportnlpError

    rows: dict[str, Counter[str]] = defaultdict(Counter)
    seconds_of: Counter[str] = Counter()
    failures: list[str] = []
    for path in paths:
        row = rows[path.suffix]
        row["files"] += 1
        start = time.process_time()
        try:
            report = parse(path)
        except ReportnlpError as error:
            row["refused"] += 1
            failures.append(f"{path.name}: {error}")
        except Exception as error:  # a crash is what this benchmark looks for
            row["crashed"] += 1
            failures.append(f"{path.name}: CRASH {type(error).__name__}: {error}")
        else:
            row["characters"] += len(report.text)
            row["figures"] += len(report.indicators)
            row["sections"] += sum(bool(s.heading) for s in report.sections)
            row["tables"] += len(report.tables)
        seconds_of[path.suffix] += time.process_time() - start
    columns = ("files", "refused", "crashed", "characters", "figures", "sections", "tables")
    print("format".ljust(8), *(c.rjust(11) for c in (*columns, "seconds")))
    for suffix, row in sorted(rows.items()):
        print(suffix.ljust(8), *(f"{row[c]:>11,}" for c in columns), f"{seconds_of[suffix]:>11.1f}")
    print(*failures, sep="\n")
    return 1 if any(row["crashed"] for row in rows.values()) else 0


def speed(texts: list[str], rounds: int) -> None:
    """Print characters a second, the ratio to the floor, growth with length, and hostile texts."""
    from reportnlp import parse_text

    parse_text(texts[0])  # loads the resources
    chars = sum(map(len, texts))
    ours = seconds(lambda: [parse_text(t) for t in texts], rounds)
    floor = seconds(lambda: [FLOOR.findall(t) for t in texts], rounds)
    figures = sum(len(parse_text(t).indicators) for t in texts)
    print(f"{len(texts)} reports, {chars:,} characters, {figures:,} figures, {rounds} rounds")
    print(f"text → Report   {chars / ours[0]:>12,.0f} characters a second (median; {spread(chars, ours)})")
    print(f"re.findall      {chars / floor[0]:>12,.0f} characters a second (median; {spread(chars, floor)})")
    print(f"ratio           {ours[0] / floor[0]:>12.1f} times the time of re.findall")
    report = max(texts, key=len)
    print(f"\nlinear in length (one report of {len(report):,} characters, repeated; µs a character)")
    for times in (1, 10, 100):
        text = "\n".join([report] * times)
        used = seconds(lambda text=text: parse_text(text), 3 if times < 100 else 1)
        print(f"  {times:>4}×  {used[0] / len(text) * 1e6:8.2f}")
    print("\nhostile texts (µs a character at half and full length; a linear reader keeps them equal)")
    for name, text in HOSTILE.items():
        half = seconds(lambda text=text: parse_text(text[: len(text) // 2]), 1)[0] / (len(text) // 2)
        full = seconds(lambda text=text: parse_text(text), 1)[0] / len(text)
        print(f"  {name:<20} {half * 1e6:8.2f} {full * 1e6:8.2f}")


def check_speed(texts: list[str], rounds: int) -> None:
    """Print the time of check as a ratio to parse, the dearest rules, and hostile texts."""
    from reportnlp import parse_text
    from reportnlp.check import check
    from reportnlp.check.catalogue import selected

    reports = [parse_text(t) for t in texts]
    check(reports[0])  # loads the resources
    parsing = seconds(lambda: [parse_text(t) for t in texts], rounds)
    checking = seconds(lambda: [check(r) for r in reports], rounds)
    print(f"{len(texts)} reports, {sum(map(len, texts)):,} characters, {rounds} rounds")
    print(f"check ÷ parse   {checking[0] / parsing[0]:.2f} (medians)")
    least, most = checking[1] / parsing[2], checking[2] / parsing[1]
    print(f"                {least:.2f} to {most:.2f} (fastest to slowest rounds)")
    costs = {
        rule.id: seconds(lambda rule=rule: [check(r, rules=[rule]) for r in reports], 1)[0]
        for rule in selected()
    }
    print("\ndearest rules, each run alone (share of parse)")
    for name, cost in sorted(costs.items(), key=lambda item: -item[1])[:12]:
        print(f"  {name}  {cost / parsing[0]:.3f}")
    print("\nhostile texts (µs a character at half and full length; a linear checker keeps them equal)")
    for name, text in HOSTILE.items():
        halves = parse_text(text[: len(text) // 2]), parse_text(text)
        used = [seconds(lambda r=r: check(r), 1)[0] / len(r.text) * 1e6 for r in halves]
        print(f"  {name:<20} {used[0]:8.2f} {used[1]:8.2f}")


def seconds(work: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median, least and most CPU seconds of `rounds` runs."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(max(time.process_time() - start, 1e-9))
    return statistics.median(taken), min(taken), max(taken)


def spread(chars: int, taken: tuple[float, float, float]) -> str:
    """The slowest and the fastest round, in characters a second."""
    return f"{chars / taken[2]:,.0f} to {chars / taken[1]:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
