"""What is over and still told as the task or the guide (STA-03)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.stale_meetings import LeftBehind, left_behind
from reportnlp.datamodel import Member, Report, Span
from reportnlp.datamodel.findings import Evidence
from reportnlp.resources.profiles import Law
from reportnlp.resources.registry import (
    Past,
    education_programmes,
    five_year_plans,
    instruments_by_title,
    past,
)
from reportnlp.scanning import at_cues

_AHEAD = frozenset({"plan", "targets", "tasks", "self_building"})

_BASIS_WORDS: Final = r"(?:按照|依照|遵照|依据|根据|对照|对标|围绕|紧扣|贯彻|落实|实施|推进|执行|以)"
_BASIS = re.compile(_BASIS_WORDS + r"[^，。；：！\n《》]{0,16}\Z")
_LEAD = re.compile(
    r"(?:按照|对照|对标|围绕|紧扣|贯彻|落实|实施|推进|推动|深化|开展|坚持|做好|搞好|抓好|执行|组织|启动|加快|"
    r"完成|坚决|纵深|以)[^，。；：！\n]{0,16}\Z"
)
_OWN_LEAD = re.compile(r"打[赢好]|决胜|确保")  # what a term itself begins with
_NEAR: Final = 60  # characters of a clause on either side that are looked at
_CLAUSE_END = re.compile(r"[，。；：！\n]")
# What a clause says of a thing that is over: it looks back on it, keeps what it brought, or closes it.
_OVER = re.compile(
    r"成果|成效|经验|基础|常态|长效|常治|制度化|巩固|拓展|整改|后续|结果|数据|资料|回头看|以来|期间|时期|"
    r"之后|后[，、]|后(?:的|要|，)|总结|评估|验收|收官|收尾|圆满|胜利|取得|到期|届满|遗留|未完|续建|原|曾|已|了|"
    r"衔接|接续|编制|谋划|修编|项目库|精神"
)
_NUMBERED = re.compile(r"[“十](?=.{0,3}五)")
_YEARS = re.compile(r"(?:19|20)\d\d年?(?:—|－|–|-|~|～|──|——|至|到){1,2}((?:19|20)\d\d)(?!\d)年?[）)]?")
_PLAN = re.compile(r"规划|计划|纲要|方案|行动|意见")
_IN_TITLE = re.compile(r"[《〈][^《》〈〉\n]{2,60}\Z")
_TITLE_END = re.compile(r"[^《》〈〉\n]{0,30}[》〉]")
# 工业发展行动计划（2018—2020年） without the marks of a title, from its lead on.
_UNMARKED = re.compile(
    r"(?P<lead>"
    + _BASIS_WORDS
    + r")(?P<name>[^，。；：！、《》\n（(]{2,30}(?:规划|计划|纲要|方案|行动))[（(]\Z"
)
# Plans of land and towns hold until the next ones are approved, whatever their years.
_HOLDS_ON = re.compile(
    r"总体规划|城市规划|城镇体系|土地利用|国土空间|详细规划|控制性|矿产资源|岸线|林地|河道"
)
_ISSUER = re.compile(r"^(?:中华人民共和国|中共中央(?:办公厅)?[、 ]?|国务院(?:办公厅)?[、 ]?){0,3}")


@dataclass(frozen=True, slots=True)
class _Use:
    """A thing that is over, used in the clean text at [start, end)."""

    start: int
    end: int
    name: str
    until: date
    now: str = ""
    is_seen: bool = True


class StaleTerms(Rule):
    """把已经过去的规划、活动、会议当作现行的来写。

    说明：下一步安排里仍写“深入实施‘十三五’规划”“开展第七次全国人口普查”，而报告作出时规划已到期、活动已结束；
    指导思想只写以前的党代会、中央全会精神，全文没有提到最近的一次。多半是沿用了旧稿。结束日期凭记忆登记的只作存疑。
    同时给出上一年的报告的，还说明上一年是不是也这样写。
    例外：回顾过去的（完成、收官、巩固成果、常态化）不判；政府工作报告的工作回顾不判规划和活动；
    城市、土地、国土空间等规划在新规划批准以前继续有效，不判；登记表里写明废止或到期的文件归 NAM-05。
    """

    id = "STA-03"
    name = "过时的提法"
    level = "warning"
    kinds = frozenset({"fazhi", "gwr", "tjgb", "xxgk"})
    sources = (
        Law(instrument="规划、计划题名中的年限", certainty="seen"),
        Law(instrument="历次党代会、中央全会的召开时间（登记表）", certainty="recalled"),
        Law(instrument="各项活动、行动的起止时间（登记表）", certainty="recalled"),
    )
    bad = (
        Example(
            "一、2022年工作回顾\n全县经济平稳。\n二、2023年工作安排\n深入实施“十三五”规划，抓好项目建设。",
            kind="gwr",
            year=2023,
            marked="“十三五”规划",
        ),
        Example(
            "全县以党的十九大精神为指导，推进依法行政。",
            year=2023,
            marked="党的十九大",
        ),
        Example(
            "一、2022年工作回顾\n全县经济平稳。\n二、2023年工作安排\n认真做好第七次全国人口普查。",
            kind="gwr",
            year=2023,
            marked="第七次全国人口普查",
            reason="scope",
            previous="一、2021年工作回顾\n全县经济平稳。\n二、2022年工作安排\n认真做好第七次全国人口普查。",
        ),
    )
    good = (
        Example(
            "一、2020年工作回顾\n圆满完成“十三五”规划。\n二、2021年工作安排\n"
            "总结“十三五”规划实施经验，巩固扫黑除恶专项斗争成果。",
            kind="gwr",
            year=2021,
        ),
        Example("深入贯彻党的十九大和二十大精神，推进依法行政。", year=2023),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every plan, campaign and aim with an end, and the meetings that the report is guided by."""
        if context.year is None:
            return
        ahead = _ahead(context)
        uses: dict[str, list[_Use]] = defaultdict(list)
        for use in (*_campaigns(context), *_numbered(context), *_titled(context)):
            if _is_current(context, use, ahead):
                uses[use.name].append(use)
        found = [_stale(context, same) for same in uses.values()]
        found += [_behind(context, meeting) for meeting in left_behind(context)]
        yield from found or (passes(),)


def _campaigns(context: Context) -> Iterator[_Use]:
    text = context.prose
    for row in past():
        at = text.find(row.term)
        while at >= 0:
            end = at + len(row.term)
            if _LEAD.search(text, max(0, at - 20), at) or _OWN_LEAD.match(row.term):
                yield _Use(at, end, row.term, row.until, row.now, row.is_seen)
            at = text.find(row.term, end)


@cache
def _numbered_plan() -> re.Pattern[str]:
    """“十三五”规划, 十三五生态环境保护规划, “七五”普法; two characters only in quotation marks."""
    names = {*five_year_plans(), *education_programmes()}
    long, short = ("|".join(sorted(n for n in names if (len(n) > 2) is big)) for big in (True, False))
    return re.compile(
        rf"(?:“(?P<quoted>{long}|{short})”|(?<![第二三四五六七八九十])(?P<bare>{long})(?!时期|期间))"
        r"(?:[^，。；、：“”\n]{0,12}?(?P<law>普法|法治宣传|法制宣传)(?:教育)?(?:规划)?"
        r"|[^，。；、：“”\n]{0,12}?(?:规划|计划)(?:纲要)?)"
    )


def _numbered(context: Context) -> Iterator[_Use]:
    text = context.prose
    for found in at_cues(_numbered_plan(), text, _NUMBERED):
        name = found["quoted"] or found["bare"]
        if _BASIS.search(text, max(0, found.start() - 20), found.start()):
            row = _plan_meant(name, bool(found["law"]))
            if row is not None:
                yield _Use(found.start(), found.end(), found[0], row.until, "", row.is_seen)


def _plan_meant(name: str, law: bool) -> Past | None:
    """The programme of legal education, or the five-year plan; “八五”规划 alone may be either: the later."""
    programme, plan = education_programmes().get(name), five_year_plans().get(name)
    if law or plan is None:
        return programme if law else None
    return max((row for row in (programme, plan) if row), key=lambda row: row.until)


def _titled(context: Context) -> Iterator[_Use]:
    """Plans whose title carries its years."""
    text = context.clean
    for years in _YEARS.finditer(text):
        place = _title_around(text, years)
        if place is None:
            continue
        title = text[place.start : years.start()].strip("《〈（(")
        if (
            _PLAN.search(text, place.start, place.end)
            and not _HOLDS_ON.search(title)
            and not _is_registered(title)
        ):
            until = date(int(years[1]) + 1, 1, 1)
            yield _Use(place.start, place.end, text[place.start : place.end], until)


def _title_around(text: str, years: re.Match[str]) -> Span | None:
    """The title that the years belong to, if the report names it as what is followed."""
    start = years.start()
    if marked := _IN_TITLE.search(text, max(0, start - 64), start):
        end = _TITLE_END.match(text, years.end())
        led = _BASIS.search(text, max(0, marked.start() - 20), marked.start())
        return Span(marked.start(), end.end()) if end and led else None
    unmarked = _UNMARKED.search(text, max(0, start - 40), start)
    return Span(unmarked.start("name"), years.end()) if unmarked else None


def _is_registered(title: str) -> bool:
    """Whether another rule knows the end of the document (NAM-05)."""
    rows = instruments_by_title().get(_ISSUER.sub("", title), ())
    return any(row.until for row in rows)


def _ahead(context: Context) -> tuple[Span, ...]:
    """The stretches about what is to be done, none in another, in order."""
    found: list[Span] = []
    for span in sorted((s.span for s in context.report.sections if s.role in _AHEAD), key=lambda s: s.start):
        if not found or span.end > found[-1].end:
            found.append(span)
    return tuple(found)


def _is_current(context: Context, use: _Use, ahead: Sequence[Span]) -> bool:
    """Whether the report tells what was over as what is to be done or what guides it."""
    start = context.span(use.start, use.end).start
    if use.until > _reference(context, start, ahead) or context.is_apart(start):
        return False
    text = context.clean
    before = _CLAUSE_END.split(text[max(0, use.start - _NEAR) : use.start])[-1]
    behind = _CLAUSE_END.split(text[use.end : use.end + _NEAR])[0]
    return _OVER.search(f"{before}\n{behind}，") is None


def _reference(context: Context, start: int, ahead: Sequence[Span]) -> date:
    """The day from which a passage looks: its plans from the new year on, its review from a year before.

    A 政府工作报告 may look back on five years, so that its review names what is over.
    """
    assert context.year is not None  # see judge
    at = bisect_right(ahead, start, key=lambda s: s.start) - 1
    if at >= 0 and start < ahead[at].end:
        return date(context.year + 1, 1, 1)
    return date.min if context.report.meta.kind == "gwr" else date(context.year - 1, 1, 1)


def _behind(context: Context, meeting: LeftBehind) -> Judgement:
    text = f"指导思想只写到{meeting.named}，报告全文没有提到{meeting.latest}" + _also(context, meeting.span)
    evidence = _evidence(context, meeting.span)
    return fails(text, meeting.span, suggestion="请核对，是否沿用旧稿而未改", evidence=evidence)


def _stale(context: Context, uses: list[_Use]) -> Judgement:
    first = uses[0]
    spans = [context.span(u.start, u.end) for u in uses]
    goes_on = f"，现在是“{first.now}”" if first.now else ""
    last = date.fromordinal(first.until.toordinal() - 1)
    text = f"{_quoted(context, spans[0])}{_until(last)}{goes_on}，报告仍当作现行的来写"
    text += _also(context, spans[0])
    advice = "请核对，是否沿用旧稿而未改；回顾过去的请写明时间"
    evidence = _evidence(context, spans[0])
    if first.is_seen:
        return fails(text, *spans, suggestion=advice, evidence=evidence)
    return unsure("scope", text, *spans, suggestion=advice, evidence=evidence)


def _quoted(context: Context, span: Span) -> str:
    words = context.quote(span)
    return words if words[:1] in "“《〈" else f"“{words}”"


def _until(last: date) -> str:
    return f"到{last.year}年底为止" if (last.month, last.day) == (12, 31) else f"到{last.year}年已经结束"


def _before(context: Context, span: Span) -> tuple[Report, int] | None:
    """The report of the year before, and where it says the same."""
    year, words = context.report.meta.year, context.report.quote(span)
    for report in context.previous:
        if year and report.meta.year == year - 1 and (at := report.text.find(words)) >= 0:
            return report, at
    return None


def _also(context: Context, span: Span) -> str:
    return "；上一年的报告也这样写" if _before(context, span) else ""


def _evidence(context: Context, span: Span) -> Evidence | None:
    """Both places, where last year's report says the same."""
    found = _before(context, span)
    if found is None:
        return None
    report, at = found
    words = report.text[at : at + len(span)]
    earlier = Member(Span(at, at + len(span)), words, "上一年报告", None, report.meta.source or "上一年报告")
    return Evidence("与上一年报告的提法相同", (Member(span, words, "本报告"), earlier))


RULES: Final = (StaleTerms,)
