"""Rules for organisations and places."""

from __future__ import annotations

import re

from reportnlp.parse.entity_context import Context, after_measure, common, word_set, words
from reportnlp.parse.entity_scan import Head, Name

_LONGEST_BODY = 20
_RANK = re.compile(r"(?:自治区|综合实验区|合作区|新区|开发区|高新区|经开区|街道|[省市县区州旗盟镇乡])\Z")
# 县委书记 and 市委托 do not speak of the committee.
_NO_BODY = re.compile(r"[员托任派身]|书记|副书记|常委|中心组|宣传部长|组织部长|政法委书记")
# Before a rank these show that no single organ is meant: 各县政府, 城市政府.
_NOT_ONE = "各全两该外本我等地乡城市县区省镇村"
# 县老年大学, but not 县级…, 市场….
_OF_RANK = re.compile(r"[省市县区州](?![级市县区省内属外直域场政块会委民别间])[\u4e00-\u9fff]")
_BRANCH = re.compile(r"（[\u4e00-\u9fff]{2,3}）")
_BRACKET = re.compile(r"([\u4e00-\u9fff]{2,10})[（(][\u4e00-\u9fff]{2,6}[）)][\u4e00-\u9fff]{0,6}\Z")
# Words that go on as others: 大学生, 银行业, 中心城区; 线索, 乡村.
_BODY_GOES_ON = re.compile(
    r"(?:大学|中学|小学)生|银行[业账卡贷承]|集团[化式军]|公司[法治制]|中心[城区镇村任工环思线组]|医院感|学院派"
)
_PLACE_GOES_ON = re.compile(
    r"线[索上下路条性程缆]|沟通|路[径网线程由]|乡[村镇亲土愁贤]|村[民级镇庄集务]|镇[级域痛]"
    r"|山[泉水区林体地东西河顶脚川里上口]|河[道流湖床段岸北南海]|湖[北南泊区]|江[苏西河南北山]|港[口澳人资股]"
    r"|街[道区镇头面]|岛[屿国]|湾区|渠道|巷道"
)

# While a park is planned and built it is a project.
_BEING_BUILT = re.compile(r"(?:元的|签约|落地|开工|启动|谋划|引进|引入|投产|竣工|筹建|新建|在建|入驻)\Z")
_TO_BE_BUILT = re.compile(
    r"(?:[一二三四]期)?(?:等?项目|签约|落地|开工|投产|竣工|动工|启动建设|加快建设|加快推进|主体)"
)


def read_organ(context: Context, head: Head) -> Name | None:
    """An organ with its rank, place or parent body in front: 县司法局, 县政府办公室."""
    text = context.text
    word = text[head.start : head.end]
    if word[-1] == "委" and _NO_BODY.match(text, head.end):
        return None
    start = organ_start(context, head)
    if start is None and word in word_set("organs", "bare") and _stands_alone(context, head, word):
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
    text = context.text
    if head.loose != head.start and not (head.loose == head.start - 1 and text[head.loose] == "新"):
        return False
    return not (word in ("人大", "政协") and text.startswith(words("organs", "persons"), head.end))


def read_body(context: Context, head: Head) -> Name | None:
    """A company, school, committee …: read back to a left edge or to the place it is named after."""
    text = context.text
    if _BODY_GOES_ON.match(text, max(head.start, head.end - 2)):
        return None
    if text[head.start : head.end] in word_set("organs", "named"):
        start = after_measure(text, head.firm)
        return Name(start, head.end, "ORG") if 4 <= head.start - start <= _LONGEST_BODY else None
    start = after_measure(text, _body_edge(context, head))
    if not 0 < head.start - start <= _LONGEST_BODY:
        return None
    if common("organs").fullmatch(text, start, head.start) and not _OF_RANK.match(text, start, head.start):
        return None
    branch = _BRANCH.match(text, head.end)
    return Name(start, branch.end() if branch else head.end, "ORG")


def _body_edge(context: Context, head: Head) -> int:
    if _begins_with_place(context, head):
        return head.firm
    text, edge = context.text, head.loose
    closes = edge and text[edge - 1] in "）)"
    if closes and (match := _BRACKET.search(text, max(0, head.start - 24), head.start)):
        # Left over a place in brackets: 青岚（云溪）律师事务所.
        return match.start() + (match[1][0] in "与和及由向从在对被将把")
    return edge


def _begins_with_place(context: Context, head: Head) -> bool:
    """Whether a place stands at the firm edge: it begins the name, whatever words follow."""
    stem = context.text[head.firm : head.start]
    return head.firm in context.place_starts and len(stem) <= 14 and "及" not in stem


def read_place(context: Context, head: Head) -> Name | None:
    """A road, river, zone …: read back like an organisation, but shorter."""
    text = context.text
    size = head.end - head.start
    named = size > 1 and _begins_with_place(context, head)
    start = after_measure(text, head.firm if named else head.loose)
    stem = head.start - start
    if stem == 0:
        alone = text[head.start : head.end] in word_set("places", "alone")
        return Name(start, head.end, "LOC") if alone else None
    if stem > (14 if size > 1 else 4) or head.end in context.places or _no_place(context, head, start):
        return None
    return Name(start, head.end, "PLAN" if _is_project(text, head, start) else "LOC")


def _is_project(text: str, head: Head, start: int) -> bool:
    if text[head.start : head.end] not in word_set("places", "parks"):
        return False
    return (
        _TO_BE_BUILT.match(text, head.end) is not None
        or _BEING_BUILT.search(text, max(0, start - 2), start) is not None
    )


def _no_place(context: Context, head: Head, start: int) -> bool:
    text = context.text
    word, stem = text[head.start : head.end], text[start : head.start]
    if stem.isascii():
        return True
    if len(word) == 1:
        quoted = text[start - 1 : start] == "“" and text[head.end : head.end + 1] == "”"
        person = text.startswith(words("persons", "titles"), head.end)  # 林春江院士
        if quoted or person or _PLACE_GOES_ON.match(text, head.start):
            return True
    if word == "片区" and head.start in context.places:
        return True
    if word in word_set("places", "roads") and stem in word_set("places", "road_names"):
        return False
    return common("places").fullmatch(stem) is not None
