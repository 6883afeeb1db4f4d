"""Lists behind their count: 四个方面：A、B、C、D; “三大工程”，即A、B、C; 两个中心（A、B）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportnlp.check.enumerations_counts import Count, Counted
from reportnlp.check.lists import Items, items, shaded
from reportnlp.resources.listing import load

_TOLD = (
    r"(?:分别(?:是|为|指)|是指|指的是|指(?![标导挥引南定示数])|就是|即为|即(?![时将可使便])"
    r"|(?:主要)?包括|主要有|主要是)"
)
_NUMERAL = "一二两三四五六七八九十"
_OPENED = re.compile(
    rf"(?P<noun>(?:(?<=个)一)?[^，。；：！？、\n,;:（）()\[\]“\d{_NUMERAL}]{{0,16}}\]?)"
    rf"(?:(?P<bracket>[（(])|[：:] ?{_TOLD}?[：:，]?|，?{_TOLD}[：:]?)[ \u3000]{{0,3}}"
)
_STOP = re.compile(r"[。！？!?\n（(【\[）)】\]]")
_OPENING: Final = frozenset("（(【[")
_CLOSING: Final = frozenset("）)】]")
# In front of a count: it is part of a name (一主两区三带, 双十条) or one of several (“三大高地”“五大战略”).
_NOT_ALONE = re.compile(
    rf"(?:双|[{_NUMERAL}][^\W是要{_NUMERAL}]|”[，、和]?“|[{_NUMERAL}][\u4e00-\u9fff]{{1,6}}[、，和]“?)\Z"
)
# The list is numbered: another rule's.
_NUMBERED = re.compile(
    r"[“ ]{0,2}(?:[一1][是、.．要]|一[，：]|第一|首先|[（(]〇[)）]|①|⑴|——|其一|\d{1,2}[.、．])"
)
_PARTS = re.compile(r"[；;]")
_PIECES = re.compile(r"[，,]")
_PAUSES = re.compile(r"[、，,]")
# Another count that is explained: 四条底线”包括…, 三种关系即…
_ANNOUNCED = re.compile(
    rf"[^，。、：]{{0,8}}[{_NUMERAL}\d〇]{{1,2}}[^，。、]{{0,8}}(?:，?{_TOLD}|[：:])|“〇{{2,8}}”(?:{_TOLD}|[：:（(])"
)
_FIGURE = re.compile(r"\d(?:[余多])?[万亿]?[个项家条座处人名件元%]")
_ELIDED = re.compile(r"等(?:等|[^、，]{0,8})?\Z|[….]\Z")
_LONGEST = 600  # characters of a list
_FEW = 3
_UNEVEN = 4  # times that an item is longer than another of its list
_FAR = 2  # a count further off than this counts something else


def lists_behind(text: str, view: str, announced: Iterable[Count]) -> Iterator[Counted]:
    """The lists that counts announce.

    Args:
        text: the clean text, in which the count may stand in quotation marks.
        view: the same, shaded.
        announced: the counts.
    """
    for count in announced:
        opened = _OPENED.match(text, count.span.end)
        if opened is None or _NOT_ALONE.search(text, max(0, count.span.start - 10), count.span.start):
            continue
        body = _bracketed(text, opened) if opened["bracket"] else _rest(view, opened.end())
        found = _read(body, opened.end(), count) if body and not _NUMBERED.match(body) else None
        if found is not None:
            yield found


def _rest(view: str, start: int) -> str:
    """What follows up to the end of the sentence, or of the bracket that it stands in."""
    depth = 0
    for stop in _STOP.finditer(view, start, start + _LONGEST):
        if stop[0] in _OPENING:
            depth += 1
        elif stop[0] in _CLOSING and depth:
            depth -= 1
        else:
            return view[start : stop.start()]
    return ""


def _bracketed(text: str, opened: re.Match[str]) -> str:
    """What is in the bracket, shaded; "" where it only says which divisions 县 stands for, or the like."""
    inner = _rest(shaded(text[opened.end() : opened.end() + _LONGEST]), 0)
    if "：" in inner or inner.startswith(("含", "其中", "不含", "包括")):
        return ""
    level = load().level
    return "" if all(level.fullmatch(word) for word in inner.split("、")) else inner


def _read(body: str, start: int, count: Count) -> Counted | None:
    """The list in `body`, cut at the pauses that the count fits or that are surely its own."""
    parts = items(body, 0, len(body.rstrip("；; ")), pause=_PARTS, offset=start)
    if parts is None:
        return None
    first = _sentence(parts.words[0], parts.spans[0].start, count)
    if parts.least == 1:
        return first
    if parts.least == count.number:
        return Counted(count, parts, False, False)
    if first is not None and (first.items.may_be(count.number) or _ANNOUNCED.match(parts.words[1])):
        return first
    settled = first is not None and (first.whole or first.apart)
    alike = _is_parallel(parts.words) or (not settled and _is_even(parts))
    return _compared(count, parts) if alike and not any(map(_ANNOUNCED.match, parts.words)) else None


def _sentence(words: str, start: int, count: Count) -> Counted | None:
    """The list in a sentence without semicolons: A、B、C, or A，B，C, or A、B、C，followed by a clause."""
    pieces = items(words, 0, len(words), pause=_PIECES, offset=start)
    everything = items(words, 0, len(words), pause=_PAUSES, offset=start)
    if pieces is None or everything is None:
        return None
    head = items(pieces.words[0], 0, len(pieces.words[0]), offset=start)
    if head is None or pieces.least == 1:
        return None if head is None else _compared(count, head)
    for found in (head, pieces):
        if found.most > 1 and found.may_be(count.number):
            return Counted(count, found, False, False)
    if _is_parallel(pieces.words):
        return _compared(count, pieces)
    if _is_parallel(head.words):
        return _compared(count, head)
    return Counted(count, everything, False, False) if everything.may_be(count.number) else None


def _compared(count: Count, found: Items) -> Counted | None:
    """The list with its count; None where the two have nothing to do with one another."""
    number = count.number
    figures = 0 if found.clauses else sum(1 for word in found.words if _FIGURE.search(word))
    if found.most < 2 or figures > 1:
        return None
    if found.may_be(number):
        return Counted(count, found, False, False)
    nested = any(load().count.search(word) for word in found.words[:-1])
    if found.least == 1 or nested or _ELIDED.search(found.words[-1]):
        return None
    return Counted(count, found, 0 < number - found.most <= _FAR, 0 < found.least - number <= _FAR)


def _is_parallel(words: Sequence[str]) -> bool:
    """Whether the items end with the same two characters or begin so, the first after a word of its own."""
    if len(words) < 2:
        return False
    heads = {word[:2] for word in words[1:]}
    return len({word[-2:] for word in words}) == 1 or (len(heads) == 1 and heads.pop() in words[0][:4])


def _is_even(found: Items) -> bool:
    """Whether the items are many and of a like length, as those of one list are."""
    lengths = [len(word) for word in found.words]
    return found.least > _FEW and max(lengths) <= _UNEVEN * min(lengths)
