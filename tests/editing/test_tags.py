"""Tags are given and taken away in a line."""

from __future__ import annotations

import pytest

from proxytui.editing.tags import retagged


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ([], "money urgent", ["money", "urgent"]),
        ([], "#money, #urgent,", ["money", "urgent"]),
        (["money"], "money", ["money"]),
        (["money", "old"], "-old new", ["money", "new"]),
        (["money"], "-#money", []),
        (["money"], "-", ["money"]),
        (["資金"], "-資金 عاجل", ["عاجل"]),
    ],
)
def test_tags_are_added_once_and_taken_away_by_a_minus(
    before: list[str], typed: str, after: list[str]
) -> None:
    record = {"text": "x", **({"tags": before} if before else {})}
    change = retagged("notes", "n-1", record, typed)
    left = change.after if change is not None else record
    assert left is not None
    assert left.get("tags", []) == after
    assert (change is None) == (before == after)
