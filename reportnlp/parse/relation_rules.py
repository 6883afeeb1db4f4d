"""Rules for figures that relate to another: how far it changed, its share, rank or multiple."""

from __future__ import annotations

import re

from reportnlp.parse.bounds import BOUNDED_SHARE
from reportnlp.parse.changes import COMPARED_TO
from reportnlp.parse.scenes import UNITLESS, Reading, Scene, Surroundings
from reportnlp.resources import grammar

_SHARE = re.compile(r"(?:合计|共|约|就)?占\Z")
_PLANNED = re.compile(r"(?:完成|占)?(?:年初|全年|年度|调整)?(?:预算|计划|任务|目标)的?")
_RANKED_AS = re.compile(r"(?:稳?[居列]|[位排][居列名]|位)(?:[^，]{0,8})\Z")
_TIMES = re.compile(r"为|是|相当于|较|比|达")
_SHARES = ("比重", "占比", "比例")
_PACE = ("涨幅", "增幅", "增速", "降幅", "跌幅")
_SOME_YEARS = re.compile(r"\A(?:[两三四五六七八九十]|\d)年\Z|(?:仍|继续)?以\Z")  # 两年平均增长, 以8%的速度
_FRAME = re.compile(r"在?(?P<whole>[^，。；\n]{2,30}?)(?:当中|之中|中)，")
_MEASURED_CHARS = (
    "率", "数", "量", "额", "比重", "价", "费", "能耗", "规模", "强度", "密度", "水平", "贸易",
    "出口", "进口", "外资", "存款", "贷款", "里程", "效率", "能力", "排放", "水耗", "用电", "物流",
    "货运", "客运", "游客", "GDP",
)  # fmt: skip
_NOT_INHERITED = ("税收", "投资", "人口")
# 规上工业增加值增长6%、利润增长9%
_OF_SAME_OWNER = ("利润", "利润总额", "营收", "营业收入", "利税", "销售收入")


def changed(around: Surroundings, scene: Scene) -> Reading | None:
    """增长6% after 地区生产总值; 同比增长346% takes the subject before."""
    change, previous, left = scene.change, scene.previous, scene.left
    if scene.kind not in ("growth", "points", "change") or (change is None and scene.kind != "growth"):
        return None
    if change is not None and change.level:
        return None
    left = _SOME_YEARS.sub("", left)
    if previous is not None and left in _SHARES:
        subject = previous.subject
    elif previous is not None and (left.startswith("占") or left in _PACE):
        subject = previous.subject + left
    elif left and not grammar.load().actions_only.fullmatch(left):
        subject = _with_measure(around, scene, left)
    elif previous is not None:
        subject = previous.subject
    else:
        subject = left or around.earlier_clause(scene.clause, scene.sentence)
    return scene.reading(subject + (change.gained if change is not None else ""))


def _with_measure(around: Surroundings, scene: Scene, left: str) -> str:
    """饮料类 → 饮料类商品零售额, where the frame (…商品零售额中) or the figure before names the measure."""
    previous = scene.previous
    measure = grammar.load().measure_end
    if previous is not None and scene.listed and left in _OF_SAME_OWNER:
        m = measure.search(previous.subject)
        return previous.subject[: m.start()] + left if m is not None and m.start() > 1 else left
    if measure.search(left) or left.endswith(_MEASURED_CHARS):
        return left
    if previous is not None and previous.kind == "growth":
        m = measure.search(previous.subject)
        if m is not None and m.start() > 0 and m[0] not in _NOT_INHERITED:
            return left + m[0]
    frame = _FRAME.search(around.text, scene.sentence, scene.clause)
    m = measure.search(frame["whole"]) if frame is not None else None
    return left + m[0] if m is not None else left


def compared(around: Surroundings, scene: Scene) -> Reading | None:
    """相较去年22件: the value of last year is of the same subject."""
    if scene.previous is None:
        return None
    start = max(scene.clause, scene.mention.start - 16)
    if COMPARED_TO.search(around.text, start, scene.mention.start) is None:
        return None
    return scene.reading(scene.previous.subject)


def share(around: Surroundings, scene: Scene) -> Reading | None:
    """占一般公共预算支出的73.7%; 三类合计占三分之一."""
    left = scene.left
    bounded = BOUNDED_SHARE.search(left) if scene.kind in ("percent", "ratio") else None
    if bounded is not None:
        left = f"{left[: bounded.start()]}占{bounded['whole'].removesuffix('的')}"
        if not left.startswith("占"):
            return scene.reading(left + "比重")
    if left.endswith("占") and len(left) > 2:
        return scene.reading(_SHARE.sub("", left) + "占比")
    if not left.startswith("占") or scene.previous is None:
        return None
    whole = (
        left
        if left.endswith(("比重", "比例", "率"))
        else "占比"
        if left == "占"
        else left.rstrip("的") + "比重"
    )
    return scene.reading(scene.previous.subject + whole)


def fulfilled(around: Surroundings, scene: Scene) -> Reading | None:
    """支出决算12万元，完成年初预算的98%: a share of what was planned."""
    if scene.unit not in UNITLESS or scene.previous is None or not _PLANNED.fullmatch(scene.left):
        return None
    return scene.reading(scene.previous.subject + scene.left.rstrip("的") + "比例")


def ranked(around: Surroundings, scene: Scene) -> Reading | None:
    """增速居全市第1: the rank of what stands before it, or was spoken of last."""
    if scene.kind != "rank":
        return None
    own = _RANKED_AS.sub("", scene.left)
    if not own and scene.previous is not None:
        return scene.reading(scene.previous.subject)
    return scene.reading(own or scene.left)


def multiple(around: Surroundings, scene: Scene) -> Reading | None:
    """翻一番; 是上年的2.2倍."""
    previous = scene.previous
    if scene.unit == "番":
        own = _SOME_YEARS.sub("", scene.left.removesuffix("翻"))
        return scene.reading(own or (previous.subject if previous is not None else ""))
    if scene.kind == "ratio" and previous is not None and _TIMES.match(scene.left):
        return scene.reading(previous.subject)
    return None
