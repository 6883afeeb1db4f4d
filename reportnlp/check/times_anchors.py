"""Places of a report that tell which year it is about, and the year that they agree on.

Every place is read as the set of years that the report may be about if the place is right: a
heading 二、2024年重点工作 says 2023.  Several agree; the one that does not was forgotten when an
older report was taken as the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportnlp.check.context import Context
from reportnlp.check.times_signed import signed
from reportnlp.datamodel import Section, Span
from reportnlp.scanning import near_cues

ANNUAL = frozenset({"fazhi", "xxgk", "tjgb"})
PLANS = frozenset({"plan", "targets", "tasks"})
_REVIEWS = frozenset({"achievements", "review", "overview", "disclosure", "requests"})

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
ANNUAL_TITLE = "报告标题"
"""What the title of an annual report is called, which alone is enough to tell the year."""

_FRONT = 1500  # characters in which the title stands
_OWN = re.compile(
    r"((?:19|20)\d\d)年(?:度)?[\u4e00-\u9fff“”、]{0,16}?"
    r"(?:工作|情况|回顾|成效|成绩|举措|总结|建设|安排|计划|打算|任务|目标|要点|思路|重点|总体要求)"
)
_NOT_OWN = re.compile(
    r"\d年(?:以来|前|至|到|—|-|远景|底)|规划|[至到—-](?:19|20)\d\d年|时期|世界|运动会|博览会|奥|实事|清单|比"
)
_PLANNING = re.compile(r"安排|计划|打算|要点|思路|预期|展望")
_TASKS = re.compile(r"任务|目标|总体要求|重点工作|工作重点|指导思想")
_REVIEWING = re.compile(r"回顾|总结|成效|(?:完成|开展|基本|建设|推进|进展|工作|落实|执行)情况")
_NOW = re.compile(r"现将[^。\n]{0,80}?如下")
_PERIOD = re.compile(r"((?:19|20)\d\d)年1月1日(?:起)?(?:至|到|—|－|-)(?:(?:19|20)\d\d年)?12月31日")
_LOOK_BACK = re.compile(r"过去的?((?:19|20)\d\d)年[，,]|回顾((?:19|20)\d\d)年(?=[，,的工])")
_AHEAD = re.compile(
    r"做好((?:19|20)\d\d)年的?(?:政府|各项|全[省市县区州旗]|全年|经济社会发展){0,2}工作"
    r"|((?:19|20)\d\d)年(?:全[省市县区州旗]|政府|我[省市县区州旗]|经济社会发展|经济|工作|的){0,4}"
    r"(?:总体要求|总体思路|预期目标|主要预期目标|主要目标)(?:是|为|[:：])"
)
_YEAR_CUE = re.compile(r"[12][09]\d\d年")
_OPENING = re.compile(
    r"[ \u3000]{0,4}(?:[一二三]、[^\n]{0,24}\n\s{0,6})?((?:19|20)\d\d)年(?:度)?(?:[，,]|是)"
)
_FIRST = re.compile(
    r"[^\n]{0,60}\n[ \u3000\n]{0,8}(?:各位代表[！，：][ \u3000\n]{0,8})?((?:19|20)\d\d)年(?:[，,]|是)"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that tells the year: where the year stands, the years that it admits, what it is."""

    span: Span
    years: frozenset[int]
    what: str

    @property
    def is_exact(self) -> bool:
        return len(self.years) == 1


def anchors(context: Context) -> tuple[Anchor, ...]:
    """All such places of a report of a known kind."""
    kind = context.report.meta.kind
    if kind == "other":
        return ()
    found = [*_titled(context), *_signed(context), *_headed(context), *_phrased(context)]
    if kind in ANNUAL:
        found += [*_announced(context), *_opened(context)]
    return tuple({a.span: a for a in found}.values())


def agreed(found: Iterable[Anchor]) -> int | None:
    """The year that at least two places admit, one of them alone, and that nearly all others do too."""
    places = tuple(found)
    votes = Counter(year for anchor in places for year in anchor.years)
    exact = Counter(year for anchor in places for year in anchor.years if anchor.is_exact)
    ranked = sorted(votes, key=lambda y: (votes[y], exact[y]), reverse=True)
    best = ranked[0] if ranked else 0
    enough = votes[best] > 1 or (len(places) == 1 and places[0].what == ANNUAL_TITLE)
    if not enough or not exact[best] or 2 * (len(places) - votes[best]) > votes[best]:
        return None
    tied = any(votes[y] == votes[best] and exact[y] == exact[best] for y in ranked[1:])
    return None if tied else best


def _anchor(context: Context, at: int, years: Iterable[int], what: str) -> Anchor:
    """`at`: where the four digits of the year stand in the views."""
    return Anchor(context.span(at, at + 5), frozenset(years), what)


def _titled(context: Context) -> Iterator[Anchor]:
    meta = context.report.meta
    named = YEAR.findall(meta.title)
    at = context.clean.find(f"{named[0]}年", 0, _FRONT) if named else -1
    if at >= 0:
        year = int(named[0])
        # 政府工作报告 are called after the year they are given in, or the one they review.
        gwr = meta.kind == "gwr"
        yield _anchor(context, at, (year - 1, year) if gwr else (year,), "标题" if gwr else ANNUAL_TITLE)


def _signed(context: Context) -> Iterator[Anchor]:
    own, meta = signed(context), context.report.meta
    if own is None:
        return
    if meta.kind == "gwr":
        at = context.clean.find(f"{own.day.year}年{own.day.month}月", 0, _FRONT)
        late = own.day.month >= 11  # some review the year that is ending
        if at >= 0:
            year = own.day.year
            yield _anchor(context, at, (year - 1, year) if late else (year - 1,), "会议日期")
    elif own.span is not None:
        start = context.position(own.span.start)
        yield _anchor(context, start, (own.day.year - 1, own.day.year), "成文日期")


def _headed(context: Context) -> Iterator[Anchor]:
    """Headings with one year.  In a 政府工作报告 what follows 工作回顾 plans, whatever its words."""
    reviewed = False
    for section in context.report.sections:
        heading = section.heading
        if heading and not section.run_in:
            if "年" in heading:
                yield from _heading(context, section, reviewed)
            reviewed |= context.report.meta.kind == "gwr" and section.level == 1 and "回顾" in heading


def _heading(context: Context, section: Section, reviewed: bool) -> Iterator[Anchor]:
    start = context.position(section.span.start)
    line = context.prose[start : start + len(section.heading)].split("\n")[0]
    found = _OWN.search(line)
    if found is None or len(set(YEAR.findall(line))) != 1 or _NOT_OWN.search(line):
        return
    year, at = int(found[1]), start + found.start(1)
    gwr = context.report.meta.kind == "gwr"
    plans = _PLANNING.search(line) or section.role in PLANS or (gwr and (_TASKS.search(line) or reviewed))
    if _REVIEWING.search(line) or (not plans and section.role in _REVIEWS):
        yield _anchor(context, at, (year,), "部分标题")
        if gwr:
            yield from _opens(context, start, 1)
    elif plans:
        yield _anchor(context, at, (year - 1,), "部分标题")
        if gwr:
            yield from _opens(context, start, 0)


def _opens(context: Context, start: int, back: int) -> Iterator[Anchor]:
    """The first sentence under the heading at `start`, where it opens with 2023年是 or 2023年，."""
    if found := _FIRST.match(context.plain, start):
        year = int(found[1])
        yield _anchor(context, found.start(1), (year - 1 + back,), "这一部分的开头")


def _phrased(context: Context) -> Iterator[Anchor]:
    text, kind = context.plain, context.report.meta.kind
    for found in _LOOK_BACK.finditer(text):
        yield _of_match(context, found, 0, "回顾的话")
    for found in near_cues(_AHEAD, text, _YEAR_CUE, 2, 60):
        yield _of_match(context, found, 1, "部署的话")
    if kind == "xxgk":
        for found in _PERIOD.finditer(text):
            yield _of_match(context, found, 0, "统计期限")


def _of_match(context: Context, found: re.Match[str], ahead: int, what: str) -> Anchor:
    group = found.lastindex or 1
    return _anchor(context, found.start(group), (int(found[group]) - ahead,), what)


def _announced(context: Context) -> Iterator[Anchor]:
    """现将2023年度……报告如下, also with the plan of the next year."""
    for found in _NOW.finditer(context.plain):
        named = tuple(YEAR.finditer(context.plain, found.start(), found.end()))
        if named:
            yield _anchor(context, named[0].start(), (int(m[1]) for m in named), "“现将……如下”")


def _opened(context: Context) -> Iterator[Anchor]:
    """The first paragraph of the body, where it opens with a year."""
    found = next((m for p in context.paragraphs[:8] if (m := _OPENING.match(context.plain, p.start))), None)
    if found is not None:
        yield _anchor(context, found.start(1), (int(found[1]),), "正文开头")
