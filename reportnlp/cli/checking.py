"""`reportnlp check`: files -> what a careful reader would mark in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from reportnlp.cli.checker import LEVELS, NEVER, Checker, copies_of
from reportnlp.cli.chinese import Choice, Command
from reportnlp.cli.options import chosen_house, chosen_profile, chosen_rules, files_argument, output_option
from reportnlp.cli.running import Run
from reportnlp.cli.sources import Sources, gather, named
from reportnlp.cli.surroundings import program
from reportnlp.cli.targets import Menu, choose
from reportnlp.datamodel import CheckResult, Report
from reportnlp.render import FINDING_FORMATS

if TYPE_CHECKING:
    from reportnlp.check.baseline import Baseline
    from reportnlp.check.suppressions import Suppressions

_MENU: Final = Menu(FINDING_FORMATS, to_folder="html")

_FORMAT_HELP = """结果的格式；不写时看 -o 的后缀，再不然就是 text
text        屏幕上看的清单
html        网页：原文旁边列出问题，可以按类别筛选、打印
json        给程序用，也可作下次的 --baseline
sarif       给程序用（.sarif）
checkstyle  给程序用（.xml）"""

_FAIL_HELP = """有这一级或更重的问题时，退出码是 1：error 错误（不写时就是它）、warning 提醒、never 都不算；
存疑、已忽略的、上次已有的不算"""

_PREVIOUS_HELP = "上一年的报告，用来核对两年之间的说法；可写多次"
_ANNOTATE_HELP = "另存一份带批注的 Word 文件；多份报告时写文件夹"
_RULES_HELP = "本单位自己的规则、名称和设置（.yaml 文件）所在的文件夹"
_BASELINE_HELP = "上次用 -f json 得到的结果：上次已有的问题标出，不再计入"
_SUPPRESS_HELP = (
    """忽略清单（格式见 docs/own-rules.md）；不写时，用报告旁边的“报告文件名.reportnlp-ignore.yaml”"""
)


@click.command(cls=Command, short_help="检查报告：数字、序号、结构、用语有没有问题")
@files_argument
@click.option(
    "-f", "--format", "name", metavar="格式", type=Choice(f.name for f in FINDING_FORMATS), help=_FORMAT_HELP
)
@output_option
@click.option("--annotate", metavar="位置", callback=named, help=_ANNOTATE_HELP)
@click.option(
    "--profile", metavar="文种", help="按这个文种查（见 reportnlp profiles），或写自定规范的 .yaml 文件"
)
@click.option("--previous", metavar="文件", multiple=True, callback=named, help=_PREVIOUS_HELP)
@click.option(
    "--select", metavar="规则", multiple=True, help="只用这些规则，如 ARI,ORD-01（见 reportnlp rules）"
)
@click.option("--ignore", metavar="规则", multiple=True, help="不用这些规则")
@click.option("--rules", metavar="文件夹", callback=named, help=_RULES_HELP)
@click.option("--baseline", metavar="文件", callback=named, help=_BASELINE_HELP)
@click.option("--suppress", metavar="文件", callback=named, help=_SUPPRESS_HELP)
@click.option(
    "--fail-on",
    metavar="级别",
    type=Choice((*LEVELS[:2], NEVER)),
    default=LEVELS[0],
    help=_FAIL_HELP,
)
def check(
    files: tuple[str, ...],
    name: str | None,
    output: str | None,
    annotate: str | None,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    **lists: Any,
) -> int:
    """检查报告，列出前后对不上的数字、断了的序号、缺少的内容、写错的名称和标点等。

    每个问题都引出原文，说明理由和怎么办；分错误、提醒、提示，判断不了的写“存疑”。只查不改，原文件不动。

    例：
      reportnlp check 报告.docx
      reportnlp check 报告.docx -o 检查结果.html
      reportnlp check 报告.docx --annotate 报告-批注.docx
      reportnlp check 文件夹/ -o 结果/

    看过而决定不改的问题，可以写进忽略清单。它是和报告放在一起的文本文件，名字是报告的文件名后面
    加 .reportnlp-ignore.yaml（如 报告.docx.reportnlp-ignore.yaml），每条写：
      - rule: ARI-03
        text: 原文里的几个字
        reason: 不改的理由
        expires: 2025-12-31（到这天为止，可以不写）

    退出码：0 没有问题，1 有问题（见 --fail-on）或有文件读不了，2 命令写错了。
    """
    found = gather(files, output, annotate)
    target = choose(found.files, name, output, _MENU)
    copies = copies_of(found.files, annotate)
    house = chosen_house(lists["rules"])
    checker = Checker(
        chosen_rules(select, ignore, house),
        house,
        chosen_profile(profile),
        _previous(lists["previous"]),
        fail_on,
        copies,
        _suppressions(lists["suppress"]),
        _baseline(lists["baseline"]),
    )
    run = Run(found.files, target, checker, show)
    return _called(run, found, checker)


def _called(run: Run[CheckResult], found: Sources, checker: Checker) -> int:
    run.call(found)
    if run.target.path is not None and run.done and sys.stderr.isatty():
        from reportnlp.render.finding_words import counts_text

        click.echo(f"{counts_text(checker.seen)}。", err=True)
    for line in checker.leftovers():
        click.echo(line, err=True)
    return 1 if run.failed or checker.failed else 0


def show(results: Iterator[CheckResult]) -> None:
    """Print the findings: in colour on a terminal, else plain in the encoding of the output."""
    from rich.console import Console

    from reportnlp.render import findings_terminal

    if not sys.stdout.isatty():
        for text in findings_terminal.plain_texts(results):
            click.echo(text, nl=False)
        return
    console, closing = Console(file=sys.stdout), findings_terminal.Closing()
    for result in results:
        findings_terminal.show(result, console, first=closing.reports == 0)
        closing.add(result)
    click.echo(closing.text(), nl=False)
    if closing.findings:
        first = closing.findings[0].rule
        click.echo(f"看一条规则的说明：{program()} rules {first}")


def _previous(files: Sequence[str]) -> tuple[Report, ...]:
    """The reports of the years before, the latest first.

    Raises:
        ReportnlpError: one cannot be read; to go on without it would look like a pass.
    """
    from reportnlp.cli.extraction import parse

    reports = [parse(file) for file in files]
    return tuple(sorted(reports, key=lambda report: -(report.meta.year or 0)))


def _suppressions(file: str | None) -> Suppressions | None:
    if file is None:
        return None
    from reportnlp.check.suppressions import read_suppressions

    return read_suppressions(Path(file), date.today())


def _baseline(file: str | None) -> Baseline | None:
    if file is None:
        return None
    from reportnlp.check.baseline import read_baseline

    return read_baseline(Path(file))
