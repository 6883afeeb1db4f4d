"""Subjects: what a figure counts or measures, with elided heads restored.

One sentence is read from left to right.  Each figure takes its subject from the words before
it (受理案件 in "受理案件81件"), the noun behind it (工作组 in "4个工作组"), or from the figures
before it where its own words are only a verb, an attribute or nothing (办结 in "办结75件").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportnlp.datamodel import IndicatorKind
from reportnlp.parse.clauses import BLANK, Clauses
from reportnlp.parse.quantities import Mention
from reportnlp.resources import grammar, units

_MAX_LEFT = 48  # characters of a clause in front of a number that can belong to its subject
_MAX_RIGHT = 24
_MAX_ELLIPTIC = 16
_MAX_GROUP = 12  # no list of 分别 is longer; the bound keeps a sentence linear
_LIST_MARKS = ("、", "和", "及", "与", "，", "等")
_PLAIN_UNITS = ("%", "‰", "")

_OWNER = "·"  # pending: the next figure's subject as it stands
_FIGURE = re.compile(r"\d[\d,.]*(?:万|亿)?(?:千瓦|兆瓦|平方米|公里|个|条|座|家|亩|吨|项|所|处|米|名|人)?(?:左右|以上|余)?")
_JOINER = re.compile(r"[、，,]?(?:和|及|以及|与|或)?\Z")
_NEIGHBOUR = re.compile(r"[、，]|和(?!谐|平)|以及|与(?!会)")
_MODIFIER = re.compile(r"(?:以|由|因|对|经|被|在|向|从|无|有|受|获|未|拥有|具有|符合)[^，。；、\n]{1,16}的(?=[^，。；、\n]{2})")
_INTENT = re.compile(r"、(?=力争|确保|争取|努力)")
_JOINT = re.compile(r"(?<=..)(?:以及|及(?!其|格|时)(?=.{4}))")
_NOMINAL = re.compile(r"的?(?:[省市县]级?|重点|重大|亿元)*(?:项目|工程|企业|小区|路段|任务|村|片区|试点|示范)")
_LIST_START = re.compile(r"[\s、]*(?:以及|和(?!谐|美)|及(?!格|时)|与(?!会)|并(?!购|网))?")
_OF_WHICH = re.compile(r"(?:其中|包括|含)[，：:]?")
_MAX_SUBJECT = 40
_REFERENCE = re.compile(r"\[\d{1,3}\]|[①-⑳]|\s+")
_MEASURE_CHARS = ("率", "数", "量", "额")
_GROUP_NAME = re.compile(r"等|(?<=.)[两三四五六七八九十]大")
_ORDINALS = re.compile(r"第[一二三四五六七八九](?:[、和][一二三四五六七八九])+")
_SPLIT_COMMA = re.compile(r"[、，]")
_SPLIT_LAST = re.compile(r"[、，]|(?:和|与|及|以及)(?=[^、，和与及]*\Z)")
_SPLIT = re.compile(r"[、，]|(?<!总)(?:和|与|及|以及)(?!谐|平|美)")
_PERIOD_END = re.compile(r"(?:由|从)?(?:(?:19|20)\d\d年末?|去年|上年|今年)的?\Z")
COMPARED_TO = re.compile(r"(?:相?较|相比|对比|比)于?(?P<when>去年|上年|上一年|前年|(?:19|20)\d\d年)(?:同期)?(?:底|末)?的?\Z")
"""In front of a number: the value of an earlier year, quoted for comparison (相较去年22件)."""
_PREPOSITION_END = re.compile(r"(?:为|对|给|向|在|把|将|使|让|由|从)(?:[全我本][省市县区镇乡州]|各[省市县区镇乡])?\Z")
_DIRECTION = re.compile(r"向[^，。；\n]{1,14}?(?=报告|报送|反馈|通报|提交)")
_PLACES = "村镇乡县市区校"
_DIGITS = re.compile(r"\d")
# 总投资11亿元、占地600亩的校区: the owner of both stands behind the second.
_SHARED_OWNER = re.compile(r"、[一-龥]{0,6}的(?=[一-龥“])")
_QUALIFIES = re.compile(r"的?[一-龥（“][一-龥、（）“”]{1,15}(?=\d)")
_PER = ("人均", "户均", "村均", "亩均", "平均每人", "平均")
_PACE = ("涨幅", "增幅", "增速", "降幅", "跌幅")
_BREAKDOWN = re.compile(r"\s{0,4}(?:其中[，：]?)?(?:按|分)[^，。；\n]{1,14}(?:分|看|划分)，")
_GOING = ("新增", "增加", "减少", "退出")  # 企业新增12家、退出3家: the noun stands in front of the verb
_MORE_THAN = re.compile(r"(?:比|较)(?:[^，。；\n\d]|20\d\d年){1,12}?(?:(?P<more>多|高|快)|(?P<less>少|低|慢))(?:了|出)?\Z")
_TIMES = re.compile(r"为|是|相当于|较|比|达")
_ACTIVITY = re.compile(r"开展了?|举办了?|组织了?|召开了?|进行了?")
_FRAME = re.compile(r"在?(?P<whole>[^，。；\n]{2,30}?)(?:当中|之中|中)，")
_ATTRIBUTIVE = re.compile(r"(?:[国省市区县镇村部]家?级|[一-龥]{1,4}[类级型性式籍]|正职|副职|男性?|女性?|公办|民办|新建|其他)\Z")
_NAMED_PART = re.compile(r"[人员师生牌品机车房站企店馆校院件]\Z")
_GRADE = re.compile(r"\A(?:[省市县乡镇村、]{2,8}[两三四五]级|[国省市县区部]家?级(?:及?以[上下])?|[一-龥]{0,4}以[上下])")
_OBJECT_VERB = re.compile(
    r"\A(?:的|用于|建设|新建|建成|实施|启动|推进|完成|打造|开展|搭建|改造|扩建|支持|扶持|投入|建立|改扩建|对|兴建|购置|采购|购买|设立|修建|用以|"
    r"聘请|开工建设|开工|加快|重点|进行|资金)+"
)


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a mention say of it.

    `shared` is the verb that opens a list; `pending` marks a subject that the next figure completes.
    """

    mention: Mention
    subject: str
    kind: IndicatorKind
    sign: int = 1
    shared: str = ""
    noun: str = ""
    """The noun that an elided figure behind takes over (复议案件 of 受理复议案件)."""
    whole: str = ""
    """In a chain of 其中: what the parts are parts of; `whole_unit` is its unit."""
    whole_unit: str = ""
    list_tail: bool = False
    of_which: bool = False
    pending: str = ""


def find_change(text: str, start: int) -> Change | None:
    """The change word that ends just before the number at `start`, if any."""
    m = grammar.load().change.search(text, max(0, start - 16), start)
    if m is None:
        more = _MORE_THAN.search(text, max(0, start - 20), start)
        return Change(-1 if more["less"] else 1, False, more.start()) if more is not None else None
    if m["up"] in ("增", "升") and text[m.start() - 1 : m.start()] in "新提晋跃递调":
        return None
    gained = {"增收": "收入", "增产": "产量"}.get(m["up"] or "", "")
    return Change(-1 if m["down"] else 1, m["level"] is not None, m.start(), m["up"] == "提升", gained)


class SubjectReader:
    """Reads the mentions of one text, sentence by sentence."""

    def __init__(self, text: str, clauses: Clauses) -> None:
        self._text = text
        self._clauses = clauses
        self._flat = clauses.flat
        self._words = grammar.load()
        self._kind_of = units.load().kind_of
        self._measured = ""  # the first measure of the sentence before (按经营地分，城镇381亿元)

    def read(self, mentions: Sequence[Mention], start: int, end: int) -> list[Reading]:
        """Readings of the mentions of one sentence [start, end), in order."""
        readings: list[Reading] = []
        i = 0
        while i < len(mentions):
            group = self._group(mentions, i, start)
            if len(group) > 1:
                read = self._read_group(group, readings, start)
                if read is not None:
                    readings += read
                    i += len(group)
                    continue
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            readings.append(self._read_one(mentions[i], readings, following, start, end))
            i += 1
        if not _BREAKDOWN.match(self._text, start):
            self._measured = next((r.subject for r in readings if self._words.measure_end.search(r.subject)), "")
        return [replace(r, subject=tidy(r.subject, r.kind)) for r in _resolve_pending(readings)]

    # --- several values for several subjects (分别) ------------------------------------------

    def _group(self, mentions: Sequence[Mention], first: int, sentence: int) -> list[Mention]:
        """The mentions from `first` on that only 、 和 or ， part and that share a unit."""
        group = [mentions[first]]
        separately = "分别" in self._text[max(sentence, group[0].start - 10) : group[0].start]
        for mention in mentions[first + 1 : first + _MAX_GROUP]:
            last = group[-1]
            between = self._text[last.end : mention.start]
            if len(between) > 3 or not _JOINER.fullmatch(between):
                break
            if mention.quantity.unit != last.quantity.unit and not separately:
                break
            group.append(mention)
        return group

    def _read_group(self, group: list[Mention], before: list[Reading], sentence: int) -> list[Reading] | None:
        first = group[0]
        clause_start, _ = self._clauses.clause(first.start)
        left_start = max(clause_start, before[-1].mention.end if before else 0)
        change = find_change(self._text, first.start)
        head_end = change.start if change is not None else first.start
        head = self._flat[left_start:head_end].replace(BLANK, "")
        marked = "分别" in self._text[left_start : first.start] or "城乡" in head
        if not marked and len(_split_names(head, len(group))) != len(group):
            return None
        names = self._shared_rate(head, before, len(group)) or _split_names(self._strip(head), len(group))
        if not names and len(before) >= len(group) and before[-1].mention.end > clause_start - 3:
            names = [r.subject for r in before[-len(group) :]]
        if not names:
            names = _split_names(self._listed_before(clause_start, sentence), len(group))
        if len(names) != len(group):
            return None
        kind_sign = [self._kind(m, change) for m in group]
        return [
            Reading(m, name, kind, sign, list_tail=k > 0)
            for k, (m, name, (kind, sign)) in enumerate(zip(group, names, kind_sign, strict=True))
        ]

    def _shared_rate(self, head: str, before: list[Reading], count: int) -> list[str]:
        """建议126件、提案98件，满意率分别为98%、99%: one rate of each thing counted before."""
        rate = self._strip(head)
        share = head.rstrip().endswith("占")
        if not share and (not rate.endswith(("率", "占比", "比重")) or _SPLIT_COMMA.search(rate)):
            return []
        counted = [r for r in before if r.kind == "count"][-count:]
        if len(counted) != count:
            return []
        return [r.subject + "占比" if share else self._noun_of(r) + rate for r in counted]

    def _listed_before(self, clause_start: int, sentence: int) -> str:
        """新能源汽车、集成电路等产品产量增长较快，分别增长…: the list that the clause before names."""
        start, _ = self._clauses.clause(max(sentence, clause_start - 2))
        clause = self._flat[max(start, sentence) : max(start, clause_start - 1)].replace(BLANK, "")
        names, mark, rest = clause.partition("等")
        if not mark:
            return clause
        m = self._words.measure_in.search(rest)
        return names + (m[0] if m is not None else "")

    # --- one figure -----------------------------------------------------------------------------

    def _read_one(
        self, mention: Mention, before: list[Reading], following: Mention | None, sentence: int, sentence_end: int
    ) -> Reading:
        clause_start, clause_end = self._clauses.clause(mention.start)
        previous = before[-1] if before else None
        left_start = max(clause_start, previous.mention.end if previous else 0, mention.start - _MAX_LEFT)
        in_list = previous is not None and previous.mention.end > clause_start
        change = find_change(self._text, mention.start)
        kind, sign = self._kind(mention, change)
        if in_list and change is None and previous is not None and not self._flat[left_start : mention.start].strip("、和及与"):
            kind, sign = self._continued(mention, previous, kind, sign)
        head_end = change.start if change is not None and change.start >= left_start else mention.start
        raw = self._flat[left_start:head_end].replace(BLANK, "")
        of_which = _OF_WHICH.search(raw) is not None
        if in_list:
            raw = _after_neighbour(raw)
        left = self._strip(raw)
        right = self._right(mention, clause_end, following)
        reading = Reading(mention, "", kind, sign, list_tail=in_list, of_which=of_which)
        if kind in ("growth", "points", "change") and change is not None and not change.level:
            subject = self._changed(left, previous, clause_start, sentence) + change.gained
            return replace(reading, subject=subject)
        if change is not None and change.of_rates and kind not in ("percent", "points"):
            left = self._strip(self._flat[left_start : mention.start].replace(BLANK, ""))
        relative = raw.rstrip(" ").endswith("的")
        return self._stated(reading, left, right, relative, before, following, clause_start, sentence)

    def _kind(self, mention: Mention, change: Change | None) -> tuple[IndicatorKind, int]:
        unit = mention.quantity.unit
        if mention.rank:
            return "rank", 1
        if mention.quantity.parts or unit in ("倍", "番"):
            return "ratio", 1
        if not unit:
            return ("ratio", 1) if mention.quantity.scale == 1 else ("count", 1)
        kind = self._kind_of(unit)
        if change is None or change.level:
            return kind, 1
        if kind == "percent":
            return "growth", change.sign
        if kind == "points":
            return "points", change.sign
        return (kind, 1) if change.of_rates else ("change", change.sign)

    @staticmethod
    def _continued(mention: Mention, previous: Reading, kind: IndicatorKind, sign: int) -> tuple[IndicatorKind, int]:
        """A bare further value of a list is of the kind and sign of the one before."""
        if previous.mention.quantity.unit == mention.quantity.unit:
            return previous.kind, previous.sign
        return kind, sign

    def _strip(self, raw: str) -> str:
        """`raw` without list marks, periods, adverbials in front and fillers behind."""
        words = self._words
        text = _INTENT.split(raw)[-1].strip(" \u3000、，：:\"-—–")
        while True:
            shorter = words.trailing_end.sub("", text)
            shorter = words.compared_end.sub("", shorter).rstrip("，、 ")
            shorter = _PERIOD_END.sub("", shorter)
            if shorter == text:
                break
            text = shorter
        m = words.leading_start.match(text)
        while m is not None and m.end() and m.end() <= len(text):
            text = text[m.end() :].lstrip("，、 ")
            m = words.leading_start.match(text)
        listed = _LIST_START.match(text)
        text = text[listed.end() :] if listed is not None else text
        return _after_listing(_PERIOD_END.sub("", text), words)

    def _right(self, mention: Mention, clause_end: int, following: Mention | None) -> str:
        """The words behind a figure, up to the next figure or the clause's end."""
        end = min(clause_end, mention.end + _MAX_RIGHT)
        listed = following is not None and following.start < clause_end
        if following is not None:
            end = min(end, following.start)
        right = self._flat[mention.end : end].replace(BLANK, "")
        if right[:1] in _LIST_MARKS:
            return ""
        # Before a further figure of the clause the list goes on: the rest is that figure's.
        return re.split("[、]|和(?!谐)|以及|与", right)[0] if listed else right

    def _behind_all(self, mention: Mention, clause_end: int) -> str:
        """The words behind a figure to the end of its clause, further figures left in."""
        return self._flat[mention.end : min(clause_end, mention.end + 2 * _MAX_RIGHT)].replace(BLANK, "")

    # --- changes --------------------------------------------------------------------------------

    def _changed(self, left: str, previous: Reading | None, clause: int, sentence: int) -> str:
        if left.startswith("占") and previous is not None:
            return previous.subject + left
        if left in _PACE and previous is not None:
            return previous.subject + left
        if left and not self._words.actions_only.fullmatch(left):
            return self._with_frame_measure(left, previous, sentence, clause)
        if previous is not None:
            return previous.subject
        return left or self._earlier_clause(clause, sentence)

    def _with_frame_measure(self, left: str, previous: Reading | None, sentence: int, clause: int) -> str:
        """饮料类 → 饮料类商品零售额, where the frame (…商品零售额中) or the figure before names the measure."""
        measure = self._words.measure_end
        if measure.search(left) or left.endswith(("率", "数", "量", "额", "比重", "价", "费")):
            return left
        if previous is not None and previous.kind == "growth":
            m = measure.search(previous.subject)
            if m is not None and (m.start() > 0) and m[0] not in ("税收", "投资", "人口"):
                return left + m[0]
        frame = _FRAME.search(self._text, sentence, clause)
        m = measure.search(frame["whole"]) if frame is not None else None
        return left + m[0] if m is not None else left

    def _earlier_clause(self, clause_start: int, sentence: int) -> str:
        """The clause before, for a figure whose own clause holds no words for it."""
        end = clause_start - 1
        for _ in range(3):
            if end <= sentence:
                return ""
            start, _ = self._clauses.clause(end - 1)
            text = self._strip(self._flat[max(start, sentence) : end].replace(BLANK, ""))
            if text and not text.startswith(("按", "扣除", "剔除")):
                return text[-_MAX_LEFT:]
            end = start - 1
        return ""

    # --- levels ---------------------------------------------------------------------------------

    def _stated(
        self,
        reading: Reading,
        left: str,
        right: str,
        relative: bool,
        before: list[Reading],
        following: Mention | None,
        clause: int,
        sentence: int,
    ) -> Reading:
        words = self._words
        mention = reading.mention
        previous = before[-1] if before else None
        unit = mention.quantity.unit
        if words.change_start.match(right):
            right = ""
        if _PREPOSITION_END.search(left) and right:
            left = ""
        if previous is not None and COMPARED_TO.search(self._text, max(clause, mention.start - 16), mention.start):
            return replace(reading, subject=previous.subject)
        adjacent = following is not None and self._text[mention.end : following.start] in ("", "的")
        chained = _SHARED_OWNER.match(_FIGURE.sub("", self._flat[mention.end : mention.end + 30])) is not None
        if reading.kind == "money" and (right.startswith("的") or adjacent or chained):
            owned = self._invested(reading, left)
            if owned is not None:
                return owned
        if unit in ("批", "期", "轮") and right.startswith(("对", "为")):
            _, clause_end = self._clauses.clause(mention.start)
            return replace(reading, subject=_FIGURE.sub("", self._behind_all(mention, clause_end))[1:])
        noun = self._noun_behind(right, unit)
        if not noun and previous is not None and mention.start == previous.mention.end:
            return replace(reading, subject=previous.subject)
        if not noun and words.attribute_end.fullmatch(_bare_attribute(left)):
            return self._attribute(reading, left, right, previous)
        if noun and unit not in _PLAIN_UNITS:
            return self._counted(reading, left, noun, right, previous)
        if adjacent and following is not None and (not left or self._heads_noun(following)):
            return replace(reading, subject=left, pending=_OWNER)
        if left.endswith("占") and len(left) > 2:
            return replace(reading, subject=re.sub(r"(?:合计|共|约|就)?占\Z", "", left) + "占比")
        if left.startswith("占") and previous is not None:
            whole = left if left.endswith(("比重", "比例", "率")) else left.rstrip("的") + "比重"
            return replace(reading, subject=previous.subject + whole)
        if unit == "番":
            return replace(reading, subject=left.removesuffix("翻") or (previous.subject if previous is not None else ""))
        if reading.kind == "ratio" and previous is not None and _TIMES.match(left):
            return replace(reading, subject=previous.subject)
        elliptic = len(left) <= _MAX_ELLIPTIC and not right and words.elliptic_end.search(left) is not None
        peer = self._peer(before, reading)
        if left and (words.actions_only.fullmatch(left) or (elliptic and peer is not None)):
            noun = self._elided_noun(right, peer or previous, clause, sentence)
            return replace(reading, subject=left + noun, shared=left, noun=noun)
        if left and relative and not right and peer is not None:
            noun = self._noun_of(peer)
            return replace(reading, subject=f"{left}的{noun}" if noun else left, noun=noun)
        if left:
            return self._named(reading, left, right, before, sentence)
        return replace(reading, subject=self._unnamed(reading, right, previous, peer, clause, sentence))

    def _heads_noun(self, mention: Mention) -> bool:
        """Whether a noun stands right behind the figure (73条|110公里|农村公路)."""
        _, clause_end = self._clauses.clause(mention.start)
        return bool(self._noun_behind(self._right(mention, clause_end, None), mention.quantity.unit))

    def _invested(self, reading: Reading, left: str) -> Reading | None:
        """总投资41亿元的60万千瓦…电站项目: the owner of the sum stands behind all figures."""
        m = self._words.attribute_end.search(left)
        if m is None:
            return None
        _, clause_end = self._clauses.clause(reading.mention.start)
        behind = _FIGURE.sub("", self._behind_all(reading.mention, clause_end))
        shared = _SHARED_OWNER.match(behind)
        owner = _object(behind[shared.end() :] if shared is not None else behind)
        return replace(reading, subject=owner + m[0]) if owner else None

    def _unnamed(
        self, reading: Reading, right: str, previous: Reading | None, peer: Reading | None, clause: int, sentence: int
    ) -> str:
        """A figure without words in front: its predicate, or what was counted before."""
        predicate = right.strip("的、 ")
        if previous is not None and previous.kind == "duration" and previous.shared and predicate:
            return previous.shared + predicate
        if predicate and peer is not None:
            return predicate[:14] + self._noun_of(peer)
        if 0 < len(predicate) < 4:
            return self._activity(clause, sentence) + predicate
        if predicate:
            return predicate
        if previous is not None and previous.noun and previous.mention.quantity.unit == reading.mention.quantity.unit:
            return previous.noun
        return previous.subject if previous is not None else self._earlier_clause(clause, sentence)

    def _activity(self, clause: int, sentence: int) -> str:
        """What the clause before did: 开展岗前培训，共600人参加 → 岗前培训."""
        start, _ = self._clauses.clause(max(sentence, clause - 2))
        text = self._flat[max(start, sentence) : max(start, clause - 1)].replace(BLANK, "")
        m = None
        for m in _ACTIVITY.finditer(text):
            pass
        if m is not None:
            return text[m.end() :]
        return self._earlier_clause(clause, sentence)

    def _noun_behind(self, right: str, unit: str) -> str:
        """The noun phrase right behind a figure (个|工作组), "" where a predicate or mark follows."""
        text = right.lstrip(" ")
        if text.startswith("的"):
            text = text[1:]
        if not text or not _is_word(text[0]) or self._words.change_start.match(text):
            return ""
        text = text.strip("“”\" ")
        modifier = _MODIFIER.match(text)
        m = self._words.predicate.search(text, modifier.end() if modifier is not None else 0)
        while m is not None and ((m.start() == 1 and text[0] not in _PLACES) or _NOMINAL.match(text, m.end())):
            m = self._words.predicate.search(text, m.end())
        noun = (text if m is None else text[: m.start()]).rstrip("的、")
        joint = _JOINT.search(noun)
        return noun[: joint.start()] if joint is not None else noun

    def _counted(self, reading: Reading, left: str, noun: str, right: str, previous: Reading | None) -> Reading:
        """A figure in front of its noun: 打造|10个|省级美丽乡村."""
        words = self._words
        verb = words.action_end.search(left)
        opening = verb[0] if verb is not None else ""
        if not left and previous is not None and reading.list_tail and previous.shared:
            opening = previous.shared
        if reading.kind == "money":
            m = words.attribute_end.search(left)
            if m is not None:
                return replace(reading, subject=_object(noun) + m[0])
        if reading.kind == "duration" and left and not opening:
            return replace(reading, subject=left + noun, shared=left)
        if words.generic_head.fullmatch(noun):
            if left and not opening and "、" not in left:
                return replace(reading, subject=left + noun)
            first = words.action_start.match(left)
            opening = first[0] if first is not None else opening
            rest = right.partition(noun)[2].strip("”\"的、 ")
            return replace(reading, subject=opening + noun + rest[:18], shared=opening)
        return replace(reading, subject=opening + noun, shared=opening)

    def _attribute(self, reading: Reading, left: str, right: str, previous: Reading | None) -> Reading:
        """总投资41亿元的…项目; 小学759所，招生10.3万人; 投资8.38亿元，完成…"""
        name = _bare_attribute(left)
        behind = _object(right)
        if behind:
            return replace(reading, subject=behind + name)
        if previous is not None and not (name.endswith("投资") and previous.kind == "growth"):
            return replace(reading, subject=_owner(previous.subject, self._words) + left)
        owner = self._next_clause_object(reading.mention)
        return replace(reading, subject=owner + name if owner else left, pending="" if owner else name)

    def _next_clause_object(self, mention: Mention) -> str:
        """投资1.6亿元，完成了…道路建设: what the clause behind speaks of, "" where it holds a figure."""
        _, end = self._clauses.clause(mention.start)
        if self._text[end : end + 1] not in ("，", ","):
            return ""
        start, stop = self._clauses.clause(end + 1)
        clause = self._flat[start:stop].replace(BLANK, "")
        if _DIGITS.search(clause):
            return ""
        owner = _without_action(self._strip(clause), self._words)
        return owner if len(owner) <= 20 else re.split("[、和及]", owner)[-1]

    def _elided_noun(self, right: str, previous: Reading | None, clause: int, sentence: int) -> str:
        """办结75件 after 受理复议案件81件: 复议案件."""
        behind = right.strip("的、 ")
        if behind:
            return behind[:14]
        after = max(sentence, previous.mention.end + 1) if previous is not None else sentence
        earlier = self._earlier_clause(clause, after)
        if earlier and not _DIGITS.search(earlier) and (previous is None or self._words.action_start.match(earlier)):
            return _without_action(earlier, self._words)
        return self._noun_of(previous) if previous is not None else ""

    def _peer(self, before: list[Reading], reading: Reading) -> Reading | None:
        """The last figure before with the same unit, rather one whose noun says something."""
        unit = reading.mention.quantity.unit
        peers = [r for r in before[:-9:-1] if r.mention.quantity.unit == unit]
        return next((r for r in peers if len(self._noun_of(r)) > 2), peers[0] if peers else None)

    def _noun_of(self, previous: Reading) -> str:
        """The noun that `previous` hands on, 案件 where it names none but speaks of cases."""
        noun = previous.noun or _without_action(previous.subject, self._words)
        m = self._words.action_end.search(noun)
        if m is not None and m.start() > 2 and m[0] in _GOING:
            noun = noun[: m.start()]
        if self._words.actions_only.fullmatch(noun):
            return "案件" if previous.mention.quantity.unit in ("件", "起", "宗") and "案" in previous.subject else ""
        return noun

    def _named(self, reading: Reading, left: str, right: str, before: list[Reading], sentence: int) -> Reading:
        words = self._words
        previous = before[-1] if before else None
        opening = words.action_start.match(left)
        shared = opening[0] if opening is not None else ""
        subject = left
        if previous is not None and left in _PER:
            subject = left + self._noun_of(previous)
        elif reading.kind == "duration" and right:
            subject = left + _DIRECTION.sub("", right).strip("的、 ")[:10]
            shared = left
        elif previous is not None and words.bare_rate.fullmatch(left) and not reading.list_tail:
            subject = self._rated(left, before) + left if previous.kind != "percent" else left
        elif reading.list_tail and previous is not None and previous.shared and len(left) <= 4 and not shared:
            subject = previous.shared + left
            shared = previous.shared
        elif previous is not None and (reading.of_which or (previous.whole and not self._new_part(previous, reading))):
            if reading.of_which:
                whole, whole_unit = self._noun_of(previous), previous.mention.quantity.unit
            else:
                whole, whole_unit = previous.whole, previous.whole_unit
            subject = self._part(reading, left, whole, whole_unit)
            shared = shared or self._through_action(left)
            return replace(reading, subject=subject, shared=shared, whole=whole, whole_unit=whole_unit)
        elif reading.kind in ("money", "measure") and self._is_breakdown(left, sentence):
            subject = left + self._measured
        elif reading.list_tail and previous is not None and is_threshold(self._text, previous.mention):
            subject = previous.shared + self._text[previous.mention.start : previous.mention.end] + left
        elif reading.list_tail and previous is not None and not shared:
            shared = previous.shared
            subject = shared + left if shared else left
        return replace(reading, subject=subject, shared=shared)

    def _is_breakdown(self, left: str, sentence: int) -> bool:
        """按经营地分，城镇…；乡村…: parts of what the sentence before measured."""
        if not self._measured or len(left) > 10 or self._words.measure_end.search(left):
            return False
        return _BREAKDOWN.match(self._text, sentence) is not None

    def _rated(self, rate: str, before: list[Reading]) -> str:
        """What a bare rate is a rate of: the nearest noun that does not hold the rate's own word."""
        for reading in before[:-5:-1]:
            noun = self._noun_of(reading)
            if len(noun) > 2 and rate[:-1] not in noun:
                return noun
        return ""

    def _new_part(self, previous: Reading, reading: Reading) -> bool:
        """Whether a semicolon ends the chain of 其中."""
        return "；" in self._text[previous.mention.end : reading.mention.start]

    def _through_action(self, left: str) -> str:
        """海绵城市试点改造 of 海绵城市试点改造小区: what further parts of the list share."""
        end = 0
        for m in self._words.action_in.finditer(left):
            end = m.end() if m.end() < len(left) else end
        return left[:end]

    def _part(self, reading: Reading, left: str, whole: str, whole_unit: str) -> str:
        """其中国家级17个 → 国家级企业技术中心; 其中财产险39.2亿元 → 财产险保费收入."""
        same_unit = whole_unit == reading.mention.quantity.unit
        measured = self._words.measure_end.search(left) is not None
        if len(left) > 1 and left in whole:
            return left
        m = self._words.measure_end.search(whole)
        if m is not None and same_unit and not measured and reading.kind in ("money", "measure"):
            return left + m[0]
        if _ATTRIBUTIVE.fullmatch(left) or (len(left) <= 3 and same_unit and not measured and not _NAMED_PART.search(left)):
            return left + _GRADE.sub("", whole)
        return left


def _after_listing(left: str, words: grammar.Grammar) -> str:
    """审查《甲》《乙》等规范性文件 → 审查规范性文件: the examples in front of 等 go, the verb stays."""
    _, mark, rest = left.rpartition("等")
    rest = re.sub(r"\A(?:各类|各种|各项|多种|一批|共计?|多个)", "", rest)
    if not mark or len(rest) < 2 or left[left.rfind("等") - 1 : left.rfind("等")] in "高中初平优上下":
        return left
    opening = words.action_start.match(left)
    return (opening[0] if opening is not None else "") + rest


def _after_neighbour(raw: str) -> str:
    """The part of a list item in front of its number that is not the noun behind the number before."""
    m = _NEIGHBOUR.search(raw)
    return raw[m.end() :] if m is not None else raw


def _is_word(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "“\"" or char.isalpha()


def _bare_attribute(left: str) -> str:
    """`left` without what qualifies an attribute (累计完成投资 → 完成投资)."""
    return re.sub(r"\A(?:项目|累计|年度|计划|实施|加快|推进|谋划|统筹|跑办|重点|布局|一批|争取|积极)+", "", left) or left


def _object(right: str) -> str:
    """The object of an investment: 建设科创孵化器 → 科创孵化器."""
    text = _OBJECT_VERB.sub("", right.strip("、 "))
    m = re.search(r"[，。；]|(?<=.{3})(?:投入使用|建成|竣工|开工|启动|正在|全线|等项目|等工程|等)", text)
    text = text[: m.start()] if m is not None else text
    return text.strip("的“”\"、 ")


def _owner(subject: str, words: grammar.Grammar) -> str:
    """What an attribute belongs to: the subject before, without its verb or its own attribute."""
    m = words.attribute_end.search(subject)
    if m is not None and m.start() > 0:
        return subject[: m.start()]
    return _without_action(subject, words)


def _without_action(subject: str, words: grammar.Grammar) -> str:
    """受理复议案件 → 复议案件."""
    m = words.action_start.match(subject)
    rest = subject[m.end() :] if m is not None else subject
    return rest if len(rest) > 1 else subject


def _split_names(head: str, count: int) -> list[str]:
    """The `count` names of a list, [] where the list has another number of names.

    城镇、农村居民收入 → 城镇居民收入, 农村居民收入; 城乡居民收入 likewise; 第一、二产业 → 第一产业, 第二产业.
    """
    head = head.strip("，、 ")
    if "城乡" in head and count == 2:
        return [head.replace("城乡", "城镇", 1), head.replace("城乡", "农村", 1)]
    ordinals = _ORDINALS.match(head)
    if ordinals is not None:
        rest = head[ordinals.end() :].removeprefix("次")
        parts = [f"第{c}{rest}" for c in ordinals[0] if c not in "第、和"]
        return parts if len(parts) == count else []
    for pattern in (_SPLIT_COMMA, _SPLIT_LAST, _SPLIT):
        parts = [p for p in pattern.split(head) if p]
        if len(parts) == count:
            return _completed(parts)
    return []


def _completed(parts: list[str]) -> list[str]:
    """Names that lean on the last one's head get it."""
    words = grammar.load()
    last = parts[-1]
    measure = words.measure_end.search(last)
    group = _GROUP_NAME.search(last)
    if group is not None and measure is not None:
        last = last[: group.start()] + measure[0]
    full = []
    for part in parts[:-1]:
        if words.measure_end.search(part) or part.endswith(_MEASURE_CHARS):
            pass
        elif part in last:
            part = last[last.index(part) :]
        elif group is None and _leans(part, last):
            part += last[len(part) :]
        elif measure is not None:
            part += measure[0]
        full.append(part)
    return [*full, last]


def _leans(part: str, last: str) -> bool:
    """Whether `part` parallels the beginning of `last` (城镇 and 农村居民收入)."""
    if len(part) >= len(last):
        return False
    return part[-1] == last[len(part) - 1] or (len(part) <= 3 and not part.endswith(("店", "业")))


def is_threshold(text: str, mention: Mention) -> bool:
    """亿元以上 in 新开工1亿元以上项目57个: it says which are counted, not how much there is."""
    bounded = mention.quantity.comparator in ("ge", "le", "gt", "lt") and mention.quantity.unit != "%"
    return bounded and _QUALIFIES.match(text, mention.end) is not None


def tidy(subject: str, kind: IndicatorKind) -> str:
    """A subject as it is shown: without references, unpaired quotes and the verb of reaching a level."""
    subject = _REFERENCE.sub("", subject).replace(BLANK, "").strip(" \u3000、，,：:").removeprefix("的")
    for left, right in ("“”", "（）", "《》"):
        if subject.count(left) != subject.count(right):
            subject = subject.replace(left, "").replace(right, "")
    if kind not in ("count", "duration", "rank") and subject[:2] in ("完成", "实现") and len(subject) > 5:
        rest = subject[2:]
        subject = subject if rest.startswith(("投资", "了")) else rest
    return subject[:_MAX_SUBJECT]


def _resolve_pending(readings: list[Reading]) -> list[Reading]:
    """投资8.38亿元，完成…10条道路改造: a bare attribute takes its owner from the next figure."""
    resolved = list(readings)
    for i, reading in enumerate(readings[:-1]):
        if reading.pending:
            name = "" if reading.pending == _OWNER else reading.pending
            resolved[i] = replace(reading, subject=readings[i + 1].subject + name)
    return resolved
