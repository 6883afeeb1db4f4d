"""Entities that punctuation shows: 《titles》, “names in quotes”, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportnlp.parse.entity_scan import Name
from reportnlp.resources import lexicons

_TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,60}){0,3}》")
_QUOTE = re.compile(r"“([^“”\n]{1,40})”([\u4e00-\u9fff]{0,12})")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[（(](?:19|20)\d\d[〕\]）)]\d{1,4}号")
_BEHIND_MARKS = re.compile(r"[（(〔].{0,30}[）)〕]$")
# “1530”, “123N1”, “1+3+N”: codes of programmes.
_CODE = re.compile(r"\d{1,4}(?:\d|[+＋×N]){1,12}")
# “四个不摘”, “三促一评”, “五馆两中心”, “双招双引”, “一村一品”.
_COUNTED = re.compile(r"[一二三四五六七八九十两双][个大]?.{2,12}")
_SYSTEM = re.compile(r".{1,12}(?:通办|联办|办理|办结|合一|联动|共治|制|办|跑)")
_PROGRAMME = re.compile(
    r".{2,20}(?:工程|行动|行动计划|计划|战略|活动|规划|模式|项目|保卫战|攻坚战|改革|革命|年|节|月|周|日|杯|赛|大赛"
    r"|套餐|平台|进校园|进社区|进万家|进机关|改造|普查|热线|机制|体系|试点|场景|布局|品牌|集市|课堂|讲堂)"
)
_NOT_INSIDE = re.compile(r"[。！？]|^[，、]")
_FOOTNOTE = re.compile(r"\[\d{1,2}\]|【\d{1,2}】|\*\d")
_STARTERS = ("实施", "开展", "推行", "推进", "推动", "深化", "启动", "落实", "推出", "践行", "探索", "打造", "组织", "举办")


def marked(text: str) -> Iterator[Name]:
    """Titles, quotes and document numbers, in that order."""
    yield from _titles(text)
    yield from _quotes(text)
    for match in _NUMBER.finditer(text):
        yield Name(match.start(), match.end(), "LAW")


def _titles(text: str) -> Iterator[Name]:
    for match in _TITLE.finditer(text):
        if _is_document(match[0][1:-1], text[max(0, match.start() - 8) : match.start()]):
            yield Name(match.start(), match.end(), "LAW")


def _is_document(title: str, before: str) -> bool:
    laws = lexicons.load("laws")
    stem = title
    while (cut := _BEHIND_MARKS.search(stem)) and cut.start():
        stem = stem[: cut.start()]
    if before.endswith(laws.words("works")):
        return False
    return stem.rstrip("》”").endswith(laws.words("heads"))


@cache
def _quoted() -> dict[str, str]:
    """Phrases in quotes with their label, "" for those that name nothing."""
    found = dict.fromkeys(lexicons.load("plans").words("refused"), "")
    for file in ("plans", "laws", "meetings", "awards", "theories"):
        lexicon = lexicons.load(file)
        found |= dict.fromkeys(lexicon.words("quoted"), lexicon.label)
    return found


@cache
def _behind() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What may follow the closing mark and belong to the name, with the label it gives."""

    def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
        longest = sorted(words, key=len, reverse=True)
        return re.compile(rf"(?:(?![的和及与等为是在了])[\u4e00-\u9fff]){{0,8}}?(?:{'|'.join(longest)})")

    return (
        (pattern(lexicons.load("theories").words("heads")), "THEORY"),
        (pattern(lexicons.load("plans").words("heads")), "PLAN"),
    )


def _quotes(text: str) -> Iterator[Name]:
    for match in _QUOTE.finditer(text):
        inner, rest = match[1], match[2]
        name = _with_rest(match, inner, rest)
        if name:
            yield name
            continue
        label = _quoted().get(inner)
        if label is None:
            label = _guess(inner, text, match)
        if label:
            yield Name(match.start(), match.start() + len(inner) + 2, label)


def _with_rest(match: re.Match[str], inner: str, rest: str) -> Name | None:
    if not rest or _NOT_INSIDE.search(inner):
        return None
    for pattern, label in _behind():
        if found := pattern.match(rest):
            return Name(match.start(), match.start(2) + found.end(), label)
    return None


def _guess(inner: str, text: str, match: re.Match[str]) -> str:
    if _NOT_INSIDE.search(inner):
        return ""
    if _CODE.fullmatch(inner) or _PROGRAMME.fullmatch(inner):
        return "PLAN"
    if _COUNTED.fullmatch(inner) or _SYSTEM.fullmatch(inner):
        return "PLAN"
    if _FOOTNOTE.match(text, match.start(2)):
        return "PLAN"
    return ""
