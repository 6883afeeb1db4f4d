"""The words about lists: each list is tidy, and the patterns made of them find what they should."""

from __future__ import annotations

import re

import pytest

from reportnlp.resources import read_yaml
from reportnlp.resources.listing import is_number, load

WORDS = read_yaml("listing.yaml")


@pytest.mark.parametrize("name", sorted(WORDS))
def test_no_word_stands_twice(name: str) -> None:
    words = WORDS[name]
    assert words and len(words) == len(set(words)), sorted({w for w in words if words.count(w) > 1})
    assert all(word == word.strip() for word in words)


def test_measure_words_are_of_one_kind() -> None:
    kinds, things, divisions = (set(WORDS[name]) for name in ("kinds", "things", "divisions"))
    assert not kinds & things and not kinds & divisions and not things & divisions


def test_names_begin_with_a_count() -> None:
    assert [name for name in WORDS["names"] if not re.match("[二两三四五六七八九十]", name)] == []


@pytest.mark.parametrize("entry", WORDS["compounds"])
def test_compounds_compile_and_hold_a_joint(entry: str) -> None:
    assert re.compile(entry)
    assert re.search("[和及与暨]", entry)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("四个方面", "kind"),
        ("12座", "thing"),
        ("两省", "division"),
        ("三级", "level"),
        ("第四个", None),
        ("2.5个", None),
        ("百四个", None),
    ],
)
def test_counts(text: str, measure: str | None) -> None:
    found = load().count.search(text)
    assert (found.lastgroup if found and is_number(found) else None) == measure
