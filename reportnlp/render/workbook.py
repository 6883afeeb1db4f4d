"""Reports as an Excel workbook: figures, sections, entities, tables and the reports themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from reportnlp.datamodel import Report
from reportnlp.render import words
from reportnlp.render.tabular import harmless
from reportnlp.serialise import FIGURE_COLUMNS, figure_rows

if TYPE_CHECKING:
    from xlsxwriter import Workbook

CELL_LIMIT = 32_767  # characters that Excel keeps in a cell
ROW_LIMIT = 1_048_576  # rows that Excel keeps in a sheet, the head included

_SECTION_HEADS = {"level": "层级", "heading": "标题", "role": "功能", "figures": "指标数"}
_SECTION_HEADS |= {"run_in": "段内标题", "start": "起", "end": "止", "source": "来源文件"}
_ENTITY_HEADS = {"text": "实体", "label": "类别", "start": "起", "end": "止", "source": "来源文件"}
_TABLE_HEADS = {"table": "表", "caption": "表题", "row": "行", "column": "列", "text": "单元格"}
_TABLE_HEADS |= {"row_span": "占行", "column_span": "占列", "source": "来源文件"}
_REPORT_HEADS = {"title": "标题", "kind": "文种", "region": "地区", "code": "区划代码", "level": "层级"}
_REPORT_HEADS |= {"year": "年度", "issuers": "发文机关", "addressees": "主送", "date": "日期"}
_REPORT_HEADS |= {"characters": "字数", "figures": "指标数", "sections": "章节数", "notes": "读取说明"}
_REPORT_HEADS |= {"source": "来源文件", "sha256": "SHA-256"}

_WIDTHS = {"主体": 30, "原文": 16, "章节": 26, "所在句": 70, "标题": 44, "实体": 36, "单元格": 40}
_WIDTHS |= {"数值": 16, "上限": 12, "来源文件": 28, "表题": 30, "发文机关": 24, "读取说明": 40, "SHA-256": 20}
_WRAPPED = frozenset({"所在句", "单元格", "读取说明"})


def write_workbook(reports: Iterable[Report], stream: BinaryIO) -> None:
    """One workbook for all reports, with the sheets 指标, 章节, 实体, 表格, 报告."""
    import xlsxwriter

    # Constant memory: rows go to disk as they come, so that thousands of reports fit.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheets = _sheets(book)
        for report in reports:
            for sheet, rows in zip(sheets, _rows(report), strict=True):
                for row in rows:
                    sheet.add(row)
        for sheet in sheets:
            sheet.finish()


@dataclass(slots=True)
class _Sheet:
    """A worksheet that grows downwards below a frozen head."""

    worksheet: Any
    heads: Mapping[str, str]
    formats: Sequence[Any]
    whole: Any
    filled: int = 1

    def add(self, row: Mapping[str, Any]) -> None:
        if self.filled >= ROW_LIMIT:
            return
        for column, key in enumerate(self.heads):
            value = harmless(row[key])
            if isinstance(value, str):
                self.worksheet.write_string(self.filled, column, value[:CELL_LIMIT], self.formats[column])
            elif value is not None:
                # Excel's general format turns 12 digits into powers of ten.
                grouped = isinstance(value, int) and abs(value) >= 10_000
                style = self.whole if grouped else self.formats[column]
                self.worksheet.write_number(self.filled, column, value, style)
        self.filled += 1

    def finish(self) -> None:
        self.worksheet.autofilter(0, 0, self.filled - 1, len(self.heads) - 1)


def _sheets(book: Workbook) -> list[_Sheet]:
    names = {
        "指标": FIGURE_COLUMNS,
        "章节": _SECTION_HEADS,
        "实体": _ENTITY_HEADS,
        "表格": _TABLE_HEADS,
        "报告": _REPORT_HEADS,
    }
    top, wrapped = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1})
    whole = book.add_format({"valign": "top", "num_format": "#,##0"})
    sheets = []
    for name, heads in names.items():
        worksheet = book.add_worksheet(name)
        worksheet.freeze_panes(1, 0)
        worksheet.ignore_errors({"number_stored_as_text": f"A1:Z{ROW_LIMIT}"})  # codes, printed digits
        for column, head in enumerate(heads.values()):
            worksheet.set_column(column, column, _WIDTHS.get(head, 10))
            worksheet.write_string(0, column, head, bold)
        formats = [wrapped if head in _WRAPPED else top for head in heads.values()]
        sheets.append(_Sheet(worksheet, heads, formats, whole))
    return sheets


def _rows(report: Report) -> tuple[list[dict[str, Any]], ...]:
    return (
        [words.row_in_words(row) for row in figure_rows(report)],
        _section_rows(report),
        _entity_rows(report),
        _cell_rows(report),
        [_report_row(report)],
    )


def _section_rows(report: Report) -> list[dict[str, Any]]:
    figures = [0] * len(report.sections)
    for indicator in report.indicators:
        if 0 <= indicator.section < len(figures):
            figures[indicator.section] += 1
    return [
        {
            "level": section.level,
            "heading": section.heading,
            "role": words.role_text(section.role),
            "figures": count,
            "run_in": "是" if section.run_in else "",
            "start": section.span.start,
            "end": section.span.end,
            "source": words.source_text(report.meta.source),
        }
        for section, count in zip(report.sections, figures, strict=True)
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


def _cell_rows(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "table": number,
            "caption": table.caption,
            "row": cell.row + 1,
            "column": cell.column + 1,
            "text": cell.text,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "source": words.source_text(report.meta.source),
        }
        for number, table in enumerate(report.tables, start=1)
        for cell in table.cells
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
        "notes": "；".join(report.notes),
        "source": words.source_text(meta.source),
        "sha256": meta.sha256,
    }
