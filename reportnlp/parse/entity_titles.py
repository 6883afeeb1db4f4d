"""Rules for plans, titles won, meetings, documents without 《》, and persons."""

from __future__ import annotations

import re
from functools import cache

from reportnlp.parse.entity_bodies import organ_start
from reportnlp.parse.entity_context import Context, after_measure, common, word_set, words
from reportnlp.parse.entity_scan import Head, Name

_LONGEST_PLAN = 24
_LONGEST_TITLE = 42
_TITLE_BREAK = re.compile(r"[，。；：、“”（）的\s\d]")
# The last word goes on as another: 资金奖|励, 试点市|级, 改革市|域.
_TITLE_GOES_ON = re.compile(r"奖[励补惩]|[市县区镇村][级域场民政位长委振]")
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百\d]{1,4}|首)[届次]\Z")
_CHINESE = "[一二三四五六七八九十]"
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
    start = after_measure(text, head.firm)
    stem = head.start - start
    word = text[head.start : head.end]
    telling = word in word_set("plans", "telling")
    if not (2 if telling else 3) <= stem <= _LONGEST_PLAN:
        return None
    if common("plans").fullmatch(text, start, head.start) or text.startswith("场景观", head.start):
        return None
    return Name(start, head.end, "PLAN") if _is_plan(context, head, start, telling) else None


def _is_plan(context: Context, head: Head, start: int, telling: bool) -> bool:
    text = context.text
    word = text[head.start : head.end]
    named = start in context.starts and not (head.start in context.places and word in ("项目", "工程"))
    if word in word_set("plans", "placed"):
        return named
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
    if start is None or start == head.start or text[start : head.end] in word_set("awards", "common"):
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
    start = after_measure(text, head.loose)
    if not 2 <= head.start - start <= 20 or common("meetings").fullmatch(text, start, head.start):
        return None
    if match := _ORDINAL.search(text, max(0, start - 9), start):
        start = match.start()  # 第十四届|…大会
    return Name(start, head.end, "MEETING")


def read_law(context: Context, head: Head) -> Name | None:
    """A document without 《》: only behind a verb, and with its place or rank in front."""
    text, start = context.text, head.firm
    if not 4 <= head.start - start <= 30 or not text.endswith(words("laws", "starters"), 0, start):
        return None
    if start in context.starts or text[start] in "省市县区州":
        return Name(start, head.end, "LAW")
    return None


@cache
def _person() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A name behind a post, on the same or the next line; a name before a form of address."""
    surname = f"(?:{'|'.join(sorted(words('persons', 'surnames'), key=len, reverse=True))})"
    given = "[\u4e00-\u9fff]{1,2}"
    return (
        re.compile(rf"[ \t\u3000\n]{{0,4}}({surname}[ \u3000]{{0,2}}{given})(?=[\s，。）)]|\Z)"),
        re.compile(surname + given),
    )


def read_name_behind(context: Context, head: Head) -> Name | None:
    """县长 and then the name, before a blank or a mark."""
    match = _person()[0].match(context.text, head.end)
    if match is None or match[1] in word_set("persons", "refused"):
        return None
    return Name(match.start(1), match.end(1), "PER")


def read_name_before(context: Context, head: Head) -> Name | None:
    """A name of two or three characters between a left edge and 同志, 书记 ….."""
    match = _person()[1].fullmatch(context.text, head.loose, head.start)
    if match is None or match[0] in word_set("persons", "refused"):
        return None
    return Name(head.loose, head.start, "PER")
