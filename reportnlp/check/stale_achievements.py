"""A thing that this year's report and last year's both tell as finished (STA-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from reportnlp.check.completions import BUILT, Completion, completions
from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence, Member, Report
from reportnlp.resources.profiles import Law

_INNER = str.maketrans("“”", "‘’")


class ToldTwice(Rule):
    """同一项成果，上一年的报告报过，这一年又报。

    说明：与以前的报告对照（检查时用 --previous 给出）：工作回顾里写某个项目“建成”“通车”“投入使用”，而以前的
    报告已经这样写过的，逐项指出，并列出以前的那一句。项目按完整名称对照，一期和二期、不同路段不相混。
    例外：有进展的（上一年封顶，这一年建成；上一年建成，这一年投入使用）不判；回顾五年、本届政府的部分不判；
    只有类名而无专名的（农村公路、幼儿园）和只报数量的不判；即将、正在、力争建成的不算建成。
    """

    id = "STA-04"
    name = "成果重复上报"
    level = "warning"
    kinds = frozenset({"fazhi", "gwr"})
    sources = (Law(instrument="文面常识：年度报告回顾的是这一年的工作", certainty="seen"),)
    bad = (
        Example(
            "一、2023年工作回顾\n临江大桥建成通车，县第三实验小学投入使用。\n二、2024年工作安排\n加快发展。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n临江大桥建成通车，县第三实验小学主体完工。\n二、2023年工作安排\n加快发展。",
            marked="临江大桥",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n临江大桥建成通车，青山水厂二期投产，建成农村公路80公里。\n二、2024年工作安排\n加快发展。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n临江大桥合龙，青山水厂一期投产，建成农村公路60公里。\n二、2023年工作安排\n"
            "建成临江大桥。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every thing told as finished in the year, against the reports of the years before."""
        earlier = tuple(_earlier(context))
        if not earlier:
            return
        told: dict[str, list[Completion]] = defaultdict(list)
        for completion in completions(context, of_the_year=True):
            if not context.is_taken_over(completion.span.start):  # else told of with its paragraph (STA-02)
                told[completion.name].append(completion)
        before = [(report, _finished(report)) for report in earlier]
        for name, now in told.items():
            again = next(((r, f[name]) for r, f in before if name in f and _is_repeated(now, f[name])), None)
            yield _again(context, now, *again) if again else passes(now[0].span)


def _earlier(context: Context) -> Iterator[Report]:
    """The earlier reports of the same body, the latest first."""
    meta = context.report.meta
    for report in context.previous:
        other = report.meta
        same = other.kind == meta.kind and other.region is not None and meta.region is not None
        if same and other.region == meta.region and other.year and meta.year and other.year < meta.year:
            yield report


def _finished(report: Report) -> Mapping[str, Completion]:
    """What an earlier report tells as finished, each as far as it tells."""
    found: dict[str, Completion] = {}
    for each in completions(Context(report), of_the_year=False):
        if each.step >= BUILT and (each.name not in found or each.step > found[each.name].step):
            found[each.name] = each
    return found


def _is_repeated(now: list[Completion], before: Completion) -> bool:
    """Whether no telling of this year goes beyond what was told before."""
    return not before.partly and all(
        each.step <= before.step and each.extent <= before.extent and not each.partly for each in now
    )


def _again(context: Context, now: list[Completion], report: Report, before: Completion) -> Judgement:
    first = now[0]
    place, earlier = report.quote(before.sentence), f"{report.meta.year}年的报告"
    members = (
        Member(first.sentence, context.report.quote(first.sentence), "本报告"),
        Member(before.sentence, place, earlier, None, report.meta.source or earlier),
    )
    message = f"{_quoted(context, first)}{first.said}，{earlier}已经写它{before.said}"
    return fails(
        message,
        *(each.span for each in now),
        suggestion="请核对是否这一年的成果；如有新进展，请写明与上一年的不同",
        evidence=Evidence("同一成果两年都报", members),
    )


def _quoted(context: Context, thing: Completion) -> str:
    return f"“{context.quote(thing.span).translate(_INNER)}”"


RULES: Final = (ToldTwice,)
