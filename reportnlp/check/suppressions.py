"""Suppressions 忽略: findings that someone looked at and decided to leave, with the reason.

A marker inside a .docx or .pdf is not possible, so they stand in a YAML list beside the report:

    - rule: ARI-03
      text: 成功率达98%以上
      reason: 按统计口径不含撤回的案件
      expires: 2025-12-31

`text` must occur in the sentence of the finding (blanks do not count); `expires`, the last day on
which the entry holds, may be left out.  Suppressed findings are marked, never dropped.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from reportnlp.check.context import Context
from reportnlp.check.near_ids import near_ids
from reportnlp.datamodel import CheckResult, Finding
from reportnlp.errors import ResourceError
from reportnlp.resources.user_yaml import read_user_yaml

SIDECAR: Final = ".reportnlp-ignore.yaml"
"""What the name of a report is followed by in the name of the list that belongs to it."""

_FAULTS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项（只能写 rule、text、reason、expires）",
    "string_type": "应为文字，只有数字或含有冒号等符号时请加引号",
    "string_too_short": "太短",
    "model_type": "应为一组“名称: 值”",
    "model_attributes_type": "应为一组“名称: 值”",
    "tuple_type": "应为列表，每一条以“- ”开头",
}
_DATE_FAULT = "应为 2025-12-31 这样的日期"


class Suppression(BaseModel):
    """One entry of the list.

    Attributes:
        rule: the id of the rule.
        text: words of the report that the finding must stand beside, or of its message where
            the finding has no place in the text.
        reason: why it is left so.
        expires: the last day that the entry holds for (None: no end).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: str = Field(min_length=2)
    text: str = Field(min_length=2)
    reason: str = Field(min_length=2)
    expires: date | None = None


@dataclass(slots=True)
class Suppressions:
    """The entries of one list and which of them met a finding, over all reports they are applied to."""

    path: Path
    entries: tuple[Suppression, ...]
    today: date
    used: set[int] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)

    def apply(self, result: CheckResult) -> CheckResult:
        """The result with the reason put to each finding that an entry names."""
        self.ran |= set(result.tallies)
        context = Context(result.report)
        findings = tuple(self._judged(finding, context) for finding in result.findings)
        return replace(result, findings=findings)

    def leftovers(self, known: Collection[str]) -> list[str]:
        """What is to be said of the list afterwards: entries that expired, met nothing, or name no rule.

        Args:
            known: the ids of all rules there are.
        """
        said = []
        for index, entry in enumerate(self.entries):
            if what := self._fault(index, entry, {*known, *self.ran}):
                said.append(
                    f"{self.path.name} 第 {index + 1} 条（{entry.rule}，“{_short(entry.text)}”）{what}"
                )
        return said

    def _judged(self, finding: Finding, context: Context) -> Finding:
        if not any(entry.rule == finding.rule for entry in self.entries):
            return finding
        words = _words_at(finding, context)
        for index, entry in enumerate(self.entries):
            if entry.rule == finding.rule and _squeezed(entry.text) in words and not self._is_over(entry):
                self.used.add(index)
                return replace(finding, suppression=entry.reason)
        return finding

    def _is_over(self, entry: Suppression) -> bool:
        return entry.expires is not None and entry.expires < self.today

    def _fault(self, index: int, entry: Suppression, known: set[str]) -> str:
        if self._is_over(entry):
            return f"已于 {entry.expires} 到期，不再起作用"
        if entry.rule not in known:
            meant = " 或 ".join(near_ids(entry.rule, known))
            return f"写的规则不存在{f'，是不是 {meant}？' if meant else ''}"
        if index not in self.used and entry.rule in self.ran:
            return "没有对上任何问题，可以删去"
        return ""


def read_suppressions(path: Path, today: date) -> Suppressions:
    """The list in a file.

    Raises:
        ResourceError: it cannot be read or an entry is not as it should be; `where` says which.
    """
    raw = read_user_yaml(path)
    try:
        entries = TypeAdapter(tuple[Suppression, ...]).validate_python([] if raw is None else raw)
    except ValidationError as error:
        first = error.errors()[0]
        number, *names = first["loc"] or (None,)
        where = f"{path} 第 {number + 1} 条" if isinstance(number, int) else str(path)
        where += "".join(f"的 {name}" for name in names)
        fault = _FAULTS.get(first["type"]) or (_DATE_FAULT if "date" in first["type"] else "写法不对")
        raise ResourceError(f"忽略清单有误：{fault}", where, "请照说明改正") from error
    return Suppressions(path, entries, today)


def sidecar(report: str) -> Path | None:
    """The list that lies beside a report file, None where there is none."""
    beside = Path(report + SIDECAR)
    try:
        return beside if beside.is_file() else None
    except (OSError, ValueError):
        return None


def _words_at(finding: Finding, context: Context) -> str:
    """The sentences that a finding stands in, its own words, and its message, without blanks."""
    report = context.report
    words: list[str] = [finding.message]
    for span in finding.spans:
        sentence = context.sentence(context.position(span.start))
        words += [context.clean[sentence.start : sentence.end], report.quote(span)]
    return _squeezed("\x1f".join(words))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _short(text: str, limit: int = 16) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
