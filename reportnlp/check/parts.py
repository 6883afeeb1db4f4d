"""Lists of parts: which figures are said to be the parts of another one.

Found here, judged by the rules: 共135件，其中一审100件、二审22件、监督13件 · 135件（一审100件、二审35件）·
一审100件、二审35件，共135件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from reportnlp.datamodel import Span
from reportnlp.figures.stated import DIVIDED, Stated, Stretch
from reportnlp.resources.partitions import is_division

Cue = Literal["among", "bracket", "colon", "divided", "total"]
"""among: 其中, which may name some parts only; divided: 分产业看; total: the sum stands behind."""

_AMONG = re.compile(r"其中|含\Z|包括|主要是")
_COLON = re.compile(r"[：:](?:一是)?[^，。；：:]{0,24}\Z|分别[是为][^，。；]{0,24}\Z|分为[^，。；]{0,24}\Z")
_BRACKET = re.compile(r"\A[（(][^，。；（）()]{0,24}\Z")
_TOTAL = re.compile(r"\A[，,；;]?(?:以上)?(?:合计|共计|总计|一共|共)(?:有|为|达)?\Z")
_COMPARED = re.compile(
    r"(?:比|较)[^，。；]{1,16}[多少增减超](?:了|加|少|支|收)?\Z"
    r"|\A[，、]?(?:同比|比上年|较上年)?(?:[多少增减超][支收产]|净增|多增|少增)\Z"
)
_REST: Final = ("其他", "其它", "其余", "剩余", "另外")
_MOST = 24  # characters between two parts; a longer gap tells another story


@dataclass(frozen=True)
class Parts:
    """A whole and its parts.

    Args:
        complete: whether the parts are said, or by their names bound, to make up the whole.
        broken: the list went on with a figure that cannot be added, so parts may be missing.
    """

    whole: Stated
    parts: tuple[Stated, ...]
    cue: Cue
    complete: bool
    broken: bool = False

    @property
    def figures(self) -> tuple[Stated, ...]:
        return (self.whole, *self.parts)


def lists_of_parts(stretch: Stretch) -> Iterator[Parts]:
    """All wholes of a stretch with their parts, in order."""
    wholes: dict[Span, Stated] = {}  # each part's whole, of lists that divide one
    for index, whole in enumerate(stretch):
        if not _is_amount(whole):
            continue
        found = _behind(whole, stretch[index + 1 :]) or _in_front(whole, stretch[:index])
        if found is None:
            continue
        if found.cue == "divided" and whole.span in wholes:
            # 按经营地分，…；按行业分，…: the second divides the same whole, not the part in front of it
            found = replace(found, whole=wholes[whole.span])
        if found.cue in ("divided", "among"):
            wholes.update((part.span, found.whole) for part in found.parts)
        yield found


def _is_amount(figure: Stated) -> bool:
    """A level, as against a difference such as 比预算少支4亿元."""
    is_level = figure.is_level and figure.indicator.kind != "percent" and not figure.subject.startswith("比")
    return is_level and _COMPARED.search(figure.before) is None


def _behind(whole: Stated, others: Stretch) -> Parts | None:
    """The parts that follow their whole."""
    cue: Cue | None = None
    parts: list[Stated] = []
    depth = base = 0  # of brackets opened since the whole, and around the list
    broken = loose = False
    for figure in others:
        depth += _opened(figure.before)
        if depth < 0:  # the whole stands in a bracket that closes here
            return None
        if cue is None:
            cue = _cue(figure.before)
            if cue is None:
                if not _is_beside(figure):
                    return None
                continue
            base = depth
            loose = "。" in figure.before or "：" in figure.before
        elif _ends(figure.before, depth, base, loose):
            break
        if depth > base or _is_beside(figure):
            continue  # 银行类49家（含代表处1家）: a part's own parts; 一产20亿元、增长3%
        if broken := not _is_alike(whole, figure):
            break
        parts.append(figure)
    if cue is None or not parts:
        return None
    return Parts(whole, tuple(parts), cue, _is_complete(cue, parts), broken)


def _is_beside(figure: Stated) -> bool:
    """What is said of a figure beside it: how it changed, its share, its rank."""
    beside = figure.is_change or figure.indicator.kind in ("percent", "rank") or figure.unit in ("倍", "番")
    return beside or _COMPARED.search(figure.before) is not None


def _in_front(whole: Stated, others: Stretch) -> Parts | None:
    """The parts that stand in front of their sum: joined by 、 and nothing else."""
    if not _TOTAL.match(whole.before):
        return None
    parts: list[Stated] = []
    for figure in reversed(others):
        if not (figure.is_level and _is_alike(whole, figure)):
            break
        parts.insert(0, figure)
        if not figure.before.startswith("、"):
            break
    return Parts(whole, tuple(parts), "total", True) if len(parts) > 1 else None


def _cue(before: str) -> Cue | None:
    if len(before) > _MOST + 8:
        return None
    if (divided := DIVIDED.search(before)) is not None and not divided[0].startswith("其中"):
        return "divided"
    if _AMONG.search(before):
        return "among"
    if _BRACKET.match(before):
        return "bracket"
    return "colon" if _COLON.search(before) else None


def _opened(before: str) -> int:
    return before.count("（") + before.count("(") - before.count("）") - before.count(")")


def _ends(before: str, depth: int, base: int, loose: bool) -> bool:
    """Whether the list is over in front of this figure; one in a sentence of its own is parted by ；."""
    closed = depth < base
    parted = "；" in before and (not loose or DIVIDED.search(before) is not None)
    return closed or parted or len(before) > _MOST or "其中" in before or "。" in before


def _is_alike(whole: Stated, part: Stated) -> bool:
    """Whether two figures can be added: one unit, one kind, one period, planned both or neither."""
    a, b = whole.indicator, part.indicator
    return (
        part.is_plain
        and (whole.unit, a.kind, a.status) == (part.unit, b.kind, b.status)
        and a.period == b.period
    )


def _is_complete(cue: Cue, parts: list[Stated]) -> bool:
    """Whether the parts leave nothing out."""
    names = [p.name for p in parts]
    if len(parts) > 1 and (is_division(names) or any(word in names[-1] for word in _REST)):
        return True
    return cue == "bracket" and len(parts) > 1 and parts[-1].after[:1] in ("）", ")")
