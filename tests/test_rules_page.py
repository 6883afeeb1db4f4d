"""docs/rules.md is what the rules say of themselves."""

from __future__ import annotations

from pathlib import Path

from reportnlp.check.catalogue import RULES
from reportnlp.render.rule_pages import DOUBT, markdown, page_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run scripts/make_rules_page.py"


def test_every_rule_has_a_heading() -> None:
    page = markdown()
    assert [line for line in page.split("\n") if line.startswith("### ")] == [
        f"### {rule.id} {rule.name}" for rule in RULES
    ]


def test_a_source_that_was_not_seen_is_marked() -> None:
    for rule in RULES:
        for law, text in zip(rule.sources, page_of(rule).sources, strict=True):
            assert text.endswith(DOUBT) == (law.certainty == "recalled")
