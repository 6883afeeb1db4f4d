"""Figures and paragraphs that are last year's: STA-01, STA-02."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.years import earlier_member, source_of, text_of
from reportnlp.compare.restatements import are_one
from reportnlp.datamodel import Change, Comparison, Evidence, Member, PassageChange, Severity
from reportnlp.figures.surroundings import around
from reportnlp.intervals import significant_digits

_FLOWS: Final = frozenset({"count", "money", "measure", "growth"})
_DISTINCTIVE: Final = 3  # digits that are not equal by chance
_MANY, _SOME = 5, 3  # so many equal figures are no chance at all; are hardly one
_STOCK = re.compile(r"(?:达到?|共有|现有|拥有|总数|总量|累计|里程|面积|人口|标准|编制|年末|保有量)")
_AROUND: Final = 16
_LISTED: Final = 12
_ADVICE: Final = "请核对是不是沿用了上年的数"


class SameFigures(Rule):
    """多个数与上年的报告完全一样。

    说明：与上年的报告对照（检查时用 --previous 给出）：同一项当年的数（三位以上的）与上年一个字不差，有三处
    以上的提醒，五处以上的算错误——逐年变化的数不会这样巧；一两处的只列为存疑。
    例外：总数、里程、面积、编制、标准等本来就可能不变的不计；只有一两位数字的不计。
    """

    id = "STA-01"
    name = "数字与上年相同"
    level = "error"
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n检查企业1126家次，培训干部893人次。化解矛盾纠纷1287件，受理信访事项426件，"
            "发放宣传资料3650份，群众比较满意。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n受理信访事项426件，发放宣传资料3650份，化解矛盾纠纷1287件，培训干部893人次，"
            "检查企业1126家次。",
            marked="1126家次",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n受理信访事项451件，发放宣传资料3820份，化解矛盾纠纷1301件，农村公路里程达到1350公里。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n受理信访事项426件，发放宣传资料3650份，化解矛盾纠纷1287件，农村公路里程达到1350公里。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All distinctive figures of the year together."""
        comparison = context.comparison
        if comparison is None:
            return
        told = [change for change in comparison.changes if _is_flow(comparison, change)]
        same = [change for change in told if _is_same(comparison, change)]
        # What stands in a paragraph taken over as a whole is told of with it (STA-02).
        same = [c for c in same if not context.is_taken_over(comparison.new.indicators[c.new].span.start)]
        yield from (passes(comparison.new.indicators[c.new].span) for c in told if c not in same)
        if same:
            yield _of_same(comparison, same)


def _is_flow(comparison: Comparison, change: Change) -> bool:
    """Whether both state, under one name, what happened in their year, in enough digits."""
    old, new = comparison.old.indicators[change.old], comparison.new.indicators[change.new]
    if change.relation != "yoy" or change.again or new.kind not in _FLOWS or not are_one(old, new):
        return False
    if comparison.new.meta.kind == "tjgb" and new.kind == "count":
        return False  # 年末文化站101个 is what there is
    said = around(comparison.new, new, _AROUND, _AROUND)
    least = _DISTINCTIVE + (new.kind == "growth")  # 13.2% comes back by chance
    return significant_digits(new.quantity) >= least and not _STOCK.search(f"{new.subject}{said}")


def _is_same(comparison: Comparison, change: Change) -> bool:
    return comparison.old.indicators[change.old].quantity == comparison.new.indicators[change.new].quantity


def _of_same(comparison: Comparison, same: Sequence[Change]) -> Judgement:
    figures = [comparison.new.indicators[change.new] for change in same]
    members = tuple(earlier_member(comparison, change.old, "上年") for change in same[:_LISTED])
    listed = "、".join(f"{figure.subject} {text_of(figure)}" for figure in figures[:_LISTED])
    more = f"等 {len(figures)} 处" if len(figures) > 1 else ""
    message = f"与上年的报告完全相同：{listed}{more}"
    spans = tuple(figure.span for figure in figures)
    evidence = Evidence("今年的数 = 上年的数", members)
    if len(figures) < _SOME:
        return unsure("scope", message, *spans, suggestion=_ADVICE, evidence=evidence, level="info")
    level: Severity = "error" if len(figures) >= _MANY else "warning"
    return fails(message, *spans, suggestion=_ADVICE, evidence=evidence, level=level)


class SameParagraphs(Rule):
    """整段与上年的报告相同，或者只改了年份。

    说明：与上年的报告对照（检查时用 --previous 给出）：有实际内容的一段（或连着的几句）照抄上年，只改了年份
    的，逐段指出，并列出上年的那一段。
    例外：指导思想、总要求、套语、致谢、按规定照写的文字（如政府信息公开年报的固定写法）不判；统计公报不判。
    """

    id = "STA-02"
    name = "段落照抄上年"
    level = "warning"
    sources = (PLAIN_READING,)
    bad = (
        Example(
            "一、2023年工作回顾\n2023年，我们把信访积案包到人、落到户，组织乡镇干部逐村走访，对反映集中的土地、"
            "宅基地问题当场登记、限期答复，群众上门次数明显减少。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n2022年，我们把信访积案包到人、落到户，组织乡镇干部逐村走访，对反映集中的土地、"
            "宅基地问题当场登记、限期答复，群众上门次数明显减少。",
        ),
    )
    good = (
        Example(
            "一、2023年工作回顾\n2023年，我们在各村设立信访代办点，由驻村律师每周坐班两天，三成以上的来信在村里就得到"
            "了答复，越级上访比上年少了一半。",
            kind="gwr",
            year=2024,
            previous="一、2022年工作回顾\n2022年，我们把信访积案包到人、落到户，组织乡镇干部逐村走访，对反映集中的土地、"
            "宅基地问题当场登记、限期答复，群众上门次数明显减少。",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every passage that was taken over; a pass where there is none."""
        comparison = context.comparison
        if comparison is None:
            return
        yield from (_of_copy(context, comparison, passage) for passage in context.taken_over)
        if not context.taken_over:
            yield passes()


def _of_copy(context: Context, comparison: Comparison, passage: PassageChange) -> Judgement:
    old, new = passage.old, passage.new
    assert old is not None and new is not None  # `copied` gives pairs only
    text = "".join(comparison.old.quote(old).split())
    member = Member(old, text, "上年的报告", source=source_of(comparison.old))
    said = "与上年的报告一字不差" if passage.state == "same" else "与上年的报告只差年份"
    message = f"“{context.quote(new)}”这一段{said}"
    advice = "请改写成今年的情况"
    return fails(message, new, suggestion=advice, evidence=Evidence("今年的段落 = 上年的段落", (member,)))


RULES: Final = (SameFigures, SameParagraphs)
