"""Meta data: what a report says of itself, in the body first and in the file name last."""

from __future__ import annotations

import pytest
from cost import little_work

from reportnlp.datamodel import Meta
from reportnlp.parse.meta import find_meta
from reportnlp.parse.meta_place import parse_place
from reportnlp.parse.meta_time import commonest_year, first_date, number_of, years

LAW = (
    "\n一、主要做法\n坚持依法行政，办理行政复议案件12件，法治宣传进乡村。\n"
    "法治政府建设有序推进，主要负责人履行第一责任人职责。\n二、存在问题\n执法人员的法治素养有待提高。\n"
)
OPEN = (
    "\n本年度报告根据《中华人民共和国政府信息公开条例》编制，数据期限自2023年1月1日起至2023年12月31日止。\n"
    "一、总体情况\n全年主动公开政府信息120条。\n"
)
MOTION = "\n各位代表：\n现在，我代表{organ}，向大会报告工作，请予审议。\n"


def place(meta: Meta) -> tuple[str, str, str]:
    return (meta.region.name, meta.region.code, meta.region.level) if meta.region else ("", "", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("青岚县2023年法治政府建设年度报告" + LAW, "fazhi"),
        ("云溪市2012年依法行政工作报告\n", "fazhi"),
        ("云溪市教育局2023年政府信息公开工作年度报告" + OPEN, "xxgk"),
        ("2023年云溪市国民经济和社会发展统计公报\n", "tjgb"),
        ("青岚县人民政府工作报告\n", "gwr"),
        ("大泽新区管委会2015年工作报告\n", "gwr"),
        ("现将有关情况报告如下：" + LAW * 2, "fazhi"),
        ("情况如下：" + OPEN, "xxgk"),
        (MOTION.format(organ="市人民政府"), "gwr"),
        ("同志们：\n我代表新区党工委、管委会向大会报告工作。\n", "gwr"),
        ("一、2018年工作回顾\n一年来，全县上下团结一心。\n", "gwr"),
        ("云溪市统计局\n2024年3月\n" + "粮食产量比上年增长2%。" * 12, "tjgb"),
        ("青岚县人民法院工作报告" + MOTION.format(organ="青岚县人民法院"), "other"),
        (MOTION.format(organ="青岚县人民代表大会常务委员会"), "other"),
        ("关于青岚县2023年预算执行情况的报告\n各位代表：\n", "other"),
        ("关于印发2023年法治政府建设工作要点的通知\n", "other"),
        ("代表们在青岚县人民代表大会会议上讨论了县长所作的政府工作报告。", "other"),
        ("今天天气很好。", "other"),
        ("", "other"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert find_meta(text).kind == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青岚县2023年法治政府建设年度报告\n一、做法", "青岚县2023年法治政府建设年度报告"),
        (
            "青岚县人民政府\n关于2023年度法治政府建设情况的报告\n",
            "青岚县人民政府关于2023年度法治政府建设情况的报告",
        ),
        ("云溪市水务局\n2023年政府信息公开工作年度报告\n", "云溪市水务局2023年政府信息公开工作年度报告"),
        ("2023年度云溪市水务局政府信息公开工作\n年度报告\n", "2023年度云溪市水务局政府信息公开工作年度报告"),
        ("2023年云溪市国民经济和社会发展统计公报①\n", "2023年云溪市国民经济和社会发展统计公报"),
        ("首页>政务公开>法治政府建设年度报告\n青岚县法治政府建设报告\n", "青岚县法治政府建设报告"),
        ("政府工作报告——2020年1月9日在青岚县人大会议上\n", "政府工作报告"),
        ("标 题：青岚县2023年法治政府建设报告\n文号：\n一、", "青岚县2023年法治政府建设报告"),
        ("# 2023年云溪市统计公报\n", "2023年云溪市统计公报"),
        ("现将情况报告如下。\n一、做法", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert find_meta(text).title == title


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("青岚县2023年法治政府建设年度报告" + LAW, ("青岚县", "", "county")),
        ("濮阳县2023年法治政府建设年度报告" + LAW, ("濮阳县", "410928", "county")),
        ("湖南省祁阳县2019年法治政府建设情况报告" + LAW, ("祁阳县", "431121", "county")),
        ("青岚县司法局2023年法治政府建设情况报告" + LAW, ("青岚县司法局", "", "department")),
        ("河北省财政厅2023年法治政府建设情况报告" + LAW, ("河北省财政厅", "", "department")),
        ("水利部2023年法治政府建设年度报告" + LAW, ("水利部", "", "department")),
        ("云溪市临江区望江街道办事处2023年法治政府建设报告" + LAW, ("望江街道", "", "township")),
        ("青岚县白石镇人民政府2023年法治政府建设报告" + LAW, ("白石镇", "", "township")),
        ("云溪高新区管委会2023年法治政府建设报告" + LAW, ("云溪高新区", "", "county")),
        ("上海市浦东新区2023年法治政府建设报告" + LAW, ("浦东新区", "310115", "county")),
        ("2025年广西政府工作报告\n", ("广西壮族自治区", "450000", "province")),
        ("2023年黔东南州国民经济和社会发展统计公报\n", ("黔东南苗族侗族自治州", "522600", "city")),
        ("2023年统计公报\n国家统计局濮阳调查队\n濮阳市统计局\n", ("濮阳市", "410900", "city")),
        ("中华人民共和国2023年国民经济和社会发展统计公报\n", ("全国", "", "nation")),
        (MOTION.format(organ="国务院"), ("全国", "", "nation")),
        (MOTION.format(organ="深圳市龙华区人民政府"), ("龙华区", "440309", "county")),
        ("在青岚县第十八届人民代表大会上" + MOTION.format(organ="县人民政府"), ("青岚县", "", "county")),
        ("会议上青岚县人民政府县长李明" + MOTION.format(organ="县人民政府"), ("青岚县", "", "county")),
        (LAW + "深圳市龙华区人民政府\n2019年12月18日", ("龙华区", "440309", "county")),
        (LAW + "青岚县人民政府办公室\n2019年12月18日", ("青岚县", "", "county")),
        ("年度报告\n本报告由青岚县人民政府办公室根据有关要求编制。" + OPEN, ("青岚县", "", "county")),
    ],
)  # fmt: skip
def test_region(text: str, region: tuple[str, str, str]) -> None:
    assert place(find_meta(text)) == region


def test_namesakes_are_told_apart_by_the_places_mentioned() -> None:
    title = "鼓楼区2023年法治政府建设年度报告"
    assert place(find_meta(title + "\n落实江苏省和南京市的部署，对标南京标准。" + LAW)) == (
        "鼓楼区",
        "320106",
        "county",
    )
    assert place(find_meta(title + LAW)) == ("鼓楼区", "", "county")


def test_a_report_that_names_no_organ_is_of_the_place_it_speaks_of() -> None:
    text = (
        MOTION.format(organ="市人民政府")
        + "鹤壁发展势头良好。打造开放鹤壁，建设数字鹤壁，让鹤壁更美。全市合作共赢。"
    )
    assert place(find_meta(text)) == ("鹤壁市", "410600", "city")
    zone = MOTION.format(organ="新区管委会") + "大泽新区起步。大泽新区提速。大泽新区成势。"
    assert place(find_meta(zone))[0] == "大泽新区"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青岚县2023年度法治政府建设情况报告" + LAW, 2023),
        ("青岚县2022年法治工作情况暨2023年工作要点的报告" + LAW, 2022),
        ("二〇二三年云溪市国民经济和社会发展统计公报\n", 2023),
        (LAW + "青岚县人民政府\n2022年3月20日", 2021),
        (LAW + "青岚县人民政府\n2019年12月18日", 2019),
        ("政府信息公开工作年度报告" + OPEN, 2023),
        ("政府工作报告\n2024年1月8日在青岚县会议上" + MOTION.format(organ="县政府"), 2024),
        ("2020年青岚县政府工作报告" + MOTION.format(organ="县政府"), 2020),
        (MOTION.format(organ="县政府") + "一、2022年工作回顾\n二、2023年工作安排\n", 2023),
        (MOTION.format(organ="县政府") + "一、“十三五”成就和2020年主要工作\n二、2021年工作安排\n", 2021),
        (
            MOTION.format(organ="县政府")
            + "一、去年工作回顾\n2005年，发展良好。\n到2010年主要发展目标是：\n",
            2006,
        ),
        (
            MOTION.format(organ="县政府")
            + "一、五年回顾\n产值由2011年的1亿元增加到2016年的3亿元，是2011年的3倍。",
            2017,
        ),
        ("现在，我代表国务院，向第六届全国人民代表大会第二次会议作政府工作报告。", 1984),
        ("现在，我代表国务院，向第四届全国人民代表大会作政府工作报告。", 1975),
        ("我代表国务院报告工作。第八届全国人民代表大会第一次会议以来的五年，成绩巨大。", 1998),
    ],
)
def test_year(text: str, year: int) -> None:
    assert find_meta(text).year == year


def test_printed_date_of_the_meeting_outweighs_a_wrong_form_field() -> None:
    text = "发文时间：2006-02-15\n政府工作报告\n（2007年1月30日）" + MOTION.format(organ="青岚县人民政府")
    meta = find_meta(text)
    assert (meta.year, meta.date) == (2007, "2007-01-30")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (LAW + "青岚县人民政府\n2022年3月20日\n（此件公开发布）", "2022-03-20"),
        (LAW + "青岚县人民政府 2022年3月20日", "2022-03-20"),
        (LAW + "青岚县人民政府\n二〇二三年一月五日", "2023-01-05"),
        ("云溪市统计公报\n云溪市统计局\n2024年3月\n", "2024-03"),
        ("政府工作报告\n——2024年1月8日在青岚县第十八届人民代表大会上\n", "2024-01-08"),
        ("成文日期：2024年1月15日\n发布日期：2024-01-30\n青岚县法治政府建设报告" + LAW, "2024-01-15"),
        ("青岚县法治政府建设报告\n发布时间：2023-03-31 10:09" + LAW, "2023-03-31"),
        ("青岚县法治政府建设报告\n2023年2月31日" + LAW, ""),
        ("青岚县法治政府建设报告\n统计自2023年1月1日开始" + LAW, ""),
    ],
)
def test_date(text: str, date: str) -> None:
    assert find_meta(text).date == date


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (LAW + "中共青岚县委\n青岚县人民政府\n2024年2月8日", ("中共青岚县委", "青岚县人民政府")),
        (LAW + "中共青岚县委 青岚县人民政府\n2024年2月8日", ("中共青岚县委", "青岚县人民政府")),
        (LAW + "青岚县司法局", ("青岚县司法局",)),
        (
            "统计公报\n云溪市统计局 国家统计局云溪调查队\n2024年3月\n",
            ("云溪市统计局", "国家统计局云溪调查队"),
        ),
        ("发布机构：青岚县人民政府\n青岚县法治政府建设报告" + LAW, ("青岚县人民政府",)),
        ("青岚县司法局2023年法治政府建设报告" + LAW, ("青岚县司法局",)),
        ("青岚县政府工作报告" + MOTION.format(organ="县人民政府"), ("青岚县人民政府",)),
        (MOTION.format(organ="国务院"), ("国务院",)),
        ("青岚县2023年法治政府建设报告" + LAW, ()),
    ],
)
def test_issuers(text: str, issuers: tuple[str, ...]) -> None:
    assert find_meta(text).issuers == issuers


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("中共云溪市委、云溪市人民政府：", ("中共云溪市委", "云溪市人民政府")),
        ("市委，市政府:", ("市委", "市政府")),
        ("县人大常委会：", ("县人大常委会",)),
        ("各位代表：", ()),
        ("现将有关情况报告如下：", ()),
        ("来源：县司法局", ()),
    ],
)
def test_addressees(line: str, addressees: tuple[str, ...]) -> None:
    assert find_meta(f"青岚县2023年法治政府建设报告\n{line}" + LAW).addressees == addressees


def test_the_body_overrules_the_file_name() -> None:
    text = "青岚县2022年法治政府建设年度报告" + LAW
    meta = find_meta(text, "reports/云溪市_2019_fazhi.txt")
    assert (place(meta)[0], meta.year, meta.source) == ("青岚县", 2022, "reports/云溪市_2019_fazhi.txt")


def test_the_file_name_speaks_where_the_body_is_silent() -> None:
    meta = find_meta("工作正在推进。\n", "C:\\年报\\青岚县2019年法治政府建设报告.docx")
    assert (meta.kind, place(meta)[0], meta.year) == ("fazhi", "青岚县", 2019)


@pytest.mark.parametrize(
    ("organ", "name", "parents", "rest"),
    [
        ("淮安市洪泽区人民政府", "洪泽区", ("淮安市",), "人民政府"),
        ("中共青岚县委", "青岚县", (), "委"),
        ("国家统计局云溪市调查队", "云溪市", (), "调查队"),
        ("云溪市市场监督管理局", "云溪市", (), "市场监督管理局"),
        ("云溪市住房和城乡建设局", "云溪市", (), "住房和城乡建设局"),
        ("云溪市乡村振兴局", "云溪市", (), "乡村振兴局"),
        ("平潭综合实验区社会事业局", "平潭综合实验区", (), "社会事业局"),
    ],
)
def test_parse_place(organ: str, name: str, parents: tuple[str, ...], rest: str) -> None:
    found = parse_place(organ)
    assert found is not None
    assert (found.name, found.parents, found.rest) == (name, parents, rest)


@pytest.mark.parametrize(
    "organ", ["市人民政府", "县司法局", "区委区政府", "新区党工委", "自治区人民政府", "全县", ""]
)
def test_generic_organs_name_no_place(organ: str) -> None:
    assert parse_place(organ) is None


def test_dates_and_numerals() -> None:
    assert [number_of(s) for s in ("", "7", "十", "十二", "二十", "三十一", "廿三")] == [
        0,
        7,
        10,
        12,
        20,
        31,
        23,
    ]
    assert years("一九五四年和2023年") == [1954, 2023]
    assert commonest_year("2021年、2022年、2021年") == 2021
    assert commonest_year("没有年份") is None
    assert first_date("2023年13月1日") is None


@pytest.mark.parametrize(
    "unit",
    ["中", "县", "我代表", "各位代表：\n", "\n", "1", "2023年", "\n2023年工作", "在第一届全国人民代表大会",
     "新区", "\n中共", "深圳市", "由", "（", "标题：", "²⁰²³年工作安排", "\n一、2023年", "会议上"],
)  # fmt: skip
def test_hostile_text_is_read_in_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    with little_work():
        find_meta(text, text[:1000])
