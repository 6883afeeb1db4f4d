"""Short forms of titles (NAM-03) and numbers of documents (NAM-04)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import near_cues

_DEFINED = re.compile(
    r"《([^《》\n]{4,60})》(?:[（(][^（）()\n]{1,30}[）)])?[（(](?:以下(?:统)?简称|下称|简称)[:：“‘]?《([^《》\n]{1,20})》[”’]?[）)]"
)

_MOST = 50  # definitions that are looked at; each costs a search of the text before it


class ShortForm(Rule):
    """简称用在定义之前，或同一文件定了两个简称。

    说明：“以下简称《条例》”应当在第一次提到全称时交代；先用简称、后作交代，读者不知所指。同一文件只用一个简称。
    例外：没有“以下简称”的不判；民法典、宪法等通行的名称不算简称；别的文件也可以叫同一个简称的（如先引过另一个条例）不判。
    """

    id = "NAM-03"
    name = "简称先用后定"
    level = "warning"
    sources = (Law(instrument="公文引用惯例（先全称、后简称）", certainty="recalled"),)
    bad = (
        Example(
            "落实《纲要》要求。对照《临江县法治建设实施纲要》（以下简称《纲要》）逐项推进。",
            marked="《纲要》",
        ),
        Example(
            "印发《临江县执法办法》（以下简称《办法》）。修订《临江县执法办法》（以下简称《执法办法》）。",
            marked="《执法办法》",
        ),
    )
    good = (
        Example("对照《临江县法治建设实施纲要》（以下简称《纲要》）逐项推进，落实《纲要》要求。"),
        Example("落实《纲要》要求，学习《民法典》。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every definition: uses before it, and another short form of the same document."""
        text = context.clean
        if "简称" not in text:
            return
        shorts: dict[str, str] = {}
        for found in islice(_DEFINED.finditer(text), _MOST):
            full, short = found[1], found[2]
            used = text.find(f"《{short}》", 0, found.start())
            span = context.span(used, used + len(short) + 2) if used >= 0 else context.match(found, 2)
            known = shorts.setdefault(full, short)
            if used >= 0 and not _named_before(text, short, used) and not context.is_apart(span.start):
                message = f"“《{short}》”用在前面，到后文才说明是《{full}》的简称"
                defined = context.span(found.start(2) - 1, found.end(2) + 1)
                yield fails(message, span, defined, suggestion="请在第一次提到时写全称并注明简称")
            elif known != short:
                defined = context.span(found.start(2) - 1, found.end(2) + 1)
                message = f"《{full}》已简称《{known}》，这里又简称《{short}》"
                yield fails(message, defined, suggestion="请统一简称")
            else:
                yield passes(span)


def _named_before(text: str, short: str, used: int) -> bool:
    """Whether a title that ends in the short form stands before its use, so that it may mean that one."""
    return (
        re.search(rf"《[^《》\n]{{1,60}}{re.escape(short)}(?:[（(][^《》\n]{{1,20}})?》", text[:used])
        is not None
    )


_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,10}?)([〔［\[【（(﹝])((?:19|20)?\d\d)([〕］\]】）)﹞])(第?)(\d{1,4})号"
)
_NUMBER_CUE = re.compile(r"[〔［\[【（(﹝]\d{2,4}[〕］\]】）)﹞]")
_NOT_A_NUMBER = re.compile(r"[年月日第届次条款项期，。]$|公告|编号|证|案|标准|批次|招标|采购|合同")
_FIRST_STANDARD = 2000  # GB/T 9704-1999 came into force; before it other brackets were usual


class DocumentNumber(Rule):
    """发文字号写法不合规范。

    说明：发文字号由机关代字、年份、序号组成，年份用全称、括在六角括号“〔〕”里，序号不编虚位、不加“第”字，
    如“临政发〔2023〕1号”。同一报告里的各处合为一条。
    例外：书名号内引用的原题、法院案号、2000年以前的文件不判。
    """

    id = "NAM-04"
    name = "发文字号写法"
    level = "warning"
    sources = (Law(instrument="GB/T 9704—2012 党政机关公文格式", article="7.2.5", certainty="recalled"),)
    bad = (
        Example("印发《执法办法》（临政发[2023]第01号）。", marked="临政发[2023]第01号"),
        Example("按照临政办【2023】5号文件要求。", marked="临政办【2023】5号"),
    )
    good = (
        Example("印发《执法办法》（临政发〔2023〕1号），审结（2023）临01行初5号案。"),
        Example("国务院令第711号、《关于临政发[2007]1号文件的说明》。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """All numbers that are not of the form together, with the faults that occur."""
        faults: dict[str, list[Span]] = defaultdict(list)
        for found in near_cues(_NUMBER, context.prose, _NUMBER_CUE, 10, 16):
            year = int(found[3])
            if _NOT_A_NUMBER.search(found[1]) or 1900 < year < _FIRST_STANDARD:
                continue
            wrong, span = _faults(found), _code_span(context, found)
            if not wrong:
                yield passes(span)
            for fault in wrong:
                faults[fault].append(span)
        if faults:
            spans = sorted({s for found in faults.values() for s in found}, key=lambda s: s.start)
            first = context.quote(spans[0])
            count = f"等{len(spans)}处" if len(spans) > 1 else ""
            text = f"发文字号“{first}”{count}不合规范：{'、'.join(faults)}"
            yield fails(text, *spans, suggestion="规范写法如“临政发〔2023〕1号”")


def _faults(found: re.Match[str]) -> tuple[str, ...]:
    checks = (
        ("年份应当用六角括号〔〕", found[2] not in "〔﹝" or found[4] not in "〕﹞"),
        ("年份应当写全", len(found[3]) == 2),
        ("序号前不加“第”字", bool(found[5])),
        ("序号不编虚位", found[6].startswith("0")),
    )
    return tuple(text for text, wrong in checks if wrong)


# What may stand before the code of the organ in running text: 按照临政办〔2023〕5号.
_BEFORE_CODE = re.compile(
    r"^(?:根据|按照|依据|依照|落实|执行|贯彻|印发|以及|转发|和|及|与|的|了|是|为|在|以|按|据|由|见){1,4}"
)


def _code_span(context: Context, found: re.Match[str]) -> Span:
    lead = _BEFORE_CODE.match(found[1])
    return context.span(found.start() + (lead.end() if lead else 0), found.end())


RULES: Final = (ShortForm, DocumentNumber)
