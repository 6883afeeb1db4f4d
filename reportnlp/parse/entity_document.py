"""Names that the wider text gives: its own place, the places around, short forms, rows of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

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


# ---- rows --------------------------------------------------------------------------------

_ROW_END = re.compile(
    r"等(?:\d{1,4}|[一二三四五六七八九十两]{1,2})?[个家所]?(?:余[个家])?(?:一批|多[个家]|国内外|本土|本地|重大|重点|新开工|在建|产业|工业|前期)*"
    r"(?P<what>项目|[\u4e00-\u9fff]{0,2}(?:企业|公司|央企|国企))"
)
_ROW = re.compile(r"[^，。；：！？“”（）\n]{4,80}\Z")
_DUTY = re.compile(r"责任(?:处室|单位|部门|科室)[：:]([\u4e00-\u9fff、]{2,80})")
_ROAD_NUMBER = re.compile(r"(?<![A-Za-z\d])[GSX]\d{2,4}(?!\d)(?:线|高速)?|(?:国道|省道)\d{2,3}|(?<!\d)\d{2,3}(?:国道|省道)")
_SITE = re.compile(r"[\u4e00-\u9fff]{4,14}(?:园|园区|基地|电站|综合体|产业城|科技城|中央厨房)")


def rows(text: str) -> Iterator[Name]:
    """Names in rows that a word behind or before them explains, and numbers of roads."""
    for match in _ROW_END.finditer(text):
        yield from _row(text, match)
    for match in _DUTY.finditer(text):
        yield from _items(match[1], match.start(1), "ORG", _body)
    for match in _ROAD_NUMBER.finditer(text):
        yield Name(match.start(), match.end(), "LOC")


def _row(text: str, match: re.Match[str]) -> Iterator[Name]:
    row = _ROW.search(text, max(0, match.start() - 80), match.start())
    if row is None or "、" not in row[0]:
        return
    start = _row_start(row[0])
    if match["what"] == "项目":
        yield from _items(row[0][start:], row.start() + start, "PLAN", _site)
    elif text.startswith(lexicons.load("organs").words("bodies"), match.start("what")):
        yield from _items(row[0][start:], row.start() + start, "ORG", _company)


def _row_start(row: str) -> int:
    """Behind the last verb before the first 、 of a row."""
    first = row.index("、")
    verbs = lexicons.load("organs").words("row_verbs")
    return max((at + len(v) for v in verbs if (at := row.rfind(v, 0, first)) >= 0), default=0)


def _items(row: str, start: int, label: str, accept: Callable[[str], bool]) -> Iterator[Name]:
    for match in _ITEM.finditer(row):
        if accept(match[0]):
            yield Name(start + match.start(), start + match.end(), label)


_ITEM = re.compile(r"[^、和]+")


def _site(item: str) -> bool:
    return _SITE.fullmatch(item) is not None and not item.endswith("公园")


def _company(item: str) -> bool:
    return 2 <= len(item) <= 8 and not _generic().fullmatch(item)


def _body(item: str) -> bool:
    return 2 <= len(item) <= 12 and item[0] not in "各有相其"


@cache
def _generic() -> re.Pattern[str]:
    words = sorted(lexicons.load("organs").words("common"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)}){{1,6}}")
