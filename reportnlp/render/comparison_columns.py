"""The columns of the sheets of a comparison; "{old}" and "{new}" stand for what the two sides are called."""

from __future__ import annotations

from typing import Final

from reportnlp.render.comparison_sheets import Column
from reportnlp.render.comparison_words import (
    FULFILMENTS,
    PASSAGE_STATES,
    RELATIONS,
    SECTION_STATES,
    VERDICTS,
)

UNDECIDED: Final = "拿不准"
"""What stands for the relation of figures with several counterparts."""

YEARS: Final = Column("years", "年度", 11)
"""In front of the columns of each sheet where more than two reports are compared."""

CHANGES: Final = (
    Column("relation", "关系", 10, False, {UNDECIDED: "open", RELATIONS["restated"]: "new"}),
    Column("name", "指标", 20, True),
    Column("old", "{old}", 12, True),
    Column("new", "{new}", 12, True),
    Column("moved", "增减", 13, True),
    Column("old_sentence", "{old}原句", 36, True),
    Column("new_sentence", "{new}原句", 36, True),
    Column("old_place", "{old}位置", 16, True),
    Column("new_place", "{new}位置", 16, True),
    Column("note", "备注", 16, True),
    Column("old_number", "{old}数值", 12),
    Column("new_number", "{new}数值", 12),
    Column("unit", "单位", 9),
    Column("middle", "增减幅度", 10),
    Column("old_period", "{old}时期", 14),
    Column("new_period", "{new}时期", 14),
    Column("score", "相似度", 8),
)
CHANGES_PRINTED: Final = 10

TARGETS: Final = (
    Column(
        "state",
        "结果",
        10,
        False,
        {FULFILMENTS["missed"]: "bad", FULFILMENTS["cannot_tell"]: "open", FULFILMENTS["met"]: "good"}
        | {FULFILMENTS["no_outcome"]: "pale"},
    ),
    Column("name", "指标", 20, True),
    Column("target", "{old}定的目标", 14, True),
    Column("outcome", "{new}的结果", 14, True),
    Column("why", "说明", 24, True),
    Column("old_sentence", "{old}原句", 38, True),
    Column("new_sentence", "{new}原句", 38, True),
    Column("old_place", "{old}位置", 16, True),
    Column("new_place", "{new}位置", 16, True),
)

CLAIMS: Final = (
    Column(
        "verdict",
        "结论",
        9,
        False,
        {VERDICTS["inconsistent"]: "bad", VERDICTS["cannot_tell"]: "open", VERDICTS["consistent"]: "good"},
    ),
    Column("name", "{new}的说法", 24, True),
    Column("implied", "按两年的数算出", 16, True),
    Column("formula", "算法", 28, True),
    Column("why", "说明", 24, True),
    Column("new_sentence", "{new}原句", 38, True),
    Column("old_sentence", "{old}原句", 38, True),
    Column("new_place", "{new}位置", 16, True),
    Column("old_place", "{old}位置", 16, True),
)

TEXTS: Final = (
    Column("kind", "类别", 7),
    Column(
        "state",
        "变化",
        10,
        False,
        {SECTION_STATES["new"]: "good", PASSAGE_STATES["new"]: "good", SECTION_STATES["gone"]: "bad"}
        | {PASSAGE_STATES["reworded"]: "open", SECTION_STATES["moved"]: "new", PASSAGE_STATES["same"]: "pale"}
        | {PASSAGE_STATES["year"]: "pale", PASSAGE_STATES["figures"]: "pale", SECTION_STATES["kept"]: "pale"},
    ),
    Column("old", "{old}", 62, True),
    Column("new", "{new}", 62, True),
    Column("score", "相似度", 8),
    Column("old_place", "{old}位置", 16, True),
    Column("new_place", "{new}位置", 16, True),
)
