"""`reportnlp rules`: the catalogue of rules, and the page of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from reportnlp.cli.chinese import Argument, Command, cells, wrap
from reportnlp.cli.options import meant
from reportnlp.cli.surroundings import program

if TYPE_CHECKING:
    from reportnlp.render.rule_pages import RulePage

_WIDTH: Final = 76
_LEAD: Final = 6  # cells of a label and the blanks behind it


@click.command(cls=Command, short_help="列出检查规则，或看一条规则的说明")
@click.argument(
    "name",
    cls=Argument,
    required=False,
    default="",
    metavar="[规则]",
    help="编号（如 ARI-03）或一类（如 ARI）",
)
def rules(name: str) -> int:
    """按类别列出检查规则的编号、级别和名称。

    写编号，则看这一条的说明、例外、依据和例子。
    """
    from reportnlp.check.near_ids import near_ids
    from reportnlp.render.rule_pages import by_family, catalogue

    written = name.strip().upper()
    families = by_family()
    if written in catalogue():
        click.echo("\n".join(_page(catalogue()[written])))
        return 0
    shown = [family for family in families if written in ("", family[0], family[1])]
    if not shown:
        known = [*catalogue(), *(letters for letters, _, _ in families)]
        what = (
            meant(near_ids(written, known))
            or f"。可用的类别：{'、'.join(letters for letters, _, _ in families)}"
        )
        raise click.UsageError(f"没有“{name}”这条规则{what}")
    click.echo("\n\n".join("\n".join(_family(*family)) for family in shown))
    count = sum(len(pages) for _, _, pages in shown)
    click.echo(f"\n共 {count} 条。看一条的说明：\n{program()} rules {shown[0][2][0].id}")
    return 0


def _family(letters: str, name: str, pages: list[RulePage]) -> Iterator[str]:
    from reportnlp.render.finding_words import GRADES

    yield f"{name}（{letters}）"
    for page in pages:
        head = f"  {page.id}  {GRADES[page.level]}  {page.name}"
        yield head if page.by_default else f"{head}（默认不用）"


def _page(page: RulePage) -> Iterator[str]:
    yield f"{page.id} {page.name}"
    yield from wrap(page.head, _WIDTH)
    yield ""
    yield from wrap(page.summary, _WIDTH)
    for label, text in (("说明", page.about), ("例外", page.exceptions), ("依据", "；".join(page.sources))):
        if text:
            yield ""
            yield from _labelled(label, text)
    for label, texts in (("会标出的例子", page.bad), ("不标出的例子", page.good)):
        yield from ["", label] if texts else []
        for text in texts:
            yield from _example(text)


def _labelled(label: str, text: str) -> Iterator[str]:
    lead = f"{label}  "
    for line in wrap(text, _WIDTH - _LEAD):
        yield lead + line
        lead = " " * cells(lead)


def _example(text: str) -> Iterator[str]:
    lead = "  · "
    for part in text.strip().split("\n"):
        for line in wrap(part.replace("\t", "  "), _WIDTH - 4):
            yield lead + line
            lead = "    "
