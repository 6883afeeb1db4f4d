"""Runs of ordinals in running text: 一是…二是…三是, 第一…第二, ①②③, （1）（2） and what breaks them.

A run goes over paragraphs, up to the next heading; runs nest (三是 may hold a run of its own).  A
number that continues an outer run closes the inner ones; one that continues none breaks the run it
stands in.  Bracketed and dotted numbers (（1）, 1.) are read inside one paragraph only: at the
beginning of lines they number headings, rows and notes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportnlp.datamodel import Report, Span
from reportnlp.numerals import read_chinese

_CN: Final = "一二三四五六七八九十"
_RINGS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDER: Final = ("首先", "其次", "再次")
_SENTENCE: Final = frozenset("。；：！？ \n\u3000;:!?")
_CLAUSE: Final = _SENTENCE | frozenset("，、,”）")
_BEFORE_ITEM: Final = frozenset("。；：;:，、 ")
_OPEN: Final = 30  # runs of one section that a number may lead back to
# 统一是, 之一是, 第一是: no ordinal.
_IN_WORD: Final = frozenset(f"{_CN}第之同统唯单专任划归不万")


@dataclass(frozen=True, slots=True)
class Style:
    """A way of numbering.

    Args:
        name: the first mark, as a reader knows it.
        pattern: group 1 is the number.
        opening: characters behind which a mark surely begins a clause.
        before: characters behind which it may stand, None for any that end no word of its own.
        inside: whether its runs end with the paragraph.
    """

    name: str
    pattern: re.Pattern[str]
    opening: frozenset[str]
    before: frozenset[str] | None = None
    inside: bool = False


STYLES: Final = (
    Style("一是", re.compile(rf"([{_CN}][{_CN}]{{0,2}})是(?!否|非|一[，。、])"), _CLAUSE),
    Style("一要", re.compile(rf"([{_CN}][{_CN}]{{0,2}})要(?![素务闻求领害道点员因职])"), _CLAUSE),
    Style(
        "第一，",
        re.compile(rf"第\s?([{_CN}]{{1,3}})[，、：](?!第|[{_CN}]{{1,3}}[、，季产次轮批期级])"),
        _SENTENCE,
        _CLAUSE,
    ),
    Style("其一，", re.compile(rf"其([{_CN}])[，、：]"), _CLAUSE, _CLAUSE),
    Style("首先，", re.compile("(首先|其次|再次)，"), _SENTENCE, _CLAUSE),
    Style("①", re.compile(rf"([{_RINGS}])"), _SENTENCE, _CLAUSE),
    Style("（一）", re.compile(rf"[（(]([{_CN}]{{1,3}})[）)]"), _BEFORE_ITEM, _BEFORE_ITEM, True),
    Style("（1）", re.compile(r"[（(](\d{1,2})[）)]"), _BEFORE_ITEM, _BEFORE_ITEM, True),
    Style("1.", re.compile(r"(\d\d?)[.．、](?!\d)"), _BEFORE_ITEM, _BEFORE_ITEM, True),
)
"""Ways of numbering that stand in running text."""

WORDED: Final = STYLES[:5]
"""Those in words, which a writer may mix."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One ordinal.

    Args:
        opens: whether it surely begins a clause.
        line: where its line begins.
        leads: whether it begins its line.
    """

    value: int
    span: Span
    opens: bool
    line: int
    leads: bool


@dataclass(slots=True)
class Run:
    """Marks that follow one another.

    Args:
        breaks: indexes of the marks that do not follow the one before (0: the run does not begin at 1).
        start, end: the scope in which it was looked for.
    """

    style: Style
    marks: list[Mark]
    start: int
    end: int
    breaks: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The value of the last mark."""
        return self.marks[-1].value


def runs(text: str, heads: Sequence[tuple[int, str]], style: Style) -> Iterator[Run]:
    """The runs of one style, in the order in which they end.

    Args:
        text: a view in which quotations are blanked out.
        heads: positions and numbers of the headings, in order.
    """
    if style.inside:
        cuts = [m.start() for m in re.finditer("\n", text)]
    else:
        cuts = [at for at, number in heads if not style.pattern.match(f"{number}，")]
    active: list[Run] = []
    scope = -1
    for mark in _marks(text, style):
        here = bisect_right(cuts, mark.span.start)
        if here != scope:
            yield from active
            active, scope = [], here
        start = cuts[here - 1] if here else 0
        end = cuts[here] if here < len(cuts) else len(text)
        yield from _placed(active, mark, Run(style, [mark], start, end))
        if len(active) > _OPEN:
            yield active.pop(0)
    yield from active


def _placed(active: list[Run], mark: Mark, fresh: Run) -> Iterator[Run]:
    """Put `mark` into the runs that are open; the runs that it closes."""
    if mark.value == 1:
        active.append(fresh)
        return
    for index in range(len(active) - 1, -1, -1):
        if active[index].last == mark.value - 1 and _may_go_on(active, index, mark):
            active[index].marks.append(mark)
            yield from active[index + 1 :]
            del active[index + 1 :]
            return
    if not mark.opens or mark.value == 0:
        return
    if active:
        active[-1].breaks.append(len(active[-1].marks))
        active[-1].marks.append(mark)
    else:
        fresh.breaks.append(0)
        active.append(fresh)


def _may_go_on(active: Sequence[Run], index: int, mark: Mark) -> bool:
    """Whether `mark` can lead back to an outer run: from the middle of another line it cannot."""
    inner, outer = active[-1].marks[-1], active[index].marks[-1]
    return index == len(active) - 1 or mark.leads or outer.line == mark.line or inner.line != mark.line


def _marks(text: str, style: Style) -> Iterator[Mark]:
    for match in style.pattern.finditer(text):
        before = text[match.start() - 1] if match.start() else "\n"
        if before not in _IN_WORD if style.before is None else before in style.before:
            line = text.rfind("\n", 0, match.start()) + 1
            leads = not text[line : match.start()].strip()
            yield Mark(value_of(match[1]), Span(*match.span()), before in style.opening, line, leads)


def value_of(printed: str) -> int:
    """The number that `printed` stands for, 0 where it is none."""
    if printed in _ORDER:
        return _ORDER.index(printed) + 1
    if printed in _RINGS:
        return _RINGS.index(printed) + 1
    try:
        return int(printed) if printed.isdecimal() else int(read_chinese(printed))
    except ValueError:
        return 0


def headings(report: Report) -> list[tuple[int, str]]:
    """Position in the report and number of its headings, run-in heads left out."""
    return [(s.span.start, s.number) for s in report.sections if s.heading and not s.run_in]
