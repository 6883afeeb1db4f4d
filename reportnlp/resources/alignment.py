"""What makes subjects and units of two reports the same, and what keeps them apart: `alignment.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml
from reportnlp.resources.units import alternation

_NAME = "alignment.yaml"


class WordClass(BaseModel):
    """Words that exclude one another.

    Args:
        silent: what it costs (0 to 1) where only one of two subjects names a member.
        clause: whether the words of the clause around a figure count, not only those of its subject.
        members: name of a member → the regexes that name it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    silent: float = Field(ge=0, le=1)
    clause: bool = False
    members: dict[str, tuple[str, ...]]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    same: dict[str, str]
    empty: tuple[str, ...]
    general: tuple[str, ...]
    classes: tuple[WordClass, ...]
    units: tuple[tuple[str, ...], ...]
    conversions: dict[str, tuple[str, int | str]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The table, ready for use.

    Args:
        same: a wording → the one that stands for it; `same_pattern` finds the former.
        empty_pattern: words that say nothing about what is counted.
        general_pattern: words so general that a subject made of them tells nothing.
        classes: the classes of words that exclude one another.
        patterns: finds the members of each class: one group a member, in the order of `members`.
        group_of: unit → the numbers of the groups it is in.
        base_of: unit → the unit it converts to, and how many of that it is.
    """

    same: dict[str, str]
    same_pattern: re.Pattern[str]
    empty_pattern: re.Pattern[str]
    general_pattern: re.Pattern[str]
    classes: tuple[WordClass, ...]
    patterns: tuple[re.Pattern[str], ...]
    group_of: dict[str, frozenset[int]]
    base_of: dict[str, tuple[str, Fraction]]

    def base(self, unit: str) -> tuple[str, Fraction]:
        """The unit that a unit converts to, and how many of that it is."""
        return self.base_of.get(unit, (unit, Fraction(1)))

    def alike(self, a: str, b: str) -> bool:
        """Whether figures in two units may be compared."""
        if a == b or self.base(a)[0] == self.base(b)[0]:
            return True
        return bool(self.group_of.get(a, frozenset()) & self.group_of.get(b, frozenset()))


@cache
def load() -> Alignment:
    """The table of the package (cached).

    Raises:
        ResourceError: the file does not follow its schema.
    """
    try:
        rows = _File.model_validate(read_yaml(_NAME))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", _NAME) from error
    groups: dict[str, set[int]] = {}
    for number, units in enumerate(rows.units):
        for unit in units:
            groups.setdefault(unit, set()).add(number)
    return Alignment(
        same=rows.same,
        same_pattern=re.compile(alternation(rows.same)),
        empty_pattern=re.compile(alternation(rows.empty)),
        general_pattern=re.compile(alternation(rows.general)),
        classes=rows.classes,
        patterns=tuple(re.compile(_members(c)) for c in rows.classes),
        group_of={unit: frozenset(numbers) for unit, numbers in groups.items()},
        base_of={unit: (base, Fraction(factor)) for unit, (base, factor) in rows.conversions.items()},
    )


def _members(words: WordClass) -> str:
    return "|".join(f"({'|'.join(patterns)})" for patterns in words.members.values())
