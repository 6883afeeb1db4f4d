"""The parts of a 政府工作报告 that no heading marks: problems, targets, tasks, closing appeal."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from reportnlp.parse.heads import Head, Paragraph
from reportnlp.parse.role_layout import Layout, Mark
from reportnlp.resources.profiles import heading_patterns, lead_in_patterns

_THANKS = re.compile(r"感谢|敬意|归功|离不开|成绩(?:来之不易|的取得)|是.{0,20}(?:正确|坚强)?领导的结果")
_LESSONS = re.compile(
    r"(?:各位代表[！，：])?(?:回顾|过去|[一三五几多]年来?|这[一五]年|实践)[^。]{0,50}(?:体会|经验(?!不足)|启示|感悟)"
)
_ADMITS = re.compile(
    r"清醒|(?:肯定|总结)[^。]{0,12}(?:成绩|成就)|[也还](?:要|应|应当|必须)?[^。，]{0,6}(?:看到|认识到|知道)"
)
_SENTENCE = re.compile(r"(?<=[。！])[^。！\n]{8,130}")
_LAST_WORDS = 500  # characters of the review's end that may admit problems inside a paragraph
_BETWEEN = 4  # paragraphs between that may name problems one by one
_ADDRESS = re.compile(r"(?:各位代表|同志们|各位委员|朋友们)")
_LONE_ADDRESS = 8  # characters of a line that holds nothing else
_WITHOUT_ADDRESS = re.compile(r"让我们|紧密地?团结在")
_TAIL = 8  # paragraphs before the closing among which the government may speak of itself
_OPENS_ANEW = re.compile(
    r"各位代表|新征程|新形势|新时代|新使命|新的|面对|打铁|做好|推动|实现|完成|进入新|为确保|总之|我们将始终"
)
_GOVERNMENT = re.compile(
    r"自身建设|政府系统|依法行政|法治政府|廉洁|廉政|清廉|两个确立|凝心铸魂|履职|八项规定|正风肃纪|人民满意"
    r"|审计监督|自觉接受|执行力|作风|形式主义|从严治党|对政府工作提出"
)
_BULLET = re.compile(r"一是|一要|首先|第一|——|1[.、]|（1）|①")
_START_TASKS = re.compile(
    r"为|要|实现|围绕|按照|做好|落实|完成|今年|上述|各位代表|重点|具体|在|全面|20\d\d年|新的?一年|我们"
)
_THIS_YEAR = re.compile(r"今年|明年|新的?一年|(?:19|20)\d\d年|今后|未来|下一?步|计划")
_PROSPECT = re.compile(r"今年|“?十[一二三四五六七八九]?五”?(?:时期|期间)，?是|今后|未来|面向未来|展望")


def review_marks(layout: Layout, start: int, end: int, planned: bool) -> list[Mark]:
    """Review and problems of [start, end), and the plans where no heading names them.

    Args:
        layout: the report.
        start: where the review begins.
        end: where the next region begins.
        planned: whether another region holds the plans.
    """
    paragraphs = layout.between(start, end)
    ahead = None if planned else prospect_start(layout, paragraphs[len(paragraphs) // 5 :], False)
    stop = end if ahead is None else ahead
    marks = [(start, "review"), *_problems(layout, [p for p in paragraphs if p.start < stop], start, stop)]
    return marks if ahead is None else marks + plan_marks(layout, "mixed", ahead, ahead, end)


def _problems(layout: Layout, paragraphs: Sequence[Paragraph], start: int, end: int) -> list[Mark]:
    """The last paragraphs of the review that own up to problems, up to its end or to the thanks."""
    late = start + (end - start) * 2 // 5
    found = {i for i, p in enumerate(paragraphs) if p.end > late and _owns_up(layout, p, p.start >= late)}
    if not found:
        return _last_admission(layout, max(start, end - _LAST_WORDS), end)
    begin = _first_admission(layout, paragraphs, found)
    marks: list[Mark] = [(paragraphs[begin].start, "problems")]
    tops = {head.start for head in layout.tops}
    for before, paragraph in pairwise(paragraphs[begin:]):
        lead = layout.lead(paragraph)
        if _THANKS.search(lead) or _teaches(layout, paragraph) or paragraph.start in tops:
            return [*marks, (paragraph.start, "review")]
        if _PROSPECT.match(lead) or _is_motto(layout, before, paragraph):
            return [*marks, (paragraph.start, "targets")]
    return marks


def _owns_up(layout: Layout, paragraph: Paragraph, late: bool) -> bool:
    """Whether a paragraph leads the problems in; an early one must say so plainly."""
    lead = layout.lead(paragraph)
    if not lead_in_patterns("gwr")["problems"].search(lead):
        return False
    return late or _ADMITS.search(lead) is not None


def _last_admission(layout: Layout, start: int, end: int) -> list[Mark]:
    """The sentence in [start, end) that admits problems, where no paragraph begins with one."""
    lead_in = lead_in_patterns("gwr")["problems"]
    for sentence in _SENTENCE.finditer(layout.text, start, end):
        if lead_in.search(sentence[0]) and (_ADMITS.search(sentence[0]) or "缺点" in sentence[0]):
            return [(sentence.start(), "problems")]
    return []


def _teaches(layout: Layout, paragraph: Paragraph) -> bool:
    """Whether a paragraph turns from the problems to what the years have taught."""
    return _LESSONS.match(layout.text, paragraph.start, paragraph.end) is not None


def _first_admission(layout: Layout, paragraphs: Sequence[Paragraph], found: Set[int]) -> int:
    """Index of the paragraph where the problems begin: the last that admits them (清醒地看到), or else the
    last of `found`; with those before it, even where paragraphs that name problems stand between.
    """
    plain = {i for i in found if _ADMITS.search(layout.lead(paragraphs[i]))}
    begin = max(plain or found)
    while True:
        near = [
            i for i in range(max(0, begin - _BETWEEN), begin) if i in plain or (i in found and i == begin - 1)
        ]
        if not near or any(_THANKS.search(layout.lead(p)) for p in paragraphs[near[0] : begin]):
            return begin
        begin = near[0]


def _is_motto(layout: Layout, before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a short line without punctuation stands like a heading, behind a finished paragraph."""
    if not 6 <= len(paragraph) <= 30 or layout.text[before.end - 1] not in "。！？；：”":
        return False
    return layout.lead(paragraph)[-1] not in "。！：；，是要"


def prospect_start(layout: Layout, paragraphs: Sequence[Paragraph], at_once: bool) -> int | None:
    """Where a paragraph without a heading turns to the plans: it states this year's aims.

    `at_once` takes a first paragraph that speaks of this year or of the coming five as enough.
    """
    targets = lead_in_patterns("gwr")["targets"]
    for index, paragraph in enumerate(paragraphs):
        lead = layout.lead(paragraph)
        if at_once and index == 0 and _PROSPECT.match(lead):
            return paragraph.start
        if _THIS_YEAR.search(lead[:40]) and targets.search(lead):
            return paragraph.start
    return None


def plan_marks(layout: Layout, role: str, start: int, body: int, end: int) -> list[Mark]:
    """Targets and tasks of one region: tasks begin at their lead-in or at the first heading below.

    Args:
        layout: the report.
        role: what its heading says: "targets", "tasks" or "mixed".
        start: where the region begins.
        body: the end of its heading; `end` for a region of themes, which are tasks throughout.
        end: where the next region begins.
    """
    sub = _first_task_head(layout, start, end)
    first_sub = end if sub is None else sub.start
    intro = [p for p in layout.between(body, first_sub) if p.start > start or body == start]
    targets = lead_in_patterns("gwr")["targets"]
    aims = [i for i, p in enumerate(intro) if targets.search(layout.lead(p))]
    if (role == "targets" and sub is None) or (role == "tasks" and not aims):
        return [(start, role)]
    rest = intro[aims[-1] + 1 :] if aims else intro
    begin = _tasks_start(layout, rest, first_sub, sub is not None)
    if not intro or begin <= intro[0].start:
        return [(start, "tasks")]
    return [(start, "targets"), (begin, "tasks")] if begin < end else [(start, "targets")]


def _first_task_head(layout: Layout, start: int, end: int) -> Head | None:
    """The first heading in (start, end) that does not speak of targets, past those below such a one."""
    targets = heading_patterns("gwr")["targets"]
    skip = 99
    for head in layout.inside(start, end):
        if head.rank > skip:
            continue
        words = head.words(layout.text)
        if len(words) > 16 or not targets.search(words):
            return head
        skip = head.rank
    return None


def _tasks_start(layout: Layout, rest: Sequence[Paragraph], first_sub: int, has_sub: bool) -> int:
    """The paragraph among `rest` that leads the tasks in; else the first heading below."""
    tasks = lead_in_patterns("gwr")["tasks"]
    for paragraph in rest:
        lead = layout.lead(paragraph)
        if tasks.search(lead) and (has_sub or len(paragraph) < 90 or _START_TASKS.match(lead)):
            return paragraph.start
    if has_sub or not rest:
        return first_sub
    return next((p.start for p in rest if _BULLET.match(layout.lead(p))), rest[0].start)


def self_building_marks(layout: Layout, start: int, end: int, is_last: bool) -> list[Mark]:
    """政府自身建设 as the last heading below the tasks, or as paragraphs of its own at their end.

    In tasks that others follow (`is_last` is False) only a heading that says 自身建设 counts.
    """
    tops = [head.start for head in layout.tops if start <= head.start < end]
    last = layout.subs(tops[-1] if tops else start - 1, end)[-1:]
    words = last[0].words(layout.text) if last else ""
    pattern = heading_patterns("gwr")["self_building"]
    if words and ("自身建设" in words or (is_last and pattern.search(words))):
        return [(last[0].start, "self_building")]
    if not is_last:
        return []
    late = layout.between(start + (end - start) * 7 // 10, end)
    found = (i for i, p in enumerate(late) if speaks_of_self_building(layout, [p]))
    tail = range(max(0, len(late) - _TAIL), len(late))
    begin = next(found, next((i for i in tail if _is_about_government(layout, late, i)), None))
    if begin is None:
        return []
    return [(late[begin - 1 if _is_lone_address(layout, late, begin - 1) else begin].start, "self_building")]


def _is_about_government(layout: Layout, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph that opens anew tells how the government itself will work."""
    paragraph = paragraphs[index]
    opens = _OPENS_ANEW.match(layout.lead(paragraph)) or _is_lone_address(layout, paragraphs, index - 1)
    words = _GOVERNMENT.findall(layout.text, paragraph.start, paragraph.end)
    return bool(opens) and len(set(words)) > 1


def _is_lone_address(layout: Layout, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether the paragraph is 各位代表！ and nothing else."""
    if index < 0 or len(paragraphs[index]) > _LONE_ADDRESS:
        return False
    return _ADDRESS.match(layout.lead(paragraphs[index])) is not None


def speaks_of_self_building(layout: Layout, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs' first words turn to the government itself."""
    lead_in = lead_in_patterns("gwr")["self_building"]
    leads = (layout.lead(p) for p in paragraphs)
    return any(lead_in.search(lead if _ADDRESS.match(lead) else lead[:70]) for lead in leads)


def farewell_start(layout: Layout) -> int:
    """Where the closing appeal begins; the layout's end if there is none."""
    late = layout.start + (layout.end - layout.start) // 2
    pattern = heading_patterns("gwr")["closing"]
    tails = (h.start for h in layout.tops if h.start > late and pattern.search(h.words(layout.text)))
    tail = next(tails, layout.end)
    paragraphs = layout.between(late, tail)
    appeals = (i for i in reversed(range(len(paragraphs))) if _bids_farewell(layout, paragraphs, i))
    begin = next(appeals, None)
    if begin is None:
        return tail
    while begin and _ADDRESS.match(layout.lead(before := paragraphs[begin - 1])):
        if len(before) > _LONE_ADDRESS and not _bids_farewell(layout, paragraphs, begin - 1):
            break
        begin -= 1
    return paragraphs[begin].start


def _bids_farewell(layout: Layout, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph is the closing appeal: it addresses the house and calls on it."""
    paragraph = paragraphs[index]
    if not lead_in_patterns("gwr")["closing"].search(layout.text, paragraph.start, paragraph.end):
        return False
    if _ADDRESS.match(layout.lead(paragraph)) or _is_lone_address(layout, paragraphs, index - 1):
        return True
    return _WITHOUT_ADDRESS.search(layout.text, paragraph.start, paragraph.end) is not None
