"""Linking subjects to concepts: what must link, and above all what must not."""

from __future__ import annotations

import pytest
from cost import little_work

from reportnlp.datamodel import IndicatorKind, Kind, Region
from reportnlp.parse.linking import MAX_SUBJECT, agrees, link, normalise, same_unit
from reportnlp.resources.concepts import concept, concepts

LINKED: list[tuple[Kind, str, str, IndicatorKind, str]] = [
    ("fazhi", "受理行政复议案件", "件", "count", "fy_shouli"),
    ("fazhi", "2023年全县共受理行政复议申请", "件", "count", "fy_shouli"),
    ("fazhi", "行政复议申请受理", "宗", "count", "fy_shouli"),
    ("fazhi", "收到行政复议申请", "件", "count", "fy_shenqing"),
    ("fazhi", "审结行政复议案件", "件", "count", "fy_banjie"),
    ("fazhi", "办理行政诉讼案件", "起", "count", "ys_total"),
    ("fazhi", "审结行政诉讼案件", "件", "count", "ys_shenjie"),
    ("fazhi", "行政机关负责人出庭应诉率", "%", "percent", "ys_chutinglv"),
    ("fazhi", "行政机关负责人出庭应诉率", "个百分点", "points", "ys_chutinglv"),
    ("fazhi", "全区各类矛盾纠纷排查化解", "件", "count", "tj_shouli"),
    ("fazhi", "矛盾纠纷调解成功", "件", "count", "tj_chenggong"),
    ("fazhi", "“法律明白人”", "名", "count", "pf_mingbairen"),
    ("fazhi", "办理市、县人大代表建议", "件", "count", "jd_jianyi"),
    ("fazhi", "办理人大代表建议和政协提案", "件", "count", "jd_heji"),
    ("fazhi", "收到政府信息公开申请", "件", "count", "gk_xinshou"),
    ("gwr", "地区生产总值", "元", "money", "gdp"),
    ("gwr", "预计全县生产总值（GDP）", "元", "money", "gdp"),
    ("gwr", "地区生产总值", "%", "growth", "gdp"),
    ("gwr", "地区生产总值增速", "%", "growth", "gdp"),
    ("gwr", "城镇居民人均可支配收入", "%", "growth", "inc_u"),
    ("gwr", "农村居民人均可支配收入", "元", "money", "inc_r"),
    ("gwr", "居民人均可支配收入", "元", "change", "inc"),
    ("gwr", "居民消费价格涨幅", "%", "percent", "cpi"),
    ("gwr", "pm2.5平均浓度", "μg/m3", "measure", "pm25"),
    ("gwr", "税收占一般公共预算收入的比重", "%", "percent", "tax_ratio"),
    ("gwr", "净增规上工业企业", "户", "count", "ind_firms_new"),
    ("gwr", "粮食总产", "斤", "measure", "grain"),
    ("tjgb", "其中小麦 产量", "吨", "measure", "wheat"),
    ("tjgb", "年末参加工伤保险人数", "人", "count", "injury_ins"),
    ("tjgb", "出生率", "‰", "percent", "birth_rate"),
    ("xxgk", "主动公开各类政府信息", "条", "count", "gk_zhudong"),
    ("other", "三次产业结构", "", "ratio", "struct"),
]

APART: list[tuple[Kind, str, str, IndicatorKind]] = [
    ("fazhi", "不予受理行政复议申请", "件", "count"),  # the opposite
    ("fazhi", "政府信息公开行政复议案件受理率", "%", "percent"),
    ("fazhi", "受理行政复议案件", "%", "percent"),  # a share of them
    ("fazhi", "满意率", "%", "percent"),  # of what?
    ("fazhi", "办结率", "%", "percent"),
    ("fazhi", "正职行政机关负责人出庭", "件", "count"),
    ("gwr", "开发区税收收入", "元", "money"),  # a part of the county
    ("gwr", "地区生产总值增速全市排名", "", "rank"),
    ("gwr", "地区生产总值增速", "元", "money"),
    ("gwr", "新开工重点项目", "个", "count"),
    ("gwr", "省市重点项目", "个", "count"),
    ("gwr", "高新技术企业", "元", "money"),  # the wrong dimension
    ("gwr", "城乡居民人均可支配收入分别", "元", "money"),  # two figures in one subject
    ("tjgb", "工业生产者出厂价格", "元", "money"),
    ("tjgb", "其他商品零售", "元", "money"),
    ("xxgk", "", "件", "count"),
]


@pytest.mark.parametrize(("report", "subject", "unit", "kind", "expected"), LINKED)
def test_links(report: Kind, subject: str, unit: str, kind: IndicatorKind, expected: str) -> None:
    assert link(subject, unit, kind, report) == expected


@pytest.mark.parametrize(("report", "subject", "unit", "kind"), APART)
def test_does_not_link(report: Kind, subject: str, unit: str, kind: IndicatorKind) -> None:
    assert link(subject, unit, kind, report) == ""


def test_every_alias_links_to_its_concept() -> None:
    for report in ("fazhi", "gwr", "tjgb", "xxgk", "other"):
        for c in concepts(report):
            for wording in c.wordings():
                assert link("".join(wording), c.units[0], c.kind, report) in (c.id, ""), (report, wording)
                if len(wording) == 1:
                    assert link(wording[0], c.units[0], c.kind, report) == c.id, (report, wording)


@pytest.mark.parametrize(
    ("subject", "place", "expected"),
    [
        ("全县地区生产总值", "青岚县", "gdp"),
        ("全市地区生产总值", "青岚县", ""),
        ("全国居民人均可支配收入", "云溪市", ""),
        ("全国居民人均可支配收入", "", "inc"),
        ("我市一般公共预算收入", "云溪市", "gpbr"),
        ("云溪市一般公共预算收入", "云溪市", "gpbr"),
        ("2023年云溪一般公共预算收入", "云溪市", ""),
        ("云溪一般公共预算收入", "云溪市", "gpbr"),
        ("邻江县一般公共预算收入", "青岚县", ""),
        ("全域粮食总产量", "石桥街道", "grain"),
    ],
)
def test_only_figures_of_the_own_region_link(subject: str, place: str, expected: str) -> None:
    region = Region(place) if place else None
    assert link(subject, "", "measure" if "粮食" in subject else "money", "gwr", region) == expected


@pytest.mark.parametrize(
    ("concept_id", "unit", "kind", "expected"),
    [
        ("gdp", "元", "money", True),
        ("gdp", "%", "growth", True),
        ("gdp", "%", "percent", False),
        ("gdp", "元", "change", True),
        ("gdp", "", "money", True),
        ("urban", "%", "percent", True),
        ("urban", "个百分点", "points", True),
        ("urban", "元", "money", False),
        ("cpi", "%", "percent", True),
        ("aqi_days", "天", "duration", True),
        ("fdi", "美元", "money", True),
        ("gpbr", "美元", "money", False),
        ("struct", "", "count", False),
    ],
)
def test_units_and_kinds_must_agree(concept_id: str, unit: str, kind: IndicatorKind, expected: bool) -> None:
    known = concept(concept_id)
    assert known is not None
    assert agrees(known, unit, kind) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("件", "宗", True),
        ("名", "人", True),
        ("吨", "斤", True),
        ("亩", "公顷", True),
        ("件", "人", False),
        ("元", "美元", False),
    ],
)
def test_same_unit(one: str, other: str, expected: bool) -> None:
    assert same_unit(one, other) is expected


def test_normalise() -> None:
    assert normalise(" “专精特新” 企业（含小巨人）") == "专精特新企业"
    assert normalise("pm2.5 (细颗粒物)") == "PM2.5"


def test_hostile_subjects_cost_little() -> None:
    link("预热", "件", "count", "other")
    with little_work():
        for unit in ("全", "（", "人", "增", "共有", "总数量", "其中和", "达到为", "同比增长"):
            link(unit * 100_000, "件", "count", "other")
            link((unit * MAX_SUBJECT)[: MAX_SUBJECT - 6] + "受理复议案件", "件", "growth", "other")


def test_a_link_is_cheap() -> None:
    subjects = [f"全市{i}受理各类行政复议案件" for i in range(2000)]
    link(subjects[0], "件", "count", "fazhi")
    with little_work():
        for subject in subjects:
            link(subject, "件", "count", "fazhi")
