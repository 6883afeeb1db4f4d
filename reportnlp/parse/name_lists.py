"""Lists of names that share a head: 城镇、农村居民收入 names two incomes."""

from __future__ import annotations

import re

from reportnlp.resources import grammar

_COMMA = re.compile(r"[、，]")
_COMMA_LAST_AND = re.compile(r"[、，]|(?:和|与|及|以及)(?=[^、，和与及]*\Z)")
_COMMA_AND = re.compile(r"[、，]|(?<!总)(?:和|与|及|以及)(?!谐|平|美)")
_ORDINALS = re.compile(
    r"第[一二三四五六七八九](?:[、和][一二三四五六七八九])+|[一二三](?:[、和][二三])+(?=次?产业)"
)
_MEASURE_CHARS = ("率", "数", "量", "额")
_GROUP_NAME = re.compile(r"等|(?<=.)[两三四五六七八九十]大")


def has_several(names: str) -> bool:
    """Whether a comma parts `names`."""
    return _COMMA.search(names) is not None


def split_names(head: str, count: int) -> list[str]:
    """The `count` names of a list, [] where the list has another number of names.

    城镇、农村居民收入 → 城镇居民收入, 农村居民收入; 城乡居民收入 likewise; 第一、二产业 → 第一产业, 第二产业.
    """
    head = head.strip("，、 ")
    if "城乡" in head and count == 2:
        return [head.replace("城乡", "城镇", 1), head.replace("城乡", "农村", 1)]
    ordinals = _ORDINALS.match(head)
    if ordinals is not None:
        rest = head[ordinals.end() :].removeprefix("次")
        parts = [f"第{c}{rest}" for c in ordinals[0] if c not in "第、和"]
        return parts if len(parts) == count else []
    for pattern in (_COMMA, _COMMA_LAST_AND, _COMMA_AND):
        parts = [p for p in pattern.split(head) if p]
        if len(parts) == count:
            return _completed(parts)
    return []


def _completed(parts: list[str]) -> list[str]:
    """Names that lean on the last one's head get it."""
    measure_end = grammar.load().measure_end
    last = parts[-1]
    measure = measure_end.search(last)
    group = _GROUP_NAME.search(last)
    if group is not None and measure is not None:
        last = last[: group.start()] + measure[0]
    return [
        *(_completed_name(p, last, measure[0] if measure else "", group is None) for p in parts[:-1]),
        last,
    ]


def _completed_name(part: str, last: str, measure: str, may_lean: bool) -> str:
    if grammar.load().measure_end.search(part) or part.endswith(_MEASURE_CHARS):
        return part
    if part in last:  # 满意和基本满意率
        return last[last.index(part) :]
    stem = last.removesuffix(measure)
    if may_lean and not stem.endswith(part[-1]) and _leans(part, last):
        return part + last[len(part) :]
    return part + measure


def _leans(part: str, last: str) -> bool:
    """Whether `part` parallels the beginning of `last` (城镇 and 农村居民收入)."""
    if len(part) >= len(last):
        return False
    return part[-1] == last[len(part) - 1] or (len(part) <= 3 and not part.endswith(("店", "业")))
