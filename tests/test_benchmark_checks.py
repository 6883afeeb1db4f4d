"""The mutation benchmark: its own arithmetic, its operators, and a small run on the samples."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
PARTS = (
    "figures",
    "relations",
    "operators",
    "mutants",
    "sampling",
    "running",
    "scores",
    "trials",
    "coverage",
)

RELATIONS = [
    ("一审100件、二审22件、再审13件，共135件。", ["sum"]),
    ("清理文件125件，其中废止46件、修改79件。", ["part", "sum"]),
    ("受理申请3925件，办结3899件，办结率99.3%。", ["rate"]),
    ("受理申请3925件，办结3899件，办结率达98%以上。", ["bound"]),
    ("网点由50个增加到200个，增加150个。", ["difference"]),
    ("参保率由91.2%提高到95.7%，提高4.5个百分点。", ["difference"]),
    ("粮食产量由128.4万吨增加到141.9万吨，增长10.5%。", ["growth"]),
    ("经营主体总量2.58万户，净增2700户，增长11.7%。", ["increment"]),
    ("出生率6.13‰，死亡率7.80‰，自然增长率-1.67‰。", ["difference"]),
    ("三次产业结构为16.2:41.5:42.3。", ["shares"]),
    ("为21个乡镇各配备127名网格员，共2667名。", ["product"]),
    ("全年受理申请3925件，同比增长4.5%，办结3801件。", []),
    ("新建学校12所、医院34所，改造道路57公里。", []),
    ("完成投资47亿元，增长12%，其中工业投资12亿元。", ["part"]),
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    """The modules of the benchmark, by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield SimpleNamespace(**{name: import_module(f"mutations.{name}") for name in PARTS})


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield import_module("benchmark_checks")


@pytest.fixture(scope="module")
def originals(bench: Any) -> list[Any]:
    return [bench.mutants.Original(p, bench.sampling.read_report(p)) for p in sorted(CORPORA.glob("*.txt"))]


@pytest.fixture(scope="module")
def outcomes(bench: Any) -> list[Any]:
    """A small run on the samples."""
    settings = bench.running.Settings(per_operator=12, processes=1)
    outcomes, alarms = bench.running.run(sorted(CORPORA.glob("*.txt")), settings)
    assert len(alarms) == 7
    return list(outcomes)


@pytest.mark.parametrize(("text", "kinds"), RELATIONS)
def test_relations_are_found_by_arithmetic(bench: Any, text: str, kinds: list[str]) -> None:
    found = bench.relations.relations(text)
    assert sorted(r.kind.replace("points", "difference") for r in found) == kinds


def test_a_coincidence_of_small_numbers_is_no_relation(bench: Any) -> None:
    assert bench.relations.relations("开展检查8次、培训5次、宣讲3次，处理投诉16件，回访9件。") == []


def test_full_width_digits_keep_their_offsets(bench: Any) -> None:
    narrow = bench.figures.narrowed("受理１２件，增长３．５％。")
    assert [narrow[f.start : f.end] for f in bench.figures.figures(narrow)] == ["12件", "3.5%"]


def test_mutants_are_sound(bench: Any, originals: list[Any]) -> None:
    made: dict[str, int] = defaultdict(int)
    for original in originals:
        for operator in bench.operators.OPERATORS:
            for candidate in bench.sampling.candidates(original, operator, 1):
                edits = candidate.edits
                assert all(a.end <= b.start for a, b in pairwise(edits)), candidate
                text = bench.mutants.mutated(original.text, edits)
                assert text != original.text
                for edit, place in zip(edits, bench.mutants.touched(edits), strict=True):
                    assert not edit.new or text[slice(*place)] == edit.new
                made[operator.id] += 1
    # The samples mention no number twice in the same words and no old office; everything else occurs.
    assert {o.id for o in bench.operators.OPERATORS} - set(made) <= {"M13", "N7"}


def test_the_same_seed_gives_the_same_mutants(bench: Any, originals: list[Any]) -> None:
    operator = bench.operators.BY_ID["M02"]
    first, again, other = (bench.sampling.candidates(originals[0], operator, seed) for seed in (1, 1, 2))
    assert first == again != other


def test_what_moved(bench: Any) -> None:
    edit = bench.mutants.Edit
    edits = (edit(2, 2, "新"), edit(5, 7, ""))
    assert bench.mutants.mutated("一二三四五六七八", edits) == "一二新三四五八"
    assert bench.mutants.moved(edits, (3, 4)) == (4, 5)
    assert bench.mutants.moved(edits, (7, 8)) == (6, 7)
    assert list(bench.mutants.touched(edits)) == [(2, 3), (5, 7)]


def test_interval_of_a_share(bench: Any) -> None:
    low, high = bench.scores.wilson(90, 100)
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)
    assert bench.scores.wilson(0, 0) == (0.0, 1.0)


def test_the_checks_on_the_samples(bench: Any, outcomes: list[Any]) -> None:
    """Floors that a change may raise and must not fall below."""
    groups = bench.scores.scores(outcomes, [])["groups"]
    assert groups["ARI"]["recall"]["share"] >= 0.65
    assert groups["ARI"]["precision"]["share"] >= 0.95
    silent = [o for o in outcomes if o.row == "negative"]
    assert sum(o.came == "fail" for o in silent) <= 0.03 * len(silent)


def test_the_relations_of_the_samples_are_evaluated(bench: Any, originals: list[Any]) -> None:
    relations = [r for original in originals for r in bench.coverage.covered(original, ())]
    assert len(relations) >= 50
    assert sum(r.came == "pass" for r in relations) >= 0.9 * len(relations)
    assert not [r for r in relations if r.came == "fail"]


def test_the_script(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest, figures = tmp_path / "mutants.jsonl", tmp_path / "figures.json"
    arguments = [str(CORPORA), "--operators", "M06", "N3", "N12", "--per-operator", "4", "--processes", "1"]
    assert script.main([*arguments, "--manifest", str(manifest), "--json", str(figures)]) == 0
    printed = capsys.readouterr().out
    assert "share changed" in printed and "unmutated reports" in printed
    rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    assert [r["expected"] for r in rows if r["operator"] == "N12"] == ["notApplicable"] * 4
    assert json.loads(figures.read_text(encoding="utf-8"))["confusion"]["positive"]["fail"] <= 4


def test_spoilt_reports_are_left_out(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quality = tmp_path / "quality.tsv"
    quality.write_text("path\tflags\ngwr_qinglan_2024.txt\tweb_chrome;glossary@90%\n", encoding="utf-8")
    assert script.main([str(CORPORA), "--list", "--quality", str(quality)]) == 0
    listed = capsys.readouterr().out.split()
    assert "gwr_qinglan_2023.txt" in listed and "gwr_qinglan_2024.txt" not in listed


def test_a_folder_that_is_not_there(script: ModuleType, tmp_path: Path) -> None:
    assert script.main([str(tmp_path / "none")]) == 2
