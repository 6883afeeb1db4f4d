"""Texts on one spot of a page: what is seen stays, and numbers are never mixed."""

from __future__ import annotations

import pytest

from reportnlp.parse.readers.glyph import Glyph
from reportnlp.parse.readers.lines import rows
from reportnlp.parse.readers.overprint import hidden_glyphs
from reportnlp.parse.readers.pdf import read_pdf


def print_line(text: str, x: float, base: float, size: float = 10.0) -> list[Glyph]:
    """Glyphs of a line; Latin ones are half as wide."""
    out = []
    for char in text:
        wide = size if char > "\u2010" else size / 2
        out.append(Glyph(char, x, x + wide, base - 0.86 * size, base + 0.14 * size, x, base))
        x += wide
    return out


Drawn = tuple[str, float, float, float]
"""Text, x, base, size."""


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        (("6.2", 100, 100, 10), ("5.8", 100, 103, 10), "5.8"),
        (("16.24", 95, 100, 10), ("5.8", 100, 100, 10), "5.8"),
        (("5.8", 100, 100, 10), ("16.24", 95, 100, 10), "16.24"),
        (("全县8.1", 100, 100, 10), ("9", 120, 100, 10), "全县9"),
        (("旧词", 100, 100, 10), ("新词", 101, 100, 10), "新词"),
        (("5.8", 100, 100, 10), ("5.8", 100.5, 100, 10), "5.8"),  # false bold
        (("___", 100, 100, 10), ("1", 104, 100, 10), "_1__"),
        (("□", 100, 100, 10), ("√", 101, 100, 10), "□√"),
        (("5.8", 100, 100, 10), ("7", 113, 100, 10), "5.87"),
        (("5.8", 100, 100, 10), ("4.4", 100, 112, 10), "5.8/4.4"),
        (("3", 103, 97, 6), ("52", 100, 100, 10), "532"),
    ],
    ids=[
        "number", "wider-below", "wider-above", "part", "words", "bold", "blank", "tick", "beside", "line",
        "superscript",
    ],
)  # fmt: skip
def test_what_is_drawn_later_stays(first: Drawn, second: Drawn, seen: str) -> None:
    glyphs = [*print_line(*first), *print_line(*second)]
    hidden = hidden_glyphs(glyphs, lambda i: False)
    kept = [glyph for i, glyph in enumerate(glyphs) if i not in hidden]
    assert "/".join(row.text for row in rows(kept, 1)) == seen


def test_what_is_cut_off_gives_way_whatever_the_order() -> None:
    glyphs = [*print_line("5.8", 100, 100), *print_line("6.2", 100, 100)]
    assert hidden_glyphs(glyphs, lambda i: i >= 3) == {3, 4, 5}
    assert hidden_glyphs(glyphs, lambda i: True) == {0, 1, 2}


def test_a_page_full_of_overprints_takes_no_time() -> None:
    glyphs = [Glyph(str(i % 10), 10.0, 15.0, 90, 100, 10, 99) for i in range(20_000)]
    assert len(hidden_glyphs(glyphs, lambda i: False)) < len(glyphs)


def pdf_of(content: str) -> bytes:
    """A page of 300 by 200 points with a font, and this content."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = "%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    )
    return (out + end).encode("latin-1")


CUT_OFF = "q 100 150 50 20 re W n BT /F 10 Tf 100 103 Td (6.2) Tj ET Q"
SHOWN = "q 90 95 50 20 re W n BT /F 10 Tf 100 100 Td (5.8) Tj ET Q"


@pytest.mark.parametrize("content", [f"{CUT_OFF} {SHOWN}", f"{SHOWN} {CUT_OFF}"])
def test_a_number_outside_of_its_clip_path_is_not_read(content: str) -> None:
    document = read_pdf(pdf_of(content), "公报.pdf")
    assert document.text == "5.8"
    assert document.notes == ("第1页有文字叠印在一处，只读取了看得见的文字，请核对",)


def test_a_number_alone_is_read_though_its_clip_path_hides_it() -> None:
    assert read_pdf(pdf_of(CUT_OFF), "公报.pdf").text == "6.2"
