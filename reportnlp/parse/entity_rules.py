"""From the last word of a name to the whole name: one rule a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from reportnlp.parse.entity_scan import Head, Name, Scan
from reportnlp.resources import lexicons

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_RANK = re.compile(r"(?:自治区|新区|开发区|高新区|经开区|街道|[省市县区州旗盟镇乡])$")
_NO_BODY = re.compile(r"[员托任派身]|书记|副书记|常委|中心组|宣传部长|组织部长|政法委书记")
_OWN_ONLY = "各全两该外本我等"
_SESSION = re.compile(
    r"(?:(?:党的)?(?:[一二三四五六七八九十]{1,4}大|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}(?:次)?"
    r"(?:、[一二三四五六七八九十]{1,3}(?:次)?){0,6}中?)"
    r"|(?:中共)?[\u4e00-\u9fff]{0,6}[省市区县]委(?:第)?[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次?(?:、[一二三四五六七八九十]{1,3}次?){0,6}"
    r")全(?:体会议|会)$"
)


def from_heads(text: str, found: Scan) -> Iterator[Name]:
    """The names that the heads of a scan end."""
    places = {name.end: name.start for name in found.names if name.label == "LOC"}
    rules = _rules()
    for head in found.heads:
        name = rules[head.kind](text, head, places)
        if name is not None:
            yield name


Rule = Callable[[str, Head, Mapping[int, int]], Name | None]


def _rules() -> dict[str, Rule]:
    return {
        "organ": _organ, "org": _org, "loc": _loc, "plan": _plan, "award": _award,
        "meeting": _meeting, "post": _post, "title": _title,
    }  # fmt: skip


@cache
def _set(file: str, name: str) -> frozenset[str]:
    return frozenset(lexicons.load(file).words(name))


@cache
def _common(file: str) -> re.Pattern[str]:
    words = sorted(lexicons.load(file).words("common"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)}){{1,6}}")


def _organ(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    """An organ with its rank or place in front: 县司法局, 青岚县委, 市第二人民医院."""
    word = text[head.start : head.end]
    after = text[head.end : head.end + 5]
    if word.endswith("委") and _NO_BODY.match(after):
        return None
    start = _ranked(text, head, places)
    if start is not None:
        return Name(start, head.end, "ORG")
    if head.loose == head.start and word in _set("organs", "bare"):
        if word in ("人大", "政协") and after.startswith(lexicons.load("organs").words("persons")):
            return None
        return Name(head.start, head.end, "ORG")
    return None


def _ranked(text: str, head: Head, places: Mapping[int, int]) -> int | None:
    at = head.start
    if at in places:
        return places[at]
    rank = _RANK.search(text, max(0, at - 3), at)
    if rank is None:
        return None
    start = rank.start()
    if start in places and rank[0] in ("新区", "开发区", "高新区", "经开区"):
        return places[start]
    if start and text[start - 1] in _OWN_ONLY:
        return None
    edge = head.loose
    if edge < start and start - edge <= 4 and _HAN.fullmatch(text, edge, start):
        return edge
    return start


def _org(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    start = head.loose
    if head.start - start > 20 or start == head.start:
        return None
    stem = text[start : head.start]
    if _common("organs").fullmatch(stem):
        return None
    return Name(start, head.end, "ORG")


def _loc(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    start = head.loose
    size = head.start - start
    if not 0 < size <= (4 if head.end - head.start == 1 else 10):
        return None
    stem = text[start : head.start]
    if _common("places").fullmatch(stem):
        return None
    return Name(start, head.end, "LOC")


def _plan(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    start = head.firm
    if not 2 <= head.start - start <= 24:
        return None
    if _common("plans").fullmatch(text, start, head.start):
        return None
    if not text.endswith(_STARTERS, 0, start) and text[start : start + 1] != "第":
        return None
    return Name(start, head.end, "PLAN")


_STARTERS = (
    "实施", "开展", "推进", "推动", "启动", "打好", "打赢", "落实", "组织", "抓好", "推行", "对接", "融入", "开展好", "深化", "参与",
    "出台", "制定", "举办", "完成", "加快", "推出",
)  # fmt: skip


def _award(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    start = head.firm
    if not 0 < head.start - start <= 24:
        return None
    stem = text[start : head.start]
    givers = lexicons.load("awards").words("givers")
    if stem.startswith(givers):
        return Name(start, head.end, "AWARD")
    if text.endswith(lexicons.load("awards").words("verbs"), 0, start) and text[start : head.end] not in _set("awards", "common"):
        return Name(start, head.end, "AWARD")
    return None


def _meeting(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    if text.endswith(("全会", "全体会议"), head.start, head.end):
        session = _SESSION.search(text, max(0, head.end - 40), head.end)
        return Name(session.start(), head.end, "MEETING") if session else None
    start = head.firm
    if not 2 <= head.start - start <= 20:
        return None
    return Name(start, head.end, "MEETING")


def _post(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    return None


def _title(text: str, head: Head, places: Mapping[int, int]) -> Name | None:
    return None
