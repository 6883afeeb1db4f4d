"""The number formats of Word lists (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

_LONGEST = 30  # letters are repeated after z (aa, bb); a hostile start value must not blow up
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def numeral(count: int, form: str) -> str:
    """`count` in a number format; formats that Chinese documents do not use are written in decimal.

    >>> numeral(23, "chineseCounting"), numeral(3, "decimalEnclosedCircle"), numeral(28, "lowerLetter")
    ('二十三', '③', 'bb')
    """
    return _FORMS.get(form, str)(count)


def chinese(count: int, digits: str = "零一二三四五六七八九", places: str = "十百千") -> str:
    """`count` in Chinese with place words (一百零三; 十二, not 一十二); decimal from 10,000 on."""
    if count >= 10_000:
        return str(count)
    written = ""
    for power, figure in zip((3, 2, 1, 0), map(int, f"{count:04d}"), strict=True):
        if figure:
            written += digits[figure] + (places[power - 1] if power else "")
        elif written and not written.endswith(digits[0]):
            written += digits[0]
    written = written.rstrip(digits[0]) or digits[0]
    return written[1:] if written.startswith("一十") else written


def roman(count: int) -> str:
    """`count` in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _upper_roman(count: int) -> str:
    return roman(count).upper()


def _nothing(_: int) -> str:
    return ""


def _two_digits(count: int) -> str:
    return f"{count:02d}"


def _from_row(row: str, count: int) -> str:
    """The sign for `count` in a row of signs, decimal past its end."""
    return row[count - 1] if 1 <= count <= len(row) else str(count)


def _letters(alphabet: str, count: int) -> str:
    if not count:
        return "0"
    return alphabet[(count - 1) % len(alphabet)] * min((count - 1) // len(alphabet) + 1, _LONGEST)


def _digits(digits: str, count: int) -> str:
    return "".join(digits[int(figure)] for figure in str(count))


def _signs(first: str, length: int) -> Callable[[int], str]:
    return partial(_from_row, "".join(chr(ord(first) + i) for i in range(length)))


_LEGAL = partial(chinese, digits="零壹贰叁肆伍陆柒捌玖", places="拾佰仟")
_IDEOGRAPHS = partial(_digits, "〇一二三四五六七八九")
_FULL_WIDTH = partial(_digits, "０１２３４５６７８９")

_FORMS: dict[str, Callable[[int], str]] = {
    "none": _nothing,
    "decimalZero": _two_digits,
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _LEGAL,
    "ideographDigital": _IDEOGRAPHS,
    "japaneseDigitalTenThousand": _IDEOGRAPHS,
    "taiwaneseDigital": _IDEOGRAPHS,
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ideographTraditional": partial(_from_row, "甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(_from_row, "子丑寅卯辰巳午未申酉戌亥"),
    "upperRoman": _upper_roman,
    "lowerRoman": roman,
    "upperLetter": partial(_letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": partial(_letters, "abcdefghijklmnopqrstuvwxyz"),
}
