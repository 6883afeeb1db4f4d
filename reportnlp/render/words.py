"""The Chinese words in which values are shown: names of kinds, statuses, roles; what is known of a report.

Every renderer takes its words from here, so that terminal, workbook and page agree.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import Final

from reportnlp.datamodel import Meta, Report, Section
from reportnlp.render.readings import date_text
from reportnlp.resources.concepts import concept

KINDS: Final = {
    "fazhi": "法治政府建设年度报告",
    "gwr": "政府工作报告",
    "xxgk": "政府信息公开工作年度报告",
    "tjgb": "国民经济和社会发展统计公报",
    "other": "其他文种",
}

STATUSES: Final = {"actual": "实际", "target": "目标", "norm": "标准", "baseline": "基数"}

STATUS_MEANINGS: Final = {
    "actual": "已经做到的、当前的数",
    "target": "计划、承诺达到的数",
    "norm": "长期有效的要求、门槛或统计口径",
    "baseline": "为对比而引用的以往的数",
}

INDICATOR_KINDS: Final = {
    "count": "数量",
    "money": "金额",
    "percent": "比率",
    "growth": "增幅",
    "points": "百分点",
    "change": "增减量",
    "duration": "时长",
    "measure": "计量",
    "ratio": "比例",
    "rank": "位次",
}

ENTITY_LABELS: Final = {
    "ORG": "机构",
    "LOC": "地点",
    "PER": "人名",
    "LAW": "法规文件",
    "MEETING": "会议",
    "PLAN": "规划活动",
    "AWARD": "荣誉",
    "THEORY": "理论",
}

NAMES: Final = "机构、法规等名称"
"""What the entities of a report are called where they are listed or counted."""

LEVELS: Final = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡级",
    "department": "部门",
}

ROLES: Final = {
    "preamble": "开头",
    "achievements": "工作成效",
    "review": "工作回顾",
    "problems": "存在问题",
    "leadership": "第一责任人履职",
    "targets": "总体要求和目标",
    "tasks": "工作任务",
    "self_building": "政府自身建设",
    "plan": "下一步安排",
    "overview": "总体情况",
    "disclosure": "主动公开",
    "requests": "依申请公开",
    "litigation": "复议和诉讼",
    "chapter": "分章",
    "notes": "注释",
    "other": "其他事项",
    "closing": "结尾",
}

COMPARATORS: Final = {
    "eq": "",
    "more": "余",
    "ge": "以上",
    "gt": "超过",
    "le": "以内",
    "lt": "不足",
    "approx": "约",
    "near": "近",
    "range": "区间",
}


def role_text(role: str) -> str:
    """The Chinese name of a role; the role itself where it has none."""
    return ROLES.get(role, role)


def new_role(report: Report, section: Section) -> str:
    """The name of a section's role where it is not simply that of the section around it."""
    inherited = 0 <= section.parent < len(report.sections) and report.sections[section.parent].role
    return "" if section.role == inherited else role_text(section.role)


def figures_inside(report: Report) -> Counter[int]:
    """For each section (by index) the number of figures in it and in the sections below it."""
    inside: Counter[int] = Counter()
    for indicator in report.indicators:
        index, steps = indicator.section, 0
        while 0 <= index < len(report.sections) and steps < len(report.sections):
            inside[index] += 1
            index, steps = report.sections[index].parent, steps + 1
    return inside


def concept_text(concept_id: str) -> str:
    """The Chinese name of an indicator concept; the id itself where there is no such concept."""
    known = concept(concept_id) if concept_id else None
    return known.name if known else concept_id


def source_text(source: str) -> str:
    """Where a report came from; standard input ("-") has a name."""
    return "标准输入" if source == "-" else source


def title_text(meta: Meta) -> str:
    """The title; where the report has none, region, year and kind, marked as ours."""
    if meta.title:
        return meta.title
    if not (meta.region or meta.year):
        return "（无标题）"
    region = meta.region.name if meta.region else ""
    year = f"{meta.year}年" if meta.year else ""
    kind = KINDS[meta.kind] if meta.kind != "other" else "报告"
    return f"{region}{year}{kind}（据内容拟题）"


def meta_lines(meta: Meta) -> list[tuple[str, str]]:
    """Label and value of everything that is known of a report, in reading order."""
    region = meta.region
    level = LEVELS.get(region.level, "") if region else ""
    code = "，".join(part for part in (level, region.code) if part) if region else ""
    lines = [
        ("文种", KINDS[meta.kind]),
        ("地区", f"{region.name}（{code}）" if region and code else region.name if region else ""),
        ("年度", str(meta.year or "")),
        ("发文机关", "、".join(meta.issuers)),
        ("主送", "、".join(meta.addressees)),
        ("日期", date_text(meta.date)),
        ("来源", source_text(PurePath(meta.source).name)),  # no folders: a page may be passed on
    ]
    return [(label, value) for label, value in lines if value]
