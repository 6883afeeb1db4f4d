"""Who signed when, and to whom: 署名, 成文日期, 主送机关."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportnlp.datamodel import Kind
from reportnlp.parse.meta_front import Front, is_org, organs_of
from reportnlp.parse.meta_time import Dated, dates, first_date

_LAST_LINES = 15
_ADDRESSEE = re.compile(r"([\u4e00-\u9fff、，,；（） \u3000]{2,80})[：:]")
_SPLIT = re.compile(r"[、，,； \u3000]{1,4}(?:并报)?")
_ADDRESSED = re.compile(r"[\u4e00-\u9fff（）]{1,30}(?:[委府局厅办院部]|委员会|常委会|办公室|人大|政协)")
_EMPTY = re.compile(r"[（）()\s　——]*")
_STAMPED = re.compile(r"\d-\d|\d/\d|\d:\d|年0|时间|发布|来源")
_MEETING = re.compile(r"会议|大会|全会|通过")


@dataclass(frozen=True, slots=True)
class Signature:
    """The organs that signed and the date under their names."""

    organs: tuple[str, ...] = ()
    date: Dated | None = None


def find_signature(front: Front) -> Signature:
    """The signature at the foot: organs above (or before) the last date that stands alone."""
    last = front.last[-_LAST_LINES:]
    for i in range(len(last) - 1, -1, -1):
        line = _end_of(last[i])
        date = first_date(line) if line[-1:] in "日）)" or line[-1:].isdigit() else None
        if date is None:
            continue
        before, behind = line[: date.start].strip(), line[date.end :]
        if _EMPTY.fullmatch(behind) and (_EMPTY.fullmatch(before) or is_org(before)):
            organs = (before,) if is_org(before) else _organs_above(last, i)
            if organs or "年0" not in line:  # a month with a leading zero is a web page's stamp
                return Signature(organs, date)
    end = _end_of(last[-1]) if last else ""
    return Signature(organs_of(end) if len(end) > 5 else ())


def _end_of(line: str) -> str:
    """The line, or of a whole paragraph what follows its last full stop."""
    return line if len(line) <= 60 else line[-60:].rpartition("。")[2]


def _organs_above(lines: tuple[str, ...], i: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in reversed(lines[max(0, i - 4) : i]):
        organs = organs_of(_end_of(line))
        if not organs:
            break
        found[:0] = organs
    return tuple(found)


def printed_date(front: Front, kind: Kind, signature: Signature) -> Dated | None:
    """The date in the report itself: for 政府工作报告 the day of the meeting, else the one signed."""
    if kind == "gwr":
        return _meeting_date(front) or _front_date(front) or signature.date
    return signature.date or _front_date(front)


def published_date(front: Front) -> Dated | None:
    """What the form fields say, the day of writing before that of publication, or the page's stamp."""
    fields = (first_date(front.fields.get(field, "")) for field in ("written", "published"))
    return next((date for date in (*fields, _stamp(front)) if date is not None), None)


def _meeting_date(front: Front) -> Dated | None:
    """The date of 2023年1月5日在…会议上."""
    for line in (*front.lines, front.fields.get("title", "")):
        if _MEETING.search(line) and (date := first_date(line)):
            return date
    at = front.head.find("会议上")
    return first_date(front.head[max(0, at - 60) : at]) if at > 0 else None


def _front_date(front: Front) -> Dated | None:
    """A date that is a line of its own under the title."""
    for line in front.lines:
        # A month with a leading zero is a web page's stamp, never an official date.
        date = first_date(line) if len(line) < 24 and "年" in line and "年0" not in line else None
        if date and _EMPTY.fullmatch(line[: date.start] + line[date.end :]):
            return date
    return None


def _stamp(front: Front) -> Dated | None:
    """The web page's stamp of publication, as a last resort."""
    stamped = (line for line in front.lines if len(line) < 60 and _STAMPED.search(line))
    return next((date for line in stamped for date in dates(line)), None)


def find_addressees(lines: tuple[str, ...]) -> tuple[str, ...]:
    """主送机关: the organs of a line that ends in a colon (not 各位代表)."""
    for line in lines:
        found = _ADDRESSEE.fullmatch(line)
        if found:
            parts = [part for part in _SPLIT.split(found[1]) if part]
            if parts and all(_ADDRESSED.fullmatch(part) for part in parts):
                return tuple(parts)
    return ()
