"""The history tells a start before the end of the same thing, however vague the two dates are."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from network_of import claim, index_of

from proxytui.model import dates
from proxytui.questions.history import entries

if TYPE_CHECKING:
    from proxytui.model.records import Json

PERIOD = dates.period("2024")
VAGUE = (
    *("1994", "1994-01", "1994-01-31", "1993", "1995-06", "1994~", "199X"),
    *("../1994", "../1994-01", "../1993-06", "1994/..", "1994-01/..", "1993/1995", "1994-01/1994"),
)

PAIRS = [
    (since, until)
    for since, until in product(VAGUE, VAGUE)
    if dates.parse(since).first <= dates.parse(until).last
]


def history(*claims: Json, **others: dict[str, Json]) -> list[tuple[str | None, str]]:
    found = entries(index_of(*claims, **others), "a", PERIOD)
    ends = ("Until ", "End given: ", "Name, end given")
    return [(one.date, "end" if one.words.startswith(ends) else "start") for one in found]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("../1994-01", "../1994-01"),  # the same latest day
        ("../1994-02", "../1994-01"),  # the latest start lies after the latest end
        ("1994-06", "1994/.."),  # the earliest end lies before the earliest start
        ("1994-01-05", "1994-01-05"),  # a single day
    ],
)
@pytest.mark.parametrize("kind", ["backs", "leads"])
def test_a_claim_begins_before_it_ends(since: str, until: str, kind: str) -> None:
    assert history(claim(f"a {kind} b", since=since, until=until)) == [
        (since, "start"),
        (until, "end"),
    ]


@pytest.mark.parametrize(("since", "until"), PAIRS)
def test_no_pair_of_dates_that_can_hold_is_told_from_its_end(since: str, until: str) -> None:
    told = [words for _, words in history(claim("a backs b", since=since, until=until))]
    assert told == ["start", "end"]


def test_dates_that_contradict_each_other_stand_where_they_are() -> None:
    told = history(claim("a backs b", since="2015", until="2010"))
    assert told == [("2010", "end"), ("2015", "start")]


def test_on_one_day_what_starts_comes_first_and_what_ends_last() -> None:
    event = {"title": "Talks", "date": "2010-05-01", "participants": [{"actor": "a"}]}
    told = history(
        claim("a backs b", since="2000", until="2010-05-01"),
        claim("a backs c", since="2010-05-01", until="2012"),
        events={"e": {**event, "citations": [{"source": "s1"}]}},
    )
    assert [date for date, _ in told] == ["2000", *["2010-05-01"] * 3, "2012"]
    assert told[1][1] == "start"
    assert told[3][1] == "end"


def test_a_name_begins_before_it_ends() -> None:
    names = [{"text": "Old Name", "since": "../1994", "until": "../1993"}, {"text": "A"}]
    actors = {"a": {"kind": "party", "names": names}}
    told = history(claim("b opposes c"), actors=actors)
    assert told == [("../1994", "start"), ("../1993", "end")]
