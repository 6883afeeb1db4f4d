"""Sections and paragraphs of two reports as the rows of a page: what stayed, what is new, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.compare.diff import Piece, diff
from reportnlp.datamodel import Comparison, PassageChange, PassageState, Report, Span
from reportnlp.render import words
from reportnlp.render.comparison_bars import Share, shares
from reportnlp.render.comparison_quotes import Source, cut
from reportnlp.render.comparison_words import PASSAGE_STATES
from reportnlp.render.plain import folded, one_line

BAR_WIDTH: Final = 640
_HEADING: Final = 40
_SAME: Final = 44  # characters that show which paragraph stayed as it was
_CHANGED: Final = 3  # how much longer a paragraph may be that shows what was changed in it
_COMPARED: Final = 4000  # characters of a paragraph that are compared
_BESIDE: Final = 16  # characters beside a change that a long paragraph keeps
_LISTED: Final = 1500  # paragraphs that a page lists
_SECTIONS: Final = 400


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A paragraph, or the paragraph before and after in one."""

    state: PassageState
    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading and its counterpart."""

    state: str
    old: str
    new: str
    level: int


@dataclass(frozen=True, slots=True)
class Wording:
    """How much of the new report's text is taken over, and what is not.

    Args:
        shares: of the characters of the new report's paragraphs.
        counted: paragraphs and characters by state.
        left_out, sections_left_out: paragraphs and sections that the page does not list.
    """

    shares: list[Share]
    counted: dict[str, tuple[int, int]]
    passages: list[PassageRow]
    sections: list[SectionRow]
    left_out: int
    sections_left_out: int


def wording(comparison: Comparison, old: Source, new: Source, limit: int) -> Wording:
    """The text of a comparison, `limit` characters a paragraph that is in one of the reports only."""
    sizes: Counter[PassageState] = Counter()
    numbers: Counter[PassageState] = Counter()
    for change in comparison.passages:
        numbers[change.state] += 1
        sizes[change.state] += len(change.new or change.old or ())
    written: dict[str, int] = {state: size for state, size in sizes.items() if state != "gone"}
    return Wording(
        shares=shares(written, PASSAGE_STATES, BAR_WIDTH) if sum(written.values()) else [],
        counted={state: (numbers[state], sizes[state]) for state in PASSAGE_STATES},
        passages=[_passage(old, new, change, limit) for change in comparison.passages[:_LISTED]],
        sections=list(_sections(comparison)),
        left_out=max(len(comparison.passages) - _LISTED, 0),
        sections_left_out=max(len(comparison.sections) - _SECTIONS, 0),
    )


def _passage(old: Source, new: Source, change: PassageChange, limit: int) -> PassageRow:
    before, after = _text(old.report, change.old), _text(new.report, change.new)
    at = new.place(change.new.start) if change.new else old.place(change.old.start) if change.old else ""
    return PassageRow(change.state, at, tuple(_pieces(change.state, before, after, limit)))


def _pieces(state: PassageState, before: str, after: str, limit: int) -> Iterator[Piece]:
    if state == "same":
        yield Piece("equal", cut(after, _SAME))
    elif state in ("new", "gone") or not before or not after:
        yield Piece("equal", cut(after or before, limit))
    else:
        yield from _fitting(diff(cut(before, _COMPARED), cut(after, _COMPARED)), limit * _CHANGED)


def _fitting(pieces: Sequence[Piece], room: int) -> Iterator[Piece]:
    """The pieces in about `room` characters: first what is equal loses its middle, then the end goes."""
    crowded = sum(len(piece.text) for piece in pieces) > room
    for piece in pieces:
        if room <= 0:
            return
        long = crowded and piece.kind == "equal" and len(piece.text) > 3 * _BESIDE
        text = f"{piece.text[:_BESIDE]}……{piece.text[-_BESIDE:]}" if long else piece.text
        yield Piece(piece.kind, cut(text, room))
        room -= len(text)


def _text(report: Report, span: Span | None) -> str:
    return folded(report.quote(span)).strip() if span is not None else ""


def _sections(comparison: Comparison) -> Iterator[SectionRow]:
    for change in comparison.sections[:_SECTIONS]:
        old, level = _heading(comparison.old, change.old)
        new, new_level = _heading(comparison.new, change.new)
        yield SectionRow(change.state, old, new, new_level or level)


def _heading(report: Report, number: int | None) -> tuple[str, int]:
    if number is None:
        return "", 0
    section = report.sections[number]
    name = one_line(section.heading) or f"（{words.role_text(section.role) or '无标题'}）"
    return cut(name, _HEADING), min(max(section.level, 1), 4)
