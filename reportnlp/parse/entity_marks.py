"""Names that punctuation and fixed shapes show: 《titles》, “names”, numbers of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportnlp.parse.entity_context import words
from reportnlp.parse.entity_scan import Name
from reportnlp.resources import lexicons

_TITLE = re.compile(r"《[^《》\n]{1,80}(?:[《〈][^《》\n]{1,60}》[^《》\n]{0,60}){0,3}》")
_QUOTE = re.compile(r"“([^“”\n]{1,40})”([\u4e00-\u9fff]{0,14})")
_NUMBER = re.compile(r"[〔\[（(](?:19|20)\d\d[〕\]）)]\d{1,4}号")
_ORGAN_CODE = re.compile(r"[\u4e00-\u9fff]{1,10}\Z")
_BEHIND_MARKS = re.compile(r"[（(〔][^（(〔]{0,30}[）)〕]\Z")
# The title line of a report on the rule of law or on disclosure.
_REPORT_END = re.compile(r"报告(?=\s|\Z)")
_OWN_TITLE = re.compile(
    r"(?:[\s_:：]|\A)([\u4e00-\u9fff]{2}[\u4e00-\u9fff\d（）“”、]{0,60}"
    r"(?:法治政府建设|法治工作|依法行政|政府信息公开)[\u4e00-\u9fff\d（）“”、]{0,20})\Z"
)
# “1530”, “123N1”, “1+3+N”: codes of programmes.
_CODE = re.compile(r"\d{1,4}(?:[\d+＋×N]){1,12}")
# Behind a code these words belong to the name: “1+3+N”产业体系.
_BEHIND_CODE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:体系|集群|格局|目标)")
# Behind a phrase of four characters or more these show a working system.
_MECHANISMS = ("机制", "工作机制")
# “人才十条”: a document by the number of its articles.
_ARTICLES = re.compile(r".{0,8}[一二三四五六七八九十\d]条(?:硬?措施|政策|意见)?")
# “四个不摘”, “三促一评”, “五馆两中心”, “双招双引”.
_COUNTED = re.compile(r"[两二三四五六七八九十双](?![条篇种张道大本把根股部]).{2,12}")
# “四横六纵”, “一园一策”.
_PARALLEL = re.compile(r"(?:[一二两三四五六七八九十][\u4e00-\u9fff]、?){2,6}(?<!、)")
# “青岚快线+”.
_PLUS = re.compile(r"[\u4e00-\u9fff]{2,8}[+＋]")
_SYSTEM = re.compile(
    r".{1,12}(?:通办|联办|办理|办结|办事|合一|联动|共治|制|(?:一次|网上|就近|掌上|马上|秒)办)"
)
_PROGRAMME = re.compile(
    r".{2,20}(?:工程|行动|行动计划|计划|战略|活动|规划|模式|项目|保卫战|攻坚战|改革|革命|[^\d今去明本][年月日周]|节|杯|赛"
    r"|套餐|进校园|进社区|进万家|进机关|进企业|进农村|改造|普查|热线|一件事|布局|集市|大讲堂|试点)"
)
_SHAPES = (_COUNTED, _PARALLEL, _SYSTEM, _PROGRAMME)
_SENTENCE = re.compile(r"[。！？]|^[，、]")
_FOOTNOTE = re.compile(r"[\[【〔［] ?\d{1,2}[\]】〕］]")
_ACTIVITY = re.compile(r"等(?:[\u4e00-\u9fff]{0,4}(?:活动|行动|工程|计划))")
# The field of a plan between a verb and the quotes: 深化|都市农业“百千万”工程.
_FIELD = re.compile(r"(?:实施|推进|深化|制定|打造|开展|落实|聚焦|构建)([\u4e00-\u9fff]{4,8})\Z")
_RUN = ("、", "和")


def marked(text: str) -> list[Name]:
    """Titles, names in quotes, document numbers, and the title line of a report itself."""
    return [*_titles(text), *_quotes(text), *_numbers(text), *_own_titles(text)]


def _numbers(text: str) -> Iterator[Name]:
    for match in _NUMBER.finditer(text):
        if code := _ORGAN_CODE.search(text, max(0, match.start() - 10), match.start()):
            yield Name(code.start(), match.end(), "LAW")


def _own_titles(text: str) -> Iterator[Name]:
    for match in _REPORT_END.finditer(text):
        if title := _OWN_TITLE.search(text, max(0, match.end() - 90), match.end()):
            yield Name(title.start(1), match.end(), "LAW")


def _titles(text: str) -> Iterator[Name]:
    for match in _TITLE.finditer(text):
        if _is_document(match[0][1:-1], text[max(0, match.start() - 8) : match.start()]):
            yield Name(match.start(), match.end(), "LAW")


def _is_document(title: str, before: str) -> bool:
    """Whether a title in 《》 is that of a document: by its last word, brackets aside."""
    while (cut := _BEHIND_MARKS.search(title)) and cut.start():
        title = title[: cut.start()]
    if before.endswith(words("laws", "works")):
        return False
    return title.rstrip("》”").endswith(words("laws", "heads"))


# ---- quotes --------------------------------------------------------------------------


@cache
def _quoted() -> dict[str, str]:
    """Phrases in quotes with their label, "" for those that name nothing."""
    found = dict.fromkeys(lexicons.load("plans").words("refused"), "")
    for file in ("plans", "laws", "meetings", "awards", "theories"):
        lexicon = lexicons.load(file)
        found |= dict.fromkeys(lexicon.words("quoted"), lexicon.label)
    return found


@cache
def _heads_behind() -> dict[str, str]:
    """Words behind a closing mark that belong to the name, with the label they give it."""
    found: dict[str, str] = {}
    for file, key in (("laws", "behind"), ("awards", "heads"), ("plans", "heads"), ("theories", "heads")):
        lexicon = lexicons.load(file)
        found |= dict.fromkeys(lexicon.words(key), lexicon.label)
    return found


@cache
def _behind() -> re.Pattern[str]:
    heads = "|".join(sorted(_heads_behind(), key=len, reverse=True))
    between = "(?:(?![的和及与等为是在了获评到向把将对以从让使被])[\u4e00-\u9fff]){0,8}?"
    return re.compile(rf"{between}({heads})(?!部署|定位|合作|性)")


def _quotes(text: str) -> list[Name]:
    names: list[Name] = []
    unknown: list[re.Match[str]] = []
    for match in _QUOTE.finditer(text):
        name, sure = _quote(text, match)
        if name is not None:
            names.append(name)
        elif not sure:
            unknown.append(match)
    return [*names, *_beside(text, names, unknown)]


def _quote(text: str, match: re.Match[str]) -> tuple[Name | None, bool]:
    """The name in a pair of quotes, and whether anything decided."""
    inner, rest = match[1], match[2]
    start, end = match.start(), match.end(1) + 1
    if _SENTENCE.search(inner):
        return None, True
    label = _quoted().get(inner)
    if behind := _behind().match(rest):
        if label == "" and not behind[1].endswith(words("plans", "strong")):
            return None, True
        label = _heads_behind()[behind[1]]
        return Name(_before(text, start, label), end + behind.end(), label), True
    if label is None:
        if more := _system_behind(inner, rest):
            return Name(start, end + more, "PLAN"), True
        label = _guess(text, match)
    return (Name(start, end, label) if label else None), label is not None


def _system_behind(inner: str, rest: str) -> int:
    """How much behind the quotes belongs to a working system: “…”制度, “1+3+N”产业体系."""
    if not _CODE.fullmatch(inner):
        return len("制度") if rest.startswith("制度") else 0
    match = _BEHIND_CODE.match(rest)
    return match.end() if match else 0


def _guess(text: str, match: re.Match[str]) -> str | None:
    """The label of a phrase that no list has, from what stands around it or from its shape."""
    inner = match[1]
    if _CODE.fullmatch(inner) or _PLUS.fullmatch(inner):
        return "PLAN"
    if len(inner) > 2 and text.endswith(words("awards", "verbs"), 0, _before(text, match.start(), "AWARD")):
        return "AWARD"
    if _ARTICLES.fullmatch(inner):
        return "LAW"
    if _FOOTNOTE.match(text, match.start(2)) or (len(inner) > 3 and _ACTIVITY.match(match[2])):
        return "PLAN"
    if len(inner) > 3 and match[2].startswith(_MECHANISMS):
        return "PLAN"
    return "PLAN" if any(shape.fullmatch(inner) for shape in _SHAPES) else None


def _before(text: str, start: int, label: str) -> int:
    """Left over what belongs to a name that goes on behind the quotes: 省“…”试点市, 都市农业“…”工程."""
    if label == "AWARD":
        givers = (giver for giver in words("awards", "givers") if text.endswith(giver, 0, start))
        return start - max(map(len, givers), default=0)
    if label == "PLAN" and (match := _FIELD.search(text, max(0, start - 12), start)):
        return match.start(1)
    return start


def _beside(text: str, names: list[Name], unknown: list[re.Match[str]]) -> Iterator[Name]:
    """Unknown quotes in a row with a plan (“甲”“乙”“丙”) are plans."""
    ends = {name.end for name in names if name.label == "PLAN"}
    starts = {name.start for name in names if name.label == "PLAN"}
    for match in unknown:
        start, end = match.start(), match.end(1) + 1
        behind = start in ends or (text[start - 1 : start] in _RUN and start - 1 in ends)
        before = end in starts or (text[end : end + 1] in _RUN and end + 1 in starts)
        if (behind or before) and 3 <= len(match[1]) <= 12:
            ends.add(end)
            yield Name(start, end, "PLAN")
