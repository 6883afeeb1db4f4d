"""A mention: a quantity where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from reportnlp.datamodel import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity at [start, end), modifiers behind it included; [start, number_end) is the numeral."""

    start: int
    end: int
    number_end: int
    quantity: Quantity
    rank: bool = False
