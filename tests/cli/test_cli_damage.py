"""`check` and `source verify` of a damaged store: they end with 1 and list what can't be read."""

from __future__ import annotations

import hashlib
import json
import os

import pytest


def problems(program, *words: str) -> list[tuple[str, str]]:
    """The code and record of every problem but that of the small store's one wrong quote."""
    ended = program(*(words or ("check",)), "--json")
    listed = [(one["code"], one["record"]) for one in ended.document["problems"]]
    rest = [one for one in listed if one[0] != "quote-absent"]
    assert ended.code == (1 if listed else 0)
    return rest


def both(program) -> list[tuple[str, str]]:
    """What both commands list, which is the same."""
    found = problems(program)
    assert problems(program, "source", "verify") == found
    for words in (("check",), ("source", "verify")):
        ended = program(*words)
        assert ended.code == 1
        assert all(record in ended.out for _, record in found)
        assert "no problems" not in ended.err
    return found


def text_file(program):
    return next(path for path in (program.store / "documents").iterdir())


def test_a_sound_store_has_none(program):
    assert problems(program) == []


def test_a_store_file_cut_in_the_middle(program):
    file = program.store / "store.json"
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    found = both(program)
    assert {code for code, _ in found} >= {"set-aside"}
    assert any(record.startswith("claims/") for _, record in found)


def test_a_store_file_of_which_nothing_is_left(program):
    (program.store / "store.json").write_bytes(b"")
    assert both(program)[0] == ("damaged", "store.json")


def test_a_record_that_is_no_longer_valid(program):
    file = program.store / "store.json"
    file.write_text(file.read_text().replace('"kind": "person"', '"kind": "wizard"'))
    assert both(program) == [("set-aside", "actors/commander")]


def test_a_journal_that_is_cut_flipped_or_gone(program):
    assert program("note", "add", "north", "one").code == 0
    file = program.store / "journal" / "000001.jsonl"
    data = file.read_bytes()
    file.write_bytes(data[:-40] + b"X" + data[-39:])
    assert {record for _, record in both(program)} == {"journal/000001.jsonl"}
    file.write_bytes(data[: len(data) // 3])
    assert {record for _, record in both(program)} == {"journal/000001.jsonl"}
    file.unlink()
    assert {record for _, record in both(program)} == {"journal/000001.jsonl"}


def test_history_that_is_damaged_though_no_record_rests_on_it(program):
    assert program("note", "add", "north", "one").code == 0
    assert program("compact").code == 0
    file = program.store / "journal" / "000001.jsonl"
    data = file.read_bytes()
    at = data.index(b"the first records")
    file.write_bytes(data[:at] + b"T" + data[at + 1 :])
    assert both(program) == [("history-damaged", "journal/000001.jsonl")]


def test_the_changes_of_a_large_step_are_missing(program):
    names = [{"text": "x" * 100}]
    actors = [{"id": f"a-{n}", "kind": "state", "names": names} for n in range(12_000)]
    file = program.home / "many.json"
    file.write_text(json.dumps({"proxytui": 1, "actors": actors}))
    assert program("import", str(file)).code == 0
    segment = next((program.store / "journal").glob("*-*.json"))
    segment.unlink()
    assert ("history-damaged", "journal/000001.jsonl") in both(program)


@pytest.mark.parametrize("how", ["changed", "cut", "unreadable", "missing", "a loop of links"])
def test_a_kept_text_that_is_not_what_it_was(program, how):
    file = text_file(program)
    data = file.read_bytes()
    file.unlink()
    if how == "changed":
        file.write_bytes(data.replace(b"weapons", b"flowers"))
    elif how == "cut":
        file.write_bytes(data[:-5])
    elif how == "unreadable":
        file.mkdir()
    elif how == "a loop of links":
        file.symlink_to(file.name)
    code = "document-missing" if how == "missing" else "damaged"
    assert both(program) == [(code, "sources/s-paper")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_kept_text_that_may_not_be_read(program):
    text_file(program).chmod(0)
    assert both(program) == [("damaged", "sources/s-paper")]


def test_a_kept_text_that_is_no_text(program):
    data = b"\xff\xfe\x00no text"
    sha = hashlib.sha256(data).hexdigest()
    old = text_file(program).name
    (program.store / "documents" / sha).write_bytes(data)
    file = program.store / "store.json"
    file.write_text(file.read_text().replace(f'"text": "{old}"}}]', f'"text": "{sha}"}}]'))
    assert ("damaged", "sources/s-paper") in both(program)


def test_what_was_damaged_when_a_repair_was_accepted_is_no_news(program):
    assert program("note", "add", "north", "one").code == 0
    file = program.store / "journal" / "000001.jsonl"
    data = file.read_bytes()
    file.write_bytes(data[:-40] + b"X" + data[-39:])
    assert program("repair").code == 1
    assert program("repair", "--accept").code == 0
    assert problems(program) == []


@pytest.mark.parametrize(
    "name",
    [
        "store.sync-conflict-20241202-120000-ABCDEFG.json",
        "store (Ann's conflicted copy 2024-12-02).json",
        "store-LAPTOP.json",
        "store (1).json",
        "journal/000001.sync-conflict-20241202-120000-ABCDEFG.jsonl",
        "journal/000001 (1).jsonl",
    ],
)
def test_a_copy_that_a_sync_service_left_is_named_and_no_fault(program, name):
    stem = "journal/000001.jsonl" if name.startswith("journal") else "store.json"
    (program.store / name).write_bytes((program.store / stem).read_bytes())
    (program.store / "mine.json").write_text('{"nothing": "of a store"}')
    ended = program("check", "--json")
    assert ended.document["copies"] == [name]
    assert problems(program) == []
    said = program("check").err
    assert name in said
    assert ("proxytui merge" in said) == (stem == "store.json")
    assert name in program("repair").err
