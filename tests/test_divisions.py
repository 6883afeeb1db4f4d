"""The tables of administrative divisions are sound, and names find their division."""

from __future__ import annotations

import pytest
from cost import little_work

from reportnlp.resources import divisions
from reportnlp.resources.divisions import Division, candidates, find, load, short_names

TABLE = load()


def test_codes_are_six_digits_and_unique() -> None:
    codes = [division.code for division in TABLE.current]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) == len(codes)


def test_levels_follow_the_codes() -> None:
    for division in TABLE:
        level = (
            "province" if division.code[2:] == "0000" else "city" if division.code[4:] == "00" else "county"
        )
        assert division.level == level, division


def test_parents_stand_one_level_up() -> None:
    for division in TABLE:
        above = list(TABLE.ancestors(division))
        assert bool(above) == (division.level != "province"), division
        assert all(place.code[:2] == division.code[:2] for place in above), division


def test_every_province_is_there() -> None:
    assert sum(division.level == "province" for division in TABLE.current) == 34


def test_names_are_tidy_and_unique_within_their_parent() -> None:
    seen = [(division.name, division.parent) for division in TABLE.current]
    assert len(set(seen)) == len(seen)
    assert all(division.name == division.name.strip() and len(division.name) > 1 for division in TABLE)


def test_no_successor_leads_to_nowhere() -> None:
    standing = {division.code for division in TABLE.current}
    assert all(entry.successor in standing for entry in TABLE.former if entry.successor)


def test_former_names_no_longer_stand_in_their_province() -> None:
    standing = {(division.name, division.code[:2]) for division in TABLE.current}
    assert not [e for e in TABLE.former if (e.division.name, e.division.code[:2]) in standing]


def test_days_of_former_divisions_are_in_order() -> None:
    assert all(entry.valid_from <= entry.valid_to and entry.valid_to for entry in TABLE.former)


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("濮阳县", (), "410928"),
        ("定州市", (), "130682"),
        ("深圳", (), "440300"),
        ("龙华区", (), ""),  # in 深圳市 and in 海口市
        ("龙华区", ("深圳市",), "440309"),
        ("龙华区", ("海口",), "460106"),
        ("龙华区", ("广东",), "440309"),
        ("深圳市龙华区", (), "440309"),
        ("江苏省南京市鼓楼区", (), "320106"),
        ("濮阳", (), ""),  # the city and the county
        ("濮阳", ("濮阳市",), "410928"),
        ("黔东南州", (), "522600"),
        ("广西", (), "450000"),
        ("祁阳市", (), "431181"),
        ("和康县", (), "653228"),
        ("青岚县", (), ""),
        ("", (), ""),
    ],
)
def test_find(name: str, within: tuple[str, ...], code: str) -> None:
    division = find(name, within)
    assert (division.code if division else "") == code


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("祁阳县", "祁阳市"),
        ("清苑县", "清苑区"),
        ("蓟县", "蓟州区"),
        ("襄樊市", "襄阳市"),
        ("莱芜市", "莱芜区"),
        ("户县", "鄠邑区"),
        ("米林县", "米林市"),
    ],
)
def test_former_names_are_found_and_lead_to_today(name: str, today: str) -> None:
    division = find(name)
    assert division is not None
    successor = TABLE.successor(division)
    assert successor is not None and successor.name == today


def test_a_standing_division_has_no_successor() -> None:
    assert TABLE.successor(Division("410928", "濮阳县", "county", "410900")) is None


def test_candidates_are_all_namesakes() -> None:
    assert {division.code for division in candidates("鼓楼区")} == {"320106", "320302", "350102", "410204"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("濮阳市", ("濮阳",)),
        ("唐县", ()),
        ("浦东新区", ("浦东",)),
        ("宁夏回族自治区", ("宁夏",)),
        ("黔东南苗族侗族自治州", ("黔东南", "黔东南州")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
        ("鄂伦春自治旗", ("鄂伦春",)),
        ("瀍河回族区", ("瀍河",)),
        ("神农架林区", ("神农架",)),
    ],
)
def test_short_names(name: str, short: tuple[str, ...]) -> None:
    assert short_names(name) == short


def test_gazetteer_has_every_name_once() -> None:
    names = TABLE.names()
    assert len(set(names)) == len(names) > 3000
    assert {"濮阳县", "襄樊市", "河北省"} <= set(names)
    assert TABLE.longest == max(map(len, names))


def test_a_long_name_is_refused_and_not_searched() -> None:
    assert find("深圳市" * 30_000) is None


def test_loading_is_quick() -> None:
    divisions.load.cache_clear()
    with little_work():
        load()
