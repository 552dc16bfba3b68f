"""A store in short counts what is reported at the date, and puts first what most publishers say."""

from __future__ import annotations

from network_of import at, cite, claim, index_of

from proxytui.jobs.pacing import never
from proxytui.model import filters
from proxytui.questions.store_summary import StoreSummary, summarise

SOURCES = {
    "s1": {"title": "one", "publisher": "Desk", "published": "2015"},
    "s2": {"title": "two", "publisher": "Herald", "published": "2018-05"},
    "s3": {"title": "three", "publisher": "Desk", "published": "2019", "status": "retracted"},
}
INDEX = index_of(
    claim("a backs b", citations=[cite("s1"), cite("s2")]),
    "a backs c",
    claim("d backs c", until=None, citations=[cite("s1"), cite("s2", stance="disputes")]),
    claim("d opposes a", citations=[cite("s2")]),
    claim("e backs a", citations=[cite("s2", stance="mentions")]),
    claim("a backs d", since="1950", until="1951"),
    claim("c backs d", citations=[cite("s3")]),
    sources=SOURCES,
)


def _summary(date: str = "2010", written: str = "") -> StoreSummary:
    return summarise(INDEX, at(date, filter=filters.read(written)), never)


def test_ties_of_backing_that_a_publisher_reports_at_the_date_are_counted() -> None:
    summary = _summary()
    assert (summary.actors, summary.held, summary.possible) == (5, 2, 1)
    assert summary.single == 2


def test_the_tie_that_most_publishers_report_stands_first_with_its_years() -> None:
    first, *others = _summary().strongest
    assert (first.tie.id, first.first, first.last) == ("backs:a:b", 2000, 2020)
    assert {told.tie.id for told in others} == {"backs:a:c", "backs:d:c"}


def test_what_is_disputed_at_the_date_is_listed_and_what_is_not_said_then_is_not() -> None:
    assert [tie.id for tie in _summary().disputed] == ["backs:d:c"]
    assert _summary("1950").disputes == 0


def test_publishers_are_counted_by_the_claims_that_cite_them() -> None:
    summary = _summary()
    assert summary.said_by == (("Desk", 5), ("Herald", 4))
    assert (summary.sources, summary.publishers) == (3, 2)


def test_the_newest_words_are_of_sources_that_stand() -> None:
    assert [newest.id for newest in _summary().newest] == ["s2", "s1"]


def test_a_filter_leaves_out_what_it_does_not_let_through() -> None:
    summary = _summary(written="publishers:2")
    assert (summary.held, summary.possible) == (1, 0)
