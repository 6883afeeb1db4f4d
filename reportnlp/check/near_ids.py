"""Which rule somebody probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_SHORT = re.compile(r"([A-Z]{2,8})[-_ ]?(\d{1,2})\Z")
_MOST = 3


def near_ids(written: str, known: Iterable[str]) -> list[str]:
    """The ids most like what was written: ARI-03 for "ari3"; empty where none is like it."""
    listed, name = sorted(known), written.strip().upper()
    parts = _SHORT.match(name)
    meant = f"{parts[1]}-{int(parts[2]):02d}" if parts else name
    return [meant] if meant in listed else get_close_matches(name, listed, _MOST, 0.6)
