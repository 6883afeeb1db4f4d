"""The imprint 版记 at the end of an official document: FMT-03."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Layout, Report, Span
from reportnlp.resources.profiles import Law

_TAIL = 2000  # characters at the end of the text in which an imprint is looked for
_PRINTED = re.compile(
    r"^[ \t\u3000]{0,20}[^\n，。、；：]{1,30}(?:办公室|办公厅|秘书局|委员会|政府|[局厅部院])[ \t\u3000]{0,60}"
    r"\d{4}年\d{1,2}月\d{1,2}日[ \t\u3000]{0,8}印发[ \t\u3000]{0,8}$",
    re.MULTILINE,
)


class ImprintOnOddPage(Rule):
    """版记不在偶数页。

    说明：版记（抄送机关、印发机关和印发日期）应在公文最后一面，而且是偶数页。PDF、OFD 文件看版记所在的页；
    Word 文件的分页要打印时才能定，写明“存疑”，请看打印稿。
    例外：没有版记的文件、网页和纯文本不查。
    """

    id = "FMT-03"
    name = "版记位置"
    level = "info"
    sources = (Law(instrument="GB/T 9704—2012《党政机关公文格式》", article="7.4 版记", certainty="seen"),)
    bad = (
        Example(
            "特此报告。\n抄送：县委办公室。\n临江县人民政府办公室　　2024年3月20日印发",
            marked="临江县人民政府办公室　　2024年3月20日印发",
            reason="layout",
            layout=Layout(),
        ),
    )
    good = (
        Example("特此报告。\n临江县人民政府办公室　　2024年3月20日印发"),
        Example("《实施方案》由县政府办公室于2024年3月20日印发。", layout=Layout()),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The imprint, where there is one."""
        if "印发" not in context.clean[-_TAIL:]:
            return
        start = max(0, len(context.clean) - _TAIL)
        for found in _PRINTED.finditer(context.clean, start):
            span = context.match(found)
            span = Span(span.start + len(found[0]) - len(found[0].lstrip()), span.end)
            yield from _judgement(context.report, span)


def _judgement(report: Report, span: Span) -> Iterator[Judgement]:
    page, last = _page(report, span.start), max((p.page or 0 for p in report.places[-1:]), default=0)
    if page is None:
        if report.layout is not None:
            yield unsure(
                "layout", "版记要在最后一面的偶数页上，分页以打印稿为准", span, suggestion="请看打印稿"
            )
    elif page % 2 == 0:
        yield passes(span)
    elif page == last:
        yield fails(
            f"版记在第 {page} 页，是奇数页", span, suggestion="版记应在最后一面的偶数页，请调整分页或加空白页"
        )
    else:
        yield unsure("layout", f"版记在第 {page} 页，是奇数页，后面还有内容", span, suggestion="请看打印稿")


def _page(report: Report, offset: int) -> int | None:
    """The page that a character stands on, None where the source has no pages."""
    at = bisect_right(report.places, offset, key=lambda place: place.start) - 1
    return report.places[at].page if at >= 0 else None


RULES: Final = (ImprintOnOddPage,)
