"""Two edits of one record become one, or a conflict."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.errors import Conflict
from proxytui.model.changes import Change
from proxytui.store.merge_fields import merge


def met(before, after, current):
    return merge(Change("actors", "x", before, after), current)


def test_lists_other_than_citations_names_and_tags_count_as_one_field():
    with pytest.raises(Conflict) as raised:
        met({"terms": ["W"]}, {"terms": ["W", "F"]}, {"terms": ["W", "T"]})
    assert raised.value.field == "terms"


def test_tags_added_and_removed_on_both_sides_meet():
    assert met({"tags": ["a", "b"]}, {"tags": ["b", "c"]}, {"tags": ["a", "b", "d"]}) == {
        "tags": ["b", "d", "c"]
    }


def test_a_list_that_becomes_empty_is_absent():
    assert met({"tags": ["a"]}, {}, {"tags": ["a"], "x": 1}) == {"x": 1}
    assert met({"tags": ["a", "b"]}, {"tags": ["b"]}, {"tags": ["a"]}) == {}


def test_a_list_that_was_absent_is_merged_too():
    assert met({}, {"tags": ["a"]}, {"tags": ["b"]}) == {"tags": ["b", "a"]}


def test_the_same_name_changed_on_both_sides_is_a_conflict():
    name = {"text": "A", "lang": "en"}
    ours, theirs = {**name, "since": "1982"}, {**name, "since": "1985"}
    with pytest.raises(Conflict):
        met({"names": [name]}, {"names": [ours]}, {"names": [theirs]})
    other = {"text": "A", "lang": "fa"}
    assert met({"names": [name]}, {"names": [ours]}, {"names": [name, other]}) == {
        "names": [ours, other]
    }


def test_a_citation_is_the_same_by_source_speaker_and_words():
    base = {"source": "s", "quote": {"exact": "w"}}
    graded = {**base, "credibility": "2"}
    spoken = {**base, "speaker": {"text": "an official"}}
    assert met({"citations": [base]}, {"citations": [graded]}, {"citations": [base, spoken]}) == {
        "citations": [graded, spoken]
    }


def test_an_item_edited_here_and_removed_there_is_a_conflict():
    old, new = {"text": "A"}, {"text": "A", "type": "alias"}
    with pytest.raises(Conflict):
        met({"names": [old]}, {"names": [new]}, {"names": [{"text": "B"}]})


def test_items_that_cannot_be_told_apart_make_the_list_one_field():
    twice = [{"source": "s", "locator": {"page": n}} for n in (1, 2)]
    with pytest.raises(Conflict):
        met(
            {"citations": twice}, {"citations": [*twice, {"source": "t"}]}, {"citations": twice[:1]}
        )


def test_a_new_order_is_kept_beside_an_addition():
    assert met({"tags": ["a", "b"]}, {"tags": ["b", "a"]}, {"tags": ["a", "b", "c"]}) == {
        "tags": ["b", "a", "c"]
    }
    with pytest.raises(Conflict):
        met({"tags": ["a", "b", "c"]}, {"tags": ["b", "a", "c"]}, {"tags": ["c", "b", "a", "d"]})


def test_an_item_that_is_put_back_stands_where_it_stood():
    assert met({"tags": ["a", "c"]}, {"tags": ["a", "b", "c"]}, {"tags": ["a", "c", "d"]}) == {
        "tags": ["a", "b", "c", "d"]
    }


def test_true_is_not_one():
    assert met({"x": 1}, {"x": True}, {"x": 1})["x"] is True
    with pytest.raises(Conflict):
        met({"x": 1}, {"x": 2}, {"x": True})


tags = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)
records = st.fixed_dictionaries(
    {}, optional={"summary": st.sampled_from("xyz"), "role": st.sampled_from("xyz"), "tags": tags}
)


@given(records, records, records)
def test_a_merge_holds_both_edits_or_is_a_conflict(before, after, current):
    given_values = copy.deepcopy((before, after, current))
    try:
        result = met(before, after, current)
    except Conflict as conflict:
        field = conflict.field
        assert after.get(field) != before.get(field)
        assert current.get(field) != before.get(field)
        return
    finally:
        assert (before, after, current) == given_values
    for field in ("summary", "role"):
        ours, theirs, old = after.get(field), current.get(field), before.get(field)
        assert result.get(field) == (theirs if ours == old else ours)
    old, ours, theirs = (set(r.get("tags", [])) for r in (before, after, current))
    assert set(result.get("tags", [])) == (theirs | (ours - old)) - (old - ours)


@given(records, records)
def test_a_change_that_meets_nothing_gives_exactly_what_was_wanted_and_back(before, after):
    assert met(before, after, before) == after
    assert met(after, before, met(before, after, before)) == before


@given(tags, tags, tags)
def test_taking_back_a_merged_edit_leaves_theirs(before, after, current):
    old, ours, theirs = ({"tags": t} for t in (before, after, current))
    try:
        result = met(old, ours, theirs)
        back = met(result, theirs, result)
    except Conflict:
        return
    assert back == theirs
