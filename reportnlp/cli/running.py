"""One call of a command that reads files: each is read and written in order, and what failed is told."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeAlias

import click

from reportnlp.cli.naming import plain_name
from reportnlp.cli.progress import announce, progress_bar
from reportnlp.cli.sources import STDIN, Source, Sources
from reportnlp.cli.targets import Target, planned, write_file, write_stdout
from reportnlp.errors import ReadError, ReportnlpError
from reportnlp.render import Value

if TYPE_CHECKING:
    from rich.progress import Progress

_LISTED = 5  # so many results that were replaced or named unusually are listed

Show: TypeAlias = Callable[[Iterator[Value]], None]


@dataclass(slots=True)
class Run(Generic[Value]):
    """Reads the files in order, counts those done and those that failed.

    Args:
        read: a file -> what the target's format writes.
        show: prints the values where they go to the screen.
    """

    sources: Sequence[Source]
    target: Target[Value]
    read: Callable[[str], Value]
    show: Show[Value]
    progress: Progress | None = None
    done: int = 0
    failed: int = 0
    replaced: list[Path] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)

    def call(self, found: Sources) -> None:
        """All of it: what could not be looked into, the files, and what was written where."""
        self._tell(found)
        with progress_bar(len(self.sources), self.target.path is not None) as progress:
            self.progress = progress
            self.write()
        self.report()

    def read_all(self, found: Sources) -> list[Value]:
        """What could be read of all of it, for a result that is made of several files; nothing is written."""
        self._tell(found)
        with progress_bar(len(self.sources), self.target.path is not None) as progress:
            self.progress = progress
            values = list(self._values())
        self.progress = None
        return values

    def write(self) -> None:
        """Read everything and write what the target asks for."""
        if self.target.folder:
            for source, path in zip(self.sources, planned(self.target, self.sources), strict=True):
                self._write_one(source, path)
            return
        values = self._values()
        first = next(values, None)
        if first is not None:  # where every file failed there is nothing to write
            self._write_all(chain([first], values))

    def report(self) -> None:
        """Say what was written where: what may surprise always, the rest on a terminal only."""
        for line in self.renamed[:_LISTED]:
            click.echo(line, err=True)
        if len(self.renamed) > _LISTED:
            click.echo(f"……共 {len(self.renamed)} 份因重名而改用较长的名字", err=True)
        if self.replaced:
            some = "、".join(map(str, self.replaced[:_LISTED]))
            more = f" 等 {len(self.replaced)} 个文件" if len(self.replaced) > _LISTED else ""
            click.echo(f"注意：替换了原有的 {some}{more}", err=True)
        if self.target.path is not None and self.done and sys.stderr.isatty():
            failed = f"，另有 {self.failed} 份失败" if self.failed else ""
            click.echo(f"已写入 {self.target.path}：{self.done} 份报告{failed}。", err=True)

    def fail(self, line: str) -> None:
        """Count a failure and say what it is."""
        self.failed += 1
        self._say(line)

    def _tell(self, found: Sources) -> None:
        for line in found.failures:
            self.fail(line)
        for note in found.notes:
            click.echo(note, err=True)

    def _write_all(self, values: Iterator[Value]) -> None:
        form, path = self.target.format, self.target.path
        if path is not None:
            write_file(path, lambda stream: form.write(values, stream))
        elif self.target.on_screen:
            self.show(values)
        else:
            write_stdout(lambda stream: form.write(values, stream))

    def _write_one(self, source: Source, path: Path) -> None:
        value = self._value(source)
        if value is None:
            return

        def write(stream: BinaryIO) -> None:
            self.target.format.write([value], stream)

        was_there = path.is_file()
        try:
            write_file(path, write)
        except ReportnlpError as error:
            self.done -= 1
            self.fail(str(error))
            return
        if was_there:
            self.replaced.append(path)
        if path != Path(self.target.path or "", plain_name(source, self.target.format.suffix)):
            self.renamed.append(f"{source.path} 的结果是 {path}")

    def _values(self) -> Iterator[Value]:
        """What could be read, one file after the other."""
        return (value for value in map(self._value, self.sources) if value is not None)

    def _value(self, source: Source) -> Value | None:
        if self.progress is None:
            announce(source.path)
        try:
            value = self.read(source.path)
            self.done += 1
            return value
        except Exception as error:  # one bad file must not cost the others
            self.fail(failure(source.path, error))
            return None
        finally:
            if self.progress is not None:
                self.progress.advance(self.progress.task_ids[0])

    def _say(self, line: str) -> None:
        if self.progress is not None:
            self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


def failure(file: str, error: Exception) -> str:
    """One line: file, what went wrong, what to do."""
    name = "标准输入" if file == STDIN else file
    if not isinstance(error, ReportnlpError):
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name} 第 {last.lineno} 行"
        error = ReadError(
            f"内部错误 {type(error).__name__}：{error}（{place}）", name, "请把这一行和文件反馈给我们"
        )
    inside = error.where if error.where not in ("", file, Path(file).name) else ""
    what = f"{error.what}（{inside}）" if inside and inside != name else error.what
    line = f"{name}：{what}。{error.todo}".removesuffix("。")
    return " ".join(line.split())
