"""`reportnlp extract`: files -> reports in one of the formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

import click

from reportnlp.cli.chinese import Choice, Command
from reportnlp.cli.options import files_argument, output_option
from reportnlp.cli.running import Run
from reportnlp.cli.sources import gather
from reportnlp.cli.targets import Menu, choose
from reportnlp.datamodel import Report
from reportnlp.render import FORMATS

_MENU: Final = Menu(FORMATS, to_folder="json")

FORMAT_HELP = """结果的格式；不写时看 -o 的后缀，再不然就是 table
table    屏幕上看的表格
json     给程序用，每份报告一个文件
jsonl    给程序用，每份报告一行
csv      用 Excel 或 WPS 打开，每个指标一行
xlsx     Excel 工作簿：指标、章节、名称、表格、报告
parquet  给数据分析软件用，每个指标一行
html     网页：原文中标出指标，旁边是可排序的表"""


@click.command(cls=Command, short_help="读报告，列出其中的章节和指标")
@files_argument
@click.option(
    "-f", "--format", "name", metavar="格式", type=Choice(f.name for f in FORMATS), help=FORMAT_HELP
)
@output_option
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
    run = Run(found.files, choose(found.files, name, output, _MENU), parse, show)
    run.call(found)
    return 1 if run.failed else 0


def show(reports: Iterator[Report]) -> None:
    """Print the table: in colour on a terminal, else plain in the encoding of the output."""
    from rich.console import Console

    from reportnlp.render import terminal

    if not sys.stdout.isatty():
        for text in terminal.plain_texts(reports):
            click.echo(text, nl=False)
        return
    console = Console(file=sys.stdout)
    for number, report in enumerate(reports):
        terminal.show(report, console, first=number == 0)


def parse(file: str) -> Report:
    """`reportnlp.parse.parse`, imported at the first call."""
    from reportnlp.parse import parse

    return parse(file)
