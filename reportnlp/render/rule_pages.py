"""The page of a rule: what its docstring, sources and examples say, for the terminal, SARIF and the docs."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportnlp.check.catalogue import FAMILIES, RULES
from reportnlp.check.rule import Example, Rule
from reportnlp.datamodel import Severity
from reportnlp.render.finding_words import GRADES, REASON_MEANINGS, REASONS, family_of
from reportnlp.render.words import KINDS
from reportnlp.resources.profiles import Law

DOUBT: Final = "（待核对原文）"
"""Behind a source that was written down without its text at hand."""

_LABEL = re.compile(r"(说明|例外)：")
_BETWEEN_LATIN = re.compile(r"[!-~]\Z")


@dataclass(frozen=True, slots=True)
class RulePage:
    """What there is to say of a rule.

    Args:
        summary: what it marks, one sentence; about: how it works; exceptions: what it leaves alone.
        kinds: names of the report kinds that it is for; empty for all.
        sources: what it rests on.
        bad, good: texts that it marks and that it leaves alone.
    """

    id: str
    name: str
    level: Severity
    by_default: bool
    summary: str
    about: str = ""
    exceptions: str = ""
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The Chinese name of its family."""
        return family_of(self.id)

    @property
    def head(self) -> str:
        """Level, report kinds and whether it runs without being asked for, on one line."""
        kinds = f"只查{'、'.join(self.kinds)}" if self.kinds else "各种报告都查"
        default = "默认使用" if self.by_default else "默认不用，需要时用 --select 写明"
        return f"{self.family}，{GRADES[self.level]}，{kinds}，{default}"


def page_of(rule: Rule | type[Rule]) -> RulePage:
    """The page of a rule."""
    told = _docstring(inspect.cleandoc(rule.__doc__ or ""))
    return RulePage(
        rule.id,
        rule.name,
        rule.level,
        rule.by_default,
        told.get("", rule.name),
        told.get("说明", ""),
        told.get("例外", ""),
        tuple(KINDS[kind] for kind in KINDS if kind in rule.kinds),
        tuple(map(_source, rule.sources)),
        _texts(rule.bad),
        _texts(rule.good),
    )


@cache
def catalogue() -> Mapping[str, RulePage]:
    """Rule id → its page, for all rules built in, in the order of the catalogue."""
    return {rule.id: page_of(rule) for rule in RULES}


def by_family() -> list[tuple[str, str, list[RulePage]]]:
    """The letters of each family that has rules, its name, and the pages of its rules."""
    return [
        (letters, name, pages)
        for letters, name in FAMILIES.items()
        if (pages := [p for p in catalogue().values() if p.id.partition("-")[0] == letters])
    ]


def markdown() -> str:
    """All pages in one Markdown document."""
    blocks = [_PREFACE]
    for letters, name, pages in by_family():
        blocks.append(f"## {name}（{letters}）")
        blocks += [_page_markdown(page) for page in pages]
    return "\n\n".join(blocks) + "\n"


_PREFACE = "\n".join(
    (
        "# 检查规则",
        "",
        "由 `python scripts/make_rules_page.py` 从规则的说明生成，请不要直接改这一页。",
        "",
        "`reportnlp rules` 列出规则，`reportnlp rules ARI-03` 看一条；`reportnlp check 报告.docx` 检查报告。",
        "",
        "结论分四种：错误、提醒、提示，判断不了的是存疑。存疑都写明原因：",
        "",
        *(f"- {GRADES['open']}（{REASONS[reason]}）：{why}" for reason, why in REASON_MEANINGS.items()),
    )
)


def _page_markdown(page: RulePage) -> str:
    lines = [f"### {page.id} {page.name}", "", page.head, "", page.summary]
    for label, text in (("说明", page.about), ("例外", page.exceptions), ("依据", "；".join(page.sources))):
        if text:
            lines += ["", f"**{label}**　{text}"]
    for label, texts in (("会标出", page.bad), ("不标出", page.good)):
        lines += ["", f"**{label}**", "", *(_quoted(text) for text in texts)] if texts else []
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """An example as an item of a list; its lines stay lines."""
    return "- " + "<br>".join(_escaped(line) for line in text.strip().split("\n"))


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text.replace("\t", "　"))


def _docstring(text: str) -> dict[str, str]:
    """The docstring's first paragraph ("") and what stands behind each label, without line breaks."""
    told: dict[str, str] = {}
    label = ""
    for line in text.split("\n"):
        if found := _LABEL.match(line):
            label, line = found[1], line[found.end() :]
        told[label] = _joined(told.get(label, ""), line.strip())
    return told


def _joined(before: str, line: str) -> str:
    """Lines of Chinese join without a blank, lines of Latin words with one."""
    latin = bool(_BETWEEN_LATIN.search(before)) and line[:1].isascii()
    return f"{before} {line}" if latin and line else before + line


def _source(law: Law) -> str:
    return f"{law.instrument}{law.article}{DOUBT if law.certainty == 'recalled' else ''}"


def _texts(examples: Iterable[Example]) -> tuple[str, ...]:
    """What the examples say; one whose point is its layout says nothing in print."""
    shown = (e for e in examples if getattr(e, "layout", None) is None)
    return tuple(map(_shown, shown))


def _shown(example: Example) -> str:
    text = f"{example.title}\n{example.text}" if example.title else example.text
    return f"上一年的报告：{example.previous}\n这一年的报告：{text}" if example.previous else text
