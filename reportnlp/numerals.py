"""Numerals: Arabic and Chinese numbers, read and written.

Chinese numerals follow the place-value grammar (一百二十三万), the digit style of years
(二〇二三) and the colloquial ending (两万五 = 25000).  Values are exact `Decimal`s that keep
the digits as printed.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS: dict[str, int] = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4, "肆": 4,
    "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
_SMALL: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: dict[str, int] = {"万": 10**4, "亿": 10**8}
CHINESE_CHARS = "零〇○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿"

_MAX_CHINESE = 48  # longer runs are not numbers anyone writes; the bound keeps reading linear
_ARABIC = re.compile(r"-?\d+(?:\.\d+)?\Z")


def read_arabic(text: str) -> Decimal:
    """The value of "3,925", "12.50" or "-0.57"; digits are kept as printed.

    Raises:
        ValueError: not an Arabic numeral.
    """
    plain = text.replace(",", "").replace("，", "").replace(" ", "")
    if not _ARABIC.match(plain):
        raise ValueError(f"not an Arabic numeral: {text[:40]!r}")
    return Decimal(plain)


def read_chinese(text: str) -> Decimal:
    """The value of a Chinese numeral: 一百二十三万, 两万五千, 二〇二三, 三点五, 十二.

    Raises:
        ValueError: not a well-formed Chinese numeral.
    """
    whole, point, fraction = text.partition("点")
    if not whole or len(text) > _MAX_CHINESE or (point and not fraction):
        raise ValueError(f"not a Chinese numeral: {text[:40]!r}")
    value = _read_whole(whole)
    if not fraction:
        return Decimal(value)
    return Decimal(f"{value}.{_digits(fraction)}")


def _digits(text: str) -> str:
    try:
        return "".join(str(DIGITS[c]) for c in text)
    except KeyError:
        raise ValueError(f"not a Chinese numeral: {text!r}") from None


def _read_whole(text: str) -> int:
    if all(c in DIGITS for c in text):
        return int(_digits(text))  # 三, or the digit style 二〇二三
    total, section, digit, last_unit = 0, 0, None, 0
    for char in text:
        if char in DIGITS:
            if digit not in (None, 0):
                raise ValueError(f"not a Chinese numeral: {text!r}")
            digit = DIGITS[char]
            if digit == 0:
                last_unit = 0
        elif char in _SMALL:
            unit = _SMALL[char]
            section += (1 if digit is None or (digit == 0 and unit == 10) else digit) * unit
            digit, last_unit = None, unit
        elif char in _LARGE:
            unit = _LARGE[char]
            part = section + (digit or 0)
            if part == 0 and total == 0:
                part = 1  # bare 万元, 亿元
            total = (total + part) * unit if unit > _last_large(total) else total + part * unit
            section, digit, last_unit = 0, None, unit
        else:
            raise ValueError(f"not a Chinese numeral: {text!r}")
    if digit is not None:
        colloquial = last_unit > 10 and digit  # 两万五 = 25000, but 一百零五 = 105
        section += digit * last_unit // 10 if colloquial else digit
    return total + section


def _last_large(total: int) -> int:
    """The large unit that `total` already carries: 亿 multiplies 万 (万亿), 万 follows 亿."""
    return 10**8 if total >= 10**8 else 10**4 if total >= 10**4 else 0


def write_chinese(number: int) -> str:
    """`number` (0 ≤ number < 10^16) as a Chinese numeral: 10200 → 一万零二百.

    Raises:
        ValueError: outside the range.
    """
    if not 0 <= number < 10**16:
        raise ValueError(f"out of range: {number}")
    if number == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for power, unit in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        section = number // 10**power % 10**4
        if section == 0:
            gap = bool(parts)
            continue
        if parts and (gap or section < 1000):
            parts.append("零")
        parts.append(_write_section(section) + unit)
        gap = False
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _write_section(section: int) -> str:
    out, zero = "", False
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = section // 10**power % 10
        if digit == 0:
            zero = bool(out)
            continue
        out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + unit
        zero = False
    return out
