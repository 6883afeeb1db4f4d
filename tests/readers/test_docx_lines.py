"""Word files in which every printed line is a paragraph: joined there, and nowhere else."""

from __future__ import annotations

import pytest
from wordml import Build, check_places, p, table

from reportnlp.parse.readers.docx import read_docx

FIRST = '<w:ind w:left="640"/>'
WHOLE = '<w:ind w:firstLine="640"/>'
TEXT = (
    "全县完善行政执法监督机制，对十二个乡镇和二十一个部门开展案卷评查，共抽查各类案卷",
    "三百余件，发现问题四十六个，已全部整改到位，执法人员持证上岗率保持在较高水平，群众",
    "对执法工作的满意度比上年有所提高。",
)


def printed(lines: tuple[str, ...], first: str = FIRST) -> str:
    return p(lines[0], properties=first) + "".join(map(p, lines[1:]))


def texts(body: str, make_docx: Build) -> list[str]:
    data = make_docx(body)
    document = read_docx(data, "a.docx")
    check_places(document, data)
    return document.text.split("\n")


def test_printed_lines_become_paragraphs(make_docx: Build) -> None:
    assert texts(printed(TEXT) * 5, make_docx) == ["".join(TEXT)] * 5
    notes = read_docx(make_docx(printed(TEXT) * 5), "a.docx").notes
    assert notes == ("文档逐行分段（多由 PDF 转换而来），已接合断行 10 处",)


def test_a_figure_cut_by_a_line_end_is_whole_and_two_numbers_stay_two(make_docx: Build) -> None:
    cut = ("全年城镇新增就业一万二千人，失业人员再就业三千人，就业困难人员就业 514", "人，同比增长。")
    two = ("年末在册的各类经营主体比上年末有所增加，其中企业和个体工商户分别为 3120", "9450 户。")
    found = texts(printed(TEXT) * 5 + printed(cut) + printed(two), make_docx)
    assert found[5:] == ["".join(cut), " ".join(two)]


def test_lines_are_joined_over_empty_paragraphs(make_docx: Build) -> None:
    body = printed(TEXT) * 5 + p(TEXT[0], properties=FIRST) + p() + p() + p(TEXT[2]) + p("完。")
    assert texts(body, make_docx)[5:] == [TEXT[0] + TEXT[2], "完。"]


@pytest.mark.parametrize(
    "next_one",
    [
        p("乡镇司法所规范化建设稳步推进。", properties=WHOLE),
        p("乡镇司法所规范化建设稳步推进。", properties=FIRST),
        p("　　乡镇司法所规范化建设稳步推进。"),
        p("（二）乡镇司法所规范化建设"),
        p("图 3 近五年案件数量"),
        p("附件1"),
        p("青岚县司法局", properties='<w:jc w:val="center"/>'),
        p("乡镇司法所规范化建设", properties='<w:outlineLvl w:val="1"/>'),
        table("<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>"),
    ],
    ids=["first", "left", "blanks", "number", "figure", "annex", "centred", "outline", "table"],
)
def test_what_begins_anew_is_not_joined(next_one: str, make_docx: Build) -> None:
    found = texts(printed(TEXT) * 5 + p(TEXT[0], properties=FIRST) + next_one, make_docx)
    assert found[5] == TEXT[0]


@pytest.mark.parametrize(
    "body",
    [
        "".join(p(text, properties=WHOLE) for text in TEXT) * 6,
        "".join(map(p, ("县道三一二线改造提升工程第一标段建设项目", "城北片区老旧小区配套基础设施改造项目")))
        * 20,
        printed(TEXT) * 2,
    ],
    ids=["indented", "list", "few"],
)
def test_other_files_stay_as_they_are(body: str, make_docx: Build) -> None:
    assert len(texts(body, make_docx)) == body.count("<w:p>")


def test_titles_of_a_printed_file_stay_apart(make_docx: Build) -> None:
    title = "青岚县二〇二三年度法治政府建设重点任务完成情况统计公报"
    found = texts(p(title) + p("青岚县司法局法治督察科") + printed(TEXT) * 5, make_docx)
    assert found[:2] == [title, "青岚县司法局法治督察科"]
