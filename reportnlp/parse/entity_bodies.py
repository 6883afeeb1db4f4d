"""Rules for organisations: organs with their rank or place, and bodies of any kind."""

from __future__ import annotations

import re

from reportnlp.parse.entity_context import (
    Context,
    after_leads,
    after_measure,
    common,
    counted,
    word_set,
    words,
)
from reportnlp.parse.entity_scan import Head, Name

_LONGEST_BODY = 20
_RANK = re.compile(r"(?:自治区|综合实验区|合作区|新区|开发区|高新区|经开区|街道|[省市县区州旗盟镇乡])\Z")
# 县委书记 and 市委托 do not speak of the committee.
_NO_BODY = re.compile(r"[员托任派身]|书记|副书记|常委|中心组|宣传部长|组织部长|政法委书记")
# Before a rank these show that no single organ is meant: 各县政府, 城市政府, 社区医院.
_NOT_ONE = "各全两该外本我等地乡城市县区省镇村社园校院景厂片灾林库牧矿辖郊学"
# Behind these an organ needs no rank: 组建|行政审批局.
_FOUNDED = ("成立", "组建", "设立", "新设")
# 县老年大学, but not 县级…, 市场….
_OF_RANK = re.compile(r"[省市县区州](?![级市县区省内属外直域场政块会委民别间乡镇])[\u4e00-\u9fff]")
_BRANCH = re.compile(r"（[\u4e00-\u9fff]{2,3}）")
# Words that go on as others: 大学生, 银行业, 中心城区; 线索, 乡村.
_BODY_GOES_ON = re.compile(
    r"(?:大学|中学|小学)生|银行[业账卡贷承]|集团[化式军]|公司[法治制]|中心[城区镇村任工环思线组]|医院感|学院派|学校(?:经费|办学)"
    r"|支队伍|大队伍|集中学|师专[业家门]"
)
# Of several bodies one speaks so: 两所学校, 省属高校, 一流大学.
_MANY = re.compile(
    r"中小|多所|多家|规上|规模以[上下]|龙头|知名|著名|[省市县区]属|[省市县区]级|各级|各类|一流|优质|公办|民办|双一流|应届"
    r"|[两三四五六七八九十]{1,3}[个所家]"
)


def read_organ(context: Context, head: Head) -> Name | None:
    """An organ with its rank, place or parent body in front: 县司法局, 县政府办公室."""
    text = context.text
    word = text[head.start : head.end]
    if word[-1] == "委" and _NO_BODY.match(text, head.end):
        return None
    start = organ_start(context, head)
    if start is None and _stands_alone(context, head, word):
        start = head.start
    return None if start is None else Name(start, head.end, "ORG")


def organ_start(context: Context, head: Head) -> int | None:
    """Where the name of an organ starts that has something in front; None if nothing has."""
    text, at = context.text, head.start
    if at in context.bodies:
        return context.bodies[at]
    if at in context.places:
        return _with_party(text, context.places[at])
    rank = _RANK.search(text, max(0, at - 5), at)
    if rank is None:
        return None
    start = rank.start()
    if start in context.bodies and text.endswith("政府", at, head.end):
        return context.bodies[start]  # 县委县政府
    if start in context.places:
        return _with_party(text, context.places[start])
    if start and text[start - 1] in _NOT_ONE:
        return None
    return _unknown_place(context, head.loose, start, rank.end())


def _with_party(text: str, start: int) -> int:
    return start - 2 if text.startswith("中共", max(0, start - 2)) else start


def _unknown_place(context: Context, edge: int, start: int, end: int) -> int:
    """The start of a division that no table has, if the text names it often enough."""
    if 1 < start - edge <= 4 and context.recurs(context.text[edge:end]):
        return _with_party(context.text, edge)
    return start


def _stands_alone(context: Context, head: Head, word: str) -> bool:
    """Whether an organ has its name without a rank."""
    text = context.text
    if len(word) > 3 and text.endswith(_FOUNDED, 0, head.start):
        return True
    if word not in word_set("organs", "bare"):
        return False
    if head.loose != head.start and not (head.loose == head.start - 1 and text[head.loose] == "新"):
        return False
    return not (word in ("人大", "政协") and text.startswith(words("organs", "persons"), head.end))


def read_body(context: Context, head: Head) -> Name | None:
    """A company, school, committee …: read back to a left edge or to the place it is named after."""
    text = context.text
    if _BODY_GOES_ON.match(text, max(head.start, head.end - 2)) or counted(text, head.end):
        return None
    task = text[head.start : head.end] in word_set("organs", "named")
    start = _task_start(context, head) if task else body_start(context, head)
    if not 0 < head.start - start <= _LONGEST_BODY:
        return None
    if task:
        return Name(start, head.end, "ORG") if head.start - start >= 4 else None
    if _names_nothing(context, start, head.start):
        return None
    branch = _BRANCH.match(text, head.end)
    return Name(start, branch.end() if branch else head.end, "ORG")


def _task_start(context: Context, head: Head) -> int:
    """The start of a body that is named after its task, however common the words of the task are."""
    start = after_measure(context.text, head.firm)
    return after_leads(context.text, start, head.start)


def _names_nothing(context: Context, start: int, end: int) -> bool:
    """Whether the words before the last one leave it a common noun."""
    text = context.text
    if _MANY.search(text, start, end):
        return True
    return common("organs").fullmatch(text, start, end) is not None and not _OF_RANK.match(text, start, end)


def body_start(context: Context, head: Head) -> int:
    """Where a name starts whose words may not hold acts, except behind a place or a bracket."""
    text = context.text
    edge = context.before_bracket(head.firm, head.start)
    if edge is None or head.start - edge > _LONGEST_BODY:
        edge = head.loose
        if context.named_after(head.firm, head.start):
            return context.over_dash(head.firm)
    return context.over_dash(after_leads(text, after_measure(text, edge), head.start))
