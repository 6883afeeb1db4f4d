"""reportnlp reads Chinese government work reports.

`parse(path)` turns a file into a `Report`, `parse_text(text)` a string; the other names are
the types of which a Report is made and the errors that can be raised.  Importing this package
loads nothing heavy: readers, pandas and spaCy are imported where they are first used.

    >>> import reportnlp
    >>> report = reportnlp.parse_text("全年受理行政复议案件36件，审结35件。")
    >>> [(i.subject, str(i.quantity.value), i.quantity.unit) for i in report.indicators]
    [('受理行政复议案件', '36', '件'), ('审结行政复议案件', '35', '件')]
"""

from __future__ import annotations

from reportnlp.datamodel import (
    Apart,
    Cell,
    Document,
    Entity,
    Indicator,
    Meta,
    Period,
    Place,
    Quantity,
    Region,
    Report,
    Section,
    Span,
    Table,
)
from reportnlp.errors import MissingExtraError, OutputError, ReadError, ReportnlpError, ResourceError

# The subpackage `parse` is imported here, once, so that the import system has done its own
# binding of the name before the function takes it over; it does not bind it a second time.
from reportnlp.parse import parse, parse_text

__version__ = "0.1.0"

__all__ = [
    "Apart",
    "Cell",
    "Document",
    "Entity",
    "Indicator",
    "Meta",
    "MissingExtraError",
    "OutputError",
    "Period",
    "Place",
    "Quantity",
    "ReadError",
    "Region",
    "Report",
    "ReportnlpError",
    "ResourceError",
    "Section",
    "Span",
    "Table",
    "__version__",
    "parse",
    "parse_text",
]
