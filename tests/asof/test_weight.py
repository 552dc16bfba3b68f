"""An actor weighs what its ties of backing make it weigh, and without any what its others do."""

from __future__ import annotations

from network_of import at, claim, index_of

from proxytui.asof.counts import count
from proxytui.asof.newest_word import newest_word
from proxytui.asof.weight import UNTIED, Weight, weight
from proxytui.model import filters

INDEX = index_of(
    "a backs b", claim("a backs c", until=None), "c opposes a", "c opposes d", "d linked-to e",
    claim("f backs a", since="2030", until="2031"),
)  # fmt: skip


def _weight(actor: str, date: str, written: str = "") -> Weight:
    lens = at(date, filter=filters.read(written))
    return weight(INDEX, actor, lens, count(INDEX, actor, lens))


def test_held_ties_of_backing_weigh_more_than_possible_ones_and_these_more_than_others() -> None:
    assert _weight("a", "2010") == Weight(1, 1)
    assert _weight("b", "2010") > _weight("c", "2010") > _weight("d", "2010") > UNTIED
    assert _weight("d", "2010") == Weight(others=2)


def test_an_actor_whose_ties_lie_far_from_the_date_weighs_nothing() -> None:
    assert _weight("f", "2010") == UNTIED


def test_what_a_filter_leaves_out_weighs_nothing() -> None:
    assert _weight("b", "2010", "type:opposes") == UNTIED
    assert _weight("d", "2010", "type:opposes") == Weight(others=1)


def test_the_newest_word_on_an_actor_is_of_the_source_published_last() -> None:
    sources = {
        "s1": {"title": "x", "published": "2004"},
        "s2": {"title": "y", "published": "2011-03"},
    }
    late = claim("a backs b", citations=[{"source": "s1"}, {"source": "s2"}])
    index = index_of(
        late, "c backs d", claim("e backs f", citations=[{"source": "s3"}]), sources=sources
    )
    assert newest_word(index, "a").date == "2011-03"
    assert newest_word(index, "a") > newest_word(index, "c") > newest_word(index, "e")
    assert newest_word(index, "e").date == ""
