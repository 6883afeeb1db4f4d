"""Forms of a paragraph in which what does not matter for a comparison is gone.

Each form is coarser than the one before: equal forms tell that two paragraphs are the same, differ
in nothing but years, or in nothing but numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Width and style of a character are the printer's choice; white space is the page's.
_PLAIN = str.maketrans(
    {0xFF01 + i: chr(0x21 + i) for i in range(94)}
    | dict.fromkeys(map(ord, "“”„‟＂「」『』"), '"')
    | dict.fromkeys(map(ord, "‘’‛＇"), "'")
    | dict.fromkeys(map(ord, "—–―─━‐‑－"), "-")
    | dict.fromkeys(map(ord, " \t\n\r\v\f\u3000\u00a0\u2002\u2003\u2009"))
    | {ord("•"): "·", ord("…"): "..."}
)
_CHINESE = "〇零一二三四五六七八九十百"
# The number of a paragraph in its list, and the marks of footnotes: inserting one renumbers the rest.
_OWN_NUMBER = re.compile(
    rf"\A(?:-{{1,2}}|[①-⑳]|第?[{_CHINESE}]{{1,3}}[是,、]"
    rf"|\(?(?:[{_CHINESE}]{{1,3}}|\d{{1,2}})(?:[)、]|\.(?!\d)))"
)
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|〔\d{1,2}〕")
_YEAR = re.compile(
    # 2023年, 2021-2023年, 2023年1月9日, 〔2023〕
    r"(?:19|20)\d\d(?:[-~至到/](?:19|20)?\d\d)?年度?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|[\[〔(](?:19|20)\d\d[\]〕)]"
    r"|[去今明前上本当下]年度?|上一年度?|下一年度?|过去的?一年"
    # What the calendar moves on: sessions, terms, congresses and five-year plans.
    rf"|第?[{_CHINESE}]{{1,3}}届|第?[{_CHINESE}]{{1,3}}次(?=全?会|全体会议|代表大会|代表会议|党代会)"
    rf"|[{_CHINESE}]{{1,3}}中(?=全会)|党的[{_CHINESE}]{{2,3}}大(?!\w?行动|力)|十[{_CHINESE}]五(?=\"|时期|规划|期间)"
)
_NUMBER = re.compile(r"\d(?:\d|[.,](?=\d))*[百千万亿]{0,3}|[〇零一二三四五六七八九十百千万亿两]+")

YEAR, NUMBER = "\x01", "\x02"  # what stands for a year and for a number


@dataclass(frozen=True, slots=True)
class Forms:
    """A paragraph as it reads without white space, without its years, and without its numbers."""

    written: str
    dated: str
    figured: str


def forms_of(text: str) -> Forms:
    """The forms of a paragraph of normalised text (see `reportnlp.text.clean`)."""
    written = plain(text)
    dated = _YEAR.sub(YEAR, written)
    return Forms(written, dated, _NUMBER.sub(NUMBER, dated))


def evened(text: str) -> str:
    """A text without white space, its marks of one style and width."""
    return text.translate(_PLAIN)


def plain(text: str) -> str:
    """A paragraph without white space, without its own number and footnote marks, its marks of one style."""
    return _OWN_NUMBER.sub("", _NOTE_MARK.sub("", evened(text))).strip("-()")
