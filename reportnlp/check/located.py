"""Where the parts of a profile stand in a report, found by meaning and not by place.

A part is known by the role of a section, by the words of a heading (also of one that stands in
running text, where the line breaks are lost), or by words in any sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Part, Profile

_SHORTEST: Final = 350  # characters; what is shorter is a notice of a report, not the report
_ASIDE: Final = frozenset({"notes"})  # stands behind what is cut, too
_CN = "一二三四五六七八九十"
_RUNNING_HEAD = re.compile(rf"(?:[{_CN}]{{1,3}}、|[（(][{_CN}]{{1,3}}[)）])([^。；：:\n]{{2,30}})")
_NUMBER = re.compile(rf"[第（(]?[{_CN}\d]{{1,3}}(?:部分|[)）])?[、.．\s]{{0,2}}")
_ENDED = re.compile(r"[。！？!?”》）)日〇\d][\s\u3000]{0,9}\Z|(?:政府|委员会|[局委厅部办室会处院])\Z")
_CUT = re.compile(r"(?:\.{3}|…{1,2}|详见\S{0,60}|未完待续|（略）)\Z")


@dataclass(frozen=True)
class Located:
    """The stretches of the report that each part was found in, by the part's id; absent if in none."""

    profile: Profile
    spans: dict[str, tuple[Span, ...]]
    is_whole: bool

    def missing(self, context: Context) -> tuple[Part, ...]:
        """The parts that this report must have and that were not found."""
        return tuple(p for p in required(context, self.profile) if p.id not in self.spans)

    def is_sure(self, part: Part) -> bool:
        """Whether the text has the place of a part that was not found.

        A text that is cut lacks its first or its last parts, never one between two that it has; but an
        excerpt may, so that this is enough for a hint only.
        """
        if self.is_whole or part.gravity != "info":
            return self.is_whole
        ids = [each.id for each in self.profile.roles if each.id not in _ASIDE]
        at = ids.index(part.id)
        before, behind = ids[:at], ids[at + 1 :]
        return all(any(i in self.spans for i in side) for side in (before, behind))


def required(context: Context, profile: Profile) -> Iterator[Part]:
    """The parts that this report must have and that can be told from their words."""
    for part in profile.roles:
        if part.frame or not part.applies(context.year, context.level):
            continue
        if part.headings or part.words:
            yield part


def locate(context: Context) -> Located | None:
    """Where the parts are; None where there is no profile, or too little text to be a report."""
    profile = context.profile
    if profile is None or _own_length(context) < _SHORTEST:
        return None
    spans = {part.id: found for part in profile.roles if (found := _spans(context, part))}
    return Located(profile, spans, _is_whole(context, profile, spans))


def _own_length(context: Context) -> int:
    """Characters of the report without its glossary and what a web page adds."""
    return len(context.text) - sum(len(span) for span in context.apart_spans)


def _spans(context: Context, part: Part) -> tuple[Span, ...]:
    sections = context.report.sections
    if by_role := tuple(s.span for s in sections if s.role == part.id):
        return by_role
    if part.headings:
        heading = re.compile("|".join(part.headings))
        tops = [s for s in context.tops if s.heading]
        by_heading = tuple(s.span for s in tops if heading.search(_words(s.heading)))
        found = by_heading if tops else _running(context, heading)
        if found:
            return found
    return _sentences(context, part.words) if part.words else ()


def _words(heading: str) -> str:
    """A heading without its number."""
    number = _NUMBER.match(heading)
    return heading[number.end() :] if number else heading


def _running(context: Context, heading: re.Pattern[str]) -> tuple[Span, ...]:
    """From a heading inside running text, where no heading has its own line, to its paragraph's end."""
    for found in _RUNNING_HEAD.finditer(context.plain):
        if heading.search(found[1]):
            return (context.span(found.start(), context.paragraph(found.start()).end),)
    return ()


def _sentences(context: Context, words: Sequence[str]) -> tuple[Span, ...]:
    """The paragraph of the first sentence that one of `words` is found in."""
    pattern = re.compile("|".join(words))
    for sentence in context.sentences:
        if pattern.search(context.prose[sentence.start : sentence.end]):
            paragraph = context.paragraph(sentence.start)
            return (context.span(paragraph.start, paragraph.end),)
    return ()


def _is_whole(context: Context, profile: Profile, spans: dict[str, tuple[Span, ...]]) -> bool:
    """Whether the text has its beginning and its end, as far as can be told."""
    frames = (part for part in profile.roles if part.frame and part.required)
    return all(part.id in spans for part in frames) and has_end(context)


def has_end(context: Context) -> bool:
    """Whether the report's own words end as a text does: with a full stop, a date or an organ."""
    lines = own_lines(context)
    last = context.clean[lines[-1].start : lines[-1].end] if lines else ""
    return bool(_ENDED.search(last)) and not _CUT.search(last)


def own_lines(context: Context) -> Sequence[Span]:
    """The paragraphs of `Context.clean` without those of a glossary or of a web page's foot."""
    return [p for p in context.paragraphs if not context.is_apart(context.span(p.start, p.start + 1).start)]
