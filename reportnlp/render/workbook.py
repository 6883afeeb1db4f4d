"""Reports as an Excel workbook: figures, sections, names, tables and the reports themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from reportnlp.datamodel import Report
from reportnlp.render import words
from reportnlp.render.grids import ROW_LIMIT, TEXT_LIMIT, GridSheet
from reportnlp.render.tabular import SHEET_COLUMNS, sheet_rows

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_SECTION_HEADS = {
    "level": "层级",
    "heading": "标题",
    "role": "功能",
    "figures": "指标数",
    "run_in": "段内标题",
}
_SECTION_HEADS |= {"source": "来源文件", "start": "起", "end": "止"}
_ENTITY_HEADS = {"text": "名称", "label": "类别", "source": "来源文件", "start": "起", "end": "止"}
_REPORT_HEADS = {"title": "标题", "kind": "文种", "region": "地区", "level": "层级", "year": "年度"}
_REPORT_HEADS |= {"issuers": "发文机关", "addressees": "主送", "date": "日期", "characters": "字数"}
_REPORT_HEADS |= {"figures": "指标数", "sections": "章节数", "tables": "表格数", "notes": "读取说明"}
_REPORT_HEADS |= {"source": "来源文件", "code": "区划代码", "sha256": "SHA-256"}

_WIDTHS = {"主体": 30, "读数": 16, "原文": 16, "数值": 18, "上限": 12, "时期": 16, "指标概念": 24, "章节": 26}
_WIDTHS |= {
    "章节功能": 16,
    "功能": 16,
    "所在句": 70,
    "文种": 24,
    "来源文件": 28,
    "原文数字": 14,
    "概念编号": 18,
}
_WIDTHS |= {"标题": 44, "名称": 40, "地区": 14, "发文机关": 28, "主送": 28, "日期": 12, "读取说明": 40}
_WIDTHS |= {"SHA-256": 68}
_WRAPPED = frozenset({"主体", "标题", "所在句", "读取说明", "发文机关", "主送"})


def write_workbook(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One workbook for all reports, with the sheets 指标, 章节, 名称, 表格, 报告."""
    import xlsxwriter

    # Constant memory: rows go to disk as they come, so that thousands of reports fit.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        looks = _looks(book)
        figures = _sheet(book, "指标", SHEET_COLUMNS, looks)
        sections = _sheet(book, "章节", _SECTION_HEADS, looks)
        entities = _sheet(book, "名称", _ENTITY_HEADS, looks)
        tables = GridSheet(book, book.add_worksheet("表格"))
        about = _sheet(book, "报告", _REPORT_HEADS, looks)
        for report in reports:
            figures.add(sheet_rows(report))
            sections.add(_section_rows(report))
            entities.add(_entity_rows(report))
            tables.add(report)
            about.add([_report_row(report)])
        for sheet in (figures, sections, entities, tables, about):
            sheet.finish()


@dataclass(slots=True)
class _Sheet:
    """A worksheet that grows downwards below a frozen head."""

    worksheet: Any
    heads: Mapping[str, str]
    formats: Sequence[Any]
    whole: Any
    filled: int = 1

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            if self.filled < ROW_LIMIT:
                self._add_row(row)

    def _add_row(self, row: Mapping[str, Any]) -> None:
        for column, key in enumerate(self.heads):
            value = row[key]
            if isinstance(value, str):  # a string cell is never taken for a formula
                self.worksheet.write_string(self.filled, column, value[:TEXT_LIMIT], self.formats[column])
            elif value is not None:
                # Excel's general format turns 12 digits into powers of ten.
                grouped = isinstance(value, int) and abs(value) >= 10_000
                style = self.whole if grouped else self.formats[column]
                self.worksheet.write_number(self.filled, column, value, style)
        self.filled += 1

    def finish(self) -> None:
        self.worksheet.autofilter(0, 0, self.filled - 1, len(self.heads) - 1)


def _looks(book: Workbook) -> dict[str, Any]:
    return {
        "top": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "bold": book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1}),
        "whole": book.add_format({"valign": "top", "num_format": "#,##0"}),
    }


def _sheet(book: Workbook, name: str, heads: Mapping[str, str], looks: Mapping[str, Any]) -> _Sheet:
    worksheet = book.add_worksheet(name)
    worksheet.freeze_panes(1, 0)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:Z{ROW_LIMIT}"})  # codes, printed digits
    for column, head in enumerate(heads.values()):
        worksheet.set_column(column, column, _WIDTHS.get(head, 10))
        worksheet.write_string(0, column, head, looks["bold"])
    formats = [looks["wrapped" if head in _WRAPPED else "top"] for head in heads.values()]
    return _Sheet(worksheet, heads, formats, looks["whole"])


def _section_rows(report: Report) -> list[dict[str, Any]]:
    inside = words.figures_inside(report)
    return [
        {
            "level": section.level,
            "heading": section.heading,
            "role": words.role_text(section.role),
            "figures": inside[index],
            "run_in": "是" if section.run_in else "",
            "start": section.span.start,
            "end": section.span.end,
            "source": words.source_text(report.meta.source),
        }
        for index, section in enumerate(report.sections)
    ]


def _entity_rows(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "text": entity.text,
            "label": words.ENTITY_LABELS[entity.label],
            "start": entity.span.start,
            "end": entity.span.end,
            "source": words.source_text(report.meta.source),
        }
        for entity in report.entities
    ]


def _report_row(report: Report) -> dict[str, Any]:
    meta, region = report.meta, report.meta.region
    return {
        "title": words.title_text(meta),
        "kind": words.KINDS[meta.kind],
        "region": region.name if region else "",
        "code": region.code if region else "",
        "level": words.LEVELS.get(region.level, "") if region else "",
        "year": meta.year,
        "issuers": "、".join(meta.issuers),
        "addressees": "、".join(meta.addressees),
        "date": meta.date,
        "characters": len(report.text),
        "figures": len(report.indicators),
        "sections": len(report.sections),
        "tables": len(report.tables),
        "notes": "；".join(report.notes),
        "source": words.source_text(meta.source),
        "sha256": meta.sha256,
    }
