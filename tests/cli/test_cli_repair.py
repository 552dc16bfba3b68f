"""A damaged store on the command line: said, read, and mended by choice."""

from __future__ import annotations

import re
from pathlib import Path


def test_a_damaged_store_is_read_says_so_and_is_mended_by_restore(program):
    assert program("backup").code == 0
    (program.store / "store.json").write_bytes(b"spoilt")
    shown = program("show", "militia")
    assert shown.code == 0
    assert "store.json" in shown.err
    assert "`proxytui repair`" in shown.err
    written = program("note", "add", "north", "text")
    assert written.code == 3
    assert "proxytui repair" in written.err.splitlines()[-1]
    found = program("repair", "--json")
    assert found.code == 1
    assert found.document["replay"] == found.document["backup"]["records"]
    told = program("repair")
    assert "newest whole backup" in told.out
    assert "restore --newest" in told.out
    assert "repair --accept" in told.out
    restored = program("restore", "--newest")
    assert restored.code == 0, restored.err
    assert re.search(r"kept in \S+damaged-", restored.err)
    assert program("note", "add", "north", "text").code == 0
    assert program("repair").code == 0


def test_accept_goes_on_and_names_the_file(program):
    path = program.store / "store.json"
    path.write_text(path.read_text().replace('"kind": "armed-group"', '"kind": "gang"', 1))
    assert program("note", "add", "north", "text").code == 3
    accepted = program("repair", "--accept", "--json")
    assert accepted.code == 0
    assert "gang" in Path(accepted.document["accepted"]["aside"]).read_text()
    assert program("note", "add", "north", "text").code == 0


def test_an_import_makes_a_backup_first_and_a_restore_is_undone(program):
    (program.home / "one.json").write_text(
        '{"proxytui": 1, "actors": [{"id": "x", "kind": "state", "names": [{"text": "X"}]}]}'
    )
    assert program("import", "one.json").code == 0
    days = [one for one in (program.store / "backups").iterdir() if one.is_dir()]
    assert len(days) == 1
    assert program("restore", str(days[0])).code == 0
    assert program("show", "x").code == 2
    assert program("undo").code == 0
    assert program("show", "x").code == 0
    assert program("locate", "--json", "--store", "none").code == 0


def test_a_merge_lists_its_conflicts_and_ends_with_one_once(program):
    assert program("backup", "copy").code == 0
    assert program("note", "edit", "n-1", "ours").code == 0
    assert program("note", "edit", "n-1", "theirs", "--store", "copy").code == 0
    merged = program("merge", "copy", "--json")
    assert merged.code == 1
    (conflict,) = merged.document["conflicts"]
    assert conflict == {"record": "notes/n-1", "field": "text", "ours": "ours", "theirs": "theirs"}
    assert merged.document["added"]["notes"] == 1
    again = program("merge", "copy")
    assert again.code == 0
    assert "0 conflicts" in again.err or "no conflict" in again.err
    assert program("undo").code == 0
    told = program("merge", "copy")
    assert "conflict: notes/n-1 text: here “ours”, there “theirs”" in told.err
