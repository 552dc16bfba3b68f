"""Names, ids and identifiers lead to an actor, or to a choice of actors."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.errors import UnknownName
from proxytui.graph.index import Index
from proxytui.model.changes import Change
from proxytui.search.names import USEFUL, NameSearch, resolve

if TYPE_CHECKING:
    from proxytui.model.records import Json

ACTORS: dict[str, Json] = {
    "iran": {
        "kind": "state",
        "names": [{"text": "Iran"}, {"text": "Islamic Republic of Iran", "type": "alias"}],
        "identifiers": {"cow": ["630"], "ofac": ["IRAN-1", "IRAN-2"]},
    },
    "hezbollah": {
        "kind": "armed-group",
        "names": [{"text": "Hezbollah"}, {"text": "حزب الله", "lang": "ar"}],
        "identifiers": {"ucdp": ["123"]},
    },
    "hamas": {"kind": "armed-group", "names": [{"text": "Hamas"}]},
    "ansar": {"kind": "armed-group", "names": [{"text": "Houthi"}]},
    "nusra": {
        "kind": "armed-group",
        "names": [
            {"text": "Nusra Front", "until": "2016"},
            {"text": "Fateh al-Sham Front", "since": "2016"},
            {"text": "The Organisation", "type": "weak"},
        ],
    },
    "nasrallah": {"kind": "person", "names": [{"text": "Hassan Nasrallah"}]},
    "guards": {"kind": "state-body", "names": [{"text": "Guards"}]},
    "guards-2": {"kind": "state-body", "names": [{"text": "Guards"}]},
    "erdogan": {"kind": "person", "names": [{"text": "Recep Tayyip Erdoğan"}]},
    "tajikistan-1": {"kind": "armed-group", "names": [{"text": "Mujahedin of Kabul"}]},
    "tajikistan-2": {"kind": "armed-group", "names": [{"text": "Mojahidin of Kabul"}]},
}


def built(actors: dict[str, Json] = ACTORS) -> tuple[Index, NameSearch]:
    index = Index.build({"actors": actors})
    return index, NameSearch(index)


def found(query: str, limit: int = 50) -> list[str]:
    return [hit.actor for hit in built()[1].search(query, limit)]


# Searching


def test_an_exact_name_comes_first_with_the_full_score() -> None:
    hits = built()[1].search("hamas")
    assert (hits[0].actor, hits[0].name, hits[0].score) == ("hamas", "Hamas", 100.0)


def test_scores_fall_from_whole_to_start_to_word_to_inside() -> None:
    search = built()[1].search
    whole, start, word, inside = (
        search(query)[0].score for query in ("Iran", "Hezb", "Front", "ezbo")
    )
    assert whole > start > word > inside


def test_an_actor_is_listed_once_by_the_name_that_fits_best() -> None:
    hits = [hit for hit in built()[1].search("fateh") if hit.actor == "nusra"]
    assert [hit.name for hit in hits] == ["Fateh al-Sham Front"]


def test_every_name_is_searched_whatever_its_date_type_or_script() -> None:
    for query, actor in (("nusra front", "nusra"), ("organisation", "nusra"), ("حزب", "hezbollah")):
        assert actor in found(query)


def test_identifiers_and_ids_are_searched() -> None:
    assert found("ucdp:123")[0] == "hezbollah"
    assert found("630")[0] == "iran"
    assert found("guards-2")[0] == "guards-2"


def test_word_order_articles_and_accents_do_not_matter() -> None:
    assert found("nasrallah, hasan")[0] == "nasrallah"
    assert found("Sham Fateh Front")[0] == "nusra"
    assert found("tayyip erdogan")[0] == "erdogan"


def test_equal_scores_are_in_a_fixed_order() -> None:
    assert found("guards")[:2] == ["guards", "guards-2"]
    backwards = Index.build({"actors": dict(reversed(ACTORS.items()))})
    for query in ("guards", "a", "mujahidin kabul", "front"):
        assert NameSearch(backwards).search(query) == built()[1].search(query)


def test_the_limit_keeps_the_best() -> None:
    assert built()[1].search("a", 3) == built()[1].search("a")[:3]
    assert built()[1].search("a", 0) == ()


def test_a_query_of_blanks_or_signs_finds_nothing() -> None:
    for query in ("", "   ", "-/.", "\u200c", "'"):
        assert built()[1].search(query) == ()


@given(st.text(max_size=30))
def test_any_text_can_be_searched_for(query: str) -> None:
    for hit in built()[1].search(query):
        assert 0 < hit.score <= 100


@given(st.text(min_size=1, max_size=40))
def test_any_name_can_be_stored_and_others_still_be_found(name: str) -> None:
    actors = {**ACTORS, "odd": {"kind": "unknown", "names": [{"text": name}]}}
    search = built(actors)[1].search
    assert search("Hezbollah")[0].score == 100.0
    assert "nasrallah" in [hit.actor for hit in search("نصرالله")]


# Changes

LETTERS = st.text(alphabet="abcdehknsz ", min_size=1, max_size=12)


@given(st.lists(st.tuples(st.sampled_from("pqrs"), st.none() | LETTERS), max_size=12), LETTERS)
def test_after_changes_the_search_answers_as_one_built_anew(
    edits: list[tuple[str, str | None]], query: str
) -> None:
    index, names = built()
    names.search("warm")
    for id_, text in edits:
        after = None if text is None else {"kind": "unknown", "names": [{"text": text}]}
        before = {"kind": "unknown", "names": [{"text": "x"}]} if id_ in index.actors else None
        changes = [Change("actors", id_, before, after)]
        index.apply(changes)
        names.update(changes)
        names.search(query)
    for asked in (query, "hezbollah", "a"):
        assert names.search(asked) == NameSearch(index).search(asked)


def test_a_renamed_actor_is_no_longer_found_by_its_old_name() -> None:
    index, names = built()
    assert names.search("hamas")[0].actor == "hamas"
    after: Json = {"kind": "armed-group", "names": [{"text": "Zebra"}]}
    changes = [Change("actors", "hamas", ACTORS["hamas"], after)]
    index.apply(changes)
    names.update(changes)
    assert names.search("zebra")[0].actor == "hamas"
    # Its id is still "hamas"; its name is not.
    assert [hit.name for hit in names.search("hamas") if hit.actor == "hamas"] == ["hamas"]


# Resolving


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("hezbollah", "hezbollah"),
        ("ucdp:123", "hezbollah"),
        ("ofac:IRAN-2", "iran"),
        ("Islamic Republic of Iran", "iran"),
        ("  ISLAMIC  republic of iran ", "iran"),
        ("recep tayyip erdogan", "erdogan"),
        ("Hizballah", "hezbollah"),
        ("Хезболла", "hezbollah"),
        ("Hasan Nasralla", "nasrallah"),
        ("Nasrallah, Hassan", "nasrallah"),
    ],
)
def test_a_text_names_an_actor(text: str, actor: str) -> None:
    assert resolve(*built(), text) == actor


@pytest.mark.parametrize(
    "text",
    ["", "zzzz", "Irak", "Iraq", "Hutu", "Hassan", "Nasralla", "Nusra", "Islamic Front", "cow:"],
)
def test_what_is_not_close_to_one_whole_name_names_nobody(text: str) -> None:
    with pytest.raises(UnknownName):
        resolve(*built(), text, beginnings=False)


@pytest.mark.parametrize(
    ("text", "actor"), [("hass", "nasrallah"), ("Hezb", "hezbollah"), ("nus", "nusra")]
)
def test_the_beginning_of_a_main_name_names_its_actor(text: str, actor: str) -> None:
    assert resolve(*built(), text) == actor


def test_of_several_the_name_that_begins_all_others_is_meant() -> None:
    texts = {"idf": "Israel Defense Forces", "israel": "Israel", "irgc": "Islamic Guards"}
    actors: dict[str, Json] = {
        id_: {"kind": "unknown", "names": [{"text": text}]} for id_, text in texts.items()
    }
    assert resolve(*built(actors), "isra") == "israel"
    assert resolve(*built(actors), "israel d") == "idf"


def test_of_two_that_begin_alike_none_is_meant_and_both_are_named_first() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(), "guar")
    assert [id_ for id_, _ in raised.value.candidates[:2]] == ["guards", "guards-2"]
    assert raised.value.text == "guar"


def test_the_beginning_of_a_main_name_stands_before_that_of_another_name() -> None:
    actors: dict[str, Json] = {
        "other": {"kind": "state", "names": [{"text": "Ye"}, {"text": "Xena", "type": "alias"}]},
        "main": {"kind": "state", "names": [{"text": "Xena of the long name, and longer"}]},
    }
    hits = built(actors)[1].search("xen")
    assert [hit.actor for hit in hits] == ["main", "other"]


def test_a_name_of_two_actors_lists_both() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(), "Guards")
    assert raised.value.candidates == (("guards", "Guards"), ("guards-2", "Guards"))
    assert str(raised.value) == (
        "“Guards” names 2 actors; give the id of one of: Guards (guards), Guards (guards-2)"
    )


def test_a_spelling_close_to_two_actors_lists_both() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(), "Mujahidin of Kabul")
    ids = [id_ for id_, _ in raised.value.candidates[:2]]
    assert sorted(ids) == ["tajikistan-1", "tajikistan-2"]


def test_a_weak_name_never_decides_but_is_a_candidate() -> None:
    for text in ("The Organisation", "the organisation", "The Organization"):
        with pytest.raises(UnknownName) as raised:
            resolve(*built(), text)
        assert "nusra" in [id_ for id_, _ in raised.value.candidates]


def test_an_id_goes_before_a_name() -> None:
    actors: dict[str, Json] = {
        "one": {"kind": "unknown", "names": [{"text": "two"}]},
        "two": {"kind": "unknown", "names": [{"text": "one"}]},
    }
    assert resolve(*built(actors), "one") == "one"
    assert resolve(*built(actors), "ONE") == "two"


def test_an_unknown_name_is_told_on_one_line_with_at_most_ten_candidates() -> None:
    many: dict[str, Json] = {
        f"brigade-{n}": {"kind": "unknown", "names": [{"text": f"Brigade\x1b[31m\n{n}"}]}
        for n in range(30)
    }
    with pytest.raises(UnknownName) as raised:
        resolve(*built(many), "brigade\n\x1b]0;x\x07 of zo")
    message = str(raised.value)
    assert len(raised.value.candidates) == 10
    assert message.isprintable()
    assert message.startswith("no actor is named “brigade of zo”; give the id of one of: Brigade ")
    assert raised.value.exit_code == 2


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(), "q" * 100_000)
    assert len(str(raised.value)) < 200


def test_without_candidates_the_hint_says_where_to_look() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built({}), "Nobody")
    assert raised.value.candidates == ()
    assert str(raised.value) == (
        "no actor is named “Nobody”, and no name comes close; `search` looks through quotes, notes"
        " and sources too"
    )


def test_an_exact_name_needs_no_transliteration() -> None:
    code = (
        "import sys\n"
        "from proxytui.graph.index import Index\n"
        "from proxytui.search.names import USEFUL, NameSearch, resolve\n"
        "index = Index.build({'actors': {'a': {'kind': 'state', 'names': [{'text': 'İran'}]}}})\n"
        "names = NameSearch(index)\n"
        "assert resolve(index, names, 'İran') == resolve(index, names, 'iran') == 'a'\n"
        "assert not {'rapidfuzz', 'anyascii'} & set(sys.modules)\n"
        "assert resolve(index, names, 'Иран') == 'a'\n"
        "assert {'rapidfuzz', 'anyascii'} <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


SIGNS: dict[str, Json] = {
    "omeara": {"kind": "person", "names": [{"text": "Seán O’Meara the Younger"}]},
    "manar": {"kind": "organisation", "names": [{"text": "Al‑Manar"}]},
    "iran-libre": {"kind": "organisation", "names": [{"text": "l’Iran libre"}]},
    "isik": {"kind": "organisation", "names": [{"text": "Işık"}]},
    "karimi": {"kind": "person", "names": [{"text": "کریمی"}]},
    "idf": {"kind": "state-body", "names": [{"text": "צה״ל"}]},
    "army": {"kind": "state-body", "names": [{"text": "U.S. Army"}]},
}


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("Al-Manar", "manar"),
        ("al manar", "manar"),
        ("almanar", "manar"),
        ("l'iran libre", "iran-libre"),
        ("L Iran Libre", "iran-libre"),
        ("ISIK", "isik"),
        ("ışık", "isik"),
        ("كريمي", "karimi"),
        ("צהל", "idf"),
        ("US Army", "army"),
    ],
)
def test_a_name_is_meant_however_its_signs_are_written(typed: str, actor: str) -> None:
    index, names = built(SIGNS)
    assert resolve(index, names, typed) == actor
    assert names.search(typed)[0][::2] == (actor, 100.0)


def test_a_name_behind_an_elided_article_is_found_as_a_word() -> None:
    (hit,) = [hit for hit in built(SIGNS)[1].search("iran") if hit.score >= USEFUL]
    assert (hit.actor, hit.score > 80) == ("iran-libre", True)


def test_candidates_are_called_by_their_names_and_noise_is_none() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(SIGNS), "Omeara")
    assert raised.value.candidates == (("omeara", "Seán O’Meara the Younger"),)
    with pytest.raises(UnknownName, match="no name comes close") as raised:
        resolve(*built(), "Hopscotch")
    assert raised.value.candidates == ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("rallah", ["nasrallah"]),
        ("Lebanese Hezbolla", ["hezbollah"]),
        ("army of Irane", ["iran"]),
        ("Nasralah leader", ["nasrallah"]),
    ],
)
def test_a_part_a_mistyped_word_and_a_name_among_other_words_are_candidates(
    typed: str, offered: list[str]
) -> None:
    with pytest.raises(UnknownName) as raised:
        resolve(*built(), typed)
    assert [id_ for id_, _ in raised.value.candidates] == offered


def test_of_the_same_letters_the_name_or_acronym_that_is_meant_comes_before_an_alias() -> None:
    def called(*names: tuple[str, str]) -> Json:
        return {
            "kind": "unknown",
            "names": [{"text": text, "type": type_} for text, type_ in names],
        }

    actors = {
        "a": called(("Alpha", "name"), ("SDF", "weak")),
        "b": called(("Beta", "name"), ("SDF", "alias")),
        "c": called(("Syrian Democratic Forces", "name"), ("SDF", "acronym")),
        "d": called(("SDF", "name")),
    }
    hits = built(actors)[1].search("sdf")
    assert [hit.actor for hit in hits] == ["c", "d", "b", "a"]
    assert {hit.score for hit in hits} == {100.0}
