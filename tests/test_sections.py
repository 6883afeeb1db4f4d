"""The heading tree: what is a heading, what is not, and how sections nest."""

from __future__ import annotations

import pytest
from cost import little_work

from reportnlp.datamodel import Kind, Section
from reportnlp.parse.sections import find_sections

BODY = "全县各部门认真落实部署要求，逐项建立台账，按月调度进度，年底统一组织验收并公开结果。"


def heads(text: str, kind: Kind = "gwr") -> list[tuple[int, str]]:
    """Level and words of the headings that stand at a line's start."""
    return [(s.level, s.heading) for s in find_sections(text, kind) if s.heading and not s.run_in]


def lines(*parts: str) -> str:
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("line", "level", "heading"),
    [
        ("一、加强组织领导", 1, "一、加强组织领导"),
        ("　　一、加强组织领导", 1, "一、加强组织领导"),
        ("一 、加强组织领导", 1, "一 、加强组织领导"),
        ("一．加强组织领导", 1, "一．加强组织领导"),
        ("一、加强组织领导。", 1, "一、加强组织领导"),
        ("## 一、加强组织领导", 1, "一、加强组织领导"),
        ("**一、加强组织领导**", 1, "一、加强组织领导"),
        ("一、农       业", 1, "一、农       业"),
        ("第一部分　过去一年的工作", 1, "第一部分　过去一年的工作"),
        ("第一章 总体情况", 1, "第一章 总体情况"),
        ("（一）健全制度体系", 2, "（一）健全制度体系"),
        ("(一)健全制度体系", 2, "(一)健全制度体系"),
        ("〔一〕健全制度体系", 2, "〔一〕健全制度体系"),
        ("（一）健全制度体系。" + BODY, 2, "（一）健全制度体系"),
        ("（一）健全制度体系：" + BODY, 2, "（一）健全制度体系"),
    ],
)
def test_forms_of_a_heading(line: str, level: int, heading: str) -> None:
    assert (level, heading) in heads(lines(line, BODY))


@pytest.mark.parametrize(
    "text",
    [
        "一、二、三级联动机制全面建立。",
        "一、二季度，云溪市财政收入稳步增长。",
        lines("价格调整分四步：", "一、放开农产品收购价；", "二、提高短途运价；", "三、取消补贴。"),
        lines("（一）建成学校三所；", "（二）建成医院两所；", "（三）修路八条。", BODY),
        lines("1.新建停车场3处。", "2.改造公厕12座。", "3.安装路灯500盏。"),
        lines("1.社会保险参保人数", "2.养老床位数", "3.健身步道里程"),
        "1.5亿元专项资金全部到位。",
        lines("一、综合…………1", "二、农业…………3", "三、工业…………5"),
        "三、年内建成的民生项目全部由青岚县人大常委会票决产生，并由县政府按季度公布办理进度接受群众监督评议",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert heads(text, "other") == []


def test_levels_follow_the_form_of_the_number() -> None:
    text = lines(
        "一、工作回顾",
        "（一）产业转型提速",
        "1.工业提质。" + BODY,
        "2.农业增效。" + BODY,
        "（二）城乡面貌改善",
        BODY,
        "（1）道路畅通。" + BODY,
        "（2）街巷整洁。" + BODY,
        "二、工作安排",
        BODY,
    )
    assert [level for level, _ in heads(text)] == [1, 2, 3, 3, 2, 4, 4, 1]


def test_spans_reach_to_the_next_heading_of_the_same_or_a_higher_level() -> None:
    text = lines("一、工作回顾", "（一）产业提速", BODY, "（二）城乡提质", BODY, "二、工作安排", BODY)
    sections = {s.heading: s for s in find_sections(text, "other")}
    first, second = sections["一、工作回顾"], sections["二、工作安排"]
    assert (first.span.start, first.span.end) == (0, text.index("二、工作安排"))
    assert sections["（一）产业提速"].span.end == text.index("（二）")
    assert sections["（二）城乡提质"].span.end == second.span.start
    assert second.span.end == len(text)


def test_parents_and_numbers() -> None:
    text = lines("一、工作回顾", "（一）产业提速。" + BODY, "二、工作安排", "（一）抓项目。" + BODY)
    sections = find_sections(text, "other")
    assert [s.number for s in sections] == ["一、", "（一）", "二、", "（一）"]
    assert [s.parent for s in sections] == [-1, 0, -1, 2]


def test_a_slip_in_the_numbering_does_not_lose_the_heading() -> None:
    text = lines("一、抓产业", BODY, "二、抓城建", BODY, "二、抓民生", BODY, "五、抓安全", BODY)
    assert [h for _, h in heads(text)] == ["一、抓产业", "二、抓城建", "二、抓民生", "五、抓安全"]


def test_a_list_inside_a_chapter_does_not_end_it() -> None:
    text = lines(
        "一、工作回顾",
        BODY,
        "二、工作安排",
        "要办好三件事",
        "一、修好路",
        "二、引好水",
        "三、通好电",
        "三、自身建设",
        BODY,
    )
    found = [h for _, h in heads(text, "other")]
    assert found[0] == "一、工作回顾"
    assert found[-1] == "三、自身建设"


def test_a_table_of_contents_is_skipped() -> None:
    contents = ("一、综合", "二、农业", "三、工业")
    chapters = [part for title in contents for part in (title, BODY)]
    text = lines("目录", *contents, *chapters)
    found = [s for s in find_sections(text, "tjgb") if s.heading]
    assert [s.span.start for s in found] == [text.rindex(title) for title in contents]


def test_a_contents_page_of_parts_is_skipped() -> None:
    contents = lines(
        "目  录", "第一部分 概况", "一、职能", "二、机构", "第二部分 收支说明", "一、总体情况........3"
    )
    body = lines(
        "第一部分概况", "一、职能", BODY, "二、机构设置", BODY, "第二部分 收支说明", "一、总体情况", BODY
    )
    found = [s for s in find_sections(lines("青岚县财政局部门决算", contents, body), "other") if s.heading]
    assert [s.heading for s in found] == [line for line in body.split("\n") if line != BODY]


def test_contents_of_the_chapters_alone_are_skipped() -> None:
    text = lines(
        "目录", "一、过去一年", "二、今年安排", "三、自身建设", "一、过去一年工作", BODY, "二、今年安排", BODY
    )
    assert [h for _, h in heads(text)] == ["一、过去一年工作", "二、今年安排"]


def test_the_cells_of_a_table_are_no_headings() -> None:
    text = lines(
        "一、收支情况",
        BODY,
        "二、财政拨款\t\t二、外交支出",
        "三、经营收入\t",
        "\t\t四、教育支出\t\t",
        "合计\t21\t\t21",
        BODY,
        "二、\t债务情况",
        BODY,
    )
    assert [h for _, h in heads(text, "other")] == ["一、收支情况", "二、\t债务情况"]


def test_an_umbrella_keeps_the_chapters_below_it() -> None:
    text = lines(
        "2022年工作回顾",
        BODY,
        "一、经济稳中有进",
        BODY,
        "二、民生持续改善",
        BODY,
        "2023年工作安排",
        BODY,
        "一、加快产业升级",
        BODY,
    )
    sections = [s for s in find_sections(text, "gwr", 2023) if s.heading]
    umbrella = sections[0]
    assert [s.level for s in sections] == [1, 1, 1, 1, 1]
    assert umbrella.span.end == text.index("2023年工作安排")
    assert [s.heading for s in sections if s.parent == 0 or s is umbrella] == [
        "2022年工作回顾",
        "一、经济稳中有进",
        "二、民生持续改善",
    ]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("gwr", "加强政府自身建设"),
        ("gwr", "2023年重点工作"),
        ("gwr", "“十五五”时期主要目标任务"),
        ("fazhi", "存在的问题"),
    ],
)
def test_unnumbered_headings(kind: Kind, line: str) -> None:
    assert (1, line) in heads(lines(BODY, line, BODY, BODY), kind)


@pytest.mark.parametrize(
    "line", ["青岚县2023年政府工作报告", "图1 2019—2023年工作目标", "来源：2023年工作安排"]
)
def test_titles_and_captions_are_no_unnumbered_headings(line: str) -> None:
    assert heads(lines(line, BODY, BODY)) == []


def test_a_heading_that_the_page_width_cut_is_read_whole() -> None:
    text = lines("一、聚焦主责主业，坚持统筹推进，", "在法治轨道上推动高质量发展", BODY, "二、补齐短板", BODY)
    assert heads(text, "fazhi")[0][1] == "一、聚焦主责主业，坚持统筹推进， 在法治轨道上推动高质量发展"


def test_a_heading_broken_over_two_lines_is_read_whole() -> None:
    text = lines(
        "一、工作回顾", BODY, "二、着力增强县域", "产业竞争力和带动力", BODY, "三、切实保障民生", BODY
    )
    sections = [s for s in find_sections(text, "gwr", 2023) if s.heading]
    assert [s.heading for s in sections] == [
        "一、工作回顾",
        "二、着力增强县域 产业竞争力和带动力",
        "三、切实保障民生",
    ]


@pytest.mark.parametrize(
    "below",
    [
        ("工业提质增效", BODY, "农业稳产保供", BODY),  # headings of their own
        ("——稳住大盘", BODY),
        ("工业提质增效。", BODY),
        ("工业提质增效", "农业稳产保供"),
        ("工业提质增效", "，" + BODY),
        ("（一）工业提质", BODY),
    ],
)
def test_what_is_no_second_line_of_a_heading(below: tuple[str, ...]) -> None:
    text = lines("一、工作回顾", BODY, "二、加快产业转型", *below, "三、保障民生", BODY)
    assert (1, "二、加快产业转型") in heads(text)


def test_a_heading_that_says_its_role_is_whole() -> None:
    assert (1, "一、2022年工作回顾") in heads(
        lines("一、2022年工作回顾", "攻坚克难的一年", BODY, "二、安排", BODY)
    )


def test_headings_that_count_first_second_third() -> None:
    text = lines(
        "（一）经济建设",
        BODY,
        "第一、增加生产，扩大财源",
        BODY,
        "第二、厉行节约。",
        BODY,
        "（二）体制改革",
        "第一，改革计划体制",
        BODY,
        "第二，改革价格体制",
        BODY,
        "第三、第二产业加快发展",
    )
    assert heads(text, "other") == [
        (2, "（一）经济建设"),
        (3, "第一、增加生产，扩大财源"),
        (3, "第二、厉行节约"),
        (2, "（二）体制改革"),
        (3, "第一，改革计划体制"),
        (3, "第二，改革价格体制"),
    ]


def test_first_second_third_in_front_of_their_text_run_in() -> None:
    text = lines("一、工作要求", "第一、稳住投资。" + BODY, "第二、稳住消费。" + BODY)
    assert [s.heading for s in find_sections(text, "gwr") if s.run_in] == ["第一、稳住投资", "第二、稳住消费"]


def test_a_glossary_is_found_however_long_the_menu_behind_it() -> None:
    text = lines("一、工作回顾", BODY * 3, "※名词解释※", "1.链长制：" + BODY, *["链接"] * 40)
    assert [h for _, h in heads(text)] == ["一、工作回顾", "※名词解释※"]


def test_the_list_of_the_annexes_is_no_heading() -> None:
    text = lines(
        "一、工作回顾",
        BODY,
        "附件：1. 名词解释",
        "2.青岚县民生实事清单",
        "附件1",
        "名词解释",
        "1.链长制：" + BODY,
    )
    assert [h for _, h in heads(text)] == ["一、工作回顾", "名词解释"]


def test_glossary_lines_are_no_headings() -> None:
    text = lines(
        "一、工作回顾", BODY, "二、工作安排", BODY, "名词解释", "1.链长制：" + BODY, "2.一网通办：" + BODY
    )
    assert [h for _, h in heads(text)] == ["一、工作回顾", "二、工作安排", "名词解释"]


def test_rows_of_the_statutory_tables_are_no_headings() -> None:
    text = lines(
        "一、总体情况",
        BODY,
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量 21 0 21",
        "二、上年结转政府信息公开申请数量 0 0 0",
        "（一）予以公开",
        "（二）部分公开",
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    assert [h[:2] for _, h in heads(text, "xxgk")] == ["一、", "二、", "三、", "四、"]


def test_run_in_heads_lie_below_the_headings() -> None:
    text = lines(
        "一、主要做法",
        "完善机制。一是健全制度。逐级压实责任。二是强化督导，定期通报进度。",
        "——坚持数字赋能。" + BODY,
    )
    run_ins = [s for s in find_sections(text, "fazhi") if s.run_in]
    assert [s.heading for s in run_ins] == ["一是健全制度", "二是强化督导，定期通报进度", "——坚持数字赋能"]
    assert [s.number for s in run_ins] == ["一是", "二是", "——"]
    assert all(s.level >= 5 for s in run_ins)
    assert text[run_ins[0].span.end :].startswith("二是")
    assert text[run_ins[1].span.end] == "\n"


@pytest.mark.parametrize(
    "text",
    [
        "全市统一是大势所趋。",
        "这是唯一要求。",
        "排名第一，进步明显。",
        "青岚县政府工作报告\n——2023年1月8日在县第十六届人民代表大会第三次会议上",
        "青岚县政府工作报告\n——在县第十六届人民代表大会第三次会议上",
        "启动“暖春行动”——乡村文化志愿服务计划，覆盖全部乡镇。",
        "增速居全市（含新区）第一，其中工业投资占七成。",
        "获评“公平教育示范县”第一，群众满意。",
        "主要支柱 ——茶叶、竹木两大产业。",
    ],
)
def test_numerals_inside_a_clause_are_no_run_in_heads(text: str) -> None:
    assert not [s for s in find_sections(text, "other") if s.run_in]


def test_headings_glued_into_a_paragraph_are_found_as_run_in() -> None:
    text = (
        "现将有关工作总结如下：一、工作开展情况（一）强化组织领导一是成立专班。"
        + BODY * 2
        + "（二）规范执法行为 严格落实三项制度。"
        + BODY * 2
        + "二、存在问题在肯定成绩的同时，仍有差距。"
        + BODY
        + "三、下一步工作计划（一）加强培训。"
        + BODY
    )
    found = [(s.level, s.heading) for s in find_sections(text, "fazhi") if s.run_in and s.level < 5]
    assert found == [
        (1, "一、工作开展情况"),
        (2, "（一）强化组织领导"),
        (2, "（二）规范执法行为"),
        (1, "二、存在问题"),
        (1, "三、下一步工作计划"),
        (2, "（一）加强培训"),
    ]


def test_an_enumeration_in_a_sentence_is_not_taken_for_glued_headings() -> None:
    text = "青岚县建成工业园区。一、二期工程投产，三期开工；一、二、三产业融合发展。" + BODY * 8
    assert not [s for s in find_sections(text, "fazhi") if s.level < 5 and s.heading]


REPORT = lines(
    "青岚县政府工作报告",
    "各位代表：",
    "现在，我代表县人民政府向大会报告工作，请予审议。",
    "一、2022年工作回顾",
    BODY,
    "（一）产业提速。一是强工业。二是兴农业。" + BODY,
    "1.壮大龙头。" + BODY,
    "2.培育集群。" + BODY,
    "我们也清醒地看到，发展中还有不少困难和问题。",
    "二、2023年工作安排",
    "今年主要预期目标是：生产总值增长6%。",
    "重点抓好以下工作：",
    "（一）抓项目。" + BODY,
    "各位代表！让我们团结奋斗！",
)


@pytest.mark.parametrize("kind", ["gwr", "fazhi", "xxgk", "tjgb", "other"])
@pytest.mark.parametrize("text", [REPORT, "", "\n\n", BODY, "一、", "（一）\n（二）", "一是\n二是。"])
def test_sections_form_a_tree(kind: Kind, text: str) -> None:
    sections = find_sections(text, kind)
    assert [s.span.start for s in sections] == sorted(s.span.start for s in sections)
    for index, section in enumerate(sections):
        assert 0 <= section.span.start < section.span.end <= len(text)
        assert section.parent < index
        if section.parent >= 0:
            parent = sections[section.parent]
            assert parent.span.start <= section.span.start < section.span.end <= parent.span.end
            assert not section.heading or section.level >= parent.level


@pytest.mark.parametrize("kind", ["gwr", "fazhi", "xxgk", "tjgb"])
def test_every_character_has_a_role(kind: Kind) -> None:
    painted = [False] * len(REPORT)
    for section in find_sections(REPORT, kind):
        assert section.role
        painted[section.span.start : section.span.end] = [True] * len(section.span)
    assert all(painted)


def test_other_reports_have_headings_but_no_roles() -> None:
    sections = find_sections(REPORT, "other")
    assert {s.role for s in sections} == {""}
    assert all(s.heading for s in sections)


@pytest.mark.parametrize(
    "unit",
    ["一", "（", "\n", "一是", "。一是", "一、甲\n", "（一）甲\n", "第一部分\n", "·", "#", "1.", "——", " "],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    with little_work():
        find_sections(text, "gwr")


def test_speed_of_a_common_report() -> None:
    text = REPORT * 20
    find_sections(text, "gwr")
    with little_work():
        sections: tuple[Section, ...] = find_sections(text, "gwr")
        assert sections
