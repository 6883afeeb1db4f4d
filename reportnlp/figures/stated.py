"""The figures of running text as the arithmetic rules see them: in order, with what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportnlp.datamodel import Indicator, Member, Report, Span
from reportnlp.intervals import Bounds, Interval, bounds_of

_ONLY_A_PAUSE = re.compile(r"\s*[；;]\s*\Z")
_ONLY_A_STOP = re.compile(r"\s*。\s*\Z")
DIVIDED = re.compile(
    r"(?:其中|分[^，。；\d]{1,8}看|按[^，。；\d]{1,10}(?:分|看|统计)|从[^，。；\d]{1,10}看)[，,：:]|第一产业"
)
"""How a sentence begins that divides the whole of the sentence before."""

_LABEL = re.compile(r"[，、；：:（(。]|其中|分别[是为]|包括")
_BRACKET = re.compile(r"[（()）]")
_NAME = 20  # characters of a name at most
_CHANGES = frozenset({"growth", "points", "change"})
_LEVELS = frozenset({"count", "money", "measure", "percent", "ratio", "duration"})
_SAME_UNIT = {"名": "人", "起": "件", "宗": "件", "位": "人", "亿美元": "美元", "万美元": "美元"}
_PAUSE = 8  # characters between two sentences of a stretch, blanks and line ends among them
_LONGEST = 40  # figures of one stretch; a longer one is a list in a broken file


@dataclass(frozen=True)
class Stated:
    """One figure with what stands in front of it.

    Args:
        before: the text since the figure before (or since the beginning of the stretch), without blanks.
        after: the text from here to the next figure (or the end of the stretch), without blanks.
    """

    indicator: Indicator
    before: str
    after: str

    @property
    def span(self) -> Span:
        return self.indicator.span

    @property
    def text(self) -> str:
        """The figure as printed, on one line."""
        return "".join(self.indicator.text.split())

    @property
    def subject(self) -> str:
        return self.indicator.subject

    @property
    def name(self) -> str:
        """What a reader would call it: the words in front since the last pause, else the subject."""
        words = _LABEL.split(self.before)[-1][-_NAME:]
        return words if words and not _BRACKET.search(words) else self.subject

    @cached_property
    def number(self) -> Fraction:
        """The printed number, its scale multiplied out."""
        quantity = self.indicator.quantity
        return Fraction(quantity.number) * quantity.scale

    @property
    def unit(self) -> str:
        """The unit, with those that count the same things made one (名 is 人, 起 is 件)."""
        unit = self.indicator.quantity.unit
        return _SAME_UNIT.get(unit, unit)

    @cached_property
    def bounds(self) -> Bounds:
        return bounds_of(self.indicator.quantity)

    @property
    def is_plain(self) -> bool:
        """One number, not a ratio a:b:c nor a range."""
        quantity = self.indicator.quantity
        return not quantity.parts and quantity.upper is None

    @property
    def is_change(self) -> bool:
        """A growth, an increment or percentage points."""
        return self.indicator.kind in _CHANGES

    @property
    def is_level(self) -> bool:
        """An amount or a share of something, as against a change of it."""
        return self.is_plain and self.indicator.kind in _LEVELS

    def member(self, name: str = "", values: Interval | None = None) -> Member:
        """The figure as a member of a relation, under `name` or its own name."""
        return Member(self.span, self.text, name or self.name, values or self.bounds.core)


Stretch = tuple[Stated, ...]
"""The figures up to a full stop; neither a semicolon nor a stop before 其中 or 分产业看 ends it."""


def stretches(report: Report) -> tuple[Stretch, ...]:
    """The figures of running text, stretch by stretch."""
    return tuple(_stated(report, group) for group in _groups(report) if len(group) <= _LONGEST)


def _groups(report: Report) -> Iterator[list[Indicator]]:
    group: list[Indicator] = []
    for indicator in report.indicators:
        if indicator.origin == "table":
            continue
        if group and not _goes_on(report, group[-1].sentence, indicator.sentence):
            yield group
            group = []
        group.append(indicator)
    if group:
        yield group


def _goes_on(report: Report, last: Span, this: Span) -> bool:
    """Whether the second sentence belongs to the first: behind a semicolon, or dividing what that states."""
    if last == this:
        return True
    between = report.text[last.end : this.start]
    if len(between) > _PAUSE:
        return False
    if _ONLY_A_PAUSE.match(between):
        return True
    beginning = "".join(report.text[this.start : this.start + 24].split())
    return _ONLY_A_STOP.match(between) is not None and DIVIDED.match(beginning) is not None


def _stated(report: Report, group: list[Indicator]) -> Stretch:
    edges = [group[0].sentence.start]
    for indicator in group:
        edges += [indicator.span.start, indicator.span.end]
    edges.append(max(group[-1].sentence.end, edges[-1]))
    gaps = ["".join(report.text[a:b].split()) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(
        Stated(i, before, after) for i, before, after in zip(group, gaps[:-1], gaps[1:], strict=True)
    )
