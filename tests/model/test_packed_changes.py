"""Changes that are held as JSON: the same as plain ones, whichever way they are gone through."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.model.changes import Change, invert
from proxytui.model.packed_changes import PackedChange, PackedChanges, inverted, pack
from proxytui.store.folder import segments

VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.none() | st.dictionaries(st.text(max_size=8), VALUES, max_size=4)
CHANGES = st.lists(
    st.builds(Change, st.sampled_from(["actors", "notes"]), st.text(max_size=5), RECORDS, RECORDS),
    max_size=5,
    unique_by=lambda change: (change.table, change.id),
)


def packed(changes: list[Change]) -> PackedChanges:
    return PackedChanges.of(
        [PackedChange(c.table, c.id, pack(c.before), pack(c.after)) for c in changes]
    )


@given(CHANGES)
def test_they_are_the_plain_changes_forwards_and_backwards(changes: list[Change]) -> None:
    held = packed(changes)

    assert list(held) == changes
    assert list(reversed(held)) == changes[::-1]
    assert [held[n] for n in range(-len(changes), len(changes))] == changes + changes
    assert (len(held), bool(held)) == (len(changes), bool(changes))
    assert held == tuple(changes)
    assert list(inverted(held)) == list(invert(changes))
    assert list(inverted(inverted(held))) == changes


@given(CHANGES)
def test_a_segment_of_them_has_the_bytes_of_the_plain_ones(changes: list[Change]) -> None:
    data = b"".join(segments.pieces(changes))

    assert b"".join(segments.pieces(packed(changes))) == data
    if changes:  # a step without changes has no segment
        assert list(segments.decode(bytes(data))) == changes
        assert list(reversed(segments.decode(bytes(data)))) == changes[::-1]
        assert msgspec.json.decode(data, type=list[Change]) == changes


@pytest.mark.parametrize("place", [1, -2])
def test_a_place_outside_has_no_change(place: int) -> None:
    held = packed([Change("notes", "n-1", None, {"text": "x"})])

    with pytest.raises(IndexError):
        held[place]
