"""A comparison as the rows of its sheets: pairs of figures, targets, claims, sections and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from reportnlp.datamodel import (
    Change,
    Claim,
    Comparison,
    PassageChange,
    Relation,
    Report,
    SectionChange,
    Span,
    Target,
)
from reportnlp.render.comparison_columns import UNDECIDED
from reportnlp.render.comparison_labels import (
    changed_name,
    claimed_name,
    figure_name,
    outcome_text,
    pair_label,
    target_name,
)
from reportnlp.render.comparison_quotes import Source
from reportnlp.render.comparison_scales import Number, common_scale
from reportnlp.render.comparison_sheets import Row, Words
from reportnlp.render.comparison_summary import sorted_claims, sorted_targets
from reportnlp.render.comparison_words import (
    FULFILMENTS,
    PASSAGE_STATES,
    RELATIONS,
    SECTION_STATES,
    VERDICTS,
    interval_text,
    moved_text,
    reason_text,
)
from reportnlp.render.plain import folded, one_line
from reportnlp.render.readings import figure_text, period_text
from reportnlp.render.words import role_text

_QUOTED: Final = 220  # characters of a sentence
_PASSAGE: Final = 600  # characters of a paragraph
_AGAINST: Final[dict[Relation, str]] = {"target_outcome": "比目标 ", "restated": "比原数 "}
_SECTION: Final = "章节"
_PARAGRAPH: Final = "段落"


@dataclass(frozen=True)
class Rows:
    """The rows of one comparison."""

    comparison: Comparison
    old: Source = field(init=False)
    new: Source = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "old", Source(self.comparison.old, _QUOTED))
        object.__setattr__(self, "new", Source(self.comparison.new, _QUOTED))

    def changes(self) -> Iterator[Row]:
        """What is decided in the order of the new report, and behind it what is not."""
        decided = (self._change(change) for change in self.comparison.changes)
        return chain(decided, (self._undecided(change) for change in self.comparison.undecided))

    def targets(self) -> Iterator[Row]:
        """What was missed first, what is not spoken of last."""
        return map(self._target, sorted_targets(self.comparison.targets))

    def claims(self) -> Iterator[Row]:
        """What does not hold first, what does last."""
        return map(self._claim, sorted_claims(self.comparison.claims))

    def texts(self) -> Iterator[Row]:
        """The sections, then the paragraphs."""
        return chain(
            map(self._section, self.comparison.sections), map(self._passage, self.comparison.passages)
        )

    def _change(self, change: Change) -> Row:
        old, new = self.comparison.old.indicators[change.old], self.comparison.new.indicators[change.new]
        scale = common_scale((old, new))
        middle = change.moved.middle if change.moved and change.moved_unit else None
        return {
            "years": pair_label(self.comparison),
            "relation": RELATIONS[change.relation],
            "name": changed_name(self.comparison, change),
            "old": figure_text(old),
            "new": figure_text(new),
            "moved": _AGAINST.get(change.relation, "") + moved_text(change) if change.moved else "",
            **self._sentences((change.old,), (change.new,)),
            "note": "重复出现，前面已列" if change.again else "",
            "old_number": scale.number(old),
            "new_number": scale.number(new),
            "unit": scale.unit,
            "middle": None if middle is None else Number(round(float(middle), 2), "+0.0;-0.0;0.0"),
            "old_period": period_text(old.period),
            "new_period": period_text(new.period),
            "score": Number(round(change.score, 2), "0.00"),
        }

    def _undecided(self, change: Change) -> Row:
        others = (self.comparison.new.indicators[rival] for rival in change.rivals[:3])
        named = "、".join(f"{figure_name(one)} {figure_text(one)}" for one in others)
        note = f"看不准是哪一个，还可能是：{named}" if named else "看不准是不是同一个指标"
        return {**self._change(change), "relation": UNDECIDED, "note": note, "moved": "", "middle": None}

    def _target(self, target: Target) -> Row:
        outcome = None if target.outcome is None else self.comparison.new.indicators[target.outcome]
        said = target.verdict_word
        spoken = [span for span in (target.mention, said) if span is not None]
        why = [reason_text(target)]
        why += [f"{self.comparison.new.meta.year or '后一'}年报告说“{self._text(said)}”"] if said else []
        why += ["报告提到了，但没有数字"] if outcome is None and target.mention else []
        row: Row = {
            "years": pair_label(self.comparison),
            "state": FULFILMENTS[target.fulfilment],
            "name": target_name(self.comparison, target),
            "target": figure_text(self.comparison.old.indicators[target.target]),
            "outcome": outcome_text(self.comparison, target),
            "why": "；".join(part for part in why if part),
            **self._sentences((target.target,), (target.outcome,)),
        }
        return row if outcome or not spoken else {**row, **_quoted("new", self.new, spoken[:1])}

    def _claim(self, claim: Claim) -> Row:
        figure = self.comparison.new.indicators[claim.figure]
        return {
            "years": pair_label(self.comparison),
            "verdict": VERDICTS[claim.verdict],
            "name": claimed_name(self.comparison, claim),
            "implied": interval_text(claim.implied, figure.quantity),
            "formula": one_line(claim.formula),
            "why": reason_text(claim),
            **self._sentences((claim.base,), (claim.figure, claim.level)),
        }

    def _section(self, change: SectionChange) -> Row:
        state = SECTION_STATES[change.state]
        old, new = _heading(self.comparison.old, change.old), _heading(self.comparison.new, change.new)
        spans = [
            None if index is None else report.sections[index].span
            for report, index in ((self.comparison.old, change.old), (self.comparison.new, change.new))
        ]
        both = change.old is not None and change.new is not None
        return {
            **self._places(spans),
            "years": pair_label(self.comparison),
            "kind": _SECTION,
            "state": state,
            "old": old,
            "new": new,
            "score": Number(round(change.similarity, 2), "0%") if both else None,
        }

    def _passage(self, change: PassageChange) -> Row:
        old = _passage(self.comparison.old, change.old)
        new = _passage(self.comparison.new, change.new)
        both = change.old is not None and change.new is not None
        changed = both and change.state != "same"
        before, after = _differences(old, new) if changed else (old, new)
        return {
            **self._places([change.old, change.new]),
            "years": pair_label(self.comparison),
            "kind": _PARAGRAPH,
            "state": PASSAGE_STATES[change.state],
            "old": before,
            "new": after,
            "score": Number(round(change.similarity, 2), "0%") if both else None,
        }

    def _places(self, spans: Sequence[Span | None]) -> dict[str, str]:
        old, new = spans
        return {
            "old_place": self.old.place(old.start) if old else "",
            "new_place": self.new.place(new.start) if new else "",
        }

    def _sentences(self, olds: Sequence[int | None], news: Sequence[int | None]) -> Row:
        """Sentences and places of figures of the two reports."""
        sides = (("old", self.old, olds), ("new", self.new, news))
        row: dict[str, Words | str | Number | None] = {}
        for side, source, figures in sides:
            row |= _quoted(side, source, [source.report.indicators[f].span for f in figures if f is not None])
        return row

    def _text(self, span: Span) -> str:
        return one_line(self.comparison.new.quote(span))[:_QUOTED]


def _quoted(side: str, source: Source, spans: Sequence[Span]) -> dict[str, Words | str | Number | None]:
    if not spans:
        return {f"{side}_sentence": "", f"{side}_place": ""}
    pieces = tuple((p.text, "figure" if p.mark else "") for p in source.quoter.quote(spans, _QUOTED))
    return {f"{side}_sentence": Words(pieces), f"{side}_place": source.place(spans[0].start)}


def _heading(report: Report, index: int | None) -> str:
    if index is None:
        return ""
    section = report.sections[index]
    return one_line(section.heading) or f"（{role_text(section.role) or '无标题'}）"


def _passage(report: Report, span: Span | None) -> str:
    text = folded(report.quote(span)).strip() if span is not None else ""
    return text if len(text) <= _PASSAGE else text[:_PASSAGE] + "……"


def _differences(old: str, new: str) -> tuple[Words, Words]:
    """Both texts, with what was taken out marked in one and what was put in in the other."""
    from reportnlp.compare.diff import diff

    pieces = diff(old, new)
    before = tuple((p.text, "old" if p.kind == "removed" else "") for p in pieces if p.kind != "added")
    after = tuple((p.text, "new" if p.kind == "added" else "") for p in pieces if p.kind != "removed")
    return Words(before), Words(after)
