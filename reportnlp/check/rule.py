"""What a rule is: its id, what it rests on, examples, and how it judges.

A rule's docstring is the page that `reportnlp rules ID` prints, so it is Chinese: a first line
that says what the rule marks, then the paragraphs 说明 and 例外; 依据 is `sources`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from reportnlp.datamodel import Evidence, Kind, Layout, Reason, Severity, Span, Verdict
from reportnlp.resources.profiles import Law

if TYPE_CHECKING:
    from reportnlp.check.context import Context

ARITHMETIC = Law(instrument="算术关系", certainty="seen")
"""The source of a rule that needs no authority but arithmetic."""

PLAIN_READING = Law(instrument="文面常识：一个数、一个名称、一对标点只有一种写法是对的", certainty="seen")
"""The source of a rule that any reader can check on the page, whatever standard also says so."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule is run on by the tests.

    Args:
        text: own words about invented places.
        kind, year: the report's, as `Meta` defines them; the tests put a title that says so in front.
        title: the title line instead of that one, "" for none.
        marked: the stretch that the first finding must begin with ("": anything).
        reason: the finding must be open for this reason (None: it must fail).
        layout: as that of a Word document with this text (its spans count from the title on).
        previous: text of last year's report, "" for none; the tests put a title in front of it too.
    """

    text: str
    kind: Kind = "fazhi"
    year: int | None = 2023
    title: str | None = None
    marked: str = ""
    reason: Reason | None = None
    layout: Layout | None = None
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of one relation or place; see `Finding` for the fields.

    `level` overrides the rule's own.
    """

    verdict: Verdict
    spans: tuple[Span, ...] = ()
    message: str = ""
    suggestion: str = ""
    evidence: Evidence | None = None
    reason: Reason | None = None
    level: Severity | None = None


class Rule(ABC):
    """Base of all rules.

    Attributes:
        id: family and number ("ARI-03"); name: a few Chinese words.
        level: of its failures; open verdicts are at most a warning (see `engine.py`).
        sources: what the rule rests on.
        kinds: report kinds that it is for, empty for all.
        by_default: whether it runs without being asked for.
        bad, good: at least one text each that it marks and that it leaves alone.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    level: ClassVar[Severity]
    sources: ClassVar[tuple[Law, ...]]
    kinds: ClassVar[frozenset[Kind]] = frozenset()
    by_default: ClassVar[bool] = True
    bad: ClassVar[tuple[Example, ...]]
    good: ClassVar[tuple[Example, ...]]

    @abstractmethod
    def judge(self, context: Context) -> Iterator[Judgement]:
        """Everything that the rule evaluates in the report: passes too, so that silence means something."""

    @classmethod
    def family(cls) -> str:
        """The letters of the id: "ARI"."""
        return cls.id.partition("-")[0]


def fails(
    message: str,
    *spans: Span,
    suggestion: str = "",
    evidence: Evidence | None = None,
    level: Severity | None = None,
) -> Judgement:
    """A failure; the first span is the primary one."""
    return Judgement("fail", spans, message, suggestion, evidence, None, level)


def unsure(
    reason: Reason,
    message: str,
    *spans: Span,
    suggestion: str = "",
    evidence: Evidence | None = None,
    level: Severity | None = None,
) -> Judgement:
    """Cannot be told, and why."""
    return Judgement("open", spans, message, suggestion, evidence, reason, level)


def passes(*spans: Span, evidence: Evidence | None = None) -> Judgement:
    """Evaluated and found right."""
    return Judgement("pass", spans, evidence=evidence)
