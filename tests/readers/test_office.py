"""Old formats through LibreOffice: same text, nothing fetched, nothing left behind."""

from __future__ import annotations

import http.server
import io
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportnlp.errors import MissingExtraError, ReadError
from reportnlp.parse.readers import office, read
from reportnlp.parse.readers.office import find_libreoffice, read_office

Build = Callable[..., bytes]

BODY = (
    "<w:p><w:r><w:t>云溪市2023年法治政府建设年度报告</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>全市办理行政复议案件1</w:t></w:r><w:r><w:t>203件。</w:t></w:r></w:p>"
    "<w:tbl><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    + "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        + "</w:tr>"
        for row in (("单位", "件数"), ("市公安局", "45"))
    )
    + "</w:tbl><w:p/>"
)
TEXT = ["云溪市2023年法治政府建设年度报告", "全市办理行政复议案件1203件。", "单位\t件数", "市公安局\t45"]
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


@pytest.fixture(scope="module")
def old_files(make_docx: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same report as .doc and .rtf, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("old")
    buffer = io.BytesIO(make_docx(BODY))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
    (folder / "a.docx").write_bytes(buffer.getvalue())
    program = find_libreoffice()
    assert program is not None
    for kind in ("doc", "rtf"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
    return {kind: (folder / f"a.{kind}").read_bytes() for kind in ("doc", "rtf")}


@pytest.mark.parametrize(("name", "kind"), [("报告.doc", "doc"), ("报告.wps", "wps"), ("报告.rtf", "rtf")])
def test_old_formats(name: str, kind: str, old_files: dict[str, bytes]) -> None:
    document = read(name, data=old_files["rtf" if kind == "rtf" else "doc"])
    assert [line for line in document.text.split("\n") if line] == TEXT
    assert document.format == kind
    assert document.notes[0] == f"由 LibreOffice 从 .{kind} 转换后读取"
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == ["单位", "件数", "市公安局", "45"]


def test_two_at_once(old_files: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(2) as pool:
        documents = list(pool.map(lambda kind: read_office(old_files[kind], "报告", kind), ("doc", "rtf")))
    assert all(TEXT[0] in document.text for document in documents)


def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    with pytest.raises(MissingExtraError, match="libreoffice-writer-nogui") as caught:
        read("报告.rtf", data=rb"{\rtf1 a}")
    assert caught.value.where == "报告.rtf"


def test_file_that_libreoffice_cannot_open() -> None:
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000 + "WordDocument\0".encode("utf-16-le")
    with pytest.raises(ReadError, match=r"报告\.doc：.*另存"):
        read("报告.doc", data=broken)


def test_time_limit_ends_all_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old_files: dict[str, bytes]
) -> None:
    alive = tmp_path / "alive"
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\n(while :; do echo x >> "{alive}"; sleep 0.05; done) &\nwait\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(office, "TIMEOUT", 0.5)
    with pytest.raises(ReadError, match="已中止"):
        read_office(old_files["doc"], "报告.doc", "doc")
    time.sleep(0.2)
    size = alive.stat().st_size
    time.sleep(0.3)
    assert alive.stat().st_size == size


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A local web server and the list of what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Keep the test output quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/x.png", asked
        running.shutdown()


def test_linked_pictures_are_not_fetched(server: tuple[str, list[str]]) -> None:
    address, asked = server
    # A web page in the guise of a .doc: LibreOffice would open it and load the picture.
    page = f'<html><body><img src="{address}"><p>正文</p></body></html>'.encode()
    with pytest.raises(ReadError):
        read_office(page, "报告.doc", "doc")
    assert asked == []
