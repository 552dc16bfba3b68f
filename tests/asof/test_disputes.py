"""What is disputed of a tie, of which date and by whom, and what stands beside a report only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from network_of import at, cite, claim, index_of

from proxytui import wording
from proxytui.asof import all_time, ties
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.model.vocabulary import Status
from proxytui.questions import difference
from proxytui.wording import tie_summary

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.model.records import Json
    from proxytui.model.tie import Tie

SOURCES: dict[str, Json] = {
    "s1": {"title": "Wire", "publisher": "Lake Gazette"},
    "s2": {"title": "Yearbook", "publisher": "Hilltop"},
    "s3": {"title": "Code", "publisher": "River Chamber"},
    "s4": {"title": "Other pages", "publisher": "Hillside", "publisher_parent": "Hilltop"},
    "s5": {"title": "Taken back", "publisher": "Marsh Post", "status": "retracted"},
}


def built(*claims: Json) -> Index:
    return index_of(*claims, sources=SOURCES)


def tie(index: Index, id_: str, date: str) -> Tie:
    return ties.tie(index, id_, at(date))


def words(index: Index, id_: str, date: str) -> str:
    made = tie(index, id_, date)
    return wording.tie_words(made, dates.period(date), index.namer(None), index.sources.get)


def disputed(source: str, **fields: object) -> Json:
    return cite(source, stance="disputes", **fields)


# Words that no source bears out


def test_means_and_a_conflict_that_only_others_deny_or_mention_are_told_apart() -> None:
    index = built(
        claim("a backs b", terms=["L.transit"]),
        claim(
            "a backs b",
            terms=["X"],
            against=["x"],
            since="2006",
            until="2006",
            basis="within",
            citations=[disputed("s2")],
        ),
        claim("a backs b", terms=["L"], citations=[cite("s3", stance="mentions")]),
        claim("x opposes b"),
    )
    assert [term.code for term in tie(index, "backs:a:b", "2006").terms] == ["L.transit"]
    assert words(index, "backs:a:b", "2006") == (
        "Lake Gazette reports that A backs B: transit. Start given: 2000 (1). "
        "End given: 2020 (1). By the dates given: held as of 2006. "
        "Not so, according to Hilltop: troops as a warring party, in a conflict with X, "
        "2006. Mentioned by River Chamber: access to territory, 2000 to 2020."
    )
    assert tie(index, "backs:a:b", "2006").status is Status.ASSERTED
    assert "troops" not in words(index, "backs:a:b", "2010")


def test_an_office_that_only_a_mention_names_is_not_what_is_reported() -> None:
    index = built(
        claim("a leads b", role="Chair"),
        claim("a leads b", role="King", citations=[cite("s3", stance="mentions")]),
    )
    assert words(index, "leads:a:b", "2010").startswith(
        "Lake Gazette reports that A leads B as “Chair”. "
    )
    assert words(index, "leads:a:b", "2010").endswith(
        "Mentioned by River Chamber: as “King”, 2000 to 2020."
    )
    assert tie_summary.facts(tie(index, "leads:a:b", "2010"), None)[0].words == "“Chair”"


def test_dates_and_attestations_that_only_a_denial_gives_are_not_the_ties() -> None:
    index = built(
        claim("a backs b", since="2005", until="2008", attested=["2006", "2006"]),
        claim(
            "a backs b",
            since="1990",
            until="2015",
            attested=["2014", "2014"],
            citations=[disputed("s2")],
        ),
    )
    made = tie(index, "backs:a:b", "2006")
    assert made.attested == ("2006", "2006")
    assert wording.hop_dates(made, None, index.sources.get) == (
        "start given: 2005 (1); end given: 2008 (1); last attested 2006"
    )


def test_bodies_that_count_as_one_each_have_what_they_report_themselves() -> None:
    index = built(
        claim("a backs b", citations=[cite("s2")], terms=["W"]),
        claim("a backs b", citations=[cite("s4")], terms=["F"]),
    )
    told = words(index, "backs:a:b", "2010")
    assert "Hilltop reports that A backs B: weapons. " in told
    assert "Hillside reports that A backs B: funding. " in told
    assert tie(index, "backs:a:b", "2010").publishers == 1


def test_the_difference_counts_no_means_that_nobody_reports() -> None:
    index = built(
        claim("a backs b", terms=["W"]),
        claim("a backs b", terms=["X"], since="2006", citations=[disputed("s2")]),
    )
    changes = difference.between(index, ["backs:a:b"], *map(dates.period, ("2005", "2006")))
    assert [one.kind for one in changes] == []


# What a dispute is of


def test_a_dispute_of_one_means_leaves_the_others_as_reported() -> None:
    index = built(
        claim("a backs b", terms=["P", "T"]),
        claim("a backs b", terms=["O"], citations=[cite("s1"), disputed("s2")]),
    )
    made = tie(index, "backs:a:b", "2010")
    assert made.status is Status.ASSERTED
    assert made.disputed_terms == ("O",)
    said = [fact.words for fact in tie_summary.facts(made, dates.period("2010"))]
    assert said[1:3] == ["presence (1), training (1)", "other (1) disputed"]
    assert "It is disputed by Hilltop: other support, 2000 to 2020." in words(
        index, "backs:a:b", "2010"
    )


def test_a_denial_of_means_that_another_claim_reports_disputes_them_there() -> None:
    index = built(
        claim("a backs b", terms=["L.transit", "W"]),
        claim("a backs b", terms=["L"], citations=[disputed("s2")]),
    )
    made = tie(index, "backs:a:b", "2010")
    assert made.disputed_terms == ("L.transit",)
    assert made.status is Status.ASSERTED
    narrower = built(
        claim("a backs b", terms=["L"]),
        claim("a backs b", terms=["L.transit"], citations=[disputed("s2")]),
    )
    assert tie(narrower, "backs:a:b", "2010").disputed_terms == ()


def test_a_dispute_at_one_date_is_none_at_another() -> None:
    index = built(
        claim("a opposes b", terms=["rival"], since="1985", until="1986"),
        claim(
            "a opposes b",
            terms=["political"],
            since="1990",
            until="1990",
            citations=[cite("s1"), disputed("s2")],
        ),
    )
    assert tie(index, "opposes:a:b", "1985").status is Status.ASSERTED
    assert "disputed" not in words(index, "opposes:a:b", "1985")
    assert tie(index, "opposes:a:b", "1990").status is Status.DISPUTED
    assert words(index, "opposes:a:b", "1990").count("disputed by Hilltop") == 1
    assert tie(index, "opposes:a:b", "2010").status is Status.ASSERTED
    assert "On those dates sources differ." in words(index, "opposes:a:b", "2010")


def test_a_dispute_of_all_that_is_reported_or_without_means_is_of_the_whole() -> None:
    whole = built(
        claim("a backs b", terms=["W"]),
        claim("a backs b", citations=[disputed("s2")]),
    )
    assert tie(whole, "backs:a:b", "2010").status is Status.DISPUTED
    every = built(
        claim("a backs b", terms=["W"], citations=[cite("s1"), disputed("s2")]),
        claim("a backs b", terms=["F"], citations=[cite("s1"), disputed("s3")]),
    )
    assert tie(every, "backs:a:b", "2010").status is Status.DISPUTED
    assert all_time.tie(every, "backs:a:b").status is Status.DISPUTED


def test_a_dispute_about_one_conflict_is_of_that_conflict_alone() -> None:
    index = built(
        claim("a allied-with b"),
        claim("a allied-with b", against=["x"], citations=[disputed("s2")]),
        claim("x opposes b"),
    )
    assert tie(index, "allied-with:a:b", "2010").status is Status.ASSERTED
    assert "Not so, according to Hilltop: in a conflict with X, 2000 to 2020." in words(
        index, "allied-with:a:b", "2010"
    )


def test_what_a_retracted_source_disputes_is_not_disputed() -> None:
    index = built(claim("a backs b", citations=[cite("s1"), disputed("s5")]))
    assert tie(index, "backs:a:b", "2010").status is Status.ASSERTED
    assert "disputed" not in words(index, "backs:a:b", "2010")
    alone = built(claim("a backs b", citations=[disputed("s5")]))
    assert wording.unreported_words(tie(alone, "backs:a:b", "2010")) == "only mentioned"


# Denied, not borne out, mentioned


@pytest.mark.parametrize(
    ("citation", "said", "group"),
    [
        (
            disputed("s2"),
            "According to Hilltop, it is not so that A backs B: weapons, 2000 to 2020. ",
            "not borne out",
        ),
        (
            disputed("s2", flags=["unsupported"]),
            "Hilltop found no evidence that A backs B: weapons, 2000 to 2020. ",
            "not borne out",
        ),
        (
            disputed("s2", speaker={"text": "A commission"}, flags=["unsupported"]),
            "A commission found no evidence, according to Hilltop, that A backs B: weapons, "
            "2000 to 2020. ",
            "not borne out",
        ),
        (
            disputed("s2", speaker={"actor": "a"}),
            "It is denied by A, according to Hilltop, that A backs B: weapons, 2000 to 2020. ",
            "denied",
        ),
        (
            cite("s3", stance="mentions"),
            "River Chamber only mentions a claim that A backs B: weapons, 2000 to 2020. ",
            "only mentioned",
        ),
    ],
)
def test_what_nobody_reports_is_worded_as_what_its_source_says(
    citation: Json, said: str, group: str
) -> None:
    index = built(claim("a backs b", terms=["W"], citations=[citation]))
    assert words(index, "backs:a:b", "2010").startswith(said)
    made = tie(index, "backs:a:b", "2010")
    assert tie_summary.apart(made) == group
    assert wording.tie_title(made, index.namer(None)) == f"A › {group}: backs › B"
    assert wording.relation(made, inverse=True) == f"{group}: is backed by"


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (disputed("s2"), "It is disputed by Hilltop: 2000 to 2020."),
        (
            disputed("s2", flags=["unsupported"]),
            "No evidence was found by Hilltop: 2000 to 2020.",
        ),
        (
            disputed("s2", speaker={"text": "The envoys"}),
            "It is denied by the envoys, according to Hilltop: 2000 to 2020.",
        ),
    ],
)
def test_beside_a_report_a_dispute_has_the_words_of_its_kind(citation: Json, said: str) -> None:
    index = built(claim("a backs b", citations=[cite("s1"), citation]))
    assert words(index, "backs:a:b", "2010").endswith(said)


# Words for it and against it


def test_of_a_disputed_tie_words_for_it_and_against_it_are_shown() -> None:
    quote = {"exact": "words"}
    index = built(
        claim("a backs b", terms=["P"], citations=[cite("s3", stance="mentions", quote=quote)]),
        claim("a backs b", terms=["T"], citations=[cite("s1", quote=quote)]),
        claim("a backs b", terms=["W"], citations=[disputed("s2", quote=quote)]),
    )
    shown = tie_summary.cited_first(tie(index, "backs:a:b", "2010"), index.sources.get)
    assert [(one.source, one.stance) for one in shown] == [("s1", "supports"), ("s2", "disputes")]


def test_of_another_date_nothing_is_shown_against_it_but_of_its_own_claim() -> None:
    index = built(
        claim("a backs b", since="2000", until="2002"),
        claim("a backs b", since="2010", until="2012", citations=[disputed("s2")]),
    )
    assert len(tie_summary.cited_first(tie(index, "backs:a:b", "2001"), index.sources.get)) == 1
    assert len(tie_summary.cited_first(tie(index, "backs:a:b", "2011"), index.sources.get)) == 1
    own = built(claim("a backs b", citations=[cite("s1"), disputed("s2")]))
    assert len(tie_summary.cited_first(tie(own, "backs:a:b", "2050"), own.sources.get)) == 2


def test_citations_stand_in_the_order_says_so_disputes_mentions() -> None:
    index = built(
        claim("a backs b", citations=[cite("s3", stance="mentions"), disputed("s2"), cite("s1")])
    )
    (only,) = tie(index, "backs:a:b", "2010").claims
    assert [one.source for one in tie_summary.by_stance(only.citations, index.sources.get)] == [
        "s1",
        "s2",
        "s3",
    ]


def test_words_of_a_retracted_source_are_shown_after_all_others() -> None:
    quote = {"exact": "words"}
    index = built(
        claim("a backs b", citations=[cite("s-gone", quote=quote), cite("s1"), disputed("s2")])
    )
    index.apply([Change("sources", "s-gone", None, {"title": "Gone", "status": "retracted"})])
    there = tie(index, "backs:a:b", "2010")
    shown = tie_summary.cited_first(there, index.sources.get)
    assert [one.source for one in shown] == ["s1", "s2"]
    (only,) = there.claims
    ordered = tie_summary.by_stance(only.citations, index.sources.get)
    assert [one.source for one in ordered] == ["s1", "s2", "s-gone"]
