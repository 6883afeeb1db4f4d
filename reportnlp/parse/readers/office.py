"""Old Word, WPS and RTF files, converted to .docx by LibreOffice and read as such.

LibreOffice runs without a window, in a profile of its own (two calls on one
profile silently lose the second file), with macros, links to the outside and
update checks switched off, and within a time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from reportnlp.datamodel import Document
from reportnlp.errors import MissingExtraError, ReadError
from reportnlp.parse.readers.docx import read_docx
from reportnlp.parse.readers.limits import MAX_BYTES

TIMEOUT = 120.0
"""Seconds that one conversion may take."""

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PATHS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
_INSTALL = (
    "Debian/Ubuntu：apt install libreoffice-writer-nogui；Windows、macOS：安装 LibreOffice；"
    "或者用 Word、WPS 打开后另存为 .docx"
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read_doc(data: bytes, name: str) -> Document:
    """Read a Word 97–2003 .doc; see `read_office`."""
    return read_office(data, name, "doc")


def read_wps(data: bytes, name: str) -> Document:
    """Read a WPS .wps; see `read_office`."""
    return read_office(data, name, "wps")


def read_rtf(data: bytes, name: str) -> Document:
    """Read an .rtf; see `read_office`."""
    return read_office(data, name, "rtf")


def read_office(data: bytes, name: str, kind: str) -> Document:
    """Convert a file with LibreOffice and read the result.

    Args:
        data: the bytes of the file.
        name: the file name for messages.
        kind: "doc", "wps" or "rtf"; `Document.format` keeps it.

    Raises:
        MissingExtraError: LibreOffice is not installed.
        ReadError: the conversion failed or took longer than `TIMEOUT`.
    """
    program = find_libreoffice()
    if program is None:
        raise MissingExtraError(f"读取 .{kind} 需要 LibreOffice，本机没有找到", name, _INSTALL)
    with tempfile.TemporaryDirectory(prefix="reportnlp-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, kind, Path(folder), name)
    document = read_docx(converted, name)
    note = f"由 LibreOffice 从 .{kind} 转换后读取"
    return replace(document, format=kind, notes=(note, *document.notes))


def find_libreoffice() -> str | None:
    """The path of LibreOffice on this machine, None where there is none."""
    found = (shutil.which(program) for program in (*_PROGRAMS, *_USUAL_PATHS))
    return next((path for path in found if path), None)


def _convert(program: str, data: bytes, kind: str, folder: Path, name: str) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source = folder / f"source.{kind}"
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS]
    _run([*command, "--convert-to", "docx", "--outdir", str(folder / "out"), str(source)], name)
    target = folder / "out" / "source.docx"
    if not target.is_file():
        raise ReadError("LibreOffice 没能打开这个文件", name, "请用 Word 或 WPS 打开并另存为 .docx 再试")
    if target.stat().st_size > MAX_BYTES:
        raise ReadError("转换出的文件过大，已停止读取", name, "请把文件拆成几份再试")
    return target.read_bytes()


def _run(command: list[str], name: str) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        what = f"LibreOffice 转换超过 {TIMEOUT:.0f} 秒，已中止"
        raise ReadError(what, name, "请用 Word 或 WPS 打开并另存为 .docx 再试") from error
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: soffice is a script around the real program."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
