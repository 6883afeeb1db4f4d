"""Passages that a report took over from that of the year before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.compare.forms import Forms, forms_of
from reportnlp.compare.matching import similarity
from reportnlp.compare.paragraphs import Body, Paragraph
from reportnlp.datamodel import PassageChange, Report, Span
from reportnlp.resources.boilerplate import is_boilerplate
from reportnlp.text import sentences

LEAST: Final = 50
"""Characters of sentences of its own that a passage must have: two sentences, or a long one."""
_FRAME: Final = frozenset({"preamble", "closing", "notes"})
_ENDS: Final = ("。", "!", "?", ";")  # as they stand in `Forms`
_TRIES: Final = 4  # places of the old report at which a run of sentences is looked for


def copied(changes: Iterable[PassageChange], old: Report, new: Report) -> tuple[PassageChange, ...]:
    """The passages of the new report that a careful reader would say were copied from the old one.

    A passage is a whole paragraph of state "same" or "year", or, within another paragraph, a run of
    sentences that stand in the same order in a paragraph of the old report and differ in nothing but
    years.  What would be the same with good reason does not count:

    - opening, salutation and closing words (by their place in the report);
    - whatever is no sentence: headings, captions, rows of tables;
    - the sentences of `resources/boilerplate.yaml`: guiding ideology and general requirements, the
      standard wording of party theory and meetings, thanks, lists of minor work in one breath,
      submission to supervision, targets of the year, lead-ins to lists, the prescribed wording of
      annual reports (根据《条例》…编制本报告), definitions and notes.

    `LEAST` characters must be left without these.  A passage whose numbers changed was worked on, and
    is none.  A statistical bulletin (统计公报) says the same of the same indicators every year: it has none.
    Where most of a report comes back (see `passages.shares`), the two files are probably the same report.

    Args:
        changes: as `passage_changes(old, new)` gives them.

    Returns:
        In the order of the new report; both spans are set.
    """
    if new.meta.kind == "tjgb":
        return ()
    olds, news = Body(old), Body(new)
    known = _known(olds)
    return tuple(passage for change in changes for passage in _passages(change, olds, news, known))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: where it stands in the normalised text, and its forms."""

    start: int
    end: int
    forms: Forms

    @property
    def weight(self) -> int:
        """The characters that count."""
        words = self.forms.written
        return len(words) if words.endswith(_ENDS) and not is_boilerplate(words) else 0


_Sentences = Sequence[_Sentence]
_Known = Mapping[str, Sequence[tuple[_Sentences, int]]]
"""Sentence without its years → the paragraphs of the old report that have it, and where."""


def _known(body: Body) -> _Known:
    found: dict[str, list[tuple[_Sentences, int]]] = defaultdict(list)
    for paragraph in body.paragraphs():
        parts = _sentences(paragraph)
        for place, sentence in enumerate(parts):
            if len(found[sentence.forms.dated]) < _TRIES:
                found[sentence.forms.dated].append((parts, place))
    return found


def _sentences(paragraph: Paragraph) -> _Sentences:
    text, start = paragraph.text, paragraph.start
    return [
        _Sentence(start + s.start, start + s.end, forms_of(text[s.start : s.end])) for s in sentences(text)
    ]


def _passages(change: PassageChange, olds: Body, news: Body, known: _Known) -> Iterator[PassageChange]:
    paragraph = news.at(change.new) if change.new is not None else None
    if paragraph is None or paragraph.role in _FRAME:
        return
    parts = _sentences(paragraph)
    if change.state in ("same", "year"):
        if _weight(parts) >= LEAST:
            yield change
        return
    for there, here in _runs(parts, known):
        if _weight(here) >= LEAST:
            yield _passage(olds, there, news, here)


def _weight(run: _Sentences) -> int:
    return sum(sentence.weight for sentence in run)


def _runs(parts: _Sentences, known: _Known) -> Iterator[tuple[_Sentences, _Sentences]]:
    """The longest runs of sentences that the old report has in the same order: its own, and these."""
    place = 0
    while place < len(parts):
        runs = [
            (old[at : at + length], parts[place : place + length])
            for old, at in known.get(parts[place].forms.dated, ())
            if (length := _common(old, at, parts, place))
        ]
        if runs:
            best = max(runs, key=lambda r: len(r[1]))
            yield best
            place += len(best[1])
        else:
            place += 1


def _common(olds: _Sentences, at: int, news: _Sentences, place: int) -> int:
    """How many sentences from two places on are the same but for years."""
    length = 0
    while at + length < len(olds) and place + length < len(news):
        if olds[at + length].forms.dated != news[place + length].forms.dated:
            break
        length += 1
    return length


def _passage(olds: Body, there: _Sentences, news: Body, here: _Sentences) -> PassageChange:
    first = "".join(s.forms.written for s in there)
    second = "".join(s.forms.written for s in here)
    return PassageChange(
        "same" if first == second else "year",
        _span(olds, there),
        _span(news, here),
        similarity(first, second),
    )


def _span(body: Body, run: _Sentences) -> Span:
    return body.part(run[0].start, run[-1].end).span
