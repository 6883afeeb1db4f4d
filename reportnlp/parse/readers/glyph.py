"""What a page holds before it is read: glyphs, ruling lines, pictures.

The PDF, OFD and OCR readers fill `Page`s; everything behind them (`lines`, `grid`,
`furniture`, `paragraphs`, `pages`) is the same for the three.  Coordinates run
from the top left corner, in points.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

GARBLED = 0.3
"""Share of characters without a meaning from which a text is useless."""

WIDE = 0.9
"""A Latin character of so many sizes of its font is as wide as an ideograph."""


Box = tuple[float, float, float, float]
"""x0, x1, top, bottom."""

Point = tuple[float, float]


class Glyph(NamedTuple):
    """One printed character: its box, the point where the pen starts it, its quarter turns clockwise.

    Characters of one line share the height of the pen (`base`), whatever their fonts
    make of the box.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    pen: float
    base: float
    turn: int = 0


class Ruling(NamedTuple):
    """A drawn straight line, as its thin bounding box."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """The content of one page.

    Args:
        number: from 1.
        width, height: of the page as it is seen, in points.
        slanted: text that stands neither upright nor on its side (watermarks, seals).
        picture: the share of the page that images cover, 0 to 1.
        unreadable: characters without a known meaning (fonts without a Unicode map).
        covered: characters left out because others are printed over them.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    slanted: str = ""
    picture: float = 0.0
    unreadable: int = 0
    covered: int = 0

    @property
    def garbled(self) -> bool:
        """Whether the text is of no use: too many of its characters have no known meaning."""
        return self.unreadable >= 20 and self.unreadable > GARBLED * len(self.glyphs)


@dataclass(slots=True)
class PageBuilder:
    """Collects what a reader finds on one page and hands over the `Page`."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    picture: float = 0.0
    unreadable: int = 0
    latin: int = 0
    wide: int = 0
    ideographs: int = 0
    covered: int = 0

    def add(self, code: int, box: Box, start: Point, turn: int, size: float = 0.0) -> None:
        """Add a character.

        Args:
            code: its code point.
            box: x0, x1, top, bottom.
            start: where the pen starts, on the baseline.
            turn: quarter turns clockwise; -1 for slanted text.
            size: of the font in points, where its map to Unicode may be missing; 0 where it is not.
        """
        if is_unreadable(code):
            self.unreadable += 1
        text = REPLACED.get(code)
        if text is None:
            text = chr(code)
        if not text or text.isspace():
            return
        if size and turn == 0:
            self.latin += 1
            # Codes of a font without a Unicode map come out as Latin letters as wide as ideographs.
            self.wide += box[1] - box[0] > WIDE * size
        self.ideographs += "\u4e00" <= text < "\ua000"
        if turn < 0:
            self.slanted.append(text)
        elif text in _LONG and self.glyphs and self.glyphs[-1][:5] == (text, *box):
            self._split_dash()
        else:
            self.glyphs.append(Glyph(text, *box, *start, turn))

    def drop(self, indexes: Collection[int]) -> None:
        """Leave out the glyphs of these indexes, over which others are printed."""
        if indexes:
            self.glyphs = [glyph for i, glyph in enumerate(self.glyphs) if i not in indexes]
            self.covered += len(indexes)

    def _split_dash(self) -> None:
        """Give each of the two characters that a font draws as one long dash its half of the box."""
        whole = self.glyphs.pop()
        middle = (whole.x0 + whole.x1) / 2
        self.glyphs += (whole._replace(x1=middle), whole._replace(x0=middle, pen=middle))

    def page(self, quarters: int = 0) -> Page:
        """The page, turned clockwise by `quarters`, and further if most of its text lies on its side."""
        picture = min(1.0, self.picture)
        unmapped = self.wide * 2 > self.latin and self.wide > self.ideographs
        unreadable = self.unreadable + (self.wide if unmapped else 0)
        page = Page(
            self.number, self.width, self.height, tuple(self.glyphs), tuple(self.rulings),
            "".join(self.slanted), picture, unreadable, self.covered,
        )  # fmt: skip
        page = turned_page(page, quarters)
        turns = Counter(glyph.turn for glyph in page.glyphs)
        most = max(turns, key=lambda turn: turns[turn], default=0)
        return turned_page(page, -most % 4) if turns[most] > 0.6 * len(page.glyphs) else page


def turned_page(page: Page, quarters: int) -> Page:
    """`page` as it looks after `quarters` quarter turns clockwise."""
    for _ in range(quarters % 4):
        page = replace(
            page,
            width=page.height,
            height=page.width,
            glyphs=tuple(_turned(page.glyphs, page.height)),
            rulings=tuple(_turned_line(ruling, page.height) for ruling in page.rulings),
        )
    return page


def upright(glyphs: Iterable[Glyph], quarters: int) -> list[Glyph]:
    """Glyphs that stand at `quarters` turned until they are upright (their place on the page is lost)."""
    out = list(glyphs)
    for _ in range(-quarters % 4):
        out = _turned(out, 0.0)
    return out


def _turned(glyphs: Iterable[Glyph], height: float) -> list[Glyph]:
    """Glyphs on a page of `height` after a quarter turn clockwise."""
    return [
        Glyph(text, height - bottom, height - top, x0, x1, height - base, pen, (turn + 1) % 4)
        for text, x0, x1, top, bottom, pen, base, turn in glyphs
    ]


def _turned_line(line: Ruling, height: float) -> Ruling:
    return Ruling(height - line.bottom, height - line.top, line.x0, line.x1)


def is_unreadable(code: int) -> bool:
    """Whether a character says nothing: private use, replacement, or of a script of no report."""
    if code < 0x250 or 0x2000 <= code < 0xA500 or 0xAC00 <= code < 0xD7B0:
        return code == 0
    foreign = not any(start <= code < end for start, end in _SCRIPTS)
    return (foreign and not 0xF900 <= code < 0xF0000) or code == 0xFFFD


# Greek and Cyrillic; Arabic, Tibetan and Mongolian letters of reports in two languages.
_SCRIPTS = ((0x370, 0x530), (0x600, 0x700), (0xF00, 0x1000), (0x1800, 0x18B0))


def tells_map(code: int) -> bool:
    """Whether the width of a character tells if its font has a map to Unicode: narrow where it has one.

    Signs that are wide in any font do not, nor do figures, which some fonts draw as wide as ideographs.
    """
    return 0x20 < code < 0x250 and not 0x30 <= code < 0x3A and code not in _ALWAYS_WIDE


_ALWAYS_WIDE = frozenset(map(ord, "%&@MWmw©®·×÷"))


def is_latin(char: str) -> bool:
    """Whether blanks around `char` carry meaning (letters, digits and signs of European scripts)."""
    return char < "\u0250"


# Radicals that stand for ideographs in the Unicode maps of many PDF writers and that NFKC leaves alone;
# source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
_FULL_WIDTH = str.maketrans("(),:;!?", "（），：；！？")


def _replacements() -> dict[int, str]:
    out = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    out |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB05)}
    # Forms of punctuation in vertical text.
    for code in (*range(0xFE10, 0xFE19), *range(0xFE35, 0xFE45)):
        out[code] = unicodedata.normalize("NFKC", chr(code)).translate(_FULL_WIDTH)
    out |= {old: chr(new) for old, new in _RADICALS.items()}
    # Controls and zero-width characters; U+0002 and U+FFFE are pdfium's hyphen at a line end.
    out |= dict.fromkeys([*range(0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], "")
    return out | {0x02: "-", 0xFFFE: "-"}


_LONG = frozenset("—…―")

REPLACED: dict[int, str] = _replacements()
"""Characters that are printed like another one, or like none, and what to read instead."""
