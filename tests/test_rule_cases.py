"""The tables of cases of the rules: `cases/rules/<ID>.yaml`, one file a rule.

A row: `text`; `marked`, the stretches that the findings begin with, in order ([]: none);
`kind` (fazhi), `year` (2023) and `title` of the report; `reason` where the findings are open;
`says`, words that each message holds; `previous`, text of last year's report.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rule_runs import run

from reportnlp.check.catalogue import RULES

FOLDER = Path(__file__).parent / "cases" / "rules"
FIELDS = {"text", "marked", "kind", "year", "title", "reason", "says", "previous"}


def rows() -> list[Any]:
    return [
        pytest.param(path.stem, row, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


@pytest.mark.parametrize(("rule", "row"), rows())
def test_rows(rule: str, row: dict[str, Any]) -> None:
    assert set(row) <= FIELDS, set(row) - FIELDS
    options = {key: row[key] for key in ("kind", "year", "title", "previous") if key in row}
    text, found = run(rule, row["text"], **options)
    marked = [text[f.spans[0].start : f.spans[0].end] if f.spans else "" for f in found]
    assert marked == row["marked"], [f.message for f in found]
    for finding in found:
        assert finding.reason == row.get("reason")
        assert row.get("says", "") in finding.message


def test_every_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= {rule.id for rule in RULES}
