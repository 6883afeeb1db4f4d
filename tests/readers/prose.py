"""Generated prose for the readers: paragraphs that no reader has reason to change."""

from __future__ import annotations

from hypothesis import strategies as st

CLAUSES = st.lists(
    st.one_of(
        st.text("全县市区办结受理审查合格公开服务监督检查改革", min_size=2, max_size=9),
        st.integers(0, 99999).map(lambda n: f"{n}件"),
        st.decimals(0, 999, places=2).map(lambda n: f"增长{n}%"),
    ),
    min_size=1,
    max_size=5,
).map("".join)
PARAGRAPH = st.lists(CLAUSES, min_size=1, max_size=8).map(lambda clauses: "全年" + "，".join(clauses) + "。")
