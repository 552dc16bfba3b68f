"""The program's own JSON: out, in again, and what an import leaves aside."""

from __future__ import annotations

import json
import os
import stat
from typing import Any

import pytest

from proxytui.model.vocabulary import TABLES


def write(program, document: Any) -> str:
    file = program.home / "in.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def test_export_is_canonical(program):
    ended = program("export")
    document = ended.document
    assert list(document) == ["proxytui", *TABLES]
    for table in TABLES:
        ids = [record["id"] for record in document[table]]
        assert ids == sorted(ids)
    lines = [line.rstrip(",") for line in ended.lines if line.startswith('{"') and "id" in line]
    assert len(lines) == sum(len(document[table]) for table in TABLES)
    for line in lines:
        record = json.loads(line)
        assert list(record) == sorted(record)
    assert "1 note" in ended.err
    assert ended.raw == program("export").raw


def test_importing_into_an_empty_store_and_exporting_again_gives_the_same_bytes(program, empty):
    file = program.home / "out.json"
    assert program("export", "-o", str(file)).out == ""
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    ended = program("--store", str(empty), "import", str(file), "--json")
    assert ended.code == 0
    assert ended.document["added"] == {
        "actors": 6,
        "claims": 9,
        "events": 1,
        "sources": 2,
        "notes": 1,
        "identities": 0,
        "views": 0,
    }
    assert program("--store", str(empty), "export").raw == file.read_bytes()


def test_the_bundled_data_set_goes_out_and_in_unchanged(program, empty):
    file = program.home / "out.json"
    file.write_bytes(program("--demo", "export").raw)
    ended = program("--store", str(empty), "import", str(file), "--json")
    assert ended.code == 0
    assert ended.document["set_aside"] == []
    assert program("--store", str(empty), "export").raw == file.read_bytes()


def test_importing_again_changes_nothing(program):
    file = program.home / "out.json"
    file.write_bytes(program("export").raw)
    before = program("log").out
    again = program("import", str(file))
    assert (again.code, again.out) == (0, "")
    assert "19 unchanged" in again.err
    assert program("log").out == before


def test_an_import_is_one_step_of_the_log_and_of_undo(program, empty):
    file = program.home / "out.json"
    file.write_bytes(program("export").raw)
    made = program("--store", str(empty), "import", str(file)).lines
    steps = program("--store", str(empty), "log", "--json").document["transactions"]
    assert [step["id"] for step in steps] == made
    assert steps[0]["label"] == "import out.json"
    program("--store", str(empty), "undo")
    assert program("--store", str(empty), "stats", "--json").document["actors"] == 0


def test_a_trial_says_what_would_change_and_changes_nothing(program):
    document = program("export").document
    document["actors"][0]["summary"] = "new"
    document["notes"] = []
    before = program("export").raw
    found = program("import", write(program, document), "--dry-run", "--json").document
    assert found["changed"]["actors"] == 1
    assert found["unchanged"] == 17
    assert program("export").raw == before


def test_rows_that_are_not_sound_are_set_aside_and_the_rest_comes_in(program):
    names = [{"text": "Newcomer"}]
    cited = [{"source": "s-paper"}]
    document = {
        "proxytui": 1,
        "actors": [
            {"id": "new", "kind": "state", "names": names},
            {"id": "new", "kind": "party", "names": names},
            {"id": "bad kind", "kind": "state", "names": names},
            {"id": "odd", "kind": "dragon", "names": names},
            {"kind": "state", "names": names},
            "no record",
        ],
        "claims": [
            {
                "id": "c-good",
                "type": "backs",
                "subject": "new",
                "object": "north",
                "citations": cited,
            },
            {
                "id": "c-lost",
                "type": "backs",
                "subject": "odd",
                "object": "north",
                "citations": cited,
            },
        ],
        "events": [{"id": "e-lost", "title": "Rests on what is lost", "claims": ["c-lost"]}],
        "notes": "none",
        "dragons": [],
    }
    ended = program("import", write(program, document), "--json")
    assert ended.code == 1
    found = ended.document
    reasons = {row["row"]: row["reason"] for row in found["set_aside"]}
    assert set(reasons) == {
        "actors/new",
        "actors/bad kind",
        "actors/odd",
        "actors 5",
        "actors 6",
        "claims/c-lost",
        "events/e-lost",
        "notes",
        "dragons",
    }
    assert "dragon" in reasons["actors/odd"]
    assert "odd" in reasons["claims/c-lost"]
    assert "c-lost" in reasons["events/e-lost"]
    assert found["added"]["actors"] == 1
    assert found["added"]["claims"] == 1
    assert program("show", "new", "--json").document["actor"]["kind"] == "state"
    assert "set aside claims/c-lost" in program("import", write(program, document)).err


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no json", b"[]", b"{}", b'{"proxytui": "1"}', b'{"proxytui": true}',
        b'{"proxytui": 2}',
        b"\xff\xfe", b'{"proxytui": 1, "actors": ' + b"[" * 10_000,
    ],
    ids=["empty", "words", "list", "bare", "text", "true", "newer", "bytes", "deep"],
)  # fmt: skip
def test_what_is_no_export_is_refused_on_one_line(program, data):
    file = program.home / "in.json"
    file.write_bytes(data)
    ended = program("import", str(file))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("proxytui: the file is ")
    assert ended.err.count("\n") == 1


def test_a_record_that_is_nested_too_deeply_is_set_aside(program):
    deep: Any = 1
    for _ in range(700):
        deep = [deep]
    names = [{"text": "Deep"}]
    document = {
        "proxytui": 1,
        "actors": [{"id": "deep", "kind": "state", "names": names, "x": deep}],
    }
    ended = program("import", write(program, document))
    assert ended.code in (0, 1)
    assert program("stats").code == 0


def test_escapes_of_hostile_text_come_back_as_they_were(program, empty):
    raw = program("export").raw
    assert b"\x1b" not in raw
    assert "\u202e".encode() not in raw
    (program.home / "out.json").write_bytes(raw)
    program("--store", str(empty), "import", str(program.home / "out.json"))
    before = program("show", "evil", "--json").document["actor"]
    assert program("--store", str(empty), "show", "evil", "--json").document["actor"] == before


def test_an_export_replaces_a_file_whole_and_keeps_it_where_it_cant(program):
    file = program.home / "out.json"
    file.write_text("old", encoding="utf-8")
    program("export", "-o", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["proxytui"] == 1
    assert [path.name for path in program.home.glob(".proxytui-*")] == []
    ended = program("export", "-o", str(program.home))
    assert ended.code == 1
    assert "can't write" in ended.err


def test_an_export_may_go_to_a_device(program):
    assert program.process("export", "-o", "/dev/stdout").document["proxytui"] == 1
