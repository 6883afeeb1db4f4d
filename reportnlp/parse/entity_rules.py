"""From the last word of a name back to the whole name: which rule reads which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportnlp.parse.entity_bodies import read_body, read_organ
from reportnlp.parse.entity_context import Context
from reportnlp.parse.entity_people import names_before, names_behind
from reportnlp.parse.entity_places import read_place, read_zone
from reportnlp.parse.entity_scan import Head, Name, Scan
from reportnlp.parse.entity_titles import (
    note_win,
    read_award,
    read_law,
    read_meeting,
    read_plan,
    read_session,
)

Rule = Callable[[Context, Head], Name | None]

RULES: dict[str, Rule] = {
    "organ": read_organ,
    "body": read_body,
    "place": read_place,
    "zone": read_zone,
    "plan": read_plan,
    "win": note_win,
    "award": read_award,
    "meeting": read_meeting,
    "session": read_session,
    "law": read_law,
}
"""The rule for each kind of last word that `entity_scan` knows."""

PEOPLE: dict[str, Callable[[Context, Head], Iterator[Name]]] = {"post": names_behind, "address": names_before}
"""The rules for words beside which one or more persons stand."""


def from_heads(text: str, found: Scan, marked: Iterable[Name]) -> list[Name]:
    """The names that the heads of a scan end, in the order of their ends.

    Args:
        text: the text of the scan.
        found: its names and heads.
        marked: names known otherwise; a name may follow on them (“甲”试点市和乙试点市).
    """
    context = Context.of(text, found, marked)
    names: list[Name] = []
    for head in found.heads:
        if head.kind in PEOPLE:
            names.extend(PEOPLE[head.kind](context, head))
            continue
        name = RULES[head.kind](context, head)
        if name is not None:
            names.append(name)
            context.add(name)
    return names
