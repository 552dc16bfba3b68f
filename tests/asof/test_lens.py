"""What the lens says of claims and ties as of a date."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of import at, cite, claim, index_of

from proxytui.asof import counts, states, tie_order, ties
from proxytui.model import claim_status, dates
from proxytui.model.dates import State
from proxytui.model.records import Claim, decode
from proxytui.model.vocabulary import Status

TIE = "backs:a:b"


def state(record: dict[str, object], period: str, **others: dict[str, dict[str, object]]) -> State:
    index = index_of(record, **others)
    return states.claim_state(index, index.claims["c1"], dates.period(period))


def status(*records: dict[str, object]) -> Status:
    return ties.tie(index_of(*records), TIE, at("2010")).status


def test_a_claim_is_held_between_its_bounds_and_not_outside() -> None:
    record = claim("a backs b", since="2005", until="2010")
    assert state(record, "2007") is State.HELD
    assert state(record, "2004-12-31") is State.NOT
    assert state(record, "2011") is State.NOT


def test_a_claim_without_an_end_is_only_possible_after_its_last_attestation() -> None:
    record = claim("a backs b", since="2005", until=None, attested=["2006", "2008-03-01"])
    assert state(record, "2008-03-01") is State.HELD
    assert state(record, "2008-03-02") is State.POSSIBLY


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "refuted"},
        {"status": "retracted"},
        {"rank": "deprecated"},
        {"flags": ["planned"]},
    ],
)
def test_a_claim_that_does_not_count_is_not_at_any_date(fields: dict[str, object]) -> None:
    assert state(claim("a backs b"), "2010") is State.HELD
    assert state(claim("a backs b", **fields), "2010") is State.NOT


def test_a_disputed_claim_can_be_held() -> None:
    assert state(claim("a backs b", status="disputed"), "2010") is State.HELD


@pytest.mark.parametrize("stance", ["disputes", "mentions"])
def test_a_claim_that_no_citation_supports_is_possible_at_most(stance: str) -> None:
    record = claim("a backs b", citations=[cite("s1", stance=stance)])
    assert state(record, "2010") is State.POSSIBLY
    assert state(record, "2030") is State.NOT


def test_a_retracted_source_supports_nothing() -> None:
    retracted = {"s1": {"title": "s1", "status": "retracted"}}
    assert state(claim("a backs b"), "2010", sources=retracted) is State.POSSIBLY
    both = claim("a backs b", citations=[cite("s1"), cite("s2")])
    assert state(both, "2010", sources=retracted) is State.HELD


def test_what_goes_on_is_attested_from_the_first_to_the_last_supporting_source() -> None:
    sources = {
        "s1": {"title": "s1", "published": "2012"},
        "s2": {"title": "s2", "published": "2009-05"},
        "s3": {"title": "s3", "published": "2019", "status": "retracted"},
        "s4": {"title": "s4", "published": "2020"},
    }
    cited = [cite("s1"), cite("s2"), cite("s3"), cite("s4", stance="disputes")]
    record = claim("a backs b", until="..", citations=cited)
    index = index_of(record, sources=sources)
    assert index.attested("c1") == ("2009-05", "2012")
    assert index.bounds("c1").earliest_end == dates.parse("2012").first
    ended = index_of({**record, "until": None}, sources=sources)
    assert ended.attested("c1") is None


def test_a_recorded_attestation_is_not_replaced_by_a_derived_one() -> None:
    sources = {"s1": {"title": "s1", "published": "2019"}}
    record = claim("a backs b", until="..", attested=["2003", "2004"])
    assert index_of(record, sources=sources).attested("c1") == ("2003", "2004")


def test_dates_that_nobody_can_read_bound_nothing() -> None:
    index = index_of(claim("a backs b", since="long ago", until="2010", attested=["x", "2008"]))
    assert index.bounds("c1").latest_end == dates.parse("2010").last
    assert not index.bounds("c1").has_start
    assert index.attested("c1") == ("2008", "2008")
    assert ties.tie(index, TIE, at("2008")).state is State.HELD


def test_a_claim_that_is_not_stored_yet_has_a_state_too() -> None:
    index = index_of("a backs b")
    draft = decode(Claim, "c1", claim("a backs b", since="2015"))
    assert states.claim_state(index, draft, dates.period("2010")) is State.NOT
    assert states.claim_state(index, draft, dates.period("2016")) is State.HELD


def test_a_tie_has_the_strongest_state_of_its_live_claims() -> None:
    index = index_of(
        claim("a backs b", since=None),
        claim("a backs b", since="2012"),
        claim("a backs b", since="2005", status="refuted"),
    )
    assert ties.tie(index, TIE, at("2010")).state is State.POSSIBLY
    assert ties.tie(index, TIE, at("2013")).state is State.HELD


def test_claims_of_a_tie_stand_by_their_oldest_bound_with_their_states() -> None:
    index = index_of(
        claim("a backs b", since="2010"),
        claim("a backs b", since="2001", status="refuted"),
        claim("a backs b", since=None, until=None, attested=["2005", "2005"]),
        claim("a backs b", since=None, until=None),
    )
    tie = ties.tie(index, TIE, at("2012"))
    assert [c.id for c in tie.claims] == ["c2", "c3", "c1", "c4"]
    assert tie.states == (State.NOT, State.POSSIBLY, State.HELD, State.UNSPOKEN)
    assert [c.id for c in tie.live] == ["c3", "c1", "c4"]


def test_the_first_status_that_applies_is_the_ties() -> None:
    asserted = claim("a backs b")
    refuted, retracted = {**asserted, "status": "refuted"}, {**asserted, "status": "retracted"}
    deprecated = {**asserted, "rank": "deprecated"}
    planned, alleged = {**asserted, "flags": ["planned"]}, {**asserted, "flags": ["alleged"]}
    denied = claim("a backs b", citations=[cite("s1"), cite("s2", stance="disputes")])
    assert status(retracted, retracted) is Status.RETRACTED
    assert status(retracted, refuted) is Status.REFUTED
    assert status(deprecated) is Status.REFUTED
    assert status(asserted, refuted) is Status.ASSERTED
    assert status(planned, denied) is Status.DISPUTED
    assert status(planned, {**asserted, "status": "disputed"}) is Status.DISPUTED
    assert status(planned, planned, refuted) is Status.PLANNED
    assert status(planned, alleged) is Status.ALLEGED
    assert status(alleged, alleged) is Status.ALLEGED
    assert status(alleged, asserted) is Status.ASSERTED
    assert status(planned, asserted) is Status.ASSERTED


def test_a_claim_is_alleged_if_every_citation_that_supports_it_is() -> None:
    doubted, plain = cite("s1", flags=["alleged"]), cite("s2")
    denial = cite("s3", stance="disputes")
    index = index_of(
        claim("a backs b", citations=[doubted, denial]),
        claim("a backs b", citations=[doubted, plain]),
        claim("a backs b", citations=[denial]),
        claim("a backs b", flags=["alleged"], citations=[plain]),
    )
    said = [claim_status.alleged(index.claims[f"c{n}"], index.sources) for n in (1, 2, 3, 4)]
    assert said == [True, False, False, True]


# Publishers


def publishers(citations: list[dict[str, object]], **sources: dict[str, object]) -> int:
    titled = {id_: {"title": id_, **source} for id_, source in sources.items()}
    index = index_of(claim("a backs b", citations=citations), sources=titled)
    return states.publishers(index, list(index.claims.values()))


def test_one_publisher_counts_once_however_many_sources_it_has() -> None:
    cited = [cite("s1"), cite("s2"), cite("s3")]
    assert publishers(cited, s1={"publisher": "Post"}, s2={"publisher": "Post"}) == 2
    assert publishers(cited) == 3


def test_publishers_of_one_parent_count_once() -> None:
    cited = [cite("s1"), cite("s2"), cite("s3")]
    state, treasury = {"publisher": "State"}, {"publisher": "Treasury"}
    government = {"publisher_parent": "Government"}
    assert publishers(cited, s1=state, s2=treasury) == 3
    assert publishers(cited, s1={**state, **government}, s2={**treasury, **government}) == 2


def test_copies_count_with_their_original() -> None:
    wire, paper = {"publisher": "Wire"}, {"publisher": "Paper", "copy_of": "s1"}
    again = {"publisher": "Site", "copy_of": "s2"}
    assert publishers([cite("s1"), cite("s2"), cite("s3")], s1=wire, s2=paper, s3=again) == 1


def test_copies_of_each_other_count_once() -> None:
    cited = [cite("s1"), cite("s2"), cite("s3")]
    ring = {f"s{n}": {"publisher": f"P{n}", "copy_of": f"s{n % 3 + 1}"} for n in (1, 2, 3)}
    assert publishers(cited, **ring) == 1
    assert publishers([cite("s1")], s1={"copy_of": "s1"}) == 1


def test_one_speaker_counts_once_in_whatever_papers() -> None:
    army, minister = {"text": "Army sources"}, {"actor": "a"}
    cited = [cite("s1", speaker=army), cite("s2", speaker=army), cite("s3", speaker=minister)]
    assert publishers(cited) == 2
    assert publishers([cite("s1", speaker=army), cite("s2"), cite("s3")]) == 3


def test_only_what_supports_is_counted() -> None:
    cited = [cite("s1"), cite("s2", stance="disputes"), cite("s3", stance="mentions"), cite("s4")]
    assert publishers(cited, s4={"status": "retracted"}) == 1
    assert publishers([cite("s4")], s4={"status": "retracted"}) == 0


def test_terms_are_those_said_of_the_date_with_their_own_publishers() -> None:
    def said(source: str, *terms: str, **fields: object) -> dict[str, object]:
        return claim("a backs b", terms=list(terms), citations=[cite(source)], **fields)

    index = index_of(
        said("s1", "W", "F"),
        said("s2", "F"),
        said("s3", "T", since="2015"),
        said("s4", "X", status="refuted"),
        said("s5", "P", flags=["planned"]),
        said("s6", "I", since=None),
    )
    tie = ties.tie(index, TIE, at("2010"))
    assert [(t.code, t.publishers) for t in tie.terms] == [("F", 2), ("W", 1), ("I", 1)]
    assert tie.publishers == 3
    late = ties.tie(index, TIE, at("2016"))
    assert [(t.code, t.publishers) for t in late.terms] == [("F", 2), ("W", 1), ("T", 1), ("I", 1)]
    over = ties.tie(index, TIE, at("2030"))
    assert (over.terms, over.publishers) == ((), 4)


def test_a_tie_is_attested_from_its_earliest_to_its_latest_live_claim() -> None:
    index = index_of(
        claim("a backs b", attested=["2003", "2012"]),
        claim("a backs b", attested=["2001-05", "2004"]),
        claim("a backs b", attested=["2000", "2019"], status="refuted"),
    )
    assert ties.tie(index, TIE, at("2010")).attested == ("2001-05", "2012")


# Lists


def test_only_an_approximate_bound_keeps_a_tie_in_view_and_for_one_unit() -> None:
    soft = index_of(claim("a backs b", since="1979~"))
    assert [t.near for t in ties.ties(soft, "a", at("1978"))] == [True]
    assert ties.ties(soft, "a", at("1977")) == ()
    assert ties.ties(index_of(claim("a backs b", since="1979")), "a", at("1978")) == ()
    refuted = index_of(claim("a backs b", since="1979~", status="refuted"))
    assert ties.ties(refuted, "a", at("1978")) == ()


def test_what_is_not_is_shown_on_request() -> None:
    index = index_of(claim("a backs b", status="refuted"))
    assert ties.ties(index, "a", at("2010")) == ()
    shown = ties.ties(index, "a", at("2010", show_all=True))
    assert [(t.id, t.state, t.status) for t in shown] == [(TIE, State.NOT, Status.REFUTED)]


def test_ties_stand_held_first_then_by_publishers_then_by_name() -> None:
    two = [cite("s1"), cite("s2")]
    index = index_of(
        claim("a backs z"),
        claim("a backs d", since=None, citations=two),
        claim("a backs m", citations=two),
        claim("a opposes c"),
        claim("y backs a"),
        claim("a backs q", since="2011~"),
    )
    order = [t.other("a") for t in ties.ties(index, "a", at("2010"))]
    assert order == ["m", "c", "y", "z", "d", "q"]


def test_ties_can_be_of_some_types_only() -> None:
    index = index_of("a backs b", "a opposes c")
    kept = ties.ties(index, "a", at("2010", types=frozenset({"opposes"})))
    assert [t.id for t in kept] == ["opposes:a:c"]


def test_a_symmetric_tie_shows_at_both_ends_and_takes_claims_of_either_order() -> None:
    index = index_of("b allied-with a", "a allied-with b", "a allied-with c")
    (tie,) = ties.ties(index, "b", at("2010"))
    assert (tie.id, tie.subject, tie.object) == ("allied-with:a:b", "a", "b")
    assert [(c.subject, c.object) for c in tie.claims] == [("b", "a"), ("a", "b")]
    assert [t.other("a") for t in ties.ties(index, "a", at("2010"))] == ["b", "c"]


def test_an_unknown_actor_has_no_ties_and_an_unknown_tie_is_an_error() -> None:
    index = index_of("a backs b")
    assert ties.ties(index, "nobody", at("2010")) == ()
    with pytest.raises(KeyError):
        ties.tie(index, "backs:b:a", at("2010"))


def test_counts_tell_held_from_possible_and_pass_over_other_types() -> None:
    index = index_of(
        "a backs b",
        claim("a backs c", since=None),
        claim("a backs d", status="refuted"),
        claim("c backs a", basis="within", since="2010", until="2010"),
        "a opposes b",
        actors={"alone": {"kind": "person", "names": [{"text": "Alone"}]}},
    )
    counted = counts.counts(index, at("2010"))
    assert counted["a"] == counts.Counts(out=1, into=1, out_possible=1, into_possible=0)
    assert counted["c"] == counts.Counts(out=1, into=0, out_possible=0, into_possible=1)
    assert counted["d"] == counted["alone"] == (0, 0, 0, 0)


DATES = st.sampled_from(
    [None, "2001", "2002-02", "2002-02-14", "2003~", "200X", "2001/2003", "../2002", "2002/.."]
)
CLAIMS = st.builds(
    lambda since, until, basis, attested, stance, flags, ends: claim(
        ends,
        since=since,
        until=until,
        basis=basis,
        attested=attested,
        flags=flags,
        citations=[cite("s1", stance=stance)],
    ),
    DATES,
    st.one_of(DATES, st.just("..")),
    st.sampled_from(["throughout", "within", "each-year"]),
    st.none() | st.sampled_from([("2002", "2002-06"), ("2001-01-01", "2004"), ("1999", "2010")]),
    st.sampled_from(["supports", "supports", "disputes"]),
    st.sampled_from([(), (), ("planned",)]),
    st.sampled_from(["a backs b", "b backs a", "b backs c"]),
)
PERIODS = st.sampled_from(
    ["2000", "2001", "2002", "2002-02", "2002-02-14", "2002-12-31", "2003-01-01", "2003", "2009"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(CLAIMS, max_size=5), PERIODS)
def test_counting_all_at_once_agrees_with_looking_at_each_tie(
    claims: list[dict[str, object]], period: str
) -> None:
    index = index_of(*claims)
    expected = {actor: [0, 0, 0, 0] for actor in index.actors}
    for tie_id, ends in index.ends.items():
        tie = ties.tie(index, tie_id, at(period))
        if tie.state is not State.NOT and not tie_order.stands_apart(tie):
            held = tie.state is State.HELD
            expected[ends.subject][0 if held else 2] += 1
            expected[ends.object][1 if held else 3] += 1
    counted = counts.counts(index, at(period))
    assert {actor: list(counts) for actor, counts in counted.items()} == expected
