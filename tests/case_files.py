"""Tables of cases kept as YAML beside the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "cases"


def load_cases(name: str) -> list[Any]:
    """The rows of `cases/<name>.yaml`."""
    rows: list[Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


def columns(row: str) -> list[str]:
    """The fields of a row written as `a | b | c`."""
    return [field.strip() for field in row.split("|")]
