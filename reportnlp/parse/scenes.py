"""Scenes: a figure with the words around it, as the subject rules see it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reportnlp.datamodel import IndicatorKind
from reportnlp.parse.changes import Change, find_change, kind_and_sign
from reportnlp.parse.clauses import BLANK, Clauses
from reportnlp.parse.phrases import after_neighbour, strip_fillers, without_action
from reportnlp.parse.quantities import Mention
from reportnlp.resources import grammar

UNITLESS = ("%", "‰", "")
"""Units that count nothing: a share, a rate, a bare number."""

_MAX_LEFT = 48  # characters of a clause in front of a number that can belong to its subject
_MAX_RIGHT = 24
_LIST_MARK = re.compile(r"[、，]|和(?![美谐平])|及(?![时格])|与(?!会)|等(?!级)")
_COMMA = re.compile("、")
_LAST_AND = re.compile(r"(?:和(?![美谐平])|以及|与)(?=[^和与]*\Z)")
_OF_WHICH = re.compile(r"(?:其中|包括|含)[，：:]?")
_FIGURE = re.compile(
    r"\d[\d,.]*(?:万|亿)?(?:千瓦|兆瓦|平方米|公里|个|条|座|家|亩|吨|项|所|处|米|名|人)?(?:左右|以上|余)?"
)
_ACTIVITY = re.compile(r"开展了?|举办了?|组织了?|召开了?|进行了?")
_DIGIT = re.compile(r"\d")
_PACE_BEHIND = re.compile(r"(?:左右|以上)?的?[^，。；\n]{0,3}(?:速度|增速|增幅|增长(?!极|点)|递增|涨幅)")
_BRACKET = re.compile(f"{BLANK}+")
_MAX_BRACKET = 200
_SHORT_BRACKET = 4  # （境）, （游园）
_NOUN = re.compile(r"的?[一-龥]{2,4}")
_QUALIFIES = re.compile(r"的?[一-龥（“][一-龥（）“”]{1,15}(?=\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a mention say of it.

    `shared` is the verb that opens a list; `noun` what an elided figure behind takes over (复议案件 of
    受理复议案件); `whole` and `whole_unit` what the parts behind 其中 are parts of; `pending` marks a
    subject that the next figure completes; `rule` names the rule that answered.
    """

    mention: Mention
    subject: str
    kind: IndicatorKind
    sign: int = 1
    shared: str = ""
    noun: str = ""
    whole: str = ""
    whole_unit: str = ""
    pending: str = ""
    rule: str = ""

    @property
    def unit(self) -> str:
        return self.mention.quantity.unit


@dataclass(frozen=True, slots=True)
class Scene:
    """One figure, the words in front of it (`left`, stripped) and behind it (`right`), the readings before.

    `clause` and `sentence` are where these start; `clause_end` is where the clause ends.  `relative`:
    the words in front end in 的; `listed`: a figure of the same clause stands before; `of_which`: 其中;
    `exemplified`: they are examples (甲公司等24家企业).
    """

    mention: Mention
    kind: IndicatorKind
    sign: int
    left: str
    right: str
    before: Sequence[Reading]
    following: Mention | None
    clause: int
    clause_end: int
    sentence: int
    change: Change | None = None
    relative: bool = False
    listed: bool = False
    of_which: bool = False
    exemplified: bool = False

    @property
    def previous(self) -> Reading | None:
        return self.before[-1] if self.before else None

    @property
    def unit(self) -> str:
        return self.mention.quantity.unit

    def reading(self, subject: str, **more: str) -> Reading:
        """The reading of this figure with that subject."""
        return Reading(self.mention, subject, self.kind, self.sign, **more)

    def peer(self) -> Reading | None:
        """The last figure before with the same unit, rather one whose noun says something."""
        peers = [r for r in self.before[:-9:-1] if r.unit == self.unit]
        return next((r for r in peers if len(noun_of(r)) > 2), peers[0] if peers else None)


_GOING = ("新增", "增加", "减少", "退出")  # 企业新增12家、退出3家: the noun stands in front of the verb


def noun_of(reading: Reading) -> str:
    """The noun that a figure hands on, 案件 where it names none but speaks of cases."""
    words = grammar.load()
    noun = reading.noun or without_action(reading.subject)
    m = words.action_end.search(noun)
    if m is not None and m.start() > 2 and m[0] in _GOING:
        noun = noun[: m.start()]
    if words.actions_only.fullmatch(noun):
        return "案件" if reading.unit in ("件", "起", "宗") and "案" in reading.subject else ""
    return noun


def is_threshold(text: str, mention: Mention) -> bool:
    """亿元以上 in 新开工1亿元以上项目57个: it says which are counted, not how much there is."""
    quantity = mention.quantity
    if quantity.comparator not in ("ge", "le", "gt", "lt") or quantity.unit == "%":
        return False
    if quantity.unit == "岁" or _QUALIFIES.match(text, mention.end) is not None:
        return True
    return (
        quantity.unit == "元"
        and text.startswith(("以上", "以下"), mention.end - 2)
        and _names(text, mention.end)
    )


def _names(text: str, end: int) -> bool:
    """Whether a noun, not a verb, stands at `end` (500万元以上|固定资产投资)."""
    noun = _NOUN.match(text, end)
    return noun is not None and grammar.load().action_start.match(noun[0]) is None


class Surroundings:
    """The text around figures: makes their scenes and looks into the clauses beside them."""

    __slots__ = ("clauses", "text")

    def __init__(self, text: str, clauses: Clauses) -> None:
        self.text = text
        self.clauses = clauses

    def scene(
        self, mention: Mention, before: Sequence[Reading], following: Mention | None, sentence: int
    ) -> Scene:
        """The scene of one figure; `before` are the readings of its sentence so far."""
        clause, clause_end = self.clauses.clause(mention.start)
        previous_end = before[-1].mention.end if before else 0
        before = self._outside_brackets(before, mention)
        start = max(clause, previous_end, mention.start - _MAX_LEFT)
        change = find_change(self.text, mention.start)
        kind, sign = kind_and_sign(mention, change)
        listed = bool(before) and previous_end > clause
        bare = not self.words(start, mention.start).strip("、和及与")
        if listed and change is None and bare and before[-1].unit == mention.quantity.unit:
            kind, sign = before[-1].kind, before[-1].sign  # a further value of a list
        if mention.quantity.unit == "%" and _PACE_BEHIND.match(self.text, mention.end):
            kind = "growth"  # 以年均8%的速度增长, 实现15%的高增长
        levelled = (
            change is None
            or change.start < start
            or (change.of_rates and kind not in ("percent", "growth", "points"))
        )
        raw = self.words(start, mention.start if levelled or change is None else change.start)
        own = after_neighbour(raw) if listed else raw
        return Scene(
            mention,
            kind,
            sign,
            left=strip_fillers(own),
            right=self._right(mention, clause_end, following),
            before=before,
            following=following,
            clause=clause,
            clause_end=clause_end,
            sentence=sentence,
            change=change,
            relative=own.rstrip(" ").endswith("的"),
            listed=listed,
            exemplified=own.rstrip(" 共").endswith("等"),
            of_which=_OF_WHICH.search(raw) is not None,
        )

    def _outside_brackets(self, before: Sequence[Reading], mention: Mention) -> Sequence[Reading]:
        """The readings without those of a bracket that has closed: 1250所（其中民办428所），在园…."""
        if not before or "）" not in self.text[before[-1].mention.end : mention.start]:
            return before
        opened = self.text.rfind("（", max(0, mention.start - _MAX_BRACKET), before[-1].mention.start)
        return before[: bisect_left(before, opened, key=lambda r: r.mention.end)] or before

    def words(self, start: int, end: int) -> str:
        """The words of [start, end) without brackets that hold no figure; （境） and its kin stay."""
        flat = self.clauses.flat[start:end]
        if BLANK not in flat:
            return flat
        return _BRACKET.sub(lambda m: self._short(start + m.start(), start + m.end()), flat)

    def _short(self, start: int, end: int) -> str:
        bracket = self.text[start:end]
        return (
            bracket if len(bracket) <= _SHORT_BRACKET and bracket[0] == "（" and bracket != "（下同）" else ""
        )

    def _right(self, mention: Mention, clause_end: int, following: Mention | None) -> str:
        """The words behind a figure, up to the next figure or the clause's end."""
        end = min(clause_end, mention.end + _MAX_RIGHT)
        if following is not None:
            end = min(end, following.start)
        right = self.words(mention.end, end)
        if _LIST_MARK.match(right):
            return ""
        # Before a further figure of the clause the list goes on: the rest is that figure's.
        if following is None or following.start >= clause_end:
            return right
        return (_COMMA if "、" in right else _LAST_AND).split(right)[0]

    def right_alone(self, mention: Mention) -> str:
        """The words behind a figure as if no further figure followed."""
        return self._right(mention, self.clauses.clause(mention.start)[1], None)

    def behind_all(self, scene: Scene) -> str:
        """The words behind a figure to the end of its clause, with the further figures taken out."""
        end = min(scene.clause_end, scene.mention.end + 2 * _MAX_RIGHT)
        return _FIGURE.sub("", self.words(scene.mention.end, end))

    def earlier_clause(self, clause: int, sentence: int) -> str:
        """The clause before, for a figure whose own clause holds no words for it."""
        end = clause - 1
        for _ in range(3):
            if end <= sentence:
                return ""
            start, _ = self.clauses.clause(end - 1)
            text = strip_fillers(self.words(max(start, sentence), end))
            if text and not text.startswith(("按", "扣除", "剔除")):
                return text[-_MAX_LEFT:]
            end = start - 1
        return ""

    def clause_before(self, clause: int, sentence: int) -> str:
        """The words of the clause just before, as they stand."""
        start, _ = self.clauses.clause(max(sentence, clause - 2))
        start = max(start, sentence)
        return self.words(start, max(start, clause - 1))

    def activity(self, scene: Scene) -> str:
        """What the clause before did: 开展岗前培训，共600人参加 → 岗前培训."""
        text = self.clause_before(scene.clause, scene.sentence)
        ends = [m.end() for m in _ACTIVITY.finditer(text)]
        return text[ends[-1] :] if ends else self.earlier_clause(scene.clause, scene.sentence)

    def next_clause_object(self, scene: Scene) -> str:
        """投资1.6亿元，完成了…道路建设: what the clause behind speaks of, "" where it holds a figure."""
        if self.text[scene.clause_end : scene.clause_end + 1] not in ("，", ","):
            return ""
        clause = self.words(*self.clauses.clause(scene.clause_end + 1))
        if _DIGIT.search(clause):
            return ""
        named = strip_fillers(clause)
        if not grammar.load().action_start.match(named):
            return ""
        owner = without_action(named)
        return owner if len(owner) <= 20 else re.split("[、和及]", owner)[-1]


def has_digit(text: str) -> bool:
    """Whether a figure stands in `text`."""
    return _DIGIT.search(text) is not None
