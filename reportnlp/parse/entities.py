"""Named entities by rules and word lists, on characters (no tokenizer, no model)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from reportnlp.datamodel import Entity, EntityLabel, Region, Span
from reportnlp.parse.entity_marks import marked
from reportnlp.parse.entity_rules import from_heads
from reportnlp.parse.entity_scan import Name, scan


def find_entities(text: str, region: Region | None = None) -> tuple[Entity, ...]:
    found = scan(text)
    names = [*marked(text), *found.names, *from_heads(text, found)]
    return tuple(
        Entity(Span(n.start, n.end), text[n.start : n.end], cast(EntityLabel, n.label)) for n in _longest(names)
    )


def _longest(names: Iterable[Name]) -> list[Name]:
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if name.start in taken or name.end - 1 in taken:
            continue
        taken.update(range(name.start, name.end))
        kept.append(name)
    return sorted(kept)
