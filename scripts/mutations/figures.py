"""Numbers with units as plain regexes find them.

Nothing here uses the package: the benchmark must not learn from the checker which figures of a
report belong together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from mutations.words import word_list, word_map

Span = tuple[int, int]

_NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
SCALES: dict[str, int] = word_map("scales")
_MEASURES = frozenset(word_list("measures"))
_NO_FIGURE = frozenset(word_list("no_figure"))
_UNIT = "|".join(sorted({*_MEASURES, *word_list("counters")}, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\d.,:：·/A-Za-z第〔\[+×])(?P<digits>-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?:\.\d{1,6})?)"
    rf"(?![\d:：·/A-Za-z+×]) ?(?P<scale>{'|'.join(SCALES)})?(?P<more>余|多)?(?: ?(?P<unit>{_UNIT}))?"
    r"(?P<after>以上|以下|以内|左右|上下|余|多)?"
)
_RATIO = re.compile(r"(?<![\d.:：∶])\d{1,2}(?:\.\d{1,3})?(?:[:：∶]\d{1,2}(?:\.\d{1,3})?){2}(?![\d.:：∶])")
_HEDGE = re.compile(
    r"(?:约|近|不到|未达|超|超过|突破|不足|逾|接近|将近|至少|不低于|不少于|不超过|高于|低于|大于|小于|过)\Z"
)
_RANGE_BEHIND = re.compile(r"[-—–~～至]{1,2}\d")
_RANGE_BEFORE = re.compile(r"\d[%万亿元]{0,3}[-—–~～至]{1,2}\Z")
_NUMBERS_A_PARAGRAPH = re.compile(r"[.．、)）]")
_BOUNDARY = re.compile(r"[。！？][”’）》]?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: `digits` stands at [start, number_end), with scale word and unit up to `end`."""

    start: int
    number_end: int
    end: int
    digits: str
    scale: int
    unit: str
    hedge: str = ""

    @property
    def number(self) -> Fraction:
        """The number without its scale."""
        return Fraction(self.digits.replace(",", ""))

    @property
    def value(self) -> Fraction:
        """The number with its scale."""
        return self.number * self.scale

    @property
    def decimals(self) -> int:
        """How many digits stand behind the point."""
        return len(self.digits.partition(".")[2])

    @property
    def step(self) -> Fraction:
        """One in the last written place, with the scale."""
        return Fraction(self.scale, 10**self.decimals)

    @property
    def is_count(self) -> bool:
        """Printed in full: a bare integer that counts."""
        return self.scale == 1 and "." not in self.digits and self.unit not in _MEASURES

    @property
    def is_rate(self) -> bool:
        """A number that compares others, so that it adds up with nothing."""
        return self.unit in ("%", "‰", "个百分点", "百分点", "倍")

    @property
    def significant(self) -> int:
        """How many digits it has from the first that is not nought."""
        return len(self.digits.replace(",", "").replace(".", "").lstrip("-0"))

    @property
    def span(self) -> Span:
        """From the first digit to the end of the unit."""
        return self.start, self.end


def narrowed(text: str) -> str:
    """Full-width digits narrowed, character for character, so that offsets stay."""
    return text.translate(_NARROW)


def widened(digits: str) -> str:
    """The digits as full-width characters."""
    return digits.translate(_WIDE_DIGITS)


def fixed(value: Fraction, decimals: int) -> str:
    """The value with so many decimals, halves rounded up."""
    units = floor(value * 10**decimals + Fraction(1, 2))
    return str(Decimal(units).scaleb(-decimals))


def figures(text: str) -> list[Figure]:
    """The figures of `text` (narrowed), without years, dates and ordinals."""
    return [f for m in _NUMBER.finditer(text) if (f := _figure(text, m)) is not None]


def _figure(text: str, m: re.Match[str]) -> Figure | None:
    unit = m["unit"] or ""
    before = text[max(0, m.start() - 6) : m.start()]
    quoted = before.endswith("“") and "”" in text[m.end() : m.end() + 2]
    numbers = not unit and not m["scale"] and _NUMBERS_A_PARAGRAPH.match(text, m.end("digits"))
    if unit in _NO_FIGURE or quoted or before.endswith("/") or (numbers and before[-1:] in "\n 　"):
        return None
    hedge = m["more"] or m["after"] or ""
    if found := _HEDGE.search(before):
        hedge = found[0]
    if any(_RANGE_BEHIND.match(text, at) for at in (m.end(), m.end("digits"))) or _RANGE_BEFORE.search(
        before
    ):
        hedge = "—"
    scale = SCALES.get(m["scale"] or "", 1)
    return Figure(m.start(), m.end("digits"), m.end(), m["digits"], scale, unit, hedge)


def ratios(text: str, scope: Span) -> list[tuple[Figure, ...]]:
    """The ratios a:b:c in a stretch, each as three figures."""
    return [_vector(text, *m.span()) for m in _RATIO.finditer(text, *scope)]


def _vector(text: str, start: int, end: int) -> tuple[Figure, ...]:
    numbers = re.finditer(r"\d{1,2}(?:\.\d{1,3})?", text[start:end])
    return tuple(Figure(start + m.start(), start + m.end(), start + m.end(), m[0], 1, "%") for m in numbers)


def paragraphs(text: str) -> list[Span]:
    """Lines, with those rejoined that only a page's width broke."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if lines and _goes_on(text[slice(*lines[-1])], line):
            lines[-1] = (lines[-1][0], end)
        elif line.strip():
            lines.append((start, end))
        start = end + 1
    return lines


def _goes_on(before: str, line: str) -> bool:
    last = before.rsplit("\n", 1)[-1].rstrip()
    whole = not line.strip() or line[0] in " 　\t"
    return not whole and 24 <= len(last) <= 60 and last[-1] not in "。！？；：:"


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of a paragraph, ended by 。！？."""
    start, end = paragraph
    cuts = [m.end() for m in _BOUNDARY.finditer(text, start, end)]
    return [(a, b) for a, b in zip([start, *cuts], [*cuts, end], strict=True) if b > a]
