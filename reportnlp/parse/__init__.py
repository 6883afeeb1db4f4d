"""Parse: a file or a text → `Report`.

The text is normalised behind an offset map, read for meta, sections, figures, tables and
entities, and every span is handed back in offsets of the text as it was decoded.
"""

from __future__ import annotations

from pathlib import Path

from reportnlp.datamodel import Document, Report

__all__ = ["parse", "parse_document", "parse_text"]


def parse(source: str | Path) -> Report:
    """Read a file ("-" is standard input) into a `Report`.

    Raises:
        ReadError: the file is missing, broken, too large or of a kind that cannot be read.
    """
    from reportnlp.parse.readers import read

    return parse_document(read(source))


def parse_text(text: str, source: str = "") -> Report:
    """Read a text into a `Report`; offsets are code points of `text` as given."""
    return parse_document(Document(text=text, source=source))


def parse_document(document: Document) -> Report:
    """Interpret what a reader handed over."""
    # Imported here: `import reportnlp` must not pay for the parser's knowledge files.
    from reportnlp.parse.report import report_of

    return report_of(document)
