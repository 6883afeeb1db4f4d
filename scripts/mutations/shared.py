"""What two reports say of the same thing, as plain regexes and arithmetic find it.

As with `relations.py`, nothing is taken from the checks: two figures are of one thing where the same
words stand right in front of both and of no other figure, or where a growth that is stated confirms it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mutations.figures import Figure
from mutations.mutants import Original
from mutations.pairs import Pair, planned, reviewed
from mutations.readings import Reading, meets, quotient, read

_WORDS = re.compile(r"[\u4e00-\u9fff（）“”]{4,26}\Z")
_HOW = re.compile(
    r"(?:达到|达|为|共计|共|分别|完成|实现|是|有|突破|约|近|超过|超|逾|了|到|至|累计|总计|合计|同比|预计可?){1,3}\Z"
)
_WHOSE = re.compile(
    r"^(?:年末|年底|年|预计|全年|全[国省市县区]|我[省市县区]|其中|去年|一年来|累计|共|先后|已|，){1,4}"
)
_OF_A_CHANGE = re.compile(
    r"(?:增长|下降|提高|增加|减少|上升|降低|增幅|提升|回落|压减|缩短|增至|降至|由|从|于|比|占|每|以上|目标)\Z"
)
_SPAN = re.compile(r"五年|年均|以来|年来|期间|“十[一二三四五]五”|本届|累计|同口径|可比|剔除|调整|口径")
_LEAST = 4  # characters of a name

# At constant prices, or between the same units or rates of tax: two printed levels do not give the growth.
VOLUMES = re.compile(
    r"生产总值|GDP|增加值|总产值|产值|投资|零售|用电|规模以上|规上|限额以上|限上|城镇化|物价|价格|可比|财政|预算|税收"
)
_GROWTH = re.compile(
    r"[，,、]?(?P<base>比上年|同比|较上年|比去年|较去年|比上年同期)?(?P<word>增长|下降|增加|减少|提高)了?"
    r"(?P<rate>\d{1,3}(?:\.\d{1,2})?)(?:%|％)(?!左右|以上)"
)
_ENDING = re.compile(r"(?:总额|总值|总量|总产|额|量|值)\Z")
_QUOTED = re.compile(r"(?:上年|去年|(?P<year>20\d\d)年)(?:的|同期的?|为)?\Z")
_FALLS = frozenset(("下降", "减少"))


@dataclass(frozen=True, slots=True)
class Twin:
    """A figure of the older report, and that of the newer one of the same thing."""

    name: str
    old: Figure
    new: Figure


@dataclass(frozen=True, slots=True)
class Grown:
    """A growth that the newer report states and two levels confirm; `rate` is its number."""

    twin: Twin
    rate: Figure
    word: str
    word_at: int


def name_of(report: Original, figure: Figure) -> str:
    """The words in front of a figure that name it; "" where they do not, or where it is a change."""
    found = _WORDS.search(report.narrow[max(0, figure.start - 26) : figure.start])
    words = _WHOSE.sub("", _HOW.sub("", found[0])) if found else ""
    return "" if len(words) < _LEAST or _OF_A_CHANGE.search(words) else words


def clause(report: Original, figure: Figure) -> str:
    """The words since the sentence began, at most 60, and some behind the figure."""
    before = re.split(r"[。；\n]", report.narrow[max(0, figure.start - 60) : figure.start])[-1]
    return before + re.split(r"[。；\n]", report.narrow[figure.end : figure.end + 30])[0]


def twins(pair: Pair) -> list[Twin]:
    """Figures of what was done in each of the two years, of one name that either report uses once."""
    return list(_twins(pair, reviewed(pair.old), pair.reviewed))


def promised(pair: Pair) -> list[Twin]:
    """What the older report planned, and what the newer says was done."""
    return list(_twins(pair, planned(pair.old), pair.reviewed))


def _twins(pair: Pair, olds: Iterable[Figure], news: Iterable[Figure]) -> Iterator[Twin]:
    before, after = _named(pair.old, olds), _named(pair, news)
    for key, figures in after.items():
        there = before.get(key, [])
        if len(figures) == 1 and len(there) == 1 and figures[0].value > 0 and there[0].value > 0:
            yield Twin(key[0], there[0], figures[0])


def _named(report: Original, figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        name = name_of(report, figure)
        if name and figure.unit:
            found[name, figure.unit].append(figure)
    return found


def is_of_one_year(pair: Pair, twin: Twin) -> bool:
    """Whether nothing in either place says that it is of several years or of another scope."""
    places = (clause(pair.old, twin.old), clause(pair, twin.new))
    return not any(_SPAN.search(place) for place in places)


def grown(pair: Pair) -> list[Grown]:
    """Growths right behind a level, which the level of the older report confirms."""
    return [] if pair.reviews_a_term else list(_grown(pair))


def _grown(pair: Pair) -> Iterator[Grown]:
    before: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in reviewed(pair.old):
        before[_core(name_of(pair.old, figure)), figure.unit].append(figure)
    for figure in pair.reviewed:
        name, m = name_of(pair, figure), _GROWTH.match(pair.narrow, figure.end)
        if not name or m is None or figure.hedge or figure.is_rate or not figure.value:
            continue
        rate = Figure(m.start("rate"), m.end("rate"), m.end(), m["rate"], 1, "%")
        for old in before[_core(name), figure.unit]:
            twin = Twin(name, old, figure)
            if confirms(twin, rate, m["word"]) and is_of_one_year(pair, twin) and not old.hedge:
                yield Grown(twin, rate, m["word"], m.start("word"))
                break


def _core(name: str) -> str:
    """The last words of a name; a growth that fits makes up for what is left out."""
    return _ENDING.sub("", name)[-_LEAST:]


def confirms(twin: Twin, rate: Figure, word: str, reading: Reading = read) -> bool:
    """Whether the levels, as read, give the growth."""
    grown_by = quotient(reading(twin.new), reading(twin.old), 100)
    low, high = reading(rate)
    stated = (-high, -low) if word in _FALLS else (low, high)
    return twin.old.value > 0 and meets((stated[0] + 100, stated[1] + 100), grown_by)


def quoted(pair: Pair) -> list[Twin]:
    """Values of the older report that the newer one prints again as last year's (由上年的A…)."""
    values: dict[tuple[Fraction, str], list[Figure]] = defaultdict(list)
    for figure in reviewed(pair.old):
        values[figure.value, figure.unit].append(figure)
    return [twin for figure in pair.reviewed for twin in _quoted(pair, figure, values)]


def _quoted(pair: Pair, figure: Figure, values: dict[tuple[Fraction, str], list[Figure]]) -> Iterator[Twin]:
    said = _QUOTED.search(pair.narrow[max(0, figure.start - 14) : figure.start])
    if said is None or figure.hedge or figure.significant < 2 or not figure.unit:
        return
    year = pair.old.report.meta.year
    if said["year"] and year and int(said["year"]) not in (year, year - 1):
        return
    here = _pairs_of_characters(clause(pair, figure))
    for old in values.get((figure.value, figure.unit), ()):
        name = name_of(pair.old, old)[-8:]
        if name and len(_pairs_of_characters(name) & here) >= min(2, len(name) - 1):
            yield Twin(name, old, figure)
            return


def _pairs_of_characters(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
