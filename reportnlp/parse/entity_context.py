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
_DASHES = frozenset("—–-－")
_JOINTS = frozenset("、和及与")
_MEASURE = re.compile(
    r"(?:万?千瓦|兆瓦|千伏|分钟|小时|平方公里|平方米|公顷|[万千亿]?吨级?|英寸|公斤|万人|周岁|亩|年度?|月|日|个|家|所|条|座"
    r"|项|公里|米|处|名|位|人(?!民|才|大|工|力|社)|万|亿|元|余|多|届|次|批|期|宗|片|口|眼|台|辆|件|份|对|组|套|幢|栋|间|户|只|支|[Aa]级)+"
)
# Behind a last word a count shows that it names a class: 幼儿园|12所.
_COUNTED = re.compile(r"共?(?!1[^\d])\d{1,5}[余多]?[个家所支座条处](?=[，。；、\n]|\Z)")
# Behind a place these are what it does, no part of a name: 青岚市|建设….
_DEEDS = re.compile(
    r"建设(?![路街村]|职业技术|集团|工程|银行|学院|大学|发展|投资|开发|控股|科技)|共建|牵头|打造|参与|选址|启动|升级|承办|及"
)
# What may stand between an edge and a name, and is a part of some names only where others follow: 即|东岭.
_LEADS = re.compile(
    r"(?:即(?!墨|时|将|兴)|指(?!挥|导|南针|南车|定|标|数)|同(?=清华|北京|中国|中科)|含(?!山|光)|除(?!尘|草)|原(?!州|平|阳|始|创|子|料|材)|占(?!地|城)|使(?!用|馆)"
    r"|让(?!胡)|经(?![济开纬贸一二三四五六七八九十])|异地|附属|参与|像|给|跨(?![境国区湖江海])|沿(?![河滩边海江线黄淮])|临近|首批|第[一二三四五六七八九十]{1,2}批|新一轮|现(?!代|货|状|场|金|实)"
    r"|[一二三四五六七八九十百千两]{1,3}(?:个|所|家|座|条|处|批|名|类|期|大(?!连|石|冶|别|兴|理)))+"
)
# A plan may begin with the name of a place, a body or a doctrine.
_BEGINNERS = frozenset(("LOC", "ORG", "THEORY"))


@dataclass(slots=True)
class Context:
    """The text and what is known so far.

    `places` maps the end of a known place name to its start, `bodies` the same for
    organisations; `starts` are the positions where a place, body or doctrine begins, and
    `place_starts` leads from the start of a place to its end; `ended` holds label and end of
    the accepted names;
    `wins` are the ends of the verbs of winning; `brackets` leads from the end of a short
    stretch in brackets to the nearest edge before it and to its start.
    """

    text: str
    places: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)
    place_starts: dict[int, int] = field(default_factory=dict)
    ended: set[tuple[str, int]] = field(default_factory=set)
    wins: list[int] = field(default_factory=list)
    brackets: dict[int, tuple[int, int]] = field(default_factory=dict)
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
            self.place_starts[name.start] = max(name.end, self.place_starts.get(name.start, 0))

    def joined(self, label: str, start: int) -> bool:
        """Whether only 、 or 和 stands between a name of the label and `start`."""
        return start > 0 and self.text[start - 1] in _JOINTS and (label, start - 1) in self.ended

    def named_after(self, start: int, end: int) -> bool:
        """Whether the stretch begins with a place or body; then it may hold common words as well."""
        if start not in self.starts or not start < end <= start + _LONGEST_NAMED:
            return False
        return _DEEDS.search(self.text, start, end) is None

    def over_dash(self, start: int) -> int:
        """The start of the place that a dash ties to the place at `start`: 云溪—|青岚合作区."""
        tied = self.text[start - 1 : start] in _DASHES and start in self.starts
        return self.places.get(start - 1, start) if tied else start

    def before_bracket(self, closed: int, end: int) -> int | None:
        """The edge before the place in brackets behind which the name goes on: 云溪（青岚）|医院."""
        if closed not in self.brackets or _DEEDS.search(self.text, closed, end):
            return None
        edge, opened = self.brackets[closed]
        inside = self.text[opened + 1 : closed - 1]
        named = len(inside) > 1 and edge < opened and inside[0] > "\u3400"
        return edge if named and not common("places").fullmatch(inside) else None

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


def counted(text: str, end: int) -> bool:
    """Whether a number above one and its measure follow, then a mark: 互助协会|109个，."""
    return _COUNTED.match(text, end) is not None


def after_measure(text: str, start: int) -> int:
    """Past the measure word behind a number: 2020|年|区政府."""
    if start and text[start - 1].isdigit() and (match := _MEASURE.match(text, start)):
        return match.end()
    return start


def after_leads(text: str, start: int, end: int) -> int:
    """Past words that are no part of the name that ends at `end`: 即|东岭, 两个|实验小学."""
    match = _LEADS.match(text, start, end)
    return match.end() if match else start
