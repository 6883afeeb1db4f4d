"""`reportnlp concepts` and `reportnlp profiles`: what the knowledge files hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from reportnlp.cli.chinese import Argument, Command, cells, wrap
from reportnlp.cli.surroundings import program

if TYPE_CHECKING:
    from reportnlp.resources.concepts import Concept, Identity
    from reportnlp.resources.profiles import Part, Profile

_WIDTH = 80
_LAST = 14  # cells that the last column keeps at least
_DOUBT = "*"  # behind what was written down without the source at hand
_SECOND_HAND = "转述"  # who passed a rule on is a witness, not a basis
_FOLD = re.compile(r"(?<=[^\x00-\xff]) (?=[^\x00-\xff])")
_DETAILED = 3  # so many concepts or fewer are shown in full


@click.command(cls=Command, short_help="列出能识别的指标概念")
@click.argument(
    "word",
    cls=Argument,
    required=False,
    default="",
    metavar="[词]",
    help="只列名称、别名或分组里有这个词的，如 复议",
)
def concepts(word: str) -> int:
    """按分组列出指标概念：编号、名称、单位。

    写一个词可以缩小范围；写编号，或只剩三个以内时，连别名、和别的指标的数量关系、说明一起列出。
    """
    from reportnlp.resources.concepts import concepts as load

    found = [c for c in load("other") if _fits(c, word.strip())]
    exact = [c for c in found if word.strip() in (c.id, c.name)]
    if not found:
        click.echo(f"没有和“{word}”有关的指标概念。不写词可以列出全部", err=True)
        return 1
    if word and (exact or len(found) <= _DETAILED):
        click.echo("\n\n".join(_concept_page(c) for c in exact or found))
    else:
        click.echo(_by_group(found))
        click.echo(f"\n共 {len(found)} 个。写编号可看一个的详情：\n{program()} concepts {found[0].id}")
    return 0


def _by_group(found: list[Concept]) -> str:
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for concept in found:
        row = (f"  {concept.id}", concept.name, _units(concept))
        groups.setdefault(concept.group, []).append(row)
    return "\n\n".join(f"{group}\n{_columns(rows)}" for group, rows in groups.items())


def _units(concept: Concept) -> str:
    return "、".join(unit for unit in concept.units if unit)  # a ratio may stand without a unit


def _fits(concept: Concept, word: str) -> bool:
    words = (concept.id, concept.name, concept.group, *concept.aliases)
    return any(word.casefold() in text.casefold() for text in words)


def _concept_page(concept: Concept) -> str:
    from reportnlp.render.words import INDICATOR_KINDS
    from reportnlp.resources.concepts import identities_of

    relations = (_relation(identity) for identity in identities_of(concept.id))
    lines = [
        ("类型", INDICATOR_KINDS[concept.kind]),
        ("单位", _units(concept)),
        ("分组", concept.group),
        ("别名", "、".join(concept.aliases)),
        ("排除", "、".join(concept.exclude)),
        ("关系", "\n".join(relations)),
        ("说明", _FOLD.sub("", concept.note)),
        ("来源", "常识" if concept.source == "recalled" else concept.source),
    ]
    return "\n".join([f"{concept.name}（{concept.id}）", *_fields(lines)])


def _relation(identity: Identity) -> str:
    from reportnlp.resources.concepts import concept

    def name(member: str) -> str:
        known = concept(member.removeprefix("-"))
        return known.name if known else member.removeprefix("-")

    def total(members: tuple[str, ...]) -> str:
        signed = "".join((" − " if m.startswith("-") else " + ") + name(m) for m in members)
        return signed.removeprefix(" + ").strip()

    left, right = total(identity.left), identity.right
    if identity.relation in ("=", "<="):
        text = f"{left} {'≤' if identity.relation == '<=' else '='} {total(right)}"
    else:
        times = " × 100" if identity.relation == "%" else ""
        text = f"{left} = {name(right[0])} ÷ {name(right[1])}{times}"
    return text if identity.strict else f"{text}（口径可能不同，仅供参考）"


@click.command(cls=Command, short_help="列出文种规范：每种报告要写哪些部分")
@click.argument("kind", cls=Argument, required=False, default="", metavar="[文种]", help="只看一种，如 fazhi")
def profiles(kind: str) -> int:
    """列出四种报告的规范；写文种的编号，则列出它要写的部分和依据。"""
    from reportnlp.resources import list_names
    from reportnlp.resources.profiles import load_profile

    names = list_names("profiles")
    if kind and kind not in names:
        raise click.UsageError(f"没有“{kind}”这个文种，可用的有：{'、'.join(names)}")
    loaded = [profile for n in names if (profile := load_profile(n)) is not None]
    if kind:
        click.echo(_profile_page(next(p for p in loaded if p.kind == kind)))
    else:
        rows = [(p.kind, p.name, "、".join(p.title_words)) for p in loaded]
        click.echo(_columns([("编号", "文种", "标题用语"), *rows]))
        click.echo(f"\n看一种的详情：\n{program()} profiles fazhi")
    return 0


def _profile_page(profile: Profile) -> str:
    blocks = ["\n".join([f"{profile.name}（{profile.kind}）", *_fields([("说明", _noted(profile.notes))])])]
    blocks += [_part_block(part) for part in profile.roles]
    if any(_DOUBT in block for block in blocks):
        blocks.append(f"{_DOUBT} 依据待核对：还没有对照原文")
    return "\n\n".join(blocks)


def _part_block(part: Part) -> str:
    need = "必备" if part.required else "可有可无"
    need += f"，{part.from_year} 年起" if part.required and part.from_year else ""
    doubt = {"seen": "", "recalled": _DOUBT}
    named = [law for law in part.law if _SECOND_HAND not in law.instrument]
    laws = (f"{law.instrument}{law.article}{doubt[law.certainty]}" for law in named)
    lines = [("依据", "\n".join(laws)), ("说明", _noted(part.notes))]
    return "\n".join([f"{part.name}（{part.id}，{need}）", *_fields(lines)])


def _noted(notes: str) -> str:
    """A note without the blanks that YAML folds lines with."""
    return _FOLD.sub("", notes)


def _fields(lines: Iterable[tuple[str, str]]) -> list[str]:
    """ "  标签  text" lines for what is not empty, wrapped under the text."""
    shown = []
    for label, text in lines:
        first = f"  {label}  "
        for part in text.split("\n") if text else []:
            for line in wrap(part, _WIDTH - 8):
                shown.append(first + line)
                first = " " * 8
    return shown


def _columns(rows: Sequence[tuple[str, str, str]]) -> str:
    """Three left-aligned columns within the width of the page; the second and third are wrapped."""
    first = max(cells(row[0]) for row in rows)
    second = min(max(cells(row[1]) for row in rows), _WIDTH - first - 4 - _LAST)
    third = _WIDTH - first - second - 4
    lines = []
    for row in rows:
        parts = ([row[0]], wrap(row[1], second), wrap(row[2], third))
        for one, two, three in zip_longest(*parts, fillvalue=""):
            lines.append(f"{_padded(one, first)}  {_padded(two, second)}  {three}".rstrip())
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
