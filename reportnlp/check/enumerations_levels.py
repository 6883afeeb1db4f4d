"""Levels of government in a row, without pauses, in front of their count: 市县乡三级."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reportnlp.check.enumerations_counts import Count, Counted
from reportnlp.check.lists import Items
from reportnlp.datamodel import Span

_WINDOW: Final = 20  # characters in front of a count
_LEVEL = re.compile("街道|社区|[国省市州盟县区旗乡镇街村组户]")
_RUN = re.compile(rf"(?:{_LEVEL.pattern}){{2,6}}\Z")
# Two that are often named as one: 县区, 乡镇.
_AS_ONE = re.compile("市区|县市?区|区县|旗县|县旗|乡镇|镇乡|镇街道?|街镇|乡镇街道|镇村|街乡|乡街")
# In front of a run: its first character belongs to a word, or the run is the end of another list.
_BOUND: Final = frozenset("全各我本该每、—－-和及与等级")


def levels_before(text: str, counts: Iterable[Count]) -> Iterator[Counted]:
    """The runs of levels of the shaded `text` that one of its `counts` follows at once."""
    for count in counts:
        end = count.span.start
        if count.measure != "level":
            continue
        start = max(0, end - _WINDOW)
        run = _RUN.search(text, start, end)
        if run is None or _AS_ONE.fullmatch(run[0]) or _is_cut(text, run.start()):
            continue
        spans = tuple(Span(*m.span()) for m in _LEVEL.finditer(text, run.start(), end))
        found = Items(spans, tuple(text[s.start : s.end] for s in spans), clauses=True)
        fewest = found.least - sum(1 for _ in _AS_ONE.finditer(run[0]))
        if count.number >= fewest:
            whole = 0 < count.number - found.least <= 2
            yield Counted(count, found, whole, False)
        else:
            yield Counted(count, found, False, True)


def _is_cut(text: str, start: int) -> bool:
    """Whether the run begins before `start`: in a word, or on the line above."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in _BOUND or (before[-1:] == "\n" and _LEVEL.match(before) is not None)
