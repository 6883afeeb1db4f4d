"""Titles of laws and plans against the registry: misprinted (NAM-02), no longer in force (NAM-05)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources import lexicons
from reportnlp.resources.profiles import Law
from reportnlp.resources.registry import Instrument, instruments_by_title, misspelt

_TITLE = re.compile(r"《([^《》\n]{2,60})》|〈([^〈〉\n]{2,60})〉")
_ISSUER = re.compile(
    r"^(?:中华人民共和国|中共中央(?:办公厅)?[、 ]?|国务院(?:办公厅)?[、 ]?|中央宣传部、司法部){0,3}"
)
_TAIL = re.compile(r"[（(]([^（）()]{1,24})[）)]$")
_SPAN_OF_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:—|－|–|-|~|～|──|——|至|到){1,2}((?:19|20)\d\d)(年?)")
_KIND = re.compile(r"(?:办法|条例|规定|纲要|规划|细则|意见|通知|决定|计划|准则|体系|协定|法)$")
_SHORTEST = 5  # characters of a title that is compared with the registry's


@dataclass(frozen=True, slots=True)
class Cited:
    """A title in 《》: its stem without issuer and brackets, what the last brackets say, where it stands."""

    stem: str
    tail: str
    start: int
    end: int

    @property
    def years(self) -> str:
        """The years in the brackets as the registry writes them, "" where there are none."""
        found = _SPAN_OF_YEARS.fullmatch(self.tail)
        return f"{found[1]}—{found[2]}年" if found else ""


def cited(context: Context) -> tuple[Cited, ...]:
    """All titles in 《》 and 〈〉, in order."""
    return tuple(_read(m) for m in _TITLE.finditer(context.clean))


def _read(found: re.Match[str]) -> Cited:
    inner = (found[1] or found[2]).replace(" ", "")
    tail = _TAIL.search(inner)
    stem = inner[: tail.start()] if tail else inner
    return Cited(_ISSUER.sub("", stem), tail[1] if tail else "", found.start(), found.end())


@cache
def _known() -> frozenset[str]:
    """Every title that is known to exist."""
    return frozenset(instruments_by_title()) | frozenset(lexicons.load("laws").words("names"))


@cache
def _by_length() -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for title in sorted(_known()):
        if len(title) >= _SHORTEST and _KIND.search(title):
            found[len(title)].append(title)
    return {length: tuple(titles) for length, titles in found.items()}


def nearest(stem: str) -> str:
    """The one known title that `stem` misses by a character (changed, lost, added, swapped), else ""."""
    if stem in _known() or len(stem) < _SHORTEST - 1:
        return ""
    kind = _KIND.search(stem)
    around = (t for n in (-1, 0, 1) for t in _by_length().get(len(stem) + n, ()))
    close = [t for t in around if (kind is None or t.endswith(kind[0])) and _one_edit(stem, t)]
    return close[0] if len(close) == 1 else ""


def _one_edit(stem: str, title: str) -> bool:
    """Whether one slip leads from one to the other."""
    pairs = zip(stem, title, strict=False)
    first = next((i for i, (x, y) in enumerate(pairs) if x != y), min(len(stem), len(title)))
    if len(stem) > len(title):
        return stem[first + 1 :] == title[first:]
    if len(stem) < len(title):
        return stem[first:] == title[first + 1 :]
    if stem[first : first + 2] == title[first : first + 2][::-1]:
        return stem[first + 2 :] == title[first + 2 :]
    # One changed character at the head of a short title makes another law's (海事诉讼法, 民事诉讼法).
    return (len(title) > _SHORTEST or first > 1) and stem[first + 1 :] == title[first + 1 :]


class WrongTitle(Rule):
    """法律、文件的题名与正式题名不符。

    说明：题名在登记表里，而文中差一个字（《法制政府建设实施纲要》）、年限写错（2022—2025年）或年限漏“年”字的，逐一指出。
    例外：地方和部门自己的文件不在登记表里，不判；没有写年限的简称不判；带“试行”等字样不影响。
    """

    id = "NAM-02"
    name = "题名不符"
    level = "warning"
    sources = (Law(instrument="各文件的正式题名（登记表）", certainty="seen"),)
    bad = (
        Example(
            "对照《法治政府建设实施纲要（2021—2025）》要求。", marked="《法治政府建设实施纲要（2021—2025）》"
        ),
        Example("贯彻《法制政府建设实施纲要》。", marked="《法制政府建设实施纲要》"),
        Example("执行《重大行政决策程暂行条例》。", marked="《重大行政决策程暂行条例》"),
    )
    good = (
        Example("对照《法治政府建设实施纲要（2021-2025年）》和《法治政府建设实施纲要》要求。"),
        Example("修订《临江县环境行政处罚办法（试行）》，学习《行政处罚法》《民事诉讼法》。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every title in 《》 that is in the registry, or nearly."""
        titles = cited(context)
        for title in titles:
            yield from _named(context, title)
        yield from _variants(context, titles)


def _named(context: Context, title: Cited) -> Iterator[Judgement]:
    span = context.span(title.start, title.end)
    wrong = next((m for m in misspelt() if m.wrong in title.stem), None)
    close = nearest(title.stem)
    if wrong and context.year and context.year >= wrong.since.year:
        text = f"{context.quote(span)}中的“{wrong.wrong}”应为“{wrong.right}”"
        yield fails(text, span, suggestion=f"请改为“{wrong.right}”")
    elif close:
        text = f"{context.quote(span)}与正式题名《{close}》差一个字"
        yield fails(text, span, suggestion=f"请核对题名是否为《{close}》")
    elif editions := instruments_by_title().get(title.stem):
        yield _edition(context, title, editions, span)


def _edition(context: Context, title: Cited, editions: tuple[Instrument, ...], span: Span) -> Judgement:
    right = [e for e in editions if e.years]
    if not title.years or not right:
        return passes(span)
    same = next((e for e in right if e.years == title.years), None)
    if same is None:
        named = "、".join(f"《{e.full}》" for e in right)
        text = f"{context.quote(span)}的年限不对，登记的是{named}"
        return fails(text, span, suggestion="请核对题名中的年限")
    if not title.tail.endswith("年"):
        text = f"{context.quote(span)}的年限漏了“年”字"
        return fails(text, span, suggestion=f"正式题名是《{same.full}》")
    return passes(span)


_LONG = 10  # characters of a title whose second printing can hardly be another document
_MOST = 300  # titles that are compared with each other
_DIGITS = re.compile(r"[\d一二三四五六七八九十]")


def _variants(context: Context, titles: tuple[Cited, ...]) -> Iterator[Judgement]:
    """Two long titles of the report that differ in one character and are no known ones."""
    stems = {t.stem: t for t in reversed(titles) if len(t.stem) >= _LONG and t.stem not in _known()}
    ranked = sorted(stems)[:_MOST]
    for i, one in enumerate(ranked):
        for other in ranked[i + 1 :]:
            if -2 < len(one) - len(other) < 2 and _one_edit(one, other) and not _numbered(one, other):
                first, second = sorted((stems[one], stems[other]), key=lambda t: t.start)
                text = f"《{first.stem}》和《{second.stem}》只差一个字，像是同一份文件"
                spans = (context.span(second.start, second.end), context.span(first.start, first.end))
                yield unsure("linking", text, *spans, suggestion="请核对两处题名", level="info")


def _numbered(one: str, other: str) -> bool:
    """Whether it is a number that differs: 第一批, 第二批."""
    return _DIGITS.sub("", one) == _DIGITS.sub("", other)


# --- no longer in force -----------------------------------------------------------------------

_BASIS = re.compile(
    r"(?:依据|根据|依照|按照|遵照|适用|执行|贯彻|落实|遵守|实施|宣传|学习|违反|对照|以)[^。；\n《》]{0,16}$"
)
_GONE = re.compile(r"原|废止|失效|修订|修改|替代|取代|衔接|历史|期间|届满|收官|终期|评估|总结")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


class NotInForce(Rule):
    """把已经废止的法律、到期的规划当作现行依据。

    说明：报告年度开始前已经废止的法律法规（2021年起的民法通则、合同法等），不能再写“依据”“贯彻”“宣传”。
    到期的规划（《法治政府建设实施纲要（2015—2020年）》）在新规划出台以后，也不应作为主要依据。
    例外：写“原民法通则”、说明废止或修订经过、同句写明废止前年份的不判；废止日期凭记忆登记的只作存疑。
    """

    id = "NAM-05"
    name = "依据已废止"
    level = "warning"
    sources = (
        Law(instrument="中华人民共和国民法典", article="第一千二百六十条", certainty="seen"),
        Law(instrument="各法律法规的废止条款（登记表）", certainty="recalled"),
    )
    bad = (
        Example("依据《民法通则》办理案件12件。", marked="《民法通则》"),
        Example("依据《信访条例》办理信访12件。", marked="《信访条例》", reason="scope"),
    )
    good = (
        Example("依据《民法典》办理案件12件，原《民法通则》同时废止。"),
        Example("依据《民法通则》办理案件12件。", year=2019),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every title that is in the registry with an end."""
        if context.year is None:
            return
        titles = cited(context)
        editions = frozenset((t.stem, t.years) for t in titles)
        for title in titles:
            row = _ended(title, context.year)
            if row is None or _is_past(context, title, row):
                continue
            if row.years:
                yield from _over(context, title, row, editions)
            else:
                yield _repealed(context, title, row)


def _ended(title: Cited, year: int) -> Instrument | None:
    """The registry's row of a title, if it was over before `year` began."""
    for row in instruments_by_title().get(title.stem, ()):
        same = not row.years or row.years == title.years
        if same and row.until is not None and row.until <= date(year, 1, 1):
            return row
    return None


def _is_past(context: Context, title: Cited, row: Instrument) -> bool:
    sentence = context.sentence(title.start)
    around = context.prose[sentence.start : sentence.end]
    assert row.until is not None  # see _ended
    told = any(int(y) < row.until.year for y in _YEAR.findall(around))
    before = context.prose[max(sentence.start, title.start - 24) : title.start].replace("〇", "")
    return told or bool(_GONE.search(around)) or not _BASIS.search(before)


def _repealed(context: Context, title: Cited, row: Instrument) -> Judgement:
    span = context.span(title.start, title.end)
    assert row.until is not None  # see _ended
    after = f"，由《{row.successor}》取代" if row.successor else ""
    text = f"{context.quote(span)}已于{row.until.year}年{row.until.month}月{row.until.day}日废止{after}"
    advice = "请核对依据；说明旧案旧法的，请写“原”字"
    if row.is_seen:
        return fails(text, span, suggestion=advice)
    return unsure("scope", text, span, suggestion=advice, level="info")


def _over(
    context: Context, title: Cited, row: Instrument, editions: frozenset[tuple[str, str]]
) -> Iterator[Judgement]:
    """A plan whose time is over, where the report names no later edition of it."""
    later = [e for e in instruments_by_title()[row.title] if e.years > row.years]
    if later and not any((e.title, e.years) in editions for e in later):
        span = context.span(title.start, title.end)
        text = f"{context.quote(span)}已经到期，现行的是《{row.successor}》"
        yield fails(text, span, suggestion="请核对依据，是否沿用旧稿而未改")


RULES: Final = (WrongTitle, NotInForce)
