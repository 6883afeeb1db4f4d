"""`reportnlp compare`: what it prints and writes, in which order it puts the reports, and how it ends."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lineup_samples import TEXTS

from reportnlp.cli import main
from reportnlp.cli.chinese import cells

Output = Callable[[], tuple[str, str]]


def title(year: int, place: str = "青岚县") -> str:
    return f"{place}{year}年政府工作报告\n——{year}年1月9日在{place}第十八届人民代表大会第三次会议上\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report of each year in the current folder, an empty file and another county's report."""
    for year, text in TEXTS.items():
        (tmp_path / f"{year}.txt").write_text(title(year) + text, encoding="utf-8")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    (tmp_path / "清河.txt").write_text(title(2024, "清河县") + TEXTS[2024], encoding="utf-8")
    (tmp_path / "历年").mkdir()
    for year in TEXTS:
        (tmp_path / "历年" / f"{year}.txt").write_text(title(year) + TEXTS[year], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def output(capfd: pytest.CaptureFixture[str]) -> Output:
    def read() -> tuple[str, str]:
        captured = capfd.readouterr()
        return captured.out, captured.err

    return read


def call(*arguments: str) -> int:
    return main(["compare", *arguments])


# -- what is printed --------------------------------------------------------------------------


def test_two_reports_on_the_screen(folder: Path, output: Output) -> None:
    assert call("2023.txt", "2024.txt") == 0
    out, err = output()
    assert out.startswith("2023年报告  青岚县2023年政府工作报告\n2023.txt\n2024年报告") and err == ""
    assert re.search(r"\n地区生产总值 +170\.5亿元 +182\.6亿元 +约 \+7\.1%\n", out)
    assert "\n指标  对上 " in out and "\x1b" not in out and out.endswith("-o 对比.html（网页）\n")


def test_reports_are_put_in_the_order_of_their_years(folder: Path, output: Output) -> None:
    assert call("2023.txt", "2024.txt", "-f", "json") == 0
    straight, err = output()
    assert err == ""
    assert call("2024.txt", "2023.txt", "-f", "json") == 0
    assert output() == (straight, "已按年份排列：2023年报告、2024年报告\n")


def test_more_reports_are_a_series(folder: Path, output: Output) -> None:
    assert call("历年") == 0
    out, err = output()
    assert "\n多年对照\n" in out and re.search(r"\n2023→2024 +\d+", out) and err == ""
    assert call("2022.txt", "2023.txt", "2024.txt", "-f", "json") == 0
    assert json.loads(output()[0])["schema"] == "reportnlp-series/1"


# -- where it goes ----------------------------------------------------------------------------


def test_each_format_by_name_and_by_suffix(folder: Path, output: Output) -> None:
    for name, suffix in (("table", ".txt"), ("json", ".json"), ("html", ".html")):
        assert (
            call("2023.txt", "2024.txt", "-f", name) == call("2023.txt", "2024.txt", "-o", f"果{suffix}") == 0
        )
        assert (folder / f"果{suffix}").read_text(encoding="utf-8") == output()[0]
    assert call("2023.txt", "2024.txt", "-o", "果.xlsx") == 0
    content = io.BytesIO((folder / "果.xlsx").read_bytes())
    assert openpyxl.load_workbook(content).sheetnames[:2] == ["指标对比", "目标完成"]


def test_what_was_written_is_said_on_a_terminal(
    folder: Path, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert call("2023.txt", "2024.txt", "-o", "果.json") == 0
    assert output()[1].endswith("已写入 果.json：比较了 2 份报告。\n")


def test_results_of_an_earlier_call_are_no_input(folder: Path, output: Output) -> None:
    for _ in range(2):
        assert call("历年", "-o", "历年/果.html") == 0
    assert "果.html" not in output()[1]


# -- what is wrong with the call --------------------------------------------------------------

WRONG = [
    ([], "缺少参数 文件"),
    (["2023.txt"], "要有两份以上的报告才能比，如 reportnlp compare 去年.docx 今年.docx"),
    (["下"], "要有两份以上的报告才能比"),
    (["2023.txt", "./2023.txt"], "./2023.txt 写了两次"),
    (["-", "-"], "标准输入 写了两次"),
    (["2023.txt", "2024.txt", "-o", "结果/"], "比较的结果是一个文件，请写上文件名，如 -o 结果.对比.xlsx"),
    (["2023.txt", "2024.txt", "-o", "果.csv"], "看不出格式"),
    (["2023.txt", "2024.txt", "-f", "csv"], "只能是 table、json、xlsx、html 之一"),
    (["2023.txt", "2024.txt", "-f", "xlsx"], "xlsx 不能显示在屏幕上"),
    (["2023.txt", "2024.txt", "-f", "table", "-o", "2023.txt"], "会覆盖输入文件"),
    (["2022.txt", "2023.txt", "历年/2023.txt"], "2023.txt、历年/2023.txt 都是 2023 年的报告，每年请只写一份"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(folder: Path, output: Output, arguments: list[str], message: str) -> None:
    before = (folder / "2023.txt").read_bytes()
    assert call(*arguments) == 2
    out, err = output()
    assert re.search(message, err) and out == "" and err.startswith("用法：reportnlp compare")
    assert (folder / "2023.txt").read_bytes() == before


def test_a_folder_without_reports_says_so(folder: Path, output: Output) -> None:
    (folder / "没有").mkdir()
    assert call("没有") == 2
    assert "没有：文件夹里没有能读的报告；要有两份以上的报告" in output()[1]


# -- what cannot be read ----------------------------------------------------------------------


def test_of_two_reports_one_cannot_be_read(folder: Path, output: Output) -> None:
    assert call("空.txt", "2024.txt", "-o", "果.xlsx") == 1
    out, err = output()
    assert err.startswith("空.txt：文件是空的") and "能读的报告只有 1 份，比不了" in err
    assert out == "" and not (folder / "果.xlsx").exists()


def test_of_more_reports_the_others_are_compared(folder: Path, output: Output) -> None:
    assert call("2023.txt", "空.txt", "2024.txt", "-f", "json") == 1
    out, err = output()
    assert json.loads(out)["schema"] == "reportnlp-comparison/1" and err.startswith("空.txt：")


# -- what may surprise ------------------------------------------------------------------------

SURPRISES = [
    (["2023.txt", "清河.txt"], "地区不同：青岚县、清河县"),
    (["2022.txt", "2024.txt"], "年度不相连"),
    (["2024.txt", "清河.txt"], "都是2023年度"),
]


@pytest.mark.parametrize(("arguments", "note"), SURPRISES)
def test_notes_are_said_on_the_screen_or_beside_the_result(
    folder: Path, output: Output, arguments: list[str], note: str
) -> None:
    assert call(*arguments) == 0
    out, err = output()
    assert note in out.replace("\n      ", "") and err == ""
    assert call(*arguments, "-o", "果.json") == 0
    assert re.search(f"注意：.*{note}", output()[1])


def test_help_fits_a_screen(folder: Path, output: Output) -> None:
    assert call("--help") == 0
    page = output()[0]
    assert max(map(cells, page.splitlines())) <= 80 and len(page.splitlines()) <= 36
    assert "退出码：0 比完了，1 有文件读不了，2 命令写错了。" in page
