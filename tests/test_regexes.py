"""What the package's regular expressions keep away from."""

from __future__ import annotations

import re
from pathlib import Path

import reportnlp

_POSSESSIVE_GROUP = re.compile(r"\)[*+?]\+|\)\{\d*,?\d*\}\+")


def test_no_possessive_groups() -> None:
    """Python before 3.11.5 matches them wrongly (gh-106052); an atomic group says the same."""
    package = Path(reportnlp.__file__).parent
    found = [p.name for p in package.rglob("*.py") if _POSSESSIVE_GROUP.search(p.read_text("utf-8"))]
    assert found == []
