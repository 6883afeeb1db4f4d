"""The spaCy face: exact text, spans, the Report on the Doc, and what survives the way to disk."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import jieba
import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

from reportnlp import pipeline
from reportnlp.datamodel import Entity, Indicator, Meta, Period, Quantity, Report, Section, Span
from reportnlp.pipeline import COMPONENTS, TOKENIZER, JiebaTokenizer, field_words, load, to_doc

TEXT = "一、主要成效\n2023年，青岚县受理行政复议案件 36 件，审结35件。\n"


def report_of(text: str) -> Report:
    """A Report made by hand: one section, one figure, one entity."""
    at = text.index("36")
    place = text.index("青岚县")
    figure = Indicator(
        span=Span(at, at + 4),
        number_span=Span(at, at + 2),
        text=text[at : at + 4],
        subject="受理行政复议案件",
        quantity=Quantity(Decimal("36"), unit="件"),
        kind="count",
        period=Period("2023"),
        status="actual",
        sentence=Span(at, at + 4),
    )
    return Report(
        text=text,
        meta=Meta(kind="fazhi", year=2023),
        sections=(Section(Span(0, len(text)), "主要成效", 1, role="achievements"),),
        indicators=(figure,),
        entities=(Entity(Span(place, place + 3), "青岚县", "LOC"),),
    )


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return load()


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replaces the parser; the list holds the texts it was given."""
    calls: list[str] = []

    def parse_text(text: str) -> Report:
        calls.append(text)
        return report_of(text)

    monkeypatch.setattr(pipeline, "parse_text", parse_text)
    return calls


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        TEXT,
        "　　全县\r\n生产总值  12.3 亿元\n\n\tabc  d　 。 ",
        "a b  c",
        "政 府 工 作 报 告",
        "\u2028\ufeff\u200b𠀀龘😀\x00\x0b％（１２３）",
        "10" * 500,
    ],
)
def test_the_text_stays_as_it_is(nlp: spacy.Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(token.text for token in doc)


def test_terms_of_the_field_are_tokens(nlp: spacy.Language) -> None:
    words = [t.text for t in nlp.make_doc("受理行政复议案件36件，社会消费品零售总额增长5.2%")]
    assert {"行政复议案件", "36", "件"} <= set(words)
    assert "行政复议案件" in field_words() and all(2 <= len(w) <= pipeline.MAX_WORD for w in field_words())


def test_the_global_jieba_is_left_alone(nlp: spacy.Language) -> None:
    nlp.make_doc("行政复议案件")
    assert not jieba.dt.initialized
    assert "行政复议案件" not in jieba.dt.FREQ


def test_spans_and_entities(nlp: spacy.Language, parsed: list[str]) -> None:
    doc = nlp(TEXT)
    assert [(s.text, s.label_) for s in doc.spans["figures"]] == [("36 件", "count")]
    assert [(s.start_char, s.label_) for s in doc.spans["sections"]] == [(0, "achievements")]
    assert [(s.text, s.label_) for s in doc.spans["entities"]] == [("青岚县", "LOC")]
    assert {e.label_ for e in doc.ents} <= {"LOC"}


def test_a_text_is_parsed_once(nlp: spacy.Language, parsed: list[str]) -> None:
    doc = nlp(TEXT)
    assert doc._.report is doc._.report
    assert doc._.report == report_of(TEXT)
    assert parsed == [TEXT]


def test_the_reports_survive_nlp_pipe(nlp: spacy.Language, parsed: list[str]) -> None:
    texts = [TEXT, TEXT.replace("青岚", "云溪").replace("云溪县", "青岚县云溪"), TEXT]
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [d._.report for d in docs] == [report_of(t) for t in texts]
    assert len(parsed) == 3


def test_a_report_from_elsewhere_is_not_parsed_again(nlp: spacy.Language, parsed: list[str]) -> None:
    report = report_of(TEXT)
    doc = to_doc(report, nlp)
    assert doc._.report is report and doc.text == TEXT
    assert len(doc.spans["figures"]) == 1
    assert parsed == []


def test_the_report_travels_in_bytes(nlp: spacy.Language, parsed: list[str]) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.report == doc._.report
    assert [s.text for s in again.spans["figures"]] == ["36 件"]
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert stored._.report == doc._.report
    assert parsed == [TEXT]


def test_displacy_shows_the_spans(nlp: spacy.Language, parsed: list[str]) -> None:
    html = displacy.render(
        nlp(TEXT), style="span", options={"spans_key": "figures"}, page=False, jupyter=False
    )
    assert "count" in html and "36" in html
    shown = displacy.render(nlp(TEXT), style="ent", page=False, jupyter=False)
    assert "青岚县" in shown


def test_a_pipeline_comes_back_from_disk(nlp: spacy.Language, parsed: list[str], tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == list(COMPONENTS)
    assert again.config["nlp"]["tokenizer"]["@tokenizers"] == TOKENIZER
    assert [t.text for t in again(TEXT)] == [t.text for t in nlp(TEXT)]
    assert not list((tmp_path / "model").rglob("*.pkl"))


def test_the_tokenizer_keeps_its_words(nlp: spacy.Language) -> None:
    one = JiebaTokenizer(nlp.vocab, ["三调联动"])
    two = JiebaTokenizer(nlp.vocab).from_bytes(one.to_bytes())
    assert two.user_words == ("三调联动",)
    assert [t.text for t in two("推行三调联动")][-1] == "三调联动"
    assert isinstance(one.to_bytes(), bytes) and one.to_bytes().startswith(b"{")
    three = pickle.loads(pickle.dumps(one))  # worker processes are handed a pipeline this way
    assert three.user_words == one.user_words


def test_another_chinese_pipeline_takes_the_components(parsed: list[str]) -> None:
    blank = spacy.blank("zh")
    for name in COMPONENTS:
        blank.add_pipe(name)
    doc = blank(TEXT)
    assert [s.text for s in doc.spans["figures"]] == ["36 件"]
    assert [e.text for e in doc.ents] == ["青岚县"]  # its tokens are characters


def test_the_real_parser_is_behind_it(nlp: spacy.Language) -> None:
    doc = nlp("全年受理行政复议案件36件，审结35件。")
    report: Report = doc._.report
    assert [i.text for i in report.indicators] == ["36件", "35件"]
    assert len(doc.spans["figures"]) == len(report.indicators)
