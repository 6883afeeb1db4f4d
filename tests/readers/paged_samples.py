"""Invented reports as Word files, and LibreOffice to make PDFs of them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Noto Serif CJK SC"

TITLE = "青岚县2023年法治政府建设情况报告"

REPORT = (
    "2023年，青岚县坚持以习近平法治思想为指导，认真落实法治政府建设各项要求，全县行政机关依法履职能力持续提升，"
    "群众对法治建设的满意度达到96.35%，比上年提高1.2个百分点。",
    "一、主要举措和成效",
    "（一）优化法治化营商环境。全年办理行政许可12345件，其中网上办理10682件，占86.5%；取消证明事项17项，"
    "压缩审批时限3.5个工作日。“一业一证”改革覆盖25个行业，新登记经营主体4321户，总数达到28765户，"
    "同比增长9.8%。",
    "（二）规范行政执法。组织执法人员培训46期、参训2380人次，评查案卷1136卷，合格率99.12%。"
    "下达《行政执法监督意见书》8份，督促整改问题31个。",
    "——健全裁量基准。修订裁量权基准214条，公布轻微违法行为不予处罚事项清单（第三批），涉及市场监管、"
    "交通运输、城市管理等9个领域。",
    "（三）有效化解矛盾纠纷。收到行政复议申请128件，受理119件，审结112件，纠错率10.7%；行政机关负责人出庭应诉"
    "64人次，出庭应诉率100%。人民调解组织调处纠纷3604件，成功率98.6%，涉及金额1682.45万元。",
    "二、存在的不足和原因",
    "一是部分乡镇执法力量仍然薄弱，持证人员仅占42%；二是个别部门对行政复议决定的履行不够及时，原因是"
    "内部流转环节偏多、责任不够清晰。",
    "三、下一年度主要安排",
    "2024年，重点抓好以下工作：（1）完成全部13个乡镇综合执法队伍的规范化建设；（2）新增公共法律服务站点20个；"
    "（3）开展重点领域专项监督5次以上，推动解决群众反映强烈的突出问题。",
)

SIGNED = ("青岚县人民政府", "2024年1月12日")

WRITTEN = (*REPORT, *REPORT[1:], *REPORT[:5])
CROPS = (("产品名称", "产量（万吨）", "比上年增长（%）"), ("粮食", "12.35", "3.1"), ("其中：稻谷", "8.20", "-1.5"),
         ("油料", "1.02", "12.0"), ("蔬菜及食用菌", "45.60", "—"), ("水果", "7.77", "0.3"))  # fmt: skip
PEOPLE = (("指标", "年末数（人）", "比重（%）"), ("户籍人口", "402317", "100.0"), ("其中：城镇", "150211", "37.3"),
          ("乡村", "252106", "62.7"), ("0-17岁（含不满18周岁）", "80463", "20.0"), ("60周岁及以上", "72417", "18.0"))  # fmt: skip
PROJECTS = ("序号", "项目名称", "建设内容及规模", "总投资（万元）")

Texts = Mapping[tuple[int, int], str]
Merge = tuple[int, int, int, int]


def new_document() -> Any:
    """A4 with the margins of official documents, type of 16 points on lines of 28."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(28), Pt(0)
    return document


def add_paragraph(document: Any, text: str, size: float = 16, align: str = "JUSTIFY", indent: int = 2) -> Any:
    """A paragraph with an indent of `indent` characters."""
    paragraph = document.add_paragraph()
    paragraph.add_run(text).font.size = Pt(size)
    paragraph.paragraph_format.first_line_indent = Pt(indent * size)
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    return paragraph


def add_title(document: Any, text: str) -> None:
    add_paragraph(document, text, 22, "CENTER", 0)


def add_furniture(document: Any, header: str = "", number: str = "— {} —") -> None:
    """A header, and a footer with the number of the page."""
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].add_run(header).font.size = Pt(9)
    before, after = number.split("{}")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(before)
    for kind in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        footer.add_run()._r.append(element)
    footer.add_run(after)


def add_table(
    document: Any, rows: int, columns: int, texts: Texts, merges: Sequence[Merge] = (), size: float = 9
) -> Any:
    """A ruled table; `merges` are (first row, first column, last row, last column)."""
    table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    for (row, column), text in texts.items():
        fill(table.cell(row, column), text, size)
    return table


def fill(cell: Any, text: str, size: float) -> None:
    """Write `text` into a cell in small type."""
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).font.size = Pt(size)
    paragraph.paragraph_format.line_spacing = Pt(size * 1.5)


def set_rules(cell: Any, **sizes: int) -> None:
    """Draw the named sides of a cell (in eighths of a point), and no others."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:val"), "single" if side in sizes else "nil")
        element.set(qn("w:sz"), str(sizes.get(side, 0)))
        borders.append(element)
    cell._tc.get_or_add_tcPr().append(borders)


def set_columns(document: Any, count: int) -> None:
    """Begin a part with `count` columns of text on the same page."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), "420")


def set_landscape(document: Any) -> None:
    """Begin a part on pages lying on their long side."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def repeat_head(table: Any) -> None:
    """Have the first row of a table repeated on each page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def set_text_direction(cell: Any, direction: str) -> None:
    """Write a cell from top to bottom ("tbRl") or lying on its side ("btLr")."""
    element = OxmlElement("w:textDirection")
    element.set(qn("w:val"), direction)
    cell._tc.get_or_add_tcPr().append(element)


def _printed_report() -> Any:
    document = new_document()
    add_furniture(document, "青岚县人民政府文件汇编")
    add_title(document, TITLE)
    for text in WRITTEN:
        add_paragraph(document, text)
    for text in SIGNED:
        add_paragraph(document, text, align="RIGHT", indent=0)
    return document


def _ruled(rows: tuple[tuple[str, ...], ...], before: int, inner: bool) -> Any:
    """A table with rules above and below head and body only, and upright ones inside if `inner`."""
    document = new_document()
    for i in range(before):
        add_paragraph(
            document, f"第{i + 1}项工作：全年办理{i * 37}件，办结率{90 + i % 10}.5%，群众普遍满意。"
        )
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            fill(table.cell(r, c), text, 10.5)
            rules = {"left": 6} if inner and c else {}
            rules |= {"top": 12, "bottom": 8} if r == 0 else {"bottom": 12} if r == len(rows) - 1 else {}
            set_rules(table.cell(r, c), **rules)
    add_paragraph(document, "全年工业增加值30.5亿元，增长6.2%。")
    return document


def _two_columns() -> Any:
    document = new_document()
    add_title(document, "青岚县人民政府公报")
    set_columns(document, 2)
    for text in REPORT:
        add_paragraph(document, text, 10.5).paragraph_format.line_spacing = 1.0
    return document


def _annex() -> Any:
    document = new_document()
    add_paragraph(document, "项目清单见附表。")
    set_landscape(document)
    add_paragraph(document, "附表", indent=0)
    texts = {(0, c): text for c, text in enumerate(PROJECTS)}
    for r in range(1, 31):
        row = (
            str(r),
            f"青岚县第{r}号道路提升工程",
            f"改造道路{r}.5公里，配套排水管网及照明，惠及群众{r * 120}人。",
            f"{r * 1234}",
        )
        texts |= {(r, c): text for c, text in enumerate(row)}
    repeat_head(add_table(document, 31, 4, texts, size=12))
    return document


def _upright_text() -> Any:
    document = new_document()
    table = add_table(document, 2, 3, {(0, 2): "合计", (1, 2): "12"})
    for column, direction in enumerate(("btLr", "tbRl")):
        fill(table.cell(0, column), "三、本年度办理结果", 9)
        set_text_direction(table.cell(0, column), direction)
    table.rows[0].height = 2_000_000
    return document


def _boxed() -> Any:
    document = new_document()
    add_table(document, 1, 1, {(0, 0): "本期要点：全县新增就业4321人。"}, size=16)
    add_paragraph(document, "一、总体情况")
    add_paragraph(document, "全年运行平稳。")
    return document


def sample_documents() -> dict[str, Any]:
    """One document for each thing that a reader of pages must get right."""
    return {
        "report": _printed_report(),
        "crops": _ruled(CROPS, 2, False),
        "people": _ruled(PEOPLE, 10, True),
        "columns": _two_columns(),
        "annex": _annex(),
        "upright": _upright_text(),
        "boxed": _boxed(),
    }


def to_pdf(documents: Mapping[str, Any], folder: Path) -> dict[str, bytes]:
    """Print documents to PDF, all in one run of LibreOffice with a profile of its own."""
    sources = []
    for name, document in documents.items():
        sources.append(folder / f"{name}.docx")
        document.save(str(sources[-1]))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}
