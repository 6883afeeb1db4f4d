"""File → `Document`: one module a format, chosen by what the file contains.

A reader is a function `read_<format>(data: bytes, name: str) -> Document` and is
imported only when a file needs it.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from reportnlp.datamodel import Document
from reportnlp.errors import ReadError, ReportnlpError
from reportnlp.parse.readers.detect import READABLE, sniff
from reportnlp.parse.readers.limits import MAX_BYTES, MAX_CHARS, MIB

__all__ = ["read"]

_MODULES = {
    "txt": "txt",
    "md": "txt",
    "docx": "docx",
    "html": "html",
    "pdf": "pdf",
    "ofd": "ofd",
    "doc": "office",
    "wps": "office",
    "rtf": "office",
}
_SUFFIXES = {"htm": "html", "shtml": "html", "xhtml": "html", "docm": "docx", "markdown": "md", "text": "txt"}
_UNREAD = frozenset({"xls", "xlsx", "et", "ppt", "pptx", "dps", "zip", "rar", "7z", "jpg", "jpeg", "png"})
"""Suffixes of what no reader opens: a report that is called so was named by mistake."""

_STDIN = "标准输入"


def read(source: str | Path, *, data: bytes | None = None) -> Document:
    """Read a file into a `Document`, whatever its format.

    Args:
        source: a path, or "-" for standard input; only a name where `data` is given.
        data: the bytes of the file, where they are at hand already (an upload).

    Raises:
        ReadError: missing, a folder, empty, too large, of a kind no reader opens, or broken.
        MissingExtraError: readable with an optional package or program that is not installed.
    """
    name = _STDIN if data is None and str(source) == "-" else str(source)
    content = _content(source, name) if data is None else data
    if not content:
        raise ReadError("文件是空的", name, "请检查文件是否下载或保存完整")
    if len(content) > MAX_BYTES:
        raise ReadError(f"文件超过 {MAX_BYTES // MIB} MiB", name, "请把文件拆成几份再试")
    suffix = Path(name).suffix.lower().lstrip(".")
    document = _dispatch(content, suffix, name)
    if not document.text.strip():
        raise ReadError("文件里没有文字", name, "请打开文件检查内容，或换成有文字的版本")
    if len(document.text) > MAX_CHARS:
        raise ReadError(f"正文超过 {MAX_CHARS // 10_000} 万字", name, "请把文件拆成几份再试")
    notes = (*_suffix_note(suffix, document.format), *document.notes)
    digest = hashlib.sha256(content).hexdigest()
    return replace(document, source=str(source), sha256=digest, notes=notes)


def _content(source: str | Path, name: str) -> bytes:
    try:
        if name == _STDIN:
            return _bounded(sys.stdin.buffer)
        with Path(source).open("rb") as stream:
            return _bounded(stream)
    except FileNotFoundError as error:
        raise ReadError("找不到文件", name, "请检查路径和文件名") from error
    except IsADirectoryError as error:
        raise ReadError("这是文件夹，不是文件", name, f"请给出文件的路径。{READABLE}") from error
    except PermissionError as error:
        if _is_folder(source):  # how Windows refuses to open a folder
            raise ReadError("这是文件夹，不是文件", name, f"请给出文件的路径。{READABLE}") from error
        raise ReadError("没有权限读取文件", name, "请检查文件权限，或关闭正占用它的程序") from error
    except (OSError, ValueError) as error:
        code = getattr(error, "errno", None)
        why = f"（系统错误 {code}）" if code else ""
        raise ReadError(f"文件打不开{why}", name, "请检查路径和文件名") from error


def _is_folder(source: str | Path) -> bool:
    try:
        return Path(source).is_dir()
    except OSError:  # the folder around it may not be looked into either
        return False


def _bounded(stream: BinaryIO) -> bytes:
    # One byte more than allowed is enough to know; the size a file system states may be wrong.
    return stream.read(MAX_BYTES + 1)


def _dispatch(content: bytes, suffix: str, name: str) -> Document:
    """Run the reader; whatever a library throws at a damaged file becomes one `ReadError`."""
    kind = ""
    try:
        kind = sniff(content, suffix, name)
        module = import_module(f"{__name__}.{_MODULES[kind]}")
        document: Document = getattr(module, f"read_{kind}")(content, name)
    except ReportnlpError:
        raise
    except Exception as error:
        what = f"按 {kind or '未知'} 格式读取时出错（{type(error).__name__}: {str(error)[:200]}）"
        raise ReadError(what, name, "文件可能已损坏，请用原来的软件另存一份再试") from error
    return document


def _suffix_note(suffix: str, kind: str) -> tuple[str, ...]:
    expected = _SUFFIXES.get(suffix, suffix)
    if expected == kind or expected not in (*_MODULES, *_UNREAD):
        return ()
    return (f"文件后缀是 .{suffix}，内容是 {kind}，已按内容读取",)
