"""The looks of a Word document: FMT-01."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.layout_differences import (
    lettering_text,
    page_differences,
    part_differences,
    strays,
    usual_lettering,
)
from reportnlp.check.layout_parts import Parts, parts_of
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Layout, Page, Span, Typeset
from reportnlp.resources.page_format import PageFormat, page_format
from reportnlp.resources.profiles import Law, Profile

_STANDARD = Law(instrument="GB/T 9704—2012《党政机关公文格式》", certainty="seen")
_GOOD_PAGE = Page(210, 297, 37, 35, 28, 26)
_OFFICE_PAGE = Page(210, 297, 25.4, 25.4, 31.7, 31.7)
_BODY = "临江县坚持依法行政，全年审查规范性文件12件，办理行政复议案件35件，没有一件被纠正。"


class UnlikeStandard(Rule):
    """版式和国家标准不同。

    说明：依据《党政机关公文格式》（GB/T 9704—2012）查看 Word 文件的纸张、页边距、标题和正文的字体字号、
    首行缩进和行距，不同之处合成一条提示；个别段落的字体字号和其他正文不一样的，另作一条提示。
    标准没有规定行距，每页 22 行折合约 29 磅，28 至 30 磅都算合乎要求。
    例外：只看 .docx、.doc、.wps 等 Word 类文件；网页、PDF 和纯文本不查。本单位另有规定的，以本单位的为准。
    """

    id = "FMT-01"
    name = "版式"
    level = "info"
    sources = (_STANDARD,)
    bad = (
        Example(_BODY, title="", layout=Layout(_OFFICE_PAGE)),
        Example(
            _BODY, title="", layout=Layout(_GOOD_PAGE, (Typeset(Span(0, len(_BODY)), "宋体", 12, indent=2),))
        ),
    )
    good = (
        Example(_BODY),
        Example(
            _BODY, title="", layout=Layout(_GOOD_PAGE, (Typeset(Span(0, len(_BODY)), "仿宋", 16, indent=2),))
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The document as a whole, and the paragraphs that are set unlike the others."""
        layout = context.report.layout
        if layout is None:
            return
        form, parts = _form(context.profile), parts_of(context, layout.paragraphs)
        differences = [
            *(page_differences(layout.page, form) if layout.page else ()),
            *part_differences(context, parts, form),
        ]
        yield _whole(differences, parts, layout, form)
        if odd := strays(layout, parts):
            yield _stray(odd, parts, form)


def _form(profile: Profile | None) -> PageFormat:
    """The form that the profile asks for, else that of the national standard."""
    own = getattr(profile, "page", None)
    return own if isinstance(own, PageFormat) else page_format()


def _whole(differences: list[str], parts: Parts, layout: Layout, form: PageFormat) -> Judgement:
    first = (*parts.title, *layout.paragraphs)[:1]
    spans = tuple(p.span for p in first)
    if not differences:
        return passes(*spans)
    message = f"版式有 {len(differences)} 处和{form.name}不同：{'；'.join(differences)}"
    return fails(message, *spans, suggestion="正式印发的请按要求调整；征求意见稿、网页下载的文件可以不管")


def _stray(odd: tuple[Typeset, ...], parts: Parts, form: PageFormat) -> Judgement:
    usual = usual_lettering(parts.body)
    assert usual is not None
    has = "、".join(dict.fromkeys(lettering_text(p.font, p.size, form) for p in odd))
    message = f"有 {len(odd)} 段正文用 {has}，其他正文用 {lettering_text(*usual, form)}"
    return fails(message, *(p.span for p in odd), suggestion="请核对是不是粘贴来的文字，字体字号应前后一致")


RULES: Final = (UnlikeStandard,)
