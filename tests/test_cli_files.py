"""The command line and files: folders, names of results, places that refuse, streams that are closed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportnlp.cli import main, progress, surroundings
from reportnlp.cli.naming import result_names
from reportnlp.cli.sources import READABLE_SUFFIXES, Source, gather
from reportnlp.parse import readers

ROOT = Path(__file__).resolve().parent.parent
TEXT = "青岚县2023年法治政府建设年度报告\n全年受理行政复议案件36件。\n"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder 报告/ with subfolders, in the current folder."""
    for name in ("总.txt", "甲/年报.txt", "乙/年报.txt", "乙/专报.md", "乙/专报.txt"):
        file = tmp_path / "报告" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    for name in ("报告/附表.xlsx", "报告/乙/照片.jpg", "报告/.隐藏.txt", "报告/~$总.docx"):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


# -- folders ----------------------------------------------------------------------------------


def test_a_folder_stands_for_its_reports(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "报告", "-o", "结果/"]) == 0
    err = capfd.readouterr().err
    assert made(reports / "结果") == [
        "专报.md.json",
        "专报.txt.json",
        "乙/年报.json",
        "总.json",
        "甲/年报.json",
    ]
    assert "报告：读 5 个文件，另有 2 个不是能读的格式" in err
    assert "报告/甲/年报.txt 的结果是 结果/甲/年报.json" in err and "总.json" not in err


def test_results_are_no_input(reports: Path) -> None:
    for _ in range(2):
        assert main(["extract", "报告", "-f", "html", "-o", "报告/结果/"]) == 0
    assert len(made(reports / "报告/结果")) == 5
    for _ in range(2):
        assert main(["extract", "报告/甲", "-o", "报告/甲/全.txt"]) == 0
    assert gather(["报告/甲"], "报告/甲/全.txt").files == [Source("报告/甲/年报.txt", top="甲")]


def test_folders_beside_each_other_keep_their_names(reports: Path) -> None:
    assert main(["extract", "报告/甲", "报告/乙/", "-f", "html", "-o", "结果/"]) == 0
    assert made(reports / "结果") == ["专报.md.html", "专报.txt.html", "乙/年报.html", "甲/年报.html"]


def test_an_empty_folder_costs_only_itself(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (reports / "空").mkdir()
    assert main(["extract", "空", "报告/总.txt", "-f", "jsonl"]) == 1
    out, err = capfd.readouterr()
    assert out.count("\n") == 1 and err == "空：文件夹里没有能读的报告\n"


def test_a_folder_that_cannot_be_opened_is_a_failure(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("甲"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = gather(["报告"], None)
    assert found.failures == ["报告/甲：文件夹打不开，请检查权限"] and len(found.files) == 4


def test_the_suffixes_are_those_that_readers_know() -> None:
    known = {f".{suffix}" for suffix in (*readers._MODULES, *readers._SUFFIXES)}
    assert known == READABLE_SUFFIXES


# -- names of results -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([Source("甲.txt"), Source("乙.txt")], ["甲.json", "乙.json"]),
        ([Source("in.txt"), Source("in.docx")], ["in.txt.json", "in.docx.json"]),
        ([Source("In.txt"), Source("in.docx")], ["In.txt.json", "in.docx.json"]),
        ([Source("甲.txt"), Source("下/甲.txt")], ["甲.json", "甲-2.json"]),
        ([Source("夹/一/甲.txt", "一"), Source("夹/二/甲.txt", "二")], ["一/甲.json", "二/甲.json"]),
        (
            [Source("夹/一/甲.txt", "一"), Source("夹/一/甲.pdf", "一"), Source("夹/甲.txt")],
            ["一/甲.txt.json", "一/甲.pdf.json", "甲.txt.json"],
        ),
        (
            [Source("甲.txt"), Source("甲.pdf"), Source("甲.txt.md")],
            ["甲.txt.json", "甲.pdf.json", "甲.txt-2.json"],
        ),
        ([Source("-"), Source("2023.1.年报.txt")], ["stdin.json", "2023.1.年报.json"]),
    ],
)
def test_results_are_told_apart(sources: list[Source], names: list[str]) -> None:
    assert result_names(sources, ".json") == names


def test_a_result_of_another_run_is_not_replaced_in_silence(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "报告/乙/专报.md", "-o", "结果/"]) == 0
    assert capfd.readouterr().err == ""
    assert main(["extract", "报告/乙/专报.txt", "-o", "结果/"]) == 0
    assert capfd.readouterr().err == "注意：替换了原有的 结果/专报.json\n"


def test_many_long_names_are_summed_up(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for n in range(8):
        (reports / "报告" / f"卷{n}").mkdir()
        (reports / "报告" / f"卷{n}" / "年报.txt").write_text(TEXT, encoding="utf-8")
    assert main(["extract", "报告", "-o", "结果/"]) == 0
    err = capfd.readouterr().err
    assert err.count("的结果是") == 5 and "共 12 份因重名" in err


# -- options ----------------------------------------------------------------------------------

WRONG = [
    (["extract", ""], "参数 文件：不能是空的"),
    (["text", " "], "参数 文件：不能是空的"),
    (["extract", "报告/总.txt", "-o", ""], "选项 --output：不能是空的"),
    (["extract", "报告/总.txt", "-f", "html", "-o", "页.csv"], "-f html 和“页.csv”的后缀不一致"),
    (["extract", "报告/总.txt", "-f", "xlsx", "-o", "表.txt"], "后缀不一致"),
    (["extract", "报告/总.txt", "-f", "Yaml"], "写的是“Yaml”"),
    (["extract", "报告", "-f", "html"], "用 -o 写一个文件夹"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(
    reports: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    before = made(reports)
    assert main(arguments) == 2
    assert message in capfd.readouterr().err and made(reports) == before


@pytest.mark.parametrize("written", [["-f=csv"], ["-f", "CSV"], ["--format=Csv"], ["-fcsv"]])
def test_a_format_is_understood_in_any_spelling(
    reports: Path, capfd: pytest.CaptureFixture[str], written: list[str]
) -> None:
    assert main(["extract", "报告/总.txt", *written]) == 0
    assert capfd.readouterr().out.lstrip("\ufeff").startswith("主体,读数,原文")


def test_json_may_be_called_txt(reports: Path) -> None:
    assert main(["extract", "报告/总.txt", "-f", "json", "-o=果.txt"]) == 0
    assert json.loads((reports / "果.txt").read_text(encoding="utf-8"))["meta"]["year"] == 2023


# -- places that refuse -----------------------------------------------------------------------


def test_a_read_only_result_stays(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (reports / "旧.json").write_text("旧", encoding="utf-8")
    (reports / "旧.json").chmod(0o444)
    assert main(["extract", "报告/总.txt", "-o", "旧.json"]) == 1
    assert capfd.readouterr().err.startswith("旧.json：已有的文件是只读的。")
    assert (reports / "旧.json").read_text(encoding="utf-8") == "旧"


def test_errors_name_the_place_as_it_was_typed(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "报告/总.txt", "-o", "报告/../报告/总.txt/里.json"]) == 1
    assert capfd.readouterr().err.startswith("报告/../报告/总.txt/里.json：上级路径不是文件夹")


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """A shell's command line; $R is the program."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "R": f"{sys.executable} -m reportnlp"}
    return subprocess.run(["sh", "-c", line], capture_output=True, env=variables, check=False)


CLOSED = [
    ("$R extract 报告/总.txt > /dev/full", "标准输出：磁盘已满"),
    ("$R extract 报告/总.txt -f json > /dev/full", "标准输出：磁盘已满"),
    ("$R text 报告/总.txt > /dev/full", "标准输出：磁盘已满"),
    ("$R --help > /dev/full", "标准输出：磁盘已满"),
    ("$R extract 报告/总.txt >&-", "标准输出：已被关闭，写不进去"),
    ("$R concepts >&-", "标准输出：已被关闭，写不进去"),
    ("$R extract - <&-", "标准输入：文件是空的"),
]


@pytest.mark.parametrize(("line", "message"), CLOSED)
def test_a_closed_or_full_output_is_told_in_one_line(reports: Path, line: str, message: str) -> None:
    result = shell(line)
    err = result.stderr.decode("utf-8")
    assert result.returncode == 1 and err.startswith(message) and err.count("\n") == 1


def test_results_in_a_file_need_no_open_output(reports: Path) -> None:
    assert shell("$R extract 报告/总.txt -o 果.json >&- 2>&-").returncode == 0
    assert (reports / "果.json").stat().st_size > 0


# -- inputs that refuse -----------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", " \n\u3000\n", "\ufeff"])
def test_a_blank_file_is_no_report(reports: Path, capfd: pytest.CaptureFixture[str], content: str) -> None:
    (reports / "白.txt").write_text(content, encoding="utf-8")
    assert main(["extract", "白.txt"]) == 1
    out, err = capfd.readouterr()
    assert out == "" and re.fullmatch("白.txt：文件(是空的|里没有文字)。[^\n]+\n", err)


def test_a_text_that_is_called_a_table_is_noted(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (reports / "报告.xlsx").write_text(TEXT, encoding="utf-8")
    assert main(["extract", "报告.xlsx"]) == 0
    assert "文件后缀是 .xlsx，内容是 txt，已按内容读取" in capfd.readouterr().out


def test_a_folder_without_permission_is_told(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refused)
    monkeypatch.setattr(Path, "open", refused)
    assert main(["extract", "报告/总.txt", "-f", "json"]) == 1
    assert capfd.readouterr().err.startswith("报告/总.txt：没有权限读取文件")


# -- what the program says of itself ----------------------------------------------------------


def test_hints_name_a_program_that_can_be_called(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(surroundings.shutil, "which", lambda name: "/usr/bin/reportnlp")
    assert surroundings.program() == "reportnlp"
    monkeypatch.setattr(surroundings.shutil, "which", lambda name: None)
    assert surroundings.program().endswith(" -m reportnlp")
    for place, shown in (("bin dir/reportnlp", '"bin dir/reportnlp"'), ("reportnlp", "./reportnlp")):
        (reports / place).parent.mkdir(exist_ok=True)
        (reports / place).write_text("", encoding="utf-8")
        monkeypatch.setattr(sys, "argv", [place])
        assert surroundings.program() == shown
    assert main(["profiles"]) == 0
    assert "看一种的详情：\n./reportnlp profiles fazhi" in capfd.readouterr().out


def test_a_large_file_is_announced_on_a_terminal(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (reports / "大.txt").write_bytes(b" " * 2_500_000)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for file in ("大.txt", "报告/总.txt", "无.txt", "-"):
        progress.announce(file)
    assert capsys.readouterr().err == "正在读 大.txt（2.5 MB）…\n"
