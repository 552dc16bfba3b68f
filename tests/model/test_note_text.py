"""Links, tags and mentions in the text of a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.model import note_text
from proxytui.model.records import Actor, Name, Note

T = "2024-12-02T09:30:00Z"


def note(text: str, *tags: str) -> Note:
    return Note(id="n", about=("x",), text=text, created=T, modified=T, tags=tags)


def actor(*names: tuple[str, str]) -> Actor:
    return Actor(id="x", kind="state", names=tuple(Name(text=t, type=kind) for t, kind in names))


def first(text: str, *names: tuple[str, str]) -> str:
    place = note_text.NamePattern(actor(*names)).first(text)
    return text[place.start : place.end] if place else ""


def test_a_link_may_show_other_words_than_it_means() -> None:
    assert note_text.meanings("iran") == ("iran",)
    assert note_text.meanings(" iran | the envoy ") == ("iran | the envoy", "iran")
    assert note_text.meanings("|x") == ("|x",)


@pytest.mark.parametrize(
    ("before", "typed"),
    [("see [[ir", "ir"), ("[[", ""), ("[[a]] and [[b", "b"), ("[[a]]", None), ("[a", None)],
)
def test_a_link_is_begun_until_it_is_closed(before: str, typed: str | None) -> None:
    assert note_text.begun_link(before) == typed


@pytest.mark.parametrize("words", ["Iran", "الحركة", "Front [old]", "a]b", "C#"])
def test_words_that_can_stand_in_a_link_are_read_back(words: str) -> None:
    assert note_text.can_stand_in_link(words)
    assert note_text.links(f"x [[{words}]] y") == [words]


@pytest.mark.parametrize("words", ["", " Iran", "a]]b", "[[a", "a|b", "a\nb"])
def test_other_words_are_left_out_of_a_link(words: str) -> None:
    assert not note_text.can_stand_in_link(words)
    assert note_text.link_to(words, "iran") == "[[iran]]"


@given(st.text(max_size=20))
def test_a_link_to_a_record_means_its_id_whatever_words_it_shows(words: str) -> None:
    (link,) = note_text.links(note_text.link_to(words, "iran"))
    assert note_text.meanings(link)[-1] == "iran"


def test_tags_are_those_recorded_and_those_in_the_text_each_once() -> None:
    text = "#money and #money, #two-words #a/b; not C#, x#y, #2, [[#no]] x ##no https://x/#no"
    assert note_text.tags(note(text, "open", "money")) == (
        "open",
        "money",
        "two-words",
        "a/b",
        "no",
    )


def test_a_name_is_found_as_whole_words_in_any_case() -> None:
    assert first("he says Cedar\nbrigade pays", ("Cedar Brigade", "name")) == "Cedar\nbrigade"
    assert first("the Cedars, the incedar", ("Cedar", "name")) == ""
    assert first("(Cedar) pays", ("Cedar", "name")) == "Cedar"
    assert first("Syria’s men", ("Syria", "name")) == "Syria"


def test_the_longest_name_counts_and_weak_ones_never() -> None:
    names = (("Cedar", "alias"), ("Cedar Brigade", "name"), ("the group", "weak"))
    assert first("the group, or Cedar Brigade", *names) == "Cedar Brigade"


def test_an_acronym_stands_there_in_capitals_only() -> None:
    assert first("it is us", ("US", "acronym")) == ""
    assert first("by the US.", ("US", "acronym")) == "US"
    assert first("x", ("x", "name")) == ""


def test_scripts_without_blanks_need_none_around_a_name() -> None:
    assert first("昨日東方連合は", ("東方連合", "name")) == "東方連合"
    assert first("قالت حركة النور أمس", ("حركة النور", "name")) == "حركة النور"


def test_what_is_linked_already_is_no_mention() -> None:
    assert first("[[Cedar]] and [[x|Cedar]]", ("Cedar", "name")) == ""
    place = note_text.NamePattern(actor(("Cedar", "name"))).first("[[Cedar]] Cedar")
    assert place == (10, 15)
