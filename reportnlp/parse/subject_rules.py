"""The rules that find a figure's subject, tried in order; the first that answers decides.

Each rule gets the surroundings and the scene of one figure and returns its reading, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reportnlp.parse.phrases import (
    bare_attribute,
    joined,
    noun_behind,
    object_of,
    owner_of,
    through_action,
    without_action,
)
from reportnlp.parse.relation_rules import changed, compared, fulfilled, multiple, ranked, share
from reportnlp.parse.scenes import UNITLESS, Reading, Scene, Surroundings, has_digit, is_threshold, noun_of
from reportnlp.resources import grammar

Rule = Callable[[Surroundings, Scene], Reading | None]

NEXT_SUBJECT = "·"
"""`Reading.pending`: the next figure's subject belongs to this figure too."""

_MAX_ELLIPTIC = 16
_PREPOSITION_END = re.compile(
    r"(?:为|对|给|向|在|把|将|使|让|由|从)(?:[全我本][省市县区镇乡州]|各[省市县区镇乡])?\Z"
)
_DIRECTION = re.compile(r"向[^，。；\n]{1,14}?(?=报告|报送|反馈|通报|提交)")
# 总投资11亿元、占地600亩的校区: the owner of both stands behind the second.
_SHARED_OWNER = re.compile(r"、[一-龥]{0,6}的(?=[一-龥“])")
_PER = ("人均", "户均", "村均", "亩均", "平均每人", "平均")
_ATTRIBUTIVE = re.compile(
    r"(?:[国省市区县镇村部]家?级|[一-龥]{1,4}[类级型性式籍]|正职|副职|男性?|女性?|公办|民办|新建|其他)\Z"
)
_NAMED_PART = re.compile(r"[人员师生牌品机车房站企店馆校院件]\Z")
_GRADE = re.compile(
    r"\A(?:[省市县乡镇村、]{2,8}[两三四五]级|[国省市县区部]家?级(?:及?以[上下])?|[一-龥]{0,4}以[上下])"
)


def invested(around: Surroundings, scene: Scene) -> Reading | None:
    """总投资41亿元的60万千瓦…电站项目: the owner of the sum stands behind all figures."""
    behind = around.behind_all(scene)
    shared = _SHARED_OWNER.match(behind)
    if scene.kind != "money" or not (scene.right.startswith("的") or _adjacent(around, scene) or shared):
        return None
    m = grammar.load().attribute_end.search(scene.left)
    if m is None:
        return None
    owner = object_of(behind[shared.end() :] if shared is not None else behind)
    return scene.reading(owner + m[0]) if owner else None


def _adjacent(around: Surroundings, scene: Scene) -> bool:
    following = scene.following
    return following is not None and around.text[scene.mention.end : following.start] in ("", "的")


def batched(around: Surroundings, scene: Scene) -> Reading | None:
    """分两批对1000名执法骨干进行轮训: what is done in batches."""
    if scene.unit not in ("批", "期", "轮") or not scene.right.startswith(("对", "为")):
        return None
    return scene.reading(around.behind_all(scene)[1:])


def glued(around: Surroundings, scene: Scene) -> Reading | None:
    """10件|12人: a second figure right behind the first speaks of the same."""
    previous = scene.previous
    if previous is None or scene.mention.start != previous.mention.end or noun_behind(scene.right):
        return None
    if not previous.subject:
        return None  # 300户800人实现脱贫: the predicate names both
    return scene.reading(previous.subject)


def attribute(around: Surroundings, scene: Scene) -> Reading | None:
    """小学759所，招生10.3万人; 投资4.65亿元建设…; 投资8.38亿元，完成…: an attribute of something else."""
    name = bare_attribute(scene.left)
    if name == "总额" and scene.previous is not None:
        return scene.reading(joined(without_action(scene.previous.subject), name))
    if noun_behind(scene.right) or grammar.load().attribute_end.fullmatch(name) is None:
        return None
    behind = object_of(scene.right)
    if behind:
        return scene.reading(joined(behind, name))
    previous = scene.previous
    if previous is not None and grammar.load().attribute_end.fullmatch(previous.subject):
        return scene.reading(scene.left)
    if previous is not None and not (name.endswith("投资") and previous.kind == "growth"):
        return scene.reading(joined(owner_of(previous.subject), scene.left))
    owner = around.next_clause_object(scene)
    if owner:
        return scene.reading(joined(owner, name))
    earlier = around.earlier_clause(scene.clause, scene.sentence) if name.endswith("投入") else ""
    if earlier:
        return scene.reading(joined(without_action(earlier), name))
    return scene.reading(scene.left, pending=name)


def counted(around: Surroundings, scene: Scene) -> Reading | None:
    """打造|10个|省级美丽乡村: a figure in front of its noun."""
    noun = noun_behind(scene.right)
    if not noun or scene.unit in UNITLESS:
        return None
    words, left, previous = grammar.load(), scene.left, scene.previous
    verb = words.action_end.search(left)
    opening = verb[0] if verb is not None else ""
    if not left and previous is not None and scene.listed:
        opening = previous.shared
    if scene.kind == "money":
        m = words.attribute_end.search(left)
        if m is not None:
            return scene.reading(object_of(noun) + m[0])
    if scene.kind == "duration" and left and not opening:
        return scene.reading(left + noun, shared=left)
    head = words.generic_head.match(noun)
    if head is not None and (head.end() == len(noun) or (head.end() > 1 and len(noun) - head.end() < 3)):
        return _generic(around, scene, head[0], opening)
    return scene.reading(opening + noun, shared=opening)


def _generic(around: Surroundings, scene: Scene, noun: str, opening: str) -> Reading:
    """10个|村庄|获评省级美丽乡村: a noun that says little takes the words in front or its predicate."""
    more_than_verb = len(scene.left) > len(opening) + 3 if opening else bool(scene.left)
    if more_than_verb and not scene.exemplified and "、" not in scene.left:
        return scene.reading(scene.left + noun)
    first = grammar.load().action_start.match(scene.left)
    opening = first[0] if first is not None else opening
    rest = scene.right.partition(noun)[2].strip('”"的、 ')
    rest = rest.partition("分别")[0]
    return scene.reading(opening + noun + rest[:18], shared=opening)


def completed_by_next(around: Surroundings, scene: Scene) -> Reading | None:
    """73条|110公里水毁公路: the noun stands behind the second figure."""
    following = scene.following
    if following is None or not _adjacent(around, scene):
        return None
    if scene.left and not noun_behind(around.right_alone(following)):
        return None
    return scene.reading(scene.left, pending=NEXT_SUBJECT)


def elided(around: Surroundings, scene: Scene) -> Reading | None:
    """受理复议案件81件，办结75件: a verb alone takes the noun of the figure before."""
    words, left, peer = grammar.load(), scene.left, scene.peer()
    if not left:
        return None
    if words.actions_only.fullmatch(left) is not None:
        if peer is None and scene.previous is not None and len(left) > 3:
            return None  # 接受咨询: a verb with its own noun
    else:
        short = len(left) <= _MAX_ELLIPTIC and not scene.right
        if peer is None or not short or words.elliptic_end.search(left) is None:
            return None
    noun = _elided_noun(around, scene, peer or scene.previous).removesuffix(left)
    # 重点工程已竣工25项 names its noun itself.
    return scene.reading(left if noun and noun in left else left + noun, shared=left, noun=noun)


def _elided_noun(around: Surroundings, scene: Scene, source: Reading | None) -> str:
    behind = scene.right.strip("的、 ")
    if behind:
        return behind[:14]
    after = scene.sentence if source is None else max(scene.sentence, source.mention.end + 1)
    earlier = around.earlier_clause(scene.clause, after)
    if earlier and not has_digit(earlier) and (source is None or grammar.load().action_start.match(earlier)):
        return without_action(earlier)
    return noun_of(source) if source is not None else ""


def relative_clause(around: Surroundings, scene: Scene) -> Reading | None:
    """取消证明23件，确需保留的41件: the noun of a relative clause is the one before."""
    peer = scene.peer()
    if not scene.left or not scene.relative or peer is None:
        return None
    noun = noun_of(peer)
    return scene.reading(f"{scene.left}的{noun}" if noun else scene.left, noun=noun)


def per_head(around: Surroundings, scene: Scene) -> Reading | None:
    """公园绿地面积…，人均12.28平方米."""
    if scene.previous is None or scene.left not in _PER:
        return None
    return scene.reading(scene.left + noun_of(scene.previous))


def lasting(around: Surroundings, scene: Scene) -> Reading | None:
    """一般事件6小时内报告: a duration is of what happens in it."""
    if scene.kind != "duration" or not scene.left or not scene.right:
        return None
    predicate = _DIRECTION.sub("", scene.right).strip("的、 ")[:10]
    return scene.reading(scene.left + predicate, shared=scene.left)


def bare_rate(around: Surroundings, scene: Scene) -> Reading | None:
    """调解成功3899件，成功率98%: a rate of the nearest noun that does not hold the rate's own word."""
    left, previous = scene.left, scene.previous
    if previous is None or scene.listed or grammar.load().bare_rate.fullmatch(left) is None:
        return None
    if previous.kind == "percent":
        return scene.reading(left)
    nouns = (noun_of(r) for r in scene.before[:-5:-1])
    return scene.reading(next((n for n in nouns if len(n) > 2 and left[:-1] not in n), "") + left)


def short_list_part(around: Surroundings, scene: Scene) -> Reading | None:
    """改造小区164个、道路130公里: a short name leans on what the first one shares."""
    previous = scene.previous
    if previous is None or not scene.listed or not previous.shared or not 0 < len(scene.left) <= 4:
        return None
    if _opening(scene.left):
        return None
    return scene.reading(previous.shared + scene.left, shared=previous.shared)


def part(around: Surroundings, scene: Scene) -> Reading | None:
    """其中国家级17个 → 国家级企业技术中心; 其中财产险39.2亿元 → 财产险保费收入."""
    previous, left = scene.previous, scene.left
    if not left or previous is None:
        return None
    if scene.of_which:
        whole, unit = noun_of(previous), previous.unit
    elif previous.whole and "；" not in around.text[previous.mention.end : scene.mention.start]:
        whole, unit = previous.whole, previous.whole_unit
    else:
        return None
    shared = _opening(left) or through_action(left)
    return scene.reading(
        _part_of(scene, whole, unit == scene.unit), shared=shared, whole=whole, whole_unit=unit
    )


def _part_of(scene: Scene, whole: str, same_unit: bool) -> str:
    left, measure = scene.left, grammar.load().measure_end
    measured = measure.search(left) is not None
    if len(left) > 1 and left in whole:
        return left
    m = measure.search(whole)
    if m is not None and same_unit and not measured and scene.kind in ("money", "measure"):
        return left + m[0]
    short = len(left) <= 3 and same_unit and not measured and not _NAMED_PART.search(left)
    return left + _GRADE.sub("", whole) if short or _ATTRIBUTIVE.fullmatch(left) else left


def beyond_threshold(around: Surroundings, scene: Scene) -> Reading | None:
    """新开工1亿元以上|项目57个: the threshold belongs to the name of what is counted."""
    previous = scene.previous
    if (
        previous is None
        or not scene.left
        or not scene.listed
        or not is_threshold(around.text, previous.mention)
    ):
        return None
    bound = around.text[previous.mention.start : previous.mention.end]
    return scene.reading(previous.shared + bound + scene.left, shared=_opening(scene.left))


def named(around: Surroundings, scene: Scene) -> Reading | None:
    """优化审批流程51项: the words in front, with the verb that opened the list."""
    left, previous = scene.left, scene.previous
    if not left:
        return None
    shared = _opening(left)
    if scene.listed and previous is not None and not shared:
        return scene.reading(previous.shared + left, shared=previous.shared)
    return scene.reading(left, shared=shared)


def _opening(left: str) -> str:
    m = grammar.load().action_start.match(left)
    return m[0] if m is not None else ""


def unnamed(around: Surroundings, scene: Scene) -> Reading:
    """A figure without words in front: its predicate, or what was counted before."""
    predicate, previous, peer = scene.right.strip("的、 "), scene.previous, scene.peer()
    if predicate and previous is not None and previous.kind == "duration" and previous.shared:
        subject = previous.shared + predicate
    elif predicate and peer is not None:
        subject = predicate[:14] + noun_of(peer)
    elif predicate:
        doing = around.activity(scene) if len(predicate) < 4 else ""
        counted_before = scene.kind != "duration" and has_digit(doing)
        subject = predicate if counted_before else doing + predicate
    elif previous is None:
        subject = around.earlier_clause(scene.clause, scene.sentence)
    else:
        subject = previous.noun if previous.noun and previous.unit == scene.unit else previous.subject
    return scene.reading(subject)


RULES: tuple[Rule, ...] = (
    ranked, changed, compared, invested, batched, glued, attribute, counted, completed_by_next, share,
    fulfilled, multiple, elided, relative_clause, per_head, lasting, bare_rate, beyond_threshold,
    short_list_part, part, named, unnamed,
)  # fmt: skip


def read_subject(around: Surroundings, scene: Scene) -> Reading:
    """The reading of the first rule that answers."""
    scene = _without_misleading_words(scene)
    for rule in RULES:
        reading = rule(around, scene)
        if reading is not None:
            subject = reading.subject
            if len(subject) < 2 and not reading.pending:
                subject = _from_before(around, scene) or subject
            return replace(reading, subject=subject, rule=rule.__name__)
    raise AssertionError("the last rule always answers")


def _from_before(around: Surroundings, scene: Scene) -> str:
    """What was spoken of before, for a figure whose own words say nothing."""
    if scene.previous is not None:
        return scene.previous.subject
    return around.earlier_clause(scene.clause, scene.sentence)


def _without_misleading_words(scene: Scene) -> Scene:
    """No change word is a noun behind a number, and 为全县 in front of one is no subject."""
    if grammar.load().change_start.match(scene.right):
        scene = replace(scene, right="")
    if scene.right and _PREPOSITION_END.search(scene.left):
        scene = replace(scene, left="")
    return scene
