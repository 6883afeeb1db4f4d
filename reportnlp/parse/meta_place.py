"""Which place or office a report is of: names out of printed organs, settled with GB/T 2260."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add

from reportnlp.datamodel import Level, Region
from reportnlp.resources.divisions import Division, load, short_names

NATION = Region("全国", "", "nation")

_NATION = re.compile(r"(?:中华人民共和国)?(?:国务院|中央人民政府)|中华人民共和国$|全国|我国|国家统计局$")
# Ministries carry no place in their names.
_MINISTRY = re.compile(
    r"(?:中华人民共和国)?((?:教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设"
    r"|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理|国家安全|铁道|农业|国土资源|环境保护|文化|卫生)部"
    r"|审计署|海关总署|中国人民银行|国家[\u4e00-\u9fff]{2,12}(?:局|委员会))(?:办公厅)?"
)
# What stands before the place in an organ: 中共濮阳县委, 国家统计局洛阳调查队.
_PREFIX = re.compile(r"^(?:中共|中国共产党|国家统计局(?=.))")
# A place that the table does not have: new districts, zones, sub-districts, towns, fictitious counties.
_UNLISTED = re.compile(
    r"(?!全|我|本|各|城|社|自治|[省市县区州旗镇乡]|园区|地区|新区|开发区|示范区|[管工]委)"
    r"(?:[\u4e00-\u9fff]{1,12}?(?:自治[州县旗]|新区|新城|开发区|实验区|示范区|试验区|产业园区?|工业园区?|管理区|高新区"
    r"|经开区|度假区|风景名胜区|街道|[省市盟县区旗镇]|乡(?!企业|建设|村|[镇局]))|[\u4e00-\u9fff]{2,10}?州)"
)
_MAX_STEPS = 5
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
# Short names that are everyday words or parts of them (新和 of 创新和…); only the full name counts.
_WORDS = frozenset(
    re.findall(
        "..",
        "合作资源新建动力新兴振兴和政通道惠民平安城中解放友好新和和平共和港口新城滨海和安新平前进大城安居青山"
        "公安平和富民富裕中山市中光明凤凰复兴大新海城工农金山安定沙河小金清水江口运河北站宏伟龙山民和互助利通"
        "新安古城同心新华大安友谊大通大兴东湖湖口南部九龙太平莲花兴国老城延长城西城东城北城南海港新民三江平乐"
        "东方大关温泉福海大港三山安全开放中方安宁保安中原江南红旗向阳江北河东河西江西长江长城永安民主团结开发"
        "文化中央中心建设新市站前人民西部东部河口东风东山白山西山兴安东安南岸长安永和武功文明安康",
    )
)
# Full names that are everyday words as well.
_NO_NAMES = frozenset(
    ("城区", "郊区", "矿区", "西区", "东区", "和县", "合作市", "市中区", "港口区", "开发区", "新城区")
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
    names: list[str] = []
    rest = _PREFIX.sub("", organ[:60])
    for _ in range(_MAX_STEPS):
        unlisted = None if names and _GOVERNMENT.match(rest) else _UNLISTED.match(rest)
        name = load().leading(rest) or (unlisted[0] if unlisted else "")
        if not name:
            break
        names.append(name)
        rest = rest[len(name) :]
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
    ministry = _MINISTRY.fullmatch(organ)
    if ministry:
        return Region(ministry[1], "", "department") if office else NATION
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
def _by_pair() -> dict[str, tuple[tuple[str, str], ...]]:
    """(form to count, full name) by the first two characters of the form.

    The form is the short name, or the full one where the short is no name or a word.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    table = load()
    for name in set(table.names()) - _NO_NAMES:
        short = next(iter(short_names(name)), name)
        form = name if short in _WORDS or table.named(short) else short
        found.setdefault(form[:2], set()).add((form, name))
    return {pair: tuple(sorted(rows)) for pair, rows in found.items()}


def own_unit(text: str) -> str:
    """What a report calls its own place: 县 of 全县 and 县人大, 市, 区, 自治区, 省, 州, 旗, 国, or ""."""
    counts = {
        unit: 3 * (text.count(unit + "人大") + text.count(unit + "政协"))
        + text.count("全" + unit)
        + text.count("我" + unit)
        for unit in "县市区省州旗国"
    }
    national = counts.pop("国")
    unit = max(counts, key=lambda u: counts[u])
    if counts[unit] < 3:
        return "国" if national > 7 else ""
    return "自治区" if unit == "区" and text.count("自治区") > counts["区"] else unit


def commonest_place(text: str, unit: str) -> tuple[str, int] | None:
    """The full name of kind `unit` that `text` names clearly most often, and its score.

    Names are looked for in the first 4,000 and last 800 characters (0.1 µs each), the best
    five of them counted in the whole text.
    """
    sample, known = text[:4000] + text[-800:], _by_pair()
    found: dict[str, str] = {}
    scores: Counter[str] = Counter()
    for pair in known.keys() & set(map(add, sample, sample[1:])):
        for form, name in known[pair]:
            if name.endswith(unit):
                found[name] = form
                scores[name] = sample.count(form)
    best = [name for name, _ in scores.most_common(5)]
    scores = Counter({name: text.count(found[name]) + 2 * text.count(name) for name in best})
    ranked = scores.most_common(2)
    if len(ranked) == 2 and ranked[1][1] * 2 >= ranked[0][1] and _above(ranked[1][0], ranked[0][0]):
        return ranked[1]
    return ranked[0] if ranked and _leads(*ranked) else None


def _leads(first: tuple[str, int], second: tuple[str, int] = ("", 0)) -> bool:
    """Whether the first name is said often enough, and clearly more often or of the place above."""
    return first[1] > 2 and (4 * first[1] >= 5 * second[1] or _above(first[0], second[0]))


def _above(upper: str, lower: str) -> bool:
    """Whether `lower` lies in `upper` (东兴市 in 防城港市, whose report names both)."""
    table = load()
    return any(
        above.name == upper for division in table.candidates(lower) for above in table.ancestors(division)
    )


def commonest_zone(text: str) -> tuple[str, int] | None:
    """The 新区 that `text` names most often, and how often; such zones are in no table."""
    counts = Counter(re.findall(r"(?<=[\u4e00-\u9fff，。\n])([\u4e00-\u9fff]{2}新区)", text))
    ranked = counts.most_common(1)
    return ranked[0] if ranked and ranked[0][1] > 2 else None
