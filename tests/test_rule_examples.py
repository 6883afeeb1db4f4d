"""Every rule is run on its own examples: it marks each bad one and leaves each good one alone."""

from __future__ import annotations

import pytest
from rule_runs import run

from reportnlp.check.catalogue import FAMILIES, RULES, selected
from reportnlp.check.rule import Example, Rule
from reportnlp.datamodel import Finding

BAD = [pytest.param(rule, e, id=f"{rule.id}-{e.text[:24]}") for rule in RULES for e in rule.bad]
GOOD = [pytest.param(rule, e, id=f"{rule.id}-{e.text[:24]}") for rule in RULES for e in rule.good]


def findings(rule: type[Rule], e: Example) -> tuple[str, list[Finding]]:
    """The text under its title, and what the rule alone says of it."""
    return run(rule.id, e.text, e.kind, e.year, e.title, e.layout, e.previous)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_what_is_wrong_is_marked(rule: type[Rule], example: Example) -> None:
    text, found = findings(rule, example)
    assert found, "nothing marked"
    first = found[0]
    assert (first.verdict, first.reason) == (("open", example.reason) if example.reason else ("fail", None))
    if example.marked:
        assert text[first.spans[0].start : first.spans[0].end] == example.marked


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_what_is_right_is_left_alone(rule: type[Rule], example: Example) -> None:
    assert findings(rule, example)[1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_says_what_it_is(rule: type[Rule]) -> None:
    assert rule.family() in FAMILIES
    assert rule.bad and rule.good and rule.sources and rule.name
    page = rule.__doc__ or ""
    assert "说明：" in page and "例外：" in page


def test_an_error_rests_on_something_seen() -> None:
    """What is only recalled of a law or a standard makes no error."""
    assert [r.id for r in RULES if r.level == "error" and all(s.certainty != "seen" for s in r.sources)] == []


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    order = list(FAMILIES)
    assert ids == sorted(set(ids), key=lambda i: (order.index(i[:3]), i))


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="XYZ"):
        selected(["XYZ"])
