"""Normalisation behind an offset map, and sentences.

Nothing is destroyed: `Clean.text` is what the analysis reads, and every offset into it maps
back to the text as it was decoded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reportnlp.datamodel import Span
from reportnlp.scanning import at_cues, near_cues

_CJK = "\u4e00-\u9fff"

# One character for one character: these keep every offset.
_WIDE: dict[str, str] = (
    {chr(0xFF10 + i): chr(0x30 + i) for i in range(10)}
    | {chr(0xFF21 + i): chr(0x41 + i) for i in range(26)}
    | {chr(0xFF41 + i): chr(0x61 + i) for i in range(26)}
    | dict(zip("％．＋－\u00a0\u2028﹝﹞\u0085\f", "%.+- \n〔〕\n\n", strict=True))
)
_WIDE_CHARACTER = re.compile("[" + "".join(_WIDE) + "]")

# 3，915，993，000元: a bare number in front of a comma and three digits is one number.
_WIDE_THOUSANDS = re.compile(r"[1-9](?<![\d.,，第].)\d{0,2}(?:，\d{3})+(?![\d，.])")
# 一九七八年 → 1978年, character for character.
_CHINESE_YEAR = re.compile("[一二](?<![一二三四五六七八九〇○零].)[九〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

# What each match of the next one begins with.
_NOISE_CUE = re.compile(r"[\[\r\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e? ]")
_NOISE = re.compile(
    r"\[bookmark: ?[^\]\n]{0,40}\]"  # Word bookmarks that some extractors print
    r"|\r(?=\n)"
    r"|[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]+"
    # A question pair at a paragraph's start is what is left of two ideographic spaces.
    r"|(?:(?<=\n)|\A)\?\?(?=[\u4e00-\u9fff])"
    rf"|(?<=\d) (?=[{_CJK}%‰])|(?<=[{_CJK}]) (?=\d)"  # "2024 年", "信息 1136 条"
    rf"|(?<=[{_CJK}，。；、]) (?=[，。；：、）》”])|(?<=[（《“]) (?=[{_CJK}\d])"
    # A thousands space, only where a Chinese character shows that this is prose and not a column.
    rf"|(?<=[{_CJK} ]\d) (?=\d{{3}} ?[{_CJK}])|(?<=[{_CJK} ]\d\d) (?=\d{{3}} ?[{_CJK}])"
    rf"|(?<=[{_CJK} ]\d\d\d) (?=\d{{3}} ?[{_CJK}])"
)
_SPACED_CUE = re.compile(rf" (?=[{_CJK}] [{_CJK}])")
_LETTER_SPACED = re.compile(rf"(?<![{_CJK}])[{_CJK}](?: [{_CJK}]){{2,20}}(?![{_CJK}])")
_PAGE_NUMBER = re.compile(
    r"\n[ \t\u3000]*(?:[-—–]{1,2} {0,4}\d{1,3} {0,4}[-—–]{1,2}|第 ?\d{1,3} ?页(?: ?共 ?\d{1,3} ?页)?)"
    r"[ \t]*(?=\n|\Z)"
)
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[。！？；\n]+[”’）]?")


@dataclass(frozen=True, slots=True)
class Clean:
    """Normalised text with the way back.

    `_starts[i]` is a position in `text` from which on the original position is
    position + `_shifts[i]`.
    """

    text: str
    _starts: tuple[int, ...] = (0,)
    _shifts: tuple[int, ...] = (0,)

    @property
    def is_as_written(self) -> bool:
        """Whether nothing was taken out, so that positions are those of the original text."""
        return len(self._starts) == 1 and self._shifts[0] == 0

    def origin(self, position: int) -> int:
        """The position in the original text of the character at `position`."""
        return position + self._shifts[bisect_right(self._starts, position) - 1]

    def position(self, origin: int) -> int:
        """The position of the character at `origin` in the original text, or of the next one kept."""
        stretches = range(len(self._starts))
        at = bisect_right(stretches, origin, key=lambda i: self._starts[i] + self._shifts[i]) - 1
        if at < 0:
            return 0
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text)
        return min(origin - self._shifts[at], end)

    def origin_span(self, start: int, end: int) -> Span:
        """The original stretch of [start, end): from the first to just behind the last character."""
        if self.is_as_written:
            return Span(start, end)
        first = self.origin(start)
        return Span(first, max(first, self.origin(end - 1) + 1) if end > start else first)


def clean(text: str) -> Clean:
    """Normalise `text` for analysis (full-width digits, stray spaces, artefacts, wrapped lines)."""
    wide = text
    for character in set(_WIDE_CHARACTER.findall(text)):
        wide = wide.replace(character, _WIDE[character])
    wide = _WIDE_THOUSANDS.sub(lambda m: m[0].replace("，", ","), wide)
    wide = _CHINESE_YEAR.sub(lambda m: m[0].translate(_YEAR_DIGITS), wide)
    removals = [m.span() for m in at_cues(_NOISE, wide, _NOISE_CUE)]
    removals += _letter_spacing(wide)
    removals += _wraps(wide)
    return _without(wide, removals)


def _letter_spacing(text: str) -> list[tuple[int, int]]:
    """Spaces of letter-spaced words (政 府 工 作 报 告)."""
    found = near_cues(_LETTER_SPACED, text, _SPACED_CUE, 1, 48)
    return [(i, i + 1) for m in found for i in range(m.start() + 1, m.end(), 2)]


def _without(text: str, removals: list[tuple[int, int]]) -> Clean:
    if not removals:
        return Clean(text)
    removals.sort()
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for start, end in removals:
        if end <= done:
            continue
        start = max(start, done)
        pieces.append(text[done:start])
        length += start - done
        done = end
        if starts[-1] == length:
            shifts[-1] = done - length
        else:
            starts.append(length)
            shifts.append(done - length)
    pieces.append(text[done:])
    return Clean("".join(pieces), tuple(starts), tuple(shifts))


# --- hard-wrapped text (lines broken at the page's width) -------------------------------------

_MIN_LINES = 12
_MIN_WIDTH, _MAX_WIDTH = 30, 120  # columns between which a page's lines are wide
_NEARLY = 0.82  # a line is full from this share of the usual width on
_HEAD = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3} ?[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]{1,3}[章节条部])"
)
_CLOSED = re.compile(r"[。！？：；:;!?][”’）]?[ \t]*\Z")
_PAUSED = re.compile(r"[：；:;]\Z")
_COLUMNS = re.compile(r"\S {3,}\S|\S\t+\S")
_INDENT = re.compile(r"[ \t\u3000]*")


def _wraps(text: str) -> list[tuple[int, int]]:
    """The line breaks (with the indent behind) that only the page's width made."""
    lines = text.split("\n")
    prose = [line.strip() for line in lines if len(line) > 12 and not _is_in_columns(line.strip())]
    if len(prose) < _MIN_LINES:
        return []
    full = _usual_width(prose)
    wrapped = sum(1 for line in prose if _width(line) >= full * _NEARLY and not _CLOSED.search(line))
    if not full or wrapped < 0.3 * len(prose):
        return []
    pages = [m.span() for m in _PAGE_NUMBER.finditer(text)]
    return pages + _joints(text, lines, full, {start + 1 for start, _ in pages})


def _is_in_columns(line: str) -> bool:
    return ("   " in line or "\t" in line) and _COLUMNS.search(line) is not None


def _usual_width(lines: list[str]) -> int:
    """The width that most lines come near to, 0 where lines go on beyond it (one paragraph a line)."""
    widths = [_width(line) for line in lines]
    bins = Counter(w // 4 for w in widths if _MIN_WIDTH <= w <= _MAX_WIDTH)
    if not bins:
        return 0
    usual = max(bins, key=lambda b: bins[b] + bins[b - 1] + bins[b + 1]) * 4 + 4
    within = sum(1 for w in widths if w <= usual * 1.35)
    return usual if within >= 0.85 * len(widths) else 0


def _width(line: str) -> int:
    """Columns that a line takes: two for a wide character, one for an ASCII one."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def _joints(text: str, lines: list[str], full: int, page_lines: set[int]) -> list[tuple[int, int]]:
    removals: list[tuple[int, int]] = []
    ends = list(accumulate(len(line) + 1 for line in lines))
    open_end: int | None = None  # end of an unfinished full line
    paused = False
    for line, after in zip(lines, ends, strict=True):
        start = after - len(line) - 1
        body = line.strip()
        if not body or start in page_lines:
            continue
        indent = _INDENT.match(line)
        assert indent is not None
        goes_on = open_end is not None and not _HEAD.match(line) and not _is_in_columns(body)
        if goes_on and open_end is not None and not (paused and indent.end()):
            removals.append((open_end, start + indent.end()))
        width = _width(body)
        # A semicolon at a full line's end pauses: an indented line behind it begins a paragraph.
        paused = _PAUSED.search(body) is not None and width >= full * 0.93
        unfinished = (
            width >= full * _NEARLY and (paused or not _CLOSED.search(body)) and not _is_in_columns(body)
        )
        open_end = start + len(line.rstrip()) if unfinished else None
    return removals


class Paragraphs:
    """Finds the beginning of the paragraph around a position, in logarithmic time."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in _LINE_END.finditer(text))]

    def start(self, position: int) -> int:
        """Where the line that holds `position` begins."""
        return self._starts[bisect_right(self._starts, position) - 1]


def sentences(text: str) -> Iterator[Span]:
    """Sentences: ended by 。！？； or a line's end; white space at both sides is left out."""
    start = 0
    for m in _SENTENCE_END.finditer(text):
        span = _trimmed(text, start, m.end())
        if span is not None:
            yield span
        start = m.end()
    span = _trimmed(text, start, len(text))
    if span is not None:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end].lstrip()
    start = end - len(words)
    end = start + len(words.rstrip())
    return Span(start, end) if end > start else None
