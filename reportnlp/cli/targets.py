"""Where results go: standard output, one file, or a folder with a file for each source.

Files are written under a temporary name and renamed when complete, so that a broken run
leaves no half file; an input is never written over.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Generic

import click

from reportnlp.cli.naming import result_names
from reportnlp.cli.sources import STDIN, Source, is_folder
from reportnlp.errors import OutputError
from reportnlp.render import Format, Value

_ALIASES = {".htm": ".html"}

_REASONS = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘或换一个位置"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘或换一个位置"),
    errno.EACCES: ("没有写入的权限", "请换一个位置，或关闭正在打开这个文件的程序"),
    errno.EPERM: ("没有写入的权限", "请换一个位置"),
    errno.EBADF: ("已被关闭，写不进去", "请用 -o 写明结果放在哪里"),
    errno.EIO: ("磁盘或设备出错", "请换一个位置"),
    errno.EROFS: ("这个位置是只读的", "请换一个位置"),
    errno.ENOTDIR: ("上级路径不是文件夹", "请检查 -o 的写法"),
    errno.EEXIST: ("上级路径不是文件夹", "请检查 -o 的写法"),
    errno.ENOENT: ("上级文件夹建不起来", "请检查 -o 的写法"),
    errno.EISDIR: ("这是一个文件夹", "请检查 -o 的写法"),
    errno.ENAMETOOLONG: ("文件名太长", "请用 -o 另取一个短的名字"),
}


@dataclass(frozen=True, slots=True)
class Target(Generic[Value]):
    """Where the results go and in which format.

    Args:
        path: None for standard output.
        folder: `path` is a folder that gets one file a source.
        on_screen: it is for people to read where the command was typed.
    """

    format: Format[Value]
    path: Path | None = None
    folder: bool = False
    on_screen: bool = False


@dataclass(frozen=True, slots=True)
class Menu(Generic[Value]):
    """The formats of a command, the one for the screen first, and the one for a folder."""

    formats: tuple[Format[Value], ...]
    to_folder: str

    def named(self, name: str | None) -> Format[Value] | None:
        """The format of this name."""
        return next((f for f in self.formats if f.name == name), None)

    def by_suffix(self, path: Path) -> Format[Value] | None:
        """The format that the end of a file name stands for."""
        suffix = _ALIASES.get(path.suffix.lower(), path.suffix.lower())
        if path.name.lower().endswith(".sarif.json"):
            suffix = ".sarif"
        return next((f for f in self.formats if f.suffix == suffix), None)


def choose(
    sources: Sequence[Source], name: str | None, output: str | None, menu: Menu[Value]
) -> Target[Value]:
    """The target that the options ask for.

    Raises:
        click.UsageError: the options contradict each other or would overwrite an input.
    """
    path = None if output in (None, STDIN) else Path(str(output))
    folder = path is not None and _is_folder(str(output), path)
    form = _format(menu, name, path, folder)
    target = Target(form, path, folder, path is None and form == menu.formats[0])
    _refuse_misfit(target, len(sources), menu)
    keep_inputs(planned(target, sources) if folder else [path] if path else [], sources)
    return target


def keep_inputs(made: Iterable[Path], sources: Sequence[Source]) -> None:
    """See that no file to be made is an input.

    Raises:
        click.UsageError: one is.
    """
    inputs = {_identity(source.path) for source in sources if source.path != STDIN} - {None}
    overwritten = next((file for file in made if _identity(file) in inputs), None)
    if overwritten is not None:
        raise click.UsageError(f"结果会覆盖输入文件 {overwritten}，请换一个位置")


def planned(target: Target[Any], sources: Sequence[Source]) -> list[Path]:
    """The files that a folder target gets, one a source."""
    assert target.path is not None
    return [target.path / name for name in result_names(sources, target.format.suffix)]


def _is_folder(written: str, path: Path) -> bool:
    return is_folder(path) or written.endswith(("/", os.sep)) or not (path.suffix or path.exists())


def _format(menu: Menu[Value], name: str | None, path: Path | None, folder: bool) -> Format[Value]:
    named = menu.named(name)
    if path is None or folder:
        return named or menu.named(menu.to_folder if folder else None) or menu.formats[0]
    by_suffix = menu.by_suffix(path)
    if named is None and by_suffix is None:
        known = " ".join(f.suffix for f in menu.formats)
        raise click.UsageError(f"从“{path}”的后缀看不出格式，请用 -f 写明，或用这些后缀：{known}")
    if named and by_suffix not in (None, named) and (path.suffix.lower() != ".txt" or named.binary):
        raise click.UsageError(f"-f {name} 和“{path}”的后缀不一致，请改用 {named.suffix} 或去掉 -f")
    return named or by_suffix or menu.formats[0]


def _refuse_misfit(target: Target[Any], count: int, menu: Menu[Any]) -> None:
    name = target.format.name
    if target.path is None and target.format.binary:
        raise click.UsageError(f"{name} 不能显示在屏幕上，请用 -o 写明文件，如 -o 结果{target.format.suffix}")
    if count > 1 and not target.format.joins and not target.folder:
        instead = "改用 -f jsonl，或" if name == "json" and menu.named("jsonl") else ""
        raise click.UsageError(f"多份报告的 {name} 不能写在一起，请{instead}用 -o 写一个文件夹，如 -o 结果/")


def _identity(path: str | Path) -> tuple[int, int] | None:
    """What tells a file from all others, links or not; None where there is no such file."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None  # an input that is missing: reading it will say so
    return found.st_dev, found.st_ino


def output_error(error: OSError, where: str) -> OutputError:
    """What the system said when it refused to write, in Chinese."""
    unknown = (f"系统拒绝写入（错误码 {error.errno}）", "请换一个位置")
    what, todo = _REASONS.get(error.errno or 0, unknown)
    return OutputError(what, where, todo)


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all.

    Raises:
        OutputError: it is read-only, or the system refused; what it says in Chinese.
    """
    try:
        real = path.resolve()  # the file behind a link is replaced, not the link
        real.parent.mkdir(parents=True, exist_ok=True)
        if real.exists() and not real.is_file():
            with real.open("wb") as stream:  # a device or pipe cannot be renamed into place
                write(stream)
            return
        if _is_read_only(real):
            raise OutputError("已有的文件是只读的", str(path), "请换一个名字，或先去掉它的只读属性")
        _write_and_rename(real, write)
    except OSError as error:
        raise output_error(error, str(path)) from error


def _is_read_only(path: Path) -> bool:
    """Whether a file is there that its owner does not want changed (root may write it all the same)."""
    if not path.exists():
        return False
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not writable or not os.access(path, os.W_OK)


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
