"""Hostile packages and XML are refused in words, soon, and without fetching anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from cost import little_work

from reportnlp.errors import ReadError
from reportnlp.parse.readers import limits, read
from reportnlp.parse.readers.limits import SafeZip, parse_xml

Build = Callable[..., bytes]


def test_members_are_read(make_zip: Build) -> None:
    package = SafeZip(make_zip({"a.xml": "<a/>", "b/c.txt": "内容"}), "包")
    assert package.names() == ("a.xml", "b/c.txt")
    assert package.read("b/c.txt").decode() == "内容"


def refuse(data: bytes, member: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        SafeZip(data, "报告.docx").read(member)
    assert caught.value.where == "报告.docx"


def test_missing_member(make_zip: Build) -> None:
    refuse(make_zip({"a": "x"}), "b", "缺少 b")


def test_no_zip() -> None:
    refuse(b"PK\x03\x04 this is none", "a", "已损坏或不完整")


def test_corrupt_member(make_zip: Build) -> None:
    data = bytearray(make_zip({"a": bytes(range(256)) * 50}))
    data[60:70] = b"\xff" * 10
    refuse(bytes(data), "a", "解不开")


def test_encrypted_member(make_zip: Build) -> None:
    data = make_zip({"a": "x" * 100})
    central = data.rfind(b"PK\x01\x02")
    refuse(data[: central + 8] + b"\x01" + data[central + 9 :], "a", "设有密码")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_compression(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        package.writestr("a", "x" * 100)
    refuse(buffer.getvalue(), "a", "不常见的压缩方法")


def test_bomb_by_ratio(make_zip: Build) -> None:
    with little_work():
        refuse(make_zip({"a": b"\0" * (40 * limits.MIB)}), "a", "异常地大")


def test_bomb_that_lies_about_its_size(make_zip: Build) -> None:
    data = make_zip({"a": b"\0" * (20 * limits.MIB)})
    size = (20 * limits.MIB).to_bytes(4, "little")
    refuse(data.replace(size, (10).to_bytes(4, "little")), "a", "异常地大|解不开")


def test_bomb_by_total(make_zip: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 2500)
    package = SafeZip(make_zip({"a": "x" * 1000}), "包")
    assert len(package.read("a")) + len(package.read("a")) == 2000
    with pytest.raises(ReadError, match="异常地大"):
        package.read("a")


def test_repetitive_but_small_is_no_bomb(make_zip: Build) -> None:
    assert len(SafeZip(make_zip({"a": b"\0" * limits.MIB}), "包").read("a")) == limits.MIB


def test_too_many_members(make_zip: Build) -> None:
    data = make_zip({str(number): "" for number in range(limits.MAX_MEMBERS + 1)})
    with pytest.raises(ReadError, match="多于 10000 个"):
        SafeZip(data, "包")


LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'>{}]><a>&l9;</a>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
)
ATTRIBUTE = LAUGHS.replace("<a>&l9;</a>", "<a b='&l9;'/>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text", [LAUGHS, ATTRIBUTE, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>']
)
def test_entities_are_refused(text: str, encoding: str) -> None:
    with little_work(), pytest.raises(ReadError, match=r"实体声明|不合格式"):
        parse_xml(text.encode(encoding), "报告.docx")


def test_entities_in_a_docx_are_not_resolved(tmp_path: Path, make_docx: Build, make_zip: Build) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(make_docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"))) as package:
        xml = package.read("word/document.xml").decode()
    head, tail = xml.split("?>", 1)
    doctype = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(ReadError, match="实体声明") as caught:
        read("报告.docx", data=make_zip({"word/document.xml": f"{head}?>{doctype}{tail}"}))
    assert "机密" not in str(caught.value)


def test_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text("<!ENTITY x 'loaded'>", encoding="utf-8")
    root = parse_xml(f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}"><a>甲&x;乙</a>'.encode(), "部件")
    assert "loaded" not in "".join(map(str, root.itertext()))


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a></b>", b"\0\1\2", "<a>甲</a>".encode("gbk"), b"<a>" * 300]
)
def test_malformed_xml(data: bytes) -> None:
    with pytest.raises(ReadError, match="XML 不合格式"):
        parse_xml(data, "部件")


def test_oversized_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_XML", 100)
    with pytest.raises(ReadError, match="已停止读取"):
        parse_xml(b"<a>" + b"x" * 100 + b"</a>", "部件")


def test_docx_bomb_is_refused_before_it_is_parsed(make_docx: Build) -> None:
    with little_work(), pytest.raises(ReadError, match="异常地大"):
        read("报告.docx", data=make_docx("<w:p/>" * 4_000_000))


def test_deeply_nested_docx(make_docx: Build) -> None:
    inside = "<w:p><w:r><w:t>深</w:t></w:r></w:p>"
    body = "<w:sdt><w:sdtContent>" * 100 + inside + "</w:sdtContent></w:sdt>" * 100
    assert read("报告.docx", data=make_docx(body)).text == "深"
    with pytest.raises(ReadError, match="XML 不合格式"):
        read("报告.docx", data=make_docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


def test_zlib_errors_are_read_errors(make_zip: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    package = SafeZip(make_zip({"a": "x" * 100}), "包")

    def broken(*_: object) -> bytes:
        raise zlib.error("bad")

    monkeypatch.setattr(package, "_unpack", broken)
    with pytest.raises(ReadError, match="解不开"):
        package.read("a")
