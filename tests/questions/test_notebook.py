"""All notes, newest first, by words and tags; notes that name an actor without a link."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.editing import note_links as editing
from proxytui.graph.index import Index
from proxytui.model.note_text import NamePattern
from proxytui.questions import notebook
from proxytui.questions.notebook import Notebook

ACTORS = {
    "iran": {"kind": "state", "names": [{"text": "Iran"}, {"text": "Persia", "type": "former"}]},
    "quds": {"kind": "state-body", "names": [{"text": "Quds Force"}, {"text": "QF"}]},
}


def index(**notes: dict[str, object]) -> Index:
    times = {"created": "2024-01-01T00:00:00Z", "modified": "2024-01-01T00:00:00Z"}
    rows = {id_: {"about": ["quds"], **times, **note} for id_, note in notes.items()}
    return Index.build({"actors": ACTORS, "notes": rows})


def listed(store: Index, text: str = "", tag: str = "") -> list[str]:
    book = Notebook(store, lambda id_: id_.upper())
    return [listed.note.id for listed in book.listing(text, tag).notes]


def test_the_note_changed_last_comes_first() -> None:
    store = index(
        a={"text": "x", "modified": "2024-01-02T00:00:00Z"},
        b={"text": "x", "modified": "2024-01-03T00:00:00Z"},
        c={"text": "x"},
    )
    assert listed(store) == ["b", "a", "c"]


def test_every_word_must_stand_somewhere_in_any_spelling() -> None:
    store = index(a={"text": "The Guérilla pays", "tags": ["open"]}, b={"text": "pays"})
    assert listed(store, "pays") == ["b", "a"]
    assert listed(store, "guerilla open quds") == ["a"]
    assert listed(store, "pays nobody") == []


def test_a_tag_is_one_whatever_its_case_and_counted_once_a_note() -> None:
    store = index(a={"text": "#Money #money", "tags": ["MONEY"]}, b={"text": "#moneybag"})
    assert listed(store, tag="money") == ["a"]
    assert Notebook(store, str).listing().tags == {"MONEY": 1, "moneybag": 1}


def test_a_changed_note_is_read_again() -> None:
    from proxytui.model.changes import Change

    store = index(a={"text": "old"})
    book = Notebook(store, str)
    assert len(book.listing("old").notes) == 1
    note = {"about": ["quds"], "text": "new #now", "created": "2024-01-01T00:00:00Z"}
    changed = {**note, "modified": "2024-01-02T00:00:00Z"}
    store.apply([Change("notes", "a", None, changed)])
    assert book.listing("old").notes == ()
    assert len(book.listing("new", "now").notes) == 1


def test_notes_that_name_an_actor_are_those_neither_about_it_nor_linked() -> None:
    store = index(
        about={"text": "Iran", "about": ["iran"]},
        linked={"text": "[[Persia]], that is Iran"},
        named={"text": "once called PERSIA"},
        other={"text": "Iranian"},
    )
    assert notebook.unlinked(store, "iran") == ("named",)
    assert notebook.unlinked(store, "nobody") == ()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["Iran", "iran", "[[", "]]", "|", " ", "\n", "x", "Persia"]),
                max_size=8).map("".join))  # fmt: skip
def test_a_mention_made_a_link_is_a_backlink_and_all_else_stays(text: str) -> None:
    store = index(a={"text": text})
    note = store.notes["a"]
    pattern = NamePattern(store.actors["iran"])
    after = editing.linked(note, pattern, "iran", lambda words: "iran")
    if "a" not in notebook.unlinked(store, "iran"):
        return
    assert "a" in index(a={"text": after}).backlinks("iran")
    place = pattern.first(text)
    assert place is not None
    assert after.startswith(text[: place.start])
    assert after.endswith(text[place.end :])
    assert json.dumps(after)


def test_titles_are_offered_once_they_are_prepared_those_that_begin_so_first() -> None:
    events = {
        "e1": {"title": "The raid on Iran", "citations": []},
        "e2": {"title": "Iran talks", "citations": []},
    }
    store = Index.build({"actors": ACTORS, "events": events})
    names = editing.LinkNames(store, lambda typed, most: [("iran", "iran")])
    assert [option.name for option in names.options("iran", (), 6)] == ["Iran"]
    names.prepare(lambda: None)
    assert [option.id for option in names.options("iran", (), 6)] == ["iran", "e2", "e1"]
    assert [option.id for option in names.options("", ("quds", "gone"), 6)] == ["quds"]
