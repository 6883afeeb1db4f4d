"""What a report says: its text, sections, figures, tables and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from reportnlp.intervals import bounds_of

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["fazhi", "gwr", "xxgk", "tjgb", "other"]
"""Report kinds: 法治政府建设年度报告, 政府工作报告, 政府信息公开年报, 统计公报, anything else."""

Level = Literal["nation", "province", "city", "county", "township", "department", ""]

Comparator = Literal["eq", "more", "ge", "gt", "le", "lt", "approx", "near", "range"]
"""How the printed value bounds the true one.

eq: stated as is; more: 余/多, at or a little above; ge: 以上/至少; gt: 超过/突破;
le: 以内/不超过; lt: 不足; approx: 约/左右; near: 近; range: 3—5.
"""

IndicatorKind = Literal[
    "count", "money", "percent", "growth", "points", "change", "duration", "measure", "ratio", "rank"
]

Status = Literal["actual", "target", "norm", "baseline"]
"""actual: done or held; target: planned; norm: a standing rule; baseline: quoted for comparison."""

EntityLabel = Literal["ORG", "LOC", "PER", "LAW", "MEETING", "PLAN", "AWARD", "THEORY"]

PlaceKind = Literal["paragraph", "cell", "footnote", "textbox", "numbering"]

ApartKind = Literal["header", "footer", "page_number", "navigation", "comment", "deleted", "watermark"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch [start, end) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Place:
    """Where the stretch [start, end) of `Report.text` stands in its source file.

    `run` and `offset` (characters into the run) are set for .docx; `page` (from 1)
    for .pdf and .ofd; `table`, `row`, `column` (from 0) for cells.  `paragraph`
    counts the paragraphs of the document body in reading order from 0.
    """

    start: int
    end: int
    kind: PlaceKind = "paragraph"
    page: int | None = None
    paragraph: int | None = None
    run: int | None = None
    offset: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Text of the source that is not part of the report proper (page header, menu, comment)."""

    kind: ApartKind
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; merged cells appear once, with their extent."""

    row: int
    column: int
    text: str
    span: Span
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the text.

    `header_rows` and `header_columns` count the leading rows and columns that name
    the others; 0 until `parse.tables` has looked.  `statutory` names a table that a
    rule prescribes (e.g. "xxgk-requests"), "" otherwise.
    """

    span: Span
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    caption: str = ""
    header_rows: int = 0
    header_columns: int = 0
    statutory: str = ""


Alignment = Literal["left", "center", "right", "justified"]


@dataclass(frozen=True, slots=True)
class Page:
    """The paper and margins of a Word document, in millimetres.

    `left` includes the gutter; `characters` is the number that the document grid sets for a line,
    0 where no grid sets one.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Typeset:
    """How a paragraph of a Word document is set, as far as most of its Chinese characters go.

    Args:
        span: its text.
        font: the font of its Chinese characters, "" where the file names none.
        size: in points.
        indent: of the first line, in characters of its own size, without blanks typed in the text;
            None where a list sets it.
        pitch: from line to line, in points; None where it depends on the font.
    """

    span: Span
    font: str
    size: float
    bold: bool = False
    alignment: Alignment = "justified"
    indent: float | None = 0.0
    pitch: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a Word document says of its own looks, and what of its editing is still open.

    Args:
        page: of the section that holds most of the text; None where the file has none.
        paragraphs: those of the body, in order; cells, notes and text boxes are left out.
        insertions, deletions, restyled: tracked changes of text and of formatting.
        comments: comments that the margin still shows.
    """

    page: Page | None = None
    paragraphs: tuple[Typeset, ...] = ()
    insertions: int = 0
    deletions: int = 0
    restyled: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader hands over: the text of a file, where it came from, and nothing interpreted.

    `places` are sorted by start and do not overlap; `tables` have spans into `text`.
    """

    text: str
    source: str = ""
    format: str = "txt"
    sha256: str = ""
    places: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()
    apart: tuple[Apart, ...] = ()
    notes: tuple[str, ...] = ()
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number with its scale, unit and bounds.

    Args:
        number: the number as printed, digits kept (`Decimal("5.20")`); negative for a fall.
        scale: what the scale word multiplies by (万 → 10000), 1 where there is none.
        unit: measure word without its scale ("元", "件", "%", "百分点", "个工作日"); "" where none.
        comparator: see `Comparator`.
        upper: the second number of a range, in the same scale.
        parts: the further numbers of a ratio such as 3.9:39.0:57.1.
    """

    number: Decimal
    scale: int = 1
    unit: str = ""
    comparator: Comparator = "eq"
    upper: Decimal | None = None
    parts: tuple[Decimal, ...] = ()

    @property
    def value(self) -> Decimal | tuple[Decimal, ...]:
        """The number with its scale multiplied out; a pair for a range, a tuple for a ratio."""
        if self.parts:
            return (self.number, *self.parts)
        if self.upper is not None:
            return (self.number * self.scale, self.upper * self.scale)
        return self.number * self.scale

    @property
    def step(self) -> Fraction:
        """The unit of the last written place: 1/10 of 亿 for 3.2亿, 1 for 3925."""
        exponent = self.number.as_tuple().exponent
        assert isinstance(exponent, int)
        return Fraction(self.scale) * Fraction(10) ** exponent

    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The ends of the range of true values that this printing commonly stands for; None is unbounded.

        A scaled or decimal number stands for its rounding (±½ step), a bare count for itself;
        see `reportnlp.intervals.bounds_of`, which also tells open ends and the hard bound.
        """
        core = bounds_of(self).core
        return core.low, core.high


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as EDTF text: "2021", "2021/2025", "2021-01/2021-06", "2021-06/.."; "" is none."""

    edtf: str = ""

    def __bool__(self) -> bool:
        return bool(self.edtf)


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: one stated figure.

    `span` runs from the first digit to the end of the unit and any modifier behind it;
    `number_span` covers the numeral with its scale word.  `section` indexes
    `Report.sections` (-1: none), `sentence` is the sentence or cell it stands in.
    `origin` says how it was found: "table", or "text:" and the rule that found its subject
    ("text:elided": the noun was taken over from a figure before; see `parse/subject_rules.py`).
    """

    span: Span
    number_span: Span
    text: str
    subject: str
    quantity: Quantity
    kind: IndicatorKind
    period: Period
    status: Status
    sentence: Span
    section: int = -1
    concept: str = ""
    origin: str = "text"


@dataclass(frozen=True, slots=True)
class Section:
    """章节: a stretch under one heading, or a functional part without one (`heading` == "").

    `level` 1 一、 2 （一） 3 1. 4 （1）; `parent` indexes `Report.sections` (-1: none);
    `run_in` marks heads inside a paragraph (一是…).
    """

    span: Span
    heading: str
    level: int
    number: str = ""
    role: str = ""
    parent: int = -1
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A named stretch of text."""

    span: Span
    text: str
    label: EntityLabel


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division: full name, GB/T 2260 code ("" where unknown), level."""

    name: str
    code: str = ""
    level: Level = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the report says of itself; empty where it says nothing.

    `year` is the year reported on, except for 政府工作报告, where it is the year the report
    was given (it reviews the year before).  `date` is ISO (YYYY-MM-DD, or shorter).
    """

    kind: Kind = "other"
    title: str = ""
    region: Region | None = None
    year: int | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    date: str = ""
    source: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """报告: the one currency between the verbs."""

    text: str
    meta: Meta = field(default_factory=Meta)
    sections: tuple[Section, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tables: tuple[Table, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    apart: tuple[Apart, ...] = ()
    notes: tuple[str, ...] = ()
    layout: Layout | None = None

    def quote(self, span: Span) -> str:
        """The characters that `span` covers."""
        return self.text[span.start : span.end]

    def children(self, index: int) -> Iterator[int]:
        """Indexes of the sections whose parent is `index` (-1: the top ones)."""
        return (i for i, s in enumerate(self.sections) if s.parent == index)

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of `reportnlp extract -f json`."""
        from reportnlp.serialise.reports import report_to_dict

        return report_to_dict(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a figure, as a pandas DataFrame (pandas is imported here, not before)."""
        from reportnlp.serialise.reports import report_to_frame

        return report_to_frame(self)
