"""Differences between two dates and two states of the store agree with looking at both."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

import pytest
from network_of import cite, claim, index_of, tables

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model.changes import Change
from proxytui.model.dates import State, period
from proxytui.questions import difference, recorded

if TYPE_CHECKING:
    from proxytui.questions.difference import TieChange

P = period("2010")


def kinds(found: tuple[TieChange, ...]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for one in found:
        made.setdefault(one.tie.id, []).append(one.kind)
    return made


def between(index: Index, one: str, other: str) -> dict[str, list[str]]:
    return kinds(difference.between(index, index.tie_claims, period(one), period(other)))


def test_what_began_and_ended_is_told_with_who_reports_it() -> None:
    index = index_of(claim("a backs b", since="2005"), claim("a backs c", until="2007"))
    found = difference.between(index, index.tie_claims, period("2002"), period("2010"))
    assert [(one.kind, one.tie.id) for one in found] == [
        ("began", "backs:a:b"),
        ("ended", "backs:a:c"),
    ]
    assert found[0].words == ("Said to have begun: “s1” reports that A backs B. Start given: 2005.")
    # What ended is shown as it was.
    assert found[1].period == period("2002")
    assert found[1].tie.state is State.HELD


def test_what_is_vague_may_have_begun_or_ended() -> None:
    index = index_of(
        claim("a backs b", since="2001/2012"),
        claim("a backs c", until="2003/2012", attested=["2001", "2001"]),
    )
    assert between(index, "2000", "2006") == {
        "backs:a:b": ["may-have-begun"],
        "backs:a:c": ["may-have-ended"],
    }


def test_other_means_and_a_dispute_of_what_holds_then_are_changes() -> None:
    index = index_of(
        claim("a backs b", terms=["W"]),
        claim("a backs b", terms=["F"], since="2008", citations=[cite("s2")], status="disputed"),
    )
    assert between(index, "2004", "2010") == {"backs:a:b": ["terms", "disputed"]}
    found = difference.between(index, index.tie_claims, period("2004"), P)
    assert found[-1].words.startswith("Disputed as of 2010, not yet as of 2004: ")
    assert between(index, "2009", "2010") == {}


def test_the_same_date_twice_has_no_difference() -> None:
    assert between(index_of("a backs b"), "2010", "2010") == {}


@pytest.mark.parametrize("seed", range(300))
def test_between_two_dates_every_tie_whose_state_means_or_disputes_differ_is_told(
    seed: int,
) -> None:
    index = Index.build(drawn(random.Random(seed)))
    chance = random.Random(seed)
    one, other = sorted(chance.sample(range(1996, 2012), 2))
    before, after = period(str(one)), period(str(other))
    expected = {}
    for tie_id in index.tie_claims:
        old, new = (ties.tie(index, tie_id, Lens(at)) for at in (before, after))
        said = []
        if old.state is not new.state:
            surely = State.POSSIBLY not in (old.state, new.state)
            more = new.state.rank > old.state.rank
            word = "began" if more else "ended"
            said.append(word if surely else f"may-have-{'begun' if more else 'ended'}")
        if State.NOT not in (old.state, new.state):
            late, early = (any(map(contested, holding(tie))) for tie in (new, old))
            if late and not early:
                said.append("disputed")
            if {t.code for t in old.terms} != {t.code for t in new.terms}:
                said.append("terms")
        if said:
            expected[tie_id] = said
    found = kinds(difference.between(index, index.tie_claims, before, after))
    order = list(wording.CHANGES)
    assert found == {tie: sorted(said, key=order.index) for tie, said in expected.items()}


def holding(tie: Any) -> list[Any]:
    pairs = zip(tie.claims, tie.states, strict=True)
    return [claim for claim, state in pairs if state is not State.NOT]


def contested(claim: Any) -> bool:
    stances = {one.stance for one in claim.citations}
    return claim.status == "disputed" or "disputes" in stances


def drawn_claim(chance: random.Random) -> dict[str, Any]:
    one, other = chance.sample("abcd", 2)
    since = chance.choice(["1999", "2003~", "2001/2005", "2007"])
    until = chance.choice(["2008", "2006/2010", "2011"])
    made = claim(
        f"{one} {chance.choice(['backs', 'opposes', 'allied-with'])} {other}",
        since=since,
        until=until,
        terms=[],
        status=chance.choice(["asserted"] * 5 + ["disputed", "refuted"]),
        citations=[
            cite(chance.choice(["s1", "s2"]), stance=chance.choice(["supports"] * 4 + ["disputes"]))
        ],
    )
    if made["type"] == "backs":
        made["terms"] = chance.sample(["W", "F", "T"], chance.randint(0, 2))
    return made


def drawn(chance: random.Random) -> Any:
    return tables(*(drawn_claim(chance) for _ in range(chance.randint(1, 9))))


# Two states of the store


def edited(chance: random.Random, raw: Any) -> tuple[Any, list[Change]]:
    """Records after some edits, and the edits, oldest first."""
    raw = copy.deepcopy(raw)
    changes = []
    for number in range(chance.randint(1, 8)):
        table, after = "claims", drawn_claim(chance)
        id_ = chance.choice([*raw["claims"], f"new{number}"])
        what = chance.random()
        if what < 0.2:
            after = None
        elif what < 0.4:
            table, id_ = "sources", chance.choice(sorted(raw["sources"]))
            after = {"title": id_, "status": chance.choice(["current", "retracted"])}
            after |= {"publisher": chance.choice(["P", "Q"])}
        elif what < 0.5:
            table, id_ = "actors", chance.choice("abcd")
            after = chance.choice([None, {"kind": "party", "names": [{"text": id_}]}])
        changes.append(Change(table, id_, raw[table].get(id_), after))
        if after is None:
            raw[table].pop(id_, None)
        else:
            raw[table][id_] = after
    return raw, changes


@pytest.mark.parametrize("seed", range(300))
def test_an_earlier_state_is_had_by_undoing_and_every_tie_that_differs_is_told(seed: int) -> None:
    chance = random.Random(seed)
    first = drawn(chance)
    last, changes = edited(chance, first)
    kept = copy.deepcopy(last)
    back = recorded.rewound(last, reversed(changes))
    assert back == first
    assert last == kept, "the records that are undone from stay as they are"
    old, new = Index.build(first), Index.build(last)
    expected = {}
    for tie_id in {*old.tie_claims, *new.tie_claims}:
        before, after = (
            ties.tie(index, tie_id, Lens(P)) if tie_id in index.tie_claims else None
            for index in (old, new)
        )
        if said := wording.recorded_kinds(before, after):
            order = list(wording.CHANGES)
            expected[tie_id] = sorted(said, key=order.index)
    assert kinds(recorded.recorded(old, new, changes, P)) == expected


def test_only_ties_of_the_actor_asked_for_are_told() -> None:
    old, new = index_of("a backs b"), index_of("a backs b", "b backs c", "a backs c")
    changes = [
        Change("claims", id_, None, record)
        for id_, record in tables("a backs b", "b backs c", "a backs c")["claims"].items()
    ]
    assert kinds(recorded.recorded(old, new, changes, P, "c")) == {
        "backs:b:c": ["began"],
        "backs:a:c": ["began"],
    }
    assert set(kinds(recorded.recorded(old, new, changes, P, "b"))) == {"backs:b:c"}


def test_what_is_recorded_of_other_dates_is_told_too() -> None:
    made = tables("a backs b", claim("a backs c", since="1950", until="1951"))
    old = Index.build({**made, "claims": {"c1": made["claims"]["c1"]}})
    change = Change("claims", "c2", None, made["claims"]["c2"])
    (one,) = recorded.recorded(old, Index.build(made), [change], P)
    assert (one.kind, one.tie.id) == ("recorded", "backs:a:c")
    assert one.words.startswith("Newly recorded: “s1” reports, for another time than 2010, that A")


def test_other_dates_and_more_citations_are_told_with_what_was_there_before() -> None:
    made = tables("a backs b")
    more = claim("a backs b", since="2001", citations=[cite("s1"), cite("s2")])
    later = tables(more)
    found = recorded.recorded(
        Index.build(made),
        Index.build(later),
        [Change("claims", "c1", made["claims"]["c1"], more)],
        P,
    )
    assert [one.kind for one in found] == ["dates", "sources"]
    assert "start given: 2001 (2), end given: 2020 (2); before: start given: 2000 (1)" in (
        found[0].words
    )
    assert "2 citations from 2 supporting publishers; before: 1 citation from 1" in (found[1].words)


# What is only spoken of


def _kinds(before: str, after: str, *claims: dict[str, object]) -> list[tuple[str, str]]:
    index = index_of(*claims)
    found = difference.between(index, index.tie_claims, period(before), period(after))
    return [(became.kind, became.words) for became in found]


def _bare(**fields: object) -> dict[str, object]:
    made = claim("a backs b", **{"since": None, "until": None, **fields})
    return {key: value for key, value in made.items() if value is not None}


@pytest.mark.parametrize("later", ["2024", "2024-12-02", "2025", "2030"])
def test_what_is_first_spoken_of_between_two_dates_has_not_begun_there(later: str) -> None:
    [(kind, words)] = _kinds("2012", later, _bare(attested=["2024-12-02", "2024-12-02"]))
    assert kind == "first-reported"
    assert "No source here speaks of it before 2 Dec 2024, and none gives a start." in words
    assert "begun" not in words


def test_what_nobody_speaks_of_any_more_has_not_ended() -> None:
    [(kind, words)] = _kinds("2004", "2024", _bare(attested=["2004", "2004"]))
    assert kind == "last-reported"
    assert "No source here speaks of it after 2004, and none gives an end." in words
    assert "ended" not in words


def test_an_end_alone_says_nothing_of_a_beginning() -> None:
    [(kind, words)] = _kinds("2012", "2024", _bare(until="2024"))
    assert kind == "first-reported"
    assert "No source here gives a start." in words


def test_between_two_dates_of_which_nobody_speaks_nothing_came_about() -> None:
    assert _kinds("1950", "1960", _bare(attested=["2004", "2004"])) == []
    assert _kinds("2012", "2016", _bare(attested=["2024", "2024"])) == []
    assert _kinds("2004", "2024", _bare()) == []


def test_what_has_a_start_in_that_time_did_begin() -> None:
    given = _bare(since="2014", attested=["2024", "2024"])
    assert [kind for kind, _ in _kinds("2012", "2024", given)] == ["began"]
    given = _bare(since="1989")
    assert [kind for kind, _ in _kinds("1980", "2024", given)] == ["may-have-begun"]


def test_means_that_are_not_spoken_of_at_one_date_are_no_change() -> None:
    spoken = [
        _bare(attested=["2004", "2024"]),
        _bare(attested=["2005", "2005"], terms=["W"]),
    ]
    assert _kinds("2004", "2024", *spoken) == []
