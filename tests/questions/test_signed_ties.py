"""The signed network of a small store, whose claims are kept, is that of a pass over all claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from network_of import claim, index_of
from random_claims import INDEXES, SINGLE

from proxytui.model.changes import Change
from proxytui.model.dates import period
from proxytui.questions import signed_ties
from proxytui.questions.signed_ties import SignedClaim, SignedTies

if TYPE_CHECKING:
    from proxytui.graph.index import Index


Network = dict[tuple[str, str], set[SignedClaim]]


def kept(index: Index, date: str) -> Network:
    return {edge: {*claims} for edge, claims in SignedTies(index, period(date)).edges.items()}


def passed(index: Index, date: str) -> Network:
    """The network of a store with more claims than are kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signed_ties, "_KEPT_CLAIMS", -1)
        return kept(index, date)


@settings(max_examples=200, deadline=None)
@given(INDEXES, st.lists(SINGLE, min_size=2, max_size=5))
def test_at_any_date_kept_claims_give_what_a_pass_gives(index: Index, days: list[str]) -> None:
    for date in days:
        assert kept(index, date) == passed(index, date)


def test_after_a_change_no_claim_is_taken_as_it_was() -> None:
    index = index_of("a backs b", "c backs d", "e opposes d")
    before = kept(index, "2010")
    assert set(before) == {("a", "b"), ("c", "d"), ("d", "e")}
    against = claim("c opposes d", since="2001", until="2020")
    index.apply([Change("claims", "c9", None, against)])
    both = kept(index, "2010")
    assert {line.positive for line in both["c", "d"]} == {True, False}
    assert both == passed(index, "2010")
    index.apply([Change("claims", "c9", against, {**against, "until": "2005"})])
    assert kept(index, "2010") == passed(index, "2010") != both
    source = next(iter(index.sources))
    index.apply(
        [Change("sources", source, {"title": source}, {"title": source, "status": "retracted"})]
    )
    assert kept(index, "2010") == passed(index, "2010")
    assert ("a", "b") not in kept(index, "2010")
