"""Operators on what was promised and what came of it (T1, M16), and harmless ones on figures of two years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

from mutations.figures import Span, fixed
from mutations.mutants import Candidate, Edit, Original, replaced
from mutations.pairs import Pair, ahead
from mutations.readings import loose
from mutations.shared import Twin, clause, confirms, grown, is_of_one_year, name_of, promised, twins
from mutations.words import word_list

_LESS_IS_BETTER = re.compile(
    r"失业|发生率|贫困|返贫|能耗|排放|死亡|事故|PM|价格|赤字|负债|降|减|控制|不超过|以内|压|下降|缩短"
)
_WORDS = ("，超额完成年度目标任务", "，圆满完成全年目标任务")
_TARGETS = re.compile(r"主要(?:预期)?(?:指标|目标)[^。\n]{0,60}?[：:，]|预期目标[^。\n]{0,40}?[：:，]")
_GDP = re.compile(
    r"(?:生产总值|GDP)[^，。；\d\n]{0,8}\d{2,6}(?:\.\d{1,2})?亿元[，,、]?(?:比上年|同比)?增长(?P<rate>\d{1,2}(?:\.\d)?)%"
)
_CLAUSE_END = re.compile(r"[，；。！,;](?!\d)")
_GOES_ON = re.compile(r"(?:比|较|同比|分别|增|下降|减|提高|总量|增速|高于|居|排|完成|达|其中)")
_STOCK = re.compile(r"面积|里程|人口|编制|耕地|总量|总数")
_LAST = re.compile(r"比(?:上年|去年)(?=增长|增加|提高|下降|减少|净增)")


def missed_but_done(pair: Pair, random: Random) -> Iterator[Candidate]:
    """M16: an outcome that fell short of its target stands beside words that call it done."""
    for twin, word in _met(pair, random):
        value = twin.old.value * Fraction(random.randrange(60, 90), 100) / twin.new.scale
        digits = fixed(value, twin.new.decimals)
        below = replace(twin.new, digits=digits)
        if Fraction(digits) > 0 and loose(below)[1] < loose(twin.old)[0]:
            edits = (replaced(pair, twin.new, digits), Edit(twin.new.end, twin.new.end, word))
            yield Candidate("M16", _kind(twin), edits)


def met_and_done(pair: Pair, random: Random) -> Iterator[Candidate]:
    """NY10: an outcome that reached its target stands beside words that call it done."""
    for twin, word in _met(pair, random):
        yield Candidate("NY10", _kind(twin), (Edit(twin.new.end, twin.new.end, word),))


def _kind(twin: Twin) -> str:
    return "rate" if twin.new.is_rate else "level"


def _met(pair: Pair, random: Random) -> Iterator[tuple[Twin, str]]:
    """Outcomes at or above their targets, with words for it."""
    for twin in promised(pair):
        words = f"{twin.name}{clause(pair.old, twin.old)}"
        plain = not twin.old.hedge.strip("以上") and not twin.new.hedge and twin.old.unit == twin.new.unit
        ends = pair.narrow[twin.new.end : twin.new.end + 1] in ("，", "。", "；")
        met = twin.new.value >= twin.old.value and not _LESS_IS_BETTER.search(words)
        if plain and ends and met and is_of_one_year(pair, twin) and not pair.reviews_a_term:
            yield twin, random.choice(_WORDS)


def outcome_gone(pair: Pair, _: Random) -> Iterator[Candidate]:
    """T1: of a main target, every sentence that names it is gone, but for what is planned next."""
    for name in () if pair.reviews_a_term else _main_targets(pair.old):
        traces, plans = _traces(name), ahead(pair)
        spans = [s for p in pair.paragraphs for s in _stretches(pair, p) if traces.search(pair.text, *s)]
        spans = [s for s in spans if not any(a <= s[0] < b for a, b in plans)]
        told = any(re.search(rf"(?:{traces.pattern})[^，。；]{{0,16}}\d", pair.narrow[a:b]) for a, b in spans)
        if told and sum(b - a for a, b in spans) < len(pair.text) // 10:
            yield Candidate("T1", name, tuple(Edit(*s, "") for s in _merged(spans)))


def _main_targets(old: Original) -> list[str]:
    """The headline targets that the plan gives a number for, by their common names."""
    found = {}
    for start, _ in ahead(old):
        for m in _TARGETS.finditer(old.narrow, start, min(len(old.narrow), start + 6000)):
            stretch = old.narrow[m.end() : m.end() + 300].split("\n")[0]
            for name in word_list("headline_targets"):
                if re.search(rf"{name}[^，。；]{{0,12}}\d", stretch):
                    found[name] = True
    return list(found)


def _traces(name: str) -> re.Pattern[str]:
    names = {
        "生产总值": "生产总值|GDP|经济总量|经济增长",
        "固定资产投资": "固定资产投资|固投",
        "社会消费品零售总额": "社会消费品零售|社零|消费品零售",
        "预算收入": "预算收入|财政收入",
    }
    return re.compile(names.get(name, name))


def _stretches(pair: Pair, paragraph: Span) -> Iterator[Span]:
    """The clauses of a paragraph, each with those behind it that go on from it (增长9%)."""
    start, end = paragraph
    cuts = [start, *(m.end() for m in _CLAUSE_END.finditer(pair.text, start, end)), end]
    begins = [at for at in cuts[:-1] if not _GOES_ON.match(pair.text, at)]
    yield from pairwise([*begins, end])


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span[1]))
        else:
            found.append(span)
    return found


def level_rounded(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY2: a level with one decimal fewer, or in 万元 instead of 亿元; a growth beside it still holds."""
    for growth in grown(pair):
        twin, new = growth.twin, growth.twin.new
        if new.decimals:
            digits = fixed(new.number, new.decimals - 1)
            again = replace(twin, new=replace(new, digits=digits))
            if confirms(again, growth.rate, growth.word):
                yield Candidate("NY2", "rounded", (replaced(pair, new, digits),))
        place = pair.text.find("亿", new.number_end, new.end)
        value = new.value / 10**4
        if new.scale == 10**8 and place >= 0 and value.denominator == 1 and value < 10**8:
            edits = (replaced(pair, new, str(value)), Edit(place, place + 1, "万"))
            yield Candidate("NY2", "万元", edits)


def year_named(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY3: 比上年 is said with the number of the year, everywhere."""
    found = list(_LAST.finditer(pair.text))
    if found:
        named = f"比{pair.year_reviewed - 1}年"
        yield Candidate("NY3", "everywhere", tuple(Edit(*m.span(), named) for m in found))


def hedged(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY4: 约 in front of a level of both years."""
    for twin in twins(pair):
        if not twin.new.hedge and twin.new.significant >= 2:
            yield Candidate("NY4", _kind(twin), (Edit(twin.new.start, twin.new.start, "约"),))


def volume_growth(pair: Pair, random: Random) -> Iterator[Candidate]:
    """NY8: the growth of the gross product, which no two levels give, is another one."""
    for m in _GDP.finditer(pair.narrow):
        rate = Fraction(m["rate"]) + random.choice((-1, 1)) * Fraction(random.randrange(8, 30), 10)
        if rate > 0:
            decimals = len(m["rate"].partition(".")[2])
            yield Candidate("NY8", "gross product", (Edit(*m.span("rate"), fixed(rate, decimals)),))


def constants_kept(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY11: what need not change (面积, 编制) is what it was."""
    found = [t for t in twins(pair) if _STOCK.search(t.name) and t.old.value != t.new.value]
    edits = [Edit(*t.new.span, pair.old.text[slice(*t.old.span)]) for t in found if not _moves(pair, t)]
    if edits:
        yield Candidate("NY11", f"{min(len(edits), 3)}", tuple(sorted(edits, key=lambda e: e.start)))


def _moves(pair: Pair, twin: Twin) -> bool:
    return re.match(r"[，、]?(?:比|同比|增|下降|减)", pair.text[twin.new.end : twin.new.end + 6]) is not None


def alone(pair: Pair, random: Random) -> Iterator[Candidate]:
    """NY12: a figure whose words the older report has nowhere is another one."""
    twice = Counter((f.value, f.unit) for f in pair.figures)
    for figure in pair.reviewed:
        name = name_of(pair, figure)
        if figure.start in pair.related or figure.hedge or figure.significant < 3 or not name:
            continue
        if figure.unit not in ("", "%") and twice[figure.value, figure.unit] == 1:
            grams = (name[i : i + 3] for i in range(len(name) - 2))
            if not any(g in pair.old.text for g in grams):
                last = random.choice("123456789".replace(figure.digits[-1], ""))
                yield Candidate("NY12", "alone", (replaced(pair, figure, figure.digits[:-1] + last),))
