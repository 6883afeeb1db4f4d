"""The statutory tables of 政府信息公开工作年度报告 as data: rows, columns, and what each cell states.

Source: 国办公开办函〔2021〕30号 (2021-09-26), whose annex prescribes the tables and prints the
relation of the columns (第一项加第二项之和，等于第三项加第四项之和).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from reportnlp.errors import ResourceError
from reportnlp.resources import read_yaml

_GROUP = "政府信息公开"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Strict):
    """A row or column of a table: known by one of `words` in its head, all of it where `exact`."""

    id: str
    name: str
    words: tuple[str, ...]
    exact: bool = False
    aliases: tuple[str, ...] = ()

    def names(self, head: str) -> bool:
        """Whether this head (without spaces and list number) names the line."""
        return any(head == w if self.exact else w in head for w in self.words)


class Disclosed(_Strict):
    """One cell of the table of disclosed information: its row, its column, its unit."""

    id: str
    row: str
    column: str
    words: tuple[str, ...]
    unit: str
    scale: int = 1

    @property
    def subject(self) -> str:
        """The row's and the column's head as one subject."""
        return f"{self.row}{self.column}"


class Forms(_Strict):
    """The three tables.

    disclosure: 主动公开, cell by cell; applicants × requests: columns and rows of 申请办理;
    cases × outcomes: the column groups of 复议诉讼 and the columns of each, in printed order.
    """

    source: str
    disclosure: tuple[Disclosed, ...]
    applicants: tuple[Line, ...]
    requests: tuple[Line, ...]
    cases: tuple[Line, ...]
    outcomes: tuple[Line, ...]


@cache
def forms() -> Forms:
    """The statutory tables (cached).

    Raises:
        ResourceError: `xxgk_tables.yaml` does not follow its schema.
    """
    try:
        return Forms.model_validate(read_yaml("xxgk_tables.yaml"))
    except ValidationError as error:
        raise ResourceError(f"内容不合格式：{error}", "xxgk_tables.yaml") from error


def request_id(row: Line, column: Line) -> str:
    """Concept id of a cell of the request table; the column 总计 carries the row's own id."""
    return f"{row.id}.{column.id}" if column.id else row.id


def case_id(case: Line, outcome: Line) -> str:
    """Concept id of a cell of the litigation table; the column 总计 carries the case's own id."""
    return f"{case.id}.{outcome.id}" if outcome.id else case.id


def request_subject(row: Line, column: Line) -> str:
    """Subject of a cell of the request table: "自然人 予以公开", or the row's name in the column 总计."""
    return f"{column.name} {row.name}" if column.id else row.name


def case_subject(case: Line, outcome: Line) -> str:
    """Subject of a cell of the litigation table, e.g. "行政复议 结果维持"."""
    return f"{case.name} {outcome.name}"


def cell_concepts() -> Iterator[dict[str, Any]]:
    """The concept (fields of `concepts.Concept`) of every cell of the three tables."""
    form = forms()
    common = {"group": _GROUP, "source": form.source}
    for cell in form.disclosure:
        kind = "money" if cell.unit == "元" else "count"
        yield common | {"id": cell.id, "name": cell.subject, "kind": kind, "units": (cell.unit,)}
    count = common | {"kind": "count", "units": ("件",)}
    for row in form.requests:
        for column in form.applicants:
            aliases = () if column.id else row.aliases
            name = request_subject(row, column)
            yield count | {"id": request_id(row, column), "name": name, "aliases": aliases}
    for case in form.cases:
        for outcome in form.outcomes:
            yield count | {"id": case_id(case, outcome), "name": case_subject(case, outcome)}


def cell_identities() -> Iterator[dict[str, Any]]:
    """The relations (fields of `concepts.Identity`) inside the request and the litigation table."""
    form = forms()
    rows = {row.id: row for row in form.requests}
    for column in form.applicants:
        yield from _column_identities(rows, column)
    for row in form.requests:
        ids = [request_id(row, column) for column in form.applicants]
        yield _equal(f"row_{row.id}", ids[:-1], ids[-1:])
    for case in form.cases:
        ids = [case_id(case, outcome) for outcome in form.outcomes]
        yield _equal(f"case_{case.id}", ids[:-1], ids[-1:])


def _column_identities(rows: dict[str, Line], column: Line) -> Iterator[dict[str, Any]]:
    def ids(names: list[str]) -> list[str]:
        return [request_id(rows[name], column) for name in names]

    suffix = column.id or "all"
    flow = ids(["gk_xinshou", "gk_jiezhuan"]), ids(["gk_zongji", "gk_xiajie"])
    yield _equal(f"flow_{suffix}", *flow)
    around = {"gk_xinshou", "gk_jiezhuan", "gk_zongji", "gk_xiajie"}
    results = [name for name in rows if name not in around]
    # The last group is printed either with its three lines or as one line.
    whole = [name for name in results if not name.startswith("gk_qt_")]
    parts = [name for name in results if name != "gk_qt"]
    yield _equal(f"results_{suffix}", ids(parts), ids(["gk_zongji"]))
    yield _equal(f"results_short_{suffix}", ids(whole), ids(["gk_zongji"]))


def _equal(name: str, left: list[str], right: list[str]) -> dict[str, Any]:
    return {"id": name, "left": tuple(left), "relation": "=", "right": tuple(right)}
