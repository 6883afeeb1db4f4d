"""The front and the foot of a report: form fields, title, the lines before the body, the last lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 3000
TAIL = 1500
_MAX_LINES = 60

_FIELD_NAMES = {
    "title": "标题|题名|名称|文件名称|信息名称",
    "issuer": "发文单位|发文机关|发文机构|发布机构|发布单位|制发机关|公开主体|责任部门|编制单位",
    "origin": "来源|信息来源|稿件来源",
    "written": "成文日期|成文时间|生成日期|制发日期|发文日期|发文时间|印发日期|签发日期",
    "published": "发布时间|发布日期|公开日期|公布日期|发表时间|更新时间|时间|日期",
    "other": "报告人|文号|发文字号|索引号|栏目|主题分类|关键词|作者|责任编辑|原文链接|来源URL|浏览次数",
}
_FIELD_OF = {name: kind for kind, names in _FIELD_NAMES.items() for name in names.split("|")}
_FIELD = re.compile(r"【?([\u4e00-\u9fffURL \u3000]{2,10})】?[：:]([^\n]{0,200})")
_BODY = re.compile(r"各位代表|同志们|尊敬的|各位委员|主任、|[一二三]、|[（(][一二三][）)]|第[一二]部分")
_CHROME = re.compile(r"当前位置|您的位置|首页|>|浏览|字体|字号|【|https?:|分享|打印")
_FOOTNOTE = re.compile(r"(?:[①-⑳*＊]|\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕)+$")
_NOTE = re.compile(r"(?:——|──|—|--|―)|[（(](?=\d{4}年|在|草案|送审|征求|摘|全文|公开)")
_END = "报告|公报|总结|年报|汇报|要点|情况|决算|预算|通知|意见|方案|规划|纲要|办法"
_TITLE = re.compile(rf"[^。；！？：:]{{0,70}}(?:{_END})[》】]?")
_KNOWN = re.compile(r"工作报告|政府工作的报告|法治|依法行政|信息公开|政务公开|统计公报")
_ORGLESS = re.compile(r"(?:\d{4}年(?:度)?)?(?:政府信息公开|政务公开|法治|依法行政|国民经济|关于|部门)")
_ORG_LINE = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{1,24}[省市县区州旗盟局厅委院镇乡部道会府室队]"
    r"[ \u3000]{0,4}(?:[\u4e00-\u9fff]{2,24}[局厅委会府室队])?"
)
_ORGAN = re.compile(r"[\u4e00-\u9fff（）]{2,30}(?:[委府局厅办院部队室]|委员会|人大|政协)")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands around the body of a report.

    `fields` has the form fields by kind (title, issuer, origin, written, published), `lines`
    the stripped short lines before the body, `opening` the text from the body on (bounded),
    `last` the stripped lines of the foot.
    """

    fields: dict[str, str]
    title: str
    lines: tuple[str, ...]
    head: str
    opening: str
    last: tuple[str, ...]


def read_front(text: str) -> Front:
    """Cut `text` into front, opening and foot; looks at its first 3,000 and last 1,500 characters."""
    head = text[:HEAD]
    fields: dict[str, str] = {}
    lines: list[str] = []
    at = 0
    for raw in head.split("\n")[:_MAX_LINES]:
        line = raw.strip(" \t\u3000#*\u200b")
        field = _field_of(line)
        if (len(line) > 100 and not field) or _BODY.match(line):
            break
        at += len(raw) + 1
        if field:
            fields.setdefault(*field)
        elif line:
            lines.append(line)
    last = tuple(s for line in text[-TAIL:].split("\n") if (s := line.strip(" \t\u3000")))
    title = _printed_title(lines) or _without_note(fields.get("title", ""))
    return Front(fields, title, tuple(lines), head, text[at : at + HEAD // 2], last)


def _field_of(line: str) -> tuple[str, str] | None:
    """Kind and value of a form field: 成文日期：2024年1月15日 (its name may be letter-spaced)."""
    found = _FIELD.match(line)
    kind = _FIELD_OF.get(re.sub(r"\s", "", found[1])) if found else None
    return (kind, found[2].strip()) if found and kind else None


def _printed_title(lines: list[str]) -> str:
    """The first line, or two joined lines, that reads as a title; one of a known kind is preferred."""
    found = [t for i in range(len(lines)) if (t := _title_at(lines, i))]
    return next((t for t in found if _KNOWN.search(t)), found[0] if found else "")


def _title_at(lines: list[str], i: int) -> str:
    line = _without_note(lines[i])
    if _CHROME.search(line) or len(line) > 70:
        return ""
    if not _TITLE.fullmatch(line):
        unfinished = _KNOWN.search(line) or line.endswith("关于")
        if not unfinished or i + 1 >= len(lines):
            return ""
        line += _without_note(lines[i + 1])
        return line if _TITLE.fullmatch(line) and len(line) <= 70 else ""
    before = lines[i - 1] if i else ""
    if before and _ORGLESS.match(line) and _ORG_LINE.fullmatch(before):
        return before + line
    return line


def _without_note(line: str) -> str:
    """The title without the note of the meeting behind it and without footnote marks."""
    note = _NOTE.search(line, 5)
    if note:
        line = line[: note.start()]
    return _FOOTNOTE.sub("", line.strip(" \t\u3000《》—─―-"))


def is_org(line: str) -> bool:
    """Whether a line is the name of an organ and nothing else."""
    return len(line) <= 50 and bool(_ORG_LINE.fullmatch(line))


def organs_of(line: str) -> tuple[str, ...]:
    """The organs of a line that consists of organs only, e.g. 云溪市统计局 国家统计局云溪调查队."""
    parts = line.strip(" \t\u3000—─―-").split()
    return tuple(parts) if parts and all(_ORGAN.fullmatch(part) for part in parts) else ()
