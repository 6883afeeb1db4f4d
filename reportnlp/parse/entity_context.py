"""What the entity rules share: the text with what is known so far, word sets, small readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from reportnlp.parse.entity_scan import Name, Scan
from reportnlp.resources import lexicons

_MOST_COUNTS = 200
_LONGEST_NAMED = 14
_NUMBERED = "[一二三四五六七八九十百两几数多]{1,3}[个家所支条座批名大级类]"
_JOINTS = frozenset("、和及与")
_MEASURE = re.compile(
    r"(?:万?千瓦|兆瓦|千伏|分钟|小时|平方公里|平方米|公顷|[万千亿]?吨级?|英寸|公斤|万人|周岁|亩|年度?|月|日|个|家|所|条|座"
    r"|项|公里|米|处|名|位|人|万|亿|元|余|多|届|次|批|期|宗|片|口|眼|台|辆|件|份|对|组|套|幢|栋|间|户|只|支|[Aa]级)+"
)
# What may stand between an edge and a name, and is a part of some names only where others follow: 即|东岭.
_LEADS = re.compile(
    r"(?:即(?!墨|时|将|兴)|指(?!挥|导|南|定|标|数)|含(?!山|光)|除(?!尘|草)|原(?!州|平|阳|始|创|子|料|材)|占(?!地|城)|使(?!用|馆)"
    r"|让(?!胡)|跨|沿|临近|首批|第[一二三四五六七八九十]{1,2}批|新一轮|现(?!代|货|状|场|金|实)|全(?=[国省市县区州])"
    r"|[一二三四五六七八九十百千两]{1,3}(?:个|所|家|座|条|处|批|名|类|期|大(?!连|石|冶|别|兴|理)))+"
)
# A plan may begin with the name of a place, a body or a doctrine.
_BEGINNERS = frozenset(("LOC", "ORG", "THEORY"))


@dataclass(slots=True)
class Context:
    """The text and what is known so far.

    `places` maps the end of a known place name to its start, `bodies` the same for
    organisations; `starts` are the positions where a place, body or doctrine begins,
    `place_starts` those of places; `ended` holds label and end of the accepted names;
    `wins` are the ends of the verbs of winning; `brackets` leads from the end of a short
    stretch in brackets to the nearest edge before it.
    """

    text: str
    places: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)
    place_starts: set[int] = field(default_factory=set)
    ended: set[tuple[str, int]] = field(default_factory=set)
    wins: list[int] = field(default_factory=list)
    brackets: dict[int, int] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, found: Scan, marked: Iterable[Name]) -> Context:
        """The context before the first rule: names of the lists, and the ends of `marked`."""
        ended = {(name.label, name.end) for name in marked}
        context = cls(text, ended=ended, brackets=found.brackets)
        for name in found.names:
            context._begin(name)
            if name.label == "ORG":
                context.bodies[name.end] = name.start
            elif name.label == "LOC":
                # 云溪市|青岚县 is one place.
                context.places[name.end] = context.places.get(name.start, name.start)
        return context

    def add(self, name: Name) -> None:
        """Take a name that a rule accepted into account."""
        self._begin(name)
        self.ended.add((name.label, name.end))
        if name.label == "ORG":
            self.bodies[name.end] = name.start
        elif name.label == "LOC":
            self.places[name.end] = name.start

    def _begin(self, name: Name) -> None:
        if name.label in _BEGINNERS:
            self.starts.add(name.start)
        if name.label == "LOC":
            self.place_starts.add(name.start)

    def joined(self, label: str, start: int) -> bool:
        """Whether only 、 or 和 stands between a name of the label and `start`."""
        return start > 0 and self.text[start - 1] in _JOINTS and (label, start - 1) in self.ended

    def named_after(self, start: int, end: int) -> bool:
        """Whether the stretch begins with a place; then it may hold common words as well."""
        return start in self.place_starts and end - start <= _LONGEST_NAMED

    def recurs(self, word: str) -> bool:
        """Whether the text has the word more than twice."""
        if word not in self._counts:
            if len(self._counts) == _MOST_COUNTS:
                return False
            self._counts[word] = self.text.count(word)
        return self._counts[word] > 2


@cache
def word_set(file: str, name: str) -> frozenset[str]:
    """A list of a lexicon, to look words up."""
    return frozenset(lexicons.load(file).words(name))


@cache
def words(file: str, name: str) -> tuple[str, ...]:
    """A list of a lexicon, for `startswith` and `endswith`."""
    return lexicons.load(file).words(name)


@cache
def common(file: str) -> re.Pattern[str]:
    """Matches a row of words that name nothing (公立, 各级, 三所)."""
    longest = sorted(words(file, "common"), key=len, reverse=True)
    return re.compile(rf"(?:{_NUMBERED}|{'|'.join(longest)}){{1,8}}")


def after_measure(text: str, start: int) -> int:
    """Past the measure word behind a number: 2020|年|区政府."""
    if start and text[start - 1].isdigit() and (match := _MEASURE.match(text, start)):
        return match.end()
    return start


def after_leads(text: str, start: int, end: int) -> int:
    """Past words that are no part of the name that ends at `end`: 即|东岭, 两个|实验小学."""
    match = _LEADS.match(text, start, end)
    return match.end() if match else start
