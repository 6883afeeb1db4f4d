"""The order of things in WordprocessingML: blocks, runs, the text of a run, text boxes.

Everything here follows ECMA-376 part 1; wrappers that Word and WPS put around
paragraphs and runs (content controls, smart tags, hyperlinks, tracked changes,
compatibility alternatives) are looked through.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

Change = Literal["", "inserted", "deleted"]

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML tag or attribute."""
    return f"{{{TRANSITIONAL}}}{name}"


PARAGRAPH, TABLE, ROW, CELL, RUN, TEXT = w("p"), w("tbl"), w("tr"), w("tc"), w("r"), w("t")
BOX = w("txbxContent")
MATH_TEXT = f"{_MATH}t"
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_MATHS = frozenset({f"{_MATH}oMath", f"{_MATH}oMathPara"})
_INSERTED = frozenset({w("ins"), w("moveTo")})
_DELETED = frozenset({w("del"), w("moveFrom")})
_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
_TRANSPARENT = _INSERTED | _DELETED | frozenset(map(w, _WRAPPERS))

# Letters of symbol fonts that reports use in tables and figures (Word writes them as w:sym).
_SYMBOLS = {
    "symbol": {0x25: "%", 0x2B: "+", 0x2D: "−", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
               0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "√", 0xFB: "×", 0xFD: "☒",
                  0xFE: "☑"},
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
}  # fmt: skip


def switched_on(element: _Element | None) -> bool:
    """Whether an on/off property is present and not switched off by its value."""
    return element is not None and element.get(w("val"), "true") not in ("0", "false", "off")


def branch(alternate: _Element) -> _Element | None:
    """The one child of mc:AlternateContent to read: the first choice, the fallback where that is empty."""
    choices = [child for child in alternate if child.tag == _CHOICE]
    fallback = alternate.find(_FALLBACK)
    if choices and (fallback is None or next(choices[0].iter(TEXT), None) is not None):
        return choices[0]
    has_text = fallback is not None and next(fallback.iter(TEXT), None) is not None
    return fallback if has_text or not choices else choices[0]


def blocks(container: _Element, wanted: tuple[str, ...] = (PARAGRAPH, TABLE)) -> Iterator[_Element]:
    """The paragraphs and tables (or rows, or cells) directly in `container`, in order."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from blocks(child, wanted)
        elif child.tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from blocks(chosen, wanted)


def inline(container: _Element, change: Change = "") -> Iterator[tuple[_Element, Change]]:
    """The runs and formulas of a paragraph in order, each with the tracked change it stands in."""
    for child in container:
        tag = child.tag
        if tag == RUN or tag in _MATHS:
            yield child, change
        elif tag in _TRANSPARENT:
            inner: Change = "deleted" if tag in _DELETED or change == "deleted" else change
            yield from inline(child, "inserted" if tag in _INSERTED and not inner else inner)
        elif tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from inline(chosen, change)


def run_text(run: _Element) -> str:
    """The characters of a run: text, tabs, line breaks, symbols, the base of ruby text.

    Literal newlines inside w:t are spaces, as Word shows them; a page break is a newline.
    """
    return "".join(map(child_text, run))


def child_text(child: _Element) -> str:
    tag = child.tag
    if tag in (TEXT, _DELETED_TEXT):
        return (child.text or "").translate(_BLANKS)
    if tag in _FIXED:
        return _FIXED[tag]
    if tag == _SYM:
        return _symbol(child)
    if tag == _RUBY:
        base = child.find(w("rubyBase"))
        return "" if base is None else "".join(run_text(run) for run, _ in inline(base))
    return ""


_DELETED_TEXT, _SYM, _RUBY = w("delText"), w("sym"), w("ruby")
_FIXED = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BLANKS = {ord("\n"): " ", ord("\r"): " "}


def _symbol(element: _Element) -> str:
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    font = _SYMBOLS.get(element.get(w("font"), "").lower(), {})
    if 0xF000 <= code <= 0xF0FF:
        # Private use: means something in its font only.
        return font.get(code - 0xF000, "□")
    return font.get(code) or (chr(code) if 0x20 <= code < 0xD800 else "□")


def math_text(formula: _Element) -> str:
    """The characters of a formula, one after the other."""
    return "".join(text.text or "" for text in formula.iter(MATH_TEXT))


def boxes(run: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a run; a compatibility alternative gives its text once."""
    for child in run:
        if child.tag == BOX:
            yield child
        elif child.tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from boxes(chosen)
        elif len(child):
            yield from boxes(child)


def hidden(run: _Element) -> bool:
    """Whether the run is formatted as hidden text."""
    properties = run.find(w("rPr"))
    return properties is not None and switched_on(properties.find(w("vanish")))
