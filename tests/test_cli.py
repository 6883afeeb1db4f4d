"""The command line: what it prints, where it writes, how it fails."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from surface_samples import sample

from reportnlp.cli import extraction, main, running
from reportnlp.cli.chinese import cells, wrap
from reportnlp.datamodel import Report
from reportnlp.errors import OutputError, ReadError
from reportnlp.serialise.reports import report_from_dict

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three inputs in the current folder, and a parser that knows what to make of their names."""
    for name in ("甲.txt", "乙.txt", "坏.txt"):
        (tmp_path / name).write_text("原文", encoding="utf-8")
    (tmp_path / "下").mkdir()
    (tmp_path / "下" / "甲.txt").write_text("原文", encoding="utf-8")

    def parse(file: str) -> Report:
        if "坏" in file:
            raise ReadError("文件已损坏", file, "请重新下载")
        if "错" in file:
            raise ZeroDivisionError("x")
        if "停" in file:
            raise KeyboardInterrupt
        if not Path(file).exists() and file != "-":
            raise ReadError("没有这个文件", file, "请检查路径")
        return sample(file)

    monkeypatch.setattr(extraction, "parse", parse)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- usage ------------------------------------------------------------------------------------

WRONG = [
    (["extract"], "缺少参数 文件"),
    (["extrakt"], "没有“extrakt”这个命令，是不是 extract？"),
    (["完全不对"], "可用的命令：extract、check、compare、text、rules、concepts、profiles、demo"),
    (["extract", "甲.txt", "--formt", "json"], "没有 --formt 这个选项，是不是 --format？"),
    (["--foo"], "没有 --foo 这个选项"),
    (["extract", "甲.txt", "-f", "yaml"], "选项 --format：只能是 table、json"),
    (["extract", "甲.txt", "-o"], "选项 -o 后面要写一个值"),
    (["--version=3"], "选项 --version 后面不能写值"),
    (["text", "甲.txt", "乙.txt"], "多写了“乙.txt”"),
    (["text"], "缺少参数 文件"),
    (["profiles", "无"], "没有“无”这个文种"),
    (["extract", "甲.txt", "-f", "xlsx"], "xlsx 不能显示在屏幕上"),
    (["extract", "甲.txt", "-f", "parquet", "-o", "-"], "parquet 不能显示在屏幕上"),
    (["extract", "甲.txt", "乙.txt", "-f", "json"], "改用 -f jsonl"),
    (["extract", "甲.txt", "乙.txt", "-o", "全.json"], "改用 -f jsonl"),
    (["extract", "甲.txt", "乙.txt", "-f", "html"], "用 -o 写一个文件夹"),
    (["extract", "甲.txt", "-o", "全.doc"], "看不出格式"),
    (["extract", "甲.txt", "-f", "table", "-o", "./甲.txt"], "会覆盖输入文件"),
    (["extract", "甲.txt", "-f", "table", "-o", "."], "会覆盖输入文件"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    out, err = capfd.readouterr()
    assert message in err and out == ""
    assert err.startswith("用法：reportnlp") and "查看帮助：reportnlp" in err
    assert (folder / "甲.txt").read_text(encoding="utf-8") == "原文"


COMMANDS = ("", "extract", "check", "compare", "text", "rules", "concepts", "profiles", "demo")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese_and_fits_80_columns(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    page = capfd.readouterr().out
    assert page.startswith("用法：reportnlp") and "显示这份帮助" in page
    assert max(map(cells, page.splitlines())) <= 80
    english = set(re.findall(r"(?<![-./\w])[A-Z][a-z]+", page))
    assert english <= {"Excel", "Word"}


def test_bare_call_shows_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "命令：" in capfd.readouterr().err


def test_lines_do_not_begin_with_a_full_stop() -> None:
    lines = wrap("读报告，列出章节。" * 9 + "reportnlp extract", 20)
    assert all(not line.startswith(("，", "。")) for line in lines)
    assert max(map(cells, lines)) <= 22 and lines[-1].endswith("extract")


# -- extract ----------------------------------------------------------------------------------


def test_the_table_is_the_default(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "甲.txt", "乙.txt"]) == 0
    out, err = capfd.readouterr()
    assert out.count("青岚县2023年法治政府建设年度报告") == 2 and err == "" and "\x1b" not in out


def test_json_to_standard_output(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "甲.txt", "-f", "json"]) == 0
    assert report_from_dict(json.loads(capfd.readouterr().out)) == sample("甲.txt")


def test_one_bad_file_does_not_stop_the_others(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "坏.txt", "甲.txt", "无.txt", "错.txt", "乙.txt", "-f", "jsonl"]) == 1
    out, err = capfd.readouterr()
    assert [json.loads(line)["meta"]["source"] for line in out.splitlines()] == ["甲.txt", "乙.txt"]
    lines = err.splitlines()
    assert lines[:2] == ["坏.txt：文件已损坏。请重新下载", "无.txt：没有这个文件。请检查路径"]
    assert len(lines) == 3 and lines[2].startswith("错.txt：内部错误 ZeroDivisionError：x（test_cli.py")


def test_a_folder_gets_a_file_for_each_report(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "甲.txt", "下/甲.txt", "坏.txt", "乙.txt", "-o", "结果"]) == 1
    made = sorted((folder / "结果").iterdir())
    assert [p.name for p in made] == ["乙.json", "甲-2.json", "甲.json"]
    sources = [json.loads(p.read_text(encoding="utf-8"))["meta"]["source"] for p in made]
    assert sources == ["乙.txt", "下/甲.txt", "甲.txt"]


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".xlsx", ".parquet"])
def test_several_reports_go_into_one_file(folder: Path, suffix: str) -> None:
    one, both = folder / f"一{suffix}", folder / "新" / f"两{suffix}"
    assert main(["extract", "甲.txt", "-o", str(one)]) == 0
    assert main(["extract", "甲.txt", "坏.txt", "乙.txt", "-o", str(both)]) == 1
    assert both.stat().st_size > one.stat().st_size > 0


@pytest.mark.parametrize("suffix", [".json", ".html", ".HTM"])
def test_the_suffix_names_the_format(folder: Path, suffix: str) -> None:
    assert main(["extract", "甲.txt", "-o", f"一{suffix}"]) == 0
    start = (folder / f"一{suffix}").read_text(encoding="utf-8")[:15]
    assert start.startswith("{" if suffix == ".json" else "<!doctype html>")


def test_nothing_is_written_where_every_file_failed(folder: Path) -> None:
    (folder / "旧.csv").write_text("旧", encoding="utf-8")
    assert main(["extract", "坏.txt", "-o", "旧.csv"]) == 1
    assert (folder / "旧.csv").read_text(encoding="utf-8") == "旧"


def test_a_broken_write_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "旧.json").write_text("旧", encoding="utf-8")

    def full(report: Report, indent: int | None = None) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportnlp.render.lines.report_to_json", full)
    assert main(["extract", "甲.txt", "-o", "旧.json"]) == 1
    assert (folder / "旧.json").read_text(encoding="utf-8") == "旧"
    assert not [p for p in folder.iterdir() if p.name.startswith(".reportnlp")]


def test_system_errors_are_told_in_chinese(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "甲.txt", "-o", "乙.txt/里.json"]) == 1
    assert "上级路径不是文件夹" in capfd.readouterr().err


def test_links_are_followed_and_permissions_kept(folder: Path) -> None:
    real, link = folder / "真.json", folder / "链.json"
    real.write_text("旧", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["extract", "甲.txt", "-o", "链.json"]) == 0
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert json.loads(real.read_text(encoding="utf-8"))["meta"]["source"] == "甲.txt"


def test_devices_are_written_not_replaced(folder: Path) -> None:
    assert main(["extract", "甲.txt", "-f", "json", "-o", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()


def test_an_interrupt_says_so(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "甲.txt", "停.txt", "-o", "全.jsonl"]) == 130
    assert "已中断" in capfd.readouterr().err
    assert sorted(p.name for p in folder.iterdir()) == sorted(["下", "乙.txt", "坏.txt", "甲.txt"])


def test_failures_name_the_place_inside_a_file() -> None:
    error = OutputError("表格不完整", "第 3 页", "")
    assert running.failure("a/甲.pdf", error) == "a/甲.pdf：表格不完整（第 3 页）"
    assert running.failure("-", ReadError("空的", "-", "请检查")) == "标准输入：空的。请检查"


# -- the others -------------------------------------------------------------------------------


def test_concepts(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["concepts"]) == 0
    everything = capfd.readouterr().out
    assert main(["concepts", "复议"]) == 0
    some = capfd.readouterr().out
    assert 5 < len(some.splitlines()) < len(everything.splitlines())
    assert max(map(cells, everything.splitlines()[:-1])) <= 80  # the last names the program's path
    assert main(["concepts", "gdp"]) == 0
    assert capfd.readouterr().out.startswith("地区生产总值（gdp）")
    assert main(["concepts", "没有的词"]) == 1


def test_profiles(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles"]) == 0
    assert "政府工作报告" in capfd.readouterr().out


@pytest.mark.parametrize("kind", ["fazhi", "gwr", "xxgk", "tjgb"])
def test_a_profile_is_for_readers_not_a_working_note(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles", kind]) == 0
    page = capfd.readouterr().out
    assert "必备" in page and not re.search("记忆|回忆|转述|[，。] [^ ]", page)
    assert page.count("依据待核对") == page.count("\n* ") <= 1
    assert ("*" in page) == ("依据待核对" in page)


def test_a_concept_without_a_unit_beside_one_with() -> None:
    result = run("concepts", "struct").stdout.decode("utf-8")
    assert "单位  %\n" in result


def test_help_uses_everyday_words() -> None:
    pages = "".join(run(*name.split(), "--help").stdout.decode("utf-8") for name in COMMANDS)
    assert not re.search("实体|标识|勾稽|列存|序列化", pages)
    assert "只输出从文件读到的文字" in pages


# -- as a process -----------------------------------------------------------------------------


def run(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "reportnlp", *arguments]
    return subprocess.run(command, input=data, capture_output=True, env=variables, check=False)


def test_text_is_the_text_that_offsets_speak_of(tmp_path: Path) -> None:
    content = "一、做法\r\n受理３６件。\n\n二、安排"
    file = tmp_path / "报告.txt"
    file.write_bytes(content.encode("gb18030"))
    assert run("text", str(file)).stdout == content.encode("utf-8")
    assert run("text", "-", data=content.encode("utf-8")).stdout == content.encode("utf-8")
    missing = run("text", str(tmp_path / "无.txt"))
    assert missing.returncode == 1 and missing.stdout == b"" and missing.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii"])
def test_old_code_pages_do_not_crash(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "报告.txt"
    file.write_text("云溪市2023年法治政府建设年度报告\n受理案件36件㊙。\n", encoding="utf-8")
    result = run("extract", str(file), PYTHONIOENCODING=encoding)
    assert result.returncode == 0 and b"36" in result.stdout
    data = run("extract", str(file), "-f", "json", PYTHONIOENCODING=encoding)
    assert "㊙" in json.loads(data.stdout.decode("utf-8"))["text"]
    assert run("extract", PYTHONIOENCODING=encoding).returncode == 2


def test_a_closed_pipe_is_quiet() -> None:
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "reportnlp", "concepts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, -signal.SIGPIPE)


def test_demo_shows_figures_and_what_to_try_next() -> None:
    result = run("demo")
    out = result.stdout.decode("utf-8")
    assert result.returncode == 0, result.stderr.decode("utf-8")
    assert "主体" in out and "reportnlp extract" in out and "没有找到指标" not in out
