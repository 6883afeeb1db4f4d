"""The Chinese words in which values are shown: names of kinds, roles, units of time, figures.

Every renderer takes its words from here, so that terminal, workbook and page agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

from reportnlp.datamodel import Indicator, Meta, Period, Quantity, Report, Section
from reportnlp.serialise import number_text, printed_number

KINDS: Final = {
    "fazhi": "法治政府建设年度报告",
    "gwr": "政府工作报告",
    "xxgk": "政府信息公开工作年度报告",
    "tjgb": "国民经济和社会发展统计公报",
    "other": "其他文种",
}

STATUSES: Final = {"actual": "实际", "target": "目标", "norm": "规定", "baseline": "基数"}

STATUS_MEANINGS: Final = {
    "actual": "已经做到的、当前的数",
    "target": "计划、承诺达到的数",
    "norm": "长期有效的规定、标准",
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

_BEFORE: Final = {"gt": "超", "lt": "不足", "approx": "约", "near": "近"}
_BEHIND: Final = {"ge": "以上", "le": "以内"}

_SCALES: Final = {
    1: "",
    10: "十",
    100: "百",
    1000: "千",
    10**4: "万",
    10**6: "百万",
    10**7: "千万",
    10**8: "亿",
    10**12: "万亿",
}

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_QUARTERS: Final = {33: "一季度", 34: "二季度", 35: "三季度", 36: "四季度"}  # EDTF level 2


def figure_text(indicator: Indicator) -> str:
    """A figure as one reads it aloud: "12万余份", "超3.2亿元", "98%以上", "+8.5%", "第3位"."""
    quantity = indicator.quantity
    body = _with_scale(indicator)
    if indicator.kind == "rank" and not quantity.parts:
        return f"第{body}{quantity.unit or '位'}"
    if indicator.kind == "ratio" and "分之" in indicator.text:
        return _BEFORE.get(quantity.comparator, "") + indicator.text  # 0.3333 is not what was meant
    more = "余" if quantity.comparator == "more" else ""
    before, behind = _BEFORE.get(quantity.comparator, ""), _BEHIND.get(quantity.comparator, "")
    return f"{before}{_sign(indicator)}{body}{more}{quantity.unit}{behind}"


def _with_scale(indicator: Indicator) -> str:
    quantity = indicator.quantity
    if quantity.scale in _SCALES or quantity.parts:
        return printed_number(indicator) + _SCALES.get(quantity.scale, "")
    return _multiplied(quantity)


def _multiplied(quantity: Quantity) -> str:
    """For a scale that has no word of its own: the number multiplied out."""
    bounds = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    return "—".join(number_text(Decimal(v).normalize() + 0) for v in bounds)


def _sign(indicator: Indicator) -> str:
    signed = indicator.kind in ("growth", "points", "change")
    return "+" if signed and indicator.quantity.number > 0 else ""


def period_text(period: Period) -> str:
    """An EDTF period in Chinese: "2021年", "2021—2025年", "2021年1—6月", "2021年6月起"."""
    start, slash, end = period.edtf.partition("/")
    if not slash:
        return _date_text(start)
    if end in ("..", ""):
        return f"{_date_text(start)}起"
    if start in ("..", ""):
        return f"至{_date_text(end)}"
    return _interval_text(start, end)


def _interval_text(start: str, end: str) -> str:
    a, b = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if a and b and not a[2] and not b[2]:
        return f"{a[1]}—{b[1]}年"
    if a and b and a[1] == b[1] and a[2] and b[2] and not a[3] and not b[3]:
        return f"{a[1]}年{int(a[2])}—{int(b[2])}月"
    return f"{_date_text(start)}—{_date_text(end)}"


def _date_text(date: str) -> str:
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    if month and int(month) in _QUARTERS and not day:
        return f"{year}年{_QUARTERS[int(month)]}"
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def row_in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A figure row (`serialise.figure_rows`) with its codes as Chinese words, for people to read."""
    return {
        **row,
        "comparator": COMPARATORS[row["comparator"]],
        "kind": INDICATOR_KINDS[row["kind"]],
        "status": STATUSES[row["status"]],
        "role": role_text(row["role"]),
        "report_kind": KINDS[row["report_kind"]],
        "source": source_text(row["source"]),
    }


def role_text(role: str) -> str:
    """The Chinese name of a role; the role itself where it has none."""
    return ROLES.get(role, role)


def new_role(report: Report, section: Section) -> str:
    """The name of a section's role where it is not simply that of the section around it."""
    inherited = 0 <= section.parent < len(report.sections) and report.sections[section.parent].role
    return "" if section.role == inherited else role_text(section.role)


def source_text(source: str) -> str:
    """Where a report came from; standard input ("-") has a name."""
    return "标准输入" if source == "-" else source


def title_text(meta: Meta) -> str:
    """The title, or what stands for it: region, year and kind."""
    if meta.title:
        return meta.title
    region = meta.region.name if meta.region else ""
    year = f"{meta.year}年" if meta.year else ""
    return f"{region}{year}{KINDS[meta.kind]}" if region or year else "（无标题）"


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
        ("日期", _date_text(meta.date)),
        ("来源", source_text(PurePath(meta.source).name)),  # no folders: a page may be passed on
    ]
    return [(label, value) for label, value in lines if value]
