"""How far a run is: a bar for several files, a word for a large one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

_LARGE = 2_000_000  # bytes from which reading takes so long that one wonders


@contextmanager
def progress_bar(count: int, to_file: bool) -> Iterator[Progress | None]:
    """A bar for several files, where it does not run into the results on the same terminal.

    Args:
        count: how many files are read.
        to_file: the results go to a file or folder.
    """
    if count < 2 or not sys.stderr.isatty() or not (to_file or not sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("读报告"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        progress.add_task("", total=count)
        yield progress


def announce(file: str) -> None:
    """Say on a terminal that a large file is being read."""
    if not sys.stderr.isatty():
        return
    try:
        size = Path(file).stat().st_size
    except (OSError, ValueError):
        return  # reading it will say why
    if size >= _LARGE:
        click.echo(f"正在读 {file}（{size / 1e6:.1f} MB）…", err=True)
