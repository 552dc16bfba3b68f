"""Ties in a few numbers stand as the ties themselves do, at every period, in the same order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from network_of import at

from proxytui.asof import rollup, states, tie_spans, ties
from proxytui.asof.ranking import has_more, ranking, tie
from proxytui.graph.index import Index
from proxytui.model.changes import Change
from proxytui.model.dates import State

if TYPE_CHECKING:
    from proxytui.model.records import Json

_ACTORS = [f"a{number}" for number in range(9)]
_TYPES = ("backs", "backs", "allied-with", "leads", "part-of", "opposes")
_BASES = ("throughout", "throughout", "throughout", "within", "each-year")
_WAYS = [(kind, into) for kind in set(_TYPES) for into in (False, True)]
PERIODS = ("1996", "1999-12", "2000", "2001-03-01", "2002-06", "2003", "2004-02-29", "2006", "2011")


def _date(chance: random.Random) -> str:
    year, form = chance.randint(1998, 2006), chance.random()
    if form < 0.4:
        return f"{year}{chance.choice(('', '', '~', '?', '%'))}"
    if form < 0.6:
        return f"{year}-{chance.randint(1, 12):02}{chance.choice(('', '~'))}"
    if form < 0.8:
        return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return chance.choice((f"../{year}", f"{year}/..", f"{year}/{year + 2}~", "200X"))


def _claim(chance: random.Random) -> Json:
    subject, object_ = chance.sample(_ACTORS, 2)
    made: Json = {
        "type": chance.choice(_TYPES),
        "subject": subject,
        "object": object_,
        "basis": chance.choice(_BASES),
        "citations": [
            {
                "source": f"s{chance.randrange(5)}",
                "stance": chance.choice(("supports", "supports", "supports", "disputes")),
            }
            for _ in range(chance.randint(1, 3))
        ],
    }
    if chance.random() < 0.8:
        made["since"] = _date(chance)
    if chance.random() < 0.6:
        made["until"] = chance.choice((_date(chance), _date(chance), ".."))
    if chance.random() < 0.3:
        made["attested"] = sorted(str(chance.randint(1998, 2006)) for _ in range(2))
    form = chance.random()
    if form < 0.06:
        made["status"], made["reason"] = chance.choice(("refuted", "retracted")), "Wrong."
    elif form < 0.1:
        made["flags"] = ["planned"]
    elif form < 0.13:
        made["rank"], made["reason"] = "deprecated", "Another one."
    return made


def _names(chance: random.Random, actor: str) -> list[Json]:
    if chance.random() < 0.5:
        return [{"text": f"{chance.choice('abc')} {actor}"}]
    turn = chance.randint(1999, 2004)
    return [
        {"text": f"{chance.choice('abc')} {actor}", "until": str(turn)},
        {"text": f"{chance.choice('abc')} {actor}", "since": str(turn + 1)},
    ]


def _index(seed: int) -> Index:
    chance = random.Random(seed)
    sources: dict[str, Json] = {
        f"s{number}": {"title": str(number), "publisher": f"p{number % 3}"} for number in range(5)
    }
    sources["s4"]["status"] = "retracted"
    actors = {actor: {"kind": "unknown", "names": _names(chance, actor)} for actor in _ACTORS}
    claims = {f"c{number:02}": _claim(chance) for number in range(60)}
    return Index.build({"actors": actors, "sources": sources, "claims": claims})


@pytest.mark.parametrize("seed", range(12))
def test_a_ranking_by_numbers_is_that_of_the_ties_themselves(seed: int) -> None:
    index = _index(seed)
    states = set()
    for period in PERIODS:
        for show_all in (False, True):
            lens = at(period, show_all=show_all)
            for actor in _ACTORS:
                for roll_up in (False, True):
                    slow = (
                        rollup.ties(index, actor, lens)
                        if roll_up
                        else ties.ties(index, actor, lens)
                    )
                    fast = ranking(index, lens, actor, roll_up)
                    for (kind, into), found in fast.items():
                        wanted = [
                            one
                            for one in slow
                            if one.type == kind
                            and into == (kind != "allied-with" and one.object == (one.via or actor))
                        ]
                        assert [tie(index, lens, one) for one in found] == wanted
                        assert [one.state for one in found] == [one.state for one in wanted]
                        states |= {(one.state, one.near, len(one.claims) > 1) for one in wanted}
                    assert sum(map(len, fast.values())) == len(slow)
                    index.memo.clear()
                    for way in _WAYS:
                        leads = has_more(index, lens, actor, way, "", roll_up)
                        assert leads == any(show_all or not one.apart for one in fast.get(way, ()))
    assert {state for state, _, _ in states} == set(State)
    assert any(near for _, near, _ in states)
    assert any(several for _, _, several in states)


@pytest.mark.parametrize("seed", range(6))
def test_a_claim_in_numbers_has_its_state_at_every_period(seed: int) -> None:
    index = _index(seed)
    for claim in index.claims.values():
        numbers = tie_spans.claim_span(index, claim)
        for text in PERIODS:
            period = at(text).as_of
            state = states.claim_state(index, claim, period)
            made = State.NOT if numbers is None else numbers.at(period.first, period.last)
            assert made is state, (claim, text)


def test_numbers_are_made_anew_after_a_change() -> None:
    index = _index(3)
    lens = at("2002", show_all=True)
    before = {actor: ranking(index, lens, actor) for actor in _ACTORS}
    index.apply([Change("actors", "a1", None, {"kind": "state", "names": [{"text": "zz"}]})])
    index.apply([Change("claims", id_, None, None) for id_ in ("c00", "c07", "c23")])
    fresh = {actor: ranking(index, lens, actor) for actor in _ACTORS}
    assert fresh != before
    index.memo.clear()
    assert fresh == {actor: ranking(index, lens, actor) for actor in _ACTORS}


def test_no_more_ties_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    index = _index(5)
    monkeypatch.setattr(tie_spans, "_KEPT", 40)
    for actor in _ACTORS:
        known = tie_spans.spans_at_actor(index, actor)
        assert {one.tie for one in known} == set(index.ties_of(actor))
        assert index.memo.of(tie_spans.SpanCache)[actor] is known
        assert sum(map(len, index.memo.of(tie_spans.SpanCache).values())) <= max(40, len(known))
