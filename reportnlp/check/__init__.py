"""Report -> findings: `check(report)` says what a careful reader would mark.

One module a rule family; the rules are listed in `catalogue.RULES`.  This package takes Reports
and never imports `reportnlp.parse`.
"""

from __future__ import annotations

from reportnlp.check.engine import check

__all__ = ["check"]
