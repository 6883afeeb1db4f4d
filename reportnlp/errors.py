"""What can go wrong, each with what to do about it.

The messages are read by users and are therefore plain Simplified Chinese.  An
exception means that we could not do what was asked; that a *report* is wrong
is never an exception but a finding.
"""

from __future__ import annotations


class ReportnlpError(Exception):
    """Base of every error this package raises on purpose.

    Args:
        what: what went wrong, one Chinese clause without a full stop.
        where: the file, line or place it happened at ("" where there is none).
        todo: what the reader can do about it.
    """

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(self.__str__())

    def __str__(self) -> str:
        where = f"{self.where}：" if self.where else ""
        todo = f"。{self.todo}" if self.todo else ""
        return f"{where}{self.what}{todo}"

    def __reduce__(self) -> tuple[type[ReportnlpError], tuple[str, str, str]]:
        # Exception pickles `args` only; workers must hand the three parts back.
        return type(self), (self.what, self.where, self.todo)


class ReadError(ReportnlpError):
    """A source could not be read: missing, broken, too large, or of a kind we cannot open."""


class MissingExtraError(ReadError):
    """The source could be read if an optional package or program were installed."""


class ResourceError(ReportnlpError):
    """A knowledge file (profile, concept, unit, lexicon) is wrong; `where` names file and entry."""


class OutputError(ReportnlpError):
    """A result could not be written."""
