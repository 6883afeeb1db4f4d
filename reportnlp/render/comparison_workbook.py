"""Reports side by side as an Excel workbook: figures, targets, claims, text; the rows of many years first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from reportnlp.datamodel import Series
from reportnlp.render import words
from reportnlp.render.comparison_columns import CHANGES, CHANGES_PRINTED, CLAIMS, TARGETS, TEXTS, YEARS
from reportnlp.render.comparison_labels import side_names
from reportnlp.render.comparison_lineup_sheet import add_lineup
from reportnlp.render.comparison_rows import Rows
from reportnlp.render.comparison_sheets import Column, Looks, Row, Sheet, set_up_page
from reportnlp.render.comparison_summary import summary_lines
from reportnlp.render.comparison_words import (
    FULFILMENT_MEANINGS,
    FULFILMENTS,
    PASSAGE_MEANINGS,
    PASSAGE_STATES,
    RELATION_MEANINGS,
    RELATIONS,
    VERDICT_MEANINGS,
    VERDICTS,
    report_label,
)
from reportnlp.render.plain import one_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_HOW_TO_READ: Final = (
    ("原句", "红色粗体是所说的数；太长的句子两头用“…”略去。"),
    ("段落", "上年一栏里划掉的是今年没有了的字，今年一栏里绿色粗体是新写的字。"),
    ("数值", "指标对比最右边几栏是可以排序、计算、画图的数，打印时不印。“约”“超”等字只是显示。"),
    ("增减", "按两份报告印出来的数算；印出来的数是取整过的，算不准时写“约”或写一个范围。"),
)


def write_workbook(lineups: Iterable[Series], stream: BinaryIO) -> None:
    """One workbook for a line-up (the first; more do not occur)."""
    import xlsxwriter

    # Constant memory: rows go to disk as they come, so that reports of any size fit.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        looks = Looks(book)
        for series in lineups:
            _add(book, looks, series)
            break


def _add(book: Workbook, looks: Looks, series: Series) -> None:
    many = len(series.comparisons) != 1
    if many:
        add_lineup(book, looks, series)
    rows = [Rows(comparison) for comparison in series.comparisons]
    sides = side_names(series.reports)
    sheets = (
        ("指标对比", CHANGES, CHANGES_PRINTED, Rows.changes, "两份报告的指标没有能对上的。"),
        ("目标完成", TARGETS, len(TARGETS), Rows.targets, "上年报告里没有找到带数字的目标。"),
        ("核算疑点", CLAIMS, len(CLAIMS), Rows.claims, "今年报告里没有可以核算的增减。"),
        ("章节变化", TEXTS, len(TEXTS), Rows.texts, "没有可以比较的章节和段落。"),
    )
    for name, columns, printed, listed, empty in sheets:
        shown = _columns(columns, sides, many)
        sheet = Sheet(book, looks, name, shown, frozen=3 if many else 2, printed=printed + many)
        for each in rows:
            sheet.add(listed(each))
        sheet.finish(empty)
    _about(book, looks, series)


def _columns(columns: Sequence[Column], sides: tuple[str, str], many: bool) -> list[Column]:
    """The columns with the names of the two sides in their heads."""
    old, new = sides
    named = [replace(column, head=column.head.format(old=old, new=new)) for column in columns]
    return [YEARS, *named] if many else named


def _about(book: Workbook, looks: Looks, series: Series) -> None:
    """The last sheet: which files, what it amounts to, and what the words mean."""
    sheet = Sheet(book, looks, "说明", (Column("head", "项目", 16), Column("text", "内容", 110, True)), 0, 2)
    sheet.add(_facts(series))
    for title, meanings in (
        ("关系", {RELATIONS[key]: text for key, text in RELATION_MEANINGS.items()}),
        ("目标的结果", {FULFILMENTS[key]: text for key, text in FULFILMENT_MEANINGS.items()}),
        ("核算的结论", {VERDICTS[key]: text for key, text in VERDICT_MEANINGS.items()}),
        ("段落的变化", {PASSAGE_STATES[key]: text for key, text in PASSAGE_MEANINGS.items()}),
    ):
        sheet.add([{"head": title, "text": "\n".join(f"{word}：{text}" for word, text in meanings.items())}])
    sheet.add({"head": head, "text": text} for head, text in _HOW_TO_READ)
    set_up_page(sheet.worksheet)


def _facts(series: Series) -> Iterable[Row]:
    for report in series.reports:
        title = one_line(words.title_text(report.meta))
        source = one_line(words.source_text(report.meta.source))
        yield {"head": report_label(report), "text": f"{title}（{source}）" if source else title}
    for comparison in series.comparisons:
        between = f"{report_label(comparison.old)} → {report_label(comparison.new)}"
        said = [f"{head}：{text}" for head, text in summary_lines(comparison)]
        yield {"head": "比较结果", "text": "\n".join([between, *said])}
        for note in comparison.notes:
            yield {"head": "注意", "text": one_line(note)}
