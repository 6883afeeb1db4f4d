"""`reportnlp concepts`: the indicators that are known; and the tables that listings are laid out in."""

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

_WIDTH = 80
_LAST = 14  # cells that the last column keeps at least
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
    return "\n\n".join(f"{group}\n{columns(rows)}" for group, rows in groups.items())


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
        ("说明", unfolded(concept.note)),
        ("来源", "常识" if concept.source == "recalled" else concept.source),
    ]
    return "\n".join([f"{concept.name}（{concept.id}）", *fields(lines)])


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


def unfolded(notes: str) -> str:
    """A note without the blanks that YAML folds lines with."""
    return _FOLD.sub("", notes)


def fields(lines: Iterable[tuple[str, str]]) -> list[str]:
    """ "  标签  text" lines for what is not empty, wrapped under the text."""
    shown = []
    for label, text in lines:
        first = f"  {label}  "
        for part in text.split("\n") if text else []:
            for line in wrap(part, _WIDTH - 8):
                shown.append(first + line)
                first = " " * 8
    return shown


def columns(rows: Sequence[tuple[str, str, str]]) -> str:
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
