"""Where the findings of a report are marked in its text, and beside which block each is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from reportnlp.datamodel import Finding, Span
from reportnlp.render.blocks import Block, Mark, Marks, Piece


def finding_marks(findings: Sequence[Finding], length: int) -> Marks:
    """The text cut where findings begin and end; stretches may belong to several of them."""
    begin: dict[int, set[int]] = defaultdict(set)
    end: dict[int, set[int]] = defaultdict(set)
    for number, finding in enumerate(findings):
        for span in _apart(finding.spans, length):
            begin[span.start].add(number)
            end[span.end].add(number)
    marks: list[Mark] = []
    of_finding: dict[int, int] = {}
    active: set[int] = set()
    edges = sorted({*begin, *end})
    for at, after in pairwise(edges):
        active = (active - end[at]) | begin[at]
        if active:
            for number in active:
                if at <= findings[number].spans[0].start < after:
                    of_finding.setdefault(number, len(marks))
            marks.append(Mark(Span(at, after), tuple(sorted(active))))
    return Marks(tuple(marks), of_finding)


def _apart(spans: Sequence[Span], length: int) -> Iterator[Span]:
    """The stretches inside the text in order; one that holds nothing takes a character, none overlap."""
    done = 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        start = max(span.start, done, 0)
        end = min(max(span.end, span.start + 1), length)
        if start < end:
            yield Span(start, end)
            done = end


def beside(blocks: Sequence[Block], marks: Marks) -> list[list[int]]:
    """For each block the numbers of the findings that first stand in it; behind them those in none."""
    placed: list[list[int]] = []
    left = dict(marks.of_figure)
    for block in blocks:
        inside = {piece.mark for piece in _pieces(block) if piece.opens}
        here = sorted(number for number, mark in left.items() if mark in inside)
        placed.append(here)
        for number in here:
            del left[number]
    return [*placed, sorted(left)]


def block_of(blocks: Sequence[Block]) -> dict[int, int]:
    """Mark → the block that it begins in."""
    return {
        piece.mark: number
        for number, block in enumerate(blocks)
        for piece in _pieces(block)
        if piece.mark is not None and piece.opens
    }


def _pieces(block: Block) -> Iterator[Piece]:
    return chain(block.pieces, (piece for row in block.rows for cell in row for piece in cell.pieces))
