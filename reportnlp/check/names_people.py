"""One person under two spellings, and the General Secretary's name misspelt: NAM-08."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources import lexicons
from reportnlp.resources.profiles import Law
from reportnlp.scanning import near_cues

# 习近X in front of his posts and theories; 学习近年 and 学习近平 are told apart.
_SECRETARY = re.compile(
    r"学(习近平)(?=总书记|新时代|法治|经济|文化|生态|外交|强军|同志|主席)"
    r"|(习近(?!平)[\u4e00-\u9fff])(?=总书记|新时代|法治思想|经济思想|文化思想|生态文明|外交思想|强军|同志|主席)"
)

# What follows a name where it certainly ends.
_ENDED = (
    r"(?=主持|同志|率|带队|带领|出席|到[\u4e00-\u9fff]|作|多次|亲|听取|先后|专题|主要|深入|代表|签|参加"
    r"|担任|任组长|为组长|[，。、；：）\s]|\Z)"
)


@cache
def _posted() -> re.Pattern[str]:
    """A post that one person holds at a time, and a name of three characters behind it."""
    surnames = "".join(word for word in lexicons.load("persons").words("surnames") if len(word) == 1)
    post = (
        r"(?<![副名位任原])([省市县区州旗镇乡]委书记|[省市县区州旗镇乡]长|法院院长|检察长"
        r"|[公司财民教审][\u4e00-\u9fff]{1,3}局长)"
    )
    return re.compile(rf"{post}[ \u3000]?([{surnames}][\u4e00-\u9fff]{{2}}){_ENDED}")


_POST_CUE = re.compile("[省市县区州旗镇乡院察局](?:长|委书记)")


class TwoSpellings(Rule):
    """姓名写错，或同一人的姓名前后写法不同。

    说明：党和国家主要领导人的姓名错字、漏字，判错。同一职务后面的姓名只差一个字（县长李国毫、县长李国豪），多半是同一人，
    职务也可能易人，只作存疑。
    例外：副职有多人，不比较；姓氏不同或两字姓名不比较；“学习近年来”不判。
    """

    id = "NAM-08"
    name = "姓名写法"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="校对惯例（姓名前后一致）", certainty="recalled"),
    )
    bad = (
        Example("县长李国毫主持召开会议。会后，县长李国豪到司法所调研。", marked="李国豪", reason="linking"),
        Example("深入学习习近乎总书记重要讲话。", marked="习近乎"),
    )
    good = (
        Example("副县长李国毫主持召开会议。会后，副县长李国豪到司法所调研。"),
        Example("县长李国豪主持召开会议。学习习近平总书记重要讲话，学习近年来的文件。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """His name wherever it is nearly printed; then every pair of names behind one post."""
        if "习近" in context.clean:
            for found in _SECRETARY.finditer(context.clean):
                yield _misspelt(context, found)
        for post, people in _by_post(context).items():
            yield from (passes(span) for span in people.values())
            for one, other in combinations(people, 2):
                if sum(a != b for a, b in zip(one, other, strict=True)) == 1 and one[0] == other[0]:
                    text = f"“{post}”后的姓名前作“{one}”、后作“{other}”，只差一个字"
                    spans = (people[other], people[one])
                    yield unsure(
                        "linking", text, *spans, suggestion="请核对姓名，是否同一人", level="warning"
                    )


def _misspelt(context: Context, found: re.Match[str]) -> Judgement:
    span = context.match(found, found.lastindex or 0)
    if found[1]:
        return fails("“学习近平”漏了一个“习”字", span, suggestion="请改为“学习习近平”")
    return fails(f"“{found[2]}”应为“习近平”", span, suggestion="请改为“习近平”")


def _by_post(context: Context) -> dict[str, dict[str, Span]]:
    """Post → the names behind it, each with its first place."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for named in near_cues(_posted(), context.plain, _POST_CUE, 5, 16):
        found[named[1]].setdefault(named[2], context.match(named, 2))
    return found


RULES: Final = (TwoSpellings,)
