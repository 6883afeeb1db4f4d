"""What cannot be more than something else: a part more than its whole, more closed than taken up. ARI-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from reportnlp.check.context import Context
from reportnlp.check.parts import Parts
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Evidence
from reportnlp.figures.stated import Stated, Stretch
from reportnlp.intervals import Interval

# What comes in, and what is done with it.
_TAKEN: Final = ("受理", "收到", "接收", "新收", "立案", "登记", "排查", "交办", "收案")
_CLOSED: Final = ("办结", "审结", "结案", "化解", "办理完毕", "整改", "答复", "办复")
_OF_THEM: Final = ("调解成功", "成功调处", "成功化解", "采纳", "胜诉", "败诉", "纠错", "维持")
_CARRIED = re.compile(r"结转|上年|往年|历年|存量|积案|累计|以前年度|含")
_AMONG = re.compile(r"\A[^（）()]{0,16}[，,（(]?其中[，,：:]?(?![^，。；]{0,30}占)[^，。；（）()]{0,20}\Z")
_IN_BRACKET = re.compile(r"\A[（(]其中[，,：:]?[^，。；（）()]{0,20}\Z")
_PER = re.compile("每|均|标准|率|倍")
_VERBS = re.compile("|".join((*_OF_THEM, *_CLOSED, *_TAKEN, "共", "全年", "成功", "已")))
_NEAR: Final = 2  # figures between the two


class PartExceedsWhole(Rule):
    """部分大于全体，或办结多于受理。

    说明：“其中”后的一项不会大于总数；同一类案件，办结、化解、调解成功的不会多于受理、排查的。
    例外：办结可以包括上年结转的，没有写明时只作提醒，写明结转、累计的列为存疑。
    """

    id = "ARI-02"
    name = "部分大于全体"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("全年新登记企业528家，其中外资企业612家。", marked="612家"),
        Example("全年受理人民调解案件3925件，调解成功4025件。", marked="4025件"),
        Example("受理行政复议案件81件，审结85件。", marked="85件"),
    )
    good = (
        Example("全年新登记企业528家，其中外资企业61家。"),
        Example("受理行政复议案件81件，审结75件。"),
        Example("新增公路60公里，其中高速公路4公里，高速公路总里程达95公里。", kind="gwr"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The first parts of every list, and every pair of taken up and closed."""
        for stretch, lists in zip(context.stretches, context.lists, strict=True):
            for found in lists:
                for part in _parts(found):
                    yield _compared(found.whole, part, "", part.name)
            yield from _flows(stretch)


def _parts(found: Parts) -> tuple[Stated, ...]:
    """The figures that are surely parts of the whole: the first behind 其中, all inside a bracket."""
    if found.whole.indicator.kind not in ("count", "money", "measure") or _PER.search(found.whole.subject):
        return ()
    first = found.parts[0].before
    if _IN_BRACKET.match(first):
        return found.parts
    return found.parts[:1] if _AMONG.match(first) else ()


def _flows(stretch: Stretch) -> Iterator[Judgement]:
    for index, taken in enumerate(stretch):
        if not any(verb in taken.subject for verb in _TAKEN) or taken.indicator.kind != "count":
            continue
        for done in stretch[index + 1 : index + 1 + _NEAR]:
            if _is_done(done) and _same_things(taken, done):
                yield _compared(taken, done, _doubt(taken, done), done.name)


def _doubt(taken: Stated, done: Stated) -> Literal["scope", "warning", ""]:
    """What was carried over may be among what was closed, but not among what succeeded."""
    if any(_CARRIED.search(s.before) for s in (taken, done)):
        return "scope"
    return "" if any(verb in done.subject for verb in _OF_THEM) else "warning"


def _is_done(figure: Stated) -> bool:
    return any(verb in figure.subject for verb in (*_CLOSED, *_OF_THEM)) and figure.indicator.kind == "count"


def _same_things(a: Stated, b: Stated) -> bool:
    """Whether the subjects are the same but for their verbs, and the figures for one time."""
    of_a, of_b = (_VERBS.sub("", s.subject) for s in (a, b))
    same_time = (a.indicator.period, a.indicator.status) == (b.indicator.period, b.indicator.status)
    return bool(of_a) and of_a == of_b and a.unit == b.unit and same_time


def _compared(whole: Stated, part: Stated, doubt: Literal["scope", "warning", ""], name: str) -> Judgement:
    evidence = Evidence(
        f"{name} ≤ {whole.name}",
        (whole.member(), part.member(name)),
        part.bounds.core,
        Interval(None, whole.bounds.core.high),
    )
    least, most = part.bounds.hard.low, whole.bounds.hard.high
    if least is None or most is None or least <= most:
        return passes(part.span, whole.span, evidence=evidence)
    message = f"{name} {part.text}，多于{whole.name} {whole.text}"
    advice = "请核对这两个数；如果包括上年结转的，请写明"
    if doubt == "scope":
        return unsure(doubt, message, part.span, whole.span, suggestion=advice, evidence=evidence)
    return fails(message, part.span, whole.span, suggestion=advice, evidence=evidence, level=doubt or None)


RULES: Final = (PartExceedsWhole,)
