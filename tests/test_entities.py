"""Entities are found by rules, whole and with the right label, in sentences of our own."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from cost import little_work

from reportnlp.datamodel import Region
from reportnlp.parse.entities import find_entities


def marked(text: str, region: Region | None = None) -> list[str]:
    """Entities as "text LABEL"."""
    return [f"{entity.text} {entity.label}" for entity in find_entities(text, region)]


# One row a phenomenon: the text, and all its entities in order.
CASES: list[tuple[str, list[str]]] = [
    # organs: own rank, two in a row, two without a mark, parent body
    ("在市委、市政府的领导下，县委认真部署", ["市委 ORG", "市政府 ORG", "县委 ORG"]),
    ("区委区政府多次听取汇报", ["区委区政府 ORG"]),
    ("县政府办公室会同县司法局督办", ["县政府办公室 ORG", "县司法局 ORG"]),
    ("县委书记带队调研，县委常委参加", []),
    ("各县政府和城市政府都要落实", []),
    ("全市委托执法事项", []),
    ("定期向人大汇报，听取政协意见", ["人大 ORG", "政协 ORG"]),
    ("办理人大代表建议20件、政协委员提案12件", []),
    ("市、县人大常委会均已备案", ["县人大常委会 ORG"]),
    ("向国务院安委会和省应急管理厅报告", ["国务院安委会 ORG", "省应急管理厅 ORG"]),
    ("支持工会、妇联、工商联开展工作", ["工会 ORG", "妇联 ORG", "工商联 ORG"]),
    # organs with a place that no table knows
    (
        "青岚县司法局牵头，青岚县财政局配合，由青岚县公安局督办",
        ["青岚县司法局 ORG", "青岚县财政局 ORG", "青岚县公安局 ORG"],
    ),
    ("中共临川区委、临川区人民政府", ["中共临川区委 ORG", "临川区人民政府 ORG"]),
    # companies, schools, bodies: the left edge
    ("引进云溪智造科技有限公司落户", ["云溪智造科技有限公司 ORG"]),
    ("与云溪（青岚）律师事务所签约", ["云溪（青岚）律师事务所 ORG"]),
    ("加快推进青岚中学和县第二人民医院建设", ["青岚中学 ORG", "县第二人民医院 ORG"]),
    ("公立医院、乡镇卫生院、各级各类学校全部达标", []),
    ("面向大学生和中小学生开展宣传", []),
    ("成立优化营商环境工作领导小组", ["优化营商环境工作领导小组 ORG"]),
    ("2020年区政府共收到申请12件", ["区政府 ORG"]),
    ("支持云岭重工、禾丰种业等龙头企业扩产", ["云岭重工 ORG", "禾丰种业 ORG"]),
    ("做强钢铁、化工等重点企业", []),
    ("（责任单位：县司法局、信访办）", ["县司法局 ORG", "信访办 ORG"]),
    # places
    ("打通迎宾路、青云大街等断头路", ["迎宾路 LOC", "青云大街 LOC"]),
    ("农村公路、旅游公路和背街小巷全部硬化", []),
    ("理清发展思路，坚守生态红线", []),
    ("治理青岚河，修复云溪湿地公园", ["青岚河 LOC", "云溪湿地公园 LOC"]),
    ("对接雄安新区，服务京津冀", ["雄安新区 LOC", "京津冀 LOC"]),
    ("新增城市绿地，保护沿海城市岸线", []),
    ("实施G234和省道241改造", ["G234 LOC", "省道241 LOC"]),
    ("完成东沟村整治，东沟、北坡等村受益", ["东沟村 LOC", "东沟 LOC"]),
    ("加快富硒产业园、青岚物流园等项目建设", ["富硒产业园 PLAN", "青岚物流园 PLAN"]),
    # laws and documents
    (
        "贯彻《行政复议法》《云溪市信访办法（试行）》",
        ["《行政复议法》 LAW", "《云溪市信访办法（试行）》 LAW"],
    ),
    ("电影《青岚往事》公映", []),
    ("将宪法、民法典列入学习内容", ["宪法 LAW", "民法典 LAW"]),
    ("修订预案（青政〔2019〕3号）", ["青政〔2019〕3号 LAW"]),
    ("规范公司法人治理", []),
    ("出台“青岚人才十条”", ["“青岚人才十条” LAW"]),
    ("青岚县2022年度法治政府建设情况报告\n", ["青岚县2022年度法治政府建设情况报告 LAW"]),
    # meetings
    ("深入学习党的二十大和二十届二中、三中全会精神", ["党的二十大 MEETING", "二十届二中、三中全会 MEETING"]),
    ("落实省委十届六次、七次全会精神", ["省委十届六次、七次全会 MEETING"]),
    ("县第十八届人民代表大会第三次会议通过", ["县第十八届人民代表大会第三次会议 MEETING"]),
    ("区政府常务会议审议", ["区政府常务会议 MEETING"]),
    ("提交政府常务会议讨论", []),
    ("承办第六届国际竹藤博览会", ["第六届国际竹藤博览会 MEETING"]),
    ("实施二十大重点工程", []),
    # plans
    ("深化“放管服”改革", ["“放管服”改革 PLAN"]),
    ("推行“双随机、一公开”监管", ["“双随机、一公开” PLAN"]),
    ("开展营商环境攻坚行动和干部作风提升行动", ["营商环境攻坚行动 PLAN", "干部作风提升行动 PLAN"]),
    ("实施“十四五”规划，“十四五”时期形势复杂", ["“十四五”规划 PLAN"]),
    ("办好民生工程，抓好重点项目，完成年度计划", []),
    ("打通服务“最后一公里”，当好“店小二”", []),
    ("落实“四个不摘”和“六清两建”[3]", ["“四个不摘” PLAN", "“六清两建” PLAN"]),
    ("推行“一窗办理”“码上领证”", ["“一窗办理” PLAN", "“码上领证” PLAN"]),
    ("推进青岚湖抽水蓄能项目", ["青岚湖抽水蓄能项目 PLAN"]),
    ("开展第七次全国人口普查", ["第七次全国人口普查 PLAN"]),
    ("举办竹海文化节", ["竹海文化节 PLAN"]),
    # awards
    ("获评全国文明城市", ["全国文明城市 AWARD"]),
    ("创建省级法治政府建设示范县", ["省级法治政府建设示范县 AWARD"]),
    ("被确定为全国农村电商试点县，荣获“人民满意窗口”", ["全国农村电商试点县 AWARD", "“人民满意窗口” AWARD"]),
    ("成为省“智慧矫正”试点市和社区服务试点市", ["省“智慧矫正”试点市 AWARD", "社区服务试点市 AWARD"]),
    ("推选云溪镇为全省平安建设示范单位", ["云溪镇 LOC", "全省平安建设示范单位 AWARD"]),
    ("获省级资金奖励，通过试点市级验收", []),
    # theories
    ("以习近平新时代中国特色社会主义思想为指导", ["习近平新时代中国特色社会主义思想 THEORY"]),
    ("捍卫“两个确立”，做到“两个维护”", ["“两个确立” THEORY", "“两个维护” THEORY"]),
    ("统筹推进“五位一体”总体布局", ["“五位一体”总体布局 THEORY"]),
    # persons
    ("习近平总书记视察河南", ["习近平 PER", "河南 LOC"]),
    ("县长 林青云\n各位代表：", ["林青云 PER"]),
    ("林春江院士团队入驻", ["林春江 PER"]),
    ("成立由县长任组长的专班", []),
    # the left edge: verbs, quantifiers, adverbs, circled numbers and hashes are no part of a name
    ("充实云溪博物馆藏品，补充中小学教师", ["云溪博物馆 ORG"]),
    ("现有公立医院8所，更多研究中心落地", []),
    ("年末全州有文化馆12个，共有图书馆9个", []),
    ("①青岚大道②迎宾公园 #普通高等学校", ["青岚大道 LOC", "迎宾公园 LOC"]),
    ("“两园”即青岚公园、云溪公园，“一路”指景云路", ["青岚公园 LOC", "云溪公园 LOC", "景云路 LOC"]),
    ("建设两个职业教育集团，整治四大旅游片区", []),
    ("迭代云溪数字治理委员会工作机制", ["云溪数字治理委员会 ORG"]),
    ("10千伏线路改造，30万吨级进港航道开工", []),
    ("新建幼儿园12所，打造示范小区8个，建成幸福食堂服务中心3处", []),
    ("青岚大学共建研究院，推动青岚大学升级", ["青岚大学 ORG", "青岚大学 ORG"]),
    # no name begins or ends inside a word
    ("首家社区医院开业，三级为农服务中心建成", []),
    ("领航指路，降低过路费用，便捷村内出行", []),
    ("向各民主党派、无党派人士通报", []),
    ("守护广西山山水水，走遍浙江山川", ["广西 LOC", "浙江 LOC"]),
    ("兴云街道路拓宽，小街小巷路面硬化", ["兴云街 LOC"]),
    ("打造云溪文化街区，扩建青云产业园区", ["青云产业园区 LOC"]),
    ("完成国道1449公里养护，国道144改线，334省道大修", ["国道144 LOC", "334省道 LOC"]),
    ("落实常态化巡河机制，群众返乡创业，干部驻村入户", []),
    ("云溪至江门的航线", ["江门 LOC"]),
    # dashes and brackets inside a name; what stands in a name behind a place
    ("高水平建设中国—东盟产业合作区", ["中国—东盟产业合作区 LOC"]),
    ("由禾丰农牧(青岚)有限公司承建", ["禾丰农牧(青岚)有限公司 ORG"]),
    ("规划云溪（广州）创新产业园", ["云溪（广州）创新产业园 LOC"]),
    ("培育武汉都市圈，打造武汉数创走廊", ["武汉都市圈 LOC", "武汉数创走廊 LOC"]),
    ("完善综合交通枢纽，建设商业综合体", []),
    ("武汉建设国家物流枢纽", ["武汉 LOC"]),
    ("中老铁路开行班列", ["中老铁路 LOC"]),
    ("兰州大学青岚高等研究院揭牌", ["兰州大学青岚高等研究院 ORG"]),
    # meetings: ordinals, brackets, 和
    ("承办第六届数字云溪建设峰会", ["第六届数字云溪建设峰会 MEETING"]),
    ("举办中国（武汉）绿色食品博览会", ["中国（武汉）绿色食品博览会 MEETING"]),
    ("举办中国武汉文化和旅游交易博览会", ["中国武汉文化和旅游交易博览会 MEETING"]),
    ("筹办第26届大运会和省第十六届运动会", ["第26届大运会 MEETING", "省第十六届运动会 MEETING"]),
    # plans whose names hold verbs; codes; working systems
    (
        "深入实施城乡供水保障和水质升级工程，打好产业转型升级攻坚战",
        ["城乡供水保障和水质升级工程 PLAN", "产业转型升级攻坚战 PLAN"],
    ),
    ("锚定“2468”战略发展目标，构建“3+5”产业集群", ["“2468”战略发展目标 PLAN", "“3+5”产业集群 PLAN"]),
    ("形成“三横四纵”路网，推行“一园一策”", ["“三横四纵” PLAN", "“一园一策” PLAN"]),
    ("落实“楼栋长”制度，建立“云企直连”机制", ["“楼栋长”制度 PLAN", "“云企直连” PLAN"]),
    ("推进青岚河综合治理工程", ["青岚河综合治理工程 PLAN"]),
    ("推进国有企业战略性重组，培养软件工程师", []),
    ("力争政策一到，广西就有项目落地", ["广西 LOC"]),
    # titles in quotes behind their giver
    ("老街成为首批“云溪特色商业街区”", ["“云溪特色商业街区” AWARD"]),
    # persons: rows behind a post or before a form of address, 和 in a name
    ("与李青云院士、徐政和院士、林海院士座谈", ["李青云 PER", "徐政和 PER", "林海 PER"]),
    ("副县长何青山、林云溪、赵立出席", ["何青山 PER", "林云溪 PER", "赵立 PER"]),
    ("吴青松、孙大海等3位院士领衔", ["吴青松 PER", "孙大海 PER"]),
    ("资金、项目、人才等专家论证", []),
    # organs without a rank behind 成立
    ("组建行政审批局，新设数据局", ["行政审批局 ORG"]),
    # not names
    ("提升一批知名商圈，促进园区开发区发展", []),
    ("开心网/和讯/天涯社区/上一篇", []),
    ("我国是发展中国家，彰显中国特色", []),
    ("完善区位优势，规范市场秩序", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:14] for text, _ in CASES])
def test_entities_of_a_phrase(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_the_region_gives_its_short_name() -> None:
    text = "青岚发展取得新进展，谱写青岚新篇章。"
    assert marked(text) == []
    assert marked(text, Region("青岚县")) == ["青岚 LOC", "青岚 LOC"]
    assert marked(text, Region("云溪市青岚县")) == ["青岚 LOC", "青岚 LOC"]


def test_the_own_region_is_read_from_the_opening() -> None:
    text = "我代表青岚县人民政府报告工作。青岚经济稳中有进。"
    assert marked(text) == ["青岚县人民政府 ORG", "青岚 LOC"]


def test_neighbours_of_a_known_region_are_places() -> None:
    text = "改造通往满城的乡道"
    assert marked(text, Region("顺平县")) == ["满城 LOC"]
    assert marked(text, Region("龙华区")) == []


def test_the_counties_of_a_province_are_places_behind_an_edge() -> None:
    text = "支持镇雄、建水发展，推进建水等县改革"
    assert marked(text, Region("云南省")) == ["镇雄 LOC", "建水 LOC", "建水 LOC"]
    assert marked(text) == []


def test_a_county_of_one_character_is_read_from_the_opening() -> None:
    text = "在易县第十七届人民代表大会第二次会议上。易县经济稳中有进，在全县第一次推行。"
    assert marked(text) == ["易县第十七届人民代表大会第二次会议 MEETING", "易县 LOC"]


def test_straight_quotes_count_as_curly_ones() -> None:
    assert marked('深化"放管服"改革，落实"四个不摘"') == ['"放管服"改革 PLAN', '"四个不摘" PLAN']


TEXT = "".join(text + "。\n" for text, _ in CASES)


def test_entities_are_sorted_flat_and_quote_the_text() -> None:
    end = 0
    for entity in find_entities(TEXT):
        assert entity.span.start >= end
        assert TEXT[entity.span.start : entity.span.end] == entity.text
        end = entity.span.end


def test_characters_beyond_the_basic_plane_keep_offsets() -> None:
    text = "😀𠮷县司法局与😀市委\ud800"
    assert [e.text for e in find_entities(text)] == ["县司法局", "市委"]
    assert all(text[e.span.start : e.span.end] == e.text for e in find_entities(text))


def test_shuffled_text_does_no_harm() -> None:
    rng = random.Random(7)
    for _ in range(20):
        text = "".join(rng.choices(TEXT, k=400))
        for entity in find_entities(text):
            assert text[entity.span.start : entity.span.end] == entity.text


HOSTILE = [
    "《", "“", "”", "“一", '"', "全会", "省委一次、", "第一届",
    "甲、等项目", "、等企业", "县长 王", "报告 ", "获全国", "奖", "路", "云村",
    "（深", "〔2020〕", "1", "G1", "为全国", "的", "一", "领导小组", "实施和行动", "、张三院士", "县长张三、",
    "第六届大会", "（云溪）医院", "中国和博览会", "国道1", "中国—", "公司12所，", "即两个学校",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    find_entities("预热")
    with little_work():
        find_entities(unit * (100_000 // len(unit)))


def test_empty_and_plain_texts_have_no_entities() -> None:
    assert find_entities("") == ()
    assert find_entities("plain ascii, 123 456") == ()


def test_importing_builds_nothing() -> None:
    code = (
        "import sys, reportnlp.parse.entities\n"
        "print([name for name in ('ahocorasick', 'spacy', 'jieba', 'pandas') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
