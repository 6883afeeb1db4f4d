"""One door for all formats: what a file is, is told by its content; what cannot be read is said in words."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportnlp.errors import ReadError
from reportnlp.parse import readers
from reportnlp.parse.readers import read, txt
from reportnlp.parse.readers.detect import sniff

Build = Callable[..., bytes]

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le") + bytes(64)


KNOWN = [
    (b"%PDF-1.7\n", "txt", "pdf"),
    (b"\n\n%PDF-1.4", "", "pdf"),
    (rb"{\rtf1\ansi", "doc", "rtf"),
    (b"\xef\xbb\xbf\r\n" + rb"{\rtf1", "txt", "rtf"),
    (stream("WordDocument"), "doc", "doc"),
    (stream("WordDocument"), "wps", "wps"),
    (stream("WordDocument"), "txt", "doc"),
    (OLE2, "wps", "wps"),
    (b"<!DOCTYPE HTML PUBLIC>", "txt", "html"),
    ("\ufeff  <html>".encode(), "doc", "html"),
    ("<html>".encode("utf-16"), "html", "html"),
    (b"<?xml version='1.0'?><html xmlns='x'>", "xhtml", "html"),
    (b"<!-- a --><html>", "htm", "html"),
    (b"<div>a</div>", "", "html"),
    ("正文<p>一</p>".encode(), "html", "html"),
    ("正文<p>一</p>".encode(), "txt", "txt"),
    (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>", "doc", "doc"),
    ("# 标题".encode(), "md", "md"),
    ("正文".encode(), "docx", "txt"),
    ("<2023年>".encode(), "txt", "txt"),
]


@pytest.mark.parametrize(("data", "suffix", "kind"), KNOWN)
def test_content_decides(data: bytes, suffix: str, kind: str) -> None:
    assert sniff(data, suffix, "文件") == kind


@pytest.mark.parametrize(
    ("member", "kind"), [("word/document.xml", "docx"), ("OFD.xml", "ofd"), ("ofd.XML", "ofd")]
)
def test_zipped_formats(member: str, kind: str, make_zip: Build) -> None:
    assert sniff(make_zip({"x": "", member: ""}), "zip", "文件") == kind


FOREIGN = [
    (b"\x89PNG\r\n\x1a\n", "PNG 图片", "reportnlp\\[ocr\\]"),
    (b"\xff\xd8\xff\xe0", "JPEG 图片", "合成 PDF"),
    (b"Rar!\x1a\x07\0", "RAR 压缩包", "先解压"),
    (b"\x7fELF", "程序文件", "换一种格式"),
    (stream("Workbook"), "Excel 表格", "另存为"),
    (stream("PowerPoint Document"), "PowerPoint 演示文稿", "另存为"),
    (stream("EncryptedPackage"), "设有密码", "去掉密码"),
]


@pytest.mark.parametrize(("data", "what", "todo"), FOREIGN)
def test_what_cannot_be_read_is_named(data: bytes, what: str, todo: str) -> None:
    with pytest.raises(ReadError, match=f"某文件.*{what}.*{todo}"):
        read("某文件", data=data)


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("xl/workbook.xml", "Excel 表格"),
        ("ppt/p.xml", "演示文稿"),
        ("content.xml", "OpenDocument"),
        ("a.docx", "ZIP 压缩包"),
    ],
)
def test_foreign_packages(member: str, what: str, make_zip: Build) -> None:
    with pytest.raises(ReadError, match=rf"{what}.*能读取的格式：\.docx"):
        read("附件.zip", data=make_zip({member: "x"}))


def test_reads_a_path(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("正文".encode())
    document = read(path)
    assert (document.text, document.format, document.source) == ("正文", "txt", str(path))
    assert document.sha256 == hashlib.sha256("正文".encode()).hexdigest()
    assert document == read(str(path))


def test_data_at_hand_is_not_looked_up() -> None:
    document = read("没有/这个/文件.txt", data="正文".encode())
    assert (document.text, document.source) == ("正文", "没有/这个/文件.txt")
    assert read("-", data=b"abc").text == "abc"


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("正文".encode("gbk"))))
    document = read("-")
    assert (document.text, document.source) == ("正文", "-")


def test_wrong_suffix_is_noted() -> None:
    assert read("报告.docx", data="正文".encode()).notes == ("文件后缀是 .docx，内容是 txt，已按内容读取",)
    assert read("报告.htm", data=b"<html><p>a</p></html>").notes == ()
    assert read("报告.2023", data=b"abc").notes == ()


@pytest.mark.parametrize(
    ("path", "message"),
    [("没有.txt", "找不到文件"), (".", "这是文件夹"), ("甲\0乙", "打不开"), ("甲" * 5000, "打不开")],
)
def test_paths_that_cannot_be_read(path: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "空.docx").touch()
    with pytest.raises(ReadError, match=r"空\.docx：文件是空的"):
        read(tmp_path / "空.docx")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * 11)
    for source, data in ((path, None), ("大.txt", b"a" * 11)):
        with pytest.raises(ReadError, match="文件超过"):
            read(source, data=data)


def test_too_long_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_CHARS", 10)
    with pytest.raises(ReadError, match="正文超过"):
        read("长.txt", data=b"a" * 11)


def test_any_failure_inside_a_reader_becomes_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, name: str) -> None:
        raise KeyError("内部细节")

    monkeypatch.setattr(txt, "read_txt", broken)
    with pytest.raises(ReadError, match=r"报告\.txt：按 txt 格式读取时出错（KeyError.*另存") as caught:
        read("报告.txt", data=b"abc")
    assert isinstance(caught.value.__cause__, KeyError)


def test_import_loads_no_reader() -> None:
    code = (
        "import sys; from reportnlp.parse.readers import read; "
        "print([m for m in ('lxml', 'docx', 'pdfplumber', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
