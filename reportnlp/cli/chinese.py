"""click in Chinese: help pages, usage lines and messages of usage errors.

click translates through the process's locale and measures text in characters.  Here the
pages are laid out in terminal cells (a Chinese character takes two), and errors are told
from what click knows of them (which option, which values), not by translating sentences.
"""

from __future__ import annotations

import inspect
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import click

_INDENT = 2
_TERM_LIMIT = 26  # cells of an option and its value; a longer one gets a line of its own
_SHORT_EQUALS = re.compile(r"^(-[A-Za-z])=(?=.)")
_NO_LINE_START = "，。；：、！？）》”’…%"


class Argument(click.Argument):
    """A positional argument with a line of help."""

    def __init__(self, declarations: Iterable[str], help: str = "", **attributes: Any) -> None:
        super().__init__(list(declarations), **attributes)
        self.help = help


class Choice(click.Choice[str]):
    """One of several words in any case; an error says which, and what was written instead."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(list(words), case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is listed.

        Raises:
            click.BadParameter: it is none of the words.
        """
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            known = "、".join(self.choices)
            raise click.BadParameter(f"只能是 {known} 之一，写的是“{value}”", ctx, param) from None


class Command(click.Command):
    """A command whose pages and messages are Chinese."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        super().__init__(name, options_metavar="[选项]", **attributes)

    def get_usage(self, ctx: click.Context) -> str:
        """The usage line."""
        return usage(self, ctx)

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return help_page(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but `-f=csv` is taken for `-f csv`; a surplus argument is reported in Chinese."""
        ctx.allow_extra_args = True
        end = args.index("--") if "--" in args else len(args)
        plain = [_SHORT_EQUALS.sub(r"\1", a) for a in args[:end]]
        with _located(ctx):
            rest = super().parse_args(ctx, plain + args[end:])
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"多写了“{' '.join(rest)}”", ctx)
        return rest


class Group(click.Group):
    """A group of commands whose pages and messages are Chinese; bare, it shows its help."""

    command_class = Command

    def __init__(self, name: str | None = None, **attributes: Any) -> None:
        super().__init__(name, subcommand_metavar="命令 …", no_args_is_help=True, **attributes)
        self.options_metavar = "[选项]"

    def get_usage(self, ctx: click.Context) -> str:
        """The usage line."""
        return usage(self, ctx)

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return help_page(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but every error knows its command."""
        with _located(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown command is reported in Chinese, with the nearest ones."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = _did_you_mean(get_close_matches(args[0], self.commands))
            known = near or f"，可用的命令：{'、'.join(self.commands)}"
            raise click.UsageError(f"没有“{args[0]}”这个命令{known}", ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def _located(ctx: click.Context) -> Iterator[None]:
    """Tells the errors of click's parser, which do not know it, the command they happened in."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def usage(command: click.Command, ctx: click.Context) -> str:
    """One line: how the command is called."""
    return " ".join([f"用法：{ctx.command_path}", *command.collect_usage_pieces(ctx)])


def help_page(command: click.Command, ctx: click.Context) -> str:
    """Usage, what the command does, arguments, options, commands; at most 80 columns wide."""
    width = max(min(shutil.get_terminal_size().columns, 80), 50)
    blocks = [[usage(command, ctx)], list(_paragraphs(command.help or "", width))]
    parameters = command.get_params(ctx)
    arguments = [(p.make_metavar(ctx), p.help) for p in parameters if isinstance(p, Argument) and p.help]
    options = [_option(p) for p in parameters if isinstance(p, click.Option) and not p.hidden]
    blocks.append(_section("参数", arguments, width))
    blocks.append(_section("选项", options, width))
    if isinstance(command, click.Group):
        listed = ((name, command.get_command(ctx, name)) for name in command.list_commands(ctx))
        rows = [(name, c.get_short_help_str(200)) for name, c in listed if c is not None and not c.hidden]
        blocks.append(_section("命令", rows, width))
    blocks.append(list(_paragraphs(command.epilog or "", width)))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _option(option: click.Option) -> tuple[str, str]:
    if "--help" in option.opts:
        return ", ".join(option.opts), "显示这份帮助"
    value = "" if option.is_flag else f" {option.metavar or option.human_readable_name}"
    return ", ".join(option.opts) + value, option.help or ""


def _section(title: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    if not rows:
        return []
    column = min(max(cells(term) for term, _ in rows), _TERM_LIMIT) + _INDENT + 2
    lines = [f"{title}："]
    for term, text in rows:
        first = " " * _INDENT + term
        wrapped = [line for part in text.split("\n") for line in wrap(part, width - column)]
        if cells(first) + 2 > column:
            lines.append(first)
            first = ""
        for line in wrapped or [""]:
            lines.append((first + " " * (column - cells(first)) + line).rstrip())
            first = ""
    return lines


def _paragraphs(text: str, width: int) -> Iterator[str]:
    for line in inspect.cleandoc(text).splitlines():
        stripped = line.lstrip()
        indent = " " * (len(line) - len(stripped))
        yield from (indent + part for part in wrap(stripped, width - len(indent)))


def cells(text: str) -> int:
    """Width on a terminal: two for a full-width character, none for a combining one."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; Latin words stay whole, no line begins with 。or ，."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and cells(line + piece) > width and piece not in _NO_LINE_START:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """Single full-width characters, and runs of the others with the blank behind them."""
    run = ""
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            if run:
                yield run
            run = ""
            yield character
        elif character == " ":
            yield run + " "
            run = ""
        else:
            run += character
    if run:
        yield run


# -- usage errors -----------------------------------------------------------------------------


def usage_message(error: click.UsageError) -> str:
    """What is wrong with a command line, where, and where to read on; several lines."""
    what = explain(error)
    lines = [f"错误：{what}" + ("" if what.endswith("？") else "。")]
    if error.ctx is not None:
        lines = [error.ctx.get_usage(), *lines, f"查看帮助：{error.ctx.command_path} --help"]
    return "\n".join(lines)


def explain(error: click.UsageError) -> str:
    """One Chinese clause for a usage error that click raised; ours are Chinese already."""
    match error:
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项{_did_you_mean(error.possibilities or ())}"
        case click.MissingParameter():
            return f"缺少{_name(error)}"
        case click.BadParameter():
            return f"{_name(error)}：{_expectation(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} {_value_rule(error)}"
        case _:
            return error.message


def _did_you_mean(names: Iterable[str]) -> str:
    near = " 或 ".join(sorted(names))
    return f"，是不是 {near}？" if near else ""


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return f"选项 {max(parameter.opts, key=len)}"
    if parameter is not None:
        metavar = parameter.metavar or parameter.name or ""
        return f"参数 {metavar.rstrip('….')}"
    return str(error.param_hint or "参数")


def _expectation(error: click.BadParameter) -> str:
    """What the parameter takes, for click's own types; else the (Chinese) message."""
    kind = error.param.type if error.param is not None else None
    match kind:
        case click.IntRange() | click.FloatRange():
            bounds = [f"不小于 {kind.min}"] if kind.min is not None else []
            bounds += [f"不大于 {kind.max}"] if kind.max is not None else []
            return f"要写一个{'、'.join(bounds)}的{'整' if isinstance(kind, click.IntRange) else ''}数"
        case _ if kind in (click.INT, click.FLOAT):
            return "要写一个整数" if kind is click.INT else "要写一个数"
        case _:
            return error.message


def _value_rule(error: click.BadOptionUsage) -> str:
    parameters = error.ctx.command.params if error.ctx is not None else []
    named = (p for p in parameters if isinstance(p, click.Option) and error.option_name in p.opts)
    option = next(named, None)
    return "后面不能写值" if option is None or option.is_flag else "后面要写一个值"
