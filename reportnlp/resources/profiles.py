"""Report profiles 文种规范: the parts of each kind of report and how they are recognised.

The knowledge is data (`profiles/<kind>.yaml`); this module holds the schema and the cached loader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from reportnlp.datamodel import Kind, Level
from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

_UNBOUNDED = re.compile(r"(?<!\\)[*+]")

_FAULTS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请删去或改名",
    "literal_error": "不在允许的取值之内",
    "string_type": "应为文字",
    "tuple_type": "应为列表",
    "model_type": "应为一组“名称: 值”",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "greater_than_equal": "数值太小",
    "less_than_equal": "数值太大",
    "string_pattern_mismatch": "只能用小写字母和下划线",
    "string_too_short": "太短",
    "too_short": "不能为空",
}


class Law(BaseModel):
    """Where a requirement comes from.

    `certainty` says how far the source was seen: "seen" its text or a quotation of it, "recalled" from
    general knowledge only.  A recalled rule never makes an error, at most a hint.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    instrument: str = Field(min_length=2)
    article: str = ""
    certainty: Literal["seen", "recalled"]


class Part(BaseModel):
    """One functional part (role) of a report.

    Attributes:
        id: the value of `Section.role`.
        name: what a reader calls the part.
        required: whether a report without it is incomplete.
        from_year: first report year that `required` holds for (None: all).
        exempt_levels: issuers that need not have the part.
        headings: regexes searched for in a heading without its number.
        lead_ins: regexes searched for in the first sentences of a paragraph without a heading.
        law: the sources of the requirement.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=2)
    required: bool
    from_year: int | None = Field(default=None, ge=1949, le=2100)
    exempt_levels: tuple[Level, ...] = ()
    headings: tuple[str, ...] = ()
    lead_ins: tuple[str, ...] = ()
    law: tuple[Law, ...] = ()
    notes: str = ""

    @field_validator("headings", "lead_ins")
    @classmethod
    def _bounded(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"正则表达式“{pattern}”有误：{error}") from error
            if _UNBOUNDED.search(pattern):
                raise ValueError(f"正则表达式“{pattern}”用了不限次数的重复（* 或 +），请改成 {{0,n}}")
        return patterns

    def applies(self, year: int | None, level: Level) -> bool:
        """Whether a report of `year` (None: unknown) by an issuer of `level` must have this part."""
        in_force = self.from_year is None or (year is not None and year >= self.from_year)
        return self.required and in_force and level not in self.exempt_levels


class Profile(BaseModel):
    """What a kind of report consists of, its parts in canonical order."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    id: str = Field(pattern=r"^[a-z_-]+$")
    name: str = Field(min_length=2)
    title_words: tuple[str, ...] = Field(min_length=1)
    notes: str = ""
    roles: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _named(cls, raw: Any) -> Any:
        return {"id": raw.get("kind", ""), **raw} if isinstance(raw, dict) else raw

    @model_validator(mode="after")
    def _unique(self) -> Profile:
        ids = [part.id for part in self.roles]
        if doubled := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"同一部分写了两次：{'、'.join(doubled)}")
        return self

    def part(self, role: str) -> Part | None:
        """The part with the id `role`, None where the profile has none such."""
        return next((part for part in self.roles if part.id == role), None)


def parse_profile(raw: Any, name: str) -> Profile:
    """A profile from parsed YAML.

    Raises:
        ResourceError: `raw` does not fit the schema; `where` names the file and the entry.
    """
    try:
        return Profile.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(map(str, first["loc"])) or "全文"
        what = _FAULTS.get(first["type"], "") or first["msg"].removeprefix("Value error, ")
        raise ResourceError(f"文种规范不合格式：{what}", f"{name} 的 {entry}", "请照其他文种改正") from error


@cache
def load_profile(kind: Kind) -> Profile | None:
    """The profile of `kind`; None for "other", which has no rules.

    Raises:
        ResourceError: the profile's file is missing or wrong.
    """
    if kind == "other":
        return None
    name = f"profiles/{kind}.yaml"
    profile = parse_profile(read_yaml(name), name)
    if profile.kind != kind:
        raise ResourceError("文种和文件名不一致", f"{name} 的 kind", f"应为 {kind}")
    return profile


@cache
def heading_patterns(kind: Kind) -> Mapping[str, re.Pattern[str]]:
    """Role → regex that recognises its headings (roles without such patterns are left out)."""
    return _compiled(kind, "headings")


@cache
def lead_in_patterns(kind: Kind) -> Mapping[str, re.Pattern[str]]:
    """Role → regex that recognises its first paragraph where no heading marks it."""
    return _compiled(kind, "lead_ins")


def _compiled(kind: Kind, field: Literal["headings", "lead_ins"]) -> Mapping[str, re.Pattern[str]]:
    profile = load_profile(kind)
    parts = profile.roles if profile else ()
    found = {part.id: getattr(part, field) for part in parts if getattr(part, field)}
    return MappingProxyType({role: re.compile("|".join(patterns)) for role, patterns in found.items()})
