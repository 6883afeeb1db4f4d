"""Named entities by rules and word lists, on characters: no tokenizer, no model.

Three sources propose names: word lists and last words of names that one automaton finds
(`entity_scan`, `entity_rules`), marks and fixed shapes (`entity_marks`), and what the document
says of its own place (`entity_document`).  Where proposals overlap, the longest stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from reportnlp.datamodel import Entity, EntityLabel, Region, Span
from reportnlp.parse.entity_document import local_names, rows, short_forms
from reportnlp.parse.entity_marks import marked
from reportnlp.parse.entity_rules import from_heads
from reportnlp.parse.entity_scan import HIDDEN, Name, scan


def find_entities(text: str, region: Region | None = None) -> tuple[Entity, ...]:
    """The named entities of a report: flat, sorted, without overlap, the longest name first.

    Args:
        text: the text of a report, any size (time is linear in it).
        region: the report's own division; guessed from the text where not given.

    Returns:
        Entities with spans into `text`; a whole phrase in quotes or 《》 includes the marks.
    """
    found = scan(text)
    found.names = sorted({*found.names, *local_names(text, found.names, region)}, key=lambda n: n.end)
    marks = [*marked(text), *rows(text)]
    names = [*found.names, *marks, *from_heads(text, found, marks)]
    names += short_forms(text, names)
    kept = _longest([_with_quotes(text, name) for name in names])
    return tuple(
        Entity(Span(n.start, n.end), text[n.start : n.end], cast(EntityLabel, n.label)) for n in kept if n.label != HIDDEN
    )


def _with_quotes(text: str, name: Name) -> Name:
    """A name that fills a pair of quotes takes the marks along."""
    start, end, label = name
    if label != "PER" and start and text[start - 1] == "“" and text[end : end + 1] == "”":
        return Name(start - 1, end + 1, label)
    return name


def _longest(names: Iterable[Name]) -> list[Name]:
    """Names without overlap: the longest stands, then the first."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if name.start not in taken and name.end - 1 not in taken:
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)
