"""Automatic numbering of .docx, turned back into the characters that Word shows.

Rules: ECMA-376 part 1, 17.9.  Lists with the same abstract definition count on; a
list instance with a start override begins anew; a level begins anew after a
higher one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportnlp.parse.readers.docx_numerals import numeral
from reportnlp.parse.readers.docx_walk import switched_on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LEVEL = 8
"""Deepest list level, counted from 0."""

_CHAIN = 20  # longest chain of styles that is followed
_LARGEST = 32_767  # largest list number that Word counts to
_TENTH_OF_CHARACTER = 28  # of body text (14 pt), in twentieths of a point; w:…Chars counts hundredths
_CLOSING = tuple("、，。：；）】〕》)")


@dataclass(frozen=True, slots=True)
class Style:
    """What numbering and lines need of a paragraph style; `left` and `first` as from `indents`."""

    name: str = ""
    based_on: str = ""
    list_id: str = ""
    level: int | None = None
    left: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition; `restart` None restarts after any higher level."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


class Styles:
    """The paragraph styles of a document; without styles.xml every style is plain."""

    def __init__(self, root: _Element | None) -> None:
        found = () if root is None else root.iterchildren(w("style"))
        self._styles = {element.get(w("styleId"), ""): _style(element) for element in found}

    def chain(self, style_id: str) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        result: list[tuple[str, Style]] = []
        while style_id in self._styles and len(result) < _CHAIN:
            result.append((style_id, self._styles[style_id]))
            style_id = result[-1][1].based_on
        return result

    def name(self, style_id: str) -> str:
        """The name of a style in lower case ("toc 1", "heading 2"), "" where unknown."""
        return self._styles.get(style_id, Style()).name.lower()


class Numbering:
    """The list counters of one document; feed it the paragraphs in order.

    Args:
        root: numbering.xml, None where the document has none.
        styles: the styles of the document.
    """

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: _Element) -> None:
        linked: dict[str, str] = {}
        for element in root.iterchildren(w("abstractNum")):
            key = element.get(w("abstractNumId"), "")
            self._abstract[key] = _levels(element)
            linked[key] = value(element, "numStyleLink")
        for element in root.iterchildren(w("num")):
            self._lists[element.get(w("numId"), "")] = _instance(element)
        for key, style in linked.items():
            target = next((s.list_id for _, s in self.styles.chain(style) if s.list_id), "")
            if target in self._lists:
                self._abstract[key] = self._abstract.get(self._lists[target][0], {})

    def label(self, paragraph: _Element) -> str:
        """Count the paragraph and return its label with what parts it from the text; "" without one."""
        list_id, number = self._position(paragraph)
        if list_id not in self._lists:
            return ""
        key, own, starts = self._lists[list_id]
        levels = self._abstract.get(key, {}) | own
        level = levels.get(number)
        if level is None:
            return ""
        counters = self._counters.setdefault(key, {})
        _count(counters, levels, number, None if (list_id, number) in self._begun else starts.get(number))
        self._begun.add((list_id, number))
        return _render(level, levels, counters)

    def _position(self, paragraph: _Element) -> tuple[str, int]:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return "", 0
        list_id, level = _list_reference(properties)
        for style_id, style in self.styles.chain(value(properties, "pStyle")):
            if list_id:
                break
            list_id = style.list_id
            if list_id and level is None:
                level = style.level if style.level is not None else self._level_of(list_id, style_id)
        return list_id, min(level or 0, MAX_LEVEL)

    def _level_of(self, list_id: str, style_id: str) -> int:
        """The level that a list definition ties to a paragraph style."""
        levels = self._abstract.get(self._lists[list_id][0], {}) if list_id in self._lists else {}
        return next((number for number, level in levels.items() if level.style == style_id), 0)


def _count(counters: dict[int, int], levels: dict[int, Level], number: int, start: int | None) -> None:
    """Count one paragraph at level `number`; `start` begins anew."""
    following = counters[number] + 1 if number in counters else levels[number].start
    counters[number] = following if start is None else start
    for above in range(number):
        # A level that was skipped counts as begun: 1. → 1.1.1 → 1.2
        counters.setdefault(above, levels[above].start if above in levels else 1)
    for deeper in [k for k in counters if k > number]:
        restart = levels[deeper].restart if deeper in levels else None
        if restart is None or number < restart:
            del counters[deeper]


def value(parent: _Element, name: str) -> str:
    child = parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def _integer(text: str, default: int | None = None) -> int | None:
    whole = text.isascii() and text.isdigit() and len(text) < 10
    return min(int(text), _LARGEST) if whole else default


def _list_reference(properties: _Element) -> tuple[str, int | None]:
    reference = properties.find(w("numPr"))
    if reference is None:
        return "", None
    return value(reference, "numId"), _integer(value(reference, "ilvl"))


def _style(element: _Element) -> Style:
    properties = element.find(w("pPr"))
    list_id, level = ("", None) if properties is None else _list_reference(properties)
    left, first = (None, None) if properties is None else indents(properties)
    return Style(value(element, "name"), value(element, "basedOn"), list_id, level, left, first)


def indents(properties: _Element) -> tuple[int | None, int | None]:
    """The indents of all lines and of the first one, in twentieths of a point; None where not set."""
    element = properties.find(w("ind"))
    if element is None:
        return None, None
    left = _signed(element.get(w("left")) or element.get(w("start")))
    chars, first = _signed(element.get(w("firstLineChars"))), _signed(element.get(w("firstLine")))
    return left, chars * _TENTH_OF_CHARACTER // 10 if chars else first


def _signed(text: str | None) -> int | None:
    digits = (text or "").removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return None
    return -int(digits) if text and text[0] == "-" else int(digits)


def _levels(parent: _Element) -> dict[int, Level]:
    found = ((_integer(element.get(w("ilvl"), "")), element) for element in parent.iterchildren(w("lvl")))
    return {number: _level(element) for number, element in found if number is not None}


def _level(element: _Element) -> Level:
    form = element.find(w("numFmt"))
    if form is None:  # newer Word wraps a custom format into an alternative; the fallback is plain
        form = next(iter(list(element.iter(w("numFmt")))[-1:]), None)
    return Level(
        start=_integer(value(element, "start"), 1) or 0,
        form="decimal" if form is None else form.get(w("val"), "decimal"),
        text=value(element, "lvlText"),
        suffix=value(element, "suff") or "tab",
        legal=switched_on(element.find(w("isLgl"))),
        restart=_integer(value(element, "lvlRestart")),
        style=value(element, "pStyle"),
    )


def _instance(element: _Element) -> tuple[str, dict[int, Level], dict[int, int]]:
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.iterchildren(w("lvlOverride")):
        number = _integer(override.get(w("ilvl"), ""))
        start = _integer(value(override, "startOverride"))
        own |= _levels(override)
        if number is not None and start is not None:
            starts[number] = start
    return value(element, "abstractNumId"), own, starts


def _render(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    if level.form == "bullet":
        return ""
    label = level.text
    for number in range(MAX_LEVEL + 1):
        mark = f"%{number + 1}"
        if mark in label:
            part = levels.get(number, Level())
            count = counters.get(number, part.start)
            label = label.replace(mark, numeral(count, "decimal" if level.legal else part.form))
    # A tab after "一、" is layout only, but "1." and "2023年" must not become 1.2023.
    if not label or level.suffix == "nothing" or (level.suffix == "tab" and label.endswith(_CLOSING)):
        return label
    return f"{label} "
