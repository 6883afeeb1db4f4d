"""Roles: which stretch is review, problems, targets, tasks, achievements, plan …"""

from __future__ import annotations

import pytest

from reportnlp.datamodel import Kind
from reportnlp.parse.sections import find_sections

BODY = "全县各部门认真落实部署要求，逐项建立台账，按月调度进度，年底统一组织验收并公开结果。"
GREETING = "现在，我代表青岚县人民政府，向大会报告工作，请予审议。"
PROBLEMS = "在肯定成绩的同时，我们也清醒地看到，发展质量还不够高，存在不少困难和问题。"
OPENING = "今年是项目攻坚之年，做好各项工作意义重大。"
AIMS = "今年主要预期目标这样安排：全县生产总值增长7.3%左右。"
LEAD = "实现上述目标，重点抓好以下三个方面工作："
FAREWELL = "各位代表！蓝图已经绘就，让我们更加紧密地团结起来，为建设美丽青岚而努力奋斗！"


def painted(text: str, kind: Kind, year: int | None = None) -> list[str]:
    """The role of each character: of the sections over it the deepest tells."""
    role = [""] * len(text)
    for s in sorted(find_sections(text, kind, year), key=lambda s: (s.level, s.span.start)):
        role[s.span.start : s.span.end] = [s.role] * len(s.span)
    return role


def roles_of(parts: list[tuple[str, str]], kind: Kind, year: int | None = None) -> list[tuple[str, str]]:
    """(wanted role, role found at the last character) of each paragraph."""
    text = "\n".join(paragraph for paragraph, _ in parts)
    role = painted(text, kind, year)
    found, position = [], 0
    for paragraph, wanted in parts:
        found.append((wanted, role[position + len(paragraph) - 1]))
        position += len(paragraph) + 1
    return found


def check(parts: list[tuple[str, str]], kind: Kind, year: int | None = None) -> None:
    found = roles_of(parts, kind, year)
    assert [got for _, got in found] == [wanted for wanted, _ in found]


def test_county_report_with_plans_under_one_heading() -> None:
    check(
        [
            ("青岚县政府工作报告", "preamble"),
            ("各位代表：", "preamble"),
            (GREETING, "preamble"),
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            ("（一）产业转型提速。" + BODY, "review"),
            (PROBLEMS, "problems"),
            ("对这些问题，我们将认真研究解决。", "problems"),
            ("二、2023年工作安排", "targets"),
            (OPENING, "targets"),
            (AIMS, "targets"),
            (LEAD, "tasks"),
            ("（一）抓好项目建设。" + BODY, "tasks"),
            ("（二）抓好乡村振兴。" + BODY, "tasks"),
            ("三、加强政府自身建设", "self_building"),
            (BODY, "self_building"),
            (FAREWELL, "closing"),
        ],
        "gwr",
        2023,
    )


def test_targets_and_tasks_under_headings_of_their_own() -> None:
    check(
        [
            (GREETING, "preamble"),
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            ("二、2023年发展目标", "targets"),
            (AIMS, "targets"),
            ("做好全年工作，必须突出抓好项目建设工作。" + BODY, "targets"),
            ("三、2023年重点工作", "tasks"),
            ("按照县委确定的总体思路，着力抓好五项工作：", "tasks"),
            ("（一）扩大投资。" + BODY, "tasks"),
        ],
        "gwr",
    )


def test_tasks_begin_at_the_first_heading_where_nothing_leads_them_in() -> None:
    check(
        [
            ("一、去年工作回顾", "review"),
            (BODY, "review"),
            ("二、今年工作安排", "targets"),
            (AIMS, "targets"),
            (BODY, "targets"),
            ("（一）扩大投资。" + BODY, "tasks"),
        ],
        "gwr",
    )


def test_headings_of_aims_below_a_plan_stay_targets() -> None:
    check(
        [
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            ("二、2023年工作安排", "targets"),
            ("（一）总体要求", "targets"),
            (BODY, "targets"),
            ("（二）主要预期目标", "targets"),
            (AIMS, "targets"),
            ("（三）加快产业升级", "tasks"),
            (BODY, "tasks"),
        ],
        "gwr",
    )


def test_themes_belong_to_what_came_before_them() -> None:
    check(
        [
            ("2022年工作回顾", "review"),
            (BODY, "review"),
            ("一、经济稳中有进", "review"),
            (BODY, "review"),
            ("二、政府自身建设取得实效", "review"),
            (BODY, "review"),
            (PROBLEMS, "problems"),
            ("2023年工作安排", "targets"),
            (AIMS, "targets"),
            ("一、加快产业升级", "tasks"),
            (BODY, "tasks"),
            ("二、改进作风，建设服务型政府", "self_building"),
            (BODY, "self_building"),
            (FAREWELL, "closing"),
        ],
        "gwr",
        2023,
    )


def test_last_year_s_work_is_a_review_whatever_its_heading_says() -> None:
    check(
        [
            ("一、2022年主要工作", "review"),
            (BODY, "review"),
            ("二、2023年主要工作", "tasks"),
            (BODY, "tasks"),
        ],
        "gwr",
        2023,
    )


def test_a_review_that_promises_the_plans_too() -> None:
    check(
        [
            ("一、2021年工作回顾和2022年工作要求、工作目标", "review"),
            (BODY, "review"),
            ("2022年政府工作的总体要求是：稳中求进。" + BODY, "targets"),
            ("二、扩大内需", "tasks"),
            (BODY, "tasks"),
        ],
        "gwr",
        2022,
    )


def test_a_report_without_any_heading() -> None:
    check(
        [
            ("各位代表：", "preamble"),
            (GREETING, "preamble"),
            ("过去的一年，我们全力以赴稳增长。" + BODY, "review"),
            (BODY, "review"),
            (BODY, "review"),
            (PROBLEMS, "problems"),
            (AIMS, "targets"),
            (LEAD, "tasks"),
            ("一是抓好项目建设。" + BODY, "tasks"),
            (FAREWELL, "closing"),
        ],
        "gwr",
    )


def test_the_problems_end_where_thanks_are_said() -> None:
    check(
        [
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            (PROBLEMS, "problems"),
            ("各位代表！向所有关心青岚发展的朋友们表示衷心的感谢！", "review"),
            ("二、2023年工作安排", "targets"),
            (AIMS, "targets"),
        ],
        "gwr",
    )


def test_the_government_itself_as_the_last_item_of_the_tasks() -> None:
    check(
        [
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            ("二、2023年重点工作", "tasks"),
            ("（一）扩大投资。" + BODY, "tasks"),
            ("（二）优化政府服务。" + BODY, "tasks"),
            ("（三）转变作风，建设廉洁政府。" + BODY, "self_building"),
            ("各位代表！", "closing"),
            ("我们要更加紧密地团结在党中央周围，不懈奋斗！", "closing"),
        ],
        "gwr",
    )


def test_the_government_itself_in_a_paragraph_before_the_closing() -> None:
    check(
        [
            ("一、2022年工作回顾", "review"),
            (BODY, "review"),
            ("二、2023年重点工作", "tasks"),
            ("（一）扩大投资。" + BODY, "tasks"),
            ("（二）保障民生。" + BODY, "tasks"),
            ("各位代表！新任务对政府工作提出更高要求，我们将依法行政、改进作风。", "self_building"),
            (FAREWELL, "closing"),
            ("名词解释", "notes"),
            ("1.链长制：" + BODY, "notes"),
        ],
        "gwr",
    )


PLANS = [
    ("一、2022年工作回顾", "review"),
    (BODY * 2, "review"),
    ("二、2023年重点工作", "tasks"),
    ("（一）扩大投资。" + BODY, "tasks"),
    (FAREWELL, "closing"),
]
FOOT = ["分享到：", "微信", "微博", "上一篇：青岚县2023年财政预算", "下一篇：青岚县2023年重点项目", "标签云"]


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("※名词解释※", "[1]“链长制”：由县领导牵头服务一条产业链的办法。"),
        ("【名词解释】", "【1】一站式：在一处办完全部手续。"),
        ("《政府工作报告》有关名词解释", "1.三进三访：进村、进企、进校，访民、访商、访学。"),
        ("附件二：名词解释", "（1）链长制：由县领导牵头服务一条产业链的办法。"),
        ("政府工作报告名词、术语注释", "TOD：指以公交站点为中心的开发模式。"),
        ("※注释※", "〔1〕“双招双引”：即招商引资、招才引智。"),
    ],
)
def test_a_glossary_behind_the_closing_is_notes(title: str, note: str) -> None:
    check([*PLANS, (title, "notes"), (note, "notes"), (note, "notes"), (note, "notes")], "gwr", 2023)


def test_the_foot_of_a_web_page_is_notes() -> None:
    check([*PLANS, *((line, "notes") for line in FOOT)], "gwr", 2023)
    menu = ["各乡镇", "东河镇", "西岭镇", "南坪乡", "北川乡", "县直部门", "网站地图"]
    check([*PLANS, *((line, "notes") for line in menu)], "gwr", 2023)


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：周小满",
        "【我要纠错】",
        "扫一扫在手机打开当前页",
        "相关报道：",
        "岚ICP备00000000号",
        "附图.jpg",
    ],
)
def test_lines_that_open_the_foot_of_a_page(line: str) -> None:
    check([*PLANS, (line, "notes")], "gwr", 2023)


def test_what_follows_the_closing_on_its_own_line_stays_closing() -> None:
    check([*PLANS[:-1], (FAREWELL + "    搜索更多报告", "closing")], "gwr", 2023)


def test_the_head_of_a_web_page_and_words_amid_the_text_open_no_foot() -> None:
    check(
        [
            *((line, "preamble") for line in FOOT),
            (GREETING, "preamble"),
            ("一、2022年工作回顾", "review"),
            (BODY * 4, "review"),
            ("扫一扫在手机打开当前页", "review"),
            ("注释", "review"),
            (BODY * 4, "review"),
            ("二、2023年重点工作", "tasks"),
            (BODY * 4, "tasks"),
        ],
        "gwr",
        2023,
    )


def test_annexes_of_works_are_tasks_and_other_annexes_closing() -> None:
    check(
        [
            *PLANS,
            ("附件1", "tasks"),
            ("青岚县2023年民生实事", "tasks"),
            ("一、新建公办幼儿园2所。", "tasks"),
            ("附件2", "closing"),
            ("青岚县2022年民生实事完成情况", "closing"),
            ("一、改造农贸市场3处，已完工。", "closing"),
            ("附件3：名词解释", "notes"),
            ("1.链长制：由县领导牵头服务一条产业链的办法。", "notes"),
            ("2023年青岚县重点项目一览表", "tasks"),
            ("云溪大桥，总投资2.1亿元。", "tasks"),
            ("附件：", "notes"),
            ("1.名词解释.docx", "notes"),
        ],
        "gwr",
        2023,
    )


def test_signature_and_foot_of_a_rule_of_law_report() -> None:
    check(
        [
            ("一、工作开展情况", "achievements"),
            (BODY * 4, "achievements"),
            ("二、2023年工作计划", "plan"),
            (BODY, "plan"),
            ("青岚县司法局", "closing"),
            ("2023年2月10日", "closing"),
            ("扫一扫在手机打开当前页", "notes"),
            ("主办：青岚县人民政府　　版权所有", "notes"),
        ],
        "fazhi",
    )


@pytest.mark.parametrize("kind", ["xxgk", "tjgb"])
def test_the_foot_of_other_reports(kind: Kind) -> None:
    heads = ("一、总体情况", "二、主动公开政府信息情况") if kind == "xxgk" else ("一、综合", "二、农业")
    parts = [p for head in heads for p in (head, BODY * 2)]
    role = painted("\n".join([*parts, "相关链接：", "打印本页"]), kind)
    assert role[-1] == "notes"
    assert role[-20] != "notes"


def test_problems_named_one_by_one_begin_where_they_are_admitted() -> None:
    check(
        [
            ("一、2022年工作回顾", "review"),
            (BODY * 3, "review"),
            ("我们也清醒地看到，全县发展还有不少困难和问题。", "problems"),
            ("一是工业底子薄，新的增长点不多。", "problems"),
            ("二是财政增收乏力，支出压力很大。", "problems"),
            ("三是干部作风还存在一些突出问题。", "problems"),
            ("回顾一年来的工作，我们有三点体会：", "review"),
            ("必须抓住发展这个解决一切问题的基础，面对困难不退缩。", "review"),
            ("二、2023年工作安排", "targets"),
            (AIMS, "targets"),
        ],
        "gwr",
        2023,
    )


def test_problems_admitted_at_the_end_of_the_last_paragraph_of_the_review() -> None:
    last = "全县干部群众同心协力。从政府自身看，工作中还存在着不少缺点。"
    text = "\n".join(["一、2022年工作回顾", BODY * 6, BODY * 4 + last, "二、2023年工作安排", AIMS])
    role = painted(text, "gwr", 2023)
    start = text.index("从政府自身看")
    assert set(role[start : start + 20]) == {"problems"}
    assert role[start - 1] == "review"


def test_the_same_report_printed_twice() -> None:
    once = [
        ("各位代表：", "preamble"),
        (GREETING, "preamble"),
        ("一、2022年工作回顾", "review"),
        (BODY * 60, "review"),
        ("二、2023年工作安排", "targets"),
        (AIMS, "targets"),
        (LEAD, "tasks"),
        ("（一）扩大投资。" + BODY * 60, "tasks"),
        (FAREWELL, "closing"),
    ]
    check(once * 2, "gwr", 2023)


def test_a_text_whose_beginning_is_lost() -> None:
    check(
        [(BODY, "review"), (PROBLEMS, "problems"), ("二、2023年工作安排", "targets"), (AIMS, "targets")],
        "gwr",
    )


def test_rule_of_law_report_with_the_five_parts() -> None:
    check(
        [
            ("青岚县2022年法治政府建设年度报告", "preamble"),
            ("现将有关情况报告如下：", "preamble"),
            ("一、主要举措和成效", "achievements"),
            ("（一）履行推进法治建设第一责任人职责", "leadership"),
            (BODY, "leadership"),
            ("（二）规范行政执法", "achievements"),
            (BODY, "achievements"),
            ("二、存在的不足和原因", "problems"),
            (BODY, "problems"),
            ("三、下一年度主要安排", "plan"),
            (BODY, "plan"),
            ("四、其他需要报告的情况", "other"),
            (BODY, "other"),
            ("青岚县人民政府", "closing"),
            ("2023年2月10日", "closing"),
        ],
        "fazhi",
    )


def test_rule_of_law_report_whose_problems_and_plan_have_no_heading() -> None:
    check(
        [
            ("现将有关情况报告如下：", "preamble"),
            ("一、深化放管服改革", "achievements"),
            (BODY, "achievements"),
            ("二、规范行政执法", "achievements"),
            ("县政府主要负责人认真履行第一责任人职责，带头学法。", "leadership"),
            (BODY, "achievements"),
            ("对照上级要求，我县工作还存在一些薄弱环节。", "problems"),
            ("下一步，我县将加强执法队伍建设。", "plan"),
            ("专此报告。", "closing"),
            ("青岚县人民政府", "closing"),
            ("2023年2月10日", "closing"),
        ],
        "fazhi",
    )


def test_what_a_heading_names_is_not_looked_for_in_paragraphs() -> None:
    check(
        [
            ("一、工作开展情况", "achievements"),
            ("督促整改行政执法中还存在的突出问题。" + BODY, "achievements"),
            ("二、存在的问题", "problems"),
            ("执法力量不足。" + BODY, "problems"),
            ("针对上述问题，我们将认真研究解决。", "problems"),
            ("三、2023年工作计划", "plan"),
            (BODY, "plan"),
        ],
        "fazhi",
    )


def test_one_heading_for_problems_and_plan() -> None:
    check(
        [
            ("一、工作开展情况", "achievements"),
            (BODY, "achievements"),
            ("二、存在问题及下一步打算", "problems"),
            ("执法力量不足。" + BODY, "problems"),
            ("下一步，将充实一线力量。" + BODY, "plan"),
        ],
        "fazhi",
    )


def test_disclosure_report() -> None:
    check(
        [
            ("本报告依据条例编制。", "preamble"),
            ("一、总体情况", "overview"),
            (BODY, "overview"),
            ("二、主动公开政府信息情况", "disclosure"),
            ("三、收到和处理政府信息公开申请情况", "requests"),
            ("四、政府信息公开行政复议、行政诉讼情况", "litigation"),
            ("五、存在的主要问题及改进情况", "problems"),
            ("依申请公开答复不够规范。下一步将加强培训。", "problems"),
            ("六、其他需要报告的事项", "other"),
            ("收取信息处理费0元。", "other"),
        ],
        "xxgk",
    )


@pytest.mark.parametrize("notes", ["注释：", "资料来源：", "注：本公报数据为初步统计数。", "**注解：**"])
def test_statistical_bulletin(notes: str) -> None:
    check(
        [
            ("云溪市2023年国民经济和社会发展统计公报", "preamble"),
            ("一、综合", "chapter"),
            (BODY, "chapter"),
            ("注：本表不含分支机构。", "chapter"),
            ("二、农业", "chapter"),
            (BODY, "chapter"),
            (notes, "notes"),
            ("[1]规模以上工业指年主营业务收入2000万元及以上的企业。" + BODY, "notes"),
        ],
        "tjgb",
    )


def test_run_in_sections_do_not_hide_the_role_below_them() -> None:
    text = "\n".join(
        ["一、2022年工作回顾", BODY, PROBLEMS + "一是产业偏弱。二是人才不足。", "二、2023年工作安排", AIMS]
    )
    role = painted(text, "gwr")
    start = text.index("在肯定成绩")
    assert set(role[start : text.index("\n二、")]) == {"problems"}


def test_stretches_without_a_heading_are_deeper_than_what_they_stand_in() -> None:
    text = "\n".join(["一、2022年工作回顾", "（一）产业提速。" + BODY, PROBLEMS, "二、2023年工作安排", AIMS])
    sections = find_sections(text, "gwr")
    stretch = next(s for s in sections if s.role == "problems")
    assert stretch.heading == ""
    assert sections[stretch.parent].heading == "（一）产业提速"
    assert stretch.level == 3
    assert text[stretch.span.end :].startswith("二、")
