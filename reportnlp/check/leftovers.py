"""What programs left: ART-01 field codes and broken characters, ART-02 page numbers in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import near_cues

_LEGIBLE = Law(instrument="政府网站发展指引（国办发〔2017〕47号）", certainty="recalled")
_CJK = "\u4e00-\u9fff"

# Kind → what it looks like in the text as decoded, and words without which it is not there.
_ARTEFACTS: Final = {
    "书签": (
        r"\[bookmark: ?[^\]\n]{0,40}\]|(?<![A-Za-z])_GoBack(?![A-Za-z])"
        r"|(?<![A-Za-z0-9])(?<!PAGEREF )_(?:Toc|Ref|Hlk)\d{5,12}",
        ("[bookmark", "_GoBack", "_Toc", "_Ref", "_Hlk"),
    ),
    "域代码": (
        r"HYPERLINK[ \u00a0]{1,3}(?:\\l[ \u00a0]{1,3})?[\"“][^\"”\n]{0,120}[\"”]?"
        r"|(?<!“)(?:\\\*[ \u00a0]{0,2})?MERGEFORMAT(?![A-Za-z])"
        r"|(?<![A-Za-z])PAGEREF(?![A-Za-z])(?:[ \u00a0]{1,3}_\w{1,20})?"
        r"|(?<![A-Za-z])(?:SEQ|REF|TOC|EMBED)[ \u00a0]{1,3}[\\_\w]{1,20}[ \u00a0]{0,3}\\[*a-z]"
        r"|错误[!！][ \u00a0]?(?:未(?:找到|定义)|不能|没有)[^。\n]{0,12}。?|Error! [A-Z][a-z ]{3,40}",
        ("HYPERLINK", "MERGEFORMAT", "PAGEREF", "SEQ", "REF", "TOC", "EMBED", "错误!", "错误！", "Error!"),
    ),
    "乱码": (
        r"\ufffd{1,40}|锟斤拷|烫烫烫|屯屯屯|â€[\u0080-\u009fœ™˜“”]?|ï»¿|Ã[\u0080-\u00bf]",
        ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯", "â€", "ï»¿", "Ã"),
    ),
    "网页代码": (
        r"&(?:nbsp|ensp|emsp|[lr][ds]quo|middot|hellip|mdash|ndash|amp|lt|gt|quot|#\d{2,5}|#x[0-9a-fA-F]{2,4});?"
        r"|</?(?:p|br|div|span|td|tr|table|font|strong|img|li|ul|tbody|center|h[1-6])\b[^<>\n]{0,200}>",
        ("&", "<"),
    ),
    "转义符": (
        r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|_x000[aAdD]_|\\[nrt](?=[\u4e00-\u9fff])",
        ("\\", "_x000"),
    ),
    "控制字符": (r"[\x00-\x08\x0b\x0e-\x1f\x7f][\x00-\x08\x0b\x0e-\x1f\x7f]{0,39}", ("",)),
}
_PATTERNS = {kind: (re.compile(pattern), cues) for kind, (pattern, cues) in _ARTEFACTS.items()}


class Artefact(Rule):
    """文中残留域代码、网页代码或乱码。

    说明：Word 的书签和域代码（HYPERLINK、MERGEFORMAT 等）、网页代码（&nbsp;、<p>）、乱码字符，
    都不是正文；同类的只提示一次。
    例外：加引号说明这些代码本身的不查。
    """

    id = "ART-01"
    name = "代码乱码残留"
    level = "error"
    sources = (
        PLAIN_READING,
        _LEGIBLE,
    )
    bad = (
        Example("[bookmark: _GoBack]将法治政府建设纳入统一领导。", marked="[bookmark: _GoBack]"),
        Example("全年办结86件&nbsp;满意率98%。", marked="&nbsp;"),
        Example("持续推进\ufffd\ufffd政执法改革。", marked="\ufffd\ufffd"),
    )
    good = (Example("R&D经费投入强度3.2%，建成“MERGEFORMAT”测试区，网址 https://example.com/a_b&c=1。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each kind once, with all its places."""
        text, clear = context.text, True
        for kind, (pattern, cues) in _PATTERNS.items():
            if any(cue in text for cue in cues):
                spans = [Span(*m.span()) for m in pattern.finditer(text)]
                if spans:
                    clear = False
                    yield _left(kind, spans, text)
        if clear:
            yield passes()


def _left(kind: str, spans: list[Span], text: str) -> Judgement:
    shown = text[spans[0].start : spans[0].end][:30]
    written = f"：{shown}" if shown.isprintable() else ""
    times = f"（全文 {len(spans)} 处）" if len(spans) > 1 else ""
    advice = "请删去，并对照原稿补全缺损的字"
    return fails(f"文中残留{kind}{written}{times}", *spans, suggestion=advice)


_NUMBER = r"(?:[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}|第 ?\d{1,3} ?页(?: ?[，,/]? ?共 ?\d{1,3} ?页)?)"
_BLANKS, _BREAK = r"[ \u3000\t]{0,6}", r"(?:\n[ \u3000\t]{0,40}){1,3}"
_FURNITURE = re.compile(
    rf"(?P<before>[{_CJK}，、\d%]){_BLANKS}{_BREAK}(?P<own>{_NUMBER}){_BLANKS}{_BREAK}(?P<behind>[{_CJK}，。、；])"
    rf"|(?<=[{_CJK}，、]){_BLANKS}(?P<within>[-—–]{{1,2}} ?\d{{1,3}} ?[-—–]{{1,2}}){_BLANKS}(?=[{_CJK}])"
)
_FURNITURE_CUE = re.compile(r"[-—–第](?= ?\d{1,3} ?[-—–页])")
_FULL_LINE = 15  # characters from which a line may be one that the page's width broke
_HEAD = re.compile(rf"[{_CJK}]{{0,2}}[一二三四五六七八九十]{{1,3}}[、是]|[图表附注]|[（(]")


class PageFurniture(Rule):
    """页码插在句子中间。

    说明：转换格式时，页码（“— 3 —”“第3页”）有时会落在一句话的中间；全文只提示一次。
    例外：自成一行、前后都是完整段落的页码不影响阅读，不查。
    """

    id = "ART-02"
    name = "页码夹在文中"
    level = "warning"
    sources = (_LEGIBLE,)
    bad = (
        Example("全县法治政府建设各项工作取得— 3 —明显成效。", marked="— 3 —"),
        Example(
            "一年来全县坚持以法治思想为引领，法治政府建设各项工作取得\n— 3 —\n明显成效。", marked="— 3 —"
        ),
    )
    good = (Example("全县法治政府建设各项工作取得明显成效。\n— 3 —\n下一步继续努力。（见第5页）"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All of them at once."""
        text = context.text
        numbered = near_cues(_FURNITURE, text, _FURNITURE_CUE, 140, 180)
        found = [m for m in numbered if m["within"] or _breaks_sentence(m, text)]
        if not found:
            yield passes()
            return
        spans = [Span(*m.span("within" if m["within"] else "own")) for m in found]
        times = f"（全文 {len(spans)} 处）" if len(spans) > 1 else ""
        message = f"页码“{context.quote(spans[0])}”插在句子中间{times}"
        yield fails(message, *spans, suggestion="请删去页码，接上前后文字")


def _breaks_sentence(found: re.Match[str], text: str) -> bool:
    """Whether a page number on its own line parts a sentence: a full line before, no heading behind."""
    line = text.rfind("\n", 0, found.start()) + 1
    full = len(text[line : found.end("before")].strip()) >= _FULL_LINE
    return full and _HEAD.match(text, found.start("behind")) is None


RULES: Final = (Artefact, PageFurniture)
