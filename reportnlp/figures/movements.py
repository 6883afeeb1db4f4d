"""From what to what: the old and the new level of one indicator, and the changes said of it.

由51项增至60项，增加9项、增长17.6% · 达248.67万辆，增加15.27万辆、增长6.5% · 由8%升至10%，提高2个百分点.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportnlp.figures.stated import Stated, Stretch

_RISE = "增加|增长|提高|上升|扩大|发展|提升|跃升|攀升|拓展|增|升|涨"
_FALL = "缩小|下降|降低|减少|压减|压缩|缩短|回落|缩减|精简|削减|减|降|缩"
_MOVED = re.compile(
    rf"\A(?:[^，。；、]{{0,8}}?)(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})|(?P<open>调整|变)?)"
    r"(?:到|至|为|成|了)(?:现在|目前|今年|去年|20\d\d年|年末|年底)?(?:的|约|近|超过?)?\Z"
)
_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}\Z")
_AGAINST = re.compile(r"(?:比|较|同)[^，。；]{2,16}的\Z")
_SAID = re.compile(
    r"\A[，、,（(]?(?:同比|环比|净|共|累计|总计|即|也就是|增幅|降幅|比上年|较上年|比去年|较去年|比上年末|较上年末|比年初)?"
    rf"(?:末)?(?:同期)?[，,]?(?P<verb>(?:{_RISE}|{_FALL}|增幅|降幅|翻)了?(?:达到?|为|约|近|超过?)?)\Z"
)
_SAID_AGAINST = re.compile(rf"\A[，、](?:比|较)[^，。；\d]{{1,8}}(?:{_RISE}|{_FALL})了?(?:约|近|超过?)?\Z")
_REACHED = re.compile(r"\A[，、](?:总[量数额]|累计)?(?:达到?|增至|升至|增加到)(?:了|约|近)?\Z")
_FELL = re.compile(rf"降幅|{_FALL}")


@dataclass(frozen=True)
class Movement:
    """One indicator's way.

    Args:
        old: what it was (None: not said).
        new: what it is.
        verb: whether the words between say that it rose or fell ("" : neither).
        changes: what is said of the way: growth, increment, percentage points, times.
    """

    old: Stated | None
    new: Stated
    verb: str
    changes: tuple[Stated, ...]


def movements(stretch: Stretch) -> Iterator[Movement]:
    """All levels of a stretch of which a change or an old level is said, in order."""
    for index, new in enumerate(stretch):
        last = stretch[index - 1] if index else None
        if not new.is_plain or new.unit in ("倍", "番"):
            continue
        if new.is_change:  # 增速由3%提高到4%
            old, verb = _old_of(new, last)
            if old is not None:
                yield Movement(old, new, verb, ())
            continue
        changes = (*_led(new, last), *_changes(stretch[index + 1 :]))
        if last is not None and _AGAINST.search(new.before):  # 达13697亿元，较五年前的9323亿元增加…
            if _are_alike(last, new):
                yield Movement(new, last, "", changes)
            continue
        old, verb = _old_of(new, last)
        if old is not None or changes:
            yield Movement(old, new, verb, changes)


def _are_alike(a: Stated, b: Stated) -> bool:
    return a.is_plain and b.is_plain and (a.unit, a.indicator.kind) == (b.unit, b.indicator.kind)


def _old_of(new: Stated, last: Stated | None) -> tuple[Stated | None, str]:
    """The level that the one before is, where the words between say from what to what."""
    moved = _MOVED.match(new.before)
    if moved is None or last is None or not _are_alike(last, new) or not _FROM.search(last.before):
        return None, ""
    return last, "rise" if moved["rise"] else "fall" if moved["fall"] else ""


def _led(new: Stated, last: Stated | None) -> Iterator[Stated]:
    """The increment in front of the level that it led to: 一年净增157亿元，达658亿元."""
    is_increment = last is not None and last.indicator.kind == "change" and last.unit == new.unit
    if last is not None and is_increment and _REACHED.match(new.before):
        yield last


def _changes(others: Stretch) -> Iterator[Stated]:
    """The changes said right behind a level; only the first may name what it is measured against."""
    for at, figure in enumerate(others):
        is_change = figure.is_change or figure.unit in ("倍", "番", "%")
        said = _SAID.match(figure.before) or (at == 0 and _SAID_AGAINST.match(figure.before))
        if not (figure.is_plain and is_change and said):
            return
        yield figure


def fell(change: Stated) -> bool:
    """Whether the words say that it fell while the number is printed without a sign (降幅40%)."""
    said = _SAID.match(change.before)
    return said is not None and _FELL.match(said["verb"]) is not None and change.number >= 0
