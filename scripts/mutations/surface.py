"""Operators on names, punctuation, leftovers and characters (M17 to M20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from mutations.mutants import Candidate, Edit, Original
from mutations.words import word_list, word_map

_TITLE = re.compile(r"《([^《》\n]{2,40})》")
_ORGAN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:县|市|区|镇|乡)(?=(?:委|人民政府|人大常委会|政协)[、，。和的及])"
)
_PAIRS = re.compile(r"（[^（）\n]{2,40}）|《[^《》\n]{2,40}》|“[^“”\n]{2,40}”")
_ORDINAL_LINE = re.compile(r"(?m)^[ 　\t]*(（[一二三四五六七八九十]{1,3}）)(?=[\u4e00-\u9fff])")
_DIGIT_LINE = re.compile(r"(?m)^[ 　\t]*\d{1,2}(\.)(?=[\u4e00-\u9fff])")
_SENTENCE_END = re.compile(r"(?<=[\u4e00-\u9fff])。(?=[\u4e00-\u9fff])")
_RATE = re.compile(r"(?<=增长|下降|达到|提高)(\d{1,3}(?:\.\d{1,2})?)(?=%|％|个百分点|亿元)")
_NAMED_OFFICES_FROM = 2019

_HALF = str.maketrans("（）", "()")


def corrupt_name(original: Original, random: Random) -> Iterator[Candidate]:
    """M17: a title or an office that is misspelt, out of force or out of date."""
    laws, repealed = set(word_list("laws")), word_map("repealed")
    year = original.report.meta.year or 0
    for m in _TITLE.finditer(original.text):
        if m[1] in laws:
            yield from _misspelt(m, random)
        if m[1] in repealed and year >= 2022:
            yield Candidate("M17", "repealed", (Edit(*m.span(1), repealed[m[1]]),))
    for m in _ORGAN.finditer(original.text):
        yield Candidate("M17", "organ", (Edit(m.end(), m.end(), m[0]),))
    if year >= _NAMED_OFFICES_FROM:
        yield from _old_names(original)


def _misspelt(m: re.Match[str], random: Random) -> Iterator[Candidate]:
    """A character of a title is gone; 年 where it closes a period."""
    place = m[1].index("年）") if "年）" in m[1] else random.randrange(1, len(m[1]) - 1)
    at = m.start(1) + place
    yield Candidate("M17", "title", (Edit(at, at + 1, ""),), (m.span(),))


def _old_names(original: Original) -> Iterator[Candidate]:
    for new, old in word_map("offices").items():
        for m in re.finditer(new, original.text):
            yield Candidate("M17", "office", (Edit(*m.span(), old),))


def punctuation(original: Original, _: Random) -> Iterator[Candidate]:
    """M18: half of a pair is gone or of the other width; a mark behind an ordinal, or a double one."""
    text = original.text
    for m in _PAIRS.finditer(text):
        yield Candidate("M18", "pair lost", (Edit(m.end() - 1, m.end(), ""),), (m.span(),))
        if m[0][0] == "（" and not original.in_table(m.start()):
            half = Edit(m.start(), m.start() + 1, m[0][0].translate(_HALF))
            yield Candidate("M18", "width", (half,), (m.span(),))
    for m in _ORDINAL_LINE.finditer(text):
        yield Candidate("M18", "ordinal", (Edit(m.end(1), m.end(1), "、"),), (m.span(1),))
    for m in _DIGIT_LINE.finditer(text):
        yield Candidate("M18", "digit", (Edit(*m.span(1), "、"),), (m.span(),))
    for m in _SENTENCE_END.finditer(text):
        yield Candidate("M18", "double", (Edit(m.end(), m.end(), "。"),), (m.span(),))


def leftover(original: Original, random: Random) -> Iterator[Candidate]:
    """M19: what a template or a word processor leaves behind."""
    for m in _SENTENCE_END.finditer(original.text):
        left = random.choice(word_list("leftovers"))
        yield Candidate("M19", "artefact", (Edit(m.end(), m.end(), left),))
    for m in _RATE.finditer(original.text):
        yield Candidate("M19", "number gone", (Edit(*m.span(1), ""),))
        yield Candidate("M19", "XX", (Edit(*m.span(1), random.choice(("XX", "××", "X.X"))),))
        yield Candidate("M19", "placeholder", (Edit(*m.span(1), random.choice(word_list("placeholders"))),))


def typo(original: Original, random: Random) -> Iterator[Candidate]:
    """M20: a character for one that looks or sounds like it."""
    for right, wrong in word_map("typos").items():
        places = [m.start() for m in re.finditer(right, original.text)]
        if places:
            at = random.choice(places)
            yield Candidate("M20", right, (Edit(at, at + len(right), wrong),))
