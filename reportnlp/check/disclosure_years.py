"""What last year's form hands on to this year's: applications carried over, documents in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.disclosure_forms import Form, forms_of
from reportnlp.check.rule import Judgement, passes, unsure
from reportnlp.datamodel import Evidence, Member, Report
from reportnlp.figures.stated import Stated
from reportnlp.intervals import Interval

_IN_FORCE: Final = (("规章", "gk_guizhang"), ("行政规范性文件", "gk_guifan"))


def carried_over(context: Context, forms: Sequence[Form]) -> Iterator[Judgement]:
    """The relations with the year before, where both reports have one form each."""
    before = _year_before(context)
    if before is None:
        return
    last, this = _only(forms_of(before), "xxgk-requests"), _only(forms, "xxgk-requests")
    if last and this and "gk_xiajie" in last and "gk_jiezhuan" in this:
        yield _carried(last["gk_xiajie"], this["gk_jiezhuan"], before.meta.source)
    last, this = _only(forms_of(before), "xxgk-disclosure"), _only(forms, "xxgk-disclosure")
    for name, stem in _IN_FORCE:
        ids = f"{stem}_youxiao", f"{stem}_zhifa", f"{stem}_feizhi"
        if last and this and ids[0] in last and all(i in this for i in ids):
            yield _in_force(name, last[ids[0]], [this[i] for i in ids], before.meta.source)


def _year_before(context: Context) -> Report | None:
    year = context.report.meta.year
    found = (r for r in context.previous if year and r.meta.kind == "xxgk" and r.meta.year == year - 1)
    return next(found, None)


def _only(forms: Sequence[Form], family: str) -> dict[str, Stated] | None:
    found = [form.cells for form in forms if form.family == family]
    return found[0] if len(found) == 1 else None


def _carried(last: Stated, this: Stated, source: str) -> Judgement:
    members = (this.member("上年结转"), _earlier(last, "上年年报：结转下年度", source))
    evidence = Evidence("上年结转 = 上年年报的结转下年度", members, this.bounds.core, last.bounds.core)
    if this.number == last.number:
        return passes(this.span, evidence=evidence)
    message = f"“上年结转”写 {this.text}，上一年年报的“结转下年度”是 {last.text}"
    return unsure(
        "scope",
        message,
        this.span,
        suggestion="请核对；机构调整的应当说明",
        evidence=evidence,
        level="warning",
    )


def _in_force(name: str, last: Stated, cells: Sequence[Stated], source: str) -> Judgement:
    now, made, ended = cells
    value = last.number + made.number - ended.number
    members = (*(c.member() for c in cells), _earlier(last, "上年年报：现行有效", source))
    evidence = Evidence(
        "现行有效 = 上年现行有效 + 制发 - 废止", members, now.bounds.core, Interval.point(value)
    )
    if now.number == value:
        return passes(now.span, evidence=evidence)
    message = f"{name}现行有效写 {now.text} 件，按上一年年报的 {last.text} 件加制发、减废止应为 {value} 件"
    return unsure(
        "scope", message, now.span, suggestion="请核对；有自动失效的除外", evidence=evidence, level="info"
    )


def _earlier(figure: Stated, name: str, source: str) -> Member:
    return Member(figure.span, figure.text, name, figure.bounds.core, source or "上一年年报")
