"""Clauses: the stretches around a figure in which its words are looked for.

Brackets without figures in them are transparent: （含离退休人员）does not end a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportnlp.parse.quantities import Mention

_BRACKETED = re.compile(r"[（(][^（）()\n]{0,60}[）)]")
_EDGE = re.compile(r"[，,；;：:。！？!?\n（）()]|——")
_SENTENCE_EDGE = re.compile(r"[。！？\n]")
BLANK = "\x00"


class Clauses:
    """The clause and sentence edges of one text.

    Args:
        text: clean text.
        mentions: its quantities, in order.
    """

    __slots__ = ("_edge_ends", "_edges", "_sentence_edges", "flat")

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.flat = _flatten(text, mentions)
        edges = [m.span() for m in _EDGE.finditer(self.flat)]
        self._edges = [start for start, _ in edges]
        self._edge_ends = [end for _, end in edges]
        self._sentence_edges = [m.start() for m in _SENTENCE_EDGE.finditer(text)]

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around `position`, without its edges."""
        i = bisect_right(self._edges, position)
        start = self._edge_ends[i - 1] if i else 0
        end = self._edges[i] if i < len(self._edges) else len(self.flat)
        return start, end

    def sentence(self, position: int) -> tuple[int, int]:
        """Start of the sentence around `position` and the place of its closing mark."""
        i = bisect_left(self._sentence_edges, position)
        start = self._sentence_edges[i - 1] + 1 if i else 0
        end = self._sentence_edges[i] if i < len(self._sentence_edges) else len(self.flat)
        return start, end


def _flatten(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with brackets that hold no figure blanked, length kept."""
    starts = [m.start for m in mentions]
    pieces: list[str] = []
    done = 0
    for m in _BRACKETED.finditer(text):
        i = bisect_left(starts, m.start())
        if i < len(starts) and starts[i] < m.end():
            continue
        pieces += (text[done : m.start()], BLANK * (m.end() - m.start()))
        done = m.end()
    pieces.append(text[done:])
    return "".join(pieces)
