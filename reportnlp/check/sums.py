"""Parts and their sum: ARI-01."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.parts import Parts, part_name
from reportnlp.check.relations import added, related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule
from reportnlp.check.slips import slips_of
from reportnlp.datamodel import Member, Severity
from reportnlp.intervals import Bounds, Interval

_FAR = Fraction(1, 4)  # a sum further off than this is another thing, not a slip
_DIGITS: Final = 4  # printed digits of a whole from which a single slip is unlikely by chance


class SumOfParts(Rule):
    """分项之和与总数对不上。

    说明：文中写明总数和各分项（“共135件，其中……”“……，共135件”“135件（……、……）”），把分项
    相加与总数比较；按各数写出的位数考虑四舍五入。
    例外：“其中”只列出一部分的，不要求相加等于总数；只有分项的名称能凑成整体（如出口和进口、
    末项为“其他”），或者只改动一个数字就正好相等时，才会标出。
    """

    id = "ARI-01"
    name = "分项之和"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("全年办理应诉案件135件，其中一审100件、二审22件、其他14件。", marked="135件"),
        Example("实现进出口总额86.4亿元，其中出口60.2亿元、进口25.2亿元。", kind="gwr"),
        Example("发放宣传册1200份、海报350份、折页450份，共2100份。", marked="2100份"),
    )
    good = (
        Example("全年办理应诉案件135件，其中一审100件、二审22件。"),
        Example("全年办理应诉案件135件，其中一审100件、二审22件、其他13件。"),
        Example("实现进出口总额86.4亿元，其中出口60.2亿元、进口26.3亿元。", kind="gwr"),
        Example("新登记企业528家（外资12家），注销36家。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every list of two or more parts with its whole."""
        for found in chain.from_iterable(context.lists):
            if len(found.parts) > 1 and (judgement := _judged(found)) is not None:
                yield judgement


def _judged(found: Parts) -> Judgement | None:
    total = added(found.parts)
    whole = found.whole
    if total.core.meets(whole.bounds.core):
        return _related(found, total)
    if not found.complete and (prefix := _prefix(found)) is not None:
        return _related(prefix, added(prefix.parts))
    if _is_far(total.core, whole.number):
        return None
    if found.complete:
        return _related(found, total)
    return _related(found, total, "warning") if not found.broken and _is_one_slip(found) else None


def _related(found: Parts, total: Bounds, level: Severity | None = None) -> Judgement:
    formula = " + ".join(f"{part_name(p)}{p.text}" for p in found.parts)
    members: Sequence[Member] = [p.member(part_name(p)) for p in found.parts]
    return related(
        found.whole,
        total,
        [found.whole.member(), *members],
        formula,
        level=level,
    )


def _prefix(found: Parts) -> Parts | None:
    """The first parts alone where they make up the whole: what follows is another story."""
    for count in range(len(found.parts) - 1, 1, -1):
        if added(found.parts[:count]).core.meets(found.whole.bounds.core):
            return Parts(found.whole, found.parts[:count], found.cue, found.complete)
    return None


def _is_far(total: Interval, whole: Fraction) -> bool:
    middle = total.middle
    if middle is None or whole == 0:
        return True
    return not 1 - _FAR <= middle / whole <= 1 + _FAR


def _is_one_slip(found: Parts) -> bool:
    """Whether one other digit, or two digits changed round, would make the printed numbers add up exactly.

    By chance that is rare only where the whole has many digits and all are printed alike.
    """
    figures = found.figures
    digits = len(found.whole.indicator.quantity.number.as_tuple().digits)
    if digits < _DIGITS or len({f.indicator.quantity.step for f in figures}) > 1:
        return False
    gap = found.whole.number - sum(p.number for p in found.parts)
    if found.whole.number - gap in slips_of(found.whole.indicator.quantity):
        return True
    return any(p.number + gap in slips_of(p.indicator.quantity) for p in found.parts)


RULES: Final = (SumOfParts,)
