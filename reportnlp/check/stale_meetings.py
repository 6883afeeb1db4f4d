"""Guiding phrases that name a congress or plenum of the Party and have been left behind by a later one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from reportnlp.check.context import Context
from reportnlp.datamodel import Span
from reportnlp.resources.registry import terms
from reportnlp.scanning import near_cues

_CONGRESSES: Final = ("十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一")
_PLENUMS: Final = "一二三四五六七"
_CONGRESS = r"(?P<congress>十[四五六七八九]|二十一?)"
_TERM = re.compile(rf"(?:党的)?{_CONGRESS}(?:大|届(?P<plenum>[{_PLENUMS}])中全会)")
_NAMED = re.compile(rf"{_CONGRESS}(?:大(?![于型会道])|届[{_PLENUMS}历各]|次全国代表大会)")
_LISTED = re.compile(rf"{_CONGRESS}届(?P<plenums>(?:[{_PLENUMS}]中(?:全会)?[、和及]?){{1,7}})")
_ALL = re.compile(rf"{_CONGRESS}届(?:历次|各次|历届|[一二三四五六七八九十\d]次)")
_GUIDED = re.compile(
    r"(?:贯彻|学习|落实|践行|遵循|按照|围绕|把握|以)[^，。；：！\n党]{0,12}"
    rf"(?P<named>党的{_CONGRESS}(?:大(?![于型会道])|届[{_PLENUMS}]中(?:全会)?)"
    rf"(?:[、和及]{{1,2}}(?:党的)?(?:十[四五六七八九]|二十一?)届(?:[{_PLENUMS}]中(?:全会)?[、和及]?){{1,7}}(?<![、和及]))?)"
    r"(?!以来|报告)[^，。；：！\n]{0,40}?精神"
)
_CUE = re.compile(r"党的(?=[十二])")
_KNOWN: Final = timedelta(days=31)  # after which every report knows of a meeting
_LAST_PLENUM: Final = 6  # the seventh only prepares the next congress


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Where a guiding phrase stands, what it names, and the later meeting that the report never names."""

    span: Span
    named: str
    latest: str


def left_behind(context: Context) -> Iterator[LeftBehind]:
    """The first guiding phrase, if the report names no meeting as late as the latest of its time."""
    found = next(_guided(context), None)
    if found is None:
        return
    day = _written(context) - _KNOWN
    congress = max((n for n, plenum in _meetings() if not plenum and _held(n) <= day), default=0)
    latest = max(map(_congress, _NAMED.finditer(context.clean)), default=0)
    if latest < congress:
        yield LeftBehind(context.match(found, "named"), found["named"], f"党的{_CONGRESSES[congress]}大")
    elif latest == congress:
        yield from _behind_in_plenums(context, congress, day)


def _guided(context: Context) -> Iterator[re.Match[str]]:
    return near_cues(_GUIDED, context.prose, _CUE, 16, 140)


def _written(context: Context) -> date:
    """The first day on which the report can have been written."""
    assert context.year is not None  # a report without a year is not judged
    if context.report.meta.kind == "gwr":
        return date(context.year + 1, 1, 1)
    late = date(context.year, 12, 1)
    try:
        return min(late, date.fromisoformat(context.report.meta.date))
    except ValueError:
        return late


@cache
def _meetings() -> Mapping[tuple[int, int], date]:
    """(Congress, plenum; 0 for the congress itself) → its first day."""
    found: dict[tuple[int, int], date] = {}
    for term in terms():
        if m := _TERM.fullmatch(term.term):
            plenum = _PLENUMS.index(m["plenum"]) + 1 if m["plenum"] else 0
            found[_congress(m), plenum] = term.since
    return MappingProxyType(found)


def _held(congress: int) -> date:
    return _meetings()[congress, 0]


def _congress(found: re.Match[str]) -> int:
    return _CONGRESSES.index(found["congress"])


def _behind_in_plenums(context: Context, congress: int, day: date) -> Iterator[LeftBehind]:
    """A phrase that lists the plenums of the congress behind it, without the last ones.

    A plenum that stands alone is named for its subject, which may be the report's.
    """
    text = context.clean
    ours = [(plenum, since) for (number, plenum), since in _meetings().items() if number == congress]
    held = [plenum for plenum, since in ours if 0 < plenum <= _LAST_PLENUM and since <= day]
    known = [_last(m) for m in _LISTED.finditer(text) if _congress(m) == congress]
    if not held or max(known, default=_LAST_PLENUM) >= max(held) or _ALL.search(text):
        return
    for found in _guided(context):
        listed = _LISTED.search(found["named"])
        if listed and "大" in found["named"] and _congress(listed) == congress:
            latest = f"{_CONGRESSES[congress]}届{_PLENUMS[max(held) - 1]}中全会"
            yield LeftBehind(context.match(found, "named"), found["named"], latest)
            return


def _last(found: re.Match[str]) -> int:
    return max(_PLENUMS.index(c) + 1 for c in found["plenums"] if c in _PLENUMS)
