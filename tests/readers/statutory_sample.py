"""The three tables that the annual report on 政府信息公开 must contain, with invented figures.

The form is that of 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from random import Random
from typing import Any

from paged_samples import Merge, add_furniture, add_paragraph, add_table, add_title, new_document

DISCLOSURE = (
    ("第二十条第（一）项", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
    ("第二十条第（五）项", ("本年处理决定数量",), ("行政许可",)),
    ("第二十条第（六）项", ("本年处理决定数量",), ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
)

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")

REFUSED = (
    "属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息",
    "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项",
)  # fmt: skip
ABSENT = ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确")
NOT_HANDLED = (
    "信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请", "要求行政机关确认或重新出具已获取信息",
)  # fmt: skip
OTHERWISE = (
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其他",
)
RESULTS = (
    ("（一）予以公开", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ()),
    ("（三）不予公开", REFUSED),
    ("（四）无法提供", ABSENT),
    ("（五）不予处理", NOT_HANDLED),
    ("（六）其他处理", OTHERWISE),
    ("（七）总计", ()),
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

Form = tuple[dict[tuple[int, int], str], list[Merge], int, int]
"""Texts, merges, rows and columns of one table."""


def disclosure(random: Random) -> Form:
    """Table 2: what was made public of its own accord."""
    texts: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    row = 0
    for article, heads, names in DISCLOSURE:
        texts[row, 0] = article
        merges.append((row, 0, row, 3))
        for line in (("信息内容", *heads), *((name, *_figures(random, len(heads))) for name in names)):
            row += 1
            texts |= {(row, column): text for column, text in enumerate(line)}
            if len(heads) == 1:
                merges.append((row, 1, row, 3))
        row += 1
    return texts, merges, row, 4


def requests(random: Random) -> Form:
    """Table 3: requests received and handled."""
    texts = {(0, 0): "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"}
    texts |= {(0, 3): "申请人情况", (1, 3): "自然人", (1, 4): "法人或其他组织", (1, 9): "总计"}
    texts |= {(2, 4 + i): name for i, name in enumerate(APPLICANTS)}
    merges: list[Merge] = [(0, 0, 2, 2), (0, 3, 0, 9), (1, 3, 2, 3), (1, 4, 1, 8), (1, 9, 2, 9)]
    row = 3
    for name in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"):
        texts[row, 0] = name
        merges.append((row, 0, row, 2))
        row += 1
    texts[row, 0] = "三、本年度办理结果"
    for name, points in RESULTS:
        texts[row, 1] = name
        merges.append((row, 1, row + max(0, len(points) - 1), 1 if points else 2))
        texts |= {(row + i, 2): f"{i + 1}.{point}" for i, point in enumerate(points)}
        row += max(1, len(points))
    merges.append((5, 0, row - 1, 0))
    texts[row, 0] = "四、结转下年度继续办理"
    merges.append((row, 0, row, 2))
    for line in range(3, row + 1):
        texts |= {(line, 3 + i): figure for i, figure in enumerate(_figures(random, 7))}
    return texts, merges, row + 1, 10


def litigation(random: Random) -> Form:
    """Table 4: reviews and lawsuits."""
    texts = {(0, 0): "行政复议", (0, 5): "行政诉讼", (1, 5): "未经复议直接起诉", (1, 10): "复议后起诉"}
    merges: list[Merge] = [(0, 0, 0, 4), (0, 5, 0, 14), (1, 5, 1, 9), (1, 10, 1, 14)]
    for i, name in enumerate(OUTCOMES):
        texts |= {(1, i): name, (2, 5 + i): name, (2, 10 + i): name}
        merges.append((1, i, 2, i))
    texts |= {(3, i): figure for i, figure in enumerate(_figures(random, 15))}
    return texts, merges, 4, 15


def _figures(random: Random, count: int) -> list[str]:
    return [str(random.choice((0, 0, random.randint(1, 30), random.randint(1, 9999)))) for _ in range(count)]


def report(seed: int, filler: int) -> tuple[Any, list[Form]]:
    """A report with the three tables; `filler` lines before them shift where the pages break."""
    random = Random(seed)
    forms = [disclosure(random), requests(random), litigation(random)]
    document = new_document()
    add_furniture(document)
    add_title(document, "云溪市人民政府2023年政府信息公开工作年度报告")
    add_paragraph(document, "一、总体情况")
    for i in range(filler):
        add_paragraph(document, f"第{i + 1}季度新收申请{i * 37 + 5}件，均已答复。")
    headings = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    for heading, (texts, merges, rows, columns) in zip(headings, forms, strict=True):
        add_paragraph(document, heading)
        add_table(document, rows, columns, texts, merges)
    add_paragraph(document, "五、存在的主要问题及改进情况")
    add_paragraph(document, "六、其他需要报告的事项")
    return document, forms
