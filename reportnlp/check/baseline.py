"""Baseline 上次的结果: findings that an earlier result had already are marked as known, not dropped.

Findings are compared by fingerprint, as a multiset: of three alike, two of which were there before,
one is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from reportnlp.datamodel import CheckResult, Finding
from reportnlp.errors import ReadError

SCHEMA: Final = "reportnlp-check/1"
"""Name and version of the JSON shape of results; the number rises when an old reader would misread it."""

_LARGEST = 100_000_000  # bytes; a report's result has some ten thousand
_ADVICE = "请用 reportnlp check -f json 生成的结果"


@dataclass(slots=True)
class Baseline:
    """The fingerprints of an earlier result that no finding has met yet."""

    left: Counter[str]

    def mark(self, result: CheckResult) -> CheckResult:
        """The result with each finding marked new or unchanged; what is met is used up."""
        return replace(result, findings=tuple(map(self._marked, result.findings)))

    @property
    def gone(self) -> int:
        """How many of the earlier findings have not been met."""
        return self.left.total()

    def _marked(self, finding: Finding) -> Finding:
        if self.left[finding.fingerprint] <= 0:
            return replace(finding, baseline="new")
        self.left[finding.fingerprint] -= 1
        return replace(finding, baseline="unchanged")


def read_baseline(path: Path) -> Baseline:
    """The findings of a result that `reportnlp check -f json` wrote.

    Raises:
        ReadError: it cannot be read, or is something else.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ReadError("文件太大", str(path), _ADVICE)
        raw = json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError("读不了上次的结果", str(path), "请检查路径和权限") from error
    except (ValueError, RecursionError) as error:
        raise ReadError("不是上次检查的结果", str(path), _ADVICE) from error
    if not isinstance(raw, Mapping) or raw.get("schema") != SCHEMA:
        raise ReadError("不是上次检查的结果", str(path), _ADVICE)
    try:
        return Baseline(Counter(_fingerprints(raw)))
    except (KeyError, TypeError) as error:
        raise ReadError("上次的结果不完整", str(path), _ADVICE) from error


def _fingerprints(raw: Mapping[str, Any]) -> Iterator[str]:
    for report in raw["reports"]:
        for finding in report["findings"]:
            yield str(finding["fingerprint"])
