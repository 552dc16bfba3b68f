"""What ends a tie besides its own dates: actors that are no longer there, and successors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from network_of import at, cite, claim, index_of

from proxytui import wording
from proxytui.asof import states, ties
from proxytui.model.changes import Change
from proxytui.model.dates import State, period

if TYPE_CHECKING:
    from proxytui.graph.index import Index


def actor(kind: str = "state", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "names": [{"text": "A"}], **fields}


def open_claim(words: str, **fields: Any) -> dict[str, Any]:
    made = claim(words, **{"since": None, "until": None, **fields})
    return {key: value for key, value in made.items() if value is not None}


def state(index: Index, tie: str, when: str) -> State:
    """By numbers and by the tie itself, which must agree."""
    by_numbers = states.tie_state(index, tie, period(when))
    made = ties.tie(index, tie, at(when))
    assert made.state is by_numbers
    return by_numbers


def ending(index: Index, tie: str, when: str) -> tuple[str, str, str] | None:
    made = ties.tie(index, tie, at(when)).ending
    return (made.kind, made.actor, made.date) if made else None


@pytest.mark.parametrize("end", ["a", "b"])
@pytest.mark.parametrize("basis", ["throughout", "within", "each-year"])
def test_nothing_holds_after_either_actor_was_dissolved(end: str, basis: str) -> None:
    spoken = open_claim("a opposes b", basis=basis, attested=["1985", "1985"])
    index = index_of(spoken, actors={end: actor(dissolved="../1991-12")})
    assert state(index, "opposes:a:b", "1991") is State.POSSIBLY
    assert state(index, "opposes:a:b", "1992") is State.NOT
    assert ending(index, "opposes:a:b", "1992") == ("dissolved", end, "../1991-12")
    assert ending(index, "opposes:a:b", "1991") is None


def test_who_died_leads_no_longer() -> None:
    person = actor("person", dissolved="2024-09-27")
    index = index_of(open_claim("a leads b", attested=["2020", "2020"]), actors={"a": person})
    assert state(index, "leads:a:b", "2024-09-27") is State.POSSIBLY
    assert state(index, "leads:a:b", "2024-09-28") is State.NOT
    assert ending(index, "leads:a:b", "2025") == ("died", "a", "2024-09-27")


def test_the_dates_of_the_claim_itself_go_before_an_end_that_speaks_against_them() -> None:
    spoken = open_claim("a backs b", since="1980", attested=["1980", "1995"])
    index = index_of(spoken, actors={"a": actor(dissolved="1991")})
    assert state(index, "backs:a:b", "1994") is State.HELD
    assert ending(index, "backs:a:b", "2030") is None


@pytest.mark.parametrize(
    ("words", "end", "outlasts"),
    [
        ("a related-to b", "a", True),
        ("a succeeds b", "b", True),
        ("a designates b", "b", True),
        ("a designates b", "a", False),
        ("a member-of b", "b", False),
        ("a allied-with b", "b", False),
    ],
)
def test_kinship_succession_and_a_listing_outlast_an_end(
    words: str, end: str, outlasts: bool
) -> None:
    index = index_of(
        open_claim(words, attested=["1985", "1985"]), actors={end: actor(dissolved="1991")}
    )
    tie = next(iter(index.tie_claims))
    assert (state(index, tie, "1992") is State.POSSIBLY) is outlasts


@pytest.mark.parametrize(
    ("term", "kind"), [("renamed", "renamed"), ("merged", "merged"), ("absorbed", "absorbed")]
)
def test_what_was_renamed_or_merged_away_has_no_more_ties(term: str, kind: str) -> None:
    index = index_of(
        open_claim("old backs x", attested=["1989", "1989"]),
        open_claim("new succeeds old", terms=[term], since="1990-05-22"),
    )
    assert state(index, "backs:old:x", "1990-05-22") is State.POSSIBLY
    assert state(index, "backs:old:x", "1990-05-23") is State.NOT
    assert ending(index, "backs:old:x", "1991") == (kind, "old", "1990-05-22")


@pytest.mark.parametrize(
    "fields",
    [
        {"terms": ["split"]},
        {"terms": []},
        {"flags": ["planned"]},
        {"status": "refuted"},
        {"citations": [cite("s1", stance="mentions")]},
        {"since": "1990/.."},
    ],
)
def test_a_split_and_a_succession_that_nobody_reports_end_nothing(fields: dict[str, Any]) -> None:
    succession = {"terms": ["renamed"], "since": "1990", **fields}
    index = index_of(
        open_claim("old backs x", attested=["1989", "1989"]),
        open_claim("new succeeds old", **succession),
    )
    assert state(index, "backs:old:x", "1992") is State.POSSIBLY


def office(words: str, role: str = "President", **fields: Any) -> dict[str, Any]:
    return open_claim(words, role=role, **fields)


def test_a_successor_in_a_sole_office_ends_the_term_before() -> None:
    index = index_of(
        office("a leads x", attested=["1967", "1967"]),
        office("b leads x", "the president".removeprefix("the "), since="1970-10", until="1981"),
        office("c leads x", "Prime Minister", since="1968"),
    )
    assert state(index, "leads:a:x", "1970-10") is State.POSSIBLY
    assert state(index, "leads:a:x", "1971") is State.NOT
    assert ending(index, "leads:a:x", "1971") == ("succeeded", "b", "1970-10")
    assert state(index, "leads:c:x", "1975") is State.POSSIBLY


def test_who_comes_back_to_an_office_is_ended_by_who_came_between_only_the_first_time() -> None:
    index = index_of(
        office("a leads x", since="1996"),
        office("b leads x", since="1999"),
        office("a leads x", since="2009"),
    )
    assert state(index, "leads:a:x", "1998") is State.POSSIBLY
    assert state(index, "leads:a:x", "2001") is State.NOT
    assert state(index, "leads:a:x", "2010") is State.POSSIBLY
    assert state(index, "leads:b:x", "2010") is State.NOT


@pytest.mark.parametrize("role", ["leader", "deputy", "Vice President", "co-chair"])
def test_offices_that_several_may_hold_end_nothing(role: str) -> None:
    index = index_of(
        office("a leads x", role, attested=["1967", "1967"]),
        office("b leads x", role, since="1970"),
    )
    assert state(index, "leads:a:x", "1972") is State.POSSIBLY


def test_without_any_date_nobody_can_tell_who_came_first() -> None:
    index = index_of(office("a leads x"), office("b leads x", since="1970"))
    assert state(index, "leads:a:x", "2000") is State.UNSPOKEN


def test_every_edit_that_bears_on_an_end_is_followed() -> None:
    spoken = office("a leads x", attested=["1967", "1967"])
    index = index_of(spoken, actors={"a": actor("person"), "b": actor("person")})
    tie = "leads:a:x"

    def apply(table: str, id_: str, after: dict[str, Any] | None) -> State:
        index.apply([Change(table, id_, None, after)])
        return state(index, tie, "1972")

    assert state(index, tie, "1972") is State.POSSIBLY
    assert apply("claims", "c9", office("b leads x", since="1970")) is State.NOT
    assert apply("claims", "c9", None) is State.POSSIBLY
    assert apply("actors", "a", actor("person", dissolved="1971")) is State.NOT
    assert apply("actors", "a", actor("person")) is State.POSSIBLY
    renamed = open_claim("y succeeds x", terms=["renamed"], since="1971")
    assert apply("actors", "y", actor("state")) is State.POSSIBLY
    assert apply("claims", "c8", renamed) is State.NOT
    # The end is withdrawn with its source, and so is the date on which that spoke of the office.
    assert apply("sources", "s1", {"title": "s1", "status": "retracted"}) is State.UNSPOKEN


def test_the_sentences_of_a_tie_name_what_ended_it() -> None:
    index = index_of(
        open_claim("a opposes b", attested=["1985", "1985"]),
        actors={"a": actor(dissolved="../1991-12")},
    )
    lens = at("2000")
    tie = ties.tie(index, "opposes:a:b", lens)
    words = wording.tie_words(tie, lens.as_of, index.namer(lens.as_of), index.sources.get)
    assert "Not held as of 2000: A is recorded as dissolved by Dec 1991 at the latest." in words
    assert "By the dates given" not in words
