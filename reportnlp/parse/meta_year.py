"""The year of a report: a vote of everything that names one."""

from __future__ import annotations

import re
from collections import Counter

from reportnlp.datamodel import Kind
from reportnlp.parse.meta_front import Front
from reportnlp.parse.meta_time import YEAR, Dated, commonest_year, number_of, year_of, years

_TERM = r"第([一二三四五六七八九十]{1,3})届全国人民代表大会"
_NPC = re.compile(rf"[在向]{_TERM}(?:第([一二三四五])次会|作|提出|报告)")
_NPC_SINCE = re.compile(
    rf"{_TERM}第([一二三四五])次会议[^。\n]{{0,12}}(?:以来|到现在|到这次|闭幕|的决议)[^。\n]{{0,20}}"
)
#: First year of those terms of the National People's Congress that were not five years long.
_NPC_STARTS = {1: 1954, 2: 1959, 3: 1964, 4: 1975, 5: 1978}
_PLAN_LINE = re.compile(
    rf"\n[ \u3000]{{0,4}}(?![到至])([^\n。；，：]{{0,20}}?){YEAR}年([^\n。；，]{{0,24}}"
    r"(?:工作|任务|目标|安排|重点|预期|举措)[^\n。；，]{0,12})(?=\n)"
)
_NUMBERED = re.compile(r"[一二三四五六]、|[（(][一二三四五六]")
_NO_PLAN = re.compile(r"回顾|总结|完成|报告|成绩|远景|[到至—-]$")
_PLANS = ("年工作安排", "年工作总体", "年重点工作", "年主要工作", "年主要任务", "年工作任务", "年工作重点")
_PERIOD = re.compile(r"((?:19|20)\d\d)年1月1日")
_PAST = re.compile(
    rf"\n[^\n。]{{0,8}}报告{YEAR}年的?工作|过去的{YEAR}年"
    rf"|(?:去年|过去的?一年|一年来)[^\n。]{{0,6}}回顾\s{{0,8}}{YEAR}年"
)
_FIRST_HEADING = re.compile(
    rf"\n[ \u3000]{{0,4}}一、[^\n。]{{0,30}}?{YEAR}年(?!以来|[^\n]{{0,12}}(?:安排|目标))"
)
_NAMED = re.compile(r"(?<!\d)(?:19[4-9]|20[0-4])\d(?!\d)")
# Not the year compared with (比2010年, 由2010年的) nor a goal (到2025年).
_PAST_YEAR = re.compile(rf"(?:(?<![到至取比由从是较同自])|(?<=[加高升长降]到)){YEAR}年(?!前|至|到|远景)")

Votes = Counter[int]


def find_year(
    front: Front, kind: Kind, dates: tuple[Dated | None, Dated | None], text: str, name: str, *, nation: bool
) -> int | None:
    """The year reported on; for 政府工作报告 the year in which it was given.

    Args:
        front: the front and foot of the report.
        kind: its kind.
        dates: the date printed in the report and the one of its form fields or web page, if any.
        text: all of it.
        name: the stem of its file name, asked only when nothing else speaks.
        nation: whether the State Council gave it (then sessions tell the year).
    """
    votes = _gwr_votes(front, text, nation) if kind == "gwr" else _votes(front)
    for date, weight in zip(dates, (5, 1) if kind == "gwr" else (3, 1), strict=True):
        if date:
            votes[_year_meant(date, kind)] += weight
    if votes:
        return max(votes, key=lambda year: (votes[year], year))
    named = _NAMED.findall(name)
    if named:
        return int(named[-1])
    last = _last_reviewed(text) if kind == "gwr" else None
    return last + 1 if last else commonest_year(text[:6000])


def _year_meant(date: Dated, kind: Kind) -> int:
    """A report signed in the first half of a year is about the year before; a 政府工作报告 is of its day."""
    return date.year - (kind != "gwr" and date.month <= 6)


def _votes(front: Front) -> Votes:
    votes: Votes = Counter()
    votes.update(dict.fromkeys(years(front.title)[:1], 6))
    votes.update({int(year): 4 for year in _PERIOD.findall(front.head)[:1]})
    if year := commonest_year(front.opening):
        votes[year] += 2
    return votes


def _gwr_votes(front: Front, text: str, nation: bool) -> Votes:
    votes: Votes = Counter()
    votes.update(dict.fromkeys(years(front.title)[:1], 3))
    if nation:
        votes.update(_session_votes(front.head))
    votes.update({year + 1: 4 for year in _reviewed(front.head)})
    votes.update(dict.fromkeys(_planned(text), 4))
    return votes


def _session_votes(head: str) -> Votes:
    """The year of a session of the National People's Congress, held now or the time before."""
    votes: Votes = Counter()
    if session := _NPC.search(head):
        votes[_session_year(session)] += 4
    if since := _NPC_SINCE.search(head):
        votes[_session_year(since) + (5 if "五年" in since[0] else 1)] += 2
    return votes


def _session_year(session: re.Match[str]) -> int:
    term = number_of(session[1])
    return _NPC_STARTS.get(term, 1983 + 5 * (term - 6)) + number_of(session[2] or "一") - 1


def _reviewed(head: str) -> list[int]:
    """The year reviewed: of 一、2022年工作回顾, of 过去的2022年, or of the first heading."""
    if past := _PAST.search(head):
        return [year_of(past[1] or past[2] or past[3])]
    at = head.find("回顾")
    while at > 0:
        before = re.split(r"[\n。；]", head[max(0, at - 30) : at])[-1]
        if found := years(before):
            return found[-1:]
        at = head.find("回顾", at + 1)
    first = _FIRST_HEADING.search(head)
    return [year_of(first[1])] if first else []


def _planned(text: str) -> list[int]:
    """The latest year of the headings that plan, numbered ones first: 二、2023年工作安排."""
    found: dict[bool, list[int]] = {True: [], False: []}
    for m in _PLAN_LINE.finditer(text):
        if not _NO_PLAN.search(m[1]) and not _NO_PLAN.search(m[3]):
            found[bool(_NUMBERED.match(m[1]))].append(year_of(m[2]))
    for phrase in _PLANS:
        at = text.find(phrase)
        if at > 3 and text[at - 4 : at].isdecimal():
            found[False].append(int(text[at - 4 : at]))
    best = found[True] or found[False]
    return [max(best)] if best else []


def _last_reviewed(text: str) -> int | None:
    """The latest year that the first part, which reviews, names twice (or once, if none is)."""
    for share in (4, 2):
        part = text[: max(1200, min(8000, len(text) // share))]
        counts = Counter(year_of(m[1]) for m in _PAST_YEAR.finditer(part))
        if counts:
            often = [year for year, count in counts.items() if count > 1]
            return max(often or counts)
    return None
