"""Meta data of a report: kind, title, region, year, issuers, addressees, date.

The body decides; the file name speaks only where the body is silent (files are misnamed).
Nearly everything stands in the first 3,000 and last 1,500 characters; of the rest only
plain counts are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from reportnlp.datamodel import Kind, Meta, Region
from reportnlp.parse.meta_front import Front, organs_of, read_front
from reportnlp.parse.meta_place import (
    NATION,
    commonest_place,
    commonest_zone,
    own_unit,
    parse_place,
    region_of,
    settle,
)
from reportnlp.parse.meta_sign import Signature, find_addressees, find_signature, printed_date, published_date
from reportnlp.parse.meta_year import find_year
from reportnlp.resources.divisions import find, short_names

_NO_REPORT = re.compile(r"(?:通知|意见|方案|规划|纲要|办法|条例|决算|预算|决议|决定)[》】]?$")
_OTHER_ORGAN = re.compile(r"法院|检察院|常务?委员?会|政协|审计|计划执行|预算执行|决算草案|预算草案|述职")
_RESOLUTION = re.compile(r"听取(?:和审议)?了[^，。\n]{0,30}所?作的")
_KIND_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("xxgk", re.compile(r"信息公开|政务公开")),
    ("fazhi", re.compile(r"法治|依法行政")),
    ("tjgb", re.compile(r"统计公报")),
    ("gwr", re.compile(r"(?:政府|管委会|管理委员会|新区|开发区)[^，。]{0,10}工作的?报告")),
)
# 我代表…政府: the organ that a 政府工作报告 speaks for.
_SPEAKS_FOR = re.compile(
    r"(?:我(?:现在|在此|谨)?|现在，?)(?:代表|受)(?:新一届|本届)?"
    r"([^，。：；！？、\n]{0,20}?(?:人民政府|政府|国务院|管委会|管理委员会|党工委))(?!工作)"
)
_UNIT_OF = re.compile(
    r"(自治区|新区|[省市县区州旗])(?:第?[一二三四五六七八九十]{1,3}届)?(?:(?:人民)?政府|管委会|管理委员会|党工委)$"
)
_OTHER_SPEAKER = re.compile(r"代表[\u4e00-\u9fff]{0,16}(?:法院|检察院|常务委员会|常委会)")
_SESSION_OF = re.compile(
    r"[在向]([^，。、：；\n在向]{2,20}?)第?[一二三四五六七八九十\d]{1,4}届\s{0,4}(?:人民代表大会|人大)"
)
_LED_BY = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{0,10}会议上)?|(?<=会议上))"
    r"([\u4e00-\u9fff]{2,16}?(?:人民政府|管委会|管理委员会))"
    r"[ \u3000]{0,4}(?:代理?|副)?(?:[省市县区州旗]长|主[任席])"
)
_MADE_BY = re.compile(r"由([\u4e00-\u9fff]{2,30}?)(?:根据|按照|依据|依照|编制)")
_TITLE_LEAD = re.compile(r"^[《【]?(?:关于|在)?(?:(?:19|20)\d\d年(?:度)?|[一二][〇○零九].{2}年(?:度)?)?")
_TITLE_ORGAN = re.compile(
    r"(.{0,40}?)(?:\d{4}|[一二][〇○零九].{2}年|关于|法治|依法行政|国民经济|政府信息|政务公开|(?:人民)?政府工作|工作|统计公报|部门)"
)


def find_meta(text: str, source: str = "") -> Meta:
    """What a report says of itself.

    Args:
        text: cleaned text of the report, one paragraph a line.
        source: path or name of its file; consulted only where the text says nothing.

    Returns:
        Meta without `sha256`; what is not found is empty.  A report of the State Council has
        the region 全国 (level nation, no code).
    """
    front = read_front(text)
    name = PurePosixPath(source.replace("\\", "/")).stem[:120]
    kind = _find_kind(front, text, name)
    signature = find_signature(front)
    region = _find_region(front, kind, signature, text, name)
    dates = printed_date(front, kind, signature), published_date(front)
    date = dates[0] or dates[1]
    return Meta(
        kind=kind,
        title=front.title,
        region=region,
        year=find_year(front, kind, dates, text, name, nation=region == NATION),
        issuers=_find_issuers(front, kind, region, signature),
        addressees=find_addressees(front.lines),
        date=date.iso if date else "",
        source=source,
    )


# --- kind -------------------------------------------------------------------------------------


def _find_kind(front: Front, text: str, name: str) -> Kind:
    if _NO_REPORT.search(front.title) or _RESOLUTION.search(front.head[:200]):
        return "other"
    kind = _kind_of_title(front.title)
    if kind is None and _OTHER_ORGAN.search(front.title):
        return "other"
    return kind or _kind_of_body(front, text) or _kind_of_title(name) or "other"


def _kind_of_title(title: str) -> Kind | None:
    return next((kind for kind, pattern in _KIND_TITLES if pattern.search(title)), None)


def _kind_of_body(front: Front, text: str) -> Kind | None:
    """The kind by what only that kind says."""
    if _speaks_for(front):
        return "gwr"
    if "各位代表" in front.head:
        return "other" if _OTHER_SPEAKER.search(front.head) else "gwr"
    if "政府信息公开条例" in front.head and "主动公开" in text:
        return "xxgk"
    if text.count("比上年") > 9 and any("统计局" in line for line in front.lines[:8]):
        return "tjgb"
    if 400 * text.count("法治") > max(len(text), 1000) or text.count("法治政府") > 5:
        return "fazhi"
    if "工作回顾" in front.head or text.count("各位代表") > 0:
        return "gwr"
    return None


def _speaks_for(front: Front) -> str:
    found = _SPEAKS_FOR.search(front.head)
    return found[1] if found else ""


# --- region -----------------------------------------------------------------------------------


def _find_region(front: Front, kind: Kind, signature: Signature, text: str, name: str) -> Region | None:
    for organ in _organs(front, kind, signature):
        region = region_of(organ, text, office=kind in ("fazhi", "xxgk", "other"))
        if region is not None:
            return region
    return _region_of_body(front, text, name)


def _organs(front: Front, kind: Kind, signature: Signature) -> Iterator[str]:
    """Printed organs that may be the report's own, best first."""
    yield _title_organ(front.title)
    if kind == "gwr":
        yield _speaks_for(front)
        yield from (m[1] for pattern in (_LED_BY, _SESSION_OF) for m in pattern.finditer(front.head))
    if kind == "tjgb":
        yield from _front_organs(front)
    if kind == "xxgk":
        yield from (_of_government(m[1]) for m in _MADE_BY.finditer(front.head))
    yield from map(_of_government, (*signature.organs, *_front_organs(front)))
    yield _of_government(front.fields.get("issuer", ""))


def _title_organ(title: str) -> str:
    found = _TITLE_ORGAN.match(_TITLE_LEAD.sub("", title))
    organ = found[1] if found else ""
    division = find(organ) if len(organ) < 6 else None
    return division.name if division else organ


def _of_government(organ: str) -> str:
    """The government for its office, which signs for it."""
    return re.sub(r"(?<=政府)(?:办公室|办)$", "", organ)


def _region_of_body(front: Front, text: str, name: str) -> Region | None:
    """The place that the body is about; the file name breaks a tie and fills silence."""
    generic = _UNIT_OF.search(_speaks_for(front))
    unit = generic[1] if generic else own_unit(text)
    if unit == "国" or "全国人民代表大会" in front.head[:200]:
        return NATION
    found = commonest_zone(text[:6000]) if unit == "新区" else commonest_place(text, unit)
    named = _region_of_name(name, text)
    if found is None:
        return named
    if named is not None:
        short = next(iter(short_names(named.name)), named.name)
        if 2 * text.count(short) >= found[1]:
            return named
    return settle(found[0], (), text)


def _region_of_name(name: str, text: str) -> Region | None:
    for chunk in re.findall(r"[\u4e00-\u9fff]{2,40}", re.sub(r"\d{4}年(?:度)?", " ", name)):
        region = region_of(chunk, text)
        if region is not None:
            return region
    return None


# --- issuers ----------------------------------------------------------------------------------


def _find_issuers(front: Front, kind: Kind, region: Region | None, signature: Signature) -> tuple[str, ...]:
    if kind == "gwr":
        organ = _speaks_for(front)
        if region == NATION:
            return ("国务院",) if "国务院" in organ else ()
        if organ.endswith("政府") and region is not None:
            return (organ,) if parse_place(organ) else (f"{region.name}人民政府",)
    if signature.organs:
        return signature.organs
    issuer = front.fields.get("issuer", "")
    if organs := _front_organs(front):
        return organs
    if issuer:
        return tuple(issuer.split())
    title = _title_organ(front.title)
    return (title,) if re.search(r"(?:政府|委员会|[局厅委办室院部])$", title) else ()


def _front_organs(front: Front) -> tuple[str, ...]:
    """Organs that stand alone on the lines under the title."""
    return tuple(organ for line in front.lines[:8] for organ in organs_of(line) if len(organ) > 5)
