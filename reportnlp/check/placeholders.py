"""What was left to be filled in: PLC-01 placeholders, PLC-02 figures without a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import at_cues, at_each

_COMPLETE = Law(instrument="党政机关公文处理工作条例", article="第二十条", certainty="recalled")
_CJK = "\u4e00-\u9fff"
_UNITS = (
    r"(?:[%％‰]|个?百分点|[万亿](?:元|人次?|亩|吨|户|件|平方米|千瓦时)?|元|[个件项名人户家份次场期批所座条处台套辆起宗亩吨倍天]|人次|场次"
    r"|平方公里|平方米|立方米|公里|公顷|个工作日|小时)"
)

# X, × and their like stand for digits before a unit or 年月日, and for names in front of organs.
_BLANK = r"(?<![A-Za-z0-9./_-])(?:[XxＸ]{2,20}|×{2,20}|[*＊]{2,20}|□{2,20}|△{2,20})(?![A-Za-z0-9./_-])"
_ALONE = r"(?<![A-Za-z0-9×XxＸ./_+—-])"
# Each with what it begins with, by which it is looked for.
_PATTERNS: Final = tuple(
    (re.compile(pattern), re.compile(cue))
    for pattern, cue in (
        (rf"{_BLANK}(?={_UNITS}|[年月日])", "[XxＸ×*＊□△]"),
        (rf"{_ALONE}[X×Ｘ](?={_UNITS})", "[X×Ｘ]"),
        # X.X%, XX.XX亿元
        (rf"{_ALONE}[XxＸ×]{{1,4}}[.．][XxＸ×]{{1,2}}(?={_UNITS})", "[XxＸ×]"),
        (
            rf"{_BLANK}(?=(?:省|市|县|区|镇|乡|街道|局)(?:人民政府|党委|委员会|20\d\d年|司法局))",
            "[XxＸ×*＊□△]",
        ),
        (
            r"[〔\[【（(](?:待[补定填核]|待(?:确认|完善|更新)|数据待|请填写|请补充|文字描述|此处|补充|填写)"
            r"[^〕\]】）)\n]{0,30}[〕\]】）)]",
            r"[〔\[【（(][待请文此补填数]",
        ),
        (r"此处(?:填写|插入|补充|省略|填入)", "此处"),
        (
            r"(?:数据|数字|内容|名称|时间)待(?:补充?|填写?|定|核实?|更新)(?![齐短])",
            "(?:数据|数字|内容|名称|时间)待",
        ),
        (r"(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])", "TODO|TBD|FIXME"),
        (
            r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^{}\n]{1,60}%\}|<%[^<>\n]{1,60}%>|«[^«»\n]{1,40}»",
            r"\{(?=[{%])|\$(?=\{)|<(?=%)|«",
        ),
        (rf"(?<=[{_CJK}\d：，])_{{2,60}}|(?<![_\n])_{{3,60}}(?=[{_CJK}%])", "__"),
        (
            r"【[ \u3000]{0,8}】|〔[ \u3000]{0,8}〕|《[ \u3000]{0,8}》|“[ \u3000]{0,8}”|（[ \u3000]{0,8}）",
            "[【〔《“（][ \u3000】〕》”）]",
        ),
        (rf"？{{2,10}}(?![”」])|\?{{2,10}}(?={_UNITS})", r"？(?=？)|\?(?=\?)"),
    )
)
_MANY = 10  # from so many on they are told at once
_FORM = re.compile("模板|模版|样表|范本|参考样式")
_TEMPLATE, _DENSITY = 30, 300  # so many, and one in so many characters, and it is a blank form


class Placeholder(Rule):
    """待填的内容没有填。

    说明：“XX%”“〔待补〕”“{{gdp}}”“此处填写”“____”和空的书名号、括号，是起草时留的位置，发出前应当填好。
    例外：“李××”“××路”等隐去姓名、地点的写法不查；整篇是空白模板的只提示一次。
    """

    id = "PLC-01"
    name = "待填内容"
    level = "error"
    sources = (
        PLAIN_READING,
        _COMPLETE,
    )
    bad = (
        Example("全年办结86件，同比增长XX%。", marked="XX"),
        Example("全年完成投资X.X亿元。", marked="X.X"),
        Example("群众满意率达〔待补〕。", marked="〔待补〕"),
        Example("地区生产总值{{gdp}}亿元。", marked="{{gdp}}"),
        Example("全年完成投资____亿元。", marked="____"),
    )
    good = (
        Example("李××与××路某公司纠纷调解成功，补齐民生短板，仍待补齐。"),
        Example("研发投入（R&D）增长3.2%，XX大道建成，尺寸为 20×30 米。"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Each of them, all at once where there are many, one doubt where the whole is a form."""
        places = _apart(_found(context.clean))
        yield from _told([context.span(*place) for place in places], context)


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches in order, without those that overlap one before."""
    done = -1
    for start, end in sorted(places, key=lambda p: (p[0], -p[1])):
        if start >= done:
            done = end
            yield start, end


def _found(text: str) -> Iterator[tuple[int, int]]:
    for pattern, cue in _PATTERNS:
        yield from (m.span() for m in at_cues(pattern, text, cue))


def _is_form(spans: Sequence[Span], context: Context) -> bool:
    """Whether the whole is a blank form: it says so, or there is a gap everywhere."""
    many = len(spans) >= _TEMPLATE and len(context.clean) < _DENSITY * len(spans)
    return many or _FORM.search(context.clean, 0, 100) is not None


def _told(spans: Sequence[Span], context: Context) -> Iterator[Judgement]:
    if not spans:
        yield passes()
    elif _is_form(spans, context):
        message = f"全文有 {len(spans)} 处待填，像是空白模板"
        yield unsure("scope", message, *spans, suggestion="如果不是模板，请逐处填写")
    elif len(spans) > _MANY:
        message = f"有 {len(spans)} 处待填的内容，如“{context.quote(spans[0])}”"
        yield fails(message, *spans, suggestion="请逐处填写或删去")
    else:
        for span in spans:
            yield fails(f"“{context.quote(span)}”是待填的内容", span, suggestion="请填写或删去")


_VERBS = (
    "完成|实现|增长|下降|增加|减少|提高|提升|上升|回落|降低|达到|达|占|为|共|共计|累计|新增|建成|开展|举办|召开|受理|办结|办理|审结"
    "|调解|培训|发放|投入|投资|改造|建设|安排|检查|查处|立案|配备|引进|收到|制定|修订|清理|审查|约|近|超过"
)
_GAP = r"[ \u3000\u2002\u2003\xa0]"
_END = r"(?=[，。；、,;）)]|以上|以下|左右|[ \u3000]{0,4}(?:\n|\Z))"
_NUMERAL = "一二两三四五六七八九十百千万亿零半几多数余"
_LETTER = r"[^\W\da-zA-Z_{}]"  # a Chinese character other than those named

_MAKING = "完成|打造|建设|培育|建成|新增|实施|开展|引进|办理|推出|举办|不少于|不低于"
_PIECES = rf"{_GAP}{{2,8}}(?:项(?!目)|件|个(?!人|体|别|性)|户(?!籍|外)|家(?!庭|园|长)|场(?!所|地|景))"
_MEASURED = rf"{_GAP}(?:[万亿]元|公里|公顷|平方公里|平方米|人次|亩|吨){_END}"
_VERB = rf"(?:{_VERBS})(?:了|约|近|超过?)?"
_WORD = rf"[{_CJK}]{{0,3}}{_LETTER.format(_NUMERAL)}"

# A unit as it stands where a number may lack, and the words before it that say that one does:
# first what begins with a gap, then what need not.
_SPACED: Final = tuple(
    (re.compile(unit), re.compile(rf"(?:{before})\Z"))
    for unit, before in (
        (rf"{_GAP}{{1,8}}(?:余|多)?{_UNITS}{_END}|{_PIECES}", _VERB),
        (rf"{_GAP}{{2,8}}(?:余|多)?{_UNITS}{_END}|{_MEASURED}", _WORD),
        (_PIECES, rf"{_WORD}|[，；、”]"),
    )
)
_LACKING: Final = tuple(
    (re.compile(unit), re.compile(rf"(?:{before})\Z"))
    for unit, before in (
        (rf"[%％‰]{_END}", rf"(?:{_WORD}|[，、]){_GAP}{{0,8}}"),
        (r"个百分点|百分点", rf"(?:{_VERB}|同比){_GAP}{{0,8}}"),
        (r"[%％](?=[和与及、至] ?\d)", rf"(?:{_VERB}){_GAP}{{0,8}}"),
        (r"[亿万]美?元(?=、\d)", "分别(?:达到|达|完成|实现|为)"),
        (r"[亿万]美?元(?=[，。；])", "达到|完成|实现|增加值|总产值|收入|支出|总额"),
        (
            r"[亿万]美?元(?=[，、](?:同比|比上年|较上年)?(?:增长|下降|增加|减少|提高))",
            rf"[{_CJK}]{{1,3}}{_LETTER.format(_NUMERAL + '超过破上')}",
        ),
        (rf"个{_END}", rf"[{_CJK}]{{1,3}}{_LETTER.format(_NUMERAL + '每这各整哪某那单逐首')}"),
        (r"[个项](?![人体别性案目])", _MAKING),
    )
)


# A gap behind a word or a mark.
_GAP_CUE = re.compile(rf"{_GAP}(?<=[{_CJK}，；、”].)")


def _units(text: str) -> Iterator[tuple[re.Match[str], re.Pattern[str]]]:
    """The units that may lack their number, each with the words that must stand before it."""
    gaps = [m.start() for m in _GAP_CUE.finditer(text)]
    for unit, words in _SPACED:
        yield from ((found, words) for found in at_each(unit, text, gaps))
    for unit, words in _LACKING:
        yield from ((found, words) for found in unit.finditer(text))


def _empty(text: str) -> Iterator[tuple[int, int]]:
    """Where a unit has no number in front, from the words before it on."""
    seen: set[int] = set()
    for found, words in _units(text):
        before = words.search(text, max(0, found.start() - 16), found.start())
        if before and found.end() not in seen:
            seen.add(found.end())
            yield before.start(), found.end()


_ABOUT = re.compile("左右|以上|以下|以内")


def _is_said(context: Context, span: Span) -> bool:
    """Whether a cell says a quantity and is no head of a column: 增长%左右."""
    return _ABOUT.match(context.text, span.end) is not None


class EmptyQuantity(Rule):
    """有单位没有数。

    说明：“完成  项”“增长%”“达到亿元”缺了数字，多是起草时留空或转换格式时丢失。
    例外：表头、空白模板和“超亿元”“亿元以上”这样本来不写数字的，不查。
    """

    id = "PLC-02"
    name = "缺数字"
    level = "error"
    sources = (
        PLAIN_READING,
        _COMPLETE,
    )
    bad = (
        Example("全年完成  项改革任务。", marked="完成  项"),
        Example("一般公共预算收入增长 %。", marked="增长 %"),
        Example("全年完成投资达到亿元。", marked="达到亿元"),
    )
    good = (Example("培育产值超亿元企业3家，引进投资亿元以上项目5个，增长3%，提高一个百分点。"),)

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every unit that lacks its number, outside tables."""
        found = (context.span(*place) for place in sorted(_empty(context.prose)))
        places = [s for s in found if not context.in_table(s.start) or _is_said(context, s)]
        for span in places:
            yield fails(f"“{context.quote(span)}”缺数字", span, suggestion="请补上数字")
        if not places:
            yield passes()


RULES: Final = (Placeholder, EmptyQuantity)
