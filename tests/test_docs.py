"""The files that the documents tell a reader to write are read as the documents say."""

from __future__ import annotations

import doctest
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import reportnlp
from reportnlp import parse_text
from reportnlp.check import check
from reportnlp.check.suppressions import read_suppressions
from reportnlp.resources.house import load_house

PAGE = (Path(__file__).parents[1] / "docs" / "own-rules.md").read_text(encoding="utf-8")
WORDING, NAMES, SETTINGS, IGNORED = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("用词", WORDING), ("names", NAMES), ("settings", SETTINGS)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_folder_of_the_page_is_read_and_works(folder: Path) -> None:
    house = load_house(folder)
    assert house.names and house.settings["PUN-02"] == "off"
    examples = [row["example_bad"] for row in yaml.safe_load(WORDING)["rules"]]
    text = "临江县2024年法治政府建设年度报告\n" + "\n".join(examples)
    found = [f.rule for f in check(parse_text(text), house=house).findings if f.rule.startswith("OWN")]
    assert sorted(found) == ["OWN-01", "OWN-02"]


def test_the_list_of_the_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx.reportnlp-ignore.yaml"
    path.write_text(IGNORED, encoding="utf-8")
    assert len(read_suppressions(path, date(2025, 1, 1)).entries) == 1


def test_the_examples_of_the_package_run() -> None:
    ran = doctest.testmod(reportnlp)
    assert ran.attempted and not ran.failed
