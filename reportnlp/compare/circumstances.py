"""What the words around a figure say of it: whether it is of a year, a result, an amount added or held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from reportnlp.compare.subjects import Marks, grams_of, marks_of, subject_of
from reportnlp.compare.years import years_of
from reportnlp.datamodel import Indicator, Report
from reportnlp.figures.surroundings import before, behind

Amount = Literal["added", "held", ""]

_BEFORE, _BEHIND = 30, 14  # characters around a figure that tell what it is of
_SENTENCE: Final = 400  # characters of a sentence in front of a figure
_LEAD: Final = 200  # characters in front of a sentence that tell which years its targets are for
_PAUSE = re.compile(r"[，。；、：:\n]")
_STOP = re.compile(r"[，。；：\n]")
_NO_WORD = re.compile(r"[\d\W]")

_TOTAL = re.compile(r"(?<!全年)(?<!今年)累计(?!欠)|[三四五]年来|以来|五年共")
_SINCE = re.compile(r"年均|(?:比|较)(?P<year>(?:19|20)\d\d)年")
_CHANGES = frozenset({"growth", "points", "change", "ratio"})
_YEARS = re.compile(r"(?:今后|未来)[三四五]年|五年[后内奋目]|到20\d\d年|年均|“十[一二三四五]五”|本届政府")
_THIS_YEAR = re.compile(r"今年|本年|全年|年内|当年|20\d\d年[^，。；]{0,16}目标")
_MONTHS = re.compile(
    r"1?\d月?[-—－至到]+(?:[1-9]|1[01])月|前三季度|上半年|前\d{1,2}个月|截至(?:[1-9]|1[01])月"
)
_LAST_YEAR = re.compile(r"上年|去年|上一年")

_INVESTED = re.compile(r"总投资|计划投资|估算投资|概算")
_ADDED = re.compile(r"新增|净增|新认定|新培育|新登记|新设|新引进|新获批|新建|新改")
_HELD = re.compile(r"总数|总量|共有|现有|拥有|累计达|在建|保有量")
_REACHED = re.compile(r"(?:达到?|增至|升至|发展到|扩大到|增加到|突破|从|由)(?:了|约|近)?\Z")

_QUOTED = re.compile(r"的?(?:预期|年度|既定)?(?:目标|任务|计划)")
_GOAL = re.compile(r"(?:预期|主要|奋斗|发展)目标(?:[是为：:]|建议)")


@dataclass(frozen=True)
class Circumstances:
    """One figure in its sentence."""

    report: Report
    indicator: Indicator

    @cached_property
    def around(self) -> frozenset[str]:
        """The pairs of characters around it."""
        return grams_of(_NO_WORD.sub("", self._lead)) | grams_of(_NO_WORD.sub("", self._behind[:_BEHIND]))

    @cached_property
    def marks(self) -> Marks:
        """The marks of its subject and of its clause (see `subjects.Marks`)."""
        return {**marks_of(self._clause(_PAUSE), clause=True), **subject_of(self.indicator.subject).marks}

    @cached_property
    def attributive(self) -> bool:
        """The number stands in front of what it measures: 7.7公里水系."""
        following = self.report.text[self.indicator.span.end : self.indicator.span.end + 1]
        return bool(following) and (following == "的" or not _NO_WORD.match(following))

    @property
    def is_property(self) -> bool:
        """It is what a project costs or measures, not what is to be reached: 总投资60亿元的项目."""
        if self.indicator.kind == "money" and _INVESTED.search(self.indicator.subject):
            return True
        return self.attributive and self.indicator.kind in ("money", "measure")

    @cached_property
    def is_total(self) -> bool:
        """It is said to have run up over several years (累计), or is to within several."""
        clause = self._clause(_STOP)
        if _TOTAL.search(clause) or self._is_for_years:
            return True
        named = _SINCE.search(clause) if self.indicator.kind in _CHANGES else None
        years = years_of(self.indicator.period)
        return named is not None and (years is None or named["year"] != str(years.last - 1))

    @property
    def is_partial(self) -> bool:
        """It is of some months of the year only."""
        return _MONTHS.search(self._lead) is not None

    @property
    def names_year(self) -> bool:
        """Its sentence says of which year it is: 上年, 2022年."""
        year = self.indicator.period.edtf[:4]
        return _LAST_YEAR.search(self._lead) is not None or (bool(year) and f"{year}年" in self._lead)

    @cached_property
    def amount(self) -> Amount:
        """Whether it is what was added (新增12家), what there is (达到138家), or not said."""
        clause = _PAUSE.split(self._lead)[-1]
        if _ADDED.search(clause + self.indicator.subject):
            return "added"
        if _REACHED.search(clause) or _HELD.search(clause + self.indicator.subject):
            return "held"
        if _ADDED.search(_STOP.split(self._lead)[-1]):
            return "added"  # 新增…50家、…23家 is said once for all
        is_bare = self.attributive and not self.marks and not subject_of(self.indicator.subject).verbs
        return "held" if is_bare else ""  # 63家示范企业组成联盟

    @property
    def is_quoted(self) -> bool:
        """It is a target spoken of, not a result: 增长8%的目标没有实现, 明年的主要目标是……."""
        if _GOAL.search(before(self.report, self.indicator, _SENTENCE)):
            return True
        return _QUOTED.match(self.report.text, self.indicator.span.end) is not None

    @cached_property
    def _lead(self) -> str:
        """The words of its sentence in front of it."""
        return before(self.report, self.indicator, _BEFORE)

    @property
    def _behind(self) -> str:
        return behind(self.report, self.indicator, _BEFORE)

    def _clause(self, pause: re.Pattern[str]) -> str:
        """The words between the pauses around it."""
        return pause.split(self._lead)[-1] + pause.split(self._behind)[0]

    @property
    def _is_for_years(self) -> bool:
        """Whether a target is one for several years: what stands in front says so, and not 今年."""
        span, sentence, text = self.indicator.span, self.indicator.sentence, self.report.text
        if self.indicator.status != "target":
            return False
        paragraph = text.rfind("\n", 0, span.start) + 1
        lead = text[max(paragraph, sentence.start - _LEAD) : sentence.start]
        for words in (text[sentence.start : span.start], lead):
            if _THIS_YEAR.search(words):
                return False
            if _YEARS.search(words):
                return True
        return False
