"""Tables of Word documents: merged cells once, one line a row, layout tables unpacked."""

from __future__ import annotations

import pytest
from wordml import Build, cell, check_places, p, table

from reportnlp.parse.readers.docx import read_docx

SPAN = '<w:gridSpan w:val="{}"/>'
DOWN, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_appear_once(make_docx: Build) -> None:
    data = make_docx(
        p("前")
        + table(
            cell("单位", properties=DOWN) + cell("案件（件）", properties=SPAN.format(2)),
            cell("", properties=BELOW) + cell("许可") + cell("处罚"),
            cell("县公安局") + cell("1", "203") + cell("4", properties=DOWN),
            cell("县市场监", "管局")
            + cell(p("310", "<w:r><w:tab/></w:r>", "件"))
            + cell("", properties=BELOW),
        )
        + p("后")
    )
    document = read_docx(data, "报告.docx")
    text = "前\n单位\t案件（件）\n许可\t处罚\n县公安局\t1 203\t4\n县市场监管局\t310件\n后"
    assert document.text == text
    (found,) = document.tables
    extents = [(c.row, c.column, c.row_span, c.column_span) for c in found.cells]
    assert extents == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 2, 1),
        (3, 0, 1, 1), (3, 1, 1, 1),
    ]  # fmt: skip
    assert (found.rows, found.columns) == (4, 3)
    assert text[found.span.start : found.span.end] == text[2:-2]
    assert all(text[c.span.start : c.span.end] == c.text for c in found.cells)
    cells = [place for place in document.places if place.kind == "cell"]
    assert {(place.table, place.row, place.column) for place in cells} == {(0, *e[:2]) for e in extents}
    check_places(document, data)


def test_nested_table_and_box_go_into_their_cell(make_docx: Build) -> None:
    inner = table(cell("甲") + cell("1"), cell("乙") + cell("2"))
    box = f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>"
    data = make_docx(table(cell("名称") + cell("内容"), cell(p("外", box)) + cell(p("含"), inner)))
    document = read_docx(data, "报告.docx")
    assert document.text == "名称\t内容\n外框\t含甲 1 乙 2"
    assert len(document.tables) == 1
    check_places(document, data)


@pytest.mark.parametrize("columns", [1, 2])
def test_layout_table_becomes_paragraphs(columns: int, make_docx: Build) -> None:
    prose = [
        f"第{n}段，全县各级各部门坚持依法行政，扎实推进各项工作落地见效，取得积极进展。" for n in "一二三"
    ]
    inner = table(cell("指标") + cell("数值"), cell("案件") + cell("12"))
    data = make_docx(table(cell(*prose[:2], p(prose[2]), inner, p("落款")) + cell("边栏") * (columns - 1)))
    document = read_docx(data, "报告.docx")
    assert document.text.split("\n")[:6] == [*prose, "指标\t数值", "案件\t12", "落款"]
    assert len(document.tables) == 1
    check_places(document, data)


@pytest.mark.parametrize("span", ["-3", "x", "", "９", "99999"])
def test_broken_spans_do_not_matter(span: str, make_docx: Build) -> None:
    document = read_docx(make_docx(table(cell("甲", properties=SPAN.format(span)) + cell("乙"))), "报告.docx")
    assert document.text == "甲\t乙"
    assert document.tables[0].columns <= 64
