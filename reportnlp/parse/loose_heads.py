"""Headings without a number of their own line: unnumbered ones, glued ones, run-in ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import CN, Head, Paragraph, merged, number_value
from reportnlp.parse.tails import GLOSSARY_TITLE
from reportnlp.resources.profiles import heading_patterns

RUN_IN = 5
"""Level of a run-in head; deeper than any numbered heading."""

# --- unnumbered headings ----------------------------------------------------------------------

_SPAN = (
    r"(?:20\d\d|19\d\d|二[〇○0]..)年|(?:今后|未来|过去|五|本|一)年|今年|去年|本届|新一届"
    r"|十[一二三四五六七八九]?五|五年"
)
_PLAIN = re.compile(
    rf"(?:{_SPAN}).{{0,24}}(?:回顾|总结|成就|成绩|工作|任务|安排|目标|思路|部署|要求|重点|计划|建议|情况|规划)"
    r"(?:[和与及、].{0,12}|安排|要求|情况)?$"
    r"|^(?:全面|切实|进一步|着力|大力|不断|持续|努力|坚持不懈)?(?:加强|推进|深化)政府.{0,2}自身(?:改革和?)?建设$"
    r"|^(?:结束语|结语)$"
)
_GLOSSARY = re.compile(rf"名词.{{0,6}}(?:解释|注释)|注释|注解|附注|(?<![{CN}\u4e00-\u9fff])注 ?[:：]?$")
_YEAR_AND_MOTTO = re.compile(r"^20\d\d年[：:].{4,24}$")
_NOT_A_HEAD = re.compile(r"(?:报告|公报|年报|总结|）|\))$|[。；：:|>_]|^(?:——|图|表)")
_CLOSED = frozenset("。；，！？、,;")
_LONGEST = 36  # characters


def notes_start(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """Index of the paragraph that opens the glossary or the notes, the number of paragraphs if none."""
    for index in range(len(paragraphs) - 1, len(paragraphs) // 3, -1):
        paragraph = paragraphs[index]
        if len(paragraph) <= 24 and _GLOSSARY.search(text, paragraph.start, paragraph.end):
            return index
    return len(paragraphs)


def unnumbered_heads(
    text: str, paragraphs: Sequence[Paragraph], heads: Sequence[Head], kind: Kind, contents: range = range(0)
) -> list[Head]:
    """Headings without a number: the words of such a heading on a short line of their own.

    Args:
        text: clean text.
        paragraphs: its paragraphs.
        heads: the numbered headings.
        kind: the report kind.
        contents: indexes of the paragraphs of the table of contents.
    """
    taken = {*contents, *(head.paragraph for head in heads)}
    chapters = any(head.rank <= 1 for head in heads)
    found: list[Head] = []
    for index, paragraph in enumerate(paragraphs[:-1]):
        if not 1 < len(paragraph) <= _LONGEST or index in taken:
            continue
        line = text[paragraph.start : paragraph.end]
        under = paragraphs[index + 1]
        if text[under.start] in "》，、。" or (index and text[paragraphs[index - 1].end - 1] in "《，、"):
            continue  # a link or a quoted title that stands on a line of its own
        below = len(under) > _LONGEST or index + 1 in taken or text[under.end - 1] in "。：！"
        is_late = (
            3 * paragraph.start > len(text) and text[under.start] not in "附2"
        )  # else a list of the annexes
        is_tail = is_late and GLOSSARY_TITLE.match(line) is not None
        if is_tail or (below and _is_plain(line, kind, chapters)):
            start = paragraph.start + len(line) - len(line.lstrip("#* "))
            found.append(Head(start, start + len(line.strip("#* ")), 1, 1, paragraph=index))
    return found


def _is_plain(line: str, kind: Kind, chapters: bool) -> bool:
    if line[-1] in _CLOSED:
        return False
    if kind == "gwr" and _YEAR_AND_MOTTO.match(line):
        return True
    if _NOT_A_HEAD.search(line):
        return False
    if kind == "gwr":
        return _PLAIN.search(line) is not None
    if kind in ("fazhi", "xxgk") and not chapters:
        return len(line) <= 24 and any(p.search(line) for p in heading_patterns(kind).values())
    return False


# --- headings of text that lost its newlines --------------------------------------------------

_GLUED_ONE = re.compile(rf"(?<=[。：！；”）\s])([{CN}]{{1,3}})、(?![{CN}]{{1,3}}、)")
_GLUED_TWO = re.compile(rf"[（(]([{CN}]{{1,3}})[)）]")
_GLUED_STOP = re.compile(r"[。：；\s]|一是|[（(]一[)）]")
_SENTENCE_START = frozenset("在虽尽我对通按根为近2")
_SWALLOWED = 200  # characters: a shorter paragraph has not swallowed a chapter


def glued_heads(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> list[Head]:
    """一、 and （一） inside long paragraphs, where the text lost its line breaks.

    They count only as a whole series with a heading of the kind's profile among them.
    """
    ones: list[Head] = []
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph) < _SWALLOWED:
            continue
        for match in _GLUED_ONE.finditer(text, paragraph.start, paragraph.end):
            if number_value(match[1]) == len(ones) + 1:
                ones.append(_glued(text, match, 1, index, paragraph.end, kind))
    patterns = heading_patterns(kind).values()
    if len(ones) < 2 or not any(p.search(one.words(text)) for one in ones for p in patterns):
        return []
    ends = [*(one.start for one in ones[1:]), len(text)]
    subs = [
        sub
        for one, end in zip(ones, ends, strict=True)
        for sub in _glued_subs(text, one, min(end, paragraphs[one.paragraph].end), kind)
    ]
    return merged(ones, subs)


def _glued_subs(text: str, one: Head, end: int, kind: Kind) -> Iterator[Head]:
    expected = 1
    for match in _GLUED_TWO.finditer(text, one.end, end):
        if number_value(match[1]) == expected:
            yield _glued(text, match, 2, one.paragraph, end, kind)
            expected += 1


def _glued(text: str, match: re.Match[str], level: int, paragraph: int, limit: int, kind: Kind) -> Head:
    """The head at `match`: its words end at a stop, else where a heading of the profile ends."""
    start = match.end()
    stop = _GLUED_STOP.search(text, start + 2, min(start + 75, limit))
    end = stop.start() if stop else min(start + 75, limit)
    if level == 1:
        known = (p.search(text, start, min(start + 24, end)) for p in heading_patterns(kind).values())
        cut = min((found.end() for found in known if found), default=end)
        end = cut if end - start > 24 or text[cut : cut + 1] in _SENTENCE_START else end
    if stop is None and (comma := text.find("，", start, end)) > 0:
        end = comma
    value = number_value(match[1])
    return Head(match.start(), end, level, level, match[0], value, paragraph, run_in=True, body=True)


# --- run-in heads -----------------------------------------------------------------------------

_RUN_IN = re.compile(
    rf"[。；：！\n ”）\u3000](?P<head>(?P<cn>[{CN}]{{1,3}})[是要]|第(?P<nth>[{CN}]{{1,3}})[，、](?!第?[{CN}])"
    rf"|[①-⑳]|——|首先，|其次，)"
)
_DATELINE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?|[^。，；\n]{2,40}(?:会议|大会|代表会)(?:第.{1,4}次会议)?上"
)
_ENDED = frozenset("。；！？ \n\t\u3000")
_RUN_IN_STOP = re.compile(r"[。；：！\n]")
_HEAD_LIMIT = 44  # characters of a run-in head


def run_in_heads(text: str) -> list[Head]:
    """Heads inside a paragraph: 一是…。 第一，…。 第一、…。 ①…。 ——…。 首先，…。

    The head reaches to the first full stop, semicolon or colon, in a long sentence to the first comma.
    """
    found: list[Head] = []
    value = 0
    for match in _RUN_IN.finditer(text):
        if not _begins_clause(text, match):
            continue
        printed = match["cn"] or match["nth"]
        if printed:
            number = number_value(printed)
            if number != 1 and not 0 < number - value <= 2:
                continue
            value = number
        stop = _RUN_IN_STOP.search(text, match.end(), match.end() + _HEAD_LIMIT)
        end = stop.start() if stop else text.find("，", match.end(), match.end() + _HEAD_LIMIT)
        if end > match.end():
            found.append(Head(match.start("head"), end, RUN_IN, RUN_IN, match["head"], value, run_in=True))
    return found


def _begins_clause(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence before has ended, so that “名单”——甲、乙 and （…）第一，其中… go on with it.

    The line ——2023年1月8日在…会议上 under a title is a date, not a head.
    """
    mark, before = match["head"], match[0][0]
    ended = text[max(0, match.start() - 1)] in _ENDED
    if before in "”）":
        return ended or "①" <= mark <= "⑳"
    if mark != "——":
        return True
    return (before != " " or ended) and not _DATELINE.match(text, match.end())
