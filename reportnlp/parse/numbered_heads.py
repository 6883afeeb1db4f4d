"""Numbered headings at the start of a line: 一、（一） 1. （1） 第一、 and 第一部分.

A line that starts with a number is a candidate.  What makes it a heading is its shape (short, or a
short first sentence) and its place in a sequence: 一、 is followed by 二、; items of a list end in ；
or have nothing below them; the rows of a table and the lines of a table of contents are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import CN, UMBRELLA, Head, Paragraph, merged, number_value
from reportnlp.resources.profiles import heading_patterns

_LIMIT = {1: 80, 2: 90, 3: 45, 4: 45}  # characters of a heading's words, by level
_SENTENCE_LIMIT = {1: 60, 2: 75, 3: 45, 4: 45}  # the same where a full stop ends them

_NUMBERED = re.compile(
    rf"(?:#{{1,6}} ?)?(?:\*\*)?(?P<number>"
    rf"第(?P<part>[{CN}]{{1,3}}|\d{{1,2}})(?:部分|编|篇|章)[ \u3000]{{0,4}}[:：、]?"
    rf"|第(?P<passage>[{CN}]{{1,3}})节"
    rf"|第(?P<nth>[{CN}]{{1,3}})[、，](?!第?[{CN}])"
    rf"|(?P<one>[{CN}]{{1,3}})[ \t\u3000]{{0,2}}[、．.](?![{CN}]{{1,3}}[、季月级类批线期])"
    rf"|[（(〔] ?(?P<two>[{CN}]{{1,3}}) ?[)）〕][、.]?"
    rf"|(?P<three>\d{{1,3}}) ?[、．.](?!\d)"
    rf"|[（(](?P<four>\d{{1,2}})[)）][、.]?)"
)
_FIRST = frozenset(CN + "第（(〔#*0123456789")
_RANKS = {
    "part": (1, UMBRELLA),
    "passage": (1, 1),
    "nth": (3, 3),
    "one": (1, 1),
    "two": (2, 2),
    "three": (3, 3),
    "four": (4, 4),
}
_NESTING = 6  # runs that may stand inside another before they are taken for its equals
_SENTENCE_STOP = re.compile(r"[。！？；]")
_COLON = re.compile(r"[：:]")
_PAUSE = re.compile(r"[。；：！？，,:;—\t|]")
_LONGEST_REST = 24  # characters of the second line of a heading that was broken in two
_CHAPTER = 80  # paragraphs behind a heading among which other lines like its second one are looked for
_HAN = "\u4e00-\u9fff"
_FUSED = re.compile(
    rf"(?<=[{_HAN}])[ \u3000]{{0,4}}(?:一是|[（(]一[)）])|(?<=[{_HAN}])[ \u3000]{{1,4}}(?=[{_HAN}])"
)
_MEASURED = re.compile(r"\d(?:[余多]|[万亿千百]{1,2})?(?:[家个项件条%人元亩户名次套座所辆吨]|公里|平方)")
_ROW = re.compile(rf"\t| {{3,}}[\d-]|[….·]{{2,}} ?\d{{0,4}}$|[{_HAN}）)] ?\d[\d.,]{{0,12}}$")
_STATUTORY_ROW = re.compile(
    r"本年新收|上年结转|本年度?办理结果|结转下年|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered line that is part of a sentence (it ends in ； or ，)."""

    level: int
    value: int
    paragraph: int


def numbered_heads(
    text: str, paragraphs: Sequence[Paragraph], kind: Kind, notes: int, contents: range = range(0)
) -> list[Head]:
    """Headings of levels 1 to 4 that stand at the start of a line, in text order.

    Args:
        text: clean text.
        paragraphs: its paragraphs.
        kind: the report kind; only 政府信息公开年报 has tables whose rows look like headings.
        notes: index of the paragraph where a glossary begins, whose 1. 2. 3. are no headings.
        contents: indexes of the paragraphs of the table of contents.
    """
    candidates = _candidates(text, paragraphs, kind, contents)
    heads = _top_heads(text, [c for c in candidates if c.level == 1])
    for level in (2, 3, 4):
        subs = [c for c in candidates if c.level == level and (level == 2 or c.paragraph < notes)]
        heads = merged(heads, _sub_heads(subs, heads))
    return heads


# --- candidates -------------------------------------------------------------------------------


def _numbered_lines(text: str, paragraphs: Sequence[Paragraph], contents: range) -> dict[int, re.Match[str]]:
    """Index of each paragraph that starts with a number, with the match."""
    matches = (
        (index, _NUMBERED.match(text, paragraph.start, paragraph.end))
        for index, paragraph in enumerate(paragraphs)
        if text[paragraph.start] in _FIRST and index not in contents
    )
    return {index: match for index, match in matches if match is not None}


def _candidates(text: str, paragraphs: Sequence[Paragraph], kind: Kind, contents: range) -> list[Head]:
    """The numbered lines that have a heading's shape."""
    matches = _numbered_lines(text, paragraphs, contents)
    found: list[Head] = []
    item = _Item(0, 0, -1)
    for index, match in matches.items():
        level, rank = _level(match)
        value = number_value(next(v for v in match.groups()[1:] if v))
        end, is_open = _heading_end(text, match.end(), paragraphs[index].end, level)
        if level == 1 and _is_cut(text, paragraphs, index, matches, kind, is_open):
            end, is_open = paragraphs[index + 1].end, False
        last_item = item == _Item(level, value - 1, index - 1)  # closes the list with 。
        if is_open or last_item:
            item = _Item(level, value, index)
        elif _is_shaped(text, match.end(), end, paragraphs[index].end, level, kind):
            body = paragraphs[index].end - end > 3
            if body and match["nth"]:
                continue  # a paragraph of its own, whose head runs in
            after = matches.get(index + 1)
            bare = not body and after is not None and _level(after) == (level, rank)
            start, number = match.start("number"), match["number"].rstrip()
            found.append(Head(start, end, level, rank, number, value, index, body=body, bare=bare))
    return found


def _level(match: re.Match[str]) -> tuple[int, int]:
    """Level and rank of a numbered line."""
    return next(rank for name, rank in _RANKS.items() if match[name])


def _heading_end(text: str, start: int, end: int, level: int) -> tuple[int, bool]:
    """Where the heading's words end, and whether they are an open item of a sentence."""
    limit = min(end, start + _LIMIT[level] + 1)
    stop = _SENTENCE_STOP.search(text, start, limit)
    if (stop and stop[0] == "；") or (text[end - 1] in "；，;,、" and (not stop or stop.end() == end)):
        return end, True
    stop_at = stop.start() if stop else end
    colon = _COLON.search(text, start + 2, min(stop_at, start + 32))
    if colon and colon.end() < end:
        stop_at = colon.start()
    if end - start > 50 and (fused := _FUSED.search(text, start + 4, min(stop_at, limit))):
        stop_at = fused.start()
    while stop_at > start and text[stop_at - 1] in " \u3000*:：":
        stop_at -= 1
    return stop_at, False


def _is_cut(
    text: str,
    paragraphs: Sequence[Paragraph],
    index: int,
    matches: Mapping[int, re.Match[str]],
    kind: Kind,
    is_open: bool,
) -> bool:
    """Whether a heading goes on in the short line below it: where it ends in ，, or where that line has
    no stop, stands above a text and is the only such line of its chapter (else it is a heading itself).
    """
    if is_open:
        return len(paragraphs[index]) <= 40 and _heads_text(text, paragraphs, index + 1, 40)
    if kind not in ("gwr", "fazhi") or not _heads_text(text, paragraphs, index + 1, _LONGEST_REST):
        return False
    line = text[matches[index].end() : paragraphs[index].end]
    if _PAUSE.search(line) or any(p.search(line) for p in heading_patterns(kind).values()):
        return False
    for later in range(index + 2, min(index + 2 + _CHAPTER, len(paragraphs))):
        if later in matches and _level(matches[later])[0] == 1:
            break
        if _heads_text(text, paragraphs, later, _LONGEST_REST):
            return False
    return True


def _heads_text(text: str, paragraphs: Sequence[Paragraph], index: int, longest: int) -> bool:
    """Whether a short line that neither begins with a number nor ends with a stop stands above a text."""
    if index + 1 >= len(paragraphs) or len(paragraphs[index]) > longest:
        return False
    line = text[paragraphs[index].start : paragraphs[index].end]
    if line[0] in _FIRST or line[-1] in "。；：，、！" or (longest < 40 and _PAUSE.search(line)):
        return False
    below = paragraphs[index + 1]
    return len(below) > 40 and text[below.start] not in "，。、；："


def _is_shaped(text: str, start: int, end: int, line_end: int, level: int, kind: Kind) -> bool:
    """Whether the words [start, end) of a line are as short as a heading's, no figures, no table row."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if _is_cell(text, start, line_end):
        return False
    limit = _LIMIT if end == line_end else _SENTENCE_LIMIT
    if not 0 < end - start <= limit[level]:
        return False
    if level >= 3 and _MEASURED.search(text, start, end):
        return False
    if line_end - end <= 3 and _ROW.search(text, start, line_end):
        return False
    if kind != "xxgk":
        return True
    words = text[start : start + 24].replace(" ", "")
    return not (_STATUTORY_ROW.match(words) or _ROW.search(text, start, line_end))


def _is_cell(text: str, start: int, line_end: int) -> bool:
    """Whether the line goes on in other cells of a table, be they empty."""
    newline = text.find("\n", line_end)
    return "\t" in text[start : newline if newline >= 0 else len(text)]


# --- sequences --------------------------------------------------------------------------------


def _top_heads(text: str, candidates: Sequence[Head]) -> list[Head]:
    parts = [head for group in _groups(c for c in candidates if c.number[0] == "第") for head in group]
    groups = _groups(c for c in candidates if c.number[0] != "第")
    last = {text[c.start : c.end]: c.start for c in candidates}
    ones = [head for group in groups if _is_chapters(text, group, last) for head in group]
    if not ones:
        return parts
    return merged(ones, [part for part in parts if part.rank == UMBRELLA])


def _groups(candidates: Iterable[Head]) -> list[list[Head]]:
    """Cut candidates of one level into runs 1, 2, 3 …; a run nested in another is dropped as a list.

    Gaps and doubled numbers (slips of the writer) are kept where they are small.
    """
    groups: list[list[Head]] = []
    for head in candidates:
        if head.value == 1 or not groups:
            groups.append([head])
            continue
        back = next((b for b in range(1, _NESTING + 1) if _continues(groups, b, head)), 0)
        if back:
            del groups[len(groups) - back + 1 :]
            groups[-1].append(head)
        elif 0 <= head.value - groups[-1][-1].value <= 3:
            groups[-1].append(head)
    return groups


def _continues(groups: Sequence[Sequence[Head]], back: int, head: Head) -> bool:
    """Whether `head` has the number that follows in the run `back` runs from the end."""
    return back <= len(groups) and groups[-back][-1].value + 1 == head.value


def _is_chapters(text: str, group: Sequence[Head], last: Mapping[str, int]) -> bool:
    """Whether a run of 一、二、三 is one of chapters, not a table of contents or a stray number.

    `last` says where each heading's words stand for the last time.
    """
    if len(group) == 1:
        head = group[0]
        return (head.value == 1 or not head.body) and head.end - head.start < 40
    if sum(head.bare for head in group) < len(group) - 1:
        return True
    again = sum(last[text[head.start : head.end]] > group[-1].start for head in group)
    return again * 2 <= len(group)


def _sub_heads(candidates: Sequence[Head], heads: Sequence[Head]) -> list[Head]:
    """Headings of one level, numbered afresh below each heading above them."""
    found: list[Head] = []
    scope: list[Head] = []
    borders = iter([head.start for head in heads])
    border = next(borders, None)
    for head in candidates:
        while border is not None and head.start > border:
            found += _real(scope)
            scope = []
            border = next(borders, None)
        scope.append(head)
    return found + _real(scope)


def _real(scope: Sequence[Head]) -> list[Head]:
    return [head for group in _groups(scope) if not _is_list(group) for head in group]


def _is_list(group: Sequence[Head]) -> bool:
    """Whether the group is a list of items: most have neither text behind them nor below them.

    A run of 1. 2. 3. with many gaps is a list too: its other items were too long for headings.
    """
    numbers = group[-1].value - group[0].value + 1
    if group[0].level >= 3 and (len(group) == 1 or 3 * len(group) < 2 * numbers):
        return True
    return 2 * sum(head.bare for head in group) > len(group) - 1


def renumbered(heads: Sequence[Head]) -> list[Head]:
    """Raise an unnumbered heading above the 一、二、三 that starts afresh below it."""
    result = list(heads)
    tops = [i for i, head in enumerate(heads) if head.rank <= 1]
    for here, after in pairwise(tops):
        below = heads[after]
        if not heads[here].number and below.number and below.rank == 1 and below.value == 1:
            result[here] = replace(heads[here], rank=UMBRELLA)
    return result
