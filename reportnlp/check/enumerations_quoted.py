"""Lists beside quotation marks: A、B和C“三大工程”, “A、B、C”三大工程."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportnlp.check.enumerations_before import is_apart, is_counted, is_whole, list_before
from reportnlp.check.enumerations_counts import Count, Counted
from reportnlp.check.lists import Items, items
from reportnlp.resources.listing import load

_LONGEST = 100  # characters of a list in quotation marks
# Behind a measure word: the count belongs to a formula (六个一, 三个100%) or to characters (八个字).
_FORMULA = re.compile(r"一(?!批)|[二三四五六七八九十百千万\d字]")
_NUMBERED = re.compile(r"“[二两三四五六七八九十百千万\d]")
# In front of “: the quotation marks hold one of several items.
_NOT_FIRST = frozenset("”》、和及与")
_NO_LIST_END = frozenset("、，。；：\n和及与”》")
_LEAST_SURE = 3  # pauses with which a list before a name is surely one


def lists_before_quoted(text: str, view: str, counts: Iterable[Count]) -> Iterator[Counted]:
    """The lists that a count in quotation marks follows at once.

    Args:
        text: the clean text.
        view: the same, shaded.
        counts: the counts in `text`.
    """
    for count in counts:
        mark = count.span.start - 1
        if mark < 1 or view[mark] != "“" or view[mark - 1] in _NO_LIST_END or not _is_plain(text, count):
            continue
        found = list_before(view, mark)
        if found is None or found.most < 2 or _holds_names(text, view, found):
            continue
        if is_counted(text, count, found):
            whole = _is_all(count, found) and is_whole(text, count, found)
            yield Counted(count, found, whole, is_apart(count, found))


def _holds_names(text: str, view: str, found: Items) -> bool:
    """Whether names in quotation marks make it unclear what is counted, as those with a number do."""
    start, end = found.span.start, found.span.end
    if "“" not in view[start:end]:
        return False
    return found.least < _LEAST_SURE or view[end - 1] == "”" or _NUMBERED.search(text, start, end) is not None


def _is_plain(text: str, count: Count) -> bool:
    """Whether the count counts a list and is part of no formula or name."""
    return (
        count.measure != "level"
        and not _FORMULA.match(text, count.span.end)
        and not load().name.match(text, count.span.start)
    )


def _is_all(count: Count, found: Items) -> bool:
    """Whether nothing but the missing item can explain a count that is one too great.

    Two words may be two verbs with what they govern (依法行政、严格落实“三项制度”).
    """
    if count.number - found.most != 1:
        return False
    return found.least >= _LEAST_SURE or not (found.least < 2 or load().begins.search(found.words[-1]))


def quoted_lists(text: str, view: str, counts: Iterable[Count]) -> Iterator[Counted]:
    """The lists that stand in quotation marks as a whole, at once before their count.

    Args:
        text: the clean text.
        view: the same, shaded.
        counts: the counts in `view`.
    """
    for count in counts:
        end = count.span.start - 1
        if count.measure != "kind" or end < 2 or view[end] != "”" or not _is_plain(text, count):
            continue
        start = view.rfind("“", max(0, end - _LONGEST), end) + 1
        if not start or "、" not in text[start:end] or (start > 1 and view[start - 2] in _NOT_FIRST):
            continue
        found = None if _is_cut(text[start:end]) else items(text, start, end)
        if found is not None:
            lacking = count.number - found.most
            yield Counted(count, found, 0 < lacking <= _far(found), 0 < found.least - count.number <= 1)


def _is_cut(words: str) -> bool:
    """Whether other marks than pauses part the words."""
    return any(mark in words for mark in "，；。：（")


def _far(found: Items) -> int:
    return 1 if found.least <= 2 else 2
