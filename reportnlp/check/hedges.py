"""What stands around a number: two hedges for one, falls told in multiples, estimates to the digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.resources.profiles import Law
from reportnlp.resources.units import load as load_units
from reportnlp.scanning import near_cues

_NUMERALS = "GB/T 15835—2011 出版物上数字用法"
_CHINESE = "[一二两三四五六七八九十百千]{1,8}"
_NUMBER = rf"(?:\d[\d,]{{0,12}}(?:\.\d{{1,4}})?|{_CHINESE})(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千|百)?"

# What each hedge cannot be followed by, and what may stand between it and the number.
_ABOUT = r"(?:大约|大概|(?<![签履节合契预制集公违大条誓])约)(?:为|有|达|占|在)?"
_NEARLY = r"(?:将近|接近|(?<![附最邻接将临靠亲就相])近)"
_AT_LEAST = (
    r"(?:至少|不少于|不低于|最少)(?:安排|组织|开展|举办|召开|进行|完成|建成|建设|打造|培育|培训|引进|新增|达到?|有|需要?|要|确保"
    r"|实现|增加|增长|提高|配备|选派|走访|检查|抽查|学习|参加|保持|发放|设立|拿出)?"
)
_OVER = r"(?:超过|(?<![高反赶])超(?![采充亿百千]|过)|突破)"
_UNDER = r"(?:不足|不到|少于|(?<!不)低于)"
_TAILS = {
    "about": r"(?P<yu>[余多])|(?P<u1>{u})?(?P<t1>左右|上下|以上|以下)",
    "nearly": r"(?P<yu>[余多])|(?P<u1>{u})?(?P<t1>左右|上下|以上)",
    "least": r"(?P<u1>{u})?(?P<t1>以上|左右|上下)",
    "over": r"(?P<yu>[余多])|(?P<u1>{u})?(?P<t1>以上)",
    "under": r"(?P<yu>[余多])|(?P<u1>{u})?(?P<t1>左右|上下|以下)",
}
_HEADS = {"about": _ABOUT, "nearly": _NEARLY, "least": _AT_LEAST, "over": _OVER, "under": _UNDER}
_CUE = re.compile("约|大概|近|至少|最少|不少于|不低于|超|突破|不足|不到|少于|低于")
# 至少引进投资5000万元以上项目: a size that goes with the noun behind, not with 至少.
_SIZE = re.compile(r"的?[\u4e00-\u9fff]")
_SIZED = re.compile(r"元|亩|公顷|米|吨|岁|瓦|级|平方|公里|座|床|人")
_GOAL = re.compile(r"的?(?:预期|目标|预算|计划)")
_YEARS_BEHIND = re.compile(r"年(?!\d)|天|个月")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    units = load_units().pattern
    return tuple(
        re.compile(rf"(?P<head>{_HEADS[kind]})(?P<number>{_NUMBER})(?:{_TAILS[kind].format(u=units)})")
        for kind in _HEADS
    )


class RedundantHedges(Rule):
    """同一个数前后用了两个意思重复或矛盾的约数词。

    说明：“约……左右”“至少……以上”“近……余”“超过……以上”说的是同一个数时，只留一个。
    例外：前后两个词管的不是同一个数，如“近三年累计100余件”“至少引进亿元以上项目3个”，不查。
    """

    id = "NUM-03"
    name = "约数词重复"
    level = "warning"
    sources = (Law(instrument=_NUMERALS, certainty="recalled"),)
    bad = (
        Example("县乡两级每年至少安排4次以上专题学习。", marked="至少安排4次以上"),
        Example("全年投入资金约5000万元左右。", marked="约5000万元左右"),
        Example("培训近200余人。", marked="近200余"),
    )
    good = (
        Example("每年至少安排4次专题学习，投入约5000万元，培训200余人。"),
        Example("近三年累计办结100余件，至少引进投资5000万元以上项目3个，签约200个以上。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every number between two hedges."""
        text, done = context.clean, -1
        for cue in _CUE.finditer(text):
            start = (
                cue.start() - 1 if text[cue.start() - 1 : cue.start()] in ("大", "将", "接") else cue.start()
            )
            found = next((m for p in _patterns() if (m := p.match(text, start))), None)
            if found and start >= done and _is_of_one_number(found, text):
                done = found.end()
                span = context.match(found)
                tail = found["t1"] or found["yu"]
                message = f"“{context.quote(span)}”里的两个约数词重复或矛盾"
                yield fails(message, span, suggestion=f"数字前的词和后面的“{tail}”请只留一个")
        if done < 0:
            yield passes()


def _is_of_one_number(found: re.Match[str], text: str) -> bool:
    """Whether both hedges are of the number, and not of what stands around it."""
    behind = text[found.end() : found.end() + 4]
    groups = found.groupdict()
    if _GOAL.match(behind):
        return False
    if groups.get("yu"):
        return _YEARS_BEHIND.match(behind) is None or not found["head"].endswith("近")
    sized = _SIZED.search(groups.get("u1") or "元") is not None
    return not (groups["t1"] in ("以上", "以下") and sized and _SIZE.match(behind))


_FALLS = "下降|减少|降低|缩短|缩小|压缩|压减|缩减|回落|削减|下跌|下滑"
_MULTIPLE = r"(?:\d{1,4}(?:\.\d{1,3})?|[一二两三四五六七八九十几数百]{1,4})(?:余|多)?倍(?![增速体率式])"
_FALL = re.compile(
    rf"(?:{_FALLS})了?(?:近|约|超过?|达|将近)?{_MULTIPLE}"
    rf"|比[^，。；、\n]{{1,20}}(?:(?<![降最])低|(?<![不减至最])少|(?<!缩)小|慢)了?{_MULTIPLE}"
)


_MULTIPLE_CUE = re.compile("倍")


class FallInMultiples(Rule):
    """用倍数表示下降、减少。

    说明：减少一倍就是减到零，下降、减少只能用百分数或几分之几，不能说“下降9倍”。
    例外：“下降到原来的1/9”“由9倍降到3倍”不查。
    """

    id = "NUM-04"
    name = "减少用倍数"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="常用数量表述规则", certainty="recalled"),
    )
    bad = (
        Example("产品废品率下降9倍。", marked="下降9倍"),
        Example("平均用时减少了近三倍。", marked="减少了近三倍"),
    )
    good = (Example("产品废品率下降到原来的九分之一，城乡收入比由3倍缩小到2.5倍，产量增长3倍。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every fall with a multiple."""
        found = list(near_cues(_FALL, context.clean, _MULTIPLE_CUE, 40, 44))
        for m in found:
            span = context.match(m)
            message = f"“{context.quote(span)}”：下降、减少不能用倍数"
            yield fails(message, span, suggestion="请改用百分数或“降为原来的几分之几”，并核对数字")
        if not found:
            yield passes()


_ESTIMATE = re.compile(
    rf"{_ABOUT}(?P<n>\d[\d,]{{0,12}}(?:\.\d{{1,4}})?)(?P<scale>[万亿])?(?![\d.])"
    r"|(?:预计|估计|估算)(?:为|达到?|可支配收入|收入|支出|投资|需要?)?(?P<n2>\d[\d,]{6,14}(?:\.\d{1,4})?)(?=元)"
)
_ESTIMATE_CUE = re.compile(r"[约概计算](?=[为有达占在可收支投需]|\d)")
_TOO_EXACT = 5  # significant digits that nobody estimates


class ExactEstimate(Rule):
    """约数写得过细。

    说明：前面已经说“约”“大约”，后面的数字却精确到个位，两者不相称；全文只提示一次。
    例外：合同、决算、账户余额等确数前面不带“约”的，不查。
    """

    id = "NUM-05"
    name = "约数过细"
    level = "info"
    sources = (Law(instrument=_NUMERALS, certainty="recalled"),)
    bad = (Example("预计可支配收入123456789.01元，", marked="预计可支配收入123456789.01"),)
    good = (Example("投入约3.25亿元，约1200人受益，预计投资3000000元，合同金额123456.78元。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once."""
        estimates = near_cues(_ESTIMATE, context.clean, _ESTIMATE_CUE, 1, 40)
        found = [m for m in estimates if _digits(m["n"] or m["n2"]) >= _TOO_EXACT]
        if not found:
            yield passes()
            return
        spans = [context.match(m) for m in found]
        message = f"“{context.quote(spans[0])}”说的是约数，数字却写得很细"
        yield fails(message, *spans, suggestion="去掉“约”，或改用整数")


def _digits(number: str) -> int:
    """How many digits of the number mean something: 3000000 has one, 12.30 four."""
    whole = number.replace(",", "")
    return len(whole.replace(".", "")) if "." in whole else len(whole.rstrip("0"))


RULES: Final = (RedundantHedges, FallInMultiples, ExactEstimate)
