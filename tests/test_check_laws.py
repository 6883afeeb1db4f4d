"""Laws of the arithmetic of a whole report: what must change no verdict."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.catalogue import selected
from reportnlp.datamodel import CheckResult

TITLE = "临江县2023年国民经济和社会发展统计公报\n"
CORPORA = Path(__file__).parents[1] / "corpora"
SAMPLES = sorted(CORPORA.rglob("*.txt"))
HUNDREDTHS = st.integers(min_value=10_00, max_value=9_000_00)


def arithmetic(text: str) -> CheckResult:
    return check(parse_text(text), rules=selected(["ARI"]))


def verdicts(result: CheckResult) -> Counter[tuple[str, str]]:
    """How often each rule came to each verdict."""
    return Counter(
        {
            (rule, verdict): count
            for rule, tally in result.tallies.items()
            for verdict, count in (("pass", tally.passed), ("fail", tally.failed), ("open", tally.open))
            if count
        }
    )


def money(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


@settings(max_examples=40, deadline=None)
@given(HUNDREDTHS, HUNDREDTHS, st.integers(min_value=-30_00, max_value=30_00), HUNDREDTHS)
def test_another_scale_of_money_changes_no_verdict(a: int, b: int, gap: int, growth: int) -> None:
    text = (
        f"{TITLE}全年进出口总额{money(a + b + gap)}万元，其中出口{money(a)}万元、进口{money(b)}万元。\n"
        f"税收由{money(a)}万元增加到{money(a + b)}万元，增长{money(growth)}%。"
    )
    assert verdicts(arithmetic(text)) == verdicts(arithmetic(text.replace("万元", "亿元")))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_order_of_paragraphs_changes_no_verdict(path: Path) -> None:
    """Paragraphs of one section that begin with no number stand for themselves."""
    lines = path.read_text(encoding="utf-8").split("\n")
    body = [
        i
        for i, line in enumerate(lines)
        if len(line) > 40 and line.lstrip()[:1] not in "一二三四五六七八九十（(1234567890"
    ]
    blocks = [block for block in neighbours(body) if len(block) > 1]
    shuffled = list(lines)
    shuffler = random.Random(7)
    for block in blocks:
        order = shuffler.sample(block, len(block))
        for place, source in zip(block, order, strict=True):
            shuffled[place] = lines[source]
    assert verdicts(arithmetic("\n".join(shuffled))) == verdicts(arithmetic("\n".join(lines)))


def neighbours(numbers: list[int]) -> list[list[int]]:
    """Runs of consecutive numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=100_00, max_value=999_99), st.integers(min_value=1, max_value=9))
def test_a_finer_printing_never_makes_a_failure_right(total: int, off: int) -> None:
    """What fails when rounded to tenths still fails when the true figures are printed to hundredths."""
    part, wrong = total // 3, total + off * 100

    def text(places: int) -> str:
        shown = [f"{n / 100:.{places}f}" for n in (wrong, part, total - part)]
        return f"{TITLE}全年进出口总额{shown[0]}亿元，其中出口{shown[1]}亿元、进口{shown[2]}亿元。"

    coarse, fine = (verdicts(arithmetic(text(places))) for places in (1, 2))
    if coarse["ARI-01", "fail"]:
        assert fine["ARI-01", "fail"] and not fine["ARI-01", "pass"]
