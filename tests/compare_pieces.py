"""What holds of every diff."""

from __future__ import annotations

import re
from itertools import pairwise

from reportnlp.compare.diff import diff
from reportnlp.compare.forms import evened


def check_pieces(old: str, new: str) -> None:
    """The pieces make up both passages, no kind stands twice in a row, no figure is cut."""
    pieces = diff(old, new)
    for text, kind in ((new, "added"), (old, "removed")):
        found = "".join(p.text for p in pieces if p.kind in ("equal", kind))
        assert evened(found) == evened(text)
        ends = pairwise(p.text for p in pieces if p.kind in ("equal", kind))
        assert not any(re.search(r"[\d.]\Z", a) and re.match(r"[\d.%万亿]", b) for a, b in ends)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))
