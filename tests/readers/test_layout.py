"""From glyphs to text: pages set by hand, where every position is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import PARAGRAPH

from reportnlp.datamodel import Document
from reportnlp.parse.readers.furniture import Sheet, without_furniture
from reportnlp.parse.readers.glyph import REPLACED, Glyph, Page, PageBuilder, Ruling, tells_map
from reportnlp.parse.readers.grid import lattices, strokes
from reportnlp.parse.readers.lines import Row, Segment, rows
from reportnlp.parse.readers.pages import document, leaf, listed

EM, PITCH, LEFT, TOP, PER_LINE, PER_PAGE = 16.0, 28.0, 80.0, 110.0, 26, 22
NO_START = "，。；、%"


def width(char: str) -> float:
    return 1.0 if char > "ɐ" else 0.5


def put(builder: PageBuilder, text: str, x: float, base: float, em: float = EM) -> None:
    """Write a line; blanks only move the pen."""
    for char in text:
        end = x + width(char) * em
        builder.add(ord(char), (x, end, base - 0.86 * em, base + 0.14 * em), (x, base), 0)
        x = end


def broken(paragraph: str) -> list[str]:
    """The lines of a paragraph, the first shorter by two; numbers are not cut."""
    words: list[str] = []
    for char in paragraph:
        joins = words and ((char.isascii() and words[-1][-1].isascii()) or char in NO_START)
        words[-1:] = [words[-1] + char] if joins else [*words[-1:], char]
    out, room = [""], PER_LINE - 2.0
    for word in words:
        size = sum(map(width, word))
        if size > room and out[-1]:
            out.append("")
            room = float(PER_LINE)
        out[-1] += word
        room -= size
    return out


def typeset(paragraphs: Sequence[str]) -> Document:
    """Set paragraphs on pages with a header and a number, and read them again."""
    lines = [(line, 2 * (i == 0)) for text in paragraphs for i, line in enumerate(broken(text))]
    pages = []
    for number, start in enumerate(range(0, len(lines), PER_PAGE), 1):
        builder = PageBuilder(number, 595, 842)
        put(builder, "云溪市年报", 250, 50, 9)
        for i, (line, indent) in enumerate(lines[start : start + PER_PAGE]):
            put(builder, line, LEFT + indent * EM, TOP + i * PITCH)
        put(builder, f"- {number} -", 280, 800, 14)
        pages.append(leaf(builder.page()))
    return document(pages, "a.pdf", "pdf")


def check_places(read: Document) -> None:
    for left, right in zip(read.places, read.places[1:], strict=False):
        assert left.start < left.end <= right.start
    assert not read.places or read.places[-1].end <= len(read.text)
    for table in read.tables:
        assert 0 <= table.span.start <= table.span.end <= len(read.text)
        for cell in table.cells:
            assert read.text[cell.span.start : cell.span.end] == cell.text


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPH, min_size=PER_PAGE + 1, max_size=40))
def test_typeset_paragraphs_come_back(paragraphs: list[str]) -> None:
    read = typeset(paragraphs)
    assert read.text.split("\n") == paragraphs
    assert {part.kind for part in read.apart} == {"header", "page_number"}
    assert [place.paragraph for place in read.places] == sorted(place.paragraph or 0 for place in read.places)
    check_places(read)


MERGES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(1, 3), st.integers(1, 3)), max_size=5
)


@settings(max_examples=40, deadline=None)
@given(MERGES)
def test_merged_cells_come_back(merges: list[tuple[int, int, int, int]]) -> None:
    height, columns = 6, 5
    owner = {(r, c): (r, c, 1, 1) for r in range(height) for c in range(columns)}
    for row, column, down, right in merges:
        down, right = min(down, height - row), min(right, columns - column)
        slots = [(r, c) for r in range(row, row + down) for c in range(column, column + right)]
        if all(owner[slot] == (*slot, 1, 1) for slot in slots):
            owner |= dict.fromkeys(slots, (row, column, down, right))
    builder = PageBuilder(1, 595, 842)
    xs, ys = [60 + 80 * c for c in range(columns + 1)], [100 + 30 * r for r in range(height + 1)]
    for row, column, down, right in set(owner.values()):
        x0, x1, y0, y1 = xs[column], xs[column + right], ys[row], ys[row + down]
        builder.rulings += [
            Ruling(x0, x1, y0, y0),
            Ruling(x0, x1, y1, y1),
            Ruling(x0, x0, y0, y1),
            Ruling(x1, x1, y0, y1),
        ]
        put(builder, f"甲{row}{column}", x0 + 5, y0 + 20, 10)
    read = document([leaf(builder.page())], "a.pdf", "pdf")
    expected = sorted((*area, f"甲{area[0]}{area[1]}") for area in set(owner.values()))
    (table,) = read.tables
    assert sorted((c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells) == expected
    check_places(read)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-50, 900)] * 4, st.sampled_from("字1—a（")), max_size=60))
def test_any_glyphs_and_lines_are_survived(marks: list[tuple[float, float, float, float, str]]) -> None:
    builder = PageBuilder(1, 595, 842)
    for x, y, w, h, char in marks:
        builder.add(ord(char), (x, x + abs(w) / 20, y, y + abs(h) / 20), (x, y), int(w) % 5 - 1)
        builder.rulings.append(
            Ruling(min(x, w), max(x, w), y, y) if h > 400 else Ruling(x, x, min(y, h), max(y, h))
        )
    read = document([leaf(builder.page())], "a.pdf", "pdf")
    check_places(read)
    assert not set("".join(read.text.split())) - set("字1—a（")


def one_page(*lines: tuple[str, float, float, float]) -> Document:
    """A page with lines (text, x, baseline, size of type), above enough text to show its edges."""
    builder = PageBuilder(1, 595, 842)
    for text, x, base, em in lines:
        put(builder, text, x, base, em)
    filler = "各级各部门持续推进规范化建设，"
    for i in range(10):
        put(
            builder,
            (filler * 2)[: PER_LINE - 2 * (i % 5 == 0)],
            LEFT + (i % 5 == 0) * 2 * EM,
            500 + i * PITCH,
        )
    return document([leaf(builder.page())], "a.pdf", "pdf")


FULL = "临川区坚持问题导向扎实推进各项任务落实全年完成投资额达"
assert len(FULL) == PER_LINE + 1


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ((FULL[:26], LEFT, EM), ("1682亿元。", LEFT, EM), True),
        ((FULL[:24] + "2024", LEFT, EM), ("年实现突破。", LEFT, EM), True),
        ((FULL[:24] + "1 68", LEFT, EM), ("2万元。", LEFT, EM), True),
        ((FULL[:20], LEFT, EM), ("另起一段。", LEFT + 2 * EM, EM), False),
        ((FULL[:26], LEFT, EM), ("缩进的是新段。", LEFT + 2 * EM, EM), False),
        ((FULL[:14] + "。", LEFT, EM), ("没有缩进也是新段。", LEFT, EM), False),
        ((FULL[:25] + "。", LEFT, EM), ("（二）新的要点。", LEFT, EM), False),
        ((FULL[:25] + "；", LEFT, EM), ("（2）同段的要点。", LEFT, EM), True),
        ((FULL[:25] + "第", LEFT, EM), ("一、二产业比重提高。", LEFT, EM), True),
        ((FULL[:26], LEFT, EM), ("小字说明。", LEFT, 10.0), False),
        (("临川区人民政府关于2023年法治政府", 112, 22.0), ("建设情况的报告", 211, 22.0), True),
        (("政府工作报告", 222, 22.0), ("——2024年1月8日在会议上", 160, 22.0), False),
        (("三、加快建设人民满意的", 192, EM), ("服务型政府", 240, EM), True),
        (("三、加快建设人民满意的", 150, 22.0), ("服务型政府", 150, 22.0), True),
        (("三、加快建设服务型政府", 192, EM), ("（一）优化窗口", 230, EM), False),
        (("三、加快建设服务型政府", LEFT + 2 * EM, EM), ("全县一个标准", LEFT, EM), False),
        (("三、加快建设，", 224, EM), ("县长某某", 256, EM), False),
    ],
)
def test_seams(first: tuple[str, float, float], second: tuple[str, float, float], joined: bool) -> None:
    (text, x, em), (more, indent, size) = first, second
    read = one_page((text, x, 200, em), (more, indent, 200 + 1.75 * em, size))
    assert read.text.split("\n")[: 1 if joined else 2] == ([text + more] if joined else [text, more])


@pytest.mark.parametrize(
    ("text", "gap", "expected"),
    [
        (("2023", "年"), 4.0, "2023年"),
        (("编", "号"), 16.0, "编号"),
        (("农", "业"), 40.0, "农业"),
        (("二、综", "合"), 40.0, "二、综合"),
        (("签发人：王五", "青政〔2024〕1号"), 60.0, "签发人：王五 青政〔2024〕1号"),
        (("PM", "value"), 5.0, "PM value"),
        (("6.8", "%"), 5.0, "6.8%"),
        (("21", "30"), 0.0, "2130"),
    ],
)
def test_blanks_of_the_typesetting(text: tuple[str, str], gap: float, expected: str) -> None:
    builder = PageBuilder(1, 595, 842)
    put(builder, text[0], 100, 100)
    put(builder, text[1], 100 + EM * sum(map(width, text[0])) + gap, 100)
    assert [row.text for row in rows(builder.page().glyphs, 1)] == [expected]


def test_a_line_printed_twice_counts_once_and_a_long_dash_twice() -> None:
    builder = PageBuilder(1, 595, 842)
    put(builder, "黑体标题", 100, 100)
    put(builder, "黑体标题", 100.3, 100)
    for _ in range(2):
        builder.add(ord("—"), (100, 132, 186, 202), (100, 200), 0)
    put(builder, "坚持", 132, 200)
    assert [row.text for row in rows(builder.page().glyphs, 1)] == ["黑体标题", "——坚持"]


def test_superscripts_stay_in_their_line() -> None:
    builder = PageBuilder(1, 595, 842)
    put(builder, "生产总值", 100, 100)
    put(builder, "[2]", 164, 95, 9)
    put(builder, "增长", 178, 100)
    assert [row.text for row in rows(builder.page().glyphs, 1)] == ["生产总值[2]增长"]


def printed_letters(text: str, em: float, ideographs: int = 0) -> Page:
    """A page of letters of a font of 10 points, each `em` sizes wide and in a box as low as its shape."""
    builder = PageBuilder(1, 595, 842)
    for i, char in enumerate(text):
        x = 100 + 11.0 * (i % 30)
        size = 10.0 if tells_map(ord(char)) else 0.0
        builder.add(ord(char), (x, x + 10 * em, 92, 99), (x, 100), 0, size)
    put(builder, "县" * ideographs, 20, 300)
    return builder.page()


@pytest.mark.parametrize(
    ("text", "em", "ideographs", "garbled"),
    [
        ("HKTQRZJV" * 8, 1.0, 0, True),
        ("HKTQRZJV" * 8, 0.5, 0, False),  # a font without a height: the boxes are as low as the letters
        ("1024.97" * 12, 0.55, 30, False),
        ("%3%7%9" * 12, 1.0, 0, False),  # wide in any font
        ("HKTQRZJV" * 8, 1.0, 80, False),  # most of the page can be read
    ],
)
def test_pages_without_a_map_to_unicode(text: str, em: float, ideographs: int, garbled: bool) -> None:
    assert printed_letters(text, em, ideographs).garbled is garbled


@pytest.mark.parametrize(
    ("code", "char"), [(0x2F00, "一"), (0x2ED3, "长"), (0xFE35, "（"), (0x2EF0, "龙"), (0x200B, "")]
)
def test_look_alikes_are_read_as_the_character(code: int, char: str) -> None:
    assert REPLACED[code] == char


def row(text: str, top: float, page: int, x0: float = 100) -> Row:
    return Row((Segment(text, x0, x0 + len(text) * EM, top, top + EM, top + EM, EM, EM),), page)


def sheet(number: int, *texts: tuple[str, float]) -> Sheet:
    held = [row(text, top, number) for text, top in texts]
    return Sheet(held, 842, len(held), len(held))


@pytest.mark.parametrize(
    "number",
    [
        "- {} -",
        "— {} —",
        "－{}－",
        "第{}页",
        "第 {} 页 共 9 页",
        "第{}页/共9页",
        "{}/9",
        "· {} ·",
        "Page {} of 9",
        "{}",
    ],
)
def test_page_numbers(number: str) -> None:
    sheets = [sheet(i, (f"正文第{i}段说明情况。", 300), (number.format(i), 790)) for i in range(1, 4)]
    kept, apart = without_furniture(sheets)
    assert [[r.text for r in held] for held in kept] == [[f"正文第{i}段说明情况。"] for i in range(1, 4)]
    assert [part.kind for part in apart] == ["page_number"] * 3


def test_body_is_no_furniture() -> None:
    """Figures at the foot, rows that repeat lower down, and a header of one page only stay."""
    sheets = [
        sheet(1, ("只有首页的文头", 40), ("单位：万元", 150), ("合计", 500), ("8642", 790)),
        sheet(2, ("第二页开始。", 120), ("单位：万元", 150), ("合计", 500), ("1136", 790)),
    ]
    kept, apart = without_furniture(sheets)
    assert apart == []
    assert [len(held) for held in kept] == [4, 4]


def test_left_and_right_pages_have_their_own_headers() -> None:
    sheets = [
        sheet(i, ("云溪市" if i % 2 else f"年度报告 {i}", 40), (f"正文{i}。", 300)) for i in range(1, 9)
    ]
    _, apart = without_furniture(sheets)
    assert [part.kind for part in apart] == ["header"] * 8


def test_open_and_double_lines() -> None:
    """A table without outer upright lines, its rules drawn twice and in parts."""
    flat = [Ruling(50, 200, y + d, y + d) for y in (100, 130, 160) for d in (0, 1.5)]
    flat += [Ruling(201, 350, y, y) for y in (100, 130, 160)]
    (lattice,) = lattices(*strokes([*flat, Ruling(180, 180, 98, 162)]))
    assert [(box.row, box.column, box.row_span, box.column_span) for box in lattice.boxes] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip
    assert [round(x) for x in lattice.xs] == [50, 180, 350]


def names_table(names: Sequence[tuple[str, float]]) -> Document:
    """A ruled table of names, each so many characters from the rule on its left, and figures."""
    builder = PageBuilder(1, 595, 842)
    for i, (name, indent) in enumerate(names):
        put(builder, name, 100 + indent * EM, 120 + i * 24)
        put(builder, str(100 + i), 330, 120 + i * 24)
    height = 100 + 24 * len(names)
    builder.rulings += [Ruling(100, 400, y, y + 0.5) for y in range(100, height + 1, 24)]
    builder.rulings += [Ruling(x, x + 0.5, 100, height) for x in (100, 300, 400)]
    return document([leaf(builder.page())], "a.pdf", "pdf")


def test_indented_names_keep_their_indent_outside_of_their_cells() -> None:
    read = names_table([("产品", 5), ("粮食", 0.5), ("#夏粮", 1.5), ("秋粮", 2), ("油料", 0.5)])
    assert read.text.split("\n")[1:] == ["粮食\t101", "　#夏粮\t102", "　 秋粮\t103", "油料\t104"]
    assert [cell.text for cell in read.tables[0].cells if cell.column == 0] == [
        "产品", "粮食", "#夏粮", "秋粮", "油料",
    ]  # fmt: skip
    check_places(read)


@pytest.mark.parametrize(
    "names",
    [
        [("产品", 5.25), ("粮食", 5.25), ("中药材", 4.75), ("水果和坚果", 3.75), ("茶叶", 5.25)],
        [("产品", 10), ("粮食", 10), ("中药材", 9), ("水果和坚果", 7), ("茶叶", 10)],
        [("产品", 5), ("粮食", 0.5), ("油料", 0.5), ("茶叶和桑蚕", 0.5), ("合计", 5.25)],
    ],
    ids=["centred", "right", "total"],
)
def test_names_that_are_not_set_flush_left_have_no_indents(names: list[tuple[str, float]]) -> None:
    assert "　" not in names_table(names).text


def test_a_drawing_of_many_lines_is_no_table() -> None:
    flat = [Ruling(0, 500, y, y) for y in accumulate([3] * 600)]
    upright = [Ruling(x, x, 0, 1800) for x in accumulate([3] * 600)]
    assert lattices(*strokes(flat + upright)) == []


def test_page_on_its_side_is_turned() -> None:
    """Text that runs upwards on an upright page is read as a lying page."""
    glyphs = tuple(
        Glyph(char, 100, 116, 500 - 16 * i, 516 - 16 * i, 114, 516 - 16 * i, 3)
        for i, char in enumerate("横排的附表")
    )
    builder = PageBuilder(1, 595, 842, glyphs=list(glyphs))
    page: Page = builder.page()
    assert (page.width, page.height) == (842, 595)
    assert [r.text for r in rows(page.glyphs, 1)] == ["横排的附表"]


@pytest.mark.parametrize(
    ("numbers", "text"), [([3], "第3页"), ([1, 2, 3, 7], "第1—3、7页"), ([2, 4], "第2、4页")]
)
def test_listed(numbers: list[int], text: str) -> None:
    assert listed(numbers) == text
