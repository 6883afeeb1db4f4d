"""Three invented reports of one county, and what a comparison would say of them, made by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

from surface_samples import HOSTILE, span_of

from reportnlp import parse_text
from reportnlp.datamodel import (
    Change,
    Claim,
    Comparison,
    Meta,
    PassageChange,
    Region,
    Report,
    SectionChange,
    Series,
    SeriesCell,
    SeriesRow,
    Span,
    Target,
)
from reportnlp.intervals import Interval
from reportnlp.render import COMPARISON_FORMATS

TEXTS = {
    2022: (
        "一、2021年工作回顾\n"
        "全县地区生产总值完成160.2亿元。粮食总产量12.6万吨。\n"
        "累计建成高标准农田16.1万亩。\n"
        "二、2022年工作安排\n"
        "办好10件民生实事。\n"
    ),
    2023: (
        "一、2022年工作回顾\n"
        "全县地区生产总值完成170.5亿元，增长6.4%。粮食总产量12.7万吨。\n"
        "累计建成高标准农田18.3万亩。改造老旧小区10个。\n"
        "全县上下齐心协力。\n"
        "二、2023年工作安排\n"
        "新增规上工业企业10家以上，城镇新增就业2600人，招商到位资金45亿元。\n"
        "三、自身建设\n"
        "坚持过紧日子。\n"
    ),
    2024: (
        "一、2023年工作回顾\n"
        "全县地区生产总值完成182.6亿元，增长9.9%；农业增加值增长4%。粮食总产量超12.8万吨。\n"
        "累计建成高标准农田17.9万亩。上年地区生产总值核定为171.3亿元。\n"
        "新增规上工业企业12家，城镇新增就业2510人，圆满完成年度任务。\n"
        "全县上下齐心协力。\n"
        "二、2024年工作安排\n"
        "再改造老旧小区10个。\n"
    ),
}


def report(year: int) -> Report:
    """The report that was given in this year."""
    title = f"青岚县{year}年政府工作报告"
    meta = Meta("gwr", title, Region("青岚县", "990101", "county"), year, source=f"旧稿/{year}.txt")
    return replace(parse_text(TEXTS[year]), meta=meta)


def at(of: Report, part: str) -> int:
    """The index of the figure that stands in `part`, where that first stands."""
    place = span_of(of.text, part)
    return next(
        number
        for number, indicator in enumerate(of.indicators)
        if place.start <= indicator.span.start < place.end
    )


def line(of: Report, part: str) -> Span:
    """The line that holds `part`."""
    place = of.text.index(part)
    return Span(of.text.rfind("\n", 0, place) + 1, of.text.index("\n", place))


def _between(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def comparison() -> Comparison:
    """The reports of 2023 and 2024: a change of each relation, a claim and a target of each kind."""
    old, new = report(2023), report(2024)
    gdp, grown = at(old, "170.5亿元"), at(new, "182.6亿元")
    return Comparison(
        old,
        new,
        changes=(
            Change("yoy", gdp, grown, 0.97, moved=_between("7.05", "7.14"), moved_unit="%"),
            Change("yoy", at(old, "12.7万吨"), at(new, "12.8万吨"), 0.9, (), Interval(Fraction("0.4")), "%"),
            Change("yoy", at(old, "18.3万亩"), at(new, "17.9万亩"), 0.9, (), _between("-2.7", "-1.7"), "%"),
            Change("restated", gdp, at(new, "171.3亿元"), 0.8, moved=_between("0.4", "0.5"), moved_unit="%"),
            Change("target_outcome", at(old, "10家以上"), at(new, "12家"), 0.9),
            Change("yoy", gdp, grown, 0.9, moved=_between("7.05", "7.14"), moved_unit="%", again=True),
        ),
        undecided=(
            Change("same_project", at(old, "小区10个"), at(new, "小区10个"), 0.5, (at(new, "2510人"),)),
        ),
        claims=(
            Claim(
                at(new, "4%"), "cannot_tell", reason="price-base", why="增速可能按可比价格计算", formula=""
            ),
            Claim(
                at(new, "长9.9%"),
                "consistent",
                grown,
                gdp,
                None,
                "",
                None,
                _between("9.8", "9.95"),
                "今年÷上年",
            ),
            Claim(
                at(new, "长9.9%"),
                "inconsistent",
                grown,
                gdp,
                None,
                "",
                _between("9.85", "9.95"),
                _between("7.05", "7.14"),
                "今年182.6亿元 ÷ 上年170.5亿元 - 1",
            ),
        ),
        targets=(
            Target(at(old, "10家以上"), "met", at(new, "12家"), verdict_word=span_of(new.text, "圆满完成")),
            Target(at(old, "2600人"), "missed", at(new, "2510人")),
            Target(at(old, "45亿元"), "no_outcome", mention=span_of(new.text, "齐心协力")),
            Target(at(old, "小区10个"), "cannot_tell", at(new, "小区10个"), "scope", "不一定是同一批小区"),
        ),
        sections=(
            SectionChange("kept", 0, 0, 0.9),
            SectionChange("moved", 1, 1, 0.7),
            SectionChange("gone", 2, None),
        ),
        passages=(
            PassageChange("reworded", line(old, "170.5"), line(new, "182.6"), 0.71),
            PassageChange("new", None, line(new, "新增规上")),
            PassageChange("same", line(old, "齐心"), line(new, "齐心"), 1.0),
            PassageChange("gone", line(old, "紧日子"), None),
        ),
        notes=("两份报告的年份相连",),
    )


def pair() -> Series:
    """The two reports as a line-up."""
    both = comparison()
    return Series((both.old, both.new), (both,))


def lineup() -> Series:
    """The three reports: a full row with a fall, one with a gap and another value for a year."""
    first, both = report(2022), comparison()
    old, new = both.old, both.new
    before = Comparison(first, old, (Change("yoy", at(first, "160.2"), at(old, "170.5"), 0.9),))
    grown = SeriesRow(
        "地区生产总值",
        "gdp",
        new.indicators[at(new, "182.6")],
        (
            SeriesCell(at(first, "160.2")),
            SeriesCell(at(old, "170.5"), at(new, "171.3"), ("restated",)),
            SeriesCell(at(new, "182.6")),
        ),
    )
    fields = SeriesRow(
        "累计建成高标准农田",
        "",
        new.indicators[at(new, "17.9")],
        (
            SeriesCell(at(first, "16.1")),
            SeriesCell(at(old, "18.3")),
            SeriesCell(at(new, "17.9"), None, ("jump",)),
        ),
    )
    gap = SeriesRow(
        "粮食总产量",
        "",
        new.indicators[at(new, "12.8万吨")],
        (SeriesCell(at(first, "12.6")), None, SeriesCell(at(new, "12.8万吨"))),
    )
    return Series((first, old, new), (before, both), (grown, fields, gap))


def hostile() -> Series:
    """Two reports whose every string tries to break out of a page, a sheet or a terminal."""
    text = f"={HOSTILE}办结3件\x1b[31m。\n"
    bad = parse_text(text)
    bad = replace(
        bad,
        meta=Meta("other", HOSTILE, Region(HOSTILE), None, source="=cmd|' /C calc'!A0"),
        indicators=tuple(replace(i, subject=f"=1+1{HOSTILE}\x1b]0;x\x07") for i in bad.indicators),
    )
    change = Change("yoy", 0, 0, 1.0, moved=Interval.point(0), moved_unit="%")
    claim = Claim(0, "inconsistent", 0, 0, None, HOSTILE, None, Interval.point(3), HOSTILE)
    target = Target(0, "no_outcome", why=HOSTILE, mention=Span(0, 4))
    whole = Span(0, len(text))
    both = Comparison(
        bad,
        bad,
        (change,),
        (change,),
        (claim,),
        (target,),
        passages=(PassageChange("reworded", whole, whole, 0.5),),
        notes=(HOSTILE,),
    )
    return Series((bad, bad), (both,))


def written(name: str, *lineups: Series) -> bytes:
    """What the format of this name writes."""
    stream = io.BytesIO()
    next(f for f in COMPARISON_FORMATS if f.name == name).write(iter(lineups), stream)
    return stream.getvalue()
