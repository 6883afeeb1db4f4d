"""Search for one statement made twice: the same words before the same number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mutations.figures import Figure
from mutations.readings import Relation

# From the heading of the second half on, the same number may be a target.
_TURN = re.compile(r"\n[^\n。；]{0,30}(?:目标|安排|任务|部署|要求|打算|今年)[^\n。；]{0,14}\n")
_PLANNED = re.compile(
    r"今年|计划|力争|目标|将|争取|确保|再|新|建成|培育|改造|配售|提升|推出|放映|进社区|安排|投入|每年|补助|支持|以上工业"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{4,}\Z")
_VERB = re.compile(r"(?:达到|达|为|共计|共|完成|实现|是|有|突破)\Z")
_APART = 60  # characters between two statements


def equal_mentions(text: str, everything: list[Figure]) -> Iterator[Relation]:
    """Numbers of three digits or more that the same words lead twice, and never another number."""
    groups: dict[tuple[str, str, bool], list[Figure]] = defaultdict(list)
    turn = _turn(text)
    for figure in everything:
        noun = _noun(text, figure)
        if noun and not _PLANNED.search(text, max(0, figure.start - 40), figure.start):
            groups[noun, figure.unit, figure.start < turn].append(figure)
    for (noun, unit, _), group in groups.items():
        if len(group) == 2 and unit not in ("", "%") and _is_twice(text, *group):
            formula = f"{noun} = {text[slice(*group[0].span)]} (twice)"
            yield Relation("equal", tuple(group), formula, (group[0].start, group[1].end), 1e-3, False)


def _turn(text: str) -> int:
    """Where the report turns from what was done to what is planned."""
    found = _TURN.search(text, len(text) // 5)
    return found.start() if found else len(text)


def _noun(text: str, figure: Figure) -> str:
    found = _WORDS.search(text[max(0, figure.start - 16) : figure.start])
    words = _VERB.sub("", found[0]) if found else ""
    return words[-6:] if len(words) >= 4 else ""


def _is_twice(text: str, one: Figure, other: Figure) -> bool:
    """One number in two statements, not one text printed twice."""
    contexts = {text[f.start - 36 : f.start - 20] for f in (one, other)}
    plain = one.value == other.value and one.significant >= 3 and not one.hedge + other.hedge
    return plain and one.start + _APART < other.start and len(contexts) == 2
