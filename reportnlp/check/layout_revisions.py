"""Tracked changes and comments left in a Word document: ART-03."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Layout
from reportnlp.resources.profiles import Law


class RevisionsLeft(Rule):
    """修订和批注没有处理完。

    说明：Word 文件里还有修订标记（插入、删除、改格式）或批注。打印、转 PDF 或在网上公开时会露出来。
    例外：征求意见和送审过程中的稿子有修订和批注是正常的；定稿、公开之前应全部接受或拒绝，并删除批注。
    """

    id = "ART-03"
    name = "修订批注"
    level = "warning"
    sources = (Law(instrument="公文定稿要求", certainty="recalled"),)
    bad = (
        Example("全年审查规范性文件12件。", layout=Layout(insertions=2, deletions=1)),
        Example("全年审查规范性文件12件。", layout=Layout(comments=1)),
    )
    good = (
        Example("全年审查规范性文件12件。", layout=Layout()),
        Example("收到修订建议3条、批注5条，均已采纳。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The document as a whole."""
        layout = context.report.layout
        if layout is None:
            return
        left = _left(layout)
        if left:
            advice = "定稿前请在“审阅”里逐条接受或拒绝修订，并删除批注"
            yield fails(f"文档里还有 {left}没有处理", suggestion=advice)
        else:
            yield passes()


def _left(layout: Layout) -> str:
    """What is left, in words: "3 处修订（插入 2 处、删除 1 处）、1 条批注"."""
    kinds = (("插入", layout.insertions), ("删除", layout.deletions), ("改格式", layout.restyled))
    changes = "、".join(f"{name} {count} 处" for name, count in kinds if count)
    total = sum(count for _, count in kinds)
    parts = (
        f"{total} 处修订（{changes}）" if total else "",
        f"{layout.comments} 条批注" if layout.comments else "",
    )
    return "、".join(part for part in parts if part)


RULES: Final = (RevisionsLeft,)
