"""How Word comes to the look of a paragraph or run: defaults, styles, direct formatting.

Rules: ECMA-376 part 1, 17.7.2.  The document's defaults come first, then the paragraph style
with those it is based on, then the character style, then what is set on the spot; each puts its
own values over those before.  Styles of tables and lists are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from reportnlp.datamodel import Alignment
from reportnlp.parse.readers.docx_numbering import value
from reportnlp.parse.readers.docx_walk import switched_on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHAIN = 20  # longest chain of styles that is followed
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MEASURE = re.compile(r"(-?\d{1,7}(?:\.\d{1,6})?)(mm|cm|in|pt|pc|pi|)")
_TWIPS = {"": 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
}  # fmt: skip


class Look(TypedDict, total=False):
    """What formatting sets; a key that is missing is not set.

    `size` in points; `first` the first line's indent in twentieths of a point, `chars` in
    hundredths of a character (it wins unless 0); `line` as the file has it, read by `rule`.
    """

    font: str
    size: float
    bold: bool
    alignment: Alignment
    first: float
    chars: int
    line: float
    rule: str
    snap: bool
    listed: bool


class Looks:
    """The styles of one document.

    Args:
        styles: styles.xml, None where there is none.
        theme: the theme, which may name the fonts.
    """

    def __init__(self, styles: _Element | None, theme: _Element | None) -> None:
        self._fonts = _theme_fonts(theme)
        self._styles: dict[str, _Element] = {}
        self._usual = ""
        self._defaults: Look = {"font": "", "size": 10.0}
        self._bases: dict[str, Look] = {}
        if styles is not None:
            self._load(styles)

    def _load(self, styles: _Element) -> None:
        for element in styles.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            self._styles[name] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._usual = name
        defaults = styles.find(w("docDefaults"))
        if defaults is not None:
            run = defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
            paragraph = defaults.find(f"{w('pPrDefault')}/{w('pPr')}")
            self._defaults = self._defaults | self.set_on(run) | paragraph_look(paragraph)

    def of_style(self, name: str) -> Look:
        """The look that a paragraph style gives ("" or unknown: that of plain paragraphs)."""
        name = name if name in self._styles else self._usual
        if name not in self._bases:
            self._bases[name] = self._defaults | self._chain(name)
        return self._bases[name]

    def of_run(self, base: Look, properties: _Element | None) -> Look:
        """The look of a run with these w:rPr in a paragraph of the look `base`."""
        if properties is None:
            return base
        style = value(properties, "rStyle")
        return base | (self._chain(style) if style else {}) | self.set_on(properties)

    def set_on(self, properties: _Element | None) -> Look:
        """What w:rPr themselves set."""
        look: Look = {}
        for child in () if properties is None else properties:
            if child.tag == _FONTS:
                themed = self._fonts.get((child.get(_THEMED) or "")[:5], "")
                font = themed or child.get(_EAST_ASIA)
                look |= {"font": font} if font else {}
            elif child.tag == _SIZE:
                size = measure(child.get(_VAL))
                look |= {"size": size / 2} if size else {}
            elif child.tag == _BOLD:
                look["bold"] = switched_on(child)
        return look

    def _chain(self, name: str) -> Look:
        chain: list[_Element] = []
        while name in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn")
        look: Look = {}
        for style in reversed(chain):
            look = look | paragraph_look(style.find(w("pPr"))) | self.set_on(style.find(w("rPr")))
        return look


_FONTS, _SIZE, _BOLD, _VAL = w("rFonts"), w("sz"), w("b"), w("val")
_EAST_ASIA, _THEMED = w("eastAsia"), w("eastAsiaTheme")


def _theme_fonts(theme: _Element | None) -> dict[str, str]:
    """The fonts for simplified Chinese, by "major" and "minor"."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        group = None if theme is None else next(theme.iter(f"{_DRAWING}{kind}Font"), None)
        if group is None:
            continue
        own = group.find(f"{_DRAWING}ea")
        named = "" if own is None else own.get("typeface", "")
        simplified = (f for f in group.iterchildren(f"{_DRAWING}font") if f.get("script") == "Hans")
        fonts[kind] = named or next((f.get("typeface", "") for f in simplified), "")
    return fonts


def paragraph_look(properties: _Element | None) -> Look:
    """What w:pPr themselves set."""
    look: Look = {}
    if properties is None:
        return look
    if jc := value(properties, "jc"):
        look["alignment"] = _ALIGNMENTS.get(jc, "justified")
    if (snap := properties.find(w("snapToGrid"))) is not None:
        look["snap"] = switched_on(snap)
    if (listed := properties.find(w("numPr"))) is not None:
        look["listed"] = value(listed, "numId") != "0"
    return look | _indent(properties.find(w("ind"))) | _spacing(properties.find(w("spacing")))


def _indent(element: _Element | None) -> Look:
    look: Look = {}
    if element is None:
        return look
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        if (length := measure(element.get(w(name)))) is not None:
            look["first"] = sign * length
        if (chars := measure(element.get(w(f"{name}Chars")))) is not None:
            look["chars"] = sign * int(chars)
    return look


def _spacing(element: _Element | None) -> Look:
    line = None if element is None else measure(element.get(w("line")))
    if element is None or line is None:
        return {}
    return {"line": line, "rule": element.get(w("lineRule"), "auto")}


def measure(text: str | None) -> float | None:
    """A length of the file in its own unit, twentieths of a point where it names another; None if unread."""
    found = _MEASURE.fullmatch(text or "")
    return float(found[1]) * _TWIPS[found[2]] if found else None
