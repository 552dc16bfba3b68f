"""Claims moved between the records of one actor and to a new one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from network_of import tables

from proxytui.editing.splitting import NEW, Move, Split, claim_ends, split
from proxytui.errors import Refused
from proxytui.graph.merged_records import graph_of

if TYPE_CHECKING:
    from proxytui.model.records import Json

ENDS = ("subject", "object")


class Records:
    """The records of a store in memory."""

    def __init__(self, records: dict[str, dict[str, Json]]) -> None:
        self.tables, self.given = records, 0

    def record(self, table: str, id_: str) -> Json | None:
        return self.tables.get(table, {}).get(id_)

    def fresh_id(self, table: str, wanted: str = "") -> str:
        self.given += 1
        return f"{table}-{self.given}"


def stored() -> dict[str, dict[str, Any]]:
    """A store in which a and b are one actor, tied to each other and to c."""
    same = {"a": "a", "b": "b", "judgement": "same"}
    return {
        **tables("a backs c", "b backs c", "c opposes a", "b part-of a"),
        "identities": {"i": same},
    }


MOVES = st.dictionaries(
    st.sampled_from([(f"c{number}", end) for number in range(1, 5) for end in ENDS]),
    st.sampled_from(["a", "b", NEW]),
    min_size=1,
)


def test_a_claim_between_two_records_is_listed_once_for_each_end() -> None:
    records = Records(stored())
    sides = list(claim_ends(graph_of(records.tables), records, "a"))
    assert [(side.claim.id, side.end, side.record) for side in sides] == [
        ("c1", "subject", "a"),
        ("c2", "subject", "b"),
        ("c3", "object", "a"),
        ("c4", "subject", "b"),
        ("c4", "object", "a"),
    ]


@given(MOVES)
def test_only_the_ends_that_move_change_and_what_is_before_them_is_what_is_stored(
    wanted: dict[tuple[str, str], str],
) -> None:
    records = Records(stored())
    index = graph_of(records.tables)
    listed = {(side.claim.id, side.end): side.record for side in claim_ends(index, records, "a")}
    moves = {key: goal for key, goal in wanted.items() if listed.get(key, goal) != goal}
    before = copy.deepcopy(records.tables)
    order = Split("New", [Move(*key, goal) for key, goal in moves.items()], "2024-01-01T00:00:00Z")
    expected = copy.deepcopy(before["claims"])
    made = "actors-1" if NEW in moves.values() else ""
    for (claim, end), goal in moves.items():
        expected[claim][end] = goal or made
    try:
        changes, new = split(index, records, order)
    except Refused:
        assert any(one["subject"] == one["object"] for one in expected.values())
        return
    assert new == made
    assert records.tables == before, "nothing is changed until the changes are applied"
    assert all(change.before == records.record(change.table, change.id) for change in changes)
    after = {(change.table, change.id): change.after for change in changes}
    assert {
        id_: after.get(("claims", id_), one) for id_, one in before["claims"].items()
    } == expected
    judged = [one for (table, _), one in after.items() if table == "identities"]
    leaving = {listed[key] for key, goal in moves.items() if goal == NEW}
    assert {(one["a"], one["b"]) for one in judged if one} == {(old, made) for old in leaving}
