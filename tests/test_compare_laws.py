"""What holds of every comparison, whatever the reports say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cost import little_work
from test_compare_cases import report

from reportnlp.compare import compare, series
from reportnlp.datamodel import Comparison, Report

OLD = (
    "一、2022年工作回顾\n地区生产总值完成95.2亿元，增长5.1%；城镇新增就业2405人，建成科普驿站35个、农家书屋12个。"
    "办理行政复议案件68件，受理信访事项1300件。\n二、2023年工作安排\n主要预期目标是：地区生产总值增长6%，"
    "城镇新增就业2300人。全年新建科普驿站30个。"
)
NEW = (
    "一、2023年工作回顾\n地区生产总值完成100.6亿元，增长7.2%；城镇新增就业2161人，新建科普驿站42个、农家书屋9个。"
    "办理行政复议案件由2022年的68件增加到120件，受理信访事项1260件，比上年下降15%。\n二、2024年工作安排\n继续努力。"
)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(report(OLD, 2023), report(NEW, 2024))


def test_all_that_is_said_points_into_the_reports(found: Comparison) -> None:
    olds, news = range(len(found.old.indicators)), range(len(found.new.indicators))
    assert found.changes and found.claims and found.targets
    assert all(c.old in olds and c.new in news for c in (*found.changes, *found.undecided))
    assert all(c.figure in news and (c.level is None or c.level in news) for c in found.claims)
    assert all(c.base is None or c.base in olds for c in found.claims)
    assert all(t.target in olds and (t.outcome is None or t.outcome in news) for t in found.targets)


def test_no_figure_stands_twice_in_one_relation(found: Comparison) -> None:
    told = [c for c in found.changes if not c.again]
    for relation in {c.relation for c in told}:
        pairs = [(c.old, c.new) for c in told if c.relation == relation]
        assert len({old for old, _ in pairs}) == len({new for _, new in pairs}) == len(pairs)


def test_the_same_twice_gives_the_same(found: Comparison) -> None:
    assert compare(report(OLD, 2023), report(NEW, 2024)) == found


def test_the_order_of_the_sentences_does_not_matter() -> None:
    """Swapping two sentences of the review changes no pair of values."""
    first, second = "新建科普驿站42个。", "受理信访事项1260件。"
    texts = (f"一、2023年工作回顾\n{first}{second}", f"一、2023年工作回顾\n{second}{first}")
    found = [compare(report(OLD, 2023), report(text, 2024)) for text in texts]
    values = [
        {(c.old.indicators[x.old].text, c.new.indicators[x.new].text, x.relation) for x in c.changes}
        for c in found
    ]
    assert values[0] == values[1] and values[0]


def test_a_report_beside_itself_has_every_figure_unchanged() -> None:
    one = report(OLD, 2023)
    found = compare(one, one)
    assert all(found.old.indicators[c.old] == found.new.indicators[c.new] for c in found.changes)
    assert any("同一个文件" in note for note in found.notes)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"year": 2020}, {"year": 2024}, "不相连"),
        ({"year": None}, {"year": 2024}, "没有写明年度"),
        ({"kind": "fazhi"}, {"kind": "gwr"}, "文种不同"),
    ],
)
def test_what_a_reader_should_know_is_said(old: dict[str, object], new: dict[str, object], said: str) -> None:
    reports = [report(text, 2024) for text in ("成绩来之不易。", "继续努力。")]
    changed = [replace(r, meta=replace(r.meta, **m)) for r, m in zip(reports, (old, new), strict=True)]  # type: ignore[arg-type]
    assert any(said in note for note in compare(*changed).notes)


def test_a_report_without_figures_compares() -> None:
    empty = report("成绩来之不易。", 2024)
    found = compare(empty, empty)
    assert not found.changes and not found.claims and not found.targets


YEARS = ((2021, "1180件"), (2022, "1300件"), (2024, "1260件"))


def years() -> list[Report]:
    return [report(f"一、工作回顾\n受理信访事项{text}。", year) for year, text in YEARS]


def test_a_series_has_a_row_a_subject_and_a_column_a_report() -> None:
    found = series(list(reversed(years())))
    assert [r.meta.year for r in found.reports] == [2021, 2022, 2024]
    (row,) = found.rows
    texts = [found.reports[at].indicators[c.figure].text for at, c in enumerate(row.cells) if c]
    assert texts == ["1180件", "1300件", "1260件"]
    assert list(found.to_frame().columns[-3:]) == ["2021", "2022", "2024"]


def test_a_year_without_the_figure_is_a_gap() -> None:
    reports = [*years()[:1], report("一、工作回顾\n成绩来之不易。", 2022), *years()[2:]]
    (row,) = series(reports).rows
    assert [cell is None for cell in row.cells] == [False, True, False]


def test_what_was_printed_anew_and_what_leaps_is_marked() -> None:
    reports = [
        report("一、2022年工作回顾\n办理行政复议案件68件，受理信访事项1300件。", 2023),
        report("一、2023年工作回顾\n办理行政复议案件由2022年的86件增加到120件，受理信访事项26000件。", 2024),
    ]
    marks = [[cell.marks if cell else None for cell in row.cells] for row in series(reports).rows]
    assert [("restated",), ()] in marks and [(), ("jump",)] in marks


def test_one_report_is_no_series() -> None:
    with pytest.raises(ValueError, match="two"):
        series(years()[:1])


def test_a_frame_has_a_row_a_pair(found: Comparison) -> None:
    frame = found.to_frame()
    assert len(frame) == len(found.changes)
    assert set(frame["relation"]) <= {"yoy", "target_outcome", "restated", "same_project"}


HOSTILE = {
    "one subject": "".join(f"受理案件{i * 7 % 997}件。" for i in range(1500)),
    "one sentence": "".join(f"受理案件{i * 7 % 997}件、" for i in range(1500)),
    "one concept": "".join(f"地区生产总值{i * 7 % 997}亿元，增长{i % 50}%。" for i in range(1500)),
    "no subject": "".join(f"——{i}件，“”{i}个；" for i in range(3000)),
    "one paragraph again and again": "".join(f"第{i}段我们办了很多很多很多的事情。\n" for i in range(20_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little(name: str) -> None:
    reports = [report("一、工作回顾\n" + HOSTILE[name], year) for year in (2023, 2024)]
    with little_work():
        found = compare(*reports)
    assert len(found.changes) + len(found.undecided) <= 150 * len(reports[0].indicators)
