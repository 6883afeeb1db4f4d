"""The figures of a report as the comparison sees them: those that say the same thing are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportnlp.compare.spans import Spans, spans_of
from reportnlp.compare.subjects import Marks, Subject, grams_of, marks_of, subject_of
from reportnlp.compare.years import Years, years_of
from reportnlp.datamodel import Indicator, Report
from reportnlp.resources.alignment import load

_BEFORE, _BEHIND = 30, 14  # characters around a figure that tell what it is of
_PAUSE = re.compile(r"[，。；、：:\n]")
_TOTAL = re.compile(r"(?<!全年)(?<!今年)累计(?!欠)|[三四五]年来|以来|五年共")
_SINCE = re.compile(r"年均|(?:比|较)(?P<year>(?:19|20)\d\d)年")
_CHANGES = frozenset({"growth", "points", "change"})
_YEARS = re.compile(r"(?:今后|未来)[三四五]年|五年[后内奋目]|到20\d\d年|年均|“十[一二三四五]五”|本届政府")
_THIS_YEAR = re.compile(r"今年|本年|全年|年内|当年|20\d\d年[^，。；]{0,16}目标")
_INVESTED = re.compile(r"总投资|计划投资|估算投资|概算")
_ADDED = re.compile(r"新增|净增|新认定|新培育|新登记|新设|新引进|新获批|新建|新改")
_HELD = re.compile(r"总数|总量|共有|现有|拥有|累计达|在建|保有量")
_REACHED = re.compile(r"(?:达到?|增至|升至|发展到|扩大到|增加到|突破|从|由)(?:了|约|近)?\Z")
_MONTHS = re.compile(
    r"1?\d月?[-—－至到]+(?:[1-9]|1[01])月|前三季度|上半年|前\d{1,2}个月|截至(?:[1-9]|1[01])月"
)
_LAST_YEAR = re.compile(r"上年|去年|上一年")
_QUOTED = re.compile(r"的?(?:预期|年度|既定)?(?:目标|任务|计划)")
_GOAL = re.compile(r"(?:预期|主要|奋斗|发展)目标(?:[是为：:]|建议)")
_SENTENCE = 400  # characters of a sentence in front of a figure
_LEAD = 200  # characters in front of a sentence that tell which years its targets are for
_STOP = re.compile(r"[，。；：\n]")
_NO_WORD = re.compile(r"[\d\W]")


@dataclass(frozen=True, slots=True)
class Mention:
    """What is stated once or several times: one value of one thing.

    Args:
        figures: indexes into `Report.indicators`, the first mention first.
        indicator: that of the first.
        years: of its period, None where it has none.
        around: the pairs of characters around the first mention.
        marks: those of its subject and of its clause (see `subjects.Marks`).
        heading: of the section it stands in; `role`: of that section.
        attributive: the number stands in front of what it measures (7.7公里水系).
        is_total: it is said to have run up over several years (累计), or is to within several.
        is_property: it is what a project costs or measures, not what is to be reached (总投资60亿元的项目).
        in_span: it is of several years: of a term of office, a plan, the years to come.
        is_partial: it is of some months of the year only.
        names_year: its clause says of which year it is (去年, 2022年).
        amount: whether it is what was added ("added"), what there is ("held"), or not said ("").
        is_quoted: it is a target spoken of, not a result (增长8%的目标没有实现).
    """

    figures: tuple[int, ...]
    indicator: Indicator
    subject: Subject
    years: Years | None
    around: frozenset[str]
    marks: Marks
    heading: frozenset[str]
    role: str
    attributive: bool
    is_total: bool
    is_property: bool
    is_quoted: bool
    in_span: bool
    is_partial: bool
    names_year: bool
    amount: str

    @property
    def first(self) -> int:
        """Index of the first mention."""
        return self.figures[0]

    @property
    def beside(self) -> frozenset[str]:
        """The pairs of characters around it that its subject does not have."""
        return self.around - self.subject.grams - self.subject.bare_grams

    @property
    def value(self) -> Fraction:
        """The printed number in the base unit, its scale multiplied out."""
        quantity = self.indicator.quantity
        return Fraction(quantity.number) * quantity.scale * load().base(quantity.unit)[1]


def mentions_of(report: Report) -> tuple[Mention, ...]:
    """The figures of a report, those that say the same thing made one, in the order of the text."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, indicator in enumerate(report.indicators):
        if indicator.subject or indicator.concept:
            groups.setdefault(_identity(report, indicator), []).append(index)
    merged, spans = _one_a_concept(report, groups.values()), spans_of(report)
    return tuple(sorted((_mention(report, group, spans) for group in merged), key=lambda m: m.first))


def _identity(report: Report, indicator: Indicator) -> tuple[object, ...]:
    """What two figures that say the same thing have in common."""
    quantity = indicator.quantity
    return (
        subject_of(indicator.subject).core,
        tuple(sorted((k, tuple(sorted(v))) for k, v in _marks(report, indicator).items())),
        indicator.kind,
        indicator.status,
        indicator.period.edtf,
        quantity.value,
        quantity.unit,
        quantity.comparator,
    )


def _one_a_concept(report: Report, groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Groups of one concept and one value are one, whatever words name it."""
    by_concept: dict[tuple[object, ...], list[int]] = {}
    for group in groups:
        indicator = report.indicators[group[0]]
        if indicator.concept:
            by_concept.setdefault((indicator.concept, *_identity(report, indicator)[1:]), []).extend(group)
        else:
            yield group
    yield from (sorted(group) for group in by_concept.values())


def _mention(report: Report, group: list[int], spans: Spans) -> Mention:
    indicator = report.indicators[group[0]]
    known = 0 <= indicator.section < len(report.sections)
    section = report.sections[indicator.section] if known else None
    subject = subject_of(indicator.subject)
    attributive = _stands_before_noun(report, indicator)
    return Mention(
        figures=tuple(group),
        indicator=indicator,
        subject=subject,
        years=years_of(indicator.period),
        around=_around(report, indicator),
        marks=_marks(report, indicator),
        heading=grams_of(_NO_WORD.sub("", section.heading)) if section else frozenset(),
        role=section.role if section else "",
        attributive=attributive,
        is_total=_has_run_up(report, indicator) or _is_for_years(report, indicator),
        is_property=_is_property(indicator, attributive),
        in_span=spans.holds(indicator),
        is_partial=_MONTHS.search(_lead(report, indicator)) is not None,
        names_year=_names_year(report, indicator),
        amount=_amount(report, indicator),
        is_quoted=_is_quoted(report, indicator),
    )


def _around(report: Report, indicator: Indicator) -> frozenset[str]:
    span, sentence = indicator.span, indicator.sentence
    before = report.text[max(sentence.start, span.start - _BEFORE) : span.start]
    behind = report.text[span.end : min(sentence.end, span.end + _BEHIND)]
    return grams_of(_NO_WORD.sub("", before)) | grams_of(_NO_WORD.sub("", behind))


def _marks(report: Report, indicator: Indicator) -> Marks:
    of_clause = marks_of(_clause(report, indicator, _PAUSE), clause=True)
    return {**of_clause, **subject_of(indicator.subject).marks}


def _clause(report: Report, indicator: Indicator, pause: re.Pattern[str]) -> str:
    """The words between the pauses around a figure."""
    span, sentence = indicator.span, indicator.sentence
    before = report.text[max(sentence.start, span.start - _BEFORE) : span.start]
    behind = report.text[span.end : min(sentence.end, span.end + _BEFORE)]
    return pause.split(before)[-1] + pause.split(behind)[0]


def _lead(report: Report, indicator: Indicator) -> str:
    """The words of its sentence in front of a figure."""
    return report.text[max(indicator.sentence.start, indicator.span.start - _BEFORE) : indicator.span.start]


def _is_quoted(report: Report, indicator: Indicator) -> bool:
    start = max(indicator.sentence.start, indicator.span.start - _SENTENCE)
    told = _GOAL.search(report.text, start, indicator.span.start)
    return told is not None or _QUOTED.match(report.text, indicator.span.end) is not None


def _amount(report: Report, indicator: Indicator) -> str:
    """Whether a count is of what was added (新增12家) or of what there is (达到138家)."""
    lead = _lead(report, indicator)
    clause = _PAUSE.split(lead)[-1]
    if _ADDED.search(clause + indicator.subject):
        return "added"
    if _REACHED.search(clause) or _HELD.search(clause + indicator.subject):
        return "held"
    return "added" if _ADDED.search(_STOP.split(lead)[-1]) else ""  # 新增…50家、…23家: said once for all


def _names_year(report: Report, indicator: Indicator) -> bool:
    said, year = _lead(report, indicator), indicator.period.edtf[:4]
    return _LAST_YEAR.search(said) is not None or (bool(year) and f"{year}年" in said)


def _has_run_up(report: Report, indicator: Indicator) -> bool:
    clause = _clause(report, indicator, _STOP)
    if _TOTAL.search(clause):
        return True
    named = _SINCE.search(clause) if indicator.kind in _CHANGES else None
    return named is not None and named["year"] != str(int(indicator.period.edtf[:4] or 0) - 1)


def _is_for_years(report: Report, indicator: Indicator) -> bool:
    """Whether a target is one for several years: what stands in front says so, and does not say 今年."""
    if indicator.status != "target":
        return False
    start = report.text.rfind("\n", 0, indicator.span.start) + 1
    sentence = report.text[indicator.sentence.start : indicator.span.start]
    lead = report.text[max(start, indicator.sentence.start - _LEAD) : indicator.sentence.start]
    for words in (sentence, lead):
        told = _THIS_YEAR.search(words) is None and _YEARS.search(words) is not None
        if told or _THIS_YEAR.search(words):
            return told
    return False


def _is_property(indicator: Indicator, attributive: bool) -> bool:
    if indicator.kind == "money" and _INVESTED.search(indicator.subject):
        return True
    return attributive and indicator.kind in ("money", "measure")


def _stands_before_noun(report: Report, indicator: Indicator) -> bool:
    """Whether the number stands in front of what it measures: 7.7公里水系."""
    behind = report.text[indicator.span.end : indicator.span.end + 1]
    return bool(behind) and (behind == "的" or not _NO_WORD.match(behind))
