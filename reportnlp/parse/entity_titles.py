"""Rules for plans, titles won, meetings, and documents without 《》."""

from __future__ import annotations

import re
from functools import cache

from reportnlp.parse.entity_bodies import body_start, organ_start
from reportnlp.parse.entity_context import Context, after_measure, common, word_set, words
from reportnlp.parse.entity_scan import Head, Name

_SHORTEST_SPAN, _LONGEST_PLAN = 6, 24
_LONGEST_TITLE = 42
_LONGEST_MEETING = 24
_TITLE_BREAK = re.compile(r"[，。；：、“”（）的\s\d]")
# The last word goes on as another: 资金奖|励, 试点市|级, 改革市|域.
_TITLE_GOES_ON = re.compile(r"奖[励补惩项]|[市县区镇村][级域场民政位长委振]")
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百\d]{1,4}|首)[届次]\Z")
_AFTER_ORDINAL = re.compile(r"第[一二三四五六七八九十百]{1,4}[届次]|首届")
# Common words and 和 between marks, in front of the rest of a name.
_FAIRS = ("博览会", "交易会", "洽谈会", "展览会")
_JOINED = re.compile(r"[\u4e00-\u9fff]{3,10}[和与]\Z")
_CHINESE = "[一二三四五六七八九十]"
# The last word of a plan goes on as another: 战略性, 工程师, 场景观.
_GOES_ON = re.compile(
    r"战略[性部定思眼支合高地]|工程[师建量学技款机质院类公造承]|计划[生内外单经]|场景观|行动[力派能]"
)
# What no name of a plan holds.
_PLAN_BREAK = re.compile(
    r"[^\u4e00-\u9fff]|\A(?:建设|形成|新开工|实现|完成)"
    r"|[的了将把对向从由被让使等各该我]|一批|一系列|以及|进一步|先后|分别"
)
# Behind a place these words still leave the last word common: 青岚重点|项目.
_COMMON_REST = re.compile(
    r"(?:重大|重点|更多|大|各类|有关|其他|国家|[两三四五六七八九十]大|系列|一批|建设|产业|民生){1,6}"
)
# 党的二十届三中全会; 省委十届六次、七次全会; 县第十八届人民代表大会第三次会议.
_SESSIONS = (
    re.compile(rf"(?:党的)?{_CHINESE}{{1,3}}届(?:历次|{_CHINESE}中?(?:[、和]{_CHINESE}中?){{0,6}})全会\Z"),
    re.compile(
        rf"(?:中共)?(?:自治区党|[省市区县州旗盟]|新区党工)委(?:第?{_CHINESE}{{1,3}}届)?"
        rf"(?:历次|{_CHINESE}{{1,3}}次)(?:、{_CHINESE}{{1,3}}次){{0,6}}全(?:体会议|会)\Z"
    ),
    re.compile(
        rf"(?:中国人民政治协商会议|全国|自治区|[省市区县州旗盟镇乡])?第?{_CHINESE}{{1,3}}届(?:全国)?"
        rf"(?:人大|政协|党代会|人民代表大会|委员会|党代表大会|代表大会)第?{_CHINESE}{{1,3}}次(?:全体)?会议\Z"
    ),
    re.compile(rf"[省市区县州旗盟]第{_CHINESE}{{1,3}}次(?:党代会|党代表大会)\Z"),
)


def read_plan(context: Context, head: Head) -> Name | None:
    """A campaign, programme or strategy: behind a verb such as 实施, or shown by its last word."""
    text = context.text
    word = text[head.start : head.end]
    if (longer := _behind_starter(context, head)) is not None:
        return Name(longer, head.end, "PLAN")
    start = after_measure(text, head.firm)
    stem = head.start - start
    telling = word in word_set("plans", "telling")
    if not (2 if telling else 3) <= stem <= _LONGEST_PLAN:
        return None
    if _GOES_ON.match(text, max(head.start, head.end - 2)) or _names_no_plan(context, start, head.start):
        return None
    return Name(start, head.end, "PLAN") if _is_plan(context, head, start, telling) else None


def _behind_starter(context: Context, head: Head) -> int | None:
    """The start of a plan in whose name there are edges: 实施|城乡供水保障和水质提升工程."""
    text = context.text
    if text[head.start : head.end] not in word_set("plans", "spanning"):
        return None
    found = list(_starters().finditer(text, max(0, head.start - _LONGEST_PLAN), head.firm))
    start = found[-1].end() if found else head.firm
    if start >= head.firm or head.start - start < _SHORTEST_SPAN:
        return None
    if _PLAN_BREAK.search(text[start : head.start]):
        return None
    if any(("PLAN", at) in context.ended for at in range(start, head.start)):
        return None
    rest = head.firm < head.start and common("plans").fullmatch(text, head.firm, head.start)
    return None if rest else start


@cache
def _starters() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("plans", "starters"), key=len, reverse=True)))


def _names_no_plan(context: Context, start: int, end: int) -> bool:
    """Whether what stands before the last word is common, also behind a place: 青岚重点|项目."""
    rest = context.place_starts.get(start, start)
    behind_place = start < rest < end and _COMMON_REST.fullmatch(context.text, rest, end)
    return bool(behind_place or common("plans").fullmatch(context.text, start, end))


def _is_plan(context: Context, head: Head, start: int, telling: bool) -> bool:
    text = context.text
    word = text[head.start : head.end]
    named = start in context.starts and not (head.start in context.places and word in ("项目", "工程"))
    if word in word_set("plans", "placed"):
        return named
    if named and word == "工程" and head.start - start >= 4:
        return True
    if telling and (named or head.start - start >= 4 or word[-1] == "节"):
        return True
    behind_verb = text.endswith(words("plans", "starters"), 0, start)
    return behind_verb or text[start] == "第" or context.joined("PLAN", start)


def note_win(context: Context, head: Head) -> None:
    """Keep the place of a verb of winning; 为 is one only before a giver (推荐为全省…)."""
    text = context.text
    if text[head.start : head.end] != "为" or text.startswith(words("awards", "givers"), head.end):
        context.wins.append(head.end)


def read_award(context: Context, head: Head) -> Name | None:
    """A title won or sought: behind its verb, or with its giver in front (全国文明城市)."""
    text = context.text
    if _TITLE_GOES_ON.match(text, head.end - 1):
        return None
    start = _title_start(context, head)
    if start is None or text[start : head.end] in word_set("awards", "common"):
        return None
    if start == head.start and text[head.start : head.end] not in word_set("awards", "bare"):
        return None
    if "以上" in text[start : head.start]:
        return None
    return Name(start, head.end, "AWARD")


def _title_start(context: Context, head: Head) -> int | None:
    """Behind the verb at the giver (获评|全国…), else at the giver, else behind the verb."""
    text = context.text
    word = text[head.start : head.end]
    givers = words("awards", "givers")
    wins = _wins_before(context, head)
    for start in wins:
        if text.startswith(givers, start) and head.start - start > 2:
            return start
    if word in word_set("awards", "loose"):
        return None
    start = _over_givers(text, after_measure(text, head.firm))
    if text.startswith(givers, start):
        return start
    if wins:
        return wins[0]
    told = word in word_set("awards", "telling") and head.start - start > 1
    return start if told or context.joined("AWARD", start) else None


def _wins_before(context: Context, head: Head) -> list[int]:
    """Ends of the verbs of winning from which nothing breaks the way to `head`, nearest first."""
    found = []
    for end in reversed(context.wins):
        if end < head.end - _LONGEST_TITLE or _TITLE_BREAK.search(context.text, end, head.start):
            break
        if end < head.start:
            found.append(end)
    return found


def _over_givers(text: str, start: int) -> int:
    givers = words("awards", "givers")
    while text.endswith(givers, 0, start):
        start -= max(len(giver) for giver in givers if text.endswith(giver, 0, start))
    return start


def read_session(context: Context, head: Head) -> Name | None:
    """A plenum of the party or a session of a congress, by its numbers."""
    for pattern in _SESSIONS:
        if match := pattern.search(context.text, max(0, head.end - 40), head.end):
            # A place may stand before the rank: 青岚县|第十八届….
            start = context.places.get(match.start() + 1, match.start())
            return Name(start, head.end, "MEETING")
    return None


def read_meeting(context: Context, head: Head) -> Name | None:
    """A conference, fair or forum; 政府常务会议 only with its government's rank in front."""
    text = context.text
    if text.startswith("政府常务会", head.start):
        at = organ_start(context, head)
        return None if at is None else Name(at, head.end, "MEETING")
    if ordinals := list(_AFTER_ORDINAL.finditer(text, head.firm, head.start)):
        return Name(_before_ordinal(context, ordinals[-1].start()), head.end, "MEETING")
    start = _fair_start(context, head)
    if not 2 <= head.start - start <= _LONGEST_MEETING:
        return None
    if common("meetings").fullmatch(text, start, head.start):
        return None
    return Name(with_ordinal(text, start), head.end, "MEETING")


def _before_ordinal(context: Context, start: int) -> int:
    """Back over the place or rank in front of an ordinal: 青岚省|第六届…, 市|第六届…."""
    if start in context.places:
        return context.places[start]
    return start - (start > 0 and context.text[start - 1] in "省市县区州")


def _fair_start(context: Context, head: Head) -> int:
    """As for a body; a fair may have 和 in its name: 中国青岚文化和|旅游博览会."""
    text, start = context.text, body_start(context, head)
    joined = _JOINED.search(text, max(0, start - 12), start)
    if joined is None or not text.startswith(_FAIRS, head.start):
        return start
    begins = [at for at in range(joined.start(), start - 2) if at in context.place_starts]
    at = begins[0] if begins else start
    verbs = words("boundaries", "verbs")
    free = at == joined.start() or text[at - 1] in "届次" or text.endswith(verbs, 0, at)
    return at if free and context.place_starts.get(at, start) < start - 1 else start


def with_ordinal(text: str, start: int) -> int:
    """Back over the ordinal in front of a meeting: 第十四届|…大会."""
    match = _ORDINAL.search(text, max(0, start - 9), start)
    return match.start() if match else start


def read_law(context: Context, head: Head) -> Name | None:
    """A document without 《》: only behind a verb, and with its place or rank in front."""
    text, start = context.text, head.firm
    if not 4 <= head.start - start <= 30 or not text.endswith(words("laws", "starters"), 0, start):
        return None
    if start in context.starts or text[start] in "省市县区州":
        return Name(start, head.end, "LAW")
    return None
