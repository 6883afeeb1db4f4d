"""What the results in a folder are called: by the name of the report, and more of it where that clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from reportnlp.cli.sources import Source

# The folders that a name may take along, the fewest first.
_FOLDERS: Final[tuple[Callable[[Source], Path], ...]] = (
    lambda source: Path(),
    lambda source: Path(source.below),
    lambda source: Path(source.top, source.below),
)


def result_names(sources: Sequence[Source], suffix: str) -> list[str]:
    """Paths of the results below the folder that they go to, one a source, no two alike.

    年报.docx gives 年报.json.  Where another source has the same stem, both keep their folders
    (甲/年报.json, 乙/年报.json) or their own suffix (年报.docx.json, 年报.pdf.json); where that is not
    enough either, they are counted (年报.json, 年报-2.json).
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for index, source in enumerate(sources):
        alike[_stem(source).casefold()].append(index)  # some file systems take A and a for one
    names = [""] * len(sources)
    for indexes in alike.values():
        for index, name in zip(indexes, _told_apart([sources[i] for i in indexes]), strict=True):
            names[index] = name
    return _counted(names, suffix)


def _told_apart(sources: Sequence[Source]) -> list[str]:
    """Names by the shortest way that tells the sources apart; their stems where none does."""
    for own in (_stem, lambda source: source.name):
        for folders in _FOLDERS:
            names = [str(folders(source) / own(source)) for source in sources]
            if len({name.casefold() for name in names}) == len(names):
                return names
    return [_stem(source) for source in sources]


def _stem(source: Source) -> str:
    return Path(source.name).stem


def _counted(names: Sequence[str], suffix: str) -> list[str]:
    taken: set[str] = set()
    results = []
    for name in names:
        unique, number = name, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique.casefold())
        results.append(unique + suffix)
    return results


def plain_name(source: Source, suffix: str) -> str:
    """What one expects a result to be called: the stem of its source."""
    return _stem(source) + suffix
