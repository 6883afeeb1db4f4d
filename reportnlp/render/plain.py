"""Text on one line, and what must not be parted where lines are broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from rich.cells import cell_len

Styled: TypeAlias = tuple[str, str]
"""Some characters and the style that they are shown in."""

NO_LINE_START: Final = "，。；：、！？）》」』】］”’…"
NO_LINE_END: Final = "（《「『【［“‘"

_BLANKS = re.compile(r"\s+")
_UNITS = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:%‰-]{0,20}|.", re.DOTALL)  # a number is not cut in two


def one_line(text: str) -> str:
    """`folded`, without blanks at the ends."""
    return folded(text).strip()


def folded(text: str) -> str:
    """Whitespace folded, and control characters (a hostile file's escape sequences) taken out."""
    return "".join(c for c in _BLANKS.sub(" ", text) if c.isprintable())


def units(text: str, style: str = "") -> list[Styled]:
    """The text cut into what stays together on a line: numbers, Latin words, single characters."""
    return [(piece, style) for piece in _UNITS.findall(text)]


def broken(pieces: Iterable[Styled], width: int) -> list[list[Styled]]:
    """Lines of at most `width` cells; none begins with a stop nor ends with an opening bracket."""
    lines: list[list[Styled]] = [[]]
    column = 0
    for piece in pieces:
        if column + cell_len(piece[0]) > width and lines[-1]:
            lines.append(_carried(lines[-1], piece[0]))
            column = sum(cell_len(text) for text, _ in lines[-1])
        if piece[0] == " " and not lines[-1] and len(lines) > 1:
            continue  # a blank is what the line's end stands for
        lines[-1].append(piece)
        column += cell_len(piece[0])
    return lines


def _carried(line: list[Styled], next_piece: str) -> list[Styled]:
    """What moves from the end of a full line to the next one, for the sake of its edge."""
    carried: list[Styled] = []
    first = next_piece
    while len(line) > 1 and (first in NO_LINE_START or line[-1][0] in NO_LINE_END):
        carried.insert(0, line.pop())
        first = carried[0][0]
    return carried
