"""Where results go: standard output, one file, or a folder with a file for each report.

Files are written under a temporary name and renamed when complete, so that a broken run
leaves no half file; an input is never written over.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import click

from reportnlp.errors import OutputError
from reportnlp.render import FORMATS, Format

STDIN = "-"
_TO_FOLDER = "json"  # the format for a folder when none is named

_REASONS = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘或换一个位置"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘或换一个位置"),
    errno.EACCES: ("没有写入的权限", "请换一个位置，或关闭正在打开这个文件的程序"),
    errno.EPERM: ("没有写入的权限", "请换一个位置"),
    errno.EROFS: ("这个位置是只读的", "请换一个位置"),
    errno.ENOTDIR: ("上级路径不是文件夹", "请检查 -o 的写法"),
    errno.EEXIST: ("上级路径不是文件夹", "请检查 -o 的写法"),
    errno.ENOENT: ("上级文件夹建不起来", "请检查 -o 的写法"),
    errno.EISDIR: ("这是一个文件夹", "请检查 -o 的写法"),
    errno.ENAMETOOLONG: ("文件名太长", "请用 -o 另取一个短的名字"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where the results go and in which format.

    Args:
        path: None for standard output.
        folder: `path` is a folder that gets one file a report.
    """

    format: Format
    path: Path | None = None
    folder: bool = False


def choose(files: tuple[str, ...], name: str | None, output: str | None) -> Target:
    """The target that the options ask for.

    Raises:
        click.UsageError: the options contradict each other or would overwrite an input.
    """
    path = None if output in (None, STDIN) else Path(str(output))
    folder = path is not None and _is_folder(str(output), path)
    target = Target(_format(name, path, folder), path, folder)
    _refuse_misfit(target, len(files))
    planned = Names(target).all(files) if folder else [path] if path else []
    for made in planned:
        if any(_same_file(made, given) for given in files):
            raise click.UsageError(f"结果会覆盖输入文件 {made}，请用 -o 换一个位置")
    return target


def _is_folder(written: str, path: Path) -> bool:
    return path.is_dir() or written.endswith(("/", os.sep)) or not (path.suffix or path.exists())


def _format(name: str | None, path: Path | None, folder: bool) -> Format:
    if name is not None:
        return next(f for f in FORMATS if f.name == name)
    if path is None or folder:
        return next(f for f in FORMATS if f.name == ("table" if path is None else _TO_FOLDER))
    suffix = {".htm": ".html"}.get(path.suffix.lower(), path.suffix.lower())
    found = next((f for f in FORMATS if f.suffix == suffix), None)
    if found is None:
        known = " ".join(f.suffix for f in FORMATS)
        raise click.UsageError(f"从 {path.name} 的后缀看不出格式，请用 -f 写明，或用这些后缀：{known}")
    return found


def _refuse_misfit(target: Target, count: int) -> None:
    name = target.format.name
    if target.path is None and target.format.binary:
        raise click.UsageError(f"{name} 不能显示在屏幕上，请用 -o 写明文件，如 -o 结果{target.format.suffix}")
    if count > 1 and not target.format.joins and not target.folder:
        instead = "改用 -f jsonl，或" if name == "json" else ""
        raise click.UsageError(f"多份报告的 {name} 不能写在一起，请{instead}用 -o 写一个文件夹，如 -o 结果/")


def _same_file(path: Path, given: str) -> bool:
    try:
        return given != STDIN and path.exists() and path.samefile(given)
    except OSError:
        return False  # the input is missing: reading it will say so


@dataclass(slots=True)
class Names:
    """File names in a folder: `<stem><suffix>`, with -2, -3 … where a stem comes again."""

    target: Target
    taken: set[str] = field(default_factory=set)

    def next(self, source: str) -> Path:
        """The file for the next input; call it once for each input, in order."""
        assert self.target.path is not None
        stem = "stdin" if source == STDIN else Path(source).stem
        name, number = stem, 1
        while name.casefold() in self.taken:  # some file systems take A and a for one
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name.casefold())
        return self.target.path / f"{name}{self.target.format.suffix}"

    def all(self, sources: Iterable[str]) -> list[Path]:
        """The files for all inputs."""
        return [self.next(source) for source in sources]


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all.

    Raises:
        OutputError: the system refused; what it says in Chinese.
    """
    try:
        path = path.resolve()  # the file behind a link is replaced, not the link
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a device or pipe cannot be renamed into place
                write(stream)
        else:
            _write_and_rename(path, write)
    except OSError as error:
        what, todo = _REASONS.get(error.errno or 0, (f"系统拒绝写入（{error.strerror}）", "请换一个位置"))
        raise OutputError(what, str(path), todo) from error


def _write_and_rename(path: Path, write: Callable[[BinaryIO], object]) -> None:
    handle, name = tempfile.mkstemp(prefix=".reportnlp-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or what a new file gets (mkstemp gives 0600)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_stdout(write: Callable[[BinaryIO], object]) -> None:
    """Write bytes to standard output, past its encoding and newline translation."""
    sys.stdout.flush()
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()
