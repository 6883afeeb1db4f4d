"""So many of each, so many in all: ARI-08."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Evidence, Member
from reportnlp.intervals import Interval

_COUNTERS = "个|家|所|户|人|名|镇|村|乡|次|场|台|辆|套|处|条|间|张|份|支|座|期|件|元|万元"
_EACH = re.compile(
    rf"(?P<number>\d{{1,6}})(?P<thing>{_COUNTERS})[^，。；、\d]{{0,14}}"
    rf"(?:各|每(?P=thing)(?!季|月|年))[^，。；\d]{{0,10}}(?P<each>\d{{1,6}})(?P<unit>{_COUNTERS})"
    rf"[^，。；\d]{{0,8}}[，、](?:合计|总计|共计|共)[^，。；\d]{{0,6}}(?P<total>\d{{1,8}})(?P=unit)"
)
_NAMES: Final = {"number": "个数", "each": "每个", "total": "总数"}


class ProductOfEach(Rule):
    """每个的数乘个数与总数不符。

    说明：“21个司法所各配1名，共配21名”这类写法，个数乘以每个的数应等于总数。
    例外：总数中间另有其他来源的，不在同一句里连写，不判断。
    """

    id = "ARI-08"
    name = "个数与总数"
    level = "warning"
    sources = (ARITHMETIC,)
    bad = (Example("为21个司法所各增配1名工作人员，共增配25名。", marked="25名"),)
    good = (
        Example("为21个司法所各增配1名工作人员，共增配21名。"),
        Example("为21个司法所各增配1名工作人员，全县共有专职人员25名。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every number of things with so many of each and a total behind them."""
        for sentence in context.sentences:
            text = context.clean[sentence.start : sentence.end]
            if "共" in text and ("各" in text or "每" in text):
                for found in _EACH.finditer(context.plain, sentence.start, sentence.end):
                    yield _judged(context, found)


def _judged(context: Context, found: re.Match[str]) -> Judgement:
    number, each, total = (int(found[name]) for name in ("number", "each", "total"))
    spans = [context.match(found, name) for name in ("number", "each", "total")]
    members = tuple(
        Member(span, found[name], label, Interval.point(Decimal(found[name])))
        for span, name, label in zip(
            spans, ("number", "each", "total"), ("个数", "每个", "总数"), strict=True
        )
    )
    claim = context.span(found.start("total"), found.end())
    evidence = Evidence(
        f"{number} × {each} = {number * each}", members, Interval.point(total), Interval.point(number * each)
    )
    if number * each == total:
        return passes(claim, *spans[:2], evidence=evidence)
    message = f"{number} 乘以每个 {each}{found['unit']} 是 {number * each}，文中写共 {total}{found['unit']}"
    return fails(message, claim, *spans[:2], suggestion="请核对这几个数", evidence=evidence)


RULES: Final = (ProductOfEach,)
