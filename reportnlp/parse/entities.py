"""Named entities by rules and word lists, on characters: no tokenizer, no model.

Three sources propose names: word lists and last words of names, which one automaton finds
(`entity_scan`, `entity_rules`); marks and rows (`entity_marks`, `entity_rows`); and what the
document says of its own place (`entity_document`).  Where proposals overlap, the longest stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from reportnlp.datamodel import Entity, EntityLabel, Region, Span
from reportnlp.parse.entity_document import local_names, short_forms
from reportnlp.parse.entity_marks import marked
from reportnlp.parse.entity_rows import rows
from reportnlp.parse.entity_rules import from_heads
from reportnlp.parse.entity_scan import HIDDEN, Name, Scan, scan
from reportnlp.parse.entity_titles import with_ordinal

_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')
# 区|位, 市|场, 法|人: the last character of a name begins another word.
_GOES_ON = re.compile(r"区[位域间划块链]|市[场民面值价容]|市政(?![府协])|县[域级]|法[人律规治定院官制]")

# 二十大 is a congress only before these: 二十大|精神, but 二十大|重点工程.
_NO_CONGRESS = re.compile(r"[十七八九一二三四五六]大(?![精以报的召胜关提确作安部决、和及，。；）“”\s]|\Z)")


def find_entities(text: str, region: Region | None = None) -> tuple[Entity, ...]:
    """The named entities of a report: flat, sorted, without overlap; the longest name wins.

    Args:
        text: the text of a report, of any size (time is linear in it).
        region: the report's own division; guessed from the text where not given.

    Returns:
        Entities with spans into `text` in code points.  A name that fills a pair of quotes
        or 《》 includes the marks; of 习近平总书记 only the name counts.
    """
    read = text if "“" in text else _STRAIGHT.sub(r"“\1”", text)
    found = scan(read)
    local = local_names(read, found.names, region)
    listed = sorted({name for name in (*found.names, *local) if _stands(read, name)}, key=_end)
    marks = [*marked(read), *rows(read)]
    names = [*listed, *marks, *from_heads(read, Scan(listed, found.heads, found.brackets), marks)]
    names += short_forms(read, names)
    kept = _longest(_whole(read, name) for name in names)
    return tuple(
        Entity(Span(n.start, n.end), text[n.start : n.end], cast(EntityLabel, n.label))
        for n in kept
        if n.label != HIDDEN
    )


def _stands(text: str, name: Name) -> bool:
    """Whether a listed name is not the first part of other words."""
    if name.label == "MEETING" and _NO_CONGRESS.match(text, name.end - 2):
        return False
    return not _GOES_ON.match(text, name.end - 1)


def _end(name: Name) -> int:
    return name.end


def _whole(text: str, name: Name) -> Name:
    """A name that fills a pair of quotes takes the marks along; a meeting takes its ordinal."""
    start, end, label = name
    if label != "PER" and start and text[start - 1] == "“" and text[end : end + 1] == "”":
        start, end = start - 1, end + 1
    return Name(with_ordinal(text, start) if label == "MEETING" else start, end, label)


def _longest(names: Iterable[Name]) -> list[Name]:
    """Names without overlap: the longest stands, of equal ones the first proposed."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: n.start - n.end):
        if name.start not in taken and name.end - 1 not in taken:
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)
