"""Which place or office a report is of: names out of printed organs, settled with GB/T 2260."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reportnlp.datamodel import Level, Region
from reportnlp.resources.divisions import Division, load, short_names

NATION = Region("全国", "", "nation")

_NATION = re.compile(r"(?:中华人民共和国)?(?:国务院|中央人民政府)|中华人民共和国$|全国$|我国|国家(?!级)")
_PARTY = re.compile(r"^(?:中共|中国共产党)")
# A place that the table does not have: new districts, zones, sub-districts, towns, fictitious counties.
_UNLISTED = re.compile(
    r"(?!全|我|本|各|城|社|[省市县区州旗镇乡]|园区|地区|新区|开发区|示范区|[管工]委)[\u4e00-\u9fff]{1,12}?"
    r"(?:自治[州县旗]|新区|新城|开发区|实验区|示范区|试验区|产业园区?|工业园区?|管理区|高新区|经开区|度假区|风景名胜区"
    r"|街道|[省市州盟县区旗镇乡])"
)
_UNLISTED_INSIDE = re.compile(
    r"(?:新区|(?!城)[\u4e00-\u9fff]{1,12}?(?:新区|新城|开发区|实验区|示范区|管理区|高新区|街道|镇|乡)(?!企业|建设|村|[镇局]))"
)
_GOVERNMENT = re.compile(
    r"(?:人民)?(?:政府|代表大会)|[省市县区州旗]委(?!员会办)|委(?!员)|委员会$|管委会|管理委员会|党工委|工委|街?道?办事处|$|[县市区省州]长|主席"
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,24}(?:局|委员会|委|厅|办公室|办|部|中心|队|院|司|署|站|处|公司|学校|大学|医院|银行)"
)
_STATISTICS = re.compile(r"统计局|调查[总支大]?队")
_UNIT_LEVELS: dict[str, Level] = {
    "省": "province", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
    "镇": "township", "乡": "township", "道": "township", "市": "city",
}  # fmt: skip
_WORDS = frozenset(
    "公安 平安 和平 光明 新华 东方 青山 安全 开放 中方 安宁 保安 城区 矿区 郊区 港口 中原 江南 红旗 向阳 前进 友好 "
    "新城 城中 城东 城西 城北 城南 江北 河东 河西 河北 河南 海南 江西 山东 山西 江东 市中 振兴 长江 长城 永安 海港 民主 "
    "团结 太平 开发 文化 中央 中心 中山 解放 工农 建设 新市 站前 人民 大兴 大同 大安 长安 西部 东部".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a printed organ: its own name, the places written before it, what follows it."""

    name: str
    parents: tuple[str, ...]
    rest: str


def parse_place(organ: str) -> Place | None:
    """The innermost place of an organ: 洪泽区 (in 淮安市) of 淮安市洪泽区人民政府.

    None where the organ names none (市人民政府, 政府).
    """
    rest, names = _PARTY.sub("", organ[:60]), []
    while head := load().leading(rest):
        names.append(head)
        rest = rest[len(head) :]
    unlisted = (_UNLISTED_INSIDE if names else _UNLISTED).match(rest)
    if unlisted and not (names and _GOVERNMENT.match(rest) and not rest.startswith("新区")):
        names.append(unlisted[0])
        rest = rest[unlisted.end() :]
    return Place(names[-1], tuple(names[:-1]), rest) if names else None


def region_of(organ: str, text: str, *, office: bool = True) -> Region | None:
    """The region that an organ governs, or, with `office`, the department that it is.

    Args:
        organ: e.g. 深圳市龙华区人民政府, 青岚县司法局, 国务院.
        text: where to look for parent places when the name is not unique.
        office: whether a department stands for itself rather than for its place.
    """
    if _NATION.match(organ):
        return NATION
    place = parse_place(organ)
    if place is None:
        return None
    if office and not _GOVERNMENT.match(place.rest) and not _STATISTICS.search(place.rest):
        department = _OFFICE.match(place.rest)
        if department:
            return Region("".join((*place.parents, place.name, department[0])), "", "department")
    return settle(place.name, place.parents, text)


def settle(name: str, parents: Iterable[str], text: str) -> Region:
    """The region of a name, with its code where the table, `parents` or mentions in `text` decide."""
    table = load()
    found = table.candidates(name)
    division = table.find(name, tuple(parents)) or _mentioned(found, text)
    if division is not None:
        return Region(division.name, division.code, division.level)
    levels = {candidate.level for candidate in found}
    return Region(name, "", levels.pop() if len(levels) == 1 else _UNIT_LEVELS.get(name[-1], "county"))


def _mentioned(found: tuple[Division, ...], text: str) -> Division | None:
    """The one of several namesakes whose parents the text mentions clearly most often."""
    counts = Counter({i: _mentions(division, text) for i, division in enumerate(found)})
    ranked = counts.most_common(2)
    if len(ranked) < 2 or ranked[0][1] < 2 * ranked[1][1] + 1:
        return None
    return found[ranked[0][0]]


def _mentions(division: Division, text: str) -> int:
    return sum(
        text.count(next(iter(short_names(above.name)), above.name)) for above in load().ancestors(division)
    )


# --- a report that names no organ: what its text is about ------------------------------------


@cache
def _by_pair() -> dict[str, tuple[tuple[str, Division], ...]]:
    """(short name, division) by the first two characters of the short name."""
    found: dict[str, list[tuple[str, Division]]] = {}
    table = load()
    for short in table.shorts():
        if short not in _WORDS:
            for division in table.candidates(short) if not table.named(short) else ():
                found.setdefault(short[:2], []).append((short, division))
    return {pair: tuple(rows) for pair, rows in found.items()}


def own_unit(text: str) -> str:
    """What the report calls its place: 县 of 全县/我县, 市, 区, 省, 州, 旗; "" where it does not say."""
    counts = {unit: text.count("全" + unit) + text.count("我" + unit) for unit in "县市区省州旗盟"}
    unit = max(counts, key=lambda u: counts[u])
    if unit == "区" and text.count("自治区") > counts["区"]:
        unit = "自治区"
    return unit if counts[unit[-1]] > 1 else ""


def commonest_place(text: str, unit: str) -> tuple[Region, int] | None:
    """The place of kind `unit` that `text` names clearly most often, and how often.

    Costs about 0.1 µs a character of `text`: hand over a part of a long report.
    """
    pairs = Counter(map(str.__add__, text, text[1:]))
    known = _by_pair()
    scores: Counter[Division] = Counter()
    for pair in pairs.keys() & known.keys():
        for short, division in known[pair]:
            if division.name.endswith(unit):
                scores[division] += text.count(short) + 2 * text.count(division.name)
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    division = ranked[0][0]
    return Region(division.name, division.code, division.level), ranked[0][1]
