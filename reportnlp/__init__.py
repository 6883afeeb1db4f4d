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

__version__ = "0.1.0"
