"""Report -> findings: `check(report)` says what a careful reader would mark.

One module a rule family; the rules are listed in `catalogue.RULES`.  This package takes Reports
and never imports `reportnlp.parse`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportnlp.datamodel import CheckResult, Report

if TYPE_CHECKING:
    from reportnlp.check.rule import Rule
    from reportnlp.resources.house import House
    from reportnlp.resources.profiles import Profile

__all__ = ["check"]


def check(
    report: Report,
    profile: Profile | None = None,
    previous: Sequence[Report] = (),
    *,
    rules: Iterable[Rule] | None = None,
    house: House | None = None,
) -> CheckResult:
    """What a careful reader would mark in `report`, and what was looked at.

    Args:
        report: as `reportnlp.parse` gives it.
        profile: what the report is held against; None: the profile of its kind, if there is one.
        previous: the reports of the years before, the latest first.
        rules: the rules to run; None: all that run by default, as `house` wants them.
        house: what the organ's own folder says (`reportnlp.resources.house.load_house`).

    Raises:
        ResourceError: `house` names a rule that there is not, or takes the id of one that there is.
    """
    # Imported here: `import reportnlp` must not pay for the rules and their knowledge files.
    from reportnlp.check.engine import check as run
    from reportnlp.resources.house import NO_HOUSE

    return run(report, profile, previous, rules=rules, house=house or NO_HOUSE)
