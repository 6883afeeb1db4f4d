"""What other programs call a report file: its address."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote


def uri_of(source: str) -> str:
    """The address of a source: relative as it was given, or file:///… for a full path."""
    if source in ("", "-"):
        return "stdin"
    windows = PureWindowsPath(source)
    if windows.drive and windows.is_absolute():
        return windows.as_uri()
    if source.startswith("/"):
        return PurePosixPath(source).as_uri()
    # "./" keeps a name with a colon from being read as a scheme.
    path = quote(source.replace("\\", "/").encode("utf-8", "replace"))
    return path if ":" not in source else f"./{path}"
