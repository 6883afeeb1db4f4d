"""From the last word of a name back to the whole name: which rule reads which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportnlp.parse.entity_bodies import read_body, read_organ, read_place
from reportnlp.parse.entity_context import Context
from reportnlp.parse.entity_scan import Head, Name, Scan
from reportnlp.parse.entity_titles import (
    note_win,
    read_award,
    read_law,
    read_meeting,
    read_name_before,
    read_name_behind,
    read_plan,
    read_session,
)

Rule = Callable[[Context, Head], Name | None]

RULES: dict[str, Rule] = {
    "organ": read_organ,
    "body": read_body,
    "place": read_place,
    "plan": read_plan,
    "win": note_win,
    "award": read_award,
    "meeting": read_meeting,
    "session": read_session,
    "law": read_law,
    "post": read_name_behind,
    "address": read_name_before,
}
"""The rule for each kind of last word that `entity_scan` knows."""


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
        name = RULES[head.kind](context, head)
        if name is not None:
            names.append(name)
            context.add(name)
    return names
