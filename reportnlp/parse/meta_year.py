"""The year of a report: a vote of everything that names one."""

from __future__ import annotations

import re
from collections import Counter

from reportnlp.datamodel import Kind
from reportnlp.parse.meta_front import Front
from reportnlp.parse.meta_time import Dated, commonest_year, number_of, years

_NPC = re.compile(r"[在向]第([一二三四五六七八九十]{1,3})届全国人民代表大会第([一二三四五])次会")
#: First year of those terms of the National People's Congress that were not five years long.
_NPC_STARTS = {1: 1954, 2: 1959, 3: 1964, 4: 1975, 5: 1978}
_PLAN_LINE = re.compile(
    r"\n[ \u3000]{0,4}[^\n。；，]{0,16}?((?:19|20)\d\d)年[^\n。；]{0,24}(?:工作|任务|目标|安排|重点|预期|举措)[^\n。；]{0,12}(?=\n)"
)
_PLANS = ("年工作安排", "年工作总体", "年重点工作", "年主要工作", "年主要任务", "年工作任务", "年工作重点")
_PERIOD = re.compile(r"((?:19|20)\d\d)年1月1日")

Votes = Counter[int]


def find_year(
    front: Front, kind: Kind, date: Dated | None, text: str, name: str, *, nation: bool
) -> int | None:
    """The year reported on; for 政府工作报告 the year in which it was given.

    Args:
        front: the front and foot of the report.
        kind: its kind.
        date: its date, if one was found.
        text: all of it.
        name: the stem of its file name; a vote too weak to overrule any other.
        nation: whether the State Council gave it (then sessions tell the year).
    """
    votes = _gwr_votes(front, date, text, nation) if kind == "gwr" else _votes(front, date)
    if not votes and (year := commonest_year(text[:6000])):
        votes[year + (kind == "gwr")] += 1
    named = re.findall(r"(?<!\d)(?:19[4-9]|20[0-4])\d(?!\d)", name)
    if not votes and named:
        return int(named[-1])
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _votes(front: Front, date: Dated | None) -> Votes:
    votes: Votes = Counter()
    votes.update({year: 6 for year in years(front.title)[:1]})
    votes.update({int(year): 4 for year in _PERIOD.findall(front.head)[:1]})
    if date:
        # A report signed in the first half of a year is about the year before.
        votes[date.year - (date.month <= 6)] += 3
    if year := commonest_year(front.opening):
        votes[year] += 2
    return votes


def _gwr_votes(front: Front, date: Dated | None, text: str, nation: bool) -> Votes:
    votes: Votes = Counter()
    votes.update({year: 3 for year in years(front.title)[:1]})
    if date:
        votes[date.year] += 5 if date.month < 11 else 3
    if nation and (session := _NPC.search(front.head)):
        term = number_of(session[1])
        votes[_NPC_STARTS.get(term, 1983 + 5 * (term - 6)) + number_of(session[2]) - 1] += 4
    votes.update({year + 1: 4 for year in _reviewed(front.head)})
    votes.update({year: 4 for year in _planned(text)})
    return votes


def _reviewed(head: str) -> list[int]:
    """The year before the first 回顾 that has one: 一、2022年工作回顾."""
    at = head.find("回顾")
    while at > 0:
        before = re.split(r"[\n。；]", head[max(0, at - 30) : at])[-1]
        if found := years(before):
            return found[-1:]
        at = head.find("回顾", at + 1)
    return []


def _planned(text: str) -> list[int]:
    """The latest year of the headings that plan: 二、2023年工作安排."""
    found = [int(m[1]) for m in _PLAN_LINE.finditer(text)]
    for phrase in _PLANS:
        at = text.find(phrase)
        if at > 3 and text[at - 4 : at].isdigit():
            found.append(int(text[at - 4 : at]))
    return [max(found)] if found else []
