"""Plain text in every encoding that Chinese offices save it in."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from cost import little_work
from hypothesis import given
from hypothesis import strategies as st

from reportnlp.errors import ReadError
from reportnlp.parse.readers import read
from reportnlp.parse.readers.txt import decode, read_md, read_txt

REPORT = (
    "青岚县2023年法治政府建设工作报告\r\n\r\n　　2023年，全县办理行政复议案件86件，其中调解结案32件。\n\n"
    "一、主要做法\r（一）健全制度。制定规范性文件12件，废止3件；清理2轮。\n"
)
RARE = REPORT + "县长马㛃、副县长刘䶮，𠮷安镇。\n"

ENCODINGS = {
    "utf-8": RARE.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + RARE.encode(),
    "gb2312": REPORT.encode("gb2312"),
    "gbk": REPORT.encode("gbk"),
    "gb18030": RARE.encode("gb18030"),
    "gb18030 with mark": b"\x84\x31\x95\x33" + RARE.encode("gb18030"),
    "utf-16-le with mark": codecs.BOM_UTF16_LE + RARE.encode("utf-16-le"),
    "utf-16-be with mark": codecs.BOM_UTF16_BE + RARE.encode("utf-16-be"),
    "utf-16-le": RARE.encode("utf-16-le"),
    "utf-16-be": RARE.encode("utf-16-be"),
    "utf-32-le with mark": codecs.BOM_UTF32_LE + RARE.encode("utf-32-le"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(name: str) -> None:
    document = read_txt(ENCODINGS[name], "报告.txt")
    assert document.text == (REPORT if name in ("gb2312", "gbk") else RARE)
    assert bool(document.notes) == (not name.startswith("utf-8"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["行政执法，依法行政，全县上下", "abc", "2023年"])
def test_utf_16_without_mark_or_line_ends(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["县", "青岚县", "云溪", "12件", "ABC", "①②"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_short_texts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_bytes_that_fit_nowhere_are_counted() -> None:
    gb = REPORT.encode("gb18030")
    document = read_txt(gb[:40] + b"\xff\xff" + gb[40:] + b"\xb9", "报告.txt")
    assert document.text.replace("�", "") == REPORT
    assert document.notes == ("按 GB18030 编码读取", "有 3 个字符无法识别，已用“�”代替")


def test_utf_8_cut_in_a_character() -> None:
    document = read_txt(REPORT.encode() + "县".encode()[:2], "报告.txt")
    assert document.text == REPORT + "�"
    assert document.notes == ("有 1 个字符无法识别，已用“�”代替",)


def test_other_encodings_are_guessed() -> None:
    text = "臺灣地區的法規與行政程序，應當依照規定辦理。" * 20
    assert decode(text.encode("big5")).text in (text, text.encode("big5").decode("gb18030", "replace"))
    french = "Le gouvernement a présenté son rapport annuel à l’assemblée générale.\n" * 20
    assert decode(french.encode("cp1252")).text.startswith("Le gouvernement a pr")


@pytest.mark.parametrize("data", [b"\0" * 100, bytes(range(32)) * 20, b"\x01\x02\x03\x04abc"])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"数据\.bin：文件不是文本"):
        read_txt(data, "数据.bin")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n")))
def test_any_text_survives(text: str) -> None:
    document = read_txt(codecs.BOM_UTF8 + text.encode(), "报告.txt")
    assert document.text == text
    quoted = [text[place.start : place.end] for place in document.places]
    assert quoted == [line for line in text.replace("\r", "\n").split("\n") if line]
    assert [place.paragraph for place in document.places] == list(range(len(quoted)))


@given(
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。\n0123456789"),
        min_size=1,
    )
)
def test_any_chinese_in_utf_8_survives(text: str) -> None:
    assert decode(text.encode()).text == text


def test_same_as_open(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(RARE.encode())
    with path.open(encoding="utf-8", newline="") as stream:
        assert read(path).text == stream.read()


def test_markdown_keeps_its_marks() -> None:
    document = read_md("# 标题\n\n- **一**".encode(), "报告.md")
    assert (document.text, document.format) == ("# 标题\n\n- **一**", "md")


@pytest.mark.parametrize("unit", ["县", "\n", "\r", " ", "�"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_long_texts_are_fast(unit: str, encoding: str) -> None:
    with little_work():
        read_txt(
            (unit * 1_000_000).encode(encoding, "ignore") + b"\n\0"[: 1 + (encoding == "utf-16-le")],
            "报告.txt",
        )
