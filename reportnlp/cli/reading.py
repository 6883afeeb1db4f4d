"""`reportnlp text` and `reportnlp demo`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportnlp.cli.chinese import Argument, Command
from reportnlp.cli.extraction import parse, show
from reportnlp.cli.progress import announce
from reportnlp.cli.running import Run, failure
from reportnlp.cli.sources import Source, named
from reportnlp.cli.surroundings import program, typed
from reportnlp.cli.targets import Target, write_stdout
from reportnlp.errors import ReadError
from reportnlp.render import FORMATS

_NEXT = """样例：{sample}（虚构的报告）

下一步可以试：
  在浏览器里看原文和指标
    {program} extract {sample} -o 报告.html
  用 Excel 或 WPS 看
    {program} extract {sample} -o 指标.xlsx
  查一查有没有对不上的数字、断了的序号
    {program} check {sample}
  读一个文件夹里所有的报告
    {program} extract 文件夹/ -o 指标.xlsx
  看能识别哪些指标
    {program} concepts 复议
  看全部用法
    {program} extract --help"""


@click.command(cls=Command, short_help="只输出从文件读到的文字")
@click.argument("file", cls=Argument, callback=named, metavar="文件", help="要读的报告；- 表示标准输入")
def text(file: str) -> int:
    """只输出从文件读到的文字（UTF-8 编码，末尾不加换行）。

    结果里的“起”“止”（json 里是 start、end）就是在这段文字里从 0 数起的字数。
    """
    from reportnlp.parse.readers import read

    announce(file)
    try:
        content = read(file).text
    except Exception as error:
        click.echo(failure(file, error), err=True)
        return 1
    # One "?" for a lone surrogate: the offsets count characters.
    write_stdout(lambda stream: stream.write(content.encode("utf-8", "replace")))
    return 0


@click.command(cls=Command, short_help="用自带的样例演示一遍")
def demo() -> int:
    """读一份自带的（虚构的）法治政府建设年度报告，把结果列成表格。"""
    sample = _sample()
    run = Run([Source(str(sample))], Target(FORMATS[0], on_screen=True), parse, show)
    run.write()
    click.echo(_NEXT.format(sample=typed(sample), program=program()))
    return 1 if run.failed else 0


def _sample() -> Path:
    """A report of our own: from the checkout, or from the installed package.

    Raises:
        ReadError: the samples were not installed.
    """
    package = Path(sys.modules["reportnlp"].__file__ or "").resolve().parent
    for folder in (package.parent / "corpora", package / "corpora"):
        found = sorted(folder.rglob("fazhi*.docx")) or sorted(folder.rglob("fazhi*.txt"))
        if found:
            return found[-1]
    raise ReadError("找不到自带的样例", "corpora", "请重新安装 reportnlp")
