"""The spaCy face: a jieba tokenizer and three components that show a `Report` on a `Doc`.

    >>> nlp = load()
    >>> doc = nlp("全年受理行政复议案件36件，审结35件。")
    >>> doc._.report.indicators[0].subject
    '受理行政复议案件'
    >>> [(span.text, span.label_) for span in doc.spans["figures"]]
    [('36件', 'count'), ('35件', 'count')]

Characters are the truth and tokens a view: the spans are widened to the tokens they touch, the
Report keeps its exact offsets.  `doc.spans` holds "sections", "figures" and "entities" (labels:
role, kind, entity label) in the order of the Report, for displaCy's span view; entities whose
edges are token edges are `doc.ents` too.  Any Chinese pipeline can take the components:
`spacy.blank("zh").add_pipe("reportnlp_figures")` needs this package installed (its entry points
register the names) or this module imported, and nothing else.

This module imports spaCy; nothing else in the package imports this module.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from reportnlp.datamodel import Report, Span
from reportnlp.parse import parse_text
from reportnlp.parse.readers.limits import MAX_CHARS
from reportnlp.resources import lexicons, list_names
from reportnlp.resources import units as unit_table
from reportnlp.resources.concepts import concepts
from reportnlp.serialise.reports import report_from_dict, report_to_json

TOKENIZER = "reportnlp.jieba.v1"
COMPONENTS = ("reportnlp_sections", "reportnlp_figures", "reportnlp_entities")

MAX_WORD = 8
"""Longest term that becomes one token; longer names stay readable as several."""

_KEY = "reportnlp_report"
_MARK = "__reportnlp__"

Component = Callable[[Doc], Doc]


def load() -> Language:
    """A Chinese pipeline: our tokenizer, sections, figures, entities."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = MAX_CHARS
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def to_doc(report: Report, nlp: Language) -> Doc:
    """The `Doc` of a Report that was read elsewhere (say, from a file); nothing is parsed again."""
    doc = nlp.make_doc(report.text)
    doc._.report = report
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


# -- tokenizer --------------------------------------------------------------------------------


class JiebaTokenizer:
    """Cuts text into words with a jieba of its own; the text of the `Doc` is the input, unchanged.

    Args:
        vocab: the vocabulary of the pipeline.
        user_words: words that are to stay whole, beside jieba's dictionary.
    """

    def __init__(self, vocab: Vocab, user_words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self.user_words = tuple(sorted(set(user_words)))

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        # Without the guessing of new words, which glues measure words to what follows (15项省定).
        for word in _jieba(self.user_words).cut(text, HMM=False):
            # A single blank belongs to the token before it, as spaCy has it.
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def __reduce__(self) -> tuple[type[JiebaTokenizer], tuple[Vocab, tuple[str, ...]]]:
        return type(self), (self.vocab, self.user_words)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The user words; jieba's dictionary comes with jieba."""
        return json.dumps({"user_words": self.user_words}, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **kwargs: Any) -> JiebaTokenizer:
        """Take over the user words that `to_bytes` wrote."""
        self.user_words = tuple(map(str, json.loads(data)["user_words"]))
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write `to_bytes` to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **kwargs: Any) -> JiebaTokenizer:
        """Read what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())


@cache
def _jieba(user_words: tuple[str, ...]) -> Any:
    """A private jieba with these words: the global one stays as it is.

    The dictionary is read from the package itself: jieba's own start would leave a cache in the
    shared temporary folder and read whatever lies there.
    """
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in user_words:
        tokenizer.add_word(word)
    return tokenizer


@cache
def field_words() -> tuple[str, ...]:
    """The terms of the field that stay whole: names of indicators, units, offices, laws, meetings."""
    words = set(unit_table.load().dimension_of)
    words |= {word for c in concepts("other") for wording in c.wordings() for word in wording}
    for name in list_names("lexicons"):
        words |= set(lexicons.load(name).lists.get("names", ()))
    return tuple(sorted(w for w in words if 2 <= len(w) <= MAX_WORD and w.isalpha()))


def create_tokenizer(user_words: list[str] | None = None) -> Callable[[Language], JiebaTokenizer]:
    """Factory of the tokenizer, registered as "reportnlp.jieba.v1".

    Args:
        user_words: words that are to stay whole beside `field_words()`.
    """
    words = (*field_words(), *(user_words or ()))
    return lambda nlp: JiebaTokenizer(nlp.vocab, words)


# -- components -------------------------------------------------------------------------------


def create_sections(nlp: Language, name: str) -> Component:
    """Factory of "reportnlp_sections": `doc.spans["sections"]`, labelled with their roles."""
    return mark_sections


def create_figures(nlp: Language, name: str) -> Component:
    """Factory of "reportnlp_figures": `doc.spans["figures"]`, labelled with their kinds."""
    return mark_figures


def create_entities(nlp: Language, name: str) -> Component:
    """Factory of "reportnlp_entities": `doc.spans["entities"]`, and `doc.ents` where tokens allow."""
    return mark_entities


def mark_sections(doc: Doc) -> Doc:
    """Put the sections on `doc`; one without a role is labelled "section"."""
    report: Report = doc._.report
    doc.spans["sections"] = list(_spans(doc, ((s.span, s.role or "section") for s in report.sections)))
    return doc


def mark_figures(doc: Doc) -> Doc:
    """Put the figures on `doc`."""
    report: Report = doc._.report
    doc.spans["figures"] = list(_spans(doc, ((i.span, i.kind) for i in report.indicators)))
    return doc


def mark_entities(doc: Doc) -> Doc:
    """Put the entities on `doc`; entities that are there already stay."""
    report: Report = doc._.report
    named = [(e.span, e.label) for e in report.entities]
    doc.spans["entities"] = list(_spans(doc, named))
    doc.ents = filter_spans([*doc.ents, *_spans(doc, named, "strict")])
    return doc


def _spans(doc: Doc, labelled: Iterable[tuple[Span, str]], mode: str = "expand") -> Iterator[Any]:
    for span, label in labelled:
        found = doc.char_span(span.start, span.end, label=label, alignment_mode=mode)
        if found is not None:
            yield found


# -- the Report on the Doc ----------------------------------------------------------------------


def _get_report(doc: Doc) -> Report:
    report: Report | None = doc.user_data.get(_KEY)
    if report is None:
        report = doc.user_data[_KEY] = parse_text(doc.text)
    return report


def _set_report(doc: Doc, report: Report) -> None:
    doc.user_data[_KEY] = report


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Lets a Report travel in the bytes of a Doc (`nlp.pipe(n_process=…)`, `DocBin`)."""
    if isinstance(value, Report):
        return {_MARK: report_to_json(value).decode()}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _MARK in value:
        return report_from_dict(json.loads(value[_MARK]))
    return value if chain is None else chain(value)


def _register() -> None:
    """Make the names known to spaCy also where the package is imported without being installed."""
    registry.tokenizers.register(TOKENIZER, func=create_tokenizer)
    for name, factory in zip(COMPONENTS, (create_sections, create_figures, create_entities), strict=True):
        Language.factory(name, func=factory)
    Doc.set_extension("report", getter=_get_report, setter=_set_report, force=True)
    srsly.msgpack_encoders.register("reportnlp", func=_encode)
    srsly.msgpack_decoders.register("reportnlp", func=_decode)


_register()
