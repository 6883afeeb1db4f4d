"""Arguments and options that several commands take, and what their values stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportnlp.cli.chinese import Argument
from reportnlp.cli.sources import named

if TYPE_CHECKING:
    from reportnlp.check.rule import Rule
    from reportnlp.resources.house import House
    from reportnlp.resources.profiles import Profile

_BETWEEN = re.compile(r"[\s,，、;；]{1,9}")

files_argument = click.argument(
    "files",
    cls=Argument,
    nargs=-1,
    required=True,
    callback=named,
    metavar="文件…",
    help="要读的报告，可写多个；写文件夹则读里面所有能读的文件；- 表示标准输入",
)

output_option = click.option(
    "-o",
    "--output",
    metavar="位置",
    callback=named,
    help="写到这个文件；写文件夹（如 结果/）则每份报告一个文件",
)


def meant(names: Sequence[str]) -> str:
    """ "，是不是 A 或 B？"; "" for no names."""
    return f"，是不是 {' 或 '.join(names)}？" if names else ""


def rule_names(written: Sequence[str]) -> tuple[str, ...]:
    """Ids and families in capitals from what was written with commas or blanks between.

    A family may be called by its Chinese name too.
    """
    from reportnlp.check.catalogue import FAMILIES

    letters = {name: family for family, name in FAMILIES.items()}
    names = _BETWEEN.split(" ".join(written))
    return tuple(letters.get(name, name.upper()) for name in names if name)


def chosen_rules(select: Sequence[str], ignore: Sequence[str], house: House) -> tuple[Rule, ...]:
    """The rules that the options ask for, of those built in and those of the organ's own folder.

    Raises:
        click.UsageError: a name is neither a rule nor a family.
        ResourceError: the folder's rules are wrong.
    """
    from reportnlp.check.catalogue import FAMILIES
    from reportnlp.check.own import available, running

    every = available(house)
    known = sorted({*FAMILIES, *(rule.id for rule in every), *(rule.family() for rule in every)})
    wanted = _known(rule_names(select), "--select", known)
    unwanted = _known(rule_names(ignore), "--ignore", known)
    usual = running(house, None)
    base = [rule() for rule in every if _named(rule, wanted)] if wanted else usual
    chosen = tuple(rule for rule in base if not _named(rule, unwanted))
    if not chosen:
        raise click.UsageError("按 --select 和 --ignore，一条规则也没有剩下")
    return chosen


def _named(rule: Rule | type[Rule], names: Sequence[str]) -> bool:
    return rule.id in names or rule.family() in names


def _known(names: tuple[str, ...], option: str, known: Sequence[str]) -> tuple[str, ...]:
    from reportnlp.check.near_ids import near_ids

    for name in names:
        if name not in known:
            what = (
                meant(near_ids(name, known))
                or "。写 ARI-01 这样的编号，或 ARI 这样的一类（见 reportnlp rules）"
            )
            raise click.UsageError(f"选项 {option}：没有“{name}”这条规则{what}")
    return names


def chosen_house(folder: str | None) -> House:
    """What the organ's own folder says; nothing where none was named.

    Raises:
        ResourceError: there is no such folder, or a file in it is wrong.
    """
    from reportnlp.resources.house import NO_HOUSE, load_house

    return NO_HOUSE if folder is None else load_house(Path(folder))


def chosen_profile(written: str | None) -> Profile | None:
    """The profile that was named, built in or a file; None where none was.

    Raises:
        click.UsageError: there is none of this name.
        ResourceError: the file is wrong.
    """
    if written is None:
        return None
    from reportnlp.resources import list_names
    from reportnlp.resources.profiles import load_profile, load_profile_file

    if Path(written).suffix.lower() in (".yaml", ".yml"):
        return load_profile_file(written)
    loaded = {name: profile for name in list_names("profiles") if (profile := load_profile(name))}
    for name, profile in loaded.items():
        if written.lower() == name or written == profile.name:
            return profile
    listed = "，".join(f"{name} {profile.name}" for name, profile in loaded.items())
    what = (
        meant(get_close_matches(written.lower(), loaded))
        or f"。可用的有：{listed}；也可以写自己的 .yaml 文件"
    )
    raise click.UsageError(f"选项 --profile：没有“{written}”这个文种{what}")
