"""Automatic numbering comes back as the characters that Word shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportnlp.parse.readers.docx import read_docx
from reportnlp.parse.readers.docx_numerals import numeral

Build = Callable[..., bytes]


def level(number: int, form: str, text: str, more: str = "", start: str = "1") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, level: int | None = 0, number: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    listed = f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>' if number >= 0 else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


REPORT = (
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>')
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%2.%4", "<w:isLgl/>" + '<w:suff w:val="space"/>')
    + level(4, "bullet", "")
    + level(5, "decimal", "")
)
LISTS = f'<w:abstractNum w:abstractNumId="0">{REPORT}</w:abstractNum>'
ONE = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def texts(make_docx: Build, body: str, numbering: str = LISTS + ONE, styles: str = "") -> list[str]:
    return read_docx(make_docx(body, numbering=numbering, styles=styles), "报告.docx").text.split("\n")


def test_levels_count_and_begin_anew(make_docx: Build) -> None:
    body = "".join(
        item(text, depth) for text, depth in zip("甲乙丙丁戊己庚辛", (0, 1, 1, 2, 2, 0, 1, 3), strict=True)
    )
    shown = ["一、甲", "（一）乙", "（二）丙", "1. 丁", "2. 戊", "二、己", "（一）庚", "2.1.1 辛"]
    assert texts(make_docx, body) == shown


def test_skipped_levels_count_as_begun(make_docx: Build) -> None:
    body = item("甲", 0) + item("乙", 2) + item("丙", 1) + item("丁", 2)
    assert texts(make_docx, body) == ["一、甲", "1. 乙", "（二）丙", "1. 丁"]


def test_label_and_number_do_not_run_together(make_docx: Build) -> None:
    assert texts(make_docx, item("2023年", 2)) == ["1. 2023年"]


@pytest.mark.parametrize("depth", [4, 5, 7])
def test_bullets_and_empty_labels_are_nothing(depth: int, make_docx: Build) -> None:
    assert texts(make_docx, item("甲", depth)) == ["甲"]


def test_label_has_a_place_of_its_own(make_docx: Build) -> None:
    document = read_docx(make_docx(item("无", number=-1) + item("甲"), numbering=LISTS + ONE), "报告.docx")
    places = [(place.kind, place.paragraph, place.run) for place in document.places]
    assert places == [("paragraph", 0, 0), ("numbering", 1, None), ("paragraph", 1, 0)]


def test_same_definition_counts_on_and_override_begins_anew(make_docx: Build) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride></w:num>'
    )
    body = (
        item("甲") + item("乙", number=2) + item("丙", number=3) + item("丁", number=3) + item("戊", number=4)
    )
    assert texts(make_docx, body, LISTS + ONE + more) == ["一、甲", "二、乙", "五、丙", "六、丁", "第7条 戊"]


def test_level_that_never_begins_anew(make_docx: Build) -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{ONE}'
    assert texts(make_docx, body, numbering) == ["1. 甲", "第1条 乙", "2. 丙", "第2条 丁"]


def test_numbers_from_styles(make_docx: Build) -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{ONE}'
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:pPr>{listed}</w:pPr></w:style>'
        for name, base, listed in (
            ("H1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("H2", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("Mine", '<w:basedOn w:val="H1"/>', ""),
            ("Loop", '<w:basedOn w:val="Loop"/>', ""),
        )
    )
    body = (
        item("甲", number=-1, style="H1")
        + item("乙", number=-1, style="H2")
        + item("丙", number=-1, style="Mine")
        + item("丁", number=0, style="H1")
        + item("戊", number=-1, style="Loop")
        + item("己", number=-1, style="none")
    )
    assert texts(make_docx, body, numbering, styles) == ["一、甲", "（一）乙", "二、丙", "丁", "戊", "己"]


def test_definition_behind_a_list_style(make_docx: Build) -> None:
    numbering = (
        LISTS
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + ONE
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert texts(make_docx, item("甲", number=2), numbering, styles) == ["一、甲"]


def test_deleted_paragraph_is_not_counted(make_docx: Build) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        "<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>"
    )
    assert texts(make_docx, item("甲") + gone + item("乙")) == ["一、甲", "二、乙"]


def test_serial_numbers_of_a_table(make_docx: Build) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{item('', 2)}</w:tc><w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc></w:tr>"
        for name in "甲乙"
    )
    document = read_docx(make_docx(f"<w:tbl>{rows}</w:tbl>", numbering=LISTS + ONE), "报告.docx")
    assert [cell.text.strip() for cell in document.tables[0].cells] == ["1.", "甲", "2.", "乙"]


@pytest.mark.parametrize("numbering", ["", ONE, f"{LISTS}<w:num w:numId='1'/>", '<w:num w:numId="1"/>'])
def test_missing_definitions_number_nothing(numbering: str, make_docx: Build) -> None:
    assert texts(make_docx, item("甲"), numbering) == ["甲"]


@pytest.mark.parametrize("start", ["99999999999999999999", "-5", "x", "32767"])
def test_hostile_starts(start: str, make_docx: Build) -> None:
    for form in ("upperRoman", "lowerLetter", "chineseCounting"):
        numbering = (
            f'<w:abstractNum w:abstractNumId="0">{level(0, form, "%1", start=start)}</w:abstractNum>{ONE}'
        )
        (line,) = texts(make_docx, item("甲"), numbering)
        assert line.endswith(" 甲") and len(line) < 60


NUMERALS = {
    "chineseCounting": {
        1: "一",
        10: "十",
        12: "十二",
        20: "二十",
        99: "九十九",
        101: "一百零一",
        110: "一百一十",
    },
    "chineseCountingThousand": {11: "十一", 1003: "一千零三", 2030: "二千零三十", 10000: "10000", 0: "零"},
    "japaneseCounting": {3: "三", 13: "十三"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥"},
    "ideographDigital": {10: "一〇", 23: "二三"},
    "chineseLegalSimplified": {2: "贰", 10: "壹拾", 15: "壹拾伍"},
    "decimal": {0: "0", 7: "7"},
    "decimalZero": {7: "07", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {3: "③"},
    "decimalEnclosedParen": {2: "⑵"},
    "decimalEnclosedFullstop": {2: "⒉"},
    "ideographEnclosedCircle": {1: "㊀", 11: "11"},
    "upperRoman": {4: "IV", 1999: "MCMXCIX"},
    "lowerRoman": {9: "ix"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA"},
    "lowerLetter": {28: "bb", 0: "0"},
    "none": {5: ""},
    "hindiVowels": {5: "5"},
}


@pytest.mark.parametrize(
    ("form", "count", "shown"), [(form, *pair) for form, pairs in NUMERALS.items() for pair in pairs.items()]
)
def test_numerals(form: str, count: int, shown: str) -> None:
    assert numeral(count, form) == shown
