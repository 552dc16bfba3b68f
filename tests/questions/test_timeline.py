"""Intervals on one axis: what they are of, in which order, and what is certain of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from network_of import at, claim, index_of
from random_claims import INDEXES

from proxytui import wording
from proxytui.asof import states
from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, State
from proxytui.model.filters import read
from proxytui.questions import timeline
from proxytui.questions.timeline import Interval, IntervalYears, TimelineGroup, TimelineRow

if TYPE_CHECKING:
    from proxytui.graph.index import Index


def day(text: str) -> int:
    return dates.parse(text).first


def last_day(text: str) -> int:
    return dates.parse(text).last


def stretch(index: Index, claim_id: str) -> Interval:
    return next(timeline.intervals(index, TimelineRow("claim", claim_id)))


def bands(groups: list[TimelineGroup]) -> dict[str, list[str]]:
    return {group.key: [band.id for band in group.bands] for group in groups}


# What is certain and what is possible


def test_a_claim_is_certain_from_its_latest_start_to_its_earliest_end() -> None:
    index = index_of(claim("a backs b", since="1982", until="2006-08"))
    made = stretch(index, "c1")
    assert (made.first, made.last) == (day("1982"), last_day("2006-08"))
    assert (made.held_from, made.held_to) == (last_day("1982"), day("2006-08"))


def test_without_an_end_a_claim_is_possible_for_ever() -> None:
    index = index_of(claim("a backs b", since="1982", until=None, attested=["1990", "2011"]))
    made = stretch(index, "c1")
    assert (made.held_to, made.last) == (day("2011"), MAX_DAY)


def test_without_any_start_nothing_is_drawn_before_the_first_day_that_is_known() -> None:
    index = index_of(claim("a backs b", since=None, until="2006-08"))
    made = stretch(index, "c1")
    assert not made.started
    assert made.first == day("2006-08")
    assert made.drawn


def test_a_start_at_the_latest_is_open_towards_the_past() -> None:
    index = index_of(claim("a backs b", since="../1982"))
    made = stretch(index, "c1")
    assert made.started
    assert made.first == MIN_DAY


def test_a_claim_without_any_date_is_not_drawn() -> None:
    index = index_of(claim("a backs b", since=None, until=None))
    assert not stretch(index, "c1").drawn
    assert timeline.undated(index, TimelineRow("claim", "c1")) == "no date given"
    assert timeline.reach(timeline.actor_timeline(index, "a")) is None


def test_a_single_act_is_certain_only_where_all_its_days_are_seen() -> None:
    index = index_of(claim("a backs b", since="2014", until="2014", basis="within"))
    made = stretch(index, "c1")
    assert made.acts == ((day("2014"), last_day("2014")),)
    assert made.held_from > made.held_to


def test_what_is_planned_refuted_or_contradictory_is_no_stretch() -> None:
    index = index_of(
        claim("a backs b", flags=["planned"]),
        claim("a backs b", status="refuted"),
        claim("a backs b", flags=["planned"], basis="within"),
        claim("a backs b", since="2010", until="2000", basis="within"),
    )
    assert not list(timeline.intervals(index, TimelineRow("tie", "backs:a:b")))
    assert timeline.actor_timeline(index, "a") == []
    assert bands(timeline.actor_timeline(index, "a", show_all=True)) == {
        "ties:backs": ["backs:a:b"]
    }
    assert timeline.undated(index, TimelineRow("tie", "backs:a:b")) == "ends before it begins"
    assert timeline.undated(index, TimelineRow("claim", "c1")) == "planned: at no date"
    assert timeline.undated(index, TimelineRow("claim", "c2")) == "recorded as refuted: at no date"


@given(INDEXES)
@settings(max_examples=150, deadline=None)
def test_stretches_say_of_every_period_what_the_lens_says(index: Index) -> None:
    for claim_id in index.claims:
        for text in ("2001", "2001-07", "2001-07-15", "2000-02-29", "1999-12-31"):
            period = dates.period(text)
            state = states.claim_state(index, index.claims[claim_id], period)
            found = list(timeline.intervals(index, TimelineRow("claim", claim_id)))
            shown = max((_state(one, period) for one in found), key=_rank, default=State.NOT)
            if not all(one.started for one in found) and shown is State.NOT:
                # For want of any start it is possible before, too, which is not drawn.
                assert state is not State.HELD
            else:
                assert shown is state


def _rank(state: State) -> int:
    return state.rank


def _state(one: Interval, period: dates.Period) -> State:
    if not one.drawn or one.first > period.last or one.last < period.first:
        return State.NOT
    held = one.held_from <= period.last and one.held_to >= period.first
    acts = any(period.first <= first and last <= period.last for first, last in one.acts)
    return State.HELD if held or acts else State.POSSIBLY


# What a timeline is of


def _lively() -> Index:
    cited = [{"source": "s1"}]
    return index_of(
        claim("b backs a", since="1990"),
        claim("a backs c", since="2005"),
        claim("a backs d", since="1985"),
        claim("a backs e", since=None, until=None),
        claim("a allied-with b", since="1970"),
        actors={
            "a": {
                "kind": "armed-group",
                "founded": "1969",
                "names": [
                    {"text": "New", "since": "1980"},
                    {"text": "Alias", "type": "alias"},
                    {"text": "Old", "until": "1979"},
                ],
            }
        },
        events={
            "e1": {"title": "Late", "date": "2001", "citations": cited, "claims": ["c2"]},
            "e2": {"title": "Undated", "citations": cited, "participants": [{"actor": "a"}]},
            "e3": {
                "title": "Early",
                "date": "1999",
                "citations": cited,
                "participants": [{"actor": "a"}],
            },
        },
    )


def test_an_actors_timeline_has_names_ties_by_type_and_events_in_order_of_their_days() -> None:
    index = _lively()
    groups = timeline.actor_timeline(index, "a")
    assert bands(groups) == {
        "names": ["a", "a", "a"],
        "ties:backs": ["backs:a:d", "backs:a:c", "backs:a:e"],
        "ties:backs:in": ["backs:b:a"],
        "ties:allied-with": ["allied-with:a:b"],
        "events": ["e3", "e2"],
    }
    labels = [timeline.label(index, groups[0], one, "a", str.upper) for one in groups[0].bands]
    assert labels == ["founded", "Old", "New"]


def test_ties_are_called_by_the_actor_at_their_other_end() -> None:
    index = _lively()
    ends = [
        timeline.label(index, group, group.bands[0], "b", str.upper)
        for group in timeline.actor_timeline(index, "b")
    ]
    assert ends == ["A", "A"]


def test_a_filter_leaves_other_ties_out() -> None:
    found = bands(timeline.actor_timeline(_lively(), "a", read("type:allied-with")))
    assert [key for key in found if key.startswith("ties")] == ["ties:allied-with"]


def test_a_ties_timeline_has_its_claims_and_the_events_that_name_them() -> None:
    assert bands(timeline.tie_timeline(_lively(), "backs:a:c")) == {
        "whole": ["backs:a:c"],
        "claims": ["c2"],
        "events": ["e1"],
    }


def test_a_path_keeps_the_order_of_its_hops() -> None:
    index = _lively()
    groups = timeline.path_timeline(index, ["backs:a:c", "backs:b:a", "backs:x:y"])
    assert bands(groups) == {"hops": ["backs:a:c", "backs:b:a"]}
    labels = [timeline.label(index, groups[0], one, "", str.upper) for one in groups[0].bands]
    assert labels == ["A › C", "B › A"]


def test_unknown_actors_and_ties_have_no_timeline() -> None:
    index = _lively()
    assert timeline.actor_timeline(index, "x") == []
    assert timeline.tie_timeline(index, "backs:x:y") == []
    assert timeline.path_timeline(index, ["backs:x:y"]) == []


def test_the_reach_goes_from_the_first_to_the_last_day_that_anything_names() -> None:
    index = _lively()
    assert timeline.reach(timeline.actor_timeline(index, "a")) == (day("1969"), last_day("2020"))


# Years in words


def test_the_years_of_a_tie_are_those_of_all_its_claims() -> None:
    index = index_of(
        claim("a backs b", since="1982", until="1990"),
        claim("a backs b", since="1991", until="1995/2000"),
        claim("a backs b", since="2005", until=".."),
    )
    found = timeline.years(index, TimelineRow("tie", "backs:a:b"))
    assert found == IntervalYears(
        ((1982, 1995), (2005, 2005)), ((1982, 2000), (2005, 10000)), True, True
    )
    assert wording.years_words(*found) == (
        "held in 1982–1995, possibly until 2000; held in 2005, possibly after; said to go on"
    )


def test_a_tie_that_is_denied_or_planned_says_so_beside_its_name() -> None:
    index = index_of(
        claim("a backs b", citations=[{"source": "s1", "stance": "disputes"}]),
        claim("a backs c", flags=["planned"]),
        claim("a backs d", citations=[{"source": "s1", "stance": "mentions"}]),
        claim("a backs e"),
    )
    remarks = {
        end: timeline.remarks(index, TimelineRow("tie", f"backs:a:{end}"), at("2010"))
        for end in "bcde"
    }
    said = {end: " ".join(remark.words for remark in of_tie) for end, of_tie in remarks.items()}
    assert said == {"b": "not borne out", "c": "planned", "d": "only mentioned", "e": ""}
