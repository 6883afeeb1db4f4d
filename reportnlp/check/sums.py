"""Parts and their sum: ARI-01."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.parts import Parts
from reportnlp.check.relations import related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule
from reportnlp.datamodel import Member, Severity
from reportnlp.figures.arithmetic import added
from reportnlp.figures.slips import slips_of
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Bounds, Interval

_FAR = Fraction(1, 4)  # a sum further off than this is another thing, not a slip
_GROUPS: Final = ("城镇", "城市", "农村", "乡村", "男", "女")
_SHARP: Final = 3  # printed digits of a whole from which a single slip is unlikely by chance
_LARGE: Final = 40  # steps of a whole from which a gap of one is unlikely by chance
_POWERS: Final = (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8)


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
            if len(found.parts) > 1 and _can_add(found) and (judgement := _judged(found)) is not None:
                yield judgement


def _can_add(found: Parts) -> bool:
    """An average of all is no sum of the averages of town and country, or of men and women."""
    if "均" not in found.whole.subject:
        return True
    return not any(word in part.name for part in found.parts for word in _GROUPS)


def _judged(found: Parts) -> Judgement | None:
    total = added(found.parts)
    whole = found.whole
    if total.core.meets(whole.bounds.core):
        return _related(found, total)
    if not found.complete and (prefix := _prefix(found)) is not None:
        return _related(prefix, added(prefix.parts))
    if found.broken and not found.complete:
        return None
    if is_shifted(found):
        return _related(found, total)
    if _is_far(total.core, whole.number):
        return None
    if found.complete:
        return _related(found, total)
    return _related(found, total, "warning") if _is_slip(found) else None


def _related(found: Parts, total: Bounds, level: Severity | None = None) -> Judgement:
    formula = " + ".join(f"{p.name}{p.text}" for p in found.parts)
    members: Sequence[Member] = [p.member(p.name) for p in found.parts]
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


def is_shifted(found: Parts) -> bool:
    """Whether another magnitude of one figure would make the printed numbers add up exactly."""
    if len(_significant(found.whole)) < _SHARP:
        return False
    total = sum(p.number for p in found.parts)
    whole = found.whole.number
    for power in _POWERS:
        factor = Fraction(10) ** power
        if whole * factor == total or any(total - p.number + p.number * factor == whole for p in found.parts):
            return True
    return False


def _is_slip(found: Parts) -> bool:
    """Whether a slip of the pen would explain the gap, and chance would not.

    All figures must be printed alike.  A gap of one, one other digit, or two digits changed round
    is rare by chance where the numbers are large.
    """
    figures = found.figures
    if len({f.indicator.quantity.step for f in figures}) > 1:
        return False
    whole = found.whole.number
    gap = whole - sum(p.number for p in found.parts)
    step = found.whole.indicator.quantity.step
    if whole >= _LARGE * step and gap in (step, -step):
        return True
    if len(found.whole.indicator.quantity.number.as_tuple().digits) < _SHARP:
        return False
    if whole - gap in slips_of(found.whole.indicator.quantity):
        return True
    return any(p.number + gap in slips_of(p.indicator.quantity) for p in found.parts)


def _significant(figure: Stated) -> str:
    return "".join(map(str, figure.indicator.quantity.number.as_tuple().digits)).strip("0")


RULES: Final = (SumOfParts,)
