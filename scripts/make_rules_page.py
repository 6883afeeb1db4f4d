"""Writes docs/rules.md from the docstrings, sources and examples of the rules.

usage: python scripts/make_rules_page.py
"""

from __future__ import annotations

from pathlib import Path

from reportnlp.render.rule_pages import markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(markdown(), encoding="utf-8")
