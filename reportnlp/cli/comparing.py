"""`reportnlp compare`: reports of several years -> what changed, what was promised, what cannot be."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from reportnlp.cli.chinese import Argument, Choice, Command
from reportnlp.cli.extraction import parse
from reportnlp.cli.extraction import show as show_reports
from reportnlp.cli.running import Run
from reportnlp.cli.sources import STDIN, Source, gather, named
from reportnlp.cli.targets import Menu, Target, choose, write_file, write_stdout
from reportnlp.datamodel import Report, Series
from reportnlp.errors import ReadError
from reportnlp.render import COMPARISON_FORMATS, FORMATS

_MENU: Final = Menu(COMPARISON_FORMATS, to_folder="html")

_FORMAT_HELP = """结果的格式；不写时看 -o 的后缀，再不然就是 table
table  屏幕上看的摘要：核算疑点、目标完成、变化大的指标
json   给程序用
xlsx   Excel 工作簿：指标对比、目标完成、核算疑点、章节变化
html   网页：两年的原文并排，可以筛选、打印"""

_FILES_HELP = "同一地方（单位）各年的报告，两份以上，先后随意；写文件夹则读里面所有能读的文件"
_FEW: Final = "要有两份以上的报告才能比，如 reportnlp compare 去年.docx 今年.docx"


@click.command(cls=Command, short_help="比较几年的报告：哪些数变了，目标完成没有")
@click.argument(
    "files", cls=Argument, nargs=-1, required=True, callback=named, metavar="文件…", help=_FILES_HELP
)
@click.option(
    "-f",
    "--format",
    "name",
    metavar="格式",
    type=Choice(f.name for f in COMPARISON_FORMATS),
    help=_FORMAT_HELP,
)
@click.option("-o", "--output", metavar="文件", callback=named, help="写到这个文件")
def compare(files: tuple[str, ...], name: str | None, output: str | None) -> int:
    """比较同一地方（单位）两年或更多年的报告。

    列出哪些数变了、变了多少；上年定的目标，今年完成没有；今年说的增长、下降，
    按两年的数算对不对得上；哪些章节和段落是新的，哪些照抄上年。
    三份以上的报告，另把各年的数排成一张表。

    文件按报告的年份排好再比，写的先后随意。原文件不动。

    例：
      reportnlp compare 去年.docx 今年.docx
      reportnlp compare 去年.docx 今年.docx -o 对比.xlsx
      reportnlp compare 去年.pdf 今年.docx -o 对比.html
      reportnlp compare 历年报告/ -o 历年.xlsx

    退出码：0 比完了，1 有文件读不了，2 命令写错了。
    """
    found = gather(files, output)
    if len(found.files) < 2:
        raise click.UsageError("；".join([*found.failures, _FEW]))
    _refuse_twice(found.files)
    target = choose(found.files, name, output, _MENU)
    if target.folder:
        raise click.UsageError(f"比较的结果是一个文件，请写上文件名，如 -o {_example(target.path)}")
    run = Run(found.files, Target(FORMATS[0], target.path), parse, show_reports)
    reports = run.read_all(found)
    if len(reports) < 2:
        raise ReadError(f"能读的报告只有 {len(reports)} 份，比不了", "", "请先解决上面的问题，或换一份文件")
    lineup = _lined_up(reports)
    _warn(lineup, reports, on_screen=target.on_screen)
    _write(lineup, target)
    return 1 if run.failed else 0


def show(series: Series) -> None:
    """Print the comparison: in colour on a terminal, else plain in the encoding of the output."""
    from rich.console import Console

    from reportnlp.render import comparison_terminal

    if sys.stdout.isatty():
        comparison_terminal.show(series, Console(file=sys.stdout))
        return
    for text in comparison_terminal.plain_texts([series]):
        click.echo(text, nl=False)


def _refuse_twice(sources: Sequence[Source]) -> None:
    seen: set[str] = set()
    for source in sources:
        path = source.path if source.path == STDIN else str(Path(source.path).resolve())
        if path in seen:
            raise click.UsageError(f"{'标准输入' if path == STDIN else source.path} 写了两次，请写不同的报告")
        seen.add(path)


def _example(folder: Path | None) -> str:
    return str((folder or Path()) / "对比.xlsx")


def _lined_up(reports: Sequence[Report]) -> Series:
    """The reports in the order of their years.

    Raises:
        click.UsageError: more than two, and not one a year: which follows which?
    """
    from reportnlp.compare import series

    years = _by_year(reports)
    for year, alike in years.items():
        if len(reports) > 2 and len(alike) > 1:
            names = "、".join(report.meta.source for report in alike)
            raise click.UsageError(f"{names} 都是 {year} 年的报告，每年请只写一份")
    return series(reports)


def _by_year(reports: Sequence[Report]) -> dict[int, list[Report]]:
    """The reports by the year in their titles, where they have one."""
    years: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        if report.meta.year is not None:
            years[report.meta.year].append(report)
    return years


def _warn(series: Series, given: Sequence[Report], on_screen: bool) -> None:
    """What was put in another order; and where the result does not lie before one's eyes, its notes."""
    from reportnlp.render.comparison_words import report_label

    if [id(report) for report in series.reports] != [id(report) for report in given]:
        order = "、".join(map(report_label, series.reports))
        click.echo(f"已按年份排列：{order}", err=True)
    if not on_screen:
        notes = (note for comparison in series.comparisons for note in comparison.notes)
        for note in dict.fromkeys(notes):
            click.echo(f"注意：{note}", err=True)


def _write(series: Series, target: Target[Series]) -> None:
    form, path = target.format, target.path
    if path is not None:
        write_file(path, lambda stream: form.write([series], stream))
        if sys.stderr.isatty():
            click.echo(f"已写入 {path}：比较了 {len(series.reports)} 份报告。", err=True)
    elif target.on_screen:
        show(series)
    else:
        write_stdout(lambda stream: form.write([series], stream))
