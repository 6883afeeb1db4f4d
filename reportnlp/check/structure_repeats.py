"""Passages that stand twice: STR-10."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rapidfuzz import fuzz

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law

_SENTENCE: Final = 18  # characters of the sentences that are compared; shorter ones recur anyway
_PASSAGE: Final = 60  # characters from which on a repetition is no echo of one sentence
_ALIKE: Final = 82  # of 100; what two tellings of one case have in common
_WHOLE: Final = 0.3  # share of the sentences from which on the text itself stands twice
_MOST: Final = 40  # sentences that hold one gram; a gram in more is a set phrase
_NOT_WORDS = re.compile(r"[^\w\n]+")
_DIGITS = re.compile(r"\d+|[〇○零一二三四五六七八九十百千万亿点]{2,}")
# Ten characters by which sentences alike are looked for: those that begin with a frequent character.
_GRAMS = re.compile(r"(?=([的和化业力制民市县新务展设行全].{9}))")
# The nine of them behind that character: `re` finds these much faster.
_TAILS = re.compile(r"[的和化业力制民市县新务展设行全](?=(.{9}))")
_RUNNING: Final = 2  # sentences between two that count as one passage


@dataclass(frozen=True)
class _Sentences:
    """The long sentences of `text`: where they stand, and their words without marks."""

    text: str
    spans: Sequence[Span]
    words: Sequence[str]

    def figures(self, index: int) -> list[str]:
        """The figures of one sentence."""
        span = self.spans[index]
        return _DIGITS.findall(self.text, span.start, span.end)


@dataclass(frozen=True)
class _Passage:
    """Sentences `first` to `last` and the ones before that they repeat, by index."""

    first: int
    last: int
    model_first: int
    model_last: int
    length: int


class Repetition(Rule):
    """大段文字重复。

    说明：同一件事、同一个案例在两处写得几乎一样，多半是拼接时没有删。比较较长的句子，两处连续相同或相近、
    数字也相同的文字达到 60 字，就会标出；全文印了两遍的只报一条。
    例外：一句话的呼应、口号和固定用语不算；开头的套话、表格和附录不算；数字不同的句式相同不算。
    """

    id = "STR-10"
    name = "文字重复"
    level = "warning"
    kinds = frozenset({"fazhi", "gwr", "xxgk", "tjgb"})
    sources = (Law(instrument="公文写作通例", certainty="recalled"),)
    bad = (
        Example(
            "一、化解矛盾纠纷\n城关镇把调解室设在集市旁边，由三名退休法官轮流值守，群众赶集时就能反映问题、当场预约，"
            "全年就地化解邻里、土地、赡养等纠纷136件，没有一件转为诉讼。这一做法在全县推广，八个乡镇先后建成集市调解室。\n"
            "二、加强法治宣传\n举办普法讲座42场。\n三、打造特色品牌\n城关镇把调解室设在集市旁边，由三名退休法官轮流值守，"
            "群众赶集时就能反映问题、当场预约，全年就地化解邻里、土地、赡养等纠纷136件，没有一件转为诉讼。"
            "这一做法在全县推广，八个乡镇先后建成集市调解室。\n"
        ),
    )
    good = (
        Example(
            "一、化解矛盾纠纷\n城关镇把调解室设在集市旁边，由三名退休法官轮流值守，全年就地化解纠纷136件。\n"
            "二、打造特色品牌\n城关镇集市调解室被评为全市法治建设优秀案例，先后有六个县区前来学习交流。\n"
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The report's sentences against those before them."""
        sentences = _sentences(context)
        alike = _models(sentences)
        models = {
            index: model
            for index, model in alike.items()
            if _in_body(context, sentences.spans[index]) and _in_body(context, sentences.spans[model])
        }
        if len(models) >= max(_WHOLE * len(sentences.spans), 6):
            yield _printed_twice(context, sentences, models)
            return
        found = [p for p in _passages(sentences, models) if p.length >= _PASSAGE]
        yield from (_repeated(context, sentences, passage) for passage in found)
        if sentences.spans and not found:
            yield passes()


def _sentences(context: Context) -> _Sentences:
    """The long sentences, those that may be no part of the body too: few of them recur."""
    spans = [s for s in context.sentences if s.end - s.start >= _SENTENCE]
    lines = "\n".join(context.clean[s.start : s.end].replace("\n", "") for s in spans)
    words = _NOT_WORDS.sub("", lines).replace("_", "").split("\n")
    return _Sentences(context.clean, spans, words)


def _recurring(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The sentences that share ten characters with others, by index, with all their grams."""
    tails = [_TAILS.findall(sentence) for sentence in words]
    often = {tail for tail, count in Counter(chain.from_iterable(tails)).items() if count > 1}
    for index, sentence in enumerate(words):
        if not often.isdisjoint(tails[index]):
            yield index, tuple(dict.fromkeys(_GRAMS.findall(sentence)))


def _models(sentences: _Sentences) -> dict[int, int]:
    """For each sentence that repeats one before it, that one's index."""
    holders: dict[str, list[int]] = {}
    models: dict[int, int] = {}
    for index, grams in _recurring(sentences.words):
        shared = [other for gram in grams if gram in holders for other in holders[gram][:_MOST]]
        if shared:
            likely = (other for other, count in Counter(shared).most_common(5) if count >= min(2, len(grams)))
            model = next((other for other in likely if _are_alike(sentences, index, other)), None)
            if model is not None:
                models[index] = model
        for gram in grams:
            holders.setdefault(gram, []).append(index)
    return models


def _in_body(context: Context, sentence: Span) -> bool:
    """Whether it stands neither in the opening nor in a table nor in a glossary."""
    at = context.span(sentence.start, sentence.end).start
    if context.is_apart(at) or context.in_table(at):
        return False
    openings = (s.span for s in context.report.sections if s.role == "preamble")
    return not any(span.start <= at < span.end for span in openings)


def _are_alike(sentences: _Sentences, one: int, other: int) -> bool:
    if sentences.figures(one) != sentences.figures(other):
        return False
    return fuzz.ratio(sentences.words[one], sentences.words[other], score_cutoff=_ALIKE) > 0


def _passages(sentences: _Sentences, models: dict[int, int]) -> Iterator[_Passage]:
    """Repeated sentences that follow one another, as their models do."""
    current: _Passage | None = None
    for index, model in models.items():
        length = len(sentences.words[index])
        if current and 0 < index - current.last <= _RUNNING and 0 < model - current.model_last <= _RUNNING:
            current = _Passage(current.first, index, current.model_first, model, current.length + length)
            continue
        if current:
            yield current
        current = _Passage(index, index, model, model, length)
    if current:
        yield current


def _repeated(context: Context, sentences: _Sentences, passage: _Passage) -> Judgement:
    spans = sentences.spans
    here = context.span(spans[passage.first].start, spans[passage.last].end)
    there = context.span(spans[passage.model_first].start, spans[passage.model_last].end)
    message = f"“{context.quote(here, 30)}”这段话前面已经写过"
    return fails(message, here, there, suggestion="请保留一处，另一处删去或改写")


def _printed_twice(context: Context, sentences: _Sentences, models: dict[int, int]) -> Judgement:
    first, model = next(iter(models.items()))
    spans = (sentences.spans[first], sentences.spans[model])
    message = f"全文有 {len(models)} 句话重复出现，正文可能印了两遍"
    return fails(message, *(context.span(s.start, s.end) for s in spans), suggestion="请删去重复的一遍")


RULES: Final = (Repetition,)
