"""A single question about a spelling is answered from few names, as it would be from all."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import spellings
from hypothesis import given
from hypothesis import strategies as st

from proxytui.graph.index import Index
from proxytui.search.names import NameSearch
from proxytui.search.phonetics import PhoneticIndex, likely
from proxytui.search.transliteration import latin
from proxytui.text import fold, folds

if TYPE_CHECKING:
    from proxytui.model.records import Json

_STORED = {
    id_: (name, *asked)
    for told in (spellings.KNOWN, spellings.HELD_OUT)
    for id_, (name, asked) in told.items()
}
_FOREIGN = st.text(
    st.sampled_from("aBc chx'-`\n\t\x1b\u200c\u0301\u115fıİğışößçΣςγουτζبال ةגד׳חı習近平Ωﬁ½²\xa0"),
    max_size=14,
)


def _index() -> Index:
    actors: dict[str, Json] = {
        id_: {"kind": "person", "names": [{"text": name} for name in names[:2]]}
        for id_, names in _STORED.items()
    }
    return Index.build({"actors": actors})


def test_the_first_question_has_the_answer_that_all_names_together_give() -> None:
    index, chance = _index(), random.Random(1)
    whole = NameSearch(index)
    whole.search("anything")
    asked = [name for names in _STORED.values() for name in names]
    asked += ["".join(chance.sample(name, len(name))) for name in asked]
    answers = 0
    for query in asked:
        expected = whole.alike(query)
        assert NameSearch(index).alike(query) == expected, query
        answers += bool(expected)
    assert answers > 100


def test_the_second_question_finds_a_name_that_did_not_sound_like_the_first() -> None:
    names = NameSearch(_index())
    first, second = list(_STORED)[:2]
    assert names.alike(_STORED[first][0])[0].actor == first
    assert names.alike(_STORED[second][0])[0].actor == second


@given(st.lists(_FOREIGN, max_size=30), _FOREIGN)
def test_names_left_out_for_a_query_would_not_have_been_compared_with_it(
    texts: list[str], query: str
) -> None:
    latins = latin(texts)
    near = likely(latins, query)
    few = {
        (near[like.row], *like[1:])
        for like in PhoneticIndex([latins[row] for row in near]).close(query)
    }
    assert few == {tuple(like) for like in PhoneticIndex(latins).close(query)}


@given(st.lists(_FOREIGN, max_size=12))
def test_many_names_are_read_and_folded_as_each_alone(texts: list[str]) -> None:
    assert folds(texts) == [fold(text) for text in texts]
    assert latin(texts) == [latin([text])[0] for text in texts]
