"""Roles of a 法治政府建设年度报告: five parts in any order, two of them often without a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from itertools import pairwise

from reportnlp.parse.heads import Head
from reportnlp.parse.role_layout import Layout, Mark
from reportnlp.resources.profiles import heading_patterns, lead_in_patterns

_ORDER = ("leadership", "problems", "other", "plan", "closing")
"""Which role a heading has that names several: 存在问题及下一步打算 begins with the problems."""

_LED_IN = frozenset({"problems", "plan", "leadership"})
"""Roles that often stand without a heading."""

_SIGNATURE = re.compile(
    r"^(?:[^，。；：]{2,28}(?:政府|委员会|[县市区州乡镇省]委|局|厅|办公室|办事处|部|中心|街道|管委会|[乡镇])"
    r"|(?:20\d\d|二[〇○0][^，。]{2})年.{1,3}月.{1,3}日)$"
)
_AFTERWORD = re.compile(r"^(?:专此|特此|此致|以上).{0,4}报告|^(?:专此|特此)")
_DONE = re.compile(r"回顾|(?:完成|落实|执行|推进|开展|进展)情况")
_NEXT = re.compile(r"下一?步|下一?阶段|今后|明年|下一年")
_SHORT = 60  # characters of a line of the signature


def fazhi_marks(layout: Layout) -> list[Mark]:
    """Where the roles begin; text before the first mark is preamble."""
    open_roles = _LED_IN - _named(layout)
    if not layout.tops:
        first = _after_opening(layout)
        marks = [(first, "achievements"), *_leads(layout, first, layout.end, "achievements", open_roles)]
    else:
        first = layout.tops[0].start
        marks = [mark for head, end in layout.blocks() for mark in _block(layout, head, end, open_roles)]
    return marks + _tail(layout, first)


def _named(layout: Layout) -> set[str]:
    """The roles that headings name; no lead-in is looked for then."""
    tops = {_heading_role(head.words(layout.text)) for head in layout.tops}
    subs = {_sub_role(h.words(layout.text), "achievements") for h in layout.heads if h.rank <= 2}
    mixed = {"plan"} if any(_is_mixed(head.words(layout.text)) for head in layout.tops) else set()
    return (tops | subs) - mixed


def _is_mixed(words: str) -> bool:
    """Whether a heading names problems and plan in one (存在问题及下一步打算)."""
    return {"problems", "plan"} <= set(_roles(words))


def _after_opening(layout: Layout) -> int:
    """Where a report without headings comes to its matter: behind 报告如下."""
    opening = lead_in_patterns("fazhi")["preamble"]
    for paragraph, after in pairwise(layout.paragraphs[:26]):
        if opening.search(layout.text, paragraph.start, paragraph.end):
            return after.start
    return layout.paragraphs[0].start if layout.paragraphs else layout.start


def _roles(words: str) -> list[str]:
    return [role for role, pattern in heading_patterns("fazhi").items() if pattern.search(words)]


def _heading_role(words: str) -> str:
    roles = _roles(words)
    if _DONE.search(words) and "problems" not in roles and not _NEXT.search(words):
        return "achievements"
    return next((role for role in _ORDER if role in roles), "achievements")


def _block(layout: Layout, head: Head, end: int, open_roles: Set[str]) -> list[Mark]:
    """One top heading with what stands below it."""
    role = _heading_role(head.words(layout.text))
    marks = [(head.start, role)]
    if role not in ("achievements", "problems"):
        return marks
    stop = head.end
    for sub in layout.subs(head.start, end):
        marks += _leads(layout, stop, sub.start, marks[-1][1], open_roles)
        marks.append((sub.start, _sub_role(sub.words(layout.text), role)))
        stop = sub.end
    return marks + _leads(layout, stop, end, marks[-1][1], open_roles)


def _sub_role(words: str, role: str) -> str:
    """The role of a heading below one with `role`; a theme inherits it."""
    found = next((r for r in _ORDER[:-1] if r in _roles(words)), role)
    is_theme = found == "plan" and role == "achievements" and not _NEXT.search(words)
    return role if is_theme else found


def _leads(layout: Layout, start: int, end: int, role: str, open_roles: Set[str]) -> list[Mark]:
    """Problems, plans and 第一责任人 paragraphs in [start, end), of the roles that no heading names."""
    marks: list[Mark] = []
    leads = {r: p for r, p in lead_in_patterns("fazhi").items() if r in open_roles}
    for paragraph in layout.between(start, end):
        lead = layout.lead(paragraph)
        sentence = lead.split("。", 1)[0]
        if role in ("achievements", "leadership") and _says(leads, "problems", sentence):
            role = "problems"
        elif role in ("achievements", "problems") and _says(leads, "plan", lead):
            role = "plan"
        elif role == "achievements" and _says(leads, "leadership", sentence):
            marks += [(paragraph.start, "leadership"), (paragraph.end, "achievements")]
            continue
        else:
            continue
        marks.append((paragraph.start, role))
    return marks


def _says(leads: Mapping[str, re.Pattern[str]], role: str, words: str) -> bool:
    return role in leads and leads[role].search(words) is not None


def _tail(layout: Layout, first: int) -> list[Mark]:
    """Signature, date and what a web page prints behind them."""
    marks: list[Mark] = []
    other = lead_in_patterns("fazhi")["other"]
    for paragraph in reversed(layout.between(first + 1, layout.end)):
        line = layout.lead(paragraph)
        if len(paragraph) >= _SHORT:
            break
        if _SIGNATURE.match(line) or _AFTERWORD.match(line):
            marks.append((paragraph.start, "closing"))
        elif other.search(line):
            marks.append((paragraph.start, "other"))
        else:
            break
    return marks
