"""Names that have dates: laws and plans, institutions, terms, the bodies that terms belong to, deadlines.

The knowledge is data (`registry/<name>.yaml`, each file says what its fields mean); this module
holds the schema and the cached loaders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reportnlp.datamodel import Kind, Level
from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

Certainty = Literal["seen", "recalled"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Dated(_Row):
    """A row that rests on a source: see `resources.profiles.Law` for `certainty`."""

    certainty: Certainty

    @property
    def is_seen(self) -> bool:
        return self.certainty == "seen"


class Instrument(_Dated):
    """A law, regulation, plan or other normative document.

    Attributes:
        title: printed title without issuer, years and 试行.
        years: what the brackets behind a plan's title say, 2021—2025年.
        since, until: first day in force, and first day no longer in force; None where not known.
        successor: what took its place, "" where nothing did or it is in force.
        short: its short forms.
    """

    title: str = Field(min_length=3)
    years: str = Field(default="", pattern=r"^(?:\d{4}—\d{4}年)?$")
    since: date | None = None
    until: date | None = None
    successor: str = ""
    short: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The title with its years."""
        return f"{self.title}（{self.years}）" if self.years else self.title


class Misspelt(_Dated):
    """A wrong word in titles, the right one, and the day from which it is wrong."""

    wrong: str
    right: str
    since: date


class Renamed(_Dated):
    """An institution that has another name now.

    Attributes:
        old: its former names; new: the body that has its business now.
        nation, local: first day on which the old name is past, for ministries and for local organs.
    """

    old: tuple[str, ...] = Field(min_length=1)
    new: str = Field(min_length=2)
    nation: date | None = None
    local: date | None = None

    @property
    def past(self) -> date:
        """The first day on which the old name is past."""
        day = self.nation or self.local
        assert day is not None  # see _one_day
        return day

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.local is None) == (self.nation is None):
            raise ValueError("nation 和 local 应当恰好写一个")
        return self


class Term(_Dated):
    """A term and the day from which it is in use."""

    term: str = Field(min_length=3)
    since: date


class Past(_Dated):
    """A campaign, an aim or a plan, the first day on which it is over, and what goes on instead."""

    term: str = Field(min_length=2)
    until: date
    now: str = ""


class Owned(_Row):
    """A term of one body that is misused of another."""

    term: str
    owner: tuple[str, ...] = Field(min_length=1)
    wrong: tuple[str, ...] = Field(min_length=1)
    right: str


class Deadline(_Dated):
    """By which day of the next year a report of `kind` is due, under one reading of the rules."""

    kind: Kind
    by: str = Field(pattern=r"^\d\d-\d\d$")
    levels: tuple[Level, ...] = Field(min_length=1)
    reading: str
    instrument: str

    def day(self, year: int) -> date:
        """The day by which the report of `year` is due."""
        return date.fromisoformat(f"{year + 1}-{self.by}")


_RowT = TypeVar("_RowT", bound=_Row)


def _rows(name: str, model: type[_RowT], key: str = "") -> tuple[_RowT, ...]:
    """The rows of `registry/<name>.yaml` under `key` ("": the one called like the file)."""
    where = f"registry/{name}.yaml"
    try:
        return tuple(model.model_validate(row) for row in read_yaml(where)[key or name])
    except (KeyError, TypeError) as error:
        raise ResourceError("名称登记表格式有误", where, "请参照其他登记表的写法") from error
    except ValidationError as error:
        raise ResourceError(f"名称登记表格式有误：{error}", where, "请照同表其他各行改正") from error


def _words(name: str, key: str) -> tuple[str, ...]:
    return tuple(read_yaml(f"registry/{name}.yaml")[key].split())


@cache
def instruments() -> tuple[Instrument, ...]:
    """Laws, regulations, plans (cached).

    Raises:
        ResourceError: the file is missing or wrong; so do the other loaders.
    """
    return _rows("instruments", Instrument)


@cache
def instruments_by_title() -> Mapping[str, tuple[Instrument, ...]]:
    """Title without years → its editions."""
    found: dict[str, list[Instrument]] = defaultdict(list)
    for instrument in instruments():
        found[instrument.title].append(instrument)
    return MappingProxyType({title: tuple(rows) for title, rows in found.items()})


@cache
def misspelt() -> tuple[Misspelt, ...]:
    """Wrong words in titles."""
    return _rows("instruments", Misspelt, "misspelt")


@cache
def institutions() -> tuple[Renamed, ...]:
    """Institutions that have another name now."""
    return _rows("institutions", Renamed)


@cache
def place_words() -> tuple[str, ...]:
    """Words behind the former name of an institution that make a place of it."""
    return _words("institutions", "places")


@cache
def history_words() -> tuple[str, ...]:
    """Words by which a passage tells of a renaming or of the time before it."""
    return _words("institutions", "history")


@cache
def terms() -> tuple[Term, ...]:
    """Terms with the day from which they are in use."""
    return _rows("terms", Term)


@cache
def past() -> tuple[Past, ...]:
    """Campaigns and aims that are over."""
    return _rows("past", Past)


@cache
def five_year_plans() -> Mapping[str, Past]:
    """十三五 → the day on which that plan is over."""
    return MappingProxyType({row.term: row for row in _rows("past", Past, "plans")})


@cache
def education_programmes() -> Mapping[str, Past]:
    """七五 → the day on which that programme of legal education is over."""
    return MappingProxyType({row.term: row for row in _rows("past", Past, "education")})


@cache
def bodies() -> tuple[Owned, ...]:
    """Terms that belong to one body."""
    return _rows("bodies", Owned)


@cache
def between_words() -> tuple[str, ...]:
    """Words that may stand between a body and a term."""
    return _words("bodies", "between")


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Deadlines of annual reports, the strictest reading of each kind first."""
    return _rows("deadlines", Deadline)
