"""Which parts of a report tell of several years: a term of office, a plan, the years to come."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportnlp.compare.years import reported_year
from reportnlp.datamodel import Indicator, Report
from reportnlp.figures.surroundings import clause_before

_YEARS = "(?:[两三四五六七八九十]|[2-9])年"
_PLAN = '[“"‘]?(?:[六七八九]|十[一二三四五]?)五[”"’]?'
_MANY = re.compile(
    r"(?:\A[^。！]{0,8}?|[。！：])"  # at the beginning of the paragraph or of a sentence
    rf"(?P<many>过去的?{_YEARS}|(?:今后|未来|这|前){_YEARS}|{_YEARS}多?(?:来|间)(?!首次|最|新|第)|[这上本]届政府"
    rf"|{_YEARS}(?:主要)?工作|{_PLAN}(?:时期|期间|以来|{_YEARS}|回顾|成就|发展回顾|主要目标|发展目标|目标任务))"
)
_ONE = re.compile(
    r"(?:\A[^。！]{0,12}?|[。！：])"
    r"(?P<one>过去的?一年|刚刚过去|一年来|这一年|去年|今年|(?P<year>(?:19|20)\d\d)年(?!以来|至|到|—|-))"
)
_OPENING = 40  # characters of a paragraph that say which years it tells of
_STATE = re.compile(
    r"(?:达到?|增至|升至|降至|增加[到至]|提高[到至]|提升[到至]|上升[到至]|下降[到至]|突破|超过?|跃升[到至]|扩大[到至]|稳定在|控制在|为)"
    r"(?:了|约|近)?\Z"
)
_NAMED = re.compile(r"上年|去年|同比|今年|(?<![比较从由])(?:19|20)\d\d年(?!以来|至|到)")
_CLAUSE = 40  # characters in front of a figure that may name its year
_BLANKS = 8


@dataclass(frozen=True)
class Spans:
    """Where a report tells of several years.

    Args:
        starts: offsets into its text at which it changes, ascending; `several`: from each on, whether.
    """

    report: Report
    starts: Sequence[int]
    several: Sequence[bool]

    def covers(self, offset: int) -> bool:
        """Whether the part at a place tells of several years."""
        return self.several[bisect_right(self.starts, offset) - 1]

    def holds(self, indicator: Indicator) -> bool:
        """Whether a figure is one of several years, and not of the last of them.

        What was reached by their end (达到, 增至) is of the last year; so is what names a year.
        """
        if not self.covers(indicator.span.start):
            return False
        said = clause_before(self.report, indicator, _CLAUSE)
        is_state = indicator.kind in ("count", "money", "measure", "percent") and _STATE.search(said)
        sentence = self.report.text[indicator.sentence.start : indicator.span.start]
        return not is_state and _NAMED.search(sentence) is None


def spans_of(report: Report) -> Spans:
    """Where a report tells of several years, by its headings and by how its paragraphs begin."""
    starts, several = [0], [False]
    for at, is_many in _turns(report):
        if is_many != several[-1]:
            starts.append(at)
            several.append(is_many)
    return Spans(report, starts, several)


def _turns(report: Report) -> Iterator[tuple[int, bool]]:
    """Where the words say of which years they tell, and whether of several."""
    heads = {s.span.start for s in report.sections if s.parent < 0 and s.heading and not s.run_in}
    year = reported_year(report)
    at = 0
    for line in report.text.split("\n"):
        opening = line.strip()[:_OPENING]
        many, one = _MANY.search(opening), _single(opening, year)
        if many is not None and (one is None or many.start("many") < one):
            yield at, True
        elif one is not None or _begins(heads, at, len(line)):
            yield at, False
        at += len(line) + 1


def _begins(heads: set[int], at: int, length: int) -> bool:
    """Whether a section begins with a line: its first characters may be blanks."""
    return any(offset in heads for offset in range(at, at + min(length, _BLANKS) + 1))


def _single(opening: str, year: int | None) -> int | None:
    """Where an opening names the year reported on, or the one to come."""
    for found in _ONE.finditer(opening):
        if found["year"] is None or year is None or int(found["year"]) in (year, year + 1):
            return found.start("one")
    return None
