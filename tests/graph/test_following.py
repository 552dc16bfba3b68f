"""A decision that moves many claims is followed a little at a time, and then wholly."""

from __future__ import annotations

from typing import Any

from network_of import tables
from test_merged_records import same, shown

from proxytui.graph.merged_records import MergedRecords
from proxytui.model.changes import Change, Transaction
from proxytui.store_follower import StoreFollower


def step(*changes: Change) -> Transaction:
    return Transaction("t-1", "", "window", "me", "2024-01-01T00:00:00Z", "a step", changes)


def test_many_claims_move_in_steps_and_the_change_is_told_of_once_all_have() -> None:
    stored: dict[str, Any] = tables(*(f"b backs x{number}" for number in range(300)), "a backs x1")
    stored["identities"] = {}
    follower = StoreFollower(MergedRecords(lambda: stored))
    stored["identities"]["i1"] = same("a", "b")
    follower.saw([step(Change("identities", "i1", None, stored["identities"]["i1"]))])

    def now(table: str, id_: str) -> Any:
        return stored[table].get(id_)

    steps = 0
    while not (followed := follower.follow(now, 0.0)):
        assert follower.behind
        steps += 1
    assert steps > 2
    assert not follower.behind
    assert [change.id for change in followed] == ["i1"]
    assert shown(follower.index) == shown(MergedRecords(lambda: stored).build())


def test_what_this_thread_writes_meanwhile_is_followed_at_once() -> None:
    stored: dict[str, Any] = tables(*(f"b backs x{number}" for number in range(300)), "a backs x1")
    stored["identities"] = {"i1": same("a", "b")}
    follower = StoreFollower(MergedRecords(lambda: {**stored, "identities": {}}))
    follower._records._stored = lambda: stored
    follower.saw([step(Change("identities", "i1", None, stored["identities"]["i1"]))])
    follower.follow(lambda table, id_: stored[table].get(id_), 0.0)
    assert follower.behind
    stored["actors"]["a"] = {"kind": "party", "names": [{"text": "Changed"}]}
    follower.wrote(step(Change("actors", "a", None, stored["actors"]["a"])))
    assert shown(follower.index) == shown(MergedRecords(lambda: stored).build())
    told = follower.follow(lambda table, id_: stored[table].get(id_), 0.0)
    assert [change.id for change in told] == ["i1"]
    assert not follower.behind
