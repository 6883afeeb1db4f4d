"""What `reportnlp check` does with each file: read, check, mark what is known, write the annotated copy."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportnlp.cli.sources import STDIN, Source, is_folder
from reportnlp.cli.targets import keep_inputs, write_file
from reportnlp.datamodel import CheckResult, Finding, Report

if TYPE_CHECKING:
    from reportnlp.check.baseline import Baseline
    from reportnlp.check.rule import Rule
    from reportnlp.check.suppressions import Suppressions
    from reportnlp.resources.house import House
    from reportnlp.resources.profiles import Profile

LEVELS: Final = ("error", "warning", "info")
"""Levels of what is wrong, the gravest first."""

NEVER: Final = "never"
_COPY_SUFFIX: Final = "-批注.docx"
_WORD_BODY: Final = "word/document.xml"


@dataclass(slots=True)
class Checker:
    """Checks file after file, and remembers what the exit code needs.

    Args:
        fail_on: the level from which a failure counts, or "never".
        copies: file → where its annotated copy goes.
        suppressions: the list that holds for all reports; None: that beside each report.
    """

    rules: tuple[Rule, ...]
    house: House
    profile: Profile | None = None
    previous: tuple[Report, ...] = ()
    fail_on: str = "error"
    copies: Mapping[str, Path] = field(default_factory=dict)
    suppressions: Suppressions | None = None
    baseline: Baseline | None = None
    seen: list[Finding] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether something was found that counts."""
        return any(map(self._counts, self.seen))

    def __call__(self, file: str) -> CheckResult:
        """What the check says of one file.

        Raises:
            ReadError: it cannot be read.
            ResourceError: the list of suppressions beside it is wrong.
            OutputError: the annotated copy cannot be written.
        """
        from reportnlp.check import check
        from reportnlp.parse import parse

        report = parse(file)
        found = check(report, self.profile, self.previous, rules=self.rules, house=self.house)
        result = self._marked(found, file)
        self.seen += result.findings
        if file in self.copies:
            _annotate(result, file, self.copies[file])
        return result

    def leftovers(self) -> list[str]:
        """What is to be said after the last file, of the suppressions and the earlier result."""
        said = self.suppressions.leftovers(_ids(self.house)) if self.suppressions else []
        if self.baseline and self.baseline.gone:
            said.append(f"和上次的结果相比，有 {self.baseline.gone} 处已经没有了。")
        return said

    def _marked(self, result: CheckResult, file: str) -> CheckResult:
        listed = self.suppressions
        marked = listed.apply(result) if listed else _with_sidecar(result, file, self.house)
        return self.baseline.mark(marked) if self.baseline else marked

    def _counts(self, finding: Finding) -> bool:
        if self.fail_on == NEVER or finding.verdict != "fail" or finding.is_settled:
            return False
        return LEVELS.index(finding.level) <= LEVELS.index(self.fail_on)


def _with_sidecar(result: CheckResult, file: str, house: House) -> CheckResult:
    """The result after the list that lies beside the report, with what is to be said of it."""
    from reportnlp.check.suppressions import read_suppressions, sidecar

    beside = sidecar(file)
    if beside is None:
        return result
    listed = read_suppressions(beside, date.today())
    marked = listed.apply(result)
    notes = (f"用了报告旁边的忽略清单 {beside.name}", *listed.leftovers(_ids(house)))
    return replace(marked, notes=(*marked.notes, *notes))


def _ids(house: House) -> frozenset[str]:
    """The ids of all rules there are, whether they ran or not."""
    from reportnlp.check.own import available

    return frozenset(rule.id for rule in available(house))


def copies_of(sources: Sequence[Source], place: str | None) -> dict[str, Path]:
    """Where the annotated copies go: to the file named, or each to the folder that was named.

    Raises:
        click.UsageError: several reports for one file, or an input would be written over.
    """
    import click

    from reportnlp.cli.naming import result_names

    if place is None:
        return {}
    if is_folder(place) or place.endswith(("/", "\\")) or not Path(place).suffix:
        made = [Path(place, name) for name in result_names(sources, _COPY_SUFFIX)]
    elif len(sources) > 1:
        raise click.UsageError("多份报告的批注不能写在一个文件里，请写一个文件夹，如 --annotate 批注/")
    elif Path(place).suffix.lower() != ".docx":
        raise click.UsageError(f"带批注的文件只能是 .docx，写的是“{place}”")
    else:
        made = [Path(place)]
    keep_inputs(made, sources)
    return {source.path: path for source, path in zip(sources, made, strict=True)}


def _annotate(result: CheckResult, file: str, path: Path) -> None:
    from reportnlp.render.annotated import annotate

    content = annotate(result.report, result.findings, _word_file(file))
    write_file(path, lambda stream: stream.write(content))


def _word_file(file: str) -> bytes | None:
    """The bytes of a .docx, to be annotated as it is; None for any other kind of file."""
    if file == STDIN:
        return None
    try:
        with zipfile.ZipFile(file) as package:
            return Path(file).read_bytes() if _WORD_BODY in package.namelist() else None
    except (OSError, zipfile.BadZipFile):
        return None
