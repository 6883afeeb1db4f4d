"""`reportnlp profiles`: what the report kinds must contain, and a profile of one's own to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportnlp.cli.chinese import Argument, Command
from reportnlp.cli.listing import columns, fields, unfolded
from reportnlp.cli.surroundings import program, typed
from reportnlp.cli.targets import output_error
from reportnlp.errors import OutputError

if TYPE_CHECKING:
    from reportnlp.resources.profiles import Content, Part, Profile

_DOUBT = "*"  # behind what was written down without the source at hand
_SECOND_HAND = "转述"  # who passed a rule on is a witness, not a basis
_NEW = "new"
_SUFFIXES = (".yaml", ".yml")


@click.command(cls=Command, short_help="列出文种规范：每种报告要写哪些部分；生成自定规范")
@click.argument(
    "words",
    cls=Argument,
    nargs=-1,
    metavar="[文种]",
    help="只看一种，如 fazhi，或自定规范的 .yaml 文件\n写“new 编号”，生成一份自定规范，供修改",
)
@click.option(
    "--extends", "base", metavar="文种", default="fazhi", help="和 new 同用：沿用哪一种，默认 fazhi"
)
@click.option("-o", "output", metavar="文件", help="和 new 同用：写到哪个文件，默认 编号.yaml；- 为屏幕")
def profiles(words: tuple[str, ...], base: str, output: str | None) -> int:
    """列出各种报告的规范；写文种的编号，则列出它要写的部分和依据。

    各单位可以自定规范：用 new 生成，改好后用 check --profile 文件 检查。
    """
    if words[:1] == (_NEW,):
        return _new(words[1:], base, output)
    if len(words) > 1:
        raise click.UsageError(f"多写了“{' '.join(words[1:])}”")
    return _show(words[0]) if words else _list()


def _list() -> int:
    from reportnlp.resources import list_names

    loaded = [_loaded(name) for name in list_names("profiles")]
    rows = [(p.id, p.name, f"同 {p.extends}" if p.extends else "、".join(p.title_words)) for p in loaded]
    click.echo(columns([("编号", "文种", "标题用语"), *rows]))
    click.echo(f"\n看一种的详情：\n{program()} profiles fazhi")
    return 0


def _show(name: str) -> int:
    from reportnlp.resources.profiles import load_profile_file

    is_file = Path(name).suffix.lower() in _SUFFIXES
    click.echo(_profile_page(load_profile_file(name) if is_file else _loaded(name)))
    return 0


def _loaded(name: str) -> Profile:
    """A profile that is built in.

    Raises:
        click.UsageError: there is none of this name.
    """
    from reportnlp.resources import list_names
    from reportnlp.resources.profiles import load_profile

    names = list_names("profiles")
    profile = load_profile(name) if name in names else None
    if profile is None:
        raise click.UsageError(f"没有“{name}”这个文种，可用的有：{'、'.join(names)}")
    return profile


# -- a profile of one's own -------------------------------------------------------------------


def _new(words: tuple[str, ...], base: str, output: str | None) -> int:
    """Write a profile that extends `base`, with everything else in comments."""
    from reportnlp.resources import list_names
    from reportnlp.resources.profile_files import skeleton
    from reportnlp.resources.profiles import is_name

    if len(words) != 1:
        raise click.UsageError("new 后面要写一个编号，如 new 临江县")
    name, extended = words[0], _loaded(base)
    if not is_name(name) or name in list_names("profiles"):
        raise click.UsageError(f"编号“{name}”不能用：要用汉字、字母、数字、_ 或 -，并且不和内置的重复")
    parts = {part.id: f"{part.name}（{_need(part)}）" for part in extended.roles}
    text = skeleton(name, f"{name}的{extended.name}", extended.id, parts)
    if output == "-":
        click.echo(text, nl=False)
    else:
        path = Path(output or f"{name}.yaml")
        _write_new(path, text)
        click.echo(
            f"已写入 {typed(path)}，改好后这样用：\n{program()} check 报告.docx --profile {typed(path)}"
        )
    return 0


def _write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet.

    Raises:
        OutputError: it exists, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise OutputError("文件已经有了", str(path), "请用 -o 换一个文件名，或先把它改名") from error
    except OSError as error:
        raise output_error(error, str(path)) from error


# -- pages ------------------------------------------------------------------------------------


def _profile_page(profile: Profile) -> str:
    notes = fields([("沿用", profile.extends), ("说明", unfolded(profile.notes))])
    blocks = ["\n".join([f"{profile.name}（{profile.id}）", *notes])]
    blocks += [_part_block(part) for part in profile.roles]
    if any(_DOUBT in block for block in blocks):
        blocks.append(f"{_DOUBT} 依据待核对：还没有对照原文")
    return "\n\n".join(blocks)


def _part_block(part: Part) -> str:
    lines = [
        ("要点", "\n".join(f"{content.name}（{_need(content)}）" for content in part.contents)),
        ("依据", _laws(part)),
        ("说明", unfolded(part.notes)),
    ]
    return "\n".join([f"{part.name}（{part.id}，{_need(part)}）", *fields(lines)])


def _need(what: Part | Content) -> str:
    need = "必备" if what.required else "可有可无"
    return need + (f"，{what.from_year} 年起" if what.required and what.from_year else "")


def _laws(part: Part) -> str:
    doubt = {"seen": "", "recalled": _DOUBT}
    named = [law for law in part.law if _SECOND_HAND not in law.instrument]
    return "\n".join(f"{law.instrument}{law.article}{doubt[law.certainty]}" for law in named)
