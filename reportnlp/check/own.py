"""An organ's own folder at work: which rules run, of what level, and what is never marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from reportnlp.check.catalogue import RULES, selected
from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Rule
from reportnlp.check.wording import WordingRule
from reportnlp.datamodel import Finding, Span
from reportnlp.errors import ResourceError
from reportnlp.resources.house import House
from reportnlp.resources.wording import Entry

_PAGE = "{name}。\n\n说明：本单位的用词规则，出自 {folder}。\n例外：{exempt}。"


@cache
def own_rules(house: House) -> tuple[type[Rule], ...]:
    """The rules that the folder's wording entries make, in the order of the files.

    Raises:
        ResourceError: an id is one of the package's own.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in house.entries:
        groups.setdefault(entry.id, []).append(entry)
    if taken := [rule.id for rule in RULES if rule.id in groups]:
        raise ResourceError(f"编号 {taken[0]} 是内置规则的", house.folder, "请换一个，如 OWN-01")
    return tuple(_rule(tuple(entries), house.folder) for entries in groups.values())


def _rule(entries: tuple[Entry, ...], folder: str) -> type[Rule]:
    first = entries[0]
    exempt = "、".join(longer for entry in entries for longer in entry.exempt)
    fields = {
        "__doc__": _PAGE.format(name=first.name, folder=folder, exempt=exempt or "无"),
        "id": first.id,
        "name": first.name,
        "level": first.level,
        "sources": tuple(entry.source for entry in entries),
        "bad": tuple(Example(text) for entry in entries for text in entry.example_bad),
        "good": tuple(Example(text) for entry in entries for text in entry.example_good),
        "entries": classmethod(lambda _: entries),
    }
    return type("OwnWording", (WordingRule,), fields)


def available(house: House) -> tuple[type[Rule], ...]:
    """Every rule that can be asked for: the package's, then the house's."""
    return (*RULES, *own_rules(house))


def running(house: House, rules: Iterable[Rule] | None) -> tuple[Rule, ...]:
    """The rules to run: `rules` as they are, or those that run by default as the house wants them.

    Raises:
        ResourceError: a setting names no rule, or two rules have one id.
    """
    known = {rule.id: rule for rule in (*RULES, *own_rules(house))}
    if strange := [rule for rule in house.settings if rule not in known]:
        raise ResourceError(f"没有规则“{strange[0]}”", f"{house.folder} 的 settings", "请核对编号")
    if rules is not None:
        return tuple(rules)
    usual = {rule.id for rule in selected(own=own_rules(house))}
    on = {name for name, how in house.settings.items() if how != "off"}
    off = set(house.settings) - on
    return tuple(rule() for name, rule in known.items() if name in (usual | on) - off)


def as_wished(findings: Iterable[Finding], context: Context) -> Iterator[Finding]:
    """The findings of the levels that the house gives them, without what stands in its own names."""
    places = _own_names(context)
    for finding in findings:
        left = tuple(span for span in finding.spans if not _within(span, places))
        if left or not finding.spans:
            yield _levelled(replace(finding, spans=left), context.house)


def _levelled(finding: Finding, house: House) -> Finding:
    """What cannot be told is never an error."""
    how = house.settings.get(finding.rule, "on")
    if how == "on" or how == "off" or (how == "error" and finding.verdict == "open"):
        return finding
    return replace(finding, level=how)


def _own_names(context: Context) -> Sequence[Span]:
    names = sorted(context.house.names, key=len, reverse=True)
    if not names:
        return ()
    return [context.match(m) for m in re.finditer("|".join(map(re.escape, names)), context.clean)]


def _within(span: Span, places: Iterable[Span]) -> bool:
    return any(place.start <= span.start and span.end <= place.end for place in places)
