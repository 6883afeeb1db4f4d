"""A readable diff: cut between words, never within a figure, and complete."""

from __future__ import annotations

import pytest
from compare_pieces import check_pieces

from reportnlp.compare.diff import diff
from reportnlp.compare.words import words

DIFFS = [
    # old, new, the new text with [removed] and {added}
    ("办好民生实事。", "办好民生实事。", "办好民生实事。"),
    ("全面推进乡村振兴。", "全面推动乡村振兴。", "全面[推进]{推动}乡村振兴。"),
    ("改造小区10个。", "改造小区12个。", "改造小区[10个]{12个}。"),
    ("投资9.5亿元，增长5.6%。", "投资9.8亿元，增长5.1%。", "投资[9.5亿元]{9.8亿元}，增长[5.6%]{5.1%}。"),
    ("收入8.94万元。", "收入8.94亿元。", "收入[8.94万元]{8.94亿元}。"),
    ("客流393万乘次。", "客流401万乘次。", None),
    ("2022年工作", "2023年工作", "[2022年]{2023年}工作"),
    ("新建学校和医院。", "新建学校、医院和公园。", None),
    ("", "新增条款。", "{新增条款。}"),
    ("删去条款。", "", "[删去条款。]"),
    ("", "", ""),
    ("增长 5%，“双减”\n成果巩固", '增长5%,"双减"成果巩固', '增长5%,"双减"成果巩固'),
    # next to nothing between two changes is part of them
    ("优化环境的措施有力", "改善面貌的办法扎实", "[优化环境的措施有力]{改善面貌的办法扎实}"),
    # but never a figure or the end of a sentence
    ("清理5处。", "整治5处。", "[清理]{整治}5处。"),
    ("清理5处垃圾", "整治5处违建", "[清理]{整治}5处[垃圾]{违建}"),
    ("深化改革。扩大开放", "盘活资产。招引企业", "[深化改革]{盘活资产}。[扩大开放]{招引企业}"),
]


def _shown(old: str, new: str) -> str:
    marks = {"equal": ("", ""), "removed": ("[", "]"), "added": ("{", "}")}
    return "".join(p.text.join(marks[p.kind]) for p in diff(old, new))


@pytest.mark.parametrize(("old", "new", "expected"), DIFFS)
def test_diff(old: str, new: str, expected: str | None) -> None:
    if expected is not None:
        assert _shown(old, new) == expected
    check_pieces(old, new)


def test_words_are_the_text() -> None:
    text = "2023年1月9日，GDP增长6%—6.5%，新增1,234.5万元，五个百分点，20多个，393万乘次；一般公共预算３．５亿元。"
    found = list(words(text))
    assert "".join(found) == text
    assert {"2023年", "1,234.5万元", "6.5%", "五个", "20多个", "３．５亿元", "一般"} <= set(found)
