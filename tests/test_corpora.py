"""The sample reports: their gold is sound, their files are whole and say the same."""

from __future__ import annotations

import hashlib
import html
import importlib
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "corpora"
SAMPLES = sorted(p.name.removesuffix(".gold.json") for p in CORPORA.glob("*.gold.json"))
FILES = sorted(p for p in CORPORA.iterdir() if p.suffix in (".docx", ".pdf", ".html"))
ROLES = {
    "fazhi": {"preamble", "achievements", "problems", "leadership", "plan", "other", "closing"},
    "gwr": {"preamble", "review", "problems", "targets", "tasks", "self_building", "closing"},
    "xxgk": {"preamble", "overview", "disclosure", "requests", "litigation", "problems", "other"},
    "tjgb": {"preamble", "chapter", "notes"},
}
KINDS = {"count", "money", "percent", "growth", "points", "change", "duration", "measure", "ratio", "rank"}
COMPARATORS = {"eq", "more", "ge", "gt", "le", "lt", "approx", "near", "range"}
STATUSES = {"actual", "target", "norm", "baseline"}
FIGURE_KEYS = {
    "start", "end", "num_start", "num_end", "text", "subject", "subject_ok",
    "value", "unit", "cmp", "kind", "period", "status", "tier",
}  # fmt: skip
PLAIN = re.compile(r"(-?[\d,]+(?:\.\d+)?)([万亿]*)[余多]?(\D*)")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
SCALES = {"": 1, "万": 10**4, "亿": 10**8}


def text_of(name: str) -> str:
    return (CORPORA / f"{name}.txt").read_bytes().decode("utf-8")


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((CORPORA / f"{name}.gold.json").read_text(encoding="utf-8"))
    return gold


def squeezed(text: str) -> str:
    """Without white space and quotation marks (pdfium moves a mark that stands at a line's end)."""
    return re.sub(r"[\s“”]", "", text)


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield importlib.import_module("make_corpora")


def test_there_are_samples_of_every_kind() -> None:
    kinds = [gold_of(name)["meta"]["kind"] for name in SAMPLES]
    assert len(SAMPLES) >= 7
    assert {k: kinds.count(k) for k in ROLES} == {"fazhi": 3, "gwr": 2, "xxgk": 1, "tjgb": 1}
    assert {p.suffix for p in FILES} == {".docx", ".pdf", ".html"}


@pytest.mark.parametrize("name", SAMPLES)
def test_gold_stands_where_it_says(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    assert "\r" not in text
    assert (gold["id"], gold["chars"]) == (name, len(text))
    for item in [*gold["figures"], *gold["distractors"]]:
        assert text[item["start"] : item["end"]] == item["text"]
    for figure in gold["figures"]:
        assert figure["start"] <= figure["num_start"] < figure["num_end"] <= figure["end"]
    for heading in gold["headings"]:
        assert text.startswith(heading["text"], heading["start"])
        assert text[: heading["start"]].rstrip("　 ").endswith("\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_figures_are_well_formed(name: str) -> None:
    for f in gold_of(name)["figures"]:
        assert f.keys() - {"kind_ok", "unit_ok"} == FIGURE_KEYS
        assert f["kind"] in KINDS and f["cmp"] in COMPARATORS and f["status"] in STATUSES
        assert f["tier"] in ("core", "soft") and f["subject"]
        assert re.fullmatch(r"(20\d\d(/20\d\d)?)?", f["period"])
        assert (f["period"] == "") == (f["status"] == "norm"), f["text"]
        assert (f["cmp"] == "range") <= (len(f["value"] if isinstance(f["value"], list) else ()) == 2)


@pytest.mark.parametrize("name", SAMPLES)
def test_plain_numerals_have_their_value(name: str) -> None:
    for f in gold_of(name)["figures"]:
        number = PLAIN.match(f["text"].translate(FULL_WIDTH))
        if number is None or isinstance(f["value"], list):
            continue
        value = float(number[1].replace(",", "")) * SCALES[number[2]]
        assert abs(f["value"]) == pytest.approx(abs(value)), f["text"]
        assert f["unit"].removesuffix("元") in number[3] or f["unit"] in number[3], f["text"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_digit_is_accounted_for_once(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    items = sorted(gold["figures"] + gold["distractors"], key=lambda i: i["start"])
    assert all(a["end"] <= b["start"] for a, b in pairwise(items))
    covered = {i for z in [*items, *gold["ignore"]] for i in range(z["start"], z["end"])}
    left = [text[max(0, i - 9) : i + 9] for i, c in enumerate(text) if c.isdigit() and i not in covered]
    assert left == []


@pytest.mark.parametrize("name", SAMPLES)
def test_roles_cover_the_text(name: str) -> None:
    gold = gold_of(name)
    roles = gold["roles"]
    assert roles[0]["start"] == 0 and roles[-1]["end"] == gold["chars"]
    assert all(a["end"] == b["start"] for a, b in pairwise(roles))
    assert {r["role"] for r in roles} == ROLES[gold["meta"]["kind"]] - (
        {"other"} if name == "fazhi_songquan_2023" else set()
    )


@pytest.mark.parametrize("name", [n for n in SAMPLES if "tables" in gold_of(n)])
def test_tables_stand_in_the_text(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    for table in gold["tables"]:
        lines = text[table["start"] : table["end"]].rstrip("\n").split("\n")
        assert [line.split("\t") for line in lines] == table["rows"]
        assert any(z["start"] <= table["start"] and table["end"] <= z["end"] for z in gold["ignore"])


def test_identities_of_the_statutory_tables() -> None:
    tables = {t["id"]: t["rows"] for t in gold_of("xxgk_wangxiu_2023")["tables"]}
    rows = [[*row[:3], *map(int, row[3:])] for row in tables["requests"][3:]]
    assert all(sum(row[3:9]) == row[9] for row in rows)
    new, carried, *results, total, over = ([*row[3:]] for row in rows)
    for column in range(7):
        assert sum(r[column] for r in results) == total[column]
        assert new[column] + carried[column] == total[column] + over[column]
    cases = list(map(int, tables["litigation"][3]))
    assert all(sum(cases[i : i + 4]) == cases[i + 4] for i in (0, 5, 10))


def test_hashes_of_the_readme() -> None:
    listed = dict(re.findall(r"^\| (\S+) \| \d+ \| `([0-9a-f]{64})` \|$", _readme(), re.MULTILINE))
    files = {p.name: p for p in CORPORA.iterdir() if p.is_file() and p.name != "README.md"}
    assert listed == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in files.items()}


def _readme() -> str:
    return (CORPORA / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_files_are_small_and_hold_every_figure(path: Path, script: ModuleType) -> None:
    assert path.stat().st_size < 300_000
    said = squeezed(_words(path, script))
    gold = gold_of(path.stem)
    assert [f["text"] for f in gold["figures"] if f["text"] not in said] == []
    assert [
        c for t in gold.get("tables", []) for row in t["rows"] for c in row if squeezed(c) not in said
    ] == []


def _words(path: Path, script: ModuleType) -> str:
    if path.suffix == ".pdf":
        return re.sub(r"— \d+ —", "", script.pdf_text(path))  # page numbers, in the middle of a sentence
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^>]{0,200}>", "", path.read_bytes().decode("gbk")))
    import docx

    document = docx.Document(str(path))
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_word_counts_where_it_should() -> None:
    import docx

    document = docx.Document(str(CORPORA / "fazhi_qinglan_2022.docx"))
    heads = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(heads) == 5
    assert not any(re.match(r"[一二三四五]、|（[一二三]）|\d\.", p.text) for p in document.paragraphs)
    assert document.styles["Heading 1"].element.pPr.numPr is not None
    assert len(docx.Document(str(CORPORA / "xxgk_wangxiu_2023.docx")).tables) == 3


@pytest.mark.parametrize("name", ["fazhi_qinglan_2022", "gwr_qinglan_2024", "xxgk_wangxiu_2023"])
def test_making_word_files_again_gives_the_same(name: str, script: ModuleType, tmp_path: Path) -> None:
    sample = script.load(CORPORA, name)
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    for path in (one, two):
        script.write_docx(script.blocks(sample), sample.tables, path, name in script.NUMBERED_BY_WORD)
    assert one.read_bytes() == two.read_bytes()
    assert _words(one, script) == _words(CORPORA / f"{name}.docx", script)


def test_making_the_page_again_gives_the_same(script: ModuleType) -> None:
    page = script.html_page(script.load(CORPORA, "fazhi_songquan_2023"))
    assert page.encode("gbk") == (CORPORA / "fazhi_songquan_2023.html").read_bytes()
