"""Operators on required parts and on years (M12, M14), and headings that say the same (N10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from mutations.figures import Span, sentences
from mutations.mutants import Candidate, Edit, Original
from mutations.words import word_map
from reportnlp.datamodel import Meta
from reportnlp.resources.profiles import issuer_level, profile_for

# What a part is known by, wherever it stands: every sentence that matches goes with it.
_TRACES = {
    "problems": re.compile(
        r"(?:存在|面临|清醒|认识到|看到|还有|仍|深知|正视|差距|短板)[^。]{0,60}(?:问题|不足|短板|差距|困难|薄弱|矛盾|挑战)"
        r"|(?:问题|不足|短板|差距|困难|薄弱|矛盾)[^。]{0,60}(?:存在|面临|突出|认识|看到|深知|正视|不容)"
    ),
    "leadership": re.compile(
        r"第一责任人|(?:主要负责人|主要负责同志|主要领导|一把手)[^。]{0,16}(?:职责|责任|法治)"
    ),
    "plan": re.compile(
        r"下一步|下步|今后|明年|新的一年|下一年|下阶段|20\d\d年[^。]{0,12}(?:安排|打算|计划|将)"
    ),
    "targets": re.compile(r"目标|总体要求|指导思想|总体思路|工作思路"),
}
_REQUIRED = {"gwr": ("problems", "targets"), "fazhi": ("problems", "leadership", "plan")}
_MOST = 0.4  # of the text may go with a part

_HEADING = re.compile(
    r"(?m)^[ 　\t]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^\n。]{2,40}$"
)
_YEAR = re.compile(r"(?<!\d)20[012]\d(?=年)")
_FORM = re.compile(r"(?m)^[ 　\t]*[一二三四五六]、[^\n。]{4,24}$")
_PERIOD = re.compile(r"(?<![\d“《])(20\d\d)(年?(?:—|-|–|至|~|～)+)(20\d\d)(?=年)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_PARAPHRASES: dict[str, str] = word_map("paraphrases")


def part_missing(original: Original, _: Random) -> Iterator[Candidate]:
    """M12: a required part is gone, with every sentence that hints at it."""
    kind = original.report.meta.kind
    for role in _REQUIRED.get(kind, ()):
        if _is_required(original.report.meta, role):
            yield from _without_role(original, role)
    if kind == "xxgk":
        yield from _without_form_section(original)


def _is_required(meta: Meta, role: str) -> bool:
    """Whether a report of its kind, issuer and year must have the part."""
    profile = profile_for(meta)
    part = profile.part(role) if profile else None
    reported = meta.year - 1 if meta.year is not None and meta.kind == "gwr" else meta.year
    return part is not None and part.applies(reported, issuer_level(meta))


def _without_role(original: Original, role: str) -> Iterator[Candidate]:
    spans = [s.span for s in original.report.sections if s.role == role and not s.run_in]
    if not spans:
        return
    gone = [(s.start, s.end) for s in spans]
    trace = _TRACES[role]
    for paragraph in original.paragraphs:
        for start, end in sentences(original.text, paragraph):
            if trace.search(original.text, start, end):
                gone.append((start, end))
    edits = [Edit(*span, "") for span in _merged(gone)]
    if any(
        original.text.count("《", e.start, e.end) != original.text.count("》", e.start, e.end) for e in edits
    ):
        return  # a title that a line end parts would be cut: another error
    if sum(e.end - e.start for e in edits) <= _MOST * len(original.text):
        yield Candidate("M12", role, tuple(edits))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return iter(done)


def _without_form_section(original: Original) -> Iterator[Candidate]:
    """One of the six sections of an 信息公开 report, from its heading to the next."""
    starts = [m.start() for m in _FORM.finditer(original.text)]
    for start, end in zip(starts, [*starts[1:], len(original.text)], strict=True):
        if end - start <= _MOST * len(original.text):
            yield Candidate("M12", "form section", (Edit(start, end, ""),))


def year_shift(original: Original, random: Random) -> Iterator[Candidate]:
    """M14: a heading of another year, a period that runs backwards, a day that no calendar has."""
    year = original.report.meta.year
    for m in _HEADING.finditer(original.text):
        years = _YEAR.findall(m[0])
        if year and len(years) == 1 and abs(int(years[0]) - year) <= 1 and "年来" not in m[0]:
            at = m.start() + m[0].index(years[0])
            other = str(year + random.choice((-4, -3, -2, 2, 3)))
            yield Candidate("M14", "heading", (Edit(at, at + 4, other),), (m.span(),))
    for m in _PERIOD.finditer(original.text):
        if m[1] < m[3] and not _in_title(original.text, m.start()):
            yield Candidate("M14", "period", (Edit(*m.span(), m[3] + m[2] + m[1]),))
    for m in _DATE.finditer(original.text):
        if 1 <= int(m[1]) <= 12 and 1 <= int(m[2]) <= 31:
            yield Candidate("M14", "month", (Edit(*m.span(1), str(random.randint(13, 19))),), (m.span(),))
            last = "30" if m[1] in ("2", "02") else "32"
            yield Candidate("M14", "day", (Edit(*m.span(2), last),), (m.span(),))


def _in_title(text: str, at: int) -> bool:
    return text.rfind("《", max(0, at - 60), at) > text.rfind("》", max(0, at - 60), at)


def paraphrased(original: Original, _: Random) -> Iterator[Candidate]:
    """N10: the heading of a required part says the same in other words."""
    for m in _HEADING.finditer(original.text):
        words = next((w for w in _PARAPHRASES if w in m[0]), None)
        if words:
            at = m.start() + m[0].index(words)
            yield Candidate("N10", words, (Edit(at, at + len(words), _PARAPHRASES[words]),))
