"""Which part of a web page is the report.

No class name of any site decides alone: the block is found by where the prose is
(characters in text nodes with Chinese sentence punctuation, outside links), and a
block that holds most of it is never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportnlp.parse.readers.html_flow import BLOCKS, SILENT, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

DOMINANT = 0.8
"""Share of its parent's prose from which on a child is the place to look in."""

_PUNCTUATION = re.compile(r"[，。；、？！]")
# Titles and signatures often stand in blocks of their own, before and behind the prose.
_FRAME = re.compile(
    r"(?:报告|公报|年报|总结)(?:[（(][^（()）]{1,30}[)）])?$|[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月"
    r"[\d一二三四五六七八九十]{1,3}日$"
)
_FRAME_LENGTH = 80
_SPACE = re.compile(r"\s+")
_HIDDEN = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.I)
_CONTAINERS = frozenset({"article", "body", "center", "div", "form", "html", "main", "section"}) | frozenset(
    {"table", "tbody", "td", "tr"}
)
_CHROME_TAGS = frozenset({"nav", "aside", "footer"})
_JUDGED = frozenset(
    {"aside", "div", "dl", "fieldset", "footer", "form", "header", "nav", "ol", "section"}
) | frozenset({"span", "table", "td", "tr", "ul", "p"})
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|location|position|dqwz|weizhi|side|tools?|print|pages?|pager|prev|next|"
    r"links?|login|search|ewm|foot|copyright|share|related|xgwz|xgyd|xgxx|tags?|meta|source)(?:[\s_\d-]|$)|"
    r"(?:breadcrumb|navbar|navigation|bdshare|sharebutton|footer|sidebar|toolbar|pagination|qrcode|fontsize|"
    r"relatednews|relnews|friendlink)",
    re.I,
)


@dataclass(slots=True)
class Score:
    """Characters under an element: all, those in links, prose; and the number of links."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0

    def add(self, other: Score) -> None:
        """Take in a part."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose
        self.links += other.links

    @property
    def link_share(self) -> float:
        """Which part of the characters is in links."""
        return self.linked / self.text if self.text else 0.0


class Page:
    """A page with its elements measured.

    Args:
        body: the element to look in.
        tables: the data tables in it.
    """

    def __init__(self, body: _Element, tables: set[_Element]) -> None:
        self._tables = tables
        self._scores = _measure(body)
        self._body = body
        self.core = self._find_core()

    def _score(self, element: _Element) -> Score:
        return self._scores.get(element, Score())

    def _find_core(self) -> _Element:
        """Go down as long as one container holds nearly all the prose."""
        core = self._body
        while len(core):
            heaviest = max(core, key=lambda child: self._score(child).prose)
            share = self._score(heaviest).prose
            if not share or share < DOMINANT * self._score(core).prose:
                break
            if heaviest in self._tables or not _is_container(heaviest):
                break
            core = heaviest
        return core

    def roots(self) -> list[_Element]:
        """The core and, in page order, the blocks outside it that are report as well."""
        found = [self.core]
        element = self.core
        while element is not self._body:
            before = [sibling for sibling in element.itersiblings(preceding=True) if self._belongs(sibling)]
            after = [sibling for sibling in element.itersiblings() if self._belongs(sibling)]
            found = [*reversed(before), *found, *after]
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        return found

    def _belongs(self, block: _Element) -> bool:
        """Whether a block outside the core goes with it: sentences, a data table, title, signature."""
        if block.tag in SILENT or self.is_chrome(block):
            return False
        score = self._score(block)
        if score.link_share > 0.2:
            return False
        if any(table in self._tables for table in block.iter("table")):
            return True
        text = text_of(block)
        if score.text <= _FRAME_LENGTH:
            return not score.links and bool(_FRAME.search(text))
        return score.prose >= 40 and "。" in text

    def is_chrome(self, element: _Element) -> bool:
        """Whether a block is hidden, navigation or related links; never one with much of the prose."""
        score, whole = self._score(element), self._score(self.core).prose
        if score.prose * 2 > whole:
            return False
        if element.tag in _CHROME_TAGS or is_hidden(element):
            return True
        if element.tag not in _JUDGED or element in self._tables:
            return False
        if score.links >= 3 and score.link_share > 0.6:
            return True
        name = f"{element.get('class', '')} {element.get('id', '')}"
        named = bool(_CHROME_NAME.search(name[:200]))
        return named and (score.link_share > 0.3 or score.prose * 20 < whole)

    def chrome(self, root: _Element) -> list[_Element]:
        """The topmost blocks under `root` that are not report."""
        from lxml import etree

        found: list[_Element] = []
        walker = etree.iterwalk(root, events=("start",))
        for _, element in walker:
            is_chrome = element is not root and self.is_chrome(element)
            if is_chrome:
                found.append(element)
            if is_chrome or element in self._tables or element.tag in SILENT:
                walker.skip_subtree()
        return found


def is_hidden(element: _Element) -> bool:
    """Whether the page itself hides the element."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")[:500]))


def _is_container(element: _Element) -> bool:
    # Word and some editors put whole documents into a span, a font or a tag of their own.
    return element.tag in _CONTAINERS or (
        element.tag not in BLOCKS and any(child.tag in BLOCKS for child in element)
    )


def _measure(body: _Element) -> dict[_Element, Score]:
    from lxml import etree

    scores: dict[_Element, Score] = {}
    open_scores = [Score()]
    links = 0
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        is_link = element.tag == "a"
        if event == "start":
            links += is_link
            open_scores.append(_text_score(element.text, links > 0))
            open_scores[-1].links += is_link
            if element.tag in SILENT:
                open_scores[-1] = Score()
                walker.skip_subtree()
        else:
            links -= is_link
            scores[element] = open_scores.pop()
            open_scores[-1].add(scores[element])
            open_scores[-1].add(_text_score(element.tail, links > 0))
    return scores


def _text_score(text: str | None, linked: bool) -> Score:
    size = len(_SPACE.sub("", text)) if text else 0
    if not size or text is None:
        return Score()
    if linked:
        return Score(text=size, linked=size)
    # Labels ("来源", "打印") are text too, but weigh a quarter.
    return Score(text=size, prose=size if _PUNCTUATION.search(text) else size // 4)
