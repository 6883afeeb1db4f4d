"""Functional roles: which stretch of a report is review, problems, targets, tasks …

A heading says its role by the words of its kind's profile; where none does, the lead-in of a
paragraph does (在肯定成绩的同时，我们也清醒地看到…).  The result is a list of marks: from each
mark's position on, its role holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import Head, Paragraph
from reportnlp.resources.profiles import heading_patterns, lead_in_patterns

Mark = tuple[int, str]

_LEAD = 130  # characters of a paragraph that may hold its lead-in


@dataclass(frozen=True, slots=True)
class Layout:
    """A stretch of text with its paragraphs and headings, as the role finders see it.

    `tops` are the headings that cut it into blocks, `subs` the deeper ones.
    """

    text: str
    kind: Kind
    year: int | None
    paragraphs: Sequence[Paragraph]
    heads: Sequence[Head]
    start: int
    end: int
    tops: Sequence[Head] = field(default=())

    def lead(self, paragraph: Paragraph) -> str:
        """The first sentences of a paragraph."""
        return self.text[paragraph.start : min(paragraph.end, paragraph.start + _LEAD)]

    def between(self, start: int, end: int) -> list[Paragraph]:
        """Paragraphs that start in [start, end)."""
        return [p for p in self.paragraphs if start <= p.start < end]

    def blocks(self) -> Iterator[tuple[Head, int]]:
        """Each top heading with the end of its block."""
        ends = [*(head.start for head in self.tops[1:]), self.end]
        return zip(self.tops, ends, strict=False)  # without tops there is one end too many

    def subs(self, start: int, end: int) -> list[Head]:
        """The headings below the top ones that start in (start, end), the highest rank only."""
        inside = [h for h in self.heads if start < h.start < end and h not in self.tops]
        rank = min((h.rank for h in inside), default=0)
        return [h for h in inside if h.rank == rank]


def role_marks(
    text: str, paragraphs: Sequence[Paragraph], heads: Sequence[Head], kind: Kind, year: int | None
) -> list[Mark]:
    """Where each role begins, in text order; the first mark stands at 0.  None for kind "other".

    Args:
        text: clean text.
        paragraphs: its paragraphs.
        heads: its headings of levels 1 to 4.
        kind: the report kind.
        year: the report's year where it is known (tells last year's work from this year's).
    """
    if kind == "other" or not text:
        return []
    marks: list[Mark] = []
    for start, end in _copies(text, paragraphs, kind):
        inside = [h for h in heads if start <= h.start < end]
        rank = min((h.rank for h in inside), default=1)
        tops = [h for h in inside if h.rank <= max(rank, 1)]
        own = [p for p in paragraphs if start <= p.start < end]
        layout = Layout(text, kind, year, own, inside, start, end, tops)
        marks += _FINDERS[kind](layout)
    return _tidy(marks)


def _tidy(marks: Sequence[Mark]) -> list[Mark]:
    """Sorted, one a position, without marks that repeat the role before them."""
    result: list[Mark] = []
    for position, role in sorted(dict(marks).items()):
        if not result or result[-1][1] != role:
            result.append((position, role))
    return result


_GREETING = re.compile(r"^(?:现在，?)?(?:我|受).{0,4}(?:代表|委托).{2,40}(?:报告|审议)")


def _copies(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> list[tuple[int, int]]:
    """[0, end) cut where the same report begins anew (pages that print it twice)."""
    starts = [0]
    if kind == "gwr":
        for before, here in zip(paragraphs, paragraphs[1:], strict=False):
            far = here.start - starts[-1] > 4000 or starts == [0]
            if far and _GREETING.match(text[here.start : here.start + 60]):
                starts.append(before.start if len(before) < 20 else here.start)
    starts = [0, *starts[2:]]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


# --- 政府信息公开年报, 统计公报 -----------------------------------------------------------------

_XXGK_ORDER = ("overview", "disclosure", "requests", "litigation", "problems", "other")


def _xxgk(layout: Layout) -> list[Mark]:
    marks: list[Mark] = [(layout.start, "preamble")]
    patterns = heading_patterns("xxgk")
    for head in layout.tops:
        words = head.words(layout.text)
        found = [role for role in _XXGK_ORDER if patterns[role].search(words)]
        # 存在的主要问题及改进情况 may speak of 申请; the form's own order decides in doubt.
        by_number = _XXGK_ORDER[head.value - 1] if 0 < head.value <= len(_XXGK_ORDER) else "other"
        marks.append((head.start, by_number if by_number in found or not found else found[-1]))
    return marks


def _tjgb(layout: Layout) -> list[Mark]:
    marks: list[Mark] = [(layout.start, "preamble")]
    notes = heading_patterns("tjgb")["notes"]
    marks += [
        (head.start, "notes" if notes.search(head.words(layout.text)) else "chapter") for head in layout.tops
    ]
    if marks[-1][1] == "chapter":
        lead_in = lead_in_patterns("tjgb")["notes"]
        for paragraph in layout.between(marks[-1][0], layout.end):
            if lead_in.search(layout.lead(paragraph)):
                return [*marks, (paragraph.start, "notes")]
    return marks


# --- 法治政府建设年度报告 -----------------------------------------------------------------------

_SIGNATURE = re.compile(
    r"^(?:[^，。；：]{2,28}(?:政府|委员会|[县市区州乡镇省]委|局|厅|办公室|办事处|部|中心|街道|管委会|[乡镇])"
    r"|(?:20\d\d|二[〇○0][^，。]{2})年.{1,3}月.{1,3}日)$"
)
_AFTERWORD = re.compile(r"^(?:专此|特此|此致|以上).{0,4}报告|^(?:专此|特此)")


def _fazhi(layout: Layout) -> list[Mark]:
    marks: list[Mark] = [(layout.start, "preamble")]
    first = layout.tops[0].start if layout.tops else _after_opening(layout)
    if not layout.tops:
        marks.append((first, "achievements"))
        marks += _fazhi_leads(layout, first, layout.end, "achievements")
    for head, end in layout.blocks():
        marks += _fazhi_block(layout, head, end)
    return [*marks, *_fazhi_tail(layout, first)]


def _after_opening(layout: Layout) -> int:
    """Where a report without headings comes to its matter: behind 报告如下."""
    opening = lead_in_patterns(layout.kind)["preamble"]
    for paragraph, after in zip(layout.paragraphs[:25], layout.paragraphs[1:26], strict=False):
        if opening.search(layout.text, paragraph.start, paragraph.end):
            return after.start
    return layout.paragraphs[0].start if layout.paragraphs else layout.start


def _fazhi_roles(words: str) -> list[str]:
    return [role for role, pattern in heading_patterns("fazhi").items() if pattern.search(words)]


def _fazhi_block(layout: Layout, head: Head, end: int) -> list[Mark]:
    roles = _fazhi_roles(head.words(layout.text))
    order = ("leadership", "problems", "other", "plan", "closing")
    role = next((r for r in order if r in roles), "achievements")
    if role == "plan" and "achievements" in roles and "回顾" in head.words(layout.text):
        role = "achievements"
    marks = [(head.start, role)]
    if role not in ("achievements", "problems"):
        return marks
    stop = head.end
    for sub in layout.subs(head.start, end):
        marks += _fazhi_leads(layout, stop, sub.start, marks[-1][1])
        found = _fazhi_roles(sub.words(layout.text))
        sub_role = next((r for r in order if r in found and r != "closing"), role)
        if sub_role == "plan" and role == "achievements" and not _PLAN_WORD.search(sub.words(layout.text)):
            sub_role = role
        marks.append((sub.start, sub_role))
        stop = sub.end
    return marks + _fazhi_leads(layout, stop, end, marks[-1][1])


_PLAN_WORD = re.compile(r"下一?步|下一?阶段|今后|明年|下一年")


def _fazhi_leads(layout: Layout, start: int, end: int, role: str) -> list[Mark]:
    """Problems and plans that a paragraph (a plan: a sentence) leads in without a heading."""
    marks: list[Mark] = []
    leads = lead_in_patterns("fazhi")
    for paragraph in layout.between(start, end):
        lead = layout.lead(paragraph)
        if role in ("achievements", "leadership") and leads["problems"].search(_sentence(lead)):
            role = "problems"
        elif role in ("achievements", "problems") and leads["plan"].search(lead):
            role = "plan"
        elif role == "achievements" and leads["leadership"].search(_sentence(lead)):
            marks += [(paragraph.start, "leadership"), (paragraph.end, "achievements")]
            continue
        else:
            role = marks[-1][1] if marks else role
            continue
        marks.append((paragraph.start, role))
    return marks


def _sentence(lead: str) -> str:
    return lead.split("。", 1)[0]


def _fazhi_tail(layout: Layout, first: int) -> list[Mark]:
    """Signature, date and what a web page prints behind them."""
    paragraphs = [p for p in layout.paragraphs if p.start > first]
    other = lead_in_patterns("fazhi")["other"]
    marks: list[Mark] = []
    index = len(paragraphs)
    while index and len(paragraphs[index - 1]) < 60:
        line = layout.lead(paragraphs[index - 1])
        if _SIGNATURE.match(line) or _AFTERWORD.match(line):
            role = "closing"
        elif other.search(line):
            role = "other"
        else:
            break
        index -= 1
        marks.append((paragraphs[index].start, role))
    return marks


# --- 政府工作报告 -------------------------------------------------------------------------------

_PLANS = frozenset({"targets", "mixed", "tasks"})
_YEARS = re.compile(r"(20\d\d|19\d\d|[一二][〇○0一二三四五六七八九]{3})年")
_YEAR_DIGITS = str.maketrans("〇○一二三四五六七八九", "00123456789")
_PERIOD = re.compile(r"(?:今后|未来|下)一?个?[五三十]年|(?<![〇○0-9一二三四五六七八九])五年|十[一二三四五六七八九]?五")
_THANKS = re.compile(r"感谢|敬意|归功|离不开|成绩(?:来之不易|的取得)|是.{0,20}(?:正确|坚强)?领导的结果")
_ADDRESS = re.compile(r"^(?:各位代表|同志们|各位委员|朋友们)")
_WITHOUT_ADDRESS = re.compile(r"让我们|紧密地?团结在")
_OPENING_LINE = re.compile(r"请予?审[议查]|提出意见|向大会(?:作|做|报告)|作(?:政府)?工作报告")
_BULLET = re.compile(r"^(?:一是|一要|首先|第一|——|1[.、]|（1）|①)")
_START_TASKS = re.compile(r"^(?:为|要|实现|围绕|按照|做好|落实|完成|今年|上述|各位代表|重点|具体|20\d\d年)")


def _gwr(layout: Layout) -> list[Mark]:
    marks: list[Mark] = [(layout.start, "preamble")]
    regions = _gwr_regions(layout)
    farewell = _gwr_farewell(layout)
    own_self_building = any(role == "self_building" for role, _, _, _ in regions)
    for index, (role, start, body, end) in enumerate(regions):
        if start >= farewell:
            break
        end = min(end, farewell)
        if role == "review":
            planned = any(r in _PLANS for r, *_ in regions[index + 1 :])
            marks += _gwr_review(layout, start, end, planned)
        elif role in _PLANS:
            later = any(r in _PLANS for r, *_ in regions[index + 1 :])
            marks += _gwr_plan(layout, role if later or role == "tasks" else "mixed", start, body, end)
        else:
            marks.append((start, role))
        last = not any(r in _PLANS for r, s, *_ in regions[index + 1 :] if s < farewell)
        if last and not own_self_building and marks[-1][1] == "tasks":
            marks += _gwr_self_building(layout, marks[-1][0], end)
    if farewell < layout.end:
        marks = [mark for mark in marks if mark[0] < farewell] + [(farewell, "closing")]
    return marks


Region = tuple[str, int, int, int]
"""Role, start, end of the heading, end."""


def _gwr_regions(layout: Layout) -> list[Region]:
    """Blocks with their roles; neighbouring blocks of the review or of the tasks are one region."""
    regions: list[Region] = []
    first = layout.tops[0].start if layout.tops else layout.end
    opening = _gwr_opening(layout)
    cut = opening is None and bool(layout.tops) and layout.tops[0].value > 1
    if opening is None:
        opening = layout.paragraphs[0].start if layout.paragraphs else layout.start
    if first - opening > 1500 or cut:  # a review without a heading of its own
        regions.append(("review", opening, opening, first))
    this_year = _gwr_year(layout)
    state = "preamble"
    for head, end in layout.blocks():
        role = _gwr_heading_role(head.words(layout.text), state, this_year)
        role = role or _gwr_block_role(layout, head, end, state)
        follows = not role
        state = role = role or ("tasks" if state in _PLANS or state == "self_building" else "review")
        if follows and regions and regions[-1][0] in ("review", "tasks", "mixed") and (
            (role == "review") == (regions[-1][0] == "review")
        ):
            old = regions[-1]
            regions[-1] = (old[0], old[1], old[2], end)
        else:
            regions.append((role, head.start, end if follows else head.end, end))
    return regions


def _years(words: str) -> list[int]:
    return [int(year.translate(_YEAR_DIGITS)) for year in _YEARS.findall(words)]


def _gwr_year(layout: Layout) -> int:
    """The year that the report plans for; headings are trusted more than a given year."""
    years = {year for head in layout.tops for year in _years(head.words(layout.text))}
    return max(years) if len(years) > 1 or (years and not layout.year) else layout.year or 0


def _gwr_opening(layout: Layout) -> int | None:
    """Where the matter begins: behind 请予审议."""
    for paragraph, after in zip(layout.paragraphs[:40], layout.paragraphs[1:41], strict=False):
        if _OPENING_LINE.search(layout.text, paragraph.start, min(paragraph.end, paragraph.start + 120)):
            return after.start
    return None


def _gwr_block_role(layout: Layout, head: Head, end: int, state: str) -> str:
    """The role that the first paragraphs below a slogan heading tell; "" if none."""
    paragraphs = layout.between(head.end, end)
    if state in _PLANS:
        lead_in = lead_in_patterns("gwr")["self_building"]
        last = head is layout.tops[-1]
        return "self_building" if last and any(map(lead_in.search, map(layout.lead, paragraphs[:1]))) else ""
    if state != "preamble" and any(_PROSPECT.match(layout.lead(p)) for p in paragraphs[:1]):
        return "mixed"
    return "mixed" if _gwr_headless_plan(layout, paragraphs[:15], end, 0) < end else ""


def _gwr_heading_role(words: str, state: str, this_year: int) -> str:
    """The role that a top heading names; "" where it names a theme only."""
    found = {role for role, pattern in heading_patterns("gwr").items() if pattern.search(words)}
    years = _years(words)
    planning = state in _PLANS or state == "self_building"
    if "closing" in found:
        return "closing"
    if "review" in found and (not planning or "回顾" in words):
        return "review"
    if "problems" in found and not planning:
        return "problems"
    if "self_building" in found and planning and not (found & _PLANS and years):
        return "self_building"
    if not found & {"targets", "tasks"}:
        return ""
    if years and max(years) < this_year and not planning:
        return "review"
    timed = years or _PERIOD.search(words) or re.search("今年|明年|新一届|总体|目标|安排|任务|要求|重点", words)
    if not timed:
        return ""
    if _PERIOD.search(words) and not years and "今年" not in words:
        return "targets"
    return "mixed" if {"targets", "tasks"} <= found else (found & {"targets", "tasks"}).pop()


def _gwr_review(layout: Layout, start: int, end: int, planned: bool) -> list[Mark]:
    marks: list[Mark] = [(start, "review")]
    paragraphs = layout.between(start, end)
    plan = end if planned else _gwr_headless_plan(layout, paragraphs, end, len(paragraphs) // 5)
    marks += _gwr_problems(layout, [p for p in paragraphs if p.start < plan], start, plan)
    if plan < end:
        marks += _gwr_plan(layout, "mixed", plan, plan, end)
    return marks


def _gwr_problems(layout: Layout, paragraphs: Sequence[Paragraph], start: int, end: int) -> list[Mark]:
    """The last paragraphs of the review that own up to problems, up to its end or to the thanks."""
    lead_in = lead_in_patterns("gwr")["problems"]
    late = start + (end - start) * 2 // 5
    found = [
        i for i, p in enumerate(paragraphs) if p.start >= late and lead_in.search(layout.lead(p))
    ]
    if not found:
        return []
    begin = found[-1]
    while begin - 1 in found:
        begin -= 1
    marks: list[Mark] = [(paragraphs[begin].start, "problems")]
    for paragraph in paragraphs[begin + 1 :]:
        lead = layout.lead(paragraph)
        if _THANKS.search(lead) or _is_top(layout, paragraph):
            return [*marks, (paragraph.start, "review")]
        if _PROSPECT.match(lead) or (len(paragraph) <= 30 and lead[-1] not in "。！：；"):
            return [*marks, (paragraph.start, "targets")]
    return marks


def _is_top(layout: Layout, paragraph: Paragraph) -> bool:
    return any(head.start == paragraph.start for head in layout.tops)


_THIS_YEAR = re.compile(r"今年|明年|新的?一年|20\d\d年|今后|未来|下一?步|计划")


_PROSPECT = re.compile(r"^(?:今年|“?十[一二三四五六七八九]?五”?(?:时期|期间)是|今后|未来|面向未来|展望)")


def _gwr_headless_plan(layout: Layout, paragraphs: Sequence[Paragraph], end: int, first: int) -> int:
    """Where the plans begin in a report without a heading for them; `end` if nowhere."""
    targets = lead_in_patterns("gwr")["targets"]
    for paragraph in paragraphs[first:]:
        lead = layout.lead(paragraph)
        if _THIS_YEAR.search(lead[:40]) and targets.search(lead):
            return paragraph.start
    return end


def _gwr_plan(layout: Layout, role: str, start: int, body: int, end: int) -> list[Mark]:
    """Targets and tasks of one region: tasks begin at their lead-in or at the first heading below."""
    sub = _gwr_task_head(layout, start, end)
    first_sub = end if sub is None else sub.start
    intro = [p for p in layout.between(body, first_sub) if p.start > start or body == start]
    targets = lead_in_patterns("gwr")["targets"]
    aims = [i for i, p in enumerate(intro) if targets.search(layout.lead(p))]
    if (role == "targets" and sub is None) or (role == "tasks" and not aims):
        return [(start, role)]
    begin = _gwr_tasks_start(layout, intro, aims[-1] + 1 if aims else 0, first_sub, sub is not None)
    if not intro or begin <= intro[0].start:
        return [(start, "tasks")]
    return [(start, "targets"), (begin, "tasks")] if begin < end else [(start, "targets")]


def _gwr_task_head(layout: Layout, start: int, end: int) -> Head | None:
    """The first heading below a plan's own that does not speak of targets, past those below them."""
    targets = heading_patterns("gwr")["targets"]
    skip = 99
    for head in layout.heads:
        if not start < head.start < end or head.rank > skip:
            continue
        words = head.words(layout.text)
        if len(words) > 16 or not targets.search(words):
            return head
        skip = head.rank
    return None


def _gwr_tasks_start(
    layout: Layout, intro: Sequence[Paragraph], after: int, first_sub: int, has_subs: bool
) -> int:
    tasks = lead_in_patterns("gwr")["tasks"]
    for paragraph in intro[after:]:
        lead = layout.lead(paragraph)
        if tasks.search(lead) and (_START_TASKS.match(lead) or len(paragraph) < 90 or has_subs):
            return paragraph.start
    if has_subs:
        return first_sub
    rest = intro[after:]
    bullet = next((p for p in rest if _BULLET.match(layout.lead(p))), None)
    if bullet is not None:
        return bullet.start
    return rest[0].start if rest else first_sub


def _gwr_self_building(layout: Layout, start: int, end: int) -> list[Mark]:
    """政府自身建设 as the last heading below the tasks, or as paragraphs of its own at their end."""
    inside = [h for h in layout.heads if start <= h.start < end]
    rank = min((h.rank for h in inside), default=0)
    last = [h for h in inside if h.rank == rank][-1:]
    pattern = heading_patterns("gwr")["self_building"]
    if last and pattern.search(last[0].words(layout.text)):
        return [(last[0].start, "self_building")]
    lead_in = lead_in_patterns("gwr")["self_building"]
    for paragraph in layout.between(start + (end - start) * 7 // 10, end):
        lead = layout.lead(paragraph)
        if lead_in.search(lead if _ADDRESS.match(lead) else lead[:70]):
            return [(paragraph.start, "self_building")]
    return []


def _gwr_farewell(layout: Layout) -> int:
    """Where the closing appeal begins; the end of the stretch if it has none."""
    late = layout.start + (layout.end - layout.start) // 2
    pattern = heading_patterns("gwr")["closing"]
    tails = (h.start for h in layout.tops if h.start > late and pattern.search(h.words(layout.text)))
    tail = next(tails, layout.end)
    paragraphs = layout.between(late, tail)
    begin = next((i for i in range(len(paragraphs) - 1, -1, -1) if _bids_farewell(layout, paragraphs, i)), None)
    if begin is None:
        return tail
    while begin and _ADDRESS.match(layout.lead(before := paragraphs[begin - 1])):
        if len(before) > 8 and not _bids_farewell(layout, paragraphs, begin - 1):
            break
        begin -= 1
    return paragraphs[begin].start


def _bids_farewell(layout: Layout, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph is the closing appeal: it addresses the house and calls on it."""
    paragraph = paragraphs[index]
    if not lead_in_patterns("gwr")["closing"].search(layout.text, paragraph.start, paragraph.end):
        return False
    addressed = _ADDRESS.match(layout.lead(paragraph)) or (
        index and len(paragraphs[index - 1]) <= 8 and _ADDRESS.match(layout.lead(paragraphs[index - 1]))
    )
    called = _WITHOUT_ADDRESS.search(layout.text, paragraph.start, paragraph.end)
    return bool(addressed or called)


_FINDERS = {"fazhi": _fazhi, "gwr": _gwr, "xxgk": _xxgk, "tjgb": _tjgb}
