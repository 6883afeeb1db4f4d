"""The statutory tables of 政府信息公开年报: every cell gets its subject and concept."""

from __future__ import annotations

import io

import docx
from table_samples import FORM, REQUEST_IDS, disclosure_rows, litigation_rows, make_table, request_rows

from reportnlp.parse.readers.docx import read_docx
from reportnlp.parse.tables import read_tables
from reportnlp.resources.concepts import identities
from reportnlp.resources.xxgk_tables import case_id


def test_the_three_statutory_tables() -> None:
    text, one = make_table(disclosure_rows())
    text, two = make_table(request_rows(), before=text)
    text, three = make_table(litigation_rows(), before=text)
    tables, found = read_tables(text, (one, two, three), "xxgk", 2023)
    assert [t.statutory for t in tables] == ["xxgk-disclosure", "xxgk-requests", "xxgk-litigation"]
    assert (tables[1].header_rows, tables[1].header_columns) == (3, 3)
    concepts = [f.concept for f in found]
    assert concepts[:10] == [cell.id for cell in FORM.disclosure]
    assert concepts[10 : 10 + len(REQUEST_IDS)] == REQUEST_IDS
    assert concepts[-15:] == [case_id(c, o) for c in FORM.cases for o in FORM.outcomes]
    assert {f.period.edtf for f in found} == {"2023"} and {f.status for f in found} == {"actual"}
    by_concept = {f.concept: f for f in found}
    assert by_concept["gk_shoufei"].quantity.value == 615_000
    assert by_concept["gk_shoufei"].kind == "money"
    assert by_concept["gk_xinshou.ziranren"].subject == "自然人 本年新收政府信息公开申请数量"
    assert by_concept["gk_bu_mimi"].subject == "不予公开：属于国家秘密"
    assert by_concept["gk_fs.weijie"].quantity.number == 14
    assert by_concept["gk_qt_qita.gongyi"].quantity.number == 0


def test_the_relations_find_their_members_in_the_tables() -> None:
    text, table = make_table(request_rows())
    _, found = read_tables(text, (table,), "xxgk", 2023)
    values = {f.concept: f.quantity.value for f in found}
    rows = [r for r in identities("xxgk") if r.id.startswith("row_") and set(r.members()) <= set(values)]
    assert len(rows) == len(FORM.requests) - 1  # （六）is printed with its three lines
    for relation in rows:
        assert sum(values[i] for i in relation.left) == values[relation.right[0]], relation.id  # type: ignore[misc]


def test_a_request_table_cut_by_a_page_break() -> None:
    rows = request_rows(heads=False)[-5:]
    text, table = make_table([[c for c in row if not isinstance(c, tuple) or c[1] == 1] for row in rows])
    (read,), found = read_tables(text, (table,), "xxgk", 2023)
    assert read.statutory == "xxgk-requests"
    assert [f.concept for f in found if "." not in f.concept] == [
        "gk_qt_buzheng", "gk_qt_feiyong", "gk_qt_qita", "gk_zongji", "gk_xiajie",
    ]  # fmt: skip


def test_a_request_table_with_a_missing_cell_and_letter_spaced_words() -> None:
    rows = request_rows(vertical="三 、本 年 度 办 理 结 果")
    rows[3] = [("一、本年新收政府信息公开申请数量", 1, 3), "9", "", "", "", "", "", "9"]
    text, table = make_table(rows)
    _, found = read_tables(text, (table,), "xxgk", 2023)
    assert [f.concept for f in found[:3]] == ["gk_xinshou.ziranren", "gk_xinshou", "gk_jiezhuan.ziranren"]


def test_statutory_tables_in_a_word_file() -> None:
    document = docx.Document()
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    rows = request_rows()
    _, shape = make_table(rows)
    grid = document.add_table(shape.rows, shape.columns)
    for cell in shape.cells:
        last = grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        grid.cell(cell.row, cell.column).merge(last).text = cell.text
    stream = io.BytesIO()
    document.save(stream)
    read = read_docx(stream.getvalue(), "年报.docx")
    tables, found = read_tables(read.text, read.tables, "xxgk", 2023)
    assert [t.statutory for t in tables] == ["xxgk-requests"]
    assert [f.concept for f in found] == REQUEST_IDS
    assert all(read.text[f.span.start : f.span.end] == f.text for f in found)
