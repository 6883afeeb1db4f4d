"""`reportnlp extract`: files -> reports in one of the formats."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from reportnlp.cli.chinese import Argument, Command
from reportnlp.cli.targets import STDIN, Names, Target, choose, write_file, write_stdout
from reportnlp.datamodel import Report
from reportnlp.errors import ReadError, ReportnlpError
from reportnlp.render import FORMATS

if TYPE_CHECKING:
    from rich.progress import Progress

FORMAT_HELP = """结果的格式；不写时看 -o 的后缀，再不然就是 table
table    屏幕上看的表格
json     每份报告一个对象
jsonl    每行一份报告
csv      用 Excel 或 WPS 打开，每行一个指标
xlsx     Excel 工作簿：指标、章节、实体、表格、报告
parquet  供数据分析，每行一个指标
html     网页：标出指标的原文和可排序的表"""


@click.command(cls=Command, short_help="读报告，列出其中的章节和指标")
@click.argument(
    "files",
    cls=Argument,
    nargs=-1,
    required=True,
    metavar="文件…",
    help="要读的报告，可写多个；- 表示标准输入",
)
@click.option(
    "-f", "--format", "name", metavar="格式", type=click.Choice([f.name for f in FORMATS]), help=FORMAT_HELP
)
@click.option("-o", "--output", metavar="位置", help="写到这个文件；写文件夹（如 结果/）则每份报告一个文件")
def extract(files: tuple[str, ...], name: str | None, output: str | None) -> int:
    """读报告（docx、pdf、html、txt、ofd、doc、wps 等），找出章节、指标、实体和表格。

    每个指标都带着主体、数值、单位、时期、性质和它所在的句子。

    例：
      reportnlp extract 报告.docx
      reportnlp extract 报告.pdf -o 报告.html
      reportnlp extract *.docx -o 全部.xlsx
      reportnlp extract *.txt -f json -o 结果/
    """
    target = choose(files, name, output)
    run = Run(files, target)
    with _progress(files, target) as progress:
        run.progress = progress
        run.write()
    if target.path is not None and run.done and sys.stderr.isatty():
        failed = f"，另有 {run.failed} 份失败" if run.failed else ""
        click.echo(f"已写入 {target.path}：{run.done} 份报告{failed}。", err=True)
    return 1 if run.failed else 0


@dataclass(slots=True)
class Run:
    """One call: reads the files in order, counts those done and those that failed."""

    files: tuple[str, ...]
    target: Target
    progress: Progress | None = None
    done: int = 0
    failed: int = 0
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.target)

    def write(self) -> None:
        """Read everything and write what the target asks for."""
        if self.target.folder:
            for file in self.files:
                self._write_one(file)
            return
        reports = self._reports()
        first = next(reports, None)
        if first is not None:  # where every file failed there is nothing to write
            self._write_all(chain([first], reports))

    def _write_all(self, reports: Iterator[Report]) -> None:
        form, path = self.target.format, self.target.path
        if path is not None:
            write_file(path, lambda stream: form.write(reports, stream))
        elif form.name == "table":
            self._print(reports)
        else:
            write_stdout(lambda stream: form.write(reports, stream))

    def _print(self, reports: Iterator[Report]) -> None:
        """The table: in colour on a terminal, else plain in the encoding of the output."""
        from rich.console import Console

        from reportnlp.render import terminal

        if not sys.stdout.isatty():
            for text in terminal.plain_texts(reports):
                click.echo(text, nl=False)
            return
        console = Console(file=sys.stdout)
        for number, report in enumerate(reports):
            terminal.show(report, console, first=number == 0)

    def _write_one(self, file: str) -> None:
        path = self.names.next(file)
        report = self._read(file)
        if report is None:
            return

        def write(stream: BinaryIO) -> None:
            self.target.format.write([report], stream)

        try:
            write_file(path, write)
        except ReportnlpError as error:
            self.done -= 1
            self._fail(str(error))

    def _reports(self) -> Iterator[Report]:
        """The reports that could be read, one after the other."""
        return (report for report in map(self._read, self.files) if report is not None)

    def _read(self, file: str) -> Report | None:
        try:
            report = parse(file)
            self.done += 1
            return report
        except Exception as error:  # one bad file must not cost the others
            self._fail(failure(file, error))
            return None
        finally:
            if self.progress is not None:
                self.progress.advance(self.progress.task_ids[0])

    def _fail(self, line: str) -> None:
        self.failed += 1
        if self.progress is not None:
            self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


def parse(file: str) -> Report:
    """`reportnlp.parse.parse`, imported at the first call."""
    from reportnlp.parse import parse

    return parse(file)


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


@contextmanager
def _progress(files: tuple[str, ...], target: Target) -> Iterator[Progress | None]:
    """A bar for several files, where it does not run into the results on the same terminal."""
    shown = len(files) > 1 and sys.stderr.isatty() and (target.path is not None or not sys.stdout.isatty())
    if not shown:
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
        progress.add_task("", total=len(files))
        yield progress
