"""The indicator concepts as data: schema, uniqueness, no relation to nowhere."""

from __future__ import annotations

from collections import Counter

import pytest

from reportnlp.errors import ResourceError
from reportnlp.parse.linking import normalise
from reportnlp.resources import concepts as concepts_module
from reportnlp.resources import list_names, read_text
from reportnlp.resources.concepts import (
    SCOPES,
    Concept,
    concept,
    concepts,
    identities,
    identities_of,
)
from reportnlp.resources.xxgk_tables import forms


def test_every_file_is_in_a_scope() -> None:
    used = {name for names in SCOPES.values() for name in names}
    assert used == set(list_names("concepts"))


def test_ids_are_unique_and_known() -> None:
    ids = Counter(c.id for c in concepts("other"))
    assert [i for i, n in ids.items() if n > 1] == []
    assert all(concept(i) is not None for i in ids)
    assert concept("no_such_concept") is None


def test_no_key_is_given_twice() -> None:
    # The YAML reader lets the second of two equal keys win without a word.
    for name in list_names("concepts"):
        for entry in read_text(f"concepts/{name}.yaml").split("\n  - id: ")[1:]:
            keys = Counter(line.split(":")[0] for line in entry.split("\n") if line.startswith("    "))
            assert [k for k, n in keys.items() if n > 1 and k.strip().isidentifier()] == [], entry[:30]


def test_no_alias_belongs_to_two_concepts_of_a_scope() -> None:
    for kind in SCOPES:
        owners: dict[tuple[str, ...], str] = {}
        for c in concepts(kind):
            for wording in c.wordings():
                key = tuple(sorted(map(normalise, wording)))
                assert owners.setdefault(key, c.id) == c.id, (kind, key)


def test_aliases_are_tidy() -> None:
    for c in concepts("other"):
        assert len(set(c.aliases)) == len(c.aliases), c.id
        for wording in c.wordings():
            assert all(normalise(word) for word in wording), c.id
            assert not any(word in normalise("".join(wording)) for word in c.exclude), c.id


def test_percent_concepts_count_in_percent() -> None:
    for c in concepts("other"):
        assert c.units, c.id
        if c.kind in ("percent", "growth"):
            assert c.units[0] in ("%", "‰"), c.id
        if c.kind == "money":
            assert c.units[0] == "元", c.id


def test_relations_lead_to_concepts() -> None:
    ids = {c.id for c in concepts("other")}
    for relation in identities("other"):
        assert set(relation.members()) <= ids, relation.id
        if relation.relation in ("%", "/"):
            assert len(relation.left) == 1 and len(relation.right) == 2, relation.id
    assert len({r.id for r in identities("other")}) == len(identities("other"))
    assert {r.id for r in identities_of("tj_lv")} == {"tj_rate"}


def test_the_statutory_tables_have_their_cells() -> None:
    form = forms()
    assert (len(form.applicants), len(form.cases) * len(form.outcomes)) == (7, 15)
    ids = {c.id for c in concepts("xxgk")}
    assert {"gk_xinshou", "gk_xinshou.ziranren", "gk_fy.weichi", "gk_fs", "gk_shoufei"} <= ids
    flow = next(r for r in identities("xxgk") if r.id == "flow_qiye")
    assert flow.left == ("gk_xinshou.qiye", "gk_jiezhuan.qiye")
    assert flow.right == ("gk_zongji.qiye", "gk_xiajie.qiye")


def test_wordings_write_the_alternatives_out() -> None:
    c = Concept(
        id="ab", name="测试", group="测试", kind="count", units=("件",), aliases=("办结/审结 案件", "结案")
    )
    assert c.wordings() == (("办结", "案件"), ("审结", "案件"), ("结案",))


def test_a_wrong_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"title": "t", "source": "s", "concepts": [{"id": "Bad Id", "name": "x"}]}
    monkeypatch.setattr(concepts_module, "read_yaml", lambda name: wrong)
    with pytest.raises(ResourceError) as caught:
        concepts_module._file.__wrapped__("fazhi")
    assert "concepts/fazhi.yaml" in str(caught.value) and "格式" in str(caught.value)
