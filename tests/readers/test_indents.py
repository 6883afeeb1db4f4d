"""How far the name of a row stands to the right is kept, before the row and not in its cell."""

from __future__ import annotations

import pytest

from reportnlp.parse.readers.html import read_html

PROSE = "<p>　　青岚县2023年末户籍人口数由县公安局提供，常住人口数由县统计局测算。</p>" * 3


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("#城镇", "#城镇\t35"),
        ("&nbsp;&nbsp;#城镇", "　#城镇\t35"),
        ("\n   <span>&nbsp; &nbsp;城镇</span>\n", "　城镇\t35"),
        ("　　　城镇", "　　　城镇\t35"),
        ("&nbsp;&nbsp;&nbsp;城镇", "　 城镇\t35"),
    ],
)
def test_blanks_before_a_name_in_a_page(name: str, line: str) -> None:
    table = (
        "<table><tr><td>指标</td><td>人数（万人）</td></tr><tr><td>户籍人口</td><td>90</td></tr>"
        f"<tr><td>{name}</td><td>35</td></tr></table>"
    )
    document = read_html(f"<html><body>{PROSE}{table}{PROSE}</body></html>".encode(), "a.html")
    assert line in document.text.split("\n")
    (found,) = document.tables
    cell = found.cells[-2]
    assert not cell.text.startswith("　") and document.text[cell.span.start : cell.span.end] == cell.text
