"""The parser on the shipped samples: floors that a change may raise and must not fall below."""

from __future__ import annotations

from collections import Counter

import pytest
from scoring import CORPORA, agreement, gold_of

from reportnlp import parse

NAMES = sorted(p.name.removesuffix(".gold.json") for p in CORPORA.glob("*.gold.json"))

FLOORS = {"found": 1.0, "quantity": 0.995, "subject": 0.92, "period": 0.98, "status": 0.99}


@pytest.fixture(scope="module")
def totals() -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in NAMES:
        counts += agreement(parse(CORPORA / f"{name}.txt"), gold_of(name))
    return counts


@pytest.mark.parametrize("part", list(FLOORS))
def test_the_figures_of_the_samples(part: str, totals: Counter[str]) -> None:
    assert totals[part] / totals["figures"] >= FLOORS[part]


def test_no_figure_is_made_up(totals: Counter[str]) -> None:
    assert totals["spurious"] == 0


@pytest.mark.parametrize("name", NAMES)
def test_meta_headings_and_tables(name: str) -> None:
    report, gold = parse(CORPORA / f"{name}.txt"), gold_of(name)
    meta = report.meta
    assert (meta.kind, meta.year) == (gold["meta"]["kind"], gold["meta"]["year"])
    assert meta.region is not None
    assert meta.region.name == gold["meta"]["region"]
    headings = {(s.span.start, s.level) for s in report.sections if s.heading and not s.run_in}
    assert headings == {(h["start"], h["level"]) for h in gold["headings"]} or not gold["headings"]


@pytest.mark.parametrize(
    "name", ["fazhi_qinglan_2022.docx", "gwr_qinglan_2024.docx", "tjgb_lanchuan_2023.pdf"]
)
def test_every_format_gives_the_figures_of_the_text(name: str) -> None:
    from_file = [(i.text, i.subject) for i in parse(CORPORA / name).indicators if i.origin == "text"]
    text = (CORPORA / name).with_suffix(".txt")
    from_text = [(i.text, i.subject) for i in parse(text).indicators if i.origin == "text"]
    assert Counter(t for t, _ in from_file) == Counter(t for t, _ in from_text)
