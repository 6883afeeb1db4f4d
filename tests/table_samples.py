"""Tables made by hand for the tests, as the readers hand them over."""

from __future__ import annotations

from decimal import Decimal

from reportnlp.datamodel import Cell, Indicator, Span, Table
from reportnlp.resources.xxgk_tables import forms, request_id

Row = list[str | tuple[str, int, int]]
"""A cell is its text, or (text, row span, column span); a covered slot is left out."""


def make_table(rows: list[Row], before: str = "", after: str = "") -> tuple[str, Table]:
    """Text and table as the readers write them: a line a row, cells parted by tabs."""
    text, cells = before, []
    covered: set[tuple[int, int]] = set()
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for i, item in enumerate(row):
            words, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            while (r, column) in covered:
                column += 1
            text += "\t" if i else ""
            cells.append(Cell(r, column, words, Span(len(text), len(text) + len(words)), down, across))
            text += words
            covered |= {(r + y, column + x) for y in range(down) for x in range(across)}
            column += across
            width = max(width, column)
        text += "\n"
    table = Table(Span(len(before), len(text) - 1), tuple(cells), len(rows), width)
    return text + after, table


def brief(found: list[Indicator]) -> list[tuple[str, Decimal | tuple[Decimal, ...], str, str, str]]:
    return [(f.subject, f.quantity.value, f.quantity.unit, f.kind, f.period.edtf) for f in found]


# -- the statutory tables of 政府信息公开年报 ----------------------------------------------------

FORM = forms()
GROUPS = ["（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"]
DETAILS: list[tuple[str, list[str]]] = [
    (
        "（三）不予公开",
        [
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ],
    ),
    (
        "（四）无法提供",
        ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
    ),
    (
        "（五）不予处理",
        [
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ],
    ),
    (
        "（六）其他处理",
        [
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ],
    ),
]


def disclosure_rows() -> list[Row]:
    return [
        [("第二十条第（一）项", 1, 4)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "3", "1", "12"],
        [("第二十条第（五）项", 1, 4)],
        ["信息内容", ("本年处理决定数量", 1, 3)],
        ["行政许可", ("950", 1, 3)],
        [("第二十条第（六）项", 1, 4)],
        ["信息内容", ("本年处理决定数量", 1, 3)],
        ["行政处罚", ("87", 1, 3)],
        ["行政强制", ("4", 1, 3)],
        [("第二十条第（八）项", 1, 4)],
        ["信息内容", ("本年收费金额（单位：万元）", 1, 3)],
        ["行政事业性收费", ("61.50", 1, 3)],
    ]


def numbers(i: int) -> list[str]:
    """Seven figures of the i-th row of the request table, the last their sum."""
    parts = [i + 1, 0, 1, 0, 2, 0]
    return [*map(str, parts), str(sum(parts))]


def request_rows(heads: bool = True, vertical: str = "三、本年度办理结果") -> list[Row]:
    rows: list[Row] = []
    if heads:
        rows = [
            [
                ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
                ("申请人情况", 1, 7),
            ],
            [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
            ["商业 企业", "科研 机构", "社会公益组织", "法律服务机构", "其他"],
        ]
    i = iter(range(30))
    rows.append([("一、本年新收政府信息公开申请数量", 1, 3), *numbers(next(i))])
    rows.append([("二、上年结转政府信息公开申请数量", 1, 3), *numbers(next(i))])
    rows.append([(vertical, 22, 1), (GROUPS[0], 1, 2), *numbers(next(i))])
    rows.append([(GROUPS[1], 1, 2), *numbers(next(i))])
    for group, details in DETAILS:
        first: Row = [(group, len(details), 1), details[0], *numbers(next(i))]
        rows.append(first)
        rows += [[detail, *numbers(next(i))] for detail in details[1:]]
    rows.append([("（七）总计", 1, 2), *numbers(next(i))])
    rows.append([("四、结转下年度继续办理", 1, 3), *numbers(next(i))])
    return rows


def litigation_rows() -> list[Row]:
    outcomes = ["结果 维持", "结果 纠正", "其他 结果", "尚未 审结", "总计"]
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*[(o, 2, 1) for o in outcomes], ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [*outcomes, *outcomes],
        [*map(str, range(1, 16))],
    ]


REQUEST_IDS = [
    request_id(row, column) for row in FORM.requests if row.id != "gk_qt" for column in FORM.applicants
]
