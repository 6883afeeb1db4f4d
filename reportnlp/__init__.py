"""reportnlp reads Chinese government work reports and says what is wrong with them.

`parse(path)` turns a file into a `Report`, `parse_text(text)` a string; `check(report)` says what a
careful reader would mark in it; `compare(old, new)` sets the reports of two years side by side,
`series(reports)` those of many.  The other names are the types of which these are made and the
errors that can be raised.  Importing this package loads nothing heavy: readers, rules, pandas and
spaCy are imported where they are first used.

    >>> import reportnlp
    >>> report = reportnlp.parse_text("全年受理行政复议案件36件，审结35件。")
    >>> [(i.subject, str(i.quantity.value), i.quantity.unit) for i in report.indicators]
    [('受理行政复议案件', '36', '件'), ('审结行政复议案件', '35', '件')]
    >>> report = reportnlp.parse_text("全年受理行政复议案件36件，审结38件。")
    >>> [finding.rule for finding in reportnlp.check(report).findings]
    ['ARI-02']
    >>> old = reportnlp.parse_text("临江县2023年政府工作报告\\n全年接待游客86万人次。")
    >>> new = reportnlp.parse_text("临江县2024年政府工作报告\\n全年接待游客95万人次，增长20%。")
    >>> [(c.verdict, c.formula) for c in reportnlp.compare(old, new).claims]
    [('inconsistent', '95万人次 ÷ 86万人次 − 1')]
"""

from __future__ import annotations

# The subpackages `check`, `compare` and `parse` are imported here, once, so that the import system has
# done its own binding of the names before the functions take them over; it does not bind them twice.
from reportnlp.check import check
from reportnlp.compare import compare, series
from reportnlp.datamodel import (
    Apart,
    Cell,
    Change,
    CheckResult,
    Claim,
    Comparison,
    Document,
    Entity,
    Evidence,
    Finding,
    Indicator,
    Member,
    Meta,
    Period,
    Place,
    Quantity,
    Region,
    Report,
    Section,
    Series,
    Span,
    Table,
    Tally,
    Target,
)
from reportnlp.errors import MissingExtraError, OutputError, ReadError, ReportnlpError, ResourceError
from reportnlp.parse import parse, parse_text

__version__ = "0.1.0"

__all__ = [
    "Apart",
    "Cell",
    "Change",
    "CheckResult",
    "Claim",
    "Comparison",
    "Document",
    "Entity",
    "Evidence",
    "Finding",
    "Indicator",
    "Member",
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
    "Series",
    "Span",
    "Table",
    "Tally",
    "Target",
    "__version__",
    "check",
    "compare",
    "parse",
    "parse_text",
    "series",
]
