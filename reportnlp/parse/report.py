"""Document → Report: what each part of the parser finds, put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from reportnlp.datamodel import Document, Entity, Indicator, Meta, Report, Section, Span, Table
from reportnlp.parse.entities import find_entities
from reportnlp.parse.indicators import find_indicators
from reportnlp.parse.linking import link
from reportnlp.parse.meta import find_meta
from reportnlp.parse.sections import find_sections
from reportnlp.parse.tables import find_text_tables, read_tables
from reportnlp.text import Clean, clean

_PROSE = re.compile("[，。；]")


def report_of(document: Document) -> Report:
    """Interpret what a reader handed over."""
    cleaned = clean(document.text)
    text = cleaned.text
    meta = replace(find_meta(text, document.source), source=document.source, sha256=document.sha256)
    sections = find_sections(text, meta.kind, meta.year)
    tables = document.tables or find_text_tables(document.text)
    tables, cells = read_tables(document.text, tables, meta.kind, meta.year)
    in_tables = tuple(i if i.concept else replace(i, concept=_concept(i, meta)) for i in cells)
    figures = find_indicators(text, meta.kind, meta.year, sections)
    found = [_indicator(cleaned, i, meta) for i in figures]
    indicators = _joined(found, in_tables, _number_cells(tables, in_tables))
    return Report(
        text=document.text,
        meta=meta,
        sections=tuple(_section(cleaned, s) for s in sections),
        indicators=tuple(indicators),
        tables=tables,
        entities=tuple(_entity(cleaned, e) for e in find_entities(text, meta.region)),
        places=document.places,
        apart=document.apart,
        notes=document.notes,
        layout=document.layout,
    )


def _number_cells(tables: tuple[Table, ...], in_tables: tuple[Indicator, ...]) -> list[Span]:
    """The cells, of tables that gave figures, whose text is no prose: their numbers are the table's alone."""
    read = [t for t in tables if any(t.span.start <= i.span.start < t.span.end for i in in_tables)]
    return [c.span for t in read for c in t.cells if not _PROSE.search(c.text)]


def _joined(found: list[Indicator], in_tables: tuple[Indicator, ...], cells: list[Span]) -> list[Indicator]:
    """Figures of prose and of tables in order; in a table the table's own reading stands."""
    if not in_tables:
        return found
    taken = sorted({(s.start, s.end) for s in [*cells, *(i.span for i in in_tables)]})
    starts = [start for start, _ in taken]

    def is_free(indicator: Indicator) -> bool:
        at = bisect_right(starts, indicator.span.end - 1) - 1
        return at < 0 or taken[at][1] <= indicator.span.start

    return sorted([*filter(is_free, found), *in_tables], key=lambda i: i.span.start)


def _concept(i: Indicator, meta: Meta) -> str:
    return link(i.subject, i.quantity.unit, i.kind, meta.kind, meta.region)


def _indicator(cleaned: Clean, i: Indicator, meta: Meta) -> Indicator:
    """The figure with its place in the original text and its concept."""
    return replace(
        i,
        span=cleaned.origin_span(i.span.start, i.span.end),
        number_span=cleaned.origin_span(i.number_span.start, i.number_span.end),
        sentence=cleaned.origin_span(i.sentence.start, i.sentence.end),
        concept=_concept(i, meta),
    )


def _section(cleaned: Clean, s: Section) -> Section:
    if cleaned.is_as_written:
        return s
    return replace(s, span=cleaned.origin_span(s.span.start, s.span.end))


def _entity(cleaned: Clean, e: Entity) -> Entity:
    if cleaned.is_as_written:
        return e
    return replace(e, span=cleaned.origin_span(e.span.start, e.span.end))
