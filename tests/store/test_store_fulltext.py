"""The file of words is what the records are, or is made anew; without it nothing is missing."""

from __future__ import annotations

import os
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from proxytui.model.changes import Change
from proxytui.search.engine import TABLES, spelt
from proxytui.store import search_index, search_index_schema
from proxytui.store.search_index import FOLDER, SearchIndex
from proxytui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.model.records import Json

TIME = "2024-12-02T00:00:00Z"


def note(text: str) -> Json:
    return {"about": ["a"], "text": text, "created": TIME, "modified": TIME}


def source(sha: str) -> Json:
    return {"title": "A report", "documents": [{"text": sha, "added": TIME}]}


KEPT = {"a" * 64: b"the river crossing", "b" * 64: b"the mountain pass"}
RECORDS: dict[str, dict[str, Json]] = {
    "notes": {"n1": note("the red bank"), "n2": note("a blue bank")},
    "sources": {"s1": source("a" * 64)},
}


def full(folder: Path | None) -> SearchIndex:
    return SearchIndex(folder, TABLES, spelt, KEPT.get)


def ids(words: SearchIndex, *typed: str, kind: str = "note") -> list[str]:
    found = words.find(kind, [((f" {one} ",), False) for one in typed], 50)
    assert found is not None
    return sorted(one.id for one in found.candidates)


@pytest.fixture
def words(tmp_path: Path) -> Iterator[SearchIndex]:
    made = full(tmp_path)
    assert made.sync(RECORDS, lambda: None)
    yield made
    made.close()


def test_words_lead_to_their_records(words: SearchIndex) -> None:
    assert ids(words, "bank") == ["n1", "n2"]
    assert ids(words, "red", "bank") == ["n1"]
    assert ids(words, "ba") == ["n1", "n2"]
    assert ids(words, "river", kind="text") == ["a" * 64]
    assert ids(words, "report", kind="source") == ["s1"]
    assert ids(words, "ank") == []


def test_only_its_owner_can_read_it(words: SearchIndex, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_changes_are_in_the_next_answer(words: SearchIndex) -> None:
    words.note(
        [
            Change("notes", "n1", RECORDS["notes"]["n1"], note("green water")),
            Change("notes", "n2", RECORDS["notes"]["n2"], None),
            Change("notes", "n3", None, note("a bank of sand")),
            Change("sources", "s2", None, source("b" * 64)),
        ]
    )
    assert ids(words, "bank") == ["n3"]
    assert ids(words, "green") == ["n1"]
    assert ids(words, "mountain", kind="text") == ["b" * 64]


def test_what_changed_while_it_was_closed_is_taken_in_and_out(
    words: SearchIndex, tmp_path: Path
) -> None:
    words.close()
    other = full(tmp_path)
    records = {"notes": {"n1": note("green water"), "n3": note("a bank")}, "sources": {}}
    assert other.sync(records, lambda: None)
    assert ids(other, "bank") == ["n3"]
    assert ids(other, "green") == ["n1"]
    assert ids(other, "river", kind="text") == []
    other.close()


def test_what_did_not_change_is_not_written_again(words: SearchIndex, tmp_path: Path) -> None:
    words.close()
    read: list[str] = []

    def told(table: str, id_: str, data: bytes) -> Iterator[tuple[str, int, str]]:
        read.append(id_)
        return spelt(table, id_, data)

    other = SearchIndex(tmp_path, TABLES, told, KEPT.get)
    assert other.sync({**RECORDS, "notes": {**RECORDS["notes"], "n9": note("x")}}, lambda: None)
    assert read == ["n9"]
    other.close()


@pytest.mark.parametrize("spoil", ["cut", "garbage", "other version", "other tables", "folder"])
def test_a_file_that_is_no_good_is_made_anew(
    words: SearchIndex, tmp_path: Path, spoil: str
) -> None:
    words.close()
    file = tmp_path / FOLDER / "words.sqlite"
    beside = file.with_name("names.sqlite")
    beside.write_bytes(b"made of the same records")
    if spoil == "cut":
        os.truncate(file, 5000)
    elif spoil == "garbage":
        file.write_bytes(b"no database at all" * 500)
    elif spoil == "folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as base:
            if spoil == "other version":
                base.execute("PRAGMA user_version = 99")
            else:
                base.execute("DROP TABLE places")
        base.close()
    other = full(tmp_path)
    assert other.sync(RECORDS, lambda: None)
    assert ids(other, "bank") == ["n1", "n2"]
    other.close()
    assert beside.read_bytes() == b"made of the same records"


def test_a_file_that_goes_bad_while_it_is_open_says_so_by_not_answering(
    words: SearchIndex, tmp_path: Path
) -> None:
    (tmp_path / FOLDER / "words.sqlite").write_bytes(b"spoilt" * 9000)
    found = words.find("note", [((" bank ",), False)], 50)
    assert found is None or len(found.candidates) == 2
    assert words.ready is (found is not None)
    assert words.sync(RECORDS, lambda: None)
    assert ids(words, "bank") == ["n1", "n2"]


def test_without_a_place_to_write_it_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    words = full(tmp_path)
    assert not words.sync(RECORDS, lambda: None)
    assert words.find("note", [((" bank ",), False)], 50) is None


def test_without_fts5_it_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        search_index_schema, "_SCHEMA", search_index_schema._SCHEMA.replace("fts5", "fts99")
    )
    words = full(tmp_path)
    assert not words.sync(RECORDS, lambda: None)
    assert words.find("note", [((" bank ",), False)], 50) is None


def test_a_demo_has_its_words_in_memory() -> None:
    words = full(None)
    assert not words.exists
    assert words.sync(RECORDS, lambda: None)
    assert ids(words, "bank") == ["n1", "n2"]
    words.close()


def test_a_stop_in_the_middle_keeps_what_was_done(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    left = 3

    def checkpoint() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Stop

    many = {"notes": {f"n{n:05}": note(f"word{n}") for n in range(3000)}}
    words = full(tmp_path)
    with pytest.raises(Stop):
        words.sync(many, checkpoint)
    assert not words.ready
    assert words.sync(many, lambda: None)
    assert ids(words, "word2999") == ["n02999"]
    words.close()


def test_two_windows_at_once_make_one_sound_file(tmp_path: Path) -> None:
    many = {"notes": {f"n{n:05}": note(f"bank word{n}") for n in range(4000)}}
    windows = [full(tmp_path), full(tmp_path)]
    answers: list[bool] = []

    def work(words: SearchIndex) -> None:
        # Whoever waits too long for the other one gives way, and asks again.
        answers.append(any(words.sync(many, lambda: None) for _ in range(20)))

    threads = [threading.Thread(target=work, args=(words,)) for words in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True, True]
    windows[0].note([Change("notes", "n00001", None, note("by one"))])
    windows[1].note([Change("notes", "n00002", None, note("by two"))])
    assert ids(windows[0], "by", "one") == ["n00001"]
    assert ids(windows[1], "by", "two") == ["n00002"]
    for words in windows:
        assert ids(words, "word3999") == ["n03999"]
        found = words.find("note", [((" bank ",), False)], 50)
        assert found is not None
        assert found.total == 3998
        words.close()
    with sqlite3.connect(tmp_path / FOLDER / "words.sqlite") as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        base.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    base.close()


def test_an_answer_nobody_waits_for_any_more_is_left(words: SearchIndex) -> None:
    many = {"notes": {f"n{n:05}": note(f"bank word{n}") for n in range(4000)}}
    assert words.sync(many, lambda: None)
    assert words.find("note", [((" w ",), False)], 5000, lambda: True) is None
    assert words.ready
    assert ids(words, "word7") != []


def test_the_records_of_a_large_file_are_read_line_by_line(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.create(folder, None)
    store = Store.open(folder)
    store.apply([Change("actors", "a", None, {"kind": "state", "names": [{"text": "A"}]})], "add")
    added = [Change("notes", f"n{n}", None, note(f"bank word{n}")) for n in range(300)]
    store.apply(added, "add")
    store.compact()
    store.close()
    store = Store.open(folder)
    store.apply([Change("notes", "n7", store.get("notes", "n7"), None)], "remove")
    words = full(folder)
    assert words.sync(store.raw(), lambda: None)
    assert ids(words, "word8") != []
    assert "n7" not in ids(words, "word7")
    found = words.find("note", [((" bank ",), False)], 10)
    assert found is not None
    assert (len(found.candidates), found.total) == (10, 299)
    words.close()
    store.close()


@pytest.mark.parametrize(
    ("code", "for_now"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_LOCKED, True),
        (sqlite3.SQLITE_INTERRUPT, True),
        (sqlite3.SQLITE_CORRUPT, False),
        (sqlite3.SQLITE_NOTADB, False),
        (sqlite3.SQLITE_ERROR, False),
    ],
)
def test_what_passes_by_itself_is_told_by_the_code_and_not_by_the_words(code, for_now):
    error = sqlite3.OperationalError("in whatever words, such as: locked by nobody")
    error.sqlite_errorcode = code
    assert search_index._is_temporary(error) is for_now
    assert not search_index._is_temporary(sqlite3.DatabaseError("locked"))
