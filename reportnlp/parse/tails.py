"""What stands behind a report: its glossary, its annexes, the foot of the web page it came from.

A glossary and a page's foot are `notes`.  An annex of a 政府工作报告 that lists the year's works
(附件 2024年民生实事) is part of its `tasks`; any other annex belongs to the `closing`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportnlp.datamodel import Kind
from reportnlp.parse.heads import Paragraph
from reportnlp.parse.role_layout import Mark

GLOSSARY_TITLE = re.compile(
    r"[\[【※*《（(#\s]{0,4}(?:附(?:[件录]\s?[一二三四五六\d]{0,2})?\s?[:：]?\s?(?:\d[.、]\s?)?)?"
    r"(?:[^，。；：:]{0,20}(?:名词|术语|用语|词语)(?:解释|注释|说明|释义)|术语解释"
    r"|注释|注解|附注|注|资料来源|数据来源)[\]】※》）)]{0,3}[:：]?\*{0,3}$"
)
"""A line that titles a glossary or notes: 名词解释, ※注释※, 附件2：有关名词解释, 注：."""

_NOTE = re.compile(
    r"[\[［【〔（(]?\s?\d{1,3}\s?[\]］】〕）).、．]|[＠①-⑳]|指|(?!各位|同志)[^。]{1,30}[:：]"
    r"|[^。]{2,24}(?:即|指)"
)
_FILE_NAME = r"\.(?:docx?|pdf|jpe?g|png|xlsx?|wps|ofd|zip|rar)$"
_FOOT = re.compile(
    r"[【〔\[（(《》]{0,3}\s?(?:免责声明|版权声明|分享(?:到|至)|标签(?:[:：]|云|$)|关键[词字][:：]"
    r"|相关(?:文章|新闻|报道|链接|文档|阅读|解读|信息|推荐|政策|稿件)(?:[:：】]|$)|[上下]一[篇条页](?:[:：]|$)"
    r"|(?:责任|网站|文字)编辑|编辑[:：]|责编|扫一扫|打印(?:本页|$|】)|关闭(?:窗口|本页)|我要纠错|浏览次数"
    r"|阅读次数|返回(?:顶部|首页)|图解$|一图读懂|本作品是|Public domain|点击图片|网站地图|搜索$)"
    r"|.{0,40}(?:版权所有|ICP备|网站标识码|公网安备)|.{0,70}" + _FILE_NAME
)
_LONGEST_FOOT = 80  # characters of a line that may open the foot of a page
_PROSE = 150  # characters: behind a page's foot no paragraph is as long as that
_MENU_LINE = re.compile(r"[^\d。！；：，]{1,16}$")
_MENU = 6  # menu lines in a row that make a menu

_ANNEX = re.compile(
    r"[（(]?附(?:[件录表]\s?[一二三四五六七八九十\d]{0,2}|(?=[:：]))\s?[:：.]?\s?(?P<title>[^。；]{0,40})$"
)
_LIST = re.compile(
    r"(?!\d{1,2}[.、])[^，。；：:]{0,30}(?:民生实事|实事项目|重点项目|重[点大]工程|[一二三四五六七八九十]大工程|一览表|清单)"
    r"(?:（[^）]{1,20}）)?$"
)
_WORKS = re.compile(r"实事|工程|项目|任务|计划|重点|目标|安排")
_DONE = re.compile(r"完成|落实|进展|情况|成效|测算|数据")
_LONGEST_TITLE = 45
_LATE = 3  # a tail stands behind the first third of the text


def tail_marks(text: str, kind: Kind, paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """Where the parts behind the report begin, in text order; empty if it ends with its own words.

    Args:
        text: clean text.
        kind: the report kind; a 统计公报 has notes after each chapter too, so only a page's foot counts
            there; only a 政府工作报告 has annexes that tell their role.
        paragraphs: the paragraphs of one report in `text`.
    """
    if not paragraphs:
        return []
    late = paragraphs[0].start + (paragraphs[-1].end - paragraphs[0].start) // _LATE
    prose = max((i for i, p in enumerate(paragraphs) if len(p) > _PROSE), default=-1)
    marks: list[Mark] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.start < late or len(paragraph) > _LONGEST_FOOT:
            continue
        line = text[paragraph.start : paragraph.end]
        if index > prose and _FOOT.match(line):
            first = index if marks else _menu_start(text, paragraphs, index)
            return [*marks, (paragraphs[first].start, "notes")]
        role = _part_role(text, kind, paragraphs, index, line)
        if role or (marks and (role := _list_role(line))):
            marks.append((paragraph.start + len(line) - len(line.lstrip("#* ")), role))
    return marks


def _part_role(text: str, kind: Kind, paragraphs: Sequence[Paragraph], index: int, line: str) -> str:
    """The role of the part that `line` titles; "" where it titles none."""
    if len(line) > _LONGEST_TITLE or kind == "tjgb":
        return ""
    if GLOSSARY_TITLE.match(line):
        return "notes" if _are_notes(text, paragraphs[index + 1 : index + 7]) else ""
    annex = _ANNEX.match(line) if kind == "gwr" else None
    if annex is None:
        return ""
    below = paragraphs[index + 1 : index + 2]
    title = annex["title"] or "".join(text[p.start : p.end] for p in below if len(p) <= _LONGEST_TITLE)
    if GLOSSARY_TITLE.match(title) or re.search(_FILE_NAME, title):
        return "notes"
    return _annex_role(title)


def _list_role(line: str) -> str:
    """The role of a list of works that `line` titles among the annexes; "" where it titles none."""
    return _annex_role(line) if _LIST.match(line) else ""


def _annex_role(title: str) -> str:
    return "tasks" if _WORKS.search(title) and not _DONE.search(title) else "closing"


def _are_notes(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether at least half of the paragraphs read like notes: a number or a term, then its meaning."""
    notes = sum(_NOTE.match(text, p.start, p.end) is not None for p in paragraphs)
    return 2 * notes >= len(paragraphs)


def _menu_start(text: str, paragraphs: Sequence[Paragraph], index: int) -> int:
    """Index of the first line of the menu that ends before paragraph `index`; `index` if there is none."""
    first = index
    while first and _MENU_LINE.match(text, paragraphs[first - 1].start, paragraphs[first - 1].end):
        first -= 1
    return first if index - first >= _MENU else index
