"""How numbers are written: NUM-01 mixed numerals, NUM-02 wrong zeros, NUM-07 ranges that lose a unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Severity, Span
from reportnlp.numerals import read_arabic
from reportnlp.resources.profiles import Law
from reportnlp.resources.units import load as load_units
from reportnlp.scanning import at_cues, near_cues

_NUMERALS = "GB/T 15835—2011 出版物上数字用法"

# 3千人, 5百万元; 千 and 百 of 千瓦, 百帕 belong to the unit.
_HALF = r"(?<![\d.,])\d{1,4}[千百](?![瓦米克伏卡帕焦赫兆升分吨])(?:余|多|来)?(?=万|亿|{u})"
_CHINESE = (
    r"(?<![一二两三四五六七八九十百千万亿第\d.])"
    r"[一二两三四五六七八九][百千万亿十][一二两三四五六七八九十百千万亿零]{0,8}(?<!亿亿)(?:余|多)?(?P<unit>{u})"
)
_ARABIC = r"(?<![\d.])\d[\d,]{2,12}(?:余|多)?(?P<unit>{u})"
_HALF_CUE = re.compile(r"[千百](?<=\d.)")
_CHINESE_CUE = re.compile("[一二两三四五六七八九][百千万亿十]")
_LARGE = re.compile("[百千万亿]")
_NO_COUNT = frozenset(
    ("年", "天", "日", "里", "度", "分", "岁", "步", "单位", "人口", "群众", "百姓", "家庭")
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    units = load_units().pattern
    half, chinese, arabic = (re.compile(p.replace("{u}", units)) for p in (_HALF, _CHINESE, _ARABIC))
    return half, chinese, arabic


class MixedNumerals(Rule):
    """同类数量有的用汉字、有的用阿拉伯数字。

    说明：一句话里同一计量单位的数，不要“两千余人”“3000余人”混写；阿拉伯数字后面也不直接跟“千”“百”（3千人）。
    例外：“三中全会”“一是”“五千年”等固定说法，通篇用汉字数字的报告，不查。
    """

    id = "NUM-01"
    name = "数字体例混用"
    level = "warning"
    sources = (Law(instrument=_NUMERALS, certainty="recalled"),)
    bad = (
        Example("举办现场咨询吸引群众两千余人，专题讲座吸引群众3000余人。", marked="两千余人"),
        Example("全年培训行政执法人员3千人次。", marked="3千"),
    )
    good = (Example("装机3千瓦，培训3000人，学习三中全会精神，弘扬五千年文明，惠及千家万户。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Chinese numbers beside Arabic ones, and digits that run into 千; each kind at once."""
        beside = _beside_arabic(context)
        if beside:
            first = context.quote(beside[0])
            message = f"“{first}”用汉字数字，同一句里同样的量用了阿拉伯数字"
            yield fails(message, *beside, suggestion="请统一写法，统计数据用阿拉伯数字")
        halves = [context.match(m) for m in near_cues(_patterns()[0], context.prose, _HALF_CUE, 4, 20)]
        if halves:
            message = f"“{context.quote(halves[0])}”阿拉伯数字后面直接跟了“千”“百”"
            yield fails(message, *halves, suggestion="可写成完整的数字，或以万、亿为单位", level="info")
        if not beside and not halves:
            yield passes()


def _beside_arabic(context: Context) -> list[Span]:
    """The Chinese numbers of 100 or more in whose sentence the same unit has an Arabic one."""
    _, chinese, arabic = _patterns()
    text, units, places = context.plain, dict[Span, set[str]](), list[Span]()
    for found in at_cues(chinese, text, _CHINESE_CUE):
        if found["unit"] in _NO_COUNT or not _LARGE.search(found[0][:-1]):
            continue
        sentence = context.sentence(found.start())
        if sentence not in units:
            units[sentence] = {m["unit"] for m in arabic.finditer(text, sentence.start, sentence.end)}
        if found["unit"] in units[sentence]:
            places.append(context.match(found))
    return places


# On the text as decoded: the views turn 二零一九年 into 2019年.
_WRONG_ZERO = re.compile(
    r"(?<![A-Za-z0-9])[12１２](?=[0-9０-９OoＯ]{3}年)[0-9０-９]{0,2}[OoＯ][0-9０-９OoＯ]{0,2}(?=年)"
    r"|(?<![A-Za-z0-9.])[0-9]{1,5}[OＯlI][0-9OＯlI]{0,4}(?=[%％项件个人户家次万亿元月日号])"
    r"|[一二](?=[零OoＯ0〇○一二三四五六七八九]{3}年)[〇○一二三四五六七八九]{0,2}[零OoＯ0][零OoＯ0〇○一二三四五六七八九]{0,2}(?=年)"
)


# In every match of the one above: a letter, 零, or a 0 behind a Chinese digit.
_ZERO_CUE = re.compile("[OoＯlI零0](?:(?<=[^0])|(?<=[〇○一二三四五六七八九]0))")


class WrongZero(Rule):
    """数字里混进字母，零写错。

    说明：年份、数目里混进了字母 O、l（2O19年、25l亿元），或汉字年份用了“零”“O”（二零一九年应为二〇一九年）。
    例外：编号、型号里本来就有的字母不查；“二○一九”里的圆圈不查。
    """

    id = "NUM-02"
    name = "数字混入字母、零写错"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument=_NUMERALS, article="5.3", certainty="recalled"),
    )
    bad = (
        Example("与2O19年相比有所增长。", marked="2O19"),
        Example("二零一九年以来办结86件。", marked="二零一九"),
        Example("二OO九年以来办结86件。", marked="二OO九"),
    )
    good = (Example("二〇一九年办结86件，2019年配备5G基站，编号A2O19。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each wrong writing once, with all its places."""
        places: dict[str, list[Span]] = defaultdict(list)
        for found in near_cues(_WRONG_ZERO, context.text, _ZERO_CUE, 6, 12):
            places[found[0]].append(Span(*found.span()))
        for written, spans in places.items():
            if written[0] not in "一二":
                what = "混进了字母，应为数字"
            else:
                what = f"里的零写成了{'“零”' if '零' in written else '字母 O 或数字 0'}，应为“〇”"
            yield fails(f"“{written}”{what}", *spans, suggestion="请改正")
        if not places:
            yield passes()


_DASH = r"(?:-{1,2}|－|–|—{1,2}|―|~|～|至)"
_SCALES = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALED_RANGE = re.compile(
    rf"(?<![\d.])(?P<low>\d{{1,6}}(?:\.\d{{1,4}})?)(?P<scale>百万|千万|万|亿){_DASH}"
    r"(?P<high>\d{1,6}(?:\.\d{1,4})?)(?P<unit>元|人|户|亩|吨|千瓦|平方米)"
)
_PERCENT_RANGE = re.compile(
    rf"(?<![\d.,%‰-])(?!0\D)\d{{1,3}}(?:\.\d{{1,3}})?{_DASH}\d{{1,3}}(?:\.\d{{1,3}})?[%‰]"
)


_SCALED_CUE = re.compile("[万亿](?=[-－–—―~～至])")
_PERCENT_CUE = re.compile(r"[-－–—―~～至](?=[-—]?\d)")


class RangeWithoutUnit(Rule):
    """数值范围的一端漏了单位。

    说明：“3亿—5元”后面的数漏了“亿”；百分数的范围两端都带百分号，写成“4.5%—5%”。
    例外：“3—5亿元”前后单位相同、没有歧义，不查。
    """

    id = "NUM-07"
    name = "范围漏单位"
    level = "warning"
    sources = (Law(instrument=_NUMERALS, article="5.1.5", certainty="recalled"),)
    bad = (
        Example("单个项目补助3亿—5元。", marked="3亿—5元"),
        Example("预期增长4.5-5%。", marked="4.5-5%"),
    )
    good = (Example("单个项目补助3—5亿元，3万—5万元各2个，预期增长4.5%—5%。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Ranges that fall because a scale is missing, and all percentages with one sign."""
        scaled = near_cues(_SCALED_RANGE, context.clean, _SCALED_CUE, 12, 20)
        fallen = [context.match(m) for m in scaled if _falls(m)]
        for span in fallen:
            message = f"“{context.quote(span)}”后一个数疑漏了万、亿等单位"
            yield fails(message, span, suggestion="请核对，并写全两端的单位")
        bare = [context.match(m) for m in near_cues(_PERCENT_RANGE, context.prose, _PERCENT_CUE, 7, 12)]
        if bare:
            level: Severity = "info"
            message = f"“{context.quote(bare[0])}”前一个数没有百分号（全文 {len(bare)} 处）"
            yield fails(message, *bare, suggestion="百分数的范围两端都写百分号", level=level)
        if not fallen and not bare:
            yield passes()


def _falls(found: re.Match[str]) -> bool:
    return read_arabic(found["low"]) * _SCALES[found["scale"]] > read_arabic(found["high"])


RULES: Final = (MixedNumerals, WrongZero, RangeWithoutUnit)
