"""Ways to look for a pattern in a long text without trying it at every character.

Python's `re` finds a pattern fast where it begins with a literal or a character class.  One that
begins with a lookbehind, an option or a repeat is tried at every character; these functions give
the same matches as its `finditer`, but try it only where a cue shows that there may be one.

A cue must be found wherever it stands: where one may overlap the next, it looks ahead at all but its
first character.  No match may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def at_each(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of `starts` (in order) and overlap none before."""
    done = 0
    for start in starts:
        if start >= done and (found := pattern.match(text, start)) is not None:
            yield found
            done = found.end()


def at_cues(pattern: re.Pattern[str], text: str, cue: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that always begins with `cue`."""
    return at_each(pattern, text, (m.start() for m in cue.finditer(text)))


def near_cues(
    pattern: re.Pattern[str], text: str, cue: re.Pattern[str], before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that always holds `cue`.

    Args:
        before: characters of a match in front of its first cue at most.
        after: characters behind a cue's beginning that a match, with what it looks ahead at, may reach.
    """
    done = 0
    for at in (m.start() for m in cue.finditer(text)):
        start, end = max(done, at - before), at + after
        while start <= at:
            found = pattern.search(text, start, end)
            if found is None or found.start() > at:
                break
            yield found
            start = done = found.end()


def places_of(text: str, words: Iterable[str]) -> list[int]:
    """Where one of `words` begins, in order."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.add(at)
            at = text.find(word, at + 1)
    return sorted(found)
