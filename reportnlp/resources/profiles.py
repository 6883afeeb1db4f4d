"""Report profiles 文种规范: the parts of each kind of report and how they are recognised.

The knowledge is data: `profiles/<kind>.yaml`, and variants for some issuers (`fazhi-township.yaml`)
that extend it.  This module holds the schema and the cached loaders; how one profile extends
another is `profile_files.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from reportnlp.datamodel import Kind, Level, Meta, Severity
from reportnlp.errors import ResourceError
from reportnlp.resources import list_names, read_yaml
from reportnlp.resources.profile_files import extended, read_profile_file

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
    "string_pattern_mismatch": "编号只能用汉字、字母、数字、_ 和 -",
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


def _checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns, if they are sound and every repetition in them is bounded."""
    for pattern in patterns:
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ValueError(f"正则表达式“{pattern}”有误：{error}") from error
        if _UNBOUNDED.search(pattern):
            hint = "请改成 {0,n}；要找 + 号本身，写成 \\+"
            raise ValueError(f"正则表达式“{pattern}”用了不限次数的重复（* 或 +），{hint}")
        if compiled.search(""):
            raise ValueError(f"正则表达式“{pattern}”什么都不写也算找到，请写明要找的词")
    return patterns


_Patterns = Annotated[tuple[str, ...], AfterValidator(_checked)]
_ID = r"^[\w-]{1,40}$"
"""What a profile or a part may be called: letters (Chinese ones too), digits, _ and -."""


class _Required(BaseModel):
    """What a report must have, since when, and who need not.

    Attributes:
        required: whether a report without it is incomplete.
        from_year: first report year that `required` holds for (None: all).
        exempt_levels: issuers that need not have it.
        severity: how grave it is that it is missing (None: as the sources tell, see `gravity`).
        law: the sources of the requirement.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=_ID)
    name: str = Field(min_length=2)
    required: bool = True
    from_year: int | None = Field(default=None, ge=1949, le=2100)
    exempt_levels: tuple[Level, ...] = ()
    severity: Severity | None = None
    law: tuple[Law, ...] = ()
    notes: str = ""

    def applies(self, year: int | None, level: Level) -> bool:
        """Whether a report of `year` (None: unknown) by an issuer of `level` must have it."""
        in_force = self.from_year is None or (year is not None and year >= self.from_year)
        return self.required and in_force and level not in self.exempt_levels

    @property
    def gravity(self) -> Severity:
        """How grave it is that it is missing: an error only where the text of a rule was seen."""
        if self.severity is not None:
            return self.severity
        return "error" if any(law.certainty == "seen" for law in self.law) else "info"


class Content(_Required):
    """Something that must be said inside a part.

    Attributes:
        words: regexes of which one is found wherever it is said.
    """

    words: _Patterns = Field(min_length=1)


class Part(_Required):
    """One functional part (role) of a report; its id is the value of `Section.role`.

    Attributes:
        frame: opening and closing, whose absence tells of a text that is cut.
        within: whether the part may be a passage of another one.
        headings: regexes searched for in a heading without its number.
        lead_ins: regexes searched for in the first sentences of a paragraph without a heading.
        words: regexes that tell the part in any sentence of the report.
        table: the statutory table that the part must hold, as in `Table.statutory`.
        contents: what must be said in it.
    """

    required: bool  # nothing is required by oversight
    frame: bool = False
    within: bool = False
    headings: _Patterns = ()
    lead_ins: _Patterns = ()
    words: _Patterns = ()
    table: Literal["", "xxgk-disclosure", "xxgk-requests", "xxgk-litigation"] = ""
    contents: tuple[Content, ...] = ()


class Profile(BaseModel):
    """What a kind of report consists of, its parts in canonical order.

    Attributes:
        levels: the issuers that it is chosen for among the profiles of its kind; empty for the rest.
        extends: the profile that it says what differs from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    id: str = Field(pattern=_ID)
    name: str = Field(min_length=2)
    extends: str = ""
    levels: tuple[Level, ...] = ()
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


def is_name(name: str) -> bool:
    """Whether a profile may be called so."""
    return re.fullmatch(_ID, name) is not None


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
def load_profile(name: str) -> Profile | None:
    """The profile called `name`: a kind, or a variant of one; None for "other", which has no rules.

    Raises:
        ResourceError: the profile's file is missing or wrong.
    """
    if name == "other":
        return None
    file = f"profiles/{name}.yaml"
    profile = parse_profile(extended(read_yaml(file), file), file)
    if profile.id != name:
        raise ResourceError("编号和文件名不一致", f"{file} 的 id", f"应为 {name}")
    return profile


def load_profile_file(path: str | Path) -> Profile:
    """A profile that an organ wrote itself; it may extend one of those built in.

    Raises:
        ResourceError: the file cannot be read or is wrong; `where` names the file and the entry.
    """
    return parse_profile(read_profile_file(Path(path)), str(path))


_OFFICES: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("township", re.compile(r"(?:[镇乡]|街道)(?:人民政府|党委|党工委|办事处)?\Z")),
    ("department", re.compile(r"(?:局|厅|政府办公室|发展和改革委员会|发改委|卫健委|卫生健康委员会|中心)\Z")),
)


def issuer_level(meta: Meta) -> Level:
    """The level of the issuer: what its name says, else that of the place; "" where unknown.

    临江县城关镇人民政府 is a township, though the title may only name the county.
    """
    for level, office in _OFFICES:
        if meta.issuers and all(office.search(issuer) for issuer in meta.issuers):
            return level
    return meta.region.level if meta.region else ""


def profile_for(meta: Meta) -> Profile | None:
    """The profile that a report is held against unless the user names one."""
    level = issuer_level(meta)
    variants = (load_profile(name) for name in list_names("profiles") if name.startswith(f"{meta.kind}-"))
    fitting = (profile for profile in variants if profile and level in profile.levels)
    return next(fitting, None) or load_profile(meta.kind)


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
