"""The statutory tables against an independent reader: pdfplumber finds the same cells."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from reportnlp.parse.readers import read

SAMPLE = Path(__file__).parents[2] / "corpora" / "xxgk_wangxiu_2023.pdf"


def plain(text: str | None) -> str:
    return "".join((text or "").split())


def test_every_number_of_the_statutory_tables_is_also_pdfplumbers() -> None:
    with pdfplumber.open(SAMPLE) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    theirs = sorted(c for row in rows for c in map(plain, row) if c.replace(".", "").isdigit())
    ours = sorted(
        c
        for t in read(SAMPLE).tables
        for c in (plain(cell.text) for cell in t.cells)
        if c.replace(".", "").isdigit()
    )
    assert ours == theirs
    assert len(ours) > 180
