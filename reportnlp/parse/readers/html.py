"""Web pages: the report without the page around it."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from reportnlp.datamodel import Apart, Document, Place
from reportnlp.errors import ReadError
from reportnlp.parse.readers.assembly import Assembly, Piece
from reportnlp.parse.readers.html_content import Page
from reportnlp.parse.readers.html_flow import data_tables, flow, grid, lines_of, text_of, tidy
from reportnlp.parse.readers.txt import Decoded, decode, notes_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{1,40})", re.I)
_CHINESE = {
    "gb2312",
    "gbk",
    "gb18030",
    "gb_2312-80",
    "gb_2312",
    "x-gbk",
    "euc-cn",
    "cp936",
    "ms936",
}
_TRUSTED = frozenset({"utf-8", "gb18030", "big5", "big5hkscs"})
_CHARSET_BYTES = 4096

_INLINE_TAG = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|big)(?=[\s/>])[^<>]{0,2000}>", re.I)
# Optional end tags; libxml2 drops what pages put together from parts have behind an early one.
_PAGE_END = re.compile(r"</(?:body|html)\s{0,20}>", re.I)
_TAG = re.compile(r"<[^<>]{0,200}>")
_SITE_END = re.compile(r"(?:网|网站|首页|门户|平台|频道|人民政府|办公室|局|厅|委员会)$")
_SITE_BREAK = re.compile(r"[_|｜]|\s[-–—]\s|--+|-(?=[^-]{0,40}(?:网|网站|政府|门户)$)")
_NOT_WORD = re.compile(r"[\W_]+")

# Lines of the page around a report; only looked for at its two ends.
_CHROME_LINE = re.compile(
    r"[【\[（(]?\s?(?:上一篇|下一篇|上一条|下一条|打印|关闭|分享|字体|字号|浏览次数|浏览量|点击数|点击率|点击量|阅读次数|阅读量|"
    r"访问量|您的?(?:现在|当前)?所?在?的?位置|当前位置|扫一扫|相关(?:文章|链接|信息|阅读|稿件|新闻|推荐|解读|文档)|版权所有|"
    r"主办(?:单位)?[:：]|承办(?:单位)?[:：]|网站(?:标识码|地图|声明|支持)|.{0,6}ICP备|.{0,6}公网安备|返回(?:顶部|首页|列表)|"
    r"首页\s?[>»›/→]|责任编辑|(?:信息|文章|稿件)?来源\s?[:：]|(?:发布|发文|更新|生成)(?:时间|日期)\s?[:：]|收藏|纠错|"
    r"技术支持[:：]|联系我们|微信|微博)"
)
_CHROME_LENGTH = 100
_ENDS = (12, 20)


def read_html(data: bytes, name: str) -> Document:
    """Read a web page.

    Args:
        data: the bytes of the page.
        name: the file name for messages.

    Raises:
        ReadError: the page holds no text (frames, or a page that scripts fill).
    """
    decoded = decode_html(data)
    root, parse_notes = _parse(decoded.text, name)
    body = next(root.iter("body"), root)
    tables = data_tables(body)
    page = Page(body, tables)
    roots = page.roots()
    dropped = [block for element in roots for block in page.chrome(element)]
    content = [part for element in roots for part in flow(element, set(dropped), tables)]
    content, chrome = _trim(content)
    if not content:
        what = "网页里没有正文（可能由框架或脚本另行载入）"
        raise ReadError(what, name, "请在浏览器中打开网页，把正文复制到 .docx 或 .txt 再试")
    title = _title(root, content)
    out = Assembly(name)
    _write(out, [title, *content] if title else content)
    return Document(
        text=out.text(),
        source=name,
        format="html",
        places=tuple(out.places),
        tables=tuple(out.tables),
        apart=_apart(body, roots, dropped, chrome),
        notes=(*notes_on(decoded), *parse_notes, *_picture_note(roots)),
    )


def decode_html(data: bytes) -> Decoded:
    """Decode a page: byte order mark, then the declared charset if it fits, then the text itself.

    A declared GB2312 or GBK is read as GB18030, of which both are subsets; a
    declared Latin charset is the default of templates and not believed.
    """
    declared = _CHARSET.search(data[:_CHARSET_BYTES])
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    charset = declared[1].decode("ascii", "replace").lower() if declared and not marked else ""
    charset = "gb18030" if charset in _CHINESE else charset.replace("utf8", "utf-8")
    if charset in _TRUSTED:
        try:
            return Decoded(data.decode(charset), charset)
        except UnicodeDecodeError:
            return decode(data)
    return decode(data)


def _parse(text: str, name: str) -> tuple[_Element, tuple[str, ...]]:
    """The root of the page, and a note if the parser gave up half-way."""
    text = _PAGE_END.sub("", text)
    root, complete = _tree(text)
    if not complete:
        # Unclosed inline tags nest one in another; without them the depth is the page's own.
        root, complete = _tree(_INLINE_TAG.sub("", text))
    if root is None:
        raise ReadError("网页是空的", name, "请检查文件是否下载完整")
    return root, () if complete else ("网页标签嵌套过深，后面的内容可能没有读全",)


def _tree(text: str) -> tuple[_Element | None, bool]:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root: _Element | None = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _write(out: Assembly, content: list[str | _Element]) -> None:
    for number, part in enumerate(content):
        if isinstance(part, str):
            out.line([Piece(part, Place(0, 0, paragraph=number))])
        else:
            caption = next(part.iterchildren("caption"), None)
            if caption is not None and (text := text_of(caption)):
                out.line([Piece(text, Place(0, 0, paragraph=number))])
            out.table(*grid(part))


def _trim(content: list[str | _Element]) -> tuple[list[str | _Element], list[str]]:
    """Take the lines of the page around the report off both ends."""
    kept: list[str | _Element] = []
    chrome: list[str] = []
    first, last = _ENDS[0], len(content) - _ENDS[1]
    for number, part in enumerate(content):
        near = number < first or number >= last
        if near and isinstance(part, str) and _is_chrome_line(part):
            chrome.append(part)
        else:
            kept.append(part)
    return kept, chrome


def _is_chrome_line(line: str) -> bool:
    prose = len(line) > _CHROME_LENGTH or "。" in line or "；" in line
    return not prose and bool(_CHROME_LINE.match(line))


def _title(root: _Element, content: list[str | _Element]) -> str:
    """The title of the page, "" if the report begins with it anyway or it only names the site."""
    start = _squeezed("".join(part for part in content[:15] if isinstance(part, str)))
    for candidate in _titles(root):
        if len(candidate) < 4 or _SITE_END.search(candidate):
            continue
        return "" if _squeezed(candidate) in start else candidate
    return ""


def _titles(root: _Element) -> list[str]:
    """Candidates, the most telling first: the site's own metadata, headings, the window title."""
    metas = (meta for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle")
    found = [tidy(_TAG.sub("", meta.get("content", ""))) for meta in metas]
    parts = [tidy(part) for title in root.iter("title") for part in _SITE_BREAK.split(text_of(title))]
    window = max((part for part in parts if not _SITE_END.search(part)), key=len, default="")
    headings = [text_of(heading) for heading in root.iter("h1")]
    # A short first heading may be the name of the site; the window title tells.
    found += [
        text for text in headings if len(text) >= 10 or (window and _squeezed(window) in _squeezed(text))
    ]
    return [*found, window]


def _squeezed(text: str) -> str:
    return _NOT_WORD.sub("", text)


def _apart(
    body: _Element, roots: list[_Element], dropped: list[_Element], chrome: list[str]
) -> tuple[Apart, ...]:
    """Everything that is on the page but not in the report."""
    lines = [line for line in flow(body, set(roots), set()) if isinstance(line, str)]
    lines += [line for block in dropped for line in lines_of(block)]
    return (Apart("navigation", "\n".join([*lines, *chrome])),) if lines or chrome else ()


def _picture_note(roots: list[_Element]) -> tuple[str, ...]:
    count = sum(1 for root in roots for _ in root.iter("img"))
    return (f"网页正文有图片 {count} 处，图片里的文字没有读取",) if count else ()
