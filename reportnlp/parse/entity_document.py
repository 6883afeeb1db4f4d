"""Names that the whole document gives: its own place, the places around, short forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportnlp.datamodel import Region
from reportnlp.parse.entity_scan import Name
from reportnlp.resources import divisions, lexicons
from reportnlp.resources.divisions import Division

_OWN = re.compile(r"代表([\u4e00-\u9fff]{2,16}?(?:自治[州县旗区]|[省市县区州旗盟]))人民政府")
_LEVELS = ("province", "city", "county")


def local_names(text: str, names: Iterable[Name], region: Region | None) -> list[Name]:
    """The document's own place and the divisions around it, also by their short names."""
    own = region.name if region else _own_name(text, names)
    if not own:
        return []
    table = divisions.load()
    while (head := table.leading(own)) and head != own:
        own = own[len(head) :]
    division = table.find(own) or _likeliest(own, text)
    words = {own, *divisions.short_names(own)}
    if division:
        words |= _around(division.code)
    pattern = _alternation(tuple(sorted(words, key=len, reverse=True)))
    return [Name(match.start(), match.end(), "LOC") for match in pattern.finditer(text)]


def _own_name(text: str, names: Iterable[Name]) -> str:
    match = _OWN.search(text[:3000])
    if match and len(match[1]) > 2:
        return match[1]
    table = divisions.load()
    counts = Counter(text[n.start : n.end] for n in names if n.label == "LOC" and table.named(text[n.start : n.end]))
    return counts.most_common(1)[0][0] if counts else ""


def _likeliest(own: str, text: str) -> Division | None:
    """Of several divisions of a name, the one whose parent the text names."""
    table = divisions.load()
    found = [d for d in table.candidates(own) if any(a.name in text for a in table.ancestors(d))]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=256)
def _around(code: str) -> frozenset[str]:
    """Full and short names of the divisions beside, above and below."""
    table = divisions.load()
    own = table.by_code(code)
    if own is None:
        return frozenset()
    ambiguous = lexicons.load("places").words("ambiguous")
    found: set[str] = set()
    for division in table:
        near = division.parent in (code, own.parent) or division.code == own.parent
        if near and division.parent:
            found |= {division.name, *(s for s in divisions.short_names(division.name) if s not in ambiguous)}
    return frozenset(found)


@lru_cache(maxsize=256)
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def short_forms(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """西岭 for a 西岭村 that the text also names."""
    stems = {text[n.start : n.end - 1] for n in names if n.label == "LOC" and text[n.end - 1] in "村镇乡"}
    stems = {stem for stem in stems if len(stem) > 1}
    if not stems:
        return
    for match in re.finditer(f"(?:{'|'.join(sorted(map(re.escape, stems), key=len, reverse=True))})(?![村镇乡])", text):
        yield Name(match.start(), match.end(), "LOC")
