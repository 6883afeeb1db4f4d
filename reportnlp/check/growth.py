"""Changes against levels: ARI-05 (growth), ARI-06 (increment), ARI-07 (times)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.relations import related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule, fails
from reportnlp.datamodel import Reason, Severity
from reportnlp.figures.arithmetic import quotient
from reportnlp.figures.movements import Movement, fell
from reportnlp.figures.price_base import AT_CONSTANT_PRICES
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval

_ONE: Final = Interval.point(1)
_ALL: Final = Interval.point(100)


def _doubt(context: Context, movement: Movement, change: Stated) -> Reason | None:
    """Growth of volumes is at constant prices, so the levels need not give it."""
    said = context.text[movement.new.span.end : change.span.start]
    is_real = AT_CONSTANT_PRICES.search(movement.new.subject) or AT_CONSTANT_PRICES.search(said)
    return "price-base" if is_real else None


class GrowthAndLevels(Rule):
    """增幅与前后两个数对不上。

    说明：写了基数和现数（由A增加到B），或现数和增减量（达B，增加D），又写了增幅的，按前两者重算
    增幅，考虑各数写出的位数。
    例外：地区生产总值、增加值等按可比价格计算的，只列为存疑。
    """

    id = "ARI-05"
    name = "增幅与数量"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("企业纳税由95.2亿元增加到102.3亿元，增长8.5%。", kind="gwr", marked="8.5%"),
        Example("汽车保有量达248.67万辆，增加15.27万辆，增长8.5%。", kind="tjgb", marked="8.5%"),
        Example("地区生产总值由95.2亿元增加到102.3亿元，增长8.5%。", kind="gwr", reason="price-base"),
    )
    good = (
        Example("企业纳税由94.2亿元增加到102.3亿元，增长8.5%。", kind="gwr"),
        Example("汽车保有量达248.67万辆，增加15.27万辆，增长6.5%。", kind="tjgb"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every growth in per cent whose levels, or level and increment, stand beside it."""
        for movement in context.movements:
            growths = [c for c in movement.changes if c.indicator.quantity.unit == "%"]
            if growths and movement.new.indicator.kind != "percent":
                yield from _of_growth(context, movement, growths[0])


def _of_growth(context: Context, movement: Movement, growth: Stated) -> Iterator[Judgement]:
    new, old = movement.new, movement.old
    doubt = _doubt(context, movement, growth)
    if old is not None:
        ratio = quotient(new.bounds, old.bounds)
        grown = Bounds(ratio.core - _ALL, ratio.hard - _ALL)
        formula = f"{new.text} ÷ {old.text} − 1"
        members = (old.member("基数"), new.member("现数"), growth.member("增幅"))
        level: Severity = "info" if doubt else "error"
        yield related(growth, grown, members, formula, doubt=doubt, claimed=_signed(growth), level=level)
        return
    added = next((c for c in movement.changes if c.unit == new.unit and c.indicator.kind == "change"), None)
    if added is None:
        return
    if _exceeds(added, new):
        message = f"增加了 {added.text}，现在却只有 {new.text}"
        yield fails(message, added.span, new.span, suggestion="请核对这两个数和单位")
        return
    grown = Bounds(_grown(new.bounds.core, added.bounds.core), _grown(new.bounds.hard, added.bounds.hard))
    formula = f"{added.text} ÷ （{new.text} − {added.text}）"
    members = (new.member("现数"), added.member("增减量"), growth.member("增幅"))
    # The base is not printed and may have been revised since: no error, but worth a look.
    claimed, step = _signed(growth), growth.indicator.quantity.step
    slack = Interval(-step / 2, step / 2)
    if doubt is None and claimed.hard.meets(grown.hard + slack):
        doubt = "price-base"  # so small a gap comes from a base that was revised a little
    level = "info" if doubt else "warning"
    yield related(growth, grown, members, formula, doubt=doubt, claimed=claimed, level=level)


def _exceeds(added: Stated, new: Stated) -> bool:
    """Whether more was added than there is."""
    least, most = added.bounds.hard.low, new.bounds.hard.high
    return least is not None and most is not None and least > most >= 0


def _signed(change: Stated) -> Bounds:
    """The change as a signed number: 降幅40% is −40%."""
    bounds = change.bounds
    return Bounds(-bounds.core, -bounds.hard) if fell(change) else bounds


def _grown(b: Interval, d: Interval) -> Interval:
    """D ÷ (B − D) × 100 over the corners of B and D, so that the two mentions of D are one."""
    if b.low is None or b.high is None or d.low is None or d.high is None or b.low <= d.high:
        return Interval()
    corners = [x / (x - y) for x in (b.low, b.high) for y in (d.low, d.high)]
    return Interval((min(corners) - 1) * 100, (max(corners) - 1) * 100)


class IncrementAndLevels(Rule):
    """增减量与前后两个数对不上。

    说明：由A增加到B，又写了增加多少的，按 B−A 核对；比率的变化按百分点核对。
    例外：写“约、左右”的按其允许的范围。
    """

    id = "ARI-06"
    name = "增减量与数量"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("行政许可事项由51项增至60项，增加8项。", marked="8项"),
        Example("优良天数比例由72.2%提高到84.1%，提高10.9个百分点。", kind="gwr", marked="10.9个百分点"),
    )
    good = (
        Example("行政许可事项由51项增至60项，增加9项。"),
        Example("优良天数比例由72.2%提高到84.1%，提高11.9个百分点。", kind="gwr"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every increment that stands behind an old and a new level."""
        for movement in context.movements:
            old, new = movement.old, movement.new
            for change in movement.changes if old is not None else ():
                points = "百分点" in change.unit and new.indicator.quantity.unit == "%"
                if old is not None and (change.unit == new.unit != "%" or points):
                    yield _of_increment(old, new, change)


def _of_increment(old: Stated, new: Stated, change: Stated) -> Judgement:
    moved = Bounds(new.bounds.core - old.bounds.core, new.bounds.hard - old.bounds.hard)
    members = (old.member("基数"), new.member("现数"), change.member("增减量"))
    return related(change, moved, members, f"{new.text} − {old.text}", claimed=_signed(change))


class TimesAndLevels(Rule):
    """倍数或“翻番”与前后两个数对不上。

    说明：由A增加到B，又写“增长N倍”“翻N番”的：增长N倍即 B=(N+1)×A，翻N番即 B=A×2的N次方。
    例外：“是……的N倍”“增加到N倍”按 B=N×A 核对，两种说法不混用。
    """

    id = "ARI-07"
    name = "倍数与数量"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (Example("执法车辆由50台增加到200台，增长4倍。", marked="4倍"),)
    good = (
        Example("执法车辆由50台增加到200台，增长3倍。"),
        Example("执法车辆由50台增加到200台，翻两番。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every 倍 and 番 that stands behind an old and a new level."""
        for movement in context.movements:
            for change in movement.changes if movement.old is not None else ():
                if movement.old is not None and change.unit in ("倍", "番"):
                    yield _of_times(movement.old, movement.new, change)


def _of_times(old: Stated, new: Stated, change: Stated) -> Judgement:
    ratio = quotient(new.bounds, old.bounds, 1)
    members = (old.member("基数"), new.member("现数"), change.member("倍数"))
    formula = f"{new.text} ÷ {old.text}"
    if change.unit == "番":
        return related(change, ratio, members, formula, claimed=_doublings(change))
    grown = Bounds(ratio.core - _ONE, ratio.hard - _ONE)
    return related(change, grown, members, f"{formula} − 1")


def _doublings(change: Stated) -> Bounds:
    """翻N番 is 2 to the power of N; said of round figures, so a tenth is allowed on both sides."""
    times = Fraction(2) ** int(change.number)
    about = Interval(times * Fraction(9, 10), times * Fraction(11, 10))
    more = change.indicator.quantity.comparator != "eq"
    return Bounds(Interval(times, None) if more else about, Interval(about.low, None) if more else about)


RULES: Final = (GrowthAndLevels, IncrementAndLevels, TimesAndLevels)
