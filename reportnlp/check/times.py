"""The family TIM: what a report says of years, dates and deadlines."""

from __future__ import annotations

from typing import Final

from reportnlp.check import times_after, times_dates, times_words, times_years

RULES: Final = (*times_years.RULES, *times_words.RULES, *times_dates.RULES, *times_after.RULES)
