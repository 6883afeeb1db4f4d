"""Changes: whether a number states a level or how far something rose or fell, and its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportnlp.datamodel import IndicatorKind
from reportnlp.parse.quantities import Mention
from reportnlp.resources import grammar, units

_REACH = 20  # characters in front of a number in which its change word stands

_MORE_THAN = re.compile(
    r"(?:比|较)(?:[^，。；\n\d]|20\d\d年){1,12}?(?:(?P<more>多|高|快)|(?P<less>少|低|慢))(?:了|出)?\Z"
)
COMPARED_TO = re.compile(
    r"(?:相?较|相比|对比|比)于?(?P<when>去年|上年|上一年|前年|(?:19|20)\d\d年)(?:同期)?(?:底|末)?的?\Z"
)
"""In front of a number: the value of an earlier year, quoted for comparison (相较去年22件)."""

_GAINS = {"增收": "收入", "增产": "产量"}
# 浓度改善3.4%; 浓度28微克/立方米，同比改善3.4%: it fell.
_BETTER_LOWER = re.compile(r"(?:浓度|PM2\.5|PM10|能耗|排放)[^。；\n]{0,20}\Z")
_PART_OF_VERB = "新提晋跃递调"  # 新增, 提升: the last character alone is no change word


@dataclass(frozen=True, slots=True)
class Change:
    """The change word in front of a number: its sign, and whether it states a level (提高到)."""

    sign: int
    level: bool
    start: int
    of_rates: bool = False
    """The word also means building (改造提升6万亩): a change only of rates and shares."""
    gained: str = ""
    """What the word names besides the change: 收入 in 增收."""


def find_change(text: str, start: int) -> Change | None:
    """The change word that ends just before the number at `start`, if any."""
    m = grammar.load().change.search(text, max(0, start - _REACH + 4), start)
    if m is None:
        more = _MORE_THAN.search(text, max(0, start - _REACH), start)
        return Change(-1 if more["less"] else 1, False, more.start()) if more is not None else None
    if m["up"] in ("增", "升") and text[m.start() - 1 : m.start()] in _PART_OF_VERB:
        return None
    of_rates = (
        m["up"] == "提升"
        and grammar.load().compared_end.search(text, max(0, m.start() - 8), m.start()) is None
    )
    gained = _GAINS.get(m["up"] or "", "")
    improved = m["up"] == "改善" and _BETTER_LOWER.search(text, max(0, m.start() - 28), m.start())
    return Change(-1 if m["down"] or improved else 1, m["level"] is not None, m.start(), of_rates, gained)


def kind_and_sign(mention: Mention, change: Change | None) -> tuple[IndicatorKind, int]:
    """The kind of a figure and the sign of its value (GUIDE: 下降3.2% is a growth of -3.2)."""
    unit = mention.quantity.unit
    if mention.rank:
        return "rank", 1
    if mention.quantity.parts or unit in ("倍", "番"):
        return "ratio", 1
    if not unit:
        return ("ratio", 1) if mention.quantity.scale == 1 else ("count", 1)
    kind = units.load().kind_of(unit)
    if change is None or change.level:
        return kind, 1
    if kind == "percent":
        return "growth", change.sign
    if kind == "points":
        return "points", change.sign
    return (kind, 1) if change.of_rates else ("change", change.sign)
