"""Names in rows that a word before or behind them explains (甲、乙等龙头企业), and numbers of roads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportnlp.parse.entity_context import common, words
from reportnlp.parse.entity_scan import Name

_LONGEST_ROW = 80
_ROW_END = re.compile(
    r"等(?:\d{1,4}|[一二三四五六七八九十两]{1,2})?[个家所]?(?:余[个家])?"
    r"(?:一批|多[个家]|国内外|本土|本地|重大|重点|新开工|在建|产业|工业|前期){0,4}"
    r"(项目|[\u4e00-\u9fff]{0,2}(?:企业|公司|央企|国企))"
)
_ROW_BREAK = re.compile(r"[，。；：！？“”（）\n]")
_DUTY = re.compile(r"责任(?:处室|单位|部门|科室)[：:]([\u4e00-\u9fff、]{2,80})")
_HIGHWAY = re.compile(r"[GSX]\d{2,4}(?!\d)(?:线|高速)?")
# 省道241, but not 国道1449公里.
_ROAD = re.compile(r"[国省]道(\d{2,3}(?![\d.]|公里|千米|条))?")
_NUMBER_BEFORE = re.compile(r"(?<![\d.])\d{2,3}\Z")
_SITE = re.compile(r"[\u4e00-\u9fff]{3,13}(?:园|园区|基地|电站|综合体|产业城|科技城|中央厨房)")
_ITEM = re.compile(r"[^、和]+")


def rows(text: str) -> Iterator[Name]:
    """Companies before 等…企业, sites before 等…项目, bodies behind 责任单位：, road numbers."""
    for match in _ROW_END.finditer(text):
        yield from _row(text, match)
    for match in _DUTY.finditer(text):
        yield from _items(text, match.start(1), match.end(1), "ORG", _is_body)
    yield from _roads(text)


def _roads(text: str) -> Iterator[Name]:
    for match in _HIGHWAY.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not (before.isascii() and before.isalnum()):
            yield Name(match.start(), match.end(), "LOC")
    for match in _ROAD.finditer(text):
        if match[1]:
            yield Name(match.start(), match.end(), "LOC")
        elif number := _NUMBER_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            yield Name(number.start(), match.end(), "LOC")


def _row(text: str, match: re.Match[str]) -> Iterator[Name]:
    end = match.start()
    start = max(0, end - _LONGEST_ROW)
    for mark in _ROW_BREAK.finditer(text, start, end):
        start = mark.end()
    first = text.find("、", start, end)
    if first < 0:
        return
    found = ((text.rfind(verb, start, first), verb) for verb in words("organs", "row_verbs"))
    start = max((at + len(verb) for at, verb in found if at >= 0), default=start)
    if match[1] == "项目":
        yield from _items(text, start, end, "PLAN", _is_site)
    elif match[1].endswith(words("organs", "row_heads")):
        yield from _items(text, start, end, "ORG", _is_company)


def _items(text: str, start: int, end: int, label: str, accept: Callable[[str], bool]) -> Iterator[Name]:
    for match in _ITEM.finditer(text, start, end):
        if accept(match[0]):
            yield Name(match.start(), match.end(), label)


def _is_site(item: str) -> bool:
    return _SITE.fullmatch(item) is not None and not item.endswith("公园")


def _is_company(item: str) -> bool:
    return 2 <= len(item) <= 8 and not common("organs").fullmatch(item)


def _is_body(item: str) -> bool:
    return 2 <= len(item) <= 12 and item[0] not in "各有相其"
