"""The numbered headings of a report, as the rules of their order see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportnlp.check.context import Context
from reportnlp.datamodel import Section, Span

Form = Literal["part", "cn", "cn-brackets", "figure", "figure-brackets"]
"""How a heading is numbered: 第一部分, 一、, （一）, 1., （1）.  第一，… runs in prose."""

LEVELS: Final[Mapping[Form, int]] = {
    "part": 0,
    "cn": 1,
    "cn-brackets": 2,
    "figure": 3,
    "figure-brackets": 4,
}
"""Depth of each form in the order that GB/T 9704 gives: 一、（一）1.（1）."""

_CN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?P<open>第|[（(〔])?\s?(?P<value>[{_CN}]{{1,3}}|\d{{1,3}})\s?(?P<close>[部编篇章节]|[)）〕])?"
)
_VALUES = {c: i for i, c in enumerate(_CN, 1)}


@dataclass(frozen=True)
class Heading:
    """A numbered heading.

    Args:
        section: index of its section.
        form, value: of its number: "cn" and 3 for 三、.
        at, end: in `Context.clean`, from the number to the end of the heading's words.
    """

    section: int
    form: Form
    value: int
    number: str
    words: str
    at: int
    end: int

    @property
    def text(self) -> str:
        """Number and words, the words cut short."""
        return self.number + (self.words if len(self.words) <= 16 else f"{self.words[:15]}…")


def headings(context: Context) -> Iterator[Heading]:
    """The numbered headings of the report's own text, those of a glossary left out, in text order."""
    for index, section in enumerate(context.report.sections):
        if not section.number or section.level > 4 or section.role == "notes":
            continue
        if heading := _heading(context, index, section):
            yield heading


def _heading(context: Context, index: int, section: Section) -> Heading | None:
    found = _NUMBER.match(section.number)
    if found is None or (found["open"] == "第" and not found["close"]):
        return None
    at = context.position(section.span.start)
    words = section.heading[len(section.number) :].strip(" \u3000*#")
    form = _form(found)
    return Heading(
        index, form, value_of(found["value"]), section.number, words, at, at + len(section.heading)
    )


def _form(number: re.Match[str]) -> Form:
    if number["open"] == "第":
        return "part"
    is_figure = number["value"].isdigit()
    if number["open"]:
        return "figure-brackets" if is_figure else "cn-brackets"
    return "figure" if is_figure else "cn"


def value_of(printed: str) -> int:
    """What a number says: "十二" is 12, "7" is 7; 0 for what is none (一三)."""
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _VALUES.get(printed, 0)
    return (_VALUES.get(tens, 0) if tens else 1) * 10 + (_VALUES.get(ones, 0) if ones else 0)


_PRINTED: Final[Mapping[Form, str]] = {
    "part": "第{}部分",
    "cn": "{}、",
    "cn-brackets": "（{}）",
    "figure": "{}.",
    "figure-brackets": "（{}）",
}


def printed(form: Form, value: int) -> str:
    """A number as it is printed in front of a heading: （三）."""
    return _PRINTED[form].format(value if form.startswith("figure") else chinese(value))


def chinese(value: int) -> str:
    """12 is 十二."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_CN[tens - 1]}十") + (
        _CN[ones - 1] if ones else ""
    )


def runs(context: Context, found: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Headings of one form below one heading, in text order."""
    groups: dict[tuple[int, Form], list[Heading]] = {}
    for heading in found:
        parent = context.report.sections[heading.section].parent
        groups.setdefault((parent, heading.form), []).append(heading)
    yield from groups.values()


def span_of(context: Context, heading: Heading) -> Span:
    """The heading's place in the report."""
    return context.span(heading.at, heading.end)
