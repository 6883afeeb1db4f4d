"""Periods: which stretch of time a figure speaks of, resolved against the report's year.

A period is EDTF text: "2021", "2016/2020", "2021-01/2021-06"; "" for a standing rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from reportnlp.datamodel import Kind
from reportnlp.text import Paragraphs

PLAN_YEARS: dict[str, tuple[int, int]] = {
    "一五": (1953, 1957), "二五": (1958, 1962), "三五": (1966, 1970), "四五": (1971, 1975),
    "五五": (1976, 1980), "六五": (1981, 1985), "七五": (1986, 1990), "八五": (1991, 1995),
    "九五": (1996, 2000), "十五": (2001, 2005),
    "十一五": (2006, 2010), "十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025),
    "十五五": (2026, 2030), "十六五": (2031, 2035),
}  # fmt: skip
"""Years of the national five-year plans."""

_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

_TOKEN = re.compile(
    r"(?P<span>(?P<from>(?:19|20)\d\d)年?(?:[-—–~～至]{1,2}|到)(?P<to>(?:19|20)\d\d)年)"
    r"|(?P<year>(?:19|20)\d\d)年(?P<tail>以来|初|度|上半年|下半年|一季度|前三季度|\d{1,2}月|末|底)?"
    r"|(?P<relative>今年|本年度|本年(?!份)|当年|去年|(?<!以)上年(?!结转)|上一年(?!结转)|明年|前年|全年)(?P<relative_tail>以来|上半年|下半年)?"
    r"|(?P<plan>[“\"]?十?[一二三四五六七八九十]五[”\"]?)(?P<plan_tail>时期|期间|以来|末|规划期)"
    r"|(?:过去|近|这|前)?(?P<count>[两二三四五六七八九十]|\d)年(?:多)?(?:来|间|平均|累计)"
    r"|这(?P<these>[两二三四五六七八九十])年"
    r"|(?:过去(?:的)?|近|前|刚刚过去的)(?P<past>[两二三四五六七八九十]|\d)年(?!级|度)"
    r"|(?P<lately>一年来|过去(?:的)?一年)"
    r"|(?:今后|未来)(?P<future>[两二三四五六七八九十]|\d)年"
    r"|(?P<half>上半年|下半年|一季度|前三季度)"
)
# A year in front of which one of these stands is what is compared with, not what is spoken of.
_COMPARED = re.compile(r"(?:比|较|与|同|和|超|占)“?\Z")
_BASE_OF_MULTIPLE = re.compile(r"的[^，。；\n]{0,8}(?:(?P<times>倍)|%|成)")  # 是2006年的2.2倍
_RESTORED = re.compile(r"(?:恢复到?|相当于|是|为|达到?|超过)\Z")
_EVER_SINCE = re.compile(r"[^，。；\n]{0,14}以来")
_OPENING = 12  # characters of a paragraph in which the period that governs it stands
_ONE_YEAR = re.compile(r"20\d\d年")
_PROSE = re.compile(
    r"(?![ \u3000]{0,8}[图表] ?\d)[^\n]{0,60}[，。：]|[^\n]{0,3}[一二三四五六七八九十]{1,3}、"
)  # no caption
_GOAL = re.compile(r"(?:到|至|力争|截[至止]到?)\Z")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A period named in the text at [start, end); `goal` where it says by when (到2025年)."""

    start: int
    end: int
    edtf: str
    goal: bool = False
    opens: bool = False
    """It opens its clause, and so also governs the clauses that follow in the sentence."""
    relative: Literal["this", "last", "next", ""] = ""


def anchor_year(kind: Kind, year: int | None) -> int | None:
    """The year that the review part speaks of: the year before for 政府工作报告, else the year itself."""
    return year - 1 if kind == "gwr" and year is not None else year


def find_periods(text: str, kind: Kind, year: int | None) -> list[Mentioned]:
    """All periods named in `text`, in order; words relative to an unknown year are left out."""
    found = []
    for m in _TOKEN.finditer(text):
        edtf, relative = _resolve(m, kind, year)
        before = text[max(0, m.start() - 4) : m.start()]
        if m["year"] and before.endswith("自") and _EVER_SINCE.match(text, m.end()):
            edtf = _with_tail(int(m["year"]), "以来", anchor_year(kind, year))
        if edtf and not _COMPARED.search(before) and not _is_base(text, m.end(), before):
            goal = bool(_GOAL.search(before)) and not m["relative"]
            found.append(
                Mentioned(m.start(), m.end(), edtf, goal, _opens(text, m.start(), m.end()), relative)
            )
    return found


def _is_base(text: str, end: int, before: str) -> bool:
    """是2006年的2.2倍, 恢复到2019年的80%; 提高到2017年的60%, however, speaks of 2017."""
    m = _BASE_OF_MULTIPLE.match(text, end)
    return m is not None and (m["times"] is not None or _RESTORED.search(before) is not None)


def _opens(text: str, start: int, end: int) -> bool:
    if text.startswith("，", end):
        return True
    before = text[max(0, start - 2) : start].rstrip("到至从自在于截止 \u3000“")
    return not before or not before[-1].isalnum()


def _resolve(
    m: re.Match[str], kind: Kind, year: int | None
) -> tuple[str, Literal["this", "last", "next", ""]]:
    review = anchor_year(kind, year)
    if m["span"]:
        return f"{m['from']}/{m['to']}", ""
    if m["year"]:
        return _with_tail(int(m["year"]), m["tail"] or "", review), ""
    if m["plan"]:
        return _plan(m["plan"].strip('“”"'), m["plan_tail"], review), ""
    if year is None or review is None:
        return "", ""
    if m["relative"]:
        return _relative(m["relative"], m["relative_tail"] or "", kind, year)
    if m["lately"]:
        return str(review), ""
    if m["half"]:
        return "", ""  # part of a year that the section's own period already names
    count = m["count"] or m["these"] or m["past"] or m["future"]
    n = int(count) if count.isdigit() else _COUNT[count]
    if m["future"]:
        return f"{year}/{year + n - 1}", ""
    return f"{review - n + 1}/{review}", ""


def _with_tail(year: int, tail: str, review: int | None) -> str:
    if tail == "以来" and review is not None and review > year:
        return f"{year}/{review}"
    if tail == "上半年":
        return f"{year}-01/{year}-06"
    if tail == "下半年":
        return f"{year}-07/{year}-12"
    if tail.endswith("月"):
        return f"{year}-{int(tail[:-1]):02d}" if 1 <= int(tail[:-1]) <= 12 else str(year)
    return str(year)


def _plan(name: str, tail: str, review: int | None) -> str:
    years = PLAN_YEARS.get(name)
    if years is None:
        return ""
    if tail == "以来" and review is not None:
        return f"{years[0]}/{max(years[0], min(review, years[1]))}"
    return str(years[1]) if tail == "末" else f"{years[0]}/{years[1]}"


def _relative(word: str, tail: str, kind: Kind, year: int) -> tuple[str, Literal["this", "last", "next", ""]]:
    if word == "去年":
        return str(year - 1), "last"
    if word in ("上年", "上一年"):  # the year before the one reviewed
        return str((anchor_year(kind, year) or year) - 1), "last"
    if word == "前年":
        return str(year - 2), "last"
    if word == "明年":
        return str(year + 1), "next"
    if word in ("全年", "当年", "本年", "本年度"):
        return "", ""
    return str(year), "this"


class PeriodIndex:
    """Looks up the period that governs a position: the last one named before it in its sentence."""

    __slots__ = ("_found", "_starts")

    def __init__(self, found: list[Mentioned]) -> None:
        self._found = found
        self._starts = [p.start for p in found]

    def before(self, position: int, sentence: int, clause: int, spent: int = -1) -> Mentioned | None:
        """The nearest period named before `position` that governs it, None where there is none.

        One named inside the figure's own clause (from `clause` on) governs it; one named earlier
        in the sentence (from `sentence` on) only if it opens its clause.  The one at
        `spent` was that of a value quoted for comparison and governs nothing else.
        """
        i = bisect_right(self._starts, position) - 1
        while i >= 0 and self._starts[i] >= sentence:
            found = self._found[i]
            if found.start != spent and (found.start >= clause or found.opens):
                return found
            i -= 1
        return None


class Regimes:
    """The span of years that a part of the text speaks of, beyond single sentences.

    A top heading such as “十三五”时期工作回顾 opens one for its section, until a paragraph begins with one
    year (一年来，2020年，…); a paragraph that begins with 五年来，… speaks of these years itself.

    Args:
        text: clean text; `found` its periods; `tops` where its top sections begin, with their headings.
    """

    __slots__ = ("_openings", "_paragraphs", "_spans", "_starts", "_text")

    def __init__(self, text: str, found: list[Mentioned], tops: list[tuple[int, str]]) -> None:
        self._text = text
        self._paragraphs = Paragraphs(text)
        self._openings: dict[int, str] = {}
        marks: dict[int, str] = {start: "" for start, _ in tops}
        ends = {start: start + len(heading) for start, heading in tops}
        for period in found:
            paragraph = self._paragraphs.start(period.start)
            if paragraph in ends:
                if period.end <= ends[paragraph] and "/" in period.edtf:
                    one_year = _ONE_YEAR.search(text, paragraph, ends[paragraph])
                    marks[paragraph] = "" if one_year else period.edtf
            elif self._opens(period, paragraph):
                self._openings.setdefault(paragraph, period.edtf)
                if "/" not in period.edtf:
                    marks.setdefault(paragraph, "")
        self._starts = sorted(marks)
        self._spans = [marks[start] for start in self._starts]

    def _opens(self, period: Mentioned, paragraph: int) -> bool:
        near = period.start - paragraph <= _OPENING
        return near and period.opens and not period.goal and _PROSE.match(self._text, paragraph) is not None

    def at(self, position: int) -> str:
        """The span of years that governs `position`, "" where none does."""
        opening = self._openings.get(self._paragraphs.start(position), "")
        if opening:
            return opening if "/" in opening else ""
        i = bisect_right(self._starts, position) - 1
        return self._spans[i] if i >= 0 else ""
