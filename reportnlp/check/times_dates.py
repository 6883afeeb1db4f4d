"""Dates that are not in the calendar, and spans of time that run backwards: TIM-03 and TIM-05."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.times_signed import last_day, number
from reportnlp.resources.profiles import Law
from reportnlp.scanning import at_cues, near_cues

CALENDAR: Final = Law(instrument="公历历法", certainty="seen")

_HAN = "[一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?:(?<!\d)((?:19|20)\d\d)年 ?)?(?<![\d.一二三四五六七八九十])(\d{{1,2}}|{_HAN}{{1,3}})月 ?"
    rf"(\d{{1,2}}|{_HAN}{{1,3}})[日号](?!楼|线|机|井|馆|厅|口岸|店|院|码头|公路|地块|文件)"
)
_DASHED = re.compile(r"(?<![\d./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-])")
_MONTH = re.compile(r"(?<=年)(\d{1,2})月(?=[底末初份中至以，。、；）)])")
_HOUR = re.compile(
    r"[日号午晚晨天夜](?P<printed>(\d{1,2})(?:时(?=\d|许|整|至|前|起|，|。)|[:：](?=\d\d(?!\d)))(\d{2}(?=分|(?!\d)))?)"
)
_MONTH_CUE, _YEAR_CUE = re.compile("月"), re.compile("[12][09]")
_LUNAR = ("农历", "阴历", "旧历", "正月", "腊月")
_BEFORE = 8  # characters in front of a date where 农历 may stand


class NoSuchDate(Rule):
    """历法上没有的日期或时刻。

    说明：月份超过 12、某月没有的日子（6月31日、平年的2月29日）、超过 24 时的时刻，都是笔误。
    例外：注明农历的日期不判；没有写年份的 2月29日不判。
    """

    id = "TIM-03"
    name = "日期不存在"
    level = "error"
    sources = (CALENDAR,)
    bad = (
        Example("2023年6月31日，县政府召开常务会议。", marked="2023年6月31日"),
        Example("临江县人民政府\n2024年2月30日", marked="2024年2月30日"),
        Example("2023年13月底前完成整改。", marked="13月"),
        Example("3月5日25时30分险情解除。", marked="25时30"),
    )
    good = (
        Example("2024年2月29日，县政府召开常务会议。"),
        Example("每年农历二月三十日举办庙会，养殖期为18月龄。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every date that names a month and a day, every month after a year, every hour after a day."""
        for found in near_cues(_DATE, context.clean, _MONTH_CUE, 9, 16):
            yield from _dated(context, found)
        for found in at_cues(_DASHED, context.prose, _YEAR_CUE):
            yield from _dashed(context, found)
        for found in near_cues(_MONTH, context.clean, _MONTH_CUE, 2, 4):
            yield from _held(context, found, 1 <= int(found[1]) <= 12, "一年只有12个月")
        for found in _HOUR.finditer(context.clean):
            fits = int(found[2]) <= 24 and int(found[3] or 0) <= 59
            yield from _held(context, found, fits, "没有这个时刻", "printed")


def _dated(context: Context, found: re.Match[str]) -> Iterator[Judgement]:
    lunar = context.clean[max(0, found.start() - _BEFORE) : found.start()]
    if any(word in lunar for word in _LUNAR):
        return
    year = int(found[1]) if found[1] else None
    month, day = number(found[2]), number(found[3])
    yield from _held(context, found, 1 <= day <= last_day(month, year), _why(month, year))


def _dashed(context: Context, found: re.Match[str]) -> Iterator[Judgement]:
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    # 2020.30.5 is a number of something else; a date has at least a month.
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield from _held(context, found, day <= last_day(month, year), _why(month, year))


def _why(month: int, year: int | None) -> str:
    last = last_day(month, year)
    if not last:
        return "一年只有12个月"
    return f"{f'{year}年' if year and month == 2 else ''}{month}月只有{last}天"


def _held(
    context: Context, found: re.Match[str], fits: bool, why: str, group: int | str = 0
) -> Iterator[Judgement]:
    span = context.match(found, group)
    if fits:
        yield passes(span)
    else:
        yield fails(f"“{context.quote(span)}”不存在：{why}", span, suggestion="请核对日期")


_TO = r"(?:—|－|–|-|~|～|──|至|到)"
_YEARS = re.compile(
    r"(?<![\d第])((?:19|20)\d\d)(?:年(?:度|(\d{1,2})月(?:份|底|末|初|(\d{1,2})日)?)?)?起?"
    rf"{_TO}((?:19|20)\d\d)(?:年(?:度|(\d{{1,2}})月(?:(\d{{1,2}})日)?)?|(?=[）)]))"
)
_MONTHS = re.compile(
    rf"(?:((?:19|20)\d\d)年)?(?<![\d.])(\d{{1,2}})月(?:份|底|末|初|(\d{{1,2}})日)?{_TO}"
    r"(?:(\d{1,2})月(?:(\d{1,2})日)?|(\d{1,2})日)(?!内|前)"
)
_ACROSS = ("次年", "翌年", "第二年", "来年", "跨年")
_WINTER = (9, 5)  # a span that begins in or after the first and ends by the second may cross the year


class Backwards(Rule):
    """起止时间前后颠倒。

    说明：“2025—2021年”“3月20日至5日”这样起点晚于终点的时间段，多半是两头写反或写错一个数字。
    例外：跨年而写明年份或“次年”的不判；没有写年份、像是跨冬的时间段（11月至3月）不判，其余的提示核对。
    """

    id = "TIM-05"
    name = "起止颠倒"
    level = "error"
    sources = (CALENDAR,)
    bad = (
        Example("编制《临江县依法治县规划（2025—2021年）》并组织实施。", marked="2025—2021年"),
        Example("整治行动于3月20日至3月5日开展。", marked="3月20日至3月5日"),
        Example("专项整治自5月20日至3月5日开展。", marked="5月20日至3月5日", reason="scope"),
        Example("集中宣传月活动于4月25日至5日举办。", marked="4月25日至5日"),
    )
    good = (
        Example("落实2021—2025年规划，2021年9月至2022年3月开展整治。"),
        Example("防火期为11月至次年3月，采暖期为11月15日至3月15日。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every span from a year to a year, and from a month or day to a month or day."""
        for found in at_cues(_YEARS, context.clean, _YEAR_CUE):
            yield _years(context, found)
        for found in near_cues(_MONTHS, context.clean, _MONTH_CUE, 7, 24):
            yield from _months(context, found)


def _years(context: Context, found: re.Match[str]) -> Judgement:
    span = context.match(found)
    first = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    last = int(found[4]), int(found[5] or 12), int(found[6] or 31)
    if first <= last:
        return passes(span)
    return fails(f"“{context.quote(span)}”起点晚于终点", span, suggestion="请核对起止时间，是否两头写反")


def _months(context: Context, found: re.Match[str]) -> Iterator[Judgement]:
    span = context.match(found)
    first = int(found[2]), int(found[3] or 1)
    last = int(found[4] or found[2]), int(found[5] or found[6] or 31)
    if first <= last:
        yield passes(span)
    elif first[0] == last[0]:
        text = f"“{context.quote(span)}”起点晚于终点"
        yield fails(text, span, suggestion="请核对起止时间，是否两头写反或漏写了月份")
    elif not _crosses(context.clean, found):
        text = f"“{context.quote(span)}”起点晚于终点，如是跨年应写明“次年”"
        yield unsure("scope", text, span, suggestion="请核对起止时间", level="warning")


def _crosses(text: str, found: re.Match[str]) -> bool:
    """Whether the span is one over the turn of the year, as seasons and heating periods are."""
    around = text[max(0, found.start() - 12) : found.end() + 4]
    if any(word in around for word in _ACROSS):
        return True
    return not found[1] and int(found[2]) >= _WINTER[0] and int(found[4]) <= _WINTER[1]


RULES: Final = (NoSuchDate, Backwards)
