"""`reportnlp extract`: files -> reports in one of the formats."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from reportnlp.cli.chinese import Argument, Choice, Command
from reportnlp.cli.naming import plain_name
from reportnlp.cli.progress import announce, progress_bar
from reportnlp.cli.sources import STDIN, Source, gather, named
from reportnlp.cli.targets import Target, choose, planned, write_file, write_stdout
from reportnlp.datamodel import Report
from reportnlp.errors import ReadError, ReportnlpError
from reportnlp.render import FORMATS

if TYPE_CHECKING:
    from rich.progress import Progress

FORMAT_HELP = """结果的格式；不写时看 -o 的后缀，再不然就是 table
table    屏幕上看的表格
json     给程序用，每份报告一个文件
jsonl    给程序用，每份报告一行
csv      用 Excel 或 WPS 打开，每个指标一行
xlsx     Excel 工作簿：指标、章节、名称、表格、报告
parquet  给数据分析软件用，每个指标一行
html     网页：原文中标出指标，旁边是可排序的表"""

_LISTED = 5  # so many results that were replaced or named unusually are listed


@click.command(cls=Command, short_help="读报告，列出其中的章节和指标")
@click.argument(
    "files",
    cls=Argument,
    nargs=-1,
    required=True,
    callback=named,
    metavar="文件…",
    help="要读的报告，可写多个；写文件夹则读里面所有能读的文件；- 表示标准输入",
)
@click.option(
    "-f", "--format", "name", metavar="格式", type=Choice(f.name for f in FORMATS), help=FORMAT_HELP
)
@click.option(
    "-o",
    "--output",
    metavar="位置",
    callback=named,
    help="写到这个文件；写文件夹（如 结果/）则每份报告一个文件",
)
def extract(files: tuple[str, ...], name: str | None, output: str | None) -> int:
    """读报告（docx、pdf、html、txt、ofd、doc、wps 等），找出章节、指标、表格和机构、法规等名称。

    每个指标都带着主体、数值、单位、时期、性质和它所在的句子。

    例：
      reportnlp extract 报告.docx
      reportnlp extract 报告.pdf -o 报告.html
      reportnlp extract *.docx -o 全部.xlsx
      reportnlp extract 文件夹/ -f json -o 结果/
    """
    found = gather(files, output)
    target = choose(found.files, name, output)
    run = Run(found.files, target)
    for line in found.failures:
        run.fail(line)
    for note in found.notes:
        click.echo(note, err=True)
    with progress_bar(len(found.files), target.path is not None) as progress:
        run.progress = progress
        run.write()
    run.report()
    return 1 if run.failed else 0


@dataclass(slots=True)
class Run:
    """One call: reads the files in order, counts those done and those that failed."""

    sources: Sequence[Source]
    target: Target
    progress: Progress | None = None
    done: int = 0
    failed: int = 0
    replaced: list[Path] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Read everything and write what the target asks for."""
        if self.target.folder:
            for source, path in zip(self.sources, planned(self.target, self.sources), strict=True):
                self._write_one(source, path)
            return
        reports = self._reports()
        first = next(reports, None)
        if first is not None:  # where every file failed there is nothing to write
            self._write_all(chain([first], reports))

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

    def _write_one(self, source: Source, path: Path) -> None:
        report = self._read(source)
        if report is None:
            return

        def write(stream: BinaryIO) -> None:
            self.target.format.write([report], stream)

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

    def _reports(self) -> Iterator[Report]:
        """The reports that could be read, one after the other."""
        return (report for report in map(self._read, self.sources) if report is not None)

    def _read(self, source: Source) -> Report | None:
        if self.progress is None:
            announce(source.path)
        try:
            report = parse(source.path)
            self.done += 1
            return report
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
