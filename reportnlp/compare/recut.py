"""Paragraphs that one of two reports prints as one and the other as several.

A paragraph without a counterpart whose sentences stand within a longer paragraph of the other report
is that part of it: the longer one is cut there, at the ends of sentences, and both are matched anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from reportnlp.compare.forms import forms_of
from reportnlp.compare.matching import COMMON, grams, likeness, similarity
from reportnlp.compare.paragraphs import SHORT, Body, Paragraph
from reportnlp.datamodel import Span
from reportnlp.text import sentences

_LEAST: Final = 20  # characters of a paragraph that is looked for in others: less may stand there by chance
_LONGER: Final = 1.3  # times as long the other one must be
_SHARED: Final = 0.5  # share of the runs of characters that must be there too

_Index = Mapping[str, Sequence[int]]
_Part = tuple[int | None, Span]
"""A stretch of a paragraph's text, and the paragraph of the other report that it is (its number)."""


def recut(
    body: Body, whole: Sequence[Paragraph], others: Sequence[Paragraph], partners: Mapping[int, int]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a report, cut where the other report prints several.

    Args:
        body: of the report that `whole` are the paragraphs of.
        others: those of the other report.
        partners: which belong together, by their numbers: `whole` → `others`.
    """
    guests = _guests(whole, others, partners)
    found: list[Paragraph] = []
    for number, paragraph in enumerate(whole):
        cuts: list[_Part] = []
        if number in guests:
            partner = others[partners[number]] if number in partners else None
            cuts = _cuts(body, paragraph, {guest: others[guest] for guest in guests[number]}, partner)
        found += [_part(body, paragraph, span) for _, span in cuts] or [paragraph]
    return tuple(found)


def _guests(
    whole: Sequence[Paragraph], others: Sequence[Paragraph], partners: Mapping[int, int]
) -> Mapping[int, Sequence[int]]:
    """For a long paragraph those of the other report that may stand within it: they have no counterpart."""
    lonely = sorted(set(range(len(others))) - set(partners.values()))
    lonely = [guest for guest in lonely if len(others[guest].forms.figured) >= _LEAST]
    hosts = (n for n, p in enumerate(whole) if len(p.forms.figured) >= _LEAST * _LONGER)
    index = _index((host, whole[host].forms.figured) for host in hosts) if lonely else {}
    found: dict[int, list[int]] = defaultdict(list)
    for guest in lonely:
        form = others[guest].forms.figured
        host = _owner(form, index)
        if host is not None and len(whole[host].forms.figured) >= _LONGER * len(form):
            found[host].append(guest)
    return found


def _index(texts: Iterable[tuple[int, str]]) -> _Index:
    """Which of the numbered texts have a run of characters."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in texts:
        for gram in grams(text):
            found[gram].append(number)
    return found


def _owner(text: str, index: _Index) -> int | None:
    """The text of the index that has the most of the runs of `text`, if it has enough of them."""
    runs = grams(text)
    shared: Counter[int] = Counter()
    for gram in runs:
        owners = index.get(gram, ())
        if len(owners) <= COMMON:
            shared.update(owners)
    best = max(shared, key=lambda n: (shared[n], -n), default=None)
    return best if best is not None and shared[best] >= _SHARED * len(runs) else None


def _cuts(
    body: Body, host: Paragraph, guests: Mapping[int, Paragraph], partner: Paragraph | None
) -> list[_Part]:
    """The parts of a paragraph that are a paragraph each, none where it is to stay whole."""
    index = _index((number, guest.forms.figured) for number, guest in guests.items())
    owned = ((_owner(forms_of(_text(host, s)).figured, index), s) for s in sentences(host.text))
    parts = [
        (number if number is not None and likeness(_part(body, host, span), guests[number]) else None, span)
        for number, span in _joined(owned)
    ]
    rest = "".join(_text(host, span) for number, span in parts if number is None)
    if partner is not None and not _fits_better(rest, host, partner):
        return []
    parts = _without_scraps(_joined(parts))
    return parts if any(number is not None for number, _ in parts) else []


def _fits_better(rest: str, host: Paragraph, partner: Paragraph) -> bool:
    """Whether what the guests leave of their host is more like its counterpart than all of it."""
    form = partner.forms.figured
    return similarity(forms_of(rest).figured, form) > similarity(host.forms.figured, form)


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The same with neighbours of one owner as one."""
    for number, group in groupby(parts, key=lambda p: p[0]):
        spans = [span for _, span in group]
        yield number, Span(spans[0].start, spans[-1].end)


def _without_scraps(parts: Iterable[_Part]) -> list[_Part]:
    """The same, but what is too short to be a paragraph stays with its neighbour in front (or behind)."""
    found: list[_Part] = []
    for number, span in parts:
        if found and (len(span) < SHORT or len(found[0][1]) < SHORT):
            owner = found[-1][0] if len(span) < SHORT else number
            found[-1] = (owner, Span(found[-1][1].start, span.end))
        else:
            found.append((number, span))
    return found


def _part(body: Body, paragraph: Paragraph, span: Span) -> Paragraph:
    return body.part(paragraph.start + span.start, paragraph.start + span.end)


def _text(paragraph: Paragraph, span: Span) -> str:
    return paragraph.text[span.start : span.end]
