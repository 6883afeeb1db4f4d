"""What was taken out of a passage and what was put in, as a reader would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import Indel

from reportnlp.compare.forms import evened
from reportnlp.compare.words import words

PieceKind = Literal["equal", "removed", "added"]

_SCRAP: Final = 2  # characters that two changes may have between them and still be one change
_LONG_SCRAP: Final = 4  # the same where both changes are more than twice as long
_CELLS: Final = 50_000_000  # pairs of words (or sentences) that are compared at most
_WORD: Final = 1.6  # characters of a word on the average
_WHITE: Final = re.compile(r"\s+")
_NO_SCRAP: Final = re.compile(r"[\d。！？；!?;]")
_FIGURE: Final = re.compile(r"\d[^，。；、,;]{0,30}")
_MARK: Final = re.compile(r"[^\w]")
_SENTENCE: Final = re.compile(r"[^。！？；]*[。！？；]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both passages have ("equal"), or only the old or the new one."""

    kind: PieceKind
    text: str


@dataclass(slots=True)
class _Change:
    """A change, and what stands behind it in both passages."""

    removed: str = ""
    added: str = ""
    old_equal: str = ""
    new_equal: str = ""


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """The differences of two passages.

    Cuts fall between words, never within a number or between it and its unit.  What two changes have
    between them is part of the change where it is too short to be a help (的, 和, a comma); it is not
    where it holds a figure or ends a sentence, or where both changes only put one figure for another.
    White space and the width of characters make no difference: lines are joined, and what is equal is
    given as it stands in the new passage.

    Returns:
        Pieces in reading order, what was removed in front of what was added in its place.  But for
        white space, equal and added ones make up the new passage, equal and removed ones the old one.
    """
    before, after = _on_one_line(old), _on_one_line(new)
    return tuple(_pieces(_without_scraps(_changes(before, after))))


def _on_one_line(text: str) -> str:
    """A passage with single blanks, and those only between Latin words."""

    def blank(found: re.Match[str]) -> str:
        beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        return " " if len(beside) == 2 and beside.isascii() else ""

    return _WHITE.sub(blank, text)


def _changes(before: str, after: str) -> Iterator[_Change]:
    """The changes word by word, of very long passages sentence by sentence."""
    if (len(before) / _WORD) * (len(after) / _WORD) <= _CELLS:
        yield from _compared(list(words(before)), list(words(after)))
        return
    olds, news = _SENTENCE.findall(before), _SENTENCE.findall(after)
    if len(olds) * len(news) <= _CELLS:
        yield from _compared(olds, news)
    else:
        yield _Change(before, after)


def _compared(olds: Sequence[str], news: Sequence[str]) -> Iterator[_Change]:
    """The least that turns one sequence of stretches into the other."""
    change = _Change()
    for code in Indel.opcodes([evened(t) for t in olds], [evened(t) for t in news]):
        old = "".join(olds[code.src_start : code.src_end])
        new = "".join(news[code.dest_start : code.dest_end])
        if code.tag == "equal":
            change.old_equal, change.new_equal = old, new
            yield change
            change = _Change()
        else:
            change.removed += old
            change.added += new
    yield change


def _without_scraps(changes: Iterable[_Change]) -> Iterator[_Change]:
    """The same with changes as one that have next to nothing between them."""
    last: _Change | None = None
    for change in changes:
        if last is not None and _is_scrap(last, change):
            change.removed = last.removed + last.old_equal + change.removed
            change.added = last.added + last.new_equal + change.added
        elif last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _is_scrap(last: _Change, change: _Change) -> bool:
    """Whether what stands between two changes is better read with them."""
    first, second = len(last.removed + last.added), len(change.removed + change.added)
    if not first or not second or _NO_SCRAP.search(last.new_equal):
        return False
    if all(_FIGURE.fullmatch(text) for text in (last.removed, last.added, change.removed, change.added)):
        return False
    length = len(_MARK.sub("", last.new_equal))
    return length <= _SCRAP or (length <= _LONG_SCRAP and min(first, second) > 2 * length)


def _pieces(changes: Iterable[_Change]) -> Iterator[Piece]:
    for change in changes:
        if change.removed:
            yield Piece("removed", change.removed)
        if change.added:
            yield Piece("added", change.added)
        if change.new_equal:
            yield Piece("equal", change.new_equal)
