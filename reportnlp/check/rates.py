"""Rates and shares against the counts they are made of: ARI-03 and ARI-14."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.relations import related
from reportnlp.check.rule import ARITHMETIC, Example, Judgement, Rule
from reportnlp.datamodel import Severity, Span
from reportnlp.figures.arithmetic import quotient
from reportnlp.figures.stated import Stated, Stretch
from reportnlp.intervals import Bounds, Interval, as_share

_RATE = re.compile(r"(?P<stem>[一-龥]{2})率\Z")
_SAME_ACT: Final = {
    "办结": ("办结", "审结", "结案"),
    "结案": ("结案", "审结", "办结"),
    "审结": ("审结", "结案", "办结"),
    "调处": ("调处", "化解"),
    "纠错": ("纠错", "纠正", "撤销"),
    "应诉": ("出庭",),
    "就业": ("就业",),
}
"""The stem of a rate → words of which the part holds one, where the stem itself is not the word."""

_NO_SHARE: Final = frozenset(
    ("增长", "下降", "上升", "提高", "满意", "知晓", "失业", "通胀", "利用", "周转", "收益")
)
_CUTS: Final = frozenset(("压减", "精简", "压缩", "缩减", "削减"))
_TO = re.compile(r"(?:至|到|为)\Z")
_OTHER_WHOLE = re.compile(
    r"法定|期限|按期|按时|及时|当场|限期|当年|历年|平均|综合|累计|较|比|首次|一次|满意|以来|同比|增长|全国|全省|目标"
)
_ACTS = re.compile(
    r"调解成功|成功|办结|审结|结案|化解|受理|收到|新收|排查|立案|采纳|纠错|胜诉|败诉|出庭|整改|答复|应诉|共|已"
    r"|全部|开展|检查|抽检|抽查|合格|认定|帮扶|送审|核减|督办|督查|完成|达标"
)
_SHARE = re.compile(
    r"\A(?:[，,、；（(]?其中)?[，,、（(]?(?P<part>[^，。；、占]{0,16}?)(?P<of>占|占比)"
    r"(?P<whole>[^，。；占]{0,24}?)的?(?:比重|比例)?(?:约|达到?|为|是|的)?(?:近|超过?|约)?\Z"
)
_ALL = re.compile(r"总数|总量|总额|全部$|总和|合计")
_WHERE = re.compile(r"\A(?:全部|全国|全省|全市|全县|全区|全州|全镇|全年|全区|本年|当年|总)")
_ABSOLUTE: Final = 100
_SHARP: Final = 3  # digits of a rate that counts do not give by chance
_NEAR: Final = Fraction(9, 10)
_TELLING: Final = 3  # characters from which a name tells which figure is meant
_FULL: Final = 4  # characters of a name that is looked for in the sentences before
_EARLIER: Final = 12  # figures of the sentences before
_BACK: Final = 5  # figures in front of a rate among which its counts are looked for


@dataclass(frozen=True)
class _Rate:
    """A rate with its counts.

    Args:
        cut: the part is what is left of the whole, and the rate is of what was taken away (精简率).
        sure: the counts are bound by their names, not only by standing side by side.
    """

    claim: Stated
    part: Stated
    whole: Stated
    cut: bool = False
    sure: bool = True


class RateOfCounts(Rule):
    """比率与所依据的数对不上。

    说明：同一句里写了全部、部分和比率（受理、办结和办结率；总数、其中和占比），用部分除以全部
    重新计算，按比率写出的位数比较，四舍五入或去尾都说不通才标出。
    例外：限定“法定期限内”“按期”等另有分母的，不计算；“98%以上”只看是否达到。
    """

    id = "ARI-03"
    name = "比率与数量"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (
        Example("受理人民调解案件3925件，调解成功3899件，成功率95.3%。", marked="95.3%"),
        Example("整治农村道路446公里，其中通村道路118公里，占农村道路的36.5%。", kind="tjgb"),
    )
    good = (
        Example("受理人民调解案件3925件，调解成功3899件，成功率达98%以上。"),
        Example("整治农村道路446公里，其中通村道路118公里，占农村道路的26.5%。", kind="tjgb"),
        Example("受理行政复议案件81件，办结75件，按期办结率100%。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every rate whose counts stand in the same stretch."""
        for found in _rates(context):
            if not _is_absolute(found.claim) and (found.sure or _is_near(found)):
                yield _judged(found)


class AbsoluteRate(Rule):
    """写“100%”而各数并不相等。

    说明：写了 100%，而同一句里的部分数小于全部数，结论就不成立，不只是取舍的差别。
    例外：限定“法定期限内”“按期”等另有分母的，不计算。
    """

    id = "ARI-14"
    name = "百分之百与数量"
    level = "error"
    sources = (ARITHMETIC,)
    bad = (Example("受理行政复议案件81件，办结75件，办结率100%。", marked="100%"),)
    good = (
        Example("受理行政复议案件81件，办结81件，办结率100%。"),
        Example("受理行政复议案件81件，办结75件，法定期限内办结率100%。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every rate of 100 % whose counts stand in the same stretch."""
        for found in _rates(context):
            if _is_absolute(found.claim) and found.sure:
                yield _judged(found)


def _is_absolute(claim: Stated) -> bool:
    return claim.number == _ABSOLUTE and claim.indicator.quantity.comparator == "eq"


def _judged(found: _Rate) -> Judgement:
    claim, part, whole = found.claim, found.part, found.whole
    exact = Interval.point(_ABSOLUTE)
    counted = part.indicator.kind == "count" and whole.indicator.kind == "count"
    claimed = Bounds(exact, exact) if _is_absolute(claim) and counted else as_share(claim.bounds)
    share = quotient(part.bounds, whole.bounds)
    formula = f"{part.name}{part.text} ÷ {whole.name}{whole.text}"
    if found.cut:
        whole_of_it = Interval.point(_ABSOLUTE)
        share = Bounds(whole_of_it - share.core, whole_of_it - share.hard)
        formula = f"1 − {part.text} ÷ {whole.text}"
    members = (part.member(), whole.member(), claim.member("比率"))
    level: Severity | None = None if found.sure else "warning"
    return related(claim, share, members, formula, claimed=claimed, level=level)


def _rates(context: Context) -> Iterator[_Rate]:
    earlier: deque[Stated] = deque(maxlen=_EARLIER)
    for stretch, lists in zip(context.stretches, context.lists, strict=True):
        wholes = {p.span: found.whole for found in lists for p in found.parts}
        for index, claim in enumerate(stretch):
            if (
                claim.indicator.quantity.unit != "%"
                or claim.indicator.kind != "percent"
                or not claim.is_plain
            ):
                continue
            before = tuple(s for s in stretch[max(index - _BACK, 0) : index] if _is_amount(s))
            found = _of_act(claim, before) or _of_share(claim, before, wholes, tuple(earlier))
            if found is not None:
                yield found
        earlier.extend(s for s in stretch if _is_amount(s))


def _is_near(found: _Rate) -> bool:
    """Whether counts that merely stand side by side give nearly the rate: then they are its counts."""
    digits = len(found.claim.indicator.quantity.number.as_tuple().digits)
    share = found.part.number * 100 / found.whole.number if found.whole.number else Fraction(0)
    return digits >= _SHARP and found.claim.number * _NEAR < share < found.claim.number / _NEAR


def _is_amount(figure: Stated) -> bool:
    if figure.subject.startswith("比"):  # 比预算数多支: what is compared with
        return False
    return figure.is_plain and figure.indicator.kind in ("count", "money", "measure")


def _of_act(claim: Stated, before: Stretch) -> _Rate | None:
    """受理…件，办结…件，办结率…%."""
    stem = _RATE.search(claim.subject)
    if stem is None or stem["stem"] in _NO_SHARE or len(before) < 2 or _OTHER_WHOLE.search(claim.before):
        return None
    part, whole = before[-1], before[-2]
    if part.subject == whole.subject and stem["stem"] in _CUTS:  # 由56项精简至21项
        is_cut = _TO.search(part.before) and _are_one_thing(part, whole)
        return _Rate(claim, part, whole, cut=True) if is_cut else None
    words = _SAME_ACT.get(stem["stem"], (stem["stem"],))
    acted = any(word in part.subject or word in part.before for word in words)
    if not acted or "；" in part.before + claim.before or _OTHER_WHOLE.search(part.before):
        return None
    if not _are_alike(part, whole) or _TO.search(part.before):
        return None
    due = any(f"应{word}" in whole.subject for word in words)  # 应出庭41件，实际出庭40件
    return _Rate(claim, part, whole, sure=due or _are_one_kind(part, whole))


def _are_one_kind(part: Stated, whole: Stated) -> bool:
    """Whether two figures count the same things: their subjects differ by acts alone."""
    of_part, of_whole = (_ACTS.sub("", s.subject) for s in (part, whole))
    return of_part == of_whole or not of_part or (len(of_part) > 1 and of_whole.endswith(of_part))


def _are_one_thing(a: Stated, b: Stated) -> bool:
    return a.unit == b.unit and a.indicator.kind == b.indicator.kind


def _are_alike(part: Stated, whole: Stated) -> bool:
    a, b = part.indicator, whole.indicator
    return (part.unit, a.kind, a.status, a.period) == (whole.unit, b.kind, b.status, b.period)


def _of_share(
    claim: Stated, before: Stretch, wholes: Mapping[Span, Stated], earlier: Stretch
) -> _Rate | None:
    """…44.6万亩，其中人工造林11.8万亩，占造林面积的26.5%."""
    said = _SHARE.match(claim.before)
    if said is None or not before:
        return None
    part = _part_named(said["part"], before)
    if part is None or "均" in part.subject:
        return None
    whole = _whole_named(said["whole"], part, before, wholes) or _whole_earlier(said["whole"], part, earlier)
    if whole is None or not _are_alike(part, whole) or whole.number < part.number:
        return None
    return _Rate(claim, part, whole)


def _part_named(name: str, before: Stretch) -> Stated | None:
    """The figure that the share is of: the last one, or the last whose subject begins with `name`."""
    if not name:
        return before[-1]
    return next((s for s in reversed(before) if s.subject.startswith(name)), None)


def _whole_named(name: str, part: Stated, before: Stretch, wholes: Mapping[Span, Stated]) -> Stated | None:
    """The figure that the part is a share in: the whole of its list, or the one that bears the name."""
    if not name or name == "其" or _ALL.search(name):
        return wholes.get(part.span)
    plain = _WHERE.sub("", name)
    others = [s for s in reversed(before) if s.span != part.span]
    same = next((s for s in others if s.subject == plain), None)
    same = same or next((s for s in others if len(plain) > 1 and s.subject.startswith(plain)), None)
    if same is not None or len(plain) < _TELLING:
        return same
    return next((s for s in others if _bears(s, plain)), None)


def _bears(figure: Stated, name: str) -> bool:
    """Whether the subject ends with the name, and not with a longer word (出口总额 is not 进出口总额)."""
    front = figure.subject.removesuffix(name)
    return front != figure.subject and not front.endswith(("进", "非", "不", "未"))


def _whole_earlier(name: str, part: Stated, earlier: Stretch) -> Stated | None:
    """The figure of a sentence before that bears the name in full."""
    plain = _WHERE.sub("", name)
    if len(plain) < _FULL:
        return None
    alike = (s for s in reversed(earlier) if _are_alike(part, s) and _bears(s, plain))
    return next(alike, None)


RULES: Final = (RateOfCounts, AbsoluteRate)
