"""Lines and columns of a text, counted as editors do."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n")


class TextLines:
    """Finds line and column of a position, in logarithmic time."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in _LINE_END.finditer(text))]

    def position(self, at: int) -> tuple[int, int]:
        """Line and column of the character at `at`, both from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
