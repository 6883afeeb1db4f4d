"""Text cut into what a reader takes in at once: words, and numbers with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportnlp.resources import units

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_BARE = re.compile(r"\d[\d,.．]{0,30}[百千万亿]{0,3}")
_UNIT = 2  # characters of a unit that no table knows (乘次)


def words(text: str) -> Iterator[str]:
    """The words of a text in order; joined they are the text again.

    A number is one with its scale and unit (9.5亿元, 12月), so that no cut falls within a figure.
    """
    bare = ""  # a number with nothing of the table of units behind it: the next short word is its unit
    for piece in _figures().split(text):
        if not piece:
            continue
        parts = _dictionary().cut(piece, HMM=False) if _CHINESE.fullmatch(piece) else (piece,)
        for part in parts:
            if bare:
                is_unit = len(part) <= _UNIT and _CHINESE.fullmatch(part) is not None
                yield bare + part if is_unit else bare
                bare = ""
                if is_unit:
                    continue
            if _BARE.fullmatch(part):
                bare = part
            else:
                yield part
    if bare:
        yield bare


@cache
def _figures() -> re.Pattern[str]:
    """Splits at figures, Latin words, Chinese text and single marks, and keeps them."""
    table = units.load()
    unit = rf"(?:[百千万亿]{{0,3}}(?:{table.pattern}|[年月日号时分])?)"
    number = rf"\d[\d,.．]{{0,30}}(?:[—–~～－-]\d[\d,.．]{{0,30}})?{unit}"
    counted = rf"[{_NUMERALS}]{{2,12}}(?:{table.chinese_pattern})?|[{_NUMERALS}](?:{table.chinese_pattern})"
    return re.compile(rf"({number}|{counted}|[A-Za-z]{{1,60}}|\s{{1,60}}|[^\w\s])")


@cache
def _dictionary() -> Any:
    """A private jieba, made when it is first needed.

    The dictionary is read from the package itself: jieba's own start would leave a cache in the
    shared temporary folder and read whatever lies there.
    """
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
