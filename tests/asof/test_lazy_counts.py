"""What is counted or built apart is what all of it at once would be."""

from __future__ import annotations

import threading

import pytest
from network_of import at, claim, index_of

from proxytui.asof.counts import LazyCounts, counts
from proxytui.model.changes import Change
from proxytui.search.names import NameSearch
from proxytui.text import fold

INDEX = index_of(
    "a backs b", claim("a backs b", until="2005"), "a backs c", "c allied-with a",
    claim("b backs a", basis="within", since="2003", until="2003"),
    claim("d backs a", since="2003/2010", basis="each-year"), claim("c backs d", since=None),
    claim("d backs c", flags=["planned"]), claim("b backs d", status="refuted"),
)  # fmt: skip


@pytest.mark.parametrize("date", ["1999", "2003", "2003-05-01", "2008-02", "2015", "2030"])
def test_actors_counted_one_by_one_have_the_counts_of_all(date: str) -> None:
    counting = LazyCounts(INDEX, at(date))
    assert {actor: counting[actor] for actor in INDEX.actors} == counts(INDEX, at(date))


def test_an_actor_that_is_not_there_has_no_ties() -> None:
    assert LazyCounts(INDEX, at("2003"))["nobody"] == (0, 0, 0, 0)


def test_names_built_in_another_thread_answer_like_those_built_here() -> None:
    names, fresh = NameSearch(INDEX), NameSearch(INDEX)
    build = names.prepare()
    assert build is not None
    taken = []
    thread = threading.Thread(target=lambda: taken.append(build(lambda: None)))
    thread.start()
    thread.join()
    taken[0]()
    assert names.prepare() is None
    assert names.search("A") == fresh.search("A")


@pytest.mark.parametrize("searched", [False, True])
def test_an_actor_changed_while_the_names_were_built_is_found_by_its_new_name(
    searched: bool,
) -> None:
    index = index_of("a backs b")
    names = NameSearch(index)
    build = names.prepare()
    assert build is not None
    if searched:
        names.search("before")
    change = Change("actors", "a", {}, {"kind": "party", "names": [{"text": "Renamed"}]})
    index.apply([change])
    names.update([change])
    build(lambda: None)()
    assert [hit.actor for hit in names.search("renamed")] == ["a"]


@pytest.mark.parametrize("text", ["  A  b ", "A\tb", "Ünïted", "x" * 3, "", "ﬁ İ", "a\u00a0B"])
def test_folding_ascii_the_short_way_is_folding(text: str) -> None:
    assert fold(text) == fold(text + "é").removesuffix("e").strip()
