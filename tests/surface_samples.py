"""An invented report made by hand, for the tests of what shows reports."""

from __future__ import annotations

import io
from decimal import Decimal

from reportnlp.datamodel import (
    Apart,
    Cell,
    Comparator,
    Entity,
    Indicator,
    IndicatorKind,
    Meta,
    Period,
    Place,
    Quantity,
    Region,
    Report,
    Section,
    Span,
    Status,
    Table,
)
from reportnlp.render import FORMATS

TITLE = "青岚县2023年法治政府建设年度报告"
TEXT = (
    f"{TITLE}\n"
    "一、主要做法\n"
    "全年受理行政复议案件36件，审结12万余份材料，纠错率8.50%。\n"
    "一是加强培训。举办培训3—5期，同比下降3.2%。\n"
    "项目\t件数\n"
    "应诉\t18\n"
    "二、下一步安排\n"
    "2024年力争投入超3.2亿元。\n"
)
HOSTILE = "<script>alert('云溪')</script>&\"'>"


def span_of(text: str, part: str, start: int = 0) -> Span:
    """Where `part` first stands in `text` from `start` on."""
    at = text.index(part, start)
    return Span(at, at + len(part))


def figure(
    text: str,
    part: str,
    quantity: Quantity,
    subject: str = "",
    kind: IndicatorKind = "count",
    status: Status = "actual",
    period: str = "2023",
    section: int = 0,
) -> Indicator:
    """A figure printed as `part` in the line that it stands in."""
    span = span_of(text, part)
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    sentence = Span(begin, end if end >= 0 else len(text))
    return Indicator(span, span, part, subject, quantity, kind, Period(period), status, sentence, section)


def quantity(
    number: str, unit: str = "件", scale: int = 1, comparator: Comparator = "eq", upper: str = ""
) -> Quantity:
    """A quantity from its digits."""
    return Quantity(Decimal(number), scale, unit, comparator, Decimal(upper) if upper else None)


def sample(source: str = "青岚县.txt") -> Report:
    """A small report with sections, a run-in head, a table and figures of every status."""
    table = span_of(TEXT, "项目\t件数\n应诉\t18")
    cells = (
        Cell(0, 0, "项目", span_of(TEXT, "项目")),
        Cell(0, 1, "件数", span_of(TEXT, "件数")),
        Cell(1, 0, "应诉", span_of(TEXT, "应诉")),
        Cell(1, 1, "18", span_of(TEXT, "18")),
    )
    plan = span_of(TEXT, "二、下一步安排").start
    run_in = span_of(TEXT, "一是加强培训")
    return Report(
        text=TEXT,
        meta=Meta(
            "fazhi",
            TITLE,
            Region("青岚县", "990101", "county"),
            2023,
            ("青岚县人民政府",),
            ("云溪市人民政府",),
            "2024-01-20",
            source,
            "ab" * 32,
        ),
        sections=(
            Section(Span(TEXT.index("一、"), plan), "一、主要做法", 1, "一、", "achievements"),
            Section(Span(run_in.start, table.start), "一是加强培训", 4, "一是", "", 0, True),
            Section(Span(plan, len(TEXT)), "二、下一步安排", 1, "二、", "plan"),
        ),
        indicators=(
            figure(TEXT, "36件", quantity("36"), "受理行政复议案件"),
            figure(TEXT, "12万余份", quantity("12", "份", 10_000, "more"), "审结材料"),
            figure(TEXT, "8.50%", quantity("8.50", "%"), "纠错率", "percent"),
            figure(TEXT, "3—5期", quantity("3", "期", comparator="range", upper="5"), "培训", status="norm"),
            figure(TEXT, "3.2%", quantity("-3.2", "%"), "=举办培训", "growth", "baseline"),
            figure(TEXT, "18", quantity("18"), "应诉"),
            figure(TEXT, "3.2亿元", quantity("3.2", "元", 10**8, "gt"), "投入", "money", "target", "2024", 2),
        ),
        tables=(Table(table, cells, 2, 2, "表一", 1, 1, "demo"),),
        entities=(Entity(span_of(TEXT, "青岚县"), "青岚县", "LOC"),),
        places=(Place(0, len(TITLE), "paragraph", paragraph=0, run=1),),
        apart=(Apart("header", "内部资料", 1),),
        notes=("原文有 2 处修订痕迹，按接受修订后的文字读取",),
    )


def hostile() -> Report:
    """A report whose every string tries to break out of a page or a terminal."""
    text = f"{HOSTILE}\n办结3件\x1b[31m。\n"
    return Report(
        text=text,
        meta=Meta("other", HOSTILE, Region(HOSTILE), None, (HOSTILE,), (HOSTILE,), HOSTILE, HOSTILE, HOSTILE),
        sections=(Section(Span(0, len(text)), HOSTILE, 1, "", HOSTILE),),
        indicators=(figure(text, "3件", quantity("3", "件" + HOSTILE), HOSTILE + "\x1b]0;x\x07", period=""),),
        tables=(Table(Span(len(text), len(text)), (Cell(0, 0, HOSTILE, Span(0, 0)),), 1, 1, HOSTILE),),
        entities=(Entity(Span(0, 2), HOSTILE, "ORG"),),
        notes=(HOSTILE,),
    )


def written(name: str, *reports: Report) -> bytes:
    """What the format of this name writes for the reports."""
    stream = io.BytesIO()
    next(f for f in FORMATS if f.name == name).write(iter(reports), stream)
    return stream.getvalue()
