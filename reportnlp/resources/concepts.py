"""Indicator concepts (指标概念): what a report kind counts, under which names, in which units.

One YAML file a family in `concepts/`; a report kind draws on one or more of them (`SCOPES`).
An alias is one or more words parted by spaces, to be found in any order ("办结 复议案件");
"/" parts words of which any will do ("办结/审结 复议案件").
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportnlp.datamodel import IndicatorKind, Kind
from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml
from reportnlp.resources.xxgk_tables import cell_concepts, cell_identities

SCOPES: dict[Kind, tuple[str, ...]] = {
    "fazhi": ("fazhi", "xxgk"),
    "gwr": ("gwr", "tjgb", "fazhi"),
    "xxgk": ("xxgk",),
    "tjgb": ("gwr", "tjgb"),
    "other": ("fazhi", "gwr", "tjgb", "xxgk"),
}
"""The concept files that a report kind draws on; ids are unique over all of them."""


class Concept(BaseModel):
    """One indicator concept.

    Args:
        id: lower-case Latin name, unique over all files.
        kind: kind of its level (a growth figure of it links to the same concept).
        units: units of its level without scale words; the first is the usual one.
        aliases: see the module; empty for a concept that only a table can state.
        exclude: words that rule the concept out wherever they stand in the subject.
        direction: whether a rise is good ("up"), bad ("down") or neither ("").
        note: how to read it, pitfalls.
        source: where the definition comes from ("recalled": from general knowledge).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,40}(\.[a-z]{2,20})?$")
    name: str = Field(min_length=2)
    group: str = Field(min_length=2)
    kind: IndicatorKind
    units: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    direction: Literal["up", "down", ""] = ""
    note: str = ""
    source: str = ""

    def wordings(self) -> tuple[tuple[str, ...], ...]:
        """The aliases as sets of words, with the "/" alternatives written out."""
        return tuple(
            words for alias in self.aliases for words in product(*(part.split("/") for part in alias.split()))
        )


class Identity(BaseModel):
    """A relation that holds between the figures of one report and one period.

    Args:
        left, right: concept ids, or a plain number; a leading "-" subtracts.
        relation: "=" and "<=" compare the sums of both sides; "%" means
            left = right[0] / right[1] × 100, "/" means left = right[0] / right[1].
        strict: False where wording or scope can break it without an error (a hint at most).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    left: tuple[str, ...] = Field(min_length=1)
    relation: Literal["=", "<=", "%", "/"]
    right: tuple[str, ...] = Field(min_length=1)
    strict: bool = True
    note: str = ""

    def members(self) -> tuple[str, ...]:
        """All concept ids of the relation, without signs and numbers."""
        return tuple(i.removeprefix("-") for i in (*self.left, *self.right) if not i.isdecimal())


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    source: str
    concepts: tuple[Concept, ...]
    identities: tuple[Identity, ...] = ()


@cache
def _file(name: str) -> _File:
    where = f"concepts/{name}.yaml"
    try:
        loaded = _File.model_validate(read_yaml(where))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", where) from error
    filled = (c if c.source else c.model_copy(update={"source": loaded.source}) for c in loaded.concepts)
    if name != "xxgk":
        return loaded.model_copy(update={"concepts": tuple(filled)})
    cells = (Concept(**cell) for cell in cell_concepts())
    relations = (Identity(**relation) for relation in cell_identities())
    return loaded.model_copy(
        update={"concepts": (*filled, *cells), "identities": (*loaded.identities, *relations)}
    )


@cache
def concepts(kind: Kind) -> tuple[Concept, ...]:
    """The concepts that a figure of a report of this kind may link to (cached).

    Raises:
        ResourceError: a concept file does not follow the schema.
    """
    return tuple(c for name in SCOPES[kind] for c in _file(name).concepts)


@cache
def identities(kind: Kind) -> tuple[Identity, ...]:
    """The relations between the concepts of this report kind (cached).

    Raises:
        ResourceError: a concept file does not follow the schema.
    """
    return tuple(i for name in SCOPES[kind] for i in _file(name).identities)


@cache
def _by_id() -> dict[str, Concept]:
    return {c.id: c for c in concepts("other")}


def concept(concept_id: str) -> Concept | None:
    """The concept of this id, None where there is none."""
    return _by_id().get(concept_id)


def identities_of(concept_id: str) -> tuple[Identity, ...]:
    """The relations that this concept takes part in."""
    return tuple(i for i in identities("other") if concept_id in i.members())
