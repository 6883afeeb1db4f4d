"""Sentences that reports repeat from year to year with good reason: `boilerplate.yaml`."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

_NAME = "boilerplate.yaml"


class Group(BaseModel):
    """Sentences of one kind.

    Args:
        why: why nobody wonders at finding them again.
        cues: regexes that find them, in a sentence without white space.
        like: sentences that they must find.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    why: str
    cues: tuple[str, ...]
    like: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    groups: tuple[Group, ...]


@cache
def load() -> tuple[Group, ...]:
    """The groups (cached).

    Raises:
        ResourceError: `boilerplate.yaml` does not follow its schema.
    """
    try:
        return _File.model_validate(read_yaml(_NAME)).groups
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", _NAME) from error


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence, without its white space, is one that is repeated with good reason."""
    return _pattern().search(sentence) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(cue for group in load() for cue in group.cues))
