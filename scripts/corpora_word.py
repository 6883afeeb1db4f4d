"""Write a sample report as a Word file in the page, fonts and numbering of official documents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

BODY_FONT, HEAD_FONTS, TITLE_FONT = "仿宋_GB2312", ("黑体", "楷体_GB2312", "仿宋_GB2312"), "方正小标宋简体"
LATIN_FONT = "Times New Roman"
BODY_SIZE, TITLE_SIZE, LINE_PITCH = 16, 22, 28.95  # points; GB/T 9704-2012: 3号, 2号, 22 lines a page
MARGINS = {"top_margin": 37, "left_margin": 28, "right_margin": 26, "bottom_margin": 35}  # mm, the same
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
TIME = datetime(2024, 1, 1, tzinfo=UTC)
"""Stands in the file instead of the time of making, so that the same input gives the same bytes."""

_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}\.)")

Part = Literal["title", "centred", "right", "addressee", "heading", "body", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a report, or one table (`text` is then its id); `level` of a numbered one, else 0."""

    part: Part
    text: str
    level: int = 0


def write_docx(blocks: Iterable[Block], tables: dict[str, Any], path: Path, automatic: bool) -> None:
    """Write a report to `path`.

    Args:
        blocks: its paragraphs and tables in order.
        tables: the tables by id: `rows` of texts, or `cells` with row, column, text and spans.
        automatic: let Word count 一、（一） 1. instead of typing them.
    """
    import docx

    document = docx.Document()
    _page(document)
    _styles(document)
    list_id = _numbering(document) if automatic else None
    for block in blocks:
        if block.part == "table":
            _table(document, tables[block.text])
        else:
            _paragraph(document, block, list_id)
    properties = document.core_properties
    properties.author, properties.title = "reportnlp", document.paragraphs[0].text
    properties.created = properties.modified = TIME
    document.save(str(path))
    _settle(path)


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in MARGINS.items():
        setattr(section, name, Mm(width))
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    footer.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        run._r.append(_element("w:fldChar", fldCharType=kind) if kind else _instruction(text))
    footer.add_run(" —")


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _instruction(text: str) -> Any:
    element = _element("w:instrText")
    element.text = text
    return element


def _styles(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    # Left at English, some programs draw 。 and ， in the middle of their square, as in Taiwan.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    _font(normal, BODY_FONT, BODY_SIZE)
    normal.paragraph_format.line_spacing = Pt(LINE_PITCH)
    normal.paragraph_format.space_after = Pt(0)
    _font(document.styles["Title"], TITLE_FONT, TITLE_SIZE)
    document.styles["Title"].paragraph_format.alignment = 1
    for border in document.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    for level, font in enumerate(HEAD_FONTS, 1):
        style = document.styles[f"Heading {level}"]
        _font(style, font, BODY_SIZE)
        style.paragraph_format.space_before = Pt(0)


def _font(style: Any, east_asia: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = LATIN_FONT, Pt(size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east_asia)


def _numbering(document: Any) -> int:
    """Define the three levels, hang the first two on their heading styles; the id of the list."""
    root = document.part.numbering_part.element
    abstract = _element("w:abstractNum", abstractNumId="100")
    abstract.append(_element("w:multiLevelType", val="multilevel"))
    for level, (form, text) in enumerate(LEVELS):
        item = _element("w:lvl", ilvl=str(level))
        item.extend([_element("w:start", val="1"), _element("w:numFmt", val=form)])
        if level < 2:
            item.append(_element("w:pStyle", val=f"Heading{level + 1}"))
        item.extend([_element("w:suff", val="nothing"), _element("w:lvlText", val=text)])
        abstract.append(item)
    root.xpath("./w:num")[0].addprevious(abstract)
    list_id = int(root.add_num(100).numId)
    for level in (0, 1):
        _count(document.styles[f"Heading {level + 1}"].element.get_or_add_pPr(), list_id, level)
    return list_id


def _count(properties: Any, list_id: int, level: int) -> None:
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = list_id


def _paragraph(document: Any, block: Block, list_id: int | None) -> None:
    from docx.oxml.ns import qn

    style = {"title": "Title", "heading": f"Heading {min(block.level, 3)}"}.get(block.part, "Normal")
    typed = _NUMBER.match(block.text) if list_id is not None and block.level else None
    paragraph = document.add_paragraph(block.text[typed.end() :] if typed else block.text, style=style)
    properties = paragraph._p.get_or_add_pPr()
    if block.part in ("centred", "right"):
        paragraph.alignment = 1 if block.part == "centred" else 2
    elif block.part in ("body", "heading"):
        properties.get_or_add_ind().set(qn("w:firstLineChars"), "200")
        properties.get_or_add_ind().set(qn("w:firstLine"), "640")
    if typed and list_id is not None and not (block.part == "heading" and block.level < 3):
        _count(properties, list_id, block.level - 1)


def _table(document: Any, table: dict[str, Any]) -> None:
    from docx.shared import Pt

    cells = list(_cells(table))
    rows = max(row for row, *_ in cells) + 1
    columns = max(right for *_, right, _ in cells) + 1
    grid = document.add_table(rows, columns, style="Table Grid")
    for line in grid.rows:
        line._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for row, column, bottom, right, text in cells:
        paragraph = grid.cell(row, column).merge(grid.cell(bottom, right)).paragraphs[0]
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.add_run(text).font.size = Pt(9 if columns < 8 else 7)


def _cells(table: dict[str, Any]) -> Iterator[tuple[int, int, int, int, str]]:
    """Every cell as its first row and column, its last row and column, and its text."""
    for row, texts in enumerate(table.get("rows", [])):
        for column, text in enumerate(texts):
            yield row, column, row, column, text
    for c in table.get("cells", []):
        row, column = c["row"], c["column"]
        bottom, right = row + c.get("row_span", 1) - 1, column + c.get("column_span", 1) - 1
        yield row, column, bottom, right, c["text"]


def _settle(path: Path) -> None:
    """Pack the file anew with one fixed time, so that the same input gives the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, date_time=TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
