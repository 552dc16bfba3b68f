"""A journal cut or flipped anywhere: nothing sure is lost, nothing doubtful is taken for sure."""

from __future__ import annotations

import shutil

import pytest

from proxytui.errors import StoreError
from proxytui.store.store import Store

JOURNAL = "journal/000001.jsonl"


@pytest.fixture
def history(folder, notes):
    """The journal's bytes, where each line ends, and what the store held then; not compacted."""
    store = Store.open(folder)
    states = [store.raw()]
    ends = [(folder / JOURNAL).stat().st_size]
    for number in range(3):
        notes.write(store, f"n-{number}", "ü" * 40)
        states.append(store.raw())
        ends.append((folder / JOURNAL).stat().st_size)
    return (folder / JOURNAL).read_bytes(), ends, states


def test_cut_at_every_byte_of_the_last_two_lines_it_opens_with_the_whole_ones(
    folder, notes, history
):
    journal, ends, states = history
    for cut in range(ends[1], ends[3]):
        (folder / JOURNAL).write_bytes(journal[:cut])
        whole = max(n for n, end in enumerate(ends) if end <= cut)
        store = Store.open(folder)
        assert store.raw() == states[whole], cut
        assert not store.warnings
        if cut % 7 == 0 or cut == ends[3] - 1:
            notes.write(store, "n-after")
            assert Store.open(folder).get("notes", "n-after")
            assert (folder / JOURNAL).read_bytes().startswith(journal[: ends[whole]])
            assert not Store.open(folder).warnings


def test_a_half_line_stays_until_somebody_writes(folder, history):
    journal, _, _ = history
    (folder / JOURNAL).write_bytes(journal[:-5])
    store = Store.open(folder)
    store.log()
    store.poll()
    assert (folder / JOURNAL).read_bytes() == journal[:-5]


def test_a_page_of_zeros_at_the_end_is_a_half_line(folder, notes, history):
    journal, _, states = history
    (folder / JOURNAL).write_bytes(journal + b"deadbeef {" + b"\0" * 60 + b"]}\n")
    store = Store.open(folder)
    assert store.raw() == states[3]
    notes.write(store, "n-after")
    assert not Store.open(folder).warnings


def test_a_flipped_byte_is_named_and_nothing_written_and_the_sound_lines_read(
    folder, notes, history, monkeypatch
):
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)
    journal, ends, states = history
    for at in range(ends[0], ends[2], 11):
        spoilt = bytearray(journal)
        spoilt[at] ^= 0x40
        (folder / JOURNAL).write_bytes(spoilt)
        store = Store.open(folder)
        assert any("000001.jsonl is damaged" in warning for warning in store.warnings), at
        lost = "n-0" if at < ends[1] else "n-1"
        assert store.get("notes", "n-2") == states[3]["notes"]["n-2"]
        if spoilt[ends[1] - 1] == journal[ends[1] - 1] or lost == "n-0":
            assert store.get("notes", lost) is None
        with pytest.raises(StoreError, match="damaged"):
            notes.write(store, "n-after")
        store.close()
        assert (folder / JOURNAL).read_bytes() == bytes(spoilt)


def test_a_blank_that_became_a_zero_is_not_taken_for_a_page_of_zeros(folder, notes, history):
    journal, ends, _ = history
    (folder / JOURNAL).write_bytes(journal[: ends[2] + 8] + b"\0" + journal[ends[2] + 9 :])
    store = Store.open(folder)
    assert store.warnings
    with pytest.raises(StoreError):
        notes.write(store, "n-after")


@pytest.mark.parametrize("at", [-1, -2, -30])
def test_a_flipped_byte_in_the_last_line_is_not_taken_for_a_half_line(folder, notes, history, at):
    journal, _, _ = history
    spoilt = bytearray(journal)
    spoilt[at] ^= 0x40
    (folder / JOURNAL).write_bytes(spoilt)
    store = Store.open(folder)
    assert store.warnings
    with pytest.raises(StoreError):
        notes.write(store, "n-after")
    assert (folder / JOURNAL).read_bytes() == bytes(spoilt)


def test_a_mended_journal_is_written_again_without_reopening(folder, notes, history):
    journal, ends, _ = history
    spoilt = bytearray(journal)
    spoilt[ends[0] + 20] ^= 0x40
    (folder / JOURNAL).write_bytes(spoilt)
    store = Store.open(folder)
    with pytest.raises(StoreError):
        notes.write(store, "n-after")
    (folder / JOURNAL).write_bytes(journal)
    notes.write(store, "n-after")
    assert store.get("notes", "n-0")


def test_a_line_taken_out_is_noticed(folder, notes, history):
    journal, ends, _ = history
    (folder / JOURNAL).write_bytes(journal[: ends[1]] + journal[ends[2] :])
    store = Store.open(folder)
    assert "missing" in store.warnings[0]
    with pytest.raises(StoreError):
        notes.write(store, "n-after")


def test_a_snapshot_without_its_journal_is_read_but_not_written(folder, notes):
    state = Store.open(folder).raw()
    shutil.rmtree(folder / "journal")
    store = Store.open(folder)
    assert store.raw() == state
    assert store.warnings
    with pytest.raises(StoreError):
        notes.write(store, "n-after")


def test_damage_before_the_snapshot_costs_history_only(folder, notes):
    journal = bytearray((folder / JOURNAL).read_bytes())
    at = journal.index(b"the actor")
    journal[at] ^= 0x40
    (folder / JOURNAL).write_bytes(journal)
    store = Store.open(folder)
    assert not store.warnings
    assert [e.transaction.label for e in store.log()] == ["note n-first"]
    notes.write(store, "n-after")
    store.undo()


def test_a_running_reader_meets_damage_like_a_new_one(folder, notes, history):
    store = Store.open(folder)
    with (folder / JOURNAL).open("ab") as journal:
        journal.write(b"00000000 {}\n")
    store.poll()
    assert store.warnings
    with pytest.raises(StoreError):
        notes.write(store, "n-after")


def test_a_journal_put_back_to_an_older_copy_is_followed(folder, notes, history):
    journal, ends, states = history
    store = Store.open(folder)
    (folder / JOURNAL).write_bytes(journal[: ends[1]])
    store.poll()
    assert store.raw() == states[1]
    notes.write(store, "n-after")
    assert Store.open(folder).raw() == store.raw()
