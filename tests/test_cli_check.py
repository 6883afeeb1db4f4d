"""`reportnlp check` and `reportnlp rules`: what they print and write, and how they end."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sarif_shape import Log

from reportnlp.check.catalogue import FAMILIES, RULES
from reportnlp.cli import checking, main
from reportnlp.cli.chinese import cells
from reportnlp.render.finding_words import GRADES
from reportnlp.render.rule_pages import catalogue

BAD = (
    "临江县2023年法治政府建设年度报告\n一、主要做法\n全年群众满意率达102.5%。\n"
    "抽查案卷135卷，合格129卷，合格率95.5%，抽查结果已经通报各乡镇各部门。\n"
)
GOOD = "清河县2023年法治政府建设年度报告\n一、主要做法\n全年群众满意率达98.5%。\n"
SELECT = ("--select", "ARI-10,ARI-03")

Output = Callable[[], tuple[str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """坏.txt with an error and a doubt, 好.txt with none, in the current folder."""
    (tmp_path / "坏.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "好.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def output(capfd: pytest.CaptureFixture[str]) -> Output:
    def read() -> tuple[str, str]:
        captured = capfd.readouterr()
        return captured.out, captured.err

    return read


def call(*arguments: str) -> int:
    return main(["check", *arguments, *SELECT])


# -- what is printed ---------------------------------------------------------------------------


def test_the_findings_are_listed(folder: Path, output: Output) -> None:
    assert call("坏.txt") == 1
    out, err = output()
    assert "一、主要做法\n  1  错误  " in out and "满意率达【102.5%】" in out and "存疑（取舍）" in out
    assert "错误 1 处，存疑 1 处。" in out and "用 2 条规则核对了 3 处" in out and err == ""


def test_nothing_found_says_what_was_looked_at(folder: Path, output: Output) -> None:
    assert call("好.txt") == 0
    assert (
        "没有发现问题。\n按“法治政府建设年度报告”的要求检查。用 2 条规则核对了 1 处：1 处没有问题。"
        in output()[0]
    )


def test_several_reports_and_one_that_fails(folder: Path, output: Output) -> None:
    assert call("好.txt", "空.txt", "坏.txt", "--fail-on", "never") == 1
    out, err = output()
    assert out.endswith("共 2 份报告：错误 1 处，存疑 1 处。\n") and err.startswith("空.txt：文件是空的")


def test_hints_on_a_terminal(folder: Path, output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    call("坏.txt")
    assert re.search(r"看一条规则的说明：.* rules ARI-10\n\Z", output()[0])
    call("坏.txt", "-o", "果.html")
    assert output()[1].endswith("已写入 果.html：1 份报告。\n错误 1 处，存疑 1 处。\n")


# -- how it ends -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "WARNING"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "ARI-10"], 0),  # what is open does not count
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    assert call("坏.txt", *arguments) == code


# -- where it goes -----------------------------------------------------------------------------


def test_each_format_by_name_and_by_suffix(folder: Path, output: Output) -> None:
    for name, suffix in (("json", ".json"), ("sarif", ".sarif"), ("checkstyle", ".xml"), ("html", ".html")):
        assert call("坏.txt", "-f", name) == call("坏.txt", "-o", f"果{suffix}") == 1
        assert (folder / f"果{suffix}").read_text(encoding="utf-8") == output()[0]
    Log.model_validate(json.loads((folder / "果.sarif").read_text(encoding="utf-8")))
    ElementTree.parse(folder / "果.xml")
    assert call("坏.txt", "-o", "果.sarif.json") == 1
    assert json.loads((folder / "果.sarif.json").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert call("坏.txt", "-o", "果.txt") == 1
    assert "【102.5%】" in (folder / "果.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["json", "sarif", "checkstyle"])
def test_several_reports_in_one_file(folder: Path, output: Output, name: str) -> None:
    assert call("坏.txt", "好.txt", "-f", name) == 1
    assert "坏.txt" in output()[0] or name == "sarif"


def test_a_folder_gets_a_page_for_each_report(folder: Path) -> None:
    assert call("坏.txt", "好.txt", "-o", "结果/") == 1
    assert sorted(p.name for p in (folder / "结果").iterdir()) == ["坏.html", "好.html"]
    assert call(".", "-f", "json", "-o", "结果/") == 1  # 空.txt
    assert sorted(p.name for p in (folder / "结果").iterdir()) == ["坏.html", "坏.json", "好.html", "好.json"]


def comments(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read("word/comments.xml").decode("utf-8")


def test_an_annotated_copy(folder: Path) -> None:
    assert call("坏.txt", "--annotate", "批注.docx") == 1
    assert "102.5%" in comments(folder / "批注.docx")


def test_annotated_copies_of_several_reports(folder: Path) -> None:
    for _ in range(2):  # those of an earlier run are no input
        assert call(".", "--annotate", "批注/") == 1
        assert sorted(p.name for p in (folder / "批注").iterdir()) == ["坏-批注.docx", "好-批注.docx"]


# -- what is known -----------------------------------------------------------------------------


def test_the_list_beside_the_report_is_used_and_said(folder: Path, output: Output) -> None:
    (folder / "坏.txt.reportnlp-ignore.yaml").write_text(
        "- rule: ARI-10\n  text: 满意率达102.5%\n  reason: 统计部门核定\n- rule: ARI-03\n  text: 没有\n  reason: 试试\n",
        encoding="utf-8",
    )
    assert call("坏.txt") == 0
    out, err = output()
    assert "已忽略：统计部门核定" in out and "存疑 1 处（另有已忽略的 1 处）" in out
    assert "用了报告旁边的忽略清单 坏.txt.reportnlp-ignore.yaml" in out and "第 2 条（ARI-03，“没有”）" in out
    assert call("好.txt", "--suppress", "坏.txt.reportnlp-ignore.yaml") == 0
    out, err = output()
    assert "忽略清单" not in out and err.count("没有对上任何问题") == 2


def test_a_wrong_list_beside_the_report_is_a_failure(folder: Path, output: Output) -> None:
    (folder / "好.txt.reportnlp-ignore.yaml").write_text("- rule: ARI-10\n", encoding="utf-8")
    assert call("好.txt") == 1
    assert "忽略清单有误：缺少这一项（好.txt.reportnlp-ignore.yaml 第 1 条的 text）" in output()[1]


def test_what_an_earlier_result_had_does_not_count(folder: Path, output: Output) -> None:
    assert call("坏.txt", "-f", "json", "-o", "上次.json") == 1
    assert call("坏.txt", "--baseline", "上次.json") == 0
    assert "没有发现问题（另有上次已有的 2 处）" in output()[0]
    (folder / "坏.txt").write_text(BAD.replace("102.5%", "98.5%") + "群众满意率107.5%。\n", encoding="utf-8")
    assert call("坏.txt", "--baseline", "上次.json") == 1
    out, err = output()
    assert "错误 1 处（另有上次已有的 1 处）" in out and "有 1 处已经没有了" in err


def test_an_earlier_report_is_handed_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[int | None]] = []
    real = checking.Checker

    def checker(*arguments: object, **options: object) -> object:
        made = real(*arguments, **options)  # type: ignore[arg-type]
        seen.append([report.meta.year for report in made.previous])
        return made

    monkeypatch.setattr(checking, "Checker", checker)
    for year in (2021, 2022):
        text = GOOD.replace("2023", str(year))
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    assert call("好.txt", "--previous", "2021.txt", "--previous", "2022.txt") == 0
    assert seen == [[2022, 2021]]


def test_an_organs_own_rules(folder: Path, output: Output) -> None:
    (folder / "本单位").mkdir()
    rule = "rules:\n- id: OWN-01\n  name: 旧称\n  type: substitution\n  level: warning\n  words: {群众满意率: 满意度}\n"
    rule += "  source: 本单位规定\n  message: “{wrong}”应写作“{right}”\n  example_bad: 全年群众满意率98%。\n  example_good: 全年满意度98%。\n"
    (folder / "本单位" / "用词.yaml").write_text(rule, encoding="utf-8")
    assert main(["check", "好.txt", "--rules", "本单位", "--select", "OWN", "--fail-on", "warning"]) == 1
    out, err = output()
    assert "OWN-01" in out and "自定规则 1" in out, err
    assert main(["check", "好.txt", "--rules", "本单位", "--select", "OWN", "-f", "json"]) == 0
    assert json.loads(output()[0])["reports"][0]["findings"][0]["name"] == "旧称"


def test_a_profile_by_id_by_name_and_from_a_file(folder: Path, output: Output) -> None:
    for written in ("gwr", "GWR", "政府工作报告"):
        assert call("好.txt", "--profile", written) == 0
        assert "按“政府工作报告”的要求检查" in output()[0]
    (folder / "县.yaml").write_text("extends: fazhi\nname: 临江县要求\n", encoding="utf-8")
    assert call("好.txt", "--profile", "县.yaml") == 0
    assert "按“县”的要求检查" in output()[0]


# -- wrong usage -------------------------------------------------------------------------------

WRONG = [
    ([], "缺少参数 文件"),
    (["坏.txt", "-f", "csv"], "只能是 text、html、json、sarif、checkstyle 之一"),
    (["坏.txt", "好.txt", "-f", "html"], "用 -o 写一个文件夹"),
    (["坏.txt", "-o", "果.doc"], "看不出格式"),
    (["坏.txt", "-f", "html", "-o", "果.sarif"], "后缀不一致"),
    (["坏.txt", "-f", "text", "-o", "坏.txt"], "会覆盖输入文件"),
    (["坏.txt", "--select", "ARI-99"], "没有“ARI-99”这条规则，是不是 "),
    (["坏.txt", "--ignore", "乱写"], "没有“乱写”这条规则。写 ARI-01 这样的编号"),
    (["坏.txt", "--profile", "fazi"], "没有“fazi”这个文种，是不是 fazhi？"),
    (["坏.txt", "--profile", "无"], "gwr 政府工作报告"),
    (["坏.txt", "--fail-on", "高"], "只能是 error、warning、never 之一"),
    (["坏.txt", "--annotate", "坏.txt"], "只能是 .docx"),
    (["坏.txt", "好.txt", "--annotate", "批.docx"], "请写一个文件夹"),
    (["坏.txt", "--baseline", ""], "不能是空的"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(folder: Path, output: Output, arguments: list[str], message: str) -> None:
    assert main(["check", *arguments]) == 2
    out, err = output()
    assert message in err and out == "" and err.startswith("用法：reportnlp check")
    assert (folder / "坏.txt").read_text(encoding="utf-8") == BAD


MISSING = [
    (["--baseline", "无.json"], "无.json：读不了上次的结果"),
    (["--baseline", "坏.txt"], "坏.txt：不是上次检查的结果"),
    (["--suppress", "无.yaml"], "无.yaml：读不了这个文件"),
    (["--previous", "无.txt"], "无.txt：找不到文件"),
    (["--profile", "无.yaml"], "无.yaml：读不了这个文件"),
    (["--rules", "无"], "无：没有这个文件夹"),
]


@pytest.mark.parametrize(("arguments", "message"), MISSING)
def test_a_file_of_an_option_that_cannot_be_read_stops_everything(
    folder: Path, output: Output, arguments: list[str], message: str
) -> None:
    assert main(["check", "坏.txt", *arguments]) == 1
    out, err = output()
    assert err.startswith(message) and err.count("\n") == 1 and out == ""


def test_families_may_be_called_by_their_names(folder: Path) -> None:
    assert main(["check", "坏.txt", "--select", "数字关系，str-01 PUN"]) == 1
    assert main(["check", "坏.txt", "--ignore", "数字关系", "--ignore", "STR,TIM"]) == 0


# -- the catalogue -----------------------------------------------------------------------------


def test_rules_are_listed_by_family(output: Output) -> None:
    assert main(["rules"]) == 0
    out, _ = output()
    listed = [line for line in out.split("\n") if line.startswith("  ")]
    assert len(listed) == len(RULES) and max(map(cells, out.split("\n")[:-2])) <= 80
    for rule in RULES:
        assert re.search(f"  {rule.id}  {GRADES[rule.level]}  {re.escape(rule.name)}", out)
    assert "默认不用" in out or all(rule.by_default for rule in RULES)


def test_one_family_by_letters_or_name(output: Output) -> None:
    assert main(["rules", "ari"]) == 0
    some, _ = output()
    assert main(["rules", "数字关系"]) == 0
    assert output()[0] == some and some.startswith("数字关系（ARI）") and "STR-" not in some


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_says_everything(rule: type, output: Output) -> None:
    shown = catalogue()[rule.id]
    assert shown.about and shown.exceptions and shown.sources and shown.summary.endswith("。")
    assert "\n" not in shown.about + shown.exceptions and not re.match("说明|例外", shown.summary)
    assert main(["rules", rule.id.lower()]) == 0
    out, _ = output()
    assert max(map(cells, out.split("\n"))) <= 80
    for part in ("说明  ", "例外  ", "依据  ", FAMILIES[rule.family()]):
        assert part in out


def test_an_unknown_rule_suggests_near_ones(output: Output) -> None:
    assert main(["rules", "ari3"]) == 2
    assert "没有“ari3”这条规则，是不是 ARI-03？" in output()[1]
    assert main(["rules", "没有"]) == 2
    assert "可用的类别：" in output()[1]
