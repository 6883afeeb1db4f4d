"""The command line, in Chinese: `reportnlp extract`, `check`, `compare` and what else is listed below.

One module a group of commands; a command returns its exit code.  Codes: 0 done, 1 some file
failed (the others are done) or a check found something, 2 the command line is wrong, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from reportnlp.cli.checking import check
from reportnlp.cli.chinese import Group, usage_message
from reportnlp.cli.comparing import compare
from reportnlp.cli.extraction import extract
from reportnlp.cli.listing import concepts
from reportnlp.cli.profiles_listing import profiles
from reportnlp.cli.reading import demo, text
from reportnlp.cli.rules_listing import rules
from reportnlp.cli.surroundings import give_up_output, ready_streams
from reportnlp.cli.targets import output_error
from reportnlp.errors import ReportnlpError


class ClosedPipeError(Exception):
    """Whoever read our output has gone (`| head`)."""


class _Root(Group):
    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a closed pipe is told apart before click turns it into an exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ClosedPipeError from None


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from reportnlp import __version__

        click.echo(f"reportnlp {__version__}")
        ctx.exit()


@click.group(
    cls=_Root,
    epilog="第一次用：reportnlp demo",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="显示版本"
)
def cli() -> None:
    """读政府工作报告，查出其中的问题：法治政府建设年度报告、政府工作报告、政府信息公开年报、统计公报。"""


for _command in (extract, check, compare, text, rules, concepts, profiles, demo):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: what follows the program's name; None: those of the process.
    """
    ready_streams()
    try:
        code = cli.main(arguments, prog_name="reportnlp", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return 2
    except click.UsageError as error:
        click.echo(usage_message(error), err=True)
        return 2
    except ReportnlpError as error:
        click.echo(str(error), err=True)
        return 1
    except click.Abort:
        click.echo("已中断。", err=True)
        return 130
    except (BrokenPipeError, ClosedPipeError):
        give_up_output()
        return 0
    except OSError as error:  # standard output refuses: a full disk, or closed
        click.echo(str(output_error(error, str(error.filename or "标准输出"))), err=True)
        give_up_output()
        return 1
