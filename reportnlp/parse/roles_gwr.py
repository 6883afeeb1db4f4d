"""Roles of a 政府工作报告: the blocks that its top headings cut, and what each of them is.

Headings name review and plans (2023年工作回顾, 2024年工作安排) or only a theme, which then belongs to
what came before it.  What no heading tells is left to `gwr_parts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reportnlp.parse.gwr_parts import (
    farewell_start,
    plan_marks,
    prospect_start,
    review_marks,
    self_building_marks,
    speaks_of_self_building,
)
from reportnlp.parse.heads import Head
from reportnlp.parse.role_layout import Layout, Mark
from reportnlp.resources.profiles import heading_patterns, lead_in_patterns

_PLANS = frozenset({"targets", "mixed", "tasks"})
_YEARS = re.compile(r"(20\d\d|19\d\d|[一二][〇○0一二三四五六七八九]{3})年")
_YEAR_DIGITS = str.maketrans("〇○一二三四五六七八九", "00123456789")
_PERIOD = re.compile(
    r"(?:今后|未来|下)一?个?[五三十]年|(?<![〇○0-9一二三四五六七八九])五年|十[一二三四五六七八九]?五"
)
_TIMED = re.compile(r"今年|明年|新一届|来年")
_BRIEF = 14  # characters of a heading that says nothing but 目标任务 or 工作重点
_WRAPPED = re.compile(r"\n\s{0,4}([^\n，。；：]{2,16})\n")
_LONG_OPENING = 1500  # characters before 一、…回顾 that must be a review of their own
_OPENING = 300  # the same before a theme


@dataclass(frozen=True, slots=True)
class _Region:
    """Neighbouring blocks of one role.

    `body` is the end of its heading; `end` there tells that the region is one of themes.  `both` marks
    a review whose heading promises the plans too.
    """

    role: str
    start: int
    body: int
    end: int
    both: bool = False


def gwr_marks(layout: Layout) -> list[Mark]:
    """Where the roles begin; text before the first mark is preamble."""
    farewell = farewell_start(layout)
    regions = [
        replace(region, end=min(region.end, farewell))
        for region in _regions(layout)
        if region.start < farewell
    ]
    last_plan = max((i for i, region in enumerate(regions) if region.role in _PLANS), default=-1)
    has_own = any(region.role == "self_building" for region in regions)
    marks: list[Mark] = []
    for index, region in enumerate(regions):
        marks += _region_marks(layout, region, index < last_plan)
        if marks[-1][1] == "tasks":
            is_last = index >= last_plan and not has_own
            marks += self_building_marks(layout, marks[-1][0], region.end, is_last)
    return [*marks, (farewell, "closing")] if farewell < layout.end else marks


def _region_marks(layout: Layout, region: _Region, later: bool) -> list[Mark]:
    """The marks of one region; `later` says that plans follow in another."""
    if region.role == "review":
        return review_marks(layout, region.start, region.end, later and not region.both)
    if region.role in _PLANS:
        role = region.role if later or region.role == "tasks" else "mixed"
        return plan_marks(layout, role, region.start, region.body, region.end)
    return [(region.start, region.role)]


def _regions(layout: Layout) -> list[_Region]:
    regions = _headless_review(layout)
    year = _plan_year(layout)
    planned = any(_heading_role(top.words(layout.text), "review", year) in _PLANS for top in layout.tops)
    state = "review" if regions else "preamble"
    before: Head | None = None
    for head, end in layout.blocks():
        words = _wrapped_words(layout, head)
        role = _heading_role(words, state, year) or _block_role(layout, head, end, state)
        both = role == "review" and _promises_plans(words, year)
        if role:
            regions.append(_Region(role, head.start, head.end, end, both))
        else:
            role = _theme_role(layout, head, before, state, planned)
            _add_theme(regions, role, head, end)
        state = "mixed" if both else role
        before = head
    return regions


def _add_theme(regions: list[_Region], role: str, head: Head, end: int) -> None:
    """A theme prolongs the region before it where the roles agree."""
    if regions and (regions[-1].role == role or (regions[-1].role, role) == ("mixed", "tasks")):
        regions[-1] = replace(regions[-1], end=end)
    else:
        regions.append(_Region(role, head.start, end, end))


def _theme_role(layout: Layout, head: Head, before: Head | None, state: str, planned: bool) -> str:
    """What a theme belongs to: what came before it.

    二、 right after 一、…回顾 is a task, if no heading of the report names the plans.
    """
    if state in _PLANS or state == "self_building":
        return "tasks"
    if planned or before is None or before.rank != head.rank or not 0 < before.value == head.value - 1:
        return "review"
    return "tasks" if "回顾" in before.words(layout.text) else "review"


def _headless_review(layout: Layout) -> list[_Region]:
    """The review of a report whose first part has no heading (or whose beginning is cut off)."""
    first = layout.tops[0] if layout.tops else None
    end = first.start if first else layout.end
    opening = _opening_end(layout)
    begin = opening if opening is not None else next((p.start for p in layout.paragraphs), layout.end)
    if first is None:
        enough = begin < end
    elif opening is None and first.value > 1:
        enough = True
    else:
        is_review = heading_patterns("gwr")["review"].search(first.words(layout.text))
        enough = end - begin > (_LONG_OPENING if is_review or opening is None else _OPENING)
    return [_Region("review", begin, begin, end)] if enough else []


def _opening_end(layout: Layout) -> int | None:
    """Where the matter begins: behind 请予审议; None where nobody says it."""
    pattern = lead_in_patterns("gwr")["preamble"]
    for paragraph, after in pairwise(layout.paragraphs[:41]):
        if pattern.search(layout.lead(paragraph)):
            return after.start
    return None


def _plan_year(layout: Layout) -> int:
    """The year that the report plans for; several years in headings are trusted most."""
    years = {year for head in layout.tops for year in _years(head.words(layout.text))}
    return max(years) if len(years) > 1 or (years and not layout.year) else layout.year or 0


def _years(words: str) -> list[int]:
    return [int(year.translate(_YEAR_DIGITS)) for year in _YEARS.findall(words)]


def _wrapped_words(layout: Layout, head: Head) -> str:
    """The heading's words, with the short line below that the page's width may have cut off."""
    rest = _WRAPPED.match(layout.text, head.end)
    return head.words(layout.text) + (rest[1] if rest else "")


def _promises_plans(words: str, year: int) -> bool:
    """Whether a review's heading names the plans too (2022年工作回顾和2023年工作的总体要求)."""
    years = _years(words)
    plans = any(heading_patterns("gwr")[role].search(words) for role in ("targets", "tasks"))
    return plans and len(set(years)) > 1 and max(years) == year


def _heading_role(words: str, state: str, year: int) -> str:
    """The role that a top heading names; "" where it names a theme only."""
    found = {role for role, pattern in heading_patterns("gwr").items() if pattern.search(words)}
    years = _years(words)
    planning = state in _PLANS or state == "self_building"
    if "closing" in found:
        return "closing"
    if "review" in found and (not planning or "回顾" in words):
        return "review"
    if "problems" in found and not planning:
        return "problems"
    if "self_building" in found and planning and not (found & _PLANS and years):
        return "self_building"
    if years and max(years) < year and not planning and found & _PLANS:
        return "review"
    return _plan_role(found & _PLANS, words, bool(years))


def _plan_role(found: set[str], words: str, dated: bool) -> str:
    timed = dated or _PERIOD.search(words) or _TIMED.search(words)
    if not found or not (timed or len(words) <= _BRIEF):
        return ""
    if _PERIOD.search(words) and not dated and "今年" not in words:
        return "targets"
    return "mixed" if len(found) > 1 else next(iter(found))


def _block_role(layout: Layout, head: Head, end: int, state: str) -> str:
    """The role that the first paragraphs below a slogan heading tell; "" if none."""
    paragraphs = layout.between(head.end, end)[:15]
    if state in _PLANS:
        if _years(head.words(layout.text)) and prospect_start(layout, paragraphs, False) is not None:
            return "mixed"
        last = head is layout.tops[-1]
        return "self_building" if last and speaks_of_self_building(layout, paragraphs[:1]) else ""
    looks_ahead = prospect_start(layout, paragraphs, state == "review")
    return "" if looks_ahead is None else "mixed"
