"""Marks that a standard would set otherwise: PUN-02 to PUN-07, each told once a report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.outline import headings
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Severity, Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import at_cues, near_cues

_MARKS_LAW = "GB/T 15834—2011 标点符号用法"
_NUMERALS = "一二三四五六七八九十"
_CJK = "\u4e00-\u9fff"


def _reported(found: Iterable[re.Match[str]], context: Context) -> list[Span]:
    """The matches in the report's own words."""
    spans = (context.match(m) for m in found)
    return [span for span in spans if not context.is_apart(span.start)]


def _once(
    spans: Sequence[Span], what: str, advice: str, context: Context, level: Severity | None = None
) -> Iterator[Judgement]:
    """One failure with all its places, a pass where there are none."""
    if not spans:
        yield passes()
        return
    times = f"（全文 {len(spans)} 处）" if len(spans) > 1 else ""
    yield fails(f"{what}：{context.quote(spans[0])}{times}", *spans, suggestion=advice, level=level)


class CommaBetweenQuoted(Rule):
    """并列的引号、书名号之间用了顿号。

    说明：“甲”“乙”、《甲》《乙》这样紧挨着并列时，中间通常不用顿号；全文只提示一次。
    例外：中间还有其他文字或括注的，如《甲》（试行）、《乙》，宜用顿号，不查。
    """

    id = "PUN-02"
    name = "引号书名号间的顿号"
    level = "info"
    sources = (Law(instrument=_MARKS_LAW, article="4.5.3.5", certainty="recalled"),)
    bad = (Example("率先实施“一件事一次办”、“多评合一”。", marked="”、“"),)
    good = (
        Example("率先实施“一件事一次办”“多评合一”。"),
        Example("印发《临江县条例》（试行）、《临江县办法》。"),
    )
    _pattern = re.compile(r"”、“|》、《|’、‘")

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once: it is a habit."""
        spans = _reported(self._pattern.finditer(context.clean), context)
        yield from _once(spans, "并列的引号、书名号之间用了顿号", "通常可以去掉顿号", context)


_INDENT = 40  # white space in front of a number at most


class OrdinalWithPause(Rule):
    """阿拉伯数字序号后面用了顿号。

    说明：序号“1”“2”后面用下脚点，写成“1.”；顿号用在“一、”这样的汉字序号后面。一列条目里有的用下脚点、
    有的用顿号的，也标出来。全文只提示一次。
    例外：“1、3、5号楼”这样的并列数字，只出现一次的，不查；标题序号写法不一的由 STR-06 提示。
    """

    id = "PUN-03"
    name = "数字序号后用顿号"
    level = "info"
    sources = (Law(instrument=_MARKS_LAW, article="附录 B.2.4", certainty="recalled"),)
    bad = (
        Example("还存在一些问题：1、机制不健全；2、人才欠缺。", marked="1、"),
        Example("名词解释\n1.一网通办：网上办事。\n2、两代表一委员：三类代表。", marked="2、"),
    )
    good = (
        Example("还存在一些问题：1.机制不健全；2.人才欠缺。"),
        Example("完成1、2号楼改造和3、5号楼加固。"),
    )
    _pattern = re.compile(rf"(?:(?<=[。；：;:])|(?<=\n)|\A)[ \u3000\t]{{0,8}}(\d{{1,2}})、(?=[{_CJK}“《])")

    _item = re.compile(rf"(\d{{1,3}})([.．、])(?=[{_CJK}“《（])")

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once: those that count from 1 on, and those among others with a full stop."""
        places = sorted({*self._counting(context), *self._mixed(context)})
        spans = [context.span(*place) for place in places]
        yield from _once(spans, "数字序号后面用了顿号", "可改为下脚点，如“1.”", context)

    def _counting(self, context: Context) -> list[tuple[int, int]]:
        """The report's own, where a first and a second one show that they count."""
        text = context.clean
        if "1、" not in text or "2、" not in text:
            return []
        found = [m for m in self._pattern.finditer(text) if not context.is_apart(context.match(m).start)]
        counts = {1, 2} <= {int(m[1]) for m in found}
        return [(m.start(1), m.end()) for m in found] if counts else []

    def _mixed(self, context: Context) -> Iterator[tuple[int, int]]:
        """Items of a list between neighbours with a full stop, headings left out; in a glossary too."""
        items = [m for m in self._item.finditer(context.clean) if _leads(m)]
        if not any(item[2] == "、" for item in items):
            return
        titles = {heading.at for heading in headings(context)}
        for at, item in enumerate(items):
            if item[2] == "、" and item.start(1) not in titles:
                near = list(_neighbours(items, at))
                if near and all(other[2] != "、" for other in near):
                    yield item.start(1), item.end()


def _leads(item: re.Match[str]) -> bool:
    """Whether a number is the first in its line or cell."""
    before = item.string[max(0, item.start() - _INDENT) : item.start()].rstrip(" \u3000")
    return not before or before[-1] in "\n\t"


def _neighbours(items: Sequence[re.Match[str]], at: int) -> Iterator[re.Match[str]]:
    """The items beside one that count on from it."""
    for step in (-1, 1):
        if 0 <= at + step < len(items) and int(items[at + step][1]) == int(items[at][1]) + step:
            yield items[at + step]


class DoubleMarkAfterOrdinal(Rule):
    """带括号的序号后面又加了标点。

    说明：“（一）”“（1）”后面不再加顿号、逗号或点号。
    例外：句中的“（见表一）、（见表二）”不是序号，不查。
    """

    id = "PUN-04"
    name = "括号序号后又加标点"
    level = "warning"
    sources = (Law(instrument=_MARKS_LAW, article="附录 B.2.4", certainty="recalled"),)
    bad = (Example("（一）、加强组织领导。", marked="（一）、"),)
    good = (Example("（一）加强组织领导。（见表一）、（见表二）"),)
    _pattern = re.compile(
        rf"(?:(?<=[。；：])|(?<=\n)|\A)[ \u3000\t]{{0,40}}"
        rf"([（(](?:[{_NUMERALS}]{{1,3}}|\d{{1,2}})[）)][、，．.,])(?=[{_CJK}“]|\d{{4}}年)"
    )
    _cue = re.compile(rf"[（(][{_NUMERALS}\d]{{1,3}}[）)][、，．.,]")

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once."""
        found = near_cues(self._pattern, context.clean, self._cue, 40, 12)
        spans = [context.match(m, 1) for m in found]
        yield from _once(spans, "带括号的序号后面又加了标点", "请删去括号后面的标点", context)


_DASH = r"(-{1,2}|－|–|—{1,2}|―|~|～)"
_RANGE = re.compile(
    rf"(?<![\d-])(?:19|20)\d\d年?{_DASH}(?:19|20)\d\d年"
    rf"|(?<![\d.-])\d{{1,2}}月?{_DASH}\d{{1,2}}月(?!\d)"
    rf"|(?<![\d.-])\d{{1,6}}(?:\.\d{{1,4}})?[%万亿]?{_DASH}\d{{1,6}}(?:\.\d{{1,4}})?(?:%|个百分点|[万亿元])"
)


_RANGE_CUE = re.compile("[-－–—―~～]")


class RangeDashes(Rule):
    """全文表示起止的连接号形式不一。

    说明：起止年份、数值范围的连接号，全文应当用同一种（一字线“—”、浪纹线“～”等）。
    例外：书名号里的名称、文号、电话、日期不计；写成“至”的不计。
    """

    id = "PUN-05"
    name = "连接号不统一"
    level = "info"
    sources = (Law(instrument=_MARKS_LAW, article="4.13", certainty="recalled"),)
    bad = (Example("2021—2023年办结86件，2018-2020年办结52件，2015—2017年办结40件。", marked="2018-2020年"),)
    good = (
        Example("2021—2023年办结86件，同比增长5%—6%。"),
        Example("2021—2023年落实《实施纲要（2021-2025年）》，电话0571-1234567。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The forms that are rarer than the usual one, all at once."""
        forms: dict[str, list[Span]] = defaultdict(list)
        for found in near_cues(_RANGE, context.prose, _RANGE_CUE, 12, 24):
            forms[next(filter(None, found.groups()))].append(context.match(found))
        if len(forms) < 2:
            yield passes()
            return
        usual = max(forms, key=lambda dash: len(forms[dash]))
        rest = sorted((s for dash in forms if dash != usual for s in forms[dash]), key=lambda s: s.start)
        what = f"起止的连接号有 {'、'.join(forms)} 几种写法，多数用 {usual}，这里不同"
        yield from _once(rest, what, "请全文统一", context)


_ONLY_MARKS = re.compile(r"\W{1,40}")  # no remains of a program's code between them, which ART-01 tells


class DoubledMarks(Rule):
    """标点重复或连用。

    说明：两个逗号、句号、顿号连在一起，或一种点号后面又跟一种点号，多是修改时留下的。
    例外：问号、叹号连用和省略号不查。
    """

    id = "PUN-06"
    name = "标点重复"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument=_MARKS_LAW, article="4", certainty="recalled"),
    )
    bad = (
        Example("全年办结86件。。群众满意度持续提高。", marked="。。"),
        Example("推进简政放权，、优化服务。", marked="，、"),
    )
    good = (Example("全年办结86件。群众满意度持续提高！！更加注重公平……"),)
    _pattern = re.compile(
        r"(?<![，。；：、])(?!。{3})[，。；：、][，。；：、,;]{1,3}(?![，。；：、])|[！？]。"
    )
    _cue = re.compile("[，。；：、！？](?=[，。；：、,;])")
    _few = 3

    def judge(self, context: Context) -> Iterator[Judgement]:
        """One each, or all at once where there are many."""
        found = (context.match(m) for m in at_cues(self._pattern, context.clean, self._cue))
        spans = [span for span in found if _ONLY_MARKS.fullmatch(context.text, span.start, span.end)]
        groups = [[span] for span in spans] if 0 < len(spans) <= self._few else [spans]
        for group in groups:
            yield from _once(group, "标点重复", "请删去多余的标点", context)


class HalfWidthMarks(Rule):
    """中文里用了半角标点。

    说明：夹在汉字之间的 , ; : ? ! 和括住汉字的 ( ) 应当用全角；全文只提示一次。
    只有冒号、叹号和括号的，或者用得多的，往往是转换格式所致，按提示处理。
    例外：外文、网址、时间和小数里的不查。
    """

    id = "PUN-07"
    name = "半角标点"
    level = "warning"
    sources = (Law(instrument=_MARKS_LAW, article="5.1", certainty="recalled"),)
    bad = (Example("全年办结86件,群众满意。", marked=","), Example("新建产业园(一期)。", marked="("))
    good = (Example("全年办结86件，会议10:30开始，GDP（现价）增长3.5%。"),)
    _pattern = re.compile(
        rf"(?<=[{_CJK}”》）%])[,;:?!](?=[{_CJK}“《（])|\((?=[{_CJK}“《\d][^()\n]{{0,60}}[{_CJK}”》]\))"
    )
    _cue = re.compile("[,;:?!(]")
    _few = 5
    _plain = frozenset(",;?")  # slips of the hand in a sentence; a lost character may have become ?

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once; many are a matter of conversion."""
        spans = _reported(at_cues(self._pattern, context.clean, self._cue), context)
        slips = len(spans) <= self._few and any(context.text[s.start] in self._plain for s in spans)
        level: Severity = "warning" if slips else "info"
        yield from _once(spans, "中文里用了半角标点", "请改为全角标点", context, level)


RULES: Final = (
    CommaBetweenQuoted,
    OrdinalWithPause,
    DoubleMarkAfterOrdinal,
    RangeDashes,
    DoubledMarks,
    HalfWidthMarks,
)
