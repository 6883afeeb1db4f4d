"""Names that the whole document gives: its own place, the places around, short forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from reportnlp.datamodel import Level, Region
from reportnlp.parse.entity_context import word_set, words
from reportnlp.parse.entity_scan import Name
from reportnlp.resources import divisions
from reportnlp.resources.divisions import Division

_UNIT = r"([\u4e00-\u9fff]{1,14}?(?:自治[州县旗区]|[省市县区州旗盟]))"
# 我代表青岚县人民政府; 在青岚县第十八届人民代表大会…上.
_OWN = re.compile(rf"我谨?代表{_UNIT}人民政府|在{_UNIT}第[一二三四五六七八九十]{{1,3}}届人民代表大会")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PATH = re.compile(r"[\u4e00-\u9fff]{2,6}?[省市州盟]([\u4e00-\u9fff]{2,8}[市县区旗])")
# 全县, 我市 name no place.
_NO_NAMES = frozenset("全我本各该")
_OPENING = 3000
_MOST_STEMS = 100
# A county's report names its county seldom and its province now and then.
_WEIGHTS: dict[Level, int] = {"province": 2, "city": 3, "county": 4}
_ZONE = re.compile(r"(?:综合实验区|特别合作区|合作区|高新区|开发区|新区)\Z")


def local_names(text: str, names: Iterable[Name], region: Region | None) -> list[Name]:
    """The document's own place and the divisions around it, also by their short names.

    Args:
        text: the text.
        names: the names that the word lists gave, to guess the own place from.
        region: the own place, if known.
    """
    own = region.name if region else _own_name(text, names)
    if not own:
        return []
    own = _last_unit(own)
    table = divisions.load()
    division = table.find(own) or _likeliest(own, text)
    around = _around(division.code) if division else frozenset()
    pattern = _alternation(own, around)
    found = list(_found(pattern, text))
    if division is not None and division.level == "province":
        found += [name for name in _found(_counties(division.code), text) if _at_edge(text, name.start)]
    return found


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Name]:
    return (Name(match.start(), match.end(), "LOC") for match in pattern.finditer(text))


@lru_cache(maxsize=40)
def _counties(province: str) -> re.Pattern[str]:
    """The short names of all counties of a province: 镇原 of 镇原县."""
    below = _by_parent()
    counties = [county for city in below.get(province, ()) for county in below.get(city.code, ())]
    shorts = {short for county in counties for short in divisions.short_names(county.name)}
    return re.compile("|".join(sorted(map(re.escape, shorts - word_set("places", "ambiguous")))) or r"\Z.")


def _at_edge(text: str, start: int) -> bool:
    """Whether a mark or a verb stands before `start`."""
    verbs = (words("boundaries", "verbs"), words("boundaries", "acts"))
    return not _HAN.match(text, start - 1) or any(text.endswith(group, 0, start) for group in verbs)


def _last_unit(name: str) -> str:
    """青岚县 of 云溪市青岚县."""
    leading = divisions.load().leading
    while (head := leading(name)) and head != name:
        name = name[len(head) :]
    path = _PATH.fullmatch(name)
    return path[1] if path else name


def _own_name(text: str, names: Iterable[Name]) -> str:
    for match in _OWN.finditer(text, 0, _OPENING):
        if (unit := match[1] or match[2])[:-1] not in _NO_NAMES:
            return unit
    table = divisions.load()
    counts: Counter[str] = Counter()
    for name in names:
        if name.label == "LOC" and (found := table.candidates(text[name.start : name.end])):
            division = min(found, key=lambda d: _WEIGHTS[d.level])
            counts[division.name] += _WEIGHTS[division.level]
    return counts.most_common(1)[0][0] if counts else ""


def _likeliest(own: str, text: str) -> Division | None:
    """Of several divisions of a name, the one whose parent the text names."""
    table = divisions.load()
    found = [d for d in table.candidates(own) if any(a.name in text for a in table.ancestors(d))]
    return found[0] if len(found) == 1 else None


@cache
def _by_parent() -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions.load():
        found[division.parent] = (*found.get(division.parent, ()), division)
    return found


@lru_cache(maxsize=512)
def _around(code: str) -> frozenset[str]:
    """Full and short names of the divisions beside, above and below."""
    table = divisions.load()
    own = table.by_code(code)
    if own is None:
        return frozenset()
    ambiguous = word_set("places", "ambiguous")
    near = list(_by_parent().get(code, ()))
    if above := table.by_code(own.parent):
        near += (above, *_by_parent()[own.parent])
    shorts = (short for division in near for short in divisions.short_names(division.name))
    return frozenset(d.name for d in near) | {short for short in shorts if short not in ambiguous}


@lru_cache(maxsize=512)
def _alternation(own: str, around: frozenset[str]) -> re.Pattern[str]:
    stem = _ZONE.sub("", own)
    names = {own, *divisions.short_names(own), *around} | ({stem} if len(stem) > 1 else set())
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def short_forms(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """西岭 for a 西岭村 that the text also names, behind a left edge."""
    stems = {text[n.start : n.end - 1] for n in names if n.label == "LOC" and text[n.end - 1] in "村镇乡"}
    stems = {stem for stem in stems if len(stem) > 1}
    if not 0 < len(stems) <= _MOST_STEMS:
        return
    pattern = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    for match in re.finditer(f"(?:{pattern})(?![村镇乡])", text):
        if _at_edge(text, match.start()):
            yield Name(match.start(), match.end(), "LOC")
