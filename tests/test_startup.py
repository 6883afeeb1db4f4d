"""Starting up is cheap: what a command does not use is not imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"pandas", "numpy", "scipy", "sklearn", "spacy", "thinc", "transformers", "torch", "pyarrow"}
HEAVY |= {"duckdb", "jieba"}
HEAVY |= {"docx", "pdfplumber", "pypdfium2", "openpyxl", "xlsxwriter", "jinja2", "rapidfuzz"}


def imported(*command: str) -> set[str]:
    """Top-level packages that a Python process imports."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-X", "importtime", *command]
    result = subprocess.run(call, capture_output=True, env=variables, check=False)
    trace = result.stderr.decode("utf-8")
    assert result.returncode == 0, trace[-2000:]
    return {m[1].partition(".")[0] for m in re.finditer(r"\| +([\w.]+)\r?$", trace, re.MULTILINE)}


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["extract", "--help"], ["check", "--help"], ["compare", "--help"]],
)
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    found = imported("-m", "reportnlp", *arguments)
    assert "click" in found and not found & (HEAVY | {"lxml", "rich"})


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv"])
def test_extracting_a_text_file_imports_nothing_heavy(tmp_path: Path, name: str) -> None:
    file = tmp_path / "样例.txt"
    file.write_text("青岚县2023年法治政府建设年度报告\n全年受理复议案件36件。\n", encoding="utf-8")
    assert not imported("-m", "reportnlp", "extract", str(file), "-f", name) & HEAVY


@pytest.mark.parametrize("name", ["text", "json", "sarif", "checkstyle"])
def test_checking_a_text_file_imports_nothing_heavy(tmp_path: Path, name: str) -> None:
    file = tmp_path / "样例.txt"
    file.write_text("青岚县2023年法治政府建设年度报告\n全年受理复议案件36件。\n", encoding="utf-8")
    arguments = ("check", str(file), "-f", name, "--fail-on", "never")
    assert not imported("-m", "reportnlp", *arguments) & (HEAVY - {"rapidfuzz"})


def test_the_package_imports_nothing_heavy() -> None:
    assert not imported("-c", "import reportnlp; reportnlp.parse_text('受理案件36件。')") & HEAVY


SURFACE = """
import reportnlp
from reportnlp.parse import parse_text
import reportnlp.parse.sections
import reportnlp.parse.readers
from reportnlp.parse.sections import find_sections
from reportnlp import parse, parse_text as again
import reportnlp.check.engine
from reportnlp.check import check as same
from reportnlp import check
assert callable(reportnlp.parse) and reportnlp.parse is parse
assert reportnlp.check is check is same
assert parse_text is again
print(len(reportnlp.parse({file!r}).text), len(reportnlp.parse_text("受理36件。").indicators))
"""


def test_parse_and_check_stay_functions_whatever_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "样例.txt"
    file.write_text("受理案件36件。", encoding="utf-8")
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    code = SURFACE.format(file=str(file))
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, env=variables, check=False)
    assert result.stdout.split() == [b"8", b"1"], result.stderr.decode("utf-8")


def test_every_public_name_is_there() -> None:
    import reportnlp

    assert all(hasattr(reportnlp, name) for name in reportnlp.__all__)
    assert {
        "parse",
        "parse_text",
        "check",
        "Report",
        "CheckResult",
        "Indicator",
        "ReadError",
        "__version__",
    } <= set(reportnlp.__all__)
