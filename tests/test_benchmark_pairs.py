"""The mutation benchmark on two years of one place: its operators and what the checks make of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from random import Random
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
PARTS = ("mutants", "operators", "pairs", "running", "sampling", "scores", "shared", "trials")

OLD = """临江县2023年政府工作报告

各位代表：

现在，我代表县人民政府向大会报告工作。

一、2022年工作回顾

2022年，全县上下稳住了生产，也守住了民生。全县地区生产总值186.4亿元，增长5.2%。外贸出口总值18.6亿元，增长9.2%。接待过夜游客326.4万人次，增长11.5%。居民存款余额148.2亿元，增长8.8%。

县里把力气用在项目上。发放惠农补贴资金3657万元，办结群众信访事项1482件，培训村级会计876人，清理河道垃圾5231吨，抽检食品样品2419批次，调解邻里纠纷1973起。累计培育乡土工匠1264人。公办幼儿园占比56.8%。

城乡面貌有了变化。青石滩大桥建成通车，城北自来水厂建成投用。沿江栈道修了7.6公里，老街的电线全部入了地，两个集镇装上了路灯368盏，晚上出门不再摸黑。旧粮库改成的展厅开门迎客，全年办展23场，本地画匠卖出作品412件，外县的客人专程来看。

二、2023年工作安排

主要预期目标是：地区生产总值增长6%，外贸出口总值增长8%，居民存款余额增长7%，固定资产投资增长9%，一般公共预算收入增长5%。

全年做好几件实事。改造老旧供水管网46公里，资助困难学子853名，新建口袋绿地27处。新建柑橘冷链仓储间38间，添置森林防火瞭望塔19座。

各位代表，让我们一起努力。
"""

NEW = """临江县2024年政府工作报告

各位代表：

现在，我代表县人民政府向大会报告工作。

一、2023年工作回顾

2023年，县里的日子过得紧，事情一件没有少办。全县地区生产总值199.1亿元，增长6.1%。外贸出口总值20.5亿元，增长10.2%。接待过夜游客371.8万人次，增长13.9%。居民存款余额161.7亿元，增长9.1%。固定资产投资增长9.3%，一般公共预算收入增长5.6%。

民生支出一分没有挪用。发放惠农补贴资金3986万元，办结群众信访事项1527件，培训村级会计934人，清理河道垃圾4868吨，抽检食品样品2637批次，调解邻里纠纷2046起。累计培育乡土工匠1391人。公办幼儿园占比58.3%。

实事一件一件落了地。改造老旧供水管网51公里，资助困难学子907名，新建口袋绿地31处。五个村通了班车，票价两元，赶集的老人不用再等顺风车，全年运送乘客14.3万人次，车里还捎带寄送山货2160件。

二、2024年工作安排

主要预期目标是：地区生产总值增长6.5%，外贸出口总值增长9%，居民存款余额增长8%。

学校食堂要做到后厨看得见、账目查得到、饭菜有人尝。村医每月下乡巡诊两回，药箱里的常用药由县里统一配齐，不让老人为一盒药跑一趟城。

深入学习贯彻党的二十大精神，把县里的事办好，把群众的话听进去，把欠下的账一笔一笔还清楚。水库的除险加固要赶在汛期以前完工，受影响的农户先安置、后拆迁，补偿款直接打到卡上。

各位代表，让我们一起努力。
"""

CAME = [  # operator, its variety, what comes of most mutants
    ("Y1", "beyond, written in", "fail"),
    ("Y2", "beyond", "fail"),
    ("Y3", "beyond", "fail"),
    ("Y4", "万 and 亿", "fail"),
    ("Y5", "running total", "fail"),
    ("M15a", "5 figures", "fail"),
    ("M15b", "verbatim", "fail"),
    ("M16", "level", "fail"),
    ("T1", "固定资产投资", "fail"),
    ("T2", "put again", "open"),
    ("S3", "plan", "fail"),
    ("S3", "congress", "fail"),
    ("S4", "建成通车", "fail"),
    ("NY1", "written in", "none"),
    ("NY2", "rounded", "none"),
    ("NY4", "level", "none"),
    ("NY7", "paragraphs", "none"),
    ("NY8", "gross product", "none"),
    ("NY9", "another number", "none"),
    ("NY10", "level", "none"),
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
def pair(bench: Any) -> Any:
    old = bench.mutants.Original(Path("临江县_2023.txt"), OLD)
    return bench.pairs.Pair(Path("临江县_2024.txt"), NEW, old)


@pytest.fixture(scope="module")
def known(bench: Any, pair: Any) -> Any:
    return bench.trials.findings_of(pair.text, ("YOY", "TGT", "STA"), pair.previous)


def test_the_unmutated_pair_is_clean(known: Any) -> None:
    assert [f.rule for f in known if f.verdict == "fail"] == []


@pytest.mark.parametrize(("operator", "variety", "expected"), CAME)
def test_what_the_checks_make_of_a_mutant(
    bench: Any, pair: Any, known: Any, operator: str, variety: str, expected: str
) -> None:
    made = bench.sampling.candidates(pair, bench.operators.BY_ID[operator], 1)
    chosen = [c for c in made if c.variety == variety][:3]
    assert chosen, sorted({c.variety for c in made})
    outcomes = [bench.trials.trial(pair, known, c, ("YOY", "TGT", "STA")) for c in chosen]
    assert [o.came for o in outcomes] == [expected] * len(chosen), outcomes


def test_mutants_of_a_pair_are_sound(bench: Any, pair: Any) -> None:
    made = set()
    for operator in bench.operators.PAIRS:
        for candidate in bench.sampling.candidates(pair, operator, 1):
            assert all(a.end <= b.start for a, b in pairwise(candidate.edits)), candidate
            assert bench.mutants.mutated(pair.text, candidate.edits) != pair.text
            made.add(operator.id)
    assert {operator.id for operator in bench.operators.PAIRS} - made <= {"NY3", "NY11", "NY12", "NY5", "NY6"}


def test_a_growth_that_the_levels_contradict_is_no_relation(bench: Any, pair: Any) -> None:
    text = NEW.replace("增长10.2%", "增长22.2%")
    contradicted = bench.pairs.Pair(pair.path, text, pair.old)
    assert len(bench.shared.grown(contradicted)) == len(bench.shared.grown(pair)) - 1


def test_what_is_not_seen_is_marked(bench: Any, pair: Any) -> None:
    """A revision explains a small change, and the growth of the gross product is one of volumes."""
    made = list(bench.operators.BY_ID["Y2"].make(pair, Random(1)))
    assert {c.variety for c in made if c.observable} >= {"beyond"}
    assert {c.variety for c in made if not c.observable} >= {"within slack"}


def test_pairs_are_found_by_place_and_year(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("临江县_2021", "临江县_2023", "临江县_2024", "清河县_2022_web", "清河县_2023_web"):
        (tmp_path / f"{name}.txt").write_text(NEW * 3, encoding="utf-8")
    assert script.main([str(tmp_path), "--pairs", "--list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "临江县_2023.txt 临江县_2024.txt",
        "清河县_2022_web.txt 清河县_2023_web.txt",
    ]


def test_a_pair_of_one_year_is_left_out(bench: Any, pair: Any) -> None:
    assert pair.is_sound
    assert not bench.pairs.Pair(pair.path, OLD, pair.old).is_sound


def test_the_script_on_the_samples(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"
    arguments = [str(CORPORA), "--pairs", "--operators", "M15b", "NY7", "--per-operator", "3"]
    assert script.main([*arguments, "--processes", "1", "--json", str(figures)]) == 0
    assert "last year's paragraph" in capsys.readouterr().out
    scored = json.loads(figures.read_text(encoding="utf-8"))
    assert scored["confusion"]["negative"]["fail"] == 0
    assert scored["alarms"]["reports"] >= 2


def test_pairs_have_no_coverage(script: ModuleType) -> None:
    assert script.main([str(CORPORA), "--pairs", "--coverage"]) == 2
