"""The list of all rules.  Rules are listed, not discovered; a test sees that none is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportnlp.check import (
    brackets,
    classifiers,
    dates_form,
    directions,
    disclosure,
    enumerations,
    enumerations_attachments,
    enumerations_coined,
    enumerations_numbered,
    enumerations_repeats,
    growth,
    hedges,
    identities,
    layout,
    layout_imprint,
    layout_revisions,
    leftovers,
    names,
    numbers_style,
    orders,
    ordinals,
    placeholders,
    products,
    punctuation,
    rates,
    repeats,
    shares,
    stale_achievements,
    stale_figures,
    stale_terms,
    structure_frame,
    structure_headings,
    structure_parts,
    structure_repeats,
    sums,
    tables,
    targets,
    times,
    wording,
    years_claims,
    years_jumps,
)
from reportnlp.check.rule import Rule

FAMILIES: Final = {
    "STR": "结构",
    "ORD": "序号",
    "ENU": "列举",
    "ARI": "数字关系",
    "YOY": "往年",
    "TGT": "目标",
    "STA": "沿用",
    "TIM": "时间",
    "NAM": "名称",
    "NUM": "数字写法",
    "PUN": "标点",
    "FMT": "版式",
    "LEX": "错别字",
    "ART": "残留",
    "PLC": "待填",
}
"""The letters of a family and what it is called."""

_LISTED: Final[tuple[type[Rule], ...]] = (
    *sums.RULES,
    *orders.RULES,
    *rates.RULES,
    *growth.RULES,
    *products.RULES,
    *directions.RULES,
    *repeats.RULES,
    *shares.RULES,
    *identities.RULES,
    *disclosure.RULES,
    *years_claims.RULES,
    *years_jumps.RULES,
    *targets.RULES,
    *stale_figures.RULES,
    *stale_achievements.RULES,
    *stale_terms.RULES,
    *structure_frame.RULES,
    *structure_headings.RULES,
    *structure_parts.RULES,
    *structure_repeats.RULES,
    *tables.RULES,
    *times.RULES,
    *names.RULES,
    *layout.RULES,
    *layout_imprint.RULES,
    *layout_revisions.RULES,
    *hedges.RULES,
    *numbers_style.RULES,
    *classifiers.RULES,
    *brackets.RULES,
    *punctuation.RULES,
    *dates_form.RULES,
    *wording.RULES,
    *leftovers.RULES,
    *placeholders.RULES,
    *ordinals.RULES,
    *enumerations.RULES,
    *enumerations_coined.RULES,
    *enumerations_numbered.RULES,
    *enumerations_repeats.RULES,
    *enumerations_attachments.RULES,
)

RULES: Final = tuple(sorted(_LISTED, key=lambda rule: (tuple(FAMILIES).index(rule.family()), rule.id)))
"""Every rule, in the order of its page in the catalogue."""


def selected(
    select: Iterable[str] = (), ignore: Iterable[str] = (), own: Iterable[type[Rule]] = ()
) -> tuple[Rule, ...]:
    """The rules to run, in the order of `RULES`.

    Args:
        select: ids or families ("ARI", "ARI-03"); empty: all that run by default.
        ignore: ids or families to leave out.
        own: rules of an organ's own folder (see `own.py`), behind the others.

    Raises:
        ValueError: a name that is neither; the message says which and what there is.
    """
    wanted, unwanted, known = tuple(select), tuple(ignore), (*RULES, *own)
    for name in (*wanted, *unwanted):
        if name not in FAMILIES and all(name not in (rule.id, rule.family()) for rule in known):
            raise ValueError(f"没有规则“{name}”；可用 {'、'.join(FAMILIES)} 这些类别，或 ARI-01 这样的编号")
    return tuple(rule() for rule in known if _runs(rule, wanted) and not _named(rule, unwanted))


def _named(rule: type[Rule], names: tuple[str, ...]) -> bool:
    return rule.id in names or rule.family() in names


def _runs(rule: type[Rule], wanted: tuple[str, ...]) -> bool:
    return _named(rule, wanted) if wanted else rule.by_default
