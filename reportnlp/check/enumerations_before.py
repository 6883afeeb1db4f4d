"""Lists in front of their count: A、B和C三个方面, “A”“B”两大工程, 县、乡、村三级."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportnlp.check.enumerations_counts import Count, Counted
from reportnlp.check.lists import Items, items, joints
from reportnlp.resources.listing import load

_CLAUSE = 160  # characters in front of a count among which its list is looked for
_BREAK = re.compile(r"[，。；：！？\n,;:]")
# The number of a heading or of an item: its 、 is none of a list.
_NUMBERING = re.compile(
    r"\s{0,8}(?:[一二三四五六七八九十]{1,3}|\d{1,3}) ?、|\s{0,8}[（(〇]{1,6}[）)]|\s{1,8}"
)
# What counts or sums up in the middle of a list begins or ends another one.
_ANOTHER = re.compile(
    r"等|(?<![第前])(?!二次)(?:\d{1,6}|[一二两三四五六七八九十])(?:多|余)?[万亿]?(?:个|家|项|条|座|处|所|名|人|件|次|元|户|亩|公里|大|类|种|级|批|支|方"
    r"|省|市|县|区|镇|乡|村|届|年|月|日|平方|吨|%)|%|\d{2}"
)
_DATE = re.compile(r"\d{2,4}年|\d{1,2}[月日]|\d{2}")
_SUMMING = re.compile(r"(?:这|共计|合计|总计|共|(?<![共合总])计)\Z")
_ASIDE = re.compile(r"[（(]〇{1,60}[）)]\Z")
_WORD = re.compile(r"[\u4e00-\u9fff“《]")
_PAUSED_WORD = re.compile(r"[和及与、]")
# 新建、改建公园3个: verbs that share an object, which is what is counted.
_BUILDING = re.compile(r"(?:新建|改建|扩建|改造|改扩建|续建|升级改造|打造)[\u4e00-\u9fff]{2}")
_REGION = re.compile(r"[东西南北中]部?\Z|沿海|周边|一带|其他")
_UNEVEN = 5  # characters by which the items of one list may differ in length
_GROUPING = re.compile("和|与|以及")  # 汽车及零部件 is one thing
# The count is itself in a list (甲煤矿、乙3个电厂、丙风电场): what stands in front may be other items of it.
_LISTED_ON = re.compile(r"[^，。；：、\n]{0,12}、")
_LONGEST_NAME = 4  # characters of a division's name in a list of divisions


def lists_before(text: str, counts: Iterable[Count]) -> Iterator[Counted]:
    """The lists of the shaded `text` that one of its `counts` follows at once, or after 等."""
    for count in counts:
        end = count.span.start
        summing = _SUMMING.search(text, max(0, end - 2), end)
        end = summing.start() if summing else end
        if end == 0 or text[end - 1] in "、，。；：\n和及与":
            continue
        elided = text[end - 1] == "等"
        found = list_before(text, end - elided)
        if found is None or found.most < 2 or not is_counted(text, count, found):
            continue
        if elided:
            yield from _elided(count, found)
        else:
            yield Counted(count, found, is_whole(text, count, found), is_apart(count, found))


def _elided(count: Count, found: Items) -> Iterator[Counted]:
    """A、B等两个: the list may leave out some, but cannot name more than there are."""
    if count.number < found.least and is_apart(count, found):
        yield Counted(count, found, False, True)


def list_before(text: str, end: int) -> Items | None:
    """The list that ends at `end`, from the beginning of its clause or of what may be another list."""
    start = max(0, end - _CLAUSE)
    for mark in _BREAK.finditer(text, start, end):
        start = mark.end()
    numbering = _NUMBERING.match(text, start, end)
    start = _behind_another(text, numbering.end() if numbering else start, end)
    if not 0 <= start < end or _is_broken(text[start:end]):
        return None
    return items(text, start, end, prefixed=True)


def _behind_another(text: str, start: int, end: int) -> int:
    """Where the list begins if another one, or a figure, stands in front; -1 where that is unclear."""
    others = list(_ANOTHER.finditer(text, start, end))
    if not others:
        return start
    last = others[-1]
    pause = text.find("、", last.end(), end)
    in_front = text.find("、", start, last.end()) < 0
    if in_front and (_DATE.fullmatch(last[0]) or text.startswith("级", end + 1)):
        return start
    # 2家企业和A、B: the list begins behind 和.
    rest = "〇" + text[last.end() : pause if pause >= 0 else end]
    joined = [after for before, after in joints(rest) if before < after]
    return last.end() + joined[0] - 1 if joined else -1


def _is_broken(words: str) -> bool:
    """Whether a bracket or a quotation mark opens or closes outside."""
    return (
        words.count("）") != words.count("（") or words.count(")") != words.count("(") or words[-1] in "\"'"
    )


def is_counted(text: str, count: Count, found: Items) -> bool:
    """Whether the count sums up what stands in front of it and does not begin a phrase of its own."""
    words, last = load(), found.parted[-1]
    verbal = words.verb_end.search(last) and not words.noun_end.search(last)
    if verbal or (found.least > 1 and _BUILDING.match(last)) or "的" in last:
        return False
    if count.measure == "level":
        return all(words.level.fullmatch(_ASIDE.sub("", word)) for word in found.parted[1:])
    return bool(_WORD.match(text, count.span.end)) and not _PAUSED_WORD.match(text, count.span.end)


def is_whole(text: str, count: Count, found: Items) -> bool:
    """Whether a count that is too great is surely wrong."""
    missing = count.number - found.most
    if not 0 < missing <= (1 if found.least <= 2 else 2):
        return False
    if found.least == 2 and not count.is_chinese and _LISTED_ON.match(text, count.span.end):
        return False
    match count.measure:
        case "kind" if text.startswith("位一体", count.span.end - 3):
            return found.least > 2
        case "division":
            return found.least > 1 and all(
                len(word) <= _LONGEST_NAME and not _REGION.search(word) for word in found.parted[1:]
            )
        case "thing":
            return found.least > 1
        case _:
            return True


def is_apart(count: Count, found: Items) -> bool:
    """Whether a count that is too small is surely wrong: the list begins where it was cut."""
    surplus = found.fewest - count.number
    if count.measure == "division" or count.number < 2 or _is_grouped(count, found, surplus):
        return False
    # What stands behind 和 may end with a word that belongs to all items (服务和爱心素质提升).
    likes = found.parted[1:-1] if found.fewest > found.least else found.words[1:]
    lengths = [len(word) for word in likes]
    uneven = max(lengths, default=0) - min(lengths, default=0)
    # 县（市、区）、乡镇、村三级: a bracket with other names of a level makes it no item more.
    most_uneven = _UNEVEN - (count.measure == "level")
    return (surplus == 1 and uneven <= most_uneven) or (surplus == 2 and uneven <= 1)


def _is_grouped(count: Count, found: Items, surplus: int) -> bool:
    """Whether 和 may part what the count sums up otherwise than the pauses do.

    The list may begin behind 和 in an item of the middle (教育、卫生和城东、城西两个园区), and what
    stands behind the first 和 may be one together (中央和省、市、自治区两级).
    """
    if count.measure == "level":
        return any(found.joints[:-1])
    places = {surplus, surplus + min(1, found.joints[-1])} | ({0} if count.number == 2 else set())
    inner = enumerate(found.words[:-1])
    return any(i in places and joints(word) and _GROUPING.search(word) for i, word in inner)
