"""Tables that are drawn with horizontal rules only (三线表): their columns are told by their gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportnlp.parse.readers.glyph import Glyph
from reportnlp.parse.readers.grid import Lattice, Stroke, lattices
from reportnlp.parse.readers.lines import Row, Segment, is_figure, rows

SAME_END = 6.0
"""Rules of one table end within so many points of each other."""

MAX_RULES, MAX_STACKS = 1_000, 10
"""Most rules on one page, and most groups of equal ones; a page with more is a drawing."""

HEAD_HEIGHT = 90.0
"""Greatest distance, in points, of the rules above and below a table head."""


def rule_lattices(
    flat: Sequence[Stroke], framed: Sequence[Lattice], glyphs: Sequence[Glyph], page: int
) -> list[Lattice]:
    """Frames of the tables whose rules no vertical line crosses.

    A table needs a rule above and below its head and one below its body, and in the
    body a column of figures beside another column; a page between the rules of its
    header and footer has none.
    """
    if len(flat) > MAX_RULES:
        return []
    free = [line for line in flat if not any(_touches(line, frame) for frame in framed)]
    out: list[Lattice] = []
    for group in _stacks(free)[:MAX_STACKS]:
        inside = [g for g in glyphs if group[0].start - SAME_END < g.x0 < group[0].end + SAME_END]
        out += _tables(group, rows(inside, page))
    return out


def _touches(line: Stroke, frame: Lattice) -> bool:
    return frame.holds((line.start + line.end) / 2, line.at)


def _stacks(flat: Sequence[Stroke]) -> list[list[Stroke]]:
    """Rules of one left and one right end, from top to bottom."""
    out: list[list[Stroke]] = []
    for line in sorted(flat, key=lambda line: line.at):
        for group in out:
            if abs(group[0].start - line.start) < SAME_END and abs(group[0].end - line.end) < SAME_END:
                group.append(line)
                break
        else:
            out.append([line])
    return [group for group in out if len(group) >= 3]


def _tables(stack: list[Stroke], page_rows: Sequence[Row]) -> list[Lattice]:
    out: list[Lattice] = []
    start = 0
    while start + 2 < len(stack):
        end = _end(stack, start, page_rows)
        if end:
            out += _framed(stack[start : end + 1], page_rows)
        start = end or start + 1
    return out


def _end(stack: list[Stroke], start: int, page_rows: Sequence[Row]) -> int:
    """Index of the last rule of the table whose head lies below `start`; 0 if there is none."""
    if stack[start + 1].at - stack[start].at > HEAD_HEIGHT:
        return 0
    end = start + 1
    while end + 1 < len(stack) and _is_body(_between(page_rows, stack[end], stack[end + 1])):
        end += 1
    return end if end > start + 1 else 0


def _between(page_rows: Sequence[Row], upper: Stroke, lower: Stroke) -> list[Row]:
    return [row for row in page_rows if upper.at < (row.top + row.bottom) / 2 < lower.at]


def _is_body(body: Sequence[Row]) -> bool:
    """Whether most rows have several segments, the later ones mostly figures."""
    later = [segment for row in body for segment in row.segments[1:]]
    figures = sum(is_figure(segment.text) for segment in later)
    return bool(later) and figures * 2 > len(later) and len(later) >= 0.6 * len(body)


def _framed(stack: list[Stroke], page_rows: Sequence[Row]) -> list[Lattice]:
    """The lattice of the rules and of the gaps between the columns, left open where text crosses them."""
    body = [row for a, b in pairwise(stack[1:]) for row in _between(page_rows, a, b)]
    gaps = _gaps([segment for row in body for segment in row.segments])
    left, right = stack[0].start, stack[0].end
    upright = [Stroke(x, stack[0].at, stack[-1].at) for x in (left, right)]
    for upper, lower in pairwise(stack):
        held = [segment for row in _between(page_rows, upper, lower) for segment in row.segments]
        upright += [Stroke(x, upper.at, lower.at) for x in gaps if not any(s.x0 < x < s.x1 for s in held)]
    return lattices(stack, upright)


def _gaps(segments: Sequence[Segment]) -> list[float]:
    """Middles of the white stripes that run through all segments."""
    out: list[float] = []
    reach = None
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if reach is not None and segment.x0 > reach:
            out.append((reach + segment.x0) / 2)
        reach = segment.x1 if reach is None else max(reach, segment.x1)
    return out
