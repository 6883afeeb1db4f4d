"""The names in a list of finished things, each as it can be compared with last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ITEM = re.compile(r"(?:(?!以及|[、和及与暨]).){4,40}")
_AND_OTHERS = re.compile(r"(?<!高)等(?!级|离子)")
_LEFT_OUT = re.compile(r"[［\[【〔(（]\d{1,3}[)）］\]】〕]|[”“\s]")
_LEAD = re.compile(
    r"(?:总?投资(?:约|近|超)?[\d.]{1,8}(?:余|多)?[万亿]{1,2}元的?|(?:占地|位于|总面积)[^的，]{1,14}的|国家重大工程|其中|同时|"
    r"[我全][省市县区州]|了|的){1,4}"
)
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)\Z")
_COUNTED = re.compile(
    r"\d(?:余|多)?(?:家|所|座|个|条|公里|处|间|套|幢|栋|台|户|万|亿|人|名|张|平方|米|项|类|批|对|次|%)"
    r"|[一二三四五六七八九十百两数多]{1,3}(?:家|所|座|个|条|处|批|项)"
)
_HEAD: Final = (
    r"(?:学校|小学|初中|中学|高中|学院|大学|幼儿园|[校院园社]区|医院|卫生院|保健院|大桥|桥|隧道|大道|公路|高速|"
    r"快速路|快线|铁路|高铁|城际|地铁|号线|路|街|立交|互通|通道|连接线|延长线|段|水厂|电厂|电站|变电站|泵站|水库|"
    r"码头|机场|航站楼|车站|客运站|枢纽|中心|公园|广场|馆|剧院|剧场|影城|体育场|足球场|园|基地|生产线|厂|大厦|"
    r"[大合住诊]楼|院楼|综合体|实验室|研究院|口岸|港|湿地|商城|酒店|跑道|机组|研究所|实训楼|市场|书城|塔|城|宫|站|[一二三四五首]期|平台|装置)"
)
_NAMED = re.compile(
    _HEAD + r"(?:改扩建|扩建|迁建|重建|改造|拓宽|[东西南北]延)?(?:[（(][^（()）]{1,12}[）)])?\Z"
)
_KIND = re.compile(
    r"(?:高标准|农村|城市|城镇|城乡|城区|社区|村级|乡村|乡镇|镇街|镇级|街道|市政|标准化?|智慧|区域性|中心|生活|垃圾|"
    r"污水|处理|综合|服务|文化|体育|养老|日间照料|便民|公共|公办|民办|普惠性?|义务教育|新型|现代|特色|主题|口袋|"
    r"街心|街头|郊野|森林|健身|休闲|停车|公交|充电|加油|换电|新能源|工业|农业|产业|科技|物流|商业|人才|保障性?|"
    r"安置|老旧|居民|小区|住宅|道路|主干|断头|乡道|村道|国省|干线|供水|饮水|水利|水源|排水|雨水|污泥|应急|避难|"
    r"党群|党建|政务|志愿|退役军人|儿童|老年|残疾人|托育|小型|大型|重点|重大|一批|各类|多个|新建|改建|扩建|改造|"
    r"配套|基础|设施|教育|医疗|卫生|健康|文体|旅游|生态|绿色|光伏|风电|集中|示范|星级|创新|创业|孵化|众创|研发|"
    r"企业|亿元|以上|县级|市级|省级|国家级|区级|新|老|大|小|的|镇|村|幼儿|敬老|福利|农田|电网|管网|公路|河道|棚户区|旧村|饮水安全|民生实事|投资|招商|技改){0,8}"
)
_LEAST: Final = 4  # characters of a name
_LEAST_PROJECT: Final = 6  # of one that only 项目 or 工程 behind it tells


def names(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The proper names of a list in [start, end) of a clause, with where each stands there."""
    if others := _AND_OTHERS.search(text, start, end):
        end = others.start()
    for item in _ITEM.finditer(text, start, end):
        name = _name(item[0])
        if name:
            yield name, item.start(), item.end()


def _name(item: str) -> str:
    """The name without what may be left out, "" where it is none."""
    whole = _LEFT_OUT.sub("", item)
    lead = _LEAD.match(whole)
    name = _TAIL.sub("", whole[lead.end() :] if lead else whole)
    head = _NAMED.search(name)
    if len(name) < (_LEAST if head else _LEAST_PROJECT) or _COUNTED.search(name):
        return ""
    if head is None and _TAIL.search(whole) is None:
        return ""
    return "" if _KIND.fullmatch(name[: head.start()] if head else name) else name
