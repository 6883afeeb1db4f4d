"""From the last word of a name back to the whole name: one rule a kind of name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from reportnlp.parse.entity_scan import Head, Name, Scan
from reportnlp.resources import lexicons

_RANK = re.compile(r"(?:自治区|综合实验区|合作区|新区|开发区|高新区|经开区|街道|[省市县区州旗盟镇乡])\Z")
# 县委书记 and 市委托 do not speak of the committee.
_NO_BODY = re.compile(r"[员托任派身]|书记|副书记|常委|中心组|宣传部长|组织部长|政法委书记")
_NOT_OWN = "各全两该外本我等地乡城市县区省镇村"
_AFTER_DIGIT = re.compile(r"(?:万?千瓦|兆瓦|平方米|公顷|亩|年度?|月|日|个|家|所|条|座|项|公里|米|处|名|万|亿|元|余|多|届|次|批|期|宗|片|口|眼|台|辆|件|份|对|组|套|幢|栋|间|户|只|支)+")
_NUMBERED = "[一二三四五六七八九十百两几数多]{1,3}[个家所支条座批名大级类]"
_JOINTS = frozenset(("、", "和", "及", "与", "以及"))

_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百\d]{1,4}|首)[届次]\Z")

# A one-character last word that goes on as another word (线索, 乡村) ends no name.
_GOES_ON = re.compile(
    r"线(?=[索上下路条性程缆])|沟(?=通)|路(?=[径网线程由])|乡(?=[村镇亲土愁贤])|村(?=[民级镇庄集务])|镇(?=[级域痛])"
    r"|山(?=[泉水区林体地东西河顶脚川里上])|河(?=[道流湖床段岸北南海])|湖(?=[北南泊区])|江(?=[苏西河南北山])|港(?=[口澳人资股])"
    r"|街(?=[道区镇头面])|岛(?=[屿国])|湾(?=区)|渠(?=道)|巷(?=道)"
)

# 大学生 and 公司法 do not speak of the body, 安全生产法规 not of the law.
_BODY_GOES_ON = re.compile(r"(?:大学|中学|小学)生|银行[业账卡贷承]|集团[化式军]|公司[法治制]|中心[城区镇村任工环思组线组]|医院感|学院派|协会会员")
_LAW_GOES_ON = re.compile(r"法[人律规治定院官制]")

_CHINESE = "[一二三四五六七八九十]"
_CONGRESS_SESSION = re.compile(
    rf"(?:党的)?{_CHINESE}{{1,3}}届(?:历次|{_CHINESE}中?(?:[、和]{_CHINESE}中?){{0,6}})全会\Z"
)
_COMMITTEE_SESSION = re.compile(
    rf"(?:中共)?(?:自治区党|[省市区县州旗盟]|新区党工)委(?:第?{_CHINESE}{{1,3}}届)?"
    rf"(?:历次|{_CHINESE}{{1,3}}次)(?:、{_CHINESE}{{1,3}}次){{0,6}}全(?:体会议|会)\Z"
)
_PEOPLES_SESSION = re.compile(
    rf"(?:(?:中国人民政治协商会议|全国|自治区|[省市区县州旗盟镇乡])?(?:第?{_CHINESE}{{1,3}}届)(?:全国)?"
    rf"(?:人大|政协|党代会|人民代表大会|委员会|党代表大会|代表大会)(?:第?{_CHINESE}{{1,3}}次(?:全体)?会议?))\Z"
)


@dataclass(slots=True)
class Context:
    """The text and what is known so far, for the rules.

    `places` maps the end of a known place name to its start, `bodies` the same for
    organisations; `starts` are the places where any name begins; `ended` holds label and
    end of the accepted names; `wins` the ends of the verbs of winning.
    """

    text: str
    places: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)
    ended: set[tuple[str, int]] = field(default_factory=set)
    wins: list[int] = field(default_factory=list)

    def joined(self, label: str, start: int) -> bool:
        """Whether only 、 or 和 stands between a name of the label and `start`."""
        return any((label, start - gap) in self.ended and self.text[start - gap : start] in _JOINTS for gap in (1, 2))


# A plan may begin with the name of a place, a body or a doctrine.
_BEGINNERS = frozenset(("LOC", "ORG", "THEORY"))

Rule = Callable[[Context, Head], Name | None]


def from_heads(text: str, found: Scan, marked: Iterable[Name]) -> list[Name]:
    """The names that the heads of a scan end, in the order of their ends.

    Args:
        text: the text of the scan.
        found: its names and heads.
        marked: names that are known otherwise; a name may follow on them (“甲”试点市和乙试点市).
    """
    context = Context(text, ended={(name.label, name.end) for name in marked})
    for name in found.names:
        if name.label in _BEGINNERS:
            context.starts.add(name.start)
        if name.label == "LOC":
            context.places[name.end] = context.places.get(name.start, name.start)
    rules = _rules()
    names: list[Name] = []
    for head in found.heads:
        name = rules[head.kind](context, head)
        if name is None:
            continue
        names.append(name)
        if name.label in _BEGINNERS:
            context.starts.add(name.start)
        context.ended.add((name.label, name.end))
        if name.label == "ORG":
            context.bodies[name.end] = name.start
        elif name.label == "LOC":
            context.places[name.end] = name.start
    return names


@cache
def _rules() -> dict[str, Rule]:
    return {
        "organ": _organ, "org": _org, "loc": _loc, "plan": _plan, "award": _award,
        "meeting": _meeting, "session": _session, "law": _law, "win": _win, "post": _post, "title": _title,
    }  # fmt: skip


@cache
def _set(file: str, name: str) -> frozenset[str]:
    return frozenset(lexicons.load(file).words(name))


@cache
def _words(file: str, name: str) -> tuple[str, ...]:
    return lexicons.load(file).words(name)


@cache
def _common(file: str) -> re.Pattern[str]:
    words = sorted(lexicons.load(file).words("common"), key=len, reverse=True)
    return re.compile(rf"(?:{_NUMBERED}|{'|'.join(words)}){{1,8}}")


def _after_digit(text: str, start: int) -> int:
    """Past the measure word behind a number: 2020|年|区政府."""
    if start and text[start - 1].isdigit() and (match := _AFTER_DIGIT.match(text, start)):
        return match.end()
    return start


# ---- organisations -------------------------------------------------------------------


def _organ(context: Context, head: Head) -> Name | None:
    """An organ with its rank, place or parent body in front: 县司法局, 市第二人民医院, 县政府办公室."""
    text = context.text
    word = text[head.start : head.end]
    if word[-1] == "委" and _NO_BODY.match(text, head.end):
        return None
    start = _parent(context, head, word)
    if start is None and word in _set("organs", "bare") and _stands_alone(context, head, word):
        start = head.start
    return None if start is None else Name(start, head.end, "ORG")


def _parent(context: Context, head: Head, word: str) -> int | None:
    """Where the name of an organ starts that has something in front, None if nothing has."""
    text, at = context.text, head.start
    if at in context.bodies:
        return context.bodies[at]
    if at in context.places:
        return _with_party(text, context.places[at])
    rank = _RANK.search(text, max(0, at - 5), at)
    if rank is None:
        return None
    start = rank.start()
    if start in context.bodies and word.endswith("政府"):
        return context.bodies[start]
    if start in context.places:
        return _with_party(text, context.places[start])
    if start and text[start - 1] in _NOT_OWN:
        return None
    return _unknown_place(text, head.loose, start, rank.end())


def _with_party(text: str, start: int) -> int:
    return start - 2 if text.startswith("中共", max(0, start - 2)) else start


def _unknown_place(text: str, edge: int, start: int, end: int) -> int:
    """The start of a division that no table has, if the text names it often enough."""
    if 1 < start - edge <= 4 and text.count(text[edge:end]) > 2:
        return _with_party(text, edge)
    return start


def _stands_alone(context: Context, head: Head, word: str) -> bool:
    text = context.text
    if head.loose != head.start and not (head.loose == head.start - 1 and text[head.loose] == "新"):
        return False
    return not (word in ("人大", "政协") and text.startswith(_words("organs", "persons"), head.end))


def _org(context: Context, head: Head) -> Name | None:
    """A company, school, court …: read back to a left edge, or to the place it is named after."""
    text = context.text
    if _BODY_GOES_ON.match(text, max(head.start, head.end - 2)):
        return None
    if text[head.start : head.end] in _set("organs", "named"):
        start = _after_digit(text, head.firm)
        return Name(start, head.end, "ORG") if 4 <= head.start - start <= 20 else None
    start = _after_digit(text, _from_place(context, head) or _through_brackets(text, head.loose, head.start))
    if not 0 < head.start - start <= 20:
        return None
    if _common("organs").fullmatch(text, start, head.start) and not _OF_RANK.match(text, start, head.start):
        return None
    branch = _BRANCH.match(text, head.end)
    return Name(start, branch.end() if branch else head.end, "ORG")


# 县老年大学, but not 县级…, 市场….
_OF_RANK = re.compile(r"[省市县区州](?![级市县区省内属外直域场政块会委民别间])[\u4e00-\u9fff]")
_BRANCH = re.compile(r"（[\u4e00-\u9fff]{2,3}）")
_BRACKET = re.compile(r"([\u4e00-\u9fff]{2,10})[（(][\u4e00-\u9fff]{2,6}[）)][\u4e00-\u9fff]{0,6}\Z")


def _through_brackets(text: str, edge: int, start: int) -> int:
    """Left over a place in brackets: 青岚（云溪）律师事务所."""
    if edge and text[edge - 1] in "）)" and (match := _BRACKET.search(text, max(0, start - 24), start)):
        return match.start() + (match[1][0] in "与和及由向从在对被将把")
    return edge


# ---- places ---------------------------------------------------------------------------


def _from_place(context: Context, head: Head) -> int:
    """A place at the firm edge begins the name, whatever words it goes on with; 0 where none is."""
    return head.firm if head.firm in context.places.values() and head.start - head.firm <= 14 else 0


def _loc(context: Context, head: Head) -> Name | None:
    text = context.text
    size = head.end - head.start
    start = _after_digit(text, (_from_place(context, head) if size > 1 else 0) or head.loose)
    stem = head.start - start
    if stem == 0:
        alone = text[head.start : head.end] in _set("places", "alone")
        return Name(start, head.end, "LOC") if alone else None
    if head.end in context.places:
        return None
    if size == 1 and text[start - 1 : start] == "“" and text[head.end : head.end + 1] == "”":
        return None
    if not 0 < stem <= (4 if size == 1 else 14) or (size == 1 and _GOES_ON.match(text, head.start)):
        return None
    word = text[head.start : head.end]
    if _common("places").fullmatch(text, start, head.start) and not (
        word in _set("places", "roads") and text[start : head.start] in _set("places", "road_names")
    ):
        return None
    return Name(start, head.end, "LOC")


# ---- plans, awards, meetings, laws --------------------------------------------------------


def _plan(context: Context, head: Head) -> Name | None:
    text = context.text
    start = _after_digit(text, head.firm)
    stem = head.start - start
    word = text[head.start : head.end]
    least = 2 if word in _set("plans", "telling") else 3
    if not least <= stem <= 24 or _common("plans").fullmatch(text, start, head.start):
        return None
    named = start in context.starts and not (head.start in context.places and word in ("项目", "工程"))
    if word in _set("plans", "placed"):
        accepted = named
    else:
        accepted = (
            text.endswith(_words("plans", "starters"), 0, start)
            or text[start] == "第"
            or ((stem >= 4 or named or word[-1] == "节") and word in _set("plans", "telling"))
            or context.joined("PLAN", start)
        )
    return Name(start, head.end, "PLAN") if accepted else None


def _win(context: Context, head: Head) -> None:
    """为 is a verb of winning only before a giver (推荐为全省…)."""
    text = context.text
    if text[head.start : head.end] != "为" or text.startswith(_words("awards", "givers"), head.end):
        context.wins.append(head.end)


_TITLE_BREAK = re.compile(r"[，。；：、“”（）的\s\d]")


def _award(context: Context, head: Head) -> Name | None:
    text = context.text
    if text.startswith("励", head.end):
        return None
    start = _title_start(context, head)
    if start is None or start == head.start or text[start : head.end] in _set("awards", "common"):
        return None
    return Name(start, head.end, "AWARD")


def _title_start(context: Context, head: Head) -> int | None:
    """Behind the verb and before the giver (获评|全国…), else behind the verb, else at the giver."""
    text = context.text
    word = text[head.start : head.end]
    givers = _words("awards", "givers")
    wins = _wins_before(context, head)
    for start in wins:
        if text.startswith(givers, start) and head.start - start > 2:
            return start
    if word in _set("awards", "loose"):
        return None
    start = _over_givers(text, _after_digit(text, head.firm))
    if text.startswith(givers, start):
        return start
    if wins:
        return wins[0]
    told = context.joined("AWARD", start) or (word in _set("awards", "telling") and head.start - start > 1)
    return start if told else None


def _wins_before(context: Context, head: Head) -> list[int]:
    """Ends of the verbs of winning from which nothing breaks the way to `head`, nearest first."""
    found = []
    for end in reversed(context.wins):
        if end < head.end - 42 or _TITLE_BREAK.search(context.text, end, head.start):
            break
        if head.end - end >= 2 and end < head.start:
            found.append(end)
    return found


def _over_givers(text: str, start: int) -> int:
    givers = _words("awards", "givers")
    while text.endswith(givers, 0, start):
        start -= max(len(giver) for giver in givers if text.endswith(giver, 0, start))
    return start


def _session(context: Context, head: Head) -> Name | None:
    """全会 and sessions of congresses."""
    text, end = context.text, head.end
    low = max(0, end - 40)
    for pattern in (_CONGRESS_SESSION, _COMMITTEE_SESSION, _PEOPLES_SESSION):
        if match := pattern.search(text, low, end):
            rank = match.start() + 1
            return Name(context.places.get(rank, match.start()), end, "MEETING")
    return None


def _meeting(context: Context, head: Head) -> Name | None:
    text = context.text
    start = _after_digit(text, head.loose)
    word = text[head.start : head.end]
    if word.startswith("政府常务会"):
        at = _parent(context, head, word)
        return None if at is None else Name(at, head.end, "MEETING")
    if not 2 <= head.start - start <= 20 or _common("meetings").fullmatch(text, start, head.start):
        return None
    return Name(_ordinal(text, start), head.end, "MEETING")


def _ordinal(text: str, start: int) -> int:
    """Left over the number of a meeting: 第十四届|…大会."""
    match = _ORDINAL.search(text, max(0, start - 9), start)
    return match.start() if match else start


def _law(context: Context, head: Head) -> Name | None:
    """A document without 《》: only behind a verb, and with its place or rank in front."""
    text = context.text
    start = head.firm
    if not 4 <= head.start - start <= 30 or not text.endswith(_words("laws", "starters"), 0, start):
        return None
    if start in context.starts or text[start] in "省市县区州":
        return Name(start, head.end, "LAW")
    return None


# ---- persons ----------------------------------------------------------------------------


@cache
def _person() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A name behind a post, on the same or the next line; a name before a form of address."""
    surname = f"(?:{'|'.join(sorted(_words('persons', 'surnames'), key=len, reverse=True))})"
    return (
        re.compile(rf"[ \t\u3000\n]{{0,4}}({surname}[ \u3000]{{0,2}}[\u4e00-\u9fff]{{1,2}})(?=[\s，。）)]|\Z)"),
        re.compile(rf"{surname}[\u4e00-\u9fff]{{1,2}}\Z"),
    )


def _post(context: Context, head: Head) -> Name | None:
    match = _person()[0].match(context.text, head.end)
    if match is None or match[1] in _set("persons", "refused"):
        return None
    return Name(match.start(1), match.end(1), "PER")


def _title(context: Context, head: Head) -> Name | None:
    text = context.text
    if not 2 <= head.start - head.loose <= 3:
        return None
    match = _person()[1].match(text, head.loose, head.start)
    if match is None or match[0] in _set("persons", "refused"):
        return None
    return Name(head.loose, head.start, "PER")
