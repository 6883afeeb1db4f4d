"""What frames a report: the number of parts it announces, its addressee, its signature, its genre."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.located import has_end, own_lines
from reportnlp.check.outline import Heading, headings, runs, value_of
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Layout, Span
from reportnlp.resources.profiles import Law

_STANDARD = Law(instrument="党政机关公文格式（GB/T 9704—2012）", certainty="seen")
_REGULATION = Law(instrument="党政机关公文处理工作条例", certainty="recalled")
_BODY = "县政府坚持依法行政，把法治建设列入全年重点任务，逐月调度推进。\n"
_SIGNED = "临江县人民政府\n2024年2月20日"
_CN = "一二两三四五六七八九十"

_ANNOUNCED = re.compile(
    rf"(?:分|从|就)(?:成|为|作)?(?:以下|下面|下列|如下)?([{_CN}]{{1,2}}|\d{{1,2}})个?(?:大)?(部分|方面)"
    r"(?:作|做|进行|向)?[^。；，\n]{0,12}(?:报告|汇报|总结)"
    rf"|(?:报告|汇报|总结)(?:如下，)?(?:共|主要)?(?:分|包括)(?:为|成)?(?:以下|下列)?([{_CN}]{{1,2}}|\d{{1,2}})个?(?:大)?(部分|方面)"
)
_OPENING: Final = 3000  # characters in which a report announces its parts


class AnnouncedParts(Rule):
    """说好的部分数和标题数不符。

    说明：开头写“分五个方面汇报”，后面的标题却编到“六、”，或者只有“四、”，会标出。
    例外：只要有一组标题、一组“一是、二是”的个数相符，就不标；文字不全的不能断定。
    """

    id = "STR-07"
    name = "部分数不符"
    level = "error"
    sources = (Law(instrument="报告自身前后一致", certainty="seen"),)
    bad = (
        Example(
            f"现分四个方面汇报如下：\n一、健全机制\n{_BODY}二、规范执法\n{_BODY}三、化解矛盾\n{_BODY}{_SIGNED}",
            marked="四个方面",
        ),
    )
    good = (
        Example(
            f"现分三个方面汇报如下：\n一、健全机制\n{_BODY}二、规范执法\n{_BODY}三、化解矛盾\n{_BODY}{_SIGNED}"
        ),
        Example(f"现就三个方面报告如下：一是健全机制；二是规范执法；三是化解矛盾。\n{_SIGNED}"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The number announced in front of the first heading."""
        found = list(headings(context))
        announced = _ANNOUNCED.search(context.prose, 0, min(_OPENING, found[0].at)) if found else None
        if announced is None:
            return
        number = 1 if announced[1] else 3
        count = 2 if announced[number] == "两" else value_of(announced[number])
        tops = _tops(context, found)
        span = context.span(announced.start(number), announced.end(number + 1))
        if count < 2 or count in _counts(context, found):
            yield passes(span)
        elif has_end(context) or len(tops) > count:
            last = tops[-1]
            message = f"开头说分{announced[number]}个{announced[number + 1]}，标题编到“{last.number}”"
            at = context.span(last.at, last.end)
            yield fails(message, span, at, suggestion="请核对个数，或补齐缺少的部分")
        else:
            message = f"开头说分{announced[number]}个{announced[number + 1]}，文字可能不全，没有找齐"
            yield unsure("scope", message, span, level="info")


def _tops(context: Context, found: Sequence[Heading]) -> list[Heading]:
    """The first run of headings, which cuts the report into its parts."""
    return next(runs(context, found))


def _counts(context: Context, found: Sequence[Heading]) -> set[int]:
    """How many headings there are in each run, and how many points in each run of 一是、二是."""
    run_ins = sum(1 for section in context.report.sections if section.run_in and section.level > 4)
    first = [s for s in context.report.sections if s.run_in and s.number[:1] == "一"]
    parts = {len(run) for run in runs(context, found)}
    parts.add(len([s for s in context.tops if s.heading]))
    return parts | ({run_ins // len(first)} if first else set())


_ORGANS = r"(?:[委府局厅办院部]|委员会|常委会|办公室|人大|政协)"
_ADDRESS = re.compile(
    rf"[\u4e00-\u9fff（）]{{1,30}}{_ORGANS}(?:[、，,；\s]{{1,4}}(?:并报)?[\u4e00-\u9fff（）]{{1,30}}{_ORGANS}){{0,8}}[：:]"
)
_HEAD_LINES: Final = 12  # paragraphs among which the addressee stands


class Addressee(Rule):
    """没有主送机关，或写了两次。

    说明：向上级报送的报告，标题之下应当顶格写主送机关，如“市委、市政府：”。Word 文件没有写的会标出；
    写了两行的也会标出。
    例外：网站公开的版本常常略去主送机关，网页、PDF 和纯文本没有写的只作提示；政府工作报告等不是上行文，不查。
    """

    id = "STR-08"
    name = "主送机关"
    level = "warning"
    kinds = frozenset({"fazhi"})
    sources = (_STANDARD, _REGULATION)
    bad = (Example(f"现将有关情况报告如下。\n一、健全机制\n{_BODY}{_SIGNED}", layout=Layout()),)
    good = (
        Example(
            f"云山市委、市政府：\n现将有关情况报告如下。\n一、健全机制\n{_BODY}{_SIGNED}", layout=Layout()
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The lines before the body."""
        lines = own_lines(context)[:_HEAD_LINES]
        found = [line for line in lines if _ADDRESS.fullmatch(context.clean, line.start, line.end)]
        spans = tuple(context.span(line.start, line.end) for line in found)
        if len(found) > 1:
            yield fails("主送机关写了两次", *spans[::-1], suggestion="请合成一行")
        elif found or context.report.meta.addressees:
            yield passes(*spans)
        elif context.report.layout is not None:
            message = "标题之下没有主送机关"
            yield fails(message, suggestion="向上级报送的请补写，如“市委、市政府：”；公开用的版本可以不写")
        elif _signature(context).is_complete:
            yield unsure(
                "scope",
                "没有看到主送机关",
                suggestion="向上级报送的请补写；公开用的版本可以不写",
                level="info",
            )


_DIGIT = r"[\d一二三四五六七八九十]{1,3}"
_YEAR = r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})"
_DATE = rf"{_YEAR}\s?年\s?{_DIGIT}\s?月\s?{_DIGIT}\s?日"
_DATE_LINE = re.compile(rf"(?P<organ>[\u4e00-\u9fff\s（）]{{0,40}}?)[（(]?{_DATE}[）)]?")
_ORGAN_LINE = re.compile(
    r"(?:中共)?[\u4e00-\u9fff（）\s]{2,50}(?:政府|委员会|[省市县区州旗镇乡]委|[局厅部院办会处站]|办公室|办事处|中心|街道|[乡镇])"
)
_AFTER = re.compile(r"[（(]?(?:附件|附[:：]|联系人|联系电话|此件|抄送|信息来源|来源|（此页)")
_FOOT_LINES: Final = 12  # paragraphs among which the signature stands


@dataclass(frozen=True)
class _Signature:
    """The lines of the signature, in `Context.clean`; None for one that is not there."""

    organ: Span | None
    date: Span | None

    @property
    def is_complete(self) -> bool:
        return self.organ is not None and self.date is not None


class SignatureMissing(Rule):
    """没有署名或成文日期。

    说明：报告末尾应当有发文机关署名和成文日期。缺一样的会标出；两样都没有的，Word 文件会标出，别的只作提示。
    例外：日期写在标题之下的也算；文字不全的、网站公开时略去落款的，不能断定；政府工作报告等不署名，不查。
    """

    id = "STR-09"
    name = "署名和日期"
    level = "warning"
    kinds = frozenset({"fazhi"})
    sources = (_STANDARD, _REGULATION)
    bad = (
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}临江县人民政府", marked="临江县人民政府"),
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}", layout=Layout()),
    )
    good = (
        Example(f"一、健全机制\n{_BODY}二、规范执法\n{_BODY}{_SIGNED}"),
        Example(f"2024年2月20日\n一、健全机制\n{_BODY}二、规范执法\n{_BODY}临江县人民政府"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The last lines, and the first ones for a date."""
        signature = _signature(context)
        spans = [context.span(s.start, s.end) for s in (signature.organ, signature.date) if s]
        if signature.is_complete:
            yield passes(*spans)
        elif spans:
            missing, there = ("成文日期", "署名") if signature.organ else ("署名", "成文日期")
            yield fails(f"末尾有{there}，没有{missing}", *spans, suggestion=f"请补写{missing}")
        elif context.report.layout is not None and has_end(context):
            yield fails("末尾没有署名和成文日期", suggestion="请补写发文机关署名和成文日期")
        else:
            message = "没有看到署名和成文日期"
            yield unsure(
                "scope", message, suggestion="正式报送的请补写；公开用的版本可能略去了", level="info"
            )


def _signature(context: Context) -> _Signature:
    lines = own_lines(context)
    organ = date = None
    for line in reversed(lines[-_FOOT_LINES:]):
        if len(line) > 60:
            break
        dated = _DATE_LINE.fullmatch(context.clean, line.start, line.end)
        if dated:
            date = date or line
        if (dated and _ORGAN_LINE.fullmatch(dated["organ"].strip())) or _ORGAN_LINE.fullmatch(
            context.clean, line.start, line.end
        ):
            organ = organ or line
    if date is None:
        heads = (line for line in lines[:_HEAD_LINES] if len(line) <= 60)
        date = next((h for h in heads if _DATE_LINE.fullmatch(context.clean, h.start, h.end)), None)
        if date is not None and organ is None:
            date = None  # the stamp of a web page
    return _Signature(organ, date)


_REQUEST = re.compile(
    r"(?:妥否|当否|可否|是否妥当|是否可行|如无不妥|以上(?:请示|意见|事项|报告)(?:妥否|当否)?)，?"
    r"(?:请|敬请|恳请|望|呈请)(?:予以?|即|领导|审核)?(?:批示|批复|审批|批准|指示|核准)"
    r"|(?<![\u4e00-\u9fff])(?:请|敬请|恳请)(?:予以?)?(?:批示|批复|审批|核准)[。！\s]"
)
# In every match of the one above, and rare.
_ASKED = re.compile("[请望](?:予以?|即|领导|审核)?(?:批示|批复|审批|批准|指示|核准)")


class Genre(Rule):
    """报告里夹带请示。

    说明：报告不得夹带请示事项。文种是报告，结尾却写“妥否，请批示”“请予批复”的，会标出。
    例外：引号里引用别的文件的结尾不算；“请予审议”“请审阅”是报告的结尾，不算；“请批转各地执行”不算。
    """

    id = "STR-11"
    name = "报告夹带请示"
    level = "warning"
    kinds = frozenset({"fazhi", "gwr", "xxgk"})
    sources = (Law(instrument="党政机关公文处理工作条例", article="第十五条", certainty="recalled"),)
    bad = (Example(f"一、健全机制\n{_BODY}妥否，请批示。\n{_SIGNED}", marked="妥否，请批示"),)
    good = (
        Example(f"一、健全机制\n{_BODY}专此报告，请审阅。\n{_SIGNED}"),
        Example(f"一、健全机制\n{_BODY}清理以“妥否，请批示”结尾的报告12件。\n{_SIGNED}"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The report's own words, unless its title says that it asks."""
        if "请示" in context.report.meta.title:
            return
        found = _REQUEST.search(context.plain) if _ASKED.search(context.plain) else None
        if found is None:
            yield passes()
            return
        span = context.span(found.start(), found.start() + len(found[0].rstrip("。！\n ")))
        message = f"文种是报告，文中却写“{context.quote(span)}”，报告不得夹带请示事项"
        yield fails(message, span, suggestion="请删去这句话；确需请示的，另写请示")


RULES: Final = (AnnouncedParts, Addressee, SignatureMissing, Genre)
