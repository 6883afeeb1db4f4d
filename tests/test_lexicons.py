"""The word lists of the entity rules are sound, load fast and without pydantic."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from cost import little_work

from reportnlp.errors import ResourceError
from reportnlp.resources import lexicons, list_names, read_yaml

FILES = list_names("lexicons")
LABELLED = {
    "awards": "AWARD",
    "laws": "LAW",
    "meetings": "MEETING",
    "organs": "ORG",
    "persons": "PER",
    "places": "LOC",
    "plans": "PLAN",
    "theories": "THEORY",
}


@pytest.mark.parametrize("file", FILES)
def test_file_is_valid(file: str) -> None:
    lexicons.validate(file)
    assert lexicons.load(file).label == LABELLED.get(file, "")


def test_every_label_has_its_file() -> None:
    assert set(LABELLED) <= set(FILES)


def test_a_name_has_one_label() -> None:
    for one, other in combinations(LABELLED, 2):
        shared = set(lexicons.load(one).words("names")) & set(lexicons.load(other).words("names"))
        assert not shared, (one, other)


def test_a_phrase_in_quotes_has_one_label_and_is_not_refused() -> None:
    quoted = {file: set(lexicons.load(file).words("quoted")) for file in LABELLED if file not in
              ("organs", "persons", "places")}  # fmt: skip
    quoted["refused"] = set(lexicons.load("plans").words("refused"))
    for one, other in combinations(quoted, 2):
        assert not quoted[one] & quoted[other], (one, other)


def test_an_edge_is_not_shielded_by_itself() -> None:
    lists = lexicons.load("boundaries").lists
    edges = set(lists["verbs"]) | set(lists["acts"])
    assert not set(lists["verbs"]) & set(lists["acts"])
    assert not edges & set(lists["shields"])
    idle = [word for word in lists["shields"] if not any(edge in word for edge in edges)]
    assert not idle


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"about": "a", "lists": {"names": "甲乙 丙丁"}}, "没有 label"),
        ({"about": "a", "label": "THING", "lists": {}}, "格式有误"),
        ({"about": "a", "lists": {"words": "甲乙 丙丁 甲乙"}}, "“甲乙”重复"),
        ({"about": "a", "lists": {"words": "长" * 41}}, "过长"),
        ({"about": "a", "lists": {"words": "甲"}, "extra": 1}, "格式有误"),
        ({"about": "a"}, "格式有误"),
    ],
)
def test_what_is_wrong_is_said(
    content: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicons, "read_yaml", lambda _: content)
    lexicons.load.cache_clear()
    with pytest.raises(ResourceError, match=message):
        lexicons.validate("invented")
    lexicons.load.cache_clear()


def test_unknown_names_are_reported() -> None:
    with pytest.raises(ResourceError):
        lexicons.load("no-such-file")
    with pytest.raises(ResourceError, match="no-such-list"):
        lexicons.load("organs").words("no-such-list")


def test_loading_is_fast_and_needs_no_pydantic() -> None:
    code = (
        "import sys; from reportnlp.resources import lexicons, list_names\n"
        "for file in list_names('lexicons'): lexicons.load(file)\n"
        "print('pydantic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
    read_yaml.cache_clear()
    lexicons.load.cache_clear()
    with little_work():
        for file in FILES:
            lexicons.load(file)


def test_blocks_are_folded_scalars() -> None:
    folder = Path(lexicons.__file__).parent / "lexicons"
    for path in folder.glob("*.yaml"):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert all(isinstance(block, str) for block in raw["lists"].values()), path.name
