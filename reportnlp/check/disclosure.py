"""The relations that the form of 政府信息公开工作年度报告 prescribes: ARI-16, ARI-18."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.disclosure_forms import (
    Form,
    Relation,
    forms_of,
    name_of,
    relations,
    without_consequences,
)
from reportnlp.check.disclosure_text import Told, told_figures
from reportnlp.check.disclosure_years import carried_over
from reportnlp.check.relations import related
from reportnlp.check.rule import Example, Judgement, Rule, unsure
from reportnlp.check.suspects import pointing, suspect
from reportnlp.intervals import Bounds
from reportnlp.resources.profiles import Law

_FORM: Final = Law(
    instrument="中华人民共和国政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）",
    article="附件所附表格的勾稽关系",
    certainty="seen",
)
_MANY: Final = 4  # a form with more wrong relations was rather misread, unless far more of them hold


class StatutoryForm(Rule):
    """信息公开年报表格的勾稽关系不成立。

    说明：逐列核对“本年新收 + 上年结转 = 办理结果总计 + 结转下年度”、各项办理结果之和等于总计，
    逐行核对各类申请人之和等于总计，复议、诉讼各项结果之和等于总计；给了上一年年报的，还核对
    上年“结转下年度”与本年“上年结转”、规范性文件现行有效件数的衔接。
    例外：空着的格不当作 0；一张表大半都对不上的，多半是没有读全，只提示一次。
    """

    id = "ARI-16"
    name = "年报表格勾稽关系"
    level = "error"
    sources = (_FORM,)
    bad = (
        Example(
            "申请办理情况表\n项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
            "一、本年新收政府信息公开申请数量\t18\t3\t0\t0\t1\t0\t22\n"
            "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
            "（一）予以公开\t9\t2\t0\t0\t1\t0\t12\n（七）总计\t17\t3\t0\t0\t1\t0\t21\n"
            "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1",
            kind="xxgk",
        ),
    )
    good = (
        Example(
            "申请办理情况表\n项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
            "一、本年新收政府信息公开申请数量\t18\t3\t0\t0\t1\t0\t22\n"
            "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
            "（一）予以公开\t9\t2\t0\t0\t1\t0\t12\n（七）总计\t18\t3\t0\t0\t1\t0\t22\n"
            "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1",
            kind="xxgk",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The relations of every form, and what the year before handed on."""
        forms = forms_of(context.report)
        for form in forms:
            yield from _form(form)
        yield from carried_over(context, forms)


def _form(form: Form) -> Iterator[Judgement]:
    found = list(relations(form))
    wrong = [r for r in found if not r.holds]
    if len(wrong) > _MANY and 3 * len(wrong) > len(found):
        yield _misread(wrong)
        return
    yield from (_judged(r) for r in found if r.complete and r.holds)
    causes = without_consequences(wrong)
    culprit = suspect(r.cells for r in causes)
    yield from (pointing(_judged(r), culprit) for r in causes)


def _judged(relation: Relation) -> Judgement:
    claimed = Bounds(relation.claim.bounds.core, relation.claim.bounds.core)
    members = [cell.member(name_of(cell)) for cell in relation.cells]
    return related(relation.claim, relation.computed, members, relation.what, claimed=claimed)


def _misread(wrong: Sequence[Relation]) -> Judgement:
    message = f"这张表有 {len(wrong)} 处勾稽关系对不上，表格可能没有读全，或者整行整列填错"
    spans = [r.claim.span for r in wrong]
    return unsure("linking", message, *spans, suggestion="请对照原表逐行逐列核对")


class TextAgainstForm(Rule):
    """正文数字与表格不一致。

    说明：信息公开年报正文写的新收申请、上年结转、办结、结转下年度、复议、诉讼等件数，与后面
    法定表格的“总计”比较。
    例外：正文说的是某个部门、某种渠道、某一时段的件数，或者是历年累计的，不比较；正文同一
    指标写了几个不同的数、其中有一个与表格相同的，也不标出。
    """

    id = "ARI-18"
    name = "正文与表格不一致"
    level = "error"
    sources = (_FORM,)
    bad = (
        Example(
            "2023年全县收到政府信息公开申请32件。\n"
            "申请办理情况表\n项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
            "一、本年新收政府信息公开申请数量\t19\t3\t0\t0\t1\t0\t23\n"
            "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
            "（七）总计\t19\t3\t0\t0\t1\t0\t23\n四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1",
            kind="xxgk",
            marked="32件",
        ),
    )
    good = (
        Example(
            "2023年全县收到政府信息公开申请23件。\n"
            "申请办理情况表\n项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
            "一、本年新收政府信息公开申请数量\t19\t3\t0\t0\t1\t0\t23\n"
            "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
            "（七）总计\t19\t3\t0\t0\t1\t0\t23\n四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1",
            kind="xxgk",
        ),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Every figure of the text that a cell of the form states too."""
        forms = forms_of(context.report)
        if forms:
            yield from (_told(told) for told in told_figures(context, forms))


def _told(told: Told) -> Judgement:
    members = [told.figure.member(), *(cell.member(f"表格：{name_of(cell)}") for cell in told.cells)]
    formula = f"正文的{told.figure.subject} = 表格的{'加'.join(name_of(c) for c in told.cells)}"
    return related(told.figure, told.computed, members, formula, doubt=None if told.sure else "scope")


RULES: Final = (StatutoryForm, TextAgainstForm)
