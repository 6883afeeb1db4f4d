"""YAML that a user wrote: read within limits, in the encodings that Windows editors save Chinese in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from reportnlp.errors import ResourceError

_LARGEST = 1_000_000  # bytes; what people write by hand has a few thousand


def read_user_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        ResourceError: the file cannot be read, is too large, or is not valid YAML; `where` names the line.
    """
    return _parsed(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except (OSError, ValueError) as error:
        raise ResourceError("读不了这个文件", str(path), "请检查路径和权限") from error
    if data is None:
        raise ResourceError("文件太大", str(path), "请检查是不是写错了文件")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ResourceError("看不出文字编码", str(path), "请另存为 UTF-8 编码")


def _parsed(text: str, where: str) -> Any:
    try:
        # References may make a small file enormous; nobody needs them here.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, yaml.SafeLoader)):
            raise ResourceError("用了 * 引用", where, "请把内容直接写出来")
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark else ""
        raise ResourceError(
            "写法有误", f"{where}{line}", "请检查缩进（用空格）、冒号后的空格和引号"
        ) from error
