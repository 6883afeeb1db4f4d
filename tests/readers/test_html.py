"""Web pages: the report is kept whole, the page around it is set apart."""

from __future__ import annotations

import pytest
from cost import little_work
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import PARAGRAPH

from reportnlp.datamodel import Document
from reportnlp.errors import ReadError
from reportnlp.parse.readers import read
from reportnlp.parse.readers.html import read_html

TITLE = "青岚县2023年法治政府建设年度报告"
BODY = [
    "2023年，青岚县坚持依法行政，各项工作稳步推进，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）规范执法。全县办理行政处罚案件1203件，同比下降3.5%，没有发生重大舆情。",
    "（二）化解纠纷。各级调解组织受理纠纷860件，调解成功851件，成功率98.95%。",
    "二、存在的问题",
    "对照上级要求，仍有执法力量薄弱、学法用法不够深入等不足，需要逐步解决。",
]
MENU = "".join(
    f'<li><a href="/{i}">{name}</a></li>'
    for i, name in enumerate(["首页", "政务公开", "办事服务", "互动交流"])
)
RELATED = "".join(f'<li><a href="/{i}">云溪市202{i}年法治政府建设年度报告</a></li>' for i in range(5))
FOOT = '<div class="footer">版权所有：青岚县人民政府　主办单位：青岚县政府办　青ICP备00000000号</div>'
PARAGRAPHS = "".join(f"<p>　　{text}</p>" for text in BODY)
BREAKS = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{text}" for text in BODY)


def page(middle: str, title: str = TITLE) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}_青岚县人民政府网</title>"
        "<script>var a='不要，这个。';</script><style>p{color:red}</style></head>"
        f"<body><div class='top'><ul>{MENU}</ul></div>{middle}{FOOT}</body></html>"
    )


def html(text: str) -> Document:
    return read_html(text.encode(), "网页.html")


ARTICLE = (
    "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/b'>法治政府</a></div><div class='main'>"
    f"<h1>{TITLE}</h1>"
    "<div class='info'>发布时间：2024-01-18 来源：县司法局 浏览次数：77 字体：[大 中 小]</div>"
    f"<div class='TRS_Editor'>{PARAGRAPHS}</div>"
    "<p>【打印】【关闭】</p><div class='share'>分享到：<a>微信</a></div>"
    f"<div class='xg'><h3>相关文章</h3><ul>{RELATED}</ul></div>"
    "<div>上一篇：<a href='/x'>云溪市报告</a></div></div>"
)

PAGES = {
    "editor": page(ARTICLE),
    "divs for paragraphs": page(
        "<div id='c'>" + "".join(f"<div><span>{t}</span></div>" for t in BODY) + "</div>"
    ),
    "breaks": page(f"<div><div id='zoom'>{BREAKS}</div></div>"),
    "layout table": page(
        f"<table width='100%'><tr><td><table><tr><td><ul>{MENU}</ul></td></tr></table></td>"
        f"<td><table><tr><td>{TITLE}</td></tr><tr><td>{BREAKS}</td></tr></table></td></tr></table>"
    ),
    "one cell": page(f"<table><tr><td>{PARAGRAPHS}</td></tr></table>"),
    "one form around all": "<form id='aspnetForm'>" + page(ARTICLE) + "</form>",
    "unclosed": page("<div><font><p>" + "<p><span>".join(BODY)),
    "no body tag": f"<html><title>{TITLE}</title><p>" + "<p>".join(BODY),
    "named like chrome": page(f"<div class='page-nav content'><div class='share'>{PARAGRAPHS}</div></div>"),
    "hidden until a script runs": page(f"<div style='display: none'>{PARAGRAPHS}</div>"),
    "own tag": page(f"<ucapcontent>{PARAGRAPHS}</ucapcontent>"),
    "pasted page": page(
        f"<div><html><head><style>p{{}}</style></head><body>{PARAGRAPHS}</body></html></div>"
    ),
    "early end": page(f"<div>{PARAGRAPHS[:60]}</body></html>{PARAGRAPHS[60:]}</div>"),
    "two halves": page(f"<div><div>{PARAGRAPHS[:120]}</p></div><div><p>{PARAGRAPHS[120:]}</div></div>"),
}


@pytest.mark.parametrize("name", PAGES)
def test_body_is_whole(name: str) -> None:
    text = html(PAGES[name]).text.replace("\n", "")
    assert [line for line in BODY if line not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_page_around_is_apart(name: str) -> None:
    document = html(PAGES[name])
    assert [
        word
        for word in ("政务公开", "版权所有", "上一篇", "云溪市", "浏览次数", "var a")
        if word in document.text
    ] == []
    apart = "".join(part.text for part in document.apart)
    assert "版权所有" in apart or name == "no body tag"
    assert not any(line in apart for line in BODY)


@pytest.mark.parametrize("name", PAGES)
def test_title_comes_first_once(name: str) -> None:
    document = html(PAGES[name])
    assert document.text.startswith(TITLE)
    assert document.text.count(TITLE) == 1


@pytest.mark.parametrize("name", PAGES)
def test_places_cover_the_lines(name: str) -> None:
    document = html(PAGES[name])
    assert [document.text[p.start : p.end] for p in document.places] == document.text.split("\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH, min_size=3, max_size=12))
def test_any_paragraphs_survive_and_are_placed(paragraphs: list[str]) -> None:
    body = "".join(f"<p>　　{text}</p>" for text in paragraphs)
    document = html(page(f"<h1>{TITLE}</h1><div>{body}</div>"))
    assert document.text.split("\n") == [TITLE, *paragraphs]
    assert [document.text[p.start : p.end] for p in document.places] == [TITLE, *paragraphs]


@pytest.mark.parametrize(
    "title",
    ["青岚县人民政府门户网站", "青岚县人民政府", "首页"],
)
def test_site_name_is_no_title(title: str) -> None:
    text = page(f"<h1>青岚县人民政府</h1><div>{PARAGRAPHS}</div>", title)
    assert html(text).text.startswith(BODY[0])


def test_title_and_signature_in_blocks_of_their_own() -> None:
    middle = (
        f"<div class='bt'>{TITLE}</div><div class='nr'>{PARAGRAPHS}</div>"
        "<div>青岚县人民政府<br>2024年1月18日</div><div>发布日期：2024年1月19日</div>"
    )
    lines = html(page(middle, "青岚县")).text.split("\n")
    assert lines[0] == TITLE
    assert lines[-2:] == ["青岚县人民政府", "2024年1月18日"]


def test_statutory_tables_between_short_paragraphs() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n}</td><td></td></tr>" for n, name in enumerate(["规章", "许可", "处罚"])
    )
    tables = "".join(f"<div><p>{n}、情况</p><table>{rows}</table></div>" for n in "二三四")
    document = html(page(f"<div class='a'>{tables}<div>{PARAGRAPHS}</div></div>"))
    assert len(document.tables) == 3
    assert "二、情况\n规章\t0\t\n许可\t1\t\n" in document.text


def test_page_saved_by_word() -> None:
    body = "".join(
        f"<p class=MsoNormal><span lang=EN-US>{t[:5]}</span><span>{t[5:]}<o:p></o:p></span></p>" for t in BODY
    )
    saved = (
        "<html xmlns:o='urn:x'><head><!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]--></head>"
        f"<body lang=ZH-CN><div class=WordSection1>{body}</div></body></html>"
    )
    document = html(saved)
    assert document.text.split("\n") == BODY
    assert document.apart == ()


TABLE = (
    "<table border=1><caption>表1 执法情况</caption>"
    "<tr><th rowspan=2>单位</th><th colspan='2'>案件（件）</th></tr>"
    "<tr><th>许可</th><th>处罚</th></tr><tr><td><p>县公安局</p></td><td>1,203</td><td>45</td></tr>"
    "<tr><td>县市场<br>监管局</td><td>310</td><td>\n 28 \n</td></tr></table>"
)


def test_data_table_keeps_its_grid() -> None:
    document = html(page(f"<div>{PARAGRAPHS}{TABLE}<p>表中数据截至年底，由各单位报送。</p></div>"))
    (table,) = document.tables
    assert (table.rows, table.columns) == (4, 3)
    cells = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in table.cells}
    assert cells[0, 0] == ("单位", 2, 1)
    assert cells[0, 1] == ("案件（件）", 1, 2)
    assert cells[1, 1] == ("许可", 1, 1)
    assert cells[3, 0] == ("县市场监管局", 1, 1)
    assert cells[3, 2] == ("28", 1, 1)
    assert all(document.text[cell.span.start : cell.span.end] == cell.text for cell in table.cells)
    assert "表1 执法情况\n单位\t案件（件）\n许可\t处罚\n县公安局\t1,203\t45\n" in document.text


def test_table_beside_the_prose_is_kept() -> None:
    document = html(page(f"<div><div class='a'>{PARAGRAPHS}</div><div class='b'>{TABLE}</div></div>"))
    assert len(document.tables) == 1


@pytest.mark.parametrize(
    ("attributes", "columns", "spans"),
    [
        ("colspan=5000", 101, (1, 100)),
        ("colspan=99999999999", 2, (1, 1)),
        ("rowspan=0", 3, (2, 1)),
        ("rowspan=-3 colspan=x", 2, (1, 1)),
        ("rowspan=500", 3, (2, 1)),
    ],
)
def test_hostile_spans_are_bounded(attributes: str, columns: int, spans: tuple[int, int]) -> None:
    table = f"<table><tr><td {attributes}>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    (found,) = html(page(f"<div>{PARAGRAPHS}{table}</div>")).tables
    assert found.columns == columns
    assert (found.cells[0].row_span, found.cells[0].column_span) == spans


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gb18030"), ("GB18030", "gb18030"), ("utf-8", "utf-8"), ("utf8", "utf-8"),
     ("iso-8859-1", "gb18030"), ("utf-8", "gb18030"), ("nonsense", "utf-8"), ("zip", "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize(
    "meta", ['<meta charset="{}">', '<META http-equiv=Content-Type content="text/html; charset={}">']
)
def test_charset(meta: str, charset: str, encoding: str) -> None:
    # 㛃 and 䶮 stand in names and are in GB18030 but not in GB2312.
    body = PARAGRAPHS + "<p>县长马㛃、副县长刘䶮出席会议，听取了汇报。</p>"
    text = page(f"<div>{body}</div>").replace("<head>", "<head>" + meta.format(charset))
    document = read_html(text.encode(encoding), "网页.html")
    assert "马㛃、副县长刘䶮" in document.text
    assert "�" not in document.text


def test_white_space_is_as_shown() -> None:
    document = html(
        page(f"<div>{PARAGRAPHS}<p>全县新增\n   就业 1,200\n人，Level\n  A级景区\t3处。</p></div>")
    )
    assert "全县新增就业 1,200人，Level A级景区 3处。" in document.text


def test_preformatted_lines_stay() -> None:
    document = html(page("<pre>" + "\n".join(BODY) + "</pre>"))
    assert document.text.split("\n")[1:] == BODY


@pytest.mark.parametrize("empty", ["<html><frameset><frame src=a></frameset></html>", page("")[:60]])
def test_page_without_text(empty: str) -> None:
    with pytest.raises(ReadError, match="网页里没有正文"):
        html(empty)


@pytest.mark.parametrize("depth", [200, 1500, 5000])
def test_unclosed_tags_lose_nothing(depth: int) -> None:
    nested = "".join(f"<span style='color:red'>{number}号，" for number in range(depth))
    assert f"{depth - 1}号" in html(page(f"<div>{nested}</div>")).text


def test_hopeless_nesting_is_noted() -> None:
    document = html(page(f"<div>{PARAGRAPHS}{'<div>' * 5000}</div>"))
    assert any("嵌套过深" in note for note in document.notes)


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 100_000, "<p " * 100_000, "　 \xa0" * 100_000, "a" * 100_000, "<table><tr><td>" * 20_000],
)
def test_hostile_pages_are_fast(hostile: str) -> None:
    with little_work():
        html(page(f"<div>{PARAGRAPHS}{hostile}</div>"))


def test_found_by_content() -> None:
    document = read("报告.doc", data=page(ARTICLE).encode("gbk"))
    assert document.format == "html"
    assert any("后缀" in note for note in document.notes)
