"""The family NAM: names of organs, documents, people and terms."""

from __future__ import annotations

from typing import Final

from reportnlp.check import names_bodies, names_organs, names_people, names_short, names_titles

RULES: Final = (
    *names_organs.RULES,
    *names_titles.RULES,
    *names_short.RULES,
    *names_bodies.RULES,
    *names_people.RULES,
)
