"""Normalisation: what is cleaned, and that every offset leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportnlp.text import clean, sentences

CLEANED = [
    ("２０２３年增长１２．５％", "2023年增长12.5%"),
    ("2024 年受理 1136 件", "2024年受理1136件"),
    ("收取费用 1 682 元", "收取费用1682元"),
    ("[bookmark: _GoBack]将工作纳入", "将工作纳入"),
    ("??各位代表", "各位代表"),
    ("零\u200b宽\ufeff字符", "零宽字符"),
    ("政 府 工 作 报 告", "政府工作报告"),
    ("第一行\r\n第二行", "第一行\n第二行"),
    ("行政许可    550    12", "行政许可    550    12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_what_is_cleaned(text: str, expected: str) -> None:
    assert clean(text).text == expected


ALPHABET = "政府工作２０2 3年，。；\u200b\r\n\u3000（）%？?[bookmark: x]一、"


@given(st.text(alphabet=ALPHABET, max_size=80))
def test_every_character_leads_back_to_its_own(text: str) -> None:
    cleaned = clean(text)
    wide = str.maketrans("２０", "20")
    positions = [cleaned.origin(i) for i in range(len(cleaned.text))]
    assert positions == sorted(set(positions))
    assert cleaned.text == "".join(text[p] for p in positions).translate(wide)


@given(st.text(alphabet=ALPHABET, max_size=80), st.data())
def test_spans_lead_back_in_order(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    span = cleaned.origin_span(start, end)
    assert 0 <= span.start <= span.end <= len(text)


def test_wrapped_lines_are_rejoined_and_page_numbers_dropped() -> None:
    line = "青岚县人民政府坚持依法行政，深入推进政务公开工作，不断完善制度，健"
    lines = [f"    {line}", "全公开机制，全年主动公开信息1136条，受理申请21件，均在法定期限内答", "复。"]
    page = "\n".join(lines * 6)
    text = f"{page}\n\n            - 1 -\n\f{page}\n"
    cleaned = clean(text).text
    assert "健全公开机制" in cleaned
    assert "答复。" in cleaned
    assert "- 1 -" not in cleaned


def test_a_paragraph_a_line_stays_as_it_is() -> None:
    paragraph = "全县上下攻坚克难，各项工作取得新进展。" * 12
    text = "\n".join([paragraph] * 20)
    assert clean(text).text == text


def test_sentences_end_at_their_marks() -> None:
    text = "受理81件；办结75件。\n  下一步，继续努力！"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "受理81件；",
        "办结75件。",
        "下一步，继续努力！",
    ]
