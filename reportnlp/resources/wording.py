"""Wording rules as data: words that should not stand, and words that should be others.

A file holds a list of entries that a person who does not program can add to; `wording/typos.yaml`
shows both kinds.  `existence` names words that should not stand, `substitution` the right word for
each wrong one.  Words are literal; `patterns` are regexes without unlimited repeats.  Entries with
the same id are one rule.  The examples of each entry are run by the tests.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from reportnlp.datamodel import Kind, Meta, Severity
from reportnlp.errors import ResourceError
from reportnlp.resources import list_names, read_yaml
from reportnlp.resources.profiles import Law

_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d*,\}")
_LONGEST_PATTERN = 200

_FAULTS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请删去或改名",
    "literal_error": "不在允许的取值之内",
    "string_type": "应为文字",
    "dict_type": "应为一组“错: 对”",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "model_type": "应为一组“名称: 值”",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "date_from_datetime_parsing": "应为 2022-12-26 这样的日期",
    "date_parsing": "应为 2022-12-26 这样的日期",
    "date_type": "应为 2022-12-26 这样的日期",
    "string_pattern_mismatch": "应为 OWN-01 这样的编号",
    "string_too_short": "太短",
    "too_short": "不能为空",
}


class Entry(BaseModel):
    """One entry of a wording file.

    Attributes:
        id: the rule that it belongs to; type: see the module.
        message: what is wrong, with {wrong} and {right} for the words; "" for the usual sentence.
        words: wrong → right; for `existence` a list in the file, with "" for right here.
        patterns: the same, with regexes for the wrong side.
        kinds: the report kinds that it is for, empty for all.
        valid_from, valid_to: the dates of a report between which it holds.
        exempt: longer strings in which the word is fine (`except` in the file).
        quoted: whether words in book titles and quotation marks count too.
        example_bad, example_good: texts that it marks and that it leaves alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    id: str = Field(pattern=r"^[A-Z]{2,8}-\d{2,3}$")
    type: Literal["existence", "substitution"]
    name: str = Field(default="用词", min_length=2)
    level: Severity
    message: str = ""
    suggestion: str = ""
    source: Law
    words: dict[str, str] = Field(default_factory=dict)
    patterns: dict[str, str] = Field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    exempt: tuple[str, ...] = Field(default=(), alias="except")
    quoted: bool = True
    example_bad: tuple[str, ...] = Field(min_length=1)
    example_good: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _written_shortly(cls, raw: Any) -> Any:
        """A single example without a list, a source that is only its name, a list of words."""
        if not isinstance(raw, dict):
            return raw
        full = dict(raw)
        for key in ("example_bad", "example_good", "except", "kinds"):
            if isinstance(full.get(key), str):
                full[key] = (full[key],)
        if isinstance(full.get("source"), str):
            full["source"] = {"instrument": full["source"], "certainty": "seen"}
        for key in ("words", "patterns"):
            if full.get("type") == "existence" and isinstance(full.get(key), list):
                full[key] = dict.fromkeys(full[key], "")
        return full

    @field_validator("words")
    @classmethod
    def _tidy(cls, words: dict[str, str]) -> dict[str, str]:
        for wrong, right in words.items():
            if len(wrong) < 2:
                raise ValueError(f"“{wrong}”只有一个字，太容易误报，请写成词")
            if wrong == right:
                raise ValueError(f"“{wrong}”两边相同")
        return words

    @field_validator("patterns")
    @classmethod
    def _bounded(cls, patterns: dict[str, str]) -> dict[str, str]:
        for pattern in patterns:
            _check_pattern(pattern)
        return patterns

    @model_validator(mode="after")
    def _consistent(self) -> Entry:
        if not self.words and not self.patterns:
            raise ValueError("words 和 patterns 至少写一项")
        pairs = {**self.words, **self.patterns}
        if self.type == "substitution" and (bare := [wrong for wrong, right in pairs.items() if not right]):
            raise ValueError(f"没有写“{bare[0]}”应改成什么")
        for wrong, right in self.words.items():
            if wrong in right and not any(right in longer for longer in self.exempt):
                raise ValueError(f"正确写法“{right}”里就有“{wrong}”，请把它写进 except")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from 晚于 valid_to")
        return self

    def holds(self, meta: Meta) -> bool:
        """Whether it is for such a report; one that cannot be dated falls out of any period."""
        if self.kinds and meta.kind not in self.kinds:
            return False
        first, last = written_between(meta)
        after = self.valid_from is None or first >= self.valid_from.isoformat()
        return after and (self.valid_to is None or last <= self.valid_to.isoformat())


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str = ""
    rules: tuple[Entry, ...] = Field(min_length=1)


def _check_pattern(pattern: str) -> None:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f"正则表达式“{pattern}”有误：{error}") from error
    if _UNBOUNDED.search(pattern):
        raise ValueError(f"正则表达式“{pattern}”用了不限次数的重复（* 或 +），请改成 {{0,n}}")
    if len(pattern) > _LONGEST_PATTERN:
        raise ValueError(f"正则表达式“{pattern[:20]}……”太长")
    if compiled.match(""):
        raise ValueError(f"正则表达式“{pattern}”能匹配空文字")


def written_between(meta: Meta) -> tuple[str, str]:
    """The first and the last day on which the report may have been written, as ISO dates.

    ("", "9999") where it cannot be told.  A report on a year is written in it
    or in the next; the year of a 政府工作报告 is the one that it was given in.
    """
    if meta.date:
        return meta.date + "-01-01"[len(meta.date) - 4 :], meta.date + "-12-31"[len(meta.date) - 4 :]
    if meta.year is None:
        return "", "9999"
    last = meta.year if meta.kind == "gwr" else meta.year + 1
    return f"{meta.year}-01-01", f"{last}-12-31"


def parse_entries(raw: Any, name: str) -> tuple[Entry, ...]:
    """The entries of a parsed file.

    Raises:
        ResourceError: `raw` does not fit the schema; `where` names the file and the entry.
    """
    try:
        return _File.model_validate(raw).rules
    except ValidationError as error:
        raise ResourceError(
            f"用词规则不合格式：{fault(error)}", f"{name} 的 {entry_of(error, raw)}"
        ) from error


def fault(error: ValidationError) -> str:
    """What is wrong, in Chinese."""
    first = error.errors()[0]
    return _FAULTS.get(first["type"], "") or first["msg"].removeprefix("Value error, ")


def entry_of(error: ValidationError, raw: Any) -> str:
    """The place in a file: the entry's id and its field where they are known."""
    where = list(error.errors()[0]["loc"])
    if len(where) > 1 and where[0] == "rules" and isinstance(where[1], int):
        entry = raw["rules"][where[1]]
        known = entry.get("id", "") if isinstance(entry, dict) else ""
        where[:2] = [f"第 {where[1] + 1} 条{f'（{known}）' if known else ''}"]
    return " ".join(str(part) for part in where) or "全文"


@cache
def load_entries() -> Mapping[str, tuple[Entry, ...]]:
    """The entries of the package by rule id (cached).

    Raises:
        ResourceError: a file is missing or wrong.
    """
    found: dict[str, list[Entry]] = {}
    for entry in _all_entries():
        found.setdefault(entry.id, []).append(entry)
    return {rule: tuple(entries) for rule, entries in found.items()}


def _all_entries() -> Iterator[Entry]:
    for name in list_names("wording"):
        where = f"wording/{name}.yaml"
        yield from parse_entries(read_yaml(where), where)
