"""Brackets and quotation marks that do not form pairs: PUN-01.

The marks are paired with a stack, paragraph by paragraph.  What is left open in one paragraph may
be closed in one of the next (a quotation of several paragraphs, lines that a page tore apart):
only marks that find no partner there are wrong.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law

_PAIRS = {
    "（": "）", "(": ")", "〔": "〕", "[": "]", "［": "］", "【": "】", "《": "》", "〈": "〉",
    "「": "」", "『": "』", "“": "”", "‘": "’",
}  # fmt: skip
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
# Marks that pair off as they follow one another, one pair at most inside another kind of pair.
_PLAIN = re.compile(
    "(?:"
    + "|".join(
        re.escape(opener)
        + f"(?:{'|'.join(re.escape(o + c) for o, c in _PAIRS.items() if o != opener)})*"
        + re.escape(closer)
        for opener, closer in _PAIRS.items()
    )
    + ")*"
)
_MARK = re.compile(f'[{re.escape("".join([*_PAIRS, *_OPENERS]))}"]')
_ROUND, _SQUARE = "（(", "〔[［【〈《"  # shapes that are taken for one another
_NEAR = 40  # characters between two marks of different shape that still belong together
_APART = 8  # paragraphs after which an open mark is no longer expected to close
_WAITING = 200  # so many open marks at most
_ORDINAL = re.compile(r"(?:\A|[\s，。；：、])([0-9A-Za-z]{1,3}|[一二三四五六七八九十①-⑳]{1,3})\Z")
_BRACKETED = re.compile("（[一二三四五六七八九十]{1,3}）")
_CUT = re.compile(r"(?:…|\.{2,})\s{0,4}\Z")  # the beginning of a text that a page shows
_CLAUSE_END = re.compile(r"[，。；：！？、,;\n]")
_SHOWN = 30
_MANY, _SHARE = 6, 0.05  # so many, and this share of all marks, and the text is torn rather than wrong
_HABIT = 3
_ALIKE = "左右请用同一种，中文里一律用全角"


@dataclass(frozen=True, slots=True)
class _Mark:
    char: str
    at: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Fault:
    """One or two marks that form no pair; `mixed` where they are a pair of different shapes."""

    first: _Mark
    last: _Mark | None = None
    mixed: bool = False


class _Pairing:
    """Walks over the marks of a text; `faults` and `paired` are what it found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_bracketed = _BRACKETED.search(text) is not None
        self._open: list[_Mark] = []  # of this paragraph
        self._count: Counter[str] = Counter()  # of their characters
        self._waiting: list[_Mark] = []  # of paragraphs before
        self.faults: list[_Fault] = []
        self.lost: list[_Mark] = []
        self.paired = 0

    def see_all(self, marks: str) -> bool:
        """Take all marks of a paragraph at once, if nothing waits and nothing can be wrong with them."""
        if self._waiting or _PLAIN.fullmatch(marks) is None:
            return False
        self.paired += len(marks) // 2
        return True

    def see(self, mark: _Mark) -> None:
        """Take the next mark of the paragraph."""
        if mark.char == '"':
            self._see_straight(mark)
        elif mark.char in "《》" and mark.char in self._around(mark):
            return  # an arrow of a web page
        elif mark.char in _PAIRS:
            if mark.char == "“" and not self._text[mark.at - 1 : mark.at].strip():
                self._quotes_on(mark.paragraph)
            self._push(mark)
        elif not self._is_apostrophe(mark):
            self._close(mark)

    def end_paragraph(self, cut: bool) -> None:
        """What is still open waits for the next paragraphs, unless this one is `cut` short."""
        if not cut:
            self._waiting += self._open
        self.lost += self._waiting[:-_WAITING]
        self._waiting = self._waiting[-_WAITING:]
        self._open = []
        self._count.clear()

    def give_up(self, paragraph: int) -> None:
        """Count what waits too long for its partner as lost."""
        first = paragraph - _APART
        self.lost += (m for m in self._waiting if m.paragraph < first)
        self._waiting = [m for m in self._waiting if m.paragraph >= first]

    def _see_straight(self, mark: _Mark) -> None:
        top = self._open[-1].char if self._open else ""
        if top == '"':
            self._pop()
        elif top == "“":
            self._mix(self._take(), mark)
        elif not self._text[mark.at - 1 : mark.at].isdigit():  # 24" is a measure
            self._push(mark)

    def _push(self, mark: _Mark) -> None:
        self._open.append(mark)
        self._count[mark.char] += 1

    def _take(self) -> _Mark:
        mark = self._open.pop()
        self._count[mark.char] -= 1
        return mark

    def _close(self, mark: _Mark) -> None:
        opener = _OPENERS[mark.char]
        top = self._open[-1] if self._open else None
        if top and top.char == opener:
            self._pop()
        elif top and _are_alike(top.char, opener) and mark.at - top.at <= _NEAR:
            self._mix(self._take(), mark)
        elif self._count[opener]:
            self._skip_to(opener)
        elif not self._closes_earlier(opener) and not self._is_ordinal(mark):
            self.lost.append(mark)

    def _quotes_on(self, paragraph: int) -> None:
        """Each paragraph of a long quotation begins with “, only the last one ends with ”."""
        before = [m for m in self._waiting if m.char == "“" and m.paragraph == paragraph - 1]
        if len(before) == 1:
            self._waiting.remove(before[0])

    def _pop(self) -> None:
        self._take()
        self.paired += 1

    def _mix(self, opener: _Mark, closer: _Mark) -> None:
        self.faults.append(_Fault(opener, closer, mixed=True))
        self.paired += 1

    def _skip_to(self, opener: str) -> None:
        """Close the last such opener; what was opened behind it has lost its partner."""
        while self._open[-1].char != opener:
            self.lost.append(self._take())
        self._pop()

    def _closes_earlier(self, opener: str) -> bool:
        for at in range(len(self._waiting) - 1, -1, -1):
            if self._waiting[at].char == opener:
                del self._waiting[at]
                return True
        return False

    def _is_apostrophe(self, mark: _Mark) -> bool:
        return mark.char == "’" and self._around(mark)[-1:].isascii() and not self._count["‘"]

    def _around(self, mark: _Mark) -> str:
        return self._text[mark.at - 1 : mark.at] + self._text[mark.at + 1 : mark.at + 2]

    def _is_ordinal(self, mark: _Mark) -> bool:
        """The closer of 1) or 一）; a 二） beside （一） has lost its other half."""
        before = self._text[max(0, mark.at - 5) : mark.at]
        found = _ORDINAL.search(before) if mark.char in "）)" else None
        return found is not None and (found[1].isascii() or not self._has_bracketed)


def _are_alike(one: str, other: str) -> bool:
    return any(one in shapes and other in shapes for shapes in (_ROUND, _SQUARE, '"“', "“‘"))


def _pairing(context: Context) -> _Pairing:
    text = context.clean
    pairing = _Pairing(text)
    paragraphs = context.paragraphs
    for number, span in enumerate(paragraphs):
        pairing.give_up(number)
        if pairing.see_all("".join(_MARK.findall(text, span.start, span.end))):
            continue
        for found in _MARK.finditer(text, span.start, span.end):
            pairing.see(_Mark(found[0], found.start(), number))
        last = number == len(paragraphs) - 1 and text[span.end - 1] not in "。！？”）》"
        pairing.end_paragraph(last or _CUT.search(text, max(span.start, span.end - 8), span.end) is not None)
    pairing.give_up(len(paragraphs) + _APART + 1)
    return pairing


def _lost(marks: list[_Mark]) -> Iterator[_Fault]:
    """The lone marks; two near each other may be one slip (“…“ or “…》: the second should be a ”)."""
    rest = deque(sorted(marks, key=lambda m: m.at))
    while rest:
        first = rest.popleft()
        if not rest or not _belong(first, rest[0]):
            yield _Fault(first)
        elif first.char != '"' or first.paragraph == rest[0].paragraph:
            last = rest.popleft()
            yield _Fault(first, last, mixed=first.char != last.char)
        else:
            rest.popleft()  # a pair that a torn line parted


def _belong(one: _Mark, next_one: _Mark) -> bool:
    """Whether two lone marks may be the two halves of a pair."""
    if one.char == next_one.char == '"':
        return next_one.paragraph - one.paragraph <= _APART
    closes = one.char in _PAIRS and next_one.char in _OPENERS
    near = next_one.at - one.at <= _NEAR and one.paragraph == next_one.paragraph
    return near and (one.char == next_one.char or closes)


class UnpairedMarks(Rule):
    """括号、引号、书名号不成对，或左右形状不同。

    说明：括号、引号和书名号应当成对，左右用同一种；一半全角一半半角、只有左边没有右边，都会标出。
    例外：序号“1)”“一）”，跨段的引文，被网页或分页截断的文字，不在此列；配不上的太多时只提示一次。
    """

    id = "PUN-01"
    name = "括号引号不成对"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="GB/T 15834—2011 标点符号用法", article="4.8、4.9、4.15", certainty="recalled"),
    )
    bad = (
        Example("对《临江县总体应急预案》(临政〔2007〕3号）重新作了修订。", marked="(临政〔2007〕3号）"),
        Example("县政府持续深化“放管服改革，群众办事更加便利。", marked="“放管服改革"),
    )
    good = (
        Example("持续深化“放管服”改革，印发《临江县实施方案（试行）》（临政〔2023〕3号）。"),
        Example("重点做好以下工作：1)加强领导；2)压实责任。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The mixed pairs, and the marks that have no partner."""
        pairing = _pairing(context)
        lost = list(_lost(pairing.lost))
        if len(lost) >= _MANY and len(lost) > _SHARE * (pairing.paired + len(lost)):
            yield _torn(lost, context)
        else:
            yield from (_lonely(fault, context) for fault in lost)
        yield from _mixed(pairing.faults, context)
        if pairing.paired and not lost and not pairing.faults:
            yield passes()


def _torn(lost: list[_Fault], context: Context) -> Judgement:
    spans = [_where(fault, context) for fault in lost]
    message = f"全文有 {len(lost)} 处括号、引号配不成对，文字可能在转换格式时有缺损"
    return unsure("linking", message, *spans, suggestion="请对照原文件核对")


def _lonely(fault: _Fault, context: Context) -> Judgement:
    span = _where(fault, context)
    return fails(f"{_said(fault)}：{context.quote(span)}", span, suggestion="请补全或删去")


def _said(fault: _Fault) -> str:
    char = fault.first.char
    if fault.last:
        return "左右形状不一" if fault.mixed else f"左右都是 {char}，没有分清"
    if char == '"':
        return "引号只有一半"
    if char in _PAIRS:
        return f"只有左边的 {char}，没有右边的 {_PAIRS[char]}"
    return f"只有右边的 {char}，没有左边的 {_OPENERS[char]}"


def _where(fault: _Fault, context: Context) -> Span:
    """The marks, or a lone one with the clause behind (an opener) or before it (a closer)."""
    text, at = context.clean, fault.first.at
    if fault.last:
        return context.span(at, fault.last.at + 1)
    if fault.first.char in _PAIRS or fault.first.char == '"':
        end = _CLAUSE_END.search(text, at + 1, min(len(text), at + _SHOWN))
        return context.span(at, end.start() if end else min(len(text), at + _SHOWN))
    begins = [m.end() for m in _CLAUSE_END.finditer(text, max(0, at - _SHOWN), at)]
    return context.span(begins[-1] if begins else max(0, at - _SHOWN), at + 1)


def _mixed(faults: list[_Fault], context: Context) -> Iterator[Judgement]:
    """A pair each, or all at once where it is a habit."""
    spans = [_where(fault, context) for fault in faults]
    if len(faults) > _HABIT:
        message = f"左右括号、引号形状不一的有 {len(faults)} 处，如：{context.quote(spans[0])}"
        yield fails(message, *spans, suggestion=_ALIKE)
    else:
        yield from (fails(f"左右形状不一：{context.quote(s)}", s, suggestion=_ALIKE) for s in spans)


RULES: Final = (UnpairedMarks,)
