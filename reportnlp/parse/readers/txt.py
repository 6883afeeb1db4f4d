"""Plain text and Markdown: which encoding it is in, and the text exactly as decoded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportnlp.datamodel import Document, Place
from reportnlp.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LINE = re.compile(r"[^\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = "\N{REPLACEMENT CHARACTER}"
# Characters that any Chinese prose is full of; mojibake hardly ever hits them.
_COMMON = re.compile(
    "[的一是在和有年工作了人中大为以发展政府市县区加强设实施推进法治全面建社会服务行民与不上"
    r"，。、；：（）\r\n 0-9A-Za-z]+"
)
_LIKELY = 0.1
_SAMPLE = 100_000
_GUESS_BYTES = 50_000
_CONTROL_SHARE = 0.02
_LOST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many characters could not be read."""

    text: str
    encoding: str
    lost: int = 0


def read_txt(data: bytes, name: str) -> Document:
    """Read plain text; newlines stay as they are, only a byte order mark is dropped.

    Args:
        data: the bytes of the file.
        name: the file name for messages.

    Raises:
        ReadError: the bytes are no text.
    """
    decoded = decode(data)
    text = decoded.text
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise ReadError("文件不是文本", name, "请确认文件没有损坏，或换成 .docx、.pdf、.txt 再试")
    return Document(text=text, source=name, format="txt", places=tuple(_lines(text)), notes=notes_on(decoded))


def read_md(data: bytes, name: str) -> Document:
    """Read Markdown as the text it is, marks and all."""
    return replace(read_txt(data, name), format="md")


def notes_on(decoded: Decoded) -> tuple[str, ...]:
    """What a user must know of the decoding: nothing for UTF-8, else the encoding and the losses."""
    notes: tuple[str, ...] = ()
    if decoded.encoding != "utf-8":
        notes += (f"按 {decoded.encoding.upper()} 编码读取",)
    if decoded.lost:
        notes += (f"有 {decoded.lost} 个字符无法识别，已用“{_LOST}”代替",)
    return notes


def _lines(text: str) -> Iterator[Place]:
    for number, line in enumerate(_LINE.finditer(text)):
        yield Place(line.start(), line.end(), paragraph=number)


def decode(data: bytes) -> Decoded:
    """Decode text of unknown encoding.

    A byte order mark decides; then UTF-8, UTF-16 without a mark, GB18030 (of which
    GB2312 and GBK are subsets), each if it fits without loss; then the guess of
    charset-normalizer; at last UTF-8 or GB18030, whichever loses less.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    strict = _strict(data)
    if strict is not None:
        return strict
    closest = min((_lossy(data, name) for name in ("utf-8", "gb18030")), key=_badness)
    if closest.lost > max(1, _LOST_SHARE * len(closest.text)):
        return _guess(data) or closest
    return closest


def _strict(data: bytes) -> Decoded | None:
    names = ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]
    if b"\0" in data:
        names = [*names[2:], *names[:2]]
    fits = [found for found in (_fit(data, name) for name in names) if found is not None and _likely(found)]
    if not fits:
        return None
    if fits[0].encoding == "utf-8":
        return fits[0]
    return max(fits, key=lambda found: _likeness(found.text))


def _fit(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _likely(found: Decoded) -> bool:
    # Nearly any bytes are some UTF-16; without a mark it must look like a text.
    return not found.encoding.startswith("utf-16") or _likeness(found.text) >= _LIKELY


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count(_LOST))


def _likeness(text: str) -> float:
    """How much a decoding looks like Chinese prose, 0 to 1; control characters count against it."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    common = sum(map(len, _COMMON.findall(sample)))
    return (common - len(_CONTROL.findall(sample))) / len(sample)


def _badness(decoded: Decoded) -> tuple[int, float]:
    return decoded.lost, -_likeness(decoded.text)


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_BYTES]).best()
    return None if best is None else _lossy(data, best.encoding)
