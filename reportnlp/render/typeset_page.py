"""An empty Word document with the page, fonts and styles of an official document."""

from __future__ import annotations

from typing import Any, Final

from reportnlp.resources.page_format import Lettering, PageFormat

_LATIN: Final = "Times New Roman"
_SUBSTITUTES: Final = {"仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312", "小标宋": "方正小标宋简体"}
_TABLE_SIZE: Final = 10.5
_PITCH: Final = 28.9  # points from line to line: 22 lines on 225 mm


def new_document(form: PageFormat) -> Any:
    """A python-docx document with one section and the styles that `typeset` uses."""
    import docx
    from docx.shared import Mm

    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(form.paper.width), Mm(form.paper.height)
    for side in ("top", "bottom", "left", "right"):
        setattr(section, f"{side}_margin", Mm(getattr(form.margins, side)))
    _styles(document.styles, form)
    _substitutes(document)
    document.core_properties.author = "reportnlp"
    document.core_properties.comments = ""
    return document


def _styles(styles: Any, form: PageFormat) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    # Left at English, some programs draw 。 and ， in the middle of their square, as in Taiwan.
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"]
    _letter(normal, form.body)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(_PITCH), Pt(0)
    _title(styles["Title"], form.title)
    for level, lettering in enumerate((form.level1, form.level2, form.body), 1):
        heading = styles[f"Heading {level}"]
        _letter(heading, lettering)
        heading.paragraph_format.space_before = Pt(0)
        _indent(heading, form)
    _indent(_new(styles, "Indented"), form)
    small = _new(styles, "TableText")
    small.font.size, small.paragraph_format.line_spacing = Pt(_TABLE_SIZE), 1.0


def _new(styles: Any, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _letter(style: Any, lettering: Lettering) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _LATIN, Pt(lettering.size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), _SUBSTITUTES.get(lettering.font, lettering.font))


def _title(style: Any, lettering: Lettering) -> None:
    _letter(style, lettering)
    style.paragraph_format.alignment = 1
    style.paragraph_format.line_spacing = 1.0
    for border in style.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def _indent(style: Any, form: PageFormat) -> None:
    from docx.oxml.ns import qn

    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(int(form.indent * 100)))
    indent.set(qn("w:firstLine"), str(int(form.indent * form.body.size * 20)))


def _substitutes(document: Any) -> None:
    """Name fonts to take where the first choice is not installed."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", _font_table().encode() + b"</w:fonts>")


def _font_table() -> str:
    others = {"仿宋_GB2312": "仿宋,FangSong", "楷体_GB2312": "楷体,KaiTi", "方正小标宋简体": "华文中宋,宋体"}
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in others.items()
    )
