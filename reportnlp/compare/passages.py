"""Paragraphs that two reports have in common, word for word or reworded, and those of one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from reportnlp.compare.matching import Match, matches
from reportnlp.compare.order import side_by_side
from reportnlp.compare.paragraphs import Body, Paragraph
from reportnlp.compare.recut import recut
from reportnlp.datamodel import PassageChange, PassageState, Report

Side = Literal["old", "new"]


def passage_changes(old: Report, new: Report) -> tuple[PassageChange, ...]:
    """Every paragraph of the two reports, with its counterpart where there is one.

    What is a paragraph here is told at `paragraphs.Body`, what makes two of them counterparts at
    `matching.matches`.  Spans are offsets into the text of the two reports.

    Returns:
        In the order of the new report, what is gone where it stood.
    """
    olds, news, found = _matched(Body(old), Body(new))
    rows: list[PassageChange] = []
    for first, second in side_by_side(len(olds), len(news), {m.new: m.old for m in found.values()}):
        match = found.get(second) if second is not None else None
        state: PassageState = match.state if match else "gone" if second is None else "new"
        rows.append(
            PassageChange(
                state,
                olds[first].span if first is not None else None,
                news[second].span if second is not None else None,
                match.similarity if match else 0.0,
            )
        )
    return tuple(rows)


def _matched(old: Body, new: Body) -> tuple[Sequence[Paragraph], Sequence[Paragraph], Mapping[int, Match]]:
    """The paragraphs of two reports, and their matches by the number of the new one."""
    olds, news = old.paragraphs(), new.paragraphs()
    found = matches(olds, news)
    old_parts = recut(old, olds, news, {m.old: m.new for m in found})
    new_parts = recut(new, news, olds, {m.new: m.old for m in found})
    if len(old_parts) > len(olds) or len(new_parts) > len(news):
        olds, news, found = old_parts, new_parts, matches(old_parts, new_parts)
    return olds, news, {m.new: m for m in found}


def shares(changes: Iterable[PassageChange], side: Side = "new") -> Mapping[PassageState, float]:
    """The share of the characters of one report's paragraphs in each state, 0 to 1."""
    counts: Counter[PassageState] = Counter()
    for change in changes:
        span = change.new if side == "new" else change.old
        counts[change.state] += len(span) if span is not None else 0
    total = sum(counts.values())
    return {state: counts[state] / total if total else 0.0 for state in get_args(PassageState)}
