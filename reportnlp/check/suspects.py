"""The likeliest culprit: the one figure that is in more wrong relations than any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportnlp.check.rule import Judgement
from reportnlp.figures.stated import Stated


def suspect(wrong: Iterable[Sequence[Stated]]) -> Stated | None:
    """The figure that most of several wrong relations share; None where no one stands out."""
    groups = [{f.span: f for f in figures} for figures in wrong]
    often = Counter(span for group in groups for span in group).most_common(2)
    if not often or often[0][1] < 2 or (len(often) > 1 and often[1][1] == often[0][1]):
        return None
    span = often[0][0]
    return next(group[span] for group in groups if span in group)


def pointing(judgement: Judgement, figure: Stated | None) -> Judgement:
    """A failure with the suspect in front."""
    if figure is None or figure.span not in judgement.spans:
        return judgement
    spans = (figure.span, *(s for s in judgement.spans if s != figure.span))
    return replace(judgement, spans=spans, suggestion=f"{figure.text} 在几处关系里都对不上，请先核对它")
