"""One line is read as words, phrases, fields, conditions and negations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.model import dates
from proxytui.search.query import CONDITIONS, PLACES, read


def test_words_stand_anywhere_and_all_of_them_hold() -> None:
    query = read("iran weapons")
    assert [needle.words for needle in query.needles("quote")] == [" iran ", " weapons "]
    assert query.needles("quote") == query.needles("note")
    assert query.named == "iran weapons"


def test_a_field_says_where_its_word_stands_and_what_is_asked_for() -> None:
    query = read('note:bank "red army" quote:"two words"')
    assert query.places == {"note", "quote"}
    assert [needle.words for needle in query.needles("note")] == [" bank ", " red army "]
    assert [needle.words for needle in query.needles("quote")] == [" red army ", " two words "]
    assert query.asks_for("note")
    assert not query.asks_for("actor")


def test_a_minus_negates_words_fields_and_conditions() -> None:
    query = read("iran -syria -note:bank -kind:state")
    assert [needle.words for needle in query.excluded("note")] == [" syria ", " bank "]
    assert [needle.words for needle in query.excluded("quote")] == [" syria "]
    assert query.asks_for("quote")
    assert query.conditions[0].negated


def test_conditions_are_read_with_their_codes() -> None:
    kind, in_, type_, support, since, until = read(
        "kind:armed in:lb type:opp support:m since:2011.. until:2010-06..2014"
    ).conditions
    assert kind.values == {"armed-group"}
    assert in_.values == {"LB"}
    assert type_.values == {"opposes"}
    assert support.values == {"M", "M.transport", "M.fuel", "M.medical"}
    assert since.first == dates.period("2011").first
    assert until.first == dates.period("2010-06").first
    assert until.last == dates.period("2014").last


def test_a_dotted_code_stands_for_itself() -> None:
    assert read("support:L.camps").conditions[0].values == {"L.camps"}


@pytest.mark.parametrize(
    "text", ["kind:xyz", "in:Lebanon", "type:hates", "support:Q", "since:last", "until:..x", "in:"]
)
def test_a_value_that_makes_no_sense_is_told_in_one_line_and_passed_over(text: str) -> None:
    query = read(f"{text} iran")
    assert query.conditions == ()
    assert query.named == "iran"
    (problem,) = query.problems
    assert problem.startswith(text)
    assert "\n" not in problem
    assert len(problem) > len(text) + 10


@pytest.mark.parametrize("text", ["ucdp:123", "http://news.example/a", "a:b:c"])
def test_what_is_no_field_is_a_word(text: str) -> None:
    query = read(text)
    assert query.named == text
    assert not query.problems


def test_a_phrase_needs_no_end_while_it_is_typed() -> None:
    assert read('quote:"two wo').needles("quote")[0].words == " two wo "


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*PLACES, *CONDITIONS, ":", '"', "-", " ", "W", "..", "2010"])).map(
        "".join
    )
)
def test_whatever_is_typed_is_read(text: str) -> None:
    query = read(text)
    assert query.text == text
    for kind in ("actor", "quote", "text"):
        assert all(needle.words.strip() for needle in query.needles(kind))


def test_a_code_of_no_country_is_named_with_the_one_that_is_meant() -> None:
    assert read("in:UK").problems == ("in:UK is no country; it is in:GB",)
    assert read("in:gb").conditions[0].values == {"GB"}
