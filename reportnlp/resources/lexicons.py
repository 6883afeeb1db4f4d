"""Word lists of the entity rules: one YAML file a subject, `lexicons/<name>.yaml`.

A file says what it is about, which entity label its names bear, and holds lists of words.
A list is one block of words separated by blanks, which reads ten times faster than a YAML
sequence; no word contains a blank.  Reading does not validate; `validate` does, for the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One file: `label` is the entity label of its names, "" where it only serves the rules."""

    about: str
    lists: Mapping[str, tuple[str, ...]]
    label: str = ""

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, in the order of the file.

        Raises:
            ResourceError: the file has no such list.
        """
        try:
            return self.lists[name]
        except KeyError:
            raise ResourceError(f"词表里没有 {name} 这一组", self.about, "请检查组名的拼写") from None


@cache
def load(name: str) -> Lexicon:
    """The lexicon `lexicons/<name>.yaml` (cached, not validated).

    Raises:
        ResourceError: no such file, or not of the shape that the module describes.
    """
    raw = read_yaml(f"lexicons/{name}.yaml")
    try:
        lists = {key: tuple(block.split()) for key, block in raw["lists"].items()}
        return Lexicon(raw["about"], lists, raw.get("label", ""))
    except (AttributeError, KeyError, TypeError) as error:
        raise ResourceError("词表格式有误", f"lexicons/{name}.yaml", "请参照其他词表的写法") from error


def validate(name: str) -> None:
    """Check one file: its shape, a label for its names, no word twice in a list, no word too long.

    Raises:
        ResourceError: what is wrong, with the list and the word.
    """
    from typing import Literal

    from pydantic import ConfigDict, ValidationError, create_model

    from reportnlp.datamodel import EntityLabel

    where = f"lexicons/{name}.yaml"
    fields: dict[str, Any] = {
        "about": (str, ...),
        "lists": (dict[str, str], ...),
        "label": (EntityLabel | Literal[""], ""),
    }
    model = create_model("LexiconFile", __config__=ConfigDict(extra="forbid", strict=True), **fields)
    try:
        model.model_validate(read_yaml(where))
    except ValidationError as error:
        raise ResourceError(f"词表格式有误：{error}", where) from error
    lexicon = load(name)
    if "names" in lexicon.lists and not lexicon.label:
        raise ResourceError("有名称而没有 label", where, "请写明这些名称属于哪一类实体")
    for key, words in lexicon.lists.items():
        _check_words(words, f"{where} {key}")


def _check_words(words: tuple[str, ...], where: str) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise ResourceError(f"“{word}”重复", where, "请删去一处")
        if len(word) > _LONGEST_WORD:
            raise ResourceError(f"“{word}”过长", where, "请检查是否漏了空格")
        seen.add(word)
