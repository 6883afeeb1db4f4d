"""Names that divide a whole completely (出口 and 进口): `partitions.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

_NAME = "partitions.yaml"


@cache
def load() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Each division as its parts, each part as the words that name it.

    Raises:
        ResourceError: the file is missing or is no list of lists of words.
    """
    try:
        rows = TypeAdapter(list[list[str]]).validate_python(read_yaml(_NAME))
    except ValidationError as error:
        raise ResourceError("应为一行一组名称", _NAME) from error
    return tuple(tuple(tuple(part.split("/")) for part in row) for row in rows)


def is_division(names: Sequence[str]) -> bool:
    """Whether the names are those of one division, each part of it once."""
    return any(len(names) == len(parts) and _fits(names, parts) for parts in load())


def _fits(names: Sequence[str], parts: Sequence[Sequence[str]]) -> bool:
    left = list(names)
    for words in parts:
        found = next((name for name in left if any(word in name for word in words)), None)
        if found is None:
            return False
        left.remove(found)
    return True
