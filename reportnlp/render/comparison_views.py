"""A comparison as the rows of its page: claims, targets and pairs of figures with both sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportnlp.datamodel import Change, Claim, Comparison, Indicator, Span, Target
from reportnlp.render import words
from reportnlp.render.comparison_bars import Bar, is_centred, moved_bar, target_bar
from reportnlp.render.comparison_labels import figure_name, outcome_text, side_names
from reportnlp.render.comparison_quotes import Quote, Source, cut
from reportnlp.render.comparison_words import (
    FULFILMENTS,
    RELATIONS,
    VERDICTS,
    interval_text,
    moved_text,
    reason_text,
    report_label,
)
from reportnlp.render.finding_words import REASON_MEANINGS, REASONS
from reportnlp.render.finding_words import interval_text as exact_text
from reportnlp.render.plain import one_line
from reportnlp.render.readings import figure_text, period_text

_SUBJECT: Final = 48
BIG_PERCENT, BIG_POINTS = 30, 5  # from such a change on a figure is worth a look
_ORDER: Final = ("missed", "cannot_tell", "no_outcome", "met")
_FREQUENT: Final = 3  # claims that share what is to be said of them
_OTHER_REASON: Final = "其他原因"


@dataclass(frozen=True, slots=True)
class Names:
    """What the two sides are called: "上年（2023年报告）" where the years follow one another."""

    old: str
    new: str
    old_report: str
    new_report: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim, what it says and what the levels give."""

    number: int
    verdict: str
    subject: str
    stated: str
    implied: str
    formula: str
    why: str
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]
    base: str
    level: str
    ranges: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target and what came of it."""

    number: int
    state: str
    subject: str
    target: str
    outcome: str
    bar: Bar | None
    centred: bool
    difference: str
    why: str
    said: str
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A pair of figures, or a figure and its candidates."""

    number: int
    subject: str
    old_subject: str
    old_value: str
    new_values: tuple[str, ...]
    periods: tuple[str, str]
    moved: str
    size: str
    bar: Bar | None
    relation: str
    kind: str
    again: bool
    big: bool
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]


@dataclass(frozen=True)
class View:
    """The rows of one comparison."""

    comparison: Comparison
    old: Source
    new: Source
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", names_of(self.comparison))

    def claims(self) -> list[ClaimRow]:
        """Every claim, in the order of the comparison."""
        return [self._claim(number, claim) for number, claim in enumerate(self.comparison.claims)]

    def targets(self) -> list[TargetRow]:
        """Every target; those first that were missed."""
        rows = [self._target(number, target) for number, target in enumerate(self.comparison.targets)]
        return sorted(rows, key=lambda row: _ORDER.index(row.state))

    def changes(self) -> list[ChangeRow]:
        """Every pair that is decided."""
        return [self._change(number, change) for number, change in enumerate(self.comparison.changes)]

    def undecided(self) -> list[ChangeRow]:
        """Every figure with several candidates."""
        return [self._change(number, change) for number, change in enumerate(self.comparison.undecided)]

    def _claim(self, number: int, claim: Claim) -> ClaimRow:
        figure = self._new(claim.figure)
        assert figure is not None
        base, level = self._old(claim.base), self._new(claim.level)
        return ClaimRow(
            number=number,
            verdict=claim.verdict,
            subject=_name(level or figure, figure),
            stated=figure_text(figure),
            implied=interval_text(claim.implied, figure.quantity),
            formula=one_line(claim.formula),
            why=reason_text(claim),
            old=self.old.quotes(claim.base),
            new=self.new.quotes(claim.figure, claim.level),
            base=figure_text(base) if base is not None else "",
            level=figure_text(level) if level is not None else "",
            ranges=_ranges(claim, figure),
        )

    def _target(self, number: int, target: Target) -> TargetRow:
        wanted, outcome = self._old(target.target), self._new(target.outcome)
        assert wanted is not None
        bar, difference = target_bar(wanted, outcome) if outcome is not None else (None, "")
        word = target.verdict_word
        return TargetRow(
            number=number,
            state=target.fulfilment,
            subject=_name(wanted, outcome),
            target=figure_text(wanted),
            outcome=outcome_text(self.comparison, target),
            bar=bar,
            centred=is_centred(wanted),
            difference=difference,
            why=reason_text(target),
            said=cut(one_line(self.comparison.new.quote(word)), _SUBJECT) if word else "",
            old=self.old.quotes(target.target),
            new=self._said_of(target),
        )

    def _said_of(self, target: Target) -> tuple[Quote, ...]:
        """What the new report says of a target, with a figure or without."""
        if target.outcome is not None:
            return self.new.quotes(target.outcome)
        spans: list[Span] = [span for span in (target.mention, target.verdict_word) if span is not None]
        return tuple(self.new.quote(span) for span in spans[:1])

    def _change(self, number: int, change: Change) -> ChangeRow:
        old, new = self.comparison.old.indicators[change.old], self.comparison.new.indicators[change.new]
        candidates = (change.new, *change.rivals)
        subject, old_subject = _name(new, old), _name(old, new)
        known = change.moved.middle if change.moved and change.moved_unit else None
        limit = BIG_POINTS if change.moved_unit == "百分点" else BIG_PERCENT
        return ChangeRow(
            number=number,
            subject=subject,
            old_subject="" if old_subject == subject else old_subject,
            old_value=figure_text(old),
            new_values=tuple(figure_text(self.comparison.new.indicators[n]) for n in candidates),
            periods=(period_text(old.period), period_text(new.period)),
            moved=moved_text(change),
            size="" if known is None else f"{float(known):.4g}",
            bar=moved_bar(change),
            relation=change.relation,
            kind=new.kind,
            again=change.again,
            big=known is not None and abs(known) >= limit,
            old=self.old.quotes(change.old),
            new=self.new.quotes(*candidates),
        )

    def _old(self, number: int | None) -> Indicator | None:
        return None if number is None else self.comparison.old.indicators[number]

    def _new(self, number: int | None) -> Indicator | None:
        return None if number is None else self.comparison.new.indicators[number]


def _ranges(claim: Claim, figure: Indicator) -> str:
    """The values that the claim admits, and those that the levels give, told apart by their digits."""
    unit = figure.quantity.unit if not isinstance(figure.quantity.value, tuple) else ""
    pairs = (("报告的说法", claim.stated), ("按两年的数", claim.implied))
    said = [(name, exact_text(interval)) for name, interval in pairs if interval is not None]
    shown = [(name, text.replace("—", "至") if "-" in text else text) for name, text in said if text]
    return "，".join(f"{name} {text}{unit}" for name, text in shown) if len(shown) == 2 else ""


def names_of(comparison: Comparison) -> Names:
    """What the two sides are called."""
    both = (comparison.old, comparison.new)
    return Names(*side_names(both), *map(report_label, both))


def _name(indicator: Indicator, *others: Indicator | None) -> str:
    return cut(figure_name(indicator, *others), _SUBJECT)


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that cannot be told for one reason: its class and what it means.

    `why` is said once for all where it is the same for all; `levels`, `implied`: some row has them.
    """

    word: str
    meaning: str
    why: str
    rows: tuple[ClaimRow, ...]

    @property
    def levels(self) -> bool:
        """Whether some of the claims have a level."""
        return any(row.base or row.level for row in self.rows)

    @property
    def implied(self) -> bool:
        """Whether something could be computed for some of the claims."""
        return any(row.implied for row in self.rows)


def by_reason(rows: Sequence[ClaimRow], claims: Sequence[Claim]) -> list[Group]:
    """What cannot be told, by reason, the most frequent first; what few have in common by its class."""
    frequent = Counter(row.why for row in rows)
    groups: dict[tuple[str, str], list[ClaimRow]] = {}
    for row in rows:
        why = row.why if frequent[row.why] >= _FREQUENT else ""
        groups.setdefault((claims[row.number].reason or "", why), []).append(row)
    words_of: Mapping[str, str] = REASONS
    meanings: Mapping[str, str] = REASON_MEANINGS
    return [
        Group(words_of.get(reason, _OTHER_REASON), meanings.get(reason, ""), why, tuple(found))
        for (reason, why), found in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def counts(comparison: Comparison) -> dict[str, Any]:
    """How many there are of everything, for the head."""
    relations = Counter(change.relation for change in comparison.changes)
    verdicts = Counter(claim.verdict for claim in comparison.claims)
    states = Counter(target.fulfilment for target in comparison.targets)
    return {
        "pairs": [(key, word, relations[key]) for key, word in RELATIONS.items() if relations[key]],
        "claims": [(key, word, verdicts[key]) for key, word in VERDICTS.items()],
        "targets": [(key, word, states[key]) for key, word in FULFILMENTS.items()],
        "kinds": [
            (key, word, count)
            for key, word in words.INDICATOR_KINDS.items()
            if (count := sum(comparison.new.indicators[c.new].kind == key for c in comparison.changes))
        ],
        "again": sum(change.again for change in comparison.changes),
    }
