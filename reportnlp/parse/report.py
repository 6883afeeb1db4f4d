"""Document → Report: what each part of the parser finds, put together."""

from __future__ import annotations

from dataclasses import replace

from reportnlp.datamodel import Document, Entity, Indicator, Kind, Report, Section, Table
from reportnlp.parse.entities import find_entities
from reportnlp.parse.indicators import find_indicators
from reportnlp.parse.linking import link
from reportnlp.parse.meta import find_meta
from reportnlp.parse.sections import find_sections
from reportnlp.parse.tables import find_text_tables, read_tables
from reportnlp.text import Clean, clean


def report_of(document: Document) -> Report:
    """Interpret what a reader handed over."""
    cleaned = clean(document.text)
    text = cleaned.text
    meta = replace(find_meta(text, document.source), source=document.source, sha256=document.sha256)
    sections = find_sections(text, meta.kind, meta.year)
    tables = document.tables or find_text_tables(document.text)
    tables, in_tables = read_tables(document.text, tables, meta.kind, meta.year)
    figures = find_indicators(text, meta.kind, meta.year, sections)
    indicators = _joined([_indicator(cleaned, i) for i in figures], in_tables, tables)
    return Report(
        text=document.text,
        meta=meta,
        sections=tuple(_section(cleaned, s) for s in sections),
        indicators=tuple(_linked(i, meta.kind) for i in indicators),
        tables=tables,
        entities=tuple(_entity(cleaned, e) for e in find_entities(text, meta.region)),
        places=document.places,
        apart=document.apart,
        notes=document.notes,
    )


def _joined(found: list[Indicator], in_tables: tuple[Indicator, ...], tables: tuple[Table, ...]) -> list[Indicator]:
    """Figures of prose and of tables in order; inside a table the table's own reading stands."""
    if not tables:
        return found
    spans = [t.span for t in tables]
    prose = [i for i in found if not any(s.start <= i.span.start < s.end for s in spans)]
    return sorted([*prose, *in_tables], key=lambda i: i.span.start)


def _linked(indicator: Indicator, kind: Kind) -> Indicator:
    if indicator.concept:
        return indicator
    return replace(indicator, concept=link(indicator.subject, indicator.quantity.unit, indicator.kind, kind))


def _indicator(cleaned: Clean, i: Indicator) -> Indicator:
    return replace(
        i,
        span=cleaned.origin_span(i.span.start, i.span.end),
        number_span=cleaned.origin_span(i.number_span.start, i.number_span.end),
        sentence=cleaned.origin_span(i.sentence.start, i.sentence.end),
    )


def _section(cleaned: Clean, s: Section) -> Section:
    return replace(s, span=cleaned.origin_span(s.span.start, s.span.end))


def _entity(cleaned: Clean, e: Entity) -> Entity:
    return replace(e, span=cleaned.origin_span(e.span.start, e.span.end))
