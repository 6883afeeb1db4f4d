"""An organ's own folder: its wording rules, its names, and how strict each rule is there.

`names.yaml` lists names and short forms that are never marked, `settings.yaml` says which rules are
off or of what level, every other .yaml file holds wording rules (see `wording.py`):

    # settings.yaml
    rules: {PUN-02: off, NUM-06: warning, LEX-01: on}

    # names.yaml
    names: [临江新区管委会, 两江办]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from reportnlp.errors import ResourceError
from reportnlp.resources.user_yaml import read_user_yaml
from reportnlp.resources.wording import Entry, fault, parse_entries

Setting = Literal["on", "off", "error", "warning", "info"]
"""off: not run; on: run though it does not by default; a level: run, and its findings are of that level."""

_NAMES, _SETTINGS = "names", "settings"
_SUFFIXES = (".yaml", ".yml")
_MOST_FILES = 200


@dataclass(frozen=True, eq=False)
class House:
    """What an organ wants otherwise than others.

    Args:
        entries: its own wording rules.
        names: names that are never marked.
        settings: rule id → how it is run.
        folder: where this was read from, "" for nowhere.
    """

    entries: tuple[Entry, ...] = ()
    names: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    folder: str = ""


NO_HOUSE: Final = House()
"""No wishes of one's own."""


class _Names(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str = ""
    names: tuple[str, ...]

    @field_validator("names")
    @classmethod
    def _long_enough(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if short := [name for name in names if len(name) < 2]:
            raise ValueError(f"“{short[0]}”太短，名称至少两个字")
        return names


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str = ""
    rules: dict[str, Setting] = Field(default_factory=dict)

    @field_validator("rules", mode="before")
    @classmethod
    def _switches(cls, rules: Any) -> Any:
        """YAML reads off and on as false and true."""
        if not isinstance(rules, dict):
            return rules
        switches = {False: "off", True: "on"}
        return {str(i): switches[how] if isinstance(how, bool) else how for i, how in rules.items()}


def load_house(folder: Path) -> House:
    """What the .yaml files of a folder say.

    Raises:
        ResourceError: no such folder, or a file does not fit; `where` names the file and the entry.
    """
    files = _files(folder)
    own = [path for path in files if path.stem not in (_NAMES, _SETTINGS)]
    return House(
        entries=tuple(entry for path in own for entry in parse_entries(read_user_yaml(path), str(path))),
        names=tuple(name for raw, path in _read(files, _NAMES) for name in _names(raw, path)),
        settings=MappingProxyType(
            {rule: how for raw, path in _read(files, _SETTINGS) for rule, how in _settings(raw, path).items()}
        ),
        folder=str(folder),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ResourceError("没有这个文件夹", str(folder), "请检查路径")
    files = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES and path.is_file())
    if len(files) > _MOST_FILES:
        raise ResourceError("文件太多", str(folder), f"一个文件夹最多放 {_MOST_FILES} 个规则文件")
    return files


def _read(files: list[Path], stem: str) -> Iterator[tuple[Any, str]]:
    """The content and the path of each file of that name (an empty file says nothing)."""
    for path in files:
        if path.stem == stem and (raw := read_user_yaml(path)) is not None:
            yield raw, str(path)


def _names(raw: Any, where: str) -> tuple[str, ...]:
    try:
        return _Names.model_validate(raw).names
    except ValidationError as error:
        raise _wrong("名称表", error, where, "写成 names: [名称, 名称]") from error


def _settings(raw: Any, where: str) -> dict[str, Setting]:
    try:
        return _Settings.model_validate(raw).rules
    except ValidationError as error:
        hint = "每条规则写 off、on、error、warning 或 info，如 rules: {PUN-02: off}"
        raise _wrong("设置", error, where, hint) from error


def _wrong(what: str, error: ValidationError, where: str, hint: str) -> ResourceError:
    entry = " ".join(str(part) for part in error.errors()[0]["loc"]) or "全文"
    return ResourceError(f"{what}不合格式：{fault(error)}", f"{where} 的 {entry}", hint)
