"""The values that section finding works with: paragraphs and headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

UMBRELLA = 0
"""Rank of a heading above 一、 (第一部分, or 2023年工作回顾 with its own 一、二、三 below)."""

CN = "一二三四五六七八九十"

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stripped, non-empty line [start, end) of the text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Head:
    """A heading [start, end) with its number as printed.

    `level` is that of `Section`; `rank` orders headings by nesting (0 umbrella, then as `level`);
    `value` is what the number says (0 where there is none); `paragraph` indexes the paragraphs;
    `run_in` marks a head inside a paragraph; `body` says that text follows in the same paragraph;
    `bare` that the next paragraph is the next item, so that nothing stands below this one.
    """

    start: int
    end: int
    level: int
    rank: int
    number: str = ""
    value: int = 0
    paragraph: int = 0
    run_in: bool = False
    body: bool = False
    bare: bool = False

    def words(self, text: str) -> str:
        """The heading without its number and without a line break in it."""
        return "".join(line.strip() for line in text[self.start + len(self.number) : self.end].split("\n"))


def start_of(item: Head | Paragraph) -> int:
    """The key that both are sorted by."""
    return item.start


def number_value(printed: str) -> int:
    """The value of a heading number: "十二" → 12, "7" → 7; 0 for what is none ("一三")."""
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _DIGITS.get(printed, 0)
    return _DIGITS.get(tens or "一", 0) * 10 + _DIGITS.get(ones or "〇", 0)


def find_paragraphs(text: str) -> list[Paragraph]:
    """The non-empty lines of `text` without the white space around them."""
    found: list[Paragraph] = []
    position = 0
    for line in text.split("\n"):
        if body := line.strip():
            start = position + len(line) - len(line.lstrip())
            found.append(Paragraph(start, start + len(body)))
        position += len(line) + 1
    return found


def merged(heads: Iterable[Head], more: Iterable[Head]) -> list[Head]:
    """Both in text order."""
    return sorted([*heads, *more], key=lambda head: (head.start, head.rank))
