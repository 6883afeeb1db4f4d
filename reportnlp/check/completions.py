"""Things that a report tells as finished: 临江大桥建成通车, 建成投用青山学校、南城水厂等项目.

A thing is known by all the words of its place in the list, so that 外环路二期 and 外环路一期, or two
stretches of one railway, stay apart.  What is only a kind of thing (幼儿园, 农村公路) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.completion_names import names
from reportnlp.check.context import Context
from reportnlp.compare.spans import spans_of
from reportnlp.datamodel import Span

_REVIEWS: Final = frozenset({"achievements", "review"})

# Steps of a building, the later ones with higher numbers.
_STEPS: Final = (
    (2, "封顶|结顶|合龙|贯通"),
    (3, "建成|竣工|完工|落成"),
    (4, "揭牌|揭幕|挂牌"),
    (
        5,
        "通车|投入使用|投入运营|投入运行|投入营运|投入运作|投入生产|交付使用|正式运营|使用|投用|投产|投运|达产|启用|开通|"
        "开园|开馆|开业|开学|开放|开诊|运营|运行|招生|通水|通航|发电",
    ),
)
BUILT: Final = 2.5
"""The step from which a thing is told as finished: 基本建成."""

_MAIN, _TRIAL = 2.0, 4.5
_VERBS = "|".join(words for _, words in _STEPS)
_STEP = {word: step for step, words in _STEPS for word in words.split("|")}
_WORD = re.compile(_VERBS)
# The first word must tell by itself; 使用, 运营, 开放 only go on from it (建成开放, 通车运营).
_TOLD = re.compile(
    r"(?:封顶|结顶|合龙|贯通|建成|竣工|完工|落成|揭牌|揭幕|挂牌|通车|投入(?:使用|运营|运行|营运|运作|生产)|交付使用|正式运营|投用|投产|投运|启用|"
    r"开通|开园|开馆|开业|开诊|试运[营行])"
    rf"(?:(?:并|后|、)?(?:全面|正式|顺利|实现|高水平|高效){{0,2}}(?:{_VERBS}|试运[营行]|验收)){{0,3}}"
)
_MANNER = re.compile(
    r"(?:高标准|高质量|高水平|高品质|高效|如期|按期|提前|顺利|全面|全部|全线|整体|正式|相继|陆续|先后|逐步|同步|部分|"
    r"基本|主体|工程|结构|主线|已经|已|均|率先|圆满|胜利|成功|今年|年内|全年|规模){0,5}\Z"
)
_WHOLE = re.compile(r"全面|全线|全部|整体|规模")
_FORMALLY = re.compile(r"正式|高水平")
_PARTLY = re.compile(r"逐步|陆续|部分|首批|首段|分批|试")
_MAINLY = re.compile(r"主体|主线|结构")
_NOT_DONE = re.compile(
    r"即将|将(?!军)|拟|加快|加速(?!器)|推进(?!中心)|推动|力争|有望|预计|正在|计划|筹备|在建|促(?!进中心)|未(?!来|成年)|(?<![时高])尚|"
    r"(?<![接招])待|争取|确保|开工|动工|建设进|进展|在即|冲刺|前期|谋划|支持|鼓励|纳入|完善|为[^，]{0,6}打下"
)
_LONG_AGO = re.compile(
    r"以来|累计|历年|近年|此前|年前|原有|已有|现有|里程|增至|连续|(?:建成|通车|投用|开通|投产)后"
)
_OF_IT = re.compile(r"的(?!\Z)")  # 建成的大桥: behind the verb, this describes and does not tell
_CLAUSE = re.compile(r"[^，；：。！,;:\n]{4,200}")

_YEARS = "[三四五六七八九十]年"
_MANY = re.compile(
    rf"{_YEARS}(?:来|间|多来)|过去的?{_YEARS}|[这近]{_YEARS}|本届政府|上届政府|近年来|"
    r"[“\"]?十[一二三四]?五[”\"]?(?:时期|期间|以来|五年|(?:发展)?成就)"
)


@dataclass(frozen=True, slots=True)
class Completion:
    """A thing told as finished.

    Args:
        name: what it is called, without brackets, quotation marks and 项目 behind.
        step: how far it is, higher for later; extent: 2 as a whole (全面), 1 formally (正式), 0 else.
        partly: only in part or on trial.
        said: the words for it (建成通车).
        span: of the name in the report; sentence: of the sentence in the report.
    """

    name: str
    step: float
    extent: int
    partly: bool
    said: str
    span: Span
    sentence: Span


def completions(context: Context, *, of_the_year: bool) -> Iterator[Completion]:
    """What the review tells as finished; `of_the_year`: only where it reviews no more than that year."""
    for sentence in _reviewed(context, of_the_year=of_the_year):
        if not _TOLD.search(context.clean, sentence.start, sentence.end):
            continue
        for clause in _CLAUSE.finditer(context.clean, sentence.start, sentence.end):
            yield from _in_clause(context, clause, sentence)


def _in_clause(context: Context, clause: re.Match[str], sentence: Span) -> Iterator[Completion]:
    text, verb = clause[0], _TOLD.search(clause[0])
    if verb is None or _NOT_DONE.search(text) or _LONG_AGO.search(text) or _OF_IT.match(text, verb.end()):
        return
    manner = _MANNER.search(text, max(0, verb.start() - 20), verb.start())
    begin = manner.start() if manner else verb.start()
    step, how = _step(text[begin : verb.start()], verb[0])
    behind = not text[:begin].strip()
    found = names(text, verb.end(), len(text)) if behind else names(text, 0, begin)
    for name, start, end in found:
        yield Completion(
            name,
            step,
            2 if _WHOLE.search(how) else 1 if _FORMALLY.search(how) else 0,
            _PARTLY.search(how) is not None,
            how,
            context.span(clause.start() + start, clause.start() + end),
            context.span(sentence.start, sentence.end),
        )


def _step(manner: str, verb: str) -> tuple[float, str]:
    """How far a thing is by the words for it, and these words."""
    said = manner + verb
    step = float(max(_STEP[word] for word in _WORD.findall(verb) or ["建成"]))
    if _MAINLY.search(said):
        step = _MAIN
    elif "试" in verb:
        step = _TRIAL
    elif "基本" in manner and step <= _STEP["建成"]:
        step = BUILT
    return step, said


def _reviewed(context: Context, *, of_the_year: bool) -> Iterator[Span]:
    """The sentences of the review in `clean`, those alone that review the year if so wished."""
    text = context.clean
    parts = _parts(context)
    spans = spans_of(context.report)
    for sentence in context.sentences:
        if not _within(parts, sentence.start):
            continue
        start = context.span(sentence.start, sentence.end).start
        # 五年来 in an earlier sentence of the paragraph holds for the later ones.
        lead = min(context.paragraph(sentence.start).start, sentence.start)
        if not of_the_year or not (spans.covers(start) or _MANY.search(text, lead, sentence.end)):
            yield sentence


def _parts(context: Context) -> list[Span]:
    """The reviews in `clean`, none in another, in order."""
    found: list[Span] = []
    for section in sorted(context.report.sections, key=lambda s: s.span.start):
        start, end = context.position(section.span.start), context.position(section.span.end)
        if section.role in _REVIEWS and (not found or end > found[-1].end):
            found.append(Span(start, end))
    return found


def _within(spans: Sequence[Span], at: int) -> bool:
    before = bisect_right(spans, at, key=lambda s: s.start) - 1
    return before >= 0 and at < spans[before].end
