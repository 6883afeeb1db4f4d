"""Subjects: what a figure counts or measures, with elided heads restored.

One sentence is read from left to right.  Each figure takes its subject from the words before
it (受理案件 in "受理案件81件"), the noun behind it (工作组 in "4个工作组"), or from the figures
before it where its own words are only a verb, an attribute or nothing (办结 in "办结75件").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportnlp.parse.changes import find_change, kind_and_sign
from reportnlp.parse.clauses import Clauses
from reportnlp.parse.name_lists import has_several, split_names
from reportnlp.parse.phrases import strip_fillers, tidy
from reportnlp.parse.quantities import Mention
from reportnlp.parse.scenes import Reading, Scene, Surroundings, noun_of
from reportnlp.parse.subject_rules import NEXT_SUBJECT, read_subject
from reportnlp.resources import grammar

_MAX_GROUP = 12  # no list of 分别 is longer; the bound keeps a sentence linear
_JOINER = re.compile(r"[、，,]?(?:和|及|以及|与|或)?\Z")
_ABOVE = re.compile(r"分别(?P<beyond>[高低快慢]于[一-龥]{2,8})\Z")  # A、B增速分别高于全省6.2个和3.1个百分点
_BREAKDOWN = re.compile(r"\s{0,4}(?:其中[，：]?)?(?:按|分)[^，。；\n]{1,14}(?:分|看|划分)，")
_RATES = ("率", "占比", "比重")


class SubjectReader:
    """Reads the mentions of one text, sentence by sentence."""

    def __init__(self, text: str, clauses: Clauses) -> None:
        self._around = Surroundings(text, clauses)
        self._measured = ""  # the first measure of the sentence before

    def read(self, mentions: Sequence[Mention], start: int) -> list[Reading]:
        """Readings of the mentions of one sentence that begins at `start`, in order."""
        breakdown = _BREAKDOWN.match(self._around.text, start) is not None
        readings: list[Reading] = []
        while len(readings) < len(mentions):
            at = len(readings)
            group = self._read_group(_group(self._around.text, mentions, at, start), readings, start)
            if group:
                readings += group
                continue
            following = mentions[at + 1] if at + 1 < len(mentions) else None
            scene = self._around.scene(mentions[at], readings, following, start)
            readings.append(self._broken_down(scene) if breakdown else read_subject(self._around, scene))
        if not breakdown:
            measure = grammar.load().measure_end
            self._measured = next((r.subject for r in readings if measure.search(r.subject)), "")
        return [_tidied(r) for r in _completed(readings)]

    def _broken_down(self, scene: Scene) -> Reading:
        """按经营地分，城镇…；乡村…: parts of what the sentence before measured."""
        left = scene.left
        measured = grammar.load().measure_end.search(left) is not None
        alike = any(left[i : i + 2] in self._measured for i in range(len(left) - 1))
        if scene.kind in ("money", "measure") and 0 < len(left) <= 10 and not measured and not alike:
            return scene.reading(left + self._measured, rule="broken_down")
        return read_subject(self._around, scene)

    # --- several values for several subjects (分别) ------------------------------------------

    def _read_group(self, group: list[Mention], before: list[Reading], sentence: int) -> list[Reading]:
        """A reading for each of the group, [] where they are not values of several subjects."""
        if len(group) < 2:
            return []
        first, count = group[0].start, len(group)
        clause, _ = self._around.clauses.clause(first)
        start = max(clause, before[-1].mention.end if before else 0)
        change = find_change(self._around.text, first)
        head = self._around.words(start, change.start if change is not None else first)
        marked = "分别" in self._around.text[start:first] or "城乡" in head
        above = _ABOVE.search(head)
        head = head[: above.start()] if above is not None else head
        if not marked and not split_names(head, count):
            return []
        names = self._names(head, before, count, clause, sentence)
        beyond = above["beyond"] if above is not None else ""
        kinds = [kind_and_sign(m, change) for m in group[: len(names)]]
        return [
            Reading(m, name + beyond, *kind, rule="several")
            for m, name, kind in zip(group, names, kinds, strict=False)
        ]

    def _names(
        self, head: str, before: list[Reading], count: int, clause: int, sentence: int
    ) -> Sequence[str]:
        """The `count` subjects that the group has a value for, none where they are not so many."""
        names = _rates_of(head, before, count) or split_names(strip_fillers(head), count)
        if not names and len(before) >= count and before[-1].mention.end > clause - 3:
            names = [r.subject for r in before[-count:]]
        return names or split_names(self._listed_before(clause, sentence), count)

    def _listed_before(self, clause: int, sentence: int) -> str:
        """新能源汽车、集成电路等产品产量增长较快，分别增长…: the list that the clause before names."""
        text = self._around.clause_before(clause, sentence)
        names, mark, rest = text.partition("等")
        if not mark:
            return text
        m = grammar.load().measure_in.search(rest)
        return names + (m[0] if m is not None else "")


def _tidied(reading: Reading) -> Reading:
    subject = tidy(reading.subject, reading.kind)
    return reading if subject == reading.subject else replace(reading, subject=subject)


def _group(text: str, mentions: Sequence[Mention], first: int, sentence: int) -> list[Mention]:
    """The mentions from `first` on that only 、 和 or ， part and that share a unit."""
    group = [mentions[first]]
    separately = "分别" in text[max(sentence, group[0].start - 10) : group[0].start]
    for mention in mentions[first + 1 : first + _MAX_GROUP]:
        last = group[-1]
        between = text[last.end : mention.start]
        if len(between) > 3 or not _JOINER.fullmatch(between):
            break
        if mention.quantity.unit != last.quantity.unit and not separately:
            break
        group.append(mention)
    return group


def _rates_of(head: str, before: list[Reading], count: int) -> list[str]:
    """建议126件、提案98件，满意率分别为98%、99%: one rate of each thing counted before."""
    rate = strip_fillers(head)
    share = head.rstrip().endswith("占")
    if not share and (not rate.endswith(_RATES) or has_several(rate)):
        return []
    things = [r for r in before if r.kind == "count"][-count:]
    if len(things) != count:
        return []
    return [r.subject + "占比" if share else noun_of(r) + rate for r in things]


def _completed(readings: list[Reading]) -> list[Reading]:
    """投资8.38亿元，完成…10条道路改造: a bare attribute takes its owner from the next figure."""
    completed = list(readings)
    for i, reading in enumerate(readings[:-1]):
        if reading.pending:
            name = "" if reading.pending == NEXT_SUBJECT else reading.pending
            completed[i] = replace(reading, subject=readings[i + 1].subject + name)
    return completed
