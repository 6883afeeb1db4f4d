"""The registry of dated names is sound: it loads, nothing is doubled, and what it points to exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
import yaml

from reportnlp.errors import ResourceError
from reportnlp.resources import lexicons, list_names, read_yaml, registry
from reportnlp.resources.registry import Past

LOADERS = (
    registry.instruments,
    registry.misspelt,
    registry.institutions,
    registry.terms,
    registry.past,
    registry.five_year_plans,
    registry.education_programmes,
    registry.bodies,
    registry.deadlines,
)


@pytest.mark.parametrize("loader", LOADERS)
def test_file_is_valid(loader: object) -> None:
    assert callable(loader) and loader()


def test_every_file_is_loaded() -> None:
    known = {"bodies", "deadlines", "institutions", "instruments", "past", "terms"}
    assert set(list_names("registry")) == known


def test_no_title_stands_twice() -> None:
    counts = Counter((row.title, row.years) for row in registry.instruments())
    assert [key for key, count in counts.items() if count > 1] == []


def test_titles_are_tidy() -> None:
    for row in registry.instruments():
        assert not re.search(r"[《》（）() ]|^中华人民共和国", row.title), row.title


def test_years_run_forwards_and_begin_before_they_end() -> None:
    for row in registry.instruments():
        if row.years:
            first, last = map(int, re.findall(r"\d{4}", row.years))
            assert first < last, row.full
        if row.since and row.until:
            assert row.since < row.until, row.full


def test_every_successor_is_known() -> None:
    known = {row.full for row in registry.instruments()} | set(lexicons.load("laws").words("names"))
    recent = {"契税法", "印花税法", "学位法", "出境入境管理法"}
    unknown = {r.successor for r in registry.instruments() if r.successor} - known - recent
    assert not unknown


def test_what_is_over_is_not_somebodys_successor() -> None:
    over = {row.title for row in registry.instruments() if row.until and not row.years}
    assert not over & {row.successor for row in registry.instruments()}


def test_titles_do_not_shadow_each_other() -> None:
    """A known title one slip away from another would be taken for its misprint."""
    from reportnlp.check.names_titles import nearest

    for row in registry.instruments():
        assert nearest(row.title) == ""


def test_institutions_have_one_row() -> None:
    counts = Counter(name for row in registry.institutions() for name in row.old)
    assert [name for name, count in counts.items() if count > 1] == []


def test_new_names_are_not_old_ones() -> None:
    old = {name for row in registry.institutions() for name in row.old}
    assert not old & {row.new for row in registry.institutions()}


def test_terms_follow_each_other() -> None:
    assert len({row.term for row in registry.terms()}) == len(registry.terms())


def test_meetings_stand_in_the_order_of_their_days() -> None:
    meetings = [row for row in registry.terms() if row.term.endswith(("大", "全会"))]
    assert [row.since for row in meetings] == sorted(row.since for row in meetings)


def test_what_is_past_has_one_row() -> None:
    counts = Counter(row.term for row in registry.past())
    assert [term for term, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("load", [registry.five_year_plans, registry.education_programmes])
def test_numbered_plans_follow_each_other_by_five_years(load: Callable[[], Mapping[str, Past]]) -> None:
    years = [row.until.year for row in load().values()]
    assert years == list(range(years[0], years[0] + 5 * len(years), 5))


def test_readings_of_a_deadline_are_sorted() -> None:
    rows = registry.deadlines()
    for kind in {row.kind for row in rows}:
        for level in ("county", "province"):
            days = [row.by for row in rows if row.kind == kind and level in row.levels]
            assert days == sorted(days)


def test_dates_are_quoted() -> None:
    """An unquoted date is read by YAML itself, which then does not check its form."""
    for name in list_names("registry"):
        text = yaml.dump(read_yaml(f"registry/{name}.yaml"))
        assert not re.search(r": \d{4}-\d\d-\d\d$", text, re.MULTILINE), name


def test_a_row_of_another_shape_is_refused() -> None:
    with pytest.raises(ResourceError, match="格式有误"):
        registry._rows("terms", registry.Instrument)
