"""Figures of the running text that the form of 政府信息公开年报 states too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.disclosure_forms import Form
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval

# What the text calls by a name of its own → the cells that state it; the first one is meant, the
# others are what some count it with.
_CELLS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "gk_xinshou": (("gk_xinshou",), ("gk_xinshou", "gk_jiezhuan")),
    "gk_banjie": (("gk_zongji",), ("gk_xinshou",), ("gk_xinshou", "gk_jiezhuan")),
    "gk_fuyi": (("gk_fy",),),
    "gk_susong": (("gk_ss", "gk_fs"), ("gk_ss",), ("gk_fs",)),
}
_LOOSE: Final = frozenset({"gk_fuyi", "gk_susong", "gk_banjie"})
"""Concepts that the text may well count in another way than the form."""

# A part of what the form counts: one office, one channel, one stretch of time.
_PART = re.compile(
    r"其中|本机关|本部门|本单位|机关本级|本级|代表|政府办|办公室|各(?:部门|镇|街道|乡)|[局委办镇乡]收到|部门(?:共)?收到"
    r"|网上|网络|线上|平台|网站|邮[件寄箱]|信函|来信|书面|当面|现场|窗口|传真|电话|自然人|法人|企业"
    r"|上半年|下半年|季度|[1-9１-９]月份?至|截至[^，。]{0,12}(?<!12)月|历年|累计|以来|上年|去年|同比|\d{4}年以来"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the text and the cells that should say the same.

    Args:
        sure: whether the two surely count the same.
    """

    figure: Stated
    cells: tuple[Stated, ...]
    sure: bool

    @property
    def computed(self) -> Bounds:
        value = Interval.point(sum(cell.number for cell in self.cells))
        return Bounds(value, value)


def told_figures(context: Context, forms: Sequence[Form]) -> Iterator[Told]:
    """The figures of the text of a report with one form of each kind, concept by concept."""
    if len({form.family for form in forms}) < len(forms):
        return  # the forms of several offices or years: which one the text means is not known
    cells = {concept: cell for form in forms for concept, cell in form.cells.items()}
    for concept, figures in _figures(context).items():
        readings = _readings(concept, cells)
        if readings:
            yield from _told(concept, figures, readings)


def _figures(context: Context) -> dict[str, list[Stated]]:
    out: dict[str, list[Stated]] = defaultdict(list)
    year = str(context.year) if context.year else ""
    for stretch in context.stretches:
        for figure in stretch:
            indicator = figure.indicator
            whole = indicator.kind == "count" and indicator.status == "actual" and figure.is_plain
            if indicator.concept.startswith("gk_") and whole and indicator.period.edtf in ("", year):
                out[indicator.concept].append(figure)
    return out


def _readings(concept: str, cells: dict[str, Stated]) -> list[tuple[Stated, ...]]:
    """The cells that may be meant, those meant first in front; [] where these hold no number."""
    wanted = _CELLS.get(concept, ((concept,),))
    found = [tuple(cells[i] for i in ids) for ids in wanted if all(i in cells for i in ids)]
    return found if all(i in cells for i in wanted[0]) else []


def _told(concept: str, figures: Sequence[Stated], readings: Sequence[tuple[Stated, ...]]) -> Iterator[Told]:
    """All that agree; one that does not, where nothing tells that it counts something else."""
    agreeing = [(f, r) for f in figures for r in readings[:] if _agree(f, r)]
    if agreeing:
        yield from (Told(figure, cells, True) for figure, cells in dict(agreeing).items())
        return
    whole = [f for f in figures if not _PART.search(_clause(f))]
    if whole and len({f.number for f in whole}) == 1:
        sure = concept not in _LOOSE and len(figures) == len(whole)
        yield Told(whole[0], readings[0], sure)


def _agree(figure: Stated, cells: tuple[Stated, ...]) -> bool:
    return sum(cell.number for cell in cells) in figure.bounds.hard


def _clause(figure: Stated) -> str:
    """The words that belong to a figure: its subject and what stands before it since the last figure."""
    return f"{figure.before}{figure.subject}"
