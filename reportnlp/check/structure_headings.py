"""Numbers and levels of headings: STR-03 to STR-06."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.outline import LEVELS, Form, Heading, headings, printed, runs, span_of
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.resources.profiles import Law

_STANDARD = Law(instrument="党政机关公文格式（GB/T 9704—2012）", certainty="seen")
_CUSTOM = Law(instrument="公文写作通例", certainty="recalled")

_BODY = "县政府坚持依法行政，把法治建设列入全年重点任务，逐月调度推进。\n"


class HeadingOrder(Rule):
    """标题序号跳号、重号或颠倒。

    说明：同一级标题的序号应当一个接一个。“二、”之后接“四、”，出现两个“三、”，或者“三、”排在“二、”前面，
    都会标出。
    例外：附件、上下篇各自从头编号的不算；序号跨章连续编的（如各章下的 1 至 30）不算；
    缺的那个号在正文里找得到的不算。
    """

    id = "STR-03"
    name = "标题序号"
    level = "error"
    sources = (_STANDARD,)
    bad = (
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}四、化解矛盾\n{_BODY}", marked="四、化解矛盾"),
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}二、化解矛盾\n{_BODY}", marked="二、化解矛盾"),
    )
    good = (
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}三、化解矛盾\n{_BODY}"),
        Example(
            f"一、健全机制\n（一）抓责任\n{_BODY}（二）抓考核\n{_BODY}二、规范执法\n（一）抓培训\n{_BODY}"
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every two neighbours in a run of headings, and the beginning of each run."""
        found = list(headings(context))
        latest: dict[Form, Heading] = {}
        before: dict[int, Heading | None] = {}
        for heading in found:
            before[heading.section] = latest.get(heading.form)
            latest[heading.form] = heading
        for run in runs(context, found):
            yield from _beginning(context, run[0], before[run[0].section])
            yield from _following(context, run)


_LOST: Final = 3
"""A run that begins later than here goes on from headings that were not seen; 二、 as the first of all
top headings may stand in a text that lacks its beginning."""


def _beginning(context: Context, first: Heading, before: Heading | None) -> Iterator[Judgement]:
    """A run that does not begin with 1 nor go on with the run before it."""
    if first.value == 1:
        return
    goes_on = before is not None and before.value in (first.value - 1, first.value)
    start = before.end if before else 0
    if goes_on or _is_written(context, first.form, range(1, first.value), start, first.at):
        yield passes(span_of(context, first))
    elif first.value <= _LOST and (before is not None or LEVELS[first.form] > 1):
        missing = printed(first.form, 1)
        yield fails(
            f"标题从“{first.text}”开始，前面没有“{missing}”",
            span_of(context, first),
            suggestion="请核对序号，或检查是否漏了一段",
        )


def _following(context: Context, run: Sequence[Heading]) -> Iterator[Judgement]:
    """Each heading after the one before; one wrong number between two right ones is told once."""
    wrong: Heading | None = None
    for at, (first, second) in enumerate(pairwise(run)):
        third = run[at + 2] if at + 2 < len(run) else None
        if wrong is first:  # it was judged as the middle of the three
            continue
        judgement = _neighbours(context, first, second)
        if judgement.verdict == "fail" and third is not None and third.value == first.value + 2:
            wrong = second
            message = f"标题序号不连续：“{first.text}”和“{third.text}”之间是“{second.text}”"
            judgement = replace(judgement, message=message, suggestion="请核对这一条的序号")
        yield judgement


def _neighbours(context: Context, first: Heading, second: Heading) -> Judgement:
    spans = (span_of(context, second), span_of(context, first))
    expected = first.value + 1
    if second.value in (1, expected):
        return passes(*spans)
    if _is_written(context, second.form, range(expected, second.value), first.end, second.at):
        return passes(*spans)
    message = f"标题序号不连续：“{first.text}”之后是“{second.text}”，"
    if second.value <= first.value:
        message += "序号重复" if second.value == first.value else "序号颠倒"
    else:
        after = _is_written(
            context, second.form, range(expected, expected + 1), second.end, _end(context, second)
        )
        missing = printed(second.form, expected)
        message += f"“{missing}”排到了后面" if after else f"缺少“{missing}”"
    return fails(message, *spans, suggestion="请核对序号，或检查是否漏了一段")


def _end(context: Context, heading: Heading) -> int:
    """Where the section that `heading` stands in ends."""
    parent = context.report.sections[heading.section].parent
    if parent < 0:
        return len(context.clean)
    return context.position(context.report.sections[parent].span.end)


_MARKS: Final = {
    "part": r"第\s?{}\s?[部编篇章节]",
    "cn": r"(?<![第一二三四五六七八九十]){}[、.]",
    "cn-brackets": r"[（(〔]\s?{}\s?[)）〕]",
    "figure": r"(?<![\d.]){}\s?[.、](?!\d)",
    "figure-brackets": r"[（(]\s?{}\s?[)）]",
}


def _is_written(context: Context, form: Form, values: range, start: int, end: int) -> bool:
    """Whether a number of `values` stands in the text between, where no heading was seen."""
    for value in values:
        number = printed(form, value).strip("第部分（）、.")
        mark = re.compile(_MARKS[form].format(number))
        if form == "part":
            start, end = 0, len(context.clean)  # a part made of tables may be named in the contents only
        if mark.search(context.clean, start, end):
            return True
    return False


class LevelSkip(Rule):
    """标题跳级。

    说明：结构层次序数依次为“一、”“（一）”“1.”“（1）”。“一、”之下直接用“（1）”，“（一）”之下直接用“（1）”的，
    会标出；有的章用“（一）”、有的章直接用“1.”的，只作提示。
    例外：全文只用两级，“一、”之下都用“1.”的，符合规定。
    """

    id = "STR-04"
    name = "标题跳级"
    level = "warning"
    sources = (_STANDARD,)
    bad = (
        Example(
            f"一、健全机制\n（1）抓责任\n{_BODY}（2）抓考核\n{_BODY}二、规范执法\n{_BODY}",
            marked="（1）抓责任",
        ),
    )
    good = (
        Example(
            f"一、健全机制\n1.抓责任\n{_BODY}2.抓考核\n{_BODY}二、规范执法\n1.抓培训\n{_BODY}2.抓考试\n{_BODY}"
        ),
        Example(f"一、健全机制\n（一）抓责任\n{_BODY}（二）抓考核\n{_BODY}二、规范执法\n{_BODY}"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each heading against the one above it; one finding for all that skip alike."""
        found = {heading.section: heading for heading in headings(context)}
        skips: dict[tuple[Form, Form], list[Heading]] = defaultdict(list)
        below: dict[Form, set[Form]] = defaultdict(set)
        for heading in found.values():
            above = _above(context, heading, found)
            if above is None:
                continue
            below[above.form].add(heading.form)
            if LEVELS[heading.form] - LEVELS[above.form] > 1:
                skips[above.form, heading.form].append(heading)
            else:
                yield passes(span_of(context, heading))
        for (upper, lower), skipping in skips.items():
            if lower != "figure":
                yield _skip(context, upper, lower, skipping)
            elif "cn-brackets" in below[upper]:
                yield _unlike(context, skipping)


def _above(context: Context, heading: Heading, found: dict[int, Heading]) -> Heading | None:
    """The numbered heading that `heading` stands under."""
    parent = context.report.sections[heading.section].parent
    while parent >= 0 and parent not in found:
        parent = context.report.sections[parent].parent
    return found.get(parent)


def _skip(context: Context, upper: Form, lower: Form, skipping: Sequence[Heading]) -> Judgement:
    between = [form for form, level in LEVELS.items() if LEVELS[upper] < level < LEVELS[lower]]
    skipped = "、".join(f"“{printed(form, 1)}”" for form in between)
    message = f"“{printed(upper, 1)}”之下直接用了“{printed(lower, 1)}”，中间隔着{skipped}这一级"
    spans = (span_of(context, heading) for heading in skipping)
    return fails(message, *spans, suggestion="请改用相邻的一级序号")


def _unlike(context: Context, skipping: Sequence[Heading]) -> Judgement:
    message = "有的章在“一、”之下用“（一）”，有的章直接用“1.”，全文不一致"
    spans = (span_of(context, heading) for heading in skipping)
    return fails(message, *spans, suggestion="请统一层次序号", level="info")


class HeadingAlone(Rule):
    """标题之下没有内容。

    说明：标题后面紧接着同级或上级的标题，或者紧接着落款、文末，中间没有正文，多半是漏了一段。
    例外：标题和下一级标题相连的不算；目录、列成条目的短句不算。
    """

    id = "STR-05"
    name = "空标题"
    level = "warning"
    sources = (_CUSTOM,)
    bad = (Example(f"一、健全机制\n{_BODY}二、规范执法\n三、化解矛盾\n{_BODY}", marked="二、规范执法"),)
    good = (
        Example(f"一、健全机制\n（一）抓责任\n{_BODY}（二）抓考核\n{_BODY}二、规范执法\n{_BODY}"),
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each heading up to the next one, or to the signature."""
        found = list(headings(context))
        closings = [
            context.position(s.span.start) for s in context.report.sections if s.role in ("closing", "notes")
        ]
        for heading, after in pairwise([*found, None]):
            assert heading is not None
            is_last = after is None
            end = len(context.clean) if after is None else after.at
            end = min([end, *(c for c in closings if heading.end <= c)])
            if context.clean[heading.end : end].strip(" \n\u3000*#"):
                yield passes(span_of(context, heading))
            elif is_last and end == len(context.clean):
                return  # a text that ends with a heading is cut off
            elif after is None or LEVELS[after.form] <= LEVELS[heading.form]:
                message = f"标题“{heading.text}”之下没有内容"
                yield fails(message, span_of(context, heading), suggestion="请补写，或删去这个标题")


class NumberStyles(Rule):
    """同一级标题的序号写法不一致。

    说明：同一级标题的序号应当用同一种写法。有的写“1.”、有的写“1、”，有的用全角括号、有的用半角括号，
    会合成一条标出较少的一种。
    例外：不同级的标题写法本来不同，不算；附录、名词解释里的序号不算。
    """

    id = "STR-06"
    name = "序号写法"
    level = "warning"
    sources = (_STANDARD,)
    bad = (
        Example(
            f"一、健全机制\n1.抓责任\n{_BODY}2.抓考核\n{_BODY}3、抓培训\n{_BODY}二、规范执法\n{_BODY}",
            marked="3、抓培训",
        ),
    )
    good = (Example(f"一、健全机制\n1.抓责任\n{_BODY}2.抓考核\n{_BODY}二、规范执法\n{_BODY}"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The marks around the numbers of each level."""
        levels: dict[Form, dict[str, list[Heading]]] = defaultdict(lambda: defaultdict(list))
        for heading in headings(context):
            levels[heading.form][_marks(heading)].append(heading)
        for form, styles in levels.items():
            if form == "part":
                continue
            usual, *others = sorted(styles.values(), key=len, reverse=True)
            if not others:
                yield passes(span_of(context, usual[0]))
                continue
            odd = sorted((h for style in others for h in style), key=lambda h: h.at)
            message = f"同一级标题的序号有的写“{usual[0].number}”，有的写“{odd[0].number}”"
            spans = (span_of(context, heading) for heading in (*odd, usual[0]))
            yield fails(message, *spans, suggestion="请统一成一种写法")


def _marks(heading: Heading) -> str:
    """The number's marks, without itself: "（）", ".", "、"; a mark behind brackets is not of their style."""
    marks = "".join(c for c in heading.number if not c.isalnum() and not c.isspace())
    return marks[:2] if heading.form.endswith("brackets") else marks


RULES: Final = (HeadingOrder, LevelSkip, HeadingAlone, NumberStyles)
