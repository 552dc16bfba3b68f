"""The program's own JSON: out, in again, and what an import leaves aside."""

from __future__ import annotations

import json
import os
import stat
from typing import Any

import pytest

from proxytui.commands import output_file
from proxytui.model import spilled_json
from proxytui.model.vocabulary import TABLES
from proxytui.place import Place


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


def test_records_that_waited_on_the_disk_are_imported_undone_and_brought_back_the_same(
    program, empty, monkeypatch
):
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", 0)
    monkeypatch.setattr("proxytui.exchange.proposal.MANY", 5)
    file = program.home / "out.json"
    file.write_bytes(program("--demo", "export").raw)
    none = program("--store", str(empty), "export").raw
    store = ("--store", str(empty))
    assert program(*store, "import", str(file)).code == 0
    assert program(*store, "export").raw == file.read_bytes()
    assert program(*store, "import", str(file), "--json").document["added"]["claims"] == 0
    assert program(*store, "undo").code == 0
    assert program(*store, "export").raw == none
    assert program(*store, "redo").code == 0
    assert program(*store, "export").raw == file.read_bytes()


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
    assert ended.err.startswith(("proxytui: the file is ", "proxytui: in.json is "))
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


def test_an_export_that_is_stopped_in_the_middle_leaves_the_old_file_and_nothing_beside_it(
    tmp_path,
):
    file = tmp_path / "out.json"
    file.write_text("old", encoding="utf-8")

    def stopped():
        yield "begun" * 1_000_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output_file.save_text(str(file), stopped(), Place.of_folder(tmp_path / "store"))
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_an_export_is_written_in_pieces_and_never_held_whole():
    longest = max(map(len, output_file.pieces("x" * 1000 for _ in range(5000))))
    assert longest < 2 << 20
    assert b"".join(output_file.pieces(["a", "", "é"])) == "aé".encode()


def test_an_export_may_go_to_a_device(program):
    assert program.process("export", "-o", "/dev/stdout").document["proxytui"] == 1


STATE = {"kind": "state", "names": [{"text": "Newcomer"}]}


def imported(program, data: bytes, *words: str) -> Any:
    """What `import` says of a file, and what it ends with under `code`."""
    file = program.home / "in.json"
    file.write_bytes(data)
    ended = program("import", str(file), "--json", *words)
    return {**ended.document, "code": ended.code}


def reasons(found: Any) -> dict[str, str]:
    return {row["row"]: row["reason"] for row in found["set_aside"]}


def export_of(**tables: Any) -> bytes:
    return json.dumps({"proxytui": 1, **tables}).encode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_an_export_saved_in_another_unicode_encoding_is_read(program, encoding):
    data = export_of(actors=[{"id": "new", **STATE}]).decode().encode(encoding)
    found = imported(program, data)
    assert (found["code"], found["added"]["actors"]) == (0, 1)


@pytest.mark.parametrize(
    "word", [b'"cut \\ud83d"', b'"\\ude00"', b'"caf\xe9"', b'{"deep": ["\\udead"]}']
)
def test_half_a_character_costs_its_record_alone(program, word):
    names = b'"kind":"state","names":[{"text":"New"}]'
    rows = b'{"id":"a-1",%b},{"id":"a-2",%b,"summary":%b}' % (names, names, word)
    found = imported(program, b'{"proxytui":1,"actors":[%b]}' % rows)
    assert found["code"] == 1
    assert list(reasons(found)) == ["actors/a-2"]
    assert found["added"]["actors"] == 1


def test_half_a_character_in_an_id_or_a_name_of_a_field_is_set_aside_too(program):
    row = b'{"id":"x\\ud83d","kind":"state","names":[{"text":"New"}]}'
    other = b'{"id":"y","kind":"state","names":[{"text":"New"}],"\\ud83d":1}'
    found = imported(program, b'{"proxytui":1,"actors":[%b,%b]}' % (row, other))
    assert (found["code"], len(reasons(found))) == (1, 2)
    assert imported(program, b'{"proxytui":1,"\\ud83d":[]}')["code"] == 1


@pytest.mark.parametrize("word", [b"NaN", b"-Infinity", b"1e400"])
def test_what_is_no_number_is_refused_with_its_place(program, word):
    file = program.home / "in.json"
    file.write_bytes(b'{"proxytui":1,"actors":[{"id":"a","x":%b,"y":"\\ud83d"}]}' % word)
    ended = program("import", str(file))
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "no JSON" in ended.err


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ('{"id":"a-1","kind":"state","kind":"party","names":[{"text":"N"}]}', "kind"),
        ('{"id":"a-1","kind":"state","names":[{"text":"N","text":"N"}]}', "names.0.text"),
        ('{"id":"a-1","id":"a-1","kind":"state","names":[{"text":"N"}]}', "id"),
        ('{"id":"a-1","kind":"state","names":[{"text":"N"}],"\\u006bind":"party"}', "kind"),
    ],
)
def test_a_record_in_which_a_field_stands_twice_is_set_aside(program, row, field):
    data = (
        f'{{"proxytui":1,"actors":[{row},{{"id":"a-2","kind":"state","names":[{{"text":"O"}}]}}]}}'
    )
    found = imported(program, data.encode())
    assert found["code"] == 1
    assert f"“{field}”" in reasons(found)["actors/a-1"]
    assert found["added"]["actors"] == 1


def test_a_table_that_stands_twice_is_set_aside_and_the_others_come_in(program):
    data = b'{"proxytui":1,"actors":[],"notes":[],"actors":[]}'
    assert list(reasons(imported(program, data))) == ["actors"]


def test_unknown_fields_are_named_with_the_nearest_known_one_and_kept(program):
    cited = {"source": "s-paper", "page": 3, "quote": {"exact": "arms", "prefx": "x"}}
    claim = {"type": "backs", "subject": "north", "object": "south", "citations": [cited]}
    data = export_of(
        claims=[{"id": "c-new", **claim, "support": ["W"], "colour": "red"}],
        actors=[{"id": "new", **STATE, "country": "LB"}],
    )
    found = imported(program, data, "--dry-run")
    assert found["code"] == 1
    assert [(one["row"], one["field"], one.get("nearest")) for one in found["unknown_fields"]] == [
        ("claims/c-new", "citations.0.page", "locator.page"),
        ("claims/c-new", "citations.0.quote.prefx", "prefix"),
        ("claims/c-new", "colour", None),
        ("claims/c-new", "support", "terms"),
        ("actors/new", "country", "countries"),
    ]
    ended = program("import", str(program.home / "in.json"))
    assert "claims/c-new: unknown field `support`; did you mean `terms`?" in ended.err
    assert "unknown field `colour`; it is kept as it is" in ended.err
    kept = {one["id"]: one for one in program("export").document["claims"]}
    assert kept["c-new"]["support"] == ["W"]
    listed = program("check", "--json").document["problems"]
    named = [(one["record"], one["message"]) for one in listed if one["code"] == "unknown-field"]
    assert ("actors/new", "unknown field `country`; did you mean `countries`?") in named
    assert not any("colour" in message for _, message in named)


def test_a_field_of_a_newer_version_is_named_and_no_failure(program):
    found = imported(program, export_of(actors=[{"id": "new", **STATE, "quux_9": 1}]))
    assert found["code"] == 0
    assert found["unknown_fields"] == [{"row": "actors/new", "field": "quux_9"}]


def test_what_check_would_say_of_new_records_is_said_at_once(program):
    claim = {"type": "backs", "subject": "north", "object": "south"}
    wrong = [{"source": "s-paper", "quote": {"exact": "words of nobody"}}]
    right = [{"source": "s-paper", "quote": {"exact": "ever paid by South"}}]
    data = export_of(
        claims=[
            {"id": "c-date", **claim, "citations": right, "since": "1990", "until": "1980"},
            {"id": "c-quote", **claim, "citations": wrong},
            {"id": "c-leads", **claim, "type": "leads", "citations": right},
            {"id": "c-sound", **claim, "citations": right},
        ],
        sources=[
            {"id": "s-1", "title": "A", "copy_of": "s-2"},
            {"id": "s-2", "title": "B", "copy_of": "s-1"},
        ],
    )
    for words in (("--dry-run",), ()):
        found = imported(program, data, *words)
        assert found["code"] == 1
        assert [(one["record"], one["code"]) for one in found["problems"]] == [
            ("claims/c-date", "ends-before-start"),
            ("claims/c-leads", "person-expected"),
            ("claims/c-quote", "quote-absent"),
            ("sources/s-1", "copy-of-itself"),
            ("sources/s-2", "copy-of-itself"),
        ]
    checked = program("check", "--json").document["problems"]
    assert {(one["record"], one["code"]) for one in found["problems"]} <= {
        (one["record"], one["code"]) for one in checked
    }
    again = imported(program, data)
    assert (again["code"], again["problems"]) == (0, [])


def test_all_that_is_missing_is_named_not_the_first_alone(program):
    claim = {"type": "backs", "subject": "nobody", "object": "no-one", "against": ["none-1"]}
    cited = [{"source": "s-none"}, {"source": "s-gone"}]
    found = imported(program, export_of(claims=[{"id": "c-1x", **claim, "citations": cited}]))
    for name in ("nobody", "no-one", "none-1", "s-none", "s-gone"):
        assert name in reasons(found)["claims/c-1x"]


def test_a_minus_reads_standard_input(program):
    data = export_of(actors=[{"id": "new", **STATE}])
    ended = program("import", "-", stdin=data)
    assert (ended.code, len(ended.lines)) == (0, 1)
    assert program("log", "--json").document["transactions"][0]["label"] == "import standard input"
    assert program("import", "-", stdin=b"").code == 2


@pytest.mark.parametrize(
    ("there", "free"),
    [
        ([".git/HEAD"], True),
        ([".git/HEAD", ".gitignore", "README.md", "LICENSE"], True),
        ([".stfolder/x", ".DS_Store"], True),
        (["thesis.doc"], False),
        (["journal/000001.jsonl"], False),
        ([".words/words.sqlite"], False),
    ],
)
def test_a_new_repository_can_become_a_store_and_no_other_folder(program, there, free):
    folder = program.home / "new"
    for name in there:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("as it was")
    file = program.home / "in.json"
    file.write_bytes(export_of(actors=[{"id": "new", **STATE}]))
    ended = program("--store", str(folder), "import", str(file))
    assert ended.code == (0 if free else 3)
    assert all((folder / name).read_text() == "as it was" for name in there)
    own = {"store.json", "journal", "documents", "backups"}
    new = {path.name for path in folder.iterdir()} - {name.split("/")[0] for name in there}
    assert new - {".lock"} == (own if free else set())
    assert program("--store", str(folder), "check").code == (0 if free else 3)


@pytest.mark.parametrize("words", [("note", "add", "iran", "hello"), ("view", "save", "mine")])
def test_the_demo_says_that_nothing_is_kept(program, words):
    ended = program("--demo", *words)
    assert ended.code == 0
    assert "nothing is kept" in ended.err
    assert "nothing is kept" not in program("--demo", "note", "list").err
