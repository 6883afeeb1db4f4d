"""Phrases: the part of a stretch of words that names what a figure counts or measures.

Pure functions on strings; the words themselves are in `resources/grammar.yaml`.
"""

from __future__ import annotations

import re

from reportnlp.datamodel import IndicatorKind
from reportnlp.resources import grammar

MAX_SUBJECT = 40

_INTENT = re.compile(r"、(?=力争|确保|争取|努力)")
_PERIOD_END = re.compile(r"(?:由|从)?(?:(?:19|20)\d\d年末?|去年|上年|今年)的?\Z")
_LIST_START = re.compile(r"[\s、]*(?:以及|和(?!谐|美)|及(?!格|时)|与(?!会)|并(?!购|网))?")
_HELD_BY = re.compile(r"(?<=[国省区市县州构校])共有(?=[一-龥]{2})")
_AND_SUCH = re.compile(r"(?<![高中初平优上下])等(?![级次候于外待])")
_EXAMPLES = re.compile(r"\A(?:各类|各种|各项|多种|一批|共计?|多个)")
_NEIGHBOUR = re.compile(r"[、，]|(?:和(?![美谐平])|以及|与(?!会))(?=[^和与、，]*\Z)")
_MODIFIER = re.compile(
    r"(?:以|由|因|对|经|被|在|向|从|无|有|受|获|未|拥有|具有|符合)[^，。；、\n]{1,16}的(?=[^，。；、\n]{2})"
)
_NOMINAL = re.compile(
    r"的?(?:[省市县]级?|重点|重大|亿元)*(?:项目|工程|企业|小区|路段|任务|村|片区|试点|示范)"
)
_JOINT = re.compile(r"(?<=..)(?:以及|及(?!其|格|时)(?=.{4}))")
_LEADING_VERB = re.compile("支持|撬动|带动|推动|保障|实施|新建|启动|推进|完成|开展|打造|扶持")
_PLACES = "村镇乡县市区校"
_QUALIFIERS = re.compile(r"\A(?:项目|累计|年度|计划|实施|加快|推进|谋划|统筹|跑办|重点|布局|一批|争取|积极)+")
_OBJECT_VERB = re.compile(
    r"\A(?:的|用于|建设|新建|建成|实施|启动|推进|完成|打造|开展|搭建|改造|扩建|支持|扶持|投入|建立|改扩建|对|兴建|"
    r"购置|采购|购买|设立|修建|用以|聘请|开工建设|开工|加快|重点(?!项目|工程|企业)|进行|资金)+"
)
_OBJECT_END = re.compile(r"[，。；]|(?<=.{3})(?:投入使用|建成|竣工|开工|启动|正在|全线|等项目|等工程|等)")
_UNIT_BRACKET = re.compile(r"\A（[一-龥]）")  # 6万套（间）
_REFERENCE = re.compile(r"\[\d{1,3}\]|[①-⑳]|\s+|\x00")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


def strip_fillers(raw: str) -> str:
    """`raw` without list marks, periods, adverbials in front and fillers behind.

    全年共受理复议案件 → 受理复议案件; 一般公共预算收入完成 → 一般公共预算收入.
    """
    words = grammar.load()
    text = _INTENT.split(_UNIT_BRACKET.sub("", raw))[-1].strip(' \u3000、，：:"-—–')
    while True:
        shorter = words.trailing_end.sub("", text)
        shorter = words.compared_end.sub("", shorter).rstrip("，、 ")
        shorter = _PERIOD_END.sub("", shorter)
        if shorter == text:
            break
        text = shorter
    m = words.leading_start.match(text)
    while m is not None and m.end():
        text = text[m.end() :].lstrip("，、 ")
        m = words.leading_start.match(text)
    listed = _LIST_START.match(text)
    text = text[listed.end() :] if listed is not None else text
    return _without_examples(_HELD_BY.sub("", _PERIOD_END.sub("", text)))


def _without_examples(left: str) -> str:
    """审查《甲》《乙》等规范性文件 → 审查规范性文件: the examples in front of 等 go, the verb stays."""
    marks = list(_AND_SUCH.finditer(left))
    if not marks:
        return left
    rest = _EXAMPLES.sub("", left[marks[-1].end() :])
    if len(rest) < 2:
        return left
    opening = grammar.load().action_start.match(left)
    return (opening[0] if opening is not None else "") + rest


def after_neighbour(raw: str) -> str:
    """The part of a list item in front of its number that is not the noun behind the number before."""
    m = _NEIGHBOUR.search(raw)
    return raw[m.end() :] if m is not None else raw


def noun_behind(right: str) -> str:
    """The noun phrase right behind a figure (个|工作组), "" where a predicate or mark follows."""
    words = grammar.load()
    text = right.lstrip(" ").removeprefix("的")
    if not text or not _is_word(text[0]) or words.change_start.match(text):
        return ""
    text = text.strip('“”" ')
    modifier = _MODIFIER.match(text)
    m = words.predicate.search(text, modifier.end() if modifier is not None else 0)
    while m is not None and ((m.start() == 1 and text[0] not in _PLACES) or _NOMINAL.match(text, m.end())):
        m = words.predicate.search(text, m.end())
    noun = text if m is None else text[: m.start()]
    change = words.change_start.search(noun)
    noun = (noun if change is None else noun[: change.start()]).rstrip("的、和及与")
    joint = _JOINT.search(noun)
    return noun[: joint.start()] if joint is not None else noun


def _is_word(char: str) -> bool:
    return char in '“"' or char.isalpha()


def bare_attribute(left: str) -> str:
    """`left` without what qualifies an attribute (累计完成投资 → 完成投资)."""
    return _QUALIFIERS.sub("", left) or left


def object_of(right: str) -> str:
    """The object of an investment: 建设科创孵化器 → 科创孵化器."""
    text = _OBJECT_VERB.sub("", right.strip("、 "))
    m = _OBJECT_END.search(text)
    text = text[: m.start()] if m is not None else text
    return text.strip('的“”"、 ')


def owner_of(subject: str) -> str:
    """What an attribute belongs to: the subject before, without its verb or its own attribute."""
    m = grammar.load().attribute_end.search(subject)
    return subject[: m.start()] if m is not None and m.start() > 0 else without_action(subject)


def joined(owner: str, name: str) -> str:
    """`owner` and what is measured of it, not twice (完成投资 + 完成投资)."""
    return owner if owner.endswith(name) else owner + name


def without_action(subject: str) -> str:
    """受理复议案件 → 复议案件."""
    m = grammar.load().action_start.match(subject)
    rest = subject[m.end() :] if m is not None else subject
    return rest if len(rest) > 1 else subject


def through_action(left: str) -> str:
    """海绵城市试点改造 of 海绵城市试点改造小区: what the further parts of a list share."""
    end = 0
    for m in grammar.load().action_in.finditer(left):
        end = m.end() if m.end() < len(left) else end
    return left[:end]


def tidy(subject: str, kind: IndicatorKind) -> str:
    """A subject as it is shown: without references, unpaired quotes and the verb of reaching a level."""
    subject = _REFERENCE.sub("", subject).strip("、，,：:").removeprefix("的")
    for left, right in _PAIRS:
        if subject.count(left) != subject.count(right):
            subject = subject.replace(left, "").replace(right, "")
    if kind not in ("count", "duration", "rank") and subject[:2] in ("完成", "实现") and len(subject) > 5:
        rest = subject[2:]
        subject = subject if rest.startswith(("投资", "了")) else rest
    return subject[:MAX_SUBJECT]
