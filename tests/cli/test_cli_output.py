"""Files that are written where the user says: never over a store's own."""

from __future__ import annotations

import os

import pytest

from proxytui import paths


def held(folder) -> dict[str, bytes]:
    """The files of a store, but for what a search leaves behind."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".words" not in path.parts
    }


@pytest.mark.parametrize(
    "name",
    [
        "store.json",
        "STORE.JSON",
        "store.json.new",
        "journal/000001.jsonl",
        "journal/mine.json",
        "documents/mine.json",
        "backups/2024-12-02/store.json",
        ".lock",
        "journal",
        "documents/../store.json",
    ],
)
def test_an_export_is_refused_where_it_would_lie_among_the_stores_own_files(program, name):
    before = held(program.store)
    ended = program("export", "-o", str(program.store / name))
    assert (ended.code, ended.out) == (2, "")
    assert "belongs to the store" in ended.err
    assert held(program.store) == before
    assert program("note", "add", "north", "goes on").code == 0


def test_what_else_lies_in_a_stores_folder_may_be_written(program):
    assert program("export", "-o", str(program.store / "for-a-friend.json")).code == 0
    assert (program.store / "for-a-friend.json").exists()


def test_links_and_other_names_lead_to_the_same_refusal(program):
    (program.home / "elsewhere").symlink_to(program.store, target_is_directory=True)
    (program.home / "link.json").symlink_to(program.store / "store.json")
    os.link(program.store / "store.json", program.home / "twin.json")
    os.link(program.store / "journal" / "000001.jsonl", program.home / "twin.jsonl")
    before = held(program.store)
    for name in ("elsewhere/store.json", "link.json", "twin.json", "twin.jsonl"):
        ended = program("export", "-o", str(program.home / name))
        assert ended.code == 2, name
        assert "belongs to the store" in ended.err
    assert held(program.store) == before
    (program.home / "plain.json").symlink_to(program.home / "target.json")
    assert program("export", "-o", str(program.home / "plain.json")).code == 0


def test_another_stores_files_are_spared_too_and_those_of_a_backup(program, empty):
    backup = program.home / "kept"
    assert program("backup", str(backup)).code == 0
    for folder in (empty, backup, paths.bundled_data()):
        before = held(folder)
        assert program("export", "-o", str(folder / "store.json")).code == 2
        assert held(folder) == before


def test_a_damaged_store_is_a_store_still(program):
    (program.store / "store.json").write_bytes(b"nothing")
    ended = program("export", "-o", str(program.store / "backups" / "x.json"))
    assert "belongs to the store" in ended.err


def test_a_picture_and_a_backup_are_refused_there_as_well(program):
    before = held(program.store)
    for words in (
        ("screenshot", "-o", str(program.store / "store.json")),
        ("screenshot", "-o", str(program.store / "Journal" / "x.svg")),
        ("backup", str(program.store / "journal" / "copy")),
        ("backup", str(program.store / "backups" / "2030-01-01")),
        ("backup", str(program.store / "store.json")),
    ):
        ended = program(*words)
        assert ended.code == 2, words
        assert "belongs to the store" in ended.err
    assert held(program.store) == before


def test_a_home_that_nobody_has_is_a_name_like_any_other(program):
    ended = program("export", "-o", "~nobody-of-that-name/out.json")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
