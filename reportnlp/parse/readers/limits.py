"""Bounds on hostile input, and the only two doors to zip and XML inside the readers.

A reader opens a package with `SafeZip` and turns a part into elements with
`parse_xml`; both raise `ReadError` in the reader's words and never expand more
than the bounds below.  The bounds are an order of magnitude above the largest
real report (a few MiB, a few hundred pages).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from reportnlp.errors import ReadError

if TYPE_CHECKING:
    from lxml import etree

MIB = 1 << 20

MAX_BYTES = 64 * MIB
"""Largest source file, in bytes."""

MAX_UNPACKED = 256 * MIB
"""Most bytes that one zip package may unpack to, all members together."""

MAX_RATIO = 250
"""Highest unpacked : packed ratio of a member larger than `RATIO_FLOOR` (deflate cannot exceed 1032)."""

RATIO_FLOOR = 8 * MIB
"""Members up to this size are not judged by their ratio: repetitive XML packs very well."""

MAX_MEMBERS = 10_000
"""Most members of one zip package."""

MAX_XML = 64 * MIB
"""Largest XML part, in bytes; its tree takes about ten times as much memory."""

MAX_CHARS = 20_000_000
"""Longest text that a reader hands over, in code points."""

MAX_PAGES = 2_000
"""Most pages of a paged document."""

_CHUNK = MIB
_CENTRAL_ENTRY = b"PK\x01\x02"
# A member packed with LZMA may ask for a 4 GiB dictionary; office packages only use these two.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)

_RESAVE = "请用原来的软件重新打开并另存一份再试"


class SafeZip:
    """A zip package that counts what it really unpacks, whatever its directory claims.

    Args:
        data: the bytes of the package.
        where: the file name for messages.

    Raises:
        ReadError: not a zip, broken, or more than `MAX_MEMBERS` members.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        self._left = MAX_UNPACKED
        # Counted before zipfile builds an object for each entry.
        if data.count(_CENTRAL_ENTRY) > MAX_MEMBERS:
            raise ReadError(f"压缩包里的文件多于 {MAX_MEMBERS} 个", where, "请确认文件来源可靠")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ReadError("文件已损坏或不完整（压缩结构打不开）", where, _RESAVE) from error
        self._infos = {info.filename: info for info in self._zip.infolist()}

    def names(self) -> tuple[str, ...]:
        """Member names in the order of the directory."""
        return tuple(self._infos)

    def read(self, member: str) -> bytes:
        """The bytes of one member.

        Raises:
            ReadError: no such member, encrypted, corrupt, or past `MAX_UNPACKED` or `MAX_RATIO`.
        """
        info = self._infos.get(member)
        if info is None:
            raise ReadError(f"文件里缺少 {member}", self._where, _RESAVE)
        if info.flag_bits & 0x1:
            raise ReadError("文件设有密码", self._where, "请去掉密码后另存一份再试")
        if info.compress_type not in _METHODS:
            raise ReadError(f"{member} 用了不常见的压缩方法", self._where, _RESAVE)
        try:
            return self._unpack(info)
        except _BROKEN as error:
            raise ReadError(f"文件已损坏或不完整（{member} 解不开）", self._where, _RESAVE) from error

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        ceiling = max(RATIO_FLOOR, MAX_RATIO * info.compress_size)
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._left -= len(chunk)
                if size > ceiling or self._left < 0:
                    raise ReadError("压缩包解开后异常地大，已停止读取", self._where, "请确认文件来源可靠")
        return b"".join(chunks)


def parse_xml(data: bytes, where: str) -> etree._Element:
    """The root element of an XML part; nothing outside `data` is ever fetched.

    Args:
        data: the bytes of the part, in the encoding it declares.
        where: file and part for messages.

    Raises:
        ReadError: larger than `MAX_XML`, not well-formed, or declaring entities ("billion laughs").
    """
    from lxml import etree

    if len(data) > MAX_XML:
        raise ReadError(f"内容超过 {MAX_XML // MIB} MiB，已停止读取", where, "请把文件拆成几份再试")
    if b"<!ENTITY" in data:
        raise _entities(where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("文件已损坏或不完整（XML 不合格式）", where, _RESAVE) from error
    # Seen only after decoding, e.g. in UTF-16; libxml2 bounds the expansion until here.
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise _entities(where)
    return root


def _entities(where: str) -> ReadError:
    return ReadError("文件里有自定义实体声明，可能是恶意文件，已停止读取", where, "请确认文件来源可靠")
