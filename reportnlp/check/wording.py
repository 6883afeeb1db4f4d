"""Words that should be others, from data: LEX-01, LEX-02, and the rules of an organ's own folder."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.resources.wording import Entry, load_entries


@dataclass(frozen=True, slots=True)
class _Hit:
    """One wrong word at [start, end) of the view searched."""

    start: int
    end: int
    entry: Entry
    wrong: str
    right: str


class Matcher:
    """Finds the words of some entries in a text: the literal ones in one pass over it.

    The pass stops where two characters follow one another with which a word may begin; that is
    faster than an automaton, whose root has an edge for each of hundreds of first characters.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._patterns = [
            (re.compile(pattern), right, e) for e in self._entries for pattern, right in e.patterns.items()
        ]

    @cached_property
    def _words(self) -> Mapping[str, Sequence[tuple[str, Sequence[tuple[Entry, str]]]]]:
        """First two characters → the words, with the (entry, right word) pairs that each is wrong for.

        A word that only exempts is wrong for none.
        """
        uses: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for entry in self._entries:
            for longer in entry.exempt:
                uses[longer] += ()
            for wrong, right in entry.words.items():
                uses[wrong].append((entry, right))
        found: dict[str, list[tuple[str, Sequence[tuple[Entry, str]]]]] = defaultdict(list)
        for word, pairs in uses.items():
            found[word[:2]].append((word, pairs))
        return found

    @cached_property
    def _cues(self) -> Mapping[int, re.Pattern[str]]:
        """How long a beginning is → what finds it; the second character is only looked at."""
        found: dict[int, re.Pattern[str]] = {}
        for size in {len(begin) for begin in self._words}:
            begins = [begin for begin in self._words if len(begin) == size]
            first, *second = ("".join(map(re.escape, sorted(set(c)))) for c in zip(*begins, strict=True))
            found[size] = re.compile(f"[{first}]" + "".join(f"(?=[{c}])" for c in second))
        return found

    def _found(self, text: str) -> Iterator[tuple[int, str, Sequence[tuple[Entry, str]]]]:
        """Every word of the entries in `text`: where it begins, itself and what it is wrong for."""
        for size, cue in self._cues.items():
            for start in (m.start() for m in cue.finditer(text)):
                for word, pairs in self._words.get(text[start : start + size], ()):
                    if text.startswith(word, start):
                        yield start, word, pairs

    def find(self, text: str) -> Iterator[_Hit]:
        """Every wrong word that stands in no exempt string and in no longer wrong one, in order."""
        shields: dict[str, list[int]] = defaultdict(list)
        hits = [_Hit(*m.span(), e, m[0], right) for p, right, e in self._patterns for m in p.finditer(text)]
        for start, word, pairs in self._found(text):
            hits += (_Hit(start, start + len(word), entry, word, right) for entry, right in pairs)
            shields[word].append(start)
        done = -1
        for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
            if hit.start >= done and not _shielded(hit, shields):
                done = hit.end
                yield hit


def _shielded(hit: _Hit, shields: Mapping[str, list[int]]) -> bool:
    """Whether the hit stands in a string that its entry exempts (`shields`: where each begins, in order)."""
    for word in hit.entry.exempt:
        starts = shields.get(word, ())
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.end <= starts[at] + len(word):
            return True
    return False


class WordingRule(Rule):
    """A rule that consists of entries of wording files."""

    @classmethod
    def entries(cls) -> tuple[Entry, ...]:
        """What it looks for."""
        return load_entries()[cls.id]

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each word once, with all its places."""
        found: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
        for hit in _matcher(type(self)).find(context.clean):
            if hit.entry.holds(context.report.meta) and _counts(hit, context):
                found[hit.wrong, hit.right].append(hit)
        for hits in found.values():
            yield _judgement(hits, [context.span(h.start, h.end) for h in hits])
        if not found:
            yield passes()


@lru_cache(maxsize=64)
def _matcher(rule: type[WordingRule]) -> Matcher:
    return Matcher(rule.entries())


def _counts(hit: _Hit, context: Context) -> bool:
    """Whether the hit's entry looks into quotations, where it stands in one."""
    return hit.entry.quoted or context.plain.startswith(hit.wrong, hit.start)


def _judgement(hits: list[_Hit], spans: list[Span]) -> Judgement:
    entry, wrong, right = hits[0].entry, hits[0].wrong, hits[0].right
    usual = "“{wrong}”疑为“{right}”之误" if right else "不宜写“{wrong}”"
    message = _filled(entry.message or usual, wrong, right)
    advice = entry.suggestion or ("请核对，如确有误，改为“{right}”" if right else "请删去或换一种说法")
    return fails(message, *spans, suggestion=_filled(advice, wrong, right), level=entry.level)


def _filled(text: str, wrong: str, right: str) -> str:
    return text.replace("{wrong}", wrong).replace("{right}", right)


class ConfusedCharacters(WordingRule):
    """错别字：形近、音近的字写混了。

    说明：对照易混字表查找，表中只收在正确文字里不会出现的写法，如“布署”（部署）、“民生事实”（民生实事）。
    例外：两个词相接碰巧成为表中写法的（“发布署名文章”），已写入例外；本单位的名称可写进自己的 names.yaml。
    """

    id = "LEX-01"
    name = "错别字"
    level = "warning"
    sources = (Law(instrument="现代汉语词典（第7版）", certainty="recalled"),)
    bad = (
        Example("村居法律顾问工作被定为省重点民生事实。", marked="民生事实"),
        Example("县委对全年工作作了全面布署。", marked="布署"),
    )
    good = (
        Example("事实证明，这些民生实事办得好。"),
        Example("县长发布署名文章，部署全年工作。"),
    )


class DatedTerms(WordingRule):
    """旧称：已有新提法的用语。

    说明：按报告的成文日期（没有的按年份）对照旧称表，如2022年12月26日以后仍写“新冠肺炎”。
    例外：书名号、引号里的原文不查；早于新提法启用之日的报告不查。
    """

    id = "LEX-02"
    name = "旧称"
    level = "info"
    sources = (Law(instrument="国家卫生健康委员会公告2022年第7号", certainty="recalled"),)
    by_default = False
    bad = (Example("全县新增市场主体3200户。", year=2024, marked="市场主体"),)
    good = (
        Example("全县新增市场主体3200户。", year=2021),
        Example("修订《临江县新冠肺炎疫情应急预案》。", year=2024),
    )


RULES: Final = (ConfusedCharacters, DatedTerms)
