"""What to read: the files that were named, and the readable ones in the folders that were named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

STDIN: Final = "-"

_TEXTS: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml"})
_OFFICE: Final = frozenset({".docx", ".docm", ".doc", ".wps", ".rtf", ".pdf", ".ofd"})
READABLE_SUFFIXES: Final = _TEXTS | _OFFICE
"""Suffixes by which the files of a folder are chosen (a file that is named is read whatever its suffix)."""

_LOCKS: Final = ("~$", ".~")  # what Word and WPS leave beside an open file


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Args:
        path: as it is to be opened and named in messages; "-" for standard input.
        below: the folders between the folder that was named and the file; "" for a named file.
        top: the name of that folder.
    """

    path: str
    below: str = ""
    top: str = ""

    @property
    def name(self) -> str:
        """The file name without folders."""
        return "stdin" if self.path == STDIN else Path(self.path).name


@dataclass(slots=True)
class Sources:
    """The files to read in order, what to say of the folders, and what could not be looked into."""

    files: list[Source] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def named(_: click.Context, __: click.Parameter, value: str | tuple[str, ...] | None) -> object:
    """A click callback: a file name or place must not be empty."""
    for written in (value,) if isinstance(value, str) else value or ():
        if not written.strip():
            raise click.BadParameter("不能是空的")
    return value


def gather(paths: Iterable[str], *results: str | None) -> Sources:
    """The files behind what was written on the command line.

    Args:
        paths: files, folders (their readable files, those of their subfolders too) or "-".
        results: where the results go; those of an earlier run are no input.
    """
    places = [Path(place).resolve() for place in results if place not in (None, STDIN)]
    found = Sources()
    for path in paths:
        if path != STDIN and is_folder(path):
            _gather_folder(path, places, found)
        else:
            found.files.append(Source(path))
    return found


def is_folder(path: str | Path) -> bool:
    """Whether this is a folder; one that cannot be looked at is none (opening it will say why)."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _gather_folder(folder: str, results: Sequence[Path], found: Sources) -> None:
    top = Path(folder).resolve().name
    aside, failed, before = 0, len(found.failures), len(found.files)
    for path in _walk(folder, results, found):
        if path.suffix.lower() in READABLE_SUFFIXES:
            below = path.parent.relative_to(folder)
            found.files.append(Source(str(path), "" if below == Path() else str(below), top))
        else:
            aside += 1
    taken = len(found.files) - before
    if taken and aside:
        found.notes.append(f"{folder}：读 {taken} 个文件，另有 {aside} 个不是能读的格式，没有读")
    if not taken and len(found.failures) == failed:
        others = f"，里面的 {aside} 个文件都不是能读的格式" if aside else ""
        found.failures.append(f"{folder}：文件夹里没有能读的报告{others}")


def _walk(folder: str, results: Sequence[Path], found: Sources) -> Iterator[Path]:
    """The files below a folder in order, without hidden files, locks, and the place of the results."""

    def failed(error: OSError) -> None:
        found.failures.append(f"{error.filename}：文件夹打不开，请检查权限")

    for root, folders, files in os.walk(folder, onerror=failed):
        here = Path(root)
        folders[:] = sorted(
            n for n in folders if not n.startswith(".") and (here / n).resolve() not in results
        )
        for name in sorted(files):
            if not name.startswith((".", *_LOCKS)) and (here / name).resolve() not in results:
                yield here / name
