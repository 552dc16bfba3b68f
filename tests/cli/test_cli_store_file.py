"""The file of a store, given to `import`: known without a word, and read as a whole copy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from proxytui import paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bundled() -> Path:
    return paths.bundled_data() / "store.json"


def test_a_stores_file_is_known_and_comes_in_as_it_is(program, empty, bundled):
    ended = program("--store", str(empty), "import", str(bundled), "--json")
    assert ended.code == 0
    assert ended.document["format"] == "json"
    assert ended.document["set_aside"] == []
    assert program("--store", str(empty), "export").raw == program("--demo", "export").raw


def test_a_stores_file_that_was_laid_out_anew_is_known_too(program, empty, bundled):
    document = json.loads(bundled.read_text(encoding="utf-8"))
    file = program.home / "mine.json"
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")
    ended = program("--store", str(empty), "import", str(file), "--json")
    assert ended.code == 0
    assert ended.document["added"]["actors"] == len(document["actors"])


def test_a_record_that_stands_twice_in_a_stores_file_is_set_aside(program, empty):
    file = program.home / "store.json"
    file.write_text(
        '{"_meta": {"1": {"schema": 1}}, "actors": {'
        '"a": {"kind": "state", "names": [{"text": "A"}]}, '
        '"b": {"kind": "state", "kind": "person", "names": [{"text": "B"}]}, '
        '"c": {"kind": "state", "names": [{"text": "C"}]}, '
        '"c": {"kind": "state", "names": [{"text": "D"}]}, "d": 1}, "claims": []}',
        encoding="utf-8",
    )
    ended = program("--store", str(empty), "import", str(file), "--json")
    aside = {row["row"]: row["reason"] for row in ended.document["set_aside"]}
    assert ended.document["added"]["actors"] == 1
    assert "kind" in aside["actors/b"]
    assert "twice" in aside["actors/c"]
    assert "actors 4" in aside


@pytest.mark.parametrize(("meta", "word"), [({"schema": 9}, "newer"), ({"schema": "1"}, "schema")])
def test_a_stores_file_of_another_schema_is_refused(program, empty, meta, word):
    file = program.home / "store.json"
    file.write_text(json.dumps({"_meta": {"1": meta}, "actors": {}}), encoding="utf-8")
    ended = program("--store", str(empty), "import", str(file))
    assert ended.code != 0
    assert word in ended.err
