"""Reports of several years -> what changed, what cannot be, and what was promised.

`compare(old, new)` sets two reports side by side; `series(reports)` puts many in a row.  This
package takes Reports and knows nothing of parsing or of the rules; the rules that need last year's
report are judgements on a `Comparison`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportnlp.datamodel import Comparison, Report, Series

__all__ = ["compare", "series"]


def compare(old: Report, new: Report) -> Comparison:
    """Last year's report and this year's, side by side: figures, claims, targets, sections, passages.

    Args:
        old, new: as `reportnlp.parse` gives them; `old` is the one of the earlier year.
    """
    # Imported here: `import reportnlp` must not pay for the knowledge files.
    from reportnlp.compare.comparing import compare as run

    return run(old, new)


def series(reports: Sequence[Report]) -> Series:
    """Reports of one issuer in the order of their years, each compared with the one before.

    Args:
        reports: two or more; in the order given where the year of one is unknown.

    Raises:
        ValueError: fewer than two reports.
    """
    from reportnlp.compare.lineup import series as run

    return run(reports)
