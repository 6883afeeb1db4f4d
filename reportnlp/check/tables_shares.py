"""Columns of shares: each row's share of the whole, worked out from the numbers beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.tables_entries import TOTAL, entries_of
from reportnlp.check.tables_sheet import Sheet, Side
from reportnlp.check.tables_sums import Scheme, Sum, best, exactly, summed
from reportnlp.figures.arithmetic import quotient
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval

_MOST: Final = 400  # rows
_WHOLES: Final = 6  # rows that may be the whole of a column


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the shares are shares of: a row, or the sum of all."""

    name: str
    figures: tuple[Stated, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row with its share and the number that the share is worked out from."""

    row: int
    name: str
    share: Stated
    part: Stated


def share_schemes(sheet: Sheet) -> Iterator[Scheme]:
    """For each column of shares the whole that explains most of them."""
    for block in sheet.blocks:
        for side in sheet.sides:
            for share in (c for c in side.values if sheet.share_of_whole(c)):
                base = _base(sheet, side, share)
                pairs = [] if base is None else _pairs(sheet, block.rows, share, base)
                if 1 < len(pairs) <= _MOST:
                    scheme = best(_scheme(pairs, whole) for whole in _wholes(pairs))
                    if scheme is not None and len(scheme.fitting) > 1:
                        yield _cleared(pairs, scheme)


def share_sums(sheet: Sheet) -> Iterator[tuple[Stated, ...]]:
    """Columns of shares with nothing to work them out from: their rows should make 100."""
    for block in sheet.blocks:
        for side in sheet.sides:
            for share in (c for c in side.values if sheet.share_of_whole(c)):
                entries = entries_of(sheet, block, side)
                found = [sheet.figures.get((e.row, share)) for e in entries]
                plain = not any(e.is_total or e.marked or e.parent >= 0 for e in entries)
                shares = tuple(f for f in found if f is not None and f.is_plain)
                if _base(sheet, side, share) is None and plain and 2 < len(shares) == len(found):
                    yield shares


def _base(sheet: Sheet, side: Side, share: int) -> int | None:
    """The nearest column to the left that says how much there is."""
    left = [c for c in side.values if c < share and sheet.column_kind(c) is not None]
    return next((c for c in reversed(left) if not (sheet.is_rate(c) or sheet.share_of_whole(c))), None)


def _pairs(sheet: Sheet, rows: Sequence[int], share: int, base: int) -> list[_Pair]:
    out: list[_Pair] = []
    for row in rows:
        printed, part = sheet.figures.get((row, share)), sheet.figures.get((row, base))
        if printed and part and printed.is_plain and part.is_level and part.number >= 0:
            out.append(_Pair(row, sheet.row_name(row, share), printed, part))
    return out


def _wholes(pairs: Sequence[_Pair]) -> Iterator[_Whole]:
    named = [p for p in pairs if p.share.number == 100 or TOTAL.search(p.name)]
    for pair in named[:_WHOLES]:
        yield _Whole(pair.name, (pair.part,), exactly(pair.part))
    if not named:
        parts = tuple(p.part for p in pairs)
        if len({(f.unit, f.indicator.kind) for f in parts}) == 1:
            yield _Whole("各行之和", parts, summed(parts[0], parts))


def _scheme(pairs: Sequence[_Pair], whole: _Whole) -> Scheme:
    return Scheme(tuple(_share(p, whole) for p in pairs if whole.figures != (p.part,)))


def _share(pair: _Pair, whole: _Whole) -> Sum:
    what = f"“{pair.name}”一行，{pair.part.text} ÷ {whole.name or '合计'} = 占比"
    others = whole.figures if len(whole.figures) == 1 else ()
    computed = quotient(exactly(pair.part), whole.bounds)
    return Sum(pair.share, (pair.part, *others), what, computed, _adjusted(pair.share))


def _adjusted(share: Stated) -> Bounds:
    """A share may be off by one in its last digit, so that all add up to 100."""
    step = share.indicator.quantity.step
    core = share.bounds.core
    return Bounds(core, core.hull(Interval(share.number - step, share.number + step)))


def _cleared(pairs: Sequence[_Pair], scheme: Scheme) -> Scheme:
    """The scheme without what is no slip: adjusted shares, and shares of another row (住宅 of 投资额)."""
    rows = {p.share.span: p for p in pairs}
    kept = (s for s in scheme.sums if s.verdict == "pass" or _is_slip(s, rows[s.claim.span], pairs))
    return Scheme(tuple(kept), scheme.sure, scheme.partial)


def _is_slip(found: Sum, pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    if found.verdict != "fail" or not found.is_slip_of_rate:
        return False
    others = (p.part for p in pairs if p is not pair and p.part.number)
    return not any(
        quotient(exactly(pair.part), exactly(other)).core.meets(pair.share.bounds.core) for other in others
    )
