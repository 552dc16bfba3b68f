"""Whether ties held on one same day, held against looking at every day."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from network_of import cite, claim, index_of

from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.questions.same_day import SameDay, on_one_day

if TYPE_CHECKING:
    from proxytui.graph.index import Index

FIRST, LAST = (date(year, 1, 1).toordinal() for year in (1999, 2005))
DATES = (
    "2000", "2001", "2001-06", "2001-06-15", "2001-06-16", "2002~", "2001/2002", "../2001",
    "2001-07/..", "2003-02-01",
)  # fmt: skip


def both(first: dict[str, Any], second: dict[str, Any], period: str = "") -> SameDay:
    index = index_of(claim("a backs b", **first), claim("b backs c", **second))
    asked = dates.period(period) if period else None
    return on_one_day(index, ["backs:a:b", "backs:b:c"], asked)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_held_from_the_first_day_on_which_both_are_certain() -> None:
    found = both({"since": "2000", "until": "2010"}, {"since": "2005", "until": "2015"})
    assert found == SameDay(State.HELD, day("2005-12-31"))


def test_possibly_where_only_vague_bounds_overlap() -> None:
    spans = {"since": "2000", "until": "2005"}, {"since": "2005", "until": "2015"}
    assert both(*spans) == SameDay(State.POSSIBLY)


def test_never_where_one_ends_before_the_other_begins() -> None:
    assert both({"until": "2004"}, {"since": "2005"}) == SameDay(State.NOT)


def test_without_any_date_possibly() -> None:
    nothing = {"since": None, "until": None}
    assert both(nothing, nothing) == SameDay(State.POSSIBLY)


def test_what_nobody_supports_keeps_the_answer_at_possibly() -> None:
    denied = {"citations": [cite("s1", stance="disputes")]}
    assert both({}, denied) == SameDay(State.POSSIBLY)


def test_only_days_of_the_period_count() -> None:
    spans = {"since": "2000", "until": "2010"}, {"since": "2005-03-01", "until": "2015"}
    assert both(*spans) == SameDay(State.HELD, day("2005-03-01"))
    assert both(*spans, "2007") == SameDay(State.HELD, day("2007-01-01"))
    assert both(*spans, "2005-02") == SameDay(State.NOT)
    assert both(*spans, "2010") == SameDay(State.HELD, day("2010-01-01"))
    assert both(*spans, "2010-02") == SameDay(State.POSSIBLY)


def test_two_claims_of_one_tie_are_not_one_span() -> None:
    index = index_of(
        claim("a backs b", since="2000-01-01", until="2001-12-31"),
        claim("a backs b", since="2005-01-01", until="2006-12-31"),
        claim("b backs c", since="2002-01-01", until="2004-12-31"),
    )
    assert on_one_day(index, ["backs:a:b", "backs:b:c"]).state is State.NOT


@pytest.mark.parametrize("period", [None, "2001", "2001-06", "2001-06-15", "2002"])
def test_the_same_as_looking_at_every_day(period: str | None) -> None:
    met = set()
    for seed in range(90):
        chance = random.Random(f"{seed} {period}")
        index, tie_ids = _ties(chance)
        asked = dates.period(period) if period else None
        first, last = (asked.first, asked.last) if asked else (FIRST, LAST)
        answer = SameDay(State.NOT)
        for ordinal in range(first, last + 1):
            one = dates.period(date.fromordinal(ordinal).isoformat())
            states = [_state(index, tie_id, one) for tie_id in tie_ids]
            if all(state is State.HELD for state in states):
                answer = SameDay(State.HELD, ordinal)
                break
            if State.NOT not in states:
                answer = SameDay(State.POSSIBLY)
        assert on_one_day(index, tie_ids, asked) == answer, seed
        met.add(answer.state)
    assert met == {State.HELD, State.POSSIBLY, State.NOT}


def _ties(chance: random.Random) -> tuple[Index, list[str]]:
    claims = []
    for here, there in ("ab", "bc", "cd")[: chance.randint(1, 3)]:
        for _ in range(chance.randint(1, 2)):
            spoken = chance.choice((None, None, ["2001-06-10", "2001-06-15"], ["2001", "2002"]))
            claims.append(
                claim(
                    f"{here} backs {there}",
                    since=chance.choice((None, *DATES)),
                    until=chance.choice((None, "..", *DATES)),
                    basis=chance.choice(("throughout", "throughout", "within", "each-year")),
                    flags=chance.choice(([],) * 8 + (["planned"],)),
                    status=chance.choice(("asserted",) * 8 + ("refuted",)),
                    attested=spoken,
                    citations=[cite("s1", stance=chance.choice(("supports",) * 5 + ("disputes",)))],
                )
            )
    index = index_of(*claims)
    return index, sorted(index.tie_claims)


def _state(index: Index, tie_id: str, one: dates.Period) -> State:
    """A tie's state on a day, by the words of the vocabulary."""
    best = State.NOT
    for claim_id in index.tie_claims[tie_id]:
        given = index.claims[claim_id]
        if given.status == "refuted" or "planned" in given.flags:
            continue
        bounds = dates.bounds(given.since, given.until, given.attested)
        state = dates.state(bounds, one, given.basis, given.attested)
        if given.citations[0].stance != "supports" and state is State.HELD:
            state = State.POSSIBLY
        best = max(best, state, key=lambda s: s.rank)
    return best
