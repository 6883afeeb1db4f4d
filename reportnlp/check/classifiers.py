"""One thing counted with two measure words: NUM-06."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Indicator
from reportnlp.resources.profiles import Law

# What is counted, and the measure words it may have, the usual one first.
_OBJECTS: Final = (
    (
        re.compile(r"(?:复议|行政诉讼|应诉|行政)(?:应诉|监督|诉讼|复议)?案件\Z"),
        ("件", "起", "宗"),
        "行政案件",
    ),
    (re.compile(r"刑事案件\Z"), ("件", "起", "宗"), "刑事案件"),
    (re.compile(r"纠纷\Z"), ("件", "起", "宗"), "纠纷"),
    (re.compile(r"事故\Z"), ("起", "件", "次", "宗"), "事故"),
    (re.compile(r"企业\Z"), ("家", "户"), "企业"),
    (re.compile(r"(?:议案|提案|建议)\Z"), ("件", "条", "份"), "议案、建议、提案"),
)


class DriftingClassifier(Rule):
    """同一类事物前后用了不同的量词。

    说明：如行政案件有的用“件”、有的用“起”；行政案件按全文，其他按一句话比较，全文只提示一次。
    例外：立案数和处置数习惯上量词不同的（刑事案件“起”与“件”），不在一句话里的不比。
    """

    id = "NUM-06"
    name = "量词不统一"
    level = "info"
    sources = (Law(instrument="公文用语习惯", certainty="recalled"),)
    bad = (
        Example("受理行政复议案件81件，办理行政诉讼案件100起。", marked="100起"),
        Example("调解邻里纠纷320件、婚姻纠纷41起。", marked="41起"),
    )
    good = (
        Example("受理行政复议案件81件，办理行政诉讼案件100件。"),
        Example("立刑事案件320起。全年审结刑事案件286件。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The first group that has two measure words; what is unusual in it comes first."""
        for group, (_, usual, name) in _groups(context):
            units = {figure.quantity.unit for figure in group}
            if len(units) > 1:
                odd = [f for f in group if f.quantity.unit != min(units, key=usual.index)]
                even = [f for f in group if f not in odd]
                words = "”“".join(sorted(units, key=usual.index))
                message = f"{name}的量词有“{words}”几种，这里写“{odd[0].text}”，别处写“{even[0].text}”"
                yield fails(message, *(f.span for f in (*odd, *even)), suggestion="请统一量词")
                return
        yield passes()


_Object = tuple[re.Pattern[str], tuple[str, ...], str]


def _groups(context: Context) -> Iterator[tuple[Sequence[Indicator], _Object]]:
    """The figures of each object: administrative cases over the whole text, others by sentence."""
    groups: dict[tuple[str, int], list[Indicator]] = defaultdict(list)
    objects = {name: (pattern, units, name) for pattern, units, name in _OBJECTS}
    for figure in context.report.indicators:
        for pattern, units, name in _OBJECTS if figure.origin != "table" else ():
            if figure.quantity.unit in units and pattern.search(figure.subject):
                at = -1 if name == "行政案件" else figure.sentence.start
                groups[name, at].append(figure)
                break
    for (name, _), figures in groups.items():
        yield figures, objects[name]


RULES: Final = (DriftingClassifier,)
