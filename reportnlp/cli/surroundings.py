"""What the program finds around itself: its standard streams and the name it is called by."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

_NAME = "reportnlp"


def ready_streams() -> None:
    """Make the standard streams safe to write to.

    A console of an old code page shows "?" for what it cannot show.  Streams that the shell has
    closed (`>&-`) are None in Python: they become streams whose use fails (output) or tells nothing
    (messages), so that writing is an error and not a crash.
    """
    sys.stdin = sys.stdin or _opened(os.O_RDONLY, "r")
    sys.stdout = sys.stdout or _opened(os.O_RDONLY, "w")  # writing to what is open for reading fails
    sys.stderr = sys.stderr or _opened(os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _opened(flags: int, mode: str) -> io.TextIOWrapper:
    stream = os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8")
    assert isinstance(stream, io.TextIOWrapper)
    return stream


def give_up_output() -> None:
    """Send what is still in the buffer nowhere: the interpreter flushes once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def program() -> str:
    """What one types to call this program: its name where it is on PATH, else its path."""
    if shutil.which(_NAME):
        return _NAME
    called = Path(sys.argv[0])
    if called.stem == _NAME and called.is_file():
        path = typed(called)
        return path if os.sep in path else f".{os.sep}{path}"
    return f"{typed(Path(sys.executable))} -m {_NAME}"


def typed(path: Path) -> str:
    """The path as one would type it here: relative where it lies below, quoted where it has blanks."""
    here = Path.cwd()
    absolute = path.absolute()  # a link is shown as the link
    shown = str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)
    return f'"{shown}"' if " " in shown else shown
