"""The words of `words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return data


def word_list(name: str) -> tuple[str, ...]:
    """A list, or the words of a text between its spaces."""
    value = _data()[name]
    return tuple(value.split() if isinstance(value, str) else value)


def word_map(name: str) -> dict[str, Any]:
    """What stands for what."""
    return dict(_data()[name])


def wording(name: str) -> str:
    """A text as it stands."""
    return str(_data()[name])
