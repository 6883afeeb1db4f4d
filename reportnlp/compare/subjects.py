"""What a subject says, in a form that can be set against another: words, and what it excludes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from reportnlp.resources.alignment import load
from reportnlp.resources.grammar import load as load_grammar

_NO_WORD = re.compile(r"[^\w%.一-鿿]|_")
_EDGES = "已共有为和及与等其"
_OTHER_VERB = 0.1  # cost of different verbs that no class of words knows

Marks = Mapping[int, frozenset[int]]
"""Number of a class of words → the members of it that a subject names."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject without what says nothing.

    Args:
        core: its words, in the wording that stands for others.
        bare: the same without the verbs at its ends, as long as something to count is left.
        verbs: those verbs.
        grams, bare_grams: the pairs of neighbouring characters of `core` and `bare`.
        marks: see `Marks`.
        is_thin: little more than a general noun is left (领域项目).
    """

    core: str
    bare: str
    verbs: frozenset[str]
    grams: frozenset[str]
    bare_grams: frozenset[str]
    marks: Marks
    is_thin: bool


@lru_cache(maxsize=8192)
def subject_of(text: str) -> Subject:
    """The subject that a text names."""
    table = load()
    words = _NO_WORD.sub("", text)
    words = table.same_pattern.sub(lambda m: table.same[m[0]], words)
    core = table.empty_pattern.sub("", words).strip(_EDGES) or words
    bare, verbs = _without_verbs(core)
    return Subject(core, bare, verbs, grams_of(core), grams_of(bare), marks_of(words), _is_thin(bare))


def _is_thin(words: str) -> bool:
    """Whether nothing but general words is there, with or without a verb (安排专项资金)."""
    grammar = load_grammar()
    ends = [m.start() for m in grammar.generic_head.finditer(words) if m.end() == len(words)]
    rest = load().general_pattern.sub("", words[: ends[0]] if ends else words)
    if rest == words:
        return False
    return len(grammar.action_start.sub("", rest)) < _SHORT


def _without_verbs(text: str) -> tuple[str, frozenset[str]]:
    """A text without the verbs in front (建成, 新改建), or else those behind."""
    grammar = load_grammar()
    verbs: set[str] = set()
    for find in (grammar.action_start.match, grammar.action_start.match, grammar.action_end.search):
        found = find(text)
        if found is None or not found[0] or (verbs and found.start()):
            continue
        rest = (text[: found.start()] + text[found.end() :]).strip(_EDGES)
        if len(rest) >= _SHORT and not _is_thin(rest):
            verbs.add(found[0])
            text = rest
    return text, frozenset(verbs)


def is_headless(subject: Subject) -> bool:
    """Whether a share is told without what has it: 占GDP比重."""
    return subject.core.startswith("占")


def grams_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; the character itself where there is one."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset(text)


def marks_of(text: str, *, clause: bool = False) -> Marks:
    """The members of the classes that a text names; of a clause, only those classes that look at it."""
    table = load()
    found: dict[int, frozenset[int]] = {}
    for number, pattern in enumerate(table.patterns):
        if clause and not table.classes[number].clause:
            continue
        members = frozenset(m.lastindex for m in pattern.finditer(text) if m.lastindex is not None)
        if members:
            found[number] = members
    return found


def excluded(here: Marks, there: Marks, *, clause: bool = False) -> bool:
    """Whether two marks name different members of a class; with `clause`, of one that looks at clauses."""
    classes = load().classes
    shared = (n for n in here.keys() & there.keys() if classes[n].clause or not clause)
    return any(not here[number] & there[number] for number in shared)


def cost(a: Subject, b: Subject, here: Marks, there: Marks) -> float:
    """What it costs (0 to 1) that only one of two subjects names a member, or another verb.

    Args:
        here, there: the marks of the subjects with those of their clauses.
    """
    classes = load().classes
    silent = sum(classes[number].silent for number in here.keys() ^ there.keys())
    told = any(classes[number].clause for number in here.keys() & there.keys())
    other_verb = not told and a.verbs and b.verbs and not a.verbs & b.verbs
    return silent + (_OTHER_VERB if other_verb else 0.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each pair of characters tells: those that many subjects have tell little."""

    of: Mapping[str, float]
    rare: float

    def total(self, grams: Iterable[str]) -> float:
        """The weight of some pairs together."""
        return sum(self.of.get(gram, self.rare) for gram in grams)


def weights_of(subjects: Iterable[Subject]) -> Weights:
    """The weights over the different subjects of two reports."""
    different = {subject.core: subject for subject in subjects}
    counted = Counter(gram for subject in different.values() for gram in subject.grams | subject.bare_grams)
    most = len(different) + 1
    return Weights({gram: log(1 + most / count) for gram, count in counted.items()}, log(1 + most))


_THIN = 0.85  # what words that say little are worth
_SHORT = 2  # characters of a core that is contained in too many others


def likeness(a: Subject, b: Subject, weights: Weights) -> float:
    """How far two subjects have the same words: 0 to 1, whether or not their marks exclude each other."""
    thin = _THIN if a.is_thin or b.is_thin else 1.0
    if a.core == b.core or a.bare == b.bare:
        return thin
    shortest = min(len(a.bare), len(b.bare))
    whole = _shared(a.grams, b.grams, weights, shortest)
    return thin * max(whole, _shared(a.bare_grams, b.bare_grams, weights, shortest))


def _shared(a: frozenset[str], b: frozenset[str], weights: Weights, shortest: int) -> float:
    shared = weights.total(a & b)
    if not shared:
        return 0.0
    mine, its = weights.total(a), weights.total(b)
    dice = 2 * shared / (mine + its)
    return dice if shortest <= _SHORT else (dice + shared / min(mine, its)) / 2
