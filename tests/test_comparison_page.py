"""The page of a comparison: whole, closed to the network, everything in it, every string escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from lineup_samples import comparison, hostile, lineup, pair, report, written
from surface_samples import HOSTILE, figure, quantity

from reportnlp.datamodel import (
    Change,
    Comparison,
    Indicator,
    Meta,
    PassageChange,
    Quantity,
    Report,
    SectionChange,
    Series,
    SeriesCell,
    SeriesRow,
    Span,
    Target,
)
from reportnlp.intervals import Interval
from reportnlp.render.comparison_bars import moved_bar, shares, target_bar
from reportnlp.render.comparison_page import page
from reportnlp.render.comparison_plots import Column, Reading, plot, spark
from reportnlp.render.comparison_quotes import LONGEST, SHORTEST, Source, quote_limit
from reportnlp.render.comparison_series_view import heads, rows
from reportnlp.render.comparison_words import FULFILMENTS, VERDICTS


class _Page(HTMLParser):
    """Tags, ids, links, classes and text of a page; fails on what could fetch or run something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        self.classes.append(found.get("class") or "")
        assert not {"src", "style", "action", "xlink:href"} & set(found)
        assert not any(name.startswith("on") for name in found)

    def handle_data(self, data: str) -> None:
        self.words += data


def _everywhere_hostile() -> Series:
    """The hostile pair again and again, with rows and sections of its own."""
    one = hostile()
    both = replace(one.comparisons[0], sections=(SectionChange("kept", 0, 0), SectionChange("new", None, 0)))
    bad = one.reports[0]
    section = replace(report(2022).sections[0], heading=HOSTILE, role=HOSTILE, run_in=False)
    bad = replace(bad, sections=(section,), notes=(HOSTILE,))
    both = replace(both, old=bad, new=bad)
    cell = SeriesCell(0, 0, ("restated", "jump"))
    row = SeriesRow(HOSTILE, HOSTILE, bad.indicators[0], (cell, cell, None, cell))
    return Series((bad,) * 4, (both,) * 3, (row, row))


SERIES = {
    "pair": pair(),
    "lineup": lineup(),
    "hostile": hostile(),
    "everywhere": _everywhere_hostile(),
    "empty": Series((Report(""), Report("")), (Comparison(Report(""), Report("")),)),
}


@pytest.mark.parametrize("name", SERIES)
def test_the_page_is_whole_and_asks_for_nothing(name: str) -> None:
    html = page(SERIES[name])
    shown = _Page(html)
    assert shown.links and all(link.startswith("#") and link[1:] in shown.ids for link in shown.links)
    assert len(shown.ids) == len(set(shown.ids))
    assert shown.tags.count("script") == 1 and shown.tags.count("style") == 1
    assert not re.search(r"https?://|url\(|@import|<link", html)


@pytest.mark.parametrize("name", ["hostile", "everywhere"])
def test_hostile_strings_are_shown_and_do_nothing(name: str) -> None:
    html = page(SERIES[name])
    assert "<script>alert" not in html and HOSTILE not in html
    assert _Page(html).words.count("<script>alert('云溪')</script>") >= 10
    assert "\x1b" not in html and "\x07" not in html


def test_only_its_own_style_and_script_may_run() -> None:
    html = page(pair()).replace("&#39;", "'")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None and policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert source is not None
        digest = base64.b64encode(hashlib.sha256(source[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_the_script_speaks_the_language_of_old_browsers() -> None:
    script = re.search(r"<script>(.*?)</script>", page(pair()), re.S)
    assert script is not None
    for new in ("=>", "let ", "const ", "`", ".closest(", "Array.from", ".classList", "for (const"):
        assert new not in script[1], new


def test_everything_that_was_found_is_there() -> None:
    both = comparison()
    shown = _Page(page(pair()))
    for letter, found in (
        ("c", both.claims),
        ("t", both.targets),
        ("p", both.changes),
        ("u", both.undecided),
    ):
        assert [f"p0-{letter}{n}" in shown.ids for n in range(len(found))] == [True] * len(found)
    assert sum(c.startswith("passage ") for c in shown.classes) == len(both.passages)
    for words in (*VERDICTS.values(), *FULFILMENTS.values(), *both.notes, "三、自身建设", "坚持过紧日子"):
        assert words in shown.words


def test_what_is_wrong_comes_first_with_both_values_and_sentences() -> None:
    html = page(pair())
    claim = html[html.index('<div class="claim"') :]
    claim = claim[: claim.index("</section>")]
    assert "× 对不上" in claim and "<b>+9.9%</b>" in claim and "<b>约 7.1%</b>" in claim
    assert "报告的说法 9.85—9.95%，按两年的数 7.05—7.14%" in claim
    assert "今年182.6亿元 ÷ 上年170.5亿元 - 1" in claim
    assert "<b>170.5亿元</b>" in claim and "<b>182.6亿元</b>" in claim and "一、2022年工作回顾 第2行" in claim
    assert (
        claim.index("对不上") < claim.index("存疑") < claim.index("对得上（") if "对得上（" in claim else True
    )


def test_states_are_told_by_sign_and_word_not_by_colour_alone() -> None:
    words = _Page(page(pair())).words
    for sign in ("√ 完成", "× 未完成", "？ 存疑", "○ 未见数字", "√ 对得上", "× 对不上"):
        assert sign in words


def test_a_target_in_a_pair_is_called_one() -> None:
    words = _Page(page(pair())).words
    assert "目标 10家以上" in words and "报告称“圆满完成”" in words and "为目标的120%" in words


def test_claims_of_one_reason_stand_under_one_heading() -> None:
    both = comparison()
    open_claim = both.claims[0]
    many = replace(both, claims=(*[open_claim] * 3, replace(open_claim, why="别的原因"), *both.claims[1:]))
    words = _Page(page(Series((both.old, both.new), (many,)))).words
    assert "价格或基数：增速可能按可比价格计算（3）" in words and "价格或基数（1）" in words
    assert "价格或基数：别的原因" in words


def test_reports_that_do_not_follow_one_another_are_not_called_last_year_and_this() -> None:
    far = Comparison(report(2022), report(2024))
    words = _Page(page(Series((far.old, far.new), (far,)))).words
    assert "前一份" in page(Series((far.old, far.new), (replace(far, targets=(Target(0, "no_outcome"),)),)))
    assert "上年" not in words.replace("上年目标", "").replace("上年报告", "")


def test_what_the_report_says_twice_is_marked() -> None:
    assert page(pair()).count('data-a="1"') == 1


# -- years ------------------------------------------------------------------------------------


def test_a_series_shows_years_then_each_pair() -> None:
    html = page(lineup())
    shown = _Page(html)
    assert {"series", "pairs", "p0", "p1", "row0", "row1", "row2", "g0"} <= set(shown.ids)
    assert "2021年2022年报告" in shown.words  # the year of the figures, the report they stand in
    assert '<option value="p1" selected>2023年报告 → 2024年报告</option>' in html
    assert "170.5<wbr>亿元" in html and "次年改报 171.3亿元" in html and "突变" in shown.words
    assert (
        html.index('id="series"') < html.index('id="pairs"') < html.index('id="p0"') < html.index('id="p1"')
    )


def test_years_without_a_figure_are_shown_and_not_drawn_over() -> None:
    series = lineup()
    listed = rows(series, [Source(r) for r in series.reports])
    assert [c is None for c in listed[2].cells] == [False, True, False]
    assert listed[2].spark is not None and listed[2].spark.dashed and not listed[2].spark.solid
    assert listed[0].spark is not None and listed[0].spark.solid and not listed[0].spark.dashed
    assert "<td>—</td>" in page(series)


def test_a_row_with_three_values_has_a_plot_with_its_values_as_printed() -> None:
    series = lineup()
    drawn = rows(series, [Source(r) for r in series.reports])[0].plot
    assert drawn is not None and drawn.unit == "亿元"
    assert [label.text for label in drawn.names] == ["2021", "2022", "2023"]
    assert [[label.text for label in labels] for _, labels in drawn.rows] == [
        ["160.2亿元", "170.5亿元", "182.6亿元"],
        ["171.3亿元"],
    ]
    assert [dot.hollow for dot in drawn.dots] == [False, False, True, False]


@pytest.mark.parametrize(
    ("years", "columns"),
    [
        ((2022, 2023, 2024), [(2021, "2021年"), (2022, "2022年"), (2023, "2023年")]),
        ((2022, 2024), [(2021, "2021年"), (2023, "2023年")]),
        ((2023, 2023), [(0, "2022年"), (1, "2022年")]),
    ],
)
def test_columns_stand_where_their_years_are(years: Sequence[int], columns: list[tuple[int, str]]) -> None:
    series = Series(tuple(report(year) for year in years))
    assert [(head.x, head.name) for head in heads(series)] == columns


def test_a_report_without_a_year_is_named_by_its_file() -> None:
    bare = replace(report(2022), meta=Meta(source="a/甲.txt"), indicators=())
    assert [head.name for head in heads(Series((bare, report(2023))))] == ["甲.txt", "2022年"]


def _series_of(*quantities: Quantity) -> Series:
    """A report a year, with one figure each."""
    text = "办结3件。\n"
    meta = Meta("fazhi", "青岚县报告", None, 2000)
    reports = tuple(
        Report(text, replace(meta, year=2000 + n), indicators=(figure(text, "3件", q, "办结"),))
        for n, q in enumerate(quantities)
    )
    row = SeriesRow("办结", "", reports[-1].indicators[0], (SeriesCell(0),) * len(reports))
    return Series(reports, tuple(map(Comparison, reports, reports[1:])), (row,))


@pytest.mark.parametrize(
    ("numbers", "is_drawn"),
    [
        (["3", "4", "5"], True),
        (["0", "0", "0"], True),
        (["-1", "0", "1"], True),
        (["1e12", "3", "1e-3"], True),
        (["1e400", "3", "5"], False),
        (["1e-400", "3", "5"], False),
        (["100000000.000001", "100000000.000002", "100000000.000003"], True),
    ],
)
def test_any_number_is_drawn_or_left_alone(numbers: list[str], is_drawn: bool) -> None:
    series = _series_of(*(quantity(number) for number in numbers))
    row = rows(series, [Source(r) for r in series.reports])[0]
    assert (row.plot is not None) == is_drawn and (row.spark is not None) == is_drawn
    assert not re.search(r"\b(?:nan|inf)\b", page(series))


def test_a_row_of_ratios_has_no_plot() -> None:
    ratio = Quantity(Decimal(3), parts=(Decimal(4), Decimal(5)))
    series = _series_of(ratio, ratio, ratio)
    assert rows(series, [Source(r) for r in series.reports])[0].spark is None


# -- drawings ---------------------------------------------------------------------------------


def _readings(*points: tuple[int, float]) -> list[Reading]:
    return [Reading(x, value, f"{value}亿元") for x, value in points]


@pytest.mark.parametrize(
    ("points", "solid", "dashed"),
    [
        ([(2020, 1.0), (2021, 2.0)], 1, 0),
        ([(2020, 1.0), (2022, 2.0)], 0, 1),
        ([(2020, 1.0), (2021, 2.0), (2023, 2.0), (2024, 1.0)], 2, 1),
        ([(2020, 1.0)], 0, 0),
    ],
)
def test_neighbouring_years_are_joined_and_gaps_dashed(
    points: list[tuple[int, float]], solid: int, dashed: int
) -> None:
    drawn = spark(_readings(*points), 2019, 2025)
    assert drawn.solid.count("M") == solid and drawn.dashed.count("M") == dashed


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ((100.0, 180.0), ["100", "120", "140", "160", "180"]),
        ((50.0, 180.0), ["0", "50", "100", "150", "200"]),
        ((95.0, 99.0), ["95", "96", "97", "98", "99"]),
        ((-2.0, 6.0), ["-2", "0", "2", "4", "6"]),
        ((7.0, 7.0), ["0", "2", "4", "6", "8"]),
        ((0.0, 0.0), ["0.0", "0.5"]),
        ((0.1, 0.25), ["0.0", "0.1", "0.2", "0.3"]),
    ],
)
def test_axes_have_round_numbers(values: tuple[float, ...], levels: list[str]) -> None:
    drawn = plot(_readings(*enumerate(values)), [Column(0, "甲"), Column(1, "乙")], "亿元")
    assert [label.text for label in drawn.levels] == levels
    assert all(drawn.top <= float(label.y) <= drawn.base for label in drawn.levels)
    assert all(drawn.top <= float(dot.y) <= drawn.base for dot in drawn.dots)


@pytest.mark.parametrize(("years", "turned"), [(3, False), (10, True), (26, True)])
def test_figures_that_do_not_fit_are_set_upright(years: int, turned: bool) -> None:
    readings = _readings(*((2000 + n, 1234.5 + n) for n in range(years)))
    drawn = plot(readings, [Column(2000 + n, str(2000 + n)) for n in range(years)], "亿元")
    assert drawn.turned == turned
    assert len(drawn.rows[0][1]) == years and all(0 < float(d.x) < drawn.width for d in drawn.dots)
    right = [float(label.x) for label in drawn.names]
    assert all(b - a >= 25 for a, b in pairwise(right))  # no name over another


@pytest.mark.parametrize(
    ("low", "high", "unit", "falls", "beyond"),
    [
        ("5", "6", "%", False, False),
        ("-6", "-5", "%", True, False),
        ("300", "310", "%", False, True),
        ("-5", "-5", "百分点", True, True),
        ("0", "0", "%", False, False),
    ],
)
def test_a_bar_shows_which_way_and_whether_it_is_cut(
    low: str, high: str, unit: str, falls: bool, beyond: bool
) -> None:
    bar = moved_bar(Change("yoy", 0, 0, 1.0, (), Interval(Fraction(low), Fraction(high)), unit))  # type: ignore[arg-type]
    assert bar is not None and (bar.falls, bar.beyond) == (falls, beyond)
    assert float(bar.x) >= 0 and float(bar.x) + float(bar.width) <= 96


@pytest.mark.parametrize("moved", [None, Interval()])
def test_nothing_is_drawn_of_what_is_not_known(moved: Interval | None) -> None:
    assert moved_bar(Change("yoy", 0, 0, 1.0, (), moved, "%" if moved else "")) is None


_LINE = "增加3件，增长3%。\n"


@pytest.mark.parametrize(
    ("kind", "target", "outcome", "said"),
    [
        ("count", quantity("3"), quantity("6"), "为目标的200%"),
        ("count", quantity("1000"), quantity("998"), "为目标的99.8%"),
        ("count", quantity("1000"), quantity("1000"), "为目标的100%"),
        ("money", quantity("2", "亩"), quantity("1", "亩", 10**4), "为目标的500000%"),
        ("count", quantity("3"), quantity("6", "亩"), ""),
        ("count", quantity("3", "家"), quantity("3", "户"), "为目标的100%"),
        ("count", quantity("0"), quantity("6"), ""),
        ("rank", quantity("3", "位"), quantity("2", "位"), ""),
        ("growth", quantity("6", "%"), quantity("6.5", "%"), "比目标高0.5个百分点"),
        ("growth", quantity("6", "%"), quantity("5.75", "%"), "比目标低0.25个百分点"),
        ("percent", quantity("95", "%", comparator="ge"), quantity("95", "%"), "与目标持平"),
    ],
)
def test_an_outcome_stands_beside_its_target(
    kind: str, target: Quantity, outcome: Quantity, said: str
) -> None:
    def of(value: Quantity) -> Indicator:
        return figure(_LINE, "3件", value, "办结", kind)  # type: ignore[arg-type]

    bar, words = target_bar(of(target), of(outcome))
    assert words == said and (bar is None) == (not said)


def test_shares_fill_the_bar() -> None:
    parts = shares({"same": 30, "new": 69, "year": 1}, ("same", "year", "reworded", "new"), 200)
    assert [(s.state, s.x, s.width, s.per_cent) for s in parts] == [
        ("same", "0", "60", "30%"),
        ("year", "60", "2", "1%"),
        ("new", "62", "138", "69%"),
    ]
    assert [s.wide for s in parts] == [True, False, True] and shares({}, ("same",), 200) == []


# -- sizes ------------------------------------------------------------------------------------


def test_quotes_are_shorter_where_there_are_many() -> None:
    both = comparison()
    crowd = replace(both, changes=both.changes * 2000)
    assert quote_limit(pair()) == LONGEST
    assert quote_limit(Series((both.old, both.new), (crowd,))) == SHORTEST


def test_figures_far_apart_in_a_sentence_are_quoted_apart() -> None:
    text = "甲" * 10 + "3件" + "乙" * 400 + "5件。\n"
    found = (figure(text, "3件", quantity("3")), figure(text, "5件", quantity("5")))
    source = Source(Report(text, indicators=found))
    assert len(source.quotes(0, 1)) == 2 and len(source.quotes(0, 0, None)) == 1


def test_a_report_of_hostile_lengths_makes_a_page_of_a_bounded_size() -> None:
    long = "长" * 60_000
    text = f"{long}3件{long}\n" + "短段。\n" * 5000
    section = replace(report(2022).sections[0], heading=long, span=Span(0, len(text)))
    found = replace(figure(text, "3件", quantity("3"), long), sentence=Span(0, 2 * len(long)))
    big = Report(text, Meta("gwr", long, None, 2023, source=long), (section,), (found,))
    whole, short = Span(0, 120_002), Span(120_003, 120_006)
    both = Comparison(
        big,
        big,
        (Change("yoy", 0, 0, 1.0),),
        targets=(Target(0, "no_outcome", mention=whole, verdict_word=whole),),
        sections=(SectionChange("kept", 0, 0),) * 5000,
        passages=(PassageChange("reworded", whole, whole), *[PassageChange("new", None, short)] * 20_000),
    )
    html = page(Series((big, big), (both,)))
    assert len(html) < 2_000_000 and "段没有列出" in html and "个章节没有列出" in html


def test_a_long_paragraph_keeps_what_was_changed_in_it() -> None:
    texts = [f"{'长' * 3000}{word}{'短' * 3000}。\n" for word in ("改进作风", "狠抓落实")]
    old, new = (Report(text, Meta("gwr", "", None, 2023 + n)) for n, text in enumerate(texts))
    change = PassageChange("reworded", Span(0, 6005), Span(0, 6005))
    html = page(Series((old, new), (Comparison(old, new, passages=(change,)),)))
    assert "<del>改进作风</del><ins>狠抓落实</ins>" in html and "长……长" in html and len(html) < 80_000


def test_the_format_writes_the_page() -> None:
    assert written("html", pair()).decode() == page(pair())
    broken = replace(report(2022), text=report(2022).text.replace("办", "\ud800"))
    assert written("html", Series((broken, broken), (Comparison(broken, broken),)))
