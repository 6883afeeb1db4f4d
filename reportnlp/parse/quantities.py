"""Quantities: numerals with scale, unit and bounds, found on characters.

What a number *counts* is decided elsewhere (`subjects`); what only looks like a quantity is
refused here: years and dates, document numbers, ordinals, slogans in quotes, names of laws and
plans, list numbers, phone numbers.
"""

from __future__ import annotations

from reportnlp.parse.arabic import arabic_mentions
from reportnlp.parse.chinese import chinese_mentions
from reportnlp.parse.mention import Mention
from reportnlp.parse.refusals import mask_names

__all__ = ["Mention", "find_mentions", "mask_names"]


def find_mentions(text: str) -> list[Mention]:
    """All quantities of `text` in order, without overlaps; of two, the first and longer one stays.

    Args:
        text: clean text (full-width digits already normalised).
    """
    masked = mask_names(text)
    found = [*arabic_mentions(masked), *chinese_mentions(masked)]
    found.sort(key=lambda m: (m.start, -m.end))
    mentions: list[Mention] = []
    end = 0
    for mention in found:
        if mention.start >= end:
            mentions.append(mention)
            end = mention.end
    return mentions
