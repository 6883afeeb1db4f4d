"""What a report of its kind must contain: STR-01 and STR-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.located import Located, locate, required
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes, unsure
from reportnlp.check.structure_forms import Blanks, blanks, has_table
from reportnlp.datamodel import Severity, Span
from reportnlp.resources.profiles import Content, Law, Part

_SECOND_HAND = "转述"  # who passed a rule on is a witness, not a basis
_STRICT = frozenset({"nation", "province", "city", "county"})
"""Issuers that the rules are written for; what others leave out is at most a warning."""

_DUTY = Law(instrument="法治政府建设与责任落实督察工作规定（厅字〔2019〕28号）", certainty="seen")
_FORM = Law(instrument="政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）", certainty="seen")

_DONE = (
    "一、2023年推进法治政府建设的主要举措和成效\n"
    "县政府把法治建设列入全年重点任务，常务会议会前学法8次，审查规范性文件14件，清理文件63件。"
    "推进综合行政执法改革，组建乡镇执法队9支，持证执法人员达到412人。开展案卷评查两轮，抽查案卷96卷，"
    "公布典型案例12个。办理行政复议案件41件，审结38件，行政机关负责人出庭应诉率达到百分之百。"
    "人民调解组织受理矛盾纠纷1260件，调解成功1231件。举办普法活动58场次，发放资料2万余份。\n"
    "深化政务公开，主动公开信息3200条，答复公开申请26件。办理人大代表建议58件、政协提案43件，全部按期办结。"
    "推行证明事项告知承诺制，取消证明材料16种，一百二十项业务实现一窗受理，群众办事平均少跑两趟，满意率稳步提高。\n"
)
_LED = (
    "二、党政主要负责人履行推进法治建设第一责任人职责情况\n"
    "县委、县政府主要负责人对重要工作亲自部署、重大问题亲自过问，全年听取法治建设汇报4次，"
    "带头讲法治课，组织乡镇和部门主要负责人述法26人次。\n"
)
_LACKING = (
    "三、存在的不足和原因\n"
    "工作中还存在一些不足：一是乡镇法制审核力量薄弱，二是普法形式较为单一。"
    "主要原因是专业人员引进困难，部分单位重视不够。\n"
)
_NEXT = (
    "四、2024年工作安排\n"
    "将继续完善依法决策机制，健全行政执法监督体系，抓好“八五”普法，推动法治政府建设再上新台阶。\n"
)
_SIGNED = "临江县人民政府\n2024年2月20日"


class PartMissing(Rule):
    """缺少应有的部分。

    说明：按文种规范查看报告是否写了规定的各个部分，如法治政府建设年度报告的举措和成效、不足和原因、
    下一年度安排，政府信息公开年报的六个部分。按意思找，不按位置找：各级标题、段首引语、正文语句都算。
    例外：几项合写在一个标题下的，都算写了；年份在规定施行以前的、文字明显不全的，不作判断；
    政府工作报告各部分是通行写法，没有明文规定，缺少时只作提示，前后的部分都在、只缺中间的，也作提示。
    """

    id = "STR-01"
    name = "缺少部分"
    level = "error"
    sources = (_DUTY, _FORM)
    bad = (Example(_DONE + _LED + _NEXT + _SIGNED),)
    good = (
        Example(_DONE + _LED + _LACKING + _NEXT + _SIGNED),
        Example(_DONE + _LED + "三、存在问题及下一步打算\n有的乡镇审核力量薄弱，将加强培训。\n" + _SIGNED),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every part that a report of this kind, year and issuer must have."""
        located = locate(context)
        if located is None:
            return
        missing = [part for part in located.missing(context) if not part.within]
        for part in required(context, located.profile):
            if part.id in located.spans:
                yield passes(located.spans[part.id][0])
        yield from (_part_missing(context, part) for part in missing if located.is_sure(part))
        if unsure_of := [part for part in missing if not located.is_sure(part)]:
            yield _cut_off(unsure_of)


def _part_missing(context: Context, part: Part) -> Judgement:
    return fails(
        f"没有找到“{part.name}”{_asked(part.law)}",
        suggestion="请补写；已经写了的，请给它加上标题，便于查找",
        level=_gravity(context, part),
    )


def _cut_off(missing: list[Part]) -> Judgement:
    names = "、".join(f"“{part.name}”" for part in missing)
    message = f"没有找到{names}，但文字可能不全，不能断定报告缺少这些部分"
    return unsure("scope", message, suggestion="请用完整的报告再查一次", level="info")


def _asked(law: tuple[Law, ...]) -> str:
    """Who asks for it, in words that follow its name."""
    named = [each.instrument for each in law if _SECOND_HAND not in each.instrument]
    if not named or all(each.certainty == "recalled" for each in law):
        return "这一部分，同类报告通常都写"
    return f"这一部分，《{named[0].partition('（')[0]}》要求写明"


def _gravity(context: Context, what: Part | Content) -> Severity:
    grave = what.gravity
    is_strict = context.level in _STRICT or what.severity is not None
    return "warning" if grave == "error" and not is_strict else grave


class ContentMissing(Rule):
    """缺少必须写明的内容。

    说明：有的内容不必单列一个部分，但要写明：法治政府建设年度报告要写党政主要负责人履行推进法治建设
    第一责任人职责的情况，写不足时要写原因；政府信息公开年报要有三张统计表，没有发生的填 0，不留空格。
    例外：写在别的部分里的也算；乡镇（街道）和部门没有写第一责任人职责的不提醒；表格成了图片的不能断定。
    """

    id = "STR-02"
    name = "缺少内容"
    level = "warning"
    sources = (_DUTY, _FORM)
    bad = (
        Example(_DONE + "二、存在的不足\n工作中还存在一些不足，有的乡镇审核力量薄弱。\n" + _NEXT + _SIGNED),
        Example(_DONE + _LACKING + _NEXT + _SIGNED),
    )
    good = (
        Example(_DONE + _LED + _LACKING + _NEXT + _SIGNED),
        Example(_DONE + "县长认真履行推进法治建设第一责任人职责，带头学法。\n" + _LACKING + _NEXT + _SIGNED),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """What must be said somewhere, what must be said in each part, and the statutory tables."""
        located = locate(context)
        if located is None:
            return
        for part in located.profile.roles:
            if part.id in located.spans:
                yield from _contents(context, part, located.spans[part.id])
                if part.table:
                    yield from _table(context, part)
            elif part.within and part in located.missing(context):
                yield _unsaid(context, part, located)
        if tables := tuple(blanks(context)):
            yield _blank(context, tables)


def _unsaid(context: Context, part: Part, located: Located) -> Judgement:
    if not located.is_whole:  # it may be said anywhere
        return _cut_off([part])
    message = f"通篇没有写“{part.name}”"
    suggestion = "请补写；不单列标题也可以，在别的部分里写明即可"
    return fails(message, suggestion=suggestion, level=_gravity(context, part))


def _contents(context: Context, part: Part, spans: tuple[Span, ...]) -> Iterator[Judgement]:
    """What must be said in a part that was found in `spans`."""
    for content in part.contents:
        if not content.applies(context.year, context.level):
            continue
        words = re.compile("|".join(content.words))
        text = "\n".join(context.text[span.start : span.end] for span in spans)
        if words.search("".join(text.split())):
            yield passes(spans[0])
        else:
            message = f"“{part.name}”中没有写{content.name}"
            yield fails(
                message, _head(context, spans[0]), suggestion="请补写", level=_gravity(context, content)
            )


def _head(context: Context, span: Span) -> Span:
    """The first line of a stretch, to show where it is."""
    paragraph = context.paragraph(context.position(span.start))
    whole = context.span(paragraph.start, min(paragraph.end, paragraph.start + 40))
    return Span(max(span.start, whole.start), min(span.end, whole.end))


def _table(context: Context, part: Part) -> Iterator[Judgement]:
    """Whether the part's statutory table is there."""
    match has_table(context, part.table):
        case True:
            yield passes()
        case False:
            message = f"没有找到“{part.name}”的统计表"
            yield unsure("scope", message, suggestion="请确认表格没有遗漏；表格是图片的，可以不管")


def _blank(context: Context, tables: tuple[Blanks, ...]) -> Judgement:
    """All blank cells of all tables in one: who leaves one blank leaves many."""
    spans = tuple(found.table.span for found in tables if found.cells)
    if not spans:
        return passes(*(found.table.span for found in tables))
    message = f"统计表里有 {sum(len(found.cells) for found in tables)} 个空格没有填数，没有发生的应填 0"
    if _TEMPLATE.search(context.report.meta.source + context.text[:_HEAD] + context.text[-_HEAD:]):
        return unsure(
            "scope", f"{message}；像是空白的格式模板", *spans, suggestion="如果不是模板，请逐格填写"
        )
    return fails(message, *spans, suggestion="请逐格核对后填写")


_TEMPLATE = re.compile("模板|模版|样表|范本|文字描述")
_HEAD: Final = 600  # characters at both ends in which a blank form says what it is


RULES: Final = (PartMissing, ContentMissing)
