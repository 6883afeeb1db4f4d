"""How the pages of an official document are set: `page_format.yaml` and its schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paper(_Strict):
    """In millimetres."""

    width: float = Field(gt=0)
    height: float = Field(gt=0)
    tolerance: float = Field(ge=0)


class Margins(_Strict):
    """In millimetres."""

    top: float = Field(ge=0)
    bottom: float = Field(ge=0)
    left: float = Field(ge=0)
    right: float = Field(ge=0)
    tolerance: float = Field(ge=0)


class Pitch(_Strict):
    """The least and most points from line to line."""

    least: float = Field(gt=0)
    most: float = Field(gt=0)


class Lettering(_Strict):
    """What a part of the document is set in.

    `font` is what a reader calls the font; a font whose name holds one of `fonts` (in lower case)
    is one; `size` in points.
    """

    font: str = Field(min_length=2)
    fonts: tuple[str, ...] = Field(min_length=1)
    size: float = Field(gt=0)

    def has_font(self, name: str) -> bool:
        """Whether a font of this name will do."""
        return any(word in name.lower() for word in self.fonts)


class PageFormat(_Strict):
    """The form of a page: `indent` and `characters` (of a line) in characters.

    `name` is what a message calls it; `sizes` are the names of sizes in points.
    """

    name: str = Field(min_length=2)
    paper: Paper
    margins: Margins
    characters: int = Field(gt=0)
    indent: float = Field(ge=0)
    pitch: Pitch
    title: Lettering
    level1: Lettering
    level2: Lettering
    body: Lettering
    sizes: dict[float, str]

    def size_text(self, points: float) -> str:
        """A size as readers call it: "16 磅（3号）", "13.5 磅"."""
        name = self.sizes.get(points)
        return f"{points:g} 磅（{name}）" if name else f"{points:g} 磅"


def parse_page_format(raw: Any) -> PageFormat:
    """A page format from parsed YAML.

    Raises:
        ResourceError: `raw` does not fit the schema.
    """
    try:
        return PageFormat.model_validate(raw)
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", "page_format.yaml") from error


@cache
def page_format() -> PageFormat:
    """The page format of the national standard (cached)."""
    return parse_page_format(read_yaml("page_format.yaml"))
