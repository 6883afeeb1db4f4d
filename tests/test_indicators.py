"""Figures: subject, kind, period and status, restored from the sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from case_files import columns, load_cases

from reportnlp.datamodel import Indicator, Kind, Section, Span
from reportnlp.parse.indicators import find_indicators


def row_of(indicator: Indicator) -> list[str]:
    value = indicator.quantity.value
    values = value if isinstance(value, tuple) else (value,)
    printed = "/".join(str(v.normalize()) if v % 1 else str(int(v)) for v in map(Decimal, values))
    quantity = indicator.quantity
    return [
        indicator.text, indicator.subject, printed, quantity.unit, quantity.comparator, indicator.kind,
        indicator.period.edtf, indicator.status,
    ]  # fmt: skip


@pytest.mark.parametrize("case", load_cases("figures"), ids=lambda c: c["text"][:20])
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    found = [row_of(i) for i in find_indicators(case["text"], "fazhi", 2022)]
    assert found == [columns(row) for row in case["figures"]]


PERIODS: list[tuple[Kind, str, str, str]] = [
    # kind, sentence, period and status of its last figure in a report on (or given in) 2023
    ("gwr", "新建道路3条。", "2022", "actual"),
    ("gwr", "2021年以来，新建道路3条。", "2021/2022", "actual"),
    ("gwr", "去年新建道路3条。", "2022", "actual"),
    ("gwr", "今年新建道路3条。", "2023", "actual"),
    ("gwr", "到2025年，建成道路3条。", "2025", "target"),
    ("gwr", "五年来，新建道路3条。", "2018/2022", "actual"),
    ("gwr", "“十三五”期间，新建道路3条。", "2016/2020", "actual"),
    ("gwr", "2018—2022年，新建道路3条。", "2018/2022", "actual"),
    ("gwr", "道路由2021年的5条增加到8条。", "2022", "actual"),
    ("gwr", "五年来，收入由2017年的5亿元增加到8亿元。", "2022", "actual"),
    ("fazhi", "新建驿站3个。", "2023", "actual"),
    ("fazhi", "比2022年增加12件。", "2023", "actual"),
    ("fazhi", "收案83件（上年为58件），受理76件。", "2023", "actual"),
    ("fazhi", "截至2023年底，有效文件86件。", "2023", "actual"),
    ("fazhi", "审结11件，相较去年22件明显下降。", "2022", "baseline"),
    ("fazhi", "达到了不低于5%的配备要求。", "", "norm"),
    ("fazhi", "每年至少安排4次学习、举办2期培训。", "", "norm"),
    ("xxgk", "主动公开信息1200条。", "2023", "actual"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "period", "status"), PERIODS)
def test_period_and_status(kind: Kind, text: str, period: str, status: str) -> None:
    last = find_indicators(text, kind, 2023)[-1]
    assert (last.period.edtf, last.status) == (period, status)


ROLES: list[tuple[Kind, str, str, str]] = [
    ("gwr", "review", "2022", "actual"),
    ("gwr", "tasks", "2023", "target"),
    ("fazhi", "achievements", "2023", "actual"),
    ("fazhi", "plan", "2024", "target"),
    ("tjgb", "chapter", "2023", "actual"),
]


@pytest.mark.parametrize(("kind", "role", "period", "status"), ROLES)
def test_the_role_of_a_section_gives_the_default(kind: Kind, role: str, period: str, status: str) -> None:
    text = "新建改造农村公路37公里。"
    section = Section(Span(0, len(text)), "", 1, role=role)
    (found,) = find_indicators(text, kind, 2023, [section])
    assert (found.period.edtf, found.status, found.section) == (period, status, 0)


def test_an_unknown_year_gives_no_period() -> None:
    (found,) = find_indicators("新建农村公路37公里。", "other", None)
    assert (found.period.edtf, found.status) == ("", "actual")


def test_a_span_in_the_heading_governs_its_part() -> None:
    heading, body = "一、“十三五”时期工作回顾", "新建农村公路37公里，绿化率达到45%。"
    later = "二、2021年重点工作"
    text = f"{heading}\n{body}\n{later}\n新建农村公路9公里。"
    first = Section(Span(0, text.index(later)), heading, 1, role="review")
    second = Section(Span(text.index(later), len(text)), later, 1, role="tasks")
    found = find_indicators(text, "gwr", 2021, [first, second])
    assert [(i.period.edtf, i.status) for i in found] == [
        ("2016/2020", "actual"), ("2020", "actual"), ("2021", "target"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("全年受理案件63件，办结54件。", ["text:named", "text:elided"]),
        ("新建4个工作组。", ["text:counted"]),
        ("小麦、玉米产量分别为3万吨、5万吨。", ["text:several", "text:several"]),
        ("财政收入12亿元，增长6%。", ["text:named", "text:changed"]),
    ],
)
def test_a_figure_says_how_it_was_found(text: str, origins: list[str]) -> None:
    assert [i.origin for i in find_indicators(text, "fazhi", 2022)] == origins
