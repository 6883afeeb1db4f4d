"""Bounds: the words in front of and behind a number that say how it bounds the true value."""

from __future__ import annotations

import re

from reportnlp.datamodel import Comparator

AFTER: dict[str, Comparator] = {
    "及以上": "ge", "以上": "ge", "以内": "le", "之内": "le", "及以内": "le", "及以下": "le", "以下": "le",
    "左右": "approx", "上下": "approx", "内": "le", "多": "more",
}  # fmt: skip
"""Modifiers behind a number."""

AFTER_PATTERN = r"(?:（含[^）\n]{0,6}）)?及?以[上下内]|左右|上下|之内"
INSIDE_PATTERN = "内(?![部外乱容地资需生涵设在河陆控审蒙参])"
"""内 as a modifier (6小时内), not as part of a word (3公里内河)."""


def bound_behind(modifier: str) -> Comparator:
    """The bound that a modifier behind a number sets: （含）以上 as 以上."""
    return AFTER[modifier.rpartition("）")[2]]


_BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("ge", r"不低于|不少于|至少|不小于|最低|最少"),
    ("le", r"不超过|不高于|不大于|不多于|至多|最多|最高|最长"),
    ("lt", r"不足|不到|不满|低于|少于|小于"),
    ("gt", r"超过|突破|高于|大于|多于|首破|逾|(?<![赶反])超|(?<=[首已])破"),
    ("approx", r"大约|大概|(?<![节签履预集制条大公违合契隐])约"),
    ("near", r"接近|将近|(?<![附最邻接将临亲靠])近"),
)
_COMPARATORS = tuple(comparator for comparator, _ in _BEFORE)
_IN_FRONT = re.compile(
    "(?:" + "|".join(f"({words})" for _, words in _BEFORE) + r")(?:了|为|到|达|达到|有)?\Z"
)
# 至少安排4次学习、举办2期培训: 至少 governs the whole clause.
_AT_LEAST = re.compile(r"至少[^，。；\n至]{1,24}\Z")
BOUNDED_SHARE = re.compile(
    r"(?:超过|超|近|约|不足|不到|接近)(?P<whole>(?:全[国省市区县州]|世界|全球)(?:总量|总数)?的?)\Z"
)
"""超过全市|1/4, 约全国|40%: what the share is of stands between the modifier and the number."""

_SHARE_AHEAD = re.compile(r"[\d.]{1,6}%|\d{1,2}/\d|[一二三四五六七八九十百]{1,3}分之|[一二三四五六七八九]成")
_REACH = 10  # characters in front of a number in which its modifier stands
_CLAUSE_REACH = 28


def bound_in_front(text: str, start: int) -> Comparator:
    """The bound that the words in front of the number at `start` set, "eq" where they set none."""
    share = BOUNDED_SHARE.search(text, max(0, start - _REACH), start)
    end = share.start("whole") if share is not None and _SHARE_AHEAD.match(text, start) else start
    m = _IN_FRONT.search(text, max(0, end - _REACH), end)
    if m is not None and m.lastindex:
        return _COMPARATORS[m.lastindex - 1]
    return "ge" if _AT_LEAST.search(text, max(0, start - _CLAUSE_REACH), start) else "eq"
