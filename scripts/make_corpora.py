"""Make the .docx, .pdf and .html of the sample reports from their .txt, gold and tables.

    python scripts/make_corpora.py [--folder corpora]

A second run changes nothing: .docx and .html come out byte for byte the same, and a .pdf (made by
LibreOffice, which stamps the time into it) is replaced only when its words change.  The hashes in
the folder's README.md are renewed at the end.  Without LibreOffice the .pdf are left as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora_word import Block, write_docx

FORMATS: dict[str, tuple[str, ...]] = {
    "fazhi_qinglan_2022": ("docx",),
    "fazhi_songquan_2023": ("html",),
    "gwr_qinglan_2024": ("docx",),
    "tjgb_lanchuan_2023": ("pdf",),
    "xxgk_wangxiu_2023": ("docx", "pdf"),
}
NUMBERED_BY_WORD = {"fazhi_qinglan_2022"}
"""Samples whose 一、（一） 1. are automatic numbers of Word instead of typed characters."""

_HASHES = re.compile(r"(?<=<!-- hashes -->\n).*(?=<!-- /hashes -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sample:
    """A report with its gold and the tables that stand in it."""

    name: str
    text: str
    gold: dict[str, Any]
    tables: dict[str, Any]


def load(folder: Path, name: str) -> Sample:
    """The sample `name` of `folder`."""
    tables = folder / f"{name}.tables.json"
    return Sample(
        name,
        (folder / f"{name}.txt").read_text(encoding="utf-8"),
        json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8")),
        json.loads(tables.read_text(encoding="utf-8")) if tables.exists() else {},
    )


def blocks(sample: Sample) -> Iterator[Block]:
    """The report as paragraphs and tables, in order; blank lines are left out."""
    tables = {t["start"]: t for t in sample.gold.get("tables", [])}
    heads = {h["start"]: h for h in sample.gold["headings"]}
    position, skip_to, titled = 0, 0, False
    for line in sample.text.splitlines(keepends=True):
        if position in tables:
            skip_to = tables[position]["end"]
            yield Block("table", tables[position]["id"])
        if position >= skip_to and line.strip():
            block = _block(sample, line.strip(), position, heads.get(position), titled)
            titled = block.part != "title"
            yield block
        titled = titled or not line.strip()
        position += len(line)


def _block(sample: Sample, line: str, position: int, head: dict[str, Any] | None, titled: bool) -> Block:
    if head:
        return Block("heading" if line == head["text"] else "body", line, head["level"])
    role = next((r["role"] for r in sample.gold["roles"] if r["start"] <= position < r["end"]), "")
    short = len(line) < 40 and line[-1] not in "。！："
    if role == "preamble" and short:
        return Block("title" if not titled and line[0] not in "（—" else "centred", line)
    if line.endswith("：") and len(line) < 40:
        return Block("addressee", line)
    last = position > sample.gold["roles"][-1]["start"] or role == "closing"
    return Block("right" if last and short and role != "notes" else "body", line)


def _write_docx(sample: Sample, path: Path) -> None:
    write_docx(blocks(sample), sample.tables, path, sample.name in NUMBERED_BY_WORD)


# --- .pdf


def write_pdf(sample: Sample, path: Path) -> bool:
    """Write `sample` as .pdf unless `path` already holds the same words; False without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return False
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary, f"{sample.name}.docx")
        _write_docx(sample, source)
        profile = f"-env:UserInstallation={Path(temporary, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", temporary, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = source.with_suffix(".pdf")
        if not path.exists() or pdf_text(path) != pdf_text(made):
            shutil.copyfile(made, path)
    return True


def pdf_text(path: Path) -> str:
    """The words of a .pdf, page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


# --- .html

_MENU = ("首页", "机构概况", "新闻中心", "政务公开", "办事服务", "互动交流", "专题专栏")
_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{title}-政务公开-松泉区人民政府</title>
<style type="text/css">.menu td{{color:#c00}} #zoom p{{text-indent:2em}} .hide{{display:none}}</style>
<script type="text/javascript">
var hits = 386;
function zoom(size){{document.getElementById("zoom").style.fontSize = size + "px";}}
</script>
</head>
<body>
<table width="1000" align="center" class="menu"><tr>{menu}</tr></table>
<div class="hide">您的浏览器版本过低，请升级后访问</div>
<table width="1000" align="center"><tr><td width="220" valign="top">
<ul><li><a href="#">组织机构</a></li><li><a href="#">政策文件</a></li><li><a href="#">法治政府</a></li></ul>
</td><td>
<div class="position">{position}</div>
<h1>{title}</h1>
<div class="info">{info}</div>
<div id="zoom">
{body}
</div>
<div class="bottom">{tail}</div>
</td></tr></table>
</body>
</html>
"""


def html_page(sample: Sample) -> str:
    """`sample` as the web page of a small office: menus around, spans inside the figures."""
    chrome = [sample.text[z["start"] : z["end"]].strip() for z in sample.gold["ignore"]]
    position, info, tail = (html.escape(c) for c in chrome)
    around = {line.strip() for c in chrome for line in c.splitlines()}
    lines = [b.text for b in blocks(sample) if b.text not in around]
    return _PAGE.format(
        title=lines[0],
        menu="".join(f'<td><a href="#">{m}</a></td>' for m in _MENU),
        position=position,
        info=info.replace("  ", "&nbsp;&nbsp;"),
        body="\n".join(map(_web_paragraph, lines[1:])),
        tail=tail.replace("\n", "<br />\n"),
    )


def _web_paragraph(line: str) -> str:
    spans = re.sub(r"(\d[\d.,]{0,12})", r'<span lang="EN-US">\1</span>', html.escape(line, quote=False))
    return f'<p class="MsoNormal">&nbsp;&nbsp;&nbsp;&nbsp;<font face="仿宋">{spans}</font></p>'


# --- all together


def make(folder: Path, name: str) -> list[str]:
    """Make every format of one sample; the names of what could not be made."""
    sample = load(folder, name)
    missing = []
    for form in FORMATS[name]:
        path = folder / f"{name}.{form}"
        if form == "docx":
            _write_docx(sample, path)
        elif form == "html":
            path.write_bytes(html_page(sample).encode("gbk"))
        elif not write_pdf(sample, path):
            missing.append(path.name)
    return missing


def hash_table(folder: Path) -> str:
    """The Markdown table of every file of `folder` but the README, with its SHA-256."""
    rows = ["| file | bytes | sha256 |", "|---|---:|---|"]
    for path in sorted(p for p in folder.iterdir() if p.is_file() and p.name != "README.md"):
        data = path.read_bytes()
        rows.append(f"| {path.name} | {len(data)} | `{hashlib.sha256(data).hexdigest()}` |")
    return "\n".join(rows) + "\n"


def main() -> int:
    """Command line; 1 when a .pdf could not be made."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent.parent / "corpora")
    folder = parser.parse_args().folder
    missing = [file for name in FORMATS for file in make(folder, name)]
    readme = folder / "README.md"
    text = _HASHES.sub(lambda _: hash_table(folder), readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    for file in missing:
        print(f"未生成 {file}：没有找到 LibreOffice（soffice）。", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
